"""Motions: a question put to a body, decided by votes for and against."""

from dataclasses import dataclass
from enum import Enum

from tellers.rulebook.basis import Basis, Form, Proposers, Section
from tellers.rulebook.clauses import Rule
from tellers.rulebook.conditions import Condition
from tellers.rulebook.effects import Effect, effects_of
from tellers.rulebook.objections import Objections
from tellers.rulebook.outcomes import Ending, Outcome


class TieRule(Enum):
    """What equal votes do where the threshold is not met."""

    LOST = "lost"
    CARRIED = "carried"
    CASTING_VOTE = "casting-vote"
    AGAIN = "again"
    LOT = "lot"


@dataclass(frozen=True)
class HolderRights:
    """What the holder of the office is owed: notice, and room for a statement beside the motion."""

    notice: bool
    statement: bool


@dataclass(frozen=True, kw_only=True)
class Motion(Basis):
    """A motion decided by a ballot of for and against.

    A rule that the book leaves out is filled in, and its grounds say so. `casting` is the office whose holder has the
    casting vote; `second` who must second it; `successor` marks a motion that is carried only by naming who follows.
    `minimum_cell` is the smallest group of votes that is published; `objections` are None where the declaration waits
    for none.
    """

    body: str
    propose: Rule[Proposers]
    second: Rule[Proposers] | None
    notice_days: Rule[int]
    holder: Rule[HolderRights]
    secret: Rule[bool]
    forms: Rule[tuple[Form, ...]]
    quorum: Rule[Condition | None]
    threshold: Rule[Condition]
    tie: Rule[TieRule]
    casting: str | None
    successor: Rule[bool]
    sections: tuple[Section, ...]
    minimum_cell: Rule[int]
    objections: Rule[Objections] | None

    def effects(self, on: Outcome | Ending) -> tuple[Effect, ...]:
        """What an outcome does; equal votes without effects of their own follow the tie rule, lost or carried."""
        if found := effects_of(self.branches, on):
            return found
        if on is Outcome.TIED and self.tie.value in {TieRule.LOST, TieRule.CARRIED}:
            return effects_of(self.branches, Outcome(self.tie.value.value))
        return ()
