"""Python's governance vote and council elections, decided from its book and facts.

Expected values: the official results (PEP 8100, 8102, 8104, 8107; the governance vote of December 2018).
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
    texts,
    thousandths,
    threshold,
)

VOTES = {
    "council-2019": {
        "Guido van Rossum": "65.217",
        "Brett Cannon": "63.768",
        "Carol Willing": "47.826",
        "Barry Warsaw": "44.928",
        "Alyssa (Nick) Coghlan": "36.232",
        "Benjamin Peterson": "31.884",
        "Łukasz Langa": "30.435",
        "Victor Stinner": "30.435",
        "David Mertz": "4.348",
    },
    "council-2021": {
        "Pablo Galindo Salgado": "79.730",
        "Carol Willing": "77.027",
        "Barry Warsaw": "75.676",
        "Brett Cannon": "72.973",
        "Thomas Wouters": "70.270",
        "Christian Heimes": "58.108",
        "Matt Harrison": "20.270",
    },
    "council-2023": {
        "Pablo Galindo Salgado": "92.424",
        "Gregory P. Smith": "72.727",
        "Emily Morehouse": "71.212",
        "Brett Cannon": "63.636",
        "Thomas Wouters": "59.091",
        "Petr Viktorin": "54.545",
        "Dong-hee Na": "43.939",
    },
}
"""Printed shares of the papers, as the results give them to three decimals."""

ELECTED = {
    "council-2019": [
        "Guido van Rossum",
        "Brett Cannon",
        "Carol Willing",
        "Barry Warsaw",
        "Alyssa (Nick) Coghlan",
    ],
    "council-2021": [
        "Pablo Galindo Salgado",
        "Carol Willing",
        "Barry Warsaw",
        "Brett Cannon",
        "Thomas Wouters",
    ],
    "council-2023": [
        "Pablo Galindo Salgado",
        "Gregory P. Smith",
        "Emily Morehouse",
        "Brett Cannon",
        "Thomas Wouters",
    ],
    "council-2026": [
        "Pablo Galindo Salgado",
        "Savannah Ostrowski",
        "Barry Warsaw",
        "Donghee Na",
        "Thomas Wouters",
    ],
}
"""Who was elected officially, by votes."""

METHODS = {
    "council-2019": "block",
    "council-2021": "approval",
    "council-2023": "approval",
    "council-2026": "bloc-star",
}
"""The edition of PEP 13 of each election's day."""

TURNOUT = {
    "council-2019": "71.875",
    "council-2021": "81.319",
    "council-2023": "77.647",
    "council-2026": "69.811",
}


@pytest.mark.parametrize("name", sorted(ELECTED))
def test_each_council_is_the_one_that_was_elected(name: str) -> None:
    answer = decide("python", "council-election", name)
    found = only_finding(answer)
    assert found["outcome"] == "elected"
    assert found["winners"] == ELECTED[name]
    assert {stage["method"] for stage in found["stages"]} == {METHODS[name]}
    assert thousandths(share(answer, "papers", "entitled")) == TURNOUT[name]
    assert answer["contradictions"] == answer["missing"] == answer["turns_on"] == []


@pytest.mark.parametrize("name", sorted(VOTES))
def test_each_candidates_share_of_the_papers_is_the_printed_one(name: str) -> None:
    answer = decide("python", "council-election", name)
    assert {who: thousandths(share(answer, who, "papers")) for who in VOTES[name]} == VOTES[name]


def test_a_paper_of_2019_bore_up_to_five_names() -> None:
    """340 votes on 69 papers, at most 345 (PEP 8100)."""
    facts = facts_of("python", "council-2019")
    assert sum(facts["ballot"]["votes"].values()) == 340 <= 5 * facts["ballot"]["papers"]["returned"]


def test_every_runoff_of_2025_is_of_all_the_papers() -> None:
    """PEP 8107 prints five runoffs of 74 papers."""
    facts = facts_of("python", "council-2026")
    assert [sum(runoff["prefer"]) + runoff["equal"] for runoff in facts["ballot"]["runoffs"]] == [74] * 5


def three_of_one_employer(name: str) -> Json:
    facts = facts_of("python", name)
    for who in ("Pablo Galindo Salgado", "Gregory P. Smith", "Thomas Wouters"):
        facts["candidates"][who] = {"employer": "Google"}
    facts["candidates"]["Petr Viktorin"] = {"employer": "Red Hat"}
    return facts


def test_of_three_from_one_employer_the_lowest_falls_out_and_the_sixth_moves_up(tmp_path: Path) -> None:
    """PEP 13, Conflicts of interest; the employer of the first is invented here."""
    answer = decide_changed("python", "council-election", three_of_one_employer("council-2023"), tmp_path)
    found = only_finding(answer)
    assert found["winners"] == [*ELECTED["council-2023"][:4], "Petr Viktorin"]
    (cap,) = [each for each in found["filters"] if each["removed"]]
    assert (cap["removed"], cap["added"]) == (["Thomas Wouters"], ["Petr Viktorin"])
    assert cap["clause"] == "PEP 13, Conflicts of interest"


PROPOSALS = [f"PEP {number}" for number in (8016, 8012, 8011, 8015, 8014, 8010, 8013)]
"""In the order of the published matrix."""


def test_the_governance_vote_chose_pep_8016_as_the_winner_of_every_comparison() -> None:
    answer = decide("python", "governance-vote", "governance-vote-2018")
    found = only_finding(answer)
    assert (found["outcome"], found["winners"]) == ("elected", ["PEP 8016"])
    assert answer["turns_on"] == answer["missing"] == []


def test_the_proposals_form_a_chain_in_which_each_beats_all_below_it(tmp_path: Path) -> None:
    """The published matrix: without the winner the next wins, down to the last before further discussion."""
    facts = facts_of("python", "governance-vote-2018")
    matrix: list[list[int]] = facts["ballot"]["pairwise"]["matrix"]
    chain = []
    for above in range(len(PROPOSALS)):
        left = [*PROPOSALS[above:], "Further discussion"]
        rows = [row[above:] for row in matrix[above:]]
        changed = facts | {"candidates": left, "ballot": {"pairwise": {"candidates": left, "matrix": rows}}}
        chain += only_finding(decide_changed("python", "governance-vote", changed, tmp_path))["winners"]
    assert chain == PROPOSALS


def test_without_a_winner_of_every_comparison_the_tied_are_voted_on_again(tmp_path: Path) -> None:
    """PEP 8001; the matrix is changed into a cycle of the first three here."""
    facts = facts_of("python", "governance-vote-2018")
    matrix = facts["ballot"]["pairwise"]["matrix"]
    matrix[0][2], matrix[2][0] = 20, 37
    found = only_finding(decide_changed("python", "governance-vote", facts, tmp_path))
    assert (found["outcome"], found["winners"]) == ("tied", [])
    assert "voted on again" in texts(found["effects"])


def no_confidence(on: str, *, votes: tuple[int, int, int], **dates: str) -> Json:
    """Figures invented for the rule; for, against and blank."""
    return {
        "format": 1,
        "on": on,
        "dates": {"ballot": on, "close": on, **dates},
        "movers": 1,
        "seconders": 1,
        "entitled": 100,
        "papers": {"for": votes[0], "against": votes[1], "blank": votes[2], "spoiled": 0},
    }


def test_two_thirds_of_voters_dissolve_the_council_and_open_an_election(tmp_path: Path) -> None:
    """RULES of PEP 13: at least two thirds; 40 of 60 is exactly that."""
    facts = no_confidence("2023-05-20", votes=(40, 20, 0), opening="2023-05-06")
    answer = decide_changed("python", "no-confidence-council", facts, tmp_path)
    assert answer["turns_on"] == []
    found = finding(answer, "for-or-against")
    assert found["outcome"] == "carried"
    assert threshold(found, "for >= 2/3 of valid")["needed"] == 40
    assert [effect["does"] for effect in found["effects"]] == ["dissolves", "opens"]


def test_whether_blank_papers_are_voters_decides_a_close_vote(tmp_path: Path) -> None:
    facts = no_confidence("2023-05-20", votes=(40, 20, 6), opening="2023-05-06")
    answer = decide_changed("python", "no-confidence-member", facts, tmp_path)
    assert answer["turns_on"] == ["PEP 13, Vote of no confidence"]
    assert finding(answer, "for-or-against")["outcome"] == "carried"
    lost = finding(answer, "every-paper")
    assert lost["outcome"] == "lost"
    assert threshold(lost, "for >= 2/3 of papers")["needed"] == 44


@pytest.mark.parametrize(
    ("seconded", "outcome"), [("2025-03-08", "carried"), ("2025-03-09", "refused")], ids=["a-week", "eight-days"]
)
def test_since_december_2024_the_second_must_come_within_a_week(seconded: str, outcome: str, tmp_path: Path) -> None:
    facts = no_confidence("2025-03-24", votes=(60, 10, 0), call="2025-03-01", seconded=seconded, opening="2025-03-10")
    answer = decide_changed("python", "no-confidence-member", facts, tmp_path)
    assert {found["outcome"] for found in answer["findings"]} == {outcome}


def test_before_december_2024_the_second_had_no_deadline(tmp_path: Path) -> None:
    facts = no_confidence(
        "2023-05-24", votes=(60, 10, 0), call="2023-03-01", seconded="2023-05-09", opening="2023-05-10"
    )
    answer = decide_changed("python", "no-confidence-member", facts, tmp_path)
    assert {found["outcome"] for found in answer["findings"]} == {"carried"}


@pytest.mark.parametrize(("yes", "outcome"), [(3, "lost"), (4, "carried")])
def test_four_of_five_eject_a_core_team_member_and_three_do_not(yes: int, outcome: str, tmp_path: Path) -> None:
    """PEP 13 works this example itself."""
    facts: Json = {"format": 1, "on": "2023-05-20", "entitled": 5, "papers": {"for": yes, "against": 5 - yes}}
    facts["papers"] |= {"blank": 0, "spoiled": 0}
    facts["movers"] = 1
    assert only_finding(decide_changed("python", "ejection", facts, tmp_path))["outcome"] == outcome
