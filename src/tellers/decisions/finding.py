"""Findings and the decision they make up: what follows under each reading and each account, and what it turns on."""

from dataclasses import dataclass, field, replace
from datetime import date

from tellers.canonical import Json
from tellers.decisions.appointment import Post
from tellers.decisions.clocks import Kept
from tellers.decisions.conditions import Met
from tellers.decisions.effects import Consequence
from tellers.decisions.figures import Share
from tellers.decisions.sensitivity import Margin
from tellers.decisions.verdict import Contradiction, Verdict
from tellers.rulebook.outcomes import Outcome


@dataclass(frozen=True)
class Chosen:
    """A choice of a reading, under the label that a decision gives the reading: the number of its clause."""

    reading: str
    label: str
    choice: str
    text: str
    live: bool


@dataclass(frozen=True)
class Told:
    """The value that a disputed fact has in one account."""

    fact: str
    value: Json


@dataclass(frozen=True)
class Finding:
    """How a procedure ends under one choice of each reading, by one account of the facts.

    `hindrances` are sentences on what an earlier proceeding forbids; `posts` are those of an appointment; `opens` are
    the procedures that begin now.
    """

    readings: tuple[Chosen, ...]
    accounts: tuple[Told, ...]
    verdict: Verdict
    clocks: tuple[Kept, ...] = ()
    effects: tuple[Consequence, ...] = ()
    posts: tuple[Post, ...] = ()
    opens: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome | None:
        """The outcome, None where facts are missing for it."""
        return self.verdict.outcome

    @property
    def thresholds(self) -> tuple[Met, ...]:
        """Every threshold that was looked at, with its numbers."""
        return self.verdict.thresholds

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the outcome is owed, in sentences."""
        return self.verdict.notes

    def noting(self, notes: tuple[str, ...]) -> "Finding":
        """The finding with more notes."""
        return replace(self, verdict=replace(self.verdict, notes=(*self.verdict.notes, *notes))) if notes else self

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that are needed and were not given."""
        return self.verdict.missing

    @property
    def ends(self) -> tuple[Json, ...]:
        """What two findings have in common that end the same."""
        verdict = self.verdict
        possible: list[Json] = [outcome.value for outcome in verdict.possible]
        admitted: list[Json] = [
            [one.name, None if one.outcome is None else one.outcome.value] for one in verdict.candidates
        ]
        return possible, list(verdict.winners), admitted, [one.to_json() for one in self.effects]

    def to_json(self) -> dict[str, Json]:
        """The finding as docs/formats/facts.md states it."""
        verdict = self.verdict
        return {
            "readings": {one.label: one.choice for one in self.readings},
            "facts": {one.fact: one.value for one in self.accounts},
            "outcome": None if self.outcome is None else self.outcome.value,
            "possible": [outcome.value for outcome in verdict.possible],
            "winners": list(verdict.winners),
            "candidates": [one.to_json() for one in verdict.candidates],
            "thresholds": [met.to_json() for met in verdict.thresholds],
            "clocks": [clock.to_json() for clock in self.clocks],
            "filters": [one.to_json() for one in verdict.filters],
            "effects": [one.to_json() for one in self.effects],
            "opens": list(self.opens),
            "posts": [post.to_json() for post in self.posts],
            "stages": [stage.to_json() for stage in verdict.stages],
            "notes": list(verdict.notes),
            "missing": list(verdict.missing),
        }


@dataclass(frozen=True)
class Decision:
    """What follows from facts by a rule book, under every reading and by every account."""

    procedure: str
    title: str
    kind: str
    on: date
    findings: tuple[Finding, ...]
    turns_on: tuple[str, ...]
    turns_on_facts: tuple[str, ...]
    missing: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    figures: tuple[Share, ...]
    margin: Margin | None = None
    assumed: tuple[str, ...] = field(default=())

    @property
    def decided(self) -> bool:
        """Whether every finding has an outcome and nothing is missing for any."""
        return not self.missing and all(finding.outcome is not None for finding in self.findings)

    def to_json(self) -> dict[str, Json]:
        """The decision as docs/formats/facts.md states it."""
        return {
            "procedure": self.procedure,
            "title": self.title,
            "kind": self.kind,
            "on": self.on.isoformat(),
            "findings": [finding.to_json() for finding in self.findings],
            "turns_on": list(self.turns_on),
            "turns_on_facts": list(self.turns_on_facts),
            "missing": list(self.missing),
            "contradictions": [one.to_json() for one in self.contradictions],
            "figures": [one.to_json() for one in self.figures],
            "margin": None if self.margin is None else self.margin.to_json(),
            "assumed": list(self.assumed),
        }
