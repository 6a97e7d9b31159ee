"""STAR and bloc STAR. Truth: the Python steering council of 2026 (PEP 8107), and the examples of BetterVoting."""

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.compared import NAMES, compared, vector
from tests.counting.test_scores import Scored, given_scores, scored

from tellers.counting.marks import Totals
from tellers.counting.methods import count
from tellers.counting.star import STAR, elect
from tellers.counting.ties import Decisions, NoRule
from tellers.counting.transcript import Act, Transcript
from tellers.errors import Refused

COUNCIL = vector("votes.json")["python-council-2026"]


def runoffs(result: Transcript) -> list[Mapping[int, int]]:
    """The votes of each runoff."""
    return [stage.tally for stage in result.stages if stage.act is Act.RUNOFF]


def test_the_python_council_of_2026_has_its_five_members_and_its_five_runoffs() -> None:
    # Truth: PEP 8107: totals, finalists and votes of each runoff. Comparisons it does not print are left at 0.
    names = tuple(COUNCIL["votes"])
    votes = [[0] * len(names) for _ in names]
    for runoff in COUNCIL["runoffs"]:
        a, b = map(names.index, runoff["finalists"])
        votes[a][b], votes[b][a] = runoff["prefer"]
    totals = Totals(names, dict(enumerate(COUNCIL["votes"].values())), COUNCIL["seats"], COUNCIL["papers"])
    result = elect(totals, compared(names, votes).pairwise, STAR["bloc-star"], NoRule())
    assert result.names(result.elected) == COUNCIL["elected"]
    assert [[names[c] for c in tally] for tally in runoffs(result)] == [r["finalists"] for r in COUNCIL["runoffs"]]
    equal = [stage.exhausted for stage in result.stages if stage.act is Act.RUNOFF]
    assert equal == [runoff["equal"] for runoff in COUNCIL["runoffs"]]


def test_the_worked_example_of_bloc_star() -> None:
    # Truth: BetterVoting, "Bloc STAR Voting", a worked example: A with 12, then C, who ties with B and has more stars.
    result = count(given_scores([(1, [5, 0, 0]), (1, [4, 1, 0]), (1, [3, 0, 2])], 2), "bloc-star")
    assert result.elected == (0, 2)
    assert runoffs(result) == [{0: 3, 2: 0}, {1: 1, 2: 1}]
    assert [(tie.over, tie.how) for tie in result.ties] == [("the runoff", "higher total")]


def test_the_runner_up_by_points_wins_the_runoff() -> None:
    # Truth: by hand: Ash has 10 points of two, Birch 9 of three.
    result = count(given_scores([(2, [5, 0, 1]), (3, [0, 3, 1])]), "star")
    assert result.stages[0].tally == {0: 10, 1: 9, 2: 5}
    assert (result.elected, result.stages[1].total) == ((1,), 5)


def test_a_tie_for_the_runoff_goes_to_whom_more_papers_prefer() -> None:
    # Truth: starvoting.org/ties, step 1; by hand: Birch and Cedar have 4 each, and two of three prefer Cedar.
    result = count(given_scores([(1, [5, 4, 0]), (1, [5, 0, 2]), (1, [5, 0, 2])]), "star")
    assert [(tie.tied, tie.chosen, tie.how) for tie in result.ties] == [((1, 2), (2,), "preferred by more papers")]
    assert runoffs(result) == [{0: 3, 2: 0}]


def test_a_circle_of_equals_is_decided_from_outside() -> None:
    # Truth: starvoting.org/ties, step 3; by hand: three equal totals, each preferred to another by two to one.
    circle = given_scores([(1, [5, 3, 1]), (1, [1, 5, 3]), (1, [3, 1, 5])])
    assert count(circle, "star").possible == ((0,), (1,), (2,))
    result = count(circle, "star", Decisions(("Cedar",)))
    assert [(tie.over, tie.how) for tie in result.ties] == [
        ("a place in the runoff", "decision 1"),
        ("a place in the runoff", "preferred by more papers"),
    ]
    assert (result.elected, runoffs(result)) == ((2,), [{0: 1, 2: 2}])


def test_a_full_tie_in_the_runoff_is_decided_from_outside() -> None:
    # Truth: starvoting.org/ties, step 3.
    even = given_scores([(1, [5, 0]), (1, [0, 5])])
    assert count(even, "star").possible == ((0,), (1,))
    assert count(even, "star", Decisions(("Birch",))).elected == (1,)


def test_the_last_candidate_needs_no_runoff() -> None:
    result = count(given_scores([(1, [5, 0])], 2), "bloc-star")
    assert result.elected == (0, 1)
    assert len(runoffs(result)) == 1


def test_nobody_is_out_while_a_place_is_left() -> None:
    # Truth: BetterVoting: the same papers are counted again for each place.
    rows: list[Scored] = [(1, [5, 0, 0]), (1, [4, 1, 0]), (1, [3, 0, 2])]
    assert [stage.excluded for stage in count(given_scores(rows, 2), "bloc-star").stages] == [()] * 4
    assert [stage.excluded for stage in count(given_scores(rows), "star").stages] == [(1,), (2,)]


def test_star_elects_one_and_names_the_method_for_several() -> None:
    with pytest.raises(Refused, match="bloc-star"):
        count(given_scores([(1, [5, 0])], 2), "star")


@given(scored(), st.randoms(use_true_random=False))
def test_the_order_of_papers_and_names_and_doubling_change_nothing(rows: list[Scored], order: Random) -> None:
    size = len(rows[0][1])
    before = winners(count(given_scores(rows), "star"))
    new = order.sample(range(size), size)
    moved = [(2 * weight, [scores[new[c]] for c in range(size)]) for weight, scores in rows]
    order.shuffle(moved)
    after = winners(count(given_scores(moved), "star"))
    assert {NAMES[new[NAMES.index(name)]] for name in after} == before


def winners(result: Transcript) -> set[str]:
    """Everybody who can be elected."""
    return {result.candidates[c] for elected in result.possible or (result.elected,) for c in elected}


@given(scored())
def test_a_slow_twin_elects_the_same_where_totals_differ(rows: list[Scored]) -> None:
    size = len(rows[0][1])
    papers = [[score or 0 for score in scores] for weight, scores in rows for _ in range(weight)]
    totals = [sum(paper[c] for paper in papers) for c in range(size)]
    if len(set(totals)) < size or size == 1:
        return
    first, second = sorted(range(size), key=lambda c: -totals[c])[:2]
    upset = sum(p[second] > p[first] for p in papers) > sum(p[first] > p[second] for p in papers)
    assert count(given_scores(rows), "star").elected == (second if upset else first,)


def test_blank_papers_alone_leave_a_tie() -> None:
    assert count(given_scores([(3, [None, None])]), "star").possible == ((0,), (1,))
