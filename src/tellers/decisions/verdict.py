"""What one procedure comes to by its votes alone: an outcome, or those still possible, and what it stands on.

Notice, clocks, immunity and effects are laid over it in `decide`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tellers.canonical import Json
from tellers.decisions.conditions import PRINTED, SHORT, Met, short
from tellers.decisions.known import Amount
from tellers.rulebook.clauses import Grounds
from tellers.rulebook.outcomes import Outcome


@dataclass(frozen=True)
class CandidateFinding:
    """One candidate at a gate: admitted, refused, or (None) not known for want of `missing`."""

    name: str
    outcome: Outcome | None
    thresholds: tuple[Met, ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Json]:
        """The candidate as a decision states it."""
        return {
            "name": self.name,
            "outcome": None if self.outcome is None else self.outcome.value,
            "thresholds": [met.to_json() for met in self.thresholds],
            "notes": list(self.notes),
            "missing": list(self.missing),
        }


@dataclass(frozen=True)
class FilterStep:
    """What a filter did after the count: who fell out, who moved up, and by which clause."""

    kind: str
    text: str
    removed: tuple[str, ...]
    added: tuple[str, ...]
    thresholds: tuple[Met, ...]
    grounds: Grounds

    def to_json(self) -> dict[str, Json]:
        """The filter as a decision states it."""
        return {
            "kind": self.kind,
            "text": self.text,
            "removed": list(self.removed),
            "added": list(self.added),
            "thresholds": [met.to_json() for met in self.thresholds],
            **self.grounds.to_json(),
        }


@dataclass(frozen=True)
class StageTie:
    """A tie of a count: over what, between whom, on whom it fell (nobody if it is open), and by what."""

    over: str
    tied: tuple[str, ...]
    chosen: tuple[str, ...]
    how: str

    def to_json(self) -> dict[str, Json]:
        """The tie as a decision states it."""
        return {"over": self.over, "tied": list(self.tied), "chosen": list(self.chosen), "how": self.how}


@dataclass(frozen=True)
class StageStep:
    """One ballot or one stage of a count; the tally is in exact strings, as `tellers count` prints it.

    What is told of a long fraction is it to five places.

    `elected` are those with a seat of the contest, `going_on` those whom this stage sends to the next.
    `counts` says what the tally counts; `shares` are what each candidate has of each base that is known, as counted.
    """

    stage: str
    number: int
    event: str
    tally: Mapping[str, str]
    exhausted: str | None = None
    elected: tuple[str, ...] = ()
    going_on: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    method: str | None = None
    counts: str = "votes"
    quota: str | None = None
    note: str = ""
    ties: tuple[StageTie, ...] = ()
    shares: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def printed(self) -> dict[str, str]:
        """The tally for people who read: every fraction that is long to five places."""
        return _told(self.tally, PRINTED)

    def to_json(self) -> dict[str, Json]:
        """The stage as a decision states it."""
        return {
            "stage": self.stage,
            "method": self.method,
            "number": self.number,
            "event": self.event,
            "counts": self.counts,
            "tally": dict(_told(self.tally, SHORT)),
            "exhausted": self.exhausted,
            "elected": list(self.elected),
            "going_on": list(self.going_on),
            "excluded": list(self.excluded),
            **({} if self.quota is None else {"quota": self.quota}),
            **({"note": self.note} if self.note else {}),
            **({"ties": [tie.to_json() for tie in self.ties]} if self.ties else {}),
            "shares": {base: dict(_told(shares, SHORT)) for base, shares in self.shares.items()},
        }


def _told(exact: Mapping[str, str], most: int) -> dict[str, str]:
    return {name: short(Fraction(text), most) if len(text) > most else text for name, text in exact.items()}


@dataclass(frozen=True)
class StagePapers:
    """The papers of one stage as far as they are known, by word; `stage` is None for the only one."""

    stage: str | None
    amounts: Mapping[str, Amount]


@dataclass(frozen=True)
class Contradiction:
    """Facts that cannot all be true; `statements` are what is said, each with its source where one is told.

    `adopted` is the value that the findings use, where one is; `turns` whether another would have ended differently,
    None where that was not asked.
    """

    fact: str
    text: str
    statements: tuple[tuple[str, str | None], ...] = ()
    adopted: str | None = None
    turns: bool | None = None

    def to_json(self) -> dict[str, Json]:
        """The contradiction as a decision states it."""
        said: list[Json] = [{"value": value, "source": source} for value, source in self.statements]
        return {
            "fact": self.fact,
            "text": self.text,
            "statements": said,
            "adopted": self.adopted,
            "turns": self.turns,
        }


@dataclass(frozen=True)
class Verdict:
    """How a procedure ends by its votes: `possible` holds the outcomes that the facts leave open, one if decided."""

    possible: tuple[Outcome, ...]
    winners: tuple[str, ...] = ()
    candidates: tuple[CandidateFinding, ...] = ()
    thresholds: tuple[Met, ...] = ()
    filters: tuple[FilterStep, ...] = ()
    stages: tuple[StageStep, ...] = ()
    papers: tuple[StagePapers, ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    barred_by: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome | None:
        """The outcome where it is decided."""
        return self.possible[0] if len(self.possible) == 1 else None
