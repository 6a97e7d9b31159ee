"""Rows of plain candidate numbers in CSV, a column a rank: packed, grouped and unpacked without a loop over rows."""

import codecs
from collections.abc import Iterator

import numpy as np

from tellers.counting.contest import END, Contest, Papers, papers_of
from tellers.counting.formats.csv_cells import BadCell, ByRank, Row, Spoiled
from tellers.counting.formats.csv_header import Columns, columns_of
from tellers.counting.formats.packed import Packed, pack, unpack
from tellers.counting.formats.reading import Bad, Reading, contest_of, text_of, trimmed

DIGITS_ONLY = b"0123456789,\r\n"
SAMPLE = 4096
MOST_ODD = 1000
"""As many rows of another kind are read beside the packed ones; with more, all rows go the slow way."""


def parse_packed(raw: bytes, reading: Reading) -> Contest | None:
    """The contest where rows are candidate numbers; None where a row needs the slow twin."""
    if b"\r" in raw[:SAMPLE]:
        raw = raw.replace(b"\r\n", b"\n")
    raw = raw if raw.endswith(b"\n") else raw + b"\n"
    start = raw.find(b"\n") + 1
    if start == len(raw) or raw[start : start + SAMPLE].translate(None, DIGITS_ONLY):
        return None
    header = raw[len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0 : start]
    columns = columns_of(text_of(header, reading).split("\n")[0], reading)
    if not columns.plain or columns.width == 1:
        return None
    packed = pack(np.frombuffer(raw, dtype=np.uint8, offset=start), columns.width, len(reading.names))
    if packed is None or packed.odd.size > MOST_ODD:
        return None
    others = [tuple(cell.strip() for cell in row.split(",")) for row in _texts(raw, start, packed)]
    return _joined(packed, others, columns, reading)


def _texts(raw: bytes, start: int, packed: Packed) -> Iterator[str]:
    for first, end in zip(packed.odd.tolist(), packed.ends.tolist(), strict=True):
        yield raw[start + first : start + end].decode("utf-8", "replace")


def _joined(packed: Packed, others: list[Row], columns: Columns, reading: Reading) -> Contest | None:
    """Packed rows and the few others together; None where one of those cannot be read."""
    codes, counts = packed.codes, packed.counts
    ranks = unpack(codes, columns.width, packed.bits)
    largest = int(ranks.max(initial=END)) + 1
    names = reading.names or _numbers(largest, others)
    if largest > len(names) or not names:
        return None
    read = ByRank(columns, {str(number): number - 1 for number in range(1, len(names) + 1)})
    try:
        rest = papers_of((1, trimmed(read.marks(row))) for row in others if len(row) == columns.width)
    except (BadCell, Spoiled):
        return None
    if rest.total + rest.blank != len(others):
        return None
    says = codes != 0
    padded = np.full((len(rest.weights), columns.width), END, dtype=np.int16)
    padded[:, : rest.ranks.shape[1]] = rest.ranks
    together = np.concatenate((ranks[says], padded.astype(ranks.dtype))) if len(padded) else ranks[says]
    weights = np.concatenate((counts[says], rest.weights))
    papers = Papers(together, weights, rest.equal, int(counts[~says].sum()) + rest.blank)
    return contest_of(reading, names, papers, Bad(reading))


def _numbers(largest: int, others: list[Row]) -> tuple[str, ...]:
    cells = [int(cell) for row in others for cell in row if cell.isascii() and cell.isdigit() and len(cell) < 3]  # noqa: PLR2004 — two digits are packed
    return tuple(str(number) for number in range(1, max([largest, *cells]) + 1))
