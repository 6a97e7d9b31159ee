"""Rows of plain candidate numbers in CSV, a column a rank: packed, grouped and unpacked without a loop over rows."""

import codecs
from collections.abc import Iterator

import numpy as np

from tellers.counting.contest import END, Contest, Papers, papers_of
from tellers.counting.formats.csv_cells import TOGETHER, BadCell, ByRank, Row, Spoiled
from tellers.counting.formats.csv_header import Columns, columns_of
from tellers.counting.formats.packed import Packed, Ranks, pack, unpack
from tellers.counting.formats.reading import Bad, Reading, contest_of, text_of, trimmed

DIGITS_ONLY = b"0123456789,\r\n"
SAMPLE = 4096
DIGITS = 2
MOST_ODD = 1000
"""As many rows of another kind are read beside the packed ones; with more, all rows go the slow way."""
MOST_SETS = 100
"""As many sets of candidates have codes that fit into a byte."""


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
    ranks = unpack(packed.codes, columns.width, packed.bits)
    largest = int(ranks.max(initial=END)) + 1
    names = reading.names or _numbers(largest, others)
    rest = _rest(others, columns, len(names))
    if largest > len(names) or not names or rest is None:
        return None
    says = packed.codes != 0
    blank = int(packed.counts[~says].sum()) + rest.blank
    weights = np.concatenate((packed.counts[says], rest.weights))
    papers = Papers(_below(ranks[says], rest), weights, rest.equal, blank)
    return contest_of(reading, names, papers, Bad(reading))


def _rest(others: list[Row], columns: Columns, candidates: int) -> Papers | None:
    """The other rows as the slow twin reads them; None where it would name one as bad, or as spoiled."""
    read = ByRank(columns, {str(number): number - 1 for number in range(1, candidates + 1)})
    if any(len(row) != columns.width for row in others):
        return None
    try:
        return papers_of((1, trimmed(read.marks(row))) for row in others)
    except (BadCell, Spoiled):
        return None


def _below(ranks: Ranks, rest: Papers) -> Ranks:
    """The ranks of other papers below the packed ones; so few sets of candidates have small codes."""
    if not len(rest.weights):
        return ranks
    kind = ranks.dtype if len(rest.equal) < MOST_SETS else np.dtype(np.int16)
    padded = np.full((len(rest.weights), ranks.shape[1]), END, dtype=kind)
    padded[:, : rest.ranks.shape[1]] = rest.ranks
    return np.concatenate((ranks, padded))


def _numbers(largest: int, others: list[Row]) -> tuple[str, ...]:
    """The numbers up to the largest, as names; a number of three digits is not packed, and is not looked for."""
    parts = [part.strip() for row in others for cell in row for part in cell.split(TOGETHER)]
    numbers = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) <= DIGITS]
    return tuple(str(number) for number in range(1, max([largest, *numbers]) + 1))
