"""Contests: elections of one or more, in one stage or several, with gates between ballots and filters after."""

from dataclasses import dataclass
from enum import Enum

from tellers.rulebook.basis import Basis, Form, Section
from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.conditions import Condition
from tellers.rulebook.custody import Custody
from tellers.rulebook.objections import Objections


class Sole(Enum):
    """What happens when no more stand than there are seats: they are elected, or a ballot is held all the same."""

    ELECTED = "elected"
    BALLOT = "ballot"


class ContestTie(Enum):
    """What settles a tie; METHOD is the method's own rule, and a lot where it has none.

    AGAIN: those who tie are balloted again, by themselves, for the place in question. AGAIN_ALL: all candidates are.
    So are they under AGAIN_THEN_ALL, and if the same place is tied once more those who tie for last are all out; under
    ALL_OUT they are out at once. COUNT: a count of the book decides, such as the years of age: the most has the place.
    """

    LOT = "lot"
    CASTING_VOTE = "casting-vote"
    AGAIN = "again"
    AGAIN_ALL = "again-all"
    AGAIN_THEN_ALL = "again-then-all-out"
    ALL_OUT = "all-out"
    UNFILLED = "unfilled"
    COUNT = "count"
    METHOD = "method"


class FilterKind(Enum):
    """What is held against the result: a cap, a condition of each winner, the default option, a reserved place."""

    CAP = "cap"
    REQUIRE = "require"
    ABOVE_DEFAULT = "above-default"
    RESERVE = "reserve"


@dataclass(frozen=True)
class Gate:
    """What a candidate must reach in the nth ballot of an exhaustive stage to go on to the next."""

    ballot: int
    threshold: Rule[Condition]
    line: int


EVERYBODY = 10_000
"""The seats of a stage that sends on all who stood in it: as many as there can be."""


@dataclass(frozen=True)
class Stage:
    """One stage of a contest: who votes, by which method.

    `seats` is how many it elects or sends to the next, None where the facts say it. `ballots` is how many a series
    has before those left go on to the next stage, None where it goes on until it has elected.
    `marks` is the most names that a paper may bear, None for any number; `scale` the highest score. `out_from` is the
    first of a series of ballots whose last is out, None where nobody ever is.
    """

    id: str
    title: str
    body: str
    method: Rule[str]
    threshold: Rule[Condition | None]
    quorum: Rule[Condition | None]
    tie: Rule[ContestTie]
    marks: Rule[int | None]
    scale: Rule[int]
    sections: tuple[Section, ...]
    seats: Rule[int | None]
    gates: tuple[Gate, ...]
    out_from: Rule[int | None]
    ballots: Rule[int | None]
    line: int

    @property
    def open_after(self) -> bool:
        """Whether nobody is out by it, so that in the next stage anybody may stand."""
        return self.seats.value == EVERYBODY


@dataclass(frozen=True)
class Filter:
    """A rule on the result of the count: `column` is one of the candidates' columns, `value` what it must say.

    `sitting` counts those whose seats are not up for election too; `next` gives a lost seat to the next in line.
    """

    kind: FilterKind
    column: str | None
    value: str | None
    threshold: Rule[Condition] | None
    sitting: bool
    next: bool
    grounds: Grounds
    line: int


@dataclass(frozen=True, kw_only=True)
class Contest(Basis):
    """An election to seats, which are None where the facts of each election say how many are to be filled.

    `nominations` are the procedures that admit candidates, each for an office as it is; `default` stands for nobody,
    `casting` is the office whose holder breaks ties, `tie_count` the count that does. `trustees` are None where no
    ballot of it is sealed, `objections` where the declaration waits for none.
    """

    body: str
    seats: Rule[int | None]
    nominations: tuple[str, ...]
    default: Rule[str | None]
    sole: Rule[Sole]
    casting: str | None
    tie_count: str | None
    stages: tuple[Stage, ...]
    filters: tuple[Filter, ...]
    notice_days: Rule[int]
    secret: Rule[bool]
    forms: Rule[tuple[Form, ...]]
    minimum_cell: Rule[int]
    trustees: Custody | None
    objections: Rule[Objections] | None
