"""Lines of text for drawings. The widths of the font were read off DejaVu Sans 2.37; the rules are stated here."""

from hypothesis import given
from hypothesis import strategies as st

from tellers.reports.lettering import width_of, wrapped

WORDS = st.lists(st.text(st.characters(blacklist_categories=("Z", "C")), min_size=1, max_size=30), max_size=8)


def test_a_line_holds_as_many_words_as_fit() -> None:
    assert wrapped("one two three", 400, 15) == ("one two three",)
    assert wrapped("one two three", width_of("one two", 15), 15) == ("one two", "three")
    assert wrapped("", 100, 15) == ()


def test_a_word_longer_than_a_line_is_cut_and_loses_nothing() -> None:
    lines = wrapped("Donaudampfschifffahrt ja", 80, 15)
    assert len(lines) > 2
    assert "".join(lines).replace(" ", "") == "Donaudampfschifffahrtja"
    assert all(width_of(line, 15) <= 80 for line in lines)


def test_a_word_may_end_a_line_after_its_hyphen() -> None:
    assert wrapped("vice-captain", width_of("vice-capt", 15), 15) == ("vice-", "captain")


def test_bold_and_wide_letters_take_more_room_and_marks_on_letters_none() -> None:
    assert width_of("Chair", 15, bold=True) > width_of("Chair", 15)
    assert width_of("議長", 15) > width_of("ab", 15)
    assert width_of("e\N{COMBINING ACUTE ACCENT}", 15) == width_of("e", 15)


def test_a_line_too_narrow_for_anything_holds_one_character() -> None:
    assert wrapped("abc", 1, 15) == ("a", "b", "c")


@given(WORDS, st.integers(30, 300), st.booleans())
def test_no_line_is_wider_than_it_may_be_and_no_character_is_lost(words: list[str], width: int, bold: bool) -> None:  # noqa: FBT001 — hypothesis gives it
    text = " ".join(words)
    lines = wrapped(text, width, 15, bold=bold)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(width_of(line, 15, bold=bold) <= width for line in lines)
