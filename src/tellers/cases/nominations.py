"""Nominations are opened, made, consented to, and closed with the finding of who is admitted."""

from dataclasses import dataclass, field

from msgspec import structs

from tellers.cases.proceedings import RESTS, Rests, do, fresh_id, meant, ready, unsaid
from tellers.cases.sitting import Sitting
from tellers.cases.supporters import known_supporter, measured, supported_by
from tellers.proceedings import facts_nomination as facts
from tellers.proceedings.deciding import found
from tellers.proceedings.facts_support import Ending
from tellers.proceedings.finding import NOT_FOUND
from tellers.proceedings.guards_nomination import closing_moments, told, until
from tellers.proceedings.hanging import NOTHING
from tellers.proceedings.nomination import Act, Nomination
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
    entered = structs.replace(asked.done, until=until(asked, asked.procedure(Procedure)))
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
    nominated = supported_by(sitting, asked, asked.procedure(Procedure), naming.member)
    sitting.enter(Act.NOMINATE, nominated)
    return nominated


def unnominate(sitting: Sitting, id_: str | None, naming: Naming, rests: Rests = RESTS) -> facts.Unnominated:
    """Take one member's nomination of one candidate back."""
    nomination = meant(sitting, Nomination, id_)
    blank = facts.Unnominated(
        proceeding=nomination.id, hangs_on=NOTHING, candidate=naming.candidate.strip(), signer=""
    )
    asked = ready(sitting, Act.UNNOMINATE, blank, rests)
    signer = known_supporter(sitting, asked, asked.procedure(Procedure), naming.member)
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
    whole = measured(sitting, asked, procedure, closing_moments(asked))
    closing = structs.replace(whole, found=found(asked, told(asked, procedure, whole)))
    sitting.enter(Act.CLOSE, closing)
    return closing


def end(sitting: Sitting, id_: str | None, ending: Ending, reason: str) -> facts.Ended:
    """End nominations without a finding."""
    nomination = meant(sitting, Nomination, id_)
    ended = facts.Ended(proceeding=nomination.id, hangs_on=NOTHING, ending=ending, reason=reason.strip())
    return do(sitting, Act.END, ended)
