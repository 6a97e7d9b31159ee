"""Findings that end the same, gathered: under which readings and accounts, and where only the numbers differ."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from math import prod

from tellers.canonical import encode
from tellers.decisions.conditions import Met, number
from tellers.decisions.finding import Decision, Finding
from tellers.decisions.statements import written

Key = tuple[str, str]
"""What a finding may be under: a reading by its label, or a fact of which sources differ."""

READING, FACT = "reading", "fact"


@dataclass(frozen=True)
class Group:
    """Findings that end the same; `condition` is empty where all do, `numbers` where all have the same ones."""

    findings: tuple[Finding, ...]
    condition: str
    numbers: tuple[str, ...]

    @property
    def first(self) -> Finding:
        """The finding that is told in full."""
        return self.findings[0]


def groups(decision: Decision) -> Iterator[Group]:
    """The findings by how they end, in the order of the first of each."""
    by_end: dict[bytes, list[Finding]] = {}
    for finding in decision.findings:
        by_end.setdefault(encode(list(finding.ends)), []).append(finding)
    for alike in by_end.values():
        numbers = tuple(_numbers(alike))
        yield Group(tuple(alike), under(alike, decision.findings), numbers if len(numbers) > 1 else ())


def under(some: Sequence[Finding], everyone: Sequence[Finding]) -> str:
    """What singles findings out among all: the choices that matter, in words; empty where none does."""
    keys = [key for key in _taken(everyone[0]) if not _closed(key, some, everyone)]
    taken = list(dict.fromkeys(tuple(_taken(finding)[key] for key in keys) for finding in some))
    values = [tuple(dict.fromkeys(column)) for column in zip(*taken, strict=True)]
    if prod(map(len, values)) == len(taken):
        return " and ".join(_words(key, " or ".join(each)) for key, each in zip(keys, values, strict=True))
    conditions = (" and ".join(map(_words, keys, one)) for one in taken)
    return "; or ".join(conditions)


def _taken(finding: Finding) -> dict[Key, str]:
    readings = {(READING, one.label): one.choice for one in finding.readings if one.live}
    return readings | {(FACT, one.fact): written(one.value) for one in finding.accounts}


def _words(key: Key, value: str) -> str:
    kind, name = key
    return f"clause {name} is read as {value}" if kind == READING else f"{name} is {value}"


def _closed(key: Key, some: Sequence[Finding], everyone: Sequence[Finding]) -> bool:
    """Whether it does not matter, for these, which choice of one key is taken."""
    mine = {_but(finding, key) for finding in some}
    return all(any(finding is one for one in some) for finding in everyone if _but(finding, key) in mine)


def _but(finding: Finding, key: Key) -> Hashable:
    return tuple((other, value) for other, value in _taken(finding).items() if other != key)


def _numbers(alike: Sequence[Finding]) -> Iterator[str]:
    """One line for each set of numbers that findings have which end the same."""
    by_numbers: dict[str, list[Finding]] = {}
    for finding in alike:
        told = dict.fromkeys(_needed(met) for met in finding.thresholds)
        by_numbers.setdefault("; ".join(told), []).append(finding)
    for numbers, findings in by_numbers.items():
        yield f"{numbers}: if {under(findings, alike)}"


def _needed(met: Met) -> str:
    needed = "not known" if met.needed is None else str(met.needed)
    if met.threshold.base is None or met.base_size is None:
        return f"{needed} {met.threshold.count}"
    return f"{needed} of {number(met.base_size)} {met.threshold.base}"
