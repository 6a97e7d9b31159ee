"""Reads a declaration.json as a record that claims are held against, from its bytes alone.

The rule book it was made by is asked for names where it is at hand: the file itself names no body of a next step.
"""

import json
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from tellers.errors import RuleBookError, Unreadable
from tellers.figures import Base, Figure, Known
from tellers.reports.told import Told, ToldEffect, ToldNeed, ToldStep, ToldWay, with_majority
from tellers.rulebook.book import RuleBook

TEXT = re.compile(
    r"^(?P<title>.*?)(?:: (?P<number>.*?)(?: needed)?)? \((?P<grounds>(?:clause|assumed).*)\)$", re.DOTALL
)
"""A next step in one line, as `decisions/next_steps.py` writes it."""

Whole = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Fractional = Annotated[str, Meta(pattern=r"^[0-9]{1,16}/[0-9]{1,16}$")]


class FigureJson(Struct, frozen=True):
    """One entry of `figures`."""

    id: str
    value: Whole
    counts: str
    base: str | None
    fraction: Fractional | None
    known: Known
    source: str


class EffectJson(Struct, frozen=True):
    """One entry of `effects`, as far as claims ask for it."""

    text: str
    binding: bool
    clause: str | None
    assumed: str | None


class ThresholdJson(Struct, frozen=True):
    """What a next step needs."""

    op: str | None
    fraction: str | None
    base_size: int | None
    needed: int | None


class HeldJson(ThresholdJson, frozen=True):
    """One entry of `thresholds`: what the vote itself needed."""

    rule: str
    text: str
    count: str
    base: str | None
    clause: str | None
    assumed: str | None


class WayJson(Struct, frozen=True):
    """What a next step needs under one reading of it."""

    readings: dict[str, str]
    body: str | None
    threshold: ThresholdJson | None


class ReadingJson(Struct, frozen=True):
    """A question of a rule, with the answers that are live."""

    live: list[dict[str, str]]


class StepJson(Struct, frozen=True):
    """One entry of `could_follow`."""

    procedure: str
    text: str
    applies: bool
    condition: str
    threshold: ThresholdJson | None
    ways: list[WayJson]
    readings: list[ReadingJson]


class DeclarationJson(Struct, frozen=True):
    """A declaration.json, as far as claims ask for it."""

    format: int
    organisation: str
    title: str
    question: str
    holder: str
    office: str | None
    on: date
    known_on: date
    figures: list[FigureJson]
    outcome: str
    thresholds: list[HeldJson]
    effects: list[EffectJson]
    could_follow: list[StepJson]


def read_told(raw: bytes, source: str, book: RuleBook | None) -> Told:
    """A declaration.json as a record; raises Unreadable for what is not one."""
    try:
        found = msgspec.json.decode(raw, type=DeclarationJson, strict=True)
    except msgspec.DecodeError as error:
        message = f"not a declaration.json: {error}; expected the file that `tellers case declare` writes"
        raise Unreadable(message, source=source) from None
    return Told(
        title=found.title,
        organisation=found.organisation,
        question=found.question,
        on=found.on,
        known_on=found.known_on,
        figures=with_majority(tuple(_figure(one) for one in found.figures)),
        outcome=found.outcome,
        effects=tuple(ToldEffect(one.text, one.binding, _grounds(one)) for one in found.effects),
        steps=tuple(_named(_step(one), book, found.known_on) for one in found.could_follow),
        holder=found.holder,
        office=found.office,
        needs=tuple(_need(one) for one in found.thresholds),
    )


def fingerprint_of_book(raw: bytes) -> str | None:
    """The rule book that a declaration.json says it was made by; None where it does not say."""
    value = json.loads(raw)
    prints = value.get("fingerprints") if isinstance(value, dict) else None
    named = prints.get("rulebook") if isinstance(prints, dict) else None
    return named if isinstance(named, str) else None


def _figure(one: FigureJson) -> Figure:
    base = None
    if one.base is not None:
        size = 0 if one.fraction is None else int(one.fraction.partition("/")[2])
        base = Base(one.base, size)
    return Figure(one.id, one.counts, one.value, one.known, one.source, base)


def _grounds(one: EffectJson | HeldJson) -> str:
    return f"clause {one.clause}" if one.clause is not None else f"assumed: {one.assumed}"


def _need(one: HeldJson) -> ToldNeed:
    share = None if one.fraction is None else Fraction(one.fraction)
    return ToldNeed(
        one.rule, one.text, one.count, one.base, one.base_size, one.needed, share, _grounds(one), one.clause is None
    )


def _step(one: StepJson) -> ToldStep:
    text = TEXT.match(one.text)
    state = "Applies" if one.applies else "Does not apply"
    ways = tuple(_way(way) for way in one.ways) or (_way(WayJson({}, None, one.threshold)),)
    return ToldStep(
        procedure=one.procedure,
        title=text["title"] if text else one.text,
        number=(text["number"] or "") if text else "",
        grounds=text["grounds"] if text else "could_follow",
        applies=f"{state} as things stand ({one.condition}).",
        ways=ways,
        disputed=any(len(reading.live) > 1 for reading in one.readings),
        lines=tuple(live.get("text", "") for reading in one.readings for live in reading.live),
    )


def _way(way: WayJson) -> ToldWay:
    line = way.threshold
    share = None if line is None or line.fraction is None else Fraction(line.fraction)
    return ToldWay(
        choices=tuple(way.readings.values()),
        body=way.body,
        body_name=None,
        more_than=line is not None and line.op == ">",
        share=share,
        base_size=None if line is None else line.base_size,
        needed=None if line is None else line.needed,
    )


def _named(step: ToldStep, book: RuleBook | None, on: date) -> ToldStep:
    """A step with its bodies as the rule book names them."""
    if book is None:
        return step
    try:
        own = book.variants(step.procedure, on=on)[0].procedure.body
        ways = tuple(_body(way, way.body or own, book, on) for way in step.ways)
    except RuleBookError:
        return step
    return replace(step, ways=ways)


def _body(way: ToldWay, body: str | None, book: RuleBook, on: date) -> ToldWay:
    return way if body is None else replace(way, body=body, body_name=book.body(body, on=on).name)
