"""Reads the words and the numbers back out of what was rendered, by means that share nothing with the rendering."""

import re
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser
from io import BytesIO

from pypdf import PdfReader


class Words(HTMLParser):
    """The words of a page, without its styles and its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.hidden = False
        self.whole = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.whole = tag == "wbr"  # a place where a line may end is no end of a word
        self.hidden = tag == "style"

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.found[-1:] = ["".join([*self.found[-1:], data])] if self.whole else [*self.found[-1:], data]
        self.whole = False

    def handle_endtag(self, tag: str) -> None:
        del tag
        self.hidden = False


def words_of_page(raw: bytes) -> str:
    reader = Words()
    reader.feed(raw.decode())
    return " ".join(reader.found)


def words_of_svg(raw: bytes) -> str:
    return words_of_page(raw.replace(b'<?xml version="1.0" encoding="UTF-8"?>', b""))


def words_of_pdf(raw: bytes) -> str:
    return " ".join(one.extract_text() for one in PdfReader(BytesIO(raw)).pages)


FINGERPRINT = re.compile(r"\b(?:[0-9a-f]{4}[ \n]*){8,16}\b|\S{24,}")
NUMBER = re.compile(r"\d+/\d+|\d+(?:\.\d+)?%|\d+(?:\.\d+)?")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def numbers(words: str) -> set[str]:
    """Every number in the words, but for those within a fingerprint or a key."""
    return set(NUMBER.findall(FINGERPRINT.sub(" ", words)))


def percentage(value: int, size: int) -> str:
    exact = Decimal(value) * 100 / Decimal(size)
    return f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def day(iso: str) -> str:
    year, month, number = iso.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"
