"""Invented books: an association's, with the rules of one procedure as each test writes them; and a bare society's."""

import json
from datetime import date, datetime

from tellers.canonical import Json
from tellers.decisions.decide import decide
from tellers.decisions.finding import Decision
from tellers.decisions.record import read_record
from tellers.rulebook.book import RuleBook
from tellers.rulebook.parsing import parse

AROUND = """\
format = 1
organisation = "An association (invented)"
title = "Rules"
source = "Meeting of 2020"
time_zone = "Europe/London"
since = 2020-01-01

[[clause.all]]
number = "1"

[[body.members]]
name = "Members"
members = "all"
clause = "all"

[[body.mps]]
name = "MPs"
members = { house = ["commons"] }
clause = "all"

[[body.meps]]
name = "MEPs"
members = { house = ["europe"] }
clause = "all"

[[body.nominators]]
name = "MPs and MEPs"
union = ["mps", "meps"]
clause = "all"

[[body.board]]
name = "Board"
seats = 9
clause = "all"

[[office.chair]]
title = "Chair"
filled_by = "election"
ex_officio = ["spokesman"]
acting = "deputy"
incompatible = ["deputy"]
clause = "all"

[[office.spokesman]]
title = "Spokesman"
filled_by = "the chair"
ex_officio = ["editor"]
clause = "all"

[[office.editor]]
title = "Editor"
filled_by = "the spokesman"
clause = "all"

[[office.deputy]]
title = "Deputy"
filled_by = "appointment by the chair"
clause = "all"

[[office.tellers]]
title = "Tellers"
filled_by = "appointment by the chair"
seats = 2
clause = "all"

[[count.cast]]
name = "votes cast"
sum = ["for", "against", "spoiled"]
clause = "all"

[[count.branches]]
name = "branches"
given = "candidate"
clause = "all"

[[count.donors]]
name = "donors"
given = "procedure"
clause = "all"
"""


SOCIETY = """\
format = 1
organisation = "Society"
title = "Rules"
time_zone = "Europe/London"
since = 2020-01-01
[minimum_cell]
rule = 1
assumed = "a test"
[[body.members]]
name = "Members"
members = "all"
assumed = "a test"
"""
"""A book that has nothing but members."""


def book(kind: str, rules: str = "", more: str = "") -> RuleBook:
    """The book with one procedure `p` of a kind; `more` are further tables."""
    head = f'[[procedure.p]]\nkind = "{kind}"\ntitle = "The procedure"\nclause = "all"\n'
    return parse(f"{AROUND}\n{head}{rules}\n{more}", "book.toml")


def motion(rules: str = "", more: str = "") -> RuleBook:
    """The book with a motion of the members on the chair."""
    return book("motion", f'body = "members"\noffice = "chair"\n{rules}', more)


def no_files(name: str) -> bytes:
    raise FileNotFoundError(2, "No such file", name)


def follow(rules: RuleBook, facts: dict[str, object], at: date | datetime | None = None) -> Decision:
    """What follows for the procedure `p`; the facts need no format, and are of 1 June 2024 unless they say else."""
    whole = {"format": 1, "on": "2024-06-01", **facts}
    return decide(rules, "p", read_record(json.dumps(whole).encode(), "facts.json", no_files), at)


def outcome(rules: RuleBook, facts: dict[str, object]) -> Json:
    """The one outcome, or those still possible."""
    (finding,) = follow(rules, facts).findings
    possible: list[Json] = [one.value for one in finding.verdict.possible]
    return possible[0] if len(possible) == 1 else possible
