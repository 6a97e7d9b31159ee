"""The moments that the language knows without a book, and words that are slips of the pen for one."""

from collections.abc import Collection
from difflib import get_close_matches

ORDER = ("notice", "opening", "ballot", "close", "declaration")
"""The moments of a proceeding, in the order in which they come."""

MOMENTS = (*ORDER, "meeting", "first-signature", "last-signature")
"""The language's own moments."""

ALIKE = 0.8
"""How near a word comes to a moment to be taken for a slip (difflib's ratio)."""


def meant(word: str, moments: Collection[str]) -> str | None:
    """The moment of which a word is a slip of the pen; None where it is one itself, or like none."""
    near = [] if word in moments else get_close_matches(word, moments, 1, ALIKE)
    return near[0] if near else None
