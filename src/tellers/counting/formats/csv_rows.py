"""Ballots in CSV: a row a paper, or a row for so many; by rank or by candidate.

Rows of plain candidate numbers are packed without a loop (`csv_packed`). All others are read once for each different
row; this module is also the slow twin that names what is wrong.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from tellers.counting.contest import Contest, papers_of
from tellers.counting.formats.csv_cells import BadCell, ByCandidate, ByRank, Row, Spoiled, places_of
from tellers.counting.formats.csv_header import Columns, columns_of
from tellers.counting.formats.csv_packed import parse_packed
from tellers.counting.formats.reading import Bad, Reading, contest_of, shown, text_of, trimmed, whole_number

T = TypeVar("T")

NO_ROW: tuple[Row, ...] = ((), ("",))
"""What an empty line says."""


@dataclass(frozen=True)
class Rows:
    """The different rows of a file after its header, with how often each stands there, and every row with its line."""

    alike: Counter[Row]
    each: Callable[[], Iterable[tuple[int, Row]]]

    @cached_property
    def lines(self) -> dict[Row, list[int]]:
        """The lines of each row; worked out only where one is bad."""
        found: dict[Row, list[int]] = {}
        for number, row in self.each():
            found.setdefault(row, []).append(number)
        return found


def parse_csv(raw: bytes, reading: Reading) -> Contest:
    """The contest of a ballot file in CSV; raises Unreadable with every bad row."""
    contest = parse_packed(raw, reading) if reading.top is None else None
    if contest is not None:
        return contest
    text = text_of(raw, reading)
    columns = columns_of(text.partition("\n")[0], reading)
    return _read(_rows(text, columns, reading), columns, reading)


def _rows(text: str, columns: Columns, reading: Reading) -> Rows:
    """Every row after the header; an empty line is none."""
    if '"' in text:
        quoted = [(number, row) for number, row in _quoted_rows(text, columns, reading) if row not in NO_ROW]
        return Rows(Counter(row for _, row in quoted), lambda: quoted)
    texts = text.split("\n")[1:]
    alike: Counter[Row] = Counter()
    for line, times in Counter(texts).items():
        alike[_cells(line, columns)] += times
    for row in NO_ROW:
        del alike[row]
    return Rows(alike, lambda: ((number, _cells(line, columns)) for number, line in enumerate(texts, start=2)))


def _cells(line: str, columns: Columns) -> Row:
    return tuple([cell.strip() for cell in line.split(columns.delimiter)])


def _quoted_rows(text: str, columns: Columns, reading: Reading) -> Iterator[tuple[int, Row]]:
    """Rows with the lines on which they begin; a quoted cell may go on over several."""
    reader = csv.reader([f"{line}\n" for line in text.split("\n")], delimiter=columns.delimiter)
    before = 0
    try:
        for cells in reader:
            if before:
                yield before + 1, tuple(cell.strip() for cell in cells)
            before = reader.line_num
    except csv.Error as error:
        raise reading.unreadable(f"not CSV: {error}", before + 1) from None


def _read(rows: Rows, columns: Columns, reading: Reading) -> Contest:
    bad = Bad(reading)
    if columns.candidates:
        by_candidate = ByCandidate(columns)
        if reading.top is not None:
            return _scored(rows, by_candidate, reading.top, bad)
        return _ranked(rows, columns.names, by_candidate, bad)
    if reading.top is not None:
        raise reading.unreadable("scores need a column for each candidate; these columns are ranks", 1)
    whole = (row for row in rows.alike if len(row) == columns.width)
    names, places = places_of({row[place] for row in whole for place in columns.ranks}, reading)
    return _ranked(rows, names, ByRank(columns, places), bad)


def _ranked(rows: Rows, names: tuple[str, ...], reader: ByRank | ByCandidate, bad: Bad) -> Contest:
    read = _each(rows, reader.columns, reader.marks, bad)
    papers = papers_of((weight, trimmed(marks)) for weight, marks in read)
    return contest_of(bad.reading, names, replace(papers, rejected=bad.settle()), bad)


def _scored(rows: Rows, reader: ByCandidate, top: int, bad: Bad) -> Contest:
    from tellers.counting.scores import score_papers  # noqa: PLC0415 — few files hold scores

    read = _each(rows, reader.columns, lambda row: reader.scores(row, top), bad)
    papers = score_papers(read, top=top)
    return contest_of(bad.reading, reader.columns.names, replace(papers, rejected=bad.settle()), bad)


def _each(rows: Rows, columns: Columns, read: Callable[[Row], T], bad: Bad) -> Iterator[tuple[int, T]]:
    """What each different row says, with its papers; rows that cannot be read are noted."""
    for row, alike in rows.alike.items():
        if len(row) != columns.width:
            _note(rows, row, bad, f"{len(row)} cells; the header has {columns.width}")
            continue
        weight = 1 if columns.weight is None else _weight(rows, row, row[columns.weight], bad)
        if weight is None:
            continue
        try:
            yield alike * weight, read(row)
        except BadCell as reason:
            _note(rows, row, bad, str(reason), weight)
        except Spoiled as word:
            for line in rows.lines[row]:
                bad.paper(line, f"the file says {word}", weight)


def _weight(rows: Rows, row: Row, cell: str, bad: Bad) -> int | None:
    weight = whole_number(cell)
    if not weight:
        _note(rows, row, bad, f"{shown(cell)} is not a number of papers; expected 1 or more")
    return weight or None


def _note(rows: Rows, row: Row, bad: Bad, reason: str, weight: int | None = None) -> None:
    for line in rows.lines[row]:
        bad.line(line, reason, weight)
