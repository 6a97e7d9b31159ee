"""`tellers case`: a real case, an act a command; each act is one minute."""

import click

from tellers.cli.case import outcome, preparation, vote
from tellers.cli.case.appointment import appointment
from tellers.cli.case.contest import contest
from tellers.cli.case.meeting import meeting
from tellers.cli.case.nomination import nomination
from tellers.cli.case.petition import petition
from tellers.cli.case.ruling import ruling


@click.group()
def case() -> None:
    """Run a motion, or any other proceeding, by its rule book, an act at a time.

    The order of a motion is: new, propose, notice, freeze, open, close, paper (twice), agent, tally, declare. What the
    rules do not allow is refused with the clause. `show` says where a case stands and what can follow.

    A petition, nominations, a contest, appointments, a meeting and a ruling have acts of their own, a group each.
    """


for module in (preparation, vote, outcome):
    for command in module.COMMANDS:
        case.add_command(command)
for group in (petition, nomination, contest, appointment, meeting, ruling):
    case.add_command(group)
