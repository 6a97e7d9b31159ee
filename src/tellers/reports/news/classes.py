"""Which class of papers a number is said to count, by the words around it; None where they do not say."""

import re
from dataclasses import dataclass
from functools import lru_cache

from tellers.reports.news.fronts import BEFORE, SUPPORT, TAKES
from tellers.reports.news.lexicon import (
    HEDGES,
    LEADER,
    NOTHING,
    Direction,
    Pattern,
    after_patterns,
)

WHOLES = frozenset({"valid", "entitled", "majority"})
"""What is never a share: in words about one they name the base."""

NO_CONFIDENCE = re.compile(r"\bno[- ]confidence\b", re.IGNORECASE)
CONFIDENCE = re.compile(r"\bconfidence\b", re.IGNORECASE)
NOUNS = re.compile(
    r"\b(?:strikes?|action|deal|merger|affiliation|disaffiliation|amendment|offer|agreement|sale|ban|levy|rules?|"
    r"constitution|boycott)\b",
    re.IGNORECASE,
)
"""What a motion can be called where its question has the word."""
MOTION = re.compile(r"\b(?:motion|resolution|proposal)\b", re.IGNORECASE)
AGAINST = frozenset({"opposition", "opposed", "rejected", "deserted", "abandoned"})
SIGNED_AFTER = re.compile(
    r"^ (?:of the (?:club|party)'s )?(?:[\w-]+ ){0,2}?(?:(?:who )?(?:have |had )?(?:signed|put their names?)\b|"
    r"(?:valid )?(?:signatures?|signatories|signers|names)\b(?P<withdrawn> (?:was|were|had been) "
    r"(?:withdrawn|taken back))?|of [^,.;]{0,40}\bsigned\b)",
    re.IGNORECASE,
)
SIGNED_BEFORE = re.compile(rf"\b(?:signed by|signatures?:|signatures (?:numbered|totalled)) {HEDGES}$", re.IGNORECASE)
"""What of a petition is counted: those who signed, and those who took it back."""
NEEDS = re.compile(r"\b(?:needs?|needed|needing|requires?|required|wants?|seeks?)\s*(?:the )?$", re.IGNORECASE)
VOTES = re.compile(r"^\s*(?:votes?\b|of (?:the |all )?(?:votes?|ballots?|vote|poll)\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """What was voted on: by which words its holder is known, and on which side a vote for the motion is.

    `sides` are the classes of those with the holder and of those against; None where the motion is about nobody.
    `nouns` are what else than a motion it may be called; `signed` is whether it is a petition.
    """

    holder: str
    sides: tuple[str, str] | None
    nouns: str = NOTHING
    signed: bool = False


@dataclass(frozen=True)
class Counted:
    """The classes that a number may count, as its words can be taken; `adjacent` where these stand right beside it."""

    classes: tuple[str, ...]
    adjacent: bool = False


def question_of(text: str, holder: str | None) -> Question:
    """How a question is read: that of no confidence turns sides around."""
    names = [re.escape(name) for name in (*surnames(holder), *_first_name(holder))]
    sides = None
    if NO_CONFIDENCE.search(text):
        sides = ("against", "for")
    elif CONFIDENCE.search(text):
        sides = ("for", "against")
    nouns = {match.group().lower() for match in NOUNS.finditer(text)}
    return Question("|".join(names) or NOTHING, sides, "|".join(sorted(nouns)) or NOTHING)


def _first_name(holder: str | None) -> tuple[str, ...]:
    """The first name of a person; "the" of "the Government" is none."""
    return tuple(word for word in (holder or "").split()[:1] if word[0].isupper())


def surnames(name: str | None) -> tuple[str, ...]:
    """The names by which a report calls somebody: the whole, and the last."""
    parts = [] if name is None else name.split()
    return (" ".join(parts), parts[-1]) if len(parts) > 1 else tuple(parts)


def class_after(after: str, question: Question, *, shared: bool = False) -> Counted | None:
    """The class that the words behind a number say it counts; the pattern that needs the fewest words counts."""
    if question.signed and (match := SIGNED_AFTER.match(after)):
        return Counted(("withdrawn" if match["withdrawn"] else "signatures",), adjacent=True)
    found = [
        (match.end("fill"), order, not match["fill"], pattern)
        for order, pattern in enumerate(_patterns(question.holder, question.nouns))
        if not (shared and pattern.counts in WHOLES) and (match := pattern.words.search(after))
    ]
    if not found:
        return None
    _, _, adjacent, pattern = min(found, key=lambda one: one[:2])
    classes = _classes(pattern.counts, question)
    return None if classes is None else Counted(classes, adjacent)


def class_before(before: str, question: Question) -> Counted | None:
    """The class that the words in front of a number say it counts."""
    if question.signed and SIGNED_BEFORE.search(before):
        return Counted(("signatures",), adjacent=True)
    for pattern in BEFORE:
        if pattern.words.search(before):
            classes = _classes(pattern.counts, question)
            return None if classes is None else Counted(classes, adjacent=pattern.counts in {"majority", "returned"})
    return _supported(before, question)


def votes_taken(before: str, after: str, question: Question) -> Counted | None:
    """The class of a number of votes that the holder takes: in a question of confidence those with the holder."""
    if question.sides is None or question.sides[0] != "for" or not TAKES.search(before) or not VOTES.match(after):
        return None
    return Counted((question.sides[0],), adjacent=True) if _last_whom(before, question) else None


def _supported(before: str, question: Question) -> Counted | None:
    """The class of those whose support somebody or the motion has: the one named last in front of the number."""
    match = SUPPORT.search(before)
    if match is None or question.sides is None or NEEDS.search(before[: match.start()]):
        return None
    motion = max((found.end() for found in MOTION.finditer(before)), default=-1)
    with_ = not match["lost"] and (match["passive"] or match["word"]).lower() not in AGAINST
    if _last_whom(before, question) > motion:
        return Counted((question.sides[0 if with_ else 1],), adjacent=True)
    return Counted(("for" if with_ else "against",), adjacent=True) if motion >= 0 else None


def _last_whom(before: str, question: Question) -> int:
    """Where whom the vote is about is named last; 0 for nowhere."""
    whom = re.compile(rf"\b(?:(?i:{LEADER}|he|him|she|her|the pm)|{question.holder})\b")
    return max((found.end() for found in whom.finditer(before)), default=0)


def _classes(counts: str, question: Question) -> tuple[str, ...] | None:
    if counts == Direction.EITHER:
        return ("against",) if question.sides is None else ("against", question.sides[1])
    if counts == Direction.CAST:
        return ("returned", "valid")
    if counts == Direction.BY:
        return ("for", "against", "majority")
    if counts == Direction.ABSTAINED:
        return ("blank", "not-returned")
    if counts in {Direction.WITH, Direction.UNWITH}:
        return None if question.sides is None else (question.sides[0 if counts == Direction.WITH else 1],)
    return (counts,)


@lru_cache(maxsize=16)
def _patterns(holder: str, nouns: str) -> tuple[Pattern, ...]:
    return after_patterns(holder, nouns)
