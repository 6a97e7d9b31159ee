"""docs/formats/rulebook.md against the language: its books are read, and every key and word of the code is there."""

import re
from datetime import date
from enum import Enum

import pytest
from tests.rulebook.page import AROUND, BOOKS, EXAMPLE, PAGE, PLACES, RECIPES, THRESHOLDS, known_keys

from tellers.rulebook.clocks import Unit
from tellers.rulebook.contests import ContestTie, FilterKind, Sole
from tellers.rulebook.counts import Given
from tellers.rulebook.custody import Camps, NotAppointed, WalkedOut
from tellers.rulebook.effects import Does
from tellers.rulebook.grammar import parse_condition
from tellers.rulebook.holes import BARRING, Severity
from tellers.rulebook.lint import check
from tellers.rulebook.lint_custody import WRITE_RULE
from tellers.rulebook.lint_silence import WRITE
from tellers.rulebook.methods import METHODS
from tellers.rulebook.motions import TieRule
from tellers.rulebook.nominations import Incumbent, When
from tellers.rulebook.outcomes import Ending, Outcome
from tellers.rulebook.parsing import parse
from tellers.rulebook.procedures import KINDS
from tellers.rulebook.thresholds import Op, Rounding
from tellers.rulebook.vocabulary import WORDS, Vocabulary

CLOSED: tuple[type[Enum], ...] = (
    *(Unit, ContestTie, FilterKind, Sole, Given, Does, Severity, TieRule, Incumbent, When, Ending, Outcome, Rounding),
    *(Camps, NotAppointed, WalkedOut),
)
ANYTHING = Vocabulary(sums={"votes-cast": ("for", "against", "spoiled"), "local-parties": ()}, ops=frozenset(Op))


def test_the_example_is_a_book_without_holes() -> None:
    assert [hole for hole in check(parse(EXAMPLE, "the page")) if hole.severity in BARRING] == []


def test_the_example_has_every_kind_of_procedure() -> None:
    edition = parse(EXAMPLE, "the page").editions[-1]
    kinds = {type(variant.procedure) for variants in edition.procedures.values() for variant in variants}
    assert kinds == set(KINDS.values())


def test_the_example_shows_editions_by_their_days() -> None:
    book = parse(EXAMPLE, "the page")
    told = {
        day: (str(book.clause("members", on=day).text), book.body("members", on=day).includes({"standing": "life"}))
        for day in (date(2023, 1, 31), date(2023, 2, 1))
    }
    assert [("life members" in text, allowed) for text, allowed in told.values()] == [(False, False), (True, True)]


def test_the_majority_of_the_example_turns_on_its_reading_until_the_ruling() -> None:
    book = parse(EXAMPLE, "the page")
    before, after = (book.variants("confidence", on=day) for day in (date(2024, 5, 1), date(2024, 5, 2)))
    assert [dict(variant.readings)["cast"] for variant in before] == ["valid-only", "with-spoiled"]
    assert [dict(variant.readings)["cast"] for variant in after] == ["valid-only"]


@pytest.mark.parametrize("recipe", [AROUND, *RECIPES.values()], ids=["around the recipes", *RECIPES])
def test_each_recipe_is_read_in_the_book_around_it(recipe: str) -> None:
    assert parse(recipe, "the page").organisation == "A larger society (invented)"


def test_the_page_has_books_recipes_and_thresholds() -> None:
    assert len(BOOKS) > 12
    assert len(THRESHOLDS) > 25


@pytest.mark.parametrize("text", THRESHOLDS)
def test_every_threshold_on_the_page_is_read(text: str) -> None:
    assert str(parse_condition(text, "the page", None, ANYTHING)) == text


@pytest.mark.parametrize("sort", PLACES)
def test_every_key_that_the_parser_knows_is_on_the_page(sort: str) -> None:
    assert [key for key in known_keys(sort) if not re.search(rf"`{key}`|`{key} = |\[\[{key}[.\]]", PAGE)] == []


@pytest.mark.parametrize(
    "word", [*WORDS, *KINDS, *METHODS, *(str(word.value) for closed in CLOSED for word in closed)]
)
def test_every_word_of_the_language_is_on_the_page(word: str) -> None:
    assert re.search(rf'`"?{re.escape(word)}\b', PAGE)


@pytest.mark.parametrize("write", [*WRITE, *WRITE_RULE])
def test_every_rule_that_can_be_a_hole_is_on_the_page(write: str) -> None:
    assert f"`{write}`" in PAGE
