"""How many papers prefer each candidate to each other one, under a named reading of papers that do not say.

Two readings of a candidate that a paper leaves out are in use: "unranked is last", and "not compared". Elections have
been held under both, and the winner can turn on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from tellers.counting.contest import OVERVOTE, Papers
from tellers.counting.transcript import Table, exact_text
from tellers.errors import RecordBroken

Matrix = tuple[tuple[int, ...], ...]


class Unranked(Enum):
    """What a paper says of candidates it does not rank."""

    LAST = "unranked is last"
    NOT_COMPARED = "not compared"


class Equal(Enum):
    """What a paper that ranks two candidates equal adds to each of the two comparisons."""

    NONE = "neither"
    HALF = "half to each"
    BOTH = "one to each"


@dataclass(frozen=True)
class Pairwise:
    """`votes[a][b]`, in units of which `scale` make one paper, is how many papers prefer a to b."""

    votes: Matrix
    scale: int = 1

    def __post_init__(self) -> None:
        for row in self.votes:
            if len(row) != len(self.votes):
                raise RecordBroken("a row and a column for each candidate are expected", entry="pairwise comparisons")
            if min(row, default=0) < 0:
                raise RecordBroken("fewer than no papers", entry="pairwise comparisons")

    def defeats(self, a: int, b: int) -> bool:
        """More papers prefer a to b than b to a."""
        return self.votes[a][b] > self.votes[b][a]

    def ties(self, a: int, b: int) -> bool:
        """As many papers prefer a to b as b to a."""
        return self.votes[a][b] == self.votes[b][a]

    def table(self, names: Sequence[str], standing: Sequence[int]) -> Table:
        """The comparisons of those who stand; the row is preferred to the column."""
        return Table(
            "papers that prefer the row to the column",
            tuple(names[b] for b in standing),
            tuple(
                (names[a], tuple("" if a == b else exact_text(self.votes[a][b], self.scale) for b in standing))
                for a in standing
            ),
        )


def count_pairwise(
    papers: Papers, candidates: int, unranked: Unranked = Unranked.LAST, equal: Equal = Equal.NONE
) -> Pairwise:
    """Every paper at every pair; a candidate that a paper ranks twice stands where it ranks him first."""
    places = positions(papers, candidates)
    left_out = papers.ranks.shape[1]
    votes = np.zeros((candidates, candidates), dtype=np.int64)
    for a in range(candidates):
        mine = places[:, [a]]
        ahead = mine < places
        level = mine == places
        if unranked is Unranked.NOT_COMPARED:
            compared = (mine < left_out) & (places < left_out)
            ahead &= compared
            level &= compared
        votes[a] = _added(papers.weights, ahead, level, equal)
    np.fill_diagonal(votes, 0)
    return Pairwise(tuple(tuple(map(int, row)) for row in votes), 2 if equal is Equal.HALF else 1)


def _added(
    weights: npt.NDArray[np.int64], ahead: npt.NDArray[np.bool_], level: npt.NDArray[np.bool_], equal: Equal
) -> npt.NDArray[np.int64]:
    if equal is Equal.NONE:
        return weights @ ahead
    if equal is Equal.HALF:
        return 2 * (weights @ ahead) + weights @ level
    return weights @ (ahead | level)


def positions(papers: Papers, candidates: int) -> npt.NDArray[np.int32]:
    """Where each group of papers ranks each candidate, from 0; the number of ranks stands for "nowhere"."""
    groups, width = papers.ranks.shape
    members = np.zeros((len(papers.equal), candidates), dtype=np.bool_)
    for number, marked in enumerate(papers.equal):
        members[number, list(marked)] = True
    places = np.full((groups, candidates), width, dtype=np.int32)
    # From the last rank to the first, so that the first mark of a candidate stands.
    for rank in reversed(range(width)):
        column = papers.ranks[:, rank].astype(np.int64)
        single = np.flatnonzero(column >= 0)
        places[single, column[single]] = rank
        several = np.flatnonzero(column < OVERVOTE)
        if several.size:
            here = members[OVERVOTE - 1 - column[several]]
            places[several] = np.where(here, rank, places[several])
    return places
