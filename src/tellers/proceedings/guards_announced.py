"""What refuses a contest as it is announced: its timetable, who stands, what it is held again for, who watches it."""

from datetime import datetime, timedelta

from tellers.errors import Refused
from tellers.proceedings import facts_contest as facts
from tellers.proceedings.contest import Contest, State
from tellers.proceedings.contest_told import AskedContest
from tellers.proceedings.facts import moment
from tellers.proceedings.guards import FARTHEST, check_year, clear_days, refusal
from tellers.proceedings.nomination import Nomination
from tellers.proceedings.people import named_twice, stands_among
from tellers.rulebook.contests import Contest as Procedure
from tellers.rulebook.contests import ContestTie
from tellers.rulebook.counts import Given
from tellers.words import alike


def check_announced(asked: AskedContest, procedure: Procedure, announced: facts.Announced) -> None:
    """Refuse a contest that the rules or the minutes do not allow to be announced so."""
    check_timetable(asked, procedure, announced)
    check_candidates(asked, procedure, announced)
    check_counts_of_candidates(asked, procedure, announced)
    check_rerun(asked, announced)
    check_once(asked, announced)
    check_scrutineer(asked, procedure, announced)


def _expected(now: datetime, opens: datetime, closes: datetime) -> str | None:
    """What a timetable that cannot be held is held against; None where it can."""
    if opens <= now:
        return "voting opens after it is announced; an act that was done earlier is entered with --at"
    if closes <= opens:
        return "voting closes after it opens (--closes)"
    return "voting closes within ten years; is it the right year?" if closes - now > FARTHEST else None


def check_timetable(asked: AskedContest, procedure: Procedure, announced: facts.Announced) -> None:
    """Refuse a timetable that is over before it begins, or that leaves less notice than the rules ask for."""
    opens, closes = (moment(at).astimezone(asked.at.tzinfo) for at in (announced.opens, announced.closes))
    for at in (opens, closes):
        check_year(at, "the timetable")
    expected = _expected(asked.at, opens, closes)
    if expected is not None:
        raise Refused(
            f"voting would open at {announced.opens} and close at {announced.closes}; it is {asked.at.isoformat()}: "
            f"{expected}"
        )
    clear, days = clear_days(asked.today, opens.date()), procedure.notice_days
    if days.value and clear < days.value:
        earliest = asked.today + timedelta(days=days.value + 1)
        raise refusal(
            f"notice given on {asked.today} leaves {max(clear, 0)} clear days before {opens.date()}; expected "
            f"{days.value}, so voting may open on {earliest} at the earliest",
            days.grounds,
        )


def check_candidates(asked: AskedContest, procedure: Procedure, announced: facts.Announced) -> None:
    """Refuse candidates whom no nomination admitted, where the rules have one, and one who stands twice."""
    names = [one.name for one in announced.candidates]
    twice = named_twice(names)
    if twice is not None:
        raise Refused(f"{twice} stands twice; each candidate stands once (--candidate)")
    if not procedure.nominations:
        if announced.nomination is not None:
            raise Refused("the rules have no nominations for this contest; name the candidates (--candidate)")
        return
    nomination = asked.record.proceedings.get(announced.nomination or "")
    if not isinstance(nomination, Nomination) or nomination.beginning.procedure not in procedure.nominations:
        gates = " or ".join(f"'{id_}'" for id_ in procedure.nominations)
        raise refusal(
            f"candidates are admitted by {gates}; name those nominations (--nomination)",
            procedure.grounds,
        )
    if not nomination.ended:
        raise Refused(f"{nomination.named} is {nomination.state.value}; it is closed first")
    if {alike(name) for name in names} != {alike(name) for name in nomination.admitted}:
        admitted = ", ".join(nomination.admitted) or "nobody"
        raise Refused(f"{', '.join(names) or 'nobody'} would stand; {nomination.named} admitted {admitted}")


def check_counts_of_candidates(asked: AskedContest, procedure: Procedure, announced: facts.Announced) -> None:
    """Refuse numbers that the rules do not ask of candidates, and one without the number that settles ties.

    Who has it is said before anybody votes, not once it is known whom it helps.
    """
    known = asked.rulebook.on(asked.today).counts
    for one in announced.candidates:
        strange = next(
            (id_ for id_ in one.counts if id_ not in known or known[id_].given is not Given.CANDIDATE), None
        )
        if strange is not None:
            raise Refused(f"'{strange}' is no count of the rule book that is given of each candidate (--candidate)")
    ties = [stage.tie for stage in procedure.stages if stage.tie.value is ContestTie.COUNT]
    without = [one.name for one in announced.candidates if (procedure.tie_count or "") not in one.counts]
    if ties and without:
        raise refusal(
            f"equal votes are settled by '{procedure.tie_count}', and nothing says it of {', '.join(without)} "
            f'(--candidate "{without[0]},{procedure.tie_count}=NUMBER")',
            ties[0].grounds,
        )


def check_scrutineer(asked: AskedContest, procedure: Procedure, announced: facts.Announced) -> None:
    """Refuse a contest without an independent scrutineer where a law asks for one, and one who is a party to it."""
    name, secretary = announced.scrutineer, asked.record.founding.secretary
    if name is None and procedure.statutory.value:
        raise refusal(
            "no independent scrutineer is named; name the one appointed (--scrutineer)", procedure.statutory.grounds
        )
    if name is not None and stands_among(name, (secretary, *(one.name for one in announced.candidates))):
        raise Refused(f"{name} is the secretary or a candidate; an independent scrutineer is neither (--scrutineer)")


def check_rerun(asked: AskedContest, announced: facts.Announced) -> None:
    """Refuse to hold a contest again that was not annulled, or that is held again already."""
    if announced.rerun_of is None:
        return
    before = asked.record.proceedings.get(announced.rerun_of)
    if not isinstance(before, Contest) or before.state is not State.ANNULLED:
        raise Refused(f"'{announced.rerun_of}' is no annulled contest of this case (--rerun-of)")
    again = [one.id for one in asked.record.of(Contest) if one.announced.rerun_of == before.id]
    if again:
        raise Refused(f"{before.named} is held again already, as {again[0]}")


def check_once(asked: AskedContest, announced: facts.Announced) -> None:
    """Refuse a second contest among the same candidates while the first goes on or has elected somebody."""
    for one in asked.record.of(Contest):
        first = one.announced
        same = (first.procedure, first.nomination) == (announced.procedure, announced.nomination)
        if not same or announced.nomination is None:
            continue
        if one.state is State.ANNULLED and announced.rerun_of is None:
            raise Refused(f"{one.named} was annulled; say that this one is held in its place (--rerun-of {one.id})")
        if one.state is not State.ANNULLED and (not one.ended or one.outcome == "elected"):
            raise Refused(
                f"{one.named} is held among those candidates already, and is {one.state.value}; annul it before it is "
                "held again (tellers case contest annul)"
            )
