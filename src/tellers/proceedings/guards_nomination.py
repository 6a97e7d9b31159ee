"""What the clauses of a nomination's procedure and its own minutes refuse, one guard a function."""

from datetime import date
from typing import Any

from tellers.canonical import Json
from tellers.errors import Refused
from tellers.proceedings import facts_nomination as facts
from tellers.proceedings.asked import Asked
from tellers.proceedings.deadlines import check_in_time, deadline, measured_on
from tellers.proceedings.deciding import bodies_of_supporters, check_found, weighs, whole_bodies
from tellers.proceedings.guards import refusal
from tellers.proceedings.measuring import Measured, check_measured, measures
from tellers.proceedings.nomination import Nomination
from tellers.proceedings.people import stands_among
from tellers.proceedings.support import Called, check_supporter, check_until, support
from tellers.proceedings.times import written
from tellers.rulebook.conditions import quantities_of
from tellers.rulebook.nominations import Nomination as Procedure
from tellers.words import alike

OPENED, CLOSED = "opening", "close"
"""The moments of nominations that clocks run between."""

NOMINATIONS = "nominations"
"""The word for which rules count whoever nominates."""

CALLED = Called("nominations", "nominator")

AskedNomination = Asked[Nomination, Any]


def check(asked: AskedNomination) -> None:
    """Refuse an act of nominations that the rules or the minutes do not allow."""
    procedure = asked.procedure(Procedure)
    match asked.done:
        case facts.Opening() as opening:
            check_until(opening.until, until(asked, procedure), CALLED)
        case facts.Nominated() as nominated:
            check_in_time(asked, procedure, moments(asked), CLOSED)
            check_nominator(asked.life, procedure, nominated)
            check_supporter(nominated, procedure, CALLED)
        case facts.Unnominated(candidate=candidate, signer=signer):
            check_taken_back(asked.life, candidate, signer)
        case facts.Consented(candidate=candidate):
            check_asked_to_stand(asked.life, procedure, candidate)
        case facts.Support(candidate=candidate):
            check_named(asked.life, candidate)
        case facts.Closing() as closing:
            check_closing(asked, procedure, closing)


def until(asked: AskedNomination, procedure: Procedure) -> str | None:
    """The last moment for nominations that are opened now; None where no clock ends them."""
    last = deadline(procedure.clocks, {OPENED: asked.at}, (CLOSED,))
    return None if last is None else written(last.at)


def check_nominator(nomination: Nomination, procedure: Procedure, nominated: facts.Nominated) -> None:
    """Refuse a second nomination of one candidate by one member, and more candidates than one may nominate."""
    mine = nomination.by(nominated.signer)
    if alike(nominated.candidate) in {alike(one.candidate) for one in mine}:
        raise refusal(
            f"{nominated.signer} has nominated {nominated.candidate}; each member counts once for a candidate",
            procedure.threshold.grounds,
        )
    each = procedure.each.value
    if each is not None and len(mine) >= each:
        names = ", ".join(one.candidate for one in mine)
        raise refusal(
            f"{nominated.signer} has nominated {names}; a member nominates {each} at most (the nomination can be "
            "taken back: tellers case nomination unnominate)",
            procedure.each.grounds,
        )


def check_taken_back(nomination: Nomination, candidate: str, signer: str) -> None:
    """Refuse to take back a nomination that does not stand."""
    if alike(candidate) not in {alike(one.candidate) for one in nomination.by(signer)}:
        raise Refused(f"{signer} has not nominated {candidate}, or has taken it back; there is nothing to take back")


def check_asked_to_stand(nomination: Nomination, procedure: Procedure, candidate: str) -> None:
    """Refuse the word of somebody whom nobody has nominated, where nominations count; the holder needs none."""
    counted = any(one.word == NOMINATIONS for one in quantities_of(procedure.threshold.value))
    nominated = (one.candidate for one in nomination.every(facts.Nominated))
    if counted and not _is(candidate, nomination.holder) and not stands_among(candidate, tuple(nominated)):
        so_far = ", ".join(dict.fromkeys(one.candidate for one in nomination.every(facts.Nominated))) or "nobody"
        raise Refused(
            f"{candidate} is not nominated; so far: {so_far}. A nomination is entered first (tellers case nomination "
            "nominate), or is the name another? (--candidate)"
        )


def check_named(nomination: Nomination, candidate: str) -> None:
    """Refuse support for somebody whom nobody has nominated and who has said nothing."""
    if alike(candidate) not in {alike(name) for name in nomination.candidates}:
        raise Refused(f"{candidate} is not nominated; so far: {', '.join(nomination.candidates) or 'nobody'}")


def check_closing(asked: AskedNomination, procedure: Procedure, closing: facts.Closing) -> None:
    """Refuse a close with other figures than the minutes give, or with another finding than follows."""
    on = measured_on(procedure.measured, closing_moments(asked), asked.at)
    check_measured(closing, whole_bodies(procedure.body, procedure.threshold.value), on=on)
    check_found(asked, closing.found, told(asked, procedure, closing))
    last = deadline(procedure.clocks, moments(asked), (CLOSED,))
    if last is not None and not last.passed(asked.at) and closing.found.outcome in ("not-triggered", "refused"):
        raise refusal(f"nobody is admitted yet, and nominations are open until {last}", last.clock.grounds)


def told(asked: AskedNomination, procedure: Procedure, measured: Measured) -> dict[str, Json]:
    """The nominations as facts tell them."""
    life, condition = asked.life, procedure.threshold.value
    dates: dict[str, Json] = {name: written(at) for name, at in closing_moments(asked).items()}
    holder = life.holder
    named = life.candidates if holder is None or _has(life, holder) else (*life.candidates, holder)
    nominations: dict[str, Json] = {}
    for name in named:
        given = support(life.of(name), bodies_of_supporters(condition), weighed=weighs(condition))
        counts, consent = life.given(name), life.consent(name)
        if counts:
            given["counts"] = dict(counts)
        if consent is not None:
            given["consent"] = consent
        nominations[name] = given
    candidates: dict[str, Json] = {name: {"incumbent": _is(name, holder)} for name in named}
    offices: dict[str, Json] = {} if procedure.office is None else {"holders": {procedure.office: holder}}
    return {"dates": dates, **measures(measured), "nominations": nominations, "candidates": candidates, **offices}


def moments(asked: AskedNomination) -> dict[str, date]:
    """When nominations were opened."""
    return {OPENED: asked.life.began} if asked.life.begun else {}


def closing_moments(asked: AskedNomination) -> dict[str, date]:
    """That moment, and the close that comes now."""
    return {**moments(asked), CLOSED: asked.at}


def _has(nomination: Nomination, name: str) -> bool:
    return any(_is(name, candidate) for candidate in nomination.candidates)


def _is(name: str, other: str | None) -> bool:
    return other is not None and alike(name) == alike(other)
