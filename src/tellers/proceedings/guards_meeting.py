"""What the clauses of a meeting's procedure and its own minutes refuse, one guard a function."""

from datetime import timedelta
from typing import Any

from tellers.canonical import Json
from tellers.errors import Refused
from tellers.proceedings import facts_meeting as facts
from tellers.proceedings.asked import Asked
from tellers.proceedings.deciding import check_found
from tellers.proceedings.facts import moment
from tellers.proceedings.guards import FARTHEST, check_year, clear_days, refusal
from tellers.proceedings.meeting import Meeting, State
from tellers.proceedings.people import named_twice
from tellers.proceedings.proposers import check_enough
from tellers.proceedings.runnable import check_callers_can_be_counted
from tellers.rulebook.meetings import Meeting as Procedure

AskedMeeting = Asked[Meeting, Any]

ADMITTED = "admitted"


def check(asked: AskedMeeting) -> None:
    """Refuse an act of a meeting that its rules or its minutes do not allow."""
    procedure = asked.procedure(Procedure)
    match asked.done:
        case facts.Called() as called:
            check_callers_can_be_counted(procedure, asked.rulebook.on(asked.today))
            check_callers(procedure, called)
            check_notice(asked, procedure, called)
        case facts.Opened() | facts.Inquorate() as opened:
            check_started(asked)
            check_quorum(asked, procedure, opened)
        case facts.Adjourned(until=until):
            check_until(asked, until)


def check_callers(procedure: Procedure, called: facts.Called) -> None:
    """Refuse a meeting that fewer call than the rules ask for."""
    twice = named_twice(called.called_by)
    if twice is not None:
        raise Refused(f"{twice} is named twice; each caller counts once (--caller)")
    rule = procedure.called_by
    if not called.called_by:
        raise Refused("nobody calls the meeting; name who does (--caller)")
    if rule is None and called.of is not None:
        raise Refused("the rules do not say who calls the meeting, and the minute has the size of a body")
    if rule is not None:
        check_enough(rule, len(called.called_by), called.of, "call the meeting")


def check_notice(asked: AskedMeeting, procedure: Procedure, called: facts.Called) -> None:
    """Refuse a meeting that begins before its notice, or with fewer clear days of it than the rules ask for."""
    starts, days = moment(called.starts).astimezone(asked.at.tzinfo), procedure.notice_days
    check_year(starts, "the meeting")
    if starts <= asked.at or starts - asked.at > FARTHEST:
        raise Refused(f"the meeting would begin at {called.starts}; it is {asked.at.isoformat()} (--starts)")
    clear = clear_days(asked.today, starts.date())
    if days.value and clear < days.value:
        earliest = asked.today + timedelta(days=days.value + 1)
        raise refusal(
            f"notice given on {asked.today} leaves {max(clear, 0)} clear days before {starts.date()}; expected "
            f"{days.value}, so the meeting may be on {earliest} at the earliest",
            days.grounds,
        )


def check_started(asked: AskedMeeting) -> None:
    """Refuse to open a meeting before its time."""
    starts = asked.life.starts
    if asked.life.state in (State.CALLED, State.ADJOURNED) and asked.at < moment(starts):
        raise Refused(f"the meeting begins at {starts}, as its notice says; it is {asked.at.isoformat()}")


def check_quorum(asked: AskedMeeting, procedure: Procedure, opened: facts.Opened | facts.Inquorate) -> None:
    """Refuse another finding than follows from those present, and the word that does not fit it."""
    check_found(asked, opened.found, told(asked, procedure, opened))
    if (opened.found.outcome == ADMITTED) != isinstance(opened, facts.Opened):
        raise Refused(f"the meeting is {opened.found.outcome}, and the minute says otherwise")


def check_until(asked: AskedMeeting, until: str) -> None:
    """Refuse to adjourn to a time that is over."""
    check_year(moment(until), "the meeting")
    if moment(until) <= asked.at:
        raise Refused(f"the meeting would go on at {until}; it is {asked.at.isoformat()} (--until)")


def told(asked: AskedMeeting, procedure: Procedure, opened: facts.Opened | facts.Inquorate) -> dict[str, Json]:
    """The meeting as facts tell it."""
    called = asked.life.the(facts.Called)
    return {
        "dates": {"notice": asked.life.first.at, "meeting": called.starts},
        "present": opened.present,
        "entitled": opened.entitled,
        "sizes": {procedure.body: opened.entitled},
    }
