"""Whether numbers can be found that satisfy some inequalities: exact, by taking one unknown away after another.

The method is that of Fourier and Motzkin (Schrijver, Theory of Linear and Integer Programming, 12.2). The unknowns are
amounts: never below nothing, and here not held to be whole, so "no" is certain and "yes" may want a whole number.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

ZERO = Fraction()

MOST_ROWS = 1000
"""With more inequalities than this nothing is worked out: they may be satisfiable."""


@dataclass(frozen=True)
class Linear:
    """A sum of unknowns, each taken so many times, and a number."""

    factors: Mapping[str, Fraction]
    constant: Fraction = ZERO

    def __add__(self, other: "Linear") -> "Linear":
        names = dict.fromkeys([*self.factors, *other.factors])
        sums = {name: self.factors.get(name, ZERO) + other.factors.get(name, ZERO) for name in names}
        return Linear({name: factor for name, factor in sums.items() if factor}, self.constant + other.constant)

    def __sub__(self, other: "Linear") -> "Linear":
        return self + other.times(Fraction(-1))

    def times(self, factor: Fraction) -> "Linear":
        """Every part of it, multiplied."""
        factors = {name: one * factor for name, one in self.factors.items() if factor}
        return Linear(factors, self.constant * factor)


@dataclass(frozen=True)
class Inequality:
    """A sum that is not below nothing, or, where it is `strict`, that is above it."""

    sum: Linear
    strict: bool = False


def unknown(name: str) -> Linear:
    """One unknown amount."""
    return Linear({name: Fraction(1)})


def known(value: Fraction | int) -> Linear:
    """A number."""
    return Linear({}, Fraction(value))


def at_least(one: Linear, other: Linear) -> Inequality:
    """The first is not below the second."""
    return Inequality(one - other)


def above(one: Linear, other: Linear) -> Inequality:
    """The first is above the second."""
    return Inequality(one - other, strict=True)


def equal(one: Linear, other: Linear) -> tuple[Inequality, Inequality]:
    """Neither is below the other."""
    return at_least(one, other), at_least(other, one)


def satisfiable(inequalities: Iterable[Inequality]) -> bool:
    """Whether some amounts satisfy all of them at once; True also where that would take too long to find out."""
    given = tuple(inequalities)
    names = {name for one in given for name in one.sum.factors}
    rows = {_row(one) for one in (*given, *(Inequality(unknown(name)) for name in names))}
    rows = {row for row in rows if not _idle(row)}
    while names:
        name = min(sorted(names), key=lambda one: _pairs(rows, one))
        names.remove(name)
        if len(rows) + _pairs(rows, name) > MOST_ROWS:
            return True
        rows = {row for row in _without(rows, name) if not _idle(row)}
    return all(constant > 0 or (constant == 0 and not strict) for _, constant, strict in rows)


_Row: TypeAlias = tuple[tuple[tuple[str, Fraction], ...], Fraction, bool]
"""An inequality in one form: its factors in order, scaled so that the first is 1 or -1, its number, its strictness."""


def _row(one: Inequality) -> _Row:
    factors = sorted((name, factor) for name, factor in one.sum.factors.items() if factor)
    scale = abs(factors[0][1]) if factors else Fraction(1)
    return tuple((name, factor / scale) for name, factor in factors), one.sum.constant / scale, one.strict


def _idle(row: _Row) -> bool:
    """Whether an inequality says only that no amount is below nothing: several are added, none is taken away."""
    factors, constant, strict = row
    return len(factors) > 1 and not strict and constant >= 0 and all(factor > 0 for _, factor in factors)


def _pairs(rows: Iterable[_Row], name: str) -> int:
    """How many inequalities come of taking an unknown away."""
    signs = [factor > 0 for row in rows for other, factor in row[0] if other == name]
    return sum(signs) * (len(signs) - sum(signs))


def _without(rows: Iterable[_Row], name: str) -> Iterator[_Row]:
    """What is left once an unknown is taken away: each bound below it is held against each above it."""
    lower: list[Inequality] = []
    upper: list[Inequality] = []
    for row in rows:
        factor = dict(row[0]).get(name, ZERO)
        if not factor:
            yield row
        else:
            sum_ = Linear(dict(row[0]), row[1]).times(1 / abs(factor))
            (lower if factor > 0 else upper).append(Inequality(sum_, strict=row[2]))
    for one in lower:
        for other in upper:
            yield _row(Inequality(one.sum + other.sum, strict=one.strict or other.strict))
