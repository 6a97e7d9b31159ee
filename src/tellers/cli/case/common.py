"""What the acts share: the case they are on, the moment, who enters them, and how they report."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from tellers.canonical import Json
from tellers.cases.recovery import recover
from tellers.cases.sitting import Clerk, Sitting, sitting
from tellers.cases.store import CaseFolder
from tellers.cli.case.rendering import rendered
from tellers.cli.terminal import json_option, now, print_json, randomness
from tellers.proceedings.motion import State
from tellers.words import visible

NEXT: dict[State, str] = {
    State.FOUNDED: "propose the motion: tellers case propose",
    State.PROPOSED: "give notice: tellers case notice",
    State.NOTIFIED: "freeze the roll: tellers case freeze (the holder's statement: tellers case statement)",
    State.FROZEN: "set up the election (docs/formats/case.md) and open voting: tellers case open",
    State.OPEN: "members vote; when the time has come: tellers case close",
    State.CLOSED: "two tellers count papers (tellers case paper), trustees decrypt, then: tellers case tally",
    State.COUNTED: "declare: tellers case declare",
    State.DECLARED: "let each agent co-sign (tellers minutes cosign), then anyone: tellers verify; of an agent who "
    "does not, enter why (tellers case agent --dissents)",
    State.WITHDRAWN: "nothing; the motion is withdrawn",
}
"""What to do next, by state."""


class Moment(click.ParamType[datetime]):
    """A moment as 2016-06-28T16:30 (in the case's time zone) or with an offset, 2016-06-28T16:30+01:00."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:  # noqa: ANN401 — click's signature
        """Read a moment, or fail as click does."""
        try:
            return value if isinstance(value, datetime) else datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a moment; expected 2016-06-28T16:30 or 2016-06-28T16:30+01:00", param, ctx)


class Day(click.ParamType[date]):
    """A day as 2016-06-28."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401 — click's signature
        """Read a day, or fail as click does."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; expected 2016-06-28", param, ctx)


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
        return Clerk(now() if self.at is None else self.at, randomness, self.by)

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
            state = done.motion.state
            print_json(
                {
                    "ok": True,
                    "minute": minute.number,
                    "act": minute.act,
                    "state": state.name.lower(),
                    "facts": facts,
                }
            )
            return
        click.echo(visible(f"Minute {minute.number}: {sentence}"))
        click.echo(f"Next: {NEXT[done.motion.state]}")


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
