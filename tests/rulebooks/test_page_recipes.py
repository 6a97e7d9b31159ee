"""Each recipe of docs/formats/rulebook.md does what the page says of it, when facts are put to it.

Truth: the sentence above each recipe, and arithmetic by hand beside each number.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.rulebook.page import RECIPES
from tests.rulebooks.replaying import Json, candidate, only_finding, run_json, texts, threshold

ON = "2024-05-01"


def answer(procedure: str, folder: Path, facts: dict[str, Any], *options: str) -> Json:
    (book,) = [book for book in RECIPES.values() if f"\n[[procedure.{procedure}]]\n" in book]
    (folder / "book.toml").write_text(book, encoding="utf-8")
    path = folder / "facts.json"
    path.write_text(json.dumps({"format": 1, "title": procedure, "on": ON, **facts}), encoding="utf-8")
    code, said = run_json("decide", str(folder), procedure, str(path), *options)
    assert code == 0, said
    return said


def found(procedure: str, folder: Path, facts: dict[str, Any]) -> Json:
    return only_finding(answer(procedure, folder, facts))


AFFILIATES = {"from": {"mps": 25, "branches": 20, "affiliates": 3, "unions": 2}}


@pytest.mark.parametrize(
    ("nominations", "outcome"),
    [
        ({"from": {"mps": 20, "branches": 30}}, "admitted"),  # 10% of 200 and 5% of 600
        ({"from": {"mps": 19, "branches": 300}}, "refused"),
        ({**AFFILIATES, "weight": {"affiliates": 50_000}}, "admitted"),  # 5% of 1,000,000
        ({**AFFILIATES, "weight": {"affiliates": 49_999}}, "refused"),
        (
            {"from": {"mps": 25, "branches": 0, "affiliates": 3, "unions": 1}, "weight": {"affiliates": 90_000}},
            "refused",
        ),
    ],
)
def test_mps_and_branches_or_affiliates(nominations: Json, outcome: str, tmp_path: Path) -> None:
    sizes = {"mps": 200, "branches": 600, "affiliates": 12, "unions": 11}
    facts = {"sizes": sizes, "weights": {"affiliates": 1_000_000}, "nominations": {"Ann": nominations}}
    assert candidate(found("nomination", tmp_path, facts), "Ann")["outcome"] == outcome


def test_illegal_votes_count_in_the_base_and_blank_papers_do_not(tmp_path: Path) -> None:
    papers = {"for": 41, "against": 30, "blank": 4, "spoiled": 10, "returned": 85}
    said = found("roberts", tmp_path, {"entitled": 100, "papers": papers})
    assert said["outcome"] == "carried"
    assert threshold(said, "for > 1/2 of votes-cast")["needed"] == 41  # 75 - 4 + 10 = 81, half of it 40.5


@pytest.mark.parametrize(("over", "elected"), [(45, ["Ann"]), (44, [])])
def test_a_quorum_of_one_and_a_half_times_the_root_of_900_is_45(over: int, elected: list[str], tmp_path: Path) -> None:
    pairwise = {"candidates": ["Ann", "None of the above"], "matrix": [[None, over], [15, None]]}
    said = found("project-leader", tmp_path, {"entitled": 900, "ballot": {"pairwise": pairwise}})
    assert said["winners"] == elected


@pytest.mark.parametrize(("for_", "cantons", "outcome"), [(501, 12, "carried"), (500, 23, "tied"), (900, 11, "lost")])
def test_a_double_majority_needs_both(for_: int, cantons: int, outcome: str, tmp_path: Path) -> None:
    facts = {"papers": {"for": for_, "against": 1000 - for_}, "counts": {"cantons-for": cantons}}
    assert found("referendum", tmp_path, facts)["outcome"] == outcome


@pytest.mark.parametrize(("against", "outcome"), [(0, "carried"), (1, "lost")])
def test_one_permanent_member_stops_a_resolution(against: int, outcome: str, tmp_path: Path) -> None:
    facts = {"papers": {"for": 11, "against": 2}, "counts": {"permanent-against": against}}
    assert found("council-resolution", tmp_path, facts)["outcome"] == outcome


@pytest.mark.parametrize(("first", "outcome"), [(213, "unfilled"), (216, "elected")])
def test_a_speaker_needs_more_than_half_of_the_votes(first: int, outcome: str, tmp_path: Path) -> None:
    votes = {"Ann": first, "Bo": 212, "Cy": 428 - first - 212}  # half of 428 is 214
    said = found("speaker", tmp_path, {"ballot": {"votes": votes}})
    assert said["outcome"] == outcome
    assert [effect["procedure"] for effect in said["effects"]] == [None if outcome == "elected" else "speaker"]


@pytest.mark.parametrize(("for_", "outcome", "winners"), [(8, "carried", ["Bo"]), (7, "lost", [])])
def test_a_successor_needs_more_than_half_of_15_seats(
    for_: int, outcome: str, winners: list[str], tmp_path: Path
) -> None:
    facts = {
        "dates": {"motion": "2024-04-28T10:00+01:00", "ballot": "2024-04-30T10:00+01:00"},
        "papers": {"for": for_, "against": 3, "blank": 0, "spoiled": 0},
        "successor": "Bo",
    }
    said = found("constructive", tmp_path, facts)
    assert (said["outcome"], said["winners"]) == (outcome, winners)
    facts["dates"] = {"motion": "2024-04-28T10:00+01:00", "ballot": "2024-04-30T09:59+01:00"}
    assert found("constructive", tmp_path, facts)["outcome"] == "refused"


def test_failure_topples_the_accuser(tmp_path: Path) -> None:
    dates = {"executive-vote": "2024-04-03", "ballot": "2024-05-01"}
    said = found("ratification", tmp_path, {"dates": dates, "papers": {"for": 500, "against": 867}})
    assert said["outcome"] == "lost"
    assert [(effect["does"], effect["body"]) for effect in said["effects"]] == [("dissolves", "executive")]


def test_letters_of_15_per_cent_call_a_vote_and_immunity_bars_them_for_a_year(tmp_path: Path) -> None:
    facts = {"sizes": {"mps": 317}, "signatures": 48}  # 47.55
    assert found("letters", tmp_path, facts)["outcome"] == "triggered"
    assert found("letters", tmp_path, facts | {"signatures": 47})["outcome"] == "not-triggered"
    for on, outcome in (("2023-05-02", "not-triggered"), ("2023-04-30", "triggered")):
        earlier = {"earlier": [{"procedure": "vote", "on": on, "outcome": "carried"}]}
        assert found("letters", tmp_path, facts | earlier)["outcome"] == outcome


def test_a_disputed_day_of_measurement_gives_two_answers(tmp_path: Path) -> None:
    facts = {
        "sizes": {"mps": [{"on": "2024-04-01", "value": 249}, {"on": "2024-04-20", "value": 251}]},
        "dates": {"notice": "2024-04-01", "close": "2024-04-20"},
        "candidates": {"Ann": {"incumbent": True}, "Bo": {}},
        "nominations": {"Bo": 50},
    }
    said = answer("challenge", tmp_path, facts)
    assert {finding["readings"]["1"]: finding["outcome"] for finding in said["findings"]} == {
        "at-notice": "triggered",  # 49.8
        "at-close": "not-triggered",  # 50.2
    }
    assert said["turns_on"] == ["1"]


def test_at_most_four_of_eleven_have_one_employer(tmp_path: Path) -> None:
    names = "ABCDEFGHIJKLM"
    votes = {name: 100 - place for place, name in enumerate(names)}
    employers = {name: {"employer": "X" if name in "ABCDEK" else name} for name in names}
    said = found("board", tmp_path, {"ballot": {"votes": votes}, "candidates": employers})
    assert set(said["winners"]) == set("ABCD" + "FGHIJ" + "LM")


def test_a_college_adds_weights_of_shares(tmp_path: Path) -> None:
    sections = {"affiliates": {"Ann": 60, "Bo": 40}, "branches": {"Ann": 20, "Bo": 80}, "mps": {"Ann": 5, "Bo": 3}}
    said = found("college", tmp_path, {"ballot": {"rounds": [{"sections": sections}]}})
    assert said["winners"] == ["Bo"]  # 0.4·0.4 + 0.3·0.8 + 0.3·3/8 = 0.5125


def test_gates_put_out_whoever_misses_them_and_then_the_last(tmp_path: Path) -> None:
    rounds = [
        {"J": 114, "H": 43, "G": 37, "R": 27, "S": 23, "L": 16, "M": 9},
        {"J": 126, "H": 46, "G": 41, "S": 33, "R": 30},
        {"J": 143, "H": 54, "G": 51, "S": 38},
        {"J": 157, "H": 77, "G": 75},
    ]
    ballots = {"mps": {"rounds": [{"votes": votes} for votes in rounds]}, "members": {"votes": {"J": 92, "H": 46}}}
    said = found("leadership", tmp_path, {"ballots": ballots})
    assert (said["outcome"], said["winners"]) == ("elected", ["J"])
    assert [set(each["excluded"]) for each in said["stages"] if each["stage"] == "mps"][:3] == [
        {"L", "M"},
        {"R"},
        {"S"},
    ]


def test_a_run_off_is_held_only_where_nobody_has_half(tmp_path: Path) -> None:
    first = {"first": {"votes": {"Ann": 60, "Bo": 30, "Cy": 10}}}
    assert found("presidency", tmp_path, {"ballots": first})["winners"] == ["Ann"]
    both = {"first": {"votes": {"Ann": 45, "Bo": 35, "Cy": 20}}, "second": {"votes": {"Ann": 48, "Bo": 52}}}
    assert found("presidency", tmp_path, {"ballots": both})["winners"] == ["Bo"]


def test_a_council_by_star_has_at_most_two_of_one_employer(tmp_path: Path) -> None:
    scores = {"A": 5, "B": 4, "E": 3, "G": 2, "C": 1, "D": 1, "F": 0}
    employers = {name: {"employer": "X" if name in "ABE" else name} for name in scores}
    ballot = {"scores": [{"papers": 3, "scores": scores}, {"papers": 1, "scores": {"D": 5}}]}
    said = found("council", tmp_path, {"ballot": ballot, "candidates": employers})
    assert "E" not in said["winners"]
    assert {"A", "B"} < set(said["winners"])
    assert len(said["winners"]) == 5


@pytest.mark.parametrize(("fellows", "outcome"), [(10, "carried"), (9, "lost")])
def test_each_chamber_needs_its_own_majority(fellows: int, outcome: str, tmp_path: Path) -> None:
    sections = {"staff": {"for": 30, "against": 20}, "fellows": {"for": fellows, "against": 9}}
    assert found("chambers", tmp_path, {"sections": sections})["outcome"] == outcome


@pytest.mark.parametrize(("close", "outcome"), [("2024-04-12", "triggered"), ("2024-04-13", "not-triggered")])
def test_a_recall_has_six_weeks(close: str, outcome: str, tmp_path: Path) -> None:
    dates = {"opening": "2024-03-01", "close": close}  # 42 days after 1 March is 12 April
    said = found("recall", tmp_path, {"sizes": {"members": 1000}, "dates": dates, "signatures": 100})
    assert said["outcome"] == outcome


@pytest.mark.parametrize(("for_", "outcome"), [(750_000, "carried"), (749_999, "lost")])
def test_shares_vote_by_their_weight(for_: int, outcome: str, tmp_path: Path) -> None:
    papers = {"for": for_, "against": 1_000_000 - for_}
    dates = {"notice": "2024-04-01", "ballot": ON}
    facts = {"dates": dates, "present": 5, "papers": papers, "entitled": 2_000_000}
    assert found("special-resolution", tmp_path, facts)["outcome"] == outcome


def test_the_chair_of_a_quorate_meeting_breaks_a_tie(tmp_path: Path) -> None:
    facts: dict[str, Any] = {
        "present": 30,
        "sizes": {"members": 400},
        "dates": {"notice": "2024-04-01", "meeting": ON, "ballot": ON},
        "seconders": 1,
        "papers": {"for": 14, "against": 14},
        "casting": "for",
    }
    assert found("resolution", tmp_path, facts)["outcome"] == "carried"
    assert found("resolution", tmp_path, facts | {"casting": "against"})["outcome"] == "lost"
    assert found("resolution", tmp_path, facts | {"seconders": 0})["outcome"] == "refused"
    assert found("resolution", tmp_path, facts | {"present": 28, "sizes": {"members": 600}})["outcome"] == "inquorate"


def test_nobody_is_elected_where_reopening_nominations_wins(tmp_path: Path) -> None:
    rankings = [{"papers": 30, "ranks": [["Ann"]]}, {"papers": 40, "ranks": [["Re-open nominations"]]}]
    said = found("officer-election", tmp_path, {"ballot": {"rankings": rankings}})
    assert (said["outcome"], said["winners"]) == ("unfilled", [])
    assert "Nominations open again." in texts(said["effects"])


@pytest.mark.parametrize(("choice", "outcome"), [("may", "upheld"), ("may-not", "overturned")])
def test_a_court_upholds_or_overturns_what_was_ruled(choice: str, outcome: str, tmp_path: Path) -> None:
    said = found("court-ruling", tmp_path, {"ruling": {"reading": "standing", "choice": choice}})
    assert said["outcome"] == outcome


def test_places_are_reserved_after_the_default_option_and_a_least_support(tmp_path: Path) -> None:
    votes = {"A": 90, "B": 80, "C": 70, "D": 60, "E": 50, "F": 40, "G": 30, "H": 5, "None of these": 20}
    regions = {name: {"region": "north" if name in "FG" else "south"} for name in "ABCDEFGH"}
    facts = {"ballot": {"votes": votes, "papers": {"returned": 100}}, "candidates": regions}
    assert set(found("regional-board", tmp_path, facts)["winners"]) == set("ABCFG")


@pytest.mark.parametrize(("for_", "outcome"), [(75, "carried"), (74, "lost")])
def test_a_dissolution_needs_three_quarters(for_: int, outcome: str, tmp_path: Path) -> None:
    said = found("dissolution", tmp_path, {"papers": {"for": for_, "against": 100 - for_}})
    assert said["outcome"] == outcome
    if outcome == "carried":
        assert [effect["due"] for effect in said["effects"]] == [None, "2024-11-01"]
