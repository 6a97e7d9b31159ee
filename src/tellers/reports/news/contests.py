"""Which contest a sentence speaks of, and its numbers: papers, the year it was held, how long ago that is."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tellers.reports import wording
from tellers.reports.judging import Judgement, Word
from tellers.reports.news.classes import Question
from tellers.reports.news.clause import CORRECTED, FOREIGN, Place, supposed
from tellers.reports.news.counts import claims, counted
from tellers.reports.news.draft import Draft, Mark, mark_of, not_checkable
from tellers.reports.news.lexicon import NOTHING, VOTE
from tellers.reports.news.margins import read_margin
from tellers.reports.news.numerals import MONTHS, Numeral
from tellers.reports.news.people import named
from tellers.reports.news.sentences import Sentence
from tellers.reports.news.stages import STAGE
from tellers.reports.news.votes import WON, read_votes
from tellers.reports.told import Told

CONTEST = re.compile(
    r"\b(?:elected (?:as )?(?:the )?(?:\w+ ){0,2}(?:leader|chair|president)|"
    r"leadership (?:election|contest|race|ballot|campaign|battle|result)|"
    r"won the (?:\w+ )?(?:leadership|contest|election)|became (?:\w+ )?leader|took (?:over|charge)|succeeded|"
    r"last (?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december)|(?:his|her|their|own|leader's|members'|personal|democratic|huge|overwhelming) mandate)\b",
    re.IGNORECASE,
)
TOOK = re.compile(
    r"\b(?:won|took|received|got|secured|polled|gained|managed|finished|came|was (?:second|third|last)|beat\w*|"
    r"defeated|"
    r"votes?|per cent|first|second|third|last|backed|elected|chose|supported)\b",
    re.IGNORECASE,
)
BEAT = re.compile(r"\b(?:beat\w*|defeated|saw off|pipped|lost to|ahead of|against|over|narrowly)\b", re.IGNORECASE)
"""What candidates do in a contest, and to one another."""
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
TRIVIAL = 2
"""The greatest number that stands in any sentence without being a figure."""

PERSON = re.compile(r"\b(?:she|he|they)\b", re.IGNORECASE)
SPELLED_MONTH = re.compile(rf"\blast ({MONTHS})\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
YEAR_BEHIND = re.compile(r"[^,.;:()]{0,30}?\b(?:in|of|from) (?:the )?(?P<year>(?:1[89]|20)\d\d)\b")
YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|during) (?:the )?(?P<year>(?:1[89]|20)\d\d)\b[^.;:()]{0,45}$", re.IGNORECASE
)
"""The year that stands right beside a number: it goes before that of the sentence."""
MPS = re.compile(r"\b(?:mps|colleagues|parliamentary|lawmakers)\b", re.IGNORECASE)
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
    people = named(text, told)
    return bool(people and dated) or (len(people) > 1 and BEAT.search(text) is not None)


def contest_again(text: str, before: Told, main: Told) -> Told | None:
    """The contest of a sentence before, where this one goes on with it: it names a candidate, or speaks of "she"."""
    if YEAR.search(text) or OF_NOW.search(text) or not TOOK.search(text):
        return None
    return before if named(text, before) or (PERSON.search(text) and main.holder in before.candidates) else None


def of_year(place: Place, told: Told, main: Told, contests: tuple[Told, ...]) -> Told | None:
    """The contest of the year that stands right beside a number; None where the record has none of that year.

    In front of a year that comes later in a sentence a report goes on with its own contest, if it is about one.
    """
    match = YEAR_BEHIND.match(place.after) or YEAR_BEFORE.search(place.before)
    if (
        match is None
        and main.candidates
        and told != main
        and YEAR.search(place.after)
        and not YEAR.search(place.before)
    ):
        return main
    if match is None or int(match["year"]) == told.on.year:
        return told
    fitting = [one for one in contests if one.on.year == int(match["year"]) and named(place.sentence, one)]
    return max(fitting, key=lambda one: one.on, default=None)


def others_named(text: str, told: Told | None, main: Told) -> bool:
    """Whether somebody else is named than whom the vote is about, who is a candidate of a contest."""
    return told is not None and any(name != main.holder for name in named(text, told))


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
        sure = sure and not (MPS.search(sentence.plain) or STAGE.search(sentence.plain))
        about = claims(numeral, found.classes, place.after, contest.sizes)
        yield Draft(mark_of(sentence, numeral), contest, about, sure=sure)
    elif found is not None and found.classes == ("majority",) and not numeral.shared:
        draft = read_margin(sentence, place, contest)
        yield replace(draft, sure=FOREIGN.search(sentence.plain) is None)
    elif numeral.shared or not trivial(place):
        draft = read_votes(sentence, numeral, contest, earlier)
        yield replace(draft, sure=draft.sure and FOREIGN.search(sentence.plain) is None)


def trivial(place: Place) -> bool:
    """Whether a number is one of those that stand in any sentence: one or two, in words, and not of papers."""
    numeral = place.numeral
    small = not numeral.shared and numeral.value <= TRIVIAL and numeral.text.isalpha()
    return small and (numeral.value < TRIVIAL or PAPERS.match(place.after) is None)


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
