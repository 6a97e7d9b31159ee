"""Declared contests for the tests, of several kinds, folded from minutes in memory; everybody is invented."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.reports.samples import HASH, KEY

from tellers.minutes.book import MinuteBook
from tellers.proceedings import facts, facts_contest
from tellers.proceedings.asked import Asked
from tellers.proceedings.contest import Act, Contest
from tellers.proceedings.contest_declaration import ContestDeclaration, declaration_of
from tellers.proceedings.contest_told import told
from tellers.proceedings.deciding import found
from tellers.proceedings.finding import NOT_FOUND
from tellers.proceedings.hanging import HangsOn
from tellers.proceedings.motion import Act as MotionAct
from tellers.proceedings.record import fold
from tellers.rulebook.book import RuleBook
from tellers.rulebook.contests import Contest as Procedure
from tellers.rulebook.parsing import parse

TELLERS = ("Tess Adeyemi", "Tim Byrne")
ANN, BO, CY, DEE, EVE = "Ann Reeve", "Bo Finch", "Cy Marsh", "Dee Hart", "Eve Long"

HEAD = """\
format       = 1
organisation = "Society of Lamplighters (invented)"
title        = "Rules of the society"
source       = "Invented for the tests"
time_zone    = "Europe/London"
since        = 2010-01-01

[minimum_cell]
rule   = 10
clause = "secrecy"

[[clause.election]]
number = "7"
text   = "How officers are elected."

[[clause.secrecy]]
number = "8"
text   = "Nothing is published of fewer than ten votes."

[[body.members]]
name    = "Members"
members = "all"
clause  = "election"

[[office.chair]]
title     = "Chair"
filled_by = "election"
clause    = "election"
"""

OWN = """
tie    = { rule = "lot", assumed = "the rules are silent; a lot is drawn" }
quorum = { rule = "none", assumed = "the rules ask for none" }
"""
"""What a contest or each of its stages says besides its method."""

PROCEDURE = """
[[procedure.{id}]]
kind   = "contest"
title  = "{title}"
clause = "election"
body   = "members"
office = "chair"
secret = true
{rules}

[[procedure.{id}.effect.elected]]
text        = "Whoever is elected takes office."
binding     = true
within_days = 14
does        = "elects"
office      = "chair"
clause      = "election"

[[procedure.{id}.effect.unfilled]]
text    = "The office stays vacant."
binding = true
clause  = "election"
"""

STAGES = f"""
[[procedure.stages.stage]]
id     = "committee"
title  = "Ballots of the committee"
body   = "members"
method = "exhaustive-two-left"
seats  = 2
{OWN}
[[procedure.stages.stage]]
id     = "members"
title  = "Ballot of the members"
body   = "members"
method = "plurality"
{OWN}"""

SECTIONS = """\
method    = "weighted-sections"
threshold = "share > 1/2"
sections  = [
  { id = "staff", title = "Staff", weight = "1/3" },
  { id = "students", title = "Students", weight = "1/3" },
  { id = "fellows", title = "Fellows", weight = "1/3" },
]"""

RULES: dict[str, tuple[str, str]] = {
    "plurality": ("Election of the chair", 'method = "plurality"'),
    "line": ("Election of the chair by a majority", 'method = "plurality"\nthreshold = "votes > 1/2 of valid"'),
    "av": ("Election of the leader", 'method = "av"'),
    "stv": ("Election of the committee", 'method = "stv-scottish"\nseats  = 2'),
    "sections": ("Election of the president", SECTIONS),
    "approval": ("Election of the editor", 'method = "approval"'),
    "stages": ("Election of the secretary", STAGES),
    "sole": ("Election of the steward", 'method = "plurality"\nsole   = "elected"'),
}
"""By the id of its procedure, a title and the rules of each kind of contest."""


def book(more: str = "") -> RuleBook:
    """The rules of the society, with a contest of every kind."""
    procedures = (
        PROCEDURE.format(id=id_, title=title, rules=rules if "stage]]" in rules else rules + OWN)
        for id_, (title, rules) in RULES.items()
    )
    return parse("".join((HEAD, *procedures, more)), "lamplighters.toml")


@dataclass(frozen=True)
class Held:
    """A contest: by which procedure, who stands, the ballots of its stages, how many are entitled."""

    procedure: str
    candidates: tuple[str, ...]
    ballots: Mapping[str, dict[str, Any]]
    entitled: int = 200
    tellers: tuple[str, ...] = TELLERS
    title: str = "Elections of 2024"


def ranked(*papers: tuple[int, tuple[str, ...]], blank: int = 0, spoiled: int = 0) -> dict[str, Any]:
    """A ballot of ranked papers."""
    rankings = [{"papers": number, "ranks": list(ranks)} for number, ranks in papers]
    returned = sum(number for number, _ in papers) + blank + spoiled
    return {"rankings": rankings, "papers": {"returned": returned, "blank": blank, "spoiled": spoiled}}


PLURALITY = Held(
    "plurality",
    (ANN, BO, CY),
    {"ballot": {"votes": {ANN: 61, BO: 44, CY: 17}, "papers": {"returned": 127, "blank": 2, "spoiled": 3}}},
)
LINE = replace(PLURALITY, procedure="line")
AV = Held(
    "av",
    (ANN, BO, CY),
    {
        "ballot": ranked(
            (52, (ANN, BO, CY)), (47, (BO, CY)), (24, (CY, BO, ANN)), (8, (CY, ANN)), (3, (CY,)), blank=1, spoiled=4
        )
    },
)
STV = Held(
    "stv",
    (ANN, BO, CY, DEE, EVE),
    {
        "ballot": ranked(
            (61, (ANN, BO, CY)),
            (19, (BO, CY)),
            (23, (CY, DEE)),
            (18, (DEE, BO)),
            (11, (EVE, DEE, CY)),
            (4, (EVE,)),
            blank=2,
            spoiled=5,
        )
    },
)
WEIGHTED = Held(
    "sections",
    (ANN, BO),
    {
        "ballot": {
            "sections": {
                "staff": {ANN: 31, BO: 26},
                "students": {ANN: 40, BO: 47},
                "fellows": {ANN: 5, BO: 2},
            },
            "papers": {"returned": 153, "blank": 1, "spoiled": 1},
        }
    },
    entitled=240,
)
APPROVAL = Held(
    "approval",
    (ANN, BO, CY),
    {"ballot": {"votes": {ANN: 71, BO: 64, CY: 17}, "papers": {"returned": 122, "blank": 2, "spoiled": 3}}},
)
STAGED = Held(
    "stages",
    (ANN, BO, CY),
    {
        "committee": {"rounds": [{"votes": {ANN: 31, BO: 27, CY: 12}, "blank": 1, "spoiled": 0}]},
        "members": {"votes": {ANN: 52, BO: 81}, "papers": {"returned": 135, "blank": 1, "spoiled": 1}},
    },
)

ALONE = Held("sole", (ANN,), {})
"""Nobody else stands, so no ballot is held."""

CONTESTS = {
    "plurality": PLURALITY,
    "a line of the book": LINE,
    "av": AV,
    "stv": STV,
    "weighted sections": WEIGHTED,
    "approval": APPROVAL,
    "several stages": STAGED,
}


def contest_declared(held: Held) -> ContestDeclaration:
    """The declaration of a contest, folded from its minutes."""
    rules, minutes = book(), minute_book(held)
    record = fold(minutes)
    done = facts_contest.Declared(
        proceeding="election-1",
        hangs_on=HangsOn((), {}),
        found=NOT_FOUND,
        declaration="0" * 64,
        text="0" * 64,
        version="0.1.0",
    )
    at = facts.moment("2024-03-07T10:00:00+00:00")
    asked = Asked(record, record.one(Contest, "election-1"), done, at, rules)
    return declaration_of(asked, found(asked, told(asked, asked.procedure(Procedure))), minutes)


def minute_book(held: Held) -> MinuteBook:
    """The minutes of a contest, up to its count."""
    founding = facts.Founding(
        "lamplighters-2024",
        held.title,
        "Society of Lamplighters (invented)",
        held.procedure,
        book().fingerprint,
        "Europe/London",
        "Secretary",
        KEY,
    )
    minutes = MinuteBook().append(
        "2024-03-01T09:00:00+00:00", "secretary", MotionAct.FOUND.value, facts.to_json(founding)
    )
    whole: dict[str, Any] = {"proceeding": "election-1", "hangs_on": HangsOn((), {})}
    announced = facts_contest.Announced(
        **whole,
        procedure=held.procedure,
        opens="2024-03-06T10:00:00+00:00",
        closes="2024-03-06T20:00:00+00:00",
        nomination=None,
        candidates=tuple(facts_contest.Standing(name, False, {}) for name in held.candidates),  # noqa: FBT003 — nobody holds it
        rerun_of=None,
    )
    rolls = tuple(facts_contest.FrozenRoll(stage, HASH, held.entitled) for stage in held.ballots)
    frozen = facts_contest.Frozen(**whole, on=date(2024, 3, 5).isoformat(), rolls=rolls)
    acts: list[tuple[Act, Any]] = [(Act.ANNOUNCE, announced), (Act.FREEZE, frozen)]
    for stage, ballot in held.ballots.items():
        entered = facts_contest.Entered(**whole, stage=stage, tellers=held.tellers, archive=None, ballot=ballot)
        acts.append((Act.ENTER, entered))
    for number, (act, done) in enumerate(acts):
        minutes = minutes.append(f"2024-03-06T21:{number:02}:00+00:00", "secretary", act.value, facts.to_json(done))
    return minutes
