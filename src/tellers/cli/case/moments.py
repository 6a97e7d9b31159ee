"""How a moment and a day are given on the command line."""

import re
from datetime import date, datetime
from typing import Any

import click

from tellers.proceedings.guards import FIRST_YEAR, LAST_YEAR

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Moment(click.ParamType[datetime]):
    """A moment as 2016-06-28T16:30 (in the case's time zone) or with an offset, 2016-06-28T16:30+01:00."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:  # noqa: ANN401 — click's signature
        """Read a moment, or fail as click does."""
        if isinstance(value, datetime):
            return value
        if DAY.fullmatch(value):
            self.fail(f"{value!r} is a day; expected its time too, as {value}T22:00", param, ctx)
        try:
            at = datetime.fromisoformat(value) if MOMENT.fullmatch(value) else None
        except ValueError:
            at = None
        if at is None:
            self.fail(f"{value!r} is not a moment; expected 2016-06-28T16:30 or 2016-06-28T16:30+01:00", param, ctx)
        if not FIRST_YEAR <= at.year <= LAST_YEAR:
            self.fail(f"{value!r} is in the year {at.year}; expected {FIRST_YEAR} to {LAST_YEAR}", param, ctx)
        return at


class Known(click.ParamType[date]):
    """A day, or a moment of it with its offset: whatever is known of when something happened."""

    name = "day or moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401 — click's signature
        """Read a day or a moment, or fail as click does."""
        if isinstance(value, str) and not DAY.fullmatch(value):
            at = Moment().convert(value, param, ctx)
            if at.tzinfo is None:
                self.fail(f"{value!r} has no offset; expected 2016-06-28T16:30+01:00, or the day alone", param, ctx)
            return at
        return Day().convert(value, param, ctx)


class Day(click.ParamType[date]):
    """A day as 2016-06-28."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401 — click's signature
        """Read a day, or fail as click does."""
        if isinstance(value, date):
            return value
        try:
            on = date.fromisoformat(value) if DAY.fullmatch(value) else None
        except ValueError:
            on = None
        if on is None:
            self.fail(f"{value!r} is not a day; expected 2016-06-28", param, ctx)
        if not FIRST_YEAR <= on.year <= LAST_YEAR:
            self.fail(f"{value!r} is in the year {on.year}; expected {FIRST_YEAR} to {LAST_YEAR}", param, ctx)
        return on
