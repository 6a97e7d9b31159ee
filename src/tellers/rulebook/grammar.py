"""Reads conditions from their words: `papers >= 1/2 of entitled and for > 1/2 of valid`.

The grammar is that of docs/formats/rulebook.md. What is not known is refused by name, and so is a line that nobody
could reach, or that nobody could miss.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

from tellers.errors import RuleBookError
from tellers.rulebook.conditions import Any, Condition, Every
from tellers.rulebook.ranges import out_of_range
from tellers.rulebook.tables import did_you_mean
from tellers.rulebook.thresholds import (
    Largest,
    Line,
    Number,
    Op,
    Quantity,
    Root,
    Rounded,
    Rounding,
    Share,
    Smallest,
    Sum,
    Threshold,
    has_root,
)
from tellers.rulebook.vocabulary import FROM, MAJORITIES, MEANT, WORDS, Vocabulary

P = TypeVar("P")

TOKEN = re.compile(r"[<>=!]+|[(),+]|[^\s<>=!(),+]+")
FRACTION = re.compile(r"([0-9]{1,9})/([0-9]{1,9})", re.ASCII)
PERCENT = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)%", re.ASCII)
NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)

MOST_WORDS = 200
DEEPEST = 20
"""The most words of a condition, and the most brackets within one another; no clause comes near."""

IN_WORDS = frozenset({"half", "one", "two", "three", "third", "thirds", "quarter", "quarters"})
"""Words of English that look like a share, and are not figures."""

EXPECTED = "expected `quantity > line` or `quantity >= line`, such as `for > 1/2 of valid`"
NESTED: dict[str, Callable[[tuple[Line, ...]], Line]] = {"max": Largest, "min": Smallest}
ANY = Vocabulary()


def parse_condition(text: str, source: str, line: int | None = None, words: Vocabulary = ANY) -> Condition:
    """Read a condition; refuse by name each word that is not known where it stands."""
    tokens = tuple(TOKEN.findall(text))
    try:
        return _Reader(tokens, words).whole()
    except _Mistake as mistake:
        said = _joined(tokens[:MOST_WORDS])
        raise RuleBookError(f"in the condition `{said}`, {mistake}", source=source, line=line) from None


def parse_fraction(word: str) -> Fraction | None:
    """A fraction such as 2/3 or 66.7%, exactly; None for what is none."""
    if (parts := FRACTION.fullmatch(word)) and int(parts[2]):
        return Fraction(int(parts[1]), int(parts[2]))
    percent = PERCENT.fullmatch(word)
    return Fraction(percent[1]) / 100 if percent else None


class _Mistake(Exception):  # noqa: N818 — a message on its way to the place that knows the line
    """What is wrong with the words of a condition."""


@dataclass
class _Reader:
    """Reads the words from left to right."""

    tokens: tuple[str, ...]
    words: Vocabulary
    at: int = 0
    depth: int = 0
    counted: Quantity = field(default_factory=lambda: Quantity(""))

    def whole(self) -> Condition:
        if len(self.tokens) > MOST_WORDS:
            raise _Mistake(f"there are over {MOST_WORDS} words; expected fewer")
        condition = self._any()
        if self.at < len(self.tokens):
            before = _joined(self.tokens[max(0, self.at - 4) : self.at])
            if self._next == "%":
                raise _apart(self.tokens[self.at - 1])
            raise _Mistake(f"`{self._next}` follows `{before}`; expected `and`, `or` or the end")
        return condition

    @property
    def _next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _take(self) -> str:
        token = self._next
        self.at += 1
        return token

    def _skip(self, token: str) -> bool:
        """Whether the next word is this one, which is then read."""
        if self._next != token:
            return False
        self.at += 1
        return True

    def _must(self, token: str) -> None:
        if not self._skip(token):
            raise _Mistake(f"{self._found()} stands where `{token}` is expected")

    def _found(self) -> str:
        return f"`{self._next}`" if self._next else "the end"

    def _any(self) -> Condition:
        parts = [self._every()]
        while self._skip("or"):
            parts.append(self._every())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _every(self) -> Condition:
        parts = [self._part()]
        while self._skip("and"):
            parts.append(self._part())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _part(self) -> Condition:
        return self._bracketed(self._any) if self._skip("(") else self._threshold()

    def _bracketed(self, read: Callable[[], P]) -> P:
        """What stands in brackets of which the first is read already."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise _Mistake(f"there are over {DEEPEST} brackets within one another; expected fewer")
        inner = read()
        self._must(")")
        self.depth -= 1
        return inner

    def _threshold(self) -> Threshold:
        begin = self.at
        self.counted = self._quantity()
        op = self._op()
        line = self._line()
        threshold = Threshold(self.counted, op, line, _joined(self.tokens[begin : self.at]))
        if (why := out_of_range(threshold, self.words)) is not None:
            raise _Mistake(why)
        return threshold

    def _op(self) -> Op:
        known = {op.value: op for op in Op if op in self.words.ops}
        if self._next not in known:
            expected = " or ".join(f"`{word}` ({MEANING[op]})" for word, op in known.items())
            raise _Mistake(f"{self._found()} follows `{self.counted}`; expected {expected}")
        return known[self._take()]

    def _line(self) -> Line:
        parts = [(1, self._term())]
        while self._next in {"+", "-"}:
            sign = 1 if self._take() == "+" else -1
            parts.append((sign, self._term()))
        if len(parts) == 1:
            return parts[0][1]
        if any(has_root(part) for _, part in parts):
            raise _Mistake(
                "a square root cannot be added or taken away; round it first, with up(…), down(…) or "
                "nearest(…), if a clause says so"
            )
        return Sum(tuple(parts))

    def _term(self) -> Line:
        word = self._next
        if (share := parse_fraction(word)) is not None:
            return self._share(share)
        if NUMBER.fullmatch(word):
            return self._number()
        if word in NESTED:
            self.at += 1
            return NESTED[word](self._several())
        if word in {way.value for way in Rounding}:
            self.at += 1
            self._must("(")
            return Rounded(Rounding(word), self._bracketed(self._line))
        if self._skip("("):
            return self._bracketed(self._line)
        return self._of(Fraction(1))

    def _share(self, share: Fraction) -> Line:
        word = self._take()
        if self._skip("of"):
            if self._next.isdigit():
                number = share * int(self._next)
                raise _Mistake(
                    f"`{word} of` is of a quantity, and {self._next} is a number; write the number it makes, {number}"
                    if number.denominator == 1
                    else f"`{word} of` is of a quantity, and {self._next} is a number; write the number that is meant"
                )
            if share == 0:
                raise _Mistake(f"{word} is a line that nobody can miss; expected a share above nothing")
            return self._scaled(share)
        if self.counted.word == "share":
            return Number(share)
        raise _Mistake(f"`{word}` has no base; expected `{word} of` and a quantity")

    def _number(self) -> Line:
        number = int(self._take())
        if self._next == "of":
            raise _Mistake(f"`{number} of` is not known; expected `{number} times` for a multiple")
        return self._scaled(Fraction(number)) if self._skip("times") else Number(Fraction(number))

    def _scaled(self, share: Fraction) -> Line:
        """A share or a multiple of a quantity, or of a line in brackets."""
        return _times(share, self._bracketed(self._line)) if self._skip("(") else self._of(share)

    def _several(self) -> tuple[Line, ...]:
        self._must("(")
        return self._bracketed(self._listed)

    def _listed(self) -> tuple[Line, ...]:
        lines = [self._line()]
        while self._skip(","):
            lines.append(self._line())
        return tuple(lines)

    def _of(self, share: Fraction) -> Line:
        """A share or a multiple of a quantity or of its square root."""
        if not self._skip("sqrt"):
            return Share(share, self._quantity())
        self._must("(")
        return Root(share, self._bracketed(self._quantity))

    def _quantity(self) -> Quantity:
        word = self._word()
        if word in {"size", "weight", "seats"} and self._skip("of"):
            return Quantity(word, self._id(self.words.bodies, "body"), whole=True)
        if word == "size":
            raise _Mistake("`size` is of a body; expected `size of BODY`")
        body = self._from(word) if self._skip("from") else None
        section = self._id(self.words.sections, "section") if self._skip("in") else None
        return Quantity(word, body, section)

    def _from(self, word: str) -> str:
        if word not in FROM:
            raise _Mistake(f"`{word} from` is not known; only {', '.join(FROM)} are counted from a body")
        return self._id(self.words.bodies, "body")

    def _word(self) -> str:
        word = self._next
        if word in self.words.known:
            self.at += 1
            return word
        raise _apart(word) if self.tokens[self.at + 1 : self.at + 2] == ("%",) else self._unknown(word)

    def _unknown(self, word: str) -> _Mistake:
        if not word:
            return _Mistake(f"something is missing at the end; {EXPECTED}")
        if word == "sqrt":
            return _Mistake("a square root is a line; it stands to the right of the comparison")
        if word in WORDS:
            others = f"expected one of {', '.join(sorted(self.words.known))}"
            write = self._nearest(word) if word in MEANT else others
            return _Mistake(f"`{word}` ({WORDS[word]}) does not count here; {write}")
        if word[0].isdigit() or word in IN_WORDS:
            return _Mistake(f"`{word}` is no number that is known; expected one in figures: 1/2, 66.7% or 50")
        if word.casefold() in MAJORITIES:
            return _Mistake(f"`{word}` is no quantity; a majority is a comparison of two, such as `{self._example()}`")
        return _Mistake(f"`{word}` is not a known quantity; {self._nearest(word)}")

    def _nearest(self, word: str) -> str:
        """What to write for a word that is not of the language: what it is called here, or the nearest."""
        meant = MEANT.get(word.casefold())
        if meant in self.words.known:
            return f"write `{meant}`: {WORDS[meant]}"
        return did_you_mean(word, self.words.known)

    def _example(self) -> str:
        counts = ("for", "votes", "signatures", "nominations", "present")
        count = next((word for word in counts if word in self.words.known), "papers")
        return f"{count} > 1/2 of {'valid' if 'valid' in self.words.known else 'entitled'}"

    def _id(self, known: Collection[str] | None, what: str) -> str:
        if not self._next or self._next in {"(", ")", ","}:
            raise _Mistake(f"{self._found()} stands where the id of a {what} is expected")
        if known is not None and self._next not in known:
            raise _Mistake(f"there is no {what} `{self._next}`; {did_you_mean(self._next, known)}")
        return self._take()


def _apart(number: str) -> _Mistake:
    return _Mistake(f"`{number} %` is in two words; write `{number}%`")


MEANING = {Op.MORE_THAN: "more than", Op.AT_LEAST: "at least", Op.LESS_THAN: "less than", Op.AT_MOST: "at most"}


def _times(share: Fraction, line: Line) -> Line:
    """A share of a line, which is the sum of the shares of its parts; of a rounded line there is none."""
    match line:
        case Number(value=value):
            return Number(share * value)
        case Share(fraction=own, of=of):
            return Share(share * own, of)
        case Root(fraction=own, of=of):
            return Root(share * own, of)
        case Largest(lines=lines):
            return Largest(tuple(_times(share, one) for one in lines))
        case Smallest(lines=lines):
            return Smallest(tuple(_times(share, one) for one in lines))
        case Sum(parts=parts):
            return Sum(tuple((sign, _times(share, one)) for sign, one in parts))
    raise _Mistake(f"`{line}` is rounded, and a share of it is not known; take the share first, and round it then")


def _joined(tokens: tuple[str, ...]) -> str:
    """The words with single spaces, and none inside brackets or before commas."""
    told = " ".join(tokens).replace("( ", "(").replace(" )", ")").replace(" ,", ",")
    return re.sub(r"\b(max|min|up|down|nearest|sqrt) \(", r"\1(", told)
