"""The day as at which a roll is taken. Truth: docs/formats/rulebook.md, `measured`: silent, the day of the vote."""

from datetime import date

import pytest

from tellers.errors import Refused
from tellers.proceedings.measuring import RollDay
from tellers.rulebook.clauses import Grounds, Rule

NOTICE, TODAY = date(2024, 3, 4), date(2024, 3, 8)


def days(moment: str | None) -> RollDay:
    """Notice was given on 4 March, and the roll is frozen on the 8th, by rules that measure at a moment."""
    return RollDay(Rule(moment, Grounds("7", "days", None), 1), NOTICE, TODAY)


@pytest.mark.parametrize("moment", [None, "opening", "ballot", "close", "meeting"])
def test_a_roll_of_the_vote_is_taken_between_the_notice_and_the_freeze(moment: str | None) -> None:
    assert days(moment).chosen(None) == TODAY
    for on in (NOTICE, date(2024, 3, 6), TODAY):
        days(moment).check(days(moment).chosen(on))
    with pytest.raises(Refused, match=r"2024-03-03, before the notice of 2024-03-04; .* \(--on\) \(clause 7\)"):
        days(moment).check(date(2024, 3, 3))


def test_a_roll_measured_at_the_notice_is_of_that_day_and_no_other() -> None:
    assert days("notice").chosen(None) == NOTICE
    days("notice").check(NOTICE)
    for on in (date(2024, 3, 3), date(2024, 3, 5), TODAY):
        with pytest.raises(Refused, match="at the notice, which was given on 2024-03-04"):
            days("notice").check(on)


@pytest.mark.parametrize("moment", ["last-signature", "cut-off"])
def test_a_moment_of_which_no_minute_speaks_is_asked_for_and_may_be_long_ago(moment: str) -> None:
    with pytest.raises(Refused, match=f"at the moment '{moment}', and no minute says on which day"):
        days(moment).chosen(None)
    days(moment).check(days(moment).chosen(date(2023, 12, 31)))


@pytest.mark.parametrize("moment", [None, "notice", "cut-off"])
def test_no_roll_is_of_a_day_to_come(moment: str | None) -> None:
    with pytest.raises(Refused, match="2024-03-09, which has not come; it is 2024-03-08"):
        days(moment).check(date(2024, 3, 9))
