"""What a motion's count decides: quorum, threshold, outcome and effects, each with its clause.

Whether a line is met is exact arithmetic; nothing is rounded.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from tellers.canonical import Json
from tellers.counting.for_against import ForAgainstCount
from tellers.errors import RecordBroken
from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.old_procedures import Effect, Motion, Outcome
from tellers.rulebook.old_thresholds import Threshold


@dataclass(frozen=True)
class Met:
    """A threshold held against a count. `rule` is its key in the book: quorum or threshold."""

    rule: str
    threshold: Threshold
    count_size: int
    base_size: int
    grounds: Grounds

    @property
    def needed(self) -> int:
        """The smallest count that would do."""
        return self.threshold.needed(self.base_size)

    @property
    def met(self) -> bool:
        """Whether the count does."""
        return self.threshold.met(self.count_size, self.base_size)

    def to_json(self) -> dict[str, Json]:
        """The threshold as a declaration states it: `clause` or `assumed` is null."""
        return {
            "text": self.threshold.text,
            "count": self.threshold.count,
            "count_size": self.count_size,
            "op": self.threshold.op.value,
            "fraction": self.threshold.share,
            "base": self.threshold.base,
            "base_size": None if self.threshold.base is None else self.base_size,
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


def decide_motion(motion: Motion, count: ForAgainstCount, entitled: int, *, on: date) -> Finding:
    """What the count decides, declared on a day; days for effects run from it.

    Raises RecordBroken when there are more papers than members entitled to one.
    """
    if count.papers > entitled:
        raise RecordBroken(f"{count.papers} papers, from {entitled} entitled to one", entry="count of papers")
    quorum = _quorum(motion.quorum, count, entitled)
    majority = _met("threshold", motion.threshold.value, motion.threshold.grounds, count, entitled)
    outcome = _outcome(count, quorum, majority)
    effects = tuple(Consequence(effect, _due(effect, on)) for effect in motion.effects(outcome))
    thresholds = (majority,) if quorum is None else (quorum, majority)
    return Finding(outcome, thresholds, effects, _notes(motion, count, outcome, majority))


def _quorum(rule: Rule[Threshold | None], count: ForAgainstCount, entitled: int) -> Met | None:
    return None if rule.value is None else _met("quorum", rule.value, rule.grounds, count, entitled)


def _met(rule: str, threshold: Threshold, grounds: Grounds, count: ForAgainstCount, entitled: int) -> Met:
    sizes = {"for": count.for_, "valid": count.valid, "papers": count.papers, "entitled": entitled}
    return Met(rule, threshold, sizes[threshold.count], sizes[threshold.base or "entitled"], grounds)


def _outcome(count: ForAgainstCount, quorum: Met | None, majority: Met) -> Outcome:
    if quorum is not None and not quorum.met:
        return Outcome.INQUORATE
    if count.for_ == 0:
        return Outcome.LOST
    if majority.met:
        return Outcome.CARRIED
    return Outcome.TIED if count.for_ == count.against else Outcome.LOST


def _due(effect: Effect, on: date) -> date | None:
    return None if effect.due_days is None else on + timedelta(days=effect.due_days)


def _notes(motion: Motion, count: ForAgainstCount, outcome: Outcome, majority: Met) -> tuple[str, ...]:
    notes = []
    if count.valid == 0:
        notes.append("no valid paper was returned, so there is nothing to take a share of")
    if outcome is Outcome.LOST and majority.met:
        notes.append("0 reaches the threshold by arithmetic alone; no motion is carried without a vote for it")
    if outcome is Outcome.TIED:
        notes.append(f"the votes are equal; the tie rule is `{motion.tie.value.value}` ({motion.tie.grounds})")
    if not motion.effects(outcome):
        notes.append(f"the rule book states no effect for a motion that is {outcome.value}")
    return tuple(notes)
