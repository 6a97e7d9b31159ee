"""What people write: shown with nothing hidden, compared as a reader takes it, searched for what is unseen."""

import unicodedata
from functools import lru_cache

TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what follows: a name that holds one can be shown as another."""

JOINERS = "\u200c\u200d"
"""Invisible signs that scripts and names need."""

LINES = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
"""What begins a new line."""

_NEVER = ("Cc", "Cs")
"""Control characters, and halves of a character that no UTF-8 holds (Unicode categories)."""


def visible(text: str) -> str:
    """Text on one line in which nothing is hidden: line breaks are spaces, control characters show their number.

    So no text of an administrator can move a terminal's cursor or turn the direction of a line around.
    """
    return "".join(_visible(character) for character in text)


def visible_lines(text: str) -> str:
    """Text in which nothing is hidden but that it has lines; no later line can pass for one of its own."""
    first, *others = text.split("\n")
    return "\n".join((visible(first), *(f"  {visible(line.strip())}" for line in others)))


@lru_cache(maxsize=2**16)
def alike(name: str) -> str:
    """The form in which two names that a reader takes for one are the same.

    Unicode NFKC and small letters, without what cannot be seen, one space between words.
    """
    small = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join("".join(sign for sign in small if unicodedata.category(sign) != "Cf").split())


def unseen(text: str, *, allowed: str = "") -> str | None:
    """The first character that a reader cannot see and that no name or sentence needs, as U+XXXX; None for none."""
    for sign in text:
        hidden = unicodedata.category(sign) in _NEVER or sign in TURNS or sign in LINES
        if hidden and sign not in allowed:
            return f"U+{ord(sign):04X}"
    return None


def amount(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 minute", "2 minutes"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def a(noun: str) -> str:
    """A noun with its article: "a motion", "an appointment"."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _visible(character: str) -> str:
    if character.isprintable() or character in JOINERS:
        return character
    return " " if character.isspace() else f"[U+{ord(character):04X}]"
