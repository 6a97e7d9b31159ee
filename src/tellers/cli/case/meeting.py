"""`tellers case meeting`: called, opened, adjourned, closed."""

from datetime import datetime

import click

from tellers.cases import meetings
from tellers.cases.meetings import NewMeeting
from tellers.cases.proceedings import Rests
from tellers.cli.case.beside import id_option, new_id_option, procedure_option, rests_options
from tellers.cli.case.common import Act, act_options
from tellers.cli.case.found import finding_lines
from tellers.cli.case.moments import Moment
from tellers.words import amount

business_option = click.option("--business", multiple=True, help="One item of business; repeat it.")


@click.group()
def meeting() -> None:
    """Meetings: notice in clear days, who is present, whether that is a quorum, and who is in the chair."""


@meeting.command()
@act_options
@rests_options
@procedure_option
@new_id_option
@click.option(
    "--caller", "callers", multiple=True, metavar="NAME", help="A name of the register, or #NUMBER; repeat it."
)
@click.option("--starts", required=True, type=Moment(), help="When it begins.")
@click.option("--place", required=True)
@business_option
def call(
    call: Act,
    rests: Rests,
    procedure: str,
    id_: str | None,
    callers: tuple[str, ...],
    starts: datetime,
    place: str,
    business: tuple[str, ...],
) -> None:
    """Call a meeting; this is its notice.

    Example: tellers case meeting call CASE --procedure meeting --caller Ann --caller Ben --starts 2024-03-09T19:00
    --place "The boat house"
    """
    with call.sitting() as sitting:
        called = meetings.call(sitting, NewMeeting(procedure, callers, starts, place, business, id_, rests))
        who = " and ".join(called.called_by) + meetings.how_many(sitting, called)
        call.report(sitting, f"{who} call the meeting {called.proceeding} for {called.starts}, {called.place}.")


@meeting.command(name="open")
@act_options
@id_option
@click.option("--present", required=True, type=click.IntRange(min=0), help="How many members are present.")
@click.option("--chair", required=True, metavar="NAME", help="Who is in the chair.")
def open_meeting(call: Act, id_: str | None, present: int, chair: str) -> None:
    """Open a meeting, or let it go on; where too few are present, that is entered.

    Example: tellers case meeting open CASE --present 12 --chair "Bela Parry"
    """
    with call.sitting() as sitting:
        opened = meetings.open_meeting(sitting, id_, present, chair)
        call.report(
            sitting,
            f"{amount(opened.present, 'member')} of {opened.entitled} present, {opened.chair} in the chair: "
            f"{opened.found.outcome}.",
        )
        call.add(finding_lines(opened.found))


@meeting.command()
@act_options
@id_option
@click.option("--until", required=True, type=Moment(), help="When it goes on.")
@click.option("--reason", required=True)
def adjourn(call: Act, id_: str | None, until: datetime, reason: str) -> None:
    """Break a meeting off, to go on at another time.

    Example: tellers case meeting adjourn CASE --until 2024-03-16T19:00 --reason "There is no quorum."
    """
    with call.sitting() as sitting:
        done = meetings.adjourn(sitting, id_, until, reason)
        call.report(sitting, f"the meeting {done.proceeding} is adjourned to {done.until}: {done.reason}")


@meeting.command()
@act_options
@id_option
@business_option
def close(call: Act, id_: str | None, business: tuple[str, ...]) -> None:
    """Close a meeting, with what it did.

    Example: tellers case meeting close CASE --business "The accounts were received."
    """
    with call.sitting() as sitting:
        done = meetings.close(sitting, id_, business)
        call.report(sitting, f"the meeting {done.proceeding} is closed.")


@meeting.command()
@act_options
@id_option
@click.option("--reason", required=True)
def cancel(call: Act, id_: str | None, reason: str) -> None:
    """Say that a meeting that was called is not held.

    Example: tellers case meeting cancel CASE --reason "The hall is flooded."
    """
    with call.sitting() as sitting:
        done = meetings.cancel(sitting, id_, reason)
        call.report(sitting, f"the meeting {done.proceeding} is not held: {done.reason}")
