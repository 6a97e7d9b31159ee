"""Support for a petition or a candidate: what the rules refuse of it, and how facts tell it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tellers.canonical import Json
from tellers.errors import Refused
from tellers.proceedings.deciding import bodies_of_supporters
from tellers.proceedings.facts_support import Supporting
from tellers.proceedings.guards import refusal
from tellers.register.roll import PSEUDONYM
from tellers.rulebook.nominations import Nomination
from tellers.rulebook.petitions import Petition

Supported: TypeAlias = Petition | Nomination
"""The procedures that members of a body support until there are enough of them."""


@dataclass(frozen=True)
class Called:
    """What support is called, and who gives it, where a refusal speaks of them."""

    support: str
    supporter: str


def check_until(minuted: str | None, expected: str | None, called: Called) -> None:
    """Refuse another last moment for support than the clock gives."""
    if minuted != expected:
        given = expected or "without an end"
        raise Refused(f"{called.support} are open until {minuted}; by the clock it is {given}")


def check_supporter(given: Supporting, procedure: Supported, called: Called) -> None:
    """Refuse a name where support is not public, and bodies for which the threshold does not ask: no more is said."""
    if not procedure.public.value and not PSEUDONYM.fullmatch(given.signer):
        raise refusal(
            f"{called.support} are not public; a {called.supporter} stands in the minutes by a pseudonym",
            procedure.public.grounds,
        )
    asked_for = bodies_of_supporters(procedure.threshold.value)
    if not set(given.bodies) <= set(asked_for) or list(given.bodies) != sorted(set(given.bodies)):
        counts = ", ".join(asked_for) or "no body"
        bodies = ", ".join(given.bodies)
        raise Refused(f"it says that the {called.supporter} is of {bodies}; the threshold counts {counts} apart")


def support(given: Sequence[Supporting], bodies: Iterable[str], *, weighed: bool) -> dict[str, Json]:
    """How many there are, and how many of each body, with their weight where a threshold asks for it."""
    asked = tuple(bodies)
    told: dict[str, Json] = {"count": len(given)}
    told["from"] = {body: sum(body in one.bodies for one in given) for body in asked}
    if weighed:
        told["weight"] = {body: sum(one.weight for one in given if body in one.bodies) for body in asked}
    return told
