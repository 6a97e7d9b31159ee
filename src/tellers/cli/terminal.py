"""What every command shares at the front door: the clock, randomness, JSON out, errors out."""

import json
import os
from datetime import datetime
from pathlib import Path

import click

from tellers.canonical import Json
from tellers.errors import Unreadable
from tellers.words import visible_lines

randomness = os.urandom
"""The one source of randomness of the command: takes a number of bytes, returns that many."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")

TERMINAL = Path("-")
"""The file name by which the terminal itself is meant."""


def now() -> datetime:
    """Return the present moment with its offset from UTC, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)


def print_json(value: Json) -> None:
    """Print one JSON value, in UTF-8 and in the order given."""
    click.echo(json.dumps(value, ensure_ascii=False))


def write_file(path: Path, raw: bytes) -> None:
    """Put a whole file in place, or none; `-` is the terminal. Raises Unreadable where its folder is not there."""
    if path == TERMINAL:
        click.echo(raw, nl=False)
        return
    if not path.parent.is_dir():
        raise Unreadable(f"there is no folder {path.parent} to write it into; make it first", source=str(path))
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(raw)
    draft.replace(path)


def print_error(kind: str, message: str, *, as_json: bool) -> None:
    """Say what went wrong on standard error, and for programs also as JSON on standard output."""
    said = visible_lines(message)
    if as_json:
        print_json({"ok": False, "error": {"kind": kind, "message": said}})
    click.echo(f"tellers: {said}", err=True)
