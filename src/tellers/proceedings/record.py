"""The record of a case: its motion and its other proceedings, folded from one minute book.

The word of an act says whose it is: a plain word is the motion's, `petition.sign` is a petition's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from tellers.errors import RecordBroken, Refused
from tellers.minutes.book import MinuteBook
from tellers.minutes.minute import Minute
from tellers.proceedings import facts, facts_contest
from tellers.proceedings import motion as motions
from tellers.proceedings.appointment import Appointment
from tellers.proceedings.contest import Contest, SealedBallot
from tellers.proceedings.life import Entry, Word, lived
from tellers.proceedings.meeting import Meeting
from tellers.proceedings.motion import Motion
from tellers.proceedings.nomination import Nomination
from tellers.proceedings.petition import Petition
from tellers.proceedings.proceeding import Proceeding
from tellers.proceedings.ruling import Ruling

BESIDE: tuple[type[Proceeding[Any]], ...] = (Petition, Nomination, Contest, Appointment, Meeting, Ruling)

KINDS: dict[str, type[Proceeding[Any]]] = {one.KIND.word: one for one in BESIDE}
"""Every kind of proceeding beside the motion, by its word."""

P = TypeVar("P", bound=Proceeding[Any])


@dataclass(frozen=True)
class Record:
    """Everything that the minutes of one case tell so far."""

    motion: Motion = field(default_factory=Motion)
    proceedings: Mapping[str, Proceeding[Any]] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()

    @property
    def founding(self) -> facts.Founding:
        """The facts that the case was opened with."""
        return self.motion.the(facts.Founding)

    @property
    def opened(self) -> date:
        """The day on which the case was opened."""
        return facts.moment(self.entries[0].at).date()

    def of(self, kind: type[P]) -> tuple[P, ...]:
        """The proceedings of a kind, in the order in which they were begun."""
        return tuple(one for one in self.proceedings.values() if isinstance(one, kind))

    def one(self, kind: type[P], id_: str) -> P:
        """The proceeding of a kind and an id: not yet begun where there is none; LookupError for another kind's id."""
        found = self.proceedings.get(id_)
        if found is None:
            return blank(kind, id_)
        if isinstance(found, kind):
            return found
        raise LookupError(f"'{id_}' is a {found.KIND.word} of this case, and no {kind.KIND.word}")

    @property
    def subjects(self) -> tuple[str, ...]:
        """What an objection can be about: the motion once it is moved, and each other proceeding by its id."""
        moved = self.motion.entry(facts.Proposal) is not None
        return (*([motions.SUBJECT] if moved else []), *self.proceedings)

    @property
    def stage_rolls(self) -> Iterator[tuple[facts_contest.Frozen, facts_contest.FrozenRoll]]:
        """Every roll that is frozen for a stage of a contest, with the act that froze it."""
        for contest in self.of(Contest):
            for frozen in contest.every(facts_contest.Frozen):
                yield from ((frozen, roll) for roll in frozen.rolls)

    @property
    def sealed_ballots(self) -> tuple[SealedBallot, ...]:
        """Every sealed ballot of every contest, in the order in which they were opened."""
        every = (ballot for contest in self.of(Contest) for ballot in contest.sealed)
        return tuple(sorted(every, key=lambda ballot: ballot.minute))

    def proceeding(self, act: Word, id_: str) -> Proceeding[Any]:
        """The proceeding that an act is of; raises Refused where the id is that of another kind."""
        kind = next(kind for kind in KINDS.values() if isinstance(act, kind.KIND.acts))
        try:
            return self.one(kind, id_)
        except LookupError as error:
            raise Refused(str(error)) from None

    @property
    def complete(self) -> bool:
        """Whether everything that was begun has come to its end."""
        moved = self.motion.entry(facts.Proposal) is not None
        over = self.motion.state in (motions.State.DECLARED, motions.State.WITHDRAWN)
        begun = self.proceedings.values()
        return (over if moved or not begun else True) and all(one.ended for one in begun)

    def followed(self, minute: Minute) -> "Record":
        """The record after one more minute; raises RecordBroken where it does not follow."""
        word, dot, _ = minute.act.partition(".")
        if not dot:
            motion = motions.followed(self.motion, minute)
            return Record(motion, self.proceedings, (*self.entries, motion.entries[-1]))
        life = self._touched(word, minute)
        life = lived(life, life.KIND, minute, life.named)
        return Record(self.motion, {**self.proceedings, life.id: life}, (*self.entries, life.entries[-1]))

    def _touched(self, word: str, minute: Minute) -> Proceeding[Any]:
        name, id_ = f"minute {minute.number}", minute.facts.get("proceeding")
        if not self.entries:
            raise RecordBroken(f"'{minute.act}' begins no case; minute 0 opens it", entry=name)
        if word not in KINDS:
            raise RecordBroken(f"'{minute.act}' is not an act of a case", entry=name)
        if not isinstance(id_, str):
            raise RecordBroken("its facts name no proceeding", entry=name)
        try:
            return self.one(KINDS[word], id_)
        except LookupError as error:
            raise RecordBroken(str(error), entry=name) from None


def shortened(life: P, number: int) -> P:
    """A proceeding as it was before a minute of the case."""
    found = blank(type(life), life.id)
    for entry in life.entries:
        if entry.number < number:
            found = found.with_entry(found.KIND.moves[found.state, entry.act], entry)
    return found


def blank(kind: type[P], id_: str) -> P:
    """A proceeding that is not begun yet."""
    state = next(state for state, _ in kind.KIND.moves)
    return kind(state, id=id_)


def fold(book: MinuteBook) -> Record:
    """The record that the minutes tell; raises RecordBroken at the first minute that does not follow."""
    return (Record(), *records(book))[-1]


def records(book: MinuteBook) -> Iterator[Record]:
    """The record after each minute, in order; raises as `fold` does."""
    record = Record()
    for minute in book.minutes:
        record = record.followed(minute)
        yield record
