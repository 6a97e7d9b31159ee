"""Bodies: those who may decide, told by what the register says of each member.

A body never lists people; it says which standing they have.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tellers.rulebook.clauses import Grounds


def plain(word: str) -> str:
    """The form in which standing is compared: without outer spaces, upper and lower case alike."""
    return word.strip().casefold()


@dataclass(frozen=True)
class Predicate:
    """What the standing of a member must be: for each column, one of the values; every column must agree.

    Without conditions it holds of every member. Whoever satisfies one of `but` is left out all the same.
    """

    conditions: tuple[tuple[str, tuple[str, ...]], ...]
    but: tuple["Predicate", ...] = ()

    def holds(self, standing: Mapping[str, str]) -> bool:
        """Whether a member of this standing is meant; a column the register does not have never agrees."""
        known = {plain(column): plain(value) for column, value in standing.items()}
        agrees = all(known.get(column) in values for column, values in _compared(self).items())
        return agrees and not any(one.holds(standing) for one in self.but)

    def without(self, others: tuple["Predicate", ...]) -> "Predicate":
        """The same predicate that leaves others out too."""
        return Predicate(self.conditions, (*self.but, *others))

    def excludes(self, other: "Predicate") -> bool:
        """Whether nobody can satisfy both, because one column would need two values at once."""
        mine, theirs = _compared(self), _compared(other)
        apart = any(mine[column].isdisjoint(theirs[column]) for column in mine.keys() & theirs.keys())
        return apart or _leaves_out(self, other) or _leaves_out(other, self)

    @property
    def size(self) -> int:
        """How many predicates there are in it, itself among them."""
        return 1 + sum(one.size for one in self.but)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the register must have."""
        own = (column for column, _ in self.conditions)
        return tuple(dict.fromkeys([*own, *(column for one in self.but for column in one.columns)]))

    def __str__(self) -> str:
        told = " and ".join(f"{column} is {' or '.join(values)}" for column, values in self.conditions)
        told = told or "every member of the register"
        return f"{told}, without whoever has {' or '.join(f'({one})' for one in self.but)}" if self.but else told


def _leaves_out(one: Predicate, other: Predicate) -> bool:
    """Whether one predicate leaves out exactly those whom the other means."""
    return any(not left_out.but and _compared(left_out) == _compared(other) for left_out in one.but)


def _compared(predicate: Predicate) -> dict[str, frozenset[str]]:
    return {plain(column): frozenset(map(plain, values)) for column, values in predicate.conditions}


@dataclass(frozen=True)
class Body:
    """Those who may decide: whoever satisfies any of the predicates.

    `parts` are the ids of the bodies it unites, none for a body that stands by itself; `excluded` those
    whose members it leaves out. `seats` is its fixed number of places, None where it has none; a body of seats alone
    has no predicates. `weighted` marks one whose members vote by the weight that the register gives.
    """

    id: str
    name: str
    predicates: tuple[Predicate, ...]
    parts: tuple[str, ...]
    excluded: tuple[str, ...]
    seats: int | None
    weighted: bool
    grounds: Grounds
    line: int

    def includes(self, standing: Mapping[str, str]) -> bool:
        """Whether a member of this standing belongs to the body."""
        return any(predicate.holds(standing) for predicate in self.predicates)
