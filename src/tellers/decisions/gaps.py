"""How near the comparisons of a count were: who stayed in by how much, at each stage and at the end.

Voters of a later ballot choose afresh, and papers move on from one stage to the next; what would have followed after
another exclusion is not in the figures. So the nearest comparison is a bound: fewer papers than its gap turn nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
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
    """The nearest comparison of each stage that counts votes, in the order of the count.

    Whom a filter put out or brought in was not decided by votes, and is left out of the last comparison.
    """
    steps = [step for step in verdict.stages if step.counts in VOTES]
    filtered = {name for step in verdict.filters for name in (*step.removed, *step.added)}
    found: list[Gap] = []
    for stage, group in groupby(steps, key=lambda step: step.stage):
        every = list(group)
        final = every[-1] is steps[-1]
        through = set(verdict.winners) if final else _on(every, steps)
        found.extend(_of_stage(stage, every, through, filtered if final else set()))
    pairs = [ballot.pairwise for ballot in facts.ballots.values() if ballot.pairwise is not None]
    found.extend(gap for pairwise in pairs for gap in _pairwise(pairwise, verdict.winners, filtered))
    last = max((place for place, gap in enumerate(found) if gap.last), default=None)
    return tuple(gap if place == last else replace(gap, last=False) for place, gap in enumerate(found))


def _on(stage: list[StageStep], steps: list[StageStep]) -> set[str]:
    """Who stands in the stage after this one."""
    after = steps[steps.index(stage[-1]) + 1]
    return set(after.tally) & set(stage[-1].tally)


def _of_stage(stage: str, steps: list[StageStep], through: set[str], filtered: set[str]) -> Iterator[Gap]:
    gone: set[str] = set()
    before: dict[str, Fraction] = {}
    for place, step in enumerate(steps):
        votes = {name: Fraction(text) for name, text in step.tally.items() if name not in gone}
        out = set(step.excluded)
        # A count of transfers shows the votes after an exclusion; who went out is held against those before it.
        moved = bool(before) and bool(out) and all(not votes.get(name) for name in out)
        held = {name: before[name] for name in before if name in votes or name in out} if moved else votes
        near = _nearest(held, out)
        last = place == len(steps) - 1
        if near is not None:
            yield Gap(stage, step.number, *near, last=last and not moved)
        gone |= out
        standing = {name: number for name, number in votes.items() if name not in gone and name not in filtered}
        if last and (near is None or moved):
            final = _nearest(standing, set(standing) - through)
            if final is not None:
                yield Gap(stage, step.number, *final, last=True)
        before = {name: number for name, number in votes.items() if name not in gone}


def _nearest(votes: Mapping[str, Fraction], out: set[str]) -> tuple[str, str, Fraction] | None:
    """The one who stayed in with the fewest votes, the one who went out with the most, and what lies between."""
    inside = [name for name in votes if name not in out]
    outside = [name for name in votes if name in out]
    if not inside or not outside:
        return None
    ahead, behind = min(inside, key=lambda name: votes[name]), max(outside, key=lambda name: votes[name])
    gap = votes[ahead] - votes[behind]
    return None if gap < 0 else (ahead, behind, gap)


def _pairwise(pairwise: Pairwise, winners: tuple[str, ...], filtered: set[str]) -> Iterator[Gap]:
    """By how much the elected beat all others, each against each, where they do; the nearest of these comparisons.

    While each of them beats each of the others, every method of pairwise comparison elects them.
    """
    names = pairwise.candidates
    elected = [place for place, name in enumerate(names) if name in winners]
    others = [place for place, name in enumerate(names) if name not in winners]
    if not elected or not others or filtered:
        return
    beaten = {
        (one, other): Fraction((pairwise.matrix[one][other] or 0) - (pairwise.matrix[other][one] or 0))
        for one in elected
        for other in others
    }
    nearest = min(beaten, key=lambda pair: beaten[pair])
    if beaten[nearest] > 0:
        one, other = nearest
        yield Gap("pairwise", 1, names[one], names[other], beaten[nearest], last=len(elected) == 1)
