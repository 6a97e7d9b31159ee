"""Reads the number that somebody asks about: as a report writes it, as a fraction, a decimal or two sides."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from tellers.errors import Unreadable
from tellers.reports.news.numerals import Kind, Numeral, numerals
from tellers.reports.news.sentences import plain

EXAMPLES = "expected a number such as 13, 80%, 59.5%, 172/229, two thirds, four to one or thirteen"
WHOLE = 100
"""Up to here a number without a sign may be a percentage."""

SIDES = re.compile(r"(?P<more>\d{1,4})\s?:\s?(?P<less>\d{1,4})")
FRACTION = re.compile(r"(?P<above>\d{1,9})\s?/\s?(?P<below>\d{1,9})")
DECIMAL = re.compile(r"(?P<number>\d{0,3}\.\d{1,6})")
COMMA = re.compile(r"\d+,\d{1,2}\s?(?:%|per ?cent)?")
SPACED = re.compile(r"\d{1,3}(?: \d{3})+")
LESS = re.compile(r"-\s?\d.*")
DIGITS = re.compile(r"[\d,.]+")
EXPONENT = re.compile(r"[\d.]+[eE][+-]?\d+")


@dataclass(frozen=True)
class Asked:
    """A number that is asked about.

    `either` is one that is written without a sign and could be a percentage too; `base` is the size of the base where
    the number is a fraction with its terms.
    """

    text: str
    numeral: Numeral
    either: bool = False
    base: int | None = None


def read_figure(text: str) -> Asked:
    """A number as somebody asks about it; raises Unreadable for what is none, with how to write it."""
    words = plain(text).strip()
    made = _sides(words) or _fraction(words) or _decimal(words)
    if made is not None:
        return made
    found = [] if LESS.fullmatch(words) else [one for one in numerals(words) if one.kind is not Kind.OTHER]
    if len(found) != 1 or COMMA.fullmatch(words) or SPACED.fullmatch(words) or EXPONENT.fullmatch(words):
        raise Unreadable(_why(words, len(found)), source="the figure")
    if found[0].kind in {Kind.YEAR, Kind.DURATION} and not re.fullmatch(r"\d+", words):
        raise Unreadable(f"`{text}` is a time, which is no figure of a vote; {EXAMPLES}", source="the figure")
    number = found[0]
    if number.kind is Kind.YEAR:
        number = replace(number, kind=Kind.COUNT)
    return Asked(text, number, either=number.kind is Kind.COUNT and words.isdecimal() and number.value <= WHOLE)


def _why(words: str, found: int) -> str:
    """Why words are not one figure, and what to write."""
    if not words:
        return f"no figure is given; {EXAMPLES}"
    if match := FRACTION.fullmatch(words):
        of = "of nothing" if not int(match["below"]) else "larger than what it is a share of"
        return f"`{words}` is a share {of}, and no figure of a vote is; {EXAMPLES}"
    for form, why in (
        (LESS, f"is less than nothing, and no figure of a vote is; {EXAMPLES}"),
        (COMMA, f"has a comma for a point; write `{words.replace(',', '.')}`"),
        (SPACED, f"has spaces; write `{words.replace(' ', ',')}`"),
        (EXPONENT, "is not how a report writes a number; write it out, as 1,000"),
        (DIGITS, f"is larger than any figure of a vote; {EXAMPLES}"),
    ):
        if form.fullmatch(words):
            return f"`{words}` {why}"
    if found > 1:
        return f"`{words}` is not one figure but {found}; ask about one at a time"
    return f"`{words}` is not one figure; {EXAMPLES}"


def _sides(words: str) -> Asked | None:
    match = SIDES.fullmatch(words)
    if match is None or not int(match["less"]):
        return None
    more, less = int(match["more"]), int(match["less"])
    return Asked(words, Numeral(0, len(words), words, Kind.FRACTION, Fraction(more, more + less), ratio=True))


def _fraction(words: str) -> Asked | None:
    match = FRACTION.fullmatch(words)
    if match is None or not int(match["below"]) or int(match["above"]) > int(match["below"]):
        return None
    share = Fraction(int(match["above"]), int(match["below"]))
    return Asked(words, Numeral(0, len(words), words, Kind.FRACTION, share), base=int(match["below"]))


def _decimal(words: str) -> Asked | None:
    """A decimal is a percentage; up to 1 it is the share itself: 81.1 and 0.811 are the same."""
    match = DECIMAL.fullmatch(words)
    if match is None:
        return None
    value, places = Fraction(match["number"]), len(match["number"].partition(".")[2])
    if value <= 1:
        return Asked(words, Numeral(0, len(words), words, Kind.PERCENT, value, max(0, places - 2)))
    return Asked(words, Numeral(0, len(words), words, Kind.PERCENT, value / 100, places))
