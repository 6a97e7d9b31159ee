"""A vote read back in words to the voter who casts it, on a terminal only: nobody's vote stands in a log."""

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import cast

import click

from tellers.ballots.answers import Choices
from tellers.ballots.questions import Homomorphic, Lists, NonHomomorphic, Question
from tellers.ballots.ranking import is_graded
from tellers.words import visible

BLANK = "a blank vote"
NOTHING = "none of the answers"

read_back_option = click.option(
    "--read-back/--no-read-back",
    "wanted",
    default=None,
    help="Say on standard error, in words, what the ballot votes for (default: only where that is a terminal).",
)


def read_back(questions: Sequence[Question], choices: Sequence[Choices], *, wanted: bool | None) -> None:
    """Say on standard error what a vote says, unless that may end in a log."""
    if wanted is None and not sys.stderr.isatty():
        click.echo("I: what it votes for is read back on a terminal only; --read-back says it here", err=True)
        return
    if wanted is False:
        return
    click.echo("I: this ballot votes, and only here is it said:", err=True)
    for number, (question, chosen) in enumerate(zip(questions, choices, strict=True), 1):
        click.echo(visible(f"I:   {number}. {question.question}: {in_words(question, chosen)}"), err=True)
    click.echo("I: if that is not what you mean, do not send it: make another", err=True)


def layout(questions: Sequence[Question]) -> str:
    """How the choices of an election are written: what stands in each place, and which numbers."""
    places = [_places(question) for question in questions]
    rows, numbers = ", ".join(row for row, _ in places), "; ".join(dict.fromkeys(said for _, said in places))
    return f"Written so, with a number in place of each name: [{rows}]; {numbers}"


def _places(question: Question) -> tuple[str, str]:
    match question:
        case Homomorphic():
            return _row(["blank"] * question.blank + [*question.answers]), "1 if chosen, else 0"
        case Lists():
            return f"[{', '.join(_row(names) for names in question.answers)}]", "1 if chosen, the list too, else 0"
        case NonHomomorphic() if is_graded(question):
            return _row(question.answers), "a grade each"
        case NonHomomorphic():
            return _row(question.answers), "1 for the first choice, 2 for the next, 0 for who is not ranked"


def _row(names: Sequence[str]) -> str:
    return f"[{', '.join(names)}]"


def in_words(question: Question, chosen: Choices) -> str:
    """What the choices of one question say; they are such as the question allows."""
    match question:
        case Homomorphic():
            return _named(question, cast("Sequence[int]", chosen))
        case Lists():
            return _listed(question, cast("Sequence[Sequence[int]]", chosen))
        case NonHomomorphic() if is_graded(question):
            given = zip(question.answers, chosen, strict=True)
            return ", ".join(f"grade {number} for {name}" for name, number in given)
        case NonHomomorphic():
            return "; ".join(_ranked(question, cast("Sequence[int]", chosen)))


def _named(question: Homomorphic, chosen: Sequence[int]) -> str:
    if question.blank and chosen[0]:
        return BLANK
    votes = chosen[1:] if question.blank else chosen
    return ", ".join(name for name, vote in zip(question.answers, votes, strict=True) if vote) or NOTHING


def _listed(question: Lists, chosen: Sequence[Sequence[int]]) -> str:
    pairs = zip(question.answers, chosen, strict=True)
    names, votes = next((names, votes) for names, votes in pairs if votes[0])
    picked = [name for name, vote in zip(names[1:], votes[1:], strict=True) if vote]
    return f"the list {names[0]}, and of it {', '.join(picked)}"


def _ranked(question: NonHomomorphic, ranks: Sequence[int]) -> Iterator[str]:
    """Those of each rank, the first choice first, and whom the vote does not rank."""
    placed = sorted((rank, place) for place, rank in enumerate(ranks) if rank)
    for rank, group in groupby(placed, key=lambda each: each[0]):
        yield f"rank {rank} {' and '.join(question.answers[place] for _, place in group)}"
    unranked = [name for name, rank in zip(question.answers, ranks, strict=True) if not rank]
    if not placed:
        yield f"{BLANK}, which ranks nobody"
    elif unranked:
        yield f"not ranked: {', '.join(unranked)}"
