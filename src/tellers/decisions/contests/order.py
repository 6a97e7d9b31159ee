"""The order in which a count places candidates, where its method has one, with those who are level together."""

from dataclasses import dataclass

from tellers.counting.runoffs import Unpublished
from tellers.decisions.contests.stage import Held


@dataclass(frozen=True)
class Order:
    """Candidates from the first to the last, level ones in one tier; `missing` is what its end is not known for."""

    tiers: tuple[frozenset[str], ...]
    missing: tuple[str, ...] = ()

    def place(self, name: str) -> int:
        """The tier of a candidate; after all others, where the order does not reach that far."""
        return next((number for number, tier in enumerate(self.tiers) if name in tier), len(self.tiers))

    def next(self, taken: frozenset[str]) -> frozenset[str]:
        """The best placed of those who are not taken: several where they are level, none where all are."""
        return next((left for tier in self.tiers if (left := tier - taken)), frozenset())


def order_of(held: Held) -> Order | None:
    """The order of a count; None where its method has none beyond the places it fills."""
    reseated, poll = held.counted.reseated, held.poll
    if reseated is None:
        return None
    tiers: list[frozenset[str]] = []
    before: frozenset[str] = frozenset()
    for places in range(1, len(poll.options) + 1):
        try:
            transcript = reseated(places)
        except Unpublished as error:
            return Order(tuple(tiers), (f"{poll.fact}.runoffs: {' and '.join(error.names_compared)}",))
        if len(set(map(frozenset, transcript.possible))) > 1:
            continue
        now = frozenset(transcript.names(transcript.elected))
        if now > before:
            tiers.append(now - before)
            before = now
    return Order(tuple(tiers))
