"""Which electorates make a number the one that a fraction needs, under each way of rounding that reports use."""

from enum import Enum
from fractions import Fraction
from math import ceil, floor


class Rounding(Enum):
    """How a fraction of an electorate becomes a whole number of people."""

    AT_LEAST = "at least"
    MORE_THAN = "more than"
    CUT_OFF = "cut off"
    HALF_UP = "rounded half up"

    def of(self, line: Fraction) -> int:
        """The whole number that this way makes of an exact line."""
        match self:
            case Rounding.AT_LEAST:
                return ceil(line)
            case Rounding.MORE_THAN:
                return floor(line) + 1
            case Rounding.CUT_OFF:
                return floor(line)
            case Rounding.HALF_UP:
                return floor(line + Fraction(1, 2))


def electorates(number: int, share: Fraction, rounding: Rounding) -> tuple[int, ...]:
    """Every electorate, in order, of which the share makes the number.

    No way of rounding moves a line by more than 1, so only sizes whose line is that near are tried.
    """
    sizes = range(max(0, floor((number - 1) / share)), ceil((number + 1) / share) + 1)
    return tuple(size for size in sizes if rounding.of(share * size) == number)
