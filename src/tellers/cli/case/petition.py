"""`tellers case petition`: opened, signed, closed with its finding."""

import click

from tellers.cases import petitions
from tellers.cases.petitions import NewPetition
from tellers.cases.proceedings import Rests
from tellers.cli.case.beside import (
    count_option,
    counts,
    ending_option,
    id_option,
    member_option,
    new_id_option,
    open_until,
    procedure_option,
    rests_options,
)
from tellers.cli.case.common import Act, act_options
from tellers.cli.case.found import finding_lines
from tellers.proceedings.facts_support import Ending


@click.group()
def petition() -> None:
    """Signatures: each member once, public or by pseudonym, until the clock of the rules runs out."""


@petition.command(name="open")
@act_options
@rests_options
@procedure_option
@new_id_option
@click.option("--text", required=True, help="The petition, word for word.")
@click.option("--target", metavar="NAME", help="Whom it is about.")
def open_petition(call: Act, rests: Rests, procedure: str, id_: str | None, text: str, target: str | None) -> None:
    """Open a petition for signatures.

    Example: tellers case petition open CASE --procedure recall --text "That a vote be held." --target "Bela Parry"
    """
    with call.sitting() as sitting:
        opened = petitions.open_petition(sitting, NewPetition(procedure, text, target, id_, rests))
        call.report(
            sitting,
            f"the petition {opened.proceeding} is open for signatures, {open_until(opened.until)}: {opened.text}",
        )


@petition.command()
@act_options
@rests_options
@id_option
@member_option
def sign(call: Act, rests: Rests, id_: str | None, member: str) -> None:
    """Enter one member's signature.

    Example: tellers case petition sign CASE --member "#M0042"
    """
    with call.sitting() as sitting:
        signed = petitions.sign(sitting, id_, member, rests)
        call.report(sitting, f"{signed.signer} signs {signed.proceeding}.")


@petition.command()
@act_options
@rests_options
@id_option
@member_option
def unsign(call: Act, rests: Rests, id_: str | None, member: str) -> None:
    """Take one member's signature back, where the rules let it go.

    Example: tellers case petition unsign CASE --member "#M0042"
    """
    with call.sitting() as sitting:
        taken = petitions.unsign(sitting, id_, member, rests)
        call.report(sitting, f"{taken.signer} takes the signature under {taken.proceeding} back.")


@petition.command()
@act_options
@rests_options
@id_option
@count_option
def close(call: Act, rests: Rests, id_: str | None, given: tuple[str, ...]) -> None:
    """Close a petition: what follows from the signatures is found and entered.

    Example: tellers case petition close CASE
    """
    with call.sitting() as sitting:
        closing = petitions.close(sitting, id_, counts(given), rests)
        call.report(sitting, f"the petition {closing.proceeding} is closed, and is {closing.found.outcome}.")
        call.add(finding_lines(closing.found))


@petition.command()
@act_options
@id_option
@ending_option
@click.option("--reason", required=True)
def end(call: Act, id_: str | None, ending: Ending, reason: str) -> None:
    """End a petition without a finding: it is taken back, or whom it is about has resigned.

    Example: tellers case petition end CASE --reason "A vote is held anyway."
    """
    with call.sitting() as sitting:
        ended = petitions.end(sitting, id_, ending, reason)
        call.report(sitting, f"the petition {ended.proceeding} ends ({ended.ending}): {ended.reason}")
