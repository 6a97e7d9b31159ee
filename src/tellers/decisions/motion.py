"""A motion of a case, decided as any other: its count is told as facts, and an outcome is certain by then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tellers.canonical import Json
from tellers.counting.for_against import ForAgainstCount
from tellers.decisions.conditions import Met
from tellers.decisions.effects import Consequence, Scene, consequences
from tellers.decisions.facts import Facts, Papers, Size
from tellers.decisions.situation import Situation
from tellers.decisions.verdict import Verdict
from tellers.decisions.voting import decide_vote
from tellers.errors import RecordBroken
from tellers.rulebook.book import RuleBook
from tellers.rulebook.motions import Motion
from tellers.rulebook.outcomes import Outcome

ENTRY = "count of papers"


@dataclass(frozen=True)
class MotionFinding:
    """How a motion ends, and on what; `notes` are sentences that a reader of the outcome is owed."""

    outcome: Outcome
    thresholds: tuple[Met, ...]
    effects: tuple[Consequence, ...]
    notes: tuple[str, ...]

    def to_json(self) -> dict[str, Json]:
        """The finding as a declaration states it."""
        return {
            "outcome": self.outcome.value,
            "thresholds": [met.to_json() for met in self.thresholds],
            "effects": [consequence.to_json() for consequence in self.effects],
            "notes": list(self.notes),
        }


def counted(count: ForAgainstCount, entitled: int, *, declared: date, sizes: Mapping[str, int] | None = None) -> Facts:
    """The facts of a motion that was counted: every class of papers, the roll, and the sizes of bodies.

    Days for effects run from the day it is declared. Raises RecordBroken when there are more papers than members
    entitled to one.
    """
    if count.papers > entitled:
        raise RecordBroken(f"{count.papers} papers, from {entitled} entitled to one", entry=ENTRY)
    papers = Papers(count.for_, count.against, count.blank, count.spoiled)
    bodies = {body: (Size(size, None),) for body, size in (sizes or {}).items()}
    return Facts(on=declared, entitled=entitled, papers=papers, sizes=bodies)


def decide_counted(book: RuleBook, motion: Motion, facts: Facts, *, on: date) -> MotionFinding:
    """What the count decides, by the rules as on a day.

    Notice and clocks were kept by the life of the case. Raises RecordBroken where the count leaves the outcome open.
    """
    verdict = decide_vote(motion, Situation(book, on, facts, motion))
    outcome = verdict.outcome
    if outcome is None:
        raise RecordBroken(f"the outcome is open without {', '.join(verdict.missing)}", entry=ENTRY)
    effects = consequences(motion.effects(outcome), Scene(book, facts, on))
    return MotionFinding(outcome, verdict.thresholds, effects, _notes(verdict, outcome, effects))


def _notes(verdict: Verdict, outcome: Outcome, effects: tuple[Consequence, ...]) -> tuple[str, ...]:
    silent = f"the rule book states no effect for a motion that is {outcome.value}"
    return verdict.notes if effects else (*verdict.notes, silent)
