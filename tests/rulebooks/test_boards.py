"""The GNOME board of 2003 and OpenStack's Technical Committee, decided from their books and facts.

Expected values: the official results; the sums that OpenStack's charter itself works.
"""

from pathlib import Path

import pytest
from tests.rulebooks.replaying import Json, decide, decide_changed, facts_of, only_finding, threshold, undecided

GNOME = [
    "Owen Taylor",
    "Glynn Foster",
    "Jody Goldberg",
    "Jeff Waugh",
    "Luis Villa",
    "Jonathan Blandford",
    "Nat Friedman",
    "Leslie Proctor",
    "Bill Haneman",
    "Dave Camp",
    "Malcolm Tredinnick",
]
OPENSTACK = ["Amy Marrich", "Dan Smith", "Goutham Pacha Ravi", "Michal Nasiadka", "Dmitriy Rabotyagov"]


def test_gnome_elected_eleven_and_the_fifth_of_one_employer_fell_out() -> None:
    found = only_finding(decide("gnome", "board-election", "board-2003"))
    assert (found["outcome"], found["winners"]) == ("elected", GNOME)
    (cap,) = [each for each in found["filters"] if each["removed"]]
    assert (cap["removed"], cap["added"]) == (["Michael Meeks"], ["Malcolm Tredinnick"])
    assert cap["clause"] == "Bylaws, Affiliation of directors"
    (line,) = {(each["text"], each["needed"]) for each in cap["thresholds"]}
    assert line == ("group <= 40% of seats", 4)


def test_under_the_cap_nobody_falls_out(tmp_path: Path) -> None:
    """With one of the five at another employer (invented) the eleven with the most votes sit."""
    facts = facts_of("gnome", "board-2003")
    facts["candidates"]["Dave Camp"] = {"affiliation": "elsewhere"}
    found = only_finding(decide_changed("gnome", "board-election", facts, tmp_path))
    assert found["winners"] == [*GNOME[:10], "Michael Meeks"]


def test_openstack_holds_no_poll_where_candidates_and_seats_are_as_many() -> None:
    """Officially "no poll required" for 2026.2."""
    found = only_finding(decide("openstack", "election", "committee-2026-2"))
    assert found["outcome"] == "elected"
    assert sorted(found["winners"]) == sorted(OPENSTACK)
    assert found["stages"] == []


def test_a_contested_election_without_published_counts_is_not_guessed() -> None:
    answer = undecided("openstack", "election", "committee-2026-1")
    assert only_finding(answer)["outcome"] is None
    assert any(fact.startswith("ballot") for fact in answer["missing"])


def motion(yes: int, no: int, days: int = 7) -> Json:
    """Figures invented for the rule, in the committee of thirteen."""
    return {
        "format": 1,
        "on": "2018-06-20",
        "dates": {"notice": f"2018-06-{20 - days:02d}", "votes-to-pass": "2018-06-17", "close": "2018-06-20"},
        "entitled": 13,
        "movers": 1,
        "papers": {"for": yes, "against": no, "blank": 0, "spoiled": 0},
    }


@pytest.mark.parametrize(
    ("yes", "no", "days", "outcome"),
    [(4, 0, 7, "lost"), (5, 4, 7, "carried"), (5, 5, 7, "tied"), (6, 7, 7, "lost"), (5, 4, 6, "refused")],
)
def test_a_motion_needs_five_of_thirteen_and_more_for_than_against(
    yes: int, no: int, days: int, outcome: str, tmp_path: Path
) -> None:
    """The charter: a third of thirteen, rounded up, is five; a tie rejects."""
    found = only_finding(decide_changed("openstack", "motion", motion(yes, no, days), tmp_path))
    assert found["outcome"] == outcome
    assert threshold(found, "for >= up(1/3 of seats)")["needed"] == 5


@pytest.mark.parametrize(("yes", "outcome"), [(8, "lost"), (9, "carried")])
def test_nine_of_thirteen_change_the_charter(yes: int, outcome: str, tmp_path: Path) -> None:
    found = only_finding(decide_changed("openstack", "amendment", motion(yes, 0), tmp_path))
    assert found["outcome"] == outcome
    assert threshold(found, "for >= up(2/3 of seats)")["needed"] == 9
