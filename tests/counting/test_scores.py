"""Scores. Truth: by hand, and a slow twin; no text of the method `score` was read, and it says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.compared import NAMES, contest, papers

from tellers.counting.contest import Contest, Rejected
from tellers.counting.methods import count
from tellers.counting.scores import NO_SCORE, ScorePapers, score_papers
from tellers.errors import RecordBroken, Refused

Scored = tuple[int, list[int | None]]


@st.composite
def scored(draw: st.DrawFn) -> list[Scored]:
    """Papers that give some of up to five candidates 0 to 5."""
    size = draw(st.integers(1, 5))
    scores = st.lists(st.one_of(st.none(), st.integers(0, 5)), min_size=size, max_size=size)
    return draw(st.lists(st.tuples(st.integers(1, 4), scores), min_size=1, max_size=10))


def given_scores(rows: list[Scored], seats: int = 1) -> Contest:
    """A contest of such papers."""
    return Contest("", NAMES[: len(rows[0][1])], seats, score_papers(rows))


def test_the_highest_total_wins_and_the_rule_set_is_not_proved() -> None:
    # Truth: by hand.
    result = count(given_scores([(2, [5, 4, 0]), (3, [0, 4, 5]), (1, [None, None, 1])]), "score")
    assert result.stages[0].tally == {0: 10, 1: 20, 2: 16}
    assert (result.elected, result.valid, result.proved) == ((1,), 6, False)


def test_a_paper_without_scores_is_blank_and_a_zero_is_not() -> None:
    found = score_papers([(2, [None, None]), (3, [0, None])], rejected=(Rejected(4, "a score of 9", 1),))
    assert (found.total, found.blank, found.spoiled) == (3, 2, 1)


def test_scores_are_ranks_too() -> None:
    # Truth: by hand: Birch above Ash and Cedar, who are equal; nobody is said to be above Dogwood's zero but these.
    result = count(given_scores([(1, [3, 5, 3, 0, None])], 5), "schulze-not-compared")
    assert [row[1] for row in result.tables[0].rows] == [
        ("", "0", "0", "1", "0"),
        ("1", "", "1", "1", "0"),
        ("0", "0", "", "1", "0"),
        ("0", "0", "0", "", "0"),
        ("0", "0", "0", "0", ""),
    ]


def test_ranked_papers_have_no_scores_to_add() -> None:
    with pytest.raises(Refused, match="needs a score for each candidate"):
        count(contest(papers("1: A B"), 2), "score")


@pytest.mark.parametrize("score", [NO_SCORE - 1, 6])
def test_a_score_outside_the_range_is_refused(score: int) -> None:
    with pytest.raises(RecordBroken, match="outside 0 to 5"):
        score_papers([(1, [score, 0])])


def test_scores_of_another_number_of_papers_are_refused() -> None:
    found = score_papers([(1, [1, 0]), (1, [0, 1])])
    with pytest.raises(RecordBroken, match="one row a group"):
        ScorePapers(found.ranks, found.weights, scores=found.scores[:1])


def test_no_papers_give_nobody_points() -> None:
    result = count(Contest("", NAMES[:2], 2, score_papers([])), "score")
    assert result.stages[0].tally == {0: 0, 1: 0}


@given(scored())
def test_a_slow_twin_adds_up_the_same_totals(rows: list[Scored]) -> None:
    totals = [sum(weight * (scores[c] or 0) for weight, scores in rows) for c in range(len(rows[0][1]))]
    result = count(given_scores(rows), "score")
    assert result.stages[0].tally == dict(enumerate(totals))
    winners = {c for elected in result.possible or (result.elected,) for c in elected}
    assert winners == {c for c, total in enumerate(totals) if total == max(totals)}
