"""A ruling's life: a question put, decided, appealed, overturned or restored; and the choice that stands by it."""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from msgspec import Struct

from tellers.proceedings import facts_ruling as facts
from tellers.proceedings.facts import moment
from tellers.proceedings.life import Entry, Kind, Word
from tellers.proceedings.proceeding import Proceeding
from tellers.rulebook.readings import Ruling as Adopted


class State(Enum):
    """Where a ruling stands."""

    BLANK = "not yet put"
    PUT = "put, not decided"
    DECIDED = "decided"
    APPEALED = "under appeal"
    UPHELD = "upheld on appeal"
    OVERTURNED = "overturned"
    CONTESTED = "overturned, and that is under appeal"
    RESTORED = "restored"
    DROPPED = "taken back"


class Act(Word):
    """What can be done; the value is the word that stands in the minute."""

    PUT = "ruling.put"
    DECIDE = "ruling.decide"
    APPEAL = "ruling.appeal"
    UPHOLD = "ruling.uphold"
    OVERTURN = "ruling.overturn"
    RESTORE = "ruling.restore"
    DROP = "ruling.drop"


STANDING = (State.DECIDED, State.UPHELD, State.RESTORED)

MOVES: dict[tuple[State, Act], State] = (
    {
        (State.BLANK, Act.PUT): State.PUT,
        (State.PUT, Act.DECIDE): State.DECIDED,
        (State.PUT, Act.DROP): State.DROPPED,
        (State.APPEALED, Act.UPHOLD): State.UPHELD,
        (State.APPEALED, Act.OVERTURN): State.OVERTURNED,
        (State.OVERTURNED, Act.APPEAL): State.CONTESTED,
        (State.OVERTURNED, Act.RESTORE): State.RESTORED,
        (State.CONTESTED, Act.UPHOLD): State.OVERTURNED,
        (State.CONTESTED, Act.RESTORE): State.RESTORED,
    }
    | {(state, Act.APPEAL): State.APPEALED for state in STANDING}
    | {(state, Act.OVERTURN): State.OVERTURNED for state in STANDING}
)
"""What is not in this table is refused."""

FACTS: dict[Act, type[Struct]] = {
    Act.PUT: facts.Put,
    Act.DECIDE: facts.Decided,
    Act.APPEAL: facts.Appealed,
    Act.UPHOLD: facts.Upheld,
    Act.OVERTURN: facts.Overturned,
    Act.RESTORE: facts.Restored,
    Act.DROP: facts.Dropped,
}

KIND = Kind("ruling", Act, MOVES, FACTS)


@dataclass(frozen=True)
class Ruling(Proceeding[State]):
    """A ruling as the minutes leave it."""

    KIND = KIND
    ENDED: ClassVar[frozenset[Enum]] = frozenset({*STANDING, State.OVERTURNED, State.DROPPED})

    state: State = State.BLANK

    @property
    def question(self) -> facts.Put:
        """The question as it was put."""
        return self.the(facts.Put)

    @property
    def outcome(self) -> str | None:
        """The choice that stands by this ruling; None where none does."""
        return None if self.adopted is None else self.adopted.choice

    @property
    def pending(self) -> bool:
        """Whether the question is before those who rule, in the first place or on appeal."""
        return self.state in (State.PUT, State.APPEALED, State.CONTESTED)

    @property
    def overturned(self) -> bool:
        """Whether the decision has fallen, and does not hold again."""
        return self.state in (State.OVERTURNED, State.CONTESTED)

    @property
    def decisions(self) -> tuple[Entry, ...]:
        """The minutes by which the ruling was made, upheld or restored."""
        acts = (Act.DECIDE, Act.UPHOLD, Act.RESTORE)
        return tuple(entry for entry in self.entries if entry.act in acts)

    @property
    def adopting(self) -> Entry | None:
        """The minute by which a choice stands now, None where none does."""
        entry = self.entry(facts.Overturned) if self.overturned else next(reversed(self.decisions), None)
        return None if entry is None or self._choice is None else entry

    @property
    def adopted(self) -> Adopted | None:
        """What stands by this ruling, as a rule book would have it; None where no choice does."""
        entry, decided = self.adopting, self.last(facts.Decided)
        if entry is None or decided is None:
            return None
        fallen = self.last(facts.Overturned)
        return Adopted(
            reading=self.question.reading,
            choice=self._choice,
            authority=fallen.authority if self.overturned and fallen is not None else decided.authority,
            on=moment(entry.at).date(),
            source=f"minute {entry.number}",
            overturns=decided.overturns or fallen is not None,
            line=0,
        )

    @property
    def _choice(self) -> str | None:
        found = self.last(facts.Overturned) if self.overturned else self.last(facts.Decided)
        return None if found is None else found.choice
