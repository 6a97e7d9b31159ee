"""Procedures of an edition, for programs and in words: every rule in the words of the book, with what it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from tellers.canonical import Json
from tellers.rulebook.book import RuleBook
from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.clocks import Span
from tellers.rulebook.conditions import Any, Every
from tellers.rulebook.contests import Stage
from tellers.rulebook.effects import DECLARATION, Effect
from tellers.rulebook.procedures import Procedure, kind_of
from tellers.rulebook.thresholds import Threshold
from tellers.rulebook.variants import Variant

KEYS = {"start": "from", "end": "to", "due": "within", "lasts": "for", "stages": "stage", "gates": "gate"}
KEYS |= {"filters": "filter", "clocks": "clock", "nominations": "nomination"}
"""What a field is called in a book, where its own name is another."""

ELSEWHERE = {"id", "title", "kind", "branches", "grounds", "line"}
"""Fields that stand by themselves at the top of a procedure, or that say nothing to a reader."""


GROUNDS = {"clause", "assumed"}


def procedures_json(book: RuleBook, on: date) -> list[Json]:
    """Every procedure in force, once for each combination of live choices of the readings that it turns on."""
    return [
        {
            "id": variant.procedure.id,
            "kind": kind_of(variant.procedure),
            "title": variant.procedure.title,
            "readings": dict(variant.readings),
            **_rules(variant.procedure),
            "effect": _effects(variant.procedure),
            **variant.procedure.grounds.to_json(),
        }
        for id_ in book.on(on).procedures
        for variant in book.variants(id_, on=on)
    ]


def procedure_lines(variants: tuple[Variant, ...]) -> Iterator[str]:
    """A procedure in words; what live readings make different stands under each of them."""
    told = [tuple(_lines(variant.procedure)) for variant in variants]
    alike = set(told[0]).intersection(*told)
    yield from (line for line in told[0] if line in alike)
    for variant, lines in zip(variants, told, strict=True):
        own = [line for line in lines if line not in alike]
        if own:
            yield f"as read {', '.join(f'{reading}: {choice}' for reading, choice in variant.readings)}"
            yield from (f"  {line}" for line in own)


def _rules(procedure: Procedure) -> dict[str, Json]:
    named = {one.name: getattr(procedure, one.name) for one in fields(procedure) if one.name not in ELSEWHERE}
    return {KEYS.get(name, name): in_json(value) for name, value in named.items()}


def _effects(procedure: Procedure) -> Json:
    return {branch.on.value: [in_json(effect) for effect in branch.effects] for branch in procedure.branches}


def in_json(value: object) -> Json:
    """A value of a book in the words in which the book writes it."""
    match value:
        case Rule(value=inner, grounds=grounds):
            return {"rule": in_json(inner), **grounds.to_json()}
        case Enum():
            return str(value.value)
        case Threshold() | Every() | Any() | Span() | Fraction():
            return str(value)
        case tuple():
            return [in_json(one) for one in value]
        case None | bool() | int() | str():
            return value
    return _record(value)


def _record(value: object) -> Json:
    if not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} is no part of a rule book")
    found: dict[str, Json] = {}
    for one in fields(value):
        inner = getattr(value, one.name)
        if isinstance(inner, Grounds):
            found |= inner.to_json()
        elif one.name == "seats" and isinstance(value, Stage) and value.open_after:
            found["seats"] = {"rule": "all", **value.seats.grounds.to_json()}
        elif one.name != "line":
            found[KEYS.get(one.name, one.name)] = in_json(inner)
    return found


def _lines(procedure: Procedure) -> Iterator[str]:
    yield f"a {kind_of(procedure)} ({procedure.grounds})"
    for key, value in _rules(procedure).items():
        yield from _told(key, value)
    for branch in procedure.branches:
        for effect in branch.effects:
            yield f"when {branch.on.value}: {_effect_words(effect)}"


def _told(key: str, value: Json) -> Iterator[str]:
    """The lines of one key: none where it says nothing, one for each table of a list of tables."""
    if key == "follows" and value:
        yield f"could be followed by: {words(value)}"
    elif key == "trustees" and isinstance(value, dict):
        yield from _trustees(value)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from (f"{key}: {words(one)}" for one in value)
    elif value is not None and value != []:
        yield f"{key}: {words(value)}"


def _trustees(table: Mapping[str, Json]) -> Iterator[str]:
    """The rules on trustees, a line each; one line where the book has none, and all rest on one sentence."""
    if len({words(one["assumed"]) for one in table.values() if isinstance(one, dict)}) == 1:
        yield f"trustees: {words(table['camps'])}"
        return
    yield from (f"trustees, {key}: {words(one)}" for key, one in table.items() if one is not None)


def words(value: Json) -> str:
    """A value in words; a rule with what it rests on, and of a table only what it says."""
    if isinstance(value, dict):
        return _table_words(value)
    if isinstance(value, list):
        return ", ".join(map(words, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def _table_words(table: Mapping[str, Json]) -> str:
    if "rule" in table:
        return f"{words(table['rule'])} ({_grounds_words(table)})"
    said = ((key, value) for key, value in table.items() if value not in (None, []) and key not in GROUNDS)
    told = ", ".join(f"{key} {words(value)}" for key, value in said)
    return f"{told} ({_grounds_words(table)})" if table.keys() >= GROUNDS else told


def _grounds_words(table: Mapping[str, Json]) -> str:
    return f"clause {table['clause']}" if table["clause"] is not None else f"assumed: {table['assumed']}"


def _effect_words(effect: Effect) -> str:
    force = "binding" if effect.binding else "advisory"
    due = "" if effect.due is None else f" Within {effect.due}{_since(effect)}."
    lasts = "" if effect.lasts is None else f" For {effect.lasts}{_since(effect)}."
    does = "" if effect.does is None else f" [{' '.join(filter(None, _does(effect)))}]"
    return f"{force}: {effect.text}{due}{lasts}{does} ({effect.grounds})"


def _does(effect: Effect) -> tuple[str | None, ...]:
    does = None if effect.does is None else effect.does.value
    return does, effect.office, effect.body, effect.procedure, effect.reading


def _since(effect: Effect) -> str:
    return "" if effect.start == DECLARATION else f" from {effect.start}"
