"""Editions by date: from which day to which a table of the book holds, with no two at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tellers.rulebook.tables import Table

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Dated:
    """One edition of a table; `until` is the last day on which it holds, None while no end is known."""

    id: str
    table: Table
    since: date
    until: date | None

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= on and (self.until is None or on <= self.until)

    def __str__(self) -> str:
        return f"{self.since} to {self.until}" if self.until else f"since {self.since}"


def read_span(table: Table) -> tuple[date, date | None]:
    """The `since` and `until` of the book itself."""
    since = table.day("since")
    until = table.day("until") if table.has("until") else None
    if until is not None and until < since:
        table.refuse(f"`until` {until} is before `since` {since}", "until")
    return since, until


def read_editions(id_: str, tables: list[Table], since: date, until: date | None) -> tuple[Dated, ...]:
    """The editions of one id, oldest first.

    One without `since` begins with the book; one without `until` runs to the day before the next, or to the end of
    the book.
    """
    dated = sorted((_begun(id_, table, since) for table in tables), key=lambda one: one.since)
    ends: list[Dated | None] = [*dated[1:], None]
    return tuple(_ended(one, following, until) for one, following in zip(dated, ends, strict=True))


def cuts(dated: Iterable[Dated], since: date, until: date | None) -> tuple[tuple[date, date | None], ...]:
    """The stretches of time between which nothing in the book changes, first to last."""
    begins = {since}
    for one in dated:
        begins.add(one.since)
        if one.until not in {None, until, date.max}:
            begins.add(one.until + DAY)
    ordered = sorted(begins)
    ends = [*(begin - DAY for begin in ordered[1:]), until]
    return tuple(zip(ordered, ends, strict=True))


def _begun(id_: str, table: Table, book_since: date) -> Dated:
    since = table.day("since") if table.has("since") else book_since
    until = table.day("until") if table.has("until") else None
    if since < book_since:
        table.refuse(f"`since` {since} is before the book itself begins, on {book_since}", "since")
    if until is not None and until < since:
        table.refuse(f"`until` {until} is before it begins, on {since}", "until")
    return Dated(id_, table, since, until)


def _ended(one: Dated, following: Dated | None, book_until: date | None) -> Dated:
    table = one.table
    if following is not None and one.since == following.since:
        following.table.refuse(f"two editions of {table.name} begin on {one.since}; give each its own `since`")
    if following is not None and one.until is not None and one.until >= following.since:
        table.refuse(f"this edition of {table.name} ends on {one.until}, after the next begins on {following.since}")
    if book_until is not None and max(one.since, one.until or one.since) > book_until:
        table.refuse(f"this edition of {table.name} goes beyond the book itself, which ends on {book_until}")
    last = book_until if following is None else following.since - DAY
    return Dated(one.id, table, one.since, one.until or last)
