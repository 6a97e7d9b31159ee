"""Exact lines: fractions, and square roots that are compared by their squares and never worked out."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, isqrt
from typing import TypeAlias


@dataclass(frozen=True)
class Surd:
    """The square root of a number that is not negative."""

    square: Fraction

    def __post_init__(self) -> None:
        if self.square < 0:
            raise ValueError("there is no square root of a number below nothing")


Exact: TypeAlias = Fraction | Surd
"""The exact value of a line."""


def root(square: Fraction) -> Exact:
    """The square root: a fraction where it is one, else a surd."""
    top, bottom = isqrt(square.numerator), isqrt(square.denominator)
    if (top * top, bottom * bottom) == (square.numerator, square.denominator):
        return Fraction(top, bottom)
    return Surd(square)


def below(value: Exact) -> int:
    """The largest whole number that is not above a value."""
    return isqrt(floor(value.square)) if isinstance(value, Surd) else floor(value)


def above(value: Exact) -> int:
    """The smallest whole number that is not below a value."""
    if isinstance(value, Fraction):
        return ceil(value)
    least = below(value)
    return least if least * least == value.square else least + 1


def nearest(value: Exact) -> int:
    """The nearest whole number, halves up."""
    least = below(value)
    return least if compare(value, Fraction(2 * least + 1, 2)) < 0 else least + 1


def compare(one: Exact, other: Exact) -> int:
    """-1, 0 or 1, as the first value is less than, equal to or more than the second."""
    mine, theirs = _signed_square(one), _signed_square(other)
    return (mine > theirs) - (mine < theirs)


def _signed_square(value: Exact) -> Fraction:
    """The square with the sign of the value, which keeps the order of values."""
    return value.square if isinstance(value, Surd) else value * abs(value)
