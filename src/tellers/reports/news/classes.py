"""Which class of papers a number is said to count, by the words around it; None where they do not say."""

import re
from dataclasses import dataclass
from functools import lru_cache

from tellers.reports.news.lexicon import BEFORE, Direction, Pattern, after_patterns

NOBODY = r"(?!)"
"""A pattern that nothing matches."""

WHOLES = frozenset({"valid", "entitled", "majority"})
"""What is never a share: in words about one they name the base."""

NO_CONFIDENCE = re.compile(r"\bno[- ]confidence\b", re.IGNORECASE)
CONFIDENCE = re.compile(r"\bconfidence\b", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """What was voted on: by which words its holder is known, and on which side a vote for the motion is.

    `sides` are the classes of those with the holder and of those against; None where the motion is about nobody.
    """

    holder: str
    sides: tuple[str, str] | None


@dataclass(frozen=True)
class Counted:
    """The classes that a number may count, as its words can be taken; `adjacent` where these stand right beside it."""

    classes: tuple[str, ...]
    adjacent: bool = False


def question_of(text: str, holder: str | None) -> Question:
    """How a question is read: that of no confidence turns sides around."""
    names = [re.escape(name) for name in surnames(holder)]
    sides = None
    if NO_CONFIDENCE.search(text):
        sides = ("against", "for")
    elif CONFIDENCE.search(text):
        sides = ("for", "against")
    return Question("|".join(names) or NOBODY, sides)


def surnames(name: str | None) -> tuple[str, ...]:
    """The names by which a report calls somebody: the whole, and the last."""
    parts = [] if name is None else name.split()
    return (" ".join(parts), parts[-1]) if len(parts) > 1 else tuple(parts)


def class_after(after: str, question: Question, *, shared: bool = False) -> Counted | None:
    """The class that the words behind a number say it counts; the pattern that needs the fewest words counts."""
    found = [
        (match.end("fill"), order, not match["fill"], pattern)
        for order, pattern in enumerate(_patterns(question.holder))
        if not (shared and pattern.counts in WHOLES) and (match := pattern.words.search(after))
    ]
    if not found:
        return None
    _, _, adjacent, pattern = min(found, key=lambda one: one[:2])
    classes = _classes(pattern.counts, question)
    return None if classes is None else Counted(classes, adjacent)


def class_before(before: str, question: Question) -> Counted | None:
    """The class that the words in front of a number say it counts."""
    for pattern in BEFORE:
        if pattern.words.search(before):
            classes = _classes(pattern.counts, question)
            return None if classes is None else Counted(classes, adjacent=pattern.counts in {"majority", "returned"})
    return None


def _classes(counts: str, question: Question) -> tuple[str, ...] | None:
    if counts == Direction.EITHER:
        return ("against",) if question.sides is None else ("against", question.sides[1])
    if counts == Direction.ABSTAINED:
        return ("blank", "not-returned")
    if counts in {Direction.WITH, Direction.UNWITH}:
        return None if question.sides is None else (question.sides[0 if counts == Direction.WITH else 1],)
    return (counts,)


@lru_cache(maxsize=16)
def _patterns(holder: str) -> tuple[Pattern, ...]:
    return after_patterns(holder)
