"""Renders one edition of a rule book, for reading and for programs: every rule with what it rests on."""

from collections.abc import Iterable, Iterator
from datetime import date

from tellers.canonical import Json
from tellers.reports.edition_procedures import in_json, procedure_lines, procedures_json
from tellers.rulebook.bodies import Body
from tellers.rulebook.book import RuleBook
from tellers.rulebook.offices import Office
from tellers.rulebook.readings import LiveReading


def last_known_day(book: RuleBook) -> date:
    """The day of the last change or ruling that the book itself knows of."""
    last = max([edition.since for edition in book.editions] + [ruling.on for ruling in book.rulings])
    return last if book.until is None else min(last, book.until)


def edition_lines(book: RuleBook, on: date) -> Iterator[str]:
    """The edition of a day as text."""
    edition = book.on(on)
    span = f"from {edition.since} to {edition.until}" if edition.until else f"from {edition.since} on"
    yield f"{book.organisation}: {book.title}"
    yield f"As on {on}. This edition holds {span} ({book.time_zone}). Fingerprint {book.fingerprint}"
    yield f"minimum cell: {edition.minimum_cell.value} ({edition.minimum_cell.grounds})"
    yield from _headed("Clauses", (f"{one.number}  {one.text or one.source}" for one in edition.clauses.values()))
    yield from _headed("Bodies", map(_body_line, edition.bodies.values()))
    yield from _headed("Offices", map(_office_line, edition.offices.values()))
    if edition.counts:
        yield from _headed("Counts", (f"{one.id}: {one.name} ({one.grounds})" for one in edition.counts.values()))
    for id_ in edition.procedures:
        variants = book.variants(id_, on=on)
        yield from _headed(f"{variants[0].procedure.title} [{id_}]", procedure_lines(variants))
    yield from _headed("Readings", (line for one in book.readings(on=on) for line in _reading_lines(one)))


def edition_json(book: RuleBook, on: date) -> dict[str, Json]:
    """The edition of a day for programs; docs/formats/rulebook.md, "What the command prints"."""
    edition = book.on(on)
    return {
        "organisation": book.organisation,
        "title": book.title,
        "fingerprint": book.fingerprint,
        "time_zone": book.time_zone,
        "on": on.isoformat(),
        "since": edition.since.isoformat(),
        "until": None if edition.until is None else edition.until.isoformat(),
        "minimum_cell": in_json(edition.minimum_cell),
        "clauses": [
            {"key": one.key, "number": one.number, "source": one.source, "text": one.text}
            for one in edition.clauses.values()
        ],
        "bodies": [_body_json(body) for body in edition.bodies.values()],
        "offices": [in_json(office) for office in edition.offices.values()],
        "counts": [in_json(count) for count in edition.counts.values()],
        "procedures": procedures_json(book, on),
        "readings": [_reading_json(reading) for reading in book.readings(on=on)],
    }


def _headed(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield title
    yield from (f"  {line}" for line in lines)


def _body_line(body: Body) -> str:
    told = "union of " + ", ".join(body.parts) if body.parts else "; ".join(map(str, body.predicates))
    seats = "" if body.seats is None else f"{body.seats} seats"
    left_out = f"without {', '.join(body.excluded)}" if body.excluded and body.parts else ""
    weighted = "voting by weight" if body.weighted else ""
    said = "; ".join(filter(None, (body.name, told, left_out, seats, weighted)))
    return f"{body.id}: {said} ({body.grounds})"


def _office_line(office: Office) -> str:
    said = (
        office.title,
        f"filled by {office.filled_by}",
        f"its holder is also {', '.join(office.ex_officio)}" if office.ex_officio else "",
        f"{office.seats} seats" if office.seats > 1 else "",
        f"for {office.term_months} months" if office.term_months else "",
        f"while it is vacant {office.acting} acts" if office.acting else "",
        f"{office.appointed_by} appoints to it" if office.appointed_by else "",
        f"{office.dismissed_by} dismisses from it" if office.dismissed_by else "",
        f"not held together with {', '.join(office.incompatible)}" if office.incompatible else "",
    )
    return f"{office.id}: {'; '.join(filter(None, said))} ({office.grounds})"


def _reading_lines(reading: LiveReading) -> Iterator[str]:
    yield f"{reading.reading.question} (clause {reading.clause})"
    for choice in reading.choices:
        rulings = ", ".join(f"{one.authority} on {one.on}" for one in reading.authorities(choice))
        yield f"  {choice.id}: {choice.text} [{rulings or 'open'}]"


def _body_json(body: Body) -> dict[str, Json]:
    members: list[Json] = [
        {column: list(values) for column, values in predicate.conditions} for predicate in body.predicates
    ]
    return {
        "id": body.id,
        "name": body.name,
        "union": list(body.parts),
        "members": members,
        "except": list(body.excluded),
        "seats": body.seats,
        "weight": body.weighted,
        **body.grounds.to_json(),
    }


def _reading_json(reading: LiveReading) -> dict[str, Json]:
    return {
        "id": reading.reading.id,
        "question": reading.reading.question,
        "clause": reading.clause,
        "live": [{"choice": choice.id, "text": choice.text} for choice in reading.choices],
        "rulings": [ruling.to_json() for ruling in reading.rulings],
    }
