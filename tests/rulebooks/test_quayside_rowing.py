"""The proof that docs/formats/rulebook.md is enough: a club's book, written from the page alone, and its facts.

Truth: the club's clauses, as its book tells them, and arithmetic by hand: a tenth of 83 members is 8.3, a third 27.67.
"""

from pathlib import Path

from tests.rulebooks.replaying import (
    RULEBOOKS,
    candidate,
    decide,
    decide_changed,
    facts_of,
    only_finding,
    texts,
    threshold,
)

CLUB = "quayside-rowing"


def test_the_book_is_under_a_hundred_lines() -> None:
    assert len((RULEBOOKS / CLUB / "book.toml").read_text("utf-8").splitlines()) < 100


def test_a_tenth_of_the_members_call_the_vote() -> None:
    found = only_finding(decide(CLUB, "petition", "petition"))
    assert found["outcome"] == "triggered"
    assert threshold(found, "signatures >= 10% of entitled")["needed"] == 9
    assert [effect["procedure"] for effect in found["effects"]] == ["confidence"]


def test_one_signature_fewer_does_not(tmp_path: Path) -> None:
    facts = facts_of(CLUB, "petition") | {"signatures": 8}
    assert only_finding(decide_changed(CLUB, "petition", facts, tmp_path))["outcome"] == "not-triggered"


def test_signatures_over_more_than_thirty_days_do_not(tmp_path: Path) -> None:
    facts = facts_of(CLUB, "petition") | {"dates": {"first-signature": "2024-03-30", "last-signature": "2024-04-30"}}
    found = only_finding(decide_changed(CLUB, "petition", facts, tmp_path))
    assert (found["outcome"], found["clocks"][0]["kept"]) == ("not-triggered", False)


def test_the_motion_is_carried_by_more_than_half_of_the_votes_with_a_third_voting() -> None:
    found = only_finding(decide(CLUB, "confidence", "motion"))
    assert found["outcome"] == "carried"
    assert threshold(found, "papers >= 1/3 of entitled")["needed"] == 28
    assert threshold(found, "for > 1/2 of valid")["needed"] == 15
    assert [(effect["does"], effect["office"]) for effect in found["effects"]] == [("vacates", "captain")]


def test_equal_votes_change_nothing(tmp_path: Path) -> None:
    facts = facts_of(CLUB, "motion") | {"papers": {"for": 14, "against": 14, "blank": 1, "spoiled": 1, "returned": 30}}
    found = only_finding(decide_changed(CLUB, "confidence", facts, tmp_path))
    assert found["outcome"] == "tied"
    assert "The captain stays." in texts(found["effects"])


def test_a_vote_of_too_few_counts_for_nothing(tmp_path: Path) -> None:
    facts = facts_of(CLUB, "motion") | {"papers": {"for": 20, "against": 7, "blank": 0, "spoiled": 0, "returned": 27}}
    assert only_finding(decide_changed(CLUB, "confidence", facts, tmp_path))["outcome"] == "inquorate"


def test_a_vote_on_short_notice_is_refused(tmp_path: Path) -> None:
    facts = facts_of(CLUB, "motion") | {"dates": {"notice": "2024-05-04", "ballot": "2024-05-14"}}
    assert only_finding(decide_changed(CLUB, "confidence", facts, tmp_path))["outcome"] == "refused"


def test_three_nominations_admit_and_two_do_not() -> None:
    found = only_finding(decide(CLUB, "nomination", "nominations"))
    assert (found["outcome"], found["winners"]) == ("admitted", ["Bo Finch", "Cleo Hart"])
    assert candidate(found, "Dan Wells")["outcome"] == "refused"


def test_a_tie_is_broken_by_a_second_ballot() -> None:
    found = only_finding(decide(CLUB, "election", "election"))
    assert (found["outcome"], found["winners"]) == ("elected", ["Cleo Hart"])


def test_without_a_second_ballot_the_election_is_tied(tmp_path: Path) -> None:
    facts = facts_of(CLUB, "election")
    facts["ballot"]["rounds"] = facts["ballot"]["rounds"][:1]
    found = only_finding(decide_changed(CLUB, "election", facts, tmp_path))
    assert (found["outcome"], found["winners"]) == ("tied", [])


def test_an_election_of_too_few_is_held_again(tmp_path: Path) -> None:
    facts = facts_of(CLUB, "election")
    facts["ballot"] = {"votes": {"Bo Finch": 7, "Cleo Hart": 20}, "papers": {"blank": 0, "spoiled": 0}}
    found = only_finding(decide_changed(CLUB, "election", facts, tmp_path))
    assert found["outcome"] == "inquorate"
    assert "The election is held again." in texts(found["effects"])


def test_who_was_not_admitted_cannot_stand(tmp_path: Path) -> None:
    facts = facts_of(CLUB, "election")
    facts["nominations"]["Bo Finch"]["count"] = 2
    assert only_finding(decide_changed(CLUB, "election", facts, tmp_path))["outcome"] == "refused"
