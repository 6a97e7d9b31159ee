"""Support for a petition or a candidate: signatures and nominations, counted as facts tell them."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from tellers.canonical import Json


class Supporter(Protocol):
    """Somebody who signs or nominates."""

    @property
    def weight(self) -> int:
        """Their weight on the register."""

    @property
    def bodies(self) -> tuple[str, ...]:
        """Those of the bodies that the threshold asks for to which they belong."""


def support(given: Sequence[Supporter], bodies: Iterable[str], *, weighed: bool) -> dict[str, Json]:
    """How many there are, and how many of each body, with their weight where a threshold asks for it."""
    asked = tuple(bodies)
    told: dict[str, Json] = {"count": len(given)}
    told["from"] = {body: sum(body in one.bodies for one in given) for body in asked}
    if weighed:
        told["weight"] = {body: sum(one.weight for one in given if body in one.bodies) for body in asked}
    return told
