"""Nominations are opened, made, consented to, and closed with the finding of who is admitted."""

from dataclasses import dataclass, field
from datetime import date

from msgspec import structs

from tellers.cases.petitions import Ending
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
from tellers.proceedings import facts_nomination as facts
from tellers.proceedings.deadlines import deadline, measured_on
from tellers.proceedings.deciding import bodies_of_supporters, found, weighs, whole_bodies, whole_weights
from tellers.proceedings.finding import NOT_FOUND
from tellers.proceedings.guards_nomination import CLOSED, OPENED, moments, told
from tellers.proceedings.hanging import NOTHING
from tellers.proceedings.nomination import Act, Nomination
from tellers.proceedings.times import written
from tellers.rulebook.nominations import Nomination as Procedure


@dataclass(frozen=True)
class NewNomination:
    """What nominations begin with; `holder` is whoever holds the office, None where it is vacant."""

    procedure: str
    holder: str | None = None
    id: str | None = None
    rests: Rests = field(default=RESTS)


@dataclass(frozen=True)
class Naming:
    """Who names whom."""

    candidate: str
    member: str


def open_nominations(sitting: Sitting, new: NewNomination) -> facts.Opening:
    """Open nominations; the last moment for them is by their clock."""
    id_ = fresh_id(sitting, new.procedure, new.id)
    holder = None if new.holder is None else new.holder.strip()
    opening = facts.Opening(**unsaid(new.procedure, id_), holder=holder, until=None)
    asked = ready(sitting, Act.OPEN, opening, new.rests)
    until = deadline(asked.procedure(Procedure).clocks, {OPENED: sitting.now}, (CLOSED,))
    entered = structs.replace(asked.done, until=None if until is None else written(until.at))
    sitting.enter(Act.OPEN, entered)
    return entered


def nominate(sitting: Sitting, id_: str | None, naming: Naming, rests: Rests = RESTS) -> facts.Nominated:
    """Enter one member's nomination of one candidate; raises Refused for who may not, or has."""
    nomination = meant(sitting, Nomination, id_)
    blank = facts.Nominated(
        proceeding=nomination.id,
        hangs_on=NOTHING,
        candidate=naming.candidate.strip(),
        signer="",
        weight=1,
        bodies=(),
    )
    asked = ready(sitting, Act.NOMINATE, blank, rests)
    procedure = asked.procedure(Procedure)
    body = (asked.rulebook, procedure.body, procedure.grounds)
    member, name = member_of(sitting, body, naming.member, "--member")
    condition = procedure.threshold.value
    nominated = structs.replace(
        asked.done,
        signer=name if procedure.public.value else pseudonym(sitting, nomination.id, member),
        weight=member.weight if weighs(condition) else 1,
        bodies=bodies_among(sitting, asked.rulebook, member, bodies_of_supporters(condition)),
    )
    sitting.enter(Act.NOMINATE, nominated)
    return nominated


def unnominate(sitting: Sitting, id_: str | None, naming: Naming, rests: Rests = RESTS) -> facts.Unnominated:
    """Take one member's nomination of one candidate back."""
    nomination = meant(sitting, Nomination, id_)
    blank = facts.Unnominated(
        proceeding=nomination.id, hangs_on=NOTHING, candidate=naming.candidate.strip(), signer=""
    )
    asked = ready(sitting, Act.UNNOMINATE, blank, rests)
    procedure = asked.procedure(Procedure)
    body = (asked.rulebook, procedure.body, procedure.grounds)
    member, name = member_of(sitting, body, naming.member, "--member")
    signer = name if procedure.public.value else known_pseudonym(sitting, nomination.id, member)
    entered = structs.replace(asked.done, signer=signer)
    sitting.enter(Act.UNNOMINATE, entered)
    return entered


def consent(sitting: Sitting, id_: str | None, candidate: str, *, consents: bool) -> facts.Consented:
    """Enter that a candidate consents, or declines."""
    nomination = meant(sitting, Nomination, id_)
    said = facts.Consented(proceeding=nomination.id, hangs_on=NOTHING, candidate=candidate.strip(), consents=consents)
    return do(sitting, Act.CONSENT, said)


@dataclass(frozen=True)
class GivenCount:
    """A count of the rule book that is given for one candidate, and who says so."""

    candidate: str
    count: str
    value: int
    source: str


def support(sitting: Sitting, id_: str | None, given: GivenCount) -> facts.Support:
    """Enter a count that is given for a candidate, as the number of local parties."""
    nomination = meant(sitting, Nomination, id_)
    entered = facts.Support(
        proceeding=nomination.id,
        hangs_on=NOTHING,
        candidate=given.candidate.strip(),
        count=given.count,
        value=given.value,
        source=given.source.strip(),
    )
    return do(sitting, Act.SUPPORT, entered)


def close(sitting: Sitting, id_: str | None, counts: dict[str, int], rests: Rests = RESTS) -> facts.Closing:
    """Close nominations: bodies are measured, and who is admitted is found."""
    nomination = meant(sitting, Nomination, id_)
    blank = facts.Closing(
        proceeding=nomination.id,
        hangs_on=NOTHING,
        on=sitting.today.isoformat(),
        sizes={},
        weights={},
        counts=counts,
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
    """End nominations without a finding."""
    nomination = meant(sitting, Nomination, id_)
    ended = facts.Ended(proceeding=nomination.id, hangs_on=NOTHING, ending=ending, reason=reason.strip())
    return do(sitting, Act.END, ended)
