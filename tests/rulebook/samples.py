"""Rule books for the tests: the two of the repository, and a small one to break line by line."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tellers.errors import RuleBookError
from tellers.rulebook.book import RuleBook
from tellers.rulebook.parsing import decode, parse

RULEBOOKS = Path(__file__).parents[2] / "rulebooks"
DAY = date(2016, 6, 28)

TOP = """\
format       = 1
organisation = "A club"
title        = "Rules"
source       = "Meeting of 2010"
time_zone    = "Europe/London"
since        = 2010-01-01
"""

MEMBERS = """
[[clause.all]]
number = "1"

[[body.members]]
name    = "Members"
members = "all"
clause  = "all"
"""

MOTION = """
[[office.chair]]
title     = "Chair"
filled_by = "election"
clause    = "all"

[[procedure.motion]]
kind      = "motion"
title     = "A motion"
clause    = "all"
body      = "members"
office    = "chair"
threshold = "for > 1/2 of valid"

[[procedure.motion.effect.carried]]
text    = "The chair goes."
binding = true
clause  = "all"
"""

SMALL = TOP + MEMBERS + MOTION
"""One body, one office, and one motion on it."""


@cache
def of_file(organisation: str) -> RuleBook:
    path = RULEBOOKS / organisation / "book.toml"
    return decode(path.read_bytes(), f"rulebooks/{organisation}/book.toml")


def labour() -> RuleBook:
    return of_file("labour")


def society() -> RuleBook:
    return of_file("example-society")


def small(old: str = "", new: str = "", *, more: str = "") -> RuleBook:
    """The small book with one piece of text changed and more text at its end."""
    assert old in SMALL, old
    return parse(SMALL.replace(old, new, 1) + more, "club.toml")


def line_of(text: str, words: str) -> int:
    """The line on which words first stand."""
    return text[: text.index(words)].count("\n") + 1


def procedure(kind: str, keys: str, *, id_: str = "p") -> str:
    """One procedure of a kind, to add to the small book."""
    return f'\n[[procedure.{id_}]]\nkind = "{kind}"\ntitle = "A procedure"\nclause = "all"\n{keys}\n'


def refused(more: str, at: str, says: str) -> None:
    """The small book with more text is refused, on the line where some words stand, in `procedure.p` if there."""
    with pytest.raises(RuleBookError, match=says) as mistake:
        small(more=more)
    assert mistake.value.source == "club.toml"
    begin = max(0, more.find("[[procedure.p]]"))
    begin = begin if at in more[begin:] else 0
    assert mistake.value.line == SMALL.count("\n") + more[:begin].count("\n") + line_of(more[begin:], at)
