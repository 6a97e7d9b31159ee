"""How the tests of ballot files read a text, and say what its papers hold."""

from typing import Any

import pytest

from tellers.counting.contest import END, OVERVOTE, SKIPPED, Contest, Papers
from tellers.counting.formats.detect import Format, read_contest
from tellers.counting.formats.reading import BadLines, Reading

Said = dict[tuple[object, ...], int]


def read(text: str | bytes, kind: Format | None = None, **known: Any) -> Contest:  # noqa: ANN401 — fields of Reading
    raw = text if isinstance(text, bytes) else text.encode()
    return read_contest(raw, Reading("votes.txt", **known), kind)


def said(papers: Papers) -> Said:
    """Each different paper as its marks by rank, from 1, `-` for a skipped rank, `?` for an overvote, or a set."""
    found: Said = {}
    for cells, weight in zip(papers.ranks.tolist(), papers.weights.tolist(), strict=True):
        marks = tuple(_mark(cell, papers) for cell in cells if cell != END)
        found[marks] = found.get(marks, 0) + weight
    return found


def _mark(cell: int, papers: Papers) -> object:
    if cell >= 0:
        return cell + 1
    named = {SKIPPED: "-", OVERVOTE: "?"}
    if cell in named:
        return named[cell]
    return f"{{{', '.join(str(c + 1) for c in sorted(papers.equal[OVERVOTE - cell - 1]))}}}"


def bad_lines(text: str | bytes, kind: Format | None = None, **known: Any) -> dict[int, str]:  # noqa: ANN401 — the same
    """The bad lines of a file with their reasons; the test fails where there are none."""
    with pytest.raises(BadLines) as caught:
        read(text, kind, **known)
    return {one.line: one.reason for one in caught.value.bad if one.line is not None}
