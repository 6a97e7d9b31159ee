"""Reads meetings and appointments."""

from tellers.rulebook.appointments import Appointment
from tellers.rulebook.conditions import Condition
from tellers.rulebook.meetings import Meeting
from tellers.rulebook.outcomes import Ending, Outcome
from tellers.rulebook.parsing_basis import Entry, check_known, read_basis, read_days, read_proposers
from tellers.rulebook.parsing_conditions import SIZES, Context
from tellers.rulebook.parsing_motions import NO_NOTICE
from tellers.rulebook.parsing_petitions import NO_CONSENT, office_or_body
from tellers.rulebook.parsing_rules import Silence
from tellers.rulebook.tables import Table

APPOINTED = (Outcome.ELECTED, Outcome.UNFILLED, Ending.WITHDRAWN, Ending.TARGET_RESIGNS)
MET = (Outcome.ADMITTED, Outcome.INQUORATE, Outcome.REFUSED)

DISMISSES = Silence(value=True, says="dismissal is not stated; whoever appoints to a post may also dismiss from it")
NO_QUORUM: Silence[Condition | None] = Silence(None, "no quorum is stated; any number of members will do")


def read_appointment(entry: Entry) -> Appointment:
    """An appointment."""
    table, rules = entry.table, entry.rules
    for post in table.texts("posts"):
        check_known(table, "posts", post, entry.around.offices, "office")
    return Appointment(
        **vars(read_basis(entry, APPOINTED)),
        body=entry.body() if table.has("body") else None,
        posts=table.texts("posts"),
        by=office_or_body(entry, "by"),
        dismiss=rules.value("dismiss", Table.flag, DISMISSES),
        consent=rules.value("consent", Table.flag, NO_CONSENT),
    )


def read_meeting(entry: Entry) -> Meeting:
    """A meeting."""
    rules, body = entry.rules, entry.body()
    context = Context(entry.around, body, ("present", *SIZES), about=("present",))
    return Meeting(
        **vars(read_basis(entry, MET)),
        body=body,
        called_by=read_proposers(entry, body, "called_by"),
        notice_days=rules.value("notice_days", read_days, NO_NOTICE),
        quorum=rules.value("quorum", context.optional, NO_QUORUM),
        chair=entry.office("chair"),
    )
