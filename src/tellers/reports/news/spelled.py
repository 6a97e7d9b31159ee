"""Numbers in words: "one hundred and seventy-two", "two thirds", "four out of five"."""

import re
from fractions import Fraction

SMALL = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True
    )
)
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}

_UNIT = "|".join(sorted([*SMALL, *TENS], key=len, reverse=True))
_SCALE = "|".join(SCALES)
NUMBER = rf"(?:(?:{_UNIT})|an?[ -](?:hundred|thousand|dozen))(?:(?:[ -]|,? and )(?:{_UNIT}|{_SCALE}|dozen)){{0,12}}"
"""A whole number in words, of no more words than a number of nine digits has."""

_PART = "|".join(sorted([f"{one}s?" for one in PARTS if one != "halves"] + ["halves"], key=len, reverse=True))
FRACTION = rf"(?:(?P<numerator>{_UNIT}|an?)[ -](?P<part>{_PART})|(?P<half>half))(?![ -]?(?:{_UNIT}|year|hour|time)\b)"
"""A fraction in words; "half" may stand alone."""

RATIO = rf"(?P<of>{_UNIT}|\d{{1,2}})[ -](?:out[ -]of|in)(?:[ -]every)?[ -](?P<every>{_UNIT}|\d{{1,2}})"
"""So many in so many: "four out of five"."""


MOST = 20
"""The greatest number out of which reports count people to make a share: "nine in ten", "one in twenty"."""


def whole(words: str) -> int | None:
    """The number that words make, None where they make none: "three five", "hundred"."""
    total, group, last = 0, 0, 10**9
    for word in re.split(r"[ ,-]+", words.lower()):
        if word in {"and", ""}:
            continue
        if word in {"a", "an"}:
            group, last = 1, 1
        elif word in SMALL or word in TENS:
            value = SMALL.get(word, TENS.get(word, 0))
            if not _fits(value, last):
                return None
            group, last = group + value, value
        elif word == "dozen":
            group, last = max(group, 1) * 12, 1
        elif word == "hundred":
            group, last = max(group, 1) * 100, 100
        else:
            total, group, last = total + max(group, 1) * SCALES[word], 0, 1000
    return total + group


def _fits(value: int, last: int) -> bool:
    """Whether a word can follow another in one number: "seventy two", "hundred five", not "three five"."""
    return last >= SCALES["hundred"] or (last in TENS.values() and value in range(1, 10))


def fraction(match: re.Match[str]) -> Fraction | None:
    """The share that words make: "two thirds" is 2/3; None for what is more than all."""
    if match["half"] is not None:
        return Fraction(1, 2)
    name = match["part"].lower()
    below = PARTS.get(name) or PARTS[name.rstrip("s")]
    above = 1 if match["numerator"].lower() in {"a", "an"} else whole(match["numerator"]) or 0
    return Fraction(above, below) if 0 < above < below else None


def ratio(match: re.Match[str]) -> Fraction | None:
    """The share that so many in so many make; None for what is no share of small numbers."""
    above, below = (int(text) if text.isdigit() else whole(text) or 0 for text in (match["of"], match["every"]))
    return Fraction(above, below) if 0 < above < below <= MOST else None
