"""Elections to the Kubernetes Steering Committee, and its own votes, decided from its book and facts.

Expected values: the official results of 2018, 2020 and 2023; the sums that the charter itself works.
"""

from pathlib import Path

import pytest
from tests.rulebooks.replaying import (
    Json,
    decide,
    decide_changed,
    facts_of,
    finding,
    only_finding,
    share,
    thousandths,
    threshold,
)

CLAUSE = "Elections, Maximal representation"

OFFICIAL = {
    "steering-2018": (["Aaron Crickenberger", "Timothy St. Clair", "Davanum Srinivas"], "44.364"),
    "steering-2020": (["Jordan Liggitt", "Bob Killen", "Davanum Srinivas"], "40.999"),
    "steering-2023": (["soltysh", "pohly", "pacoxu", "justaugustus"], "29.354"),
}
"""Winners in order of the official result, and the turnout printed with it."""


@pytest.mark.parametrize("name", sorted(OFFICIAL))
def test_those_at_the_top_of_the_order_are_elected(name: str) -> None:
    winners, turnout = OFFICIAL[name]
    answer = decide("kubernetes", "election", name)
    found = finding(answer, "at-most")
    assert (found["outcome"], found["winners"]) == ("elected", winners)
    assert not any(each["removed"] for each in found["filters"])
    assert thousandths(share(answer, "papers", "entitled")) == turnout


@pytest.mark.parametrize("name", ["steering-2020", "steering-2023"])
def test_the_third_is_not_reached_after_2019_so_nothing_turns_on_its_reading(name: str) -> None:
    """Officially: "proportional representation limits were not invoked" (2023)."""
    answer = decide("kubernetes", "election", name)
    assert answer["turns_on"] == []
    assert finding(answer, "below")["winners"] == OFFICIAL[name][0]


def test_in_2018_one_company_came_to_exactly_a_third_and_officially_kept_it() -> None:
    """Google had three who stayed and one who was elected: four of twelve. Under a third the winner would fall out."""
    answer = decide("kubernetes", "election", "steering-2018")
    assert answer["turns_on"] == [CLAUSE]
    below = finding(answer, "below")
    (cap,) = [each for each in below["filters"] if each["removed"]]
    assert (cap["removed"], cap["added"]) == (["Aaron Crickenberger"], ["Nikhita Raghunath"])
    assert below["winners"] == ["Timothy St. Clair", "Davanum Srinivas", "Nikhita Raghunath"]


@pytest.mark.parametrize("name", sorted(OFFICIAL))
def test_no_opinion_put_last_changes_the_order_but_not_who_is_elected(name: str, tmp_path: Path) -> None:
    """The other way to count the same ballots; the official order is met only by the first (2018, 2023)."""
    facts = facts_of("kubernetes", name)
    facts["ballot"]["pairwise"][0]["adopted"] = False
    facts["ballot"]["pairwise"][1]["adopted"] = True
    answer = decide_changed("kubernetes", "election", facts, tmp_path)
    assert finding(answer, "at-most")["winners"] == OFFICIAL[name][0]
    (said,) = [each for each in answer["contradictions"] if each["fact"] == "ballot.pairwise"]
    assert [("not compared" in one["source"], "put last" in one["source"]) for one in said["statements"]] == [
        (True, False),
        (False, True),
    ]


ORDER = {
    "steering-2018": [
        "Aaron Crickenberger",
        "Timothy St. Clair",
        "Davanum Srinivas",
        "Nikhita Raghunath",
        "Kris Nova",
        "Quinton Hoole",
        "Stephen Augustus",
        "Tim Pepper",
    ],
    "steering-2020": [
        "Jordan Liggitt",
        "Bob Killen",
        "Davanum Srinivas",
        "Stephen Augustus",
        "Ian Coldwater",
        "Lachlan Evenson",
        "Federico Bongiovanni",
        "Carlos Panato",
        "Divya Mohan",
        "Mayank Kumar",
    ],
    "steering-2023": [
        "soltysh",
        "pohly",
        "pacoxu",
        "justaugustus",
        "natalisucks",
        "ameukam",
        "divya-mohan0209",
        "xmudrii",
        "vincepri",
        "detiber",
        "qedrakmar",
    ],
}
"""The official order of all who stood."""


@pytest.mark.parametrize("name", sorted(ORDER))
def test_the_whole_order_is_the_official_one(name: str, tmp_path: Path) -> None:
    """With a place for all but the last, and companies that are all different."""
    facts = facts_of("kubernetes", name)
    facts |= {"seats": len(ORDER[name]) - 1, "sitting": []}
    facts["candidates"] = {who: {"company": f"of {who}"} for who in ORDER[name]}
    answer = decide_changed("kubernetes", "election", facts, tmp_path)
    assert finding(answer, "at-most")["winners"] == ORDER[name][:-1]


def test_a_vacant_seat_goes_to_the_next_of_the_last_election(tmp_path: Path) -> None:
    """Fourth in the official order of 2018; that a seat fell vacant is invented."""
    facts = facts_of("kubernetes", "steering-2018")
    facts |= {"procedure": "vacancy", "on": "2019-05-01", "dates": {"ballot": "2019-05-01"}}
    told = facts["ballot"]["pairwise"][0]["value"]
    left = [place for place, who in enumerate(told["candidates"]) if who in ORDER["steering-2018"][3:]]
    names = [told["candidates"][place] for place in left]
    matrix = [[told["matrix"][row][column] for column in left] for row in left]
    facts["ballot"]["pairwise"] = {"candidates": names, "matrix": matrix}
    facts["candidates"] = {who: facts["candidates"][who] for who in names}
    del facts["seats"]
    answer = decide_changed("kubernetes", "vacancy", facts, tmp_path)
    assert [found["winners"] for found in answer["findings"]] == [["Nikhita Raghunath"]] * 2


@pytest.mark.parametrize(("employers", "outcome"), [(2, "refused"), (3, "admitted")])
def test_three_voters_of_three_employers_endorse_a_candidate(employers: int, outcome: str, tmp_path: Path) -> None:
    endorsed = {"count": 3, "counts": {"employers": employers}, "consent": True}
    facts: Json = {"format": 1, "on": "2023-08-20", "nominations": {"A": endorsed}}
    assert only_finding(decide_changed("kubernetes", "nomination", facts, tmp_path))["outcome"] == outcome


def vote(yes: int, no: int, present: int, **dates: str) -> Json:
    """Figures invented for the rule."""
    papers = {"for": yes, "against": no, "blank": present - yes - no, "spoiled": 0}
    return {
        "format": 1,
        "on": "2023-06-01",
        "dates": {"ballot": "2023-06-01T12:00:00Z", **dates},
        "entitled": 7,
        "present": present,
        "movers": 1,
        "seconders": 1,
        "papers": papers,
    }


FEEDBACK = {"public-meeting": "2023-05-17T12:00:00Z", "feedback-ends": "2023-05-31T12:00:00Z"}


@pytest.mark.parametrize(("yes", "outcome"), [(5, "lost"), (6, "carried")])
def test_a_member_is_removed_by_six_of_seven(yes: int, outcome: str, tmp_path: Path) -> None:
    """The charter: three quarters of seven are 5.25, so six."""
    found = only_finding(decide_changed("kubernetes", "removal", vote(yes, 1, 7, **FEEDBACK), tmp_path))
    assert found["outcome"] == outcome
    stated = threshold(found, "for >= 3/4 of seats")
    assert (stated["needed"], stated["base_size"]) == (6, 7)


def test_the_vote_on_a_removal_is_held_within_48_hours_of_the_feedback(tmp_path: Path) -> None:
    late = FEEDBACK | {"feedback-ends": "2023-05-30T11:00:00Z", "public-meeting": "2023-05-16T11:00:00Z"}
    found = only_finding(decide_changed("kubernetes", "removal", vote(7, 0, 7, **late), tmp_path))
    assert found["outcome"] == "refused"


@pytest.mark.parametrize(("yes", "present", "outcome"), [(4, 4, "inquorate"), (3, 5, "lost"), (4, 5, "carried")])
def test_a_routine_vote_needs_four_of_seven_and_five_present(
    yes: int, present: int, outcome: str, tmp_path: Path
) -> None:
    """The charter: 7/2 is 3.5, rounded up; two thirds of seven, rounded up. Both readings say four."""
    answer = decide_changed("kubernetes", "routine", vote(yes, 0, present), tmp_path)
    assert [found["outcome"] for found in answer["findings"]] == [outcome] * 2
    assert answer["turns_on"] == []
    needed = [
        threshold(finding(answer, "rounded-up"), "for >= up(1/2 of seats)"),
        threshold(finding(answer, "more-than-half"), "for > 1/2 of seats"),
    ]
    assert [each["needed"] for each in needed] == [4, 4]


@pytest.mark.parametrize(("present", "outcome"), [(4, "inquorate"), (5, "admitted")])
def test_five_of_seven_are_the_quorum_of_a_vote(present: int, outcome: str, tmp_path: Path) -> None:
    facts: Json = {"format": 1, "on": "2023-06-01", "present": present}
    assert only_finding(decide_changed("kubernetes", "meeting", facts, tmp_path))["outcome"] == outcome
