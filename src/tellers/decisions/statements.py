"""Statements: where sources differ, the facts hold what each of them says, and none is smoothed over.

Any value may be a list of statements in place of a plain one. An account is one way to take all of them; where a
statement is adopted the accounts take it, and else there is an account for each value that somebody states.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from tellers.canonical import Json, encode
from tellers.decisions.facts_text import Path, Place, name_of

MOST_ACCOUNTS = 64
"""The most combinations of statements that are followed up."""

KEYS = frozenset({"value", "source", "adopted", "note"})

DATED = ("sizes", "weights")
"""Where a list may also give one value for each of several days (`on`)."""

UNDATED = ""
"""The day of a size of which no day is told."""


@dataclass(frozen=True)
class Statement:
    """What one source says of one fact."""

    value: Json
    source: str | None
    adopted: bool


@dataclass(frozen=True)
class Disputed:
    """A fact of which sources say different things; or one thing, if they agree."""

    path: Path
    statements: tuple[Statement, ...]

    @property
    def fact(self) -> str:
        """The fact as an author knows it: `papers.for`."""
        return name_of(self.path).strip("`")

    @property
    def values(self) -> tuple[Json, ...]:
        """Everything that is stated, each value once, in the order of the facts."""
        return tuple({encode(one.value): one.value for one in self.statements}.values())

    @property
    def adopted(self) -> Json:
        """The value that is adopted; only where `settled`."""
        return next(one.value for one in self.statements if one.adopted)

    @property
    def settled(self) -> bool:
        """Whether one of the statements is adopted."""
        return any(one.adopted for one in self.statements)

    @property
    def live(self) -> tuple[Json, ...]:
        """The values that an account may take."""
        return (self.adopted,) if self.settled else self.values


Choices = Mapping[Path, Json]
"""The value that each disputed fact has in one account."""


def disputes(value: Json, place: Place) -> tuple[Disputed, ...]:
    """Every fact that is given as statements, in the order of the facts."""
    found: list[Disputed] = []
    _find(value, (), place, found)
    count = prod(len(one.live) for one in found)
    if count > MOST_ACCOUNTS:
        message = f"the statements make {count} accounts; expected {MOST_ACCOUNTS} at most, so adopt some of them"
        place.refuse(message, found[-1].path)
    return tuple(found)


def accounts(found: tuple[Disputed, ...]) -> tuple[Choices, ...]:
    """Each way to take all the statements; one, with nothing to choose, where nothing is disputed."""
    paths = [one.path for one in found]
    return tuple(dict(zip(paths, values, strict=True)) for values in product(*(one.live for one in found)))


def written(value: Json) -> str:
    """A value in words; a whole table is not printed within a sentence."""
    if isinstance(value, dict | list):
        return "one table" if isinstance(value, dict) else f"a list of {len(value)}"
    return value if isinstance(value, str) else json.dumps(value)


def settle(value: Json, choices: Choices, path: Path = ()) -> Json:
    """The facts as one account has them, without statements."""
    if path in choices:
        return choices[path]
    if isinstance(value, dict):
        return {key: settle(inner, choices, (*path, key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [settle(one, choices, (*path, number)) for number, one in enumerate(value)]
    return value


def by_day(value: Json) -> Json:
    """The facts with each list of sizes by day as an object with the day as key; several of one day are statements."""
    if not isinstance(value, dict):
        return value
    return {key: _all_by_day(inner) if key in DATED else inner for key, inner in value.items()}


def _all_by_day(sizes: Json) -> Json:
    return {body: _days(told) for body, told in sizes.items()} if isinstance(sizes, dict) else sizes


def _days(told: Json) -> Json:
    if not isinstance(told, list) or not any(isinstance(one, dict) and "on" in one for one in told):
        return told
    if not all(isinstance(one, dict) and isinstance(one.get("on", UNDATED), str) for one in told):
        return told
    days: dict[str, Json] = {}
    for one in told:
        if isinstance(one, dict):
            rest: Json = {key: inner for key, inner in one.items() if key != "on"}
            said = days.setdefault(str(one.get("on", UNDATED)), [])
            if isinstance(said, list):
                said.append(rest)
    return days


def _find(value: Json, path: Path, place: Place, found: list[Disputed]) -> None:
    if _states(value):
        found.append(Disputed(path, _statements(value if isinstance(value, list) else [value], path, place)))
    elif isinstance(value, dict):
        for key, inner in value.items():
            _find(inner, (*path, key), place, found)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            _find(inner, (*path, number), place, found)


def _states(value: Json) -> bool:
    one = value[0] if isinstance(value, list) and value else value
    return isinstance(one, dict) and "value" in one and one.keys() <= KEYS


def _statements(values: list[Json], path: Path, place: Place) -> tuple[Statement, ...]:
    statements = tuple(_statement(one, (*path, number), place) for number, one in enumerate(values))
    adopted = {encode(one.value) for one in statements if one.adopted}
    if len(adopted) > 1:
        place.refuse(f"{name_of(path)} adopts two values; adopt one of the statements, or none", path)
    return statements


def _statement(one: Json, path: Path, place: Place) -> Statement:
    if not isinstance(one, dict) or "value" not in one or not one.keys() <= KEYS:
        place.refuse('expected a statement, such as {"value": 172, "source": "minutes"}', path)
    source, adopted = one.get("source"), one.get("adopted", False)
    if not isinstance(source, str | None) or not isinstance(adopted, bool):
        place.refuse("`source` is text, and `adopted` is true or false", path)
    return Statement(one["value"], source, adopted)
