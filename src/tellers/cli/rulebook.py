"""`tellers rulebook`: begins a rule book, checks it for holes, prints an edition of it and what follows by it."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import click

from tellers.canonical import Json
from tellers.cli.books import book_argument, read_book
from tellers.cli.rulebook_consequences import show_consequences
from tellers.cli.rulebook_new import new_book
from tellers.cli.terminal import json_option, print_json
from tellers.reports.edition import edition_json, edition_lines, last_known_day
from tellers.rulebook.book import RuleBook
from tellers.rulebook.holes import BARRING, Hole, Severity
from tellers.rulebook.lint import check


@click.group()
def rulebook() -> None:
    """Begin, check and print an organisation's rules.

    BOOK is a folder with a book.toml in it, or the file itself.
    """


rulebook.add_command(new_book)
rulebook.add_command(show_consequences)


@rulebook.command("check")
@book_argument
@json_option
def check_book(book: Path, *, as_json: bool) -> int:
    """Name what a rule book leaves open: file, line, and what to write.

    Listed is every place where the book contradicts itself (contradiction) or says nothing (missing), where it says
    what is assumed (assumed), where a clause can be read in several ways (open), and what its authors may not have
    meant (notice). Exit code 0 without contradictions and with nothing missing, else 1; and 2 for a mistake that
    stops the reading.

    Example: tellers rulebook check rulebooks/labour
    """
    read = read_book(book)
    holes = check(read)
    complete = all(hole.severity not in BARRING for hole in holes)
    if as_json:
        found: list[Json] = [hole.to_json() for hole in holes]
        print_json({"ok": complete, "title": read.title, "fingerprint": read.fingerprint, "holes": found})
    else:
        _print_holes(read, holes)
    return 0 if complete else 1


@rulebook.command("show")
@book_argument
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day, such as 2016-06-28.")
@json_option
def show_book(book: Path, day: datetime | None, *, as_json: bool) -> None:
    """Print the rules as on a day, each with its clause or what is assumed.

    Without --on: as on the last day on which anything changes that the book knows of. Rulings made after the day
    asked about do not exist yet.

    Example: tellers rulebook show rulebooks/labour --on 2016-06-28
    """
    read = read_book(book)
    on = last_known_day(read) if day is None else day.date()
    if as_json:
        print_json(edition_json(read, on))
    else:
        click.echo("\n".join(edition_lines(read, on)))


def _print_holes(book: RuleBook, holes: tuple[Hole, ...]) -> None:
    for hole in holes:
        click.echo(f"{hole.source}, line {hole.line}: {hole.severity.value}: {hole.what}\n    write: {hole.write}")
    numbers = Counter(hole.severity for hole in holes)
    told = ", ".join(f"{numbers[severity]} {severity.value}" for severity in Severity)
    click.echo(f"{book.title}: read without a mistake; {told}.")
