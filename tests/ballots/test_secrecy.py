"""What is refused because its result would tell how single voters voted.

Truth: for weights, a second way that tries every set of voters; for rankings the numbers of the rule in
docs/secrecy.md, and the contest of which the protocol's notes say that it must be refused.
"""

from collections import Counter, defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ballots.samples import UUID, drawn

from tellers.ballots.credentials import CredentialList, PublicCredential
from tellers.ballots.election import Template, make_election
from tellers.ballots.group import ED25519
from tellers.ballots.questions import Homomorphic, Lists, NonHomomorphic, Question
from tellers.ballots.secrecy import Danger, check_patterns, check_secrecy, check_voters, check_weights, dangers
from tellers.errors import Refused

TWO = (Homomorphic("Leader?", ("Ann", "Bob"), 1, 1),)
WITH_BLANK = (Homomorphic("Confidence?", ("For", "Against"), 1, 1, blank=True),)


def ranked(candidates: int, extra: dict[str, str] | None = None) -> NonHomomorphic:
    return NonHomomorphic("Rank", tuple("ABCDEFGH"[:candidates]), extra)  # type: ignore[arg-type]


# Ranked contests.


def test_a_ranking_of_six_by_229_voters_is_refused_and_rounds_are_offered() -> None:
    with pytest.raises(Refused, match=r"1,957 different votes for 229 voters.*exhaustive rounds"):
        check_patterns([ranked(6)], 229, 10)


@pytest.mark.parametrize(("candidates", "needed"), [(2, 50), (3, 160), (4, 650), (5, 3_260), (6, 19_570)])
def test_a_roll_has_as_many_voters_as_the_smallest_group_for_each_ranking(candidates: int, needed: int) -> None:
    check_patterns([ranked(candidates)], needed, 10)
    with pytest.raises(Refused, match="exhaustive rounds"):
        check_patterns([ranked(candidates)], needed - 1, 10)


def test_a_ranking_in_which_ranks_are_shared_needs_more_voters() -> None:
    check_patterns([ranked(3)], 200, 10)
    with pytest.raises(Refused, match="26 different votes"):
        check_patterns([ranked(3, {"method": "Schulze"})], 200, 10)


def test_questions_that_are_added_up_unopened_are_not_refused_and_the_refused_one_is_named() -> None:
    check_patterns([*WITH_BLANK, Lists("L", (("a", "b"),))], 10, 10)
    with pytest.raises(Refused, match="question 2"):
        check_patterns([*WITH_BLANK, ranked(3)], 100, 10)


# Too few voters.


def test_a_section_below_the_minimum_cell_gets_no_archive() -> None:
    check_voters(10, 10)
    with pytest.raises(Refused, match=r"9 could vote.*on paper"):
        check_voters(9, 10)


# Weights.


def told_by_trying(weights: list[int], cell: int) -> bool:
    """Whether some result of two sides tells how many voters of a rare weight were on one: every set is tried."""
    sets: dict[int, set[tuple[tuple[int, int], ...]]] = defaultdict(set)
    for chosen in product((0, 1), repeat=len(weights)):
        side = [weight for weight, taken in zip(weights, chosen, strict=True) if taken]
        sets[sum(side)].add(tuple(sorted(Counter(side).items())))
    lightest = sum(sorted(weights)[:cell])
    rare = [weight for weight, voters in Counter(weights).items() if voters < cell]
    if len(set(weights)) == 1:
        return False
    return any(
        len({dict(side).get(weight, 0) for side in sides}) == 1
        for total, sides in sets.items()
        if lightest <= total <= sum(weights) - lightest
        for weight in rare
    )


def refused(weights: list[int], questions: tuple[Question, ...] = TWO, cell: int = 10) -> bool:
    try:
        check_weights(weights, questions, cell)
    except Refused:
        return True
    return False


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=2, max_size=10), st.integers(1, 4))
def test_weights_are_refused_exactly_where_a_result_of_two_sides_can_be_solved(weights: list[int], cell: int) -> None:
    assert refused(weights, cell=cell) == told_by_trying(weights, cell)


@pytest.mark.parametrize(
    ("weights", "solved"),
    [
        ([1] * 200 + [50], True),  # a result below 50 tells where the block was not
        ([1] * 200 + [5], False),  # five others can be where the block is
        ([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048], True),  # every sum is one set
        ([1] * 20 + [2] * 3, False),
        ([7] * 12, False),
        ([2] * 20 + [3], True),  # odd or even tells
        ([1] * 10 + [1000] * 10, False),  # a sum tells how each ten voted, and ten may be told
        ([1] * 10 + [1000] * 9, True),
    ],
)
def test_weights_from_which_a_tally_can_be_solved_are_refused(weights: list[int], solved: bool) -> None:  # noqa: FBT001 — what is expected
    assert refused(weights) == solved


def test_with_a_third_choice_the_simple_rule_holds_since_sums_tell_more_together() -> None:
    assert refused([1] * 20 + [2] * 3, WITH_BLANK)
    assert not refused([1] * 20 + [2] * 10, WITH_BLANK)


def test_large_sums_are_judged_by_the_simple_rule_which_never_lets_more_through() -> None:
    large = [10_000] * 20 + [20_000] * 3
    assert not refused([one // 10_000 for one in large])
    assert refused(large)
    assert not refused([10**9] * 10 + [10**6] * 10)


def test_voters_without_weight_are_no_group() -> None:
    assert not refused([0, 0, *[1] * 20])


# All of it, of an election.


def listed(voters: int, weight: int | None = None, rare: int | None = None) -> CredentialList:
    source = drawn("listed")
    keys = [ED25519.generator ** ED25519.random_scalar(source) for _ in range(voters)]
    entries = [PublicCredential(key, weight) for key in keys]
    if rare is not None:
        entries[0] = PublicCredential(keys[0], rare)
    return CredentialList.sorted(entries)


def test_each_danger_of_an_election_is_named() -> None:
    key = ED25519.generator**5
    both = make_election(Template("T", "D", (*WITH_BLANK, ranked(3))), UUID, key)
    assert [danger for danger, _ in dangers(both, listed(9, 1, 100), 10)] == list(Danger)
    assert [danger for danger, _ in dangers(both, listed(100), 10)] == [Danger.PATTERNS]
    assert [danger for danger, _ in dangers(both, listed(160), 10)] == []
    check_secrecy(both, listed(160), 10)
    with pytest.raises(Refused, match="question 2"):
        check_secrecy(both, listed(159), 10)
