"""docs/formats/rulebook.md against the language: its book is read, and every key and word it must teach is there."""

import re
from datetime import date
from pathlib import Path

import pytest

from tellers.rulebook.lint import WRITE, Severity, check
from tellers.rulebook.old_procedures import Outcome, TieRule, Vacancy
from tellers.rulebook.old_thresholds import BASES, parse_threshold
from tellers.rulebook.parsing import parse

PAGE = (Path(__file__).parents[2] / "docs" / "formats" / "rulebook.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
THRESHOLDS = re.findall(r"^(\w+ >=? \S+(?: of \w+)?)  +\w", PAGE, re.MULTILINE)


def test_the_example_is_a_book_without_holes() -> None:
    book = parse(EXAMPLE, "the page")
    assert [hole for hole in check(book) if hole.severity is Severity.MISSING] == []


def test_the_example_shows_editions_and_a_ruling_by_their_days() -> None:
    book = parse(EXAMPLE, "the page")
    assert "5 clear days" in str(book.clause("motion", on=date(2023, 1, 31)).text)
    assert "7 clear days" in str(book.clause("motion", on=date(2023, 2, 1)).text)
    assert [len(book.readings(on=day)[0].choices) for day in (date(2023, 5, 1), date(2023, 5, 2))] == [2, 1]


def test_every_threshold_on_the_page_is_read() -> None:
    assert len(THRESHOLDS) == 5
    for text in THRESHOLDS:
        assert parse_threshold(text, "the page").text == text


@pytest.mark.parametrize(
    "word",
    [
        *WRITE,
        *BASES,
        *(severity.value for severity in Severity),
        *(outcome.value for outcome in Outcome),
        *(kind.value for kind in Vacancy),
        *("statutory", "follows", "office", "ex_officio", "filled_by", "union", "overturns", "due_days", "binding"),
    ],
)
def test_every_word_of_the_language_is_on_the_page(word: str) -> None:
    assert re.search(rf"`{word}\b", PAGE)


@pytest.mark.parametrize("rule", TieRule)
def test_every_tie_rule_is_on_the_page(rule: TieRule) -> None:
    assert f'`"{rule.value}"`' in PAGE
