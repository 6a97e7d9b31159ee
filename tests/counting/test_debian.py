"""Debian's count. Truth: the published leader elections of 2011 and 2023, the text of the constitution, and the
ballots of 2002, 2006 and 2010 in tests/real.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.compared import NAMES, Counted, compared, contest, elections, matrices, papers, vector

from tellers.counting.condorcet import rank
from tellers.counting.contest import Contest
from tellers.counting.debian import DEBIAN, Quorum, Terms, count, decide, default_option
from tellers.counting.methods import count as count_by
from tellers.counting.methods import decided
from tellers.counting.rule_sets.condorcet import CONDORCET
from tellers.counting.ties import Decisions, NoRule
from tellers.counting.transcript import Transcript
from tellers.errors import Refused

OPTIONS = ("Ash", "Birch", "Cedar", "None of the above")
LEADERS = vector("debian.json")
D = 3


def resolution(*lines: str) -> Contest:
    """Papers on three options and the default, which is the letter D."""
    return contest(papers(*lines), 4, names=OPTIONS)


def possible(result: Transcript) -> set[tuple[int, ...]]:
    """Every result."""
    return set(result.possible or (result.elected,))


@pytest.mark.parametrize("election", list(LEADERS))
def test_a_sole_candidate_needs_the_quorum_and_more_than_the_default(election: str) -> None:
    # Truth: debian.org/vote, 2011 and 2023: votes, quorum as printed, winner.
    vote = LEADERS[election]
    quorum = Quorum.developers(vote["developers"])
    result = decide(
        compared(vote["candidates"], ((0, vote["for"]), (vote["against"], 0))),
        DEBIAN["debian"],
        Terms(default=1, quorum=quorum),
        NoRule(),
    )
    assert result.names(result.elected) == [vote["elected"]]
    assert quorum.text()[:6] == vote["R"][:6]
    assert f"the quorum R is {quorum.text()} votes" in result.notes
    assert result.tables[1].rows == ((vote["elected"], (str(vote["for"]), str(vote["against"]), "met", "1:1", "met")),)


@given(st.integers(1, 5000), st.integers(0, 300))
def test_a_quorum_is_met_without_a_root_being_rounded(developers: int, votes: int) -> None:
    # Truth: R = 3 times half the root of n, so V >= R when 4 V^2 >= 9 n.
    assert Quorum.developers(developers).met(votes) is (4 * votes**2 >= 9 * developers)


def test_a_quorum_that_is_a_whole_number_is_met_by_as_many() -> None:
    # Truth: 900 developers make R exactly 45. "At least R votes", A.5.2.
    assert Quorum.developers(900).met(45)
    assert not Quorum.developers(900).met(44)
    assert Quorum.developers(900).squared == Fraction(45**2)
    assert (Quorum.votes(2).met(2), Quorum.votes(2).met(1)) == (True, False)


def test_an_option_below_the_quorum_is_dropped_though_it_defeats_all() -> None:
    # Truth: A.5.2; by hand: Ash leads everything with 4 papers, and 5 are needed.
    result = count(resolution("4: A", "3: D"), "debian", NoRule(), Terms(D, Quorum.votes(5)))
    assert result.stages[0].excluded == (0, 1, 2)
    assert result.names(result.elected) == ["None of the above"]
    assert "the default option wins" in result.notes


@pytest.mark.parametrize(("method", "winner"), [("debian", "Ash"), ("debian-2003", "None of the above")])
def test_exactly_three_to_one_is_enough_since_2015_only(method: str, winner: str) -> None:
    # Truth: A.5.3.2 of version 1.9 says "greater or equal to", A.6.3.2 of versions 1.2 to 1.5 "strictly greater".
    result = count(resolution("6: A", "2: D A"), method, NoRule(), Terms(D, majorities={0: 3}))
    assert result.names(result.elected) == [winner]


@pytest.mark.parametrize("method", ["debian", "debian-2003"])
def test_as_many_for_as_against_is_never_enough(method: str) -> None:
    # Truth: "and V(A,D) is strictly greater than V(D,A)", A.5.3.2.
    result = count(resolution("2: A", "2: D A"), method, NoRule())
    assert result.names(result.elected) == ["None of the above"]


def test_a_circle_is_broken_at_the_defeat_with_the_fewest_votes() -> None:
    # Truth: A.5.7, by hand: Ash over Birch 8 to 5, Birch over Cedar 9 to 4, Cedar over Ash 7 to 6.
    result = count(resolution("4: A B C D", "2: A C B D", "2: C A B D", "5: B C A D"), "debian", NoRule())
    assert [stage.note for stage in result.stages] == ["", "weakest defeats: Cedar over Ash by 7 to 6", ""]
    assert result.names(result.elected) == ["Ash"]


def test_the_casting_vote_chooses_among_several_winners_and_is_an_input() -> None:
    # Truth: A.5.8, by hand: Ash and Birch are ahead of the rest by as many.
    tied = resolution("1: A B", "1: B A")
    assert possible(count_by(tied, "debian")) == {(0,), (1,)}
    cast = count(tied, "debian", Decisions(("Birch",)))
    assert cast.names(cast.elected) == ["Birch"]
    assert [(tie.over, tie.how) for tie in cast.ties] == [("the casting vote", "decision 1")]


def test_the_default_option_is_known_by_its_name() -> None:
    assert default_option(("Ash", "None Of The Above")) == 1
    assert default_option(("Further Discussion", "Ash")) == 0
    assert default_option(("Choice 1: Ash", "Choice 2: None  of the above")) == 1
    for names in (("Ash", "Birch"), ("None of the above", "Further discussion")):
        with pytest.raises(Refused, match="say which option is the default"):
            default_option(names)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (Terms(9), "not on the ballot"),
        (Terms(D, majorities={D: 3}), "no supermajority"),
        (Terms(D, majorities={0: 0}), "one or more"),
    ],
)
def test_terms_that_the_constitution_does_not_allow_are_refused_by_clause(terms: Terms, message: str) -> None:
    with pytest.raises(Refused, match=rf"{message}.*clause Debian Constitution A\.5"):
        count(resolution("1: A"), "debian", NoRule(), terms)


def test_two_places_are_refused() -> None:
    with pytest.raises(Refused, match=r"2 places.*A\.5\.8"):
        count(contest(papers("1: A"), 4, seats=2, names=OPTIONS), "debian", NoRule())


@given(matrices(), st.integers(0, 5))
def test_dropping_the_weakest_defeats_finds_the_winners_of_the_strongest_paths(
    votes: tuple[tuple[int, ...], ...], default: int
) -> None:
    # The second way to the same winners: Schulze's paths among the options that are not dropped.
    everyone = compared(NAMES[: len(votes)], votes)
    terms = Terms(default % len(votes))
    result = decided(lambda ties: decide(everyone, DEBIAN["debian"], terms, ties))
    dropped = set(result.stages[0].excluded)
    left = compared([*NAMES[: len(votes)]], votes)
    kept = type(left)(left.names, tuple(c for c in left.standing if c not in dropped), 1, left.pairwise)
    assert possible(result) == possible(decided(lambda ties: rank(kept, CONDORCET["schulze"], ties)))


@given(elections(most=4))
def test_every_paper_doubled_changes_nothing(election: tuple[int, list[Counted]]) -> None:
    candidates, counted = election
    names = [*NAMES[: candidates - 1], "None of the above"]
    once = count_by(contest(counted, candidates, names=names), "debian")
    twice = count_by(contest(counted * 2, candidates, names=names), "debian")
    assert possible(once) == possible(twice)


def test_an_option_that_fails_a_condition_judged_elsewhere_is_dropped_like_one_without_a_majority() -> None:
    # Truth: by hand: Ash beats Birch and the default; without Ash, Birch is left.
    contest_ = resolution("6: A B D", "3: B A D")
    assert count(contest_, "debian", NoRule(), Terms(D)).elected == (0,)
    result = count(contest_, "debian", NoRule(), Terms(D, out=frozenset({0})))
    assert result.elected == (1,)
    assert 0 in result.stages[0].excluded
