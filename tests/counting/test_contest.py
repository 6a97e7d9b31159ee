"""A contest and its papers. The rules tested are those of `tellers.counting.contest`; no outside truth exists."""

import numpy as np
import pytest

from tellers.counting.contest import OVERVOTE, SKIPPED, Contest, Papers, Rejected, papers_of, undeclared_among
from tellers.errors import RecordBroken


def test_papers_keep_gaps_sets_of_equals_and_what_says_nothing() -> None:
    papers = papers_of([(3, (0, SKIPPED, {1, 2})), (2, ()), (1, ({2, 1},)), (4, ({0}, OVERVOTE))], blank=5)
    assert papers.ranks.tolist() == [[0, SKIPPED, OVERVOTE - 1], [OVERVOTE - 1, -1, -1], [0, OVERVOTE, -1]]
    assert papers.equal == (frozenset({1, 2}),)
    assert (papers.total, papers.blank) == (8, 7)


def test_refused_papers_are_counted_apart() -> None:
    papers = papers_of([(1, (0,))], rejected=(Rejected(4, "no first preference", 2), Rejected(9, "torn", 1)))
    assert (papers.total, papers.spoiled) == (1, 3)


@pytest.mark.parametrize(
    ("names", "seats", "withdrawn", "why"),
    [
        ((), 1, set(), "no candidates"),
        (("Ash", "Birch", "Ash"), 1, set(), "a second candidate named Ash"),
        (("Ash", "Birch"), 0, set(), "0 places to fill"),
        (("Ash", "Birch"), 1, {2}, "withdrawn"),
        (("Ash",), 1, set(), "a paper ranks a candidate who does not stand"),
    ],
)
def test_a_contest_that_cannot_be_is_refused(
    names: tuple[str, ...], seats: int, withdrawn: set[int], why: str
) -> None:
    with pytest.raises(RecordBroken, match=why):
        Contest("", names, seats, papers_of([(1, (1,))]), frozenset(withdrawn))


@pytest.mark.parametrize(
    ("ranks", "weights", "why"),
    [
        ([[0]], [1, 2], "one row a group"),
        ([[0]], [0], "fewer than one paper"),
        ([[-4]], [1], "a code that means no set"),
    ],
)
def test_papers_that_cannot_be_are_refused(ranks: list[list[int]], weights: list[int], why: str) -> None:
    with pytest.raises(RecordBroken, match=why):
        Papers(np.array(ranks, dtype=np.int8), np.array(weights, dtype=np.int64))


def test_write_ins_who_did_not_declare_are_known_by_what_files_call_them() -> None:
    names = ("Ash", "UWI", "Undeclared Write-ins", "write-in", "Write In", "Written Inn")
    assert undeclared_among(names) == {1, 2, 3, 4}
