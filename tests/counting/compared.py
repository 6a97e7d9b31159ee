"""Ranked papers for the tests of comparisons: made up by Hypothesis, counted the slow way, and read from vectors."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tellers.counting.condorcet import Compared
from tellers.counting.contest import Contest, papers_of
from tellers.counting.pairwise import Matrix, Pairwise

VECTORS = Path(__file__).parents[2] / "vectors" / "counting"

Ranking = tuple[frozenset[int], ...]
"""One paper, best first; candidates in one set are ranked equal, and who is in none is not ranked."""
Counted = tuple[int, Ranking]

NAMES = ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel")


def vector(name: str) -> dict[str, Any]:
    """One file of vectors/counting."""
    found: dict[str, Any] = json.loads((VECTORS / name).read_text(encoding="utf-8"))
    return found


def ranking(text: str) -> Ranking:
    """A ranking by initials, such as "A B=C"."""
    initials = [name[0] for name in NAMES]
    return tuple(frozenset(initials.index(letter) for letter in rank.split("=")) for rank in text.split())


def papers(*lines: str) -> list[Counted]:
    """Papers such as "5: A B=C"."""
    return [(int(line.split(":")[0]), ranking(line.split(":")[1])) for line in lines]


def contest(papers_: Iterable[Counted], candidates: int, seats: int = 1, names: Sequence[str] = NAMES) -> Contest:
    """A contest of such papers."""
    return Contest("", tuple(names[:candidates]), seats, papers_of(papers_))


def compared(names: Sequence[str], votes: Sequence[Sequence[int | None]], seats: int = 1) -> Compared:
    """Comparisons published without the papers."""
    matrix = tuple(tuple(number or 0 for number in row) for row in votes)
    return Compared(tuple(names), tuple(range(len(names))), seats, Pairwise(matrix))


def slow_matrix(papers_: Iterable[Counted], candidates: int, *, not_compared: bool = False) -> Matrix:
    """The comparisons, pair by pair and paper by paper."""
    votes = [[0] * candidates for _ in range(candidates)]
    for weight, ranks in papers_:
        place = {c: rank for rank, marked in reversed(list(enumerate(ranks))) for c in marked}
        for a in range(candidates):
            for b in range(candidates):
                both = a in place and b in place
                if a != b and place.get(a, 99) < place.get(b, 99) and (both or not not_compared):
                    votes[a][b] += weight
    return tuple(map(tuple, votes))


@st.composite
def rankings(draw: st.DrawFn, candidates: int) -> Ranking:
    """A ranking of some of the candidates, with equals."""
    ranks = draw(st.lists(st.one_of(st.none(), st.integers(0, candidates)), min_size=candidates, max_size=candidates))
    levels = sorted({rank for rank in ranks if rank is not None})
    return tuple(frozenset(c for c, rank in enumerate(ranks) if rank == level) for level in levels)


@st.composite
def elections(draw: st.DrawFn, most: int = 5, papers_most: int = 12) -> tuple[int, list[Counted]]:
    """A number of candidates, and papers that rank them; few votes, so that ties are common."""
    candidates = draw(st.integers(1, most))
    counted = st.tuples(st.integers(1, 4), rankings(candidates).filter(bool))
    return candidates, draw(st.lists(counted, max_size=papers_most))


@st.composite
def matrices(draw: st.DrawFn, most: int = 6, votes: int = 6) -> tuple[tuple[int, ...], ...]:
    """Comparisons as they could be published."""
    size = draw(st.integers(1, most))
    row = st.lists(st.integers(0, votes), min_size=size, max_size=size)
    found = draw(st.lists(row, min_size=size, max_size=size))
    return tuple(tuple(0 if a == b else found[a][b] for b in range(size)) for a in range(size))
