"""Every method by its id, and the one way to count: all results are reported where ties are left undecided.

A counter is loaded when it is asked for. It decides, or raises `Undecided` at a tie; what that leaves open is worked
out here, the same for all methods.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import takewhile
from typing import TypeVar, cast

from tellers.counting.contest import Contest
from tellers.counting.rule_sets.registry import RULE_SETS
from tellers.counting.ties import Choice, NoRule, TieBreaker, Undecided
from tellers.counting.transcript import Stage, TieRecord, Transcript
from tellers.errors import Refused

T = TypeVar("T")
Counter = Callable[[Contest, str, TieBreaker], Transcript]

CONDORCET = (
    "condorcet",
    "schulze",
    "schulze-not-compared",
    "schulze-margins",
    "ranked-pairs",
    "ranked-pairs-margins",
    "ranked-pairs-not-compared",
    "copeland",
    "copeland-not-compared",
    "minimax",
    "minimax-margins",
    "minimax-not-compared",
)
"""The ids of the Condorcet rule sets, which are read only when one is asked for."""

COUNTERS: dict[str, str] = {
    **dict.fromkeys(RULE_SETS, "tellers.counting.preferential:count"),
    "stv-meek": "tellers.counting.meek:count",
    **dict.fromkeys(CONDORCET, "tellers.counting.condorcet:count"),
    **dict.fromkeys(("debian", "debian-2003"), "tellers.counting.debian:count"),
    **dict.fromkeys(("plurality", "block", "approval"), "tellers.counting.marks:count"),
    "score": "tellers.counting.scores:count",
    **dict.fromkeys(("star", "bloc-star"), "tellers.counting.star:count"),
}
"""Method id → module:attribute of its counter."""

UNDECIDED = "undecided"
"""How a tie was broken that nothing decides: by trying every way."""

BRANCHES = 256
"""How many ways out of undecided ties are followed; above this the transcript says that there are more."""


def count(contest: Contest, method: str, ties: TieBreaker | None = None) -> Transcript:
    """The whole count; Refused for a method nobody wrote."""
    counter = _counter(method)
    return decided(lambda breaker: counter(contest, method, breaker), ties)


def decided(follow: Callable[[TieBreaker], Transcript], ties: TieBreaker | None = None) -> Transcript:
    """What a count comes to, or every result that undecided ties leave open."""
    breaker = ties or NoRule()
    try:
        return follow(breaker)
    except Undecided:
        return _every_result(lambda chosen: follow(_Branch(breaker, chosen)))


def _counter(method: str) -> Counter:
    if method.startswith(("exhaustive", "weighted-sections")):
        raise Refused(
            f"{method} counts no single file of papers; docs/formats/published-figures.md says what it takes"
        )
    if method not in COUNTERS:
        raise Refused(f"no method {method}; expected one of {', '.join(sorted(COUNTERS))}")
    module, attribute = COUNTERS[method].split(":")
    return cast("Counter", getattr(import_module(module), attribute))


@dataclass(frozen=True)
class _Branch:
    """One way out of each tie that the given breaker leaves undecided."""

    breaker: TieBreaker
    chosen: tuple[tuple[int, str], ...]

    def choose(self, tied: tuple[str, ...], over: str, number: int) -> Choice:
        for tie, name in self.chosen:
            if tie == number:
                return Choice(name, UNDECIDED)
        try:
            return self.breaker.choose(tied, over, number)
        except Undecided:
            raise _Fork(tied, over, number) from None


class _Fork(Undecided):
    """Which tie it was."""

    def __init__(self, tied: tuple[str, ...], over: str, number: int) -> None:
        super().__init__(tied, over)
        self.number = number


def _every_result(follow: Callable[[tuple[tuple[int, str], ...]], Transcript]) -> Transcript:
    """What is common to every way out, and every result."""
    open_ways: list[tuple[tuple[int, str], ...]] = [()]
    ends: list[Transcript] = []
    while open_ways and len(ends) < BRANCHES:
        way = open_ways.pop()
        try:
            ends.append(follow(way))
        except _Fork as fork:
            open_ways.extend((*way, (fork.number, name)) for name in sorted(fork.tied))
    return _joined(ends, complete=not open_ways)


def _joined(ends: list[Transcript], *, complete: bool) -> Transcript:
    first = ends[0]
    results = {frozenset(end.elected) for end in ends}
    sure = frozenset.intersection(*results)
    notes = () if complete else (f"more than {BRANCHES} ways out of the ties; not all were followed",)
    return replace(
        first,
        stages=_common_stages([end.stages for end in ends]),
        elected=tuple(c for c in first.elected if c in sure),
        ties=_common_start([tuple(_open(tie) for tie in end.ties) for end in ends]),
        possible=tuple(sorted(tuple(sorted(result)) for result in results)),
        notes=(*first.notes, *notes),
    )


def _open(tie: TieRecord) -> TieRecord:
    """A tie as it stands when only one way out of it was tried; a look at earlier stages may have come before."""
    return replace(tie, chosen=()) if tie.how.startswith(UNDECIDED) else tie


def _common_stages(rows: list[tuple[Stage, ...]]) -> tuple[Stage, ...]:
    """The stages that all have, and the votes of the next one where only who is elected or excluded differs."""
    stages = _common_start(rows)
    next_ones = [row[len(stages)] for row in rows if len(row) > len(stages)]
    votes = [replace(stage, elected=(), excluded=(), note="") for stage in next_ones]
    together = len(votes) == len(rows) and all(stage == votes[0] for stage in votes)
    return (*stages, votes[0]) if together else stages


def _common_start(rows: list[tuple[T, ...]]) -> tuple[T, ...]:
    """The longest start that all have."""
    together = zip(*rows, strict=False)
    return tuple(row[0] for row in takewhile(lambda row: all(item == row[0] for item in row), together))
