"""Text in columns. What a terminal does with wide and combining characters is Unicode Annex 11's."""

from hypothesis import given
from hypothesis import strategies as st

from tellers.reports.layout import Column, columns_of, paragraph, table, wrapped
from tellers.words import visible


def test_a_wide_character_takes_two_columns_and_a_mark_none() -> None:
    assert columns_of("選挙") == 4
    assert columns_of("e\u0301") == 1
    assert columns_of("\u200d") == 0


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert wrapped("abcdefgh ij", 4) == ["abcd", "efgh", "ij"]
    assert wrapped("選挙区", 4) == ["選挙", "区"]


def test_later_lines_of_a_paragraph_hang() -> None:
    lines = list(paragraph("word " * 20, indent=2, hang=3))
    assert lines[0].startswith("  word")
    assert lines[1].startswith("     word")


def test_a_long_cell_goes_on_below_and_numbers_stand_to_the_right() -> None:
    rows = [("one two", "7", "x"), ("a", "12", "y")]
    assert list(table(rows, (Column(3), Column(4, numbers=True), Column(1)), indent=1)) == [
        " one     7  x",
        " two",
        " a      12  y",
    ]


@given(st.text(), st.integers(min_value=2, max_value=90))
def test_wrapping_loses_nothing_but_spaces_and_stays_within_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(visible(text).split())
    assert all(columns_of(line) <= width for line in lines)
