"""What is understood of one number, or of one statement, before it is held against the record."""

from dataclasses import dataclass

from tellers.reports.claim import AnyClaim
from tellers.reports.judging import Judgement
from tellers.reports.news.numerals import Numeral
from tellers.reports.news.sentences import Sentence
from tellers.reports.told import Told


@dataclass(frozen=True)
class Mark:
    """Where a claim stands in its sentence; `figure` is the number as it is written, None where there is none."""

    sentence: Sentence
    start: int
    end: int
    figure: str | None
    numeral: Numeral | None = None


@dataclass(frozen=True)
class Draft:
    """A claim as it is understood.

    `claims` are the ways to take the words: right if one is right, wrong only if all are. Where there is none, either
    `judgement` is the verdict already, or the claim is not checkable and `reason` says why.

    `sure` is False where the words do not tie it to this vote firmly enough to call it wrong. There another number,
    which is one statement with it ("172-44"; `beside` is where that stands in the sentence), ties it where that is
    right; where the words are of no other vote (`among`) any other of its sentence does.

    `wider` is the whole contest where `told` is one stage of it: what only that has is another figure, not wrong.
    """

    mark: Mark
    told: Told | None = None
    claims: tuple[AnyClaim, ...] = ()
    reason: str = ""
    sure: bool = True
    judgement: Judgement | None = None
    beside: int | None = None
    among: bool = False
    wider: Told | None = None


def mark_of(sentence: Sentence, numeral: Numeral) -> Mark:
    """A number as the claim that is marked."""
    return Mark(sentence, numeral.start, numeral.end, numeral.text, numeral)


def not_checkable(mark: Mark, reason: str, told: Told | None = None) -> Draft:
    """A claim that is left alone, and why."""
    return Draft(mark, told, reason=reason)
