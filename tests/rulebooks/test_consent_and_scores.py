"""Django's votes of +1, 0 and -1 and Rust's consent, decided from their books; figures are invented and say so.

Expected values: DEP 10 and DEP 12; RFC 3392.
"""

from pathlib import Path

import pytest
from tests.rulebooks.replaying import Json, decide, decide_changed, facts_of, only_finding, threshold


def score(yes: int, nought: int, no: int) -> Json:
    facts = facts_of("django", "invented-proposal")
    facts["papers"] = {"for": yes, "against": no, "blank": nought, "spoiled": 0}
    return facts


@pytest.mark.parametrize(
    ("votes", "accepted", "vetoed"),
    [
        ((4, 1, 0), "carried", "lost"),
        ((3, 2, 0), "carried", "lost"),
        ((2, 3, 0), "lost", "lost"),
        ((1, 3, 1), "tied", "tied"),
        ((1, 2, 2), "lost", "carried"),
        ((0, 4, 1), "lost", "carried"),
    ],
)
def test_a_score_of_three_accepts_and_one_under_nought_vetoes(
    votes: tuple[int, int, int], accepted: str, vetoed: str, tmp_path: Path
) -> None:
    facts = score(*votes)
    assert only_finding(decide_changed("django", "proposal", facts, tmp_path))["outcome"] == accepted
    assert only_finding(decide_changed("django", "veto", facts, tmp_path))["outcome"] == vetoed


@pytest.mark.parametrize(
    ("votes", "state"),
    [
        ((2, 0, 0), "open"),
        ((3, 0, 0), "open"),
        ((4, 0, 0), "complete"),
        ((2, 0, 1), "complete"),
        ((2, 1, 0), "open"),
        ((1, 1, 1), "open"),
        ((1, 1, 2), "open"),
        ((1, 0, 3), "complete"),
    ],
)
def test_a_vote_goes_on_while_one_more_could_change_it(
    votes: tuple[int, int, int], state: str, tmp_path: Path
) -> None:
    """DEP 10: not complete without a majority, or at a score of -1, 0, 2 or 3 while somebody has not voted."""
    found = only_finding(decide_changed("django", "proposal", score(*votes), tmp_path))
    assert ("open" if found["outcome"] == "inquorate" else "complete") == state


def test_an_invented_proposal_is_accepted_with_a_score_of_four() -> None:
    found = only_finding(decide("django", "proposal", "invented-proposal"))
    assert found["outcome"] == "carried"
    assert threshold(found, "for >= against + 3")["needed"] == 3


def test_a_veto_bars_the_proposal_for_six_months(tmp_path: Path) -> None:
    found = only_finding(decide_changed("django", "veto", score(1, 2, 2), tmp_path))
    (effect,) = found["effects"]
    assert (effect["does"], effect["procedure"], effect["until"]) == ("bars", "proposal", "2023-09-08")


def no_confidence(procedure: str, on: str, told: str) -> Json:
    return {
        "format": 1,
        "procedure": procedure,
        "on": on,
        "dates": {"council-told": told, "ballot": on},
        "movers": 1,
        "seconders": 1,
        "entitled": 7,
        "papers": {"for": 5, "against": 1, "blank": 1, "spoiled": 0},
    }


def test_a_breach_that_is_found_gives_two_weeks(tmp_path: Path) -> None:
    """DEP 12; the figures are invented."""
    facts = no_confidence("no-confidence", "2024-05-01", "2024-05-01")
    found = only_finding(decide_changed("django", "no-confidence", facts, tmp_path))
    assert found["outcome"] == "carried"
    assert [effect["due"] for effect in found["effects"]] == ["2024-05-15"]


@pytest.mark.parametrize(("on", "outcome"), [("2024-05-14", "refused"), ("2024-05-15", "carried")])
def test_only_after_two_weeks_an_election_is_opened(on: str, outcome: str, tmp_path: Path) -> None:
    facts = no_confidence("breach-not-mended", on, "2024-05-01")
    found = only_finding(decide_changed("django", "breach-not-mended", facts, tmp_path))
    assert found["outcome"] == outcome


@pytest.mark.parametrize(
    ("consent", "objections", "outcome"), [(6, 0, "carried"), (5, 0, "lost"), (7, 1, "lost"), (8, 0, "carried")]
)
def test_all_but_two_consent_and_nobody_objects(consent: int, objections: int, outcome: str, tmp_path: Path) -> None:
    """RFC 3392, of eight representatives."""
    facts = facts_of("rust", "invented-consent")
    facts["papers"] = {"for": consent, "against": objections, "blank": 0, "spoiled": 0}
    assert only_finding(decide_changed("rust", "consent", facts, tmp_path))["outcome"] == outcome


def test_nine_days_of_feedback_are_not_ten(tmp_path: Path) -> None:
    facts = facts_of("rust", "invented-consent")
    facts["dates"]["close"] = "2024-02-10"
    assert only_finding(decide_changed("rust", "consent", facts, tmp_path))["outcome"] == "refused"
