"""Condorcet methods. Truth: published winners and orders in vectors/counting, and the ballots in tests/real."""

from fractions import Fraction
from itertools import combinations, pairwise, permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.counting.compared import NAMES, Counted, compared, contest, elections, matrices, papers, vector

from tellers.counting import methods
from tellers.counting.condorcet import Compared, rank, tie_or_cycle
from tellers.counting.methods import count, decided
from tellers.counting.pairwise import Pairwise, Unranked
from tellers.counting.rule_sets.condorcet import CONDORCET
from tellers.counting.strength import Measure, strength, strongest_paths
from tellers.counting.ties import Decisions, Lot, NoRule
from tellers.counting.transcript import Transcript

METHODS = sorted(CONDORCET)
PAIRWISE = vector("pairwise.json")
STEERING = [f"kubernetes-steering-{year}" for year in (2018, 2020, 2023)]
SINGLE = [method for method in METHODS if method != "condorcet"]

# Ash over Birch 5 to 4, Birch over Cedar 4 to 2, Cedar over Ash 6 to 3: the second has the fewest winning votes, the
# first the smallest margin. The fewest papers that we found to part the two.
CIRCLE = papers("2: C A", "3: A", "4: B C")


def winners(transcript: Transcript) -> set[str]:
    """Everybody who can be elected."""
    results = transcript.possible or (transcript.elected,)
    return {transcript.candidates[c] for result in results for c in result}


def test_python_chose_pep_8016_over_every_other_model() -> None:
    # Truth: the matrix and the result of December 2018: each option defeats all those that follow it.
    vote = PAIRWISE["python-2018-governance"]
    result = rank(compared(vote["candidates"], vote["votes"]), CONDORCET["condorcet"], NoRule())
    assert result.names(result.elected) == vote["elected"]
    assert list(result.stages[0].tally.values()) == [7, 6, 5, 4, 3, 2, 1, 0]
    assert result.proved


@pytest.mark.parametrize("method", SINGLE)
def test_every_method_elects_whoever_defeats_all(method: str) -> None:
    # Truth: the result of December 2018; whoever defeats all wins under each of these methods.
    vote = PAIRWISE["python-2018-governance"]
    result = rank(compared(vote["candidates"], vote["votes"]), CONDORCET[method], NoRule())
    assert result.names(result.elected) == vote["elected"]


@pytest.mark.parametrize("election", STEERING)
def test_the_kubernetes_order_is_the_published_one_when_no_opinion_is_not_compared(election: str) -> None:
    # Truth: the order published for each election; all places are asked for, so the whole order is compared.
    vote = PAIRWISE[election]
    everyone = compared(vote["candidates"], vote["not compared"], len(vote["candidates"]))
    result = rank(everyone, CONDORCET["schulze-not-compared"], NoRule())
    assert result.names(result.elected) == vote["published order"]
    few = rank(compared(vote["candidates"], vote["not compared"], vote["seats"]), CONDORCET["schulze"], NoRule())
    assert few.names(few.elected) == vote["elected"]


@pytest.mark.parametrize(("election", "agrees"), list(zip(STEERING, (False, True, False), strict=True)))
def test_the_other_reading_gives_another_order_in_2018_and_2023(election: str, *, agrees: bool) -> None:
    # Truth: kubernetes/community published one order; the ballots give it only under one of the two readings.
    vote = PAIRWISE[election]
    everyone = compared(vote["candidates"], vote["unranked is last"], len(vote["candidates"]))
    result = rank(everyone, CONDORCET["schulze"], NoRule())
    assert (result.names(result.elected) == vote["published order"]) is agrees


def test_as_many_candidates_as_places_are_all_elected_without_papers() -> None:
    # Truth: OpenStack 2026.2, five candidates for five places, "no poll required".
    vote = vector("votes.json")["openstack-technical-committee-2026-2"]
    result = count(contest([], 5, 5, names=list(vote["votes"])), "schulze")
    assert set(result.names(result.elected)) == set(vote["elected"])
    assert not result.ties


def test_a_circle_elects_nobody_where_a_winner_must_defeat_all() -> None:
    # Truth: PEP 8001: in a tie or cycle there is a new election among those in it.
    result = count(contest([*CIRCLE, *papers("1: D")], 4), "condorcet")
    assert result.elected == ()
    assert result.notes == (
        "nobody defeats every other candidate",
        "nobody is elected; in the tie or cycle: Ash, Birch, Cedar",
    )


@pytest.mark.parametrize("family", ["schulze", "ranked-pairs", "minimax"])
def test_winning_votes_and_margins_drop_different_defeats(family: str) -> None:
    # Truth: by hand, from the three defeats of CIRCLE.
    assert winners(count(contest(CIRCLE, 3), family)) == {"Cedar"}
    assert winners(count(contest(CIRCLE, 3), f"{family}-margins")) == {"Birch"}


@pytest.mark.parametrize("family", ["schulze", "ranked-pairs", "copeland", "minimax"])
def test_three_papers_turn_on_what_is_said_of_the_unranked(family: str) -> None:
    # Truth: by hand. Two papers name Birch alone, and say nothing of Cedar where the unranked are not compared.
    short = contest(papers("1: C A B", "2: B"), 3)
    assert winners(count(short, family)) == {"Birch"}
    assert winners(count(short, f"{family}-not-compared")) == {"Cedar"}


def test_the_transcript_shows_comparisons_and_paths() -> None:
    # Truth: by hand, from CIRCLE.
    result = count(contest(CIRCLE, 3), "schulze")
    assert result.tables[0].rows[0] == ("Ash", ("", "5", "3"))
    assert result.tables[1].rows == (
        ("Ash", ("", "5", "4")),
        ("Birch", ("4", "", "4")),
        ("Cedar", ("6", "5", "")),
    )
    assert result.to_json()["tables"]


def test_an_undecided_tie_reports_every_result() -> None:
    result = count(contest(papers("1: A B", "1: B A"), 2), "schulze")
    assert (result.elected, result.possible) == ((), ((0,), (1,)))
    assert result.ties[0].tied == (0, 1)
    assert result.ties[0].chosen == ()
    assert result.stages[0].tally == {0: 0, 1: 0}


def test_a_decision_or_a_lot_breaks_a_tie_and_is_recorded() -> None:
    even = contest(papers("1: A B", "1: B A"), 2)
    chosen = count(even, "copeland", Decisions(("Birch",)))
    assert (chosen.elected, chosen.ties[0].how) == ((1,), "decision 1")
    drawn = count(even, "minimax", Lot("seed"))
    lot = min(("Ash", "Birch"), key=lambda name: Lot("seed").digest(1, name))
    assert (drawn.names(drawn.elected), drawn.ties[0].how) == ([lot], "lot 1 from the seed seed")


def test_equals_who_all_fit_are_elected_without_a_tie() -> None:
    assert not count(contest(papers("1: A B", "1: B A"), 3, 2), "schulze").ties


def test_a_withdrawn_candidate_is_compared_with_nobody() -> None:
    vote = PAIRWISE["python-2018-governance"]
    whole = compared(vote["candidates"], vote["votes"])
    left = Compared(whole.names, whole.standing[1:], 1, whole.pairwise)
    result = rank(left, CONDORCET["schulze"], NoRule())
    assert result.names(result.elected) == ["PEP 8012"]
    assert 0 not in result.stages[0].tally


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=40)
@given(elections(), st.randoms(use_true_random=False))
def test_the_order_of_papers_and_names_changes_nothing(
    method: str, election: tuple[int, list[Counted]], order: Random
) -> None:
    candidates, counted = election
    before = winners(count(contest(counted, candidates), method))
    new = order.sample(range(candidates), candidates)
    moved = [(weight, tuple(frozenset(new[c] for c in marked) for marked in ranks)) for weight, ranks in counted]
    names = [NAMES[new.index(c)] for c in range(candidates)]
    order.shuffle(moved)
    assert winners(count(contest(moved, candidates, names=names), method)) == before


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=40)
@given(elections())
def test_every_paper_doubled_changes_nothing(method: str, election: tuple[int, list[Counted]]) -> None:
    candidates, counted = election
    once = count(contest(counted, candidates), method)
    twice = count(contest(counted + counted, candidates), method)
    assert (twice.elected, twice.possible) == (once.elected, once.possible)
    assert twice.valid == 2 * once.valid


@given(matrices(), st.sampled_from(Measure))
def test_the_strongest_path_is_the_strongest_of_all_paths(
    votes: tuple[tuple[int, ...], ...], measure: Measure
) -> None:
    # The slow twin walks every path.
    found_votes, size = Pairwise(votes), len(votes)
    for (a, b), found in strongest_paths(found_votes, range(size), measure).items():
        between = [c for c in range(size) if c not in {a, b}]
        walks = [(a, *walk, b) for length in range(size - 1) for walk in permutations(between, length)]
        links = [[strength(found_votes, *link, measure) for link in steps(walk)] for walk in walks]
        assert found == max(min(walk) for walk in links)


def steps(walk: tuple[int, ...]) -> list[tuple[int, int]]:
    """Each step of a walk."""
    return list(pairwise(walk))


@given(matrices())
def test_minimax_and_copeland_are_as_their_definitions_say(votes: tuple[tuple[int, ...], ...]) -> None:
    # The slow twin reads the definitions off the matrix.
    size = len(votes)
    everyone = compared(NAMES[:size], votes)
    beaten = {a: [b for b in range(size) if votes[a][b] > votes[b][a]] for a in range(size)}
    level = {a: [b for b in range(size) if a != b and votes[a][b] == votes[b][a]] for a in range(size)}
    points = {a: 2 * len(beaten[a]) + len(level[a]) for a in range(size)}
    worst = {a: max((votes[b][a] for b in range(size) if a in beaten[b]), default=0) for a in range(size)}
    copeland = decided(lambda ties: rank(everyone, CONDORCET["copeland"], ties))
    minimax = decided(lambda ties: rank(everyone, CONDORCET["minimax"], ties))
    assert winners(copeland) == {NAMES[a] for a in points if points[a] == max(points.values())}
    assert winners(minimax) == {NAMES[a] for a in worst if worst[a] == min(worst.values())}
    assert copeland.text(copeland.stages[0].tally[0]) == str(Fraction(points[0], 2))


@given(matrices())
def test_the_tie_or_cycle_at_the_top_is_the_smallest_set_that_defeats_the_rest(
    votes: tuple[tuple[int, ...], ...],
) -> None:
    size = len(votes)
    everyone = compared(NAMES[:size], votes)
    sets = [frozenset(some) for length in range(1, size + 1) for some in combinations(range(size), length)]
    apart = [
        some for some in sets if all(votes[a][b] > votes[b][a] for a in some for b in range(size) if b not in some)
    ]
    assert tie_or_cycle(everyone) == min(apart, key=len)


def test_every_rule_set_is_a_method() -> None:
    assert set(methods.CONDORCET) == set(CONDORCET)
    assert {rules.id for rules in CONDORCET.values()} == set(CONDORCET)


def test_every_rule_set_says_which_reading_it_follows_and_whether_it_is_proved() -> None:
    assert {rules.unranked.says for rules in CONDORCET.values()} == set(Unranked)
    for rules in CONDORCET.values():
        answers = (rules.ranking, rules.measure, rules.unranked, rules.equal)
        assert all(answer.cites for answer in answers)
        assert rules.proved is not any(answer.cites.startswith("assumed: no text") for answer in answers)
