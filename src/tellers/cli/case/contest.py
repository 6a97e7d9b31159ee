"""`tellers case contest`: announced, frozen, counted stage by stage, declared, recounted, annulled, held again."""

import json
from datetime import date, datetime
from pathlib import Path

import click
import msgspec

from tellers.canonical import Json
from tellers.cases import contests
from tellers.cases.contests import Annulment, Figures, NewContest
from tellers.cases.proceedings import Rests
from tellers.cli.case import contest_credentials, contest_papers, contest_sealed
from tellers.cli.case.beside import id_option, new_id_option, procedure_option, rests_options
from tellers.cli.case.common import Act, act_options
from tellers.cli.case.found import finding_lines
from tellers.cli.case.lost import lost_lines
from tellers.cli.case.moments import Day, Moment
from tellers.cli.case.rendering import rendered
from tellers.cli.case.trustees import grounds_of
from tellers.errors import Refused, Unreadable
from tellers.proceedings.facts import Count
from tellers.proceedings.facts_contest import Standing
from tellers.proceedings.guards_custody import told
from tellers.words import alike

file = click.Path(exists=True, dir_okay=False, path_type=Path)
tellers_option = click.option(
    "--teller",
    "figures",
    multiple=True,
    type=(str, file),
    metavar="NAME FILE",
    help="A teller, and a file with that teller's figures: a ballot of docs/formats/facts.md, and `counts`; twice.",
)
authority_option = click.option("--authority", required=True, metavar="NAME", help="Who says so.")


@click.group()
def contest() -> None:
    """Contests: timetable, candidates, rolls, sealed ballots, figures, the declaration, recounts, annulment."""


for _command in (*contest_sealed.COMMANDS, *contest_credentials.COMMANDS, *contest_papers.COMMANDS):
    contest.add_command(_command)


@contest.command()
@act_options
@rests_options
@procedure_option
@new_id_option
@click.option("--opens", required=True, type=Moment(), help="When voting opens.")
@click.option("--closes", required=True, type=Moment(), help="When voting closes.")
@click.option("--nomination", metavar="ID", help="The nominations that admitted who stands.")
@click.option(
    "--candidate",
    "candidates",
    multiple=True,
    metavar="NAME[,COLUMN=VALUE…]",
    help="Who stands, where the rules have no nominations; and what a filter or a count of the rules asks of them.",
)
@click.option("--incumbent", metavar="NAME", help="Which of them holds the office.")
@click.option("--rerun-of", metavar="ID", help="The annulled contest that is held again.")
@click.option("--scrutineer", metavar="NAME", help="The independent scrutineer, where one is due.")
def announce(
    call: Act,
    rests: Rests,
    procedure: str,
    id_: str | None,
    opens: datetime,
    closes: datetime,
    nomination: str | None,
    candidates: tuple[str, ...],
    incumbent: str | None,
    rerun_of: str | None,
    scrutineer: str | None,
) -> None:
    """Announce a contest: its timetable and who stands.

    Example: tellers case contest announce CASE --procedure election --opens 2024-03-10T10:00 --closes 2024-03-10T20:00
    """
    standing = tuple(_standing(one, incumbent) for one in candidates)
    if incumbent is not None and not any(one.incumbent for one in standing):
        raise Refused(
            f"{incumbent} is not among those who stand (--candidate), so nobody is the incumbent (--incumbent)"
        )
    with call.sitting() as sitting:
        new = NewContest(procedure, opens, closes, nomination, standing, rerun_of, scrutineer, id_, rests)
        done = contests.announce(sitting, new)
        names = ", ".join(one.name for one in done.candidates) or "nobody"
        call.report(sitting, f"the contest {done.proceeding} opens {done.opens}, closes {done.closes}: {names}.")


@contest.command(name="stand-down")
@act_options
@id_option
@click.option("--candidate", required=True, metavar="NAME")
def stand_down(call: Act, id_: str | None, candidate: str) -> None:
    """Enter that a candidate does not stand any longer.

    Example: tellers case contest stand-down CASE --candidate "Cy Dale"
    """
    with call.sitting() as sitting:
        done = contests.stand_down(sitting, id_, candidate)
        call.report(sitting, f"{done.candidate} does not stand any longer, as from the stage '{done.before}'.")


@contest.command()
@act_options
@id_option
@click.option(
    "--on",
    type=Day(),
    help="The day as at which the roll is taken; unless given the one that the rules name, or today.",
)
def freeze(call: Act, id_: str | None, on: date | None) -> None:
    """Freeze the roll of each stage: who is entitled, under pseudonyms.

    Example: tellers case contest freeze CASE
    """
    with call.sitting() as sitting:
        done = contests.freeze(sitting, id_, on)
        told = ", ".join(f"{roll.entitled} for '{roll.stage}'" for roll in done.rolls)
        call.report(sitting, f"the rolls of {done.proceeding} are frozen as at {done.on}: {told}.")


@contest.command()
@act_options
@id_option
@click.option("--stage", metavar="ID", help="Which stage; the next unless given.")
@tellers_option
def enter(
    call: Act,
    id_: str | None,
    stage: str | None,
    figures: tuple[tuple[str, Path], ...],
) -> None:
    """Enter the figures of a stage: those of two tellers, which must be the same.

    Example: tellers case contest enter CASE --teller "Tess" tess.json --teller "Tim" tim.json
    """
    with call.sitting() as sitting:
        done = contests.enter(sitting, id_, stage, _figures(figures))
        by = " and ".join(done.tellers)
        call.report(sitting, f"the stage '{done.stage}' of {done.proceeding} is counted, by {by}.")


@contest.command(name="no-objection")
@act_options
@id_option
@click.option("--candidate", required=True, metavar="NAME", help="Who has none.")
@click.option("--agent", required=True, metavar="NAME", help="Who says so for them.")
def no_objection(call: Act, id_: str | None, candidate: str, agent: str) -> None:
    """Enter that a candidate has no objection to the count; once all have none, it need not be waited for.

    Example: tellers case contest no-objection CASE --candidate "Cy Dale" --agent "Al Reed"
    """
    with call.sitting() as sitting:
        done = contests.no_objection(sitting, id_, candidate, agent)
        call.report(sitting, f"{done.candidate} has no objection to the count of {done.proceeding}: {done.agent}.")


@contest.command()
@act_options
@rests_options
@id_option
def declare(call: Act, rests: Rests, id_: str | None) -> None:
    """Declare what follows from the figures.

    Example: tellers case contest declare CASE
    """
    with call.sitting() as sitting:
        done = contests.declare(sitting, id_, rendered, rests)
        call.report(sitting, f"the contest {done.proceeding} is declared, {done.found.ended}.")
        call.add(finding_lines(done.found))


@contest.command(name="ask-recount")
@act_options
@id_option
@click.option("--asker", required=True, metavar="NAME", help="Who asks.")
@click.option("--reason", required=True)
@click.option("--until", type=Day(), help="The last day for it.")
def ask_recount(call: Act, id_: str | None, asker: str, reason: str, until: date | None) -> None:
    """Enter that somebody asks for a recount.

    Example: tellers case contest ask-recount CASE --asker "Cy Dale" --reason "It is a matter of two votes."
    """
    with call.sitting() as sitting:
        done = contests.ask_recount(sitting, id_, asker, reason, until)
        call.report(sitting, f"{done.by} asks for a recount of {done.proceeding}: {done.reason}")


@contest.command()
@act_options
@id_option
@click.option("--stage", required=True, metavar="ID", help="Which stage.")
@tellers_option
def recount(call: Act, id_: str | None, stage: str, figures: tuple[tuple[str, Path], ...]) -> None:
    """Enter the figures of a recount; they take the place of those before, which stay in the minutes.

    Example: tellers case contest recount CASE --stage ballot --teller "Tess" tess.json --teller "Tim" tim.json
    """
    with call.sitting() as sitting:
        done = contests.recount(sitting, id_, stage, _figures(figures))
        call.report(sitting, f"the stage '{done.stage}' of {done.proceeding} is counted again.")


@contest.command(name="refuse-recount")
@act_options
@id_option
@authority_option
@click.option("--reason", required=True)
def refuse_recount(call: Act, id_: str | None, authority: str, reason: str) -> None:
    """Enter that a recount is not held.

    Example: tellers case contest refuse-recount CASE --authority "The committee" --reason "The margin is wide."
    """
    with call.sitting() as sitting:
        done = contests.refuse_recount(sitting, id_, authority, reason)
        call.report(sitting, f"{done.authority} refuses the recount of {done.proceeding}: {done.reason}")


@contest.command()
@act_options
@id_option
@authority_option
@click.option("--reason", required=True)
@click.option("--ground", type=click.IntRange(min=0), metavar="MINUTE", help="The minute that is the ground for it.")
@click.option("--walked-out", is_flag=True, help="Because trustees have not decrypted; the minute names them.")
def annul(call: Act, id_: str | None, authority: str, reason: str, ground: int | None, *, walked_out: bool) -> None:
    """Annul a contest; the acts that depended on it are listed, and `announce --rerun-of` holds it again.

    Example: tellers case contest annul CASE --authority "The committee" --reason "Forty papers were not sent."
    """
    with call.sitting() as sitting:
        done = contests.annul(sitting, id_, Annulment(authority, reason, ground, walked_out))
        call.report(sitting, f"{done.authority} annuls {done.proceeding}: {done.reason}")
        if done.walked_out is not None:
            call.add([f"{told(done.walked_out.absent)} not decrypted ({grounds_of(done.walked_out)})."])
        call.add(lost_lines(sitting))


def _standing(text: str, incumbent: str | None) -> Standing:
    name, *columns = (part.strip() for part in text.split(","))
    told = [part.partition("=") for part in columns]
    if not name or any(not (column.strip() and equals) for column, equals, _ in told):
        raise Unreadable(f"{text!r} is no candidate; expected NAME or NAME,COLUMN=VALUE", source="--candidate")
    return Standing(
        name,
        incumbent is not None and alike(name) == alike(incumbent),
        {column.strip(): value.strip() for column, _, value in told},
    )


def _figures(given: tuple[tuple[str, Path], ...]) -> tuple[Figures, ...]:
    return tuple(_of_teller(teller, path) for teller, path in given)


def _of_teller(teller: str, path: Path) -> Figures:
    ballot = _ballot(path)
    try:
        counts = msgspec.convert(ballot.pop("counts", {}), dict[str, dict[str, Count]])
    except msgspec.ValidationError as error:
        raise Unreadable(f'`counts`: {error}; as {{"Ada": {{"against-them": 12}}}}', source=str(path)) from None
    return Figures(teller, ballot, counts)


def _ballot(path: Path) -> dict[str, Json]:
    try:
        ballot = json.loads(path.read_bytes())
    except ValueError as error:
        raise Unreadable(f"not JSON: {error}", source=str(path)) from None
    if not isinstance(ballot, dict):
        raise Unreadable('expected an object, such as {"votes": {"Ann": 5, "Ben": 3}}', source=str(path))
    return ballot
