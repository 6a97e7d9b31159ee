"""Labor's contest of 2013 and the Liberal spills of 2015 and 2018 through `tellers decide`.

Truth: The Poll Bludger, 13 October 2013; ABC News and the Australian Financial Review, 24 August 2018; Wikipedia on
the spills of 2015, as each is cited in the facts beside the books.
"""

from fractions import Fraction
from pathlib import Path

import pytest
from tests.rulebooks.replaying import (
    Json,
    decide,
    decide_changed,
    excluded,
    only_finding,
    outcomes,
    share,
    tally,
    texts,
    thousandths,
    threshold,
)

# Labor, 13 October 2013: caucus 55 to 31, members 12,196 to 18,230.


def test_the_caucus_and_the_members_have_a_half_each_and_52_02_per_cent_win() -> None:
    found = only_finding(decide("alp", "leader-election", "2013-10-13-leader-election"))
    assert (found["outcome"], found["winners"]) == ("elected", ["Bill Shorten"])
    majority = threshold(found, "share > 1/2")
    assert thousandths(Fraction(majority["count_size"])) == "52.019"


def test_the_loser_won_the_members_and_had_36_and_not_34_per_cent_of_the_caucus() -> None:
    answer = decide("alp", "leader-election", "2013-10-13-leader-election")
    assert thousandths(share(answer, "Anthony Albanese", "valid in members")) == "59.916"
    assert thousandths(share(answer, "Anthony Albanese", "valid in caucus")) == "36.047"
    said = texts(answer["contradictions"])
    assert "34.1" in said
    assert "59.92" not in said


def test_the_loser_needed_more_than_63_95_per_cent_of_the_members(tmp_path: Path) -> None:
    winners = []
    for members in (19459, 19460):  # 55/86 of 30,426 is 19,458.5; half of the whole takes as much of the members
        facts = college(members)
        winners.append(only_finding(decide_changed("alp", "leader-election", facts, tmp_path))["winners"])
    assert Fraction(19458, 30426) < Fraction(55, 86) < Fraction(19459, 30426)
    assert winners == [["Anthony Albanese"], ["Anthony Albanese"]]
    lower = only_finding(decide_changed("alp", "leader-election", college(19458), tmp_path))
    assert lower["winners"] == ["Bill Shorten"]


def college(albanese: int) -> Json:
    caucus, members = {"Bill Shorten": 55, "Anthony Albanese": 31}, 30426
    sections = {"caucus": caucus, "members": {"Bill Shorten": members - albanese, "Anthony Albanese": albanese}}
    candidates = ["Bill Shorten", "Anthony Albanese"]
    return {"format": 1, "on": "2013-10-13", "candidates": candidates, "ballot": {"sections": sections}}


@pytest.mark.parametrize(
    ("opposition", "needed"),
    [pytest.param(1, 52, id="in opposition"), pytest.param(0, 65, id="against a prime minister")],
)
def test_a_ballot_against_the_leader_takes_52_or_65_of_86(opposition: int, needed: int, tmp_path: Path) -> None:
    ends = []
    for signatures in (needed - 1, needed):
        facts: Json = {"format": 1, "on": "2014-02-01", "dates": {"last-signature": "2014-02-01"}}
        facts |= {"sizes": {"caucus": 86}, "signatures": signatures, "counts": {"in-opposition": opposition}}
        found = only_finding(decide_changed("alp", "petition", facts, tmp_path))
        asked = {each["fraction"]: each["needed"] for each in found["thresholds"] if each["count"] == "signatures"}
        ends.append((found["outcome"], asked))
    assert ends == [("not-triggered", {"3/4": 65, "3/5": 52}), ("triggered", {"3/4": 65, "3/5": 52})]


# The Liberal party room: 43 of 85 sign, 45 to 40 spill, and the leader of the first ballot loses the second.


def test_43_of_85_signatures_call_a_meeting() -> None:
    found = only_finding(decide("liberal-party-australia", "petition", "2018-08-24-petition"))
    majority = threshold(found, "signatures > 1/2 of entitled")
    assert (found["outcome"], majority["base_size"], majority["needed"]) == ("triggered", 85, 43)


def test_45_to_40_vacate_the_leadership_and_open_a_ballot() -> None:
    answer = decide("liberal-party-australia", "spill", "2018-08-24-spill")
    found = only_finding(answer)
    assert found["outcome"] == "carried"
    assert threshold(found, "for > 1/2 of valid")["needed"] == 43
    assert [effect["does"] for effect in found["effects"]] == ["vacates", "opens"]
    assert thousandths(share(answer, "for", "valid")) == "52.941"


def test_in_august_2018_the_first_of_the_first_ballot_loses_the_second() -> None:
    found = only_finding(decide("liberal-party-australia", "leader-election", "2018-08-24-leader-election"))
    assert (found["outcome"], found["winners"]) == ("elected", ["Scott Morrison"])
    assert excluded(found, "ballot")[0] == ["Julie Bishop"]
    first, second = tally(found, "ballot", 1), tally(found, "ballot", 2)
    assert first["Peter Dutton"] > first["Scott Morrison"]
    assert [second["Scott Morrison"], second["Peter Dutton"]] == [45, 40]
    assert found["thresholds"][-1]["needed"] == 43


@pytest.mark.parametrize(
    ("procedure", "name", "winner", "percent"),
    [
        ("leader-election", "2018-08-21-leader-election", "Malcolm Turnbull", "57.831"),
        ("leader-election", "2015-09-14-leader-election", "Malcolm Turnbull", "55.102"),
        ("deputy-election", "2015-09-14-deputy-election", "Julie Bishop", "70.000"),
    ],
)
def test_two_candidates_are_decided_in_one_ballot(procedure: str, name: str, winner: str, percent: str) -> None:
    answer = decide("liberal-party-australia", procedure, name)
    found = only_finding(answer)
    assert (found["outcome"], found["winners"]) == ("elected", [winner])
    assert thousandths(share(answer, winner, "valid")) == percent


def test_the_informal_paper_of_2015_is_a_paper_and_no_vote() -> None:
    answer = decide("liberal-party-australia", "leader-election", "2015-09-14-leader-election")
    assert share(answer, "spoiled", "papers") == Fraction(1, 99)
    assert answer["contradictions"] == []  # 55.1 per cent was printed, and is of 98


def test_in_february_2015_39_to_61_spill_nothing() -> None:
    answer = decide("liberal-party-australia", "spill", "2015-02-09-spill")
    assert outcomes(answer) == {"lost"}
