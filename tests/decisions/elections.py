"""Small books and facts of contests for the tests, and what is decided of them."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from tellers.decisions.decide import decide
from tellers.decisions.finding import Decision, Finding
from tellers.decisions.record import read_record
from tellers.rulebook.book import RuleBook
from tellers.rulebook.parsing import parse

Json = dict[str, Any]

TOP = """
format       = 1
organisation = "A society (invented)"
title        = "Rules"
source       = "Rules of 2000"
time_zone    = "Europe/London"
since        = 2000-01-01

[minimum_cell]
rule    = 5
assumed = "for the tests"

[[clause.rule]]
number = "1"

[[clause.other]]
number = "2"

[[body.members]]
name    = "Members"
members = "all"
clause  = "rule"

[[body.mps]]
name    = "Members of Parliament"
members = { house = ["commons"] }
clause  = "rule"

[[body.council]]
name   = "Council"
seats  = 7
clause = "rule"

[[office.leader]]
title     = "Leader"
filled_by = "election"
clause    = "rule"

[[reading.one]]
clause   = "other"
question = "One or two?"

[reading.one.choices]
first  = "One."
second = "Two."
"""

CONTEST = """
[[procedure.election]]
kind   = "contest"
title  = "Election"
clause = "rule"
body   = "members"
office = "leader"
"""


def book(keys: str, *more: str) -> str:
    """A book with one contest of these keys; `more` are tables above it, such as a nomination."""
    return "\n".join([TOP, *more, CONTEST, keys])


@cache
def parsed(text: str) -> RuleBook:
    """A book, read once."""
    return parse(text, "book.toml")


def decision(text: str, facts: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> Decision:
    """What is decided of the contest."""
    given = {"format": 1, "on": "2020-06-01", **facts}
    raw = json.dumps(given).encode()
    record = read_record(raw, "facts.json", lambda name: (files or {})[name])
    return decide(parsed(text), "election", record)


def found(text: str, facts: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> Finding:
    """The one finding."""
    decided = decision(text, facts, files)
    assert len(decided.findings) == 1
    return decided.findings[0]


def shown(text: str, facts: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> Any:  # noqa: ANN401 — JSON
    """The one finding as JSON."""
    return found(text, facts, files).to_json()


def result(
    text: str, facts: Mapping[str, Any], files: Mapping[str, bytes] | None = None
) -> tuple[str | None, list[str]]:
    """The outcome, and the winners in their order."""
    one = found(text, facts, files)
    return None if one.outcome is None else one.outcome.value, list(one.verdict.winners)


def votes(line: str) -> dict[str, int]:
    """Votes such as "A40 B30"."""
    return {word[0]: int(word[1:]) for word in line.split()}


def rounds(*lines: str) -> list[Json]:
    """Rounds such as "A40 B30 -2", the exhausted after a dash."""
    found_ = []
    for line in lines:
        words = line.split()
        spent = [int(word[1:]) for word in words if word[0] == "-"]
        one: Json = {"votes": votes(" ".join(word for word in words if word[0] != "-"))}
        found_.append(one | ({"exhausted": spent[0]} if spent else {}))
    return found_
