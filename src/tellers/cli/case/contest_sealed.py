"""`tellers case contest`, the sealed ballot: template, voters, open, close, tally."""

from datetime import datetime
from pathlib import Path

import click

from tellers.ballots.codec import encode
from tellers.cases import contest_voting
from tellers.cases.contest_voting import ContestSetup
from tellers.cli.case.beside import id_option
from tellers.cli.case.common import Act, act_options, read_options
from tellers.cli.case.moments import Moment
from tellers.cli.case.trustees import absent_lines, trustee, unappointed_lines
from tellers.cli.case.vote import election_files
from tellers.proceedings.contest import Contest
from tellers.proceedings.facts_contest import Opened
from tellers.words import amount, visible

folder = click.Path(exists=True, file_okay=False, path_type=Path)
file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@read_options
@id_option
def template(call: Act, id_: str | None) -> None:
    """Print the template of the election of the next ballot (for `tellers election make-election --template`).

    Example: tellers case contest template CASE > election/template.json
    """
    with call.reading() as sitting:
        made = contest_voting.template(sitting, id_)
        questions = [question.to_json() for question in made.questions]
        raw = encode({"description": made.description, "name": made.name, "questions": [*questions]})
        click.echo(raw.decode())


@click.command()
@read_options
@id_option
def voters(call: Act, id_: str | None) -> None:
    """Print the voters of the next ballot by pseudonym, for the registrar (`generate-credentials --file`).

    Example: tellers case contest voters CASE > voters.txt
    """
    with call.reading() as sitting:
        click.echo(contest_voting.voters(sitting, id_), nl=False)


@click.command(name="open")
@act_options
@id_option
@click.option(
    "--election",
    required=True,
    type=folder,
    help="The folder with election.json, trustees.json and public_creds.json.",
)
@click.option("--registrar", required=True, metavar="NAME", help="Who issued the credentials.")
@click.option(
    "--trustee",
    "trustees",
    required=True,
    multiple=True,
    metavar="NAME[,CAMP[,reserve]]",
    help="Who holds a key, for which camp, and whether only in another's place, in the order of the keys; repeat it.",
)
@click.option(
    "--not-appointed",
    "unappointed",
    multiple=True,
    metavar="CAMP",
    help="A camp that has appointed no trustees; what the rules have then is followed and minuted; repeat it.",
)
@click.option(
    "--reserves",
    type=file,
    metavar="FILE",
    help="The registrar's public T.reserves, for late additions and lost credentials.",
)
@click.option("--closes", type=Moment(), help="When a later ballot closes; the first closes as announced.")
def open_ballot(
    call: Act,
    id_: str | None,
    election: Path,
    registrar: str,
    trustees: tuple[str, ...],
    unappointed: tuple[str, ...],
    reserves: Path | None,
    closes: datetime | None,
) -> None:
    """Open the next ballot, sealed: its archive is begun in the case.

    Who is on the roll as voting on paper gets a paper instead; two tellers count these (`contest paper`).

    Example: tellers case contest open CASE --election election --registrar "R. Egan" --trustee "T. One,Ann's"
    --trustee "T. Two,Bo's"
    """
    who = tuple(trustee(one) for one in trustees)
    absent = tuple(camp.strip() for camp in unappointed)
    kept = None if reserves is None else reserves.read_bytes().rstrip(b"\n")
    setup = ContestSetup(election_files(election), registrar.strip(), who, closes, kept, absent)
    with call.sitting() as sitting:
        done = contest_voting.open_ballot(sitting, id_, setup)
        voters = amount(done.credentials, "voter")
        voters += f" and {amount(len(done.reserves), 'reserve')}" if done.reserves else ""
        voters += f", {amount(done.papers, 'paper')} besides" if done.papers else ""
        call.report(
            sitting, f"voting in '{done.stage}' of {done.proceeding} is open: {voters}, election {done.election}."
        )
        call.add(unappointed_lines(done))
        if not call.as_json:
            path = sitting.folder.archive(done.uuid)
            click.echo(visible(f"Ballots go into {path} (tellers election add-event)"))


@click.command()
@act_options
@id_option
def close(call: Act, id_: str | None) -> None:
    """Close the ballot; the sealed votes are proved and put together under encryption.

    Example: tellers case contest close CASE
    """
    with call.sitting() as sitting:
        done = contest_voting.close_ballot(sitting, id_)
        ballots = amount(done.ballots, "ballot")
        call.report(sitting, f"voting is closed: {ballots}, {done.counted} counted; tally {done.tally}.")


@click.command()
@act_options
@id_option
@click.option(
    "--ruling",
    type=click.IntRange(min=0),
    metavar="MINUTE",
    help="The minute of the ruling that lets the count go on without a trustee, where the rules ask for one.",
)
def tally(call: Act, id_: str | None, ruling: int | None) -> None:
    """Enter the figures that the archive proves, once the camps have shuffled and the trustees have decrypted.

    Papers that two tellers have counted beside it are added. The minute names every trustee and who decrypted; where
    somebody has not, what the rules have then is followed.

    Example: tellers case contest tally CASE
    """
    with call.sitting() as sitting:
        done = contest_voting.tally(sitting, id_, ruling)
        spoiled = sum(one.papers for one in done.spoiled)
        told = f"; {spoiled} no ranking, and spoiled" if spoiled else ""
        papers = f" and the papers that {' and '.join(done.tellers)} counted" if done.tellers else ""
        whence = f"from its archive{papers}{told}"
        call.report(sitting, f"the stage '{done.stage}' of {done.proceeding} is counted {whence}.")
        opened = sitting.record.one(Contest, done.proceeding).the(Opened)
        call.add(absent_lines(opened, done))


COMMANDS = (template, voters, open_ballot, close, tally)
