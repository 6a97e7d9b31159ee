"""What the commands of proceedings beside the motion share: which one is meant, and what an act hangs on."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from tellers.cases.proceedings import Rests
from tellers.errors import Unreadable

Command = Callable[..., None]

procedure_option = click.option("--procedure", required=True, metavar="ID", help="Which procedure of the rule book.")
new_id_option = click.option("--id", "id_", metavar="ID", help="A name of its own; else the procedure's, numbered.")
id_option = click.option("--id", "id_", metavar="ID", help="Which one, where the case has several.")
member_option = click.option(
    "--member", required=True, metavar="NAME", help="A name of the register, or #NUMBER; minuted as the rules say."
)


def rests_options(command: Command) -> Command:
    """Give a command --hangs-on and --reading, as one `Rests`."""

    @wraps(command)
    def called(*words: Any, hangs_on: tuple[int, ...], by_reading: tuple[str, ...], **given: object) -> None:  # noqa: ANN401 — click's
        command(*words, rests=Rests(hangs_on, pairs(by_reading, "--reading", "READING=CHOICE")), **given)

    options = (
        click.option(
            "--reading",
            "by_reading",
            multiple=True,
            metavar="READING=CHOICE",
            help="By which reading, where one is disputed.",
        ),
        click.option(
            "--hangs-on", multiple=True, type=click.IntRange(min=0), metavar="MINUTE", help="An earlier minute too."
        ),
    )
    with_options: Command = called
    for option in options:
        with_options = option(with_options)
    return with_options


def pairs(texts: tuple[str, ...], option: str, expected: str) -> dict[str, str]:
    """Texts of the form NAME=VALUE, as one mapping."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise Unreadable(f"{text!r} has another form; expected {expected}", source=option)
        found[name.strip()] = value.strip()
    return found


def counts(texts: tuple[str, ...]) -> dict[str, int]:
    """Counts of the rule book that are given, as ID=N."""
    found = pairs(texts, "--count", "ID=N")
    bad = next((text for text in found.values() if not (text.isascii() and text.isdigit())), None)
    if bad is not None:
        raise Unreadable(f"{bad!r} is no whole number; expected ID=N", source="--count")
    return {name: int(text) for name, text in found.items()}


count_option = click.option(
    "--count", "given", multiple=True, metavar="ID=N", help="A count that the rule book asks the facts for; repeat it."
)
ending_option = click.option(
    "--target-resigns",
    "ending",
    flag_value="target-resigns",
    default="withdrawn",
    help="Whom it is about has resigned; else it is taken back.",
)


def open_until(until: str | None) -> str:
    """How long something is open, in words."""
    return "without an end" if until is None else f"until {until}"
