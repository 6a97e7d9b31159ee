"""Opened votes read as rankings. Truth: every vector of small questions, told by hand-written rule; known numbers."""

from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.ballots.codec import encode
from tellers.ballots.questions import Homomorphic, NonHomomorphic
from tellers.ballots.ranking import Fault, is_graded, no_ranking, patterns, read_ranking, read_rankings


def asked(candidates: int, **extra: object) -> NonHomomorphic:
    return NonHomomorphic("Rank", tuple(f"c{at}" for at in range(candidates)), dict(extra) or None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("vote", "read"),
    [
        ((1, 3, 2), (0, 2, 1)),
        ((0, 1, 0), (1,)),
        ((2, 0, 1), (2, 0)),
        ((0, 0, 0), ()),
        ((1, 1, 0), Fault.TWICE),
        ((1, 3, 0), Fault.LEFT_OUT),
        ((2, 3, 0), Fault.LEFT_OUT),
        ((0, 255, 7), Fault.LEFT_OUT),
        ((4, 1, 2), Fault.LEFT_OUT),
        ((3, 3, 3), Fault.TWICE),
    ],
)
def test_a_vote_is_a_ranking_when_its_ranks_are_1_to_k_without_gaps(
    vote: tuple[int, ...], read: tuple[int, ...] | Fault
) -> None:
    assert read_ranking(vote) == read


@pytest.mark.parametrize("candidates", [1, 2, 3, 4])
def test_as_many_votes_are_rankings_as_there_are_patterns(candidates: int) -> None:
    votes = product(range(candidates + 2), repeat=candidates)
    rankings = [read for vote in votes if not isinstance(read := read_ranking(vote), Fault)]
    expected = [order for size in range(candidates + 1) for order in permutations(range(candidates), size)]
    assert sorted(rankings) == sorted(expected)
    assert patterns(asked(candidates)) == len(expected)


def test_six_candidates_have_1957_rankings() -> None:
    """As the protocol's notes have it: with six candidates there are 1,957 rankings."""
    assert patterns(asked(6)) == 1957


def test_ranks_that_may_be_shared_and_grades_have_more_patterns() -> None:
    # Fubini numbers 1, 1, 3, 13; of three candidates: 1 + 3·1 + 3·3 + 13.
    assert patterns(asked(3, method="Schulze")) == 26
    assert patterns(asked(3, method="MajorityJudgment", grades=["good", "fair", "bad"])) == 28
    for grades in ([], ["only"], ["good", "bad"]):
        assert patterns(asked(6, method="MajorityJudgment", grades=grades)) == 1957
    assert patterns(asked(3, method="STV", seats=1)) == 16


def test_grades_are_no_ranks() -> None:
    assert is_graded(asked(3, method="MajorityJudgment", grades=["good", "bad"]))
    assert not any(is_graded(asked(3, method=method)) for method in ("STV", "Schulze"))
    assert not is_graded(asked(3))


def test_spoiled_votes_are_told_as_a_number_for_each_reason_and_never_as_they_were() -> None:
    found = read_rankings([(1, 2, 3), (0, 0, 0), (7, 200, 0), (9, 9, 0), (1, 3, 0)])
    assert (found.rankings, found.blank, found.spoiled_votes) == (((0, 1, 2),), 1, 3)
    shown = encode(found.to_json()).decode()
    assert shown == '{"ranked":1,"blank":1,"spoiled":{"a rank stands twice":1,"a rank is left out":2}}'
    assert all(mark not in repr(found) for mark in ("200", "7", "9"))


def test_what_was_opened_from_an_element_that_holds_no_vote_is_spoiled_whatever_its_numbers_say() -> None:
    found = read_rankings([(1, 2, 3), (3, 2, 1), (9, 9, 0)], no_votes={1, 2})
    assert (found.rankings, found.spoiled) == (((0, 1, 2),), ((Fault.NO_VOTE, 2),))


@given(st.lists(st.lists(st.integers(0, 255), min_size=3, max_size=3), max_size=30), st.randoms())
def test_every_vote_stands_once_and_their_order_tells_nothing(votes: list[list[int]], shuffler: object) -> None:
    found = read_rankings(votes)
    assert len(found.rankings) + found.blank + found.spoiled_votes == len(votes)
    mixed = list(votes)
    shuffler.shuffle(mixed)  # type: ignore[attr-defined]
    assert read_rankings(mixed) == found


def test_a_voter_is_warned_only_where_ranks_are_asked_and_given_wrongly() -> None:
    assert no_ranking(asked(2), [1, 1]) is Fault.TWICE
    assert no_ranking(asked(2), [2, 0]) is Fault.LEFT_OUT
    assert no_ranking(asked(2), [2, 1]) is None
    assert no_ranking(asked(2, method="Schulze"), [1, 1]) is None
    assert no_ranking(Homomorphic("For?", ("For", "Against"), 1, 1, blank=True), [0, 1, 1]) is None
