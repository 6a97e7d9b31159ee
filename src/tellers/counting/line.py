"""How votes are held against a line: at least as many, or more."""

from enum import Enum
from fractions import Fraction


class Line(Enum):
    """Which side of a line exactly as many votes are on."""

    AT_LEAST = ">="
    MORE_THAN = ">"

    def met(self, votes: int | Fraction, line: int | Fraction) -> bool:
        """Whether that many votes reach the line."""
        return votes > line if self is Line.MORE_THAN else votes >= line
