"""Published rounds held against the rule set.

Truth: the official rounds of the SNP's election of 2023; and the counts of papers by the same rule sets, which are
held against official results elsewhere: what a count publishes must lead through the same stages without its papers.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.compared import NAMES, Counted, contest, papers

from tellers.counting.contest import Contest
from tellers.counting.methods import count, decided
from tellers.counting.rounds import PublishedRound, count_rounds, faults
from tellers.counting.rule_sets.registry import rule_set
from tellers.counting.ties import Lot, NoRule
from tellers.counting.transcript import Transcript
from tellers.errors import RecordBroken, Refused

METHODS = ("av", "av-back", "av-down-to-two", "av-us", "av-ers", "stv-scottish", "stv-wig", "stv-minneapolis")


def rounds(*votes: str) -> list[PublishedRound]:
    """Rounds such as "A5 B3 -1": the votes by initial, and after a dash the exhausted."""
    return [published(number, line.split()) for number, line in enumerate(votes, 1)]


def published(number: int, words: list[str]) -> PublishedRound:
    """One round from its words."""
    exhausted = [Fraction(word[1:]) for word in words if word[0] == "-"]
    votes = {word[0]: Fraction(word[1:]) for word in words if word[0] != "-"}
    return PublishedRound(f"round {number}", votes, exhausted[0] if exhausted else None)


def av(*votes: str) -> Transcript:
    """The alternative vote of rounds."""
    return count_rounds(rounds(*votes), 1, rule_set("av"), NoRule())


def as_published(result: Transcript) -> list[PublishedRound]:
    """What a count would print of itself."""
    return [
        PublishedRound(
            f"stage {stage.number}",
            {result.candidates[c]: Fraction(votes, result.scale) for c, votes in stage.tally.items()},
            Fraction(stage.exhausted, result.scale),
        )
        for stage in result.stages
        if stage.note != "the papers need not move"
    ]


def test_the_snp_elected_in_the_second_round_with_572_exhausted() -> None:
    # Truth: the published result of 27 March 2023: 24,336, 20,559 and 5,599; then 26,032 and 23,890.
    result = av("Y24336 F20559 R5599", "Y26032 F23890 -572")
    assert result.names(result.elected) == ["Y"]
    assert [result.names(stage.excluded) for stage in result.stages] == [[], ["R"]]
    assert [stage.exhausted for stage in result.stages] == [0, 572]
    assert result.valid == 50494


def test_what_is_exhausted_follows_where_no_round_says_it() -> None:
    assert [stage.exhausted for stage in av("Y24336 F20559 R5599", "Y26032 F23890").stages] == [0, 572]


def test_somebody_who_survives_though_he_was_last_is_named_with_the_votes() -> None:
    with pytest.raises(RecordBroken, match=r"round 2: C \(20\) is gone; the rule puts out D \(10\) of A \(40\), B"):
        av("A40 B30 C20 D10", "A45 B35 D20")


def test_a_round_in_which_nobody_is_out_is_named() -> None:
    with pytest.raises(RecordBroken, match=r"round 2: nobody is gone; the rule puts out C \(20\)"):
        av("A40 B40 C20", "A45 B40 C15")


def test_a_name_that_comes_from_nowhere_and_one_that_comes_back_are_named() -> None:
    with pytest.raises(RecordBroken, match="X has votes and did not stand"):
        av("A40 B30 C20", "A45 B35 X10")
    with pytest.raises(RecordBroken, match="round 3: D has 5 votes and was out before"):
        av("A40 B30 C20 D10", "A41 B33 C26", "A45 B50 D5")


def test_several_who_left_together_are_taken_where_one_by_one_ends_the_same() -> None:
    result = av("A38 B30 C5 D4", "A40 B35 -2")
    assert result.names(result.stages[1].excluded) == ["C", "D"]
    assert any("one by one ends the same" in note for note in result.notes)


def test_several_who_left_together_with_as_many_votes_as_the_next_are_not_taken() -> None:
    # C + D have as many votes as B: with all of D's papers C would be level with B.
    with pytest.raises(RecordBroken, match=r"C \(15\), D \(15\) is gone"):
        av("A40 B30 C15 D15", "A50 B40 -10")


def test_a_tie_for_last_falls_as_the_next_round_shows() -> None:
    result = av("A40 B30 C20 D20", "A50 B35 D25", "A60 B50")
    assert [(tie.over, tie.how) for tie in result.ties] == [("exclusion", "as the next round shows")]


def test_a_tie_in_which_the_rule_looks_at_earlier_stages_cannot_fall_otherwise() -> None:
    # av looks forward: at the first stage C had fewer votes than B, so C is out and not B.
    with pytest.raises(RecordBroken, match=r"round 3: B \(30\) is gone; the rule puts out C \(30\)"):
        av("A40 B30 C29 D1", "A40 B30 C30", "A60 C40")


def test_a_count_that_stops_before_it_decides_says_between_whom_the_next_round_is() -> None:
    result = av("A40 B30 C20 D10")
    assert result.elected == ()
    assert result.notes == ("not decided: the next round is between A (40), B (30), C (20)",)


def test_two_left_with_half_each_are_a_tie_and_both_results_are_named() -> None:
    result = decided(lambda ties: count_rounds(rounds("A50 B50"), 1, rule_set("av"), ties))
    assert result.elected == ()
    assert result.possible == ((0,), (1,))


def test_rounds_after_the_one_that_decides_change_nothing() -> None:
    result = av("A60 B30 C20", "A65 B45")
    assert result.names(result.elected) == ["A"]
    assert result.notes == ("every place is filled before round 2",)


@pytest.mark.parametrize(
    ("votes", "fault"),
    [
        (("A40 B30 C20", "A50 B38 -3"), "round 2: 50 + 38 and 3 exhausted make 91; round 1 has 90"),
        (("A40 B30 C20", "A50 B38 -1"), "round 2: 50 + 38 and 1 exhausted make 89; round 1 has 90"),
        (("A40 B30 C20", "A50 B45"), "round 2: 50 + 45 make 95; round 1 has 90"),
        (
            ("A40 B30 C20", "A39 B50"),
            "A has 40 votes in round 1 and 39 in round 2; papers of one who stays do not move",
        ),
        (("A40 B30 C20 -5", "A60 B32 -3"), "5 votes are exhausted in round 1 and 3 in round 2"),
    ],
)
def test_figures_that_contradict_one_another_are_named(votes: tuple[str, ...], fault: str) -> None:
    assert faults(rounds(*votes)) == (fault,)


def test_rounds_that_add_up_have_no_faults() -> None:
    assert faults(rounds("Y24336 F20559 R5599", "Y26032 F23890 -572")) == ()
    assert faults(rounds("Y24336 F20559 R5599", "Y26032 F23890")) == ()


def test_a_surplus_may_leave_only_what_is_above_the_quota() -> None:
    assert faults(rounds("A60 B30 C10", "A51 B37 C12"), Fraction(51)) == ()
    assert faults(rounds("A60 B30 C10", "A50 B38 C12"), Fraction(51)) != ()


def test_a_surplus_comes_before_an_exclusion() -> None:
    with pytest.raises(RecordBroken, match=r"C \(1\) is gone; the rule passes on the surplus of A first"):
        count_rounds(rounds("A9 B3 C1 D2", "A9 B4 D2"), 2, rule_set("stv-scottish"), NoRule())


@pytest.mark.parametrize("method", ["stv-ers97", "stv-senate-2016"])
def test_rule_sets_that_move_papers_value_by_value_need_the_papers(method: str) -> None:
    with pytest.raises(Refused, match=f"rounds do not tell what {method} does"):
        count_rounds(rounds("A9 B3"), 1, rule_set(method), NoRule())


def test_two_places_are_not_filled_by_the_alternative_vote() -> None:
    with pytest.raises(Refused, match="2 places to fill; av fills one"):
        count_rounds(rounds("A9 B3"), 2, rule_set("av"), NoRule())


@st.composite
def contests(draw: st.DrawFn, seats: int) -> Contest:
    """A few papers that rank up to five candidates."""
    candidates = draw(st.integers(2, 5))
    ranking = st.permutations(range(candidates)).flatmap(
        lambda order: st.integers(1, candidates).map(lambda length: tuple(frozenset({c}) for c in order[:length]))
    )
    counted: list[Counted] = draw(st.lists(st.tuples(st.integers(1, 9), ranking), min_size=1, max_size=8))
    return contest(counted, candidates, seats)


@pytest.mark.parametrize("method", METHODS)
@given(data=st.data())
def test_what_a_count_publishes_leads_to_its_own_result(method: str, data: st.DataObject) -> None:
    # Truth: the count of the papers. The lot only has to be the same for both.
    seats = 1 if method.startswith("av") else data.draw(st.integers(1, 3))
    counted = count(data.draw(contests(seats)), method, Lot("seed"))
    shown = as_published(counted)
    again = count_rounds(shown, seats, rule_set(method), Lot("seed"))
    assert set(again.elected) == set(counted.elected)
    assert [stage.tally for stage in again.stages] == [stage.tally for stage in counted.stages]
    quota = None if counted.quota is None else Fraction(counted.quota, counted.scale)
    assert faults(shown, quota) == ()


def test_names_are_those_of_the_first_round() -> None:
    result = count(contest(papers("3: A B", "2: B"), 2), "av")
    assert as_published(result)[0].votes == {NAMES[0]: 3, NAMES[1]: 2}
