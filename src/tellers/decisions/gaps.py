"""How near the comparisons of a count were: who stayed in by how much, at each stage and at the end.

Voters of a later ballot choose afresh, and papers move on from one stage to the next; what would have followed after
another exclusion is not in the figures. So the nearest comparison is a bound: fewer papers than its gap turn nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import floor

from tellers.canonical import Json
from tellers.decisions.contests.counted import VOTES
from tellers.decisions.facts import Facts, Pairwise
from tellers.decisions.verdict import StageStep, Verdict


@dataclass(frozen=True)
class Gap:
    """Two candidates of one stage of whom one went on or was elected: by how many votes.

    `last` is whether nothing came after it.
    """

    stage: str
    number: int
    ahead: str
    behind: str
    votes: Fraction
    last: bool

    @property
    def added(self) -> int:
        """The fewest papers for the one behind that would have put them ahead, had they come in."""
        return floor(self.votes) + 1

    @property
    def altered(self) -> int:
        """The fewest papers that would have put the one behind ahead, had they been for the other."""
        return floor(self.votes / 2) + 1

    def to_json(self) -> dict[str, Json]:
        """The comparison as a decision states it; the gap is an exact text."""
        return {
            "stage": self.stage,
            "number": self.number,
            "ahead": self.ahead,
            "behind": self.behind,
            "gap": str(self.votes),
            "added": self.added,
            "altered": self.altered,
        }


def gaps(verdict: Verdict, facts: Facts) -> tuple[Gap, ...]:
    """The nearest comparison of each stage that counts votes, in the order of the count."""
    steps = [step for step in verdict.stages if step.counts in VOTES]
    found: list[Gap] = []
    for stage, group in groupby(steps, key=lambda step: step.stage):
        every = list(group)
        final = every[-1] is steps[-1]
        found.extend(_of_stage(stage, every, verdict.winners if final else _on(every, steps)))
    pairs = [ballot.pairwise for ballot in facts.ballots.values() if ballot.pairwise is not None]
    found.extend(gap for pairwise in pairs for gap in _pairwise(pairwise, verdict.winners))
    last = max((place for place, gap in enumerate(found) if gap.last), default=None)
    return tuple(
        gap if place == last else Gap(gap.stage, gap.number, gap.ahead, gap.behind, gap.votes, last=False)
        for place, gap in enumerate(found)
    )


def _on(stage: list[StageStep], steps: list[StageStep]) -> tuple[str, ...]:
    """Who stands in the stage after this one."""
    after = steps[steps.index(stage[-1]) + 1]
    return tuple(name for name in after.tally if name in stage[-1].tally)


def _of_stage(stage: str, steps: list[StageStep], through: tuple[str, ...]) -> Iterator[Gap]:
    gone: set[str] = set()
    for place, step in enumerate(steps):
        votes = {name: Fraction(text) for name, text in step.tally.items() if name not in gone}
        last = place == len(steps) - 1
        out = set(votes) - set(through) if last else set(step.excluded)
        near = _nearest(votes, out)
        if near is not None:
            yield Gap(stage, step.number, *near, last=last)
        gone |= set(step.excluded)


def _nearest(votes: Mapping[str, Fraction], out: set[str]) -> tuple[str, str, Fraction] | None:
    """The one who stayed in with the fewest votes, the one who went out with the most, and what lies between."""
    inside = [name for name in votes if name not in out]
    outside = [name for name in votes if name in out]
    if not inside or not outside:
        return None
    ahead, behind = min(inside, key=lambda name: votes[name]), max(outside, key=lambda name: votes[name])
    gap = votes[ahead] - votes[behind]
    return None if gap < 0 else (ahead, behind, gap)


def _pairwise(pairwise: Pairwise, winners: tuple[str, ...]) -> Iterator[Gap]:
    """By how much a single winner beats each other candidate, where he beats all; the nearest of them."""
    if len(winners) != 1 or winners[0] not in pairwise.candidates:
        return
    own = pairwise.candidates.index(winners[0])
    beaten = {
        name: Fraction((pairwise.matrix[own][other] or 0) - (pairwise.matrix[other][own] or 0))
        for other, name in enumerate(pairwise.candidates)
        if other != own
    }
    if beaten and min(beaten.values()) > 0:
        nearest = min(beaten, key=lambda name: beaten[name])
        yield Gap("pairwise", 1, winners[0], nearest, beaten[nearest], last=True)
