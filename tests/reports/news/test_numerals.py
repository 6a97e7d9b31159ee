"""Numbers in sentences; the work that long runs of digits make is counted in signs, as time is not the same twice."""

import re

import pytest

from tellers.reports.news.numerals import LONGEST, Kind, numerals, readable
from tellers.reports.news.sentences import LONGEST as SENTENCE
from tellers.reports.news.sentences import sentences


@pytest.mark.parametrize("text", ["1234567890" * 2000, "1,234," * 3000, "." * 20_000, "9" * 16 + "." + "9" * 16])
def test_no_pattern_sees_a_run_of_digits_longer_than_a_number_nor_more_signs_than_the_text(text: str) -> None:
    pieces = [one.plain for one in sentences(text)]
    assert sum(map(len, pieces)) <= len(text)
    assert max(map(len, pieces)) <= SENTENCE
    seen = [readable(one) for one in pieces]
    assert [len(one) for one in seen] == [len(one) for one in pieces]
    assert max((len(run) for one in seen for run in re.findall(r"[0-9]+", one)), default=0) <= LONGEST
    assert not [one for piece in pieces for one in numerals(piece) if one.value > 10**LONGEST]


def test_what_stands_beside_a_long_run_is_read() -> None:
    text = "Account 12345678901234567890: 172 to 40."
    assert [one.text for one in numerals(text)] == ["172", "40"]
    assert readable("172 to 40, 1,234,567 of 4,000") == "172 to 40, 1,234,567 of 4,000"


@pytest.mark.parametrize(
    ("text", "share"), [("by four to one", "4/5"), ("by more than 3 to 1", "3/4"), ("by nine-to-one", "9/10")]
)
def test_two_sides_compared_are_a_share_of_both(text: str, share: str) -> None:
    (found,) = numerals(text)
    assert (found.kind, str(found.value), found.ratio) == (Kind.FRACTION, share, True)


@pytest.mark.parametrize("text", ["the four to one favourite", "odds of 5 to 1", "at odds of nine-to-one"])
def test_odds_are_no_share(text: str) -> None:
    assert not numerals(text)
