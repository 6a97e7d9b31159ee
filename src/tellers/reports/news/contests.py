"""Reads numbers of a contest: a candidate's votes, the year it was held, how long ago that is."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tellers.reports import wording
from tellers.reports.claim import CandidateClaim
from tellers.reports.judging import Judgement, Word
from tellers.reports.news.bases import bases
from tellers.reports.news.classes import Question, surnames
from tellers.reports.news.clause import CORRECTED, FOREIGN, Place, supposed
from tellers.reports.news.counts import claims, counted, meant, percentage
from tellers.reports.news.draft import Draft, Mark, mark_of, not_checkable
from tellers.reports.news.lexicon import NOTHING, VOTE
from tellers.reports.news.numerals import MONTHS, Kind, Numeral
from tellers.reports.news.sentences import Sentence
from tellers.reports.told import Told

CONTEST = re.compile(
    r"\b(?:elected (?:as )?(?:the )?(?:\w+ ){0,2}(?:leader|chair|president)|"
    r"leadership (?:election|contest|race|ballot|campaign|battle|result)|"
    r"won the (?:\w+ )?(?:leadership|contest|election)|became (?:\w+ )?leader|took (?:over|charge)|succeeded|"
    r"last (?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december)|(?:his|her|their|own|leader's|members'|personal|democratic|huge|overwhelming) mandate)\b",
    re.IGNORECASE,
)
WON = re.compile(
    r"\b(?:elected|won|victory|mandate|winner|landslide|secured|succeeded|took over|became)\b", re.IGNORECASE
)
TOOK = re.compile(
    r"\b(?:won|took|received|got|secured|polled|gained|managed|finished|came|was (?:second|third|last)|beat\w*|"
    r"defeated|"
    r"votes?|per cent|first|second|third|last|backed|elected|chose|supported)\b",
    re.IGNORECASE,
)
BEAT = re.compile(r"\b(?:beat\w*|defeated|saw off|pipped|lost to|ahead of|against|over|narrowly)\b", re.IGNORECASE)
"""What candidates do in a contest, and to one another."""
NOMINATED = re.compile(r"\bnominat\w+\b", re.IGNORECASE)
VOTES = re.compile(r"\s*(?:first[- ]preference )?votes\b", re.IGNORECASE)
OF_NOW = re.compile(
    r"\b(?:mps|ballot|motion|no[- ]confidence|confidence|tonight|today|yesterday|rebels?|loyalists?)\b", re.IGNORECASE
)
"""Words of the vote that a report is about, not of an older contest."""
OF_PAPERS = frozenset({"returned", "spoiled", "blank", "valid", "entitled", "not-returned"})
PAPERS = re.compile(
    r"^\s*(?:more |other )?(?:spoil(?:ed|t) |blank |invalid |valid )?(?:votes?|papers?|ballots?|abstentions?|"
    r"signatures?)\b",
    re.IGNORECASE,
)
MANY = 50
"""Of so many a number that is less than a fifth may count a part, and is no mistake."""

TRIVIAL = 2
"""The greatest number that stands in any sentence without being a figure."""

PERSON = re.compile(r"\b(?:she|he|they)\b", re.IGNORECASE)
SPELLED_MONTH = re.compile(rf"\blast ({MONTHS})\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{MONTHS})\b|"
    rf"\b(?P<name>{MONTHS}) (?P<date>\d{{1,2}})(?:st|nd|rd|th)?\b"
)


def contest_of(text: str, contests: tuple[Told, ...], main: Told) -> Told | None:
    """The contest that a sentence speaks of: that of the year or the month it names, else the latest.

    Without a word of a contest it is that of a year and a candidate of it, or that in which one beats another.
    """
    years = {int(year) for year in YEAR.findall(text)}
    month = SPELLED_MONTH.search(text)
    fitting = [
        one
        for one in contests
        if (not years or one.on.year in years)
        and (month is None or f"{one.on:%B}".lower().startswith(month.group(1).lower()[:3]))
        and one.on <= main.on
    ]
    if not CONTEST.search(text):
        fitting = [one for one in fitting if _named_in(text, one, bool(years))]
    return max(fitting, key=lambda one: one.on, default=None)


def _named_in(text: str, told: Told, dated: bool) -> bool:  # noqa: FBT001 — one of two signs
    """Whether a sentence names candidates as one who speaks of their contest does."""
    named = _candidates(text, told)
    return bool(named and dated) or (len(named) > 1 and BEAT.search(text) is not None)


def _candidates(text: str, told: Told) -> tuple[str, ...]:
    return tuple(
        name for name in told.candidates if any(re.search(rf"\b{re.escape(one)}\b", text) for one in surnames(name))
    )


def contest_again(text: str, before: Told, main: Told) -> Told | None:
    """The contest of a sentence before, where this one goes on with it: it names a candidate, or speaks of "she"."""
    if YEAR.search(text) or OF_NOW.search(text) or not TOOK.search(text):
        return None
    return before if _candidates(text, before) or (PERSON.search(text) and main.holder in before.candidates) else None


def others_named(text: str, told: Told | None, main: Told) -> bool:
    """Whether somebody else is named than whom the vote is about, who is a candidate of a contest."""
    return told is not None and any(name != main.holder for name in _candidates(text, told))


def on_another_day(text: str, told: Told | None) -> bool:
    """Whether a sentence names a day and a month, none of them that of a contest: it may be of a later one."""
    days = [(match["day"] or match["date"], match["month"] or match["name"]) for match in DAY.finditer(text)]
    return (
        told is not None
        and bool(days)
        and not any(
            int(day) == told.on.day and f"{told.on:%B}".lower().startswith(name.lower()[:3]) for day, name in days
        )
    )


def of_contest(sentence: Sentence, numeral: Numeral, contest: Told, earlier: str) -> Iterator[Draft]:
    """A number of a contest: its papers by class, or the votes of a candidate."""
    place = Place(sentence.plain, numeral)
    found = counted(place, Question(NOTHING, None))
    if supposed(place.clause) or FOREIGN.search(place.clause):
        yield not_checkable(mark_of(sentence, numeral), "It is not said to have happened in this contest.", contest)
    elif CORRECTED.search(sentence.plain):
        yield not_checkable(mark_of(sentence, numeral), "The report corrects it, or says that it was said wrongly.")
    elif found is not None and set(found.classes) <= OF_PAPERS:
        sure = VOTE.search(sentence.plain) is not None and FOREIGN.search(sentence.plain) is None
        about = claims(numeral, found.classes, place.after, contest.sizes)
        yield Draft(mark_of(sentence, numeral), contest, about, sure=sure)
    elif numeral.shared or not trivial(place):
        draft = read_votes(sentence, numeral, contest, earlier)
        yield replace(draft, sure=draft.sure and FOREIGN.search(sentence.plain) is None)


def trivial(place: Place) -> bool:
    """Whether a number is one of those that stand in any sentence: one or two, in words, and not of papers."""
    numeral = place.numeral
    small = not numeral.shared and numeral.value <= TRIVIAL and numeral.text.isalpha()
    return small and (numeral.value < TRIVIAL or PAPERS.match(place.after) is None)


def read_score(sentence: Sentence, numeral: Numeral, told: Told) -> Draft:
    """One of the two numbers of a contest's score: of somebody who is named, or of any candidate where nobody is."""
    names = _candidates(sentence.plain, told) or told.candidates
    share = percentage(numeral) if numeral.shared else None
    votes = None if numeral.shared else int(numeral.value)
    about = tuple(
        CandidateClaim(
            report="-",
            words=numeral.text,
            candidate=name,
            relation=meant(numeral),
            votes=votes,
            share=share,
            base=None,
        )
        for name in names
    )
    return Draft(mark_of(sentence, numeral), told, about if numeral.value < 10**9 else ())


def read_votes(sentence: Sentence, numeral: Numeral, told: Told, earlier: str) -> Draft:
    """A number as votes of one candidate; `earlier` are the sentences before, for "she"."""
    mark, place = mark_of(sentence, numeral), Place(sentence.plain, numeral)
    name = _named(place, told, earlier)
    if name is None:
        return not_checkable(mark, f"It is not said whose figure of {told.title} it is.", told)
    if not numeral.shared and NOMINATED.search(sentence.plain) and not VOTES.match(place.after):
        return not_checkable(mark, "It may count nominations, not votes.", told)
    if (
        not numeral.shared
        and not re.match(
            r"\s*(?:first[- ]preference )?(?:votes|of the votes|of them)\b|\s*$|\s*[.,;)]|\s*(?:-|to|"
            r"against) ",
            place.after,
        )
        and not re.search(r"[a-z]'s $", place.before)
    ):
        return not_checkable(mark, "It is not said to count votes.", told)
    relation = meant(numeral)
    if relation == "more than" and numeral.kind is Kind.PERCENT and numeral.value * 100 % 5:
        relation = "just over"  # nobody says "over 12%" of 17%
    base = bases(place.after, told.sizes)[0] if numeral.shared else None
    claim = CandidateClaim(
        report="-",
        words=numeral.text,
        candidate=name,
        relation=relation,
        votes=None if numeral.shared else min(int(numeral.value), 10**9),
        share=percentage(numeral) if numeral.shared else None,
        base=base,
    )
    most = max((one.value for one in told.figures if one.counts == name), default=0)
    part = not numeral.shared and most >= MANY and numeral.value * 5 < most
    return Draft(mark, told, (claim,), sure=numeral.value < 10**9 and not part)


def _named(place: Place, told: Told, earlier: str) -> str | None:
    """The candidate nearest in front of the number, the one it is "for", the one spoken of, or the winner."""
    behind = re.match(
        r"\s*\)?\s*(?:of the votes?|of votes|votes)?\s*(?:for|went to)\s+(.{0,25})", place.after
    ) or re.match(r"[^,.;]{0,60}\b(?:voted for|backed|chose|supported|elected|picked)\s+(.{0,25})", place.after)
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
