"""How many papers prefer each candidate to each other one, under a named reading of papers that do not say.

Two readings of a candidate that a paper leaves out are in use: "unranked is last", and "not compared". Elections have
been held under both, and the winner can turn on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

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

    def between(self, a: int, b: int) -> tuple[int, int]:
        """How many papers prefer a to b, and b to a."""
        return self.votes[a][b], self.votes[b][a]

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
    left_out = papers.ranks.shape[1]
    # A row a candidate, so that two candidates are compared along memory.
    places = positions(papers, candidates).T
    ranked = places < left_out
    votes = [[0] * candidates for _ in range(candidates)]
    for a, b in combinations(range(candidates), 2):
        compared = None if unranked is Unranked.LAST else ranked[a] & ranked[b]
        ahead, behind = (_weight(papers, places[x] < places[y], compared) for x, y in ((a, b), (b, a)))
        level = 0 if equal is Equal.NONE else _weight(papers, places[a] == places[b], compared)
        votes[a][b], votes[b][a] = _added(ahead, level, equal), _added(behind, level, equal)
    return Pairwise(tuple(map(tuple, votes)), 2 if equal is Equal.HALF else 1)


def _weight(papers: Papers, which: npt.NDArray[np.bool_], compared: npt.NDArray[np.bool_] | None) -> int:
    """How many papers are in these groups."""
    return int(papers.weights @ (which if compared is None else which & compared))


def _added(ahead: int, level: int, equal: Equal) -> int:
    return 2 * ahead + level if equal is Equal.HALF else ahead + level


def positions(papers: Papers, candidates: int) -> npt.NDArray[np.unsignedinteger]:
    """Where each group of papers ranks each candidate, from 0; the number of ranks stands for "nowhere"."""
    groups, width = papers.ranks.shape
    members = np.zeros((len(papers.equal), candidates), dtype=np.bool_)
    for number, marked in enumerate(papers.equal):
        members[number, list(marked)] = True
    places = np.full((candidates, groups), width, dtype=np.min_scalar_type(width))
    # From the last rank to the first, so that the first mark of a candidate stands.
    for rank in reversed(range(width)):
        column = papers.ranks[:, rank].astype(np.int64)
        single = np.flatnonzero(column >= 0)
        places[column[single], single] = rank
        several = np.flatnonzero(column < OVERVOTE)
        if several.size:
            here = members[OVERVOTE - 1 - column[several]].T
            places[:, several] = np.where(here, rank, places[:, several])
    return places.T
