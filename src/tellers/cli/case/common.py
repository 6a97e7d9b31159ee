"""What the acts share: the case they are on, the moment, who enters them, and how they report."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path

import click

from tellers.canonical import Json
from tellers.cases.recovery import recover
from tellers.cases.sitting import Clerk, Sitting, sitting
from tellers.cases.store import CaseFolder
from tellers.cli.case.lost import lost_of
from tellers.cli.case.moments import Moment
from tellers.cli.case.rendering import rendered
from tellers.cli.case.standing import last_state, last_touched, next_step
from tellers.cli.terminal import json_option, now, print_json, randomness
from tellers.words import visible


class MemberNumber(click.ParamType[str]):
    """A member's number in the register, written with the # of other commands or without."""

    name = "number"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002 — click's
        """The number as the register has it."""
        return value.strip().removeprefix("#").strip()


@dataclass(frozen=True)
class Act:
    """One call of an act's command."""

    case: Path
    at: datetime | None
    by: str | None
    as_json: bool

    @property
    def folder(self) -> CaseFolder:
        """The files of the case."""
        return CaseFolder(self.case)

    @property
    def clerk(self) -> Clerk:
        """Who enters the act, and when: now, unless the call says otherwise."""
        clock = now()
        return Clerk(clock if self.at is None else self.at, randomness, self.by, clock)

    def reading(self) -> AbstractContextManager[Sitting]:
        """The case, held while it is read; needs no key."""
        return sitting(self.folder, self.clerk)

    @contextmanager
    def sitting(self) -> Iterator[Sitting]:
        """The case, held for the act, after what a crash left of the last one is made up."""
        with sitting(self.folder, self.clerk) as held:
            for sentence in recover(held, rendered):
                click.echo(visible(sentence), err=True)
            yield held

    def report(self, done: Sitting, sentence: str) -> None:
        """Say what was done, and what comes next."""
        minute = done.book.minutes[-1]
        if self.as_json:
            facts: dict[str, Json] = dict(minute.facts)
            told: dict[str, Json] = {
                "ok": True,
                "minute": minute.number,
                "act": minute.act,
                "state": last_state(done).name.lower(),
                "facts": facts,
            }
            if last_touched(done) is not None:
                told["without_ground"] = [one.to_json() for one in lost_of(done)]
            print_json(told)
            return
        click.echo(visible(f"Minute {minute.number}: {sentence}"))
        click.echo(visible(f"Next: {next_step(done)}"))

    def add(self, lines: Iterable[str]) -> None:
        """Say more of what was done, to people."""
        if not self.as_json:
            for line in lines:
                click.echo(visible(line) if line == line.lstrip() else f"  {visible(line.lstrip())}")


def read_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that prints something of a case and enters nothing what it takes: CASE, as an `Act`."""

    @wraps(command)
    def called(case: Path, **given: object) -> None:
        command(Act(case, None, None, as_json=False), **given)

    with_case: Callable[..., None] = click.argument("case", type=click.Path(path_type=Path))(called)
    return with_case


def act_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command what every act takes, CASE, --at, --by and --json, as one `Act`."""

    @wraps(command)
    def called(case: Path, at: datetime | None, by: str | None, *, as_json: bool, **given: object) -> None:
        command(Act(case, at, by, as_json), **given)

    options = (
        json_option,
        click.option("--by", metavar="NAME", help="Who enters the act; the secretary unless given."),
        click.option("--at", type=Moment(), help="When it was done; now unless given."),
        click.argument("case", type=click.Path(path_type=Path)),
    )
    with_options: Callable[..., None] = called
    for option in options:
        with_options = option(with_options)
    return with_options
