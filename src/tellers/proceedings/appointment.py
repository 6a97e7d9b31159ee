"""An appointment's life: one table of moves; who holds which post and what is vacant, at each moment, folded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import ClassVar

from msgspec import Struct

from tellers.proceedings import facts_appointment as facts
from tellers.proceedings.life import Entry, Kind, Word
from tellers.proceedings.proceeding import Proceeding
from tellers.proceedings.times import day_of, when
from tellers.words import alike


class State(Enum):
    """Where a list of posts stands."""

    BLANK = "not yet begun"
    OPEN = "kept"
    CLOSED = "closed"


class Act(Word):
    """What can be done; the value is the word that stands in the minute."""

    OPEN = "appointment.open"
    APPOINT = "appointment.appoint"
    ACT = "appointment.act"
    RESIGN = "appointment.resign"
    DISMISS = "appointment.dismiss"
    VACATE = "appointment.vacate"
    TELL = "appointment.tell"
    CLOSE = "appointment.close"


MOVES: dict[tuple[State, Act], State] = {
    (State.BLANK, Act.OPEN): State.OPEN,
    (State.OPEN, Act.APPOINT): State.OPEN,
    (State.OPEN, Act.ACT): State.OPEN,
    (State.OPEN, Act.RESIGN): State.OPEN,
    (State.OPEN, Act.DISMISS): State.OPEN,
    (State.OPEN, Act.VACATE): State.OPEN,
    (State.OPEN, Act.TELL): State.OPEN,
    (State.OPEN, Act.CLOSE): State.CLOSED,
}
"""What is not in this table is refused."""

FACTS: dict[Act, type[Struct]] = {
    Act.OPEN: facts.Opening,
    Act.APPOINT: facts.Appointed,
    Act.ACT: facts.Acting,
    Act.RESIGN: facts.Resigned,
    Act.DISMISS: facts.Dismissed,
    Act.VACATE: facts.Vacated,
    Act.TELL: facts.Told,
    Act.CLOSE: facts.Closing,
}

KIND = Kind("appointment", Act, MOVES, FACTS)


FIRST = datetime.min.replace(tzinfo=UTC)
"""Before every time of day."""


@dataclass(frozen=True)
class Post:
    """Who holds a post and who acts in it, at a moment."""

    post: str
    holders: tuple[str, ...] = ()
    acting: str | None = None

    def with_holder(self, who: str) -> "Post":
        """The post with one holder more, and nobody acting."""
        return Post(self.post, (*self.holders, who))

    def without(self, who: str) -> "Post":
        """The post without somebody who held it, or acted in it."""
        left = tuple(one for one in self.holders if alike(one) != alike(who))
        acting = None if self.acting is not None and alike(self.acting) == alike(who) else self.acting
        return Post(self.post, left, acting)

    def held_by(self, who: str) -> bool:
        """Whether somebody holds it, or acts in it."""
        return alike(who) in {alike(one) for one in (*self.holders, self.acting or "")}


@dataclass(frozen=True)
class Appointment(Proceeding[State]):
    """A list of posts as the minutes leave it."""

    KIND = KIND
    ENDED: ClassVar[frozenset[Enum]] = frozenset({State.CLOSED})

    state: State = State.BLANK

    @property
    def happened(self) -> tuple[Entry, ...]:
        """Everything that happened to a post, by when it happened; within a day as the minutes have it."""
        events = [(entry, entry.facts) for entry in self.entries if isinstance(entry.facts, facts.Happened)]
        ordered = sorted(events, key=lambda one: (*_order(one[1].at), one[0].number))
        return tuple(entry for entry, _ in ordered)

    def posts(self, until: date | None = None) -> dict[str, Post]:
        """The posts of which anything is told, as after everything that happened up to a day or a moment."""
        told = [entry.facts for entry in self.happened if isinstance(entry.facts, facts.Happened)]
        return self._after(one for one in told if until is None or _by(one.at, until))

    def before(self, number: int) -> Post:
        """The post of something that happened, by its minute, as everything that happened before left it."""
        numbers = [entry.number for entry in self.happened]
        told = [entry.facts for entry in self.happened if isinstance(entry.facts, facts.Happened)]
        place = numbers.index(number)
        return self._after(told[:place]).get(told[place].post, Post(told[place].post))

    def _after(self, told: Iterable[facts.Happened]) -> dict[str, Post]:
        found: dict[str, Post] = {}
        for held in self.the(facts.Opening).holders:
            found[held.post] = found.get(held.post, Post(held.post)).with_holder(held.who)
        for happened in told:
            found[happened.post] = after(found.get(happened.post, Post(happened.post)), happened)
        return found

    def vacant(self, posts: Iterable[tuple[str, int]], until: date | None = None) -> tuple[str, ...]:
        """Those of some posts, each with its number of seats, that are not held by as many; acting fills none."""
        held = self.posts(until)
        return tuple(post for post, seats in posts if len(held.get(post, Post(post)).holders) < seats)

    @property
    def moments(self) -> tuple[str, ...]:
        """Each time at which something happened, once, in order."""
        times = [entry.facts.at for entry in self.happened if isinstance(entry.facts, facts.Happened)]
        return tuple(dict.fromkeys(times))


def after(post: Post, happened: facts.Happened) -> Post:
    """A post after one thing that happened to it."""
    match happened:
        case facts.Appointed():
            return post.with_holder(happened.who)
        case facts.Acting():
            return Post(post.post, post.holders, happened.who)
    return post.without(happened.who)


def _order(at: str) -> tuple[date, datetime]:
    """When something happened, to be sorted by: what is told without a time of day comes first on its day."""
    known = when(at)
    return day_of(known), known if isinstance(known, datetime) else FIRST


def precedes(at: str, start: str) -> bool:
    """Whether something happened before a day or a moment; what is told of the same day alone did not."""
    known, begin = when(at), when(start)
    if isinstance(known, datetime) and isinstance(begin, datetime):
        return known < begin
    return day_of(known) < day_of(begin)


def _by(at: str, until: date) -> bool:
    """Whether something had happened by the end of a day, or by a moment of it."""
    known = when(at)
    if isinstance(until, datetime) and isinstance(known, datetime):
        return known <= until
    return day_of(known) <= day_of(until)
