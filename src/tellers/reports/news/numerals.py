"""Finds the numbers in a sentence, and tells figures of a vote from dates, times, money and names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from tellers.reports.news import spelled
from tellers.reports.news.hedges import relation
from tellers.reports.relations import Relation

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SPAN = r"(?:second|minute|hour|day|week|month|year|decade|centur(?:y|ie))s?"
MEASURE = (
    r"(?:miles?|metres?|meters?|feet|ft|km|kilomet\w+|mph|kg|kilos?|tonnes?|litres?|acres?|"
    r"degrees?|points?|goals?|runs?)"
)


TO_ONE = (
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|"
    r"\d{1,2})[ -]to[ -](?:one|1)\b(?![\d,.]*\d)"
)
"""Two sides compared, or odds."""

LONGEST = 15
"""The most signs of a number in figures that is read as one."""


RUN = re.compile(rf"[0-9][0-9,.]{{{LONGEST - 1}}}[0-9,.]*[0-9]")
"""A run of digits that is longer."""


class Kind(Enum):
    """What a number in a text is; the first three can be a figure of a vote."""

    COUNT = "count"
    PERCENT = "percent"
    FRACTION = "fraction"
    YEAR = "year"
    DURATION = "duration"
    OTHER = "other"


@dataclass(frozen=True)
class Numeral:
    """A number: where it stands in its sentence, how it is written and meant, and what it is.

    A share is its exact fraction, with the places of the percentage as it is written. `ratio` is one of two sides that
    are compared: "four to one" is four fifths of both.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: Fraction
    places: int = 0
    relation: Relation = "equal to"
    ratio: bool = False

    @property
    def shared(self) -> bool:
        """Whether it is a share of something."""
        return self.kind in {Kind.PERCENT, Kind.FRACTION}


NOT_FIGURES = re.compile(
    "|".join(
        (
            rf"[£$€]\s?(?:{DIGITS})(?:\s?(?:million|billion|trillion|thousand|m|bn|k)\b)?",
            rf"\b(?:{DIGITS})\s?(?:pounds?|dollars?|euros?|pence|quid)\b",
            r"\b\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\b\.?|GMT|BST)|\b\d{1,2}:\d{2}(?::\d{2})?\b|\b\d{1,2}\s?[ap]\.?m\b\.?",
            r"\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o'clock\b",
            (
                rf"{TO_ONE}(?=[^.;]{{0,30}}\b(?:favourite|odds|outsider|shot|on|against)\b)|"
                rf"\b(?:odds|priced?) (?:of |at )?{TO_ONE}"
            ),
            r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b",
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTHS})\b(?:,?\s+\d{{4}}\b)?",
            rf"\b(?:{MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)?",
            rf"\b(?:{MONTHS})\s+(?:1[5-9]|20)\d\d\b",
            r"\b\d+(?:st|nd|rd|th)\b|\b(?:aged|age)\s+\d{1,3}\b|\b\d{1,3}[- ]years?[- ]olds?\b",
            r"\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?[- ]years?[- ]olds?\b",
            r"\b[A-Z][a-z]+, \d{2}(?=,(?!\d))|\b(?:19|20)\d0s\b|\b(?:19|20)\d\d\s?[-/]\s?(?:(?:19|20)\d\d|\d\d)\b",
            (
                r"\b(?:Radio|Channel|BBC|ITV|Sky|Article|article|clause|Clause|section|Section|rule|Rule|"
                r"chapter|Chapter|"
                r"page|Page|Room|room|No\.?|Number|number|Type|Tier|Phase|Level|Group|Schedule|"
                r"paragraph)\s?\d+(?:\.\w+)*"
            ),
            r"\b1922 [Cc]ommittee\b|\bNumber Ten\b|\b[GMAB]\d{1,4}\b|#\w+|https?://\S+|\b\d+[A-Za-z]\w*(?<![km])\b",
            r"\b(?:odds (?:of|at) )?\d{1,3}/\d{1,3}(?= (?:favourite|odds|on|against))|\bodds (?:of|at) \d+[-/]\d+",
            (
                r"\b(?:no one|one another|one of|someone|at one point|one day|one thing|the one|this one|"
                r"one (?:former|senior|mp)"
                r"|three cheers|[a-z]+-ring circus|three ring circus|number one|one-off|first|second|third place)\b"
            ),
            rf"\b(?:{DIGITS})[- ]{MEASURE}\b",
            (
                r"\b(?:(?:one|a|two|three)[- ])?(?:half|third|quarter|fifth|tenth)s?(?: of)? (?:an?|one) "
                rf"(?:million|billion|thousand|hundred|dozen|score|{SPAN}|{MEASURE})\b"
            ),
        )
    )
)
"""Money, times, dates, ages, ordinals, labels and sayings: numbers in them are no figures."""

YEAR = re.compile(r"(?<![\d,.])(?:1[6-9]|20)\d\d(?!\d|,\d|%|\.\d)")
COUNTED = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:MPs|votes?|ballots?|members|papers|people|workers|delegates|"
    r"nominations)\b|\s+(?:to|v)\s+\d"
)
PERCENT = re.compile(
    rf"(?P<number>{DIGITS}|{spelled.NUMBER})\s?(?:%|(?:-|\s)?per[ -]?cent\b|(?:-|\s)pct?\b|pc\b)", re.IGNORECASE
)
FRACTION = re.compile(rf"\b{spelled.FRACTION}", re.IGNORECASE)
RATIO = re.compile(rf"\b{spelled.RATIO}\b", re.IGNORECASE)
SIDES = re.compile(TO_ONE, re.IGNORECASE)
COUNT = re.compile(
    rf"(?<![\w.])(?:(?P<digits>{DIGITS})(?P<scale>\s?million|\s?thousand|k\b)?|(?P<words>\b{spelled.NUMBER}))(?!\w)",
    re.IGNORECASE,
)
DURATION = re.compile(rf"[ -](?:{SPAN})\b")


def readable(text: str) -> str:
    """A sentence, sign for sign, without runs of digits that are too long for a number.

    A pattern would be tried from each of their digits, which takes long for a page of nothing else.
    """
    return RUN.sub(lambda match: " " * len(match.group()), text)


def numerals(text: str) -> tuple[Numeral, ...]:
    """Every number of a sentence that may be a figure, in order; what is surely none is left out."""
    text = readable(text)
    taken = [match.span() for match in NOT_FIGURES.finditer(text)]
    found: list[Numeral] = []
    for numeral in _every(text):
        if not any(start < numeral.end and numeral.start < end for start, end in taken):
            taken.append((numeral.start, numeral.end))
            found.append(numeral)
    return tuple(sorted(found, key=lambda one: one.start))


def _every(text: str) -> Iterator[Numeral]:
    """Each way to read each number; the first that is not taken yet counts."""
    for match in PERCENT.finditer(text):
        value = _value(match["number"])
        if value is not None and not re.match(r"(?:age)?[ -]points?\b", text[match.end() :]):
            yield _numeral(text, match.span(), Kind.PERCENT, value / 100, _places(match["number"]))
    for pattern, read in ((RATIO, spelled.ratio), (FRACTION, spelled.fraction)):
        for match in pattern.finditer(text):
            share = read(match)
            if share is not None:
                yield _numeral(text, match.span(), Kind.FRACTION, share)
    for match in SIDES.finditer(text):
        more = _value(re.split(r"[ -]", match.group())[0])
        if more is not None and more > 1:
            yield replace(_numeral(text, match.span(), Kind.FRACTION, Fraction(more, more + 1)), ratio=True)
    for match in YEAR.finditer(text):
        if not COUNTED.match(text[match.end() :]):
            yield _numeral(text, match.span(), Kind.YEAR, Fraction(match.group()))
    yield from _counts(text)


def _counts(text: str) -> Iterator[Numeral]:
    for match in COUNT.finditer(text):
        value = _value(match["digits"] or match["words"])
        if value is None:
            continue
        scale = (match["scale"] or "").strip().lower()
        value *= {"million": 1_000_000, "thousand": 1000, "k": 1000}.get(scale, 1)
        kind = Kind.DURATION if DURATION.match(text[match.end() :]) else Kind.COUNT
        if value.denominator != 1:
            kind = Kind.OTHER
        yield _numeral(text, match.span(), kind, value)


def _numeral(text: str, span: tuple[int, int], kind: Kind, value: Fraction, places: int = 0) -> Numeral:
    start, end = span
    meant, _ = relation(text[max(0, start - 40) : start], text[end : end + 20])
    return Numeral(start, end, text[start:end], kind, value, places, meant)


def _value(text: str) -> Fraction | None:
    if text[0].isdigit():
        return Fraction(text.replace(",", "")) if len(text) <= LONGEST else None
    number = spelled.whole(text)
    return None if number is None else Fraction(number)


def _places(text: str) -> int:
    return len(text.partition(".")[2]) if text[0].isdigit() else 0
