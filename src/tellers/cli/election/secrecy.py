"""What a set-up by steps is warned of, and what it is refused unless the danger is named and accepted."""

from collections.abc import Sequence

import click

from tellers.ballots.chain import Archive
from tellers.ballots.credentials import CredentialList
from tellers.ballots.election import Election, Template
from tellers.ballots.evidence import Evidence
from tellers.ballots.questions import NonHomomorphic
from tellers.ballots.ranking import patterns
from tellers.ballots.reserves import without_reserves
from tellers.ballots.secrecy import USUAL_CELL, Danger, dangers, voters_needed
from tellers.ballots.voted import turnout
from tellers.errors import Refused

despite_option = click.option(
    "--despite",
    multiple=True,
    type=click.Choice([Danger.PATTERNS.value, Danger.WEIGHTS.value]),
    help="Go against this refusal, knowing what the result will tell; repeat it.",
)


def warn_or_refuse(election: Election, credentials: CredentialList, despite: Sequence[str]) -> None:
    """Refuse an election for the first danger that is not accepted by name; few voters are warned of only."""
    for danger, refused in dangers(election, without_reserves(credentials), USUAL_CELL):
        if danger is not Danger.FEW and danger.value not in despite:
            raise Refused(f"{refused} (to go against it: --despite {danger.value})")
        click.echo(f"W: {refused}", err=True)


def warn_of_patterns(template: Template) -> None:
    """Say of questions that are opened ballot by ballot how many voters they need, while they can still be changed."""
    for number, question in enumerate(template.questions, 1):
        if isinstance(question, NonHomomorphic):
            click.echo(
                f"W: question {number} is opened ballot by ballot and has {patterns(question):,} different votes; "
                f"`init` refuses it for fewer than {voters_needed(question, USUAL_CELL):,} voters",
                err=True,
            )


def warn_of_turnout(archive: Archive) -> None:
    """Say what the result will tell of those who did vote, while the trustees can still decide not to open it."""
    election = Election.decode(archive.setup.data[0], "the election")
    listed = CredentialList.decode(archive.setup.data[2], election.group, "the credentials")
    _warn(election, turnout(archive, listed))


def warn_trustee(evidence: Evidence) -> None:
    """Say the same to a trustee, of an archive that was verified; without weights the number of voters says all."""
    listed = evidence.credentials.value
    if evidence.tally is None or any(entry.weight is not None for entry in listed.entries):
        _warn(evidence.election, turnout(evidence.archive, listed))
    else:
        _warn(evidence.election, CredentialList(listed.entries[: evidence.tally.value.sized.num_tallied]))


def _warn(election: Election, voted: CredentialList) -> None:
    for _, refused in dangers(election, voted, USUAL_CELL):
        click.echo(f"W: if only those who voted are looked at: {refused}", err=True)
