"""`tellers rulebook`: begins a rule book, checks it for holes, prints an edition of it and what follows by it."""

from collections import Counter
from collections.abc import Iterator
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
from tellers.words import amount


@click.group()
def rulebook() -> None:
    """Begin, check and print an organisation's rules.

    BOOK is a folder with a book.toml in it, or the file itself.
    """


rulebook.add_command(new_book)
rulebook.add_command(show_consequences)


@rulebook.command("check")
@book_argument
@click.option("--assumed", "each", is_flag=True, help="List each assumed rule with its line, and do not sum them up.")
@json_option
def check_book(book: Path, *, each: bool, as_json: bool) -> int:
    """Name what a rule book leaves open: file, line, and what to write.

    Listed is every place where the book contradicts itself (contradiction) or says nothing (missing), where a clause
    can be read in several ways (open), and what its authors may not have meant (notice). Rules that rest on no clause
    (assumed) come last, summed up by the sentence on which they rest. Exit code 0 without contradictions and with
    nothing missing, else 1; and 2 for a mistake that stops the reading.

    Example: tellers rulebook check rulebooks/labour
    """
    read = read_book(book)
    holes = check(read)
    complete = all(hole.severity not in BARRING for hole in holes)
    if as_json:
        found: list[Json] = [hole.to_json() for hole in holes]
        print_json({"ok": complete, "title": read.title, "fingerprint": read.fingerprint, "holes": found})
    else:
        _print_holes(read, holes, each=each)
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


FIRST = (Severity.CONTRADICTION, Severity.MISSING, Severity.OPEN, Severity.NOTICE)
"""The severities that are printed hole by hole, in this order, before what is assumed."""

FEW = 8
"""The most line numbers that a summed-up sentence has."""


def _print_holes(book: RuleBook, holes: tuple[Hole, ...], *, each: bool) -> None:
    for severity in (*FIRST, Severity.ASSUMED) if each else FIRST:
        for hole in holes:
            if hole.severity is severity:
                click.echo(f"{hole.source}, line {hole.line}: {severity.value}: {hole.what}\n    write: {hole.write}")
    assumed = [hole for hole in holes if hole.severity is Severity.ASSUMED]
    if assumed and not each:
        click.echo("\n".join(_summed_up(assumed)))
    numbers = Counter(hole.severity for hole in holes)
    told = ", ".join(f"{numbers[severity]} {severity.value}" for severity in Severity)
    click.echo(f"{book.title}: read without a mistake; {told}.")


def _summed_up(assumed: list[Hole]) -> Iterator[str]:
    """What is assumed, by the sentence on which it rests, the most common first."""
    rules = amount(len(assumed), "rule")
    yield f"{assumed[0].source}: assumed: {rules}, each on a sentence and no clause (--assumed lists them):"
    for sentence, number in Counter(hole.sentence for hole in assumed).most_common():
        lines = [str(hole.line) for hole in assumed if hole.sentence == sentence]
        more = ", …" if len(lines) > FEW else ""
        where = f"{'line' if number == 1 else f'{number}, in lines'} {', '.join(lines[:FEW])}{more}"
        yield f"    {sentence} ({where})"
    yield f"    write: {assumed[0].write}"
