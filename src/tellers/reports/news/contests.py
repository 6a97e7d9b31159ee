"""Reads numbers of a contest: a candidate's votes, the year it was held, how long ago that is."""

import re
from datetime import date

from tellers.reports import wording
from tellers.reports.claim import CandidateClaim
from tellers.reports.judging import Judgement, Word
from tellers.reports.news.bases import bases
from tellers.reports.news.classes import surnames
from tellers.reports.news.clause import Place
from tellers.reports.news.counts import meant, percentage
from tellers.reports.news.draft import Draft, Mark, mark_of, not_checkable
from tellers.reports.news.numerals import MONTHS, Kind, Numeral
from tellers.reports.news.sentences import Sentence
from tellers.reports.told import Told

CONTEST = re.compile(
    r"\b(?:elected (?:as )?(?:the )?(?:\w+ ){0,2}(?:leader|chair|president)|"
    r"leadership (?:election|contest|race|ballot|campaign|battle|result)|"
    r"won the (?:\w+ )?(?:leadership|contest|election)|became (?:\w+ )?leader|took (?:over|charge)|succeeded|"
    r"last (?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december)|mandate)\b",
    re.IGNORECASE,
)
WON = re.compile(
    r"\b(?:elected|won|victory|mandate|winner|landslide|secured|succeeded|took over|became)\b", re.IGNORECASE
)
PERSON = re.compile(r"\b(?:she|he|they)\b", re.IGNORECASE)
SPELLED_MONTH = re.compile(rf"\blast ({MONTHS})\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def contest_of(text: str, contests: tuple[Told, ...], on: date) -> Told | None:
    """The contest that a sentence speaks of: that of the year or the month it names, else the latest."""
    if not CONTEST.search(text):
        return None
    years = {int(year) for year in YEAR.findall(text)}
    month = SPELLED_MONTH.search(text)
    fitting = [
        one
        for one in contests
        if (not years or one.on.year in years)
        and (month is None or f"{one.on:%B}".lower().startswith(month.group(1).lower()[:3]))
        and one.on <= on
    ]
    return max(fitting, key=lambda one: one.on, default=None)


def read_votes(sentence: Sentence, numeral: Numeral, told: Told, earlier: str) -> Draft:
    """A number as votes of one candidate; `earlier` are the sentences before, for "she"."""
    mark, place = mark_of(sentence, numeral), Place(sentence.plain, numeral)
    name = _named(place, told, earlier)
    if name is None:
        return not_checkable(mark, f"It is not said whose figure of {told.title} it is.", told)
    if not numeral.shared and not re.match(
        r"\s*(?:first[- ]preference )?(?:votes|of the votes)\b|\s*$|\s*[.,;)]", place.after
    ):
        return not_checkable(mark, "It is not said to count votes.", told)
    relation = meant(numeral)
    if relation == "more than" and numeral.kind is Kind.PERCENT and numeral.value * 100 % 5:
        relation = "just over"  # nobody says "over 12%" of 17%
    named = bases(place.after) if numeral.shared else (None,)
    base = "valid" if None not in named else None
    claim = CandidateClaim(
        report="-",
        words=numeral.text,
        candidate=name,
        relation=relation,
        votes=None if numeral.shared else int(numeral.value),
        share=percentage(numeral) if numeral.shared else None,
        base=base,
    )
    return Draft(mark, told, (claim,), sure=numeral.value < 10**9)


def _named(place: Place, told: Told, earlier: str) -> str | None:
    """The candidate nearest in front of the number, the one it is "for", the one spoken of, or the winner."""
    behind = re.match(r"\s*\)?\s*(?:of the votes?|of votes|votes)?\s*(?:for|went to)\s+(.{0,25})", place.after)
    for text in ([behind.group(1)] if behind else []) + [place.before]:
        found = _last(text, told)
        if found is not None:
            return found
    if PERSON.search(place.before) and (found := _last(earlier, told)) is not None:
        return found
    return told.winners[0] if len(told.winners) == 1 and WON.search(place.sentence) else None


def _last(text: str, told: Told) -> str | None:
    """The candidate who is named last in a text."""
    at = {name: max(text.rfind(one) for one in surnames(name)) for name in told.candidates}
    named = {name: place for name, place in at.items() if place >= 0}
    return max(named, key=lambda name: named[name]) if named else None


def read_year(sentence: Sentence, numeral: Numeral, told: Told | None) -> Draft:
    """A year: right where a contest that is spoken of was held in it, and never wrong."""
    mark = mark_of(sentence, numeral)
    if told is None or told.on.year != numeral.value:
        return not_checkable(mark, "It is a year, and the record has no such event in it.")
    return Draft(mark, told, judgement=_dated(told, Word.RIGHT, f"{told.title} was on {wording.day(told.on)}."))


def read_duration(sentence: Sentence, numeral: Numeral, told: Told | None, on: date) -> Draft:
    """How long ago a contest was: right to the month; a length of time with another meaning is left alone."""
    mark: Mark = mark_of(sentence, numeral)
    unit = re.match(r"[ -](month|year)s?\b(?: ago| after| since| earlier| into)?", sentence.plain[numeral.end :])
    if told is None or unit is None or not WON.search(sentence.plain):
        return not_checkable(mark, "It is a length of time, and the record does not say of what.")
    months = (on.year - told.on.year) * 12 + on.month - told.on.month - (on.day < told.on.day)
    said = numeral.value * (12 if unit.group(1) == "year" else 1)
    slack = 11 if unit.group(1) == "year" else 1
    why = f"{told.title} was on {wording.day(told.on)}, {months} whole months before {wording.day(on)}."
    return Draft(
        mark, told, judgement=_dated(told, Word.RIGHT if abs(said - months) <= slack else Word.NOT_SETTLED, why)
    )


def _dated(told: Told, word: Word, why: str) -> Judgement:
    return Judgement(word, wording.day(told.on), None, told.origin or told.title, why)
