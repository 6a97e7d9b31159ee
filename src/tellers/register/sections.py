"""Sections of a roll: their sizes, and which of them are large enough to be named in public.

A figure for a handful of people says how each of them voted when they agree, or when one of them talks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from tellers.canonical import Json


class Sectioned(Protocol):
    """What stands in at most one section and has a weight: a member, or an entry of a roll."""

    @property
    def section(self) -> str | None:
        """The section; None outside all of them."""

    @property
    def weight(self) -> int:
        """How many votes it casts."""


@dataclass(frozen=True)
class SectionSize:
    """How many stand in a section, and the sum of their weights; `name` is None for those in none."""

    name: str | None
    entitled: int
    weight: int

    def to_json(self) -> dict[str, Json]:
        """The size, without the name under which it stands."""
        return {"entitled": self.entitled, "weight": self.weight}


def section_sizes(people: Iterable[Sectioned]) -> tuple[SectionSize, ...]:
    """The size of each section that occurs, in the order of names; those in no section come first."""
    sizes: dict[str | None, SectionSize] = {}
    for person in people:
        size = sizes.get(person.section, SectionSize(person.section, 0, 0))
        sizes[person.section] = SectionSize(person.section, size.entitled + 1, size.weight + person.weight)
    return tuple(sorted(sizes.values(), key=lambda size: size.name or ""))


def nameable_sections(sizes: Iterable[SectionSize], minimum_cell: int) -> frozenset[str]:
    """The sections that a public roll may name, so that no group in it has fewer than `minimum_cell` members.

    Those left unnamed are a group too: while they are too few, the smallest named section joins them.
    """
    by_size = sorted(sizes, key=lambda size: (size.entitled, size.name or ""))
    unnamed = sum(size.entitled for size in by_size if size.name is None or size.entitled < minimum_cell)
    named = [size for size in by_size if size.name is not None and size.entitled >= minimum_cell]
    while named and 0 < unnamed < minimum_cell:
        unnamed += named.pop(0).entitled
    return frozenset(size.name for size in named if size.name is not None)
