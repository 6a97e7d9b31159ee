"""Elections of the Debian Project Leader, sponsors and resolutions, decided from its book and facts.

Expected values: the official vote pages of 2011 and 2023; arithmetic of the constitution's Q and K.
"""

from fractions import Fraction
from pathlib import Path

import pytest
from tests.rulebooks.replaying import (
    Json,
    candidate,
    decide,
    decide_changed,
    facts_of,
    only_finding,
    texts,
    thousandths,
)


def met(found: Json, option: str, words: str) -> Json:
    """The threshold with these words that an option is held against."""
    (one,) = [each for each in candidate(found, option)["thresholds"] if words in each["text"]]
    stated: Json = one
    return stated


@pytest.mark.parametrize(
    ("name", "leader", "votes", "needed", "ratio"),
    [
        ("leader-2011", "Stefano Zacchiroli", (385, 5), 46, "77.000"),
        ("leader-2023", "Jonathan Carter", (259, 15), 48, "17.267"),
    ],
)
def test_the_leader_is_elected_over_the_default_with_the_quorum(
    name: str, leader: str, votes: tuple[int, int], needed: int, ratio: str
) -> None:
    """R is 45.2742 of 911 developers and 47.3392 of 996: 46 and 48 votes; the ratios are printed too."""
    answer = decide("debian", "leader-election", name)
    found = only_finding(answer)
    assert (found["outcome"], found["winners"]) == ("elected", [leader])
    quorum = met(found, leader, "sqrt(entitled)")
    assert (quorum["count_size"], quorum["needed"], quorum["met"]) == (votes[0], needed, True)
    majority = met(found, leader, "votes > default")
    assert (majority["count_size"], majority["needed"], majority["met"]) == (votes[0], votes[1] + 1, True)
    assert thousandths(Fraction(majority["count_size"], majority["base_size"] * 100)) == ratio


def test_the_two_sizes_that_were_printed_in_2023_stand_side_by_side() -> None:
    """The vote page says 996 developers, a news page 997; the quorum is 48 of either."""
    answer = decide("debian", "leader-election", "leader-2023")
    (said,) = [each for each in answer["contradictions"] if each["fact"] == "ballot.entitled"]
    assert [statement["value"] for statement in said["statements"]] == ["996", "997"]
    assert answer["turns_on_facts"] == []


def test_five_papers_of_2023_rank_the_two_options_alike() -> None:
    facts = facts_of("debian", "leader-2023")
    assert facts["ballot"]["papers"]["returned"] - 259 - 15 == 5


@pytest.mark.parametrize(("votes", "outcome"), [(45, "unfilled"), (46, "elected")])
def test_an_option_short_of_the_quorum_is_dropped(votes: int, outcome: str, tmp_path: Path) -> None:
    facts = facts_of("debian", "leader-2011")
    facts["ballot"]["pairwise"]["matrix"] = [[None, votes], [5, None]]
    assert only_finding(decide_changed("debian", "leader-election", facts, tmp_path))["outcome"] == outcome


@pytest.mark.parametrize(
    ("procedure", "developers", "signed", "outcome"),
    [
        ("sponsors", 996, 4, "not-triggered"),
        ("sponsors", 996, 5, "triggered"),
        ("sponsors", 81, 4, "not-triggered"),
        ("sponsors", 64, 4, "triggered"),
        ("suspension", 996, 9, "not-triggered"),
        ("suspension", 996, 10, "triggered"),
    ],
)
def test_k_sponsors_put_a_resolution_and_twice_as_many_suspend_a_decision(
    procedure: str, developers: int, signed: int, outcome: str, tmp_path: Path
) -> None:
    """K is 5 or half of the root, whichever is smaller: 4.5 of 81, so 5; 4 of 64."""
    facts: Json = {"format": 1, "on": "2023-03-01", "sizes": {"developers": developers}, "signatures": signed}
    assert only_finding(decide_changed("debian", procedure, facts, tmp_path))["outcome"] == outcome


def resolution(on: str, votes: tuple[int, int], *, simple: int, default: str) -> Json:
    return {
        "format": 1,
        "on": on,
        "candidates": {"Option A": {"counts": {"simple": simple}}, default: {}},
        "ballot": {
            "entitled": 1000,
            "pairwise": {"candidates": ["Option A", default], "matrix": [[None, votes[0]], [votes[1], None]]},
        },
    }


@pytest.mark.parametrize(
    ("on", "votes", "simple", "outcome"),
    [
        ("2010-06-01", (150, 50), 0, "unfilled"),
        ("2010-06-01", (151, 50), 0, "elected"),
        ("2020-06-01", (150, 50), 0, "elected"),
        ("2020-06-01", (149, 50), 0, "unfilled"),
        ("2020-06-01", (51, 50), 1, "elected"),
        ("2020-06-01", (50, 50), 1, "unfilled"),
    ],
)
def test_a_foundation_document_needs_three_to_one_strictly_until_december_2015(
    on: str, votes: tuple[int, int], simple: int, outcome: str, tmp_path: Path
) -> None:
    """Constitution A.6 in versions 1.4 and 1.6; the figures are invented."""
    default = "Further Discussion" if on < "2015" else "None of the above"
    facts = resolution(on, votes, simple=simple, default=default)
    found = only_finding(decide_changed("debian", "general-resolution", facts, tmp_path))
    assert found["outcome"] == outcome


def test_the_leader_has_the_casting_vote_on_a_resolution(tmp_path: Path) -> None:
    """Two options that beat the default and tie with one another; who is chosen is a fact."""
    default = "None of the above"
    names = ["Option A", "Option B", default]
    facts: Json = {
        "format": 1,
        "on": "2020-06-01",
        "candidates": {name: {"counts": {"simple": 1}} for name in names[:2]} | {default: {}},
        "ballot": {
            "entitled": 1000,
            "pairwise": {"candidates": names, "matrix": [[None, 60, 100], [60, None, 100], [9, 9, None]]},
        },
    }
    tied = only_finding(decide_changed("debian", "general-resolution", facts, tmp_path))
    assert tied["outcome"] == "tied"
    assert "leader" in texts(tied["effects"])
    facts["ballot"]["casting"] = "Option B"
    chosen = only_finding(decide_changed("debian", "general-resolution", facts, tmp_path))
    assert (chosen["outcome"], chosen["winners"]) == ("elected", ["Option B"])
