"""Votes of confidence in UKIP, in the House of Commons and in the Bundestag through `tellers decide`.

Truth: Guido Fawkes, 17 February 2018; UK Parliament, September 2019; Bundestag, Datenhandbuch, 6.13; Der Standard on
the questions of confidence; the divisions of 1979, 2017 and January 2019 and the vote of 1972 from memory.
"""

from pathlib import Path

import pytest
from tests.rulebooks.replaying import (
    Json,
    decide,
    decide_changed,
    facts_of,
    only_finding,
    outcomes,
    share,
    stated,
    texts,
    thousandths,
    threshold,
    undecided,
)

# UKIP, 17 February 2018: 867 to 500, 11 spoiled.


def test_the_members_endorse_the_committee_and_the_leader_is_removed() -> None:
    answer = decide("ukip", "endorsement", "2018-02-17-endorsement")
    found = only_finding(answer)
    majority = threshold(found, "for > 1/2 of valid")
    assert (found["outcome"], majority["base_size"], majority["needed"]) == ("carried", 1367, 684)
    assert [(effect["does"], effect["office"]) for effect in found["effects"]] == [
        ("vacates", "leader"),
        ("appoints", "interim-leader"),
        ("opens", "leader"),
    ]
    assert found["effects"][2]["due"] == "2018-05-18"  # 90 days
    assert [thousandths(share(answer, "for", base)) for base in ("valid", "papers")] == ["63.424", "62.917"]


def test_the_misprinted_857_of_1300_and_67_per_cent_are_shown() -> None:
    answer = decide("ukip", "endorsement", "2018-02-17-endorsement")
    assert set(stated(answer, "papers.for")) == {"867", "857"}
    assert set(stated(answer, "papers.returned")) == {"1378", "1300"}
    assert "67" in texts(answer["contradictions"])
    assert answer["turns_on_facts"] == []


def test_a_meeting_that_does_not_endorse_topples_the_committee(tmp_path: Path) -> None:
    facts = facts_of("ukip", "2018-02-17-endorsement")
    facts["papers"] = {"for": 500, "against": 867, "spoiled": 11, "blank": 0}
    del facts["reported"]
    found = only_finding(decide_changed("ukip", "endorsement", facts, tmp_path))
    assert found["outcome"] == "lost"
    assert [(effect["does"], effect["body"]) for effect in found["effects"]] == [("dissolves", "nec")]


def test_two_thirds_would_not_have_been_met() -> None:
    assert share(decide("ukip", "endorsement", "2018-02-17-endorsement"), "for", "valid") * 3 < 2


def test_a_meeting_after_29_days_is_too_late(tmp_path: Path) -> None:
    facts = facts_of("ukip", "2018-02-17-endorsement")
    facts["dates"]["ballot"] = "2018-02-19"
    assert outcomes(decide_changed("ukip", "endorsement", facts, tmp_path)) == {"refused"}


def test_the_committees_own_count_was_never_published_and_is_named_as_missing() -> None:
    answer = undecided("ukip", "nec-no-confidence", "2018-01-21-nec-no-confidence")
    assert "papers.for" in answer["missing"]
    assert outcomes(answer) == {None}


# The House of Commons.


@pytest.mark.parametrize(
    ("name", "outcome", "needed"),
    [("2019-01-16-no-confidence", "lost", 316), ("1979-03-28-no-confidence", "carried", 311)],
)
def test_the_government_stands_or_falls_by_more_than_half_of_the_votes(name: str, outcome: str, needed: int) -> None:
    found = only_finding(decide("house-of-commons", "no-confidence", name))
    assert found["outcome"] == outcome
    assert threshold(found, "for > 1/2 of valid")["needed"] == needed


def test_in_2019_the_government_has_51_506_per_cent() -> None:
    answer = decide("house-of-commons", "no-confidence", "2019-01-16-no-confidence")
    assert [thousandths(share(answer, side, "valid")) for side in ("for", "against")] == ["48.494", "51.506"]


def test_what_a_lost_confidence_does_depends_on_the_year(tmp_path: Path) -> None:
    convention = only_finding(decide("house-of-commons", "no-confidence", "1979-03-28-no-confidence"))
    assert [effect["binding"] for effect in convention["effects"]] == [False]
    facts = facts_of("house-of-commons", "2019-01-16-no-confidence")
    facts["papers"] = {"for": 325, "against": 306, "blank": 0, "spoiled": 0}
    by_the_act = only_finding(decide_changed("house-of-commons", "no-confidence", facts, tmp_path))
    assert [(effect["does"], effect["due"]) for effect in by_the_act["effects"]] == [
        ("opens", "2019-01-30"),
        ("dissolves", None),
    ]
    assert "s.2(3)" in texts(by_the_act["effects"])


@pytest.mark.parametrize(
    ("name", "for_", "outcome"),
    [("2019-09-04-early-election", 298, "lost"), ("2017-04-19-early-election", 522, "carried")],
)
def test_an_early_election_takes_434_of_650_seats(name: str, for_: int, outcome: str) -> None:
    found = only_finding(decide("house-of-commons", "early-election", name))
    share_of_seats = threshold(found, "for >= 2/3 of seats")
    assert (share_of_seats["count_size"], share_of_seats["base_size"], share_of_seats["needed"]) == (for_, 650, 434)
    assert found["outcome"] == outcome


# The Bundestag.


def test_in_1982_249_of_497_elect_a_successor_and_256_do() -> None:
    answer = decide("bundestag", "constructive", "1982-10-01-constructive")
    found = only_finding(answer)
    majority = threshold(found, "for > 1/2 of entitled")
    assert (majority["count_size"], majority["base_size"], majority["needed"]) == (256, 497, 249)
    assert (found["outcome"], found["winners"]) == ("carried", ["Helmut Kohl"])
    assert [effect["does"] for effect in found["effects"]] == ["vacates", "elects"]
    shares = [thousandths(share(answer, "for", base)) for base in ("valid", "papers", "entitled")]
    assert shares == ["52.138", "51.717", "51.509"]


@pytest.mark.parametrize(("signatures", "outcome"), [(124, "not-triggered"), (125, "triggered")])
def test_a_quarter_of_497_members_move_the_election_of_a_successor(
    signatures: int, outcome: str, tmp_path: Path
) -> None:
    facts: Json = {"format": 1, "on": "1982-09-28", "sizes": {"bundestag": 497}, "signatures": signatures}
    found = only_finding(decide_changed("bundestag", "constructive-motion", facts, tmp_path))
    assert (found["outcome"], found["thresholds"][0]["needed"]) == (outcome, 125)


def test_in_1972_247_of_496_are_two_too_few() -> None:
    found = only_finding(decide("bundestag", "constructive", "1972-04-27-constructive"))
    assert (found["outcome"], found["winners"]) == ("lost", [])
    assert threshold(found, "for > 1/2 of entitled")["needed"] == 249


def test_a_successor_cannot_be_elected_within_48_hours(tmp_path: Path) -> None:
    facts = facts_of("bundestag", "1982-10-01-constructive")
    facts["dates"] = {"motion": "1982-09-30T10:00:00+01:00", "ballot": "1982-10-01T15:00:00+01:00"}
    assert outcomes(decide_changed("bundestag", "constructive", facts, tmp_path)) == {"refused"}


@pytest.mark.parametrize(
    ("name", "outcome"),
    [("1982-02-05-confidence-question", "carried"), ("1982-12-17-confidence-question", "lost")],
)
def test_the_question_of_confidence_takes_249_of_497(name: str, outcome: str) -> None:
    found = only_finding(decide("bundestag", "confidence-question", name))
    assert (found["outcome"], threshold(found, "for > 1/2 of entitled")["needed"]) == (outcome, 249)


def test_a_question_lost_on_purpose_lets_the_president_dissolve_within_21_days() -> None:
    found = only_finding(decide("bundestag", "confidence-question", "1982-12-17-confidence-question"))
    (effect,) = found["effects"]
    assert (effect["binding"], effect["does"], effect["due"]) == (False, "dissolves", "1983-01-07")
