"""A petition is opened, signed, and closed with its finding; signatures are taken back where the rules let them go."""

from dataclasses import dataclass, field

from msgspec import structs

from tellers.cases.proceedings import RESTS, Rests, do, fresh_id, meant, ready, unsaid
from tellers.cases.sitting import Sitting
from tellers.cases.supporters import known_supporter, measured, supported_by
from tellers.proceedings import facts_petition as facts
from tellers.proceedings.deciding import found
from tellers.proceedings.facts_support import Ending
from tellers.proceedings.finding import NOT_FOUND
from tellers.proceedings.guards_petition import closing_moments, told, until
from tellers.proceedings.hanging import NOTHING
from tellers.proceedings.petition import Act, Petition
from tellers.rulebook.petitions import Petition as Procedure


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
    entered = structs.replace(asked.done, until=until(asked, asked.procedure(Procedure)))
    sitting.enter(Act.OPEN, entered)
    return entered


def sign(sitting: Sitting, id_: str | None, named: str, rests: Rests = RESTS) -> facts.Signature:
    """Enter one member's signature; raises Refused for who is not of the body, or has signed."""
    petition = meant(sitting, Petition, id_)
    blank = facts.Signature(proceeding=petition.id, hangs_on=NOTHING, signer="", weight=1, bodies=())
    asked = ready(sitting, Act.SIGN, blank, rests)
    signature = supported_by(sitting, asked, asked.procedure(Procedure), named)
    sitting.enter(Act.SIGN, signature)
    return signature


def unsign(sitting: Sitting, id_: str | None, named: str, rests: Rests = RESTS) -> facts.Unsigned:
    """Take one member's signature back; raises Refused where the rules do not let it go."""
    petition = meant(sitting, Petition, id_)
    asked = ready(sitting, Act.UNSIGN, facts.Unsigned(proceeding=petition.id, hangs_on=NOTHING, signer=""), rests)
    signer = known_supporter(sitting, asked, asked.procedure(Procedure), named)
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
    whole = measured(sitting, asked, procedure, closing_moments(asked))
    closing = structs.replace(whole, found=found(asked, told(asked, procedure, whole)))
    sitting.enter(Act.CLOSE, closing)
    return closing


def end(sitting: Sitting, id_: str | None, ending: Ending, reason: str) -> facts.Ended:
    """End a petition without a finding."""
    petition = meant(sitting, Petition, id_)
    ended = facts.Ended(proceeding=petition.id, hangs_on=NOTHING, ending=ending, reason=reason.strip())
    return do(sitting, Act.END, ended)
