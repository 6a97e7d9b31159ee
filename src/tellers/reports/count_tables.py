"""The tables of a count that are not votes by stage, in 80 columns: comparisons, defeats, votes by section."""

from collections.abc import Iterator

from tellers.counting.transcript import Table, Transcript
from tellers.reports.layout import WIDTH, Column, columns_of, paragraph, table

INDENT, GAP = 2, 2
NAME, HEAD = 24, 14
"""The widest that a row's name and a column's head may be; longer ones go on below."""


def tables_text(transcript: Transcript) -> Iterator[str]:
    """Every table with its title, in the order of the transcript."""
    for one in transcript.tables:
        yield ""
        yield from paragraph(f"{one.title[:1].upper()}{one.title[1:]}", indent=0)
        yield from _blocks(_numbered(one))


def _numbered(one: Table) -> Table:
    """Where the columns are the rows, rows have numbers and the columns are these."""
    names = tuple(name for name, _ in one.rows)
    if names != one.columns:
        return one
    rows = tuple((f"{number} {name}", cells) for number, (name, cells) in enumerate(one.rows, 1))
    return Table(one.title, tuple(str(number) for number in range(1, len(rows) + 1)), rows)


def _blocks(one: Table) -> Iterator[str]:
    """As many blocks as the width asks for, each with the names."""
    room = min(NAME, max((columns_of(name) for name, _ in one.rows), default=0))
    widths = [_width(one, place, WIDTH - INDENT - room - GAP) for place in range(len(one.columns))]
    start = 0
    while start < len(widths):
        end = start + 1
        while end < len(widths) and INDENT + room + sum(GAP + width for width in widths[start : end + 1]) <= WIDTH:
            end += 1
        if start:
            yield ""
        columns = (Column(room), *(Column(width, numbers=True) for width in widths[start:end]))
        yield from table([("", *one.columns[start:end])], columns, INDENT)
        yield from table(((name, *cells[start:end]) for name, cells in one.rows), columns, INDENT)
        start = end


def _width(one: Table, place: int, most: int) -> int:
    cells = max((columns_of(cells[place]) for _, cells in one.rows), default=0)
    return min(most, max(cells, min(HEAD, columns_of(one.columns[place]))))
