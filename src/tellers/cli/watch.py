"""`tellers watch`: an observer's command. It follows archives and checkpoints as they grow, and keeps evidence."""

import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from tellers.canonical import Json
from tellers.cli.progress import show_progress
from tellers.cli.terminal import json_option, now, print_json
from tellers.cli.watching.boards import Board, OutOfReach, open_board
from tellers.cli.watching.evidence import Finding
from tellers.cli.watching.memory import opened
from tellers.cli.watching.observer import Observer, Seen
from tellers.cli.witnessing import Device
from tellers.minutes.note import Verifier
from tellers.words import visible

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)
SHORTEST_PAUSE = 1


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
    as_json: bool,
) -> int:
    """Follow archives and checkpoints as they grow; verify what is new, and keep evidence of two histories.

    BOARD is a folder, a case, or an http(s) address of one; name several to hold their views against one another.
    Each ballot is proved once, when it is first seen. Whatever was shown must stay: what is cut off, put in another
    order or replaced, and two signed heads that cannot be of one book, end the watch with exit code 1 and a folder of
    evidence.

    Checkpoints are looked at where their key is given (--signer), and co-signed where a witness's is (--key).

    Example: tellers watch https://example.org/vote/ --state watched --signer "$SECRETARY" --key agent.key --every 300
    """
    with opened(state) as memory:
        device = None if key is None else Device.of(key)
        observer = Observer(memory, signers, device, out or state / "cosigned", show_progress)
        places = [open_board(place, state) for place in boards]
        while True:
            reached, code = _round(observer, places, now(), as_json=as_json)
            if code:
                return code
            if once:
                return 0 if reached else 2
            time.sleep(every)


def _round(observer: Observer, places: Sequence[Board], moment: datetime, *, as_json: bool) -> tuple[int, int]:
    """Visit each board once; return how many could be had, and 1 where something does not hold, else 0."""
    reached = 0
    for board in places:
        try:
            for seen in observer.visit(board, moment):
                _say(seen, moment, as_json=as_json)
        except OutOfReach as error:
            _warn(board.place, str(error), moment, as_json=as_json)
        except Finding as finding:
            _name(finding, moment, as_json=as_json)
            return reached, 1
        else:
            reached += 1
    return reached, 0


def _say(seen: Seen, moment: datetime, *, as_json: bool) -> None:
    if as_json:
        print_json({"event": "seen", "at": moment.isoformat(), "board": seen.place, "name": seen.name, **seen.facts})
    else:
        click.echo(visible(f"{moment.isoformat()}  {seen.place}  {seen.name}: {seen.said}"))


def _warn(place: str, what: str, moment: datetime, *, as_json: bool) -> None:
    if as_json:
        print_json({"event": "out of reach", "at": moment.isoformat(), "board": place, "message": what})
    else:
        click.echo(visible(f"{moment.isoformat()}  {place}  out of reach: {what}"), err=True)


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
