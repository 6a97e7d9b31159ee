"""Effects: what an outcome does, on whom, by when and for how long."""

from dataclasses import dataclass
from enum import Enum

from tellers.rulebook.clauses import Grounds
from tellers.rulebook.clocks import Span
from tellers.rulebook.outcomes import Ending, Outcome

DECLARATION = "declaration"
"""The moment from which times run where an effect names no other."""


class Does(Enum):
    """What an effect does, as a program can follow it."""

    VACATES = "vacates"
    DISSOLVES = "dissolves"
    REMOVES = "removes"
    ELECTS = "elects"
    APPOINTS = "appoints"
    OPENS = "opens"
    BARS = "bars"
    IMMUNITY = "immunity"
    ADOPTS = "adopts"
    NOTHING = "none"


@dataclass(frozen=True)
class Effect:
    """One consequence of an outcome.

    `due` is the time in which it must be done and `lasts` how long it holds, both from the moment `start`; `does` is
    None where the book says it in words alone.
    """

    text: str
    binding: bool
    does: Does | None
    office: str | None
    body: str | None
    procedure: str | None
    reading: str | None
    due: Span | None
    lasts: Span | None
    start: str
    grounds: Grounds
    line: int


@dataclass(frozen=True)
class Branch:
    """The effects of one outcome or ending, in the order of the book."""

    on: Outcome | Ending
    effects: tuple[Effect, ...]


def effects_of(branches: tuple[Branch, ...], on: Outcome | Ending) -> tuple[Effect, ...]:
    """The effects that a book lists for an outcome or ending, none where it lists none."""
    return tuple(effect for branch in branches if branch.on is on for effect in branch.effects)
