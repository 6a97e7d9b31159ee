"""`tellers rulebook consequences`: what follows from each way a procedure can end, as text, JSON or a drawing."""

from datetime import datetime
from pathlib import Path

import click

from tellers.cli.books import book_argument, read_book
from tellers.cli.terminal import TERMINAL, json_option, print_json, write_file
from tellers.decisions.consequences import consequences
from tellers.reports.consequences_svg import consequences_svg
from tellers.reports.consequences_text import consequences_lines
from tellers.reports.edition import last_known_day


@click.command("consequences")
@book_argument
@click.argument("procedure")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day, such as 2016-06-28.")
@click.option(
    "--svg", "drawing", type=click.Path(path_type=Path, dir_okay=False), help="Write a drawing; `-` prints it."
)
@json_option
def show_consequences(
    book: Path, procedure: str, day: datetime | None, drawing: Path | None, *, as_json: bool
) -> None:
    """Print what follows from each way a procedure can end.

    For whom, by when, by which clause; what it opens, and what follows from that; who acts while a post is vacant;
    what could be started next; and under each reading that is open. Where the book says nothing, it says HOLE.

    Without --on: as on the last day on which anything changes that the book knows of. The drawing is one SVG file
    for a telephone, a screen and paper.

    Example: tellers rulebook consequences rulebooks/example-society confidence
    """
    if as_json and drawing == TERMINAL:
        raise click.UsageError("--json and --svg - exclude each other: one is printed")
    read = read_book(book)
    tree = consequences(read, procedure, last_known_day(read) if day is None else day.date())
    if drawing is not None:
        write_file(drawing, consequences_svg(tree).encode())
    if as_json:
        print_json(tree.to_json())
    elif drawing is None:
        click.echo("\n".join(consequences_lines(tree)))
