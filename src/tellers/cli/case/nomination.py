"""`tellers case nomination`: opened, made, consented to, closed with the finding of who is admitted."""

from functools import wraps

import click

from tellers.cases import nominations
from tellers.cases.nominations import GivenCount, Naming, NewNomination
from tellers.cases.proceedings import Rests
from tellers.cli.case.beside import (
    Command,
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

candidate_option = click.option("--candidate", required=True, metavar="NAME", help="Who is to stand.")


def naming_options(command: Command) -> Command:
    """Give a command who names whom, as one `Naming`."""

    @wraps(command)
    def called(call: Act, candidate: str, member: str, **given: object) -> None:
        command(call, naming=Naming(candidate, member), **given)

    return act_options(rests_options(id_option(candidate_option(member_option(called)))))


@click.group()
def nomination() -> None:
    """Nominations of named candidates: by whom, how many, with whose consent, and who is admitted."""


@nomination.command(name="open")
@act_options
@rests_options
@procedure_option
@new_id_option
@click.option("--holder", metavar="NAME", help="Who holds the office; none where it is vacant.")
def open_nominations(call: Act, rests: Rests, procedure: str, id_: str | None, holder: str | None) -> None:
    """Open nominations.

    Example: tellers case nomination open CASE --procedure challenge --holder "Bela Parry"
    """
    with call.sitting() as sitting:
        opened = nominations.open_nominations(sitting, NewNomination(procedure, holder, id_, rests))
        call.report(sitting, f"nominations {opened.proceeding} are open, {open_until(opened.until)}.")


@nomination.command()
@naming_options
def nominate(call: Act, rests: Rests, id_: str | None, naming: Naming) -> None:
    """Enter one member's nomination of one candidate.

    Example: tellers case nomination nominate CASE --candidate "Cy Dale" --member "#M0042"
    """
    with call.sitting() as sitting:
        done = nominations.nominate(sitting, id_, naming, rests)
        call.report(sitting, f"{done.signer} nominates {done.candidate}.")


@nomination.command()
@naming_options
def unnominate(call: Act, rests: Rests, id_: str | None, naming: Naming) -> None:
    """Take one member's nomination of one candidate back.

    Example: tellers case nomination unnominate CASE --candidate "Cy Dale" --member "#M0042"
    """
    with call.sitting() as sitting:
        done = nominations.unnominate(sitting, id_, naming, rests)
        call.report(sitting, f"{done.signer} takes the nomination of {done.candidate} back.")


@nomination.command()
@act_options
@id_option
@candidate_option
@click.option("--declines", is_flag=True, help="The candidate does not stand; else the candidate consents.")
def consent(call: Act, id_: str | None, candidate: str, *, declines: bool) -> None:
    """Enter that a candidate consents, or declines; the last word counts.

    Example: tellers case nomination consent CASE --candidate "Cy Dale"
    """
    with call.sitting() as sitting:
        done = nominations.consent(sitting, id_, candidate, consents=not declines)
        call.report(sitting, f"{done.candidate} {'consents' if done.consents else 'declines'}.")


@nomination.command()
@act_options
@id_option
@candidate_option
@click.option("--count", "given", required=True, metavar="ID=N", help="A count of the rule book, for this candidate.")
@click.option("--source", required=True, help="Who says so.")
def support(call: Act, id_: str | None, candidate: str, given: str, source: str) -> None:
    """Enter a count that the rule book asks the facts for, as the local parties that support a candidate.

    Example: tellers case nomination support CASE --candidate "Cy Dale" --count local-parties=33 --source "The officer"
    """
    ((name, number),) = counts((given,)).items()
    with call.sitting() as sitting:
        done = nominations.support(sitting, id_, GivenCount(candidate, name, number, source))
        call.report(sitting, f"{done.candidate} has {done.value} {done.count}, by {done.source}.")


@nomination.command()
@act_options
@rests_options
@id_option
@count_option
def close(call: Act, rests: Rests, id_: str | None, given: tuple[str, ...]) -> None:
    """Close nominations: who is admitted and who is refused is found and entered.

    Example: tellers case nomination close CASE
    """
    with call.sitting() as sitting:
        closing = nominations.close(sitting, id_, counts(given), rests)
        admitted = ", ".join(closing.found.winners) or "nobody"
        call.report(sitting, f"nominations {closing.proceeding} are closed, {closing.found.outcome}: {admitted}.")
        call.add(finding_lines(closing.found))


@nomination.command()
@act_options
@id_option
@ending_option
@click.option("--reason", required=True)
def end(call: Act, id_: str | None, ending: Ending, reason: str) -> None:
    """End nominations without a finding: they are taken back, or whom they are against has resigned.

    Example: tellers case nomination end CASE --reason "The holder has resigned." --target-resigns
    """
    with call.sitting() as sitting:
        ended = nominations.end(sitting, id_, ending, reason)
        call.report(sitting, f"nominations {ended.proceeding} end ({ended.ending}): {ended.reason}")
