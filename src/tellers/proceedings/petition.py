"""A petition's life: one table of moves, and the signatures that stand, folded from the minutes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import ClassVar, Self

from msgspec import Struct

from tellers.proceedings import facts_petition as facts
from tellers.proceedings.life import Entry, Kind, Word
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

    given: Mapping[str, facts.Signature] = field(default_factory=dict)
    """The signatures that stand, by the signer in the form in which names are compared, as they were given."""

    def with_entry(self, state: State, entry: Entry) -> Self:
        """The petition after one more entry."""
        after = super().with_entry(state, entry)
        match entry.facts:
            case facts.Signature() as signature:
                return replace(after, given={**self.given, alike(signature.signer): signature})
            case facts.Unsigned(signer=signer):
                left = {name: one for name, one in self.given.items() if name != alike(signer)}
                return replace(after, given=left)
        return after

    @property
    def standing(self) -> tuple[facts.Signature, ...]:
        """The signatures that are given and not taken back, in the order of the minutes."""
        return tuple(self.given.values())

    def has_signed(self, signer: str) -> bool:
        """Whether a signature of somebody stands."""
        return alike(signer) in self.given

    @property
    def signed(self) -> tuple[str, str] | None:
        """When it was first and last signed; None where nobody has."""
        first = next((one for one in self.entries if isinstance(one.facts, facts.Signature)), None)
        last = self.entry(facts.Signature)
        return None if first is None or last is None else (first.at, last.at)

    @property
    def withdrawn(self) -> int:
        """How many signatures were taken back."""
        return len(self.every(facts.Unsigned))
