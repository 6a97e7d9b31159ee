"""Amounts that may not be wholly known: between what and what, and which facts would say.

What is certain between the two ends is decided, whatever the missing fact turns out to be (Kleene's strong
three-valued logic, with None for "not known").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Amount:
    """From `low` to `high`, which is None where no end is known; `missing` names the facts that would settle it."""

    low: Fraction
    high: Fraction | None
    missing: tuple[str, ...] = ()

    @property
    def value(self) -> Fraction | None:
        """The amount where it is known."""
        return self.low if self.low == self.high else None

    def __add__(self, other: "Amount") -> "Amount":
        high = None if self.high is None or other.high is None else self.high + other.high
        return Amount(self.low + other.low, high, together(self.missing, other.missing))


def exactly(value: Fraction | int) -> Amount:
    """An amount that is known."""
    return Amount(Fraction(value), Fraction(value))


def unknown(*missing: str, low: Fraction | int = 0, high: Fraction | int | None = None) -> Amount:
    """An amount of which only the ends are known; where they meet, nothing is missing."""
    if high is not None and high <= low:
        return exactly(low)
    return Amount(Fraction(low), None if high is None else Fraction(high), missing)


def given(value: Fraction | int | None, fact: str, *, low: int = 0, high: int | None = None) -> Amount:
    """A fact as an amount; one that is not told is unknown, by its own name."""
    return unknown(fact, low=low, high=high) if value is None else exactly(value)


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum of amounts."""
    return sum(amounts, start=exactly(0))


def together(*missing: Iterable[str]) -> tuple[str, ...]:
    """The names of facts, each once, in order."""
    return tuple(dict.fromkeys(name for names in missing for name in names))


def every(verdicts: Iterable[bool | None]) -> bool | None:
    """Whether all hold: one that does not decides, and else one that is not known leaves it open."""
    told = tuple(verdicts)
    if False in told:
        return False
    return None if None in told else True


def some(verdicts: Iterable[bool | None]) -> bool | None:
    """Whether any holds: one that does decides, and else one that is not known leaves it open."""
    told = tuple(verdicts)
    if True in told:
        return True
    return None if None in told else False
