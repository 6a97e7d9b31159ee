"""Who left which post: four acts of an invented list, and the facts of June 2016, which name some and not all."""

from dataclasses import replace
from datetime import date

import pytest
from tests.reports.news.records import june, of, verdicts

from tellers.reports.news.reading import Records
from tellers.reports.told import Departure, Departures

GONE = (
    Departure("Mate", "Cy", date(2016, 6, 27), "resigned"),
    Departure("Treasurer", "Dee", date(2016, 6, 27), "resigned"),
    Departure("Cook", "Eve", date(2016, 6, 28), "left"),
    Departure("Clerk", "Flo", date(2016, 6, 26), "dismissed"),
)


def records(*, whole: bool) -> Records:
    found = Departures(
        "Appointment of the officers", GONE, ("Mate", "Cook"), ("Mate",), whole, "minutes of officers-1"
    )
    return Records(replace(june().main, departures=found))


WHOLE = [
    ("After the vote on Corbyn, three officers resigned.", "right"),
    ("After the vote on Corbyn, five officers resigned.", "wrong"),
    ("After the vote on Corbyn, at least three officers resigned.", "right"),
    ("After the vote on Corbyn, 30 ministers resigned.", "not-settled"),  # not of this list
    ("After the vote on Corbyn, five officers resigned on Monday.", "not-settled"),  # of one day
    ("Five officers might resign after the vote on Corbyn.", "not-checkable"),
]


@pytest.mark.parametrize(("text", "verdict"), WHOLE, ids=[one[0] for one in WHOLE])
def test_a_whole_list_settles_how_many_left(text: str, verdict: str) -> None:
    assert [found for _, found in of(text, records(whole=True))] == [verdict]


def test_those_who_were_dismissed_and_what_is_vacant_are_counted_by_themselves() -> None:
    said = "Before the vote on Corbyn, 12 officers were sacked. The vote on Corbyn leaves 12 posts vacant."
    assert [one.judgement.record for one in verdicts(said, records(whole=True))] == ["1", "1"]


def test_a_list_of_some_settles_that_as_many_left_and_nothing_else() -> None:
    partly = records(whole=False)
    assert of("After the vote on Corbyn, at least three officers resigned.", partly) == [("three", "right")]
    (found,) = verdicts("After the vote on Corbyn, 20 officers resigned.", partly)
    assert (found.word.value, "Missing: a whole list" in found.judgement.why) == ("not-settled", True)


def test_without_a_list_it_is_said_what_is_missing() -> None:
    (found,) = verdicts("Some 60 members of the front bench resigned after the vote on Corbyn.", june())
    assert (found.word.value, found.judgement.why) == (
        "not-settled",
        "The record has no list of posts: who held which, and who left it when (tellers case appointment).",
    )
