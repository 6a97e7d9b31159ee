"""Readings that are open, that change nothing, or that nobody may settle; rulings on what is not in force."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

from tellers.rulebook.book import Edition, RuleBook
from tellers.rulebook.clauses import Grounds
from tellers.rulebook.holes import Found, Severity
from tellers.rulebook.readings import Reading, live
from tellers.rulebook.rulings import Ruling


def reading_holes(book: RuleBook) -> Iterator[Found]:
    """The holes of every reading and ruling."""
    for reading in book.all_readings:
        if not live(reading, reading.clause, book.rulings, date.max).settled:
            what = f"the reading {reading.id} is open: {reading.question} Results are computed under each choice"
            write = f'[[ruling]] with reading = "{reading.id}", choice, authority, on and source, once one is made'
            yield Severity.OPEN, reading.line, what, write
        yield from _without_effect(reading, book)
    yield from _nobody_rules(book)
    yield from _out_of_force(book)


def _without_effect(reading: Reading, book: RuleBook) -> Iterator[Found]:
    turned = [_turns(reading.id, id_, edition) for edition in book.editions for id_ in edition.procedures]
    if True in turned:
        return
    if False in turned:
        what = f"the reading {reading.id} changes nothing: its choices give the same rules"
    else:
        what = f"no rule turns on the reading {reading.id}: whatever is chosen, nothing is decided otherwise"
    write = f'{{ reading = "{reading.id}", by = {{ … }} }} in place of the value that depends on it'
    yield Severity.NOTICE, reading.line, what, write


def _turns(reading: str, procedure: str, edition: Edition) -> bool | None:
    """Whether a procedure is another under another choice; None where it does not name the reading."""
    by_others: dict[object, list[object]] = {}
    for variant in edition.procedures[procedure]:
        if reading not in dict(variant.readings):
            return None
        others = tuple(one for one in variant.readings if one[0] != reading)
        by_others.setdefault(others, []).append(_bare(variant.procedure))
    return any(one != several[0] for several in by_others.values() for one in several)


def _bare(value: object) -> object:
    """A value without the lines on which it stands, and without what it rests on."""
    if is_dataclass(value):
        kept = (field.name for field in fields(value) if field.name != "line")
        inner = ((name, getattr(value, name)) for name in kept)
        return type(value), tuple((name, _bare(one)) for name, one in inner if not isinstance(one, Grounds))
    return tuple(map(_bare, value)) if isinstance(value, tuple) else value


def _nobody_rules(book: RuleBook) -> Iterator[Found]:
    """An open reading that none of the book's procedures of ruling may settle."""
    procedures = [
        variant.procedure
        for edition in book.editions
        for variants in edition.procedures.values()
        for variant in variants
    ]
    ruling = [procedure for procedure in procedures if isinstance(procedure, Ruling)]
    covered = {id_ for procedure in ruling for id_ in procedure.readings}
    for reading in book.all_readings:
        settled = live(reading, reading.clause, book.rulings, date.max).settled
        if ruling and reading.id not in covered and not settled:
            what = f"no procedure of ruling may settle the reading {reading.id}"
            yield Severity.NOTICE, reading.line, what, f'"{reading.id}" among the readings of whoever rules on it'


def _out_of_force(book: RuleBook) -> Iterator[Found]:
    clauses = {reading.id: reading.clause for reading in book.all_readings}
    for ruling in book.rulings:
        clause = clauses.get(ruling.reading)
        in_force = [edition for edition in book.editions if clause in edition.clauses]
        if not any(edition.holds(ruling.on) for edition in in_force):
            what = f"the ruling of {ruling.on} is on the clause {clause}, which is not in force on that day"
            write = "the day of the ruling, or the edition of the clause that it is on"
            yield Severity.CONTRADICTION, ruling.line, what, write
