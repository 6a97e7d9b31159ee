"""The words about a number that say how it is meant: more than, almost, at least, up to."""

import re

from tellers.reports.relations import Relation

BEFORE: tuple[tuple[str, Relation], ...] = (
    (
        r"just over|just above|slightly (?:more than|over|above)|a (?:little|shade|fraction) (?:over|more than|above)",
        "just over",
    ),
    (r"(?:just|slightly|a (?:little|shade|fraction)) (?:under|below|less than|fewer than|short of)|shy of", "almost"),
    (r"almost|nearly|approaching|not quite|close on", "almost"),
    (r"(?:no|not) (?:fewer|less) than|at least|a minimum of|as many as(?= )", "at least"),
    (r"(?:no|not) more than|at most|up to|a maximum of", "at most"),
    (r"more than|greater than|over|upwards? of|in excess of|exceeding|above|better than|well over", "more than"),
    (r"fewer than|less than|under|below", "fewer than"),
    (r"about|around|roughly|approximately|approx\.?|some|circa|an estimated|close to|near to|something like", "about"),
)
"""What stands right before a number, and the relation it makes; the first that fits counts."""

AFTER: tuple[tuple[str, Relation], ...] = (
    (r"\+|,? or (?:more|over|above)\b|,? at least\b|-?plus\b", "at least"),
    (r",? or (?:fewer|less|under)\b|,? at most\b", "at most"),
    (r"[ -](?:odd|or so|ish)\b", "about"),
)
"""What stands right behind it."""

NEGATED = re.compile(
    r"(?:\bnot|\bnor|\bisn't|\bwasn't|\brather than|\binstead of|\bnever)(?: (?:the|by|a))?\s*(?:\d+\s*(?:-|to)\s*)?$",
    re.IGNORECASE,
)
"""A number that is named in order to be denied."""


def relation(before: str, after: str) -> tuple[Relation, int]:
    """How a number is meant, and how many signs before it say so."""
    for words, meant in BEFORE:
        match = re.search(rf"\b(?:{words})\s+(?:(?:the|a|an|only|just)\s+)?$", before, re.IGNORECASE)
        if match:
            return meant, len(before) - match.start()
    for words, meant in AFTER:
        if re.match(words, after, re.IGNORECASE):
            return meant, 0
    return "equal to", 0
