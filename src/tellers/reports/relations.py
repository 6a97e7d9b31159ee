"""How a figure of a report stands to the exact one: the words that reports use, each with what it allows."""

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from tellers.figures import percent

Relation = Literal["more than", "at least", "equal to", "at most", "fewer than", "about", "almost", "just over"]

NEAR_SHARE = Fraction(2, 100)
"""How far "about", "almost" and "just over" may be from an exact share: two points of a hundred."""

NEAR_COUNT = Fraction(5, 100)
"""How far they may be from a count: a twentieth of it."""

EXACT: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "more than": lambda exact, line: exact > line,
    "at least": lambda exact, line: exact >= line,
    "equal to": lambda exact, line: exact == line,
    "at most": lambda exact, line: exact <= line,
    "fewer than": lambda exact, line: exact < line,
}
"""Relations that allow nothing; of a share `equal to` is read as rounding."""

VAGUE: dict[str, Callable[[Fraction, Fraction, Fraction], bool]] = {
    "about": lambda exact, line, near: abs(exact - line) <= near,
    "almost": lambda exact, line, near: line - near <= exact < line,
    "just over": lambda exact, line, near: line < exact <= line + near,
}
"""Relations that allow some distance."""


def count_holds(relation: Relation, exact: Fraction, line: Fraction) -> bool:
    """Whether a count stands so to the number of a claim."""
    if relation in VAGUE:
        return VAGUE[relation](exact, line, max(Fraction(1), line * NEAR_COUNT))
    return EXACT[relation](exact, line)


def share_holds(relation: Relation, exact: Fraction, line: Fraction, places: int) -> bool:
    """Whether an exact share stands so to that of a claim, which is written to so many places."""
    if relation in VAGUE:
        return VAGUE[relation](exact, line, NEAR_SHARE)
    if relation == "equal to":
        return percent(exact, places) == percent(line, places)
    return EXACT[relation](exact, line)


def count_vague(relation: Relation, exact: Fraction, line: Fraction) -> bool:
    """Whether it is a matter of words if a vague relation to a count holds: it does not quite, nor is it far off."""
    return relation in VAGUE and abs(exact - line) <= 3 * NEAR_COUNT * line


def share_vague(relation: Relation, exact: Fraction, line: Fraction) -> bool:
    """The same of a share."""
    return relation in VAGUE and abs(exact - line) <= 2 * NEAR_SHARE
