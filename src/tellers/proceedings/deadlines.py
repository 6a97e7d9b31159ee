"""Deadlines: the last moment for something, by the clocks of a procedure that have begun to run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tellers.proceedings.asked import Asked
from tellers.proceedings.guards import refusal
from tellers.proceedings.times import day_of, written
from tellers.rulebook.basis import Basis
from tellers.rulebook.clauses import Rule
from tellers.rulebook.clocks import Clock, Span, Unit

BY_TIME = (Unit.HOURS,)


@dataclass(frozen=True)
class Deadline:
    """The last day, or for hours the last moment, and the clock that sets it."""

    at: date
    clock: Clock

    def passed(self, at: datetime) -> bool:
        """Whether a moment is after it."""
        return at > self.at if isinstance(self.at, datetime) else at.date() > self.at

    def __str__(self) -> str:
        return written(self.at)


def deadline(clocks: Iterable[Clock], moments: Mapping[str, date], ends: Iterable[str]) -> Deadline | None:
    """The earliest last moment of those ends for which a clock runs from a moment that is known; None for none."""
    wanted = set(ends)
    running = [
        Deadline(last_of(clock.within, moments[clock.start]), clock)
        for clock in clocks
        if clock.within is not None and clock.start in moments and clock.end in wanted
    ]
    return min(running, key=lambda one: (day_of(one.at), written(one.at)), default=None)


def last_of(span: Span, start: date) -> date:
    """The last day within a span, or for hours the last moment: one day after a day is still within one day."""
    if span.unit in BY_TIME:
        return span.after(start)
    after = span.after(day_of(start))
    return after - timedelta(days=1) if span.unit is Unit.CLEAR_DAYS else after


def check_in_time(asked: Asked[Any, Any], procedure: Basis, moments: Mapping[str, date], end: str) -> None:
    """Refuse an act that comes after the last moment for it."""
    until = deadline(procedure.clocks, moments, (end,))
    if until is not None and until.passed(asked.at):
        raise refusal(f"it is {asked.at.isoformat()}; the last day was {until}", until.clock.grounds)


def measured_on(measured: Rule[str | None], moments: Mapping[str, date], at: datetime) -> str:
    """The day on which bodies are measured: that of the moment that the rules name, or else that of the act."""
    if measured.value is None:
        return at.date().isoformat()
    if measured.value not in moments:
        known = ", ".join(moments)
        raise refusal(f"the body is measured at the moment '{measured.value}'; known are {known}", measured.grounds)
    return day_of(moments[measured.value]).isoformat()
