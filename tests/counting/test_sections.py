"""Weighted sections. Truth: Labour 1981 and 2010 and Australian Labor 2013, in vectors/counting."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.compared import NAMES, Counted, Ranking, papers, rankings, vector

from tellers.counting.contest import Contest, papers_of
from tellers.counting.methods import decided
from tellers.counting.rule_sets.sections import SECTIONS
from tellers.counting.section_papers import count_papers
from tellers.counting.sections import College, Round, college, count_rounds
from tellers.counting.ties import Decisions, NoRule
from tellers.counting.transcript import Transcript
from tellers.errors import RecordBroken

HELD = vector("sections.json")
THIRDS = {"MPs": Fraction(1, 3), "members": Fraction(1, 3), "affiliates": Fraction(1, 3)}


def weights(name: str) -> dict[str, Fraction]:
    """The shares of the sections of an election that was held."""
    return {section: Fraction(weight) for section, weight in HELD[name]["weights"].items()}


def rounds(name: str) -> list[Round]:
    """Its rounds."""
    return [Round(round_["votes"]) for round_ in HELD[name]["rounds"]]


def percents(result: Transcript, stage: int) -> dict[str, str]:
    """The shares of a round in per cent, rounded to two places as they are published."""
    tally = result.stages[stage].tally
    exact = {result.candidates[c]: Decimal(votes * 100) / Decimal(result.scale) for c, votes in tally.items()}
    rounded = {name: str(share.quantize(Decimal("0.01"), ROUND_HALF_UP)) for name, share in exact.items()}
    printed = {name: cells[-1] for name, cells in result.tables[stage].rows if name != "exhausted"}
    assert rounded == printed
    return rounded


@pytest.mark.parametrize("election", list(HELD))
def test_the_published_percentages_and_winner(election: str) -> None:
    # Truth: the percentages of the whole as published, to two places, and the winner.
    result = count_rounds(college(weights(election)), rounds(election), NoRule())
    for stage, round_ in enumerate(HELD[election]["rounds"]):
        assert percents(result, stage) == round_["percent"]
    assert result.names(result.elected) == [HELD[election]["elected"]]
    assert result.proved


def test_benn_would_have_won_by_thirds() -> None:
    # Truth: history of 1981: with equal thirds the second ballot goes the other way.
    second = Round(HELD["labour-deputy-1981"]["rounds"][1]["votes"])
    thirds = dict.fromkeys(weights("labour-deputy-1981"), Fraction(1, 3))
    result = count_rounds(college(thirds), [second], NoRule())
    assert result.names(result.elected) == ["Tony Benn"]


def test_a_share_is_an_exact_fraction_of_the_whole() -> None:
    # Truth: by hand: 2/5 of 1/3, 2/5 of 2/3, and 1/5 of 1/2.
    votes = {"first": {"A": 1, "B": 2}, "second": {"A": 2, "B": 1}, "third": {"A": 1, "B": 1}}
    uneven = college({"first": Fraction(2, 5), "second": Fraction(2, 5), "third": Fraction(1, 5)})
    result = decided(lambda ties: count_rounds(uneven, [Round(votes)], ties))
    assert [result.text(share) for share in result.stages[0].tally.values()] == ["1/2", "1/2"]
    assert result.possible == ((0,), (1,))
    assert [row[1] for row in result.tables[0].rows] == [
        ("1", "2", "1", "1/2", "50.00"),
        ("2", "1", "1", "1/2", "50.00"),
        ("0", "0", "0", "", ""),
    ]


def test_a_section_without_votes_gives_its_share_to_nobody() -> None:
    # Truth: by hand: half of the whole is all that was cast, and half is not more than half.
    halves = college({"caucus": Fraction(1, 2), "members": Fraction(1, 2)})
    result = count_rounds(halves, [Round({"caucus": {"A": 3, "B": 2, "C": 1}, "members": {}})], NoRule())
    assert (result.elected, result.stages[0].total) == ((), result.scale)
    assert result.text(result.stages[0].exhausted) == "1/2"


def test_the_candidate_who_is_lowest_overall_is_out_and_not_the_lowest_of_a_section() -> None:
    # Truth: Labour 2010: Burnham had fewer MPs than Balls and more than Abbott; she was lowest overall.
    result = count_rounds(college(weights("labour-leader-2010")), rounds("labour-leader-2010")[:1], NoRule())
    assert result.names(result.stages[0].excluded) == ["Diane Abbott"]
    assert result.names(result.elected) == []


def test_papers_of_each_section_are_counted_at_full_value_in_it() -> None:
    # Truth: by hand. Cedar is lowest; then Ash has a third of 2/4, of 3/5 and of 4/9, where one paper is exhausted.
    sections = {
        "MPs": papers("2: A", "1: B", "1: C B"),
        "members": papers("1: A", "2: B", "2: C A"),
        "affiliates": papers("5: B", "4: A C", "1: C"),
    }
    result = count_papers(college(THIRDS), contests(sections, NAMES[:3]), NoRule())
    assert result.names(result.stages[0].excluded) == ["Cedar"]
    assert [result.text(share) for share in result.stages[1].tally.values()] == ["139/270", "131/270"]
    assert result.tables[1].rows == (
        ("Ash", ("2", "3", "4", "139/270", "51.48")),
        ("Birch", ("2", "2", "5", "131/270", "48.52")),
        ("exhausted", ("0", "0", "1", "", "")),
    )


def test_the_base_of_a_section_is_a_question_with_two_answers() -> None:
    # Truth: by hand: when two of nine papers are exhausted, four are 4/7 of what is left and 4/9 of the first round.
    sections = contests({"all": papers("4: A", "3: C", "2: B")}, NAMES[:3])
    whole = {"all": Fraction(1)}
    for rules, share in (("weighted-sections", "4/7"), ("weighted-sections-first-base", "4/9")):
        result = count_papers(college(whole, SECTIONS[rules]), sections, NoRule())
        assert result.text(result.stages[1].tally[0]) == share
        assert (result.elected, len(result.stages)) == ((0,), 2)


SHARES = [
    ({"a": Fraction(1, 2)}, "1/2 of the sections"),
    ({"a": Fraction(2), "b": Fraction(-1)}, "2 [+] -1"),
    ({}, "one whole"),
]


@pytest.mark.parametrize(("shares", "message"), SHARES)
def test_shares_that_are_not_parts_of_one_whole_are_refused(shares: dict[str, Fraction], message: str) -> None:
    with pytest.raises(RecordBroken, match=message):
        college(shares)


@pytest.mark.parametrize(
    ("held", "message"),
    [
        ([], "no round was held"),
        ([{"x": {"A": 1, "B": 2}}], "no share is given for the section x"),
        ([{"all": {"A": 1, "B": 2}}, {"all": {"A": 1, "B": 2}}], "round 2: another round was held"),
        ([{"all": {"A": 2, "B": 2, "C": 1}}, {"all": {"A": 2, "C": 1}}], "the rule leaves in A, B"),
        ([{"all": {"A": -1}}], "section all: fewer than no votes"),
    ],
)
def test_rounds_that_do_not_follow_are_named(held: list[Mapping[str, Mapping[str, int]]], message: str) -> None:
    with pytest.raises(RecordBroken, match=message):
        count_rounds(college({"all": Fraction(1)}), [Round(votes) for votes in held], NoRule())


@st.composite
def electorates(draw: st.DrawFn) -> tuple[College, dict[str, list[Counted]]]:
    """Two or three sections with their papers on four candidates."""
    names = ["MPs", "members", "affiliates"][: draw(st.integers(2, 3))]
    parts = [draw(st.integers(1, 4)) for _ in names]
    shares = {name: Fraction(part, sum(parts)) for name, part in zip(names, parts, strict=True)}
    counted = st.lists(st.tuples(st.integers(1, 4), rankings(4).filter(bool)), max_size=6)
    return college(shares), {name: draw(counted) for name in names}


def contests(counted: Mapping[str, list[Counted]], names: tuple[str, ...]) -> dict[str, Contest]:
    """The papers of each section."""
    return {section: Contest(section, names, 1, papers_of(lines)) for section, lines in counted.items()}


def winners(result: Transcript) -> set[str]:
    """Everybody who can be elected."""
    return {result.candidates[c] for elected in result.possible or (result.elected,) for c in elected}


@given(electorates(), st.randoms(use_true_random=False))
def test_order_and_doubling_change_nothing_and_stages_add_up(
    electorate: tuple[College, dict[str, list[Counted]]], order: Random
) -> None:
    electing, counted = electorate
    result = decided(lambda ties: count_papers(electing, contests(counted, NAMES[:4]), ties))
    assert all(stage.total == result.scale for stage in result.stages)
    new = order.sample(range(4), 4)
    moved = {
        name: [(3 * weight, tuple(frozenset(new[c] for c in marked) for marked in ranks)) for weight, ranks in lines]
        for name, lines in counted.items()
    }
    names = tuple(NAMES[new.index(c)] for c in range(4))
    assert winners(decided(lambda ties: count_papers(electing, contests(moved, names), ties))) == winners(result)


def test_sections_may_list_the_candidates_in_different_orders() -> None:
    # Truth: by hand: Birch has every paper.
    halves = college({"caucus": Fraction(1, 2), "members": Fraction(1, 2)})
    caucus = Contest("", ("Ash", "Birch"), 1, papers_of([(1, [1])]))
    members = Contest("", ("Birch", "Ash"), 1, papers_of([(1, [0])]))
    result = count_papers(halves, {"caucus": caucus, "members": members}, NoRule())
    assert result.names(result.elected) == ["Birch"]


def test_whoever_withdrew_is_in_no_section() -> None:
    halves = college({"caucus": Fraction(1, 2), "members": Fraction(1, 2)})
    gone = Contest("", NAMES[:3], 1, papers_of([(1, [0, 1])], blank=2), frozenset({0}))
    rest = Contest("", NAMES[:3], 1, papers_of([(2, [2])]))
    result = count_papers(halves, {"caucus": gone, "members": rest}, Decisions(("Birch",)))
    assert result.blank == 2
    assert set(result.stages[0].tally) == {1, 2}


@pytest.mark.parametrize(
    ("sections", "message"),
    [
        ({"caucus": ("A", "B")}, "papers of caucus; shares of caucus, members"),
        ({"caucus": ("A", "B"), "members": ("A", "C")}, "section members: B, C does not stand in every section"),
    ],
)
def test_sections_that_do_not_fit_together_are_refused(sections: dict[str, tuple[str, ...]], message: str) -> None:
    halves = college({"caucus": Fraction(1, 2), "members": Fraction(1, 2)})
    given = {section: Contest("", names, 1, papers_of([(1, [0])])) for section, names in sections.items()}
    with pytest.raises(RecordBroken, match=message):
        count_papers(halves, given, NoRule())


def plain(electing: College, counted: Mapping[str, list[Counted]]) -> list[dict[int, Fraction]]:
    """The slow twin: one paper at a time, until somebody has more than half or nobody else is left."""
    left, rounds = set(range(4)), []
    while True:
        shares = dict.fromkeys(left, Fraction(0))
        for section in electing.sections:
            firsts = [first_of(ranks, left) for weight, ranks in counted[section.name] for _ in range(weight)]
            cast = [first for first in firsts if first is not None]
            for first in cast:
                shares[first] += section.weight / len(cast)
        rounds.append(shares)
        last = [c for c in left if shares[c] == min(shares.values())]
        if max(shares.values()) > Fraction(1, 2) or len(left) == 1 or len(last) > 1:
            return rounds
        left.remove(last[0])


def first_of(ranks: Ranking, left: set[int]) -> int | None:
    """The one candidate whom a paper puts first of those left."""
    for marked in ranks:
        if here := marked & left:
            return min(here) if len(here) == 1 else None
    return None


@given(electorates())
def test_a_slow_twin_has_the_same_shares_until_a_tie(electorate: tuple[College, dict[str, list[Counted]]]) -> None:
    electing, counted = electorate
    result = decided(lambda ties: count_papers(electing, contests(counted, NAMES[:4]), ties))
    for stage, shares in zip(result.stages, plain(electing, counted), strict=False):
        assert {c: Fraction(votes, result.scale) for c, votes in stage.tally.items()} == shares


def test_a_book_may_draw_its_own_line_and_of_several_above_it_the_highest_is_elected() -> None:
    # Truth: by hand, thirds: A has (40 + 45 + 50) / 300 and B (35 + 40 + 30) / 300 of the whole.
    electing = college(dict.fromkeys("xyz", Fraction(1, 3)))
    votes = {"x": {"A": 40, "B": 35, "C": 25}, "y": {"A": 45, "B": 40, "C": 15}, "z": {"A": 50, "B": 30, "C": 20}}
    assert count_rounds(electing, [Round(votes)], NoRule()).elected == ()
    assert count_rounds(electing, [Round(votes, reached=frozenset("AB"))], NoRule()).elected == (0,)
