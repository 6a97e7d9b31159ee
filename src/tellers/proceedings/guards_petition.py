"""What the clauses of a petition's procedure and its own minutes refuse, one guard a function."""

from datetime import date, datetime
from typing import Any

from tellers.canonical import Json
from tellers.errors import Refused
from tellers.proceedings import facts_petition as facts
from tellers.proceedings.asked import Asked
from tellers.proceedings.deadlines import check_in_time, deadline, measured_on
from tellers.proceedings.deciding import bodies_of_supporters, check_found, weighs, whole_bodies
from tellers.proceedings.guards import refusal
from tellers.proceedings.measuring import Measured, check_measured, measures
from tellers.proceedings.petition import Petition
from tellers.proceedings.support import Called, check_supporter, check_until, support
from tellers.proceedings.times import written
from tellers.rulebook.petitions import Petition as Procedure

OPENED, FIRST, LAST, CLOSED = "opening", "first-signature", "last-signature", "close"
"""The moments of a petition that clocks run between."""

CALLED = Called("signatures", "signer")

AskedPetition = Asked[Petition, Any]


def check(asked: AskedPetition) -> None:
    """Refuse an act of a petition that its rules or its minutes do not allow."""
    procedure = asked.procedure(Procedure)
    match asked.done:
        case facts.Opening() as opening:
            check_until(opening.until, until(asked, procedure), CALLED)
        case facts.Signature() as signature:
            check_in_time(asked, procedure, moments(asked), LAST)
            check_not_signed(asked.life, procedure, signature.signer)
            check_supporter(signature, procedure, CALLED)
        case facts.Unsigned(signer=signer):
            check_unsigned(asked.life, procedure, signer)
        case facts.Closing() as closing:
            check_closing(asked, procedure, closing)


def until(asked: AskedPetition, procedure: Procedure) -> str | None:
    """The last moment for signatures under a petition that is opened now; None where no clock ends them."""
    last = deadline(procedure.clocks, {OPENED: asked.at}, (LAST, CLOSED))
    return None if last is None else written(last.at)


def check_not_signed(petition: Petition, procedure: Procedure, signer: str) -> None:
    """Refuse a second signature of one member."""
    if petition.has_signed(signer):
        raise refusal(f"{signer} has signed; each member signs once", procedure.threshold.grounds)


def check_unsigned(petition: Petition, procedure: Procedure, signer: str) -> None:
    """Refuse to take back a signature that is not there, or that the rules do not let go."""
    if not procedure.withdrawable.value:
        raise refusal("a signature cannot be taken back", procedure.withdrawable.grounds)
    if not petition.has_signed(signer):
        raise Refused(f"{signer} has not signed, or has taken it back; there is no signature to take back")


def check_closing(asked: AskedPetition, procedure: Procedure, closing: facts.Closing) -> None:
    """Refuse a close with other figures than the minutes give, or with another finding than follows."""
    petition = asked.life
    if (closing.signatures, closing.withdrawn) != (len(petition.standing), petition.withdrawn):
        raise Refused(
            f"{closing.signatures} signatures stand and {closing.withdrawn} were taken back, it says; by the minutes "
            f"{len(petition.standing)} and {petition.withdrawn}"
        )
    on = measured_on(procedure.measured, closing_moments(asked), asked.at)
    check_measured(closing, whole_bodies(procedure.body, procedure.threshold.value), on=on)
    check_found(asked, closing.found, told(asked, procedure, closing))
    check_not_early(asked, procedure, closing)


def check_not_early(asked: AskedPetition, procedure: Procedure, closing: facts.Closing) -> None:
    """Refuse to close a petition that has not reached its number while signatures may still be given."""
    last = deadline(procedure.clocks, moments(asked), (LAST, CLOSED))
    if closing.found.outcome == "triggered" or last is None or last.passed(asked.at):
        return
    raise refusal(f"it has not reached its number, and signatures may be given until {last}", last.clock.grounds)


def told(asked: AskedPetition, procedure: Procedure, measured: Measured) -> dict[str, Json]:
    """The petition as facts tell it."""
    condition = procedure.threshold.value
    dates: dict[str, Json] = {name: written(at) for name, at in closing_moments(asked).items()}
    given = support(asked.life.standing, bodies_of_supporters(condition), weighed=weighs(condition))
    return {"dates": dates, **measures(measured), "signatures": {**given, "withdrawn": asked.life.withdrawn}}


def moments(asked: AskedPetition) -> dict[str, date]:
    """When the petition was opened, and first and last signed."""
    if not asked.life.begun:
        return {}
    signed = asked.life.signed
    known: dict[str, date] = {OPENED: asked.life.began}
    if signed is not None:
        known[FIRST], known[LAST] = (datetime.fromisoformat(at) for at in signed)
    return known


def closing_moments(asked: AskedPetition) -> dict[str, date]:
    """Those moments, and the close that comes now."""
    return {**moments(asked), CLOSED: asked.at}
