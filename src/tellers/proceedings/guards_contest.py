"""What the clauses of a contest's procedure and its own minutes refuse, one guard a function."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from tellers.canonical import Json, encode
from tellers.decisions.record import read_record
from tellers.errors import Refused, Unreadable
from tellers.proceedings import facts_contest as facts
from tellers.proceedings import guards_credentials
from tellers.proceedings.contest import Contest
from tellers.proceedings.contest_sections import check_cast
from tellers.proceedings.contest_told import AskedContest, next_stage, told
from tellers.proceedings.deciding import check_found, decided, no_file
from tellers.proceedings.facts import moment
from tellers.proceedings.facts_credentials import OnBallot
from tellers.proceedings.guards_announced import check_announced
from tellers.proceedings.guards_custody import check_walk_out
from tellers.proceedings.guards_sealed import check_closed, check_opened, check_proved
from tellers.proceedings.measuring import RollDay
from tellers.proceedings.objecting import Window, check_no_objection, check_over, window_of_contest
from tellers.proceedings.people import named_twice, stands_among
from tellers.rulebook.contests import Contest as Procedure
from tellers.rulebook.counts import Given
from tellers.words import alike

TELLERS = 2

COUNTED = (
    "every stage is counted; to count one again, enter who asks for it (tellers case contest ask-recount), then the "
    "figures (tellers case contest recount)"
)
"""What is said to whoever enters figures of a stage too many."""


def check(asked: AskedContest) -> None:
    """Refuse an act of a contest that its rules or its minutes do not allow."""
    procedure = asked.procedure(Procedure)
    match asked.done:
        case facts.Announced() as announced:
            check_announced(asked, procedure, announced)
        case facts.StoodDown() as stood_down:
            check_stands(asked.life, stood_down.candidate)
            check_before(asked.life, procedure, stood_down.before)
        case facts.Frozen() as frozen:
            check_rolls(asked, procedure, frozen)
        case facts.Opened() | facts.Closed() | facts.Proved() | OnBallot():
            check_sealed(asked, procedure)
        case facts.Tallied() as tallied:
            check_tally(asked, procedure, tallied)
        case facts.NoObjection() as said:
            check_no_objection(asked.life, procedure.objections, said)
        case facts.Declared(found=found):
            check_over(window_then(asked, procedure), asked.at)
            check_found(asked, found, told(asked, procedure))
        case facts.RecountAsked(until=until):
            check_recount_day(asked, until)
        case facts.Annulled() as annulled:
            check_annulled(asked, procedure, annulled)


def window_then(asked: AskedContest, procedure: Procedure) -> Window | None:
    """The time for objections to the count of a contest; None where the rules have none."""
    zone = ZoneInfo(asked.book.time_zone)
    return window_of_contest(procedure.objections, asked.life, zone, asked.record.motion)


def check_annulled(asked: AskedContest, procedure: Procedure, annulled: facts.Annulled) -> None:
    """Refuse an annulment on a ground that is not there, or for a walk-out that the rules do not annul for."""
    if annulled.ground is not None and annulled.ground >= len(asked.record.entries):
        raise Refused(f"there is no minute {annulled.ground} (--ground)")
    if annulled.walked_out is not None:
        check_walk_out(asked, procedure, annulled)


def check_sealed(asked: AskedContest, procedure: Procedure) -> None:
    """Refuse an act of a sealed ballot that its rules or its minutes do not allow."""
    match asked.done:
        case facts.Opened() as opened:
            check_opened(asked, procedure, opened)
        case facts.Closed() as closed:
            check_closed(asked, closed)
        case facts.Proved() as proved:
            check_proved(asked, procedure, proved)
            check_form(proved)
        case OnBallot():
            guards_credentials.check(asked, procedure)


def check_stands(contest: Contest, candidate: str) -> None:
    """Refuse to withdraw somebody who does not stand."""
    if not stands_among(candidate, [one.name for one in contest.announced.candidates]):
        raise Refused(f"{candidate} does not stand (--candidate)")
    if alike(candidate) in contest.stood_down:
        raise Refused(f"{candidate} has withdrawn already")


def check_before(contest: Contest, procedure: Procedure, before: str) -> None:
    """Refuse a withdrawal before another stage than the next that is counted."""
    coming = next_stage(contest, procedure)
    if coming is None:
        raise Refused(COUNTED)
    if coming.id != before:
        raise Refused(f"the next stage is '{coming.id}', and this is of '{before}' (--stage)")


def roll_day(asked: AskedContest, procedure: Procedure) -> RollDay:
    """As at which days the rolls of a contest may be taken; its notice is its announcement."""
    return RollDay(procedure.measured, asked.life.began.date(), asked.today)


def check_rolls(asked: AskedContest, procedure: Procedure, frozen: facts.Frozen) -> None:
    """Refuse rolls of other stages than the contest has, or of a day that has not come."""
    roll_day(asked, procedure).check(date.fromisoformat(frozen.on))
    if [roll.stage for roll in frozen.rolls] != [stage.id for stage in procedure.stages]:
        raise Refused("there is not one roll a stage, in the order of the stages")
    if asked.at >= moment(asked.life.announced.opens):
        raise Refused(f"voting was to open at {asked.life.announced.opens}, and the roll is frozen before")


def check_tally(asked: AskedContest, procedure: Procedure, tallied: facts.Tallied) -> None:
    """Refuse figures before the close, out of order, by one teller alone, or in no form that facts have."""
    contest = asked.life
    if asked.at < moment(contest.announced.closes):
        raise Refused(f"voting closes at {contest.announced.closes}; nothing is counted before")
    if isinstance(tallied, facts.Recounted):
        if tallied.stage not in contest.tallies:
            raise Refused(f"the stage '{tallied.stage}' is not counted yet, so it cannot be counted again (--stage)")
        if isinstance(contest.tallies[tallied.stage], facts.Proved):
            raise Refused(
                f"the figures of '{tallied.stage}' are those that an archive proves: verify it (tellers verify); for "
                "another ballot annul this contest and announce it again (--rerun-of)"
            )
    else:
        check_before(contest, procedure, tallied.stage)
    check_tellers(asked, tallied)
    check_form(tallied)
    check_cast(tallied.ballot, procedure.minimum_cell)
    if isinstance(tallied, facts.ByTellers):
        check_counts(asked, procedure, tallied)
    check_whole(asked, procedure, tallied)


def check_counts(asked: AskedContest, procedure: Procedure, tallied: facts.ByTellers) -> None:
    """Refuse counts that the rules do not ask of candidates, of who does not stand, or that were told before the vote.

    What settles equal votes is said as the contest is announced, before it is known whom it helps.
    """
    asked_for = asked.rulebook.on(asked.today).counts
    standing = {alike(one.name): one for one in asked.life.announced.candidates}
    for name, counts in tallied.counts.items():
        if alike(name) not in standing or alike(name) in asked.life.stood_down:
            raise Refused(f"{name} does not stand; `counts` has the numbers of those who do")
        for id_ in counts:
            if id_ not in asked_for or asked_for[id_].given is not Given.CANDIDATE:
                raise Refused(f"'{id_}' of {name} is no count of the rule book that is given of each candidate")
            if id_ == procedure.tie_count or id_ in standing[alike(name)].counts:
                raise Refused(f"'{id_}' of {name} is said as the contest is announced, and is not counted")


def check_whole(asked: AskedContest, procedure: Procedure, tallied: facts.Tallied) -> None:
    """Refuse figures that leave out what the stage is decided by, or that contradict each other."""
    counted = replace(asked.life, entries=(*asked.life.entries, replace(asked.life.first, facts=tallied)))
    decision = decided(asked, told(replace(asked, life=counted), procedure))
    own = f"ballots.{tallied.stage}" if len(procedure.stages) > 1 else "ballot"
    missing = [one for one in decision["missing"] if one == own or one.startswith((f"{own}.", f"{own}["))]
    if next_stage(counted, procedure) is None:
        missing += [one for one in decision["missing"] if one.startswith("candidates.") and ".counts." in one]
    if missing:
        raise Refused(f"the figures are not whole; what is missing: {', '.join(missing)}; both tellers look again")
    if decision["contradictions"]:
        texts = "; ".join(one["text"] for one in decision["contradictions"])
        raise Refused(f"the figures contradict each other: {texts}; both tellers look again")


def check_tellers(asked: AskedContest, tallied: facts.Tallied) -> None:
    """Refuse figures that two tellers do not stand for; those of an archive have an act of their own."""
    tellers = tallied.tellers
    if tallied.archive is not None or len(tellers) != TELLERS or named_twice(tellers) is not None:
        raise Refused("two tellers count, each alone, and both are named (--teller)")
    secretary = asked.record.founding.secretary
    if stands_among(secretary, tellers):
        raise Refused(f"{secretary} is the secretary, who keeps both counts; the tellers are two other people")
    standing = next((one.name for one in asked.life.announced.candidates if stands_among(one.name, tellers)), None)
    if standing is not None:
        raise Refused(f"{standing} is a candidate; the tellers are two other people (--teller)")


def check_form(tallied: facts.Tallied) -> None:
    """Refuse figures that are not in the form of a ballot of facts."""
    ballot: dict[str, Json] = {"format": 1, "ballots": {tallied.stage: tallied.ballot}}
    try:
        read_record(encode(ballot), "the figures", no_file)
    except Unreadable as error:
        raise Refused(f"the figures cannot be read: {error}") from None


def check_recount_day(asked: AskedContest, until: str | None) -> None:
    """Refuse a recount whose last day is over."""
    if until is not None and date.fromisoformat(until) < asked.today:
        raise Refused(f"the recount would be until {until}; it is {asked.today} (--until)")


def differences(one: Json, other: Json, path: str = "") -> tuple[str, ...]:
    """Where two tellers' figures differ, in the names of their form; figures are not shown."""
    if isinstance(one, dict) and isinstance(other, dict):
        inside = [(name, one.get(name), other.get(name)) for name in sorted({*one, *other})]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        inside = [(str(number), *pair) for number, pair in enumerate(zip(one, other, strict=True), 1)]
    else:
        return () if one == other else (path or "everything",)
    return tuple(
        found
        for name, mine, theirs in inside
        for found in differences(mine, theirs, f"{path}.{name}" if path else name)
    )
