"""Conditions held against figures: met, not met, or not known for want of facts that are named.

All arithmetic is exact. A figure that is not wholly known is taken from end to end: what holds at both is certain.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TypeAlias

from tellers.canonical import Json
from tellers.decisions.known import Amount, every, some, together
from tellers.rulebook import thresholds
from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.conditions import Condition, Every
from tellers.rulebook.surds import Exact, above, below
from tellers.rulebook.thresholds import Line, Op, Quantity, Share, Sum, Threshold, quantities_in

Amounts: TypeAlias = Callable[[Quantity], Amount]
"""What is known of each quantity that a condition names."""

MOST = Fraction(10**18)
"""More than any figure can be; it stands for an end that is not known."""


@dataclass(frozen=True)
class Met:
    """A threshold held against a count.

    `rule` is its key in the book (quorum, threshold, gate …) and `of` the condition it is part of; `low` and `high`
    are the exact line as far as it is known, and `met` is None where that is not far enough. `stage` is that of a
    contest which has several.
    """

    rule: str
    of: str
    threshold: Threshold
    count: Amount
    base: Amount | None
    low: Exact
    high: Exact
    met: bool | None
    missing: tuple[str, ...]
    grounds: Grounds
    stage: str | None = None

    @property
    def count_size(self) -> Fraction | None:
        """The count, where it is known."""
        return self.count.value

    @property
    def base_size(self) -> Fraction | None:
        """The size of the base, where the line has one and it is known."""
        return None if self.base is None else self.base.value

    @property
    def needed(self) -> int | None:
        """The smallest whole count that would do, or the largest that is allowed; None where it is not known."""
        if self.threshold.quantity.word == "share":
            return None
        low, high = (_needed(self.threshold.op, line) for line in (self.low, self.high))
        return low if low == high else None

    def to_json(self) -> dict[str, Json]:
        """The threshold as a decision and a declaration state it: `clause` or `assumed` is null."""
        return {
            "rule": self.rule,
            **({} if self.stage is None else {"stage": self.stage}),
            "text": self.threshold.text,
            "of": self.of,
            "count": self.threshold.count,
            "count_size": number(self.count_size),
            "op": self.threshold.op.value,
            "fraction": self.threshold.fraction,
            "base": self.threshold.base,
            "base_size": number(self.base_size),
            "needed": self.needed,
            "met": self.met,
            **self.grounds.to_json(),
        }


@dataclass(frozen=True)
class Judged:
    """A condition held against figures: its verdict, each of its thresholds, and what is missing for a verdict."""

    verdict: bool | None
    mets: tuple[Met, ...]
    missing: tuple[str, ...]


def judge(rule: Rule[Condition], name: str, amounts: Amounts) -> Judged:
    """Hold the condition of a rule against figures; `name` is the key of the rule."""
    return judge_condition(rule.value, name, rule.grounds, amounts)


def judge_condition(condition: Condition, name: str, grounds: Grounds, amounts: Amounts) -> Judged:
    """Hold a condition against figures: "and" is met where all are, "or" where one is."""
    return _judge(condition, name, str(condition), grounds, amounts)


SHORT = 60
"""The most characters of an exact fraction that is written out; the shares of many sections have hundreds."""

PRINTED = 12
"""The same for people who read."""

PLACES = 5


def number(value: Fraction | None) -> Json:
    """A figure as it is told: a whole number as one, another as an exact text, None as null.

    A fraction of more than 60 characters is told to five places, half up: "0.57454". Nothing is decided by it.
    """
    if value is None:
        return None
    return int(value) if value.denominator == 1 else short(value)


def short(value: Fraction, most: int = SHORT) -> str:
    """A fraction as an exact text of at most so many characters, or else to five places, half up."""
    exact = str(value)
    if len(exact) <= most:
        return exact
    parts = floor(abs(value) * 10**PLACES + Fraction(1, 2))
    whole, rest = divmod(parts, 10**PLACES)
    return f"{'-' if value < 0 else ''}{whole}.{rest:0{PLACES}d}"


def _judge(condition: Condition, name: str, whole: str, grounds: Grounds, amounts: Amounts) -> Judged:
    if isinstance(condition, Threshold):
        met = _hold(condition, name, whole, grounds, amounts)
        return Judged(met.met, (met,), met.missing)
    parts = [_judge(part, name, whole, grounds, amounts) for part in condition.parts]
    verdict = (every if isinstance(condition, Every) else some)(part.verdict for part in parts)
    missing = together(*(part.missing for part in parts)) if verdict is None else ()
    return Judged(verdict, tuple(met for part in parts for met in part.mets), missing)


def _hold(threshold: Threshold, name: str, whole: str, grounds: Grounds, amounts: Amounts) -> Met:
    count = amounts(threshold.quantity)
    low, high = (_end(threshold.line, amounts, top=top) for top in (False, True))
    met = _met(threshold.op, count, low, high)
    missing = () if met is not None else _missing(count, threshold.line, amounts)
    base = amounts(threshold.line.of) if isinstance(threshold.line, Share) else None
    return Met(name, whole, threshold, count, base, low, high, met, missing, grounds)


def _missing(count: Amount, line: Line, amounts: Amounts) -> tuple[str, ...]:
    return together(count.missing, *(amounts(quantity).missing for quantity in quantities_in(line)))


def _met(op: Op, count: Amount, low: Exact, high: Exact) -> bool | None:
    least, most = count.low, MOST if count.high is None else count.high
    if op in {Op.LESS_THAN, Op.AT_MOST}:
        certain, possible = thresholds.met(most, op, low), thresholds.met(least, op, high)
    else:
        certain, possible = thresholds.met(least, op, high), thresholds.met(most, op, low)
    return True if certain else None if possible else False


def _end(line: Line, amounts: Amounts, *, top: bool) -> Exact:
    """The lowest or the highest that a line can be; what is taken away counts the other way round."""
    if isinstance(line, Sum):
        ends = ((sign, _end(part, amounts, top=top == (sign > 0))) for sign, part in line.parts)
        return sum((sign * _plain(end) for sign, end in ends), Fraction())

    def size(quantity: Quantity) -> Fraction:
        amount = amounts(quantity)
        if not top:
            return amount.low
        return MOST if amount.high is None else amount.high

    return thresholds.value(line, size)


def _plain(line: Exact) -> Fraction:
    if not isinstance(line, Fraction):
        raise TypeError("a sum with a root in it; the grammar refuses it")
    return line


def _needed(op: Op, line: Exact) -> int:
    if op is Op.LESS_THAN:
        return above(line) - 1
    return below(line) if op is Op.AT_MOST else thresholds.needed(op, line)
