"""A meeting is called, opened with a quorum or found without one, adjourned, closed."""

from dataclasses import dataclass, field
from datetime import datetime

from msgspec import structs

from tellers.cases.proceedings import RESTS, Rests, do, fresh_id, meant, member_of, ready, sizes_of, unsaid
from tellers.cases.sitting import Sitting, local
from tellers.errors import Refused
from tellers.proceedings import facts_meeting as facts
from tellers.proceedings.asked import Asked
from tellers.proceedings.deciding import found
from tellers.proceedings.finding import NOT_FOUND
from tellers.proceedings.guards_meeting import ADMITTED, told
from tellers.proceedings.hanging import NOTHING
from tellers.proceedings.meeting import Act, Meeting
from tellers.proceedings.proposers import counted
from tellers.rulebook.meetings import Meeting as Procedure


@dataclass(frozen=True)
class NewMeeting:
    """What a meeting is called with; callers are named as in the register where the rules ask for members."""

    procedure: str
    callers: tuple[str, ...]
    starts: datetime
    place: str
    business: tuple[str, ...] = ()
    id: str | None = None
    rests: Rests = field(default=RESTS)


def call(sitting: Sitting, new: NewMeeting) -> facts.Called:
    """Call a meeting; the minute is its notice."""
    called = facts.Called(
        **unsaid(new.procedure, fresh_id(sitting, new.procedure, new.id)),
        called_by=(),
        starts=local(new.starts, sitting.zone).isoformat(timespec="seconds"),
        place=new.place.strip(),
        business=tuple(one.strip() for one in new.business),
    )
    asked = ready(sitting, Act.CALL, called, new.rests)
    rule = asked.procedure(Procedure).called_by
    callers, of = new.callers, None
    if rule is not None:
        body = (asked.rulebook, rule.value.body, rule.grounds)
        callers = tuple(member_of(sitting, body, name, "--caller")[1] for name in new.callers)
    if rule is not None and rule.value.share is not None:
        of = sizes_of(sitting, asked.rulebook, (rule.value.body,), sitting.today)[rule.value.body]
    entered = structs.replace(asked.done, called_by=callers, of=of)
    sitting.enter(Act.CALL, entered)
    return entered


def how_many(sitting: Sitting, called: facts.Called) -> str:
    """How many call a meeting and how many are needed, in brackets, where the rules ask for a share of a body."""
    life = sitting.record.one(Meeting, called.proceeding)
    rule = Asked(sitting.record, life, called, life.began, sitting.rulebook).procedure(Procedure).called_by
    return "" if rule is None else counted(rule.value, len(called.called_by), called.of)


def open_meeting(sitting: Sitting, id_: str | None, present: int, chair: str) -> facts.Opened | facts.Inquorate:
    """Open a meeting, or let it go on; where too few are present that is entered instead."""
    meeting = meant(sitting, Meeting, id_)
    blank = facts.Opened(
        proceeding=meeting.id, hangs_on=NOTHING, present=present, entitled=0, chair=chair.strip(), found=NOT_FOUND
    )
    act = Act.OPEN if (meeting.state, Act.OPEN) in Meeting.KIND.moves else Act.FAIL
    asked = ready(sitting, act, blank)
    procedure = asked.procedure(Procedure)
    entitled = sizes_of(sitting, asked.rulebook, (procedure.body,), sitting.today)[procedure.body]
    counted = structs.replace(asked.done, entitled=entitled)
    finding = found(asked, told(asked, procedure, counted))
    whole = structs.replace(counted, found=finding)
    if finding.outcome == ADMITTED and act is Act.FAIL:
        raise Refused(
            f"{meeting.named} is sitting, and {present} present are still a quorum; nothing is to be entered"
        )
    if finding.outcome == ADMITTED:
        sitting.enter(Act.OPEN, whole)
        return whole
    failed = facts.Inquorate(**structs.asdict(whole))
    sitting.enter(Act.FAIL, failed)
    return failed


def adjourn(sitting: Sitting, id_: str | None, until: datetime, reason: str) -> facts.Adjourned:
    """Break a meeting off, to go on at another time."""
    meeting = meant(sitting, Meeting, id_)
    at = local(until, sitting.zone).isoformat(timespec="seconds")
    adjourned = facts.Adjourned(proceeding=meeting.id, hangs_on=NOTHING, until=at, reason=reason.strip())
    return do(sitting, Act.ADJOURN, adjourned)


def close(sitting: Sitting, id_: str | None, business: tuple[str, ...]) -> facts.Closed:
    """Close a meeting, with what it did."""
    meeting = meant(sitting, Meeting, id_)
    done = tuple(one.strip() for one in business)
    return do(sitting, Act.CLOSE, facts.Closed(proceeding=meeting.id, hangs_on=NOTHING, business=done))


def cancel(sitting: Sitting, id_: str | None, reason: str) -> facts.Cancelled:
    """Say that a meeting that was called is not held."""
    meeting = meant(sitting, Meeting, id_)
    return do(sitting, Act.CANCEL, facts.Cancelled(proceeding=meeting.id, hangs_on=NOTHING, reason=reason.strip()))
