"""Truth: what a minute book is for. Each test plays one thing that somebody with the file could do to it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.minutes.samples import book_of, changed, moment, rechained

from tellers.errors import RecordBroken
from tellers.minutes.book import MinuteBook
from tellers.minutes.minute import Minute

BOOK = book_of(6)
MINUTES = list(BOOK.minutes)


def test_a_book_grows_at_its_end_and_names_each_parent() -> None:
    assert [minute.number for minute in MINUTES] == [0, 1, 2, 3, 4, 5]
    assert [minute.parent for minute in MINUTES] == [None, *(minute.hash for minute in MINUTES[:-1])]


def test_the_head_of_two_minutes_is_what_sha256_gives_by_hand() -> None:
    first, second = (hashlib.sha256(b"\0" + minute.encode()).digest() for minute in MINUTES[:2])
    assert book_of(2).head == hashlib.sha256(b"\1" + first + second).hexdigest()
    assert MinuteBook().head == hashlib.sha256(b"").hexdigest()


def test_a_root_of_the_past_is_the_head_of_then() -> None:
    assert [BOOK.root_at(size).hex() for size in range(7)] == [book_of(size).head for size in range(7)]
    for size in (-1, 7):
        with pytest.raises(IndexError):
            BOOK.root_at(size)


@pytest.mark.parametrize(
    ("minutes", "entry", "why"),
    [
        (MINUTES[1:], "minute 1", "begins the book"),
        ([changed(MINUTES[0], number=1)], "minute 1", "begins the book"),
        ([changed(MINUTES[0], parent="0" * 64)], "minute 0", "has none"),
        ([*MINUTES[:3], *MINUTES[4:]], "minute 4", "expected minute 3"),
        ([*MINUTES[:3], MINUTES[2], *MINUTES[3:]], "minute 2", "expected minute 3"),
        ([*MINUTES[:2], MINUTES[3], MINUTES[2], *MINUTES[4:]], "minute 3", "expected minute 2"),
        ([*MINUTES[:2], changed(MINUTES[2], by="forger"), *MINUTES[3:]], "minute 3", "changed"),
        ([changed(MINUTES[0], facts={}), *MINUTES[1:]], "minute 1", "changed"),
        ([*MINUTES[:2], changed(MINUTES[2], parent=None)], "minute 2", "names the parent None"),
        ([*MINUTES[:2], changed(MINUTES[2], at=moment(0))], "minute 2", "before minute 1"),
    ],
)
def test_the_first_minute_that_does_not_follow_is_named(minutes: list[Minute], entry: str, why: str) -> None:
    with pytest.raises(RecordBroken, match=why) as caught:
        MinuteBook(tuple(minutes))
    assert caught.value.entry == entry


def test_a_minute_of_another_book_does_not_follow() -> None:
    other = book_of(6, "other").minutes
    with pytest.raises(RecordBroken) as caught:
        MinuteBook((*MINUTES[:3], *other[3:]))
    assert caught.value.entry == "minute 3"


def test_an_earlier_time_is_refused_and_an_equal_one_is_not() -> None:
    again = BOOK.append(moment(5), "secretary", "note", {})
    assert again.size == 7
    with pytest.raises(RecordBroken, match=r"minute 6: is of .* before minute 5"):
        BOOK.append("2016-06-28T12:05:00+01:30", "secretary", "note", {})  # the clock reads the same, half an hour ago


def test_a_book_extends_itself_and_every_book_it_was() -> None:
    for size in range(7):
        BOOK.check_extends(book_of(size))


@given(st.integers(min_value=0, max_value=5))
def test_a_change_chained_anew_is_found_against_an_earlier_copy(place: int) -> None:
    forged = MinuteBook(tuple(rechained([*MINUTES[:place], changed(MINUTES[place], by="x"), *MINUTES[place + 1 :]])))
    with pytest.raises(RecordBroken, match="not as it was") as caught:
        forged.check_extends(BOOK)
    assert caught.value.entry == f"minute {place}"


@pytest.mark.parametrize("place", range(5))
def test_a_minute_removed_or_put_in_and_chained_anew_is_found_against_an_earlier_copy(place: int) -> None:
    removed = MinuteBook(tuple(rechained([*MINUTES[:place], *MINUTES[place + 1 :]])))
    inserted = MinuteBook(tuple(rechained([*MINUTES[: place + 1], MINUTES[place], *MINUTES[place + 1 :]])))
    with pytest.raises(RecordBroken) as caught:
        removed.check_extends(BOOK)
    assert caught.value.entry == f"minute {place}"
    with pytest.raises(RecordBroken) as caught:
        inserted.check_extends(BOOK)
    assert caught.value.entry == f"minute {place + 1}"


def test_minutes_cut_off_at_the_end_are_found_against_an_earlier_copy() -> None:
    with pytest.raises(RecordBroken, match="minute 4: is missing; the earlier book has 6 minutes, this one 4"):
        book_of(4).check_extends(BOOK)
