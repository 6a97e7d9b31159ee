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

    Without conditions it holds of every member.
    """

    conditions: tuple[tuple[str, tuple[str, ...]], ...]

    def holds(self, standing: Mapping[str, str]) -> bool:
        """Whether a member of this standing is meant; a column the register does not have never agrees."""
        known = {plain(column): plain(value) for column, value in standing.items()}
        return all(known.get(column) in values for column, values in _compared(self).items())

    def excludes(self, other: "Predicate") -> bool:
        """Whether nobody can satisfy both, because one column would need two values at once."""
        mine, theirs = _compared(self), _compared(other)
        return any(mine[column].isdisjoint(theirs[column]) for column in mine.keys() & theirs.keys())

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the register must have."""
        return tuple(column for column, _ in self.conditions)

    def __str__(self) -> str:
        told = " and ".join(f"{column} is {' or '.join(values)}" for column, values in self.conditions)
        return told or "every member of the register"


def _compared(predicate: Predicate) -> dict[str, frozenset[str]]:
    return {plain(column): frozenset(map(plain, values)) for column, values in predicate.conditions}


@dataclass(frozen=True)
class Body:
    """Those who may decide: whoever satisfies any of the predicates.

    `parts` are the ids of the bodies it unites, none for a body that stands by itself.
    """

    id: str
    name: str
    predicates: tuple[Predicate, ...]
    parts: tuple[str, ...]
    grounds: Grounds
    line: int

    def includes(self, standing: Mapping[str, str]) -> bool:
        """Whether a member of this standing belongs to the body."""
        return any(predicate.holds(standing) for predicate in self.predicates)
