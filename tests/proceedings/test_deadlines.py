"""Deadlines by the clocks of a procedure. Their truth: docs/formats/rulebook.md, "Clocks", and the calendar."""

from datetime import date, datetime

import pytest

from tellers.errors import Refused
from tellers.proceedings.deadlines import deadline, last_of, measured_on
from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.clocks import Clock, Span, Unit

CLAUSE = Grounds(clause="4", source="the rules")
FIRST = datetime.fromisoformat("2024-03-01T10:00:00+00:00")


def within(amount: int, unit: Unit, start: str = "opening", end: str = "close") -> Clock:
    return Clock(None, start, end, None, Span(amount, unit), CLAUSE, 1)


@pytest.mark.parametrize(
    ("span", "last"),
    [
        (Span(1, Unit.DAYS), date(2024, 3, 2)),
        (Span(10, Unit.DAYS), date(2024, 3, 11)),
        (Span(1, Unit.CLEAR_DAYS), date(2024, 3, 2)),
        (Span(2, Unit.MONTHS), date(2024, 5, 1)),
        (Span(1, Unit.YEARS), date(2025, 3, 1)),
        (Span(48, Unit.HOURS), datetime.fromisoformat("2024-03-03T10:00:00+00:00")),
    ],
)
def test_the_last_day_within_a_span(span: Span, last: date) -> None:
    assert last_of(span, FIRST) == last


@pytest.mark.parametrize(
    ("clock", "at", "passed"),
    [
        (within(10, Unit.DAYS), "2024-03-11T23:59:59+00:00", False),
        (within(10, Unit.DAYS), "2024-03-12T00:00:00+00:00", True),
        (within(48, Unit.HOURS), "2024-03-03T10:00:00+00:00", False),
        (within(48, Unit.HOURS), "2024-03-03T10:00:01+00:00", True),
    ],
)
def test_a_deadline_passes_after_its_last_moment(clock: Clock, at: str, passed: bool) -> None:  # noqa: FBT001 — a case
    found = deadline((clock,), {"opening": FIRST}, ("close",))
    assert found is not None
    assert found.passed(datetime.fromisoformat(at)) is passed


def test_of_several_clocks_that_run_the_first_to_end_counts() -> None:
    clocks = (within(10, Unit.DAYS), within(3, Unit.DAYS, end="last-signature"), within(1, Unit.DAYS, end="meeting"))
    found = deadline(clocks, {"opening": FIRST}, ("last-signature", "close"))
    assert found is not None
    assert (str(found), found.clock) == ("2024-03-04", clocks[1])


@pytest.mark.parametrize(
    "clock",
    [
        within(3, Unit.DAYS, start="first-signature"),
        within(3, Unit.DAYS, end="declaration"),
        Clock(None, "opening", "close", Span(3, Unit.DAYS), None, CLAUSE, 1),
    ],
    ids=["not begun", "another end", "at least"],
)
def test_a_clock_that_does_not_run_to_it_sets_no_deadline(clock: Clock) -> None:
    assert deadline((clock,), {"opening": FIRST}, ("close",)) is None


def test_bodies_are_measured_at_the_moment_of_the_rules_or_on_the_day_of_the_act() -> None:
    known = {"opening": FIRST}
    at = datetime.fromisoformat("2024-03-09T10:00:00+00:00")
    assert measured_on(Rule(None, CLAUSE, 1), known, at) == "2024-03-09"
    assert measured_on(Rule("opening", CLAUSE, 1), known, at) == "2024-03-01"
    with pytest.raises(Refused, match=r"measured at the moment 'notice'; known are opening \(clause 4\)"):
        measured_on(Rule("notice", CLAUSE, 1), known, at)
