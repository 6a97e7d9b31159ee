"""Facts, decided by their rule book, as a record that claims are held against: a motion, or a contest by section."""

from dataclasses import replace
from datetime import date, datetime

from tellers.decisions.decide import decide
from tellers.decisions.effects import Consequence, vacated
from tellers.decisions.facts import Facts
from tellers.decisions.figures import Share
from tellers.decisions.finding import Decision
from tellers.decisions.follow import could_follow
from tellers.decisions.record import Record
from tellers.errors import RuleBookError
from tellers.figures import Base, Figure, Known
from tellers.reports.told import Departure, Departures, Told, ToldEffect, ToldStep, needs_of, step_of, with_majority
from tellers.rulebook.book import RuleBook
from tellers.rulebook.motions import Motion

RENAMED = {"papers": "returned"}
"""What a declaration calls a class that decisions call otherwise."""


PAPERS = frozenset({"valid", "returned", "spoiled", "blank", "entitled"})
"""The classes of papers that a ballot has."""


def told_by_facts(book: RuleBook, record: Record, procedure: str, origin: str) -> Told:
    """What facts tell of one procedure, on their own day; `origin` is what the figures are said to come from.

    Raises what `decide` raises for facts that do not fit the book.
    """
    decision = decide(book, procedure, record)
    facts, finding = record.facts, decision.findings[0]
    return Told(
        title=facts.title or decision.title,
        organisation=facts.organisation or book.organisation,
        question=decision.title,
        on=decision.on,
        known_on=decision.on,
        figures=_figures(decision, origin),
        outcome=None if finding.outcome is None else finding.outcome.value,
        effects=tuple(
            ToldEffect(one.effect.text, one.effect.binding, str(one.effect.grounds)) for one in finding.effects
        ),
        steps=_steps(book, procedure, facts, finding.effects, decision.on),
        holder=facts.target or next((name for names in facts.holders.values() for name in names), None),
        office=_office(book, procedure, decision.on),
        candidates=tuple(one.name for one in facts.candidates),
        winners=finding.verdict.winners,
        origin=origin,
        needs=needs_of(finding.thresholds),
    )


def departures_by_facts(book: RuleBook, record: Record, origin: str) -> Departures:
    """Who left a post as facts tell it, which is never said to be everybody."""
    facts = record.facts
    gone = tuple(
        Departure(_post(book, one.office, facts.on), one.who or "", _day(one.at), LEFT[one.event])
        for one in facts.events
        if one.event in LEFT
    )
    title = facts.title or book.organisation
    return Departures(title, gone, posts=(), vacant=(), whole=False, source=origin)


def _post(book: RuleBook, office: str, on: date | None) -> str:
    try:
        return book.office(office, on=on or date.max).title
    except RuleBookError:
        return office


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at


LEFT = {"resigned": "resigned", "dismissed": "dismissed", "left": "left", "died": "died"}
"""Events by which a post is lost."""


def _figures(decision: Decision, origin: str) -> tuple[Figure, ...]:
    """The figures that every account has; a part of a vote is none that a report counts."""
    plain = (one for one in decision.figures if not one.facts and one.value.denominator == 1)
    found = tuple(_figure(one, origin) for one in plain)
    found = _deciding(found)
    return with_majority((*found, *_absent(found, origin)))


def _deciding(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The papers of the last ballot of a contest that has several are what a report calls those of the contest."""
    ballots = [figure.id.removesuffix("valid") for figure in figures if figure.id.endswith(".valid")]
    if not ballots or any(figure.id == "valid" for figure in figures):
        return figures
    return tuple(_of_contest(figure, ballots[-1]) for figure in figures)


def _of_contest(figure: Figure, ballot: str) -> Figure:
    """A figure of the papers of a ballot under the name that a contest of one ballot has it."""
    if not figure.id.startswith(ballot) or figure.counts not in PAPERS:
        return figure
    name, of, base = figure.id.removeprefix(ballot).partition("-of-")
    return replace(figure, id=RENAMED.get(name, name) + of + base)


def _figure(share: Share, origin: str) -> Figure:
    name, of, base = share.id.partition("-of-")
    id_ = RENAMED.get(name, name) + of + base
    size = share.base_size
    held = None if share.base is None or size is None or size.denominator != 1 else Base(share.base, int(size))
    return Figure(id_, RENAMED.get(share.counts, share.counts), int(share.value), Known.CERTIFIED, origin, held)


def _absent(figures: tuple[Figure, ...], origin: str) -> tuple[Figure, ...]:
    """Those entitled, and of them those who returned no paper, where both are known."""
    by_id = {figure.id: figure for figure in figures}
    turnout = by_id.get("returned-of-entitled")
    if turnout is None or turnout.base is None:
        return ()
    entitled = turnout.base.size
    absent = Figure("not-returned", "not-returned", entitled - turnout.value, Known.CERTIFIED, origin)
    told = () if "entitled" in by_id else (Figure("entitled", "entitled", entitled, Known.CERTIFIED, origin),)
    return (*told, absent, absent.share_of(Base("entitled", entitled)))


def _steps(
    book: RuleBook, procedure: str, facts: Facts, effects: tuple[Consequence, ...], on: date
) -> tuple[ToldStep, ...]:
    motion = book.variants(procedure, on=on)[0].procedure
    if not isinstance(motion, Motion):
        return ()
    sizes = {body: listed[-1].value for body, listed in facts.sizes.items() if listed}
    try:
        steps = could_follow(book, motion, on, sizes, facts.target, emptied=vacated(effects, on))
    except RuleBookError:
        return ()
    return tuple(step_of(step) for step in steps)


def _office(book: RuleBook, procedure: str, on: date) -> str | None:
    office = book.variants(procedure, on=on)[0].procedure.office
    return None if office is None else book.office(office, on=on).title
