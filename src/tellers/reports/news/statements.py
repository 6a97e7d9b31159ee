"""Reads statements without a number: the vote binds or not, everyone voted, a rule is disputed, support is enough."""

import re
from collections.abc import Iterator

from tellers.reports.claim import AnyClaim, BindingClaim, DisputedClaim, EveryoneClaim, SupportClaim
from tellers.reports.news.classes import Question
from tellers.reports.news.draft import Draft, Mark
from tellers.reports.news.lexicon import VOTE
from tellers.reports.news.sentences import Sentence
from tellers.reports.told import Told

ADVISORY = re.compile(
    r"\bnon-?binding\b|\b(?:not|isn't|is neither|never) (?:legally |formally )?binding\b|"
    r"\b(?:purely |only )?advisory\b",
    re.IGNORECASE,
)
BINDS = re.compile(r"\b(?:is|was|legally|fully|formally) binding\b|\bbinding (?:vote|motion|ballot)\b", re.IGNORECASE)
EVERYONE = re.compile(
    r"\b(?:every (?:single )?(?:\w+ )?(?:mp|member) (?:voted|took part|cast)|"
    r"all (?:\w+ )?(?:mps|members) (?:voted|took part|cast)\b(?! (?:for|against)))",
    re.IGNORECASE,
)
AMONG = re.compile(r"\b(?:vote|ballot) (?:among|of|by) all (?:\w+ )?(?:mps|members)\b", re.IGNORECASE)
DISPUTED = re.compile(
    r"\b(?:hotly |bitterly |much )?(?:disputed|in dispute|contested)\b|\b(?:unclear|a row over|"
    r"argument over) whether\b",
    re.IGNORECASE,
)
GATE = re.compile(r"\b(?:on the ballot|nominations?|incumbent)\b", re.IGNORECASE)
ENOUGH = re.compile(
    r"\b(?:has|have|had) (?:such|enough|sufficient|the) (?:support|nominations|backing)\b", re.IGNORECASE
)
NEGATED = re.compile(r"\b(?:not|isn't|non|never|no)\b[ -]?$", re.IGNORECASE)


def statements(sentence: Sentence, told: Told, question: Question) -> Iterator[Draft]:
    """Each statement of a sentence that the record can be asked about."""
    text = sentence.plain
    if VOTE.search(text):
        if match := ADVISORY.search(text):
            yield _draft(sentence, match, told, BindingClaim(report="-", words=match.group(), binding=False))
        elif (match := BINDS.search(text)) and not NEGATED.search(text[: match.start()]) and "?" not in text:
            yield _draft(sentence, match, told, BindingClaim(report="-", words=match.group(), binding=True))
        yield from _everyone(sentence, told)
        if (match := ENOUGH.search(text)) and told.steps and question.sides:
            yield _draft(sentence, match, told, *_support(told, match.group(), question))
    if (match := DISPUTED.search(text)) and GATE.search(text):
        step = next((one for one in told.steps if one.applies.startswith("Applies")), None)
        if step is not None:
            yield _draft(
                sentence, match, told, DisputedClaim(report="-", words=match.group(), procedure=step.procedure)
            )


def _everyone(sentence: Sentence, told: Told) -> Iterator[Draft]:
    if match := EVERYONE.search(sentence.plain):
        yield _draft(sentence, match, told, EveryoneClaim(report="-", words=match.group()))
    elif match := AMONG.search(sentence.plain):
        absent = told.find("not-returned")
        left = "" if absent is None else f" {absent.value} did not."
        why = f"It can mean that all could vote, or that all did.{left}"
        yield Draft(_mark(sentence, match), told, reason=why)


def _support(told: Told, words: str, question: Question) -> tuple[AnyClaim, ...]:
    """Votes with the holder, said to be support enough for the step that applies."""
    step = next((one for one in told.steps if one.applies.startswith("Applies")), told.steps[0])
    against = question.sides is not None and question.sides[0] == "against"
    return (SupportClaim(report="-", words=words, counts="against" if against else "for", procedure=step.procedure),)


def _draft(sentence: Sentence, match: re.Match[str], told: Told, *claims: AnyClaim) -> Draft:
    return Draft(_mark(sentence, match), told, claims)


def _mark(sentence: Sentence, match: re.Match[str]) -> Mark:
    return Mark(sentence, match.start(), match.end(), None)
