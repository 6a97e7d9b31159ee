"""Reads spans of time, moments and clocks."""

import re

from tellers.rulebook.clauses import Grounds
from tellers.rulebook.clocks import Clock, Span, Unit
from tellers.rulebook.parsing_rules import Clauses, read_grounds
from tellers.rulebook.tables import ID, Table

SPAN = re.compile(r"([0-9]{1,5}) (hour|day|clear day|week|month|year)s?", re.ASCII)
DAYS_OF_A_WEEK = 7


def read_clocks(table: Table, clauses: Clauses, own: Grounds) -> tuple[Clock, ...]:
    """The clocks of a procedure, in the order of the book."""
    return tuple(_clock(one, clauses, own) for one in table.tables("clock"))


def read_moment(table: Table, key: str) -> str:
    """The id of a moment: one of the language's own, or one that the facts will name."""
    word = table.text(key)
    if not ID.fullmatch(word):
        table.refuse(f"`{word}` cannot be a moment; expected an id such as ballot, notice or freeze", key)
    return word


def read_span(table: Table, key: str) -> Span:
    """A span in words, such as "5 clear days"; a week is seven days."""
    words = " ".join(table.text(key).split())
    match = SPAN.fullmatch(words)
    if match is None:
        table.refuse(
            f"`{words}` is not a span of time; expected hours, days, clear days, weeks, months or years, "
            'such as "5 clear days"; working days are not supported',
            key,
        )
    amount, unit = int(match[1]), match[2]
    if unit == "week":
        return Span(amount * DAYS_OF_A_WEEK, Unit.DAYS)
    return Span(amount, Unit(f"{unit}s"))


def _clock(table: Table, clauses: Clauses, own: Grounds) -> Clock:
    if table.has("at_least") == table.has("within"):
        table.refuse('a clock has either at_least = "5 clear days" or within = "7 days"; write one of the two')
    clock = Clock(
        text=table.optional_text("text"),
        start=read_moment(table, "from"),
        end=read_moment(table, "to"),
        at_least=read_span(table, "at_least") if table.has("at_least") else None,
        within=read_span(table, "within") if table.has("within") else None,
        grounds=read_grounds(table, clauses) or own,
        line=table.line,
    )
    if clock.start == clock.end:
        table.refuse(f"a clock runs between two moments; `{clock.start}` stands twice", "to")
    table.finish()
    return clock
