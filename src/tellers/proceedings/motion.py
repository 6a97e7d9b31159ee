"""A motion's life: one table of moves, and the motion folded from the minutes.

Source: docs/adr/0006. The guards that come from clauses are in `guards`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from msgspec import Struct

from tellers.canonical import Json
from tellers.minutes.minute import Minute
from tellers.proceedings import facts
from tellers.proceedings.credentials import Credentials, Given
from tellers.proceedings.life import Entry, Kind, Life, Word, lived
from tellers.words import alike


class State(Enum):
    """Where a motion stands."""

    BLANK = "not yet opened"
    FOUNDED = "opened, with nothing moved"
    PROPOSED = "proposed"
    NOTIFIED = "on notice"
    FROZEN = "on notice, roll frozen"
    OPEN = "open for voting"
    CLOSED = "closed, not yet counted"
    COUNTED = "counted, not yet declared"
    DECLARED = "declared"
    WITHDRAWN = "withdrawn"


class Act(Word):
    """What can be done; the value is the word that stands in the minute."""

    FOUND = "new"
    PROPOSE = "propose"
    NOTIFY = "notice"
    STATE = "statement"
    FREEZE = "freeze"
    AMEND = "amend-roll"
    OPEN = "open"
    REISSUE = "reissue"
    CLOSE = "close"
    ENTER_PAPER = "paper-entry"
    COUNT_PAPER = "paper-count"
    ATTEND = "attend"
    TALLY = "tally"
    DECLARE = "declare"
    WITHDRAW = "withdraw"
    CORRECT = "correct"
    OBJECT = "object"
    ANSWER = "answer"

    @property
    def command(self) -> str:
        """What the act is called on the command line, where that is not its word in the minute."""
        word = str(self.value)
        return {"amend-roll": "amend", "paper-entry": "paper", "paper-count": "paper", "attend": "agent"}.get(
            word, word
        )


ASIDE = (Act.CORRECT, Act.OBJECT, Act.ANSWER)
"""Acts that say something of others and move nothing: they can come at any time, in a case of any kind."""

MOVES: dict[tuple[State, Act], State] = {
    (State.BLANK, Act.FOUND): State.FOUNDED,
    (State.FOUNDED, Act.PROPOSE): State.PROPOSED,
    (State.PROPOSED, Act.NOTIFY): State.NOTIFIED,
    (State.PROPOSED, Act.WITHDRAW): State.WITHDRAWN,
    (State.NOTIFIED, Act.STATE): State.NOTIFIED,
    (State.NOTIFIED, Act.FREEZE): State.FROZEN,
    (State.NOTIFIED, Act.WITHDRAW): State.WITHDRAWN,
    (State.FROZEN, Act.STATE): State.FROZEN,
    (State.FROZEN, Act.AMEND): State.FROZEN,
    (State.FROZEN, Act.OPEN): State.OPEN,
    (State.FROZEN, Act.WITHDRAW): State.WITHDRAWN,
    (State.OPEN, Act.AMEND): State.OPEN,
    (State.OPEN, Act.REISSUE): State.OPEN,
    (State.OPEN, Act.CLOSE): State.CLOSED,
    (State.CLOSED, Act.ENTER_PAPER): State.CLOSED,
    (State.CLOSED, Act.COUNT_PAPER): State.CLOSED,
    (State.CLOSED, Act.ATTEND): State.CLOSED,
    (State.CLOSED, Act.TALLY): State.COUNTED,
    (State.COUNTED, Act.ATTEND): State.COUNTED,
    (State.COUNTED, Act.DECLARE): State.DECLARED,
    (State.DECLARED, Act.ATTEND): State.DECLARED,
    (State.WITHDRAWN, Act.ATTEND): State.WITHDRAWN,
} | {(state, act): state for act in ASIDE for state in State if state is not State.BLANK}
"""What is not in this table is refused."""

FACTS: dict[Act, type[Struct]] = {
    Act.FOUND: facts.Founding,
    Act.PROPOSE: facts.Proposal,
    Act.NOTIFY: facts.Notice,
    Act.STATE: facts.Statement,
    Act.FREEZE: facts.Freeze,
    Act.AMEND: facts.Amendment,
    Act.OPEN: facts.Opening,
    Act.REISSUE: facts.Reissue,
    Act.CLOSE: facts.Closing,
    Act.ENTER_PAPER: facts.PaperEntry,
    Act.COUNT_PAPER: facts.PaperCount,
    Act.ATTEND: facts.Attendance,
    Act.TALLY: facts.Tally,
    Act.DECLARE: facts.DeclarationMade,
    Act.WITHDRAW: facts.Withdrawal,
    Act.CORRECT: facts.Correction,
    Act.OBJECT: facts.Objection,
    Act.ANSWER: facts.Answer,
}
"""The facts that each act leaves, one form an act."""

KIND = Kind("motion", Act, MOVES, FACTS, frozenset(ASIDE))

NAMED = "the motion"

SUBJECT = "motion"
"""What an objection to the motion is about, where one to another proceeding has its id."""


@dataclass(frozen=True)
class Objected:
    """An objection or a breach as the minutes leave it; `answer` is None while it stands open."""

    minute: int
    at: str
    objection: facts.Objection
    answer: tuple[int, facts.Answer] | None

    def to_json(self) -> dict[str, Json]:
        """The form of docs/formats/declaration.md."""
        found: dict[str, Json] = {"minute": self.minute, **facts.to_json(self.objection), "answer": None}
        if self.answer is not None:
            number, said = self.answer
            found["answer"] = {"minute": number, "by": said.by, "text": said.text}
        return found


def answered(entry: Entry | None) -> tuple[int, facts.Answer] | None:
    """The number of a minute that answers, and what it says; None where there is none."""
    return None if entry is None or not isinstance(entry.facts, facts.Answer) else (entry.number, entry.facts)


@dataclass(frozen=True)
class Motion(Life[State]):
    """A motion as the minutes leave it."""

    state: State = State.BLANK

    @property
    def roll(self) -> facts.Freeze | facts.Amendment:
        """The facts that hold the roll as it stands: the freeze, or the last amendment."""
        return self.last(facts.Amendment) or self.the(facts.Freeze)

    @property
    def credentials(self) -> Credentials | None:
        """Whom the credentials of the sealed ballot stand for; None where none has opened."""
        opening = self.last(facts.Opening)
        if opening is None or opening.sealed is None:
            return None
        sealed = opening.sealed
        return Credentials(sealed.credentials, sealed.reserves, tuple(self._given()))

    def _given(self) -> Iterator[Given]:
        for entry in self.entries:
            match entry.facts:
                case facts.Amendment(reserve=str(reserve), archive=str(archive), entry=added):
                    yield Given(str(added.get("pseudonym")), archive, reserve)
                case facts.Reissue() as reissue:
                    yield reissue.given

    @property
    def last_words(self) -> tuple[facts.Attendance, ...]:
        """What each agent said last: a later word replaces an earlier one."""
        return tuple({alike(one.agent): one for one in self.every(facts.Attendance)}.values())

    @property
    def objections(self) -> tuple["Objected", ...]:
        """Every objection and breach in the minutes, each with its last answer, in their order."""
        answers = {entry.facts.minute: entry for entry in self.entries if isinstance(entry.facts, facts.Answer)}
        return tuple(
            Objected(entry.number, entry.at, entry.facts, answered(answers.get(entry.number)))
            for entry in self.entries
            if isinstance(entry.facts, facts.Objection)
        )

    def objections_to(self, subject: str) -> tuple["Objected", ...]:
        """The objections and breaches that are about the motion or one other proceeding, or about the whole case."""
        return tuple(one for one in self.objections if one.objection.about in (None, subject))

    @property
    def unpaired_entry(self) -> facts.PaperEntry | None:
        """The count of a first teller that waits for a second's; a pair that differed is void."""
        entries = self.every(facts.PaperEntry)
        return entries[-1] if len(entries) % 2 else None

    @property
    def last_pair(self) -> tuple[facts.PaperEntry, facts.PaperEntry] | None:
        """The two counts that were entered last and belong together; None while there is no pair."""
        entries = self.every(facts.PaperEntry)
        whole = len(entries) - len(entries) % 2
        return (entries[whole - 2], entries[whole - 1]) if whole else None


def next_state(state: State, act: Act) -> State:
    """The state after an act; raises Refused with what can be done instead."""
    return KIND.next_state(state, act, NAMED)


def followed(motion: Motion, minute: Minute) -> Motion:
    """The motion after one more minute."""
    return lived(motion, KIND, minute, NAMED)
