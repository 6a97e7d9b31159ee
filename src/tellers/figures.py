"""Figures: a number never travels without what it counts, its base, how it is known and where it is from."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from tellers.canonical import Json


class Known(Enum):
    """How a figure is known; the order is from the strongest to the weakest."""

    PROVED = "proved"
    CERTIFIED = "certified"
    ASSUMED = "assumed"


def weakest(*known: Known) -> Known:
    """Return how a sum is known: as badly as its worst term."""
    order = list(Known)
    return max(known, key=order.index)


@dataclass(frozen=True)
class Base:
    """What a share is a share of."""

    name: str
    size: int


@dataclass(frozen=True)
class Figure:
    """A count, or with a base a share: `value` of `base.size`.

    `counts` is what is counted, in glossary words (for, against, spoiled, entitled ...); `source` names the entry
    of the record or the clause that the figure comes from.
    """

    id: str
    counts: str
    value: int
    known: Known
    source: str
    base: Base | None = None

    @property
    def fraction(self) -> Fraction | None:
        """The exact share; None for a plain count and for a share of nothing."""
        if self.base is None or self.base.size == 0:
            return None
        return Fraction(self.value, self.base.size)

    def share_of(self, base: Base) -> "Figure":
        """The same count held against a base."""
        return Figure(f"{self.id}-of-{base.name}", self.counts, self.value, self.known, self.source, base)

    def to_json(self) -> dict[str, Json]:
        """The form of docs/formats/declaration.md; a fraction keeps its terms as counted ("172/212")."""
        base = self.base
        return {
            "id": self.id,
            "value": self.value,
            "counts": self.counts,
            "base": None if base is None else base.name,
            "fraction": None if base is None or base.size == 0 else f"{self.value}/{base.size}",
            "known": self.known.value,
            "source": self.source,
        }


def percent(share: Fraction, places: int = 1) -> str:
    """Write a share as a percentage rounded half up: "81.1%". For reading only; nothing is compared with it."""
    scale = 10**places
    rounded = (abs(share) * 100 * scale * 2 + 1) // 2
    whole, rest = divmod(rounded, scale)
    sign = "-" if share < 0 and rounded else ""
    return f"{sign}{whole}.{rest:0{places}d}%" if places else f"{sign}{whole}%"
