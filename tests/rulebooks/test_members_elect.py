"""The leaders whom the members of the Liberal Democrats (2019) and the SNP (2023) elected, through `tellers decide`.

Truth: Wikipedia, "2019 Liberal Democrats leadership election"; The National, 27 March 2023, counts and transfers; as
each is cited in the facts beside the books.
"""

from fractions import Fraction
from pathlib import Path

import pytest
from tests.rulebooks.replaying import (
    Json,
    candidate,
    decide,
    decide_changed,
    excluded,
    finding,
    only_finding,
    outcomes,
    share,
    stated,
    tally,
    texts,
    thousandths,
    threshold,
)


def test_in_2019_the_printed_62_8_and_36_7_per_cent_are_not_of_the_valid_votes() -> None:
    answer = decide("liberal-democrats", "leader-election", "2019-07-22-leader-election")
    found = finding(answer, "at-least")
    assert (found["outcome"], found["winners"]) == ("elected", ["Jo Swinson"])
    assert threshold(found, "winner > 1/2 of continuing")["needed"] == 38010
    assert answer["turns_on"] == []
    assert thousandths(share(answer, "Jo Swinson", "valid")) == "63.139"
    said = texts(answer["contradictions"])
    assert all(figure in said for figure in ("62.8", "36.7", "63.139", "36.861"))


def test_76429_papers_would_explain_both_printed_shares(tmp_path: Path) -> None:
    facts: Json = {"format": 1, "on": "2019-07-22", "candidates": ["Jo Swinson", "Ed Davey"]}
    papers = {"returned": 76429, "spoiled": 411, "blank": 0}
    facts["ballot"] = {"papers": papers, "votes": {"Jo Swinson": 47997, "Ed Davey": 28021}}
    facts["reported"] = [
        {"figure": "share", "of": "Jo Swinson", "base": "papers", "value": "62.8"},
        {"figure": "share", "of": "Ed Davey", "base": "papers", "value": "36.7"},
    ]
    answer = decide_changed("liberal-democrats", "leader-election", facts, tmp_path)
    assert answer["contradictions"] == []
    assert thousandths(share(answer, "Jo Swinson", "papers")) == "62.799"


@pytest.mark.parametrize(
    ("parties", "ends"),
    [(19, {"at-least": "refused", "more-than": "refused"}), (20, {"at-least": "admitted", "more-than": "refused"})],
)
def test_20_local_parties_are_enough_or_not_by_who_tells_the_rule(
    parties: int, ends: dict[str, str], tmp_path: Path
) -> None:
    nominated = {"from": {"mps": 2, "members": 200}, "counts": {"parties-of-supporters": parties}, "consent": True}
    facts: Json = {"format": 1, "on": "2019-06-07", "holders": {"leader": "Vince Cable"}, "sizes": {"mps": 12}}
    facts["nominations"] = {"A candidate": nominated}
    answer = decide_changed("liberal-democrats", "nomination", facts, tmp_path)
    assert {choice: finding(answer, choice)["outcome"] for choice in ends} == ends
    gates = candidate(finding(answer, "at-least"), "A candidate")["thresholds"]
    assert gates[0]["needed"] == 2  # a tenth of the 11 others is 1.1


@pytest.mark.parametrize(("parties", "end"), [(74, "not-triggered"), (75, "triggered")])
def test_75_local_parties_call_an_election(parties: int, end: str, tmp_path: Path) -> None:
    facts: Json = {"format": 1, "on": "2019-06-07", "signatures": parties}
    assert outcomes(decide_changed("liberal-democrats", "requisition", facts, tmp_path)) == {end}


def test_in_2023_the_second_preferences_of_the_last_decide() -> None:
    answer = decide("snp", "leader-election", "2023-03-27-leader-election")
    found = only_finding(answer)
    assert (found["outcome"], found["winners"]) == ("elected", ["Humza Yousaf"])
    assert excluded(found, "ballot") == [[], ["Ash Regan"]]
    first, second = tally(found, "ballot", 1), tally(found, "ballot", 2)
    assert [second[name] - first[name] for name in ("Humza Yousaf", "Kate Forbes")] == [1696, 3331]
    assert found["stages"][1]["exhausted"] == "572"
    majority = threshold(found, "winner > 1/2 of continuing")
    assert (majority["count_size"], majority["base_size"], majority["needed"]) == (26032, 49922, 24962)


def test_the_winner_of_2023_has_a_majority_of_all_valid_votes_too() -> None:
    answer = decide("snp", "leader-election", "2023-03-27-leader-election")
    assert thousandths(share(answer, "Humza Yousaf", "continuing", "ballot.2")) == "52.145"
    assert share(answer, "Humza Yousaf", "valid", "ballot.2") == Fraction(26032, 50494) > Fraction(1, 2)
    assert thousandths(share(answer, "papers", "entitled")) == "69.970"


def test_misprinted_first_rounds_of_2023_are_shown_beside_the_official_ones() -> None:
    answer = decide("snp", "leader-election", "2023-03-27-leader-election")
    assert set(stated(answer, "ballot.rounds[0].votes.Humza Yousaf")) == {"24336", "23436"}
    assert set(stated(answer, "ballot.rounds[0].votes.Ash Regan")) == {"5599", "5499"}
    assert "69.96" in texts(answer["contradictions"])  # of valid votes; 69.97 is of papers
