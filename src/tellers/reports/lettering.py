"""Breaks text into lines for a drawing, where nothing but the drawing itself can do it.

A drawing does not know which font it meets. Widths are those of DejaVu Sans, which is wider than the fonts of most
systems, so a line that fits by them fits.
"""

from unicodedata import category, east_asian_width

EM = 100
"""The parts of an em in which a width is given."""

# fmt: off
WIDTHS = (
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 54, 100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79,
    61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62, 36, 64,
    64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
)
# fmt: on
"""The widths of the characters from the space to the tilde, rounded up."""

OTHER, WIDE, BOLD = 90, 105, 113
"""The width of any other character, of one in a wide script, and of bold letters in hundredths of the plain ones."""

BREAKS = frozenset("-/\N{EN DASH}\N{EM DASH}")
"""Signs after which a word may go on in the next line."""


def width_of(text: str, size: int, *, bold: bool = False) -> int:
    """The width of a line of text in letters of a size, in the size's own unit, rounded up."""
    hundredths = sum(map(_width, text)) * size * (BOLD if bold else EM)
    return -(-hundredths // (EM * EM))


def wrapped(text: str, width: int, size: int, *, bold: bool = False) -> tuple[str, ...]:
    """Text in lines none of which is wider; a word too long for a line is cut where it must be.

    No text at all is no line. A width that not even one character fits into holds one character a line.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece, spaced in _pieces(word, width, size, bold=bold):
            longer = f"{line} {piece}" if spaced and line else f"{line}{piece}"
            if line and width_of(longer, size, bold=bold) > width:
                lines.append(line)
                line = piece
            else:
                line = longer
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, width: int, size: int, *, bold: bool) -> list[tuple[str, bool]]:
    """The parts of a word between which a line may end, each with whether a space goes before it."""
    pieces, piece = [], ""
    for sign in word:
        if piece and (piece[-1] in BREAKS or width_of(piece + sign, size, bold=bold) > width):
            pieces.append(piece)
            piece = ""
        piece += sign
    return [(one, at == 0) for at, one in enumerate([*pieces, piece])]


def _width(sign: str) -> int:
    place = ord(sign) - ord(" ")
    if 0 <= place < len(WIDTHS):
        return WIDTHS[place]
    if category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return WIDE if east_asian_width(sign) in "WF" else OTHER
