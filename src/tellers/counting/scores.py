"""Papers that give each candidate a number, and the method `score`: the highest total wins.

A score paper is a ranked paper too: a higher score is a better rank, equal scores are equal ranks, and a candidate
without a score is not ranked. So score papers can be counted by any method for ranked ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tellers.counting.contest import Contest, Papers, Rejected, papers_of
from tellers.counting.marks import Totals
from tellers.counting.placing import Ask, fill, highest_first
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Act, Stage, Transcript
from tellers.errors import RecordBroken, Refused

NO_SCORE = -1


@dataclass(frozen=True)
class ScoreRules:
    """What the method `score` follows; no text of it was read."""

    id: str = "score"
    title: str = "highest total of scores; no score adds nothing"
    proved: bool = False


SCORE = {"score": ScoreRules()}
"""Method id → rule set."""


@dataclass(frozen=True, eq=False)
class ScorePapers(Papers):
    """Papers with `scores`, groups by candidates, from 0 to `top`; NO_SCORE where a voter gave none."""

    scores: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int64))
    top: int = 5

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.scores.ndim != 2 or len(self.scores) != len(self.weights):  # noqa: PLR2004 — groups by candidates
            raise RecordBroken("scores do not have one row a group", entry="papers")
        if self.scores.size and not NO_SCORE <= int(self.scores.min()) <= int(self.scores.max()) <= self.top:
            raise RecordBroken(f"a score outside 0 to {self.top}", entry="papers")


def score_papers(
    rows: Iterable[tuple[int, Sequence[int | None]]],
    *,
    top: int = 5,
    blank: int = 0,
    rejected: tuple[Rejected, ...] = (),
) -> ScorePapers:
    """Papers from pairs of how many and the score for each candidate; None is no score, and only those is blank."""
    given = [(weight, [NO_SCORE if score is None else score for score in scores]) for weight, scores in rows]
    kept = [(weight, scores) for weight, scores in given if any(score != NO_SCORE for score in scores)]
    blank += sum(weight for weight, _ in given) - sum(weight for weight, _ in kept)
    ranked = papers_of((weight, _ranks(scores)) for weight, scores in kept)
    width = len(kept[0][1]) if kept else 0
    scores = np.array([scores for _, scores in kept], dtype=np.int64).reshape(len(kept), width)
    return ScorePapers(ranked.ranks, ranked.weights, ranked.equal, blank, rejected, scores, top)


def _ranks(scores: Sequence[int]) -> list[list[int]]:
    levels = sorted({score for score in scores if score != NO_SCORE}, reverse=True)
    return [[c for c, score in enumerate(scores) if score == level] for level in levels]


def scored(contest: Contest) -> ScorePapers:
    """The papers of a contest, which must have scores."""
    if not isinstance(contest.papers, ScorePapers):
        raise Refused("these papers have ranks or marks; this method needs a score for each candidate")
    return contest.papers


def totals(contest: Contest) -> Totals:
    """The sum of the scores of each candidate who stands; no score adds nothing."""
    papers = scored(contest)
    sums = papers.weights @ np.maximum(papers.scores, 0)
    return Totals(
        contest.candidates,
        {c: int(sums[c]) if papers.scores.size else 0 for c in contest.standing},
        contest.seats,
        papers.total,
        0,
        papers.blank,
        papers.spoiled,
    )


def count(contest: Contest, method: str, ties: TieBreaker) -> Transcript:
    """The candidates with the highest totals."""
    summed = totals(contest)
    ask = Ask(summed.names, ties)
    elected = fill(highest_first(summed.votes.items()), summed.seats, ask, 1)
    stage = Stage(1, Act.SCORES, (), summed.votes, 0, elected, counts="points")
    return summed.transcript(SCORE[method], [stage], elected, ask)
