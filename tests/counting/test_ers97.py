"""ERS97, worked out by hand from the paragraphs of its text; `test_twins` holds it to a slow twin too."""

from tests.counting.contests import ASH, BIRCH, CEDAR, DOGWOOD, ELDER, Rankings, contest, stages

from tellers.counting.methods import count


def test_ers97_shares_a_surplus_over_transferable_papers_to_two_decimals() -> None:
    papers = contest(
        [(4, (ASH, BIRCH)), (1, (ASH, CEDAR)), (1, (ASH,)), (2, (BIRCH,)), (1, (CEDAR,)), (1, (DOGWOOD,))], seats=2
    )
    assert stages(papers, "stv-ers97")[1] == (
        "surplus of Ash",
        {"Ash": "3.34", "Birch": "4.12", "Cedar": "1.53", "Dogwood": "1.00"},
        "0.01",
    )
    assert count(papers, "stv-ers97").to_json()["quota"] == "3.34"


def test_ers97_defers_a_surplus_that_cannot_change_who_is_lowest() -> None:
    papers = contest([(12, (ASH, BIRCH)), (8, (BIRCH,)), (9, (CEDAR,)), (1, (DOGWOOD, CEDAR))], seats=2)
    events = [event for event, _, _ in stages(papers, "stv-ers97")]
    assert events[:2] == ["first preferences", "exclusion of Dogwood"]


def test_ers97_lowers_the_quota_while_nobody_is_elected() -> None:
    papers = contest([(30, (ASH,)), (29, (BIRCH,)), (28, (CEDAR,)), (25, (DOGWOOD,)), (1, (ELDER,))], seats=2)
    transcript = count(papers, "stv-ers97")
    assert [transcript.text(stage.quota or 0) for stage in transcript.stages[:2]] == ["37.67", "29.00"]


def test_the_quota_of_ers97_stands_once_somebody_is_elected_and_the_active_vote_elects_below_it() -> None:
    papers = contest([(39, (ASH,)), (1, (ASH, DOGWOOD)), (10, (BIRCH,)), (9, (CEDAR,)), (3, (DOGWOOD,))], seats=2)
    transcript = count(papers, "stv-ers97")
    assert {stage.quota for stage in transcript.stages} == {2067}
    assert (transcript.stages[1].exhausted, transcript.stages[1].lost) == (1833, 0)
    assert [transcript.event(stage) for stage in transcript.stages] == [
        "first preferences",
        "surplus of Ash",
        "exclusion of Dogwood",
    ]
    assert transcript.stages[2].tally[BIRCH] == 1000
    assert transcript.stages[2].elected == (BIRCH,)


def test_equals_for_too_few_places_are_told_apart_by_the_earliest_votes_under_ers97() -> None:
    """All three come to a quota of 30 at once; 5.6.2 looks at their 29, 28 and 27 first preferences."""
    on: Rankings = [(1, (DOGWOOD, ASH)), (2, (DOGWOOD, BIRCH)), (3, (DOGWOOD, CEDAR))]
    transcript = count(contest([(29, (ASH,)), (28, (BIRCH,)), (27, (CEDAR,)), *on], seats=2), "stv-ers97")
    assert set(list(transcript.stages[1].tally.values())[:3]) == {3000}
    assert transcript.elected == transcript.stages[1].elected == (ASH, BIRCH)
    assert {tie.how for tie in transcript.ties} == {"the earliest stage at which their votes differ: stage 1"}
