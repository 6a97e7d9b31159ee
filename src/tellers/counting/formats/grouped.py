"""Lines of plain numbers, read all at once: a weight, candidates by rank, 0. The common case, without a loop.

A slow twin, `blt.Lines`, reads the same lines one by one; it is also the one that says what is wrong with a line.
"""

import numpy as np
import numpy.typing as npt

from tellers.counting.contest import END, Papers

NUMERALS = b"0123456789 \n"
LONGEST = 13
"""Digits of the longest number read here."""

Numbers = npt.NDArray[np.int64]


def papers_of_lines(lines: bytes, candidates: int) -> Papers | None:
    """The papers of lines such as `12 3 1 2 0`, each ended by a line feed; None where any line is of another kind."""
    if not lines or lines.translate(None, NUMERALS):
        return None
    read = _numbers(lines)
    if read is None:
        return None
    values, starts = read
    lengths = np.diff(starts, append=values.size)
    last = starts + lengths - 1
    if int(lengths.min()) < 2 or values[last].any() or not values[starts].all():  # noqa: PLR2004 — weight and 0
        return None
    return _papers(values, starts, lengths - 2, candidates)


def _papers(values: Numbers, starts: Numbers, marks: Numbers, candidates: int) -> Papers | None:
    width = int(marks.max())
    kind = np.int8 if candidates <= np.iinfo(np.int8).max else np.int16
    ranks = np.full((starts.size, width), END, dtype=kind)
    inside = np.arange(width) < marks[:, None]
    marked = np.ones(values.size, dtype=bool)
    marked[starts] = False
    marked[starts + marks + 1] = False
    chosen = values[marked]
    if chosen.size and (int(chosen.min()) < 1 or int(chosen.max()) > candidates):
        return None
    ranks[inside] = chosen - 1
    weights, says = values[starts], marks > 0
    return Papers(ranks[says], weights[says], blank=int(weights[~says].sum()))


def _numbers(lines: bytes) -> tuple[Numbers, Numbers] | None:
    """Every number, and which of them begin a line; lines without a number have none to begin with."""
    buffer = np.frombuffer(b" " + lines + b" ", dtype=np.uint8)
    digit = buffer >= ord("0")
    edges = np.flatnonzero(digit[1:] != digit[:-1])
    first, after = edges[0::2] + 1, edges[1::2] + 1
    lengths = after - first
    if not first.size or int(lengths.max()) > LONGEST:
        return None
    values = (buffer[first] - ord("0")).astype(np.int64)
    for place in range(1, int(lengths.max())):
        longer = np.flatnonzero(lengths > place)
        values[longer] = values[longer] * 10 + (buffer[first[longer] + place] - ord("0"))
    ends = np.flatnonzero(buffer == ord("\n"))
    starts = np.unique(np.searchsorted(first, np.concatenate(([0], ends))))
    return values, starts[starts < first.size]
