"""`tellers case ruling`: put, decided, appealed, upheld, overturned, restored; and which acts lose their ground."""

import click

from tellers.cases import rulings
from tellers.cases.proceedings import Rests
from tellers.cases.rulings import Decision, NewRuling, Papers, Word
from tellers.cli.case.beside import id_option, new_id_option, pairs, procedure_option, rests_options
from tellers.cli.case.common import Act, act_options
from tellers.cli.case.found import finding_lines
from tellers.cli.case.lost import lost_lines
from tellers.proceedings.facts_ruling import Gain

reasons_option = click.option("--reasons", required=True, help="Why.")
authority_option = click.option("--authority", required=True, metavar="NAME", help="Who says so.")
count = click.IntRange(min=0)


@click.group()
def ruling() -> None:
    """Rulings on how a disputed clause is read; while one is open, rules that stay it keep every count closed."""


@ruling.command()
@act_options
@rests_options
@procedure_option
@new_id_option
@click.option("--on", "reading", required=True, metavar="READING", help="Which reading of the rule book.")
@click.option("--asked-by", required=True, metavar="NAME", help="Who asks.")
@click.option("--question", help="The question; that of the rule book unless given.")
@click.option("--choice", "choices", multiple=True, metavar="ID", help="A choice that is put; all unless given.")
@click.option("--gains", multiple=True, metavar="CHOICE=WHO", help="Who gains where a choice is adopted; repeat it.")
def put(
    call: Act,
    rests: Rests,
    procedure: str,
    id_: str | None,
    reading: str,
    asked_by: str,
    question: str | None,
    choices: tuple[str, ...],
    gains: tuple[str, ...],
) -> None:
    """Put a question of how a clause is read to whoever rules on it.

    Example: tellers case ruling put CASE --procedure ruling --on incumbent --asked-by "Cy Dale" --gains "by-right=Bela
    Parry"
    """
    gain = tuple(Gain(choice, who) for one in gains for choice, who in pairs((one,), "--gains", "CHOICE=WHO").items())
    with call.sitting() as sitting:
        done = rulings.put(sitting, NewRuling(procedure, reading, asked_by, question, choices, gain, id_, rests))
        put_to = " or ".join(done.choices)
        call.report(sitting, f"{done.asked_by} puts, as {done.proceeding}: {done.question} ({put_to})")


@ruling.command()
@act_options
@rests_options
@id_option
@click.option("--choice", required=True, metavar="ID", help="What is adopted; or, with votes, what was voted on.")
@reasons_option
@click.option("--authority", metavar="NAME", help="Who rules, where the rules do not say.")
@click.option("--overturns", is_flag=True, help="Earlier rulings on the same reading fall.")
@click.option("--for", "in_favour", type=count, help="Votes for the choice, where it was put to a vote.")
@click.option("--against", type=count)
@click.option("--blank", type=count, default=0)
@click.option("--spoiled", type=count, default=0)
def decide(
    call: Act,
    rests: Rests,
    id_: str | None,
    choice: str,
    reasons: str,
    authority: str | None,
    in_favour: int | None,
    against: int | None,
    blank: int,
    spoiled: int,
    *,
    overturns: bool,
) -> None:
    """Enter a ruling, by an authority or by a vote.

    Example: tellers case ruling decide CASE --choice by-right --reasons "The clause speaks of challengers."
    """
    if (in_favour is None) != (against is None):
        raise click.UsageError("a vote has --for and --against; a ruling without a vote has neither")
    papers = None if in_favour is None or against is None else Papers(in_favour, against, blank, spoiled)
    with call.sitting() as sitting:
        done = rulings.decide(sitting, id_, Decision(choice, reasons, authority, overturns, papers), rests)
        adopts = f"adopts {done.choice}" if done.choice is not None else f"does not adopt {done.put}"
        call.report(sitting, f"{done.authority} {adopts}: {done.reasons}")
        if done.found is not None:
            call.add(finding_lines(done.found))
        call.add(lost_lines(sitting))


@ruling.command()
@act_options
@id_option
@click.option("--to", required=True, metavar="ID", help="Which procedure of ruling hears the appeal.")
@click.option("--appellant", required=True, metavar="NAME", help="Who appeals.")
@reasons_option
def appeal(call: Act, id_: str | None, to: str, appellant: str, reasons: str) -> None:
    """Enter an appeal.

    Example: tellers case ruling appeal CASE --to arbitration --appellant "Cy Dale" --reasons "It reads too much in."
    """
    with call.sitting() as sitting:
        done = rulings.appeal(sitting, id_, to, Word(appellant, reasons))
        call.report(sitting, f"{done.by} appeals against {done.proceeding} to {done.to}: {done.reasons}")


@ruling.command()
@act_options
@id_option
@authority_option
@reasons_option
def uphold(call: Act, id_: str | None, authority: str, reasons: str) -> None:
    """Enter that on appeal everything stays as it is.

    Example: tellers case ruling uphold CASE --authority "The arbiter" --reasons "The committee read it rightly."
    """
    with call.sitting() as sitting:
        done = rulings.uphold(sitting, id_, Word(authority, reasons))
        call.report(sitting, f"{done.authority} upholds: {done.reasons}")


@ruling.command()
@act_options
@id_option
@authority_option
@reasons_option
@click.option("--choice", metavar="ID", help="What takes its place; without it the question is open again.")
def overturn(call: Act, id_: str | None, authority: str, reasons: str, choice: str | None) -> None:
    """Enter that a ruling falls; the acts that depended on it are listed.

    Example: tellers case ruling overturn CASE --authority "The arbiter" --reasons "Every candidate is one."
    """
    with call.sitting() as sitting:
        done = rulings.overturn(sitting, id_, Word(authority, reasons), choice)
        instead = "" if done.choice is None else f", and adopts {done.choice}"
        call.report(sitting, f"{done.authority} overturns {done.proceeding}{instead}: {done.reasons}")
        call.add(lost_lines(sitting))


@ruling.command()
@act_options
@id_option
@authority_option
@reasons_option
def restore(call: Act, id_: str | None, authority: str, reasons: str) -> None:
    """Enter that a ruling that was overturned holds again.

    Example: tellers case ruling restore CASE --authority "The arbiter" --reasons "The appeal was out of time."
    """
    with call.sitting() as sitting:
        done = rulings.restore(sitting, id_, Word(authority, reasons))
        call.report(sitting, f"{done.authority} restores {done.proceeding}: {done.reasons}")
        call.add(lost_lines(sitting))


@ruling.command()
@act_options
@id_option
@click.option("--reason", required=True)
def drop(call: Act, id_: str | None, reason: str) -> None:
    """Take a question back before it is decided.

    Example: tellers case ruling drop CASE --reason "Both sides agree."
    """
    with call.sitting() as sitting:
        done = rulings.drop(sitting, id_, reason)
        call.report(sitting, f"{done.proceeding} is taken back: {done.reason}")
