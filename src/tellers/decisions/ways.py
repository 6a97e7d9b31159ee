"""The ways to read a procedure on a day: one for each combination of live choices, with the procedures it leans on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tellers.decisions.finding import Chosen
from tellers.errors import RuleBookError
from tellers.rulebook.book import RuleBook
from tellers.rulebook.contests import Contest
from tellers.rulebook.procedures import Procedure
from tellers.rulebook.readings import LiveReading

MOST = 64
"""The most combinations of choices that are followed up."""


@dataclass(frozen=True)
class Way:
    """A procedure under one choice of each reading, and the meeting and the nomination it leans on, by id."""

    readings: Mapping[str, str]
    procedure: Procedure
    related: Mapping[str, Procedure]


def ways(book: RuleBook, id_: str, on: date) -> tuple[Way, ...]:
    """Every way to read a procedure on a day, one at least. Raises RuleBookError where there are too many."""
    found = tuple(
        way
        for variant in book.variants(id_, on=on)
        for way in _with_related(book, on, Way(dict(variant.readings), variant.procedure, {}))
    )
    if len(found) > MOST:
        message = f"`{id_}` can be read in {len(found)} ways; {MOST} are the most that are followed up"
        raise RuleBookError(message, source=book.source, line=found[0].procedure.line)
    return found


def chosen(book: RuleBook, way: Way, on: date) -> tuple[Chosen, ...]:
    """The choices of a way, under the numbers of their clauses; with the id where two readings are of one clause."""
    readings = [one for one in book.readings(on=on) if one.reading.id in way.readings]
    clauses = [one.clause for one in readings]
    return tuple(_chosen(one, way.readings[one.reading.id], alone=clauses.count(one.clause) == 1) for one in readings)


def _chosen(reading: LiveReading, choice: str, *, alone: bool) -> Chosen:
    label = reading.clause if alone else f"{reading.clause} ({reading.reading.id})"
    text = next(one.text for one in reading.reading.choices if one.id == choice)
    return Chosen(reading.reading.id, label, choice, text, not reading.settled)


def _with_related(book: RuleBook, on: date, way: Way) -> Iterator[Way]:
    """A way with each way to read the procedures it leans on that agrees with its choices."""
    wanted = [id_ for id_ in _leans_on(way) if id_ not in way.related]
    if not wanted:
        yield way
        return
    for variant in book.variants(wanted[0], on=on):
        choices = dict(variant.readings)
        if all(way.readings.get(reading, choice) == choice for reading, choice in choices.items()):
            related = {**way.related, wanted[0]: variant.procedure}
            yield from _with_related(book, on, Way({**way.readings, **choices}, way.procedure, related))


def _leans_on(way: Way) -> Iterator[str]:
    for procedure in (way.procedure, *way.related.values()):
        if procedure.meeting is not None:
            yield procedure.meeting
        if isinstance(procedure, Contest):
            yield from procedure.nominations
