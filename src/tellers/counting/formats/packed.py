"""Rows of candidate numbers in CSV, from bytes to groups of equal papers: one packed code a row, no loop over rows.

A row is `3,1,12,,` with one cell a rank. Its code has so many bits a rank: 0 for an empty cell, else the number.

Rows of at most four digits have all of them in their first seven bytes, and are grouped by those before they are read.
Of the others every cell is read; they are taken by falling number of digits, so that the rows with a cell left to
read always lie together. A row of any other kind is marked odd and left to `csv_rows`, the slow twin.
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
Flags = npt.NDArray[np.bool_]
Ranks = npt.NDArray[np.signedinteger[Any]]

CHUNK = 1 << 15
"""Rows read at a time: what is computed of them stays in the processor's cache."""

WORD = 64
TABLE_BITS = 19
"""Groups are found in a table of so many bits; rows that meet another code in it are sorted."""
SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""2^64 divided by the golden ratio: multiplied by it, codes that differ a little lie far apart."""

SHORT = 4
"""The most digits of a short row: with the commas between them they take at most seven bytes."""
SHORT_TABLE_BITS = 17
FIRST_BYTES = np.array([(1 << 8 * size) - 1 for size in range(8)], dtype=np.uint64)
"""What leaves the first so many bytes of a word."""

EACH_BYTE = np.uint64(0x01010101010101)
"""One in each of seven bytes: with the fifth bit of each, which digits have and commas have not, it counts digits."""

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


@dataclass(frozen=True, eq=False)
class Rows:
    """Where rows begin and end in the buffer, and how many digits each would have if all else were commas."""

    buffer: Bytes
    starts: Numbers
    ends: Numbers
    digits: Numbers


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
    second = _pack_part(buffer[middle:], shape)
    other.join()
    if not first or first[0] is None or second is None:
        return None
    return _together(first[0], second, middle)


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
    if not ends.size or int(np.count_nonzero(buffer == COMMA)) != ends.size * (shape.ranks - 1):
        return None
    starts = np.empty_like(ends)
    starts[0] = 0
    np.add(ends[:-1], 1, out=starts[1:])
    return _pack(Rows(buffer, starts, ends, ends - starts - (shape.ranks - 1)), shape)


def _pack(rows: Rows, shape: Shape) -> Packed:
    safe = int(np.searchsorted(rows.starts, rows.buffer.size - shape.ranks * WIDEST))
    digits = rows.digits[:safe]
    short = np.flatnonzero((digits >= 0) & (digits <= SHORT))
    alike, counts, alone = _alike(rows, short, shape)
    codes, odd = _codes_of(rows, alike, shape)
    if odd.any():
        return _all_odd(rows, shape.bits)
    others = np.concatenate((np.flatnonzero((digits < 0) | (digits > SHORT)), alone))
    other_codes, odd = _codes_of(rows, others, shape)
    unique, unique_counts = group(other_codes[~odd] if odd.any() else other_codes)
    lost = np.concatenate((others[odd], np.arange(safe, rows.ends.size)))
    return Packed(
        np.concatenate((codes, unique)),
        np.concatenate((counts, unique_counts)),
        shape.bits,
        rows.starts[lost],
        rows.ends[lost],
    )


def _all_odd(rows: Rows, bits: int) -> Packed:
    """Nothing packed: a row that stands for many others is odd, so that all must be read one by one."""
    nothing = np.empty(0, dtype=np.int64)
    return Packed(nothing.astype(np.uint64), nothing, bits, rows.starts, rows.ends)


def _alike(rows: Rows, short: Numbers, shape: Shape) -> tuple[Numbers, Numbers, Numbers]:
    """One row of each group of short rows with the same bytes, how many there are, and the rows in no group.

    Seven bytes and the number of digits say all: what else is in the row is commas, because the file has no fewer
    than all its commas, and no other row has one too many; such a row would be odd.
    """
    window = np.ndarray((rows.buffer.size - 7,), dtype="<u8", buffer=rows.buffer, strides=(1,))
    digits = rows.digits[short]
    key = window[rows.starts[short]]
    key &= FIRST_BYTES[7] if shape.ranks >= 7 else FIRST_BYTES[np.minimum(digits + shape.ranks, 7)]  # noqa: PLR2004 — bytes
    key |= digits.view(np.uint64) << np.uint64(56)
    place = ((key * SPREAD) >> np.uint64(WORD - SHORT_TABLE_BITS)).view(np.int64)
    table = np.zeros(1 << SHORT_TABLE_BITS, dtype=np.uint64)
    table[place] = key
    mixed = np.ones(table.size, dtype=bool)
    mixed[_whole(table)] = False
    mixed[place[table[place] != key]] = True
    one = np.empty(table.size, dtype=np.int64)
    one[place] = short
    counts = np.bincount(place, minlength=table.size)
    used = np.flatnonzero((counts > 0) & ~mixed)
    return one[used], counts[used].astype(np.int64), short[mixed[place]]


def _whole(keys: Codes) -> Flags:
    """Whether the bytes of each key hold as many digits as its row; in a row with empty cells they may stand later."""
    digits = ((keys >> np.uint64(4)) & EACH_BYTE) * EACH_BYTE
    found: Flags = ((digits >> np.uint64(48)) & np.uint64(0xFF)) == keys >> np.uint64(56)
    return found


def _codes_of(rows: Rows, which: Numbers, shape: Shape) -> tuple[Codes, Flags]:
    """The codes of some rows, and which of them are odd and have none."""
    codes, odd = np.empty(which.size, dtype=np.uint64), np.empty(which.size, dtype=bool)
    for at in range(0, which.size, CHUNK):
        part = which[at : at + CHUNK]
        read = Read(codes[at : at + CHUNK], odd[at : at + CHUNK])
        _pack_rows(rows, part, np.clip(rows.digits[part], 0, shape.ranks), shape, read)
        again = np.flatnonzero(read.odd)
        if again.size:
            second = Read(np.empty(again.size, dtype=np.uint64), np.empty(again.size, dtype=bool))
            _pack_rows(rows, part[again], np.full(again.size, shape.ranks), shape, second)
            read.codes[again], read.odd[again] = second.codes, second.odd
    return codes, odd


@dataclass(frozen=True, eq=False)
class Read:
    """Where the codes of rows are written, and whether each is odd."""

    codes: Codes
    odd: Flags


def _pack_rows(rows: Rows, which: Numbers, cells: Numbers, shape: Shape, read: Read) -> None:
    """Read so many first cells of each row; a row with more in it than those is odd."""
    order = np.argsort((shape.ranks - cells).astype(np.uint8), kind="stable")
    at, end, cells = rows.starts[which][order], rows.ends[which][order], cells[order]
    code = np.zeros(at.size, dtype=np.uint64)
    bad = end - at < shape.ranks - 1
    lasting = at.size - np.searchsorted(cells[::-1], np.arange(shape.ranks), side="right")
    for rank, number in enumerate(lasting.tolist()):
        _read_cell(rows.buffer, at[:number], code[:number], bad[:number], rank * shape.bits, 1 << shape.bits)
    bad |= end - at != shape.ranks - 1 - cells
    read.codes[order], read.odd[order] = code, bad


def _read_cell(  # noqa: PLR0913, PLR0917 — the three arrays are changed in place
    buffer: Bytes, at: Numbers, code: Codes, bad: Flags, shift: int, limit: int
) -> None:
    """Read one cell of every row, move `at` beyond its comma, and mark rows whose cell is no number."""
    first, second = buffer[at] - np.uint8(ZERO), buffer[at + 1] - np.uint8(ZERO)
    is_one = first < 10  # noqa: PLR2004 — a digit
    one = is_one.view(np.uint8)
    two = (is_one & (second < 10)).view(np.uint8)  # noqa: PLR2004 — the same
    number = one * first + two * (first * np.uint8(9) + second)
    code |= number.astype(np.uint64) << np.uint64(shift)
    at += (one + two).astype(np.int64)
    after = buffer[at]
    bad |= ((after != COMMA) & (after != LINE_FEED)) | (number >= limit) | (is_one & (first == 0))
    at += 1


def group(codes: Codes) -> tuple[Codes, Numbers]:
    """Codes without repetition, in no order, and how often each stands there; a few may stand twice."""
    if codes.size < 1 << (TABLE_BITS - 4):
        unique, counts = np.unique(codes, return_counts=True)
        return unique, counts.astype(np.int64)
    place = ((codes * SPREAD) >> np.uint64(WORD - TABLE_BITS)).astype(np.int64)
    table = np.zeros(1 << TABLE_BITS, dtype=np.uint64)
    table[place] = codes
    same = table[place] == codes
    counts = np.bincount(place[same], minlength=table.size)
    used = np.flatnonzero(counts)
    others, other_counts = np.unique(codes[~same], return_counts=True)
    return np.concatenate((table[used], others)), np.concatenate((counts[used], other_counts)).astype(np.int64)


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
