"""What an event added to an archive, its new head, and which step comes next."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tellers.ballots.archive import Appended
from tellers.ballots.chain import Entry
from tellers.ballots.events import EventType
from tellers.ballots.hashing import fingerprint
from tellers.ballots.tally import SizedTally
from tellers.cli.terminal import print_json
from tellers.errors import TellersError
from tellers.words import visible

_CLOSED = "compute-encrypted-tally, then add-event --type EncryptedTally"
_DECRYPT = "each trustee, decrypt or decrypt-threshold, then add-event --type PartialDecryption"

NEXT = {
    EventType.BALLOT: "the other ballots; when voting ends, add-event --type EndBallots",
    EventType.END_BALLOTS: _CLOSED,
    EventType.ENCRYPTED_TALLY: f"where ballots are opened one by one, each trustee, shuffle; else {_DECRYPT}",
    EventType.SHUFFLE: "the next trustee, shuffle; when all have, add-event --type EndShuffles",
    EventType.END_SHUFFLES: _DECRYPT,
    EventType.PARTIAL_DECRYPTION: f"{_DECRYPT}; when enough have, compute-result, then add-event --type Result",
    EventType.RESULT: "verify; then everybody gets a copy",
}
"""What follows each type of event."""


TAKES = {
    EventType.BALLOT: "the one line that generate-ballot printed for this election",
    EventType.END_BALLOTS: "nothing",
    EventType.ENCRYPTED_TALLY: "the two lines that compute-encrypted-tally printed, whole and in their order",
    EventType.SHUFFLE: "the two lines that shuffle printed, made from the archive as it is now",
    EventType.END_SHUFFLES: "nothing",
    EventType.PARTIAL_DECRYPTION: "the two lines that decrypt or decrypt-threshold printed for this archive",
    EventType.RESULT: "the line that compute-result printed",
}
"""What standard input is to hold for each type of event."""


@contextmanager
def nothing_added(kind: EventType, path: Path) -> Iterator[None]:
    """Say of a refused event that the archive is as it was, and what standard input takes."""
    try:
        yield
    except TellersError:
        takes = f"{kind.value} takes on standard input: {TAKES[kind]}"
        click.echo(f"I: nothing was added to {visible(str(path))}; {takes}", err=True)
        raise


def report_added(appended: Appended, path: Path, *, as_json: bool) -> None:
    """Say what was added, and warn of what an interrupted write had left; for programs the head alone."""
    entry = appended.entry
    if as_json:
        print_json({"height": entry.event.height, "head": entry.hash, "dropped": appended.dropped})
    if appended.dropped:
        click.echo(f"W: {appended.dropped} bytes of an interrupted write were cut off first", err=True)
    if not as_json:
        kind = entry.event.type
        click.echo(f"I: event {entry.event.height} ({kind.value}) is in {visible(str(path))}{_told(entry)}", err=True)
        click.echo(f"I: its head is now {entry.hash}", err=True)
        click.echo(f"I: next: {NEXT[kind]}", err=True)


def _told(entry: Entry) -> str:
    """What of an event others ask for: a ballot's tracker, the hash of the tally that trustees open."""
    match entry.event.type:
        case EventType.BALLOT:
            return f"; its tracker is {fingerprint(entry.payload)}"
        case EventType.ENCRYPTED_TALLY:
            sized = SizedTally.decode(entry.payload, "the tally")
            return f"; {sized.num_tallied} ballots count, and trustees open the tally {sized.encrypted_tally}"
        case _:
            return ""
