"""What a forgery is: how it is made, which check finds it, and how that check is switched off."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from tests.ballots.forge import Plan, chained
from tests.ballots.world import world

from tellers.ballots.events import EventType
from tellers.ballots.proofs import Claim
from tellers.canonical import Json

T = EventType


Off = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Forgery:
    """What is forged, the check that finds it, what it says, and how that check is switched off."""

    check: str
    culprit: str
    says: str
    make: Callable[[], bytes]
    off: Off


def plan() -> Plan:
    return Plan.of(world())


def nothing(*targets: tuple[object, str]) -> Off:
    """Switch functions off: they no longer do anything."""

    def switch(patch: pytest.MonkeyPatch) -> None:
        for module, name in targets:
            patch.setattr(module, name, lambda *_, **__: ())

    return switch


def skip_claims(patch: pytest.MonkeyPatch, module: object, name: str, check: str) -> None:
    """Switch off one kind of proof in a function that checks several."""
    original = getattr(module, name)

    def checked(*given: object) -> object:
        claim = given[-1]
        assert isinstance(claim, Claim)
        return () if claim.check == check else original(*given)

    patch.setattr(module, name, checked)


def with_changes(change: Callable[[Plan], None]) -> Callable[[], bytes]:
    def make() -> bytes:
        forged = plan()
        change(forged)
        return forged.archive()

    return make


def with_ballots(*raws: bytes) -> bytes:
    """An archive that holds these ballots; what follows is computed from the true ones."""
    events = plan().events()
    return chained([events[0], *((T.BALLOT, [raw]) for raw in raws), *events[5:]])


GARBAGE: Json = {"challenge": "1", "response": "2"}
"""A proof of nothing."""
