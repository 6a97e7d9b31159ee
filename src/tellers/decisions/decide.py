"""What follows from facts by a rule book: under every reading that is live, by every account of the facts.

Nothing is guessed: what is certain whatever a missing fact may be is decided, and else the fact is named.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias
from zoneinfo import ZoneInfo

from tellers.canonical import Json, encode
from tellers.decisions.appointment import Post, decide_appointment
from tellers.decisions.barriers import behind
from tellers.decisions.clocks import clocks_of, day_of
from tellers.decisions.contest import decide_contest
from tellers.decisions.differences import contradiction_of, facts_that_turn, readings_that_turn
from tellers.decisions.earlier import barred
from tellers.decisions.effects import Scene, consequences, undated
from tellers.decisions.facts import Facts, Moment, Reported
from tellers.decisions.facts_text import name_of
from tellers.decisions.figures import Share, figures_of, joined
from tellers.decisions.finding import Decision, Finding, Told
from tellers.decisions.fitting import check_fits
from tellers.decisions.gates import admitted_by
from tellers.decisions.known import together
from tellers.decisions.meeting import decide_meeting
from tellers.decisions.nomination import decide_nomination
from tellers.decisions.petition import decide_petition
from tellers.decisions.record import Account, Record
from tellers.decisions.reported import held_against, unchecked
from tellers.decisions.ruling import decide_ruling
from tellers.decisions.sensitivity import Margin, margin_of
from tellers.decisions.situation import Situation
from tellers.decisions.verdict import CandidateFinding, Contradiction, Verdict
from tellers.decisions.voting import decide_motion
from tellers.decisions.ways import Way, chosen, ways
from tellers.errors import RuleBookError, Unreadable
from tellers.rulebook.appointments import Appointment
from tellers.rulebook.book import RuleBook
from tellers.rulebook.contests import Contest
from tellers.rulebook.effects import Effect
from tellers.rulebook.meetings import Meeting
from tellers.rulebook.motions import Motion
from tellers.rulebook.nominations import Nomination
from tellers.rulebook.outcomes import Outcome
from tellers.rulebook.petitions import Petition
from tellers.rulebook.procedures import kind_of, rules_of
from tellers.rulebook.rulings import Ruling
from tellers.rulebook.tables import did_you_mean

Decided: TypeAlias = Motion | Petition | Nomination | Contest | Meeting | Ruling
"""The kinds that come to a verdict; an appointment is looked at post by post."""

OPENS = frozenset({Outcome.CARRIED, Outcome.TRIGGERED, Outcome.ADMITTED, Outcome.ELECTED})
"""The outcomes on which the procedures begin that a procedure `opens`."""


@dataclass(frozen=True)
class _Question:
    """What is asked: which procedure, by which record, as of when."""

    book: RuleBook
    procedure: str
    record: Record
    at: Moment
    on: date


def decide(book: RuleBook, procedure: str, record: Record, at: Moment | None = None) -> Decision:
    """What follows for a procedure; `at` is the moment as of which rules and posts hold, else the facts' own day.

    Raises RuleBookError for a procedure that the book does not have on that day, and Unreadable for facts that
    do not fit it.
    """
    question = _question(book, procedure, record, at)
    found = ways(book, procedure, question.on)
    check_fits(record, book, found)
    findings = tuple(_finding(question, way, account) for way in found for account in record.accounts)
    figures = _figures(question, found[0])
    first = findings[0]
    printed = _Printed.of(question, found, tuple(figures.values()))
    doubts = tuple(unchecked(printed.figures, printed.accounts, findings))
    return Decision(
        procedure=procedure,
        title=found[0].procedure.title,
        kind=kind_of(found[0].procedure),
        on=question.on,
        findings=tuple(one.noting(doubts) for one in findings),
        turns_on=readings_that_turn(findings),
        turns_on_facts=facts_that_turn(findings),
        missing=together(*(finding.missing for finding in findings)),
        contradictions=(
            *_contradictions(question, found, findings),
            *held_against(printed.figures, printed.accounts, findings),
        ),
        figures=joined(figures),
        margin=_margin(question, found[0], first),
        assumed=_assumed(found),
    )


def _assumed(found: tuple[Way, ...]) -> tuple[str, ...]:
    """What the book does not say and is assumed, each sentence once, the procedure's own first."""
    procedures = [way.procedure for way in found]
    grounds = [
        one for each in procedures for one in (each.grounds, *(rule.grounds for rule in rules_of(each).values()))
    ]
    return tuple(dict.fromkeys(one.assumed for one in grounds if one.assumed is not None))


def _question(book: RuleBook, procedure: str, record: Record, at: Moment | None) -> _Question:
    facts = record.facts
    if ("procedure", procedure) not in book.lines:
        known = did_you_mean(procedure, (id_ for kind, id_ in book.lines if kind == "procedure"))
        raise RuleBookError(f"there is no procedure `{procedure}`; {known}", source=book.source)
    if facts.procedure not in {None, procedure}:
        message = f"these are facts of `{facts.procedure}`, and `{procedure}` is asked about; name the right one"
        raise Unreadable(message, source=record.place.source)
    when = at or facts.on
    if when is None:
        message = 'there is no day to decide as of; write "on": "2016-06-28" in the facts, or give --on'
        raise Unreadable(message, source=record.place.source)
    return _Question(book, procedure, record, when, day_of(when, ZoneInfo(book.time_zone)))


def _finding(question: _Question, way: Way, account: Account) -> Finding:
    """How it ends in one way to read the book, by one account."""
    case = _case(question, way, account.facts)
    verdict, posts = _votes(case, question.at)
    clocks = clocks_of(case)
    verdict = behind(verdict, case, clocks)
    scene = Scene(question.book, account.facts, question.on, verdict.winners)
    effects = _effects(case, verdict)
    return Finding(
        readings=chosen(question.book, way, question.on),
        accounts=_told(question.record, account),
        verdict=replace(verdict, notes=(*verdict.notes, *_silence(case, verdict, effects))),
        clocks=clocks,
        effects=consequences(effects, scene),
        posts=posts,
        opens=_opened(case, verdict),
    )


def _case(question: _Question, way: Way, facts: Facts) -> Situation:
    day = facts.on or question.on
    case = Situation(
        book=question.book,
        on=question.on,
        facts=facts,
        procedure=way.procedure,
        barred=barred(question.book, facts, way.procedure.id, day),
        related=way.related,
    )
    return replace(case, admitted=_admitted(case))


def _admitted(case: Situation) -> tuple[CandidateFinding, ...] | None:
    """The candidates of a contest as its nominations found them; None where the facts say nothing of nominations."""
    procedure = case.procedure
    if not isinstance(procedure, Contest) or case.facts.nominations is None:
        return None
    related = (case.related[id_] for id_ in procedure.nominations)
    nominations = tuple(one for one in related if isinstance(one, Nomination))
    return admitted_by(nominations, case) if nominations else None


def _votes(case: Situation, at: Moment) -> tuple[Verdict, tuple[Post, ...]]:
    """The verdict without clocks, notice and immunity; and the posts of an appointment."""
    if isinstance(case.procedure, Appointment):
        return decide_appointment(case.procedure, case, at)
    return _verdict(case.procedure, case), ()


def _verdict(procedure: Decided, case: Situation) -> Verdict:
    """The verdict by votes, signatures or nominations alone."""
    match procedure:
        case Motion():
            return decide_motion(procedure, case)
        case Petition():
            return decide_petition(procedure, case)
        case Nomination():
            return decide_nomination(procedure, case)
        case Contest():
            return decide_contest(procedure, case)
        case Meeting():
            return decide_meeting(procedure, case)
        case Ruling():
            return decide_ruling(procedure, case)


def _effects(case: Situation, verdict: Verdict) -> tuple[Effect, ...]:
    return () if verdict.outcome is None else case.procedure.effects(verdict.outcome)


def _opened(case: Situation, verdict: Verdict) -> tuple[str, ...]:
    return case.procedure.opens if verdict.outcome in OPENS else ()


def _silence(case: Situation, verdict: Verdict, effects: tuple[Effect, ...]) -> Iterator[str]:
    """What the book does not say of this outcome, and the moments that its effects wait for."""
    kind = kind_of(case.procedure)
    if verdict.outcome is not None and not effects:
        article = "an" if kind.startswith("a") else "a"
        yield f"the rule book states no effect for {article} {kind} that is {verdict.outcome.value}"
    scene = Scene(case.book, case.facts, case.on)
    for fact in undated(effects, scene):
        yield f"when this is due is not known: the facts do not give `{fact}`"


def _told(record: Record, account: Account) -> tuple[Told, ...]:
    """What this account says of the facts in which accounts differ."""
    return tuple(Told(one.fact, account.choices[one.path]) for one in record.disputed if len(one.live) > 1)


def _figures(question: _Question, way: Way) -> dict[tuple[tuple[str, Json], ...], tuple[Share, ...]]:
    """The figures of each account, by what it says of the facts in which accounts differ."""
    found = {}
    for account in question.record.accounts:
        case = _case(question, way, account.facts)
        told = tuple((one.fact, one.value) for one in _told(question.record, account))
        found[told] = figures_of(case, _votes(case, question.at)[0])
    return found


@dataclass(frozen=True)
class _Printed:
    """The figures that somebody printed, and all of ours that they can be: of each account, in each way to read."""

    figures: tuple[Reported, ...]
    accounts: tuple[tuple[Share, ...], ...]

    @classmethod
    def of(cls, question: _Question, found: tuple[Way, ...], first: tuple[tuple[Share, ...], ...]) -> "_Printed":
        """The printed figures of the facts; `first` are ours in the first way to read the book."""
        record = question.record
        if not record.facts.reported:
            return cls((), ())
        printed = (
            replace(one, source=record.sources.get(one.source or "", one.source)) for one in record.facts.reported
        )
        read = (shares for way in found[1:] for shares in _figures(question, way).values())
        return cls(tuple(printed), (*first, *read))


def _contradictions(
    question: _Question, found: tuple[Way, ...], findings: tuple[Finding, ...]
) -> Iterator[Contradiction]:
    """What sources say differently and what does not add up; each once."""
    record = question.record

    known: dict[bytes, tuple[Finding, ...]] = {
        _key(account): findings[number :: len(record.accounts)] for number, account in enumerate(record.accounts)
    }

    def again(account: Account) -> tuple[Finding, ...]:
        if _key(account) not in known:
            known[_key(account)] = tuple(_finding(question, way, account) for way in found)
        return known[_key(account)]

    for disputed in record.disputed:
        if len(disputed.values) > 1:
            yield contradiction_of(disputed, record, again)
    yield from dict.fromkeys(one for finding in findings for one in finding.verdict.contradictions)


def _key(account: Account) -> bytes:
    """What tells one account from another."""
    return encode([[name_of(path), value] for path, value in account.choices.items()])


def _margin(question: _Question, way: Way, first: Finding) -> Margin | None:
    """How far the first finding was from ending otherwise, by its votes alone; None where they did not decide it.

    They did not where something stood in the way: no number of signatures mends a clock that is broken.
    """
    facts = question.record.facts

    def again(other: Facts) -> Verdict:
        return _votes(_case(question, way, other), question.at)[0]

    verdict = again(facts)
    if first.verdict.barred_by or verdict.outcome is None or verdict.outcome is not first.outcome:
        return None
    return margin_of(way.procedure, facts, verdict, again)
