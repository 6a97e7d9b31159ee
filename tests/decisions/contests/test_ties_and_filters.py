"""Ties and filters of contests. Truth: by hand from small books; the boards and councils named, as published."""

from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.counting.compared import vector
from tests.decisions.elections import Json, book, decision, found, result, rounds, shown, votes

from tellers.errors import RuleBookError
from tellers.rulebook.outcomes import Outcome

GNOME = vector("votes.json")["gnome-board-2003"]
EMPLOYERS = {
    "Owen Taylor": "Red Hat",
    "Glynn Foster": "Sun",
    "Jody Goldberg": "Novell",
    "Jeff Waugh": "Flow",
    "Luis Villa": "Novell",
    "Jonathan Blandford": "Red Hat",
    "Nat Friedman": "Novell",
    "Leslie Proctor": None,
    "Bill Haneman": "Sun",
    "Dave Camp": "Novell",
    "Michael Meeks": "Novell",
    "Malcolm Tredinnick": "CommSecure",
    "Sri Ramkrishna": "Intel",
}
"""The employers of the candidates for the GNOME board of 2003, as published with the result."""

APPROVAL = 'method = "approval"\nseats = 3\n'


def keys(tie: str) -> str:
    """Plurality for two seats."""
    return f'method = "plurality"\nseats = 2\ntie = "{tie}"'


def capped(line: str, more: str = "") -> str:
    """A cap by employer on three seats."""
    return f'{APPROVAL}\n[[procedure.election.filter]]\nkind = "cap"\ncolumn = "firm"\nthreshold = "{line}"\n{more}'


def firms(**told: str | None) -> dict[str, Json]:
    """Candidates with their firms."""
    return {name: {"firm": firm} for name, firm in told.items()}


def filtered(text: str, facts: dict[str, Any]) -> Any:  # noqa: ANN401 — JSON
    """The one finding as JSON."""
    return shown(book(text), facts)


# Ties.


def test_a_tie_that_nothing_decides_names_the_tied_and_elects_who_is_sure() -> None:
    one = shown(book(keys("lot")), {"ballot": {"votes": votes("A40 B30 C30")}})
    assert (one["outcome"], one["winners"]) == ("tied", ["A"])
    assert (
        "a tie between B, C is not decided; a lot decides, and the facts have no `lots` that do (clause 1)"
        in one["notes"]
    )


@pytest.mark.parametrize("where", ["top", "ballot"])
def test_a_lot_falls_on_whoever_of_the_tied_was_drawn_first(where: str) -> None:
    ballot: Json = {"votes": votes("A40 B30 C30")}
    facts = {"ballot": ballot | {"lots": ["C", "B"]}} if where == "ballot" else {"ballot": ballot, "lots": ["C", "B"]}
    assert result(book(keys("lot")), facts) == ("elected", ["A", "C"])


def test_a_lot_between_others_decides_nothing() -> None:
    facts = {"ballot": {"votes": votes("A40 B30 C30")}, "lots": ["A"]}
    assert result(book(keys("lot")), facts) == ("tied", ["A"])


def test_a_casting_vote_decides() -> None:
    text = keys("casting-vote") + '\ncasting = "leader"'
    ballot = {"ballot": {"votes": votes("A40 B30 C30")}}
    assert result(book(text), ballot | {"casting": "B"}) == ("elected", ["A", "B"])
    assert result(book(text), ballot) == ("tied", ["A"])


def test_a_lot_decides_nothing_where_the_book_has_a_casting_vote() -> None:
    text = keys("casting-vote") + '\ncasting = "leader"'
    assert result(book(text), {"ballot": {"votes": votes("A40 B30 C30")}, "lots": ["B"]}) == ("tied", ["A"])


def test_a_tie_may_leave_the_seat_unfilled() -> None:
    assert result(book(keys("unfilled")), {"ballot": {"votes": votes("A40 B30 C30")}}) == ("unfilled", ["A"])


def test_a_tie_that_fits_the_seats_is_none() -> None:
    assert result(book(keys("unfilled")), {"ballot": {"votes": votes("A30 B40 C30 D1")}})[0] == "unfilled"
    assert result(book(keys("unfilled")), {"ballot": {"votes": votes("A30 B30 C1")}}) == ("elected", ["A", "B"])


def test_a_ballot_held_again_among_the_tied_decides() -> None:
    again = {"ballot": {"rounds": rounds("A40 B30 C30", "B44 C50")}}
    assert result(book(keys("again")), again) == ("elected", ["A", "C"])
    assert result(book(keys("again")), {"ballot": {"rounds": rounds("A40 B30 C30")}}) == ("tied", ["A"])


RUN_OFF = """
[[procedure.election.stage]]
id        = "first"
method    = "plurality"
threshold = "votes > 1/2 of valid"
seats     = 2
tie       = "again"

[[procedure.election.stage]]
id        = "second"
method    = "plurality"
threshold = "votes > 1/2 of valid"
tie       = "again"
"""
"""Whoever has more than half is elected; else the first two go to a second ballot."""


def test_a_ballot_between_those_tied_for_the_second_place_gives_it_and_elects_nobody() -> None:
    # Truth: by hand: B's 21 of 40 in the ballot between the tied are no majority of the first ballot.
    first = {"rounds": rounds("A20 B10 C10", "B21 C19")}
    held = {"ballots": {"first": first, "second": {"votes": votes("A25 B15")}}}
    one = shown(book(RUN_OFF), held)
    assert (one["outcome"], one["winners"]) == ("elected", ["A"])
    assert [(step["going_on"], step.get("note", "")) for step in one["stages"][:2]] == [
        ([], ""),
        (["A", "B"], "balloted again: B, C"),
    ]
    of_b = next(line for line in one["candidates"] if line["name"] == "B")
    assert [(met["count_size"], met["base_size"]) for met in of_b["thresholds"]] == [(10, 40), (15, 40)]
    assert found(book(RUN_OFF), {"ballots": {"first": first}}).missing == ("ballots.second",)


def test_whoever_has_the_majority_is_elected_though_others_tie_for_the_second_place() -> None:
    # Truth: by hand: 21 of 40 fill the one seat, and nobody goes on.
    held = {"ballots": {"first": {"votes": votes("A22 B9 C9")}}}
    assert result(book(RUN_OFF), held) == ("elected", ["A"])


def test_a_ballot_again_between_everybody_left_is_a_new_ballot_and_its_majority_elects() -> None:
    # Truth: by hand: 20 to 20, then 21 to 19 of 40.
    held = {"ballots": {"first": {"votes": votes("A16 B14 C10")}, "second": {"rounds": rounds("A20 B20", "A19 B21")}}}
    assert result(book(RUN_OFF), held) == ("elected", ["B"])


@pytest.mark.parametrize(
    ("tie", "between", "says"),
    [
        ("again", "A20 B44 C50", "between A, B, C; to be balloted again: B, C"),
        ("again-all", "B44 C50", "between B, C; to be balloted again: A, B, C"),
        ("unfilled", "B44 C50", "equal votes are for unfilled to settle"),
    ],
)
def test_a_ballot_between_others_than_the_book_says_decides_nothing(tie: str, between: str, says: str) -> None:
    one = found(book(keys(tie)), {"ballot": {"rounds": rounds("A40 B30 C30", between)}})
    assert one.outcome is None
    assert any(says in told.text for told in one.verdict.contradictions)


def test_each_stage_has_its_own_lines_and_shares() -> None:
    # Truth: the CDU in January 2021: Merz 385 of 989, then Laschet 521 of 987.
    first = {"votes": {"Merz": 385, "Laschet": 380, "Roettgen": 224}}
    held = {"ballots": {"first": first, "second": {"votes": {"Laschet": 521, "Merz": 466}}}, "entitled": 1001}
    decided: Any = decision(book(RUN_OFF), held).to_json()
    laschet = next(one for one in decided["findings"][0]["candidates"] if one["name"] == "Laschet")
    assert [(met["stage"], met["count_size"]) for met in laschet["thresholds"]] == [("first", 380), ("second", 521)]
    figures = {one["id"]: one["value"] for one in decided["figures"]}
    assert (figures["first.Laschet.votes"], figures["second.Laschet.votes"]) == (380, 521)
    assert len(figures) == len(decided["figures"])


def test_a_majority_of_the_seats_of_a_house_is_of_its_seats_and_not_of_the_places() -> None:
    # Truth: by hand: 4 of the 7 seats of the council are a majority; 3 of 5 votes are not.
    text = book('method = "plurality"\nthreshold = "votes > 1/2 of seats of council"')
    assert result(text, {"ballot": {"votes": votes("A4 B1")}}) == ("elected", ["A"])
    assert result(text, {"ballot": {"votes": votes("A3 B2")}}) == ("unfilled", [])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("votes > 1/2 of seats", "write `seats of members`"),
        ("winner > 1/2 of seats", "the places to be filled"),
        ("votes > 1/2 of seats of mps", "has none; write seats"),
    ],
)
def test_votes_are_not_held_against_places_to_be_filled(line: str, says: str) -> None:
    with pytest.raises(RuleBookError, match=says):
        found(book(f'method = "plurality"\nthreshold = "{line}"'), {"ballot": {"votes": votes("A4 B1")}})


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"present": 8, "entitled": 7}, "8 present, and 7 entitled"),
        ({"present": 8, "entitled": 9}, "8 present, and 7 seats of council"),
        ({"present": 4, "entitled": 7}, "5 valid, and 4 present"),
    ],
)
def test_more_than_there_can_be_is_a_contradiction(told: dict[str, int], says: str) -> None:
    text = book('method = "plurality"\nquorum = "present >= 1"').replace('"members"\noffice', '"council"\noffice')
    contest = text.replace('body   = "members"', 'body   = "council"')
    one = found(contest, {**told, "ballot": {"votes": votes("A4 B1")}})
    assert says in [clash.text for clash in one.verdict.contradictions]


COLLEGE = """method = "weighted-sections"
threshold = "share > 1/2"
tie = "lot"
sections = [%s]"""


def test_sections_may_have_parts_of_votes() -> None:
    # Truth: by hand: A has 8.5 of 13 in x and 2 of 5 in y: 17/52 + 1/5 = 137/260, more than half.
    text = book(COLLEGE % '{ id = "x", weight = "1/2" }, { id = "y", weight = "1/2" }')
    held = {"sections": {"x": {"A": "8.5", "B": "4.5"}, "y": {"A": 2, "B": 3}}}
    one = shown(text, {"ballot": held})
    assert (one["outcome"], one["winners"]) == ("elected", ["A"])
    assert one["candidates"][0]["thresholds"][0]["count_size"] == "137/260"


def test_many_sections_have_shares_of_five_places_where_the_fraction_is_long() -> None:
    # Truth: by hand: each of 60 sections has another number of votes, and A three fifths of every one.
    names = [f"s{number}" for number in range(60)]
    text = book(COLLEGE % ",\n".join(f'{{ id = "{name}", weight = "1/60" }}' for name in names))
    held = {name: {"A": 3 * (number + 7) + 1, "B": 2 * (number + 7)} for number, name in enumerate(names)}
    one = shown(text, {"ballot": {"sections": held}})
    exact = sum(Fraction(v["A"], v["A"] + v["B"]) for v in held.values()) / 60
    told = one["candidates"][0]["thresholds"][0]["count_size"]
    assert len(str(exact)) > 60
    assert told == one["stages"][0]["tally"]["A"] == f"{float(exact):.5f}"
    assert one["winners"] == ["A"]


def test_the_margin_of_each_section_is_what_a_search_of_every_step_finds() -> None:
    # Truth: by hand, one vote after the other: A leads by 6/10 in x and 5/10 in y.
    text = book(COLLEGE % '{ id = "x", weight = "3/4" }, { id = "y", weight = "1/4" }')
    held = {"x": votes("A6 B4"), "y": votes("A5 B5")}
    margin = decision(text, {"ballot": {"sections": held}}).margin
    assert margin is not None
    told = {turn.change: turn.number for turn in margin.turns}
    assert told == {
        f"votes for A cast for B instead in {section}": next(
            steps
            for steps in range(1, 6)
            if result(
                text,
                {
                    "ballot": {
                        "sections": {
                            **held,
                            section: {"A": held[section]["A"] - steps, "B": held[section]["B"] + steps},
                        }
                    }
                },
            )
            != ("elected", ["A"])
        )
        for section in ("x", "y")
    }


def test_a_count_of_the_book_may_be_a_part() -> None:
    # Truth: 29 November 2020: 8 1/2 of 23 cantons accepted the initiative; by hand in a contest.
    count = '[[count.cantons]]\nname = "cantons"\ngiven = "candidate"\nclause = "rule"\n'
    text = book('method = "plurality"\nthreshold = "votes > 1/2 of valid and cantons > 8"', count)
    held = {"candidates": {"A": {"counts": {"cantons": "8.5"}}, "B": {"counts": {"cantons": 8}}}}
    assert result(text, held | {"ballot": {"votes": votes("A6 B4")}}) == ("elected", ["A"])
    assert result(text, held | {"ballot": {"votes": votes("A4 B6")}}) == ("unfilled", [])


def test_a_tie_of_sections_is_balloted_again_between_the_tied_alone() -> None:
    # Truth: by hand: A 1/2; B and C 1/4 each; B is out 3 to 5 and 2 to 2 (5/16 + 1/4 to 3/16 + 1/4); then A 5/8.
    text = book("""method = "weighted-sections"
threshold = "share > 1/2"
tie = "again"
sections = [{ id = "x", weight = "1/2" }, { id = "y", weight = "1/2" }]""")
    held: list[Json] = [
        {"sections": {"x": votes("A4 B2 C2"), "y": votes("A4 B2 C2")}},
        {"sections": {"x": votes("B3 C5"), "y": votes("B2 C2")}},
        {"sections": {"x": votes("A5 C3"), "y": votes("A5 C3")}},
    ]
    one = shown(text, {"ballot": {"rounds": held}})
    assert (one["outcome"], one["winners"]) == ("elected", ["A"])
    assert [step["excluded"] for step in one["stages"]] == [[], ["B"], []]
    waiting = found(text, {"ballot": {"rounds": held[:1]}})
    assert (waiting.outcome is not None and waiting.outcome.value) == "tied"


def test_a_ballot_held_again_among_all_counts_from_the_start() -> None:
    again = {"ballot": {"rounds": rounds("A40 B30 C30", "A20 B44 C50")}}
    assert result(book(keys("again-all")), again) == ("elected", ["C", "B"])


@pytest.mark.parametrize("lines", [("A40 B35 C30", "B40 C50"), ("A40 B30 C30", "A10 C50")])
def test_a_ballot_held_again_that_no_tie_called_for_is_named(lines: tuple[str, ...]) -> None:
    one = found(book(keys("again")), {"ballot": {"rounds": rounds(*lines)}})
    assert one.outcome is None


# Caps.


def test_the_gnome_board_of_2003_has_four_of_one_employer_and_no_fifth() -> None:
    # Truth: the published result: Meeks, the fifth of Novell, fell out; 40% of 11 seats are 4.
    text = (
        'method = "block"\nseats = 11\n[[procedure.election.filter]]\nkind = "cap"\ncolumn = "employer"\n'
        'threshold = "group <= 40% of seats"'
    )
    candidates = {name: {"employer": employer} for name, employer in EMPLOYERS.items()}
    facts = {"candidates": candidates, "ballot": {"votes": GNOME["votes"], "papers": {"valid": GNOME["papers"]}}}
    one = filtered(text, facts)
    assert one["outcome"] == "elected"
    assert set(one["winners"]) == set(EMPLOYERS) - {"Michael Meeks", "Sri Ramkrishna"}
    (step,) = one["filters"]
    assert (step["removed"], step["added"]) == (["Michael Meeks"], ["Malcolm Tredinnick"])
    assert [(met["count_size"], met["needed"], met["met"]) for met in step["thresholds"]] == [(5, 4, False)]


def test_the_next_in_line_may_fall_out_as_well() -> None:
    facts = {"candidates": firms(A="x", B="x", C="x", D="x", E="y"), "ballot": {"votes": votes("A9 B8 C7 D6 E5")}}
    one = filtered(capped("group <= 2"), facts)
    assert one["winners"] == ["A", "B", "E"]
    assert [(step["removed"], step["added"]) for step in one["filters"]] == [(["C"], ["D"]), (["D"], ["E"])]


def test_members_who_are_not_up_for_election_count_where_the_book_says_so() -> None:
    facts = {
        "candidates": firms(A="x", B="y", C="z", D="w"),
        "ballot": {"votes": votes("A9 B8 C7 D6")},
        "sitting": [{"name": "S", "firm": "x"}, {"name": "T", "firm": "x"}],
    }
    assert result(book(capped("group <= 2", "sitting = true")), facts) == ("elected", ["B", "C", "D"])
    assert result(book(capped("group <= 2")), facts) == ("elected", ["A", "B", "C"])


def test_nobody_left_to_move_up_leaves_the_seat_unfilled() -> None:
    facts = {"candidates": firms(A="x", B="x", C="y"), "ballot": {"votes": votes("A9 B8 C7")}}
    assert result(book(capped("group <= 1")), facts) == ("unfilled", ["A", "C"])


def test_a_column_that_is_not_told_is_missing_only_where_the_cap_could_turn_on_it() -> None:
    told: dict[str, Json] = {"A": {"firm": "x"}, "B": {"firm": "x"}, "C": {}, "D": {}}
    facts = {"candidates": told, "ballot": {"votes": votes("A9 B8 C7 D1")}}
    one = found(book(capped("group <= 2")), facts)
    assert (one.outcome, one.missing) == (None, ("candidates.C.firm",))
    assert found(book(capped("group <= 3")), facts).missing == ()
    told["C"] = {"firm": None}
    assert result(book(capped("group <= 2")), facts) == ("elected", ["A", "B", "C"])


def test_equal_votes_of_two_who_would_fall_out_are_a_tie_that_a_lot_breaks() -> None:
    facts: dict[str, Any] = {
        "candidates": firms(A="x", B="x", C="y", D="z"),
        "ballot": {"votes": votes("A9 B9 C7 D1")},
    }
    assert result(book(capped("group <= 1")), facts)[0] == "tied"
    assert result(book(capped("group <= 1")), facts | {"lots": ["A"]}) == ("elected", ["A", "C", "D"])


def test_a_size_that_a_cap_looks_at_may_be_missing() -> None:
    facts = {"candidates": firms(A="x", B="y", C="z"), "ballot": {"votes": votes("A9 B8 C7")}}
    assert found(book(capped("group <= 1/3 of size of mps")), facts).missing == ("sizes.mps",)
    assert result(book(capped("group <= 1/3 of size of mps")), facts | {"sizes": {"mps": 9}})[0] == "elected"


def test_transferable_votes_have_no_order_for_a_cap_that_somebody_is_over() -> None:
    text = capped("group <= 1").replace('"approval"', '"stv-scottish"')
    ballot = {
        "rankings": [{"papers": 9, "ranks": ["A", "B"]}, {"papers": 8, "ranks": ["B"]}, {"papers": 7, "ranks": ["C"]}]
    }
    facts = {"candidates": firms(A="x", B="y", C="z", D="w"), "ballot": ballot}
    assert result(book(text), facts) == ("elected", ["A", "B", "C"])
    over = facts | {"candidates": firms(A="x", B="x", C="z", D="w")}
    with pytest.raises(RuleBookError, match="stv-scottish has no order beyond the places it fills"):
        found(book(text), over)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from("xyz")), min_size=3, max_size=7, unique_by=lambda one: one[0]
    )
)
def test_a_cap_leaves_the_best_three_that_may_sit_together(told: list[tuple[int, str]]) -> None:
    # Truth: the slow twin: take candidates from the first to the last, and pass over whoever would be one too many.
    names = [chr(65 + number) for number in range(len(told))]
    order = sorted(names, key=lambda name: -told[ord(name) - 65][0])
    chosen: list[str] = []
    for name in order:
        firm = told[ord(name) - 65][1]
        if len(chosen) < 3 and sum(told[ord(other) - 65][1] == firm for other in chosen) < 2:
            chosen.append(name)
    facts = {
        "candidates": {name: {"firm": firm} for name, (_, firm) in zip(names, told, strict=True)},
        "ballot": {"votes": {name: number for name, (number, _) in zip(names, told, strict=True)}},
    }
    outcome, winners = result(book(capped("group <= 2")), facts)
    assert set(winners) == set(chosen)
    assert outcome == ("elected" if len(chosen) == 3 else "unfilled")
    assert not any(len({told[ord(n) - 65][1] for n in three}) == 1 for three in combinations(winners, 3))


def test_a_cap_holds_for_those_elected_without_a_ballot_and_nothing_says_who_gives_way() -> None:
    text = capped("group <= 2").replace("seats = 3", 'seats = 3\nsole = "elected"')
    assert result(book(text), {"candidates": firms(A="x", B="x", C="y")}) == ("elected", ["A", "B", "C"])
    one = shown(book(text), {"candidates": firms(A="x", B="x", C="x")})
    assert one["outcome"] == "tied"
    assert "too many of x, and no ballot says who gives way (clause 1)" in one["notes"]


# Other filters.


def required(more: str = "") -> str:
    """Three seats; each winner needs more than half of the papers."""
    line = '[[procedure.election.filter]]\nkind = "require"\nthreshold = "votes > 1/2 of papers"'
    return f"{APPROVAL}\n{line}\n{more}"


def test_each_winner_must_meet_what_is_required_or_the_seat_is_empty() -> None:
    ballot = {"votes": votes("A9 B8 C5 D5"), "papers": {"returned": 12}}
    one = filtered(required(), {"ballot": ballot, "lots": ["C"]})
    assert (one["outcome"], one["winners"]) == ("unfilled", ["A", "B"])
    assert one["filters"][0]["removed"] == ["C"]


def test_what_is_required_names_the_papers_where_they_are_not_told() -> None:
    one = found(book(required()), {"ballot": {"votes": votes("A9 B8 C5 D4")}})
    assert one.outcome is None
    assert one.missing == ("ballot.papers.returned",)


def test_whoever_is_not_above_the_default_option_falls_out() -> None:
    text = f'{APPROVAL}default = "Nobody"\n[[procedure.election.filter]]\nkind = "above-default"'
    ballot = {"votes": {"A": 9, "B": 8, "C": 5, "Nobody": 6}}
    one = filtered(text, {"ballot": ballot})
    assert (one["outcome"], one["winners"]) == ("unfilled", ["A", "B"])


def test_a_default_option_among_the_first_takes_a_place_that_nobody_fills() -> None:
    one = filtered(f'{APPROVAL}default = "Nobody"', {"ballot": {"votes": {"A": 9, "B": 8, "C": 5, "NOBODY": 6}}})
    assert (one["outcome"], one["winners"]) == ("unfilled", ["A", "B"])
    assert "Nobody has a place, and nobody takes it" in one["notes"]


def reserved(value: str = "y") -> str:
    """Three seats, at least two for firm y."""
    return (
        f'{APPROVAL}\n[[procedure.election.filter]]\nkind = "reserve"\ncolumn = "firm"\nvalue = "{value}"\n'
        'threshold = "group >= 2"'
    )


def test_the_lowest_who_are_not_of_a_group_give_way_to_the_highest_of_it() -> None:
    facts = {"candidates": firms(A="x", B="x", C="y", D="x", E="y"), "ballot": {"votes": votes("A9 B8 C7 D6 E5")}}
    one = filtered(reserved(), facts)
    assert (one["outcome"], one["winners"]) == ("elected", ["A", "C", "E"])
    assert [(step["removed"], step["added"]) for step in one["filters"]] == [(["B"], ["E"])]


def test_too_few_of_a_group_are_told() -> None:
    facts = {"candidates": firms(A="x", B="x", C="y", D="x"), "ballot": {"votes": votes("A9 B8 C7 D6")}}
    one = filtered(reserved(), facts)
    assert one["winners"] == ["A", "B", "C"]
    assert "too few of y stand for the places kept for them" in one["notes"]


# A count of the book tells those who tie apart: in France whoever is older is elected.

AGE = '[[count.age]]\nname = "age in days"\ngiven = "candidate"\nclause = "rule"\n'
ELDER = 'tie = "count"\ntie_count = "age"\n'
AGES = {name: {"counts": {"age": days}} for name, days in (("A", 20_000), ("B", 21_000), ("C", 19_000))}


def test_of_two_with_equal_votes_the_elder_is_elected() -> None:
    text = book(f'method = "plurality"\n{ELDER}', AGE)
    one = found(text, {"candidates": AGES, "ballot": {"votes": {"A": 12, "B": 12, "C": 3}}})
    assert (one.outcome is not None, one.verdict.winners) == (True, ("B",))
    assert "tie over place 1 between A, B: it falls on B (by age in days)" in one.notes
    (step,) = shown(text, {"candidates": AGES, "ballot": {"votes": {"A": 12, "B": 12, "C": 3}}})["stages"]
    assert step["ties"] == [{"over": "place 1", "tied": ["A", "B"], "chosen": ["B"], "how": "by age in days"}]


def test_of_two_who_are_last_the_younger_is_out() -> None:
    text = book(f'method = "exhaustive"\n{ELDER}', AGE)
    rounds_ = [{"votes": {"A": 5, "B": 6, "C": 5}}, {"votes": {"A": 9, "B": 7}}]
    assert found(text, {"candidates": AGES, "ballot": {"rounds": rounds_}}).verdict.winners == ("A",)
    papers = [{"papers": 4, "ranks": [["B"]]}, {"papers": 3, "ranks": [["A"]]}, {"papers": 3, "ranks": [["C"], ["A"]]}]
    ranked = found(book(f'method = "av"\n{ELDER}', AGE), {"candidates": AGES, "ballot": {"rankings": papers}})
    assert ranked.verdict.winners == ("A",)
    met = [(step.number, tie.over, tie.tied, tie.chosen) for step in ranked.verdict.stages for tie in step.ties]
    assert met == [(2, "exclusion", ("A", "C"), ("C",))]


@pytest.mark.parametrize("days", [None, 21_000])
def test_a_count_that_sets_nobody_apart_leaves_the_tie_open(days: int | None) -> None:
    who = {**AGES, "A": {} if days is None else {"counts": {"age": days}}}
    one = found(
        book(f'method = "plurality"\n{ELDER}', AGE), {"candidates": who, "ballot": {"votes": {"A": 1, "B": 1, "C": 0}}}
    )
    assert one.outcome is Outcome.TIED
    assert any("`age` decides, and the facts have none that sets one of them apart" in note for note in one.notes)


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ('tie = "count"', 'write tie_count = "COUNT"'),
        ('tie = "lot"\ntie_count = "age"', 'no tie rule is "count"'),
        ('tie = "count"\ntie_count = "days"', 'no count with given = "candidate" `days`'),
        ('tie = "count"\ntie_count = "rain"', 'no count with given = "candidate" `rain`'),
    ],
)
def test_a_tie_rule_and_its_count_need_each_other(keys: str, says: str) -> None:
    rain = '[[count.rain]]\nname = "rain"\ngiven = "procedure"\nclause = "rule"\n'
    with pytest.raises(RuleBookError, match=says):
        found(book(f'method = "plurality"\n{keys}', AGE, rain), {})
