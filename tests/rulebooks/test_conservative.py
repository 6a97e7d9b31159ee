"""The Conservative Party's votes of 2001 to 2024 through `tellers decide`, from its rule book and the facts of each.

Truth: the official results, as each is cited in the facts beside the book. Those of 2003, of the summer of 2022 and of
2024 are from memory, and the facts say so.
"""

from fractions import Fraction
from pathlib import Path

import pytest
from tests.rulebooks.replaying import (
    candidate,
    decide,
    decide_changed,
    excluded,
    facts_of,
    finding,
    only_finding,
    outcomes,
    share,
    stated,
    tally,
    texts,
    thousandths,
    threshold,
    undecided,
)

# December 2018: 48 letters, 200 to 117 (Business Insider, The Guardian, 12 December 2018).


@pytest.mark.parametrize("size", [315, 317])
def test_48_letters_are_needed_of_315_and_of_317(size: int, tmp_path: Path) -> None:
    facts = facts_of("conservative", "2018-12-11-letters")
    facts["sizes"] = {"mps": size}
    found = only_finding(decide_changed("conservative", "letters", facts, tmp_path))
    letters = threshold(found, "signatures >= 15% of entitled")
    assert (found["outcome"], letters["count_size"], letters["needed"]) == ("triggered", 48, 48)


def test_48_letters_open_the_vote() -> None:
    found = only_finding(decide("conservative", "letters", "2018-12-11-letters"))
    assert found["outcome"] == "triggered"
    assert [effect["procedure"] for effect in found["effects"]] == ["confidence"]


def test_47_letters_open_nothing(tmp_path: Path) -> None:
    facts = facts_of("conservative", "2018-12-11-letters")
    facts["signatures"] = 47
    assert outcomes(decide_changed("conservative", "letters", facts, tmp_path)) == {"not-triggered"}


def test_since_autumn_2024_it_takes_a_third(tmp_path: Path) -> None:
    facts = facts_of("conservative", "2018-12-11-letters")
    facts |= {"on": "2024-12-01", "dates": {"last-signature": "2024-12-01"}, "sizes": {"mps": 121}, "signatures": 40}
    found = only_finding(decide_changed("conservative", "letters", facts, tmp_path))
    assert (found["outcome"], found["thresholds"][0]["needed"]) == ("not-triggered", 41)


@pytest.mark.parametrize(
    ("base", "roll", "written", "size", "needed"),
    [
        ("votes-cast", "at-the-ballot", "for > 1/2 of valid", 317, 159),
        ("all-mps", "at-the-ballot", "for > 1/2 of entitled", 317, 159),
        ("all-mps", "at-the-letters", "for > 1/2 of entitled", 315, 158),
    ],
)
def test_158_or_159_keep_the_leader_by_whose_whip_counts(
    base: str, roll: str, written: str, size: int, needed: int
) -> None:
    answer = decide("conservative", "confidence", "2018-12-12-confidence")
    for immunity in ("fixed", "can-be-changed"):
        found = finding(answer, base, roll, immunity)
        majority = threshold(found, written)
        assert (found["outcome"], majority["base_size"], majority["needed"]) == ("carried", size, needed)


def test_the_leader_stays_with_63_091_per_cent_and_a_majority_of_83() -> None:
    answer = decide("conservative", "confidence", "2018-12-12-confidence")
    assert outcomes(answer) == {"carried"}
    assert thousandths(share(answer, "for", "valid")) == "63.091"
    assert "83" in texts(answer["contradictions"])  # The National printed 87
    assert "87" in texts(answer["contradictions"])


def test_no_other_vote_may_be_held_until_12_december_2019() -> None:
    answer = decide("conservative", "confidence", "2018-12-12-confidence")
    for found in answer["findings"]:
        (immunity,) = [effect for effect in found["effects"] if effect["does"] == "immunity"]
        assert (immunity["procedure"], immunity["until"]) == ("letters", "2019-12-12")


def test_whether_the_twelve_months_can_be_shortened_is_the_one_thing_that_turns() -> None:
    answer = decide("conservative", "confidence", "2018-12-12-confidence")
    assert len(answer["turns_on"]) == 1
    assert "Confidence rule, result" in answer["turns_on"][0]


def test_letters_within_the_twelve_months_open_nothing(tmp_path: Path) -> None:
    facts = facts_of("conservative", "2018-12-11-letters")
    facts |= {"on": "2019-04-24", "dates": {"last-signature": "2019-04-24"}, "signatures": 60}
    facts["earlier"] = [{"procedure": "confidence", "on": "2018-12-12", "outcome": "carried", "target": "Theresa May"}]
    assert outcomes(decide_changed("conservative", "letters", facts, tmp_path)) == {"not-triggered"}


def test_votes_cast_and_all_members_differ_when_some_stay_away(tmp_path: Path) -> None:
    facts = facts_of("conservative", "2018-12-12-confidence")
    facts["papers"] = {"for": 158, "against": 150, "blank": 0, "spoiled": 9}
    facts.pop("reported")
    answer = decide_changed("conservative", "confidence", facts, tmp_path)
    assert {found["outcome"] for found in answer["findings"] if "votes-cast" in found["readings"].values()} == {
        "carried"
    }
    assert finding(answer, "all-mps", "at-the-ballot", "fixed")["outcome"] == "lost"
    assert len(answer["turns_on"]) > 1


def test_equal_votes_lose_the_leadership(tmp_path: Path) -> None:
    facts = facts_of("conservative", "2018-12-12-confidence")
    facts["papers"] = {"for": 158, "against": 158, "blank": 0, "spoiled": 1}
    facts.pop("reported")
    answer = decide_changed("conservative", "confidence", facts, tmp_path)
    found = finding(answer, "votes-cast", "at-the-ballot", "fixed")
    assert found["outcome"] == "tied"
    assert [effect["does"] for effect in found["effects"]] == ["vacates", "bars", "opens"]


def test_in_2003_the_leader_loses_resigns_and_may_not_stand() -> None:
    answer = decide("conservative", "confidence", "2003-10-29-confidence")
    assert outcomes(answer) == {"lost"}
    found = finding(answer, "votes-cast", "at-the-ballot", "fixed")
    assert threshold(found, "for > 1/2 of valid")["needed"] == 83
    assert [effect["does"] for effect in found["effects"]] == ["vacates", "bars", "opens"]


def test_in_june_2022_the_leader_stays() -> None:
    answer = decide("conservative", "confidence", "2022-06-06-confidence")
    assert outcomes(answer) == {"carried"}
    assert finding(answer, "votes-cast", "at-the-ballot", "fixed")["thresholds"][0]["needed"] == 180


# 2001: a tie for last (Kimber; The Independent, July 2001).


def test_before_the_chairman_ruled_the_tie_for_last_turned_on_how_the_rules_are_read() -> None:
    facts = facts_of("conservative", "2001-07-10-first-ballot")
    assert facts["ballots"]["mps"]["rounds"][0]["votes"]["David Davis"] == 21
    answer = undecided("conservative", "leader-election", "2001-07-10-first-ballot")
    out = {tuple(found["readings"].values()): excluded(found, "mps") for found in answer["findings"]}
    assert out == {
        ("ballot-again",): [[]],
        ("both-out",): [["David Davis", "Michael Ancram"]],
        ("none-out",): [[]],
    }


def test_in_2001_the_tie_is_balloted_again_and_the_third_is_out_by_one_vote() -> None:
    answer = decide("conservative", "leader-election", "2001-09-13-leader-election")
    found = only_finding(answer)
    assert (found["outcome"], found["winners"]) == ("elected", ["Iain Duncan Smith"])
    assert excluded(found, "mps") == [[], ["Michael Ancram"], ["Michael Portillo"]]
    last = tally(found, "mps", 3)
    assert last["Iain Duncan Smith"] - last["Michael Portillo"] == 1
    assert thousandths(share(answer, "Iain Duncan Smith", "valid", "members.1")) == "60.722"
    assert set(stated(answer, "ballots.members.votes.Iain Duncan Smith")) == {"155933", "155993"}


# 2016: the second of the last two withdrew (Kimber; BBC News, 5 July 2016).


def test_in_2016_one_is_left_before_the_members_vote_and_is_elected() -> None:
    answer = decide("conservative", "leader-election", "2016-07-11-leader-election")
    found = only_finding(answer)
    assert (found["outcome"], found["winners"]) == ("elected", ["Theresa May"])
    assert excluded(found, "mps") == [["Liam Fox"], ["Michael Gove"]]
    assert share(answer, "Theresa May", "valid", "mps.1") == Fraction(165, 329) > Fraction(1, 2)


# 2019: gates of 17 and 33 votes (Political Betting, 13 June 2019).


@pytest.mark.parametrize(
    ("reading", "gates"), [("fixed", [17, 33]), ("share", [16, 32]), ("rounded-up-and-one", [17, 33])]
)
def test_the_gates_of_2019_are_16_or_17_and_32_or_33(reading: str, gates: list[int]) -> None:
    found = finding(decide("conservative", "leader-election", "2019-07-23-leader-election"), reading)
    assert [each["needed"] for each in candidate(found, "Sajid Javid")["thresholds"]] == gates
    assert excluded(found, "mps") == [
        ["Andrea Leadsom", "Esther McVey", "Mark Harper"],
        ["Dominic Raab"],
        ["Rory Stewart"],
        ["Sajid Javid"],
        ["Michael Gove"],
    ]


def test_nothing_in_2019_turned_on_the_gates() -> None:
    answer = decide("conservative", "leader-election", "2019-07-23-leader-election")
    assert answer["turns_on"] == []
    assert {tuple(found["winners"]) for found in answer["findings"]} == {("Boris Johnson",)}
    assert thousandths(share(answer, "Boris Johnson", "valid", "members.1")) == "66.388"
    assert thousandths(share(answer, "papers", "entitled", "members")) == "87.445"


def test_on_exactly_33_a_candidate_stays_and_on_32_the_readings_part(tmp_path: Path) -> None:
    facts = facts_of("conservative", "2019-07-23-leader-election")
    rounds = facts["ballots"]["mps"]["rounds"]
    rounds[1]["votes"] |= {"Sajid Javid": 32, "Boris Johnson": 127}
    del facts["ballots"]["mps"]["rounds"][2:], facts["ballots"]["members"], facts["reported"]
    answer = decide_changed("conservative", "leader-election", facts, tmp_path)
    second = {next(iter(each["readings"].values())): excluded(each, "mps")[1] for each in answer["findings"]}
    assert second == {
        "fixed": ["Dominic Raab", "Sajid Javid"],
        "share": ["Dominic Raab"],
        "rounded-up-and-one": ["Dominic Raab", "Sajid Javid"],
    }


# 2022 and 2024.


def test_in_october_2022_one_nomination_is_valid_of_three_announced() -> None:
    found = only_finding(decide("conservative", "nomination", "2022-10-24-nominations"))
    assert found["winners"] == ["Rishi Sunak"]
    assert [candidate(found, name)["outcome"] for name in ("Boris Johnson", "Penny Mordaunt")] == ["refused"] * 2
    assert candidate(found, "Rishi Sunak")["thresholds"][0]["needed"] == 100
    assert 357 // 100 == 3  # no more than three can reach it


def test_in_october_2022_a_candidate_who_is_alone_is_elected_without_a_ballot() -> None:
    found = only_finding(decide("conservative", "leader-election", "2022-10-24-leader-election"))
    assert (found["outcome"], found["winners"]) == ("elected", ["Rishi Sunak"])


def test_in_summer_2022_30_votes_are_the_gate_and_the_first_of_the_members_of_parliament_loses() -> None:
    answer = decide("conservative", "leader-election", "2022-09-05-leader-election")
    found = only_finding(answer)
    assert found["winners"] == ["Liz Truss"]
    assert excluded(found, "mps") == [
        ["Jeremy Hunt", "Nadhim Zahawi"],
        ["Suella Braverman"],
        ["Tom Tugendhat"],
        ["Kemi Badenoch"],
        ["Penny Mordaunt"],
    ]
    assert share(answer, "Liz Truss", "valid", "members.1") == Fraction(81326, 141725)


def test_in_2024_the_last_goes_out_four_times() -> None:
    found = only_finding(decide("conservative", "leader-election", "2024-11-02-leader-election"))
    assert found["winners"] == ["Kemi Badenoch"]
    assert excluded(found, "mps") == [["Priti Patel"], ["Mel Stride"], ["Tom Tugendhat"], ["James Cleverly"]]
