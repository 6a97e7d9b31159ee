"""Ties that votes do not break: by decisions given beforehand, by lot from a published seed, or left undecided.

The looks at earlier stages that some rules have are the rule set's own and come first. Nothing is decided by the
order of candidates or papers.
"""

import hashlib
from dataclasses import dataclass
from typing import Protocol

from tellers.errors import Refused

BALLOTED_AGAIN = "balloted again"
"""How a tie is met that the next ballot breaks, or does not."""


class Undecided(Exception):  # noqa: N818 — a state of the count, not a mistake
    """A tie that nothing given decides; caught where every result it leaves open is worked out."""

    def __init__(self, tied: tuple[str, ...], over: str) -> None:
        super().__init__(f"undecided tie over {over}: {', '.join(tied)}")
        self.tied = tied
        self.over = over


@dataclass(frozen=True)
class Choice:
    """The one among the tied on whom the tie falls, and by what."""

    name: str
    how: str


class TieBreaker(Protocol):
    """What decides a tie: `number` counts the ties asked in one count from 1, `over` says what for."""

    def choose(self, tied: tuple[str, ...], over: str, number: int) -> Choice:
        """The candidate on whom it falls: the one elected, excluded or first, as `over` says; or raises Undecided."""
        ...


@dataclass(frozen=True)
class NoRule:
    """Nothing was given to break ties by."""

    def choose(self, tied: tuple[str, ...], over: str, number: int) -> Choice:  # noqa: ARG002 — the protocol's
        """Raises Undecided."""
        raise Undecided(tied, over)


@dataclass(frozen=True)
class Decisions:
    """Names given beforehand by whoever may decide, one for each tie in the order asked."""

    names: tuple[str, ...]

    def choose(self, tied: tuple[str, ...], over: str, number: int) -> Choice:
        """The next name; Undecided when there are no more, Refused when it is not one of the tied."""
        if number > len(self.names):
            raise Undecided(tied, over)
        name = self.names[number - 1]
        if name not in tied:
            raise Refused(
                f"decision {number} says {name}, but tie {number} is over {over} between {', '.join(sorted(tied))}"
            )
        return Choice(name, f"decision {number}")


@dataclass(frozen=True)
class Lot:
    """A lot anyone can draw again from a seed published beforehand.

    For tie number n it falls on the tied candidate whose SHA-256(seed, line feed, n in decimal, line feed, name), all
    in UTF-8, is lowest as a number.
    """

    seed: str

    def choose(self, tied: tuple[str, ...], over: str, number: int) -> Choice:  # noqa: ARG002 — the protocol's
        """The candidate with the lowest digest."""
        digests = {self.digest(number, name): name for name in tied}
        return Choice(digests[min(digests)], f"lot {number} from the seed {self.seed}")

    def digest(self, number: int, name: str) -> str:
        """What is compared for one candidate, in hexadecimal."""
        return hashlib.sha256(f"{self.seed}\n{number}\n{name}".encode()).hexdigest()
