"""Places filled from a ranking that may have equals, and the ties asked about on the way."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import TieRecord


@dataclass
class Ask:
    """The ties of one count: each asked one has a number from 1, and all are recorded."""

    names: Sequence[str]
    breaker: TieBreaker
    records: list[TieRecord] = field(default_factory=list)
    asked: int = 0

    def one_of(self, tied: Collection[int], over: str, stage: int) -> int:
        """The candidate on whom the tie falls; raises Undecided when nothing given decides."""
        candidates = tuple(sorted(tied, key=self.names.__getitem__))
        by_name = {self.names[c]: c for c in candidates}
        self.asked += 1
        choice = self.breaker.choose(tuple(by_name), over, self.asked)
        chosen = by_name[choice.name]
        self.records.append(TieRecord(stage, over, candidates, (chosen,), choice.how))
        return chosen

    def by_rule(self, tied: Collection[int], over: str, stage: int, chosen: int, how: str) -> int:
        """The candidate whom the rule set itself chooses; recorded, and nobody is asked."""
        self.records.append(TieRecord(stage, over, self.in_order(tied), (chosen,), how))
        return chosen

    def in_order(self, candidates: Collection[int]) -> tuple[int, ...]:
        """Candidates whom nothing puts before one another, by name."""
        return tuple(sorted(candidates, key=self.names.__getitem__))


def fill(tiers: Iterator[frozenset[int]], seats: int, ask: Ask, stage: int) -> tuple[int, ...]:
    """The first `seats` candidates; a tie is asked about only where some of the equals fit and some do not."""
    elected: tuple[int, ...] = ()
    for tier in tiers:
        free = seats - len(elected)
        if len(tier) > free:
            left = set(tier)
            for place in range(len(elected) + 1, seats + 1):
                chosen = ask.one_of(left, f"place {place}", stage)
                left.remove(chosen)
                elected += (chosen,)
            return elected
        elected += ask.in_order(tier)
        if len(elected) == seats:
            return elected
    return elected


def unbeaten_first(candidates: Collection[int], beats: Callable[[int, int], bool]) -> Iterator[frozenset[int]]:
    """The candidates whom nobody beats, then those whom nobody else left beats, and so on; `beats` has no cycles."""
    left = frozenset(candidates)
    while left:
        tier = frozenset(c for c in left if not any(beats(other, c) for other in left))
        yield tier
        left -= tier


def highest_first(scores: Collection[tuple[int, int]]) -> Iterator[frozenset[int]]:
    """Candidates by what they have, from pairs of candidate and number; equals together."""
    for number in sorted({number for _, number in scores}, reverse=True):
        yield frozenset(c for c, has in scores if has == number)
