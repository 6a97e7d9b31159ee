"""Plain text in 80 columns: paragraphs and tables that wrap by the width a terminal gives to each character."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tellers.reports.visible import visible

WIDTH = 80


@dataclass(frozen=True)
class Column:
    """One column of a table: how wide, and whether numbers stand to its right."""

    width: int
    numbers: bool = False


def columns_of(text: str) -> int:
    """The columns that a text takes: two for a wide character, none for a mark upon another."""
    return sum(_columns(character) for character in text)


def paragraph(text: str, indent: int = 2, hang: int = 0) -> Iterator[str]:
    """The lines of a paragraph; the second and later ones hang further in."""
    for number, line in enumerate(wrapped(text, WIDTH - indent - hang)):
        yield " " * (indent + (hang if number else 0)) + line


def table(rows: Iterable[Sequence[str]], columns: Sequence[Column], indent: int = 2) -> Iterator[str]:
    """The lines of a table; a cell too long for its column goes on below."""
    for row in rows:
        cells = [wrapped(cell, column.width) for cell, column in zip(row, columns, strict=True)]
        for pieces in zip_longest(*cells, fillvalue=""):
            padded = [_padded(piece, column) for piece, column in zip(pieces, columns, strict=True)]
            yield (" " * indent + "  ".join(padded)).rstrip()


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many columns; a word longer than a line is cut."""
    lines = [""]
    for word in visible(text).split():
        for piece in _pieces(word, width):
            joined = f"{lines[-1]} {piece}" if lines[-1] else piece
            if columns_of(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    return lines


def _pieces(word: str, width: int) -> Iterator[str]:
    piece = ""
    for character in word:
        if columns_of(piece + character) > width:
            yield piece
            piece = ""
        piece += character
    yield piece


def _padded(text: str, column: Column) -> str:
    space = " " * (column.width - columns_of(text))
    return space + text if column.numbers else text + space


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
