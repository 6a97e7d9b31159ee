"""Reads readings and the rulings on them."""

from collections.abc import Collection, Iterable
from datetime import date

from tellers.rulebook.dates import Dated, read_editions
from tellers.rulebook.readings import Choice, Reading, Ruling
from tellers.rulebook.tables import Table, did_you_mean


def date_readings(top: Table, since: date, until: date | None) -> tuple[Dated, ...]:
    """Every `[[reading.ID]]` with the days on which its question is there; what changes over time is its rulings."""
    dated: list[Dated] = []
    for id_, tables in top.named("reading").items():
        for table in tables[1:]:
            table.refuse(f"the reading `{id_}` is stated twice; what changes over time are its rulings")
        dated.extend(read_editions(id_, tables, since, until))
    return tuple(dated)


def read_readings(dated: Iterable[Dated], clauses: Collection[str]) -> tuple[Reading, ...]:
    """Every reading, each of a clause that the book has."""
    return tuple(_reading(one, clauses) for one in dated)


def read_rulings(top: Table, readings: Collection[Reading]) -> tuple[Ruling, ...]:
    """Every `[[ruling]]`, each on a reading that the book has."""
    return tuple(_ruling(table, {reading.id: reading for reading in readings}) for table in top.tables("ruling"))


def _reading(dated: Dated, clauses: Collection[str]) -> Reading:
    table = dated.table
    clause = table.text("clause")
    if clause not in clauses:
        table.refuse(f"there is no clause `{clause}`; {did_you_mean(clause, clauses)}", "clause")
    words = table.table("choices")
    choices = tuple(Choice(one, words.text(one)) for one in words.values)
    if len(choices) <= 1:
        table.refuse("a reading needs at least two choices; with one there is nothing to rule on", "choices")
    reading = Reading(dated.id, clause, table.text("question"), choices, dated.since, dated.until, table.line)
    table.finish()
    return reading


def _ruling(table: Table, readings: dict[str, Reading]) -> Ruling:
    id_ = table.text("reading")
    if id_ not in readings:
        table.refuse(f"there is no reading `{id_}`; {did_you_mean(id_, readings)}", "reading")
    overturns = table.flag("overturns") if table.has("overturns") else False
    choice = _choice(table, readings[id_], overturns=overturns)
    ruling = Ruling(
        reading=id_,
        choice=choice,
        authority=table.text("authority"),
        on=table.day("on"),
        source=table.text("source"),
        overturns=overturns,
        line=table.line,
    )
    table.finish()
    return ruling


def _choice(table: Table, reading: Reading, *, overturns: bool) -> str | None:
    if overturns and not table.has("choice"):
        return None
    choice = table.text("choice")
    known = [one.id for one in reading.choices]
    if choice not in known:
        table.refuse(
            f"`{choice}` is not a choice of the reading `{reading.id}`; {did_you_mean(choice, known)}", "choice"
        )
    return choice
