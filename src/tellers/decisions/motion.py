"""What a motion's count decides: quorum, threshold, outcome and effects, each with its clause.

Whether a line is met is exact arithmetic; nothing is rounded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tellers.canonical import Json
from tellers.counting.for_against import ForAgainstCount
from tellers.errors import RecordBroken
from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.conditions import Any, Condition, Every, thresholds_of
from tellers.rulebook.effects import DECLARATION, Effect
from tellers.rulebook.motions import Motion
from tellers.rulebook.outcomes import Outcome
from tellers.rulebook.surds import Exact
from tellers.rulebook.thresholds import Op, Threshold, met, needed, value


@dataclass(frozen=True)
class Met:
    """A threshold held against a count. `rule` is its key in the book: quorum or threshold."""

    rule: str
    threshold: Threshold
    count_size: int
    base_size: int | None
    line: Exact
    grounds: Grounds

    @property
    def needed(self) -> int | None:
        """The smallest count that would do; None where a count must not go beyond its line."""
        op = self.threshold.op
        return None if op in {Op.LESS_THAN, Op.AT_MOST} else needed(op, self.line)

    @property
    def met(self) -> bool:
        """Whether the count does."""
        return met(self.count_size, self.threshold.op, self.line)

    def to_json(self) -> dict[str, Json]:
        """The threshold as a declaration states it: `clause` or `assumed` is null."""
        return {
            "text": self.threshold.text,
            "count": self.threshold.count,
            "count_size": self.count_size,
            "op": self.threshold.op.value,
            "fraction": self.threshold.fraction,
            "base": self.threshold.base,
            "base_size": self.base_size,
            "needed": self.needed,
            "met": self.met,
            **self.grounds.to_json(),
        }


@dataclass(frozen=True)
class Consequence:
    """An effect that has come about, with the last day for it where the book sets one."""

    effect: Effect
    due: date | None

    def to_json(self) -> dict[str, Json]:
        """The effect as a declaration states it: `clause` or `assumed` is null."""
        return {
            "text": self.effect.text,
            "binding": self.effect.binding,
            "office": self.effect.office,
            "due": None if self.due is None else self.due.isoformat(),
            **self.effect.grounds.to_json(),
        }


@dataclass(frozen=True)
class Finding:
    """How a motion ends, and on what; `notes` are sentences that a reader of the outcome is owed."""

    outcome: Outcome
    thresholds: tuple[Met, ...]
    effects: tuple[Consequence, ...]
    notes: tuple[str, ...]

    def to_json(self) -> dict[str, Json]:
        """The finding as a declaration states it; a motion is decided alike under every reading."""
        return {
            "readings": {},
            "outcome": self.outcome.value,
            "winners": [],
            "thresholds": [met.to_json() for met in self.thresholds],
            "filters": [],
            "effects": [consequence.to_json() for consequence in self.effects],
            "stages": [],
            "notes": list(self.notes),
        }


def decide_motion(
    motion: Motion, count: ForAgainstCount, entitled: int, *, on: date, measures: Mapping[str, int] | None = None
) -> Finding:
    """What the count decides, declared on a day; days for effects run from it.

    `measures` are what else its conditions name, by word. Raises RecordBroken when there are more papers than members
    entitled to one.
    """
    if count.papers > entitled:
        raise RecordBroken(f"{count.papers} papers, from {entitled} entitled to one", entry="count of papers")
    sizes = {**_sizes(count, entitled), **(measures or {})}
    quorum = _mets("quorum", motion.quorum, sizes)
    majority = _mets("threshold", motion.threshold, sizes)
    quorate = _holds(motion.quorum.value, sizes)
    carries = _holds(motion.threshold.value, sizes)
    outcome = _outcome(count, quorate=quorate, carries=carries)
    effects = tuple(Consequence(effect, _due(effect, on)) for effect in motion.effects(outcome))
    return Finding(outcome, (*quorum, *majority), effects, _notes(motion, count, outcome, carries=carries))


def _sizes(count: ForAgainstCount, entitled: int) -> dict[str, int]:
    return {
        "for": count.for_,
        "against": count.against,
        "blank": count.blank,
        "spoiled": count.spoiled,
        "valid": count.valid,
        "papers": count.papers,
        "entitled": entitled,
    }


def _mets(name: str, rule: Rule[Condition] | Rule[Condition | None], sizes: Mapping[str, int]) -> tuple[Met, ...]:
    if rule.value is None:
        return ()
    return tuple(_met(name, threshold, rule.grounds, sizes) for threshold in thresholds_of(rule.value))


def _met(rule: str, threshold: Threshold, grounds: Grounds, sizes: Mapping[str, int]) -> Met:
    base = None if threshold.base is None else sizes[threshold.base]
    line = value(threshold.line, lambda quantity: Fraction(sizes[quantity.word]))
    return Met(rule, threshold, sizes[threshold.quantity.word], base, line, grounds)


def _holds(condition: Condition | None, sizes: Mapping[str, int]) -> bool:
    match condition:
        case None:
            return True
        case Every(parts=parts):
            return all(_holds(part, sizes) for part in parts)
        case Any(parts=parts):
            return any(_holds(part, sizes) for part in parts)
    line = value(condition.line, lambda quantity: Fraction(sizes[quantity.word]))
    return met(sizes[condition.quantity.word], condition.op, line)


def _outcome(count: ForAgainstCount, *, quorate: bool, carries: bool) -> Outcome:
    if not quorate:
        return Outcome.INQUORATE
    if count.for_ == 0:
        return Outcome.LOST
    if carries:
        return Outcome.CARRIED
    return Outcome.TIED if count.for_ == count.against else Outcome.LOST


def _due(effect: Effect, on: date) -> date | None:
    return None if effect.due is None or effect.start != DECLARATION else effect.due.after(on)


def _notes(motion: Motion, count: ForAgainstCount, outcome: Outcome, *, carries: bool) -> tuple[str, ...]:
    notes = []
    if count.valid == 0:
        notes.append("no valid paper was returned, so there is nothing to take a share of")
    if outcome is Outcome.LOST and carries:
        notes.append("0 reaches the threshold by arithmetic alone; no motion is carried without a vote for it")
    if outcome is Outcome.TIED:
        notes.append(f"the votes are equal; the tie rule is `{motion.tie.value.value}` ({motion.tie.grounds})")
    if not motion.effects(outcome):
        notes.append(f"the rule book states no effect for a motion that is {outcome.value}")
    return tuple(notes)
