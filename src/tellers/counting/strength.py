"""How strong one candidate's defeat of another is, and the strongest paths of defeats.

A strength is a tuple that compares like a number; the empty tuple is the strength of no defeat at all.
"""

from collections.abc import Collection
from enum import Enum

from tellers.counting.pairwise import Pairwise

Strength = tuple[int, ...]
NO_DEFEAT: Strength = ()


class Measure(Enum):
    """What makes a defeat strong."""

    WINNING_VOTES = "winning votes, then fewest against"
    MARGINS = "margins"


def strength(pairwise: Pairwise, a: int, b: int, measure: Measure) -> Strength:
    """How strong a's defeat of b is."""
    won, lost = pairwise.votes[a][b], pairwise.votes[b][a]
    if won <= lost:
        return NO_DEFEAT
    return (won, -lost) if measure is Measure.WINNING_VOTES else (won - lost,)


def strongest_paths(
    pairwise: Pairwise, candidates: Collection[int], measure: Measure
) -> dict[tuple[int, int], Strength]:
    """For each two candidates the strength of the strongest path: a path is as strong as its weakest defeat."""
    paths = {(a, b): strength(pairwise, a, b, measure) for a in candidates for b in candidates if a != b}
    for through in candidates:
        for a in candidates:
            for b in candidates:
                if len({a, b, through}) == 3:  # noqa: PLR2004 — three different candidates
                    paths[a, b] = max(paths[a, b], min(paths[a, through], paths[through, b]))
    return paths
