"""Holes of a rule book: what each is, how bad it is, and what closes it."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from tellers.canonical import Json


class Severity(Enum):
    """How bad a hole is, the worst first.

    The book contradicts itself; it says nothing; it says what is assumed; it can be read in several ways; or it says
    something that its authors may not have meant.
    """

    CONTRADICTION = "contradiction"
    MISSING = "missing"
    ASSUMED = "assumed"
    OPEN = "open"
    NOTICE = "notice"


BARRING = frozenset({Severity.CONTRADICTION, Severity.MISSING})
"""The severities with which a book is not complete."""


IS_ASSUMED = " is assumed: "
"""Stands in a hole between the rule and the sentence on which it rests."""


@dataclass(frozen=True)
class Hole:
    """A place where the book does not settle what it will be asked; `write` is what closes it."""

    severity: Severity
    source: str
    line: int
    what: str
    write: str

    @property
    def sentence(self) -> str:
        """The sentence on which an assumed rule rests; empty of other holes."""
        return self.what.partition(IS_ASSUMED)[2] if self.severity is Severity.ASSUMED else ""

    def to_json(self) -> dict[str, Json]:
        """The hole as `tellers rulebook check --json` prints it."""
        return {
            "severity": self.severity.value,
            "file": self.source,
            "line": self.line,
            "what": self.what,
            "write": self.write,
        }


Found: TypeAlias = tuple[Severity, int, str, str]
"""A hole before its file is known: severity, line, what, and what to write."""
