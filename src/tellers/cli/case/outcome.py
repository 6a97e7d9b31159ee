"""The acts after the vote, and what a case says of itself: tally, declare, correct, show."""

from dataclasses import replace
from datetime import date

import click

from tellers.canonical import Json
from tellers.cases import notice, outcome
from tellers.cases.sitting import Sitting
from tellers.cases.trustees import absent_trustees
from tellers.cli.case.common import Act, act_options
from tellers.cli.case.moments import Day
from tellers.cli.case.rendering import rendered
from tellers.cli.case.standing import next_step, void_counts
from tellers.cli.terminal import print_json
from tellers.proceedings import facts
from tellers.proceedings import motion as life
from tellers.proceedings.declaration import Days, Declaration, declaration_of
from tellers.proceedings.motion import MOVES, Motion
from tellers.reports.text import declaration_text
from tellers.words import amount, visible


@click.command()
@act_options
def tally(call: Act) -> None:
    """Add up the sealed result and the papers, once enough trustees of each key have decrypted and two tellers agree.

    Example: tellers case tally motion
    """
    with call.sitting() as sitting:
        total = outcome.tally(sitting)
        absent = absent_trustees(sitting)
        without = f" Decrypted without {', '.join(absent)}." if absent else ""
        call.report(
            sitting,
            f"{total.for_} for, {total.against} against, {total.blank} blank, {total.spoiled} spoiled.{without}",
        )


@click.command()
@act_options
def declare(call: Act) -> None:
    """Declare the result: declaration.json, .txt and .html, computed from the minutes and the rule book.

    Example: tellers case declare motion
    """
    with call.sitting() as sitting:
        declaration = outcome.proposed_declaration(sitting)
        outcome.declare(sitting, declaration, rendered(declaration))
        call.report(sitting, f"declared: {declaration.finding.outcome.value}.")


@click.command()
@act_options
@click.option("--minute", required=True, type=click.IntRange(min=0), help="Which minute is wrong.")
@click.option("--text", required=True, help="What is right.")
def correct(call: Act, minute: int, text: str) -> None:
    """Correct an earlier minute by a further one; the earlier one stays.

    Example: tellers case correct motion --minute 4 --text "Voting opened at 11:02."
    """
    with call.sitting() as sitting:
        notice.correct(sitting, minute, text)
        call.report(sitting, f"correction of minute {minute}: {text}")


@click.command()
@act_options
@click.option("--on", type=Day(), help="As known on that day: rulings made later do not exist.")
def show(call: Act, on: date | None) -> None:
    """Say where a case stands and what can follow; after the count also what the result does.

    Example: tellers case show motion --on 2016-07-28
    """
    with call.reading() as sitting:
        counted = sitting.motion.last(facts.Tally) is not None
        declaration = standing_declaration(sitting, on) if counted else None
        if call.as_json:
            print_json(_standing_json(sitting, declaration))
            return
        founding = sitting.founding
        click.echo(visible(f"{founding.title}, {founding.organisation} ({founding.case})"))
        click.echo(f"{amount(sitting.book.size, 'minute')}; the motion is {sitting.motion.state.value}.")
        for entry in sitting.motion.entries:
            click.echo(visible(f"  {entry.number:3}  {entry.at}  {entry.act.value}, entered by {entry.by}"))
        if void := void_counts(sitting.motion):
            click.echo(visible(void))
        click.echo(visible(f"Next: {next_step(sitting)}"))
        if declaration is not None:
            click.echo()
            click.echo(declaration_text(declaration), nl=False)


def standing_declaration(sitting: Sitting, on: date | None) -> Declaration:
    """The declaration of a counted motion, as known on a day: unless one is given, on the day of the declaration.

    Until it is declared, it is told as on the day of the last minute.
    """
    made = sitting.motion.entry(facts.DeclarationMade)
    book = sitting.book if made is None else replace(sitting.book, minutes=sitting.book.minutes[: made.number])
    declared_on = facts.moment(sitting.motion.entries[-1].at if made is None else made.at).date()
    return declaration_of(book, sitting.motion, sitting.rulebook, Days(declared_on, on or declared_on))


def _standing_json(sitting: Sitting, declaration: Declaration | None) -> dict[str, Json]:
    motion: Motion = sitting.motion
    acts: list[Json] = [
        {"minute": entry.number, "at": entry.at, "act": entry.act.value, "by": entry.by} for entry in motion.entries
    ]
    following: list[Json] = [act.value for act in life.Act if (motion.state, act) in MOVES]
    return {
        "ok": True,
        "case": sitting.founding.case,
        "state": motion.state.name.lower(),
        "acts": acts,
        "can_follow": following,
        "declaration": None if declaration is None else declaration.to_json(),
    }


COMMANDS = (tally, declare, correct, show)
