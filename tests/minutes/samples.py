"""A small book, its keys, and the forger's tools: what whoever holds the file can do to it."""

from pathlib import Path
from typing import Any

from tellers.canonical import Json
from tellers.minutes.book import MinuteBook
from tellers.minutes.checkpoint import Checkpoint, sign
from tellers.minutes.minute import Minute
from tellers.minutes.note import Algorithm, Signer

VECTORS = Path(__file__).parents[2] / "vectors" / "minutes"

ORIGIN = "example.org/minutes"
KEY = Signer(ORIGIN, bytes([1]) * 32)
LEFT = Signer("agent-of-the-left", bytes([2]) * 32, Algorithm.COSIGNATURE)
RIGHT = Signer("agent-of-the-right", bytes([3]) * 32, Algorithm.COSIGNATURE)
NOON = 1467115200
"""Noon of 28 June 2016 in UTC, in seconds since 1970."""


def moment(number: int) -> str:
    return f"2016-06-28T{12 + number // 60:02}:{number % 60:02}:00+01:00"


def book_of(size: int, word: str = "noted") -> MinuteBook:
    """A book of so many minutes; another word gives another book."""
    book = MinuteBook()
    for number in range(size):
        facts: dict[str, Json] = {"count": number, "text": f"{word} “{number}”"}
        book = book.append(moment(number), "secretary", "note", facts)
    return book


def note_of(book: MinuteBook, archive_head: str | None = None) -> bytes:
    return sign(Checkpoint.of(ORIGIN, book, archive_head), KEY)


def encoded(book: MinuteBook) -> bytes:
    return b"".join(minute.encode() + b"\n" for minute in book.minutes)


def changed(minute: Minute, **fields: Any) -> Minute:  # noqa: ANN401 — any field of a minute
    """The minute with other fields, as a forger would write it."""
    return Minute(**{**minute.to_json(), **fields})


def rechained(minutes: list[Minute]) -> list[Minute]:
    """The same minutes with numbers and parents made to fit: a forgery in which each minute follows."""
    fitted: list[Minute] = []
    for number, minute in enumerate(minutes):
        parent = fitted[-1].hash if fitted else None
        fitted.append(changed(minute, number=number, parent=parent))
    return fitted
