"""The steps of a voter: make a ballot, check one."""

from pathlib import Path

import click

from tellers.ballots.answers import Choices
from tellers.ballots.archive import open_archive, read_archive
from tellers.ballots.ballot import check_ballot, make_ballot
from tellers.ballots.codec import Node, read
from tellers.ballots.credentials import CredentialList, derive
from tellers.ballots.election import Election
from tellers.ballots.ranking import no_ranking
from tellers.ballots.steps import BallotBox
from tellers.cli.election.folder import FILE, dir_option, find_archive, read_file, uuid_option
from tellers.cli.election.reading_back import layout, read_back, read_back_option
from tellers.cli.terminal import json_option, print_json, randomness
from tellers.errors import Refused, Unreadable


@click.command()
@click.option("--privcred", type=FILE, required=True, metavar="FILE", help="The voter's credential.")
@click.option(
    "--choice",
    "--ballot",
    "choice",
    type=FILE,
    required=True,
    metavar="FILE",
    help="The choices: one array per question, e.g. [[0,1,0]]; blank comes first where it is allowed.",
)
@read_back_option
@uuid_option
@dir_option
@json_option
def generate_ballot(
    *, privcred: Path, choice: Path, wanted: bool | None, uuid: str | None, folder: Path, as_json: bool
) -> None:
    """Encrypt and sign a ballot, and print it; its tracker is what the voter keeps.

    What it votes for is first read back in words, on a terminal: question, answers, ranks. Whatever else keeps what
    is printed, as a log does, is told nothing of it.

    Where candidates are ranked, the choice has a rank for each in their order: [[2,1,0]] puts the second first, the
    first second, and does not rank the third. A rank that stands twice or is left out spoils the ballot.

    Example: tellers election generate-ballot --privcred credential --choice choice > ballot
    """
    path = find_archive(folder, uuid)
    archive = read_archive(path)
    election = Election.decode(archive.setup.data[0], "the election")
    listed = CredentialList.decode(archive.setup.data[2], election.group, "the credentials")
    secret = read_file(privcred).decode("ascii", "replace").strip()
    key = derive(secret, election.uuid, election.group, str(privcred))
    if listed.weight_of(key.public) is None:
        where = f"the list of this election, {election.template.name!r} ({path})"
        raise Refused(
            f"{privcred}: this credential is not on {where}: it is of another one, or has a slip in it. Hold it "
            "against what the registrar sent, capitals and small letters too; then ask the registrar"
        )
    choices = _read_choice_file(choice)
    try:
        ballot = make_ballot(election, key, choices, randomness)
    except Refused as error:
        raise Refused(f"{choice}: {error}. {layout(election.template.questions)}") from None
    check_ballot(ballot, election, listed, "the ballot")
    for asked, vote in zip(election.template.questions, choices, strict=True):
        fault = no_ranking(asked, vote)
        if fault is not None:
            click.echo(
                f"W: the answer to '{asked.question}' is no ranking ({fault.value}): where ranks are counted this "
                "ballot is spoiled; write 1 for the first choice, 2 for the next, and 0 for none",
                err=True,
            )
    read_back(election.template.questions, choices, wanted=wanted)
    if as_json:
        print_json({"ballot": ballot.raw.decode("utf-8"), "tracker": ballot.tracker})
        return
    click.echo(ballot.raw.decode("utf-8"))
    click.echo(f"I: the tracker of this ballot is {ballot.tracker}; keep it, it tells nobody the vote", err=True)
    check = f"tellers election find {ballot.tracker} {path.name}"
    click.echo(f"I: next: the line goes to who keeps the archive (add-event --type Ballot); then: {check}", err=True)


def _read_choice_file(file: Path) -> list[Choices]:
    """The choices of every question; raises Unreadable saying how they are written."""
    raw = read_file(file)
    try:
        return [read_choices(row) for row in read(raw, str(file)).items()]
    except Unreadable as error:
        how = "expected one array of numbers a question, as [[0,1,0]]: the answers in order, blank first if allowed"
        raise Unreadable(f"these are not the choices of a ballot; {how}", source=str(file), line=error.line) from None


def read_choices(row: Node) -> Choices:
    """The choices of one question: numbers, or rows of numbers where it is one of lists."""
    items = row.items()
    if any(isinstance(item.value, list) for item in items):
        return [[number.integer() for number in item.items()] for item in items]
    return [item.integer() for item in items]


@click.command()
@click.option("--ballot", type=FILE, required=True, metavar="FILE", help="The ballot.")
@uuid_option
@dir_option
@json_option
def verify_ballot(*, ballot: Path, uuid: str | None, folder: Path, as_json: bool) -> None:
    """Check that one ballot could be added to the archive: proved, by a listed credential, and not in it yet.

    Example: tellers election verify-ballot --ballot ballot
    """
    with open_archive(find_archive(folder, uuid)) as file:
        checked = BallotBox(file).check(read_file(ballot).removesuffix(b"\n"))
    if as_json:
        print_json({"ok": True, "tracker": checked.tracker})
    else:
        click.echo(f"I: the ballot is valid; its tracker is {checked.tracker}", err=True)
