"""Comparisons two by two; truth is a slow twin here and in the ballots under `tests/real`."""

import pytest
from hypothesis import given
from tests.counting.compared import NAMES, Counted, elections, papers, slow_matrix

from tellers.counting.contest import OVERVOTE, SKIPPED, papers_of
from tellers.counting.pairwise import Equal, Pairwise, Unranked, count_pairwise
from tellers.errors import RecordBroken


@given(elections())
def test_a_slow_twin_agrees_when_unranked_is_last(election: tuple[int, list[Counted]]) -> None:
    candidates, counted = election
    assert count_pairwise(papers_of(counted), candidates).votes == slow_matrix(counted, candidates)


@given(elections())
def test_a_slow_twin_agrees_when_the_unranked_are_not_compared(election: tuple[int, list[Counted]]) -> None:
    candidates, counted = election
    found = count_pairwise(papers_of(counted), candidates, Unranked.NOT_COMPARED)
    assert found.votes == slow_matrix(counted, candidates, not_compared=True)


def test_a_candidate_left_out_is_behind_or_not_compared() -> None:
    bullet = papers_of(papers("3: A"))
    assert count_pairwise(bullet, 3).votes == ((0, 3, 3), (0, 0, 0), (0, 0, 0))
    assert count_pairwise(bullet, 3, Unranked.NOT_COMPARED).votes == ((0, 0, 0),) * 3


@pytest.mark.parametrize(
    ("equal", "scale", "first", "last"),
    [
        (Equal.NONE, 1, (0, 0, 2), (0, 0, 0)),
        (Equal.HALF, 2, (0, 2, 4), (0, 0, 0)),
        (Equal.BOTH, 1, (0, 2, 2), (0,) * 3),
    ],
)
def test_equal_ranks_add_nothing_half_or_one_to_each_side(
    equal: Equal, scale: int, first: tuple[int, ...], last: tuple[int, ...]
) -> None:
    found = count_pairwise(papers_of(papers("2: A=B C")), 3, equal=equal)
    assert (found.scale, found.votes[0], found.votes[2]) == (scale, first, last)


def test_halves_are_read_as_halves_in_the_table() -> None:
    table = count_pairwise(papers_of(papers("1: A=B")), 2, equal=Equal.HALF).table(NAMES, (0, 1))
    assert table.rows == (("Ash", ("", "1/2")), ("Birch", ("1/2", "")))


def test_a_candidate_ranked_twice_stands_where_first_ranked() -> None:
    assert count_pairwise(papers_of([(1, [0, 1, 0])]), 2).votes == ((0, 1), (0, 0))


def test_a_gap_keeps_the_order_of_the_rest() -> None:
    assert count_pairwise(papers_of([(1, [SKIPPED, 1, SKIPPED, 0])]), 2).votes == ((0, 0), (1, 0))


def test_several_marks_of_which_nothing_is_known_compare_nobody() -> None:
    assert count_pairwise(papers_of([(1, [OVERVOTE, 0])]), 2).votes == ((0, 1), (0, 0))


def test_no_papers_prefer_nobody() -> None:
    assert count_pairwise(papers_of([]), 2).votes == ((0, 0), (0, 0))


@pytest.mark.parametrize("votes", [((0, 1),), ((0, -1), (1, 0))])
def test_a_table_that_is_not_one_of_comparisons_is_refused(votes: tuple[tuple[int, ...], ...]) -> None:
    with pytest.raises(RecordBroken, match="pairwise comparisons"):
        Pairwise(votes)
