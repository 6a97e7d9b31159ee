"""How far a verdict is from another one along one kind of change: the fewest steps that turn it.

The figures of a condition change evenly with each step, so the only places where its verdict can turn are those at
which a count crosses its line; these are worked out, and the verdict is asked there. Where a line does not change
evenly (a root, a rounding, the larger of two) the steps are doubled until the verdict turns, and halved back.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from tellers.canonical import Json
from tellers.decisions.facts import Facts
from tellers.decisions.verdict import Verdict

Again = Callable[[Facts], Verdict]
"""Decides the same procedure on other facts."""

FARTHEST = 2**40
"""More steps than any vote has."""

Ending = tuple[object, ...]


@dataclass(frozen=True)
class Change:
    """One kind of change to the facts, in whole steps; `apply` gives None beyond what is possible.

    `lead` is a figure beside the conditions at whose zero a verdict may turn, such as votes for less votes against.
    `steady` is a change that only ever weakens the verdict: what does not turn at its end turns nowhere before it.
    """

    text: str
    apply: Callable[[int], Facts | None]
    most: int
    lead: Callable[[Facts], Fraction | None] = lambda _: None
    steady: bool = False


@dataclass(frozen=True)
class Turn:
    """The fewest steps of one change that turn the verdict, and what it then is."""

    change: str
    number: int
    outcome: str
    about: str | None = None

    @property
    def text(self) -> str:
        """The change with its number: "1 more vote for", "66 votes for cast against instead"."""
        return f"{self.number} {_one(self.change) if self.number == 1 else self.change}"

    def to_json(self) -> dict[str, Json]:
        """The turn as a decision states it."""
        named: dict[str, Json] = {} if self.about is None else {"candidate": self.about}
        return {"change": self.change, "number": self.number, "outcome": self.outcome, **named}


def _one(change: str) -> str:
    for many, one in (
        ("votes", "vote"),
        ("papers", "paper"),
        ("signatures", "signature"),
        ("nominations", "nomination"),
    ):
        change = change.replace(many, one, 1)
    return change


def ending(verdict: Verdict) -> Ending:
    """What of a verdict is its end: the outcome, who is elected, and who is admitted."""
    admitted = tuple((one.name, one.outcome) for one in verdict.candidates)
    return verdict.possible, tuple(sorted(verdict.winners)), admitted


def first_turn(change: Change, again: Again, known: Verdict | None = None) -> tuple[int, Verdict] | None:
    """The fewest steps, from one, that end otherwise, and how; None where no number of them does.

    `known` is the verdict on the facts as they are, where it need not be asked again.
    """
    probe = _Probe(change, again, {} if known is None else {0: known})
    start = probe.at(0)
    if start is None:
        return None
    if change.steady and _same(probe.at(change.most), start):
        return None
    same, places = 0, sorted(set(_places(probe)))
    for place in places:
        verdict = probe.at(place)
        if verdict is None:
            break
        if ending(verdict) != ending(start):
            return _halved(probe, same, place, ending(start))
        same = place
    return None


def _same(verdict: Verdict | None, start: Verdict) -> bool:
    return verdict is not None and ending(verdict) == ending(start)


def _halved(probe: "_Probe", same: int, other: int, start: Ending) -> tuple[int, Verdict]:
    """The first step that ends otherwise, between one that does not and one that does."""
    while other - same > 1:
        middle = (same + other) // 2
        verdict = probe.at(middle)
        if verdict is None or ending(verdict) == start:
            same = middle
        else:
            other = middle
    found = probe.at(other)
    if found is None:
        raise LookupError("a step that was asked before has no verdict now")
    return other, found


class _Probe:
    """Asks for the verdict after so many steps, each once."""

    def __init__(self, change: Change, again: Again, known: Mapping[int, Verdict | None]) -> None:
        self.change = change
        self._again = again
        self._known = dict(known)

    def at(self, steps: int) -> Verdict | None:
        """The verdict after so many steps; None where there cannot be so many."""
        if steps not in self._known:
            facts = self.change.apply(steps) if steps <= self.change.most else None
            self._known[steps] = None if facts is None else self._again(facts)
        return self._known[steps]

    def leads(self, steps: int) -> dict[object, Fraction]:
        """The figures at whose zero the verdict may turn."""
        facts, verdict = self.change.apply(steps), self.at(steps)
        if facts is None or verdict is None:
            return {}
        found: dict[object, Fraction] = {}
        lead = self.change.lead(facts)
        if lead is not None:
            found["lead"] = lead
        mets = [*verdict.thresholds, *(met for one in verdict.candidates for met in one.thresholds)]
        for number, met in enumerate(mets):
            count, line = met.count.value, met.low
            if count is not None and isinstance(line, Fraction) and met.low == met.high:
                found[number] = count - line
        return found


def _places(probe: _Probe) -> Iterator[int]:
    """The steps at which a verdict may turn, and doublings for what does not change evenly."""
    most = min(probe.change.most, FARTHEST)
    step = 1
    while step < most:
        yield step
        step *= 2
    if most > 0:
        yield most
    first, second = probe.leads(0), probe.leads(1)
    for name in first.keys() & second.keys():
        slope = second[name] - first[name]
        if slope:
            crossing = -first[name] / slope
            for place in (floor(crossing), ceil(crossing), floor(crossing) + 1):
                if 0 < place <= most:
                    yield place
