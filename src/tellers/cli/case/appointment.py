"""`tellers case appointment`: who is appointed, resigns, is dismissed, acts; what stands vacant."""

from datetime import date
from functools import wraps
from typing import Literal

import click

from tellers.canonical import Json
from tellers.cases import appointments
from tellers.cases.appointments import Appointing, Happening, NewAppointment, Saying
from tellers.cases.proceedings import Rests, meant
from tellers.cli.case.beside import Command, id_option, new_id_option, pairs, procedure_option, rests_options
from tellers.cli.case.common import Act, act_options
from tellers.cli.case.found import finding_lines
from tellers.cli.case.moments import Known
from tellers.cli.case.whole import is_vacant, post_line, posts_json, posts_of
from tellers.cli.terminal import print_json
from tellers.errors import Refused
from tellers.proceedings.appointment import Appointment, precedes
from tellers.proceedings.facts_appointment import Happened, Held, Opening
from tellers.proceedings.times import day_of, when, written
from tellers.words import visible

who_option = click.option("--who", required=True, metavar="NAME", help="Whom it is about.")
post_option = click.option("--post", required=True, metavar="ID", help="Which office of the rule book.")
on_option = click.option(
    "--on",
    "happened",
    type=Known(),
    callback=lambda _context, _option, given: None if given is None else written(given),
    help="When it happened: a day, or a moment; the day of the act unless given.",
)
source_option = click.option("--source", help="Who says so.")


def happening_options(command: Command) -> Command:
    """Give a command what everything that happens to a post has, as one `Happening`."""

    @wraps(command)
    def called(
        call: Act, rests: Rests, post: str, who: str, happened: str | None, source: str | None, **given: object
    ) -> None:
        command(call, happening=Happening(post, who, happened, source, rests), **given)

    with_options: Command = called
    for option in (source_option, on_option, who_option, post_option, id_option):
        with_options = option(with_options)
    return act_options(rests_options(with_options))


@click.group()
def appointment() -> None:
    """Posts: who holds which, who acts, and which stand vacant at each moment."""


@appointment.command(name="open")
@act_options
@rests_options
@procedure_option
@new_id_option
@click.option("--holder", "holders", multiple=True, metavar="POST=NAME", help="Who holds a post now; repeat it.")
@on_option
@source_option
def open_posts(
    call: Act,
    rests: Rests,
    procedure: str,
    id_: str | None,
    holders: tuple[str, ...],
    happened: str | None,
    source: str | None,
) -> None:
    """Begin a list of posts, with those who hold them.

    Example: tellers case appointment open CASE --procedure officers --holder "mate=Cy Dale"
    """
    held = tuple(Held(post, who) for one in holders for post, who in pairs((one,), "--holder", "POST=NAME").items())
    with call.sitting() as sitting:
        done = appointments.open_posts(sitting, NewAppointment(procedure, held, happened, source, id_, rests))
        told = ", ".join(f"{one.post}: {one.who}" for one in done.holders) or "nobody"
        call.report(sitting, f"the list of posts {done.proceeding} begins on {done.at}; posts are held by {told}.")


@appointment.command()
@happening_options
@click.option("--appointed-by", metavar="NAME", help="Who appoints; the office of the rules unless given.")
@click.option("--consents", is_flag=True, help="Whoever is appointed consents.")
def appoint(call: Act, id_: str | None, happening: Happening, appointed_by: str | None, *, consents: bool) -> None:
    """Enter an appointment.

    Example: tellers case appointment appoint CASE --post mate --who "Dee Ash" --on 2024-03-02 --consents
    """
    with call.sitting() as sitting:
        how = Appointing(appointed_by, consents=True if consents else None)
        done = appointments.appoint(sitting, id_, happening, how)
        call.report(sitting, f"{_told(done)} is appointed by {done.by}.")


@appointment.command()
@happening_options
def act(call: Act, id_: str | None, happening: Happening) -> None:
    """Enter who acts in a vacant post.

    Example: tellers case appointment act CASE --post treasurer --who "Cy Dale"
    """
    with call.sitting() as sitting:
        done = appointments.act(sitting, id_, happening)
        call.report(sitting, f"{_told(done)} acts.")


@appointment.command()
@happening_options
def resign(call: Act, id_: str | None, happening: Happening) -> None:
    """Enter a resignation.

    Example: tellers case appointment resign CASE --post mate --who "Dee Ash" --on 2024-03-05
    """
    with call.sitting() as sitting:
        done = appointments.resign(sitting, id_, happening)
        call.report(sitting, f"{_told(done)} resigns.")


@appointment.command()
@happening_options
@click.option("--dismissed-by", metavar="NAME", help="Who dismisses; the office of the rules unless given.")
def dismiss(call: Act, id_: str | None, happening: Happening, dismissed_by: str | None) -> None:
    """Enter a dismissal, where the rules allow one.

    Example: tellers case appointment dismiss CASE --post mate --who "Dee Ash"
    """
    with call.sitting() as sitting:
        done = appointments.dismiss(sitting, id_, happening, dismissed_by)
        call.report(sitting, f"{_told(done)} is dismissed by {done.by}.")


@appointment.command()
@happening_options
@click.option("--how", type=click.Choice(("left", "died")), default="left", show_default=True)
def vacate(call: Act, id_: str | None, happening: Happening, how: Literal["left", "died"]) -> None:
    """Enter that a holder is gone for another reason.

    Example: tellers case appointment vacate CASE --post mate --who "Dee Ash" --how died
    """
    with call.sitting() as sitting:
        done = appointments.vacate(sitting, id_, happening, how)
        call.report(sitting, f"{_told(done)}: {done.how}.")


@appointment.command()
@act_options
@id_option
@click.option("--what", required=True, help="What it is about, as: departures from the front bench.")
@click.option("--says", required=True, help="What the source says.")
@click.option("--source", required=True, help="Which source.")
@on_option
def tell(call: Act, id_: str | None, what: str, says: str, source: str, happened: str | None) -> None:
    """Enter what a source says of the posts as a whole; sources may contradict each other, and all stand.

    Example: tellers case appointment tell CASE --what "vacant posts" --says "at least seven" --source "A newspaper"
    """
    with call.sitting() as sitting:
        done = appointments.tell(sitting, id_, Saying(what, says, source, happened))
        call.report(sitting, f"{done.what}, {done.at}: {done.says} ({done.source})")


@appointment.command()
@act_options
@rests_options
@id_option
@on_option
def close(call: Act, rests: Rests, id_: str | None, happened: str | None) -> None:
    """Close a list of posts: whether every post is filled is found and entered.

    Example: tellers case appointment close CASE
    """
    with call.sitting() as sitting:
        done = appointments.close(sitting, id_, happened, rests)
        call.report(sitting, f"the list of posts {done.proceeding} is closed: {done.found.outcome}.")
        call.add(finding_lines(done.found))


@appointment.command()
@act_options
@id_option
@click.option("--on", "until", type=Known(), help="At a moment, or at the end of a day; else at each.")
def posts(call: Act, id_: str | None, until: date | None) -> None:
    """Say who held each post, and which stood vacant, at each moment.

    Example: tellers case appointment posts CASE --on 2016-06-28T16:30+01:00
    """
    with call.reading() as sitting:
        listed = meant(sitting, Appointment, id_, ended=True)
        opening = listed.the(Opening)
        if until is not None and (precedes(written(until), opening.at) or day_of(until) > sitting.today):
            raise Refused(
                f"the list begins on {opening.at}, and it is {sitting.today}; {written(until)} is not between"
            )
        moments = (opening.at, *listed.moments) if until is None else (written(until),)
        standing = {at: posts_of(sitting, listed, when(at)) for at in moments}
        if call.as_json:
            told: list[Json] = [{"at": at, "posts": posts_json(posts)} for at, posts in standing.items()]
            print_json({"ok": True, "id": listed.id, "moments": told})
            return
        for at, found in standing.items():
            vacant = ", ".join(post.post for post, seats in found if is_vacant(post, seats))
            click.echo(visible(f"{at}: vacant: {vacant or 'none'}"))
            for post, seats in found:
                click.echo(f"  {visible(post_line(post, seats))}")


def _told(done: Happened) -> str:
    return f"{done.post}, {done.at}: {done.who}"
