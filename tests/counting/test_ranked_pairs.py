"""Ranked pairs. Truth: a slow twin that locks defeats in every order their strengths allow."""

from itertools import pairwise, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.compared import NAMES, compared, contest, matrices, papers

from tellers.counting import ranked_pairs
from tellers.counting.condorcet import rank
from tellers.counting.methods import count, decided
from tellers.counting.pairwise import Pairwise
from tellers.counting.ranked_pairs import Pair, defeats_by_strength, rankings
from tellers.counting.rule_sets.condorcet import CONDORCET
from tellers.counting.strength import Measure
from tellers.errors import Refused


def circles(kept: set[Pair], first: int, second: int) -> bool:
    """Whether a walk along what is kept leads from the second back to the first."""
    return any(
        walk[0] == second and walk[-1] == first and all(step in kept for step in pairwise(walk))
        for length in range(1, 5)
        for walk in permutations({c for pair in kept | {(first, second)} for c in pair}, length)
    )


def locked(order: list[Pair]) -> frozenset[Pair]:
    """The defeats kept when they are taken in this order."""
    kept: set[Pair] = set()
    for first, second in order:
        if not circles(kept, first, second):
            kept.add((first, second))
    return frozenset(kept)


def tops(kept: frozenset[Pair], size: int) -> frozenset[int]:
    """Who is below nobody."""
    return frozenset(c for c in range(size) if not any(second == c for _, second in kept))


@given(matrices(most=4, votes=3), st.sampled_from(Measure))
def test_a_slow_twin_tries_every_order_of_equal_defeats(votes: tuple[tuple[int, ...], ...], measure: Measure) -> None:
    pairs, size = Pairwise(votes), len(votes)
    groups = [sorted(group) for _, group in defeats_by_strength(pairs, range(size), measure)]
    orders = product(*(permutations(group) for group in groups))
    slow = {tops(locked([pair for group in order for pair in group]), size) for order in orders}
    assert {tops(kept.pairs, size) for kept in rankings(pairs, range(size), measure)} == slow


def test_the_table_says_which_defeats_were_kept() -> None:
    # Truth: by hand. The circle Ash, Birch, Cedar breaks at its weakest defeat, Birch over Cedar with 4.
    result = count(contest(papers("2: C A", "3: A", "4: B C"), 3), "ranked-pairs")
    assert result.tables[1].rows == (
        ("Cedar over Ash", ("6", "kept")),
        ("Ash over Birch", ("5", "kept")),
        ("Birch over Cedar", ("4", "not kept")),
    )
    assert result.stages[0].tally == {0: 1, 1: 0, 2: 2}


def test_places_follow_one_ranking() -> None:
    # Truth: by hand, from the same circle: Cedar, Ash, Birch.
    result = count(contest(papers("2: C A", "3: A", "4: B C"), 3, seats=2), "ranked-pairs")
    assert result.elected == (2, 0)


def test_equal_defeats_in_a_circle_leave_every_result_open() -> None:
    # Truth: by hand. All three defeats are 2 to 1, so each of the three can be the one that is not kept.
    result = count(contest(papers("1: A B C", "1: B C A", "1: C A B"), 3), "ranked-pairs")
    assert result.possible == ((0,), (1,), (2,))
    assert "defeats of equal strength lead to 3 rankings" in result.notes


def test_rankings_that_agree_on_who_is_elected_need_no_tie() -> None:
    # Truth: by hand. The circle of Ash, Birch and Cedar stands above Dogwood in every ranking.
    circle = papers("1: A B C D", "1: B C A D", "1: C A B D")
    assert count(contest(circle, 4, seats=3), "ranked-pairs").elected == (0, 1, 2)


@given(matrices(most=5), st.integers(1, 5))
def test_as_many_are_elected_as_there_are_places(votes: tuple[tuple[int, ...], ...], seats: int) -> None:
    everyone = compared(NAMES[: len(votes)], votes, seats)
    result = decided(lambda ties: rank(everyone, CONDORCET["ranked-pairs"], ties))
    for elected in result.possible or (result.elected,):
        assert len(set(elected)) == min(seats, len(votes))


def test_too_many_orders_are_refused_and_not_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranked_pairs, "ORDERS", 2)
    with pytest.raises(Refused, match="too many to follow"):
        count(contest(papers("1: A B C", "1: B C A", "1: C A B"), 3), "ranked-pairs")
