"""Checkpoints of one book, followed. Truth: RFC 6962 (a root at a size is one), C2SP tlog-checkpoint."""

import pytest
from tests.minutes.samples import ORIGIN, book_of, note_of

from tellers.errors import RecordBroken
from tellers.minutes.book import MinuteBook
from tellers.minutes.checkpoint import Checkpoint
from tellers.minutes.following import SignedHead, Step, TwoHeads, compare

BOOK = book_of(7)
OTHER = book_of(7, "forged")


def head(book: MinuteBook, size: int, *, beside: bool = True) -> SignedHead:
    checkpoint = Checkpoint(ORIGIN, size, book.root_at(size))
    return SignedHead(checkpoint, book if beside else None)


def test_the_first_checkpoint_is_taken_on_trust() -> None:
    assert compare(None, head(BOOK, 5)) is Step.FIRST


def test_a_checkpoint_that_extends_is_newer_and_the_same_one_is_the_same() -> None:
    assert compare(head(BOOK, 5), head(BOOK, 7)) is Step.NEWER
    assert compare(head(BOOK, 5), head(BOOK, 5)) is Step.SAME
    assert compare(head(BOOK, 5), head(BOOK, 5, beside=False)) is Step.SAME


def test_an_older_checkpoint_of_the_same_book_is_older() -> None:
    assert compare(head(BOOK, 7), head(BOOK, 5)) is Step.OLDER
    assert compare(head(BOOK, 7), head(BOOK, 5, beside=False)) is Step.OLDER


def test_without_a_book_a_longer_checkpoint_is_not_said_to_extend() -> None:
    assert compare(head(BOOK, 5), head(BOOK, 7, beside=False)) is Step.UNPROVED
    assert compare(head(BOOK, 7, beside=False), head(BOOK, 5)) is Step.UNPROVED


@pytest.mark.parametrize("beside", [True, False])
def test_two_signed_heads_of_one_size_are_two_histories_with_and_without_books(*, beside: bool) -> None:
    with pytest.raises(TwoHeads) as caught:
        compare(head(BOOK, 5, beside=beside), head(OTHER, 5, beside=beside))
    assert caught.value.culprit == ORIGIN
    assert BOOK.root_at(5).hex() in caught.value.detail
    assert OTHER.root_at(5).hex() in caught.value.detail


@pytest.mark.parametrize(("kept", "shown"), [(5, 7), (7, 5)])
def test_a_head_of_another_size_that_does_not_extend_is_another_history(kept: int, shown: int) -> None:
    with pytest.raises(TwoHeads, match="minutes"):
        compare(head(BOOK, kept), head(OTHER, shown))


def test_a_book_that_does_not_bear_out_its_own_checkpoint_is_refused() -> None:
    with pytest.raises(RecordBroken):
        compare(None, SignedHead(Checkpoint.of(ORIGIN, BOOK), OTHER))
    with pytest.raises(RecordBroken):
        compare(None, SignedHead(Checkpoint.of(ORIGIN, BOOK), book_of(3)))


def test_the_samples_sign_what_is_compared_here() -> None:
    assert Checkpoint.of(ORIGIN, BOOK).text in note_of(BOOK).decode()
