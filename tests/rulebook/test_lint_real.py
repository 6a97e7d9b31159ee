"""The books of the repository: nothing in them is missing or contradicts itself, whatever else there is to know."""

import pytest
from tests.rulebook.samples import RULEBOOKS, of_file

from tellers.decisions.consequences import consequences
from tellers.reports.consequences_text import consequences_lines
from tellers.rulebook.holes import BARRING
from tellers.rulebook.lint import check

BOOKS = sorted(path.parent.name for path in RULEBOOKS.glob("*/book.toml"))


@pytest.mark.parametrize("name", BOOKS)
def test_no_real_book_has_a_hole_that_bars_it(name: str) -> None:
    assert [hole for hole in check(of_file(name)) if hole.severity in BARRING] == []


@pytest.mark.parametrize("name", BOOKS)
def test_every_procedure_of_every_edition_has_a_tree(name: str) -> None:
    book = of_file(name)
    for edition in book.editions:
        for id_ in edition.procedures:
            lines = list(consequences_lines(consequences(book, id_, edition.since)))
            assert f"[{id_}]" in lines[1]
            assert len(lines) > 5


def test_there_are_books() -> None:
    assert len(BOOKS) > 20
