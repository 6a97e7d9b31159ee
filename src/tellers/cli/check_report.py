"""`tellers check-report`: a news report's figures, each held against the record."""

import sys
from pathlib import Path

import click

from tellers.canonical import Json
from tellers.cli.records import read_records
from tellers.cli.terminal import TERMINAL, json_option, print_json, write_file
from tellers.errors import Unreadable
from tellers.reports.judging import Word
from tellers.reports.news.checking import check_report as check
from tellers.reports.news.checking import counted
from tellers.reports.news.page import report_page
from tellers.reports.news.text import report_text

FILE = click.Path(path_type=Path)
LARGEST = 300_000
"""The most bytes of a report; a book is no news report."""


@click.command("check-report")
@click.argument("text", metavar="TEXT", type=click.Path(path_type=Path, allow_dash=True))
@click.argument("target", metavar="CASE|DECLARATION", type=FILE)
@click.option(
    "--record", "others", type=FILE, multiple=True, metavar="FACTS", help="Facts of another vote; repeatable."
)
@click.option("--rulebook", type=FILE, metavar="BOOK", help="The rule book of facts that do not lie beside one.")
@click.option("--html", type=FILE, metavar="FILE", help="Also write the report as a page, every claim marked.")
@json_option
def check_report(
    *, text: Path, target: Path, others: tuple[Path, ...], rulebook: Path | None, html: Path | None, as_json: bool
) -> int:
    """Hold the figures of a news report against a record.

    TEXT is the report as plain text, or - for standard input. The record is a case's folder, its declaration.json, or
    a file of facts beside its rule book. Earlier contests of the same organisation are looked up in the facts that lie
    beside the rule book.

    Each figure is right, wrong (and what is right), right on a base, a figure of something else, inconsistent with
    another, not settled, or not checkable. Nothing that is not understood is called wrong.

    Exit code 0 if no figure is wrong or inconsistent, 1 if one is, 2 for what cannot be read.

    Example: tellers check-report report.txt demo
    """
    records = read_records(target, others, rulebook)
    said = read_text(text)
    found = check(said, records)
    if html is not None:
        write_file(html, report_page(said, found, records.main).encode())
    if as_json:
        claims: list[Json] = [one.to_json() for one in found]
        print_json({"claims": claims})
    else:
        click.echo(report_text(found, records.main), nl=False)
    return 1 if {Word.WRONG, Word.INCONSISTENT} & set(counted(found)) else 0


def read_text(path: Path) -> str:
    """A report's text: UTF-8, no longer than a news report."""
    raw = sys.stdin.buffer.read(LARGEST + 1) if path == TERMINAL else path.read_bytes()
    if len(raw) > LARGEST:
        raise Unreadable(f"over {LARGEST} bytes; expected one news report as plain text", source=str(path))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable("this is not UTF-8; save the report as plain text", source=str(path), line=line) from None
