"""Rows of candidate numbers in CSV, from bytes to groups of equal papers: one packed code a row, no loop over rows.

A row is `3,1,12,,` with one cell a rank. Its code has so many bits a rank: 0 for an empty cell, else the number. Rows
of one chunk are taken by falling number of digits, so that those with a cell left to read always lie together. A row
of any other kind is marked odd and left to `csv_rows`, the slow twin.
"""

from dataclasses import dataclass
from threading import Thread
from typing import Any

import numpy as np
import numpy.typing as npt

from tellers.counting.contest import END, SKIPPED

Bytes = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Ranks = npt.NDArray[np.signedinteger[Any]]

CHUNK = 1 << 15
"""Rows read at a time: what is computed of them stays in the processor's cache."""

WORD = 64
SMALLEST_TABLE, TABLE_BITS = 14, 19
"""Groups are found in a table of so many bits; rows that meet another code in it are sorted."""
SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""2^64 divided by the golden ratio: multiplied by it, codes that differ a little lie far apart."""

WORTH_TWO = 1 << 20
"""From so many bytes on, a second thread saves more than it costs."""

WIDEST = 4
"""The bytes that reading a cell may take and look at; the last rows, from which it could leave the file, are odd."""

ZERO, COMMA, LINE_FEED = ord("0"), ord(","), ord("\n")


@dataclass(frozen=True, eq=False)
class Packed:
    """Codes with how many rows have each, and where the odd rows begin and end in the buffer; a code may repeat."""

    codes: Codes
    counts: Numbers
    bits: int
    odd: Numbers
    ends: Numbers


@dataclass(frozen=True)
class Shape:
    """How many cells a row has, and how many bits a code has for each."""

    ranks: int
    bits: int


def pack(buffer: Bytes, ranks: int, largest: int) -> Packed | None:
    """The codes of rows that each end with a line feed; None where cells are lost or do not fit into a code.

    A large buffer is read in two halves at once: numpy lets go of Python's lock while it works.
    """
    bits = min(WORD // ranks, 7) if ranks <= WORD else 0
    if bits < largest.bit_length() or not buffer.size or buffer[-1] != LINE_FEED:
        return None
    shape = Shape(ranks, bits)
    if buffer.size < WORTH_TWO:
        return _pack_part(buffer, shape)
    middle = buffer.size // 2 + 1 + int(np.argmax(buffer[buffer.size // 2 :] == LINE_FEED))
    first: list[Packed | None] = []
    other = Thread(target=lambda: first.append(_pack_part(buffer[:middle], shape)))
    other.start()
    second = _pack_part(buffer[middle:], shape) if middle < buffer.size else _nothing(bits)
    other.join()
    if not first or first[0] is None or second is None:
        return None
    return _together(first[0], second, middle)


def _nothing(bits: int) -> Packed:
    none = np.empty(0, dtype=np.int64)
    return Packed(none.astype(np.uint64), none, bits, none, none)


def _together(first: Packed, second: Packed, middle: int) -> Packed:
    """Two halves of a file, the places of the second counted from the middle."""
    return Packed(
        np.concatenate((first.codes, second.codes)),
        np.concatenate((first.counts, second.counts)),
        first.bits,
        np.concatenate((first.odd, second.odd + middle)),
        np.concatenate((first.ends, second.ends + middle)),
    )


def _pack_part(buffer: Bytes, shape: Shape) -> Packed | None:
    ends = np.flatnonzero(buffer == LINE_FEED)
    if int(np.count_nonzero(buffer == COMMA)) != ends.size * (shape.ranks - 1):
        return None
    starts = np.empty_like(ends)
    starts[0] = 0
    np.add(ends[:-1], 1, out=starts[1:])
    safe = int(np.searchsorted(starts, buffer.size - shape.ranks * WIDEST))
    codes = [np.empty(0, dtype=np.uint64)]
    odd = [np.arange(safe, ends.size)]
    for at in range(0, safe, CHUNK):
        chunk = slice(at, min(at + CHUNK, safe))
        digits = ends[chunk] - starts[chunk] - (shape.ranks - 1)
        read, bad = _pack_rows(buffer, starts[chunk], ends[chunk], np.clip(digits, 0, shape.ranks), shape)
        codes.append(read)
        if bad.size:
            bad += at
            again, still = _pack_rows(buffer, starts[bad], ends[bad], np.full(bad.size, shape.ranks), shape)
            codes.append(again)
            odd.append(bad[still])
    lost = np.concatenate(odd)
    unique, counts = group(np.concatenate(codes))
    return Packed(unique, counts, shape.bits, starts[lost], ends[lost])


def _pack_rows(buffer: Bytes, starts: Numbers, ends: Numbers, cells: Numbers, shape: Shape) -> tuple[Codes, Numbers]:
    """The codes of rows, in any order, and the places of those that have more in them than so many first cells.

    What stands between cells is not looked at. A row that is taken has at most one byte beside digits for each cell,
    so at most the commas it must have; as the file has all its commas, either each of these bytes is a comma, or
    another row has too many and is odd.
    """
    order = np.argsort((shape.ranks - cells).astype(np.uint8), kind="stable")
    at, cells = starts[order], cells[order]
    code = np.zeros(at.size, dtype=np.uint64)
    bad = np.zeros(at.size, dtype=bool)
    lasting = at.size - np.searchsorted(cells[::-1], np.arange(shape.ranks), side="right")
    for rank, rows in enumerate(lasting.tolist()):
        _read_cell(buffer, at[:rows], code[:rows], bad[:rows], rank * shape.bits, 1 << shape.bits)
    at += shape.ranks - 1 - cells
    bad |= ends[order] != at
    return (code[~bad], order[bad]) if bad.any() else (code, order[:0])


def _read_cell(  # noqa: PLR0913, PLR0917 — the three arrays are changed in place
    buffer: Bytes, at: Numbers, code: Codes, bad: npt.NDArray[np.bool_], shift: int, limit: int
) -> None:
    """Read one cell of every row, move `at` beyond what follows it, and mark rows whose cell is 0 or too large."""
    first, second = buffer[at] - np.uint8(ZERO), buffer[1:][at] - np.uint8(ZERO)
    is_one = first < 10  # noqa: PLR2004 — a digit
    one = is_one.view(np.uint8)
    two = (is_one & (second < 10)).view(np.uint8)  # noqa: PLR2004 — the same
    number = one * first + two * (first * np.uint8(9) + second)
    code |= number.astype(np.uint64) << np.uint64(shift)
    bad |= (number >= limit) | (is_one & (first == 0))
    at += (one + two + np.uint8(1)).astype(np.int64)


def group(codes: Codes) -> tuple[Codes, Numbers]:
    """Codes without repetition, in no order, and how often each stands there; a few may stand twice."""
    bits = min(TABLE_BITS, codes.size.bit_length() - 1)
    if bits < SMALLEST_TABLE:
        unique, counts = np.unique(codes, return_counts=True)
        return unique, counts.astype(np.int64)
    place = ((codes * SPREAD) >> np.uint64(WORD - bits)).view(np.int64)
    table = np.zeros(1 << bits, dtype=np.uint64)
    table[place] = codes
    others = np.flatnonzero(table[place] != codes)
    counts = np.bincount(place, minlength=table.size)
    counts -= np.bincount(place[others], minlength=table.size)
    used = np.flatnonzero(counts)
    rest, rest_counts = np.unique(codes[others], return_counts=True)
    return np.concatenate((table[used], rest)), np.concatenate((counts[used], rest_counts)).astype(np.int64)


def unpack(codes: Codes, ranks: int, bits: int) -> Ranks:
    """Candidates by rank; an empty cell is skipped where a number follows it, and else the end."""
    cells = np.empty((ranks, codes.size), dtype=np.int8)
    mask = np.uint64((1 << bits) - 1)
    left = codes.copy()
    for rank in range(ranks):
        number = (left & mask).astype(np.int8)
        gap = (number == 0) & (left != 0)
        cells[rank] = number - 1 + gap * np.int8(SKIPPED - END)
        left >>= np.uint64(bits)
    return np.ascontiguousarray(cells.T)
