"""Clocks and spans in a book, and the days they come to; truth: a calendar."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rulebook.samples import DAY, procedure, refused, small

from tellers.rulebook.clocks import Clock, Span, Unit

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1))
NOON = datetime(2016, 6, 28, 12, 0, tzinfo=timezone(timedelta(hours=1)))


def clock(keys: str) -> Clock:
    more = procedure("motion", f'body = "members"\n[[procedure.p.clock]]\n{keys}')
    (read,) = small(more=more).motion("p", on=DAY).clocks
    return read


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("5 clear days", Span(5, Unit.CLEAR_DAYS)),
        ("1 clear day", Span(1, Unit.CLEAR_DAYS)),
        ("48 hours", Span(48, Unit.HOURS)),
        ("1 hour", Span(1, Unit.HOURS)),
        ("7  days", Span(7, Unit.DAYS)),
        ("2 weeks", Span(14, Unit.DAYS)),
        ("2 months", Span(2, Unit.MONTHS)),
        ("1 year", Span(1, Unit.YEARS)),
    ],
)
def test_a_span_is_read_in_words(words: str, span: Span) -> None:
    read = clock(f'from = "notice"\nto = "ballot"\nat_least = "{words}"')
    assert (read.at_least, read.within, read.text) == (span, None, None)
    assert (read.start, read.end, read.grounds.clause) == ("notice", "ballot", "1")


def test_a_clock_may_have_words_and_grounds_of_its_own() -> None:
    read = clock('text = "Soon."\nfrom = "seconded"\nto = "ballot"\nwithin = "7 days"\nassumed = "custom"')
    assert (read.text, read.within, read.grounds.assumed) == ("Soon.", Span(7, Unit.DAYS), "custom")
    assert str(read.within) == "7 days"
    assert str(Span(1, Unit.CLEAR_DAYS)) == "1 clear day"


@pytest.mark.parametrize(
    ("keys", "at", "says"),
    [
        ('from = "notice"\nto = "ballot"', "[[procedure.p.clock]]", "either at_least = .* or within"),
        (
            'from = "notice"\nto = "ballot"\nwithin = "1 day"\nat_least = "1 day"',
            "[[procedure.p.clock]]",
            "one of the two",
        ),
        ('from = "notice"\nto = "notice"\nwithin = "1 day"', 'to = "notice"', "`notice` stands twice"),
        ('from = "notice"\nto = "ballot"\nwithin = "5 working days"', "within", "working days are not supported"),
        ('from = "notice"\nto = "ballot"\nwithin = "soon"', "within", "is not a span of time"),
        ('from = "notice"\nto = "ballot"\nwithin = "-1 days"', "within", "is not a span of time"),
        ('from = "The notice"\nto = "ballot"\nwithin = "1 day"', "from", "cannot be a moment"),
        ('to = "ballot"\nwithin = "1 day"', "[[procedure.p.clock]]", "has no `from`"),
        ('from = "notice"\nto = "ballot"\nwithin = "1 day"\nuntil = "x"', "until", "`until` is not known"),
    ],
)
def test_a_clock_that_does_not_run_is_refused(keys: str, at: str, says: str) -> None:
    refused(procedure("motion", f'body = "members"\n[[procedure.p.clock]]\n{keys}'), at, says)


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        (Span(7, Unit.DAYS), date(2016, 6, 28), date(2016, 7, 5)),
        (Span(7, Unit.CLEAR_DAYS), date(2016, 6, 28), date(2016, 7, 6)),
        (Span(0, Unit.CLEAR_DAYS), date(2016, 6, 28), date(2016, 6, 29)),
        (Span(1, Unit.MONTHS), date(2016, 1, 31), date(2016, 2, 29)),
        (Span(1, Unit.MONTHS), date(2015, 1, 31), date(2015, 2, 28)),
        (Span(12, Unit.MONTHS), date(2016, 2, 29), date(2017, 2, 28)),
        (Span(11, Unit.MONTHS), date(2016, 12, 15), date(2017, 11, 15)),
        (Span(4, Unit.YEARS), date(2016, 2, 29), date(2020, 2, 29)),
        (Span(9999, Unit.YEARS), date(2016, 2, 29), date.max),
        (Span(48, Unit.HOURS), NOON, NOON + timedelta(days=2)),
        (Span(2, Unit.DAYS), NOON, NOON + timedelta(days=2)),
        (Span(2, Unit.CLEAR_DAYS), NOON, date(2016, 7, 1)),
        (Span(1, Unit.MONTHS), NOON, NOON.replace(month=7)),
    ],
)
def test_a_span_ends_on_the_day_of_the_calendar(span: Span, start: date, end: date) -> None:
    assert span.after(start) == end


def test_hours_cannot_be_counted_from_a_day_without_a_time() -> None:
    with pytest.raises(ValueError, match="48 hours cannot be counted from 2016-06-28, a day without a time"):
        Span(48, Unit.HOURS).after(DAY)


@given(DAYS, st.integers(0, 400))
def test_clear_days_leave_out_the_first_day_and_the_last(start: date, number: int) -> None:
    between = (Span(number, Unit.CLEAR_DAYS).after(start) - start).days - 1
    assert between == number


@given(DAYS, st.integers(0, 200))
def test_months_keep_the_day_where_the_month_has_it(start: date, number: int) -> None:
    end = Span(number, Unit.MONTHS).after(start)
    assert (end.year - start.year) * 12 + end.month - start.month == number
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).month != end.month)
