"""Clocks held against the dates of the facts: notice, deadlines and windows; kept, broken, or not known.

A day is a day of the time zone of the book. Days, months and years are counted by days; hours by the time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tellers.canonical import Json
from tellers.decisions.facts import Facts, Moment
from tellers.decisions.situation import Situation
from tellers.rulebook.clocks import Clock, Span, Unit
from tellers.rulebook.contests import Contest
from tellers.rulebook.meetings import Meeting
from tellers.rulebook.motions import Motion
from tellers.rulebook.procedures import Procedure

NOTICE = "notice"

STANDS_FOR = {"ballot": (), "meeting": ("ballot",), "declaration": ()}
"""Moments that fall on the day of the facts where these do not date them either."""


@dataclass(frozen=True)
class Kept:
    """A clock held against two moments.

    `limit` is the first moment that keeps it (`at_least`), or the last (`within`); None where its start is not known.
    """

    clock: Clock
    start: Moment | None
    end: Moment | None
    limit: Moment | None
    kept: bool | None
    missing: tuple[str, ...]
    undisputed: bool = False

    @property
    def span(self) -> Span:
        """The time that must pass, or that may."""
        return self.clock.at_least or self.clock.within or Span(0, Unit.DAYS)

    @property
    def text(self) -> str:
        """The clock in one line, in the book's words or else in ours."""
        how = "at least" if self.clock.at_least else "within"
        return self.clock.text or f"{how} {self.span} from {self.clock.start} to {self.clock.end}"

    def to_json(self) -> dict[str, Json]:
        """The clock as a decision states it."""
        return {
            "text": self.text,
            "from": self.clock.start,
            "from_at": _written(self.start),
            "to": self.clock.end,
            "to_at": _written(self.end),
            "at_least": None if self.clock.at_least is None else str(self.clock.at_least),
            "within": None if self.clock.within is None else str(self.clock.within),
            "limit": _written(self.limit),
            "kept": self.kept,
            "undisputed": self.undisputed,
            **self.clock.grounds.to_json(),
        }


def clocks_of(case: Situation) -> tuple[Kept, ...]:
    """Every clock of a procedure, its notice first, held against the facts; those of its meeting too."""
    zone = ZoneInfo(case.book.time_zone)
    return tuple(_held(clock, case, zone) for clock in _clocks(case))


def moment_of(name: str, facts: Facts, on: date) -> Moment | None:
    """When a moment was; the ballot, the meeting and the declaration are on the day of the facts if not dated."""
    if name in facts.dates:
        return facts.dates[name]
    if name not in STANDS_FOR:
        return None
    return next((facts.dates[other] for other in STANDS_FOR[name] if other in facts.dates), facts.on or on)


def day_of(moment: Moment, zone: ZoneInfo) -> date:
    """The day of a moment, in the time zone of the book."""
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment


def _clocks(case: Situation) -> Iterator[Clock]:
    procedure = case.procedure
    yield from _own_clocks(procedure)
    if procedure.meeting is not None:
        yield from _own_clocks(case.related[procedure.meeting])


def _own_clocks(procedure: Procedure) -> Iterator[Clock]:
    if isinstance(procedure, Motion | Contest | Meeting) and procedure.notice_days.value:
        rule, end = procedure.notice_days, "meeting" if isinstance(procedure, Meeting) else "ballot"
        span = Span(rule.value, Unit.CLEAR_DAYS)
        yield Clock(text=None, start=NOTICE, end=end, at_least=span, within=None, grounds=rule.grounds, line=rule.line)
    yield from procedure.clocks


def _held(clock: Clock, case: Situation, zone: ZoneInfo) -> Kept:
    start, end = (moment_of(name, case.facts, case.on) for name in (clock.start, clock.end))
    missing = tuple(f"dates.{name}" for name, moment in ((clock.start, start), (clock.end, end)) if moment is None)
    if missing:
        undisputed = not {clock.start, clock.end}.isdisjoint(case.facts.undisputed)
        kept = True if undisputed else None
        limit = None if start is None else _limit(clock, start, zone)
        return Kept(clock, start, end, limit, kept, () if undisputed else missing, undisputed)
    return _between(clock, start, end, zone)


def _limit(clock: Clock, start: Moment, zone: ZoneInfo) -> Moment | None:
    """The first moment that keeps a clock, or the last, from its start alone; None for hours after a day."""
    span = clock.at_least or clock.within or Span(0, Unit.DAYS)
    if span.unit is not Unit.HOURS:
        return span.after(day_of(start, zone))
    return span.after(start) if isinstance(start, datetime) else None


def _between(clock: Clock, start: Moment | None, end: Moment | None, zone: ZoneInfo) -> Kept:
    if start is None or end is None:
        raise ValueError("both moments are known here")
    span = clock.at_least or clock.within or Span(0, Unit.DAYS)
    if span.unit is Unit.HOURS:
        return _by_the_hour(clock, span, start, end, zone)
    limit, day = span.after(day_of(start, zone)), day_of(end, zone)
    kept = day >= limit if clock.at_least else day_of(start, zone) <= day <= limit
    return Kept(clock, start, end, limit, kept, ())


def _by_the_hour(clock: Clock, span: Span, start: Moment, end: Moment, zone: ZoneInfo) -> Kept:
    """Hours between two moments; a day without a time is anywhere from its midnight to the next."""
    hours = timedelta(hours=span.amount)
    (first, last), (soonest, latest) = _ends(start, zone), _ends(end, zone)
    shortest, longest = soonest - last, latest - first
    if clock.at_least:
        kept = True if shortest >= hours else None if longest >= hours else False
    else:
        kept = True if longest <= hours else None if shortest <= hours else False
    told = ((clock.start, start), (clock.end, end))
    vague = tuple(f"dates.{name}, with its time" for name, moment in told if not isinstance(moment, datetime))
    return Kept(clock, start, end, _limit(clock, start, zone), kept, vague if kept is None else ())


def _ends(moment: Moment, zone: ZoneInfo) -> tuple[datetime, datetime]:
    if isinstance(moment, datetime):
        return moment, moment
    midnight = datetime.combine(moment, time(), zone)
    return midnight, datetime.combine(moment + timedelta(days=1), time(), zone)


def _written(moment: Moment | None) -> str | None:
    return None if moment is None else moment.isoformat()


def broken(kept: Kept) -> str:
    """Why a clock is broken, as a sentence."""
    how = "earliest" if kept.clock.at_least else "latest"
    limit = "" if kept.limit is None else f"; the {how} is {kept.limit}"
    moments = f"{kept.clock.start} {kept.start}, {kept.clock.end} {kept.end}"
    return f"{kept.text.rstrip('.')}: {moments}{limit} ({kept.clock.grounds})"
