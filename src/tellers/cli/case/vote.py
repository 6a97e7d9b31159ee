"""The acts of the vote: open, close, paper, agent, checkpoint."""

from pathlib import Path

import click

from tellers.ballots.steps import Setup
from tellers.cases import papers, roll, voting
from tellers.cases.voting import SealedSetup
from tellers.cli.case.common import Act, MemberNumber, act_options
from tellers.cli.case.trustees import trustee
from tellers.cli.election.loading import check_loaded_back, keys_of, loaded_back_options
from tellers.cli.terminal import randomness
from tellers.errors import Unreadable
from tellers.proceedings.facts import SpoiledPapers
from tellers.proceedings.motion import State
from tellers.proceedings.paper import Sheet
from tellers.words import amount, visible

SALT = 32
"""Bytes of salt behind a teller's commitment."""


@click.command(name="open")
@act_options
@click.option(
    "--election",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with election.json, trustees.json and public_creds.json; none for a vote wholly on paper.",
)
@click.option("--registrar", metavar="NAME", help="Who issued the credentials.")
@click.option(
    "--trustee",
    "trustees",
    multiple=True,
    metavar="NAME[,CAMP]",
    help="Who holds a key, and for which camp, in the order of the keys; repeat it.",
)
@click.option(
    "--reserves",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The registrar's public T.reserves, for late additions and lost credentials.",
)
@loaded_back_options
def open_voting(
    call: Act,
    election: Path | None,
    registrar: str | None,
    trustees: tuple[str, ...],
    reserves: Path | None,
    loaded_back: Path | None,
    nonce: str | None,
) -> None:
    """Open voting.

    With --loaded-back every trustee must have loaded the saved key back (tellers election load-back); else a key that
    nobody kept is found out after the close.

    Example: tellers case open motion --election election --registrar "R. Egan" --trustee "T. One" --trustee "T. Two"
    """
    if election is None and reserves is not None:
        raise click.UsageError("--reserves are credentials of an election (--election)")
    setup = None if election is None else _setup(election, registrar, trustees, reserves)
    if setup is not None:
        check_loaded_back(keys_of(setup.files), loaded_back, nonce)
    elif loaded_back is not None:
        raise click.UsageError("--loaded-back is for the trustees of an election (--election)")
    with call.sitting() as sitting:
        opening = voting.open_voting(sitting, setup)
        sealed = opening.sealed
        how = [f"{sealed.credentials} by sealed ballot in the election {sealed.election}"] if sealed else []
        how += [f"{opening.papers_issued} on paper"] if opening.papers_issued else []
        call.report(sitting, f"voting is open: {', '.join(how)}.")
        if sealed and not call.as_json:
            click.echo(visible(f"Ballots go into {sitting.folder.archive(sealed.uuid)} (tellers election add-event)"))


@click.command()
@act_options
@click.option(
    "--member", required=True, type=MemberNumber(), metavar="NUMBER", help="The member's number in the register."
)
@click.option("--lost", metavar="KEY", help="The public key of the lost credential, where a reserve replaces it.")
@click.option("--key", metavar="KEY", help="The public key of the reserve that replaces it.")
@click.option("--reason", required=True, help="Why; it stands in the minutes, so it names nobody.")
def reissue(call: Act, member: str, lost: str | None, key: str | None, reason: str) -> None:
    """Enter that a member lost the credential, and gets the same one again, or a reserve in its place.

    It is replaced (--lost and --key, as `tellers election activate-reserve --instead` prints them) only where no
    ballot was cast with it; from then on it stands for nobody.

    Example: tellers case reissue motion --member M0042 --reason "the letter did not come"
    """
    with call.sitting() as sitting:
        done = roll.reissue(sitting, member, reason, lost, key)
        how = "the same one" if done.reserve is None else f"the reserve {done.reserve} in its place"
        call.report(sitting, f"{done.pseudonym} is sent a credential again: {how}.")


@click.command()
@act_options
def close(call: Act) -> None:
    """Close voting; the sealed ballots are proved and added up under encryption.

    Example: tellers case close motion
    """
    with call.sitting() as sitting:
        sealed = voting.close_voting(sitting).sealed
        what = (
            ""
            if sealed is None
            else f": {amount(sealed.ballots, 'ballot')}, {sealed.counted} counted; tally {sealed.tally}"
        )
        call.report(sitting, f"voting is closed{what}.")


@click.command()
@act_options
@click.option("--teller", required=True, metavar="NAME", help="Who counted; each teller enters alone.")
@click.option("--for", "in_favour", required=True, type=click.IntRange(min=0))
@click.option("--against", required=True, type=click.IntRange(min=0))
@click.option("--blank", default=0, show_default=True, type=click.IntRange(min=0))
@click.option("--spoiled", multiple=True, metavar="REASON=N", help="Spoiled papers by reason; repeat it.")
def paper(call: Act, teller: str, in_favour: int, against: int, blank: int, spoiled: tuple[str, ...]) -> None:
    """Enter one teller's count of the papers; the second teller's must be the same.

    Example: tellers case paper motion --teller "B. Teller" --for 0 --against 0 --spoiled "no mark=3" --spoiled "two
    marks=1"
    """
    reasons = tuple(spoiled_papers(one) for one in spoiled)
    sheet = Sheet(teller.strip(), in_favour, against, blank, reasons, randomness(SALT).hex())
    with call.sitting() as sitting:
        count = papers.enter_sheet(sitting, sheet)
        if count is None:
            call.report(sitting, f"{teller} has counted; the figures stay sealed until a second teller has.")
        elif count.for_ is None:
            call.report(
                sitting,
                f"both counts agree: {amount(count.returned, 'paper')}; too few to be published by themselves.",
            )
        else:
            call.report(
                sitting, f"both counts agree: {amount(count.returned, 'paper')}, {count.valid_and_blank} not spoiled."
            )


@click.command()
@act_options
@click.option("--agent", required=True, metavar="NAME", help="As in the notice.")
@click.option("--signs", is_flag=True, help="The agent has seen the count and signs.")
@click.option("--dissents", metavar="REASON", help="The agent does not sign, and why.")
def agent(call: Act, agent: str, dissents: str | None, *, signs: bool) -> None:
    """Enter that an agent signs the count, or dissents; a dissent is printed in the declaration and blocks nothing.

    Once the result is declared, --dissents enters instead that the agent does not co-sign the minute book, and why.

    Example: tellers case agent motion --agent "Cass Quill" --dissents "I was not shown the papers."
    """
    if signs == (dissents is not None):
        raise click.UsageError("give either --signs or --dissents with a reason")
    with call.sitting() as sitting:
        papers.attend(sitting, agent, dissents)
        ended = sitting.motion.state in (State.DECLARED, State.WITHDRAWN)
        does = "does not co-sign the minute book" if ended else "dissents"
        call.report(sitting, f"{agent} signs." if signs else f"{agent} {does}: {dissents}")


@click.command()
@act_options
def checkpoint(call: Act) -> None:
    """Sign the heads of minute book and archive as they stand, while voting goes on or after a crash.

    Example: tellers case checkpoint motion
    """
    with call.sitting() as sitting:
        sitting.sign()
        if call.as_json:
            call.report(sitting, "")
            return
        covered = amount(sitting.book.size, "minute")
        click.echo(visible(f"{sitting.folder.checkpoint} covers {covered}; its root is {sitting.book.head}."))


def _setup(folder: Path, registrar: str | None, trustees: tuple[str, ...], reserves: Path | None) -> SealedSetup:
    if registrar is None or not trustees:
        raise click.UsageError("with --election, name the registrar (--registrar) and each trustee (--trustee)")
    kept = None if reserves is None else reserves.read_bytes().rstrip(b"\n")
    who = [trustee(one) for one in trustees]
    if any(one.reserve for one in who):
        raise click.UsageError("a motion has no reserve holders; name a trustee as NAME or NAME,CAMP (--trustee)")
    camps = tuple(one.camp for one in who) if any(one.camp for one in who) else ()
    return SealedSetup(election_files(folder), registrar.strip(), tuple(one.name for one in who), kept, camps)


def election_files(folder: Path) -> Setup:
    """The three files of an election, from their folder."""
    names = ("election.json", "trustees.json", "public_creds.json")
    for name in names:
        if not (folder / name).is_file():
            raise Unreadable(f"there is no {name}; expected {', '.join(names)}", source=str(folder))
    return Setup(*((folder / name).read_bytes() for name in names))


def spoiled_papers(text: str) -> SpoiledPapers:
    """So many papers spoiled for one reason, from REASON=N."""
    reason, equals, number = text.rpartition("=")
    if not equals or not reason.strip() or not number.strip().isascii() or not number.strip().isdigit():
        raise Unreadable(f'{text!r} is not spoiled papers; expected REASON=N, as "no mark=3"', source="--spoiled")
    return SpoiledPapers(reason.strip(), int(number))


COMMANDS = (open_voting, reissue, close, paper, agent, checkpoint)
