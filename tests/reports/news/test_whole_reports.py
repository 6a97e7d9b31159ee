"""Whole reports of our own, in many styles: what is right, what was planted wrong, and nothing else called wrong.

Each figure that the record can be asked about is marked in the text with the verdicts that a careful reader may give:
[[172|R]]. They were written down before the grammar was run on the text. The letters are those of CODES. Every number
without a mark is of something else.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.reports.news.records import beside, december, june, strike, told

from tellers.reports.judging import Word
from tellers.reports.news.checking import check_report
from tellers.reports.news.found import Found
from tellers.reports.news.reading import Records

TEXTS = sorted(Path(__file__).with_name("texts").glob("*.txt"))
CODES = {
    "R": Word.RIGHT,
    "W": Word.WRONG,
    "B": Word.RIGHT_ON_BASE,
    "O": Word.OTHER_FIGURE,
    "I": Word.INCONSISTENT,
    "N": Word.NOT_SETTLED,
    "X": Word.NOT_CHECKABLE,
}
MARKED = re.compile(r"\[\[(?P<text>[^|\]]+)\|(?P<codes>[A-Z,]+)\]\]")
RECORDS: dict[str, Callable[[], Records]] = {
    "june": june,
    "december": december,
    "strike": strike,
    "johnson": lambda: Records(told("conservative", "2022-06-06-confidence")),
    "summer": lambda: beside("conservative", "2022-09-05-leader-election"),
    "smith": lambda: beside("labour", "2016-09-24-leader-election"),
    "starmer": lambda: beside("labour", "2020-04-04-leader-election"),
    "swinson": lambda: beside("liberal-democrats", "2019-07-22-leader-election"),
    "august": lambda: beside("liberal-party-australia", "2018-08-24-leader-election"),
    "shorten": lambda: beside("alp", "2013-10-13-leader-election"),
    "yousaf": lambda: beside("snp", "2023-03-27-leader-election"),
    "badenoch": lambda: beside("conservative", "2024-11-02-leader-election"),
    "petition": lambda: beside("liberal-party-australia", "2018-08-24-petition"),
    "bolton": lambda: beside("ukip", "2018-02-17-endorsement"),
    "abbott": lambda: beside("liberal-party-australia", "2015-02-09-spill"),
    "hunt": lambda: beside("conservative", "2019-07-23-leader-election"),
    "miliband": lambda: beside("labour", "2010-09-25-leader-election"),
    "ids": lambda: beside("conservative", "2001-09-13-leader-election"),
    "theresa": lambda: beside("conservative", "2016-07-11-leader-election"),
    "healey": lambda: beside("labour", "1981-09-27-deputy-election"),
    "corbyn15": lambda: beside("labour", "2015-09-12-leader-election"),
    "turnbull15": lambda: beside("liberal-party-australia", "2015-09-14-leader-election"),
    "spill18": lambda: beside("liberal-party-australia", "2018-08-21-leader-election"),
    "kohl": lambda: beside("bundestag", "1982-10-01-constructive"),
    "gov19": lambda: beside("house-of-commons", "2019-01-16-no-confidence"),
    "ids03": lambda: beside("conservative", "2003-10-29-confidence"),
    "callaghan": lambda: beside("house-of-commons", "1979-03-28-no-confidence"),
}
RECALL, PLANTED = 0.75, 0.7
"""Of the figures of all texts, and of those planted wrong: some are said in words that the grammar does not read."""


@dataclass(frozen=True)
class Figure:
    """A marked figure with the verdicts it may have, and those it got."""

    text: str
    may: frozenset[Word]
    got: tuple[Word, ...]

    @property
    def planted(self) -> bool:
        return self.may == {Word.WRONG}

    @property
    def hit(self) -> bool:
        if self.planted:
            return Word.WRONG in self.got
        return set(self.got) <= self.may if self.got else Word.NOT_CHECKABLE in self.may


def read(path: Path) -> tuple[list[Figure], list[Found]]:
    """The marked figures of a text, and what else was found in it."""
    raw, text, places = path.read_text("utf-8"), "", []
    at = 0
    for mark in MARKED.finditer(raw):
        text += raw[at : mark.start()]
        places.append(
            (len(text), len(text) + len(mark["text"]), frozenset(CODES[one] for one in mark["codes"].split(",")))
        )
        text, at = text + mark["text"], mark.end()
    found = check_report(text + raw[at:], RECORDS[path.name.split(".")[1]]())
    of = [[one for one in found if one.place[0] < end and one.place[1] > start] for start, end, _ in places]
    figures = [
        Figure(text[start:end], may, tuple(one.word for one in got))
        for (start, end, may), got in zip(places, of, strict=True)
    ]
    marked = [one for got in of for one in got]
    return figures, [one for one in found if one not in marked]


@pytest.mark.parametrize("path", TEXTS, ids=[path.stem for path in TEXTS])
def test_nothing_is_called_wrong_that_was_not_planted(path: Path) -> None:
    figures, others = read(path)
    assert [one.text for one in figures if Word.WRONG in one.got and Word.WRONG not in one.may] == []
    assert [one.words for one in others if one.word in {Word.WRONG, Word.INCONSISTENT}] == []


def test_what_is_right_and_what_was_planted_is_found() -> None:
    figures = [one for path in TEXTS for one in read(path)[0]]
    planted = [one for one in figures if one.planted]
    recall, caught = sum(one.hit for one in figures) / len(figures), sum(one.hit for one in planted) / len(planted)
    assert (len(TEXTS), len(figures) > 250) == (109, True)
    assert (recall >= RECALL, caught >= PLANTED) == (True, True), f"{recall:.3f} of all, {caught:.3f} of those planted"
