"""`tellers explain`: which figures of a record a number could be."""

from pathlib import Path

import click

from tellers.cli.records import read_records
from tellers.cli.terminal import json_option, print_json
from tellers.reports.asked_figure import read_figure
from tellers.reports.explain import explain as matches
from tellers.reports.explain import explain_json, explain_text, nearest
from tellers.words import visible

FILE = click.Path(path_type=Path)


@click.command("explain", context_settings={"ignore_unknown_options": True})
@click.argument("figure")
@click.argument("target", metavar="CASE|DECLARATION", type=FILE)
@click.option(
    "--record", "others", type=FILE, multiple=True, metavar="FACTS", help="Facts of another vote; repeatable."
)
@click.option("--rulebook", type=FILE, metavar="BOOK", help="The rule book of facts that do not lie beside one.")
@json_option
def explain(*, figure: str, target: Path, others: tuple[Path, ...], rulebook: Path | None, as_json: bool) -> int:
    """Say what a number could be: every count and share of the record that gives it, nearest first.

    FIGURE is as a report writes it: 80%, 58%, 13, 0.8, 172/229, 4:1, "four fifths", "over 80%". A percentage is
    compared as rounded to the places it is written with; a whole number up to 100 is tried as a percentage too. Where
    nothing gives it, what comes nearest is named. The record is as for `tellers check-report`.

    Exit code 0 if anything gives it, 1 if nothing does, 2 for what cannot be read.

    Example: tellers explain 80% demo
    """
    number = read_figure(figure)
    records = read_records(target, others, rulebook)
    found = matches(number, records)
    near = () if found else nearest(number, records)
    if as_json:
        print_json(explain_json(figure, found, near))
    else:
        click.echo(explain_text(visible(figure), found, near), nl=False)
    return 0 if found else 1
