"""Supporters as the register has them: who signs or nominates, with what weight, and of how many at the close."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from msgspec import structs

from tellers.cases.proceedings import bodies_among, member_of, sizes_of, weights_of
from tellers.cases.signers import known_pseudonym, pseudonym
from tellers.cases.sitting import Sitting
from tellers.proceedings.asked import Asked
from tellers.proceedings.deadlines import measured_on
from tellers.proceedings.deciding import bodies_of_supporters, weighs, whole_bodies, whole_weights
from tellers.proceedings.facts_support import Supporting
from tellers.proceedings.measuring import Measured
from tellers.proceedings.support import Supported
from tellers.register.members import Member

S = TypeVar("S", bound=Supporting)
M = TypeVar("M", bound=Measured)


def supported_by(sitting: Sitting, asked: Asked[Any, S], procedure: Supported, named: str) -> S:
    """The facts of a member's support, who is named as the rules let the minutes name them; refused for others."""
    member, name = _member(sitting, asked, procedure, named)
    condition = procedure.threshold.value
    return structs.replace(
        asked.done,
        signer=name if procedure.public.value else pseudonym(sitting, asked.life.id, member),
        weight=member.weight if weighs(condition) else 1,
        bodies=bodies_among(sitting, asked.rulebook, member, bodies_of_supporters(condition)),
    )


def known_supporter(sitting: Sitting, asked: Asked[Any, Any], procedure: Supported, named: str) -> str:
    """The name or pseudonym by which a member has supported already."""
    member, name = _member(sitting, asked, procedure, named)
    return name if procedure.public.value else known_pseudonym(sitting, asked.life.id, member)


def measured(sitting: Sitting, asked: Asked[Any, M], procedure: Supported, moments: Mapping[str, date]) -> M:
    """The facts of a close, with the bodies measured on the day that the rules name."""
    condition, book = procedure.threshold.value, asked.rulebook
    on = measured_on(procedure.measured, moments, sitting.now)
    bodies, day = whole_bodies(procedure.body, condition), date.fromisoformat(on)
    return structs.replace(
        asked.done,
        on=on,
        sizes=sizes_of(sitting, book, bodies, day),
        weights=weights_of(sitting, book, whole_weights(condition, bodies), day),
    )


def _member(sitting: Sitting, asked: Asked[Any, Any], procedure: Supported, named: str) -> tuple[Member, str]:
    return member_of(sitting, (asked.rulebook, procedure.body, procedure.grounds), named, "--member")
