"""declaration.json keeps the contract of docs/formats/declaration.md: schema, page and bytes agree.

The schema is held by jsonschema, which others wrote.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.reports.samples import (
    DAY_OF_RECORD,
    Papers,
    Vote,
    declared,
    objected,
    other_day,
    tied,
    wholly_paper,
    with_quorum,
)

from tellers.proceedings.declaration import Declaration

FORMATS = Path(__file__).parents[2] / "docs" / "formats"
PAGE = (FORMATS / "declaration.md").read_text("utf-8")
SCHEMA = json.loads((FORMATS / "declaration.schema.json").read_bytes())
VALID = Draft202012Validator(SCHEMA)

DECLARATIONS = {
    "28 June 2016": declared(),
    "known a month later": declared(known=date(2016, 7, 28)),
    "171 to 41": declared(other_day()),
    "paper alone": declared(wholly_paper()),
    "a tie, sealed alone": declared(tied()),
    "no quorum": declared(book=with_quorum(), procedure="motion"),
    "a binding effect": declared(replace(DAY_OF_RECORD, not_returned=0), book=with_quorum(), procedure="motion"),
    "a withheld split": declared(replace(DAY_OF_RECORD, papers=Papers(1, 2))),
    "an objection and a breach": declared(objected()),
    "no vote": declared(Vote(sealed=(0, 0, 0), papers=None, not_returned=229)),
}


def plain(declaration: Declaration) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(declaration.encode())
    return value


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", DECLARATIONS)
def test_a_declaration_satisfies_the_schema(name: str) -> None:
    VALID.validate(plain(DECLARATIONS[name]))


def without(name: str) -> Callable[[Any], object]:
    return lambda value: value.pop(name)


@pytest.mark.parametrize(
    "change",
    [
        *(without(name) for name in SCHEMA["required"]),
        lambda value: value.update(more=1),
        lambda value: value.update(format=2),
        lambda value: value.update(outcome="won"),
        lambda value: value.update(on="28 June 2016"),
        lambda value: value["figures"][0].update(value=-1),
        lambda value: value["figures"][0].update(value=229.5),
        lambda value: value["figures"][0].update(known="believed"),
        lambda value: value["figures"][0].update(source=""),
        lambda value: value["figures"][-1].update(fraction="13/0"),
        lambda value: value["figures"][-1].update(fraction=0.06),
        lambda value: value["figures"][0].pop("base"),
        lambda value: value["thresholds"][0].update(clause="1"),
        lambda value: value["thresholds"][0].update(assumed=None),
        lambda value: value["effects"][0].update(assumed=None),
        lambda value: value["could_follow"][0].pop("readings"),
        lambda value: value["could_follow"][0]["readings"][0].update(live=[]),
        lambda value: value["agents"][0].update(name="a member"),
        lambda value: value["fingerprints"].update(roll="00"),
    ],
)
def test_what_breaks_the_contract_is_found(change: Callable[[Any], object]) -> None:
    value = plain(DECLARATIONS["28 June 2016"])
    change(value)
    assert not VALID.is_valid(value)


def names(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for inner in schema.values():
            yield from names(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from names(inner)


def test_the_page_names_everything_that_the_schema_has() -> None:
    said = set(re.findall(r"`([^`]+)`", PAGE))
    assert set(names(SCHEMA)) - said == set()


def test_the_page_names_every_figure() -> None:
    said = set(re.findall(r"`([^`]+)`", PAGE))
    ids = {figure.id for figure in DECLARATIONS["28 June 2016"].figures if figure.base is None}
    assert ids - said == set()


def test_the_figures_stand_in_the_order_of_the_page() -> None:
    ids = [figure.id for figure in DECLARATIONS["28 June 2016"].figures]
    assert ids[:8] == ["entitled", "returned", "valid", "for", "against", "blank", "spoiled", "not-returned"]
    parts = [id_ for id_ in ids if id_.endswith(("-sealed", "-paper"))]
    assert ids[8 : 8 + len(parts)] == parts
    assert all("-of-" in id_ for id_ in ids[8 + len(parts) :])


def test_objections_stand_with_their_answers_and_the_name_is_left_out_where_there_are_none() -> None:
    assert "objections" not in plain(DECLARATIONS["28 June 2016"])
    answered, open_ = plain(DECLARATIONS["an objection and a breach"])["objections"]
    assert (answered["grade"], answered["answer"]["minute"]) == ("objection", answered["minute"] + 1)
    assert (open_["grade"], open_["answer"]) == ("breach", None)
