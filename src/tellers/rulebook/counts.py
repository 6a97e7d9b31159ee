"""Counts that a book defines: a sum of the language's own, or a number that the facts give."""

from dataclasses import dataclass
from enum import Enum

from tellers.rulebook.clauses import Grounds


class Given(Enum):
    """What the facts give a count for: each candidate, or the proceeding as a whole."""

    CANDIDATE = "candidate"
    PROCEDURE = "procedure"


@dataclass(frozen=True)
class BookCount:
    """A count by its id; a `sum` of words of the language, or `given`, exactly one of the two."""

    id: str
    name: str
    sum: tuple[str, ...]
    given: Given | None
    grounds: Grounds
    line: int
