"""Meek's method: what droop counts, to the ninth decimal, and how papers and rounds are read."""

import pytest
from tests.counting.contests import (
    ASH,
    BIRCH,
    CASTOR,
    CEDAR,
    DOGWOOD,
    POLLUX,
    Rankings,
    contest,
    elected,
    stages,
)

from tellers.counting.contest import SKIPPED
from tellers.counting.methods import count
from tellers.counting.ties import Decisions
from tellers.errors import Refused


@pytest.mark.parametrize(
    ("rankings", "second"),
    [
        (CASTOR, {"Ash": "3.000000005", "Birch": "2.999999995", "Cedar": "3.000000000"}),
        (POLLUX, {"Ash": "2.000000004", "Birch": "1.999999996", "Cedar": "2.000000000"}),
    ],
)
def test_meek_is_what_droop_counts_to_the_ninth_decimal(rankings: Rankings, second: dict[str, str]) -> None:
    """Truth: jklundell/droop, test/ref/dump, 513-meek-prf-o6-fixed-p9-d9 and 42t-meek-prf-o6-fixed-p9-d9."""
    papers = contest(rankings, seats=2)
    assert stages(papers, "stv-meek")[1][1] == second
    assert elected(papers, "stv-meek") == ["Ash", "Cedar"]


def test_meek_ends_without_another_round_when_as_many_are_left_as_places() -> None:
    transcript = count(contest(CASTOR, seats=2), "stv-meek")
    assert [transcript.event(stage) for stage in transcript.stages] == [
        "first preferences",
        "surplus of Ash",
        "exclusion of Birch",
    ]
    assert transcript.stages[2].tally == transcript.stages[1].tally
    assert transcript.stages[2].note == "the votes need not be worked out again"
    assert [stage.elected for stage in transcript.stages] == [(ASH,), (), (CEDAR,)]


@pytest.mark.parametrize("marks", [(ASH, ASH, BIRCH), (ASH, SKIPPED, BIRCH), (ASH, SKIPPED, ASH, SKIPPED, BIRCH)])
def test_meek_takes_a_candidate_named_twice_once_and_passes_over_gaps(marks: tuple[int, ...]) -> None:
    plain, odd = contest([(5, (ASH, BIRCH)), *CASTOR[1:]], seats=2), contest([(5, marks), *CASTOR[1:]], seats=2)
    assert stages(plain, "stv-meek") == stages(odd, "stv-meek")


def test_meek_refuses_more_papers_than_it_can_count_exactly() -> None:
    with pytest.raises(Refused, match="counts up to 4611686018"):
        count(contest([(5_000_000_000, (ASH,)), (1, (BIRCH,))]), "stv-meek")


def test_meek_asks_who_goes_out_among_equals_and_every_stage_accounts_for_every_vote() -> None:
    papers = contest([(3, (ASH,)), (2, (BIRCH,)), (2, (CEDAR, BIRCH)), (1, (DOGWOOD,))])
    told = count(papers, "stv-meek", Decisions(("Cedar",))).to_json()
    assert told["ties"] == [
        {"stage": 3, "over": "exclusion", "tied": ["Birch", "Cedar"], "chosen": ["Cedar"], "how": "decision 1"}
    ]
    assert [
        (stage["number"], stage["event"], stage["excluded"], stage["exhausted"], stage["elected"])
        for stage in told["stages"]  # type: ignore[attr-defined]
    ] == [
        (1, "first preferences", [], "0.000000000", []),
        (2, "exclusion of Dogwood", ["Dogwood"], "1.000000000", []),
        (3, "exclusion of Cedar", ["Cedar"], "1.000000000", ["Birch"]),
    ]
