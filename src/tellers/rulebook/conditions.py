"""Conditions: thresholds joined by "and" and "or", as a clause states a majority, a quorum or a gate."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from tellers.rulebook.thresholds import Quantity, Threshold, quantities_in


@dataclass(frozen=True)
class Every:
    """Several conditions, all of which must be met."""

    parts: tuple["Condition", ...]

    def __str__(self) -> str:
        return " and ".join(f"({part})" if isinstance(part, Any) else str(part) for part in self.parts)


@dataclass(frozen=True)
class Any:
    """Several conditions, one of which must be met."""

    parts: tuple["Condition", ...]

    def __str__(self) -> str:
        return " or ".join(map(str, self.parts))


Condition: TypeAlias = Threshold | Every | Any


def thresholds_of(condition: Condition) -> tuple[Threshold, ...]:
    """Every threshold of a condition, in the order of its words."""
    return tuple(_thresholds(condition))


def quantities_of(condition: Condition) -> tuple[Quantity, ...]:
    """Every quantity that a condition looks at, each once, in the order of its words."""
    found = (one for threshold in _thresholds(condition) for one in _quantities(threshold))
    return tuple(dict.fromkeys(found))


def _thresholds(condition: Condition) -> Iterator[Threshold]:
    if isinstance(condition, Threshold):
        yield condition
    else:
        for part in condition.parts:
            yield from _thresholds(part)


def _quantities(threshold: Threshold) -> Iterator[Quantity]:
    yield threshold.quantity
    yield from quantities_in(threshold.line)
