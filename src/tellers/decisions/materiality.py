"""Whether irregularities of which the bounds are known could together have turned a decision.

Papers that did not come in may have been of any class; papers that should not count may be of any; altered papers may
have been cast in any other way. All are taken together at their worst.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import permutations, product

from tellers.canonical import Json
from tellers.decisions.facts import Facts
from tellers.decisions.gaps import Gap
from tellers.decisions.turning import Again, Turn, ending, first_turn
from tellers.decisions.turning_papers import FIELDS, lead, shifted
from tellers.decisions.turning_support import signature_changes
from tellers.decisions.verdict import Verdict


class Could(Enum):
    """Whether the result could have been another: certain either way, or not settled by the figures."""

    NO = "no"
    YES = "yes"
    OPEN = "not-excluded"


@dataclass(frozen=True)
class Bounds:
    """All irregularities together: papers that may be missing, that may be too many, or cast otherwise; signatures."""

    adds: int
    removes: int
    alters: int
    signatures: int

    @classmethod
    def of(cls, facts: Facts) -> "Bounds":
        """The sums of what the facts tell."""
        every = facts.irregularities
        return cls(
            sum(one.adds for one in every),
            sum(one.removes for one in every),
            sum(one.alters for one in every),
            sum(one.signatures for one in every),
        )

    @property
    def swing(self) -> int:
        """The most by which the difference between two candidates can be wrong."""
        return self.adds + self.removes + 2 * self.alters


@dataclass(frozen=True)
class Materiality:
    """The answer, the bounds it is about, and in a sentence why."""

    bounds: Bounds
    could: Could
    why: str

    def to_json(self) -> dict[str, Json]:
        """The answer as a decision states it."""
        return {
            "adds": self.bounds.adds,
            "removes": self.bounds.removes,
            "alters": self.bounds.alters,
            "signatures": self.bounds.signatures,
            "could_change": self.could.value,
            "why": self.why,
        }


def weighed_by_gaps(facts: Facts, rounds: Sequence[Gap]) -> Materiality:
    """Whether papers could have changed who won a count, by the nearest comparison of each of its stages."""
    bounds = Bounds.of(facts)
    if not rounds:
        return Materiality(bounds, Could.OPEN, "the figures show no comparison of votes to hold the papers against")
    nearest = min(rounds, key=lambda gap: gap.votes)
    told = f"{nearest.ahead} was {nearest.votes} ahead of {nearest.behind} in {nearest.stage}, round {nearest.number}"
    if bounds.swing < nearest.votes:
        why = f"together they change a difference by {bounds.swing} at most, and the smallest was more: {told}"
        return Materiality(bounds, Could.NO, why)
    final = next((gap for gap in rounds if gap.last), None)
    if final is not None and bounds.swing >= final.votes:
        how = "ahead" if bounds.swing > final.votes else "level"
        why = f"together they suffice to put {final.behind} {how} of {final.ahead}, who was {final.votes} ahead"
        return Materiality(bounds, Could.YES, why.replace("level of", "level with"))
    why = f"they could have changed who went on ({told}); what would have followed the figures do not show"
    return Materiality(bounds, Could.OPEN, why)


def weighed_by_papers(facts: Facts, verdict: Verdict, again: Again) -> Materiality:
    """Whether papers could have changed how a vote for and against ended."""
    bounds = Bounds.of(facts)
    if facts.sections:
        return Materiality(bounds, Could.OPEN, "it is not told in which sections the papers belong")
    steady = True
    for text, reached in _reached(facts, bounds):
        other = again(reached)
        if ending(other) != ending(verdict):
            outcome = " or ".join(one.value for one in other.possible)
            return Materiality(bounds, Could.YES, f"with {text} it would be {outcome}")
        steady = steady and _signs(facts, verdict) == _signs(reached, other)
    if steady:
        why = "no threshold is crossed and no tie is reached, whatever these papers were"
        return Materiality(bounds, Could.NO, why)
    return Materiality(bounds, Could.OPEN, "a threshold could be crossed, and no way to another outcome was found")


def weighed_by_signatures(facts: Facts, verdict: Verdict, again: Again) -> Materiality:
    """Whether signatures could have changed whether a threshold was reached."""
    bounds = Bounds.of(facts)
    number = max(bounds.signatures, bounds.swing)
    for change in signature_changes(facts):
        found = first_turn(change, again)
        if found is not None and found[0] <= number:
            return Materiality(bounds, Could.YES, f"{Turn(change.text, found[0], '').text} would turn it")
    if facts.signatures is None:
        return Materiality(bounds, Could.OPEN, "the facts tell no signatures to hold them against")
    outcome = " or ".join(one.value for one in verdict.possible)
    return Materiality(bounds, Could.NO, f"it stays {outcome} with {number} signatures more or fewer")


def _signs(facts: Facts, verdict: Verdict) -> tuple[object, ...]:
    """Which thresholds are met, and which way the votes lie."""
    ahead = lead(facts)
    sign = None if ahead is None else (ahead > 0) - (ahead < 0)
    return (*(met.met for met in verdict.thresholds), sign)


def _reached(facts: Facts, bounds: Bounds) -> Iterator[tuple[str, Facts]]:
    """The facts at every corner of what is possible, and where each change alone first turns something."""
    told = [name for name, field in FIELDS.items() if getattr(facts.papers, field) is not None]
    adds: Iterable[str | None] = [None, *told] if bounds.adds else [None]
    removes: Iterable[str | None] = [None, *told] if bounds.removes else [None]
    alters: Iterable[tuple[str, str] | None] = [None, *permutations(told, 2)] if bounds.alters else [None]
    for added, removed, altered in product(adds, removes, alters):
        text, by = _corner(facts, bounds, added, removed, altered)
        reached = shifted(facts, None, by)
        if reached is not None and text:
            yield text, reached
            yield from _between(facts, by)


def _corner(
    facts: Facts, bounds: Bounds, added: str | None, removed: str | None, altered: tuple[str, str] | None
) -> tuple[str, dict[str, int]]:
    by: dict[str, int] = {}
    words: list[str] = []
    if added is not None:
        by[added] = by.get(added, 0) + bounds.adds
        words.append(f"{bounds.adds} more {added}")
    if removed is not None:
        number = min(bounds.removes, getattr(facts.papers, FIELDS[removed]) + by.get(removed, 0))
        by[removed] = by.get(removed, 0) - number
        words.append(f"{number} fewer {removed}")
    if altered is not None:
        one, other = altered
        number = min(bounds.alters, getattr(facts.papers, FIELDS[one]) + by.get(one, 0))
        by[one], by[other] = by.get(one, 0) - number, by.get(other, 0) + number
        words.append(f"{number} {other} that were counted {one}")
    return " and ".join(words), by


def _between(facts: Facts, by: dict[str, int]) -> Iterator[tuple[str, Facts]]:
    """Points on the way to a corner, for rules under which more papers can help and then hurt."""
    most = max((abs(number) for number in by.values()), default=0)
    for part in (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)):
        some = {name: int(number * part) for name, number in by.items()}
        reached = shifted(facts, None, some) if most > 1 else None
        if reached is not None and any(some.values()):
            yield (
                ", ".join(f"{abs(n)} {'more' if n > 0 else 'fewer'} {name}" for name, n in some.items() if n),
                reached,
            )
