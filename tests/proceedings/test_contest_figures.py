"""The figures of a sealed ballot. Truth: results written out here, and what they come to, told by hand."""

import pytest

from tellers.ballots.questions import Homomorphic, NonHomomorphic
from tellers.ballots.result import Result
from tellers.canonical import Json
from tellers.proceedings.contest_figures import figures_of
from tellers.proceedings.facts import SpoiledPapers

NAMES = ("Ann", "Bo", "Cy")
RANKS = NonHomomorphic("Leader?", NAMES)
NAMED = Homomorphic("Leader?", NAMES, 1, 1, blank=True)


def test_opened_votes_are_papers_grouped_by_ranking_whatever_their_order() -> None:
    votes = ((1, 2, 3), (0, 1, 0), (1, 2, 3), (0, 0, 0), (2, 1, 0))
    grouped = {
        "rankings": [
            {"papers": 2, "ranks": ["Ann", "Bo", "Cy"]},
            {"papers": 1, "ranks": ["Bo"]},
            {"papers": 1, "ranks": ["Bo", "Ann"]},
        ],
        "papers": {"returned": 5, "blank": 1, "spoiled": 0},
    }
    for some in (votes, votes[::-1]):
        assert figures_of(Result((RANKS,), (some,)), 5, None).ballot == grouped


def test_votes_that_are_no_ranking_are_a_number_for_each_reason() -> None:
    votes = ((1, 1, 0), (2, 3, 4), (9, 7, 200), (1, 2, 3))
    found = figures_of(Result((RANKS,), (votes,)), 4, None)
    assert found.ballot["papers"] == {"returned": 4, "blank": 0, "spoiled": 3}
    assert found.spoiled == (SpoiledPapers("a rank stands twice", 1), SpoiledPapers("a rank is left out", 2))
    assert "200" not in str(found)


def test_a_vote_opened_from_what_holds_none_is_spoiled_though_its_numbers_are_ranks() -> None:
    found = figures_of(Result((RANKS,), (((1, 2, 3), (3, 2, 1)),), (frozenset({1}),)), 2, None)
    assert found.ballot["papers"] == {"returned": 2, "blank": 0, "spoiled": 1}
    assert found.spoiled == (SpoiledPapers("what was opened is no vote, or a marked one", 1),)


def test_sums_stand_by_name_and_blank_ballots_apart() -> None:
    found = figures_of(Result((NAMED,), ((2, 5, 0, 1),)), 8, None)
    votes = {"Ann": 5, "Bo": 0, "Cy": 1}
    assert found.ballot == {"votes": votes, "papers": {"returned": 8, "blank": 2, "spoiled": 0}}


@pytest.mark.parametrize("before", [{}, {"rounds": [{"votes": {"Ann": 1}, "blank": 0, "spoiled": 0}]}])
def test_a_ballot_of_a_series_follows_those_before(before: dict[str, Json]) -> None:
    earlier = before.get("rounds", [])
    assert isinstance(earlier, list)
    found = figures_of(Result((NAMED,), ((2, 5, 0, 1),)), 8, before)
    one = {"votes": {"Ann": 5, "Bo": 0, "Cy": 1}, "blank": 2, "spoiled": 0}
    assert found.ballot == {"rounds": [*earlier, one]}
