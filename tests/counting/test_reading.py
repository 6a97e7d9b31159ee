"""How rule sets read papers, each expectation worked out by hand from the clause that the answer cites."""

from dataclasses import replace

import pytest
from tests.counting.contests import ASH, BIRCH, CEDAR, DOGWOOD, Rankings, contest

from tellers.counting.contest import OVERVOTE, SKIPPED, Contest
from tellers.counting.methods import count
from tellers.counting.preferential import count_by
from tellers.counting.rule_sets.questions import Answer, Marks
from tellers.counting.rule_sets.us import AV_US_TWO
from tellers.counting.ties import NoRule


def first(contest: Contest, method: str) -> tuple[dict[str, str], str, str, object]:
    """The first stage's votes, what is with nobody, of that the overvoted, and the papers."""
    told = count(contest, method).to_json()
    stage = told["stages"][0]  # type: ignore[index]
    return stage["tally"], stage["exhausted"], stage["overvoted"], told["papers"]


def test_two_ranks_left_out_end_a_ballot_in_maine_and_one_does_not() -> None:
    papers = contest([(1, (SKIPPED, SKIPPED, ASH)), (2, (SKIPPED, BIRCH)), (4, (CEDAR,))])
    assert first(papers, "av-us-maine")[0:2] == ({"Ash": "0", "Birch": "2", "Cedar": "4"}, "1")
    assert first(papers, "av-us")[0:2] == ({"Ash": "1", "Birch": "2", "Cedar": "4"}, "0")


def test_a_paper_is_rejected_in_scotland_unless_its_first_preference_is_clear() -> None:
    papers = contest([(1, (SKIPPED, ASH)), (2, ({ASH, BIRCH}, CEDAR)), (4, (CEDAR, ASH)), (3, (OVERVOTE, ASH))])
    tally, exhausted, _, told = first(papers, "stv-scottish")
    assert tally == {"Ash": "0.00000", "Birch": "0.00000", "Cedar": "4.00000"}
    assert exhausted == "0.00000"
    assert told == {"valid": 4, "blank": 0, "spoiled": 6}


def test_what_follows_a_missing_number_does_not_count_in_scotland() -> None:
    papers = contest([(1, (ASH, SKIPPED, BIRCH)), (3, (BIRCH,)), (4, (CEDAR,))])
    told = count(papers, "stv-scottish").to_json()
    assert told["stages"][1]["tally"] == {"Ash": "0.00000", "Birch": "3.00000", "Cedar": "4.00000"}  # type: ignore[index]
    assert told["stages"][1]["exhausted"] == "1.00000"  # type: ignore[index]


def test_papers_that_rank_nobody_are_blank() -> None:
    papers = contest([(2, (ASH,)), (3, (SKIPPED, SKIPPED)), (1, (BIRCH,))])
    for method in ("av", "av-us", "av-us-maine", "stv-scottish", "stv-meek"):
        assert first(papers, method)[3] == {"valid": 3, "blank": 3, "spoiled": 0}


def test_a_withdrawn_candidate_is_closed_up_before_the_first_stage() -> None:
    marks: Rankings = [(3, (ASH, BIRCH)), (2, ({ASH, BIRCH}, CEDAR)), (1, (ASH,)), (4, (CEDAR, ASH, SKIPPED, BIRCH))]
    tally, exhausted, _, told = first(contest(marks, withdrawn=[ASH]), "stv-scottish")
    assert tally == {"Birch": "5.00000", "Cedar": "4.00000"}
    assert exhausted == "0.00000"
    assert told == {"valid": 9, "blank": 1, "spoiled": 0}


@pytest.mark.parametrize(
    ("says", "at_first", "later"),
    [
        (Marks.STOP, ({"Ash": 1, "Birch": 5, "Cedar": 2, "Dogwood": 4}, 3), ({"Birch": 6, "Dogwood": 4}, 5)),
        (Marks.PASS, ({"Ash": 1, "Birch": 5, "Cedar": 2, "Dogwood": 7}, 0), ({"Birch": 6, "Dogwood": 9}, 0)),
        (
            Marks.STOP_IF_ANY_CONTINUES,
            ({"Ash": 1, "Birch": 5, "Cedar": 2, "Dogwood": 4}, 3),
            ({"Birch": 6, "Dogwood": 4}, 5),
        ),
        (
            Marks.STOP_IF_SEVERAL_CONTINUE,
            ({"Ash": 1, "Birch": 5, "Cedar": 2, "Dogwood": 4}, 3),
            ({"Birch": 8, "Dogwood": 4}, 3),
        ),
    ],
)
def test_what_several_marks_at_one_rank_do(
    says: Marks, at_first: tuple[dict[str, int], int], later: tuple[dict[str, int], int]
) -> None:
    papers = contest(
        [
            (3, ({ASH, BIRCH}, DOGWOOD)),
            (1, (ASH, BIRCH)),
            (5, (BIRCH,)),
            (2, (CEDAR, {ASH, BIRCH}, DOGWOOD)),
            (4, (DOGWOOD,)),
        ]
    )
    rules = replace(AV_US_TWO, overvote=Answer(says, "test"))
    stages = count_by(papers, rules, NoRule()).stages
    shown = [({papers.candidates[c]: votes for c, votes in stage.tally.items()}, stage.overvoted) for stage in stages]
    assert (shown[0], shown[-1]) == (at_first, later)


def test_a_gap_before_an_overvote_decides_where_it_ends_a_paper() -> None:
    papers = contest([(1, (SKIPPED, SKIPPED, {ASH, BIRCH})), (2, (ASH,)), (1, (BIRCH,))])
    told = count(papers, "av-us-maine").to_json()
    assert (told["stages"][0]["exhausted"], told["stages"][0]["overvoted"]) == ("1", "0")  # type: ignore[index]


def test_an_overvote_whose_marks_are_not_kept_ends_a_ballot_or_is_passed_over() -> None:
    papers = contest([(2, (OVERVOTE, CEDAR)), (3, (ASH,)), (4, (BIRCH,))])
    passing = replace(AV_US_TWO, overvote=Answer(Marks.PASS, "test"))
    assert [count_by(papers, rules, NoRule()).stages[0].overvoted for rules in (AV_US_TWO, passing)] == [2, 0]
    assert count_by(papers, passing, NoRule()).stages[0].tally[CEDAR] == 2


def test_a_candidate_named_again_is_passed_over_or_ends_a_paper() -> None:
    papers = contest([(2, (ASH, ASH, CEDAR)), (1, (ASH, BIRCH, ASH, CEDAR)), (4, (BIRCH,)), (4, (CEDAR,))])
    stopping = replace(AV_US_TWO, repeat_stops=Answer(says=True, cites="test"))
    last = [count_by(papers, rules, NoRule()).stages[-1] for rules in (AV_US_TWO, stopping)]
    assert [(stage.tally, stage.exhausted) for stage in last] == [({BIRCH: 5, CEDAR: 6}, 0), ({BIRCH: 5, CEDAR: 4}, 2)]
