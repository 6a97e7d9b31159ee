"""What procedures of every kind have: a name, what each ending does, the clocks that run, and what it rests on."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import ceil

from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.clocks import Clock
from tellers.rulebook.effects import Branch, Effect, effects_of
from tellers.rulebook.outcomes import Ending, Outcome


class Form(Enum):
    """How papers reach the tellers."""

    SEALED = "sealed"
    PAPER = "paper"


@dataclass(frozen=True)
class Proposers:
    """So many members of a body; with a `share` of it, no fewer than that share either."""

    body: str
    number: int
    share: Fraction | None = None

    def __str__(self) -> str:
        number = "" if self.share is not None and self.number == 1 else str(self.number)
        share = "" if self.share is None else f"{self.share} of {self.body}"
        return " and ".join(part for part in (share, number) if part)

    def needed(self, size: Fraction) -> int:
        """How many they are in a body of that size."""
        return self.number if self.share is None else max(self.number, ceil(self.share * size))


@dataclass(frozen=True)
class Section:
    """Papers that are counted apart; with a weight, its share of the whole."""

    id: str
    title: str
    weight: Fraction | None


@dataclass(frozen=True, kw_only=True)
class Basis:
    """The part that is alike in every procedure.

    `follows` are the procedures that could follow, `opens` those that it opens; `measured` is the moment at which the
    size of the body is taken, None for the day of the vote; `meeting` is a meeting whose rules hold too. `statutory`
    asks for an independent scrutineer.
    """

    id: str
    title: str
    office: str | None
    branches: tuple[Branch, ...]
    clocks: tuple[Clock, ...]
    follows: tuple[str, ...]
    opens: tuple[str, ...]
    measured: Rule[str | None]
    statutory: Rule[bool]
    meeting: str | None
    grounds: Grounds
    line: int

    def effects(self, on: Outcome | Ending) -> tuple[Effect, ...]:
        """What an outcome or an ending does."""
        return effects_of(self.branches, on)
