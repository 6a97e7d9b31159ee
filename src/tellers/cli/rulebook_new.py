"""`tellers rulebook new`: asks a dozen plain questions and writes a first rule book from the answers."""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeVar

import click

from tellers.cli.terminal import json_option, print_json
from tellers.errors import Refused, RuleBookError, Unreadable
from tellers.rulebook.holes import BARRING
from tellers.rulebook.lint import check
from tellers.rulebook.parsing import parse
from tellers.rulebook.skeleton import TAKEN, Answers, skeleton

F = TypeVar("F", bound=Callable[..., object])

PLAIN = Answers()


@dataclass(frozen=True)
class Question:
    """One question: the answer's name, what is asked, and how to answer."""

    key: str
    ask: str
    help: str

    @property
    def option(self) -> str:
        """The option that answers it."""
        return f"--{self.key.replace('_', '-')}"


SHARE = "A share such as 1/4 or 25%, or a whole number"
MORE = "1/2 is more than half of them; 2/3 is two thirds or more."

QUESTIONS = (
    Question("organisation", "Whose rules are these?", "The name of the organisation."),
    Question("since", "From which day do they hold?", "A day such as 2020-01-31; nothing earlier can be asked about."),
    Question("time_zone", "Where does a day begin and end?", "A time zone such as Europe/London."),
    Question("post", "Which post can be lost by a vote, and is filled by one?", "Its title, such as Chair."),
    Question("voters", "Who may vote?", "all, or what the register must say: standing = full, life."),
    Question("signatures", "How many sign a petition for a vote on the holder?", f"{SHARE}."),
    Question("notice", "How many clear days' notice is given?", "A whole number, without the first day and the last."),
    Question("quorum", "How many must vote for it to count?", f"{SHARE}; or none."),
    Question("majority", "Which share of the valid votes removes the holder?", MORE),
    Question("nominations", "How many nominations does a candidate need?", f"{SHARE}."),
    Question("method", "How is an election counted?", "plurality, approval, av, exhaustive: see docs/counting.md."),
    Question("tie", "What decides a tie in an election?", "lot, again (another ballot), method, or unfilled."),
)
"""What is asked, in the order of the answers."""


def _options(command: F) -> F:
    """Give a command one option for each question."""
    for question in reversed(QUESTIONS):
        command = click.option(question.option, question.key, help=f"{question.ask} {question.help}")(command)
    return command


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@_options
@json_option
def new_book(folder: Path, *, as_json: bool, **given: str | None) -> None:
    """Write a first rule book by a dozen plain questions: a petition, a motion, nominations and an election.

    FOLDER gets a book.toml; one that is there is never overwritten. A question that an option answers is not asked.
    Answers can be piped in, one a line; an empty line, or the end of the input, takes what stands in brackets.

    Example: tellers rulebook new our-rules --organisation "Harbour Reading Society" --post Chair
    """
    file = folder / "book.toml"
    _refuse_if_there(file)
    answers = _answers(given)
    text = skeleton(answers)
    _write(file, text.encode())
    defaults = [question for question in QUESTIONS if _of(answers, question) == _of(PLAIN, question)]
    if as_json:
        print_json(
            {
                "ok": True,
                "file": str(file),
                "answers": asdict(answers),
                "defaults": [question.key for question in defaults],
                "assumed": list(TAKEN.values()),
                "next": list(_next(folder)),
            }
        )
    else:
        click.echo("\n".join(_told(file, answers, defaults)))


def _answers(given: dict[str, str | None]) -> Answers:
    """Every answer: from its option, else from the terminal, else from a line of the input, else what is plain."""
    answers = PLAIN
    for number, question in enumerate(QUESTIONS, start=1):
        option = given[question.key]
        if option is not None:
            answer = _checked(answers, question, option, f"the option {question.option}")
        elif sys.stdin.isatty():
            answer = _asked(answers, question, number)
        else:
            line = sys.stdin.readline().strip() or _of(PLAIN, question)
            answer = _checked(answers, question, line, f"the answer to question {number}, {question.ask!r}")
        answers = replace(answers, **{question.key: answer})
    return answers


def _asked(answers: Answers, question: Question, number: int) -> str:
    """Ask at the terminal until the answer can stand in a book."""

    def proved(answer: str) -> str:
        try:
            return _checked(answers, question, answer, "this answer")
        except Unreadable as error:
            raise click.UsageError(str(error)) from None

    click.echo(f"\n{number}. {question.ask}\n   {question.help}", err=True)
    found: str = click.prompt("  ", default=_of(PLAIN, question), value_proc=proved, err=True)
    return found


def _checked(answers: Answers, question: Question, answer: str, source: str) -> str:
    """Return an answer with which the book can be read and leaves nothing open; raises Unreadable naming it."""
    if not answer.strip() or not answer.isprintable():
        raise Unreadable("is empty, or holds what cannot be printed", source=source)
    try:
        book = parse(skeleton(replace(answers, **{question.key: answer})), source)
    except RuleBookError as error:
        raise Unreadable(_unfit(question, answer, str(error).partition(": ")[2]), source=source) from None
    for hole in check(book):
        if hole.severity in BARRING:
            raise Unreadable(_unfit(question, answer, hole.what), source=source)
    return answer.strip()


def _unfit(question: Question, answer: str, why: str) -> str:
    """What was answered, why the book cannot have it, and what the question takes."""
    because = "" if why.startswith("not TOML") else f": {why}"
    return f"found {answer.strip()!r}{because}; expected, as the question says: {question.help}"


def _of(answers: Answers, question: Question) -> str:
    return str(getattr(answers, question.key))


def _refuse_if_there(file: Path) -> None:
    if os.path.lexists(file):
        raise Refused(f"{file} exists and is not overwritten; name another folder, or move it away first")


def _write(file: Path, raw: bytes) -> None:
    """Write a file that is not there, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, made = tempfile.mkstemp(dir=file.parent, prefix=".book-")
    try:
        with os.fdopen(descriptor, "wb") as unfinished:
            unfinished.write(raw)
            unfinished.flush()
            os.fsync(unfinished.fileno())
        Path(made).chmod(0o644)
        os.link(made, file)
    except FileExistsError:
        _refuse_if_there(file)
    finally:
        Path(made).unlink()


def _next(folder: Path) -> tuple[str, ...]:
    return (
        f"tellers rulebook check {folder}",
        f"tellers rulebook show {folder}",
        f"tellers rulebook consequences {folder} confidence",
    )


def _told(file: Path, answers: Answers, defaults: list[Question]) -> list[str]:
    lines = [f"{file} is written. It reads without a mistake, and no rule is missing."]
    if defaults:
        lines += ["", "As proposed:", *(f"  {one.ask} {_of(answers, one)}" for one in defaults)]
    taken = [sentence.removeprefix("not asked: ") for sentence in TAKEN.values()]
    lines += ["", "Assumed, since it was not asked:", *(f"  {sentence}" for sentence in taken)]
    lines += ["", "Next, write the clauses of your own text into it (docs/formats/rulebook.md), and ask:"]
    return [*lines, *(f"  {command}" for command in _next(file.parent))]
