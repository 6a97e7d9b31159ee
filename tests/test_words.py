"""What people write: shown, compared and searched. The truth is Unicode's character database, sign by sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.words import alike, amount, unseen, visible, visible_lines


@pytest.mark.parametrize(
    "other",
    [
        "teller one",
        " Teller  One ",
        "TELLER\u00a0ONE",
        "Teller\tOne",
        "\uff34eller One",
        "Teller\u200b One",
        "Te\u00adller One",
    ],
)
def test_names_that_a_reader_takes_for_one_are_alike(other: str) -> None:
    assert alike(other) == alike("Teller One")


def test_accents_are_alike_however_they_are_written_and_differ_from_none() -> None:
    assert alike("Zoe\u0308 Strasse") == alike("Zoë Straße")
    assert alike("Zoe") != alike("Zoë")
    assert alike("Teller One") != alike("Teller Two")
    assert alike("Al Bert") != alike("Albert")


@given(st.text())
def test_what_is_alike_is_so_once_and_for_all(text: str) -> None:
    assert alike(alike(text)) == alike(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a\x1b[2J", "U+001B"),
        ("a\nb", "U+000A"),
        ("a\u2028b", "U+2028"),
        ("a\x85b", "U+0085"),
        ("a\u202eb", "U+202E"),
        ("a\u2066b", "U+2066"),
        ("a\udc80b", "U+DC80"),
    ],
)
def test_what_nobody_can_see_is_found_by_its_number(text: str, sign: str) -> None:
    assert unseen(text) == sign
    assert unseen(text, allowed=text) is None


@pytest.mark.parametrize(
    "text", ["", "Ann Oakes", "\u0645\u06cc\u200c\u062e", "\u05e9\u05dc", "O\u2019Brien \u2013 3 \u00bd"]
)
def test_what_names_and_sentences_need_is_not_unseen(text: str) -> None:
    assert unseen(text) is None


def test_hidden_characters_show_their_number_on_one_line() -> None:
    assert visible("a\x1b[2J\u202e\udc80\nb\tc") == "a[U+001B][2J[U+202E][U+DC80] b c"


def test_a_later_line_cannot_pass_for_one_of_our_own() -> None:
    assert visible_lines("one\ntellers: all holds\x1b") == "one\n  tellers: all holds[U+001B]"


@given(st.text())
def test_what_is_shown_can_be_printed(text: str) -> None:
    assert visible(text).replace("\u200c", "").replace("\u200d", "").isprintable()
    assert visible(text).encode("utf-8").decode("utf-8") == visible(text)


def test_a_number_takes_its_noun() -> None:
    assert [amount(number, "minute") for number in (0, 1, 2)] == ["0 minutes", "1 minute", "2 minutes"]
    assert amount(2, "body", "bodies") == "2 bodies"
