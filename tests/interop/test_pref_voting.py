"""Winners by comparison, score and approval beside those of pref_voting (PyPI), on papers made up by Hypothesis.

Both are asked for every winner that ties leave open. pref_voting takes the strength of a defeat as a function, so both
measures can be given to it. Where its own habits differ from a rule set, a ballot file under `parting` shows it.
"""

from collections import Counter
from collections.abc import Callable
from math import factorial, prod
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from tests.counting.compared import Counted, contest, elections
from tests.counting.test_scores import Scored, given_scores, scored
from tests.interop.peers import NEEDED, parting

from tellers.counting.contest import END, OVERVOTE, Contest
from tellers.counting.methods import count
from tellers.counting.transcript import Transcript

pytest.importorskip("pref_voting", reason=NEEDED)

from pref_voting.c1_methods import copeland
from pref_voting.grade_methods import approval, score_voting, star
from pref_voting.grade_profiles import GradeProfile
from pref_voting.margin_based_methods import beat_path, minimax, ranked_pairs
from pref_voting.profiles_with_ties import ProfileWithTies

ORDERS = 200
Winners = Callable[[ProfileWithTies], list[int]]


def profile(candidates: int, counted: list[Counted], *, not_compared: bool = False) -> ProfileWithTies:
    """The same papers as pref_voting has them."""
    rankings = [{c: rank for rank, marked in enumerate(ranks, 1) for c in marked} for _, ranks in counted]
    found = ProfileWithTies(rankings, [weight for weight, _ in counted], candidates=list(range(candidates)))
    if not not_compared:
        found.use_extended_strict_preference()
    return found


def winners(result: Transcript) -> list[int]:
    """Everybody who can be elected to the one place."""
    return sorted({c for elected in result.possible or (result.elected,) for c in elected})


def winning_votes(papers: ProfileWithTies) -> Callable[[int, int], int]:
    """Winning votes first, then the fewest against, as one number; a tie is no defeat and comes after all of them."""

    def strength(a: int, b: int) -> int:
        won, lost = int(papers.support(a, b)), int(papers.support(b, a))
        return won * 10_000 - lost if won > lost else 0

    return strength


def by(method: Any, *, margins: bool = False) -> Winners:  # noqa: ANN401 — pref_voting has no types
    """A method of pref_voting under one of the two measures."""

    def found(papers: ProfileWithTies) -> list[int]:
        strength = None if margins else winning_votes(papers)
        return [int(c) for c in method(papers, strength_function=strength)]

    return found


def orders(papers: ProfileWithTies, strength: Callable[[int, int], int]) -> int:
    """How many orders of equal defeats, and of ties both ways, pref_voting tries one after the other."""
    pairs = [(a, b) for a in papers.candidates for b in papers.candidates if a != b and papers.margin(a, b) >= 0]
    return prod(factorial(number) for number in Counter(strength(a, b) for a, b in pairs).values())


def by_support(papers: ProfileWithTies) -> list[int]:
    """Minimax by winning votes alone."""
    return [int(c) for c in minimax(papers, strength_function=papers.support)]


SAME: dict[str, Winners] = {
    "schulze": by(beat_path),
    "schulze-not-compared": by(beat_path),
    "schulze-margins": by(beat_path, margins=True),
    "ranked-pairs": by(ranked_pairs),
    "ranked-pairs-not-compared": by(ranked_pairs),
    "ranked-pairs-margins": by(ranked_pairs, margins=True),
    "copeland": copeland,
    "copeland-not-compared": copeland,
    "minimax": by_support,
    "minimax-not-compared": by_support,
    "minimax-margins": by(minimax, margins=True),
}


@pytest.mark.parametrize("method", list(SAME))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(elections(most=4))
def test_pref_voting_finds_the_same_winners(method: str, election: tuple[int, list[Counted]]) -> None:
    candidates, counted = election
    assume(counted)
    papers = profile(candidates, counted, not_compared=method.endswith("not-compared"))
    if method.startswith("ranked-pairs"):
        assume(orders(papers, papers.margin if method.endswith("margins") else winning_votes(papers)) <= ORDERS)
    theirs = SAME[method](papers)
    assert winners(count(contest(counted, candidates), method)) == sorted(theirs)


def grades(rows: list[Scored]) -> GradeProfile:
    """Score papers as pref_voting has them; no score is a 0."""
    maps = [{c: score or 0 for c, score in enumerate(scores)} for _, scores in rows]
    return GradeProfile(maps, list(range(6)), gcounts=[weight for weight, _ in rows])


@settings(deadline=None)
@given(scored())
def test_pref_voting_finds_the_same_highest_scores(rows: list[Scored]) -> None:
    assert winners(count(given_scores(rows), "score")) == [int(c) for c in score_voting(grades(rows))]


@settings(deadline=None)
@given(scored())
def test_star_winners_are_among_those_of_pref_voting_and_all_of_them_where_no_rule_broke_a_tie(
    rows: list[Scored],
) -> None:
    # pref_voting follows every way out of a tie; the rule set breaks some by starvoting.org/ties, steps 1 and 2.
    result = count(given_scores(rows), "star")
    theirs = {int(c) for c in star(grades(rows))}
    assert set(winners(result)) <= theirs
    if not result.ties:
        assert set(winners(result)) == theirs


@settings(deadline=None)
@given(elections())
def test_pref_voting_finds_the_same_most_approved(election: tuple[int, list[Counted]]) -> None:
    candidates, counted = election
    assume(counted)
    maps = [{c: int(any(c in marked for marked in ranks)) for c in range(candidates)} for _, ranks in counted]
    theirs = approval(GradeProfile(maps, [0, 1], gcounts=[weight for weight, _ in counted]))
    assert winners(count(contest(counted, candidates), "approval")) == [int(c) for c in theirs]


@pytest.mark.parametrize(
    ("file", "method", "peer", "ours", "theirs"),
    [
        ("equal-winning-votes.blt", "schulze", beat_path, [0, 1], [0, 1, 2]),
        ("ties-as-defeats.blt", "ranked-pairs", ranked_pairs, [1, 2], [0, 1, 2]),
    ],
)
def test_where_the_two_part_the_clause_is_in_the_readme_of_parting(
    file: str,
    method: str,
    peer: Any,  # noqa: ANN401 — pref_voting has no types
    ours: list[int],
    theirs: list[int],
) -> None:
    read = parting(file)
    papers = profile(3, groups(read))
    assert winners(count(read, method)) == ours
    assert sorted(int(c) for c in peer(papers, strength_function=papers.support)) == theirs


def groups(read: Contest) -> list[Counted]:
    """The papers of a file as sets by rank."""
    marks = [[_marked(int(code), read) for code in row if code != END] for row in read.papers.ranks]
    return [(int(weight), tuple(row)) for weight, row in zip(read.papers.weights, marks, strict=True)]


def _marked(code: int, read: Contest) -> frozenset[int]:
    return frozenset({code}) if code >= 0 else read.papers.equal[OVERVOTE - 1 - code]
