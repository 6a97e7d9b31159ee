"""Ranked pairs: defeats are kept from the strongest to the weakest, save those against what is kept already.

Defeats of equal strength have no order of their own. Each order of them is followed, and each ranking that comes out
is a result; nothing is decided by the order on the paper.
"""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from tellers.counting.pairwise import Pairwise
from tellers.counting.placing import Ask, fill, unbeaten_first
from tellers.counting.strength import NO_DEFEAT, Measure, Strength, strength
from tellers.errors import Refused

Pair = tuple[int, int]
ORDERS = 20_000
"""How many partial orders of equal defeats are followed before the count is refused."""


@dataclass(frozen=True)
class Kept:
    """Defeats kept, with all that follow from them: a before b, b before c, so a before c."""

    pairs: frozenset[Pair] = frozenset()

    def with_pair(self, first: int, second: int) -> "Kept":
        """The same with one more defeat."""
        above = {first} | {a for a, b in self.pairs if b == first}
        below = {second} | {b for a, b in self.pairs if a == second}
        return Kept(self.pairs | {(a, b) for a in above for b in below})

    def contradicts(self, first: int, second: int) -> bool:
        """A defeat of the first by the second follows already."""
        return (second, first) in self.pairs


def defeats_by_strength(
    pairwise: Pairwise, candidates: Collection[int], measure: Measure
) -> tuple[tuple[Strength, frozenset[Pair]], ...]:
    """Every defeat, the strongest first, those of equal strength together."""
    strengths = {(a, b): strength(pairwise, a, b, measure) for a in candidates for b in candidates if a != b}
    defeats = sorted((s for s in strengths.items() if s[1] != NO_DEFEAT), key=lambda item: item[1], reverse=True)
    return tuple((s, frozenset(pair for pair, _ in group)) for s, group in groupby(defeats, key=lambda item: item[1]))


def rankings(pairwise: Pairwise, candidates: Collection[int], measure: Measure) -> frozenset[Kept]:
    """Every ranking that some order of the equal defeats leads to."""
    results = frozenset({Kept()})
    for _, equals in defeats_by_strength(pairwise, candidates, measure):
        results = frozenset(after for kept in results for after in _every_order(kept, equals))
        if len(results) > ORDERS:
            raise Refused(f"defeats of equal strength lead to more than {ORDERS} rankings: too many to follow")
    return results


def place(results: frozenset[Kept], candidates: Collection[int], seats: int, ask: Ask) -> tuple[int, ...]:
    """The first `seats` of the rankings; where they differ on who that is, place by place by a tie."""
    elected: tuple[int, ...] = ()
    while len(elected) < min(seats, len(candidates)):
        left = frozenset(candidates) - set(elected)
        if len(results) == 1:
            return elected + _from_one(next(iter(results)), left, seats - len(elected), ask)
        tops = {kept: _top(kept, left) for kept in results}
        first = frozenset[int]().union(*tops.values())
        agreed = _agreed(results, left, seats - len(elected))
        if len(first) > 1 and agreed is not None:
            return elected + ask.in_order(agreed)
        chosen = next(iter(first)) if len(first) == 1 else ask.one_of(first, f"place {len(elected) + 1}", 1)
        results = frozenset(kept for kept, top in tops.items() if chosen in top)
        elected += (chosen,)
    return elected


def _from_one(kept: Kept, left: frozenset[int], seats: int, ask: Ask) -> tuple[int, ...]:
    return fill(unbeaten_first(left, lambda a, b: (a, b) in kept.pairs), seats, ask, 1)


def _top(kept: Kept, left: frozenset[int]) -> frozenset[int]:
    return next(unbeaten_first(left, lambda a, b: (a, b) in kept.pairs))


def _agreed(results: frozenset[Kept], left: frozenset[int], seats: int) -> frozenset[int] | None:
    """Who fills the seats left, if every ranking says the same."""
    firsts = set()
    for kept in results:
        first: frozenset[int] = frozenset()
        while len(first) < min(seats, len(left)):
            first |= _top(kept, left - first)
        firsts.add(first)
    only = firsts.pop()
    return only if not firsts and len(only) <= seats else None


def _every_order(start: Kept, equals: frozenset[Pair]) -> set[Kept]:
    ends: set[Kept] = set()
    seen: set[Kept] = set()
    ways = [start]
    while ways:
        kept = ways.pop()
        new = [pair for pair in equals if pair not in kept.pairs and not kept.contradicts(*pair)]
        together = _all_together(kept, new)
        if together is not None:
            ends.add(together)
            continue
        for after in {kept.with_pair(*pair) for pair in new} - seen:
            seen.add(after)
            ways.append(after)
        if len(seen) > ORDERS:
            raise Refused(f"more than {ORDERS} orders of {len(equals)} defeats of equal strength: too many to follow")
    return ends


def _all_together(kept: Kept, pairs: Collection[Pair]) -> Kept | None:
    """All of them kept at once, when no two are in each other's way; None when some are."""
    for pair in pairs:
        if kept.contradicts(*pair):
            return None
        kept = kept.with_pair(*pair)
    return kept
