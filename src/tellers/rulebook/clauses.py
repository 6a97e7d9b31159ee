"""Clauses, and what a rule rests on: a clause by its number, or an assumption in words; never neither."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from tellers.canonical import Json

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Clause:
    """One clause as it stands in one edition; `text` says it in our own words."""

    key: str
    number: str
    since: date
    until: date | None
    source: str
    text: str | None
    line: int


@dataclass(frozen=True)
class Grounds:
    """What a rule rests on: `clause` (by number, with `source`) or `assumed`, exactly one of the two.

    `left_out` marks an assumption that no author wrote: the book is silent, and the language fills in.
    """

    clause: str | None = None
    source: str | None = None
    assumed: str | None = None
    left_out: bool = False
    key: str | None = None

    def __post_init__(self) -> None:
        if (self.clause is None) == (self.assumed is None):
            raise ValueError("a rule rests on a clause or on an assumption, and on one of them only")

    def to_json(self) -> dict[str, Json]:
        """Both names always, one of them null."""
        return {"clause": self.clause, "assumed": self.assumed}

    def __str__(self) -> str:
        return f"clause {self.clause}" if self.clause is not None else f"assumed: {self.assumed}"


@dataclass(frozen=True)
class Rule(Generic[T_co]):
    """A value that a book sets, what it rests on, and the line where it stands."""

    value: T_co
    grounds: Grounds
    line: int
