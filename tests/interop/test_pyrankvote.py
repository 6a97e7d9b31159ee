"""Winners and rounds beside those of pyrankvote (PyPI), on papers made up by Hypothesis and in real contests.

pyrankvote counts in floating point, excludes several at once, and moves all papers of a candidate at one value. Where
that comes to something else than a rule set, a ballot file under `parting` shows it.
"""

from itertools import pairwise
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
    whole_papers_move,
)
from tests.real.contests import contest_of, expectations, expected_of

from tellers.counting.contest import Contest
from tellers.counting.methods import count

pytest.importorskip("pyrankvote", reason=NEEDED)

import pyrankvote
from pyrankvote.helpers import CandidateStatus, ElectionResults

PARTS = {
    "east_ayrshire_2017_ward8",
    "highland_2022_eilean_a_che",
    "highland_2022_inverness_west",
    "moray_2012_ward6",
}
"""Of 288 wards, those where pyrankvote elects somebody else: in all, papers of several values move at one."""


def counted(contest: Contest) -> ElectionResults:
    """pyrankvote's count of the same papers."""
    people = {name: pyrankvote.Candidate(name) for name in contest.candidates}
    ballots = []
    for weight, names in lines(contest):
        ballots += [pyrankvote.Ballot([people[name] for name in names])] * weight
    if contest.seats == 1:
        return pyrankvote.instant_runoff_voting(list(people.values()), ballots)
    return pyrankvote.single_transferable_vote(list(people.values()), ballots, contest.seats)


def winners(found: ElectionResults) -> list[str]:
    """Who has a place, by name."""
    return sorted(candidate.name for candidate in found.get_winners())


def their_rounds(found: ElectionResults) -> Rounds:
    """pyrankvote's votes of those in the race when a round begins."""
    rounds: Rounds = {}
    race = {told.candidate.name for told in found.rounds[0].candidate_results}
    for each in found.rounds:
        votes = {told.candidate.name: told.number_of_votes for told in each.candidate_results}
        rounds[frozenset(race)] = {name: votes[name] for name in race}
        race = {told.candidate.name for told in each.candidate_results if told.status == CandidateStatus.Hopeful}
    return rounds


def as_many_as_all_below(found: Rounds) -> bool:
    """Whether somebody has just as many votes as all with fewer together: pyrankvote excludes those at once."""
    tallies = [sorted(votes.values()) for votes in found.values()]
    return any(votes[place] == sum(votes[:place]) for votes in tallies for place in range(1, len(votes)))


def one_out_at_a_time(found: ElectionResults) -> bool:
    """Whether no round but the last two, of which the last only tells the end, excludes more than one."""
    out = [
        sum(told.status == CandidateStatus.Rejected for told in each.candidate_results) for each in found.rounds[:-1]
    ]
    return all(after - before <= 1 for before, after in pairwise([0, *out]))


@RANDOM
@given(ONE_PLACE)
def test_the_alternative_vote_has_the_same_winner_and_rounds(contest: Contest) -> None:
    ours = count(contest, "av-down-to-two")
    assume(not ours.ties)
    found = counted(contest)
    assume(not as_many_as_all_below(their_rounds(found)))
    assert winners(found) == elected(ours)
    assert alike(rounds(ours), their_rounds(found))


@RANDOM
@given(RANKED)
def test_weighted_transfers_are_the_same_while_all_papers_that_move_have_one_value(contest: Contest) -> None:
    assume(contest.seats > 1)
    ours = count(contest, "stv-wig")
    assume(not ours.ties)
    assume(not close(ours))
    assume(one_surplus_at_a_time(ours))
    assume(whole_papers_move(ours))
    found = counted(contest)
    assume(one_out_at_a_time(found))
    assert winners(found) == elected(ours)
    assert alike(rounds(ours), their_rounds(found), rounding(ours))


@pytest.mark.parametrize("path", expectations("irv_nsw", all_here=True)[::4])
def test_instant_runoffs_of_new_south_wales(path: Path) -> None:
    contest = contest_of(path)
    ours, found = count(contest, "av-nsw"), counted(contest)
    assert winners(found) == elected(ours)
    assert alike(rounds(ours), their_rounds(found))


@pytest.mark.parametrize("path", wards(PARTS))
def test_wards_of_scotland_elect_the_same(path: Path) -> None:
    contest = contest_of(path)
    ours = count(contest, "stv-wig")
    parts = expected_of(path)["id"] in PARTS
    assert (winners(counted(contest)) == elected(ours)) != parts
    assert not (parts and whole_papers_move(ours))


@pytest.mark.parametrize(
    ("file", "method", "ours", "theirs"),
    [
        ("papers-of-two-values.blt", "stv-wig", ["Ash Birch Cedar"], "Ash Cedar Dogwood"),
        ("two-surpluses-at-once.blt", "stv-scottish", ["Ash Birch Cedar Dogwood"], "Ash Birch Cedar Elder"),
        ("third-out-before-fourth.blt", "av", ["Birch"], "Dogwood"),
        ("tie-at-the-first-stage.blt", "av", ["Birch"], "Cedar"),
        ("tie-by-later-preferences.blt", "av", ["Ash", "Birch"], "Ash"),
    ],
)
def test_where_the_two_part_the_clause_is_in_the_readme_of_parting(
    file: str, method: str, ours: list[str], theirs: str
) -> None:
    contest = parting(file)
    assert [" ".join(names) for names in possible(count(contest, method))] == ours
    assert " ".join(winners(counted(contest))) == theirs
