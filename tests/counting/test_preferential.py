"""Small counts under each rule set, worked out by hand from its text, or by a second program where it says so."""

import pytest
from tests.counting.contests import (
    ASH,
    BIRCH,
    CASTOR,
    CEDAR,
    DOGWOOD,
    ELDER,
    POLLUX,
    Rankings,
    contest,
    elected,
    stages,
)

from tellers.counting.contest import Contest
from tellers.counting.methods import count
from tellers.counting.ties import Decisions


def test_exactly_half_elects_by_the_society_and_nobody_by_the_statute() -> None:
    half = contest([(5, (ASH,)), (3, (BIRCH,)), (2, (CEDAR, BIRCH))])
    assert len(stages(half, "av-ers")) == 1
    assert elected(half, "av-ers") == ["Ash"]
    assert [votes for _, votes, _ in stages(half, "av", "Birch")][1] == {"Ash": "5", "Birch": "5"}


def test_the_majority_is_of_votes_that_still_count() -> None:
    papers = contest([(5, (ASH,)), (4, (BIRCH,)), (3, (CEDAR,))])
    assert stages(papers, "av")[-1] == ("exclusion of Cedar", {"Ash": "5", "Birch": "4"}, "3")
    assert elected(papers, "av") == ["Ash"]


def test_a_batch_goes_when_it_does_not_exceed_the_next_or_when_it_is_below() -> None:
    papers = contest([(10, (ASH,)), (6, (BIRCH,)), (3, (CEDAR,)), (2, (DOGWOOD,)), (1, (ELDER,))])
    assert [event for event, _, _ in stages(papers, "av-ers")] == [
        "first preferences",
        "exclusion of Cedar, Dogwood, Elder",
    ]
    assert [event for event, _, _ in stages(papers, "av-us-batch")] == [
        "first preferences",
        "exclusion of Elder",
        "exclusion of Cedar, Dogwood",
    ]


def test_a_batch_never_parts_equals() -> None:
    papers = contest([(9, (ASH,)), (6, (BIRCH,)), (3, (CEDAR,)), (3, (DOGWOOD,)), (2, (ELDER,))])
    assert stages(papers, "av-us-batch")[1][0] == "exclusion of Elder"
    assert stages(contest([(9, (ASH,)), (8, (BIRCH,)), (3, (CEDAR,)), (3, (DOGWOOD,))]), "av-ers", "Dogwood")[1:] == [
        ("exclusion of Cedar, Dogwood", {"Ash": "9", "Birch": "8"}, "6")
    ]
    parted = contest([(9, (ASH,)), (5, (BIRCH,)), (3, (CEDAR,)), (3, (DOGWOOD,))])
    assert stages(parted, "av-ers", "Dogwood")[1][0] == "exclusion of Dogwood"


def test_a_batch_leaves_two_where_two_are_to_be_shown() -> None:
    papers = contest([(10, (ASH,)), (3, (BIRCH,)), (1, (CEDAR,))])
    assert stages(papers, "av-us-batch")[1:] == [("exclusion of Cedar", {"Ash": "10", "Birch": "3"}, "1")]


@pytest.mark.parametrize(
    ("method", "out", "how"),
    [
        ("av", "Cedar", "the earliest stage at which their votes differ: stage 1"),
        ("av-back", "Birch", "the most recent earlier stage at which their votes differ: stage 2"),
    ],
)
def test_a_tie_for_last_looks_forward_or_back(method: str, out: str, how: str) -> None:
    """Birch and Cedar have 6 and 5, then 6 and 7, then 7 each."""
    to_birch: Rankings = [(6, (BIRCH,)), (1, (ELDER, BIRCH)), (2, (ELDER,))]
    papers = contest([(21, (ASH,)), (20, (5,)), (5, (CEDAR,)), (2, (DOGWOOD, CEDAR)), *to_birch])
    transcript = count(papers, method)
    assert transcript.event(transcript.stages[3]) == f"exclusion of {out}"
    assert [tie.how for tie in transcript.ties] == [how]


def test_maine_ends_at_once_with_a_majority_of_first_choices_and_else_with_two() -> None:
    majority = contest([(6, (ASH,)), (3, (BIRCH,)), (2, (CEDAR, BIRCH))])
    assert len(stages(majority, "av-us-maine")) == 1
    none = contest([(5, (ASH,)), (3, (BIRCH,)), (2, (CEDAR, ASH)), (1, (DOGWOOD, ASH))])
    assert [event for event, _, _ in stages(none, "av-us-maine")][1:] == ["exclusion of Dogwood", "exclusion of Cedar"]
    assert [event for event, _, _ in stages(none, "av-us-maine-2018")][1:] == ["exclusion of Cedar, Dogwood"]


def test_undeclared_write_ins_go_out_first_where_the_rules_say_so() -> None:
    papers = contest([(6, (ASH,)), (4, (BIRCH,)), (3, (CEDAR, BIRCH)), (2, (DOGWOOD, ASH))])
    written_in = Contest("", papers.candidates, 1, papers.papers, undeclared=frozenset({CEDAR}))
    assert stages(written_in, "av-us-minneapolis")[1][0] == "exclusion of Cedar"
    assert stages(written_in, "av-us")[1][0] == "exclusion of Dogwood"


def test_the_lowest_go_until_as_many_are_left_as_places() -> None:
    papers = contest([(6, (ASH,)), (4, (BIRCH,)), (3, (CEDAR, DOGWOOD)), (2, (DOGWOOD, CEDAR))], seats=2)
    assert stages(papers, "av-us-bottoms-up")[1:] == [
        ("exclusion of Dogwood", {"Ash": "6", "Birch": "4", "Cedar": "5", "Dogwood": "0"}, "0"),
        ("exclusion of Birch", {"Ash": "6", "Birch": "0", "Cedar": "5", "Dogwood": "0"}, "4"),
    ]
    assert elected(papers, "av-us-bottoms-up") == ["Ash", "Cedar"]


def test_the_quota_exactly_elects_in_scotland_without_a_surplus_stage() -> None:
    papers = contest([(4, (ASH, BIRCH)), (3, (BIRCH,)), (3, (CEDAR,)), (1, (DOGWOOD, CEDAR))], seats=2)
    assert stages(papers, "stv-scottish") == [
        (
            "first preferences",
            {"Ash": "4.00000", "Birch": "3.00000", "Cedar": "3.00000", "Dogwood": "1.00000"},
            "0.00000",
        ),
        (
            "exclusion of Dogwood",
            {"Ash": "4.00000", "Birch": "3.00000", "Cedar": "4.00000", "Dogwood": "0.00000"},
            "0.00000",
        ),
    ]


def test_nothing_moves_when_no_more_stand_than_places() -> None:
    papers = contest([(9, (ASH, BIRCH)), (1, (BIRCH,))], seats=3)
    assert len(stages(papers, "stv-scottish")) == 1
    assert elected(papers, "stv-scottish") == ["Ash", "Birch"]


def test_senate_votes_are_whole_and_papers_go_value_by_value() -> None:
    papers = contest(
        [(5, (ASH, BIRCH)), (2, (ASH, CEDAR, BIRCH)), (1, (BIRCH,)), (1, (CEDAR, DOGWOOD)), (2, (DOGWOOD,))], seats=2
    )
    transcript = count(papers, "stv-senate-2016")
    assert [tuple(stage.tally.values()) for stage in transcript.stages] == [
        (7, 1, 1, 2),
        (4, 3, 1, 2),
        (4, 3, 0, 3),
        (4, 3, 0, 3),
    ]
    assert [stage.note for stage in transcript.stages[2:]] == ["papers of value 1", "papers of value 3/7"]
    assert [stage.exhausted for stage in transcript.stages] == [0, 1, 1, 1]
    assert [stage.excluded for stage in transcript.stages] == [(), (), (CEDAR,), ()]
    assert transcript.to_json()["elected"] == ["Ash", "Birch"]
    assert transcript.ties[0].how == "the most recent earlier stage at which their votes differ: stage 2"


def test_votes_of_the_excluded_go_part_by_part_for_the_senate() -> None:
    """A surplus of 33 on 70 papers; the 20 of them that Cedar holds are worth 9 votes, the 10 first preferences 10."""
    papers = contest(
        [(50, (ASH, BIRCH)), (20, (ASH, CEDAR, BIRCH)), (10, (BIRCH,)), (10, (CEDAR, DOGWOOD)), (20, (DOGWOOD,))],
        seats=2,
    )
    transcript = count(papers, "stv-senate-2016")
    assert [tuple(stage.tally.values()) for stage in transcript.stages] == [
        (70, 10, 10, 20),
        (37, 33, 19, 20),
        (37, 33, 9, 30),
        (37, 42, 0, 30),
    ]
    assert [(stage.exhausted, stage.lost) for stage in transcript.stages] == [(0, 0), (1, 1), (1, 1), (1, 1)]


@pytest.mark.parametrize(
    ("method", "second"), [("stv-scottish", "surplus of Cedar"), ("stv-senate-2016", "surplus of Birch")]
)
def test_the_largest_surplus_goes_first_in_scotland_and_the_first_elected_for_the_senate(
    method: str, second: str
) -> None:
    papers = contest(
        [(45, (ASH, CEDAR, DOGWOOD)), (23, (BIRCH, ELDER)), (10, (CEDAR, DOGWOOD)), (12, (DOGWOOD,)), (10, (ELDER,))],
        seats=4,
    )
    assert [event for event, _, _ in stages(papers, method)][1:3] == ["surplus of Ash", second]


@pytest.mark.parametrize(
    ("method", "third", "exhausted"),
    [
        ("stv-ers97", {"Ash": "36.60", "Birch": "33.34", "Cedar": "30.00", "Dogwood": "0.00"}, "0.06"),
        (
            "stv-scottish",
            {"Ash": "33.64864", "Birch": "34.00000", "Cedar": "32.02700", "Dogwood": "0.00000"},
            "0.32436",
        ),
    ],
)
def test_a_later_surplus_is_of_the_last_batch_under_ers97_and_of_all_papers_in_scotland(
    method: str, third: dict[str, str], exhausted: str
) -> None:
    """Birch has 25 first preferences that go on to Cedar, then 12 papers of Dogwood's, of which 8 go on to Ash."""
    papers = contest(
        [(33, (ASH,)), (25, (BIRCH, CEDAR)), (30, (CEDAR,)), (8, (DOGWOOD, BIRCH, ASH)), (4, (DOGWOOD, BIRCH))],
        seats=2,
    )
    assert stages(papers, method)[2] == ("surplus of Birch", third, exhausted)


def test_places_without_candidates_are_told() -> None:
    told = count(contest([(2, (ASH,)), (1, (BIRCH,))], seats=3), "stv-scottish")
    assert told.notes == ("places left empty because no candidates are left: 1",)
    assert count(contest([(2, (ASH,)), (1, (BIRCH,))], seats=2), "stv-scottish").notes == ()


def test_the_last_exclusion_for_the_senate_was_carried_out_in_2016_and_broken_off_in_2019() -> None:
    papers = contest([(40, (ASH,)), (20, (BIRCH,)), (19, (CEDAR,)), (10, (DOGWOOD, CEDAR))], seats=3)
    done, broken_off = count(papers, "stv-senate-2016"), count(papers, "stv-senate-2019")
    assert done.stages[2].tally == {ASH: 23, BIRCH: 20, CEDAR: 29, DOGWOOD: 0}
    assert broken_off.stages[-1].tally == {ASH: 23, BIRCH: 20, CEDAR: 19, DOGWOOD: 10}
    assert set(done.elected) == set(broken_off.elected) == {ASH, BIRCH, CEDAR}


def test_equals_for_the_last_place_are_decided_at_once_by_the_regulations_and_wait_under_ers97() -> None:
    level = contest([(5, (ASH,)), (5, (BIRCH,))])
    at_once, waiting = count(level, "av-ers", Decisions(("Ash",))), count(level, "stv-ers97", Decisions(("Ash",)))
    assert (at_once.ties[0].over, at_once.names(at_once.elected)) == ("election", ["Ash"])
    assert (waiting.ties[0].over, waiting.names(waiting.elected)) == ("exclusion", ["Birch"])


def test_weighted_inclusive_gregory_is_what_droop_counts() -> None:
    """Truth: jklundell/droop, test/ref/dump, 42t-wigm-prf-fixed-p4-d4 and 513-wigm-prf-batch-fixed-p4-d4."""
    first, surplus, rest = stages(contest(POLLUX, seats=2), "stv-wig")
    assert first[1] == {"Ash": "4.0000", "Birch": "0.0000", "Cedar": "2.0000"}
    assert surplus[1] == {"Ash": "2.0001", "Birch": "1.9996", "Cedar": "2.0000"}
    assert rest[0] == "exclusion of Birch"
    assert elected(contest(POLLUX, seats=2), "stv-wig") == ["Ash", "Cedar"]
    batch = count(contest(CASTOR, seats=2), "stv-wig-batch").to_json()
    assert (batch["quota"], batch["elected"]) == ("3.0001", ["Ash", "Cedar"])


def test_minneapolis_puts_out_who_cannot_be_elected_before_a_surplus_moves() -> None:
    """Truth: jklundell/droop, test/ref/dump, 513-mpls-fixed-p4-d4."""
    assert stages(contest(CASTOR, seats=2), "stv-minneapolis") == [
        ("first preferences", {"Ash": "5.0000", "Birch": "1.0000", "Cedar": "3.0000"}, "0.0000"),
        ("exclusion of Birch", {"Ash": "5.0000", "Birch": "0.0000", "Cedar": "3.0000"}, "1.0000"),
    ]


def test_minneapolis_cuts_the_surplus_fraction_before_it_is_used() -> None:
    """119 votes over a quota of 85 give 0.2857 a paper, as droop's dump of its contest M135 has it."""
    papers = contest([(34, (ASH, BIRCH)), (85, (ASH,)), (70, (BIRCH,)), (65, (CEDAR,))], seats=2)
    event, votes, exhausted = stages(papers, "stv-minneapolis")[1]
    assert event == "surplus of Ash"
    assert votes == {"Ash": "85.0000", "Birch": "79.7138", "Cedar": "65.0000"}
    assert exhausted == "24.2862"
