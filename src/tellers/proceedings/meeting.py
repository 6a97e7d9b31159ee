"""A meeting's life: called, opened with a quorum or found without one, adjourned, closed."""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from msgspec import Struct

from tellers.proceedings import facts_meeting as facts
from tellers.proceedings.life import Kind, Word
from tellers.proceedings.proceeding import Proceeding


class State(Enum):
    """Where a meeting stands."""

    BLANK = "not yet called"
    CALLED = "called"
    SITTING = "sitting"
    INQUORATE = "without a quorum"
    ADJOURNED = "adjourned"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Act(Word):
    """What can be done; the value is the word that stands in the minute."""

    CALL = "meeting.call"
    OPEN = "meeting.open"
    FAIL = "meeting.inquorate"
    ADJOURN = "meeting.adjourn"
    CLOSE = "meeting.close"
    CANCEL = "meeting.cancel"

    @property
    def command(self) -> str:
        """What the act is called on the command line: who opens a meeting enters whether there is a quorum."""
        return "meeting open" if self is Act.FAIL else super().command


MOVES: dict[tuple[State, Act], State] = {
    (State.BLANK, Act.CALL): State.CALLED,
    (State.CALLED, Act.OPEN): State.SITTING,
    (State.CALLED, Act.FAIL): State.INQUORATE,
    (State.CALLED, Act.CANCEL): State.CANCELLED,
    (State.SITTING, Act.FAIL): State.INQUORATE,
    (State.SITTING, Act.ADJOURN): State.ADJOURNED,
    (State.SITTING, Act.CLOSE): State.CLOSED,
    (State.INQUORATE, Act.OPEN): State.SITTING,
    (State.INQUORATE, Act.ADJOURN): State.ADJOURNED,
    (State.INQUORATE, Act.CLOSE): State.CLOSED,
    (State.ADJOURNED, Act.OPEN): State.SITTING,
    (State.ADJOURNED, Act.FAIL): State.INQUORATE,
    (State.ADJOURNED, Act.CLOSE): State.CLOSED,
}
"""What is not in this table is refused."""

FACTS: dict[Act, type[Struct]] = {
    Act.CALL: facts.Called,
    Act.OPEN: facts.Opened,
    Act.FAIL: facts.Inquorate,
    Act.ADJOURN: facts.Adjourned,
    Act.CLOSE: facts.Closed,
    Act.CANCEL: facts.Cancelled,
}

KIND = Kind("meeting", Act, MOVES, FACTS)


@dataclass(frozen=True)
class Meeting(Proceeding[State]):
    """A meeting as the minutes leave it."""

    KIND = KIND
    ENDED: ClassVar[frozenset[Enum]] = frozenset({State.CLOSED, State.CANCELLED})

    state: State = State.BLANK

    @property
    def starts(self) -> str:
        """When the meeting begins, or goes on: as called, or as it was last adjourned to."""
        adjourned = self.last(facts.Adjourned)
        return self.the(facts.Called).starts if adjourned is None else adjourned.until
