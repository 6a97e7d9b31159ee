"""Published rounds that a rule may not lead to: how far they follow from it, and where they part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TypeVar

from tellers.counting.methods import decided
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Transcript
from tellers.decisions.contests.forms import FACTS
from tellers.decisions.verdict import Contradiction
from tellers.errors import RecordBroken, Unreadable

R = TypeVar("R")


@dataclass(frozen=True)
class Followed:
    """A count as far as its rounds follow from the rule; `parts` says where they do not."""

    transcript: Transcript
    parts: Contradiction | None

    @property
    def broken(self) -> Contradiction | None:
        """Where the rounds leave the rule before it has decided; None where it had."""
        return None if self.transcript.elected else self.parts

    @property
    def later(self) -> tuple[Contradiction, ...]:
        """Rounds held after the one that decided: they change nothing, and are told."""
        return (self.parts,) if self.parts is not None and self.broken is None else ()


def follow(
    rounds: Sequence[R], counting: Callable[[Sequence[R], TieBreaker], Transcript], ties: TieBreaker, fact: str
) -> Followed:
    """Count the most rounds, from the first, that follow from one another; Unreadable where not even one can be."""
    parts: Contradiction | None = None
    for end in range(len(rounds), 0, -1):
        some = rounds[:end]
        try:
            return Followed(decided(partial(counting, some), ties), parts)
        except RecordBroken as error:
            parts = Contradiction(fact, f"the rounds do not follow from the rule: {error}")
    raise Unreadable(f"`{fact}`: {'no round is given' if parts is None else parts.text}", source=FACTS)


def whole(number: Fraction | None, fact: str) -> int:
    """A number of votes that must be whole."""
    if number is None:
        return 0
    if number.denominator != 1:
        raise Unreadable(f"`{fact}` is {number}; expected whole votes for this method", source=FACTS)
    return int(number)
