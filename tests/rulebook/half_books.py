"""Half books for the holes: a base that has none, and tables to put in its place, each wrong in one way."""

from tests.rulebook.samples import MEMBERS, TOP

from tellers.rulebook.holes import Hole, Severity
from tellers.rulebook.lint import check
from tellers.rulebook.parsing import parse

BASE = f"""{TOP}
[minimum_cell]
rule   = 5
clause = "all"
{MEMBERS}
[[body.board]]
name   = "Board"
seats  = 7
clause = "all"

[[office.chair]]
title       = "Chair"
filled_by   = "election"
term_months = 12
acting      = "deputy"
clause      = "all"

[[office.deputy]]
title        = "Deputy"
filled_by    = "the chair"
appointed_by = "chair"
dismissed_by = "chair"
clause       = "all"
"""

MOTION = """
[[procedure.motion]]
kind        = "motion"
title       = "No confidence"
clause      = "all"
body        = "members"
office      = "chair"
propose     = { body = "members", number = 2 }
notice_days = 7
holder      = { notice = true, statement = false }
secret      = true
forms       = ["paper"]
quorum      = "none"
threshold   = "for > 1/2 of valid"
tie         = "lost"
"""

ELECTION = """
[[procedure.names]]
kind      = "nomination"
title     = "Nomination"
clause    = "all"
body      = "members"
office    = "chair"
when      = "vacancy"
threshold = "nominations >= 2"
consent   = true
public    = true
opens     = ["election"]

[[procedure.election]]
kind        = "contest"
title       = "Election"
clause      = "all"
body        = "members"
office      = "chair"
nomination  = "names"
sole        = "elected"
method      = "plurality"
quorum      = "none"
tie         = "lot"
notice_days = 7
secret      = true
forms       = ["paper"]
"""

PETITION = """
[[procedure.petition]]
kind         = "petition"
title        = "Petition"
clause       = "all"
body         = "members"
office       = "chair"
threshold    = "signatures >= 10"
public       = false
withdrawable = true
opens        = ["motion"]

[[procedure.petition.clock]]
from   = "first-signature"
to     = "last-signature"
within = "28 days"
"""


def effect(procedure: str, on: str, *more: str) -> str:
    """An effect table with further lines."""
    lines = (f"[[procedure.{procedure}.effect.{on}]]", 'text = "x"', "binding = true", 'clause = "all"', *more)
    return "\n" + "\n".join(lines) + "\n"


def silent(procedure: str, *endings: str) -> str:
    """Effects in words alone for several endings."""
    return "".join(effect(procedure, on) for on in endings)


ENDS = silent("motion", "lost", "withdrawn", "target-resigns")
"""Everything but `carried`, in words."""

CARRIED = effect("motion", "carried", 'does = "vacates"')

WHOLE = BASE + MOTION + CARRIED + ENDS + ELECTION + silent("names", "refused")
WHOLE += effect("election", "elected", 'does = "elects"') + silent("election", "unfilled")
"""A book without a hole: a motion against the chair, and how the next one is elected."""


def changed(*changes: tuple[str, str], more: str = "") -> str:
    """The whole book with pieces of its text changed and more at its end."""
    text = WHOLE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text + more


def holes(text: str) -> tuple[Hole, ...]:
    """The holes of a text."""
    return check(parse(text, "club.toml"))


def told(text: str, severity: Severity) -> list[str]:
    """What is said of the holes of one severity."""
    return [hole.what for hole in holes(text) if hole.severity is severity]
