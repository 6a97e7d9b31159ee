"""A slow twin of ERS97, written from sections 5 and 6 of its text, with bundles of papers as on a table."""

import math
from fractions import Fraction

from tests.counting.plain import Break, Paper, Votes

Batch = tuple[Fraction, list[Paper]]


def cents(amount: Fraction) -> Fraction:
    """To two decimals, ignoring any remainder."""
    return Fraction(math.floor(amount * 100), 100)


class PlainErs97:
    """The numbers in the comments are the paragraphs."""

    def __init__(self, papers: list[Paper], names: list[str], seats: int, lot: Break) -> None:
        papers = [paper[: paper.index(None)] if None in paper else paper for paper in papers]
        self.papers = [paper for paper in papers if paper]
        self.names, self.seats, self.lot = names, seats, lot
        self.continuing, self.elected, self.surpluses = set(names), list[str](), list[str]()
        self.bundles: dict[str, list[Batch]] = {name: [] for name in names}
        self.votes: Votes = dict.fromkeys(names, Fraction(0))
        self.non_transferable = Fraction(0)
        self.points: list[Votes] = []
        self.stages: list[Votes] = []
        self.deal(Fraction(1), self.papers)
        self.after_batch()
        self.stages.append(dict(self.votes))
        while self.places and self.continuing:
            self.next_stage()
            self.stages.append(dict(self.votes))

    @property
    def places(self) -> int:
        return self.seats - len(self.elected)

    def next_of(self, paper: Paper) -> str | None:
        return next((name for name in paper if name in self.continuing), None)

    def deal(self, value: Fraction, papers: list[Paper]) -> None:
        """Papers of one value are one batch for each who gets some (6.1)."""
        for name in list(self.continuing):
            batch = [paper for paper in papers if self.next_of(paper) == name]
            if batch:
                self.bundles[name].append((value, batch))
                self.votes[name] += value * len(batch)

    def after_batch(self) -> None:
        self.points.append(dict(self.votes))
        if not self.elected:  # 5.1.6 and 5.4.8
            exact = (len(self.papers) - self.non_transferable) / (self.seats + 1)
            self.quota = cents(exact) if cents(exact) == exact else cents(exact) + Fraction(1, 100)
        while self.places and self.continuing and self.one_elected():
            pass
        if len(self.continuing) <= self.places:
            self.elected += sorted(self.continuing, key=lambda n: (-self.votes[n], n))
            self.continuing.clear()

    def one_elected(self) -> bool:
        """5.1.7, 5.3.13, 5.4.9; 5.6.2 for equals."""
        best = max(self.votes[name] for name in self.continuing)
        held = sum(votes for name, votes in self.votes.items() if name not in self.elected)
        active = held + sum(self.votes[name] - self.quota for name in self.surpluses)
        if not best or (best < self.quota and best * (self.places + 1) < active):
            return False
        level = sorted(name for name in self.continuing if self.votes[name] == best)
        if len(level) > self.places:
            level = self.earliest(level, -1)
            if len(level) > 1:
                return False
        self.continuing.remove(level[0])
        self.elected.append(level[0])
        if best > self.quota:
            self.surpluses.append(level[0])
        return True

    def earliest(self, names: list[str], sign: int) -> list[str]:
        for point in self.points:
            best = min(sign * point[name] for name in names)
            names = [name for name in names if sign * point[name] == best]
        return names

    def broken(self, names: list[str], sign: int, over: str) -> str:
        left = self.earliest(names, sign)
        return left[0] if len(left) == 1 else self.lot(sorted(left), over)

    def next_stage(self) -> None:
        out = self.together()
        if self.surpluses and not out:  # 5.2.2: not deferred
            most = max(self.votes[name] for name in self.surpluses)
            level = [name for name in self.surpluses if self.votes[name] == most]
            self.surplus(self.broken(level, -1, "which surplus goes first"))
        else:
            least = min(self.votes[name] for name in self.continuing)
            level = [name for name in self.continuing if self.votes[name] == least]
            self.exclude(out or [self.broken(level, 1, "exclusion")])

    def together(self) -> list[str]:
        """5.2.2 and 5.2.5: those who could not catch up with all surpluses."""
        waiting = sum(self.votes[name] - self.quota for name in self.surpluses)
        order = sorted(self.continuing, key=lambda name: self.votes[name])
        for size in range(len(order) - self.places, 0, -1):
            low, above = order[:size], self.votes[order[size]]
            if sum(self.votes[name] for name in low) + waiting <= above and self.votes[low[-1]] < above:
                return low
        return []

    def surplus(self, name: str) -> None:
        """5.3: from the last batch, over transferable papers only."""
        self.surpluses.remove(name)
        surplus = self.votes[name] - self.quota
        value, papers = self.bundles[name][-1]
        movable = [paper for paper in papers if self.next_of(paper)]
        new = cents(surplus / len(movable)) if value * len(movable) > surplus else value
        self.votes[name] = self.quota
        self.non_transferable += surplus - new * len(movable)
        self.deal(new, movable)
        self.after_batch()

    def exclude(self, out: list[str]) -> None:
        """5.4: batch by batch, the highest value first; 5.5.1 before any paper moves."""
        self.continuing -= set(out)
        if len(self.continuing) <= self.places:
            self.elected += sorted(self.continuing, key=lambda n: (-self.votes[n], n))
            self.continuing.clear()
            return
        batches = [(name, value, papers) for name in out for value, papers in self.bundles[name]]
        for value in sorted({value for _, value, _ in batches}, reverse=True) or [Fraction(0)]:
            papers = []
            for name, own, held in batches:
                if own == value:
                    self.votes[name] -= value * len(held)
                    papers += held
            self.non_transferable += value * sum(not self.next_of(paper) for paper in papers)
            self.deal(value, papers)
            self.after_batch()
            if not self.places or not self.continuing:
                return
