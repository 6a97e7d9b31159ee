"""Slow twins of the counts, paper by paper with fractions and dictionaries; they share no code with the engine.

Written from the texts of the rules. A candidate is a name, a paper a list of names, None for a rank left out.
"""

import math
from collections.abc import Callable
from fractions import Fraction

Paper = list[str | None]
Votes = dict[str, Fraction]
Break = Callable[[list[str], str], str]


def plain_av(papers: list[Paper], names: list[str], lot: Break) -> list[dict[str, int]]:
    """Rounds of votes until somebody has more than half; ties by first preferences and on, then by lot."""
    left = set(names)
    rounds: list[dict[str, int]] = []
    while True:
        votes = dict.fromkeys(sorted(left), 0)
        for paper in papers:
            ranked = [name for name in paper if name in left]
            if ranked:
                votes[str(ranked[0])] += 1
        rounds.append(votes)
        if len(left) == 1 or any(2 * have > sum(votes.values()) for have in votes.values()):
            return rounds
        fewest = [name for name in left if votes[name] == min(votes.values())]
        for earlier in rounds:
            fewest = [name for name in fewest if earlier[name] == min(earlier[n] for n in fewest)]
        left.remove(fewest[0] if len(fewest) == 1 else lot(sorted(fewest), "exclusion"))


class PlainScottish:
    """Rules 45 to 52 of SSI 2007/42, one ballot paper at a time."""

    def __init__(self, papers: list[Paper], names: list[str], seats: int, lot: Break) -> None:
        papers = [self.readable(paper) for paper in papers]
        papers = [paper for paper in papers if paper]
        self.lot, self.seats = lot, seats
        self.quota = len(papers) // (seats + 1) + 1
        self.continuing = set(names)
        self.elected: list[str] = []
        self.surpluses: list[str] = []
        self.votes: Votes = dict.fromkeys(names, Fraction(0))
        self.parcels: dict[str, list[tuple[Paper, Fraction]]] = {name: [] for name in names}
        self.stages: list[Votes] = []
        self.first(papers)

    @staticmethod
    def readable(paper: Paper) -> Paper:
        return paper[: paper.index(None)] if None in paper else paper

    def first(self, papers: list[Paper]) -> None:
        for paper in papers:
            self.give(paper, Fraction(1))
        self.end_of_stage()
        while len(self.elected) < self.seats and self.continuing:
            if self.surpluses:
                self.surplus()
            else:
                self.exclusion()

    def give(self, paper: Paper, value: Fraction) -> None:
        for name in paper:
            if name is not None and name in self.continuing:
                self.votes[name] += value
                self.parcels[name].append((paper, value))
                return

    def end_of_stage(self) -> None:
        self.stages.append(dict(self.votes))
        for name in sorted(self.continuing, key=lambda n: (-self.votes[n], n)):
            if self.votes[name] >= self.quota:
                self.continuing.remove(name)
                self.elected.append(name)
                if self.votes[name] > self.quota:
                    self.surpluses.append(name)
        if len(self.continuing) <= self.seats - len(self.elected):
            self.elected += sorted(self.continuing, key=lambda n: (-self.votes[n], n))
            self.continuing.clear()

    def tied(self, names: list[str], sign: int, over: str) -> str:
        for stage in reversed(self.stages):
            best = min(sign * stage[name] for name in names)
            names = [name for name in names if sign * stage[name] == best]
        return names[0] if len(names) == 1 else self.lot(sorted(names), over)

    def surplus(self) -> None:
        most = max(self.votes[name] for name in self.surpluses)
        level = [name for name in self.surpluses if self.votes[name] == most]
        name = self.tied(level, -1, "which surplus goes first")
        self.surpluses.remove(name)
        surplus, total = self.votes[name] - self.quota, self.votes[name]
        papers, self.parcels[name], self.votes[name] = self.parcels[name], [], Fraction(self.quota)
        for paper, value in papers:
            self.give(paper, Fraction(math.floor(surplus * value / total * 100_000), 100_000))
        self.end_of_stage()

    def exclusion(self) -> None:
        least = min(self.votes[name] for name in self.continuing)
        name = self.tied([n for n in self.continuing if self.votes[n] == least], 1, "exclusion")
        self.continuing.remove(name)
        papers, self.parcels[name], self.votes[name] = self.parcels[name], [], Fraction(0)
        for paper, value in papers:
            self.give(paper, value)
        self.end_of_stage()
