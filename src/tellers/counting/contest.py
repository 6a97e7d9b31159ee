"""A contest as it is counted: candidates, places to fill, and papers grouped by what they say.

A candidate is its place in `Contest.candidates`; nothing is ever decided by that place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tellers.errors import RecordBroken

END = -1
"""The cell says nothing, and so do all after it."""
SKIPPED = -2
"""The voter left this rank out and marked a later one."""
OVERVOTE = -3
"""Several candidates at one rank, which ones not kept. A code OVERVOTE - k, k of one or more, means `equal[k - 1]`."""

UNDECLARED_NAMES = frozenset(
    f"{kind}{form}" for kind in ("", "undeclared ") for form in ("write-in", "write-ins", "write in", "write ins")
) | {"uwi"}
"""How files call, in any case of letters, those written in without having declared, all as one candidate."""

Mark = int | Iterable[int]
"""What a voter put at one rank, for `papers_of`: a candidate, a code, or several candidates."""


@dataclass(frozen=True)
class Rejected:
    """Papers refused before the count: the line of the file, why, and how many."""

    line: int | None
    reason: str
    papers: int


@dataclass(frozen=True, eq=False)
class Papers:
    """Ranked papers, grouped: row g of `ranks` was handed in `weights[g]` times.

    `ranks` is a signed integer array, groups by ranks, that holds a candidate or one of the codes above; a candidate
    may stand twice in a row, as marked. `weights` is int64, each of one or more. `equal` holds the sets of candidates
    marked at one rank. `blank` papers say nothing; `rejected` ones were refused. Neither is in `ranks`. Equal rows
    may repeat.
    """

    ranks: npt.NDArray[np.signedinteger]
    weights: npt.NDArray[np.int64]
    equal: tuple[frozenset[int], ...] = ()
    blank: int = 0
    rejected: tuple[Rejected, ...] = ()

    def __post_init__(self) -> None:
        if self.ranks.ndim != 2 or self.weights.shape != self.ranks.shape[:1]:  # noqa: PLR2004 — groups by ranks
            raise RecordBroken("ranks and weights do not have one row a group", entry="papers")
        if self.weights.size and int(self.weights.min()) < 1:
            raise RecordBroken("a group of fewer than one paper", entry="papers")
        if self.ranks.size and int(self.ranks.min()) < OVERVOTE - len(self.equal):
            raise RecordBroken("a code that means no set of candidates", entry="papers")

    @cached_property
    def total(self) -> int:
        """Papers that rank something; blank and rejected ones are not among them."""
        return int(self.weights.sum())

    @property
    def spoiled(self) -> int:
        """Papers refused before the count."""
        return sum(refusal.papers for refusal in self.rejected)


@dataclass(frozen=True, eq=False)
class Contest:
    """Who stands for how many places, who has withdrawn before the count, and the papers.

    `undeclared` are candidates written in who did not declare; some rules put them out first.
    """

    title: str
    candidates: tuple[str, ...]
    seats: int
    papers: Papers
    withdrawn: frozenset[int] = field(default=frozenset())
    undeclared: frozenset[int] = field(default=frozenset())

    def __post_init__(self) -> None:
        if not self.candidates:
            raise RecordBroken("no candidates; expected one or more", entry="contest")
        for place, name in enumerate(self.candidates):
            if name in self.candidates[:place]:
                raise RecordBroken(
                    f"a second candidate named {name}; names must differ", entry=f"candidate {place + 1}"
                )
        if self.seats < 1:
            raise RecordBroken(f"{self.seats} places to fill; expected one or more", entry="contest")
        if not self.withdrawn | self.undeclared <= set(range(len(self.candidates))):
            raise RecordBroken("a withdrawn or undeclared candidate who does not stand", entry="contest")
        if self.papers.ranks.size and int(self.papers.ranks.max()) >= len(self.candidates):
            raise RecordBroken("a paper ranks a candidate who does not stand", entry="papers")

    @property
    def standing(self) -> tuple[int, ...]:
        """The candidates who have not withdrawn."""
        return tuple(c for c in range(len(self.candidates)) if c not in self.withdrawn)


def undeclared_among(candidates: Sequence[str]) -> frozenset[int]:
    """Those of the candidates whose name says that they are write-ins who did not declare."""
    return frozenset(place for place, name in enumerate(candidates) if name.strip().casefold() in UNDECLARED_NAMES)


def papers_of(
    rankings: Iterable[tuple[int, Sequence[Mark]]], *, blank: int = 0, rejected: tuple[Rejected, ...] = ()
) -> Papers:
    """Papers from pairs of how many and what each says, rank by rank; one that says nothing is blank."""
    kept = [(weight, tuple(marks)) for weight, marks in rankings]
    equal: dict[frozenset[int], int] = {}
    width = max((len(marks) for _, marks in kept), default=0)
    rows: list[list[int]] = []
    for _, marks in kept:
        cells = [mark if isinstance(mark, int) else _code(frozenset(mark), equal) for mark in marks]
        rows.append(cells + [END] * (width - len(cells)))
    weights = np.array([weight for weight, _ in kept], dtype=np.int64)
    ranks = np.array(rows, dtype=np.int16).reshape(len(rows), width)
    says = (ranks != END).any(axis=1) if ranks.size else np.zeros(len(rows), dtype=bool)
    blank += int(weights[~says].sum())
    return Papers(ranks[says], weights[says], tuple(equal), blank, rejected)


def _code(marked: frozenset[int], equal: dict[frozenset[int], int]) -> int:
    if not marked:
        return SKIPPED
    if len(marked) == 1:
        return next(iter(marked))
    return OVERVOTE - equal.setdefault(marked, len(equal) + 1)
