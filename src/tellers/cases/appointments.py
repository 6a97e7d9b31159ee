"""Who is appointed, resigns, is dismissed, acts, is gone; and what sources say of the posts as a whole."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from msgspec import structs

from tellers.cases.proceedings import RESTS, Rests, do, fresh_id, meant, ready, unsaid
from tellers.cases.sitting import Sitting
from tellers.proceedings import facts_appointment as facts
from tellers.proceedings.appointment import Act, Appointment
from tellers.proceedings.deciding import found
from tellers.proceedings.finding import NOT_FOUND
from tellers.proceedings.guards_appointment import told
from tellers.proceedings.hanging import NOTHING
from tellers.rulebook.appointments import Appointment as Procedure
from tellers.words import alike


@dataclass(frozen=True)
class NewAppointment:
    """What a list of posts begins with: who holds which; `at` None is the day of the act."""

    procedure: str
    holders: tuple[facts.Held, ...] = ()
    at: str | None = None
    source: str | None = None
    id: str | None = None
    rests: Rests = field(default=RESTS)


@dataclass(frozen=True)
class Happening:
    """Something that happens to a post; `at` None is the day of the act."""

    post: str
    who: str
    at: str | None = None
    source: str | None = None
    rests: Rests = field(default=RESTS)


def open_posts(sitting: Sitting, new: NewAppointment) -> facts.Opening:
    """Begin a list of posts."""
    opening = facts.Opening(
        **unsaid(new.procedure, fresh_id(sitting, new.procedure, new.id)),
        at=new.at or sitting.today.isoformat(),
        holders=new.holders,
        source=new.source,
    )
    return do(sitting, Act.OPEN, opening, new.rests)


@dataclass(frozen=True)
class Appointing:
    """Who appoints, and whether the one appointed consents; without a name it is the office of the rules."""

    by: str | None = None
    consents: bool | None = None


def appoint(sitting: Sitting, id_: str | None, happening: Happening, how: Appointing) -> facts.Appointed:
    """Enter an appointment."""
    return _enter(
        sitting,
        id_,
        happening,
        (Act.APPOINT, lambda said, by: facts.Appointed(**said, by=how.by or by, consents=how.consents)),
    )


def act(sitting: Sitting, id_: str | None, happening: Happening) -> facts.Acting:
    """Enter who acts in a vacant post."""
    return _enter(sitting, id_, happening, (Act.ACT, lambda said, _: facts.Acting(**said)))


def resign(sitting: Sitting, id_: str | None, happening: Happening) -> facts.Resigned:
    """Enter a resignation."""
    return _enter(sitting, id_, happening, (Act.RESIGN, lambda said, _: facts.Resigned(**said)))


def dismiss(sitting: Sitting, id_: str | None, happening: Happening, by: str | None) -> facts.Dismissed:
    """Enter a dismissal."""
    return _enter(sitting, id_, happening, (Act.DISMISS, lambda said, named: facts.Dismissed(**said, by=by or named)))


def vacate(sitting: Sitting, id_: str | None, happening: Happening, how: Literal["left", "died"]) -> facts.Vacated:
    """Enter that a holder is gone for another reason."""
    return _enter(sitting, id_, happening, (Act.VACATE, lambda said, _: facts.Vacated(**said, how=how)))


@dataclass(frozen=True)
class Saying:
    """What a source says of the posts as a whole."""

    what: str
    says: str
    source: str
    at: str | None = None


def tell(sitting: Sitting, id_: str | None, saying: Saying) -> facts.Told:
    """Enter what a source says; it may contradict what another says, and both stand."""
    listed = meant(sitting, Appointment, id_)
    said = facts.Told(
        proceeding=listed.id,
        hangs_on=NOTHING,
        what=saying.what.strip(),
        says=saying.says.strip(),
        at=saying.at or sitting.today.isoformat(),
        source=saying.source.strip(),
    )
    return do(sitting, Act.TELL, said)


def close(sitting: Sitting, id_: str | None, at: str | None, rests: Rests = RESTS) -> facts.Closing:
    """Close a list of posts, with the finding of whether every post is filled."""
    listed = meant(sitting, Appointment, id_)
    blank = facts.Closing(proceeding=listed.id, hangs_on=NOTHING, at=at or sitting.today.isoformat(), found=NOT_FOUND)
    asked = ready(sitting, Act.CLOSE, blank, rests)
    closing = structs.replace(asked.done, found=found(asked, told(asked), contradictory=True))
    sitting.enter(Act.CLOSE, closing)
    return closing


H = TypeVar("H", bound=facts.Happened)


def _enter(
    sitting: Sitting, id_: str | None, happening: Happening, making: tuple[Act, Callable[[dict[str, Any], str], H]]
) -> H:
    listed = meant(sitting, Appointment, id_)
    kind, make = making
    said: dict[str, Any] = {
        "proceeding": listed.id,
        "hangs_on": NOTHING,
        "post": happening.post,
        "who": _as_known(listed, happening.who),
        "at": happening.at or sitting.today.isoformat(),
        "source": happening.source,
    }
    asked = ready(sitting, kind, make(said, ""), happening.rests)
    named = make(said, asked.procedure(Procedure).by)
    entered = structs.replace(named, hangs_on=asked.done.hangs_on)
    sitting.enter(kind, entered)
    return entered


def _as_known(listed: Appointment, who: str) -> str:
    """A name as the list has it already, where it has one that is taken for the same."""
    posts = listed.posts().values()
    named = [name for post in posts for name in (*post.holders, post.acting) if name is not None]
    return next((name for name in named if alike(name) == alike(who)), who.strip())
