"""Counts that the tests of pages render."""

import numpy as np

from tellers.counting.contest import Contest, papers_of
from tellers.counting.methods import count
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Transcript

PARTIES = ("Conservative and Unionist", "Labour and Co-operative", "Liberal Democrats", "Green", "Independent")
FIRST = ("Ann", "Bob", "Cat", "Dan", "Eve", "Fay", "Gus", "Hal", "Ida", "Jon", "Kay", "Lee", "Max", "蘇業")
FOURTEEN = tuple(
    f"{first} {'Montgomery-' if place % 3 == 0 else ''}ARKWRIGHT{place} ({PARTIES[place % 5]})"
    for place, first in enumerate(FIRST)
)


def contest_of(papers: list[tuple[int, list[int]]], names: tuple[str, ...], seats: int) -> Contest:
    return Contest("Council", names, seats, papers_of(papers, blank=7))


def fourteen(method: str = "stv-scottish", seats: int = 4) -> Transcript:
    """A count of 14 candidates with long names; the papers are drawn from a fixed seed."""
    rng = np.random.default_rng(20261121)
    papers = [(int(rng.integers(1, 900)), rng.permutation(14)[: int(rng.integers(1, 9))].tolist()) for _ in range(600)]
    papers.append((60_001, [7, 4, 1]))
    return count(contest_of(papers, FOURTEEN, seats), method)


def small(method: str = "av", ties: TieBreaker | None = None) -> Transcript:
    """Three candidates: 5 papers for Ann, 4 for Bob, and 2 for Cat without a next choice."""
    papers = [(5, [0]), (4, [1]), (2, [2])]
    return count(contest_of(papers, ("Ann", "Bob", "Cat"), 1), method, ties)


def tied(ties: TieBreaker | None = None) -> Transcript:
    """Two candidates with three papers each."""
    return count(contest_of([(3, [0]), (3, [1])], ("Ann", "Bob"), 1), "av", ties)
