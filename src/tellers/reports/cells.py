"""Groups that may be shown: none smaller than the minimum cell, and none that a subtraction would show."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """One group: how many are entitled in it, and how many took part."""

    name: str
    entitled: int
    returned: int


WHOLE = "All sections together"
REST = "Other sections, together"


def shown_cells(cells: Sequence[Cell], minimum: int) -> tuple[Cell, ...]:
    """The groups that may be shown, the largest first, and what is left over as one group.

    A group is held back where fewer are entitled in it than the minimum; then as many more as it takes for what is
    held back to be a group that may be shown, so that taking the shown from the whole shows nobody. Where that leaves
    none to show, all stand together as one; where even all are too few, there is no group at all.
    """
    kept = sorted(cells, key=lambda one: (-one.entitled, one.name))
    held = [one for one in kept if one.entitled < minimum]
    kept = [one for one in kept if one.entitled >= minimum]
    while held and kept and _together(held).entitled < minimum:
        held.append(kept.pop())
    if not held:
        return tuple(kept)
    rest = _together(held)
    if kept and rest.entitled >= minimum:
        return (*kept, rest)
    whole = Cell(WHOLE, rest.entitled, rest.returned)
    return (whole,) if whole.entitled >= minimum else ()


def _together(cells: Sequence[Cell]) -> Cell:
    return Cell(REST, sum(one.entitled for one in cells), sum(one.returned for one in cells))
