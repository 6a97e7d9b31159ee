"""STAR: the two highest totals go to a runoff between them on the same papers; bloc STAR repeats it for each place.

"Ties page" is starvoting.org/ties, simple protocol. "BetterVoting" is its page on bloc STAR.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import numpy as np

from tellers.counting.contest import Contest
from tellers.counting.marks import Totals
from tellers.counting.pairwise import Pairwise
from tellers.counting.placing import Ask, highest_first
from tellers.counting.rule_sets.questions import Answer
from tellers.counting.scores import ScorePapers, scored, totals
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Act, Stage, Transcript
from tellers.errors import Refused

FINALISTS = 2


@dataclass(frozen=True)
class StarRules:
    """The answers of STAR."""

    id: str
    title: str
    several_places: Answer[bool]
    finalist_tie: Answer[str]
    runoff_tie: Answer[str]
    proved: bool = True


_FINALIST_TIE = Answer("preferred by more papers", "Ties page, step 1: whom more voters scored higher, over all tied")
_RUNOFF_TIE = Answer("higher total", "Ties page, step 2: whoever was scored higher")
_RULES = (
    StarRules("star", "STAR", Answer(says=False, cites="BetterVoting: one place"), _FINALIST_TIE, _RUNOFF_TIE),
    StarRules(
        "bloc-star",
        "bloc STAR",
        Answer(says=True, cites="BetterVoting: the winner is removed and the same papers are counted again"),
        _FINALIST_TIE,
        _RUNOFF_TIE,
    ),
)
STAR: dict[str, StarRules] = {rules.id: rules for rules in _RULES}
"""Method id → rule set. What both ties leave open is decided from outside (Ties page, step 3: randomly)."""


def count(contest: Contest, method: str, ties: TieBreaker) -> Transcript:
    """The count of score papers by STAR."""
    rules = STAR[method]
    if contest.seats > 1 and not rules.several_places.says:
        raise Refused(f"{contest.seats} places; STAR elects one, and bloc-star several")
    return elect(totals(contest), preferences(scored(contest), len(contest.candidates)), rules, ties)


def preferences(papers: ScorePapers, candidates: int) -> Pairwise:
    """How many papers score each candidate higher than each other one; no score is a score of 0."""
    scores = np.maximum(papers.scores, 0) if papers.scores.size else np.zeros((0, candidates), dtype=np.int64)
    votes = [papers.weights @ (scores[:, [a]] > scores) for a in range(candidates)]
    return Pairwise(tuple(tuple(map(int, row)) for row in votes))


def elect(summed: Totals, pairwise: Pairwise, rules: StarRules, ties: TieBreaker) -> Transcript:
    """The result of totals and preferences, counted here or published without the papers."""
    star = _Count(summed, pairwise, rules, Ask(summed.names, ties))
    left = frozenset(summed.votes)
    elected: tuple[int, ...] = ()
    while left and len(elected) < summed.seats:
        winner = star.place(left)
        elected += (winner,)
        left -= {winner}
    return summed.transcript(rules, star.stages, elected, star.ask)


@dataclass
class _Count:
    summed: Totals
    pairwise: Pairwise
    rules: StarRules
    ask: Ask
    stages: list[Stage] = field(default_factory=list)

    def place(self, left: frozenset[int]) -> int:
        """Who is elected to the next place: the winner of a runoff, or the only one left."""
        number = len(self.stages) + 1
        tally = {c: self.summed.votes[c] for c in sorted(left)}
        finalists = self._finalists(left, number)
        alone = len(finalists) == 1
        excluded = self._out(left - set(finalists))
        self.stages.append(
            Stage(number, Act.SCORES, (), tally, 0, finalists if alone else (), excluded, counts="points")
        )
        return finalists[0] if alone else self._runoff(finalists[0], finalists[1], number + 1)

    def _finalists(self, left: frozenset[int], stage: int) -> tuple[int, ...]:
        finalists: tuple[int, ...] = ()
        for tier in highest_first([(c, self.summed.votes[c]) for c in left]):
            tied = tier
            while tied and len(finalists) < FINALISTS:
                fits = len(tied) <= FINALISTS - len(finalists)
                through = self.ask.in_order(tied) if fits else (self._preferred(tied, stage),)
                finalists += through
                tied -= set(through)
        return finalists

    def _preferred(self, tied: frozenset[int], stage: int) -> int:
        """Of candidates with equal totals, the one whom more papers prefer to each other one; else a tie."""
        over = "a place in the runoff"
        for c in tied:
            if all(self.pairwise.defeats(c, other) for other in tied if other != c):
                return self.ask.by_rule(tied, over, stage, c, self.rules.finalist_tie.says)
        return self.ask.one_of(tied, over, stage)

    def _runoff(self, a: int, b: int, number: int) -> int:
        votes = dict(zip((a, b), self.pairwise.between(a, b), strict=True))
        winner = self._runoff_winner(a, b, number)
        equal = self.summed.valid - sum(votes.values())
        loser = b if winner == a else a
        self.stages.append(Stage(number, Act.RUNOFF, (), votes, equal, (winner,), self._out({loser})))
        return winner

    def _out(self, candidates: AbstractSet[int]) -> tuple[int, ...]:
        """Who is out for good: nobody while the same papers fill another place."""
        return self.ask.in_order(candidates) if self.summed.seats == 1 else ()

    def _runoff_winner(self, a: int, b: int, stage: int) -> int:
        if not self.pairwise.ties(a, b):
            return a if self.pairwise.defeats(a, b) else b
        totals_ = self.summed.votes[a], self.summed.votes[b]
        if totals_[0] != totals_[1]:
            higher = a if totals_[0] > totals_[1] else b
            return self.ask.by_rule((a, b), "the runoff", stage, higher, self.rules.runoff_tie.says)
        return self.ask.one_of((a, b), "the runoff", stage)
