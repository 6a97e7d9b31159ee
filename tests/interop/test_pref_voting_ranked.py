"""The alternative vote and the count of Scotland beside those of pref_voting (PyPI), at random and in real contests.

Both of its counts tell winners only. Its instant runoff excludes everybody who is tied for last at once, so contests
with ties are not compared there; the rule of Scotland for ties it has, and draws a lot after it.
"""

from pathlib import Path

import pytest
from hypothesis import assume, given
from tests.interop.peers import NEEDED, ONE_PLACE, RANDOM, RANKED, close, elected, lines
from tests.real.contests import contest_of, expectations

from tellers.counting.contest import Contest
from tellers.counting.methods import count

pytest.importorskip("pref_voting", reason=NEEDED)

from pref_voting.iterative_methods import instant_runoff_for_truncated_linear_orders
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.proportional_methods import stv_scottish


def profile(contest: Contest) -> ProfileWithTies:
    """The same papers as pref_voting has them."""
    place = {name: number for number, name in enumerate(contest.candidates)}
    papers = lines(contest)
    rankings = [{place[name]: rank for rank, name in enumerate(names, 1)} for _, names in papers]
    return ProfileWithTies(rankings, [weight for weight, _ in papers], candidates=list(place.values()))


def scottish(contest: Contest) -> list[str]:
    """Whom its count of Scotland elects."""
    return sorted(contest.candidates[c] for c in stv_scottish(profile(contest), num_seats=contest.seats))


@RANDOM
@given(ONE_PLACE)
def test_the_alternative_vote_has_the_same_winner(contest: Contest) -> None:
    ours = count(contest, "av")
    assume(not ours.ties)
    theirs = instant_runoff_for_truncated_linear_orders(profile(contest))
    assert [contest.candidates[c] for c in theirs] == elected(ours)


@RANDOM
@given(RANKED)
def test_the_count_of_scotland_elects_the_same(contest: Contest) -> None:
    ours = count(contest, "stv-scottish")
    assume(not ours.possible)
    assume(not close(ours))
    assert scottish(contest) == elected(ours)


@pytest.mark.parametrize("path", expectations("scottish")[::12])
def test_wards_of_scotland_elect_the_same(path: Path) -> None:
    contest = contest_of(path)
    assert scottish(contest) == elected(count(contest, "stv-scottish"))
