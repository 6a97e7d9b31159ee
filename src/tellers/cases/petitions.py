"""A petition is opened, signed, and closed with its finding; signatures are taken back where the rules let them go."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from msgspec import structs

from tellers.cases.proceedings import (
    RESTS,
    Rests,
    bodies_among,
    do,
    fresh_id,
    meant,
    member_of,
    ready,
    sizes_of,
    unsaid,
    weights_of,
)
from tellers.cases.signers import known_pseudonym, pseudonym
from tellers.cases.sitting import Sitting
from tellers.proceedings import facts_petition as facts
from tellers.proceedings.deadlines import deadline, measured_on
from tellers.proceedings.deciding import bodies_of_supporters, found, weighs, whole_bodies, whole_weights
from tellers.proceedings.finding import NOT_FOUND
from tellers.proceedings.guards_petition import CLOSED, LAST, OPENED, moments, told
from tellers.proceedings.hanging import NOTHING
from tellers.proceedings.petition import Act, Petition
from tellers.proceedings.times import written
from tellers.rulebook.petitions import Petition as Procedure

Ending = Literal["withdrawn", "target-resigns"]


@dataclass(frozen=True)
class NewPetition:
    """What a petition begins with; `target` is whom it is about, where it is about somebody."""

    procedure: str
    text: str
    target: str | None = None
    id: str | None = None
    rests: Rests = field(default=RESTS)


def open_petition(sitting: Sitting, new: NewPetition) -> facts.Opening:
    """Open a petition for signatures; the last moment for them is by its clock."""
    id_ = fresh_id(sitting, new.procedure, new.id)
    target = None if new.target is None else new.target.strip()
    opening = facts.Opening(**unsaid(new.procedure, id_), text=new.text.strip(), target=target, until=None)
    asked = ready(sitting, Act.OPEN, opening, new.rests)
    until = deadline(asked.procedure(Procedure).clocks, {OPENED: sitting.now}, (LAST, CLOSED))
    entered = structs.replace(asked.done, until=None if until is None else written(until.at))
    sitting.enter(Act.OPEN, entered)
    return entered


def sign(sitting: Sitting, id_: str | None, named: str, rests: Rests = RESTS) -> facts.Signature:
    """Enter one member's signature; raises Refused for who is not of the body, or has signed."""
    petition = meant(sitting, Petition, id_)
    blank = facts.Signature(proceeding=petition.id, hangs_on=NOTHING, signer="", weight=1, bodies=())
    asked = ready(sitting, Act.SIGN, blank, rests)
    procedure = asked.procedure(Procedure)
    body = (asked.rulebook, procedure.body, procedure.grounds)
    member, name = member_of(sitting, body, named, "--member")
    condition = procedure.threshold.value
    signature = structs.replace(
        asked.done,
        signer=name if procedure.public.value else pseudonym(sitting, petition.id, member),
        weight=member.weight if weighs(condition) else 1,
        bodies=bodies_among(sitting, asked.rulebook, member, bodies_of_supporters(condition)),
    )
    sitting.enter(Act.SIGN, signature)
    return signature


def unsign(sitting: Sitting, id_: str | None, named: str, rests: Rests = RESTS) -> facts.Unsigned:
    """Take one member's signature back; raises Refused where the rules do not let it go."""
    petition = meant(sitting, Petition, id_)
    asked = ready(sitting, Act.UNSIGN, facts.Unsigned(proceeding=petition.id, hangs_on=NOTHING, signer=""), rests)
    procedure = asked.procedure(Procedure)
    body = (asked.rulebook, procedure.body, procedure.grounds)
    member, name = member_of(sitting, body, named, "--member")
    signer = name if procedure.public.value else known_pseudonym(sitting, petition.id, member)
    unsigned = structs.replace(asked.done, signer=signer)
    sitting.enter(Act.UNSIGN, unsigned)
    return unsigned


def close(sitting: Sitting, id_: str | None, counts: dict[str, int], rests: Rests = RESTS) -> facts.Closing:
    """Close a petition: bodies are measured, and what follows from the signatures is found."""
    petition = meant(sitting, Petition, id_)
    blank = facts.Closing(
        proceeding=petition.id,
        hangs_on=NOTHING,
        on=sitting.today.isoformat(),
        sizes={},
        weights={},
        counts=counts,
        signatures=len(petition.standing),
        withdrawn=petition.withdrawn,
        found=NOT_FOUND,
    )
    asked = ready(sitting, Act.CLOSE, blank, rests)
    procedure = asked.procedure(Procedure)
    on = measured_on(procedure.measured, {**moments(asked), CLOSED: sitting.now}, sitting.now)
    bodies, day = whole_bodies(procedure.body, procedure.threshold.value), date.fromisoformat(on)
    measured = structs.replace(
        asked.done,
        on=on,
        sizes=sizes_of(sitting, asked.rulebook, bodies, day),
        weights=weights_of(sitting, asked.rulebook, whole_weights(procedure.threshold.value, bodies), day),
    )
    closing = structs.replace(measured, found=found(asked, told(asked, procedure, measured)))
    sitting.enter(Act.CLOSE, closing)
    return closing


def end(sitting: Sitting, id_: str | None, ending: Ending, reason: str) -> facts.Ended:
    """End a petition without a finding."""
    petition = meant(sitting, Petition, id_)
    ended = facts.Ended(proceeding=petition.id, hangs_on=NOTHING, ending=ending, reason=reason.strip())
    return do(sitting, Act.END, ended)
