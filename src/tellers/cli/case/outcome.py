"""The acts after the vote, and what a case says of itself: tally, declare, correct, show."""

from dataclasses import replace
from datetime import date
from typing import Literal

import click

from tellers.canonical import Json
from tellers.cases import notice, outcome
from tellers.cases.sitting import Sitting
from tellers.cases.trustees import absent_trustees
from tellers.cli.case.common import Act, act_options
from tellers.cli.case.lost import lost_of
from tellers.cli.case.moments import Day
from tellers.cli.case.rendering import rendered
from tellers.cli.case.standing import next_step
from tellers.cli.case.whole import proceeding_json, standing_lines
from tellers.cli.terminal import print_json
from tellers.proceedings import facts
from tellers.proceedings import motion as life
from tellers.proceedings.allowed import opened_for
from tellers.proceedings.declaration import Days, Declaration, declaration_of
from tellers.proceedings.motion import Motion
from tellers.reports.text import declaration_text
from tellers.words import visible


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


@click.command(name="object")
@act_options
@click.option("--who", required=True, metavar="NAME", help="Who objects, or says that a rule was broken.")
@click.option("--text", required=True, help="What it is about.")
@click.option(
    "--about",
    metavar="WHAT",
    help="What it is about: motion, the id of another proceeding, or case for the whole case; "
    "may be left out where there is one alone.",
)
@click.option("--breach", is_flag=True, help="A rule was broken; else it is an objection.")
def object_(call: Act, who: str, text: str, about: str | None, *, breach: bool) -> None:
    """Enter an objection or a breach; it stands open, in every report, until a minute answers it.

    Example: tellers case object motion --who "Agent for the holder" --text "The box stood open at noon." --breach
    """
    with call.sitting() as sitting:
        grade: Literal["objection", "breach"] = "breach" if breach else "objection"
        subject = notice.subject(sitting, about)
        notice.enter_objection(sitting, facts.Objection(who.strip(), grade, text.strip(), subject))
        call.report(sitting, f"{grade} by {who}: {text}")


@click.command()
@act_options
@click.option("--minute", required=True, type=click.IntRange(min=0), help="The objection or breach.")
@click.option("--who", required=True, metavar="NAME", help="Who answers.")
@click.option("--text", required=True, help="What was done about it.")
def answer(call: Act, minute: int, who: str, text: str) -> None:
    """Answer an objection or a breach; both stay in the minutes, and reports print both.

    Example: tellers case answer motion --minute 9 --who "The Secretary" --text "It was sealed before anybody voted."
    """
    with call.sitting() as sitting:
        notice.enter_answer(sitting, facts.Answer(minute, who.strip(), text.strip()))
        call.report(sitting, f"answer to minute {minute}: {text}")


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
        for line in standing_lines(sitting):
            click.echo(visible(line) if line == line.lstrip() else f"  {visible(line[2:])}")
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
    return declaration_of(book, sitting.motion, sitting.ruled, Days(declared_on, on or declared_on))


def _standing_json(sitting: Sitting, declaration: Declaration | None) -> dict[str, Json]:
    motion: Motion = sitting.motion
    acts: list[Json] = [
        {"minute": entry.number, "at": entry.at, "act": str(entry.act.value), "by": entry.by}
        for entry in sitting.record.entries
    ]
    of_motion = opened_for(sitting.record, sitting.rulebook) == life.KIND.word
    following: list[Json] = [act.value for act in life.KIND.following(motion.state) if of_motion or act in life.ASIDE]
    return {
        "ok": True,
        "case": sitting.founding.case,
        "state": motion.state.name.lower(),
        "acts": acts,
        "can_follow": following,
        "proceedings": [proceeding_json(sitting, one) for one in sitting.record.proceedings.values()],
        "without_ground": [one.to_json() for one in lost_of(sitting)],
        "declaration": None if declaration is None else declaration.to_json(),
    }


COMMANDS = (tally, declare, correct, object_, answer, show)
