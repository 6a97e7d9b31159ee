"""Plurality, block and approval. Truth: published votes and winners in vectors/counting."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.compared import NAMES, Counted, contest, elections, papers, vector

from tellers.counting.contest import OVERVOTE, SKIPPED, Contest, papers_of
from tellers.counting.marks import MARKS, Totals, elect
from tellers.counting.methods import count, decided
from tellers.counting.ties import Decisions, NoRule
from tellers.counting.transcript import Transcript
from tellers.errors import Refused

VOTES = vector("votes.json")
HELD = [name for name, vote in VOTES.items() if vote["method"] in MARKS and vote["papers"]]


def published(name: str) -> Totals:
    """The totals of an election that was held."""
    vote = VOTES[name]
    names = tuple(vote["votes"])
    votes = {names.index(candidate): number for candidate, number in vote["votes"].items()}
    return Totals(names, votes, vote["seats"], vote["papers"], spoiled=vote.get("spoiled", 0))


@pytest.mark.parametrize("election", HELD)
def test_those_with_the_most_votes_are_elected(election: str) -> None:
    # Truth: the published result; of the GNOME board, the eleven with the most votes before its cap on employers.
    vote = VOTES[election]
    result = elect(published(election), MARKS[vote["method"]], NoRule())
    expected = vote.get("elected") or vote["elected before the cap"]
    assert set(result.names(result.elected)) == set(expected)
    assert result.proved
    assert not result.ties


def test_a_tie_below_the_last_place_is_no_tie() -> None:
    # Truth: PEP 8100: Łukasz Langa and Victor Stinner tied for the seventh of five places; nobody broke that.
    votes = published("python-council-2019").votes
    assert sorted(votes.values(), reverse=True)[6:8] == [21, 21]


def test_a_tie_at_the_last_place_is_decided_from_outside() -> None:
    # Truth: PEP 13: agreement of the candidates, or else at random: an input either way.
    totals = Totals(NAMES[:3], {0: 5, 1: 3, 2: 3}, 2, 8)
    assert decided(lambda ties: elect(totals, MARKS["approval"], ties)).possible == ((0, 1), (0, 2))
    result = elect(totals, MARKS["approval"], Decisions(("Cedar",)))
    assert (result.elected, result.ties[0].over, result.ties[0].tied) == ((0, 2), "place 2", (1, 2))


def only(result: Transcript) -> dict[str, int]:
    """The votes of the one stage, by name."""
    return {result.candidates[c]: votes for c, votes in result.stages[0].tally.items()}


def test_plurality_counts_the_first_preference_and_adds_up() -> None:
    # Truth: by hand.
    result = count(contest(papers("3: A B", "2: B A", "1: A=B", "1: C"), 3), "plurality")
    assert only(result) == {"Ash": 3, "Birch": 2, "Cedar": 1}
    assert (result.valid, result.spoiled, result.stages[0].total) == (6, 1, 6)
    assert result.notes == ("papers that vote for more candidates than one, and are invalid: 1",)


def test_papers_of_a_withdrawn_candidate_go_to_their_next_or_to_nobody() -> None:
    # Truth: by hand; ranks are closed up before the count.
    whole = contest(papers("3: A B", "1: A", "2: C"), 3)
    left = Contest("", whole.candidates, 1, whole.papers, frozenset({0}))
    result = count(left, "plurality")
    assert only(result) == {"Birch": 3, "Cedar": 2}
    assert (result.stages[0].exhausted, result.stages[0].total) == (1, 6)


@pytest.mark.parametrize(("marks", "valid"), [([OVERVOTE, 0], 0), ([0, OVERVOTE], 1), ([SKIPPED, 0], 1)])
def test_several_first_marks_of_which_nothing_is_known_spoil_a_plurality_paper(marks: list[int], valid: int) -> None:
    result = count(Contest("", NAMES[:2], 1, papers_of([(1, marks)])), "plurality")
    assert (result.valid, result.spoiled) == (valid, 1 - valid)


def test_block_papers_with_more_marks_than_places_are_invalid() -> None:
    # Truth: GNOME 2003: papers with too many candidates marked were invalid. By hand.
    result = count(contest(papers("4: A=B", "3: B C", "5: A B C"), 3, seats=2), "block")
    assert only(result) == {"Ash": 4, "Birch": 7, "Cedar": 3}
    assert (result.elected, result.valid, result.spoiled) == ((1, 0), 7, 5)


def test_approval_papers_may_mark_everybody() -> None:
    # Truth: by hand.
    result = count(contest(papers("4: A=B", "3: B C", "5: A B C"), 3, seats=2), "approval")
    assert only(result) == {"Ash": 9, "Birch": 12, "Cedar": 8}
    assert (result.elected, result.spoiled) == ((1, 0), 0)


@pytest.mark.parametrize("method", ["block", "approval"])
def test_marks_that_the_file_does_not_name_cannot_be_counted(method: str) -> None:
    with pytest.raises(Refused, match="does not say which"):
        count(Contest("", NAMES[:2], 1, papers_of([(1, [OVERVOTE])])), method)


@pytest.mark.parametrize("method", list(MARKS))
@given(elections(), st.integers(1, 3), st.randoms(use_true_random=False))
def test_neither_order_nor_doubling_changes_who_is_elected(
    method: str, election: tuple[int, list[Counted]], seats: int, order: Random
) -> None:
    candidates, counted = election
    once = count(contest(counted, candidates, seats), method)
    shuffled = order.sample(counted * 2, 2 * len(counted))
    twice = count(contest(shuffled, candidates, seats), method)
    assert (twice.elected, twice.possible, twice.valid) == (once.elected, once.possible, 2 * once.valid)


@given(elections())
def test_a_slow_twin_counts_the_same_marks(election: tuple[int, list[Counted]]) -> None:
    candidates, counted = election
    approvals = [sum(w for w, ranks in counted if any(c in rank for rank in ranks)) for c in range(candidates)]
    firsts = [sum(w for w, ranks in counted if ranks[0] == {c}) for c in range(candidates)]
    assert list(only(count(contest(counted, candidates), "approval")).values()) == approvals
    assert list(only(count(contest(counted, candidates), "plurality")).values()) == firsts
