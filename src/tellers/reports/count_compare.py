"""Two counts of the same papers side by side: which questions their rules answer differently, and where they part."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

from tellers.counting.rule_sets.answering import answers_of
from tellers.counting.transcript import Stage, Transcript
from tellers.reports.count_text import headline
from tellers.reports.layout import Column, paragraph, table

COLUMNS = (Column(24), Column(25), Column(25))


@dataclass(frozen=True)
class Difference:
    """One question that two rule sets answer differently, each answer with its clause."""

    question: str
    one: str
    other: str


def parting(one: Transcript, other: Transcript) -> int | None:
    """The first stage at which votes or events differ, or at which one count is over; none where they agree."""
    for number, (stage, beside) in enumerate(zip_longest(one.stages, other.stages), start=1):
        if stage is None or beside is None or _votes(one, stage) != _votes(other, beside):
            return number
        if (stage.elected, stage.excluded) != (beside.elected, beside.excluded):
            return number
    return None


def differences(one: Transcript, other: Transcript) -> tuple[Difference, ...]:
    """The questions asked of both and answered differently; none where one of the methods is no list of answers."""
    beside = {question: (says, cites) for question, says, cites in answers_of(other.method)}
    return tuple(
        Difference(question, f"{says} ({cites})", "{} ({})".format(*beside[question]))
        for question, says, cites in answers_of(one.method)
        if question in beside and says != beside[question][0]
    )


def compare_json(one: Transcript, other: Transcript) -> dict[str, object]:
    """Both transcripts, the stage at which they part, and the answers that differ."""
    return {
        "methods": [one.method, other.method],
        "elected": [one.names(one.elected), other.names(other.elected)],
        "same": set(one.elected) == set(other.elected),
        "parts_at": parting(one, other),
        "differences": [
            {"question": found.question, "answers": [found.one, found.other]} for found in differences(one, other)
        ],
        "counts": [one.to_json(), other.to_json()],
    }


def compare_text(one: Transcript, other: Transcript, title: str) -> str:
    """The comparison in 80 columns."""
    return "\n".join(_lines(one, other, title))


def _lines(one: Transcript, other: Transcript, title: str) -> Iterator[str]:
    same = set(one.elected) == set(other.elected)
    yield "THE SAME ARE ELECTED" if same else "DIFFERENT CANDIDATES ARE ELECTED"
    for transcript in (one, other):
        yield from paragraph(f"{transcript.method}: {headline(transcript)}", hang=4)
    yield ""
    yield from paragraph(title, indent=0)
    at = parting(one, other)
    if at is None:
        yield "The two counts agree at every stage."
    else:
        yield f"The two counts part at stage {at}:"
        yield from _stage(one, at)
        yield from _stage(other, at)
        yield from _votes_beside(one, other, at)
    yield from _answers(one, other)


def _stage(transcript: Transcript, number: int) -> Iterator[str]:
    stage = _at(transcript, number)
    if stage is None:
        yield from paragraph(f"{transcript.method}: over after stage {len(transcript.stages)}", hang=4)
        return
    parts = [transcript.event(stage)]
    parts += [f"elected: {', '.join(transcript.names(stage.elected))}"] if stage.elected else []
    parts += [f"out: {', '.join(transcript.names(stage.excluded))}"] if stage.excluded else []
    yield from paragraph(f"{transcript.method}: {'; '.join(parts)}", hang=4)


def _votes_beside(one: Transcript, other: Transcript, number: int) -> Iterator[str]:
    stage, beside = _at(one, number), _at(other, number)
    if stage is None or beside is None:
        return
    yield ""
    yield from table([("", one.method, other.method)], COLUMNS)
    for candidate, name in enumerate(one.candidates):
        cells = (_cell(one, stage, candidate), _cell(other, beside, candidate))
        if any(cells):
            yield from table([(name, *cells)], COLUMNS)
    yield from table([("Exhausted", one.text(stage.exhausted), other.text(beside.exhausted))], COLUMNS)


def _answers(one: Transcript, other: Transcript) -> Iterator[str]:
    found = differences(one, other)
    if found:
        yield from ("", "QUESTIONS ANSWERED DIFFERENTLY")
        yield from table([("", one.method, other.method)], COLUMNS)
        for difference in found:
            words = difference.question.replace("_", " ")
            yield from table([(words, difference.one, difference.other)], COLUMNS)


def _cell(transcript: Transcript, stage: Stage, candidate: int) -> str:
    return transcript.text(stage.tally[candidate]) if candidate in stage.tally else ""


def _at(transcript: Transcript, number: int) -> Stage | None:
    return transcript.stages[number - 1] if number <= len(transcript.stages) else None


def _votes(transcript: Transcript, stage: Stage) -> dict[int, Fraction]:
    """The votes that are not zero, so that it does not matter whether those who left are still listed."""
    return {c: Fraction(votes, transcript.scale) for c, votes in stage.tally.items() if votes}
