"""Lines of plain numbers, read all at once: a weight, candidates by rank, 0. The common case, with no loop over lines.

A slow twin, `blt`, reads the same lines one by one; it is also the one that says what is wrong with a line.
"""

import numpy as np
import numpy.typing as npt

from tellers.counting.contest import END, Papers

NUMERALS = b"0123456789 \n"
LONGEST = 12
"""Digits of the longest weight read here."""
LARGEST = 99
"""The largest number of a candidate read here."""

ZERO, SPACE, LINE_FEED = ord("0"), ord(" "), ord("\n")

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]
Column = tuple[Numbers, npt.NDArray[np.int8]]


def papers_of_lines(lines: bytes, candidates: int) -> Papers | None:
    """The papers of lines such as `12 3 1 2 0`, each ended by a line feed; None where any line is of another kind."""
    if not lines or candidates > LARGEST or lines[-1] != LINE_FEED or lines.translate(None, NUMERALS):
        return None
    buffer = np.frombuffer(lines + b"\n\n", dtype=np.uint8)
    ends = np.flatnonzero(buffer[:-2] == LINE_FEED)
    starts = np.concatenate((ends[:1] * 0, ends[:-1] + 1))
    read = _weights(buffer, starts)
    if read is None:
        return None
    weights, at = read
    columns = _columns(buffer, at, ends, candidates)
    if columns is None:
        return None
    ranks = np.full((ends.size, len(columns)), END, dtype=np.int8)
    for rank, (rows, marks) in enumerate(columns):
        ranks[rows, rank] = marks
    if not columns or columns[0][0].size < ends.size:
        says = (ranks != END).any(axis=1) if columns else np.zeros(ends.size, dtype=bool)
        return Papers(ranks[says], weights[says], blank=int(weights[~says].sum()))
    return Papers(ranks, weights)


def _weights(buffer: Bytes, starts: Numbers) -> tuple[Numbers, Numbers] | None:
    """The number that begins each line, and the place after its space; None where one has none, or one of 0."""
    weights, at, rows = np.zeros(starts.size, dtype=np.int64), starts.copy(), np.arange(starts.size)
    for _ in range(LONGEST + 1):
        digits = buffer[at[rows]] - np.uint8(ZERO)
        going = digits < 10  # noqa: PLR2004 — a digit
        rows, digits = rows[going], digits[going]
        if not rows.size:
            break
        weights[rows] = weights[rows] * 10 + digits
        at[rows] += 1
    if rows.size or not weights.all() or (buffer[at] != SPACE).any():
        return None
    return weights, at + 1


def _columns(buffer: Bytes, at: Numbers, ends: Numbers, candidates: int) -> list[Column] | None:
    """Who stands at each rank, of the lines that have so many; None where a line does not end with its 0."""
    columns: list[Column] = []
    rows = np.arange(at.size)
    while True:
        first, second = buffer[at] - np.uint8(ZERO), buffer[at + 1] - np.uint8(ZERO)
        two = (second < 10).view(np.uint8)  # noqa: PLR2004 — a digit
        number = first + two * (first * np.uint8(9) + second)
        at = at + (two + np.uint8(1)).astype(np.int64)
        if ((first > 9) | (number > candidates) | (buffer[at] >= ZERO) | (two & (first == 0))).any():  # noqa: PLR2004
            return None
        last = number == 0
        if (at[last] != ends[last]).any() or (at[~last] >= ends[~last]).any():
            return None
        going = np.flatnonzero(~last)
        if not going.size:
            return columns
        rows, at, ends = rows[going], at[going] + 1, ends[going]
        columns.append((rows, (number[going] - 1).astype(np.int8)))
