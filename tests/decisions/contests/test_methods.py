"""Every method in every form of facts that fits it.

Truth: published figures of elections that were held; and for papers, the count of the same papers by `counting`, which
is held against official results elsewhere.
"""

import json
from typing import Any

import pytest
from tests.counting.compared import vector
from tests.decisions.elections import Json, book, decision, found, result, shown

from tellers.counting.contest import Contest, papers_of
from tellers.counting.formats.blt_out import encode_blt
from tellers.counting.methods import COUNTERS, count
from tellers.decisions.contests.forms import FAMILIES, FORMS, Family
from tellers.errors import Unreadable
from tellers.rulebook.methods import METHODS

COUNCILS = ("python-council-2019", "python-council-2021", "python-council-2023")
TOTALS, PAIRS, SECTIONS = vector("votes.json"), vector("pairwise.json"), vector("sections.json")
LEADERS = vector("debian.json")

RANKED = [
    *((8, order) for order in ("ABCD", "BACD", "CDAB")),
    *((5, order) for order in ("DCB", "BD", "CAB")),
    *((3, order) for order in ("DA", "AC", "B")),
]
"""Papers that rank four candidates by initials, not all of them."""


def papers() -> list[Json]:
    """The papers as facts."""
    return [{"papers": number, "ranks": list(order)} for number, order in RANKED]


def contest(seats: int) -> Contest:
    """The same papers for `counting`."""
    grouped = papers_of((number, ["ABCD".index(name) for name in order]) for number, order in RANKED)
    return Contest("", tuple("ABCD"), seats, grouped)


def test_every_method_of_the_language_but_the_one_of_motions_is_counted() -> None:
    assert set(FAMILIES) == set(METHODS) - {"for-against"}
    assert set(COUNTERS) <= set(FAMILIES)
    assert set(FAMILIES.values()) == set(FORMS)


RANKING = [
    name for name in COUNTERS if FAMILIES[name] in {Family.TRANSFER, Family.MEEK, Family.COMPARISON, Family.MARKS}
]


@pytest.mark.parametrize("method", sorted(set(RANKING) - {"debian", "debian-2003"}))
def test_papers_written_out_or_in_a_file_come_to_what_they_are_counted_to(method: str) -> None:
    seats = 2 if method.startswith(("stv", "block", "approval", "schulze", "copeland")) else 1
    counted = count(contest(seats), method)
    if len(counted.possible) > 1:
        expected: tuple[str | None, list[str]] = ("tied", counted.names(counted.elected))
    else:
        expected = ("elected", counted.names(counted.elected))
    text = book(f'method = "{method}"\nseats = {seats}')
    blt = encode_blt(contest(seats))
    written = result(text, {"candidates": list("ABCD"), "ballot": {"rankings": papers()}})
    filed = result(text, {"candidates": list("ABCD"), "ballot": {"file": "ward.blt"}}, {"ward.blt": blt})
    if method == "stv-irish":
        expected = (None, [])
    assert written == filed == expected


def test_a_file_alone_says_who_stands() -> None:
    blt = encode_blt(contest(1))
    assert result(book('method = "av"'), {"ballot": {"file": "ward.blt"}}, {"ward.blt": blt})[0] == "elected"


def test_one_in_a_file_who_is_not_among_the_candidates_is_named() -> None:
    blt = encode_blt(contest(1))
    facts = {"candidates": list("ABC"), "ballot": {"file": "ward.blt"}}
    texts = [one.text for one in decision(book('method = "av"'), facts, {"ward.blt": blt}).contradictions]
    assert "D is on the ballot and is not among the candidates; left out" in texts


def test_one_who_withdrew_is_left_out_of_the_papers_before_the_count() -> None:
    facts = {"candidates": {"A": {}, "B": {}, "C": {"withdrew": "notice"}, "D": {}}, "ballot": {"rankings": papers()}}
    stage = found(book('method = "av"'), facts).verdict.stages[0]
    assert set(stage.tally) == {"A", "B", "D"}


@pytest.mark.parametrize("name", COUNCILS)
def test_the_python_councils_by_their_totals(name: str) -> None:
    # Truth: PEPs 8100, 8102 and 8104.
    told = TOTALS[name]
    keys = f'method = "{told["method"]}"\nseats = {told["seats"]}'
    facts = {"ballot": {"votes": told["votes"], "papers": {"valid": told["papers"]}}}
    outcome, winners = result(book(keys), facts)
    assert (outcome, set(winners)) == ("elected", set(told["elected"]))


def test_the_python_council_of_2026_by_totals_and_runoffs() -> None:
    # Truth: PEP 8107.
    told = TOTALS["python-council-2026"]
    ballot = {"votes": told["votes"], "runoffs": told["runoffs"], "papers": {"valid": told["papers"]}}
    assert result(book('method = "bloc-star"\nseats = 5'), {"ballot": ballot}) == ("elected", told["elected"])


def test_a_runoff_that_was_not_published_is_missing_by_name() -> None:
    told = TOTALS["python-council-2026"]
    ballot = {"votes": told["votes"], "runoffs": told["runoffs"][:4], "papers": {"valid": told["papers"]}}
    one = found(book('method = "bloc-star"\nseats = 5'), {"ballot": ballot})
    assert one.outcome is None
    assert one.missing == ("ballot.runoffs: Gregory P. Smith and Thomas Wouters",)


def test_a_runoff_that_does_not_add_up_and_a_total_beyond_the_scale_are_contradictions() -> None:
    ballot = {
        "votes": {"A": 20, "B": 30},
        "runoffs": [{"finalists": ["A", "B"], "prefer": [2, 3], "equal": 1}],
        "papers": {"valid": 5},
    }
    texts = [one.text for one in decision(book('method = "star"'), {"ballot": ballot}).contradictions]
    assert "runoff 1 between A and B: 2 + 3 + 1 make 6; there are 5 valid papers" in texts
    assert "B has 30 points; 5 papers give at most 25" in texts


@pytest.mark.parametrize(("method", "winner"), [("score", "A"), ("star", "B")])
def test_scores_written_out(method: str, winner: str) -> None:
    # Truth: by hand: 17 and 16 points; three of five papers prefer B.
    scores = [
        {"papers": 2, "scores": {"A": 5, "B": 2}},
        {"papers": 3, "scores": {"A": 3, "B": 4, "C": 1}},
    ]
    ballot = {"scores": scores}
    assert result(book(f'method = "{method}"'), {"ballot": ballot}) == ("elected", [winner])


def test_a_score_above_the_scale_is_refused() -> None:
    with pytest.raises(Unreadable, match="a score outside 0 to 3"):
        found(book('method = "score"\nscale = 3'), {"ballot": {"scores": [{"papers": 1, "scores": {"A": 4, "B": 0}}]}})


def test_the_python_governance_vote_by_its_matrix() -> None:
    # Truth: PEP 8016 was chosen in December 2018; it defeats every other option.
    told = PAIRS["python-2018-governance"]
    ballot = {"pairwise": {"candidates": told["candidates"], "matrix": told["votes"]}}
    assert result(book('method = "condorcet"'), {"ballot": ballot}) == ("elected", told["elected"])


def test_a_cycle_is_a_tie_between_those_in_it_where_a_winner_must_defeat_all() -> None:
    ballot = {"pairwise": {"candidates": list("ABC"), "matrix": [[None, 6, 4], [4, None, 7], [6, 3, None]]}}
    one = found(book('method = "condorcet"'), {"ballot": ballot})
    assert one.outcome is not None
    assert one.outcome.value == "tied"
    assert any("nobody is elected; in the tie or cycle: A, B, C" in note for note in one.notes)


@pytest.mark.parametrize("year", [2018, 2020, 2023])
def test_kubernetes_takes_the_first_of_the_order(year: int) -> None:
    # Truth: the official results; a candidate without opinion is not compared.
    told = PAIRS[f"kubernetes-steering-{year}"]
    ballot = {"pairwise": {"candidates": told["candidates"], "matrix": told["not compared"]}}
    keys = f'method = "schulze-not-compared"\nseats = {told["seats"]}'
    assert result(book(keys), {"ballot": ballot}) == ("elected", told["elected"])


def leader(name: str, **papers: Any) -> Json:  # noqa: ANN401 — JSON
    """The facts of an election of the Debian Project Leader."""
    told = LEADERS[name]
    matrix = [[None, told["for"]], [told["against"], None]]
    names = [told["candidates"][0], told["candidates"][1].upper()]
    return {"entitled": told["developers"], "ballot": {"pairwise": {"candidates": names, "matrix": matrix}, **papers}}


DEBIAN = 'method = "debian"\ndefault = "None of the above"\ntie = "unfilled"\n'
QUORATE = DEBIAN + 'threshold = "votes >= 3/2 of sqrt(entitled) and votes > default"'


@pytest.mark.parametrize(("name", "needed"), [("debian-leader-2011", 46), ("debian-leader-2023", 48)])
def test_the_debian_leader_needs_the_quorum_and_more_votes_than_the_default(name: str, needed: int) -> None:
    # Truth: the vote pages: 385 to 5 of 911 developers (R 45.2742); 259 to 15 of 996 (R 47.3392).
    one = shown(book(QUORATE), leader(name))
    assert (one["outcome"], one["winners"]) == ("elected", [LEADERS[name]["elected"]])
    assert [met["needed"] for met in one["thresholds"]] == [needed, LEADERS[name]["against"] + 1]


def test_an_option_below_the_quorum_is_dropped_and_the_default_wins() -> None:
    facts = leader("debian-leader-2011")
    facts["ballot"]["pairwise"]["matrix"] = [[None, 45], [5, None]]
    one = shown(book(QUORATE), facts)
    assert (one["outcome"], one["winners"]) == ("unfilled", [])
    assert "None of the above has a place, and nobody takes it" in one["notes"]


def test_the_condition_drops_options_before_the_count_and_the_next_one_wins() -> None:
    # Truth: by hand: A defeats B, but A has not three times the votes of the default.
    matrix = [[None, 60, 70], [40, None, 80], [30, 20, None]]
    ballot = {"pairwise": {"candidates": ["A", "B", "None of the above"], "matrix": matrix}}
    keys = DEBIAN + 'threshold = "votes > 3 times default"'
    assert result(book(keys), {"ballot": ballot}) == ("elected", ["B"])


def test_a_roll_that_is_not_known_leaves_open_only_what_turns_on_it() -> None:
    facts = {"ballot": leader("debian-leader-2011")["ballot"]}
    one = found(book(QUORATE), facts)
    assert one.outcome is None
    assert "entitled" in one.missing


@pytest.mark.parametrize("name", list(SECTIONS))
def test_weighted_sections_by_their_published_rounds(name: str) -> None:
    # Truth: Labour 1981 and 2010, the Australian Labor Party 2013.
    told = SECTIONS[name]
    ids = {section: section.lower().replace(" ", "-") for section in told["weights"]}
    tables = ", ".join(
        f'{{ id = "{ids[section]}", title = "{section}", weight = "{weight}" }}'
        for section, weight in told["weights"].items()
    )
    keys = f'method = "weighted-sections"\nthreshold = "share > 1/2"\nsections = [{tables}]'
    lines = [{"sections": {ids[section]: votes for section, votes in one["votes"].items()}} for one in told["rounds"]]
    one = shown(book(keys), {"ballot": {"rounds": lines}})
    elected = told["elected"] if isinstance(told["elected"], list) else [told["elected"]]
    assert (one["outcome"], one["winners"]) == ("elected", elected)
    assert "whole" in one["stages"][0]["shares"]


def test_a_section_that_the_book_does_not_have_is_refused() -> None:
    keys = 'method = "weighted-sections"\nsections = [{ id = "x", weight = "1/2" }, { id = "y", weight = "1/2" }]'
    with pytest.raises(Unreadable, match="the book has no section z; its sections are x, y"):
        found(book(keys), {"ballot": {"sections": {"x": {"A": 1, "B": 2}, "z": {"A": 1, "B": 2}}}})


def test_more_votes_than_papers_can_bear_are_a_contradiction() -> None:
    ballot = {"votes": {"A": 9, "B": 8, "C": 8}, "papers": {"valid": 8}}
    texts = [one.text for one in decision(book('method = "approval"\nmarks = 2'), {"ballot": ballot}).contradictions]
    assert texts == ["9 papers vote for A, of 8 valid papers", "25 votes, on 8 papers of at most 2 each"]


def test_papers_that_bear_too_many_names_are_spoiled() -> None:
    # Truth: by hand: the paper with three names does not count.
    ballot = {"rankings": [{"papers": 3, "ranks": [["A", "B"]]}, {"papers": 4, "ranks": [["A", "B", "C"]]}]}
    one = shown(book('method = "approval"\nmarks = 2\nseats = 2'), {"ballot": ballot})
    assert one["stages"][0]["tally"] == {"A": "3", "B": "3", "C": "0"}
    assert one["winners"] == ["A", "B"]


def test_a_pair_with_more_papers_than_there_are_is_a_contradiction() -> None:
    ballot = {"pairwise": {"candidates": ["A", "B"], "matrix": [[None, 6], [5, None]]}, "papers": {"valid": 10}}
    texts = [one.text for one in decision(book('method = "schulze"'), {"ballot": ballot}).contradictions]
    assert texts == ["5 prefer B to A and 6 the other way, of 10 papers"]


def test_facts_of_a_contest_are_json_all_the_way() -> None:
    one = shown(book('method = "av"'), {"ballot": {"rankings": papers()}})
    assert json.loads(json.dumps(one)) == one


def test_one_in_a_matrix_who_is_not_among_the_candidates_is_left_out_and_named() -> None:
    # Truth: by hand: A would win; without A, B is preferred to C.
    matrix = [[None, 6, 6], [3, None, 5], [3, 4, None]]
    facts = {"candidates": ["B", "C"], "ballot": {"pairwise": {"candidates": list("ABC"), "matrix": matrix}}}
    decided = decision(book('method = "schulze"'), facts)
    assert decided.findings[0].verdict.winners == ("B",)
    assert [one.text for one in decided.contradictions] == [
        "A is on the ballot and is not among the candidates; left out"
    ]


SECTIONED = """
method    = "av"
threshold = "votes in members > 1/2 of valid in members"
sections  = [{ id = "members", title = "Members" }, { id = "supporters", title = "Supporters" }]
"""


def test_a_condition_may_look_at_one_section() -> None:
    # Truth: Labour 2015: 121,751 of 245,520 votes of members are 1,010 short of a majority of them.
    sections = {
        "members": {"Corbyn": 121751, "Burnham": 55698, "Cooper": 54470, "Kendall": 13601},
        "supporters": {"Corbyn": 129666, "Burnham": 24764, "Cooper": 17458, "Kendall": 5256},
    }
    one = shown(book(SECTIONED), {"ballot": {"sections": sections}})
    assert one["outcome"] == "unfilled"
    (met,) = one["thresholds"]
    assert (met["count_size"], met["base_size"], met["needed"]) == (121751, 245520, 122761)
    assert met["needed"] - met["count_size"] == 1010


def test_the_three_sections_of_a_third_each_elect_by_shares_of_the_whole() -> None:
    # Truth: by hand: A has 2/3 of one third and 1/4 of another, 11/36; B has the other 25/36.
    keys = 'method = "weighted-sections"\nsections = [' + ", ".join(
        f'{{ id = "{name}", weight = "1/3" }}' for name in ("x", "y", "z")
    )
    ballot = {"sections": {"x": {"A": 2, "B": 1}, "y": {"A": 1, "B": 3}, "z": {"A": 0, "B": 9}}}
    one = shown(book(keys + "]"), {"ballot": ballot})
    assert one["stages"][0]["tally"] == {"A": "11/36", "B": "25/36"}
    assert one["winners"] == ["B"]
