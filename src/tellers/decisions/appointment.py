"""Who holds which post at a moment, who acts, and what stands vacant, by the events up to then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tellers.canonical import Json
from tellers.decisions.facts import Event, Facts, Moment
from tellers.decisions.situation import Situation
from tellers.decisions.verdict import Contradiction, Verdict
from tellers.rulebook.appointments import Appointment
from tellers.rulebook.offices import Office
from tellers.rulebook.outcomes import Outcome

COMES = ("appointed", "elected")


@dataclass(frozen=True)
class Post:
    """One post at a moment: who holds it and who acts; `since` is when it last changed, None where nothing did.

    `known` is False where the facts say nothing of it, or not the order of events on one day.
    """

    office: str
    title: str
    seats: int
    holders: tuple[str, ...]
    acting: tuple[str, ...]
    since: Moment | None
    missing: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def vacant(self) -> bool | None:
        """Whether a place in it is held by nobody; None where that is not known."""
        return None if self.missing else len(self.holders) < self.seats

    def to_json(self) -> dict[str, Json]:
        """The post as a decision states it."""
        return {
            "office": self.office,
            "title": self.title,
            "holders": list(self.holders),
            "acting": list(self.acting),
            "vacant": self.vacant,
            "since": None if self.since is None else self.since.isoformat(),
            "missing": list(self.missing),
        }


def decide_appointment(appointment: Appointment, case: Situation, at: Moment) -> tuple[Verdict, tuple[Post, ...]]:
    """Whether every post is filled at a moment, and each post as it then is."""
    posts = tuple(_post(id_, case, at) for id_ in appointment.posts)
    states = {post.vacant for post in posts}
    if True in states:
        possible: tuple[Outcome, ...] = (Outcome.UNFILLED,)
    else:
        possible = (Outcome.ELECTED, Outcome.UNFILLED) if None in states else (Outcome.ELECTED,)
    missing = tuple(dict.fromkeys(fact for post in posts for fact in post.missing))
    verdict = Verdict(
        possible=possible,
        winners=tuple(dict.fromkeys(name for post in posts for name in post.holders)),
        notes=tuple(_notes(appointment, case, at)),
        missing=missing,
        contradictions=(*(found for post in posts for found in post.contradictions), *_strangers(case)),
    )
    return verdict, posts


def _post(id_: str, case: Situation, at: Moment) -> Post:
    office, facts = case.book.office(id_, on=case.on), case.facts
    zone = ZoneInfo(case.book.time_zone)
    events = [event for event in facts.events if event.office == id_]
    past = sorted((one for one in events if _before(one, at, zone) is True), key=lambda one: _start(one.at, zone))
    unsure = [one for one in events if _before(one, at, zone) is None]
    state = _State(office, list(facts.holders.get(id_, ())), [], [])
    for event in past:
        state.happens(event)
    told = id_ in facts.holders or bool(events)
    missing = () if told else (f"holders.{id_}",)
    if unsure:
        missing = (f"events: the time of day of what happened to {id_} on {unsure[0].at}",)
    return Post(
        office=id_,
        title=office.title,
        seats=office.seats,
        holders=tuple(state.holders),
        acting=tuple(state.acting) or _deputies(office, facts, state),
        since=past[-1].at if past else None,
        missing=missing,
        contradictions=tuple(state.contradictions),
    )


@dataclass
class _State:
    """A post while its events are gone through."""

    office: Office
    holders: list[str]
    acting: list[str]
    contradictions: list[Contradiction]

    def happens(self, event: Event) -> None:
        who = event.who or ""
        if event.event == "acting":
            self.acting = [who]
        elif event.event in COMES:
            self._comes(who, event)
        elif who in self.acting:
            self.acting.remove(who)
        elif who in self.holders:
            self.holders.remove(who)
        else:
            held = " and ".join(self.holders) or "nobody"
            self._clash(event, f"{who} is said to have {_went(event)} on {event.at}, but {held} held it")

    def _comes(self, who: str, event: Event) -> None:
        self.acting = []
        if who in self.holders:
            return
        if len(self.holders) >= self.office.seats:
            self._clash(event, f"{who} is {event.event} on {event.at}, but {' and '.join(self.holders)} held it still")
            self.holders = self.holders[1:]
        self.holders.append(who)

    def _clash(self, event: Event, text: str) -> None:
        statements = ((f"{event.who} {event.event}", event.source),)
        self.contradictions.append(Contradiction(f"events.{event.office}", text, statements))


def _went(event: Event) -> str:
    return {"resigned": "resigned", "dismissed": "been dismissed", "left": "left", "died": "died"}[event.event]


def _deputies(office: Office, facts: Facts, state: _State) -> tuple[str, ...]:
    if state.holders or office.acting is None:
        return ()
    return facts.holders.get(office.acting, ())


def _before(event: Event, at: Moment, zone: ZoneInfo) -> bool | None:
    """Whether an event has happened by a moment; None where a day without a time does not say."""
    if _end(event.at, zone) <= _end(at, zone):
        return True
    return None if _start(event.at, zone) <= _end(at, zone) else False


def _start(moment: Moment, zone: ZoneInfo) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(), zone)


def _end(moment: date, zone: ZoneInfo) -> datetime:
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment + timedelta(days=1), time(), zone) - timedelta(seconds=1)


def _notes(appointment: Appointment, case: Situation, at: Moment) -> Iterator[str]:
    by = appointment.by
    offices = case.book.on(case.on).offices
    yield f"appointed by the {offices[by].title if by in offices else case.body(by).name}; as of {at}"
    dismissed = [one for one in case.facts.events if one.event == "dismissed" and one.office in appointment.posts]
    if dismissed and not appointment.dismiss.value:
        rule = appointment.dismiss
        for one in dismissed:
            yield f"{one.who} is said to be dismissed on {one.at}, and nobody may dismiss ({rule.grounds})"


def _strangers(case: Situation) -> Iterator[Contradiction]:
    """Posts in the events that the book does not have."""
    offices = case.book.on(case.on).offices
    for id_ in dict.fromkeys(event.office for event in case.facts.events):
        if id_ not in offices:
            yield Contradiction(f"events.{id_}", f"the book has no office `{id_}`")
