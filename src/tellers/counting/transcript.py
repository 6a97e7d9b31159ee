"""What a count did, stage by stage, in exact numbers: each stage adds up to the valid papers.

The JSON is the contract of docs/formats/transcript.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

Json = dict[str, object]


class Act(Enum):
    """What was done to reach a stage."""

    FIRST = "first preferences"
    SURPLUS = "surplus"
    EXCLUSION = "exclusion"
    ROUND = "round"
    VOTES = "votes"
    SCORES = "scores"
    RUNOFF = "runoff"
    BALLOT = "ballot"
    PAIRWISE = "pairwise comparison"
    DROPPED = "dropped"
    RESULT = "result"


@dataclass(frozen=True)
class Stage:
    """The votes after one act; numbers are integers, `Transcript.scale` of which make one vote.

    `of` are the candidates acted on. `exhausted` is every vote with no candidate: papers that name nobody left, and
    of these `overvoted` (stopped by several marks at one rank) and `lost` (cut off by rounding) are parts. `counts`
    says what the tally counts: only votes add up to the papers.
    """

    number: int
    act: Act
    of: tuple[int, ...]
    tally: Mapping[int, int]
    exhausted: int
    elected: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()
    overvoted: int = 0
    lost: int = 0
    quota: int | None = None
    note: str = ""
    counts: str = "votes"

    @property
    def total(self) -> int:
        """Every vote of the stage: the same at each, the valid papers."""
        return sum(self.tally.values()) + self.exhausted


@dataclass(frozen=True)
class Table:
    """Figures that are not votes by stage, such as pairwise comparisons: exact texts by row and column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    def to_json(self) -> Json:
        """A row a name, with its cells in the order of the columns."""
        return {
            "title": self.title,
            "columns": list(self.columns),
            "rows": [{"name": name, "cells": list(cells)} for name, cells in self.rows],
        }


@dataclass(frozen=True)
class TieRecord:
    """One tie: at which stage, over what, among whom, on whom it fell and by which rule; nobody if undecided."""

    stage: int
    over: str
    tied: tuple[int, ...]
    chosen: tuple[int, ...]
    how: str


@dataclass(frozen=True)
class Transcript:
    """A whole count: `elected` in the order of election.

    `possible` holds every result that undecided ties leave open, in no order of merit; it is empty when none did.
    Then `elected` names those elected in all of them, and the stages end at the first undecided tie. `proved` is
    False for a rule set not held against official results or its own text; output says so.
    """

    method: str
    rule_set: str
    candidates: tuple[str, ...]
    seats: int
    scale: int
    quota: int | None
    stages: tuple[Stage, ...]
    elected: tuple[int, ...]
    ties: tuple[TieRecord, ...] = ()
    possible: tuple[tuple[int, ...], ...] = ()
    valid: int = 0
    blank: int = 0
    spoiled: int = 0
    proved: bool = True
    notes: tuple[str, ...] = field(default=())
    tables: tuple[Table, ...] = ()

    def text(self, amount: int) -> str:
        """An amount as an exact string: with as many decimals as the scale has, or as a fraction."""
        return exact_text(amount, self.scale)

    def names(self, candidates: tuple[int, ...]) -> list[str]:
        """Candidates by name."""
        return [self.candidates[c] for c in candidates]

    def event(self, stage: Stage) -> str:
        """What was done to reach a stage, in words."""
        if not stage.of:
            return stage.act.value
        return f"{stage.act.value} of {', '.join(self.names(stage.of))}"

    def to_json(self) -> Json:
        """The transcript as DESIGN.md's `count` has it, with the base of every figure."""
        return {
            "method": self.method,
            "rule_set": self.rule_set,
            "proved": self.proved,
            "seats": self.seats,
            "quota": None if self.quota is None else self.text(self.quota),
            "elected": self.names(self.elected),
            "possible": [self.names(result) for result in self.possible],
            "papers": {"valid": self.valid, "blank": self.blank, "spoiled": self.spoiled},
            "stages": [self._stage_json(stage) for stage in self.stages],
            "ties": [self._tie_json(tie) for tie in self.ties],
            "notes": list(self.notes),
            "tables": [table.to_json() for table in self.tables],
        }

    def _stage_json(self, stage: Stage) -> Json:
        return {
            "number": stage.number,
            "event": self.event(stage),
            "counts": stage.counts,
            "tally": {self.candidates[c]: self.text(votes) for c, votes in stage.tally.items()},
            "exhausted": self.text(stage.exhausted),
            "overvoted": self.text(stage.overvoted),
            "lost": self.text(stage.lost),
            "elected": self.names(stage.elected),
            "excluded": self.names(stage.excluded),
            **({} if stage.quota is None else {"quota": self.text(stage.quota)}),
            **({"note": stage.note} if stage.note else {}),
        }

    def _tie_json(self, tie: TieRecord) -> Json:
        return {
            "stage": tie.stage,
            "over": tie.over,
            "tied": self.names(tie.tied),
            "chosen": self.names(tie.chosen),
            "how": tie.how,
        }


def exact_text(amount: int, scale: int) -> str:
    """`amount / scale` exactly: decimals where the scale is a power of ten, else a fraction in its lowest terms."""
    digits = len(str(scale)) - 1
    if scale != 10**digits:
        return str(Fraction(amount, scale))
    if not digits:
        return str(amount)
    whole, part = divmod(abs(amount), scale)
    return f"{'-' if amount < 0 else ''}{whole}.{part:0{digits}d}"
