"""`tellers decide`: what follows from facts by a rule book, under every reading, with the clause."""

import sys
from datetime import date, datetime
from pathlib import Path

import click

from tellers.cli.books import book_argument, read_book
from tellers.cli.terminal import json_option, print_json
from tellers.decisions.decide import decide as decide_procedure
from tellers.decisions.record import Record, read_record
from tellers.errors import Unreadable
from tellers.reports.decision import decision_lines

STDIN = "-"
EXPECTED = "2016-06-28, or a time such as 2016-06-28T16:30:00+01:00"


def moment(ctx: click.Context, param: click.Parameter, text: str | None) -> date | None:
    """A day, or a time with its offset from UTC (RFC 3339), from an option's text."""
    if text is None:
        return None
    try:
        found = date.fromisoformat(text) if len(text) == len("2016-06-28") else datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"`{text}` is not a day; expected {EXPECTED}", ctx, param) from None
    if isinstance(found, datetime) and found.tzinfo is None:
        raise click.BadParameter(f"`{text}` has no offset from UTC; expected {EXPECTED}", ctx, param)
    return found


@click.command("decide")
@book_argument
@click.argument("procedure")
@click.argument("facts", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--on", "at", callback=moment, help="The day as of which rules and readings hold, or a time.")
@json_option
def decide(book: Path, procedure: str, facts: Path, at: date | None, *, as_json: bool) -> int:
    """Say what follows from facts, under every reading that is live.

    BOOK is a folder with a book.toml in it, PROCEDURE the id of one of its procedures, FACTS a JSON file, or - for
    standard input. Without --on the facts' own day is taken; rulings made later do not exist yet.

    Exit code 0 if it is decided, 1 if a fact is missing, which is named, and 2 for what cannot be read.

    Example: tellers decide rulebooks/labour no-confidence facts.json --on 2016-06-28
    """
    rules = read_book(book)
    decision = decide_procedure(rules, procedure, read_facts(facts), at)
    if as_json:
        print_json(decision.to_json())
    else:
        click.echo("\n".join(decision_lines(decision, rules)))
    return 0 if decision.decided else 1


def read_facts(path: Path) -> Record:
    """Read facts from a file or standard input; files of papers that they name stand beside them."""
    if str(path) == STDIN:
        return read_record(sys.stdin.buffer.read(), "standard input", lambda name: _beside(Path(), name))
    return read_record(path.read_bytes(), str(path), lambda name: _beside(path.parent, name))


def _beside(folder: Path, name: str) -> bytes:
    file = folder / name
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"the facts name this file: {error.strerror or error}; put it beside the facts"
        raise Unreadable(message, source=str(file)) from None
