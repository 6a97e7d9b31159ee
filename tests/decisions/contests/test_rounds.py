"""Rounds of contests: fresh ballots with gates, and published rounds of transfers.

Truth: published ballots of elections that were held, each by who stood in the next; and by hand where nobody is named.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.counting.compared import vector
from tests.decisions.elections import Json, book, decision, found, parsed, result, rounds, shown

from tellers.decisions.finding import Finding
from tellers.errors import RuleBookError

HELD = vector("exhaustive.json")
CONSERVATIVE = [name for name in HELD if name.startswith("conservative")]

EXHAUSTIVE = 'method = "exhaustive"\n'
AV = 'method = "av"\n'


def mps(gates: dict[int, str], tie: str = "again-then-all-out") -> str:
    """A first stage of ballots down to two with gates, and a second one."""
    tables = [
        f'[[procedure.election.stage.gate]]\nballot = {ballot}\nthreshold = "{line}"' for ballot, line in gates.items()
    ]
    first = f'[[procedure.election.stage]]\nid = "mps"\nbody = "mps"\nmethod = "exhaustive-two-left"\ntie = "{tie}"'
    last = '[[procedure.election.stage]]\nid = "members"\nmethod = "plurality"\ntie = "lot"'
    return book("\n\n".join([first, *tables, last]))


def stages(text: str, facts: dict[str, Any]) -> list[Json]:
    """The stages of the one finding."""
    return list(shown(text, facts)["stages"])


def published(name: str) -> list[Json]:
    """The ballots of an election that was held, as facts."""
    return [
        {key: one[key] for key in ("label", "votes", "spoiled") if key in one} | {"withdrew": one["withdrawn"]}
        for one in HELD[name]["rounds"]
    ]


@pytest.mark.parametrize("name", CONSERVATIVE)
def test_the_conservative_ballots_put_out_who_was_put_out_and_leave_the_last_two(name: str) -> None:
    # Truth: the published ballots of 2001, 2016, 2019, 2022 and 2024 in vectors/counting.
    ballots = HELD[name]["rounds"]
    gates = {number: f"votes >= {one['gate']}" for number, one in enumerate(ballots, 1) if "gate" in one}
    facts = {"ballots": {"mps": {"rounds": published(name)}}}
    got = stages(mps(gates), facts)
    assert [set(one["excluded"]) for one in got] == [set(one["out"]) for one in ballots]
    assert set(got[-1]["going_on"]) == set(HELD[name]["left"])
    assert got[-1]["elected"] == []
    assert found(mps(gates), facts).missing == ("ballots.members",)


def test_those_tied_for_last_are_balloted_again_by_themselves_as_the_olympic_committee_did_in_2013() -> None:
    # Truth: Buenos Aires, 7 September 2013: 42, 26, 26; Istanbul 49 to Madrid 45; Tokyo 60 to Istanbul 36.
    held: list[Json] = [
        {"votes": {"Tokyo": 42, "Istanbul": 26, "Madrid": 26}},
        {"label": "tie-break", "votes": {"Istanbul": 49, "Madrid": 45}},
        {"votes": {"Tokyo": 60, "Istanbul": 36}},
    ]
    text = book(f'{EXHAUSTIVE}tie = "again"')
    got = shown(text, {"ballot": {"rounds": held}})
    assert (got["outcome"], got["winners"]) == ("elected", ["Tokyo"])
    assert [step["excluded"] for step in got["stages"]] == [[], ["Madrid"], []]
    assert "between those tied for last: Istanbul, Madrid" in got["stages"][1]["note"]
    assert result(text, {"ballot": {"rounds": held[:1]}}) == ("tied", [])
    assert found(text, {"ballot": {"rounds": held[:2]}}).missing == ("ballot.rounds[2]",)


def test_a_ballot_between_the_tied_elects_nobody_and_is_not_counted_by_gates() -> None:
    # Truth: by hand: B has all the votes of the ballot between the tied; the gate of ballot 2 puts out B and D.
    text = book(f'{EXHAUSTIVE}tie = "again"\n[[procedure.election.gate]]\nballot = 2\nthreshold = "votes >= 20"')
    held = rounds("A40 D30 B10 C10", "B90 C0", "A60 D19 B15", "A60")
    got = shown(text, {"ballot": {"rounds": held[:3]}})
    assert [step["excluded"] for step in got["stages"]] == [[], ["C"], []]
    assert (got["outcome"], got["winners"]) == ("elected", ["A"])
    second = shown(text, {"ballot": {"rounds": rounds("A40 D30 B10 C10", "B90 C0", "A44 D44 B12")}})
    assert second["stages"][2]["excluded"] == ["B"]


def test_a_tie_may_have_all_balloted_again_and_nobody_out() -> None:
    # Truth: by hand; the reading of 2001 under which the next ballot is between the same candidates.
    text = book(f'{EXHAUSTIVE}tie = "again-all"')
    held = rounds("A40 B30 C30", "A40 B31 C29", "A49 B51")
    assert [step["excluded"] for step in stages(text, {"ballot": {"rounds": held}})] == [[], ["C"], []]
    alone = rounds("A40 B30 C30", "B51 C49")
    assert "the rule leaves in A, B, C" in decision(text, {"ballot": {"rounds": alone}}).contradictions[0].text


FREE = f'{EXHAUSTIVE}out_from = "never"\ntie = "lot"\n'


def test_with_nobody_ever_out_ballots_go_on_until_somebody_meets_the_line() -> None:
    # Truth: the conclave of 1903: Rampolla 24 and 29, then Sarto with 50 of 62; two thirds are 42.
    held: list[Json] = [
        {"votes": {"Rampolla": 24, "Gotti": 17, "Sarto": 5}},
        {"votes": {"Rampolla": 29, "Gotti": 16, "Sarto": 10, "Serafino": 2}},
        {"votes": {"Rampolla": 10, "Gotti": 2, "Sarto": 50}},
    ]
    text = book(f'{FREE}threshold = "votes >= 2/3 of entitled"')
    facts: dict[str, Any] = {"ballot": {"entitled": 62, "rounds": held}}
    assert result(text, facts) == ("elected", ["Sarto"])
    assert [step["excluded"] for step in stages(text, facts)] == [[], [], []]
    open_ = found(text, {"ballot": {"entitled": 62, "rounds": held[:2]}})
    assert (open_.outcome, open_.missing) == (None, ("ballot.rounds[2]",))


def test_two_in_a_free_ballot_are_not_elected_for_being_the_last() -> None:
    # Truth: by hand: 60 of 100 are not two thirds, and nobody is out.
    assert found(book(f'{FREE}threshold = "votes >= 2/3 of valid"'), {"ballot": {"rounds": rounds("A60 B40")}}).missing


def test_from_the_third_ballot_of_the_federal_council_the_last_is_out() -> None:
    # Truth: Federal Assembly, 16 September 2009: 58 79 73 34; 72 89 72 12; 80 95 63, Marty having withdrawn; 129 106.
    text = book(
        f'{EXHAUSTIVE}out_from = 3\nthreshold = "votes > 1/2 of valid"\ntie = "again-all"\n'
        '[[procedure.election.gate]]\nballot = 2\nthreshold = "votes >= 10"'
    )
    held = rounds("B58 S79 L73 M34", "B72 S89 L72 M12", "B80 S95 L63", "B129 S106")
    got = shown(text, {"ballot": {"rounds": held}})
    assert (got["outcome"], got["winners"]) == ("elected", ["B"])
    assert [step["excluded"] for step in got["stages"]] == [[], [], ["L"], []]
    lines = {one["name"]: [met["base_size"] for met in one["thresholds"] if met["base"]] for one in got["candidates"]}
    assert lines == {"B": [235], "S": [235], "L": [], "M": []}


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (("A40 B35 C25", "A40 B35 C20 D5", "A40 B35 D20 E5"), "the rule leaves in A, B, C, D"),
        (("A40 B55 C5", "A45 B47 C5"), "C may not stand"),
    ],
)
def test_who_may_not_come_into_a_later_ballot(lines: tuple[str, ...], says: str) -> None:
    # Truth: by hand: from the third ballot nobody is new; whom the gate of the first put out does not come back.
    text = book(
        f'{EXHAUSTIVE}out_from = 3\nthreshold = "votes >= 2/3 of valid"\n'
        '[[procedure.election.gate]]\nballot = 1\nthreshold = "votes >= 10"'
    )
    assert says in decision(text, {"ballot": {"rounds": rounds(*lines)}}).contradictions[0].text


def test_nobody_below_the_threshold_is_told_as_elected() -> None:
    # Truth: the House, 3 January 2023: Jeffries 212, McCarthy 203, others 19 of 434; 218 are a majority.
    text = book('method = "plurality"\nthreshold = "votes > 1/2 of valid"')
    got = shown(text, {"ballot": {"votes": {"Jeffries": 212, "McCarthy": 203, "Biggs": 19}}})
    assert (got["outcome"], [step["elected"] for step in got["stages"]]) == ("unfilled", [[]])


def test_every_gate_is_held_against_every_candidate() -> None:
    # Truth: June 2019: 17 in the first ballot, 33 in the second; Raab had 30 and Javid exactly 33.
    ballots = HELD["conservative-2019"]["rounds"]
    text = mps({1: "votes >= 17", 2: "votes >= 33"})
    one = shown(text, {"ballots": {"mps": {"rounds": published("conservative-2019")}}})
    gates = {
        (name, met["needed"]): met["met"]
        for candidate in one["candidates"]
        for name, met in ((candidate["name"], met) for met in candidate["thresholds"] if met["rule"] == "gate")
    }
    for number, needed in enumerate((17, 33)):
        for name, votes in ballots[number]["votes"].items():
            assert gates[name, needed] is (votes >= needed)


@pytest.mark.parametrize(("line", "needed"), [("votes > 5% of entitled", 16), ("votes >= up(5% of entitled) + 1", 17)])
def test_a_gate_may_be_a_share_of_those_entitled(line: str, needed: int) -> None:
    # Truth: 5% of 313 is 15.65.
    facts = {"ballots": {"mps": {"entitled": 313, "rounds": published("conservative-2019")}}}
    one = shown(mps({1: line}), facts)
    mets = [met for candidate in one["candidates"] for met in candidate["thresholds"] if met["rule"] == "gate"]
    assert {met["needed"] for met in mets} == {needed}


def test_a_gate_of_a_share_that_is_not_known_names_what_is_missing() -> None:
    one = found(mps({1: "votes > 5% of entitled"}), {"ballots": {"mps": {"rounds": rounds("A50 B40 C3")}}})
    assert one.outcome is None
    assert "sizes.mps" in one.missing


def test_a_gate_that_leaves_nobody_leaves_the_seat_unfilled() -> None:
    text = book(EXHAUSTIVE + '[[procedure.election.gate]]\nballot = 1\nthreshold = "votes >= 90"')
    assert result(text, {"ballot": {"rounds": rounds("A50 B40 C30")}}) == ("unfilled", [])


def test_one_who_is_left_out_of_the_next_ballot_against_the_rule_is_named_and_nothing_is_decided() -> None:
    facts = {"ballot": {"rounds": rounds("A45 B30 C25", "A60 C40")}}
    decided = decision(book(EXHAUSTIVE), facts)
    (one,) = decided.findings
    assert one.outcome is None
    assert len(one.verdict.stages) == 1
    (told,) = [each.text for each in decided.contradictions]
    assert told.startswith("the rounds do not follow from the rule: ballot 2: the ballot was between A, C;")
    assert "the rule leaves in A, B" in told


def test_an_exhaustive_ballot_elects_whoever_has_more_than_half() -> None:
    # Truth: Liberal Party of Australia, 24 August 2018: 38, 36 and 11; then 45 and 40.
    ballots = [{"votes": {"Dutton": 38, "Morrison": 36, "Bishop": 11}}, {"votes": {"Morrison": 45, "Dutton": 40}}]
    assert result(book(EXHAUSTIVE), {"ballot": {"rounds": ballots}}) == ("elected", ["Morrison"])


def test_a_series_that_stops_before_it_decides_awaits_the_next_ballot() -> None:
    one = found(book(EXHAUSTIVE), {"ballot": {"rounds": rounds("A40 B35 C25")}})
    assert (one.outcome, one.missing) == (None, ("ballot.rounds[1]",))


def test_the_threshold_of_a_series_elects_in_each_ballot() -> None:
    # Truth: by hand: 51 of 100 votes are not more than half of 110 members; 56 are.
    text = book(EXHAUSTIVE + 'threshold = "votes > 1/2 of entitled"')
    facts = {"entitled": 110, "ballot": {"rounds": rounds("A51 B29 C20", "A56 B44")}}
    assert result(text, facts) == ("elected", ["A"])


def test_the_last_who_is_left_and_does_not_reach_the_threshold_is_not_elected() -> None:
    text = book(EXHAUSTIVE + 'threshold = "votes > 1/2 of entitled"')
    facts = {"entitled": 130, "ballot": {"rounds": rounds("A51 B29 C20", "A56 B44")}}
    assert result(text, facts) == ("unfilled", [])


def test_several_may_be_left_where_the_stage_sends_several_on() -> None:
    keys = (
        '[[procedure.election.stage]]\nid = "first"\nmethod = "exhaustive"\nseats = 3\n'
        '[[procedure.election.stage]]\nid = "last"\nmethod = "plurality"'
    )
    facts = {"ballots": {"first": {"rounds": rounds("A40 B30 C20 D10")}, "last": {"votes": {"A": 1, "B": 5, "C": 3}}}}
    assert result(book(keys), facts) == ("elected", ["B"])


def test_2001_a_tie_for_last_is_balloted_again() -> None:
    # Truth: July 2001: 21 each for Davis and Ancram; the chairman had the ballot held again.
    first = {"votes": {"Portillo": 49, "Duncan Smith": 39, "Clarke": 36, "Davis": 21, "Ancram": 21}}
    facts = {"ballots": {"mps": {"rounds": [first]}}}
    tied = shown(mps({}), facts)
    assert (tied["outcome"], tied["winners"]) == ("tied", [])
    assert any("tie over who is out between Ancram, Davis" in note for note in tied["notes"])
    again = found(mps({}, "all-out"), facts)
    assert (again.outcome, again.missing) == (None, ("ballots.mps.rounds[1]",))
    assert set(again.verdict.stages[0].excluded) == {"Davis", "Ancram"}


def test_2001_tied_once_more_both_would_have_been_out() -> None:
    line = "P49 S39 C36 D21 A21"
    again = found(mps({}), {"ballots": {"mps": {"rounds": rounds(line, line, "P60 S54 C52")}}})
    assert [set(stage.excluded) for stage in again.verdict.stages] == [set(), {"A", "D"}, {"C"}]


def test_a_lot_that_the_facts_give_decides_who_is_last() -> None:
    facts = {"ballots": {"mps": {"rounds": rounds("A40 B30 C30"), "lots": ["C"]}}}
    one = found(mps({}, "lot"), facts)
    assert one.verdict.stages[0].excluded == ("C",)
    assert "it falls on C (lot)" in " ".join(one.notes)


def test_the_snp_of_2023_in_two_rounds() -> None:
    # Truth: the published rounds; exhausted 572; more than half of the 49,922 continuing votes.
    first = {"votes": {"Yousaf": 24336, "Forbes": 20559, "Regan": 5599}}
    second = {"votes": {"Yousaf": 26032, "Forbes": 23890}, "exhausted": 572}
    text = book(AV + 'threshold = "winner > 1/2 of continuing"')
    one = shown(text, {"ballot": {"rounds": [first, second], "papers": {"spoiled": 3, "blank": 0}}})
    assert (one["outcome"], one["winners"]) == ("elected", ["Yousaf"])
    assert (one["thresholds"][0]["base_size"], one["thresholds"][0]["needed"]) == (49922, 24962)
    last = one["stages"][1]
    assert (last["tally"], last["exhausted"], last["excluded"]) == (
        {"Yousaf": "26032", "Forbes": "23890"},
        "572",
        ["Regan"],
    )
    assert last["shares"]["continuing"] == {"Yousaf": "26032/49922", "Forbes": "23890/49922"}
    assert last["shares"]["valid"]["Yousaf"] == "26032/50494"
    assert last["shares"]["papers"]["Yousaf"] == "26032/50497"


def test_a_majority_of_continuing_votes_may_be_none_of_all_valid_ones() -> None:
    facts = {"ballot": {"rounds": rounds("A45 B40 C15", "A47 B43 -10")}}
    assert result(book(AV), facts) == ("elected", ["A"])
    assert result(book(AV + 'threshold = "winner > 1/2 of valid"'), facts) == ("unfilled", [])


def test_first_preferences_alone_do_where_they_decide() -> None:
    # Truth: Labour 2016: 313,209 and 193,229 votes.
    votes = {"Corbyn": 313209, "Smith": 193229}
    assert result(book(AV), {"ballot": {"votes": votes}}) == ("elected", ["Corbyn"])


def test_sections_that_are_only_reported_are_added_up_and_have_shares_of_their_own() -> None:
    # Truth: Labour 2016 by section: 61.845% of all, 58.985% of the members.
    sections = {
        "members": {"Corbyn": 168216, "Smith": 116960},
        "registered": {"Corbyn": 84918, "Smith": 36599},
        "affiliated": {"Corbyn": 60075, "Smith": 39670},
    }
    one = shown(book(AV), {"ballot": {"sections": sections}})
    assert one["stages"][0]["tally"] == {"Corbyn": "313209", "Smith": "193229"}
    assert one["stages"][0]["shares"]["valid in members"]["Corbyn"] == "168216/285176"


def test_one_who_survives_though_he_is_last_is_named_with_the_votes_and_nothing_is_decided() -> None:
    decided = decision(book(AV), {"ballot": {"rounds": rounds("A40 B30 C20 D10", "A45 B35 D20")}})
    assert decided.findings[0].outcome is None
    (told,) = decided.contradictions
    assert "round 2: C (20) is gone; the rule puts out D (10)" in told.text


@pytest.mark.parametrize("method", ["exhaustive", "av"])
def test_a_name_that_only_a_later_round_has_is_named(method: str) -> None:
    decided = decision(book(f'method = "{method}"'), {"ballot": {"rounds": rounds("A45 B40 C15", "A50 X45")}})
    assert decided.findings[0].outcome is None
    (told,) = decided.contradictions
    assert "X" in told.text
    assert told.text.startswith("the rounds do not follow from the rule")


def test_rounds_that_do_not_add_up_are_shown_and_do_not_hide_the_winner() -> None:
    decided = decision(book(AV), {"ballot": {"rounds": rounds("A45 B40 C15", "A55 B40 -2")}})
    assert [one.text for one in decided.contradictions] == [
        "round 2: 55 + 40 and 2 exhausted make 97; round 1 has 100"
    ]
    assert decided.findings[0].verdict.winners == ("A",)


def test_a_winner_by_half_exactly_is_a_tie_between_two() -> None:
    one = found(book(AV + 'tie = "lot"'), {"ballot": {"votes": {"A": 50, "B": 50}}})
    assert one.outcome is not None
    assert (one.outcome.value, one.verdict.winners) == ("tied", ())
    assert any("a tie between A, B is not decided" in note for note in one.notes)


def test_published_stages_of_transferable_votes_fill_several_seats() -> None:
    # Truth: by hand: 100 papers, 2 seats, a quota of 34; A's surplus of 6 passes on, then C is out.
    lines = rounds("A40 B30 C20 D10", "A34 B32 C23 D11", "A34 B36 C27 -3")
    assert result(book('method = "stv-scottish"\nseats = 2'), {"ballot": {"rounds": lines}}) == ("elected", ["A", "B"])


@settings(deadline=None)
@given(st.lists(st.integers(1, 60), min_size=2, max_size=6, unique=True), st.data())
def test_a_series_elects_the_one_who_is_never_last(first: list[int], data: st.DataObject) -> None:
    # Truth: the slow twin: strike the lowest of each made-up ballot until somebody has more than half.
    left = [chr(65 + number) for number in range(len(first))]
    ballots, votes = [], dict(zip(left, first, strict=True))
    while True:
        ballots.append({"votes": dict(votes)})
        best = max(votes, key=votes.__getitem__)
        if 2 * votes[best] > sum(votes.values()):
            break
        left.remove(min(votes, key=votes.__getitem__))
        if len(left) == 1:
            best = left[0]
            break
        new = data.draw(st.lists(st.integers(1, 60), min_size=len(left), max_size=len(left), unique=True))
        votes = dict(zip(left, new, strict=True))
    assert result(book(EXHAUSTIVE), {"ballot": {"rounds": ballots}}) == ("elected", [best])


def test_votes_that_are_points_with_decimals_are_counted_in_rounds() -> None:
    # Truth: by hand: 10.50 of 20.25 points are more than half in the second round.
    lines = [{"votes": {"A": "9.50", "B": "8.25", "C": "2.50"}}, {"votes": {"A": "10.50", "B": "9.75"}}]
    one = shown(book(AV + 'threshold = "winner > 1/2 of valid"'), {"ballot": {"rounds": lines}})
    assert (one["outcome"], one["winners"]) == ("elected", ["A"])
    assert one["stages"][1]["tally"] == {"A": "21/2", "B": "39/4"}
    assert one["stages"][1]["shares"]["valid"]["A"] == "14/27"
    assert one["thresholds"][0]["base_size"] == "81/4"


@pytest.mark.parametrize("method", ["exhaustive", "av"])
def test_a_ballot_after_the_one_that_decided_changes_nothing_and_is_told(method: str) -> None:
    decided = decision(book(f'method = "{method}"'), {"ballot": {"rounds": rounds("A60 B30 C10", "A40 B60")}})
    assert decided.findings[0].verdict.winners == ("A",)
    told = [*(one.text for one in decided.contradictions), *decided.findings[0].notes]
    assert any("after the one that decided" in text or "every place is filled before" in text for text in told)


def test_valid_papers_that_the_first_round_does_not_make_are_a_contradiction() -> None:
    ballot = {"rounds": rounds("A60 B30"), "papers": {"valid": 92}}
    assert [one.text for one in decision(book(AV), {"ballot": ballot}).contradictions] == [
        "92 valid papers, and 90 votes"
    ]


def test_papers_of_a_fresh_ballot_are_a_base_where_its_spoiled_ones_are_told() -> None:
    # Truth: Conservative MPs, 20 June 2019: 311 valid and 2 spoiled papers.
    ballots = [{"votes": {"Johnson": 157, "Gove": 61, "Hunt": 59, "Javid": 34}, "spoiled": 2, "blank": 0}]
    one = shown(book(EXHAUSTIVE), {"entitled": 313, "ballot": {"rounds": ballots}})
    assert one["stages"][0]["shares"]["papers"]["Johnson"] == "157/313"
    assert one["stages"][0]["shares"]["valid"]["Johnson"] == "157/311"
    assert one["stages"][0]["quota"] == "156"


SHORTLIST = """
[[procedure.election.stage]]
id     = "mps"
body   = "mps"
method = "av-down-to-two"

[[procedure.election.stage]]
id     = "members"
method = "plurality"
tie    = "lot"
"""


@pytest.mark.parametrize("second", ["A48 B40 -12", "A44 B44 -12"])
def test_papers_counted_down_to_two_send_both_to_the_members(second: str) -> None:
    mps_ballot = {"rounds": rounds("A45 B35 C20", second)}
    facts = {"ballots": {"mps": mps_ballot, "members": {"votes": {"A": 10, "B": 30}}}}
    one = shown(book(SHORTLIST), facts)
    assert (one["outcome"], one["winners"]) == ("elected", ["B"])
    assert [(stage["elected"], stage["going_on"]) for stage in one["stages"]] == [
        ([], []),
        ([], ["A", "B"]),
        (["B"], []),
    ]


# So many ballots by one rule, then by another.


def ends(one: Finding) -> tuple[str | None, tuple[str, ...]]:
    """The outcome and the winners of a finding."""
    return None if one.outcome is None else one.outcome.value, one.verdict.winners


def free(threshold: str, seats: str, ballots: int, last: str) -> str:
    """A first stage of free ballots, and a last one."""
    return book(
        f"""
[[procedure.election.stage]]
id = "free"
method = "exhaustive"
out_from = "never"
ballots = {ballots}
threshold = "{threshold}"
seats = {seats}

[[procedure.election.stage]]
id = "last"
{last}
"""
    )


PARLIAMENT = free("votes > 1/2 of valid", "2", 3, 'method = "plurality"')
SIX = ("Tajani", "Pittella", "Stevens", "Lambert", "Rebega", "Forenza")
JANUARY_2017 = [
    {"votes": dict(zip(SIX, votes, strict=True))}
    for votes in ((274, 183, 77, 56, 43, 50), (287, 200, 66, 51, 45, 42), (291, 199, 58, 53, 44, 45))
]
"""European Parliament, minutes of 17 January 2017: the election of its President."""


def test_the_best_two_of_the_third_ballot_go_to_the_fourth_as_in_strasbourg_in_2017() -> None:
    ballots: Json = {"free": {"rounds": JANUARY_2017}, "last": {"votes": {"Tajani": 351, "Pittella": 282}}}
    one = found(PARLIAMENT, {"ballots": ballots})
    assert ends(one) == ("elected", ("Tajani",))
    assert {met.needed for met in one.thresholds} == {346}
    assert [step["going_on"] for step in shown(PARLIAMENT, {"ballots": ballots})["stages"]][2] == [
        "Tajani",
        "Pittella",
    ]
    third: Json = {"free": {"rounds": JANUARY_2017}, "last": {"votes": {"Tajani": 351, "Stevens": 282}}}
    assert found(PARLIAMENT, {"ballots": third}).missing == ("ballots.last.votes.Pittella",)


def test_a_ballot_of_a_stage_is_missing_until_it_has_had_as_many_as_it_has_and_one_too_many_is_told() -> None:
    two: Json = {"free": {"rounds": JANUARY_2017[:2]}}
    assert found(PARLIAMENT, {"ballots": two}).missing == ("ballots.free.rounds[2]",)
    four: Json = {
        "free": {"rounds": [*JANUARY_2017, JANUARY_2017[2]]},
        "last": {"votes": {"Tajani": 351, "Pittella": 282}},
    }
    answer = decision(PARLIAMENT, {"ballots": four})
    assert [one.text for one in answer.contradictions] == [
        "the rounds do not follow from the rule: ballot 4: the stage has 3 ballots"
    ]
    assert ends(answer.findings[0]) == ("elected", ("Tajani",))


def test_whoever_reaches_the_threshold_in_a_free_ballot_is_elected_and_no_later_stage_is_held() -> None:
    # European Parliament, January 2007: Poettering 450 of 689 at once
    rounds_ = [{"votes": {"Poettering": 450, "Frassoni": 145, "Bonde": 46, "Wurtz": 48}}]
    one = found(PARLIAMENT, {"ballots": {"free": {"rounds": rounds_}}})
    assert (ends(one), one.thresholds[0].needed) == (("elected", ("Poettering",)), 345)


def test_a_tie_for_the_last_place_that_goes_on_waits_for_the_lot() -> None:
    text = free("votes > 1/2 of valid", "2", 1, 'method = "plurality"')
    level: Json = {"rounds": [{"votes": {"A": 40, "B": 30, "C": 30}}]}
    assert ends(found(text, {"ballots": {"free": level}})) == ("tied", ())
    drawn: Json = {"free": {**level, "lots": ["C"]}, "last": {"votes": {"A": 50, "C": 51}}}
    assert ends(found(text, {"ballots": drawn})) == ("elected", ("C",))


HEAD = free(
    "votes >= 2/3 of entitled",
    '"all"',
    3,
    'method = "exhaustive"\nout_from = "never"\nthreshold = "votes > 1/2 of entitled"',
)


def test_a_name_that_is_new_in_the_fourth_ballot_is_elected_by_half_as_mattarella_was_in_2015() -> None:
    # Parlamento in seduta comune, January 2015: of 1009, 673 elect in three ballots and 505 from the fourth
    told: Json = {
        "entitled": 1009,
        "ballots": {
            "free": {
                "rounds": [
                    {"votes": {"Imposimato": 120, "Feltri": 49}, "blank": 538},
                    {"votes": {"Imposimato": 123, "Feltri": 51}, "blank": 531},
                    {"votes": {"Imposimato": 126, "Feltri": 56}, "blank": 513},
                ]
            },
            "last": {"rounds": [{"votes": {"Mattarella": 665, "Imposimato": 127, "Feltri": 46}, "blank": 105}]},
        },
    }
    one = found(HEAD, told)
    assert ends(one) == ("elected", ("Mattarella",))
    assert {met.needed for met in one.thresholds} == {673, 505}


def test_two_ballots_for_a_majority_and_a_third_for_most_votes_as_in_berlin_in_2010() -> None:
    # Bundesversammlung, 30 June 2010: 1244 members, 623 elect; the third ballot is decided by most votes
    text = free("votes > 1/2 of entitled", '"all"', 2, 'method = "plurality"')
    first, second = (600, 499, 126, 3), (615, 490, 123, 3)
    names = ("Wulff", "Gauck", "Jochimsen", "Rennicke")
    told: Json = {
        "entitled": 1244,
        "ballots": {
            "free": {"rounds": [{"votes": dict(zip(names, votes, strict=True))} for votes in (first, second)]},
            "last": {"votes": {"Wulff": 625, "Gauck": 494}, "papers": {"blank": 121, "spoiled": 2}},
        },
    }
    one = found(text, told)
    assert (ends(one), {met.needed for met in one.thresholds}) == (("elected", ("Wulff",)), {623})


def test_nobody_whom_a_gate_put_out_stands_afresh_in_the_next_stage() -> None:
    text = HEAD.replace('seats = "all"', 'seats = "all"\ngate = [{ ballot = 1, threshold = "votes >= 10" }]')
    rounds_ = [{"votes": {"A": 40, "B": 5}}, {"votes": {"A": 41, "C": 5}}, {"votes": {"A": 42, "C": 7}}]
    told: Json = {
        "entitled": 100,
        "ballots": {"free": {"rounds": rounds_}, "last": {"rounds": [{"votes": {"A": 1, "B": 60}}]}},
    }
    (clash,) = decision(text, told).contradictions
    assert clash.text.startswith("B has votes in last")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (free("votes > 1/2 of valid", "2", 3, 'method = "exhaustive"\nballots = 2'), "no other follows"),
        (
            PARLIAMENT.replace('"exhaustive"\nout_from = "never"', '"plurality"'),
            "which `plurality` does not leave open",
        ),
        (
            PARLIAMENT.replace('"exhaustive"', '"exhaustive-two-left"'),
            "which `exhaustive-two-left` does not leave open",
        ),
        (PARLIAMENT.replace('threshold = "votes > 1/2 of valid"\n', ""), "says what elects in them"),
        (PARLIAMENT.replace("seats = 2\n", ""), 'write seats = 2, or seats = "all"'),
    ],
)
def test_ballots_of_a_stage_that_cannot_be_counted_are_refused(text: str, says: str) -> None:
    with pytest.raises(RuleBookError, match=says):
        parsed(text)
