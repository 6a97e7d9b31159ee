"""Winners and rounds beside those of VoteKit (PyPI), on papers made up by Hypothesis and in real contests.

VoteKit counts in floating point with the quota of Scotland. Where its rules differ from a rule set, a ballot file
under `parting` shows it.
"""

from pathlib import Path

import pytest
from hypothesis import assume, given
from tests.interop.peers import (
    NEEDED,
    ONE_PLACE,
    RANDOM,
    RANKED,
    Rounds,
    alike,
    close,
    elected,
    lines,
    one_surplus_at_a_time,
    parting,
    possible,
    rounding,
    rounds,
    wards,
)
from tests.real.contests import contest_of, expectations, expected_of

from tellers.counting.contest import Contest
from tellers.counting.methods import count

pytest.importorskip("votekit", reason=NEEDED)

from votekit.ballot import RankBallot
from votekit.elections import FastSTV, Plurality, RankedPairs, Schulze
from votekit.pref_profile import RankProfile

PARTS = {"north_lanarkshire_2017_ward11"}
"""Of 288 wards, the one where VoteKit elects somebody else: two surpluses at once, as in two-surpluses-at-once.blt."""


def profile(contest: Contest) -> RankProfile:
    """The same papers as VoteKit has them."""
    ballots = [
        RankBallot(ranking=[frozenset({name}) for name in names], weight=weight) for weight, names in lines(contest)
    ]
    return RankProfile(ballots=ballots, candidates=contest.candidates)


def stv(contest: Contest, *, simultaneous: bool = True, seed: int = 1) -> FastSTV:
    """VoteKit's count; with one place it is its instant runoff. `simultaneous` is what it does unless told."""
    return FastSTV(profile(contest), n_seats=contest.seats, simultaneous=simultaneous, rng_seed=seed)


def winners(election: FastSTV | Plurality | RankedPairs | Schulze) -> list[str]:
    """Who has a place, by name."""
    return sorted(name for together in election.get_elected() for name in together)


def their_rounds(contest: Contest, election: FastSTV) -> Rounds:
    """VoteKit's votes of those in the race, until places are filled without a count."""
    race = frozenset(contest.candidates)
    found: Rounds = {}
    for state in election.election_states:
        race = race.difference(*state.elected, *state.eliminated)
        if race:
            found.setdefault(race, {name: state.scores.get(name, 0.0) for name in race})
    return found


@RANDOM
@given(ONE_PLACE)
def test_the_alternative_vote_has_the_same_winner_and_rounds(contest: Contest) -> None:
    # VoteKit wants more than half of all papers, and so may go on longer: with the same winner.
    ours = count(contest, "av-down-to-two")
    assume(not ours.ties)
    election = stv(contest)
    assert winners(election) == elected(ours)
    assert alike(rounds(ours), their_rounds(contest, election))
    assert alike(rounds(count(contest, "av")), their_rounds(contest, election))


@RANDOM
@given(ONE_PLACE)
def test_with_ties_the_winner_is_one_of_those_that_lots_can_lead_to(contest: Contest) -> None:
    ours = count(contest, "av-us-two")
    assume(not ours.notes)
    assert winners(stv(contest)) in possible(ours)


@RANDOM
@given(RANKED)
def test_the_count_of_scotland_is_the_same_while_one_surplus_waits_at_a_time(contest: Contest) -> None:
    ours = count(contest, "stv-scottish")
    assume(not ours.ties)
    assume(not close(ours))
    assume(one_surplus_at_a_time(ours))
    election = stv(contest)
    assert winners(election) == elected(ours)
    assert alike(rounds(ours), their_rounds(contest, election), rounding(ours))


@RANDOM
@given(RANKED)
def test_the_most_first_preferences_are_the_same_and_a_tie_is_one_in_both(contest: Contest) -> None:
    ours = count(contest, "plurality")
    if ours.possible:
        with pytest.raises(ValueError, match="without breaking ties"):
            Plurality(profile(contest), n_seats=contest.seats)
    else:
        assert winners(Plurality(profile(contest), n_seats=contest.seats)) == elected(ours)


@pytest.mark.parametrize(("method", "peer"), [("schulze-margins", Schulze), ("ranked-pairs-margins", RankedPairs)])
@RANDOM
@given(contest=ONE_PLACE)
def test_one_winner_by_margins_is_the_same(
    method: str, peer: type[Schulze] | type[RankedPairs], contest: Contest
) -> None:
    # Where several are left VoteKit takes the first by the alphabet; we report them all.
    ours = count(contest, method)
    assume(not ours.possible)
    assert winners(peer(profile(contest), n_seats=1)) == elected(ours)


@pytest.mark.parametrize(("method", "peer"), [("schulze-margins", Schulze), ("ranked-pairs-margins", RankedPairs)])
def test_where_several_are_left_the_first_by_the_alphabet_may_be_defeated(
    method: str, peer: type[Schulze] | type[RankedPairs]
) -> None:
    file = "defeated-in-the-first-tier.blt"
    contest = parting(file)
    assert possible(count(contest, method)) == [["Birch"], ["Cedar"]]
    assert winners(peer(profile(contest), n_seats=1)) == ["Ash"]


@pytest.mark.parametrize("path", expectations("irv_nsw", all_here=True)[::4])
def test_instant_runoffs_of_new_south_wales(path: Path) -> None:
    contest = contest_of(path)
    ours, election = count(contest, "av-nsw"), stv(contest)
    assert winners(election) == elected(ours)
    assert alike(rounds(ours), their_rounds(contest, election))


@pytest.mark.parametrize("path", wards(PARTS))
def test_wards_of_scotland_elect_the_same(path: Path) -> None:
    contest = contest_of(path)
    ours, election = count(contest, "stv-scottish"), stv(contest)
    assert (winners(election) == elected(ours)) == (expected_of(path)["id"] not in PARTS)
    if one_surplus_at_a_time(ours):
        assert alike(rounds(ours), their_rounds(contest, election), rounding(ours))


@pytest.mark.parametrize(
    ("file", "method", "simultaneous", "ours", "theirs"),
    [
        ("two-surpluses-at-once.blt", "stv-scottish", True, "Ash Birch Cedar Dogwood", "Ash Birch Cedar Elder"),
        ("quota-reached-before-a-surplus.blt", "stv-scottish", False, "Ash Cedar Dogwood", "Ash Birch Dogwood"),
        ("tie-at-the-first-stage.blt", "av", True, "Birch", "Birch or Cedar"),
    ],
)
def test_where_the_two_part_the_clause_is_in_the_readme_of_parting(
    file: str, method: str, *, simultaneous: bool, ours: str, theirs: str
) -> None:
    contest = parting(file)
    assert possible(count(contest, method)) == [ours.split()]
    found = {" ".join(winners(stv(contest, simultaneous=simultaneous, seed=seed))) for seed in range(9)}
    assert " or ".join(sorted(found)) == theirs
