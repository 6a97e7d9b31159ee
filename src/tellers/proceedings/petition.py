"""A petition's life: one table of moves, and the signatures that stand, folded from the minutes."""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from msgspec import Struct

from tellers.proceedings import facts_petition as facts
from tellers.proceedings.life import Kind, Word
from tellers.proceedings.proceeding import Proceeding
from tellers.words import alike


class State(Enum):
    """Where a petition stands."""

    BLANK = "not yet opened"
    OPEN = "open for signatures"
    CLOSED = "closed"
    ENDED = "ended without a finding"


class Act(Word):
    """What can be done; the value is the word that stands in the minute."""

    OPEN = "petition.open"
    SIGN = "petition.sign"
    UNSIGN = "petition.unsign"
    CLOSE = "petition.close"
    END = "petition.end"


MOVES: dict[tuple[State, Act], State] = {
    (State.BLANK, Act.OPEN): State.OPEN,
    (State.OPEN, Act.SIGN): State.OPEN,
    (State.OPEN, Act.UNSIGN): State.OPEN,
    (State.OPEN, Act.CLOSE): State.CLOSED,
    (State.OPEN, Act.END): State.ENDED,
}
"""What is not in this table is refused."""

FACTS: dict[Act, type[Struct]] = {
    Act.OPEN: facts.Opening,
    Act.SIGN: facts.Signature,
    Act.UNSIGN: facts.Unsigned,
    Act.CLOSE: facts.Closing,
    Act.END: facts.Ended,
}

KIND = Kind("petition", Act, MOVES, FACTS)


@dataclass(frozen=True)
class Petition(Proceeding[State]):
    """A petition as the minutes leave it."""

    KIND = KIND
    ENDED: ClassVar[frozenset[Enum]] = frozenset({State.CLOSED, State.ENDED})

    state: State = State.BLANK

    @property
    def standing(self) -> tuple[facts.Signature, ...]:
        """The signatures that are given and not taken back, in the order of the minutes."""
        given: dict[str, facts.Signature] = {}
        for entry in self.entries:
            match entry.facts:
                case facts.Signature() as signature:
                    given[alike(signature.signer)] = signature
                case facts.Unsigned(signer=signer):
                    given.pop(alike(signer), None)
        return tuple(given.values())

    @property
    def withdrawn(self) -> int:
        """How many signatures were taken back."""
        return len(self.every(facts.Unsigned))
