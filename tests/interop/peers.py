"""What the tests beside other counters share: which contests both can be held to, and rounds by who is still in."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from tests.counting.contests import contests
from tests.real.contests import expectations

from tellers.counting.contest import END, Contest
from tellers.counting.formats.detect import read_contest
from tellers.counting.formats.reading import Reading
from tellers.counting.transcript import Act, Transcript

NEEDED = "no other counter: pip install 'tellers[peers]' (in a checkout: .venv/bin/pip install -e '.[peers]')"
"""Why a test that needs a peer is skipped, and what to do."""

RANDOM = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
"""So many contests a test, the same in every run; the conditions below leave others out."""

RANKED = contests().filter(lambda found: ranked(found) == len(found.candidates) > found.seats)
"""Random contests in which somebody ranks each candidate, and not everybody is elected."""

ONE_PLACE = contests(seats=1).filter(lambda found: ranked(found) == len(found.candidates))
"""The same for one place."""

PARTING = Path(__file__).parent / "parting"

Race = frozenset[str]
"""The candidates neither elected nor excluded when votes are looked at."""
Rounds = dict[Race, Mapping[str, float]]
Lines = list[tuple[int, list[str]]]


def parting(file: str) -> Contest:
    """A contest in which a peer and a rule set part; the README beside it says by which clause."""
    assert file in (PARTING / "README.md").read_text(encoding="utf-8")
    return read_contest((PARTING / file).read_bytes(), Reading(file))


def wards(parts: Collection[str]) -> list[Any]:
    """Every twelfth ward of Scotland, and those named."""
    every = enumerate(expectations("scottish"))
    return [each for place, each in every if place % 12 == 0 or each.id in parts]


def ranked(contest: Contest) -> int:
    """How many candidates somebody ranks."""
    return len({int(cell) for cell in contest.papers.ranks.flat if cell >= 0})


def lines(contest: Contest) -> Lines:
    """How many papers, and the names they rank."""
    rows = zip(contest.papers.weights.tolist(), contest.papers.ranks.tolist(), strict=True)
    return [(weight, [contest.candidates[cell] for cell in row if cell != END]) for weight, row in rows]


def rounds(result: Transcript) -> Rounds:
    """Our votes of those in the race, stage by stage."""
    gone: set[int] = set()
    found: Rounds = {}
    for stage in result.stages:
        gone |= set(stage.excluded)
        race = [c for c in stage.tally if c not in gone]
        found[frozenset(result.names(tuple(race)))] = {
            result.candidates[c]: stage.tally[c] / result.scale for c in race
        }
        gone |= set(stage.elected)
    return found


def elected(result: Transcript) -> list[str]:
    """Who has a place, by name."""
    return sorted(result.names(result.elected))


def possible(result: Transcript) -> list[list[str]]:
    """Every result that ties leave open."""
    return [sorted(result.names(found)) for found in result.possible or (result.elected,)]


def rounding(result: Transcript) -> float:
    """More votes than cutting off decimals can make of a difference."""
    return 2 * result.valid * len(result.stages) / result.scale


def alike(ours: Rounds, theirs: Rounds, within: float = 0) -> bool:
    """Whether the votes are the same wherever the same candidates are in the race; at least at first."""
    both = ours.keys() & theirs.keys()
    first = next(iter(ours))
    return first in both and all(_near(ours[race], theirs[race], within) for race in both)


def _near(ours: Mapping[str, float], theirs: Mapping[str, float], within: float) -> bool:
    return all(abs(votes - theirs[name]) <= within for name, votes in ours.items())


def close(result: Transcript) -> bool:
    """Whether decimals could decide: votes in parts that nearly reach the quota, or two that are nearly the fewest."""
    near = rounding(result)
    found = [sorted(votes.values()) for votes in rounds(result).values()]
    return any(
        _in_parts(votes) and (_meet(votes, (result.quota or 0) / result.scale, near) or _level(votes, near))
        for votes in found
    )


def _in_parts(votes: Iterable[float]) -> bool:
    return any(have != int(have) for have in votes)


def _meet(votes: Iterable[float], quota: float, near: float) -> bool:
    return any(abs(have - quota) <= near for have in votes)


def _level(votes: list[float], near: float) -> bool:
    return len(votes) > 1 and votes[1] - votes[0] <= near


def one_surplus_at_a_time(result: Transcript) -> bool:
    """Whether nobody was elected with a surplus while another's still waited."""
    quota = result.quota or 0
    chosen: set[int] = set()
    for stage in result.stages:
        chosen |= set(stage.elected)
        if sum(stage.tally[c] > quota for c in chosen) > 1:
            return False
    return True


def whole_papers_move(result: Transcript) -> bool:
    """Whether all papers that anybody hands on had one and the same value: none came from a surplus before."""
    received: set[int] = set()
    for before, stage in zip(result.stages, result.stages[1:], strict=False):
        if received & set(stage.of):
            return False
        if stage.act is Act.SURPLUS:
            received |= {c for c, votes in stage.tally.items() if votes > before.tally[c]}
    return True
