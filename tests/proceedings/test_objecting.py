"""When the time for objections ends, by the clock of the organisation; each time is reckoned by hand."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tellers.errors import Refused
from tellers.proceedings.objecting import Said, Window, check_over, window
from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.clocks import Span, Unit
from tellers.rulebook.objections import Objections

LONDON = ZoneInfo("Europe/London")
COUNTED = datetime.fromisoformat("2024-03-29T21:00:00+00:00")
"""Two days before the clocks of London go forward."""


def of(amount: int, unit: Unit, *said: Said) -> Window:
    rule = Rule(Objections(Span(amount, unit), holds=False), Grounds(clause="7"), 1)
    return window(rule, COUNTED, LONDON, said, ())


@pytest.mark.parametrize(
    ("amount", "unit", "ends"),
    [
        (1, Unit.DAYS, "2024-03-31T00:00:00+00:00"),
        (3, Unit.DAYS, "2024-04-02T00:00:00+01:00"),
        (2, Unit.HOURS, "2024-03-29T23:00:00+00:00"),
        (48, Unit.HOURS, "2024-03-31T22:00:00+01:00"),
    ],
)
def test_days_end_at_midnight_and_hours_pass_the_change_of_the_clocks(amount: int, unit: Unit, ends: str) -> None:
    assert of(amount, unit).ends.isoformat() == ends


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2024-03-{text}:00+00:00")


def test_it_is_over_when_the_last_of_all_who_are_asked_has_none() -> None:
    found = of(3, Unit.DAYS, Said("Ada", at("30T09:00")), Said("Bo", at("30T08:00")))
    assert (found.over, found.waiting) == (at("30T09:00"), ())
    check_over(found, at("30T09:00"))
    with pytest.raises(Refused, match=r"is possible then \(clause 7\)"):
        check_over(found, at("30T08:59"))


def test_one_who_has_not_said_so_is_waited_for() -> None:
    found = of(3, Unit.DAYS, Said("Ada", at("30T09:00")), Said("Bo", None))
    assert (found.agreed, found.waiting, found.over) == (None, ("Bo",), found.ends)


def test_where_nobody_is_asked_nobody_ends_it_early() -> None:
    assert of(1, Unit.DAYS).over == of(1, Unit.DAYS).ends


def test_who_says_so_after_its_end_changes_nothing() -> None:
    found = of(2, Unit.HOURS, Said("Ada", at("30T09:00")))
    assert found.over == found.ends


def test_rules_without_a_time_for_objections_wait_for_nothing() -> None:
    check_over(None, COUNTED)
