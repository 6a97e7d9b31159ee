"""Clocks: spans of time, and what must lie between two moments of a proceeding."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from tellers.rulebook.clauses import Grounds


class Unit(Enum):
    """What a span is counted in; clear days leave out the day it begins on and the day it ends on."""

    HOURS = "hours"
    DAYS = "days"
    CLEAR_DAYS = "clear days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True)
class Span:
    """So many hours, days, clear days, months or years."""

    amount: int
    unit: Unit

    def after(self, start: date) -> date:
        """The first moment at which the span has passed: a day, or a time where it starts at one.

        After clear days it is always a day, the first after all of them. A month ends on the day of the same number,
        or on the last of a month that has no such day. Raises ValueError for hours after a day without a time.
        """
        try:
            return self._after(start)
        except OverflowError:
            return date.max

    def __str__(self) -> str:
        words = self.unit.value
        return f"{self.amount} {words.removesuffix('s') if self.amount == 1 else words}"

    def _after(self, start: date) -> date:
        match self.unit:
            case Unit.HOURS:
                if not isinstance(start, datetime):
                    raise ValueError(f"{self} cannot be counted from {start}, a day without a time")  # noqa: TRY004 — a date is of the right type
                return start + timedelta(hours=self.amount)
            case Unit.DAYS:
                return start + timedelta(days=self.amount)
            case Unit.CLEAR_DAYS:
                return date(start.year, start.month, start.day) + timedelta(days=self.amount + 1)
            case Unit.MONTHS:
                return _months_after(start, self.amount)
            case Unit.YEARS:
                return _months_after(start, 12 * self.amount)


@dataclass(frozen=True)
class Clock:
    """What must lie between two moments: at least one span, or no more than one; exactly one of the two is set."""

    text: str | None
    start: str
    end: str
    at_least: Span | None
    within: Span | None
    grounds: Grounds
    line: int


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > date.max.year:
        raise OverflowError
    last = calendar.monthrange(year, month + 1)[1]
    return start.replace(year=year, month=month + 1, day=min(start.day, last))
