"""What one cell of a ballot file in CSV says, and the marks of a row."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tellers.counting.contest import OVERVOTE, Mark
from tellers.counting.formats.csv_header import Columns
from tellers.counting.formats.reading import MOST_CANDIDATES, Reading, shown, whole_number

SKIPS = frozenset({"", "-", "undervote", "skipped", "skip", "blank", "none", "n/a"})
OVERVOTES = frozenset({"overvote", "overvoted"})
SPOILED = frozenset({"spoiled", "spoilt", "invalid", "void", "rejected"})
"""Cells that name no candidate, in small letters."""

TICKS = frozenset({"x", "✓", "✔", "*", "/", "yes"})
"""Marks that mean 1 in the column of a candidate."""

TOGETHER = "="

Row = tuple[str, ...]
Marks = tuple[Mark, ...]


class BadCell(Exception):  # noqa: N818 — caught where the line is known
    """Why a row cannot be read."""


class Spoiled(Exception):  # noqa: N818 — caught where the line is known
    """A row that the file itself says is a spoiled paper."""


@dataclass(frozen=True)
class ByRank:
    """Cells that name candidates, a column a rank."""

    columns: Columns
    places: dict[str, int]

    def marks(self, row: Row) -> Marks:
        """The candidates by rank; raises BadCell or Spoiled."""
        known = self.places
        return tuple(
            [known[cell] if cell in known else self._mark(cell) if cell else () for cell in self._ranked(row)]
        )

    def _ranked(self, row: Row) -> Iterable[str]:
        """The cells of a row in the order of the ranks."""
        return row if self.columns.plain else [row[place] for place in self.columns.ranks]

    def _mark(self, cell: str) -> Mark:
        word = cell.lower()
        if word in SKIPS:
            return ()
        if word in OVERVOTES:
            return OVERVOTE
        if word in SPOILED:
            raise Spoiled(cell)
        parts = [part.strip() for part in cell.split(TOGETHER)]
        for part in parts:
            if part not in self.places:
                raise BadCell(f"{shown(part)} is not one of {len(set(self.places.values()))} candidates")
        if len(set(parts)) != len(parts):
            raise BadCell(f"{shown(cell)} has a candidate twice at one rank")
        return tuple(self.places[part] for part in parts)


@dataclass(frozen=True)
class ByCandidate:
    """Cells that hold ranks, a column a candidate."""

    columns: Columns

    def marks(self, row: Row) -> Marks:
        """The candidates by rank, a rank that nobody has being empty; raises BadCell or Spoiled."""
        ranked: dict[int, list[int]] = {}
        for candidate, place in enumerate(self.columns.candidates):
            rank = _number(row[place], 1, len(self.columns.candidates), "rank")
            if rank is not None:
                ranked.setdefault(rank, []).append(candidate)
        ranks = (ranked.get(rank, []) for rank in range(1, max(ranked, default=0) + 1))
        return tuple(rank[0] if len(rank) == 1 else tuple(rank) for rank in ranks)

    def scores(self, row: Row, top: int) -> tuple[int | None, ...]:
        """The score of each candidate, none where the cell is empty; raises BadCell or Spoiled."""
        return tuple(_number(row[place], 0, top, "score") for place in self.columns.candidates)


def _number(cell: str, least: int, most: int, what: str) -> int | None:
    word = cell.lower()
    if word in SKIPS:
        return None
    if word in SPOILED:
        raise Spoiled(cell)
    number = 1 if word in TICKS else whole_number(word)
    if number is None or not least <= number <= most:
        raise BadCell(f"{shown(cell)} is not a {what}; expected {least} to {most}, or an empty cell")
    return number


def places_of(cells: Iterable[str], reading: Reading) -> tuple[tuple[str, ...], dict[str, int]]:
    """The candidates' names, and which candidate each cell stands for.

    Without names given beforehand they are the numbers up to the largest where every cell is a number, or else the
    different texts, in alphabetical order, so that the order of rows says nothing.
    """
    found = {part.strip() for cell in cells for part in cell.split(TOGETHER)}
    found = {part for part in found if part.lower() not in SKIPS | OVERVOTES | SPOILED}
    if reading.names:
        return reading.names, {**_numbered(len(reading.names)), **{n: p for p, n in enumerate(reading.names)}}
    if found and all(part.isascii() and part.isdigit() for part in found):
        largest = max(int(part) for part in found if len(part) < len(str(MOST_CANDIDATES)) + 1)
        names = tuple(str(number) for number in range(1, min(largest, MOST_CANDIDATES) + 1))
        return names, {cell: int(cell) - 1 for cell in found if 0 < int(cell) <= len(names)}
    names = tuple(sorted(found))
    return names, {name: place for place, name in enumerate(names)}


def _numbered(candidates: int) -> dict[str, int]:
    return {str(place + 1): place for place in range(candidates)}


Reader = Callable[[Row], Sequence[Mark]]
