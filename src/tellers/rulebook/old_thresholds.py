"""Thresholds in words: `for > 1/2 of valid`, `papers >= 50`; exact, and never rounded before they are compared.

A quorum is a threshold too. The one rounding is in `needed`, which counts people.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from fractions import Fraction
from math import ceil, floor

from tellers.errors import RuleBookError

COUNTS = ("for", "against", "blank", "spoiled", "valid", "papers", "nominations", "signatures")
BASES = ("valid", "papers", "entitled", "present", "seats", "continuing")

WORDS = re.compile(
    r"(?P<count>\S+)\s+(?P<op>[<>=!]+)\s+(?P<number>\S+?)(?:\s+of\s+(?P<base>\S+))?", re.ASCII | re.DOTALL
)
FRACTION = re.compile(r"([0-9]{1,9})/([0-9]{1,9})", re.ASCII)
PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,9})?)%", re.ASCII)
NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)

EXPECTED = "`count > fraction of base` or `count >= fraction of base`, such as `for > 1/2 of valid`"


class Op(Enum):
    """How a count is held against its line: more than, or at least."""

    MORE_THAN = ">"
    AT_LEAST = ">="


@dataclass(frozen=True)
class Threshold:
    """A line that a count must reach: `count op fraction of base`, or a plain number where `base` is None."""

    count: str
    op: Op
    fraction: Fraction
    base: str | None
    text: str

    def line(self, base_size: int) -> Fraction:
        """The exact line for a base of this size; a plain number does not look at the base."""
        return self.fraction if self.base is None else self.fraction * base_size

    def needed(self, base_size: int) -> int:
        """The smallest whole count that meets it. For a base of nobody, 0 by `>=` and 1 by `>`."""
        line = self.line(base_size)
        return floor(line) + 1 if self.op is Op.MORE_THAN else ceil(line)

    def met(self, count: int, base_size: int) -> bool:
        """Whether the count reaches the line by exact arithmetic alone: 0 of 0 meets `>=` and not `>`."""
        line = self.line(base_size)
        return count > line if self.op is Op.MORE_THAN else count >= line

    @property
    def share(self) -> str:
        """The fraction in its lowest terms, "1/2"; a whole number stands by itself."""
        return str(self.fraction)


def parse_threshold(text: str, source: str, line: int | None = None) -> Threshold:
    """Read a threshold; refuse by name each word that is not known, and a line nobody could reach or miss."""
    words = " ".join(text.split())
    match = WORDS.fullmatch(words)
    if match is None:
        raise RuleBookError(f"`{words}` is not a threshold; expected {EXPECTED}", source=source, line=line)
    try:
        count = _known(match["count"], COUNTS, "count")
        base = None if match["base"] is None else _known(match["base"], BASES, "base")
        op = _op(match["op"])
        fraction = _fraction(match["number"], op) if base else _number(match["number"])
    except ValueError as error:
        raise RuleBookError(f"in the threshold `{words}`, {error}", source=source, line=line) from None
    return Threshold(count, op, fraction, base, words)


def _known(word: str, words: tuple[str, ...], what: str) -> str:
    if word in words:
        return word
    close = get_close_matches(word, words, 1)
    hint = f"; did you mean `{close[0]}`?" if close else ""
    raise ValueError(f"`{word}` is not a known {what}; expected one of {', '.join(words)}{hint}")


def _op(word: str) -> Op:
    try:
        return Op(word)
    except ValueError:
        raise ValueError(f"`{word}` is not known; expected `>` (more than) or `>=` (at least)") from None


def _fraction(word: str, op: Op) -> Fraction:
    if (parts := FRACTION.fullmatch(word)) and int(parts[2]):
        share = Fraction(int(parts[1]), int(parts[2]))
    elif percent := PERCENT.fullmatch(word):
        share = Fraction(percent[1]) / 100
    else:
        raise ValueError(f"`{word}` is not a fraction; expected one such as 2/3 or 15%")
    if share > 1 or (share == 1 and op is Op.MORE_THAN):
        raise ValueError(f"nobody can reach {op.value} {word}; expected a share of the base that can be reached")
    if share == 0:
        raise ValueError(f"{word} is a line that nobody can miss; expected a share above nothing")
    return share


def _number(word: str) -> Fraction:
    if NUMBER.fullmatch(word) and int(word):
        return Fraction(int(word))
    raise ValueError(f"`{word}` has no base; expected a whole number above 0, or a fraction `of` a base")
