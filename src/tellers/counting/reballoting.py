"""Who comes last in a ballot or a round, and which ballots of a series are held again because of a tie for it."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

Names = frozenset[str]


def between_the_tied(series: Iterable[tuple[Names, Names]]) -> frozenset[int]:
    """Which of a series, by place from 0, are between those alone who tied for last in the one before.

    Each is told as who stood in it, and who of them came last. One between everybody is a ballot as any other.
    """
    found: set[int] = set()
    everybody, tied = Names(), Names()
    for place, (stood, last) in enumerate(series):
        if 1 < len(tied) < len(everybody) and stood == tied:
            found.add(place)
        else:
            everybody = stood
        tied = last
    return frozenset(found)


def last_of(votes: Mapping[str, int] | Mapping[str, Fraction] | Mapping[str, int | Fraction]) -> Names:
    """Whoever has the fewest; several where they are level."""
    fewest = min(votes.values(), default=0)
    return frozenset(name for name, number in votes.items() if number == fewest)
