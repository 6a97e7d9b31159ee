"""Reads facts from their bytes, strictly: what is not known is refused by name, with file and line.

The form is taught in docs/formats/facts.md.
"""

from dataclasses import replace
from datetime import date

from tellers.canonical import Json
from tellers.decisions.entries import DECIDED, Entry
from tellers.decisions.facts import (
    Candidate,
    Earlier,
    Event,
    Facts,
    Irregularity,
    Nominated,
    Papers,
    Reported,
    RulingMade,
    Sitting,
    Size,
    Support,
)
from tellers.decisions.facts_ballots import Opener, papers_of, read_ballots
from tellers.decisions.facts_text import Place
from tellers.decisions.statements import UNDATED
from tellers.rulebook.outcomes import Outcome

FORMAT = 1

EVENTS = ("appointed", "elected", "acting", "resigned", "dismissed", "left", "died")
"""What can happen to a post: somebody comes, or somebody goes."""


def read_facts(value: Json, place: Place, opener: Opener) -> Facts:
    """The facts of one account, from JSON in which every fact has one value."""
    if not isinstance(value, dict):
        place.refuse('facts are one object: { "format": 1, … }', ())
    top = Entry(value, place)
    if top.count("format") != FORMAT:
        top.refuse('expected "format": 1', "format")
    top.mapped("sources", Entry.need_text)
    return top.whole(lambda whole: _facts(whole, opener))


def _facts(top: Entry, opener: Opener) -> Facts:
    return Facts(
        title=top.text("title"),
        organisation=top.text("organisation"),
        procedure=top.text("procedure"),
        on=top.day("on"),
        dates=top.mapped("dates", Entry.need_moment, ids=True),
        undisputed=top.texts("undisputed"),
        sizes=top.mapped("sizes", _sizes, ids=True),
        weights=top.mapped("weights", _sizes, ids=True),
        entitled=top.count("entitled"),
        present=top.count("present"),
        seats=top.count("seats"),
        papers=top.within("papers", papers_of) or Papers(),
        sections=top.mapped("sections", _section, ids=True),
        signatures=_signatures(top),
        seconders=top.count("seconders"),
        movers=top.count("movers"),
        nominations=_nominations(top),
        candidates=_candidates(top),
        ballots=read_ballots(top, opener),
        successor=top.text("successor"),
        target=top.text("target"),
        holders=top.mapped("holders", _holders, ids=True),
        casting=top.text("casting"),
        lots=top.texts("lots"),
        sitting=top.listed("sitting", _sitting),
        earlier=top.listed("earlier", _earlier),
        events=top.listed("events", _event),
        ruling=top.within("ruling", _ruling),
        counts=top.amounts("counts"),
        irregularities=top.listed("irregularities", _irregularity),
        reported=top.listed("reported", _reported),
    )


def _sizes(entry: Entry, body: str) -> tuple[Size, ...]:
    if not isinstance(entry.values[body], dict):
        return (Size(entry.need_count(body), None),)
    days = entry.entry(body)
    return () if days is None else tuple(_size(days, day) for day in days.values)


def _size(days: Entry, day: str) -> Size:
    on = None if day == UNDATED else days.as_moment(day, day)
    return Size(days.need_count(day), on if on is None or type(on) is date else _day_only(days, day))


def _day_only(days: Entry, day: str) -> date:
    days.refuse("expected a day without a time, such as 2016-06-28", day)


def _section(entry: Entry, section: str) -> Papers:
    return entry.within(section, _papers_of_section) or Papers()


def _papers_of_section(entry: Entry) -> Papers:
    return replace(papers_of(entry), present=entry.count("present"))


def _signatures(top: Entry) -> Support | None:
    if not top.has("signatures"):
        return None
    if not isinstance(top.values["signatures"], dict):
        return Support(count=top.count("signatures"))
    return top.within("signatures", _support)


def _support(entry: Entry) -> Support:
    return Support(
        count=entry.count("count"),
        given=entry.count("given"),
        from_=entry.counts("from", ids=True),
        weight=entry.counts("weight", ids=True),
        withdrawn=entry.count("withdrawn"),
        twice=entry.count("twice"),
        not_members=entry.count("not_members"),
    )


def _nominations(top: Entry) -> tuple[Nominated, ...] | None:
    if not top.has("nominations"):
        return None
    return tuple(top.mapped("nominations", _nominated).values())


def _nominated(entry: Entry, name: str) -> Nominated:
    if not isinstance(entry.values[name], dict):
        return Nominated(name.strip(), count=entry.need_count(name))
    found = entry.within(name, lambda inner: _nominated_by(inner, name.strip()))
    return found or Nominated(name.strip())


def _nominated_by(entry: Entry, name: str) -> Nominated:
    return Nominated(
        name,
        count=entry.count("count"),
        from_=entry.counts("from", ids=True),
        weight=entry.counts("weight", ids=True),
        counts=entry.amounts("counts"),
        consent=entry.flag("consent"),
        received=entry.moment("received"),
    )


def _candidates(top: Entry) -> tuple[Candidate, ...]:
    if top.has("candidates") and isinstance(top.values["candidates"], list):
        return tuple(Candidate(name) for name in top.texts("candidates"))
    return tuple(top.mapped("candidates", _candidate).values())


def _candidate(entry: Entry, name: str) -> Candidate:
    inner = entry.entry(name) or entry
    incumbent, withdrew, counts = inner.flag("incumbent"), inner.text("withdrew"), inner.amounts("counts")
    return Candidate(name.strip(), incumbent or False, withdrew, _columns(inner), counts)


def _columns(entry: Entry) -> dict[str, str | None]:
    """Every key that is not the language's own: what the register says of a person; null is told to be nothing."""
    columns: dict[str, str | None] = {}
    for key, value in entry.values.items():
        if key in DECIDED:
            entry.finish()
        if key not in entry.seen and entry.has(key):
            columns[key] = None if value is None else entry.need_text(key)
    return columns


def _holders(entry: Entry, office: str) -> tuple[str, ...]:
    return () if entry.values[office] is None else entry.texts(office)


def _sitting(entry: Entry) -> Sitting:
    name = entry.need_text("name")
    return Sitting(name, _columns(entry))


def _earlier(entry: Entry) -> Earlier:
    outcomes = {outcome.value for outcome in Outcome}
    found = Earlier(
        procedure=entry.need_text("procedure"),
        on=entry.need_moment("on"),
        outcome=entry.need_text("outcome"),
        target=entry.text("target"),
        reading=entry.text("reading"),
        choice=entry.text("choice"),
    )
    if found.outcome not in outcomes:
        entry.refuse(f"`{found.outcome}` is not an outcome; expected one of {', '.join(sorted(outcomes))}", "outcome")
    return found


def _event(entry: Entry) -> Event:
    found = Event(
        at=entry.need_moment("at"),
        office=entry.need_text("office"),
        event=entry.need_text("event"),
        who=entry.text("who"),
        source=entry.text("source"),
    )
    if found.event not in EVENTS:
        entry.refuse(f"`{found.event}` is not known; expected one of {', '.join(EVENTS)}", "event")
    if found.who is None:
        entry.refuse("who was it? write a name", "who")
    return found


def _ruling(entry: Entry) -> RulingMade:
    return RulingMade(entry.need_text("reading"), entry.need_text("choice"))


def _irregularity(entry: Entry) -> Irregularity:
    return Irregularity(
        entry.need_text("what"),
        adds=entry.count("adds") or 0,
        removes=entry.count("removes") or 0,
        alters=entry.count("alters") or 0,
        signatures=entry.count("signatures") or 0,
    )


def _reported(entry: Entry) -> Reported:
    return Reported(
        entry.need_text("figure"),
        entry.need_text("value"),
        of=entry.text("of"),
        base=entry.text("base"),
        section=entry.text("section"),
        source=entry.text("source"),
    )
