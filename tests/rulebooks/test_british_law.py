"""Strike ballots and resolutions of companies, decided from their books and facts.

Expected values: the published result of the RMT's ballot in the District Centre Group; the Acts; figures of companies
are invented and say so.
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

RMT = "rmt-district-centre-group"
SERVICES = "strike-ballot-important-services"


def test_the_rmt_ballot_met_the_40_per_cent_and_not_the_turnout() -> None:
    """Published: 71 to 3 of 171; support 41.5 per cent, turnout 43.3 per cent; not carried."""
    answer = decide("uk-trade-unions", SERVICES, RMT)
    assert answer["turns_on"] == answer["contradictions"] == []
    for found, turnout in zip(
        [finding(answer, "valid-only"), finding(answer, "every-return")],
        ["valid >= 50% of entitled", "papers >= 50% of entitled"],
        strict=True,
    ):
        assert found["outcome"] == "inquorate"
        voted = threshold(found, turnout)
        assert (voted["count_size"], voted["needed"], voted["met"]) == (74, 86, False)
        support = threshold(found, "for >= 40% of entitled")
        assert (support["count_size"], support["needed"], support["met"]) == (71, 69, True)
    assert thousandths(share(answer, "for", "entitled")) == "41.520"
    assert thousandths(share(answer, "for", "valid")) == "95.946"
    assert thousandths(share(answer, "against", "entitled")) == "1.754"
    assert thousandths(share(answer, "papers", "entitled")) == "43.275"


def test_twelve_more_noes_would_have_made_it_lawful(tmp_path: Path) -> None:
    """A No can help a Yes: 71 to 15 is a turnout of 86 of 171."""
    facts = facts_of("uk-trade-unions", RMT)
    facts["papers"] |= {"against": 15, "returned": 86}
    facts["reported"] = []
    answer = decide_changed("uk-trade-unions", SERVICES, facts, tmp_path)
    assert {found["outcome"] for found in answer["findings"]} == {"carried"}


def test_how_near_it_was_says_that_twelve_noes_would_have_carried_it() -> None:
    answer = decide("uk-trade-unions", SERVICES, RMT)
    turns = {(each["change"], each["number"], each["outcome"]) for each in answer["margin"]["turns"]}
    assert any("against" in change and (number, outcome) == (12, "carried") for change, number, outcome in turns)


def strike(on: str, yes: int, no: int, spoiled: int) -> Json:
    """Figures invented for the rule: 1,000 entitled."""
    return {
        "format": 1,
        "on": on,
        "undisputed": ["notice-to-employer", "opening"],
        "entitled": 1000,
        "movers": 1,
        "papers": {"for": yes, "against": no, "blank": 0, "spoiled": spoiled},
    }


@pytest.mark.parametrize(
    ("on", "outcome"), [("2015-05-01", "carried"), ("2017-02-28", "carried"), ("2017-03-01", "inquorate")]
)
def test_the_turnout_counts_from_march_2017(on: str, outcome: str, tmp_path: Path) -> None:
    answer = decide_changed("uk-trade-unions", "strike-ballot", strike(on, 300, 100, 0), tmp_path)
    assert {found["outcome"] for found in answer["findings"]} == {outcome}


def test_the_40_per_cent_rule_ends_on_18_february_2026(tmp_path: Path) -> None:
    """350 of 1,000 say yes: a majority of 600, but not 40 per cent."""
    answer = decide_changed("uk-trade-unions", SERVICES, strike("2026-02-17", 350, 250, 0), tmp_path)
    assert {found["outcome"] for found in answer["findings"]} == {"lost"}
    after = decide_changed("uk-trade-unions", "strike-ballot", strike("2026-02-18", 350, 250, 0), tmp_path)
    assert {found["outcome"] for found in after["findings"]} == {"carried"}


def test_spoiled_papers_can_decide_who_is_voting(tmp_path: Path) -> None:
    answer = decide_changed("uk-trade-unions", "strike-ballot", strike("2019-05-01", 300, 290, 10), tmp_path)
    assert answer["turns_on"] == ["s.226(2)"]
    assert finding(answer, "valid-only")["outcome"] == "carried"
    assert finding(answer, "every-return")["outcome"] == "lost"


def test_a_sole_candidate_for_the_executive_needs_no_ballot(tmp_path: Path) -> None:
    """1992 Act, s.53."""
    facts: Json = {"format": 1, "on": "2019-05-01", "seats": 1, "candidates": ["A. Member"]}
    found = only_finding(decide_changed("uk-trade-unions", "executive-election", facts, tmp_path))
    assert (found["outcome"], found["winners"], found["stages"]) == ("elected", ["A. Member"], [])


def test_an_election_to_the_executive_is_told_with_the_figures_of_the_scrutineer(tmp_path: Path) -> None:
    """1992 Act, s.52: papers distributed, returned and spoiled, and votes for each; the figures are invented."""
    papers = {"returned": 4210, "spoiled": 35, "blank": 0}
    votes = {"A. Member": 2188, "B. Member": 1987}
    facts: Json = {"format": 1, "on": "2019-05-01", "seats": 1, "candidates": list(votes)}
    facts["ballot"] = {"entitled": 20050, "papers": papers, "votes": votes}
    answer = decide_changed("uk-trade-unions", "executive-election", facts, tmp_path)
    found = only_finding(answer)
    assert (found["outcome"], found["winners"], answer["contradictions"]) == ("elected", ["A. Member"], [])
    assert thousandths(share(answer, "papers", "entitled")) == "20.998"
    facts["ballot"]["papers"]["spoiled"] = 40
    clash = decide_changed("uk-trade-unions", "executive-election", facts, tmp_path)
    assert clash["contradictions"] != []


def test_a_director_is_removed_by_more_than_half_of_the_shares_voted() -> None:
    """810,500 shares vote, so 405,251 are needed; the company is invented."""
    found = only_finding(decide("uk-companies", "director-removal", "invented-removal"))
    assert found["outcome"] == "carried"
    stated = threshold(found, "for > 1/2 of valid")
    assert (stated["count_size"], stated["base_size"], stated["needed"]) == (412_000, 810_500, 405_251)
    assert found["effects"][0]["does"] == "vacates"


def test_special_notice_of_27_clear_days_is_not_enough(tmp_path: Path) -> None:
    """1 May to 30 May are 28 clear days; 2 May to 30 May are 27."""
    facts = facts_of("uk-companies", "invented-removal")
    facts["dates"]["special-notice"] = "2024-05-02"
    found = only_finding(decide_changed("uk-companies", "director-removal", facts, tmp_path))
    assert found["outcome"] == "refused"
    assert [clock["clause"] for clock in found["clocks"] if not clock["kept"]] == ["s.312, s.360"]


@pytest.mark.parametrize(("yes", "outcome"), [(749_999, "lost"), (750_000, "carried")])
def test_a_special_resolution_needs_exactly_three_quarters(yes: int, outcome: str, tmp_path: Path) -> None:
    facts = facts_of("uk-companies", "invented-removal")
    facts["procedure"] = "special-resolution"
    facts["papers"] = {"for": yes, "against": 1_000_000 - yes, "blank": 0, "spoiled": 0}
    found = only_finding(decide_changed("uk-companies", "special-resolution", facts, tmp_path))
    assert found["outcome"] == outcome
    assert threshold(found, "for >= 75% of valid")["needed"] == 750_000
