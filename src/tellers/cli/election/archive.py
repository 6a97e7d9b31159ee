"""The steps on the archive: begin it, add events, verify, find a ballot, mend an interrupted write."""

import re
import sys
from pathlib import Path

import click

from tellers.ballots.archive import Appended, read_archive, repair_archive
from tellers.ballots.credentials import CredentialList
from tellers.ballots.election import Election
from tellers.ballots.events import EventType
from tellers.ballots.steps import Setup, add_event, begin_election, find_ballot
from tellers.cases.contest_setup import check_end_of_shuffles
from tellers.cases.credential_checks import check_door
from tellers.cases.tally_checks import check_opens
from tellers.cli.election.added import nothing_added, report_added
from tellers.cli.election.folder import FILE, dir_option, find_archive, read_file, uuid_option
from tellers.cli.election.secrecy import despite_option, warn_or_refuse
from tellers.cli.terminal import json_option, now, print_json, randomness
from tellers.cli.verify_archive import audit
from tellers.errors import Unreadable

TRACKER_SIZE = 43
"""Characters of a tracker: SHA-256 in Base64, without the `=`."""

_TRACKER = re.compile(rf"[A-Za-z0-9+/]{{{TRACKER_SIZE}}}")


@click.command()
@click.option("--election", type=FILE, default=Path("election.json"), metavar="FILE", show_default=True)
@click.option("--trustees", type=FILE, default=Path("trustees.json"), metavar="FILE", show_default=True)
@click.option("--public-creds", type=FILE, default=Path("public_creds.json"), metavar="FILE", show_default=True)
@despite_option
@dir_option
@json_option
def init(
    *, election: Path, trustees: Path, public_creds: Path, despite: tuple[str, ...], folder: Path, as_json: bool
) -> None:
    """Begin UUID.bel from election.json, trustees.json and public_creds.json, which are checked first.

    Names of voters in public_creds.json do not enter the archive.

    Refused is an election whose result would tell how single voters voted: ballots opened one by one that are more
    different ones than the roll can hide, and weights from which the tally can be solved. --despite goes against it,
    by name. Fewer voters than 10 are only warned of here; a case refuses them.

    Example: tellers election init
    """
    setup = Setup(*(read_file(folder / name) for name in (election, trustees, public_creds)))
    asked = Election.decode(setup.election.rstrip(b"\n"), str(election))
    uuid = asked.uuid
    listed = CredentialList.decode(setup.credentials, asked.group, str(public_creds))
    if not listed.entries:
        expected = "expected the registrar's T.pubcreds, with a key for each voter"
        raise Unreadable(f"there is no credential, and nobody could vote; {expected}", source=str(public_creds))
    warn_or_refuse(asked, listed, despite)
    path = folder / f"{uuid}.bel"
    archive = begin_election(path, setup, int(now().timestamp()))
    print_json({"archive": str(path), "head": archive.head}) if as_json else click.echo(f"I: {path} begun", err=True)


@click.command(name="add-event")
@click.option(
    "--type",
    "kind",
    type=click.Choice([kind.value for kind in EventType if kind is not EventType.SETUP]),
    required=True,
    help="Type of event.",
)
@uuid_option
@dir_option
@json_option
def add_event_command(*, kind: str, uuid: str | None, folder: Path, as_json: bool) -> None:
    """Add an event to UUID.bel, after checking what it adds.

    Each line of standard input is added as a record before the event; the last is its payload. EndBallots takes
    none. When the command ends with exit code 0 the event is on the disk. In the archive of a case, a ballot by a
    credential that stands for nobody by its minutes is refused: an unused reserve, or one that was lost and replaced;
    and so is the end of the shuffles before a trustee of each camp has shuffled, and a partial decryption of a tally
    that the minutes do not let be opened.

    Example: tellers election generate-ballot --privcred c --choice v | tellers election add-event --type Ballot
    """
    event = EventType(kind)
    path = find_archive(folder, uuid)
    with nothing_added(event, path):
        appended = _add(path, event)
    report_added(appended, path, as_json=as_json)


def _add(path: Path, event: EventType) -> Appended:
    """Add the event whose records standard input holds, where the minutes beside the archive let it in."""
    given = sys.stdin.buffer.read() if event.has_payload else b""
    lines = given.removesuffix(b"\n").split(b"\n") if given else []
    if event.has_payload and not lines:
        raise Unreadable("standard input is empty", source="stdin")
    if event is EventType.BALLOT:
        for line in lines:
            check_door(path.resolve(), line)
    if event is EventType.END_SHUFFLES:
        check_end_of_shuffles(path.resolve())
    if event is EventType.PARTIAL_DECRYPTION:
        check_opens(path.resolve())
    return add_event(path, event, lines, randomness)


@click.command()
@uuid_option
@click.option("--earlier", type=FILE, metavar="OLD", help="A copy of the archive from an earlier day, to extend.")
@dir_option
@json_option
def verify(*, uuid: str | None, earlier: Path | None, folder: Path, as_json: bool) -> int:
    """Check everything that the archive in this folder claims; `tellers verify` takes its path instead.

    Example: tellers election verify --dir 2016-06-28
    """
    return audit(find_archive(folder, uuid), earlier, as_json=as_json)


@click.command()
@click.argument("tracker")
@click.argument("archive", type=FILE)
@json_option
def find(*, tracker: str, archive: Path, as_json: bool) -> int:
    """Say whether the ballot with this tracker is in the archive, counted, or superseded by a later one.

    Example: tellers election find fFaf7jFYnim6uFDdgyXmd0GY9zEAZtlBBr9MPosG0/c Apy6n7T7tW1JGe.bel
    """
    wanted = tracker.strip().rstrip("=")
    if not _TRACKER.fullmatch(wanted):
        has = f"a tracker has {TRACKER_SIZE} letters, digits, + and /; here are {len(wanted)} characters"
        raise Unreadable(f"{has}: give it whole, as it was printed with the ballot", source="TRACKER")
    held = read_archive(archive)
    found = find_ballot(held, wanted)
    if as_json:
        place = {"event": found.height, "replaced_at": found.replaced_at} if found else {}
        print_json({"tracker": tracker, "standing": found.standing.value if found else None, **place})
    elif found is None:
        closed = any(entry.event.type is EventType.END_BALLOTS for entry in held.entries)
        ask = "The ballots are closed: object before the declaration" if closed else "Ask why before the ballots close"
        click.echo(f"No ballot with the tracker {wanted} is in {archive}. {ask}; look first for a slip of the pen.")
    else:
        by = f" by event {found.replaced_at}" if found.replaced_at else ""
        click.echo(f"{found.standing.value}{by}: the ballot is event {found.height} of {archive}")
    return 0 if found else 1


@click.command()
@click.argument("archive", type=FILE)
@json_option
def repair(*, archive: Path, as_json: bool) -> None:
    """Cut off what a write that was interrupted left at the end of an archive, and nothing else.

    No event is lost by it: an event whose command ended with exit code 0 is whole.

    Example: tellers election repair Apy6n7T7tW1JGe.bel
    """
    dropped = repair_archive(archive)
    print_json({"dropped": dropped}) if as_json else click.echo(f"{dropped} bytes cut off")
