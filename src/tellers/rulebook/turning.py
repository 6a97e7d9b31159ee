"""Rules that turn on a reading: `{ reading = "ID", by = { CHOICE = value, … } }` in place of a value.

A procedure is read once for every combination of choices, each time as a table in which every such rule has the value
of its choice. So what a book says under one reading is checked like what it says under another.
"""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import prod

from tellers.rulebook.lines import Path
from tellers.rulebook.readings import Reading
from tellers.rulebook.tables import Table, did_you_mean

MOST = 64
"""The most combinations of choices of one procedure."""

READING, BY = "reading", "by"

Readings = Mapping[str, Reading]
Choices = tuple[tuple[str, str], ...]
"""A choice of each reading, by their ids."""


def combinations(table: Table, readings: Readings) -> tuple[Choices, ...]:
    """Every combination of choices of the readings that a table names; one without choices where it names none."""
    named = tuple(
        dict.fromkeys(id_ for key, one in table.values.items() for id_ in _named(table, one, (key,), readings))
    )
    number = prod(len(readings[id_].choices) for id_ in named)
    if number > MOST:
        table.refuse(f"{table.name} turns on {len(named)} readings in {number} ways; expected at most {MOST}")
    choices = [[(id_, choice.id) for choice in readings[id_].choices] for id_ in named]
    return tuple(product(*choices))


def turned(table: Table, choices: Choices, readings: Readings) -> Table:
    """The table under one combination of choices; it knows which of its values rest on a reading's clause."""
    turning = _Turning(table, dict(choices), readings)
    values = {key: turning.value(one, (*table.path, key), (*table.path, key)) for key, one in table.values.items()}
    lines = ChainMap(turning.lines, table.lines)
    return Table(values, table.source, lines, table.path, set(table.seen), turning.clauses)


def weight(value: object) -> int:
    """How many values there are within a value, itself among them: the work of reading it once."""
    number, level = 0, [value]
    while level:
        number += len(level)
        level = [inner for one in level for _, inner in _inside(one)]
    return number


@dataclass
class _Turning:
    """One pass over a table: what stands on which line once it has moved, and what rests on which clause."""

    table: Table
    choices: Mapping[str, str]
    readings: Readings
    lines: dict[Path, int] = field(default_factory=dict)
    clauses: dict[Path, str] = field(default_factory=dict)

    def value(self, value: object, old: Path, new: Path) -> object:
        """What stands in the book at `old`, as it stands at `new` under the choices."""
        if old != new:
            self.lines[new] = self.table.line_at(old)
        if (turn := _turn(value)) is not None:
            id_, by = turn
            self.clauses[new] = self.readings[id_].clause
            return self.value(by[self.choices[id_]], (*old, BY, self.choices[id_]), new)
        if isinstance(value, dict):
            return {key: self.value(one, (*old, key), (*new, key)) for key, one in value.items()}
        if isinstance(value, list):
            return [self.value(one, (*old, number), (*new, number)) for number, one in enumerate(value)]
        return value


def _turn(value: object) -> tuple[str, Mapping[str, object]] | None:
    """The reading and the values of a rule that turns on one, None for any other value."""
    if not isinstance(value, dict) or not isinstance(value.get(BY), dict):
        return None
    return str(value.get(READING)), value[BY]


def _inside(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def _named(table: Table, value: object, path: Path, readings: Readings) -> Iterator[str]:
    """The readings named in a value, in the order of the book, each rule that turns on one checked."""
    if isinstance(value, dict) and value.keys() == {READING}:
        table.within(value, path).refuse(
            f"a rule that turns on a reading needs its values; write {BY} = {{ CHOICE = … }}"
        )
    if _turn(value) is not None:
        yield _checked(table, value, path, readings)
    for key, inner in _inside(value):
        yield from _named(table, inner, (*path, key), readings)


def _checked(table: Table, value: object, path: Path, readings: Readings) -> str:
    here = table.within(value, path)
    id_ = here.text(READING)
    if id_ not in readings:
        here.not_in_force("reading", id_, readings, READING)
    by = here.table(BY)
    choices = [choice.id for choice in readings[id_].choices]
    for word in by.values:
        if word not in choices:
            by.refuse(f"`{word}` is not a choice of the reading `{id_}`; {did_you_mean(word, choices)}", word)
    for choice in choices:
        if choice not in by.values:
            by.refuse(f"`by` has no value for the choice `{choice}` of the reading `{id_}`; write {choice} = …")
    here.finish()
    return id_
