"""Thresholds: a quantity held against a line, `for > 1/2 of valid`; exact, and rounded only where a clause says so.

A quorum, a gate and a filter are thresholds too. They are read by `grammar`; quantities are known to `decisions`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cmp_to_key
from typing import TypeAlias

from tellers.rulebook.surds import Exact, above, below, compare, nearest, root


class Op(Enum):
    """How a quantity is held against its line: it must reach it, or must not go beyond it."""

    MORE_THAN = ">"
    AT_LEAST = ">="
    LESS_THAN = "<"
    AT_MOST = "<="


class Rounding(Enum):
    """To which whole number a clause rounds; nearest takes halves up."""

    UP = "up"
    DOWN = "down"
    NEAREST = "nearest"


@dataclass(frozen=True)
class Quantity:
    """What is counted or measured: a word of the language, or the id of a count of the book.

    `whole` marks the measure of a body as such, "weight of unions", against "weight from unions", the weight of
    those of its members who nominate.
    """

    word: str
    body: str | None = None
    section: str | None = None
    whole: bool = False

    def __str__(self) -> str:
        told = self.word
        if self.body is not None:
            told += f" of {self.body}" if self.whole else f" from {self.body}"
        return told if self.section is None else f"{told} in {self.section}"


@dataclass(frozen=True)
class Number:
    """A line that looks at nothing else."""

    value: Fraction

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class Share:
    """A fraction or a multiple of a quantity; of 1, the quantity itself."""

    fraction: Fraction
    of: Quantity

    def __str__(self) -> str:
        return _part(self.fraction, str(self.of))


@dataclass(frozen=True)
class Root:
    """A fraction or a multiple of the square root of a quantity."""

    fraction: Fraction
    of: Quantity

    def __str__(self) -> str:
        return _part(self.fraction, f"sqrt({self.of})")


@dataclass(frozen=True)
class Largest:
    """The largest of some lines."""

    lines: tuple["Line", ...]

    def __str__(self) -> str:
        return f"max({', '.join(map(str, self.lines))})"


@dataclass(frozen=True)
class Smallest:
    """The smallest of some lines."""

    lines: tuple["Line", ...]

    def __str__(self) -> str:
        return f"min({', '.join(map(str, self.lines))})"


@dataclass(frozen=True)
class Rounded:
    """A line rounded to a whole number, because a clause says so."""

    how: Rounding
    line: "Line"

    def __str__(self) -> str:
        return f"{self.how.value}({self.line})"


@dataclass(frozen=True)
class Sum:
    """Lines added (+1) and taken away (-1); none of them holds a root that is not rounded."""

    parts: tuple[tuple[int, "Line"], ...]

    def __str__(self) -> str:
        told = " ".join(f"{'+' if sign > 0 else '-'} {_bracketed(line)}" for sign, line in self.parts)
        return told.removeprefix("+ ")


Line: TypeAlias = Number | Share | Root | Largest | Smallest | Rounded | Sum
Sizes: TypeAlias = Callable[[Quantity], Fraction]


@dataclass(frozen=True)
class Threshold:
    """One comparison of a quantity with a line; `text` is as the book writes it."""

    quantity: Quantity
    op: Op
    line: Line
    text: str

    @property
    def count(self) -> str:
        """What is counted, in words."""
        return str(self.quantity)

    @property
    def fraction(self) -> str | None:
        """The fraction in its lowest terms or the plain number; None where the line is more than that."""
        match self.line:
            case Share(fraction=value) | Number(value=value):
                return str(value)
        return None

    @property
    def base(self) -> str | None:
        """The quantity that the fraction is of; None for a plain number and for a line that is more than a share."""
        return str(self.line.of) if isinstance(self.line, Share) else None

    def __str__(self) -> str:
        return self.text


def value(line: Line, sizes: Sizes) -> Exact:
    """The exact value of a line, once the quantities in it are known."""
    match line:
        case Number():
            return line.value
        case Share():
            return line.fraction * sizes(line.of)
        case Root():
            return root(line.fraction * line.fraction * sizes(line.of))
        case Largest() | Smallest():
            ordered = sorted((value(one, sizes) for one in line.lines), key=cmp_to_key(compare))
            return ordered[-1] if isinstance(line, Largest) else ordered[0]
        case Rounded():
            return Fraction(rounded(line.how, value(line.line, sizes)))
        case Sum():
            return sum((sign * _plain(value(part, sizes)) for sign, part in line.parts), Fraction())


def needed(op: Op, line: Exact) -> int:
    """The smallest whole count that meets a line by `>` or `>=`; never below nothing."""
    if op not in {Op.MORE_THAN, Op.AT_LEAST}:
        raise ValueError("what may at most be reached has no number that is needed")
    return max(0, below(line) + 1 if op is Op.MORE_THAN else above(line))


def met(count: Fraction | int, op: Op, line: Exact) -> bool:
    """Whether a count is to a line as it must be, by exact arithmetic alone: 0 of 0 meets `>=` and not `>`."""
    order = compare(Fraction(count), line)
    return {Op.MORE_THAN: order > 0, Op.AT_LEAST: order >= 0, Op.LESS_THAN: order < 0, Op.AT_MOST: order <= 0}[op]


def quantities_in(line: Line) -> Iterator[Quantity]:
    """Every quantity that a line looks at, in the order of its words; some more than once."""
    match line:
        case Share() | Root():
            yield line.of
        case Largest() | Smallest():
            for one in line.lines:
                yield from quantities_in(one)
        case Rounded():
            yield from quantities_in(line.line)
        case Sum():
            for _, one in line.parts:
                yield from quantities_in(one)


def has_root(line: Line) -> bool:
    """Whether a line holds a square root that is not rounded."""
    match line:
        case Root():
            return True
        case Largest(lines=lines) | Smallest(lines=lines):
            return any(map(has_root, lines))
    return False


def rounded(how: Rounding, line: Exact) -> int:
    """A value rounded to a whole number as a clause says."""
    return {Rounding.UP: above, Rounding.DOWN: below, Rounding.NEAREST: nearest}[how](line)


def _plain(line: Exact) -> Fraction:
    if not isinstance(line, Fraction):
        raise TypeError("a sum with a root in it; the grammar refuses it")
    return line


def _part(fraction: Fraction, of: str) -> str:
    if fraction == 1:
        return of
    return f"{fraction} times {of}" if fraction.denominator == 1 else f"{fraction} of {of}"


def _bracketed(line: Line) -> str:
    return f"({line})" if isinstance(line, Sum) else str(line)
