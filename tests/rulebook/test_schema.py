"""docs/formats/rulebook.schema.json against the parser: what the one knows and refuses, so does the other.

The schema is held by jsonschema, which others wrote. Dates are text to it, as they are to editors.
"""

import json
import tomllib
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.rulebook.page import BOOKS, FORMATS, PLACES, book_with, known_keys, unknown_key

from tellers.errors import RuleBookError
from tellers.rulebook.basis import Form
from tellers.rulebook.contests import ContestTie, FilterKind, Sole
from tellers.rulebook.counts import Given
from tellers.rulebook.custody import Camps, NotAppointed, WalkedOut
from tellers.rulebook.effects import Does
from tellers.rulebook.methods import METHODS
from tellers.rulebook.motions import TieRule
from tellers.rulebook.nominations import Incumbent, When
from tellers.rulebook.parsing import parse
from tellers.rulebook.procedures import KINDS

SCHEMA = json.loads((FORMATS / "rulebook.schema.json").read_bytes())
VALID = Draft202012Validator(SCHEMA)
FOLDERS = sorted((Path(__file__).parents[2] / "rulebooks").glob("*/book.toml"))


def mistakes(book: str) -> list[str]:
    values = json.loads(json.dumps(tomllib.loads(book), default=str))
    return [f"{list(error.path)}: {error.message}" for error in VALID.iter_errors(values)]


def properties(sort: str) -> dict[str, Any]:
    """The keys that the schema has for a table."""
    table = SCHEMA if sort == "top" else SCHEMA["$defs"][sort]
    found: dict[str, Any] = table.get("anyOf", [table])[0]["properties"]
    return found


def enums(schema: object) -> list[list[str]]:
    """Every closed set of words in a part of the schema."""
    if isinstance(schema, dict):
        own = [schema["enum"]] if "enum" in schema else []
        return own + [found for value in schema.values() for found in enums(value)]
    return [found for value in schema for found in enums(value)] if isinstance(schema, list) else []


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("book", FOLDERS, ids=lambda path: path.parent.name)
def test_every_book_of_the_project_satisfies_it(book: Path) -> None:
    assert mistakes(book.read_text("utf-8")) == []


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_every_book_of_the_page_satisfies_it(book: str) -> None:
    assert mistakes(book) == []


@pytest.mark.parametrize("sort", PLACES)
def test_it_has_the_keys_that_the_parser_has(sort: str) -> None:
    assert set(properties(sort)) == known_keys(sort)


@pytest.mark.parametrize("place", [place for sort, place in PLACES.items() if sort != "top"])
def test_a_key_that_the_parser_refuses_it_refuses(place: str) -> None:
    assert mistakes(unknown_key(place)) != []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ('kind      = "ruling"', 'kind      = "vote"'),
        ('tie    = "lot"', 'tie    = "coin"'),
        ('method = "approval"', 'method = "aproval"'),
        ("notice_days = 14", 'notice_days = "14"'),
        ("notice_days = 14", "notice_days = -1"),
        ('at_least = "48 hours"', 'at_least = "48 ours"'),
        ('does    = "vacates"', 'does    = "vacate"'),
        ("for_months = 12", "for_months = -1"),
        ('when      = "vacancy"', 'when      = "vacant"'),
        ('sum    = ["for", "against", "spoiled"]', ""),
        ('members = { standing = ["full", "life"] }', "members = { standing = [] }"),
        ('number = "2"', ""),
        ("[[clause.members]]", "[[clause.Members]]"),
    ],
)  # fmt: skip
def test_a_value_that_the_parser_refuses_it_refuses(line: str, wrong: str) -> None:
    book = book_with(line).replace(line, wrong, 1)
    assert mistakes(book) != []
    with pytest.raises(RuleBookError):
        parse(book, "the page")


@pytest.mark.parametrize(
    "closed",
    [*(Form, ContestTie, FilterKind, Sole, Given, Does, TieRule, Incumbent, When), Camps, NotAppointed, WalkedOut],
)
def test_each_closed_set_of_the_code_is_one_of_the_schema(closed: type[Enum]) -> None:
    assert {word.value for word in closed} in [set(found) for found in enums(SCHEMA)]


@pytest.mark.parametrize("words", [METHODS, tuple(KINDS)])
def test_methods_and_kinds_of_the_code_are_those_of_the_schema(words: tuple[str, ...]) -> None:
    assert set(words) in [set(found) for found in enums(SCHEMA)]


@pytest.mark.parametrize("name", SCHEMA["$defs"])
def test_each_definition_is_used(name: str) -> None:
    assert f'"#/$defs/{name}"' in json.dumps(SCHEMA)
