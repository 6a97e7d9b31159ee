"""What an event added to an archive, its new head, and which step comes next."""

from pathlib import Path

import click

from tellers.ballots.archive import Appended
from tellers.ballots.chain import Entry
from tellers.ballots.events import EventType
from tellers.ballots.hashing import fingerprint
from tellers.ballots.tally import SizedTally
from tellers.cli.terminal import print_json

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


def report_added(appended: Appended, path: Path, *, as_json: bool) -> None:
    """Say what was added, and warn of what an interrupted write had left; for programs the head alone."""
    entry = appended.entry
    if as_json:
        print_json({"height": entry.event.height, "head": entry.hash, "dropped": appended.dropped})
    if appended.dropped:
        click.echo(f"W: {appended.dropped} bytes of an interrupted write were cut off first", err=True)
    if not as_json:
        kind = entry.event.type
        click.echo(f"I: event {entry.event.height} ({kind.value}) is in {path}{_told(entry)}", err=True)
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
