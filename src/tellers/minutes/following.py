"""Checkpoints of one book, followed: each must extend the ones seen before, whoever shows it.

Source: C2SP tlog-checkpoint; RFC 6962, section 5.4 ("Monitor") and section 7.3 (misbehaving logs).
"""

from dataclasses import dataclass
from enum import Enum

from tellers.errors import NotProven
from tellers.minutes.book import MinuteBook
from tellers.minutes.checkpoint import Checkpoint


class TwoHeads(NotProven):
    """Two signed heads that cannot be of one book: the signer vouched for two histories."""


@dataclass(frozen=True)
class SignedHead:
    """A checkpoint whose signature holds, with the minute book that was shown beside it, if any was."""

    checkpoint: Checkpoint
    book: MinuteBook | None


class Step(Enum):
    """How a checkpoint stands to the longest one that was seen before."""

    FIRST = "first"
    SAME = "same"
    NEWER = "newer"
    OLDER = "older"
    UNPROVED = "unproved"
    """It is longer, or shorter, and there is no book to hold it against."""


def compare(kept: SignedHead | None, shown: SignedHead) -> Step:
    """How a checkpoint stands to the longest one seen; raises TwoHeads where both cannot be of one book.

    Raises RecordBroken where the book that is shown with it does not bear it out.
    """
    if shown.book is not None:
        shown.checkpoint.check_covered_by(shown.book)
    if kept is None:
        return Step.FIRST
    if shown.checkpoint.size == kept.checkpoint.size:
        _check_root(kept.checkpoint, shown.checkpoint.root, shown.checkpoint)
        return Step.SAME
    if shown.checkpoint.size < kept.checkpoint.size:
        return _held_by(kept.book, shown.checkpoint, kept.checkpoint, Step.OLDER)
    return _held_by(shown.book, kept.checkpoint, shown.checkpoint, Step.NEWER)


def _held_by(book: MinuteBook | None, smaller: Checkpoint, larger: Checkpoint, step: Step) -> Step:
    """The step, where the book of the larger checkpoint begins with the minutes of the smaller one."""
    if book is None:
        return Step.UNPROVED
    _check_root(smaller, book.root_at(smaller.size), larger)
    return step


def _check_root(smaller: Checkpoint, root: bytes, larger: Checkpoint) -> None:
    if root == smaller.root:
        return
    heads = f"{smaller.root.hex()} was signed for {smaller.size} minutes"
    other = "too" if larger.size == smaller.size else f"at that size by the book of the {larger.size} signed"
    raise TwoHeads("one history", culprit=smaller.origin, detail=f"{heads}, and {root.hex()} {other}")
