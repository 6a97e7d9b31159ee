"""The acts before voting opens, from `new` to `withdraw`, and what to hand on."""

import json
from datetime import date, datetime
from pathlib import Path

import click

from tellers.canonical import Json
from tellers.cases import founding, membership, notice, roll
from tellers.cases.founding import NewCase
from tellers.cases.notice import NoticeGiven
from tellers.cases.voting import question_template, voters_file
from tellers.cli.case.common import Act, MemberNumber, act_options, read_options
from tellers.cli.case.moments import Day, Moment
from tellers.cli.case.standing import next_step
from tellers.cli.terminal import print_json
from tellers.errors import Unreadable
from tellers.proceedings import facts
from tellers.proceedings.proposers import counted
from tellers.words import amount, visible

file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@act_options
@click.option("--rulebook", required=True, type=click.Path(exists=True, path_type=Path), help="Its file or folder.")
@click.option("--procedure", required=True, help="Which procedure of the rule book.")
@click.option("--register", required=True, type=file, help="The members, as CSV (docs/formats/register.md).")
@click.option("--secretary", required=True, metavar="NAME", help="The returning officer.")
def new(call: Act, rulebook: Path, procedure: str, register: Path, secretary: str) -> None:
    """Open a case in the folder CASE.

    Example: tellers case new motion --rulebook rulebooks/labour --procedure no-confidence --register members.csv
    --secretary "A. Clerk"
    """
    book = rulebook / "book.toml" if rulebook.is_dir() else rulebook
    begun = NewCase(book.read_bytes(), str(book), procedure, register.read_bytes(), str(register), secretary.strip())
    founded = founding.found(call.folder, begun, call.clerk)
    if call.as_json:
        named: dict[str, Json] = facts.to_json(founded)
        print_json({"ok": True, "minute": 0, "act": "new", "state": "founded", "facts": named})
        return
    click.echo(visible(f"Minute 0: the case {founded.case} is opened: {founded.title}, {founded.organisation}."))
    click.echo(f"The key of its minute book: {founded.key}")
    with call.reading() as sitting:
        click.echo(visible(f"Next: {next_step(sitting)}"))


@click.command(name="register")
@act_options
@click.option("--register", "path", required=True, type=file, help="The members, as CSV (docs/formats/register.md).")
def renew(call: Act, path: Path) -> None:
    """Put another register in the place of the case's own, until voting opens.

    It is private, so no minute speaks of it. A roll that is frozen stays as it is and changes by `amend` alone.

    Example: tellers case register motion --register members.csv
    """
    with call.sitting() as sitting:
        renewal = membership.renew(sitting, path.read_bytes(), str(path))
        if call.as_json:
            print_json({"ok": True, "joined": renewal.joined, "left": renewal.left, "edited": renewal.edited})
            return
        joined = amount(renewal.joined, "member")
        click.echo(f"The register is renewed: {joined} joined, {renewal.left} left, {renewal.edited} edited.")
        click.echo(visible(f"Next: {next_step(sitting)}"))


@click.command()
@act_options
@click.option("--text", required=True, help="The motion, word for word.")
@click.option(
    "--mover",
    "movers",
    required=True,
    multiple=True,
    metavar="NAME",
    help="A name of the register, or #NUMBER; repeat it.",
)
@click.option("--holder", required=True, metavar="NAME", help="Who holds the office.")
def propose(call: Act, text: str, movers: tuple[str, ...], holder: str) -> None:
    """Enter the motion and its movers.

    Example: tellers case propose motion --text "That we have no confidence in our chair." --mover "Ann Oakes"
    --holder "Bela Parry"
    """
    with call.sitting() as sitting:
        proposal = notice.propose(sitting, text, movers, holder)
        many = counted(sitting.procedure.propose.value, len(proposal.movers), proposal.of)
        call.report(sitting, f"{' and '.join(proposal.movers)} moved{many}: {proposal.text}")


@click.command(name="notice")
@act_options
@click.option("--opens", required=True, type=Moment(), help="When voting opens.")
@click.option("--closes", required=True, type=Moment(), help="When voting closes.")
@click.option(
    "--agent",
    "agents",
    multiple=True,
    metavar="NAME,CAMP[,KEY]",
    help="Who watches for a camp, with a witness's key.",
)
@click.option("--scrutineer", metavar="NAME", help="The independent scrutineer, where one is due.")
@click.option("--statement", type=file, help="The holder's statement, as text.")
def give_notice(
    call: Act,
    opens: datetime,
    closes: datetime,
    agents: tuple[str, ...],
    scrutineer: str | None,
    statement: Path | None,
) -> None:
    """Give notice of the vote to the holder and the body; it names the key that signs the minute book.

    Example: tellers case notice motion --opens 2021-03-09T10:00 --closes 2021-03-09T20:00 --agent "Cass Quill,for,KEY"
    """
    words = None if statement is None else _text(statement)
    given = NoticeGiven(opens, closes, tuple(_agent(one) for one in agents), scrutineer, words)
    with call.sitting() as sitting:
        entered = notice.give_notice(sitting, given)
        call.report(
            sitting, f"notice to {entered.to} and the body: voting opens {entered.opens}, closes {entered.closes}."
        )
        call.add(_watching(one) for one in entered.agents)


@click.command()
@act_options
@click.option("--text", "path", required=True, type=file, help="The holder's statement, as text.")
def statement(call: Act, path: Path) -> None:
    """Attach the holder's statement to the notice.

    Example: tellers case statement motion --text statement.txt
    """
    with call.sitting() as sitting:
        notice.attach_statement(sitting, _text(path))
        call.report(sitting, "the holder's statement is attached.")


@click.command()
@act_options
@click.option(
    "--on",
    type=Day(),
    help="The day as at which the roll is taken; unless given the one that the rules name, or today.",
)
def freeze(call: Act, on: date | None) -> None:
    """Freeze the roll: who is entitled, under pseudonyms.

    Example: tellers case freeze motion --on 2021-03-08
    """
    with call.sitting() as sitting:
        frozen = roll.freeze_roll(sitting, on)
        call.report(
            sitting,
            f"the roll is frozen as at {frozen.on}: {frozen.entitled} entitled, {frozen.sealed} by sealed ballot, "
            f"{frozen.paper} on paper; fingerprint {frozen.roll}",
        )


@click.command()
@act_options
@click.option("--add", type=MemberNumber(), metavar="NUMBER", help="The member's number in the register.")
@click.option("--remove", type=MemberNumber(), metavar="NUMBER", help="The member's number in the register.")
@click.option("--key", metavar="KEY", help="The public key of a reserve, once voting is open.")
@click.option("--reason", required=True, help="Why; it stands in the minutes, so it names nobody.")
def amend(call: Act, add: str | None, remove: str | None, key: str | None, reason: str) -> None:
    """Put a member on the frozen roll, or strike one off it, before voting opens.

    Once it is open, a member is added by a reserve credential (--key, as `tellers election activate-reserve` prints
    it), and nobody is struck off.

    Example: tellers case amend motion --add M0042 --reason "left out by mistake"
    """
    if remove is not None and key is not None:
        raise click.UsageError("--key is for a member who is added")
    if (add is None) == (remove is None):
        raise click.UsageError("give either --add or --remove, with the number of one member")
    with call.sitting() as sitting:
        if add is not None:
            change = roll.add_member(sitting, add, reason, key)
        else:
            change = roll.remove_member(sitting, str(remove), reason)
        call.report(sitting, f"one {change.move}, {change.entitled} entitled; fingerprint {change.roll}")


@click.command()
@act_options
@click.option("--reason", required=True)
def withdraw(call: Act, reason: str) -> None:
    """Take the motion back, before voting opens.

    Example: tellers case withdraw motion --reason "The holder has resigned."
    """
    with call.sitting() as sitting:
        notice.withdraw(sitting, reason)
        call.report(sitting, f"the motion is withdrawn: {reason}")


@click.command()
@read_options
def template(call: Act) -> None:
    """Print the template of the election (for `tellers election make-election --template`).

    Example: tellers case template motion > election/template.json
    """
    with call.reading() as sitting:
        click.echo(json.dumps(question_template(sitting.motion), ensure_ascii=False, separators=(",", ":")))


@click.command()
@read_options
def voters(call: Act) -> None:
    """Print the sealed voters by pseudonym, for the registrar (`tellers election generate-credentials --file`).

    Example: tellers case voters motion > voters.txt
    """
    with call.reading() as sitting:
        click.echo(voters_file(roll.current_roll(sitting)), nl=False)


def _agent(text: str) -> facts.Agent:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) not in (2, 3) or not all(parts):
        raise Unreadable(f"{text!r} is not an agent; expected NAME,CAMP or NAME,CAMP,KEY", source="--agent")
    return facts.Agent(parts[0], parts[1], parts[2] if len(parts) == 3 else None)  # noqa: PLR2004 — as just counted


def _watching(agent: facts.Agent) -> str:
    """For whom an agent watches, as it was understood."""
    witness = "with a witness's key" if agent.key is not None else "without a key, so no witness"
    return f"{agent.name} watches for the camp '{agent.camp}', {witness}."


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise Unreadable("not UTF-8; expected plain text", source=str(path)) from None


COMMANDS = (new, renew, propose, give_notice, statement, freeze, amend, withdraw, template, voters)
