"""`tellers watch`: an observer's command. It follows archives and checkpoints as they grow, and keeps evidence."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from tellers.canonical import Json
from tellers.cli.progress import show_progress
from tellers.cli.terminal import json_option, now, print_json
from tellers.cli.watching.boards import EXPECTED, Board, OutOfReach
from tellers.cli.watching.checkpoints import Checkpoints
from tellers.cli.watching.evidence import Finding
from tellers.cli.watching.folder import FolderBoard
from tellers.cli.watching.memory import ROOM, opened
from tellers.cli.watching.observer import Observer
from tellers.cli.watching.seen import Passed, Seen, Why, plain
from tellers.cli.watching.web import WebBoard
from tellers.cli.witnessing import Device
from tellers.errors import Unreadable
from tellers.minutes.note import Verifier
from tellers.words import visible

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)
SHORTEST_PAUSE = 1
MEBIBYTE = 2**20


@click.command()
@click.argument("boards", metavar="BOARD...", nargs=-1, required=True)
@click.option("--state", type=FOLDER, required=True, metavar="DIR", help="Where this watcher remembers what it saw.")
@click.option("--once", is_flag=True, help="Look once and end: for cron.")
@click.option("--every", type=click.IntRange(SHORTEST_PAUSE), default=60, show_default=True, metavar="SECONDS")
@click.option(
    "--signer", "signers", type=Verifier.parse, multiple=True, metavar="VKEY", help="A key that signs checkpoints."
)
@click.option(
    "--key", type=FILE, metavar="KEYFILE", help="A witness's private key: co-sign what extends what was seen."
)
@click.option("--out", type=FOLDER, metavar="DIR", help="Where co-signed notes go; else `cosigned` in --state.")
@click.option(
    "--room",
    type=click.IntRange(min=1),
    default=ROOM // MEBIBYTE,
    show_default=True,
    metavar="MIB",
    help="The archives kept in --state take no more than this together; one that needs more is out of reach.",
)
@json_option
def watch(
    *,
    boards: Sequence[str],
    state: Path,
    once: bool,
    every: int,
    signers: Sequence[Verifier],
    key: Path | None,
    out: Path | None,
    room: int,
    as_json: bool,
) -> int:
    """Follow archives and checkpoints as they grow; verify what is new, and keep evidence of two histories.

    BOARD is a folder, a case, or an http(s) address of one; name several to hold their views against one another.
    Each ballot is proved once, when it is first seen. Whatever was shown must stay: what is cut off, put in another
    order or replaced, and two signed heads that cannot be of one book, end the watch with exit code 1 and a folder of
    evidence.

    Checkpoints are looked at where their key is given (--signer), and co-signed where a witness's is (--key). What is
    not looked at is said. With --once the exit code is 2 where nothing was seen, or something could not be read.

    Example: tellers watch https://example.org/vote/ --state watched --signer "$SECRETARY" --key agent.key --every 300
    """
    places = [_board(place, state) for place in boards]
    device = None if key is None else Device.of(key)
    if device is not None:
        device.check()
    with opened(state, room * MEBIBYTE) as memory:
        observer = Observer(memory, Checkpoints(memory, signers, device, out or state / "cosigned"), show_progress)
        while True:
            moment = now()
            tally = _Round()
            for board in places:
                if _visit(observer, board, tally, moment, as_json=as_json):
                    return 1
            if once:
                return tally.code
            time.sleep(every)


def _board(place: str, spool: Path) -> Board:
    """The board at a place: an address of http or https, a folder, or one file; Unreadable says that it is none."""
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*)://", place)
    if not place or not place.isprintable() or (scheme and scheme[1].lower() not in ("http", "https")):
        expected = f"{EXPECTED} of http or https, in letters that can be shown"
        raise Unreadable(expected, source=repr(place))
    return WebBoard(place, spool, show_progress) if scheme else FolderBoard(place)


@dataclass
class _Round:
    """What one look at every board came to."""

    seen: int = 0
    unread: int = 0

    def count(self, said: Seen | Passed) -> None:
        if isinstance(said, Seen):
            self.seen += said.begun
        else:
            self.unread += said.why in (Why.UNREADABLE, Why.OUT_OF_REACH)

    @property
    def code(self) -> int:
        """0 where something was seen and everything could be read, else 2."""
        return 0 if self.seen and not self.unread else 2


def _visit(observer: Observer, board: Board, tally: _Round, moment: datetime, *, as_json: bool) -> bool:
    """Visit a board and say what is there; True where something does not hold."""
    try:
        for said in observer.visit(board, moment):
            tally.count(said)
            _say(said, moment, as_json=as_json)
    except OutOfReach as error:
        _say(Passed(board.place, None, Why.OUT_OF_REACH, plain(error)), moment, as_json=as_json)
    except Finding as finding:
        _name(finding, moment, as_json=as_json)
        return True
    return False


def _say(said: Seen | Passed, moment: datetime, *, as_json: bool) -> None:
    at = moment.isoformat()
    name: dict[str, Json] = {} if said.name is None else {"name": said.name}
    if isinstance(said, Seen):
        event, facts, words = "seen", said.facts, said.said
    else:
        event, facts, words = said.why.value, {"message": said.message}, f"{said.why.value}: {said.message}"
    if as_json:
        print_json({"event": event, "at": at, "board": said.place, **name, **facts})
    else:
        thing = f"{said.place}  {said.name}: " if said.name else f"{said.place}  "
        click.echo(visible(f"{at}  {thing}{words}"), err=isinstance(said, Passed))


def _name(finding: Finding, moment: datetime, *, as_json: bool) -> None:
    fault = finding.fault
    said: dict[str, Json] = {
        "event": "finding",
        "at": moment.isoformat(),
        "board": finding.place,
        "kind": type(fault).__name__,
        "message": str(fault),
        "evidence": str(finding.folder),
    }
    if as_json:
        print_json(said)
    click.echo(f"tellers: {visible(str(finding))}", err=True)
