"""Renders one edition of a rule book, for reading and for programs: every rule with what it rests on."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum

from tellers.canonical import Json
from tellers.rulebook.bodies import Body
from tellers.rulebook.book import RuleBook
from tellers.rulebook.clauses import Rule
from tellers.rulebook.offices import Office
from tellers.rulebook.old_procedures import Effect, HolderRights, Motion, Opening, Proposers, rules_of
from tellers.rulebook.old_thresholds import Threshold
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
    for procedure in edition.procedures.values():
        yield from _headed(f"{procedure.title} [{procedure.id}]", _procedure_lines(procedure))
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
        "minimum_cell": _rule_json(edition.minimum_cell),
        "clauses": [
            {"key": one.key, "number": one.number, "source": one.source, "text": one.text}
            for one in edition.clauses.values()
        ],
        "bodies": [_body_json(body) for body in edition.bodies.values()],
        "offices": [_office_json(office) for office in edition.offices.values()],
        "procedures": [_procedure_json(procedure) for procedure in edition.procedures.values()],
        "readings": [_reading_json(reading) for reading in book.readings(on=on)],
    }


def _headed(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield title
    yield from (f"  {line}" for line in lines)


def _body_line(body: Body) -> str:
    told = "union of " + ", ".join(body.parts) if body.parts else str(body.predicates[0])
    return f"{body.id}: {body.name}; {told} ({body.grounds})"


def _office_line(office: Office) -> str:
    brings = f"; its holder is also {', '.join(office.ex_officio)}" if office.ex_officio else ""
    return f"{office.id}: {office.title}; filled by {office.filled_by}{brings} ({office.grounds})"


def _procedure_lines(procedure: Motion | Opening) -> Iterator[str]:
    yield f"body: {procedure.body}"
    if procedure.office is not None:
        yield f"office: {procedure.office}"
    for key, rule in rules_of(procedure).items():
        yield f"{key}: {_words(_value(rule.value))} ({rule.grounds})"
    for branch in procedure.branches:
        for effect in branch.effects:
            yield f"when {branch.outcome.value}: {_effect_words(effect)}"
    if isinstance(procedure, Motion) and procedure.follows:
        yield f"could be followed by: {', '.join(procedure.follows)}"


def _effect_words(effect: Effect) -> str:
    force = "binding" if effect.binding else "advisory"
    due = "" if effect.due_days is None else f" Within {effect.due_days} days."
    return f"{force}: {effect.text}{due} ({effect.grounds})"


def _reading_lines(reading: LiveReading) -> Iterator[str]:
    yield f"{reading.reading.question} (clause {reading.clause})"
    for choice in reading.choices:
        rulings = ", ".join(f"{one.authority} on {one.on}" for one in reading.authorities(choice))
        yield f"  {choice.id}: {choice.text} [{rulings or 'open'}]"


def _words(value: Json) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_words(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def _value(value: object) -> Json:
    """The value of a rule, in the words in which a book writes it."""
    match value:
        case Enum():
            return str(value.value)
        case Threshold():
            return value.text
        case Proposers() | HolderRights():
            return dict(vars(value))
        case tuple():
            return [_value(one) for one in value]
    return value if isinstance(value, int) else None


def _rule_json(rule: Rule[object]) -> dict[str, Json]:
    return {"rule": _value(rule.value), **rule.grounds.to_json()}


def _body_json(body: Body) -> dict[str, Json]:
    members: list[Json] = [
        {column: list(values) for column, values in predicate.conditions} for predicate in body.predicates
    ]
    return {
        "id": body.id,
        "name": body.name,
        "union": list(body.parts),
        "members": members,
        **body.grounds.to_json(),
    }


def _office_json(office: Office) -> dict[str, Json]:
    return {
        "id": office.id,
        "title": office.title,
        "filled_by": office.filled_by,
        "ex_officio": list(office.ex_officio),
        **office.grounds.to_json(),
    }


def _procedure_json(procedure: Motion | Opening) -> dict[str, Json]:
    kind = "motion" if isinstance(procedure, Motion) else procedure.when.value
    return {
        "id": procedure.id,
        "kind": kind,
        "title": procedure.title,
        "body": procedure.body,
        "office": procedure.office,
        **{key: _rule_json(rule) for key, rule in rules_of(procedure).items()},
        "effect": {branch.outcome.value: list(map(_effect_json, branch.effects)) for branch in procedure.branches},
        "follows": list(procedure.follows) if isinstance(procedure, Motion) else [],
        **procedure.grounds.to_json(),
    }


def _effect_json(effect: Effect) -> Json:
    return {
        "text": effect.text,
        "binding": effect.binding,
        "office": effect.office,
        "due_days": effect.due_days,
        **effect.grounds.to_json(),
    }


def _reading_json(reading: LiveReading) -> dict[str, Json]:
    return {
        "id": reading.reading.id,
        "question": reading.reading.question,
        "clause": reading.clause,
        "live": [{"choice": choice.id, "text": choice.text} for choice in reading.choices],
        "rulings": [ruling.to_json() for ruling in reading.rulings],
    }
