"""Procedures: how a body decides about an office, and what each outcome does.

Two kinds: a motion, put to a ballot of for and against; and an opening, where enough nominations open a contest.
"""

from dataclasses import dataclass
from enum import Enum

from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.old_thresholds import Threshold


class Outcome(Enum):
    """How a procedure can end."""

    CARRIED = "carried"
    LOST = "lost"
    TIED = "tied"
    INQUORATE = "inquorate"
    TRIGGERED = "triggered"
    NOT_TRIGGERED = "not-triggered"


class TieRule(Enum):
    """What equal votes do where the threshold is not met."""

    LOST = "lost"
    CARRIED = "carried"


class Form(Enum):
    """How papers reach the tellers."""

    SEALED = "sealed"
    PAPER = "paper"


class Vacancy(Enum):
    """When an opening applies: against a holder, or when the office is vacant."""

    CHALLENGE = "challenge"
    VACANCY = "vacancy"


@dataclass(frozen=True)
class Proposers:
    """Who may propose: so many members of a body."""

    body: str
    number: int


@dataclass(frozen=True)
class HolderRights:
    """What the holder of the office is owed: notice, and room for a statement beside the motion."""

    notice: bool
    statement: bool


@dataclass(frozen=True)
class Effect:
    """One consequence of an outcome; `due_days` counts from the day of the declaration."""

    text: str
    binding: bool
    office: str | None
    due_days: int | None
    grounds: Grounds
    line: int


@dataclass(frozen=True)
class Branch:
    """The effects of one outcome, in the order of the book."""

    outcome: Outcome
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class Motion:
    """A motion decided by a secret ballot of for and against.

    A rule that the book leaves out is filled in, and its grounds say so. `statutory` asks for an independent
    scrutineer before the ballot opens; `minimum_cell` is the smallest group of votes that is published.
    """

    id: str
    title: str
    body: str
    office: str | None
    propose: Rule[Proposers]
    notice_days: Rule[int]
    holder: Rule[HolderRights]
    secret: Rule[bool]
    forms: Rule[tuple[Form, ...]]
    quorum: Rule[Threshold | None]
    threshold: Rule[Threshold]
    tie: Rule[TieRule]
    statutory: Rule[bool]
    minimum_cell: Rule[int]
    branches: tuple[Branch, ...]
    follows: tuple[str, ...]
    grounds: Grounds
    line: int

    def effects(self, outcome: Outcome) -> tuple[Effect, ...]:
        """What an outcome does; equal votes without effects of their own follow the tie rule."""
        if found := effects_of(self.branches, outcome):
            return found
        if outcome is Outcome.TIED:
            return effects_of(self.branches, Outcome(self.tie.value.value))
        return ()


@dataclass(frozen=True)
class Opening:
    """A threshold of nominations from a body that opens a contest for an office, or a place in one."""

    id: str
    title: str
    when: Vacancy
    body: str
    office: str
    threshold: Rule[Threshold]
    branches: tuple[Branch, ...]
    grounds: Grounds
    line: int

    def effects(self, outcome: Outcome) -> tuple[Effect, ...]:
        """What an outcome does."""
        return effects_of(self.branches, outcome)


def rules_of(procedure: Motion | Opening) -> dict[str, Rule[object]]:
    """Every rule of a procedure, by its key in the book."""
    return {key: value for key, value in vars(procedure).items() if isinstance(value, Rule)}


def effects_of(branches: tuple[Branch, ...], outcome: Outcome) -> tuple[Effect, ...]:
    """The effects that a book lists for an outcome, none where it lists none."""
    return tuple(effect for branch in branches if branch.outcome is outcome for effect in branch.effects)
