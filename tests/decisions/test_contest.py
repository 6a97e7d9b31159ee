"""Contests from who stands to who is elected. Truth: by hand from small books; official elections where named."""

from typing import Any

import pytest
from tests.decisions.elections import book, decision, found, result, rounds, shown, votes

from tellers.errors import RuleBookError, Unreadable

PLURALITY = 'method = "plurality"\nsole = "elected"\n'

NOMINATION = """
[[procedure.nomination]]
kind      = "nomination"
title     = "Nomination"
clause    = "rule"
body      = "mps"
office    = "leader"
when      = "vacancy"
threshold = "nominations >= 100"
consent   = false
"""

TWO_STAGES = """
sole = "elected"

[[procedure.election.stage]]
id     = "mps"
body   = "mps"
method = "exhaustive-two-left"
seats  = 2
tie    = "again-then-all-out"

[[procedure.election.stage]]
id     = "members"
method = "plurality"
tie    = "lot"
"""

RUN_OFF = """
[[procedure.election.stage]]
id        = "first"
method    = "plurality"
threshold = "votes > 1/2 of valid"
seats     = 2

[[procedure.election.stage]]
id     = "second"
method = "plurality"
tie    = "lot"
"""

MPS_2016 = [
    {
        "label": "5 July",
        "votes": {"May": 165, "Leadsom": 66, "Gove": 48, "Crabb": 34, "Fox": 16},
        "withdrew": ["Crabb"],
    },
    {"label": "7 July", "votes": {"May": 199, "Leadsom": 84, "Gove": 46}},
]
"""The ballots of Conservative Members of Parliament in July 2016, as published."""


def json_of(keys: str, facts: dict[str, Any], *tables: str) -> Any:  # noqa: ANN401 — JSON
    """The one finding as JSON."""
    return shown(book(keys, *tables), facts)


def test_the_most_votes_win_and_each_share_has_its_base() -> None:
    ballot = {"votes": votes("A40 B35"), "papers": {"blank": 3, "spoiled": 2}, "entitled": 100}
    got = json_of(PLURALITY, {"ballot": ballot})
    assert (got["outcome"], got["winners"]) == ("elected", ["A"])
    (stage,) = got["stages"]
    assert stage["tally"] == {"A": "40", "B": "35"}
    assert stage["shares"] == {
        "valid": {"A": "40/75", "B": "35/75"},
        "papers": {"A": "40/80", "B": "35/80"},
        "entitled": {"A": "40/100", "B": "35/100"},
    }
    assert [(one["name"], one["outcome"]) for one in got["candidates"]] == [("A", "elected"), ("B", "lost")]


def test_a_sole_candidate_is_elected_without_a_ballot_where_the_book_says_so() -> None:
    got = json_of(PLURALITY, {"candidates": ["A"]})
    assert (got["outcome"], got["winners"], got["stages"]) == ("elected", ["A"], [])
    assert got["notes"] == ["A elected without a ballot: 1 candidate for 1 seat (clause 1)", got["notes"][-1]]


def test_a_sole_candidate_needs_the_ballot_where_the_book_says_nothing() -> None:
    got = found(book('method = "plurality"'), {"candidates": ["A"]})
    assert (got.outcome, got.missing) == (None, ("ballot",))


def test_as_many_candidates_as_seats_are_elected_without_a_poll() -> None:
    # Truth: OpenStack 2026.2: five candidates for five places, "no poll required".
    names = ["Marrich", "Smith", "Ravi", "Nasiadka", "Rabotyagov"]
    keys = 'method = "schulze"\nseats = 5\nsole = "elected"'
    assert result(book(keys), {"candidates": names}) == ("elected", names)


def test_fewer_candidates_than_seats_leave_seats_unfilled() -> None:
    assert result(book(PLURALITY + "seats = 3"), {"candidates": ["A", "B"]}) == ("unfilled", ["A", "B"])


def test_the_number_of_seats_may_be_a_fact_and_is_missing_where_it_is_not_told() -> None:
    text = book('method = "plurality"\nseats = "given"')
    ballot = {"votes": votes("A9 B7 C5")}
    assert result(text, {"ballot": ballot, "seats": 2}) == ("elected", ["A", "B"])
    assert found(text, {"ballot": ballot}).missing == ("seats",)


def test_nobody_stands_and_the_seat_is_unfilled() -> None:
    assert result(book(PLURALITY), {"candidates": {"A": {"withdrew": "notice"}}}) == ("unfilled", [])


def test_candidates_who_are_not_told_are_a_missing_fact() -> None:
    got = found(book(PLURALITY), {})
    assert (got.outcome, got.missing) == (None, ("candidates",))


def test_october_2022_the_only_one_with_a_hundred_nominations_is_elected() -> None:
    # Truth: the result of 24 October 2022. Counts below 100 were not published; 90 stands for that of Mordaunt.
    facts = {
        "nominations": {"Sunak": 195, "Mordaunt": 90},
        "candidates": {"Sunak": {}, "Mordaunt": {"withdrew": "close"}, "Johnson": {"withdrew": "2022-10-23"}},
    }
    got = json_of(PLURALITY + 'nomination = "nomination"', facts, NOMINATION)
    assert (got["outcome"], got["winners"]) == ("elected", ["Sunak"])
    by_name = {one["name"]: one for one in got["candidates"]}
    assert by_name["Mordaunt"]["outcome"] == "refused"
    assert [(met["needed"], met["met"]) for met in by_name["Mordaunt"]["thresholds"]] == [(100, False)]


def test_one_who_is_not_admitted_and_is_on_the_ballot_has_the_contest_refused() -> None:
    facts = {"nominations": {"A": 120, "B": 90}, "ballot": {"votes": votes("A40 B60")}}
    got = json_of(PLURALITY + 'nomination = "nomination"', facts, NOMINATION)
    assert (got["outcome"], got["winners"]) == ("refused", [])
    assert "B was not admitted, and stands all the same" in got["notes"]


def test_one_of_whom_no_nominations_are_told_may_not_have_been_admitted() -> None:
    facts = {"nominations": {"A": 120}, "ballot": {"votes": votes("A60 B40")}}
    got = json_of(PLURALITY + 'nomination = "nomination"', facts, NOMINATION)
    assert (got["outcome"], got["possible"]) == (None, ["elected", "refused"])
    assert got["missing"] == ["nominations.B"]


def test_candidates_are_taken_as_admitted_where_the_facts_say_nothing_of_nominations() -> None:
    got = json_of(PLURALITY + 'nomination = "nomination"', {"ballot": {"votes": votes("A60 B40")}}, NOMINATION)
    assert got["outcome"] == "elected"
    assert got["notes"][0] == "the facts say nothing of nominations; those who stand are taken as admitted"


def test_2016_the_last_stage_falls_away_when_the_other_candidate_withdraws() -> None:
    # Truth: Leadsom withdrew on 11 July 2016; May was elected without a ballot of the members.
    others: dict[str, Any] = {name: {} for name in ("May", "Gove", "Crabb", "Fox")}
    candidates = others | {"Leadsom": {"withdrew": "2016-07-11"}}
    facts = {"ballots": {"mps": {"rounds": MPS_2016}}, "candidates": candidates}
    got = json_of(TWO_STAGES, facts)
    assert (got["outcome"], got["winners"]) == ("elected", ["May"])
    assert [stage["excluded"] for stage in got["stages"]] == [["Fox"], ["Gove"]]
    assert not got["missing"]


def test_withdrawal_before_a_stage_may_be_told_by_its_id() -> None:
    facts = {
        "ballots": {"mps": {"rounds": MPS_2016}},
        "candidates": {name: {} for name in ("May", "Gove", "Crabb", "Fox")} | {"Leadsom": {"withdrew": "members"}},
    }
    assert result(book(TWO_STAGES), facts) == ("elected", ["May"])


def test_without_the_rule_for_a_sole_candidate_the_members_ballot_is_missing() -> None:
    facts = {
        "ballots": {"mps": {"rounds": MPS_2016}},
        "candidates": {name: {} for name in ("May", "Gove", "Crabb", "Fox")} | {"Leadsom": {"withdrew": "members"}},
    }
    got = found(book(TWO_STAGES.replace('sole = "elected"', "")), facts)
    assert (got.outcome, got.missing) == (None, ("ballots.members",))


def test_the_two_who_are_left_go_to_the_members() -> None:
    # Truth: July 2016 with a members' ballot that was never held: the figures of the second stage are made up.
    facts = {"ballots": {"mps": {"rounds": MPS_2016}, "members": {"votes": {"May": 60, "Leadsom": 90}}}}
    assert result(book(TWO_STAGES), facts) == ("elected", ["Leadsom"])


def test_one_on_a_later_ballot_whom_no_stage_sends_there_is_named() -> None:
    facts = {"ballots": {"mps": {"rounds": MPS_2016}, "members": {"votes": {"May": 60, "Gove": 90}}}}
    got = json_of(TWO_STAGES, facts)
    assert got["outcome"] is None
    assert got["missing"] == ["ballots.members.votes.Leadsom"]


def test_one_who_was_out_and_has_votes_again_is_named_and_nothing_is_decided() -> None:
    last = {"votes": {"May": 60, "Leadsom": 20, "Gove": 90}}
    decided = decision(book(TWO_STAGES), {"ballots": {"mps": {"rounds": MPS_2016}, "members": last}})
    assert decided.findings[0].outcome is None
    texts = [one.text for one in decided.contradictions]
    assert "Gove has votes in members, which is between Leadsom, May" in texts


def test_all_may_go_on_until_somebody_has_a_majority_of_the_members_and_in_the_end_the_most_votes_do() -> None:
    # Truth: the German Federal Convention of 2010 (Basic Law, Article 54(6)): 600, 615 and 625 votes of 1,244 members.
    majority = 'method = "plurality"\nthreshold = "votes > 1/2 of entitled"\nseats = 9'
    keys = "\n".join(
        f'[[procedure.election.stage]]\nid = "{name}"\n{rest}'
        for name, rest in (("first", majority), ("second", majority), ("third", 'method = "plurality"'))
    )
    first = {"Wulff": 600, "Gauck": 499, "Jochimsen": 126, "Rennicke": 3}
    second = {"Wulff": 615, "Gauck": 490, "Jochimsen": 123, "Rennicke": 3}
    third = {"Wulff": 625, "Gauck": 494}
    candidates = {"Wulff": {}, "Gauck": {}, "Jochimsen": {"withdrew": "third"}, "Rennicke": {"withdrew": "third"}}
    ballots = {"first": {"votes": first}, "second": {"votes": second}, "third": {"votes": third}}
    got = json_of(keys, {"entitled": 1244, "candidates": candidates, "ballots": ballots})
    assert (got["outcome"], got["winners"]) == ("elected", ["Wulff"])
    assert [met["needed"] for met in got["thresholds"] if met["met"] is False][:1] == [623]


def test_a_run_off_is_not_held_where_somebody_has_more_than_half() -> None:
    first = {"ballots": {"first": {"votes": votes("A51 B30 C19")}}}
    assert result(book(RUN_OFF), first) == ("elected", ["A"])


def test_a_run_off_is_between_the_first_two() -> None:
    facts = {"ballots": {"first": {"votes": votes("A50 B30 C20")}, "second": {"votes": votes("A45 B55")}}}
    assert result(book(RUN_OFF), facts) == ("elected", ["B"])


def test_a_run_off_that_was_held_though_somebody_was_elected_is_a_contradiction() -> None:
    facts = {"ballots": {"first": {"votes": votes("A51 B30 C19")}, "second": {"votes": votes("A45 B55")}}}
    decided = decision(book(RUN_OFF), facts)
    assert decided.findings[0].to_json()["winners"] == ["A"]
    assert "second was held, and the contest was decided before it" in [one.text for one in decided.contradictions]


@pytest.mark.parametrize(
    ("threshold", "outcome", "needed"),
    [
        ("votes > 1/2 of valid", "elected", 51),
        ("winner > 1/2 of valid", "elected", 51),
        ("votes > 1/2 of papers", "elected", 53),
        ("votes >= 1/2 of entitled", "unfilled", 60),
    ],
)
def test_a_winner_must_meet_the_threshold_on_its_base(threshold: str, outcome: str, needed: int) -> None:
    # Truth: by hand: 59 of 100 valid, 104 papers, 120 entitled.
    ballot = {"votes": votes("A59 B41"), "papers": {"blank": 3, "spoiled": 1}, "entitled": 120}
    got = json_of(f'{PLURALITY}threshold = "{threshold}"', {"ballot": ballot})
    assert got["outcome"] == outcome
    assert got["thresholds"][0]["needed"] == needed
    assert got["winners"] == (["A"] if outcome == "elected" else [])


def test_a_base_that_is_not_told_leaves_the_outcome_open_only_where_it_matters() -> None:
    threshold = f'{PLURALITY}threshold = "votes > 1/2 of papers"'
    close = json_of(threshold, {"ballot": {"votes": votes("A51 B49"), "entitled": 120}})
    assert (close["outcome"], close["possible"]) == (None, ["elected", "unfilled"])
    assert close["missing"] == ["ballot.papers.blank", "ballot.papers.spoiled"]
    clear = json_of(threshold, {"ballot": {"votes": votes("A71 B29"), "entitled": 120}})
    assert (clear["outcome"], clear["missing"]) == ("elected", [])


@pytest.mark.parametrize(("blank", "outcome"), [(9, "inquorate"), (10, "elected")])
def test_a_quorum_is_of_the_papers_whatever_the_votes(blank: int, outcome: str) -> None:
    ballot = {"votes": votes("A59 B31"), "papers": {"blank": blank, "spoiled": 0}, "entitled": 200}
    got = json_of(f'{PLURALITY}quorum = "papers >= 1/2 of entitled"', {"ballot": ballot})
    assert got["outcome"] == outcome
    assert (got["thresholds"][0]["rule"], got["thresholds"][0]["needed"]) == ("quorum", 100)


def test_a_quorum_that_is_not_known_leaves_two_outcomes() -> None:
    got = json_of(f'{PLURALITY}quorum = "papers >= 1/2 of entitled"', {"ballot": {"votes": votes("A59 B31")}})
    assert (got["outcome"], got["possible"]) == (None, ["elected", "inquorate"])
    assert "entitled" in got["missing"]


def test_a_candidate_without_figures_is_a_missing_fact_and_not_nought() -> None:
    got = found(book(PLURALITY), {"candidates": ["A", "B", "C"], "ballot": {"votes": votes("A59 B31")}})
    assert (got.outcome, got.missing) == (None, ("ballot.votes.C",))


def test_a_name_with_votes_that_is_not_among_the_candidates_is_a_contradiction() -> None:
    facts = {"candidates": ["A", "B"], "ballot": {"votes": votes("A59 B31 X2")}}
    texts = [one.text for one in decision(book(PLURALITY), facts).contradictions]
    assert texts == ["X has votes and is not among the candidates"]


def test_one_who_withdrew_before_the_ballot_and_is_on_it_is_a_contradiction_and_takes_no_seat() -> None:
    facts = {"candidates": {"A": {"withdrew": "ballot"}, "B": {}}, "ballot": {"votes": votes("A59 B31")}}
    decided = decision(book('method = "plurality"'), facts)
    assert decided.findings[0].to_json()["outcome"] == "unfilled"
    assert [one.text for one in decided.contradictions] == ["A withdrew before the ballot ballot and is on it"]


def test_more_papers_than_entitled_are_a_contradiction() -> None:
    ballot = {"votes": votes("A59 B31"), "papers": {"blank": 0, "spoiled": 0}, "entitled": 80}
    texts = [one.text for one in decision(book(PLURALITY), {"ballot": ballot}).contradictions]
    assert texts == ["90 papers, from 80 entitled to one"]


def test_votes_that_are_not_the_valid_papers_are_a_contradiction() -> None:
    ballot = {"votes": votes("A59 B31"), "papers": {"valid": 91}}
    texts = [one.text for one in decision(book(PLURALITY), {"ballot": ballot}).contradictions]
    assert texts == ["91 valid papers, and 90 votes"]


@pytest.mark.parametrize(
    ("method", "ballot", "said"),
    [
        (
            "av",
            {"pairwise": {"candidates": ["A", "B"], "matrix": [[None, 1], [2, None]]}},
            "`pairwise`, and av does not",
        ),
        ("schulze", {"votes": votes("A1 B2")}, "`votes`, and schulze does not count that; expected `pairwise` or"),
        ("exhaustive", {"rankings": [{"papers": 3, "ranks": ["A", "B"]}]}, "expected `rounds` or `votes`"),
        ("stv-meek", {"rounds": rounds("A1 B2")}, "expected `rankings` or `file`"),
        (
            "plurality",
            {"votes": votes("A1 B2"), "runoffs": [{"finalists": ["A", "B"], "prefer": [1, 2]}]},
            "`runoffs`",
        ),
    ],
)
def test_figures_that_a_method_does_not_count_are_refused_with_those_it_does(
    method: str, ballot: dict[str, Any], said: str
) -> None:
    with pytest.raises(Unreadable, match=said):
        found(book(f'method = "{method}"'), {"ballot": ballot})


def test_votes_that_must_be_whole_are_refused_where_they_are_not() -> None:
    with pytest.raises(Unreadable, match=r"`ballot.votes.A` is 5/2; expected whole votes"):
        found(book(PLURALITY), {"ballot": {"votes": {"A": "2.5", "B": 1}}})


def test_a_figure_that_the_method_does_not_have_is_refused_with_those_it_has() -> None:
    pairs = {"candidates": ["A", "B"], "matrix": [[None, 1], [2, None]]}
    with pytest.raises(RuleBookError, match="`votes` is no figure of schulze here"):
        found(book('method = "schulze"\nthreshold = "votes > 3"'), {"ballot": {"pairwise": pairs}})


def test_each_reading_has_its_own_result_and_the_contest_turns_on_it() -> None:
    threshold = (
        'threshold = { reading = "one", by = { first = "votes > 1/2 of valid", second = "votes > 2/3 of valid" } }'
    )
    decided = decision(book(f"{PLURALITY}{threshold}"), {"ballot": {"votes": votes("A60 B40")}})
    assert [one.to_json()["outcome"] for one in decided.findings] == ["elected", "unfilled"]
    assert decided.turns_on == ("2",)


def test_the_turnout_is_a_figure_with_its_base() -> None:
    ballot = {"votes": votes("A40 B35"), "papers": {"blank": 3, "spoiled": 2}, "entitled": 100}
    figures = {one.id: one.to_json() for one in decision(book(PLURALITY), {"ballot": ballot}).figures}
    assert (figures["papers-of-entitled"]["value"], figures["papers-of-entitled"]["base_size"]) == (80, 100)
    assert figures["ballot.1.A-of-valid"]["percent"] == "53.333"


BARRING = """
[[procedure.confidence]]
kind   = "motion"
title  = "Vote of confidence"
clause = "rule"
body   = "mps"
office = "leader"

[[procedure.confidence.effect.lost]]
text      = "The leader may not stand in the election that follows."
binding   = true
does      = "bars"
procedure = "election"
clause    = "other"
"""


@pytest.mark.parametrize(("line", "outcome"), [("A60 B40", "refused"), ("B40 C30", "elected")])
def test_one_whom_an_earlier_proceeding_bars_may_not_stand(line: str, outcome: str) -> None:
    earlier = [{"procedure": "confidence", "on": "2020-05-01", "outcome": "lost", "target": "A"}]
    got = json_of(PLURALITY, {"ballot": {"votes": votes(line)}, "earlier": earlier}, BARRING)
    assert got["outcome"] == outcome
    assert ("barred by an earlier proceeding" in " ".join(got["notes"])) is (outcome == "refused")


CHALLENGE = (
    NOMINATION.replace("procedure.nomination", "procedure.challenge")
    .replace('"vacancy"', '"challenge"\nincumbent = "exempt"')
    .replace("nominations >= 100", "nominations >= 20% of entitled")
)
VACANCY = NOMINATION.replace("procedure.nomination", "procedure.vacancy").replace("100", "15% of entitled")
TWO_WAYS = book(f'{PLURALITY}nomination = ["challenge", "vacancy"]', CHALLENGE, VACANCY)
LABOUR_2015 = {"Corbyn": 36, "Burnham": 68, "Cooper": 59, "Kendall": 41}
"""Labour Party, nominations for leader at the close of 15 June 2015, from 232 MPs: 35 are 15 per cent, 47 are 20."""


def cast(**told: int) -> dict[str, Any]:
    return {"votes": told}


def two_ways(**facts: Any) -> Any:  # noqa: ANN401 — JSON
    told = {"sizes": {"mps": 232}, "nominations": LABOUR_2015, "candidates": list(LABOUR_2015), **facts}
    return shown(TWO_WAYS, told)


def test_of_two_ways_in_the_one_for_a_vacancy_admits_where_the_office_is_vacant() -> None:
    vacant = two_ways(holders={"leader": None}, ballot=cast(Corbyn=4, Burnham=3, Cooper=2, Kendall=1))
    assert (vacant["outcome"], vacant["winners"]) == ("elected", ["Corbyn"])


def test_of_two_ways_in_the_one_for_a_challenge_admits_where_it_is_held_and_the_holder_needs_none() -> None:
    held = two_ways(holders={"leader": "Miliband"}, ballot=cast(Corbyn=4, Burnham=3, Cooper=2, Kendall=1))
    assert held["outcome"] == "refused"
    assert [note for note in held["notes"] if "was not admitted" in note] == [
        "Corbyn was not admitted, and stands all the same",
        "Kendall was not admitted, and stands all the same",
    ]
    stands = two_ways(holders={"leader": "Miliband"}, candidates=["Miliband", "Burnham", "Cooper"])
    assert {one["name"]: one["outcome"] for one in stands["candidates"] if one["outcome"]} == {
        "Corbyn": "refused",
        "Kendall": "refused",
    }


def test_where_nobody_says_whether_the_office_is_held_it_is_missing_for_whom_only_one_way_admits() -> None:
    open_ = two_ways(ballot=cast(Corbyn=4, Burnham=3, Cooper=2, Kendall=1))
    assert (open_["outcome"], open_["missing"]) == (None, ["holders.leader"])
    sure = two_ways(nominations={"Burnham": 68, "Cooper": 59}, candidates=[], ballot=cast(Burnham=3, Cooper=2))
    assert (sure["outcome"], sure["winners"]) == ("elected", ["Burnham"])


def test_a_holder_named_among_the_candidates_holds_the_office() -> None:
    who = {"Miliband": {"incumbent": True}, "Burnham": {}, "Cooper": {}}
    named = two_ways(
        candidates=who, nominations={"Burnham": 68, "Cooper": 59}, ballot=cast(Miliband=5, Burnham=3, Cooper=2)
    )
    assert (named["outcome"], named["winners"]) == ("elected", ["Miliband"])


def test_a_way_in_that_is_no_nomination_is_refused() -> None:
    with pytest.raises(RuleBookError, match="there is no procedure of kind nomination `leader`"):
        found(book(f'{PLURALITY}nomination = ["challenge", "leader"]', CHALLENGE), {})
