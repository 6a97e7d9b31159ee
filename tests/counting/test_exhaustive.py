"""Exhaustive ballots. Truth: published ballots in vectors/counting, each followed by who stood in the next."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.compared import vector

from tellers.counting.exhaustive import Ballot, Gate, count_ballots
from tellers.counting.line import Line
from tellers.counting.methods import decided
from tellers.counting.rule_sets.exhaustive import EXHAUSTIVE, ExhaustiveRules, TieForLast
from tellers.counting.rule_sets.questions import Answer
from tellers.counting.ties import Decisions, NoRule
from tellers.counting.transcript import Transcript
from tellers.errors import RecordBroken

HELD = vector("exhaustive.json")
CONSERVATIVE = [name for name in HELD if name.startswith("conservative")]
TWO_LEFT, MAJORITY, SPEAKER = (
    EXHAUSTIVE[name] for name in ("exhaustive-two-left", "exhaustive", "exhaustive-speaker")
)


def held(name: str) -> list[Ballot]:
    """The ballots of an election that was held."""
    return [published(round_) for round_ in HELD[name]["rounds"]]


def published(round_: Mapping[str, Any]) -> Ballot:
    """One ballot as published."""
    gate = Gate(Line.AT_LEAST, Fraction(round_["gate"]), "1922 Committee") if "gate" in round_ else None
    return Ballot(round_["label"], round_["votes"], 0, round_.get("spoiled", 0), gate, frozenset(round_["withdrawn"]))


def out(result: Transcript) -> list[set[str]]:
    """Who went out after each ballot."""
    return [set(result.names(stage.excluded)) for stage in result.stages]


def ballots(*votes: str, gate: Gate | None = None) -> list[Ballot]:
    """Ballots such as "A5 B3"."""
    return [
        Ballot(f"ballot {number}", {word[0]: int(word[1:]) for word in line.split()}, gate=gate)
        for number, line in enumerate(votes, 1)
    ]


@pytest.mark.parametrize("election", CONSERVATIVE)
def test_the_conservative_ballots_put_out_who_was_put_out_and_leave_the_last_two(election: str) -> None:
    # Truth: the published ballots of 2001, 2016, 2019, 2022 and 2024.
    result = count_ballots(held(election), TWO_LEFT, NoRule())
    assert out(result) == [set(round_["out"]) for round_ in HELD[election]["rounds"]]
    assert set(result.names(result.elected)) == set(HELD[election]["left"])


def test_every_stage_has_the_votes_of_its_ballot_and_no_transfers() -> None:
    # Truth: June 2019: 313, 313, 313, 311 and 312 valid votes.
    result = count_ballots(held("conservative-2019"), TWO_LEFT, NoRule())
    assert [stage.total for stage in result.stages] == [313, 313, 313, 311, 312]
    assert {stage.exhausted for stage in result.stages} == {0}


def test_a_tie_for_last_is_balloted_again_and_says_so() -> None:
    # Truth: 10 July 2001: Ancram and Davis 21 each; balloted again on 12 July.
    result = count_ballots(held("conservative-2001"), TWO_LEFT, NoRule())
    assert "tie for last, balloted again: David Davis, Michael Ancram" in result.stages[0].note
    assert "withdrew: David Davis" in result.stages[1].note


def test_tied_for_last_again_both_are_out() -> None:
    # Truth: the ruling of July 2001, which was not needed; by hand.
    again = ballots("A9 B8 C5 D5", "A9 B8 C5 D5")
    result = count_ballots(again, TWO_LEFT, NoRule())
    assert out(result) == [set(), {"C", "D"}]
    assert "tied for last again, and all out: C, D" in result.stages[1].note
    assert set(result.names(result.elected)) == {"A", "B"}


def test_a_tie_after_a_ballot_without_one_is_not_again() -> None:
    # Truth: by hand: C and D tie, then D is last alone, then B and C tie for the first time.
    result = count_ballots(ballots("A9 B5 C4 D4", "A9 B6 C4 D3", "A9 B4 C4"), TWO_LEFT, NoRule())
    assert out(result) == [set(), {"D"}, set()]


def test_a_gate_is_met_by_exactly_as_many_votes() -> None:
    # Truth: 18 June 2019: Javid stayed in with exactly 33; "33 or more".
    result = count_ballots(held("conservative-2019")[:2], TWO_LEFT, NoRule())
    assert "Sajid Javid" not in out(result)[1]
    assert "gate >= 33: 1922 Committee" in result.stages[1].note
    strict = Gate(Line.MORE_THAN, Fraction(33), "another reading")
    assert (strict.met(33), strict.met(34)) == (False, True)


def test_with_everybody_past_the_gate_the_last_is_out() -> None:
    gate = Gate(Line.AT_LEAST, Fraction(2), "by hand")
    assert out(count_ballots(ballots("A5 B4 C3", gate=gate), TWO_LEFT, NoRule())) == [{"C"}]


def test_a_tie_below_the_gate_is_no_tie() -> None:
    # Truth: by hand; everybody below a gate is out.
    gate = Gate(Line.AT_LEAST, Fraction(4), "by hand")
    result = count_ballots(ballots("A9 B5 C3 D3", gate=gate), TWO_LEFT, NoRule())
    assert out(result) == [{"C", "D"}]


def test_more_than_half_ends_the_ballots_of_the_liberals_in_2018() -> None:
    # Truth: 24 August 2018: 38, 36, 11; then 45 to 40.
    result = count_ballots(held("liberal-australia-2018"), MAJORITY, NoRule())
    assert result.names(result.elected) == HELD["liberal-australia-2018"]["elected"]


def test_exactly_half_is_not_more_than_half() -> None:
    result = count_ballots(ballots("A5 B3 C2"), MAJORITY, NoRule())
    assert result.elected == ()
    assert result.notes == ("not decided: the next ballot is between A, B",)


def test_the_speakers_ballot_drops_the_last_and_all_below_five_per_cent() -> None:
    # Truth: Standing Order 1B by the Procedure Committee's report; by hand: 5% of 100 votes is 5, which is enough.
    result = count_ballots(ballots("A47 B40 C5 D4 E4"), SPEAKER, NoRule())
    assert out(result) == [{"D", "E"}]
    assert out(count_ballots(ballots("A47 B40 C8 D5"), SPEAKER, NoRule())) == [{"D"}]
    assert count_ballots(ballots("A51 B49"), SPEAKER, NoRule()).elected == (0,)
    assert count_ballots(ballots("A50 B50"), SPEAKER, NoRule()).elected == ()


@pytest.mark.parametrize("election", ["speaker-2009", "speaker-2019"])
def test_the_ballots_for_the_speaker_of_2009_and_2019(election: str) -> None:
    # Truth: as read out in the Commons, and who stood in the next ballot.
    result = count_ballots(held(election), SPEAKER, NoRule())
    assert out(result) == [set(round_["out"]) for round_ in HELD[election]["rounds"]]
    assert result.names(result.elected) == HELD[election]["elected"]


def test_the_only_one_left_is_elected() -> None:
    # Truth: 11 July 2016: Leadsom withdrew, and May was the only one left.
    result = count_ballots(held("conservative-2016"), TWO_LEFT, NoRule())
    assert result.names(result.elected) == ["Theresa May"]


def test_a_tie_for_last_may_be_for_somebody_to_decide() -> None:
    rules = ExhaustiveRules(**{**vars(MAJORITY), "tie_for_last": type(MAJORITY.tie_for_last)(TieForLast.DECISION, "")})
    tied = ballots("A5 B3 C3")
    assert out(count_ballots(tied, rules, Decisions(("C",)))) == [{"C"}]
    assert decided(lambda ties: count_ballots(tied, rules, ties)).stages[0].tally == {0: 5, 1: 3, 2: 3}


@pytest.mark.parametrize(
    ("series", "message"),
    [
        (ballots("A5 B3 C2", "A5 C5"), "ballot 2: the ballot was between A, C; the rule leaves in A, B"),
        (ballots("A5 B3 C2", "A5 B3 C2"), "ballot 2: the ballot was between A, B, C"),
        (ballots("A9 B3", "A9 B3"), "ballot 2: another ballot was held after the one that decided"),
        ([Ballot("x", {"A": 3, "B": 2}, withdrawn=frozenset("C"))], "x: C withdrew and did not stand"),
        (ballots("A2 B1", gate=Gate(Line.AT_LEAST, Fraction(9), "")), "the gate leaves nobody in"),
        ([], "no ballot was held"),
    ],
)
def test_a_ballot_that_does_not_follow_is_named(series: list[Ballot], message: str) -> None:
    rules = TWO_LEFT if series and series[0].gate else MAJORITY
    with pytest.raises(RecordBroken, match=message):
        count_ballots(series, rules, NoRule())


def test_all_tied_for_last_twice_is_not_decided_by_accident() -> None:
    result = decided(lambda ties: count_ballots(ballots("A3 B3 C3", "A3 B3 C3"), TWO_LEFT, ties))
    assert result.elected == ()
    assert result.possible == ((0, 1), (0, 2), (1, 2))


def test_all_tied_for_last_are_out_at_once_where_a_book_says_so() -> None:
    # Truth: by hand, the first ballot of July 2001 read so that both of the last are out.
    rules = replace(TWO_LEFT, tie_for_last=Answer(TieForLast.ALL, "a reading of 2001"))
    result = count_ballots(ballots("P49 S39 C36 D21 A21"), rules, NoRule())
    assert out(result) == [{"A", "D"}]
    assert result.stages[0].note == "ballot 1; tied for last, and all out: A, D"


def test_a_book_may_set_what_elects_and_what_puts_out_in_a_ballot() -> None:
    first, second = ballots("A40 B35 C25", "A60 B40")
    assert count_ballots([replace(first, reached=frozenset("A"))], MAJORITY, NoRule()).elected == (0,)
    more = [replace(first, reached=frozenset(), under=frozenset("C")), replace(second, reached=frozenset())]
    assert out(count_ballots(more, MAJORITY, NoRule())) == [{"C"}, {"B"}]


def test_of_several_whom_a_book_elects_the_highest_is_elected() -> None:
    (ballot,) = ballots("A40 B35 C25")
    assert count_ballots([replace(ballot, reached=frozenset("AB"))], MAJORITY, NoRule()).elected == (0,)


def test_nobody_is_left_where_a_book_puts_everybody_out() -> None:
    (ballot,) = ballots("A40 B35 C25")
    result = count_ballots([replace(ballot, under=frozenset("ABC"))], TWO_LEFT, NoRule())
    assert (result.elected, result.notes) == ((), ("nobody is left in",))


def test_negative_votes_are_refused() -> None:
    with pytest.raises(RecordBroken, match="fewer than no votes"):
        ballots("A-1")


@given(st.lists(st.integers(0, 50), min_size=3, max_size=8, unique=True), st.randoms(use_true_random=False))
def test_the_order_of_names_changes_nothing(votes: list[int], order: Any) -> None:  # noqa: ANN401 — Hypothesis's
    one = {chr(65 + place): number for place, number in enumerate(votes)}
    other = dict(order.sample(list(one.items()), len(one)))
    first, second = (count_ballots([Ballot("", ballot)], MAJORITY, NoRule()) for ballot in (one, other))
    assert out(first) == out(second)
    assert first.names(first.elected) == second.names(second.elected)
    assert first.notes == second.notes


def test_no_more_than_places_are_not_put_out_for_being_last() -> None:
    assert count_ballots(ballots("A0"), MAJORITY, NoRule()).elected == (0,)
    assert count_ballots(ballots("A5 B3"), TWO_LEFT, NoRule()).elected == (0, 1)


def test_a_ballot_in_which_nobody_stood_is_refused() -> None:
    with pytest.raises(RecordBroken, match="nobody stood"):
        count_ballots([Ballot("first", {})], MAJORITY, NoRule())
