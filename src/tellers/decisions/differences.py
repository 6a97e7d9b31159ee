"""What a decision turns on: the readings and the facts whose choices end differently, all else being equal."""

import json
from collections.abc import Callable, Hashable, Iterable

from tellers.canonical import Json, encode
from tellers.decisions.finding import Finding
from tellers.decisions.record import Account, Record
from tellers.decisions.statements import Disputed, written
from tellers.decisions.verdict import Contradiction

Again = Callable[[Account], tuple[Finding, ...]]
"""The findings of another account of the same facts, in the same order of readings."""


def readings_that_turn(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """The readings, by the numbers of their clauses, that are live and that end differently by themselves."""
    labels = dict.fromkeys(one.label for finding in findings for one in finding.readings if one.live)
    return tuple(label for label in labels if _turns(findings, reading=label))


def facts_that_turn(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """The facts, by name, of which sources say different things that end differently by themselves."""
    facts = dict.fromkeys(one.fact for finding in findings for one in finding.accounts)
    return tuple(fact for fact in facts if _turns(findings, fact=fact))


def contradiction_of(disputed: Disputed, record: Record, again: Again) -> Contradiction:
    """A fact of which sources say different things, and whether it matters which of them is right."""
    names = {encode(value): _name(value, number) for number, value in enumerate(disputed.values, 1)}
    statements = tuple((names[encode(one.value)], _source(one.source, record)) for one in disputed.statements)
    adopted = names[encode(disputed.adopted)] if disputed.settled else None
    said = " or ".join(names.values())
    text = f"sources differ on {disputed.fact}: {said}"
    return Contradiction(disputed.fact, text, statements, adopted, _matters(disputed, record, again))


def _name(value: Json, number: int) -> str:
    """What a stated value is called; a whole table goes by its number among the different ones."""
    return f"table {number}" if isinstance(value, dict | list) else written(value)


def _matters(disputed: Disputed, record: Record, again: Again) -> bool:
    """Whether an account ends differently with another value of this fact, under the same reading.

    Of a fact of which a statement is adopted, the first account is asked.
    """
    for account in record.accounts[:1] if disputed.settled else record.accounts:
        others = [record.instead(account, disputed.path, value) for value in disputed.values]
        for findings in zip(*(again(other) for other in others), strict=False):
            if len({encode(list(finding.ends)) for finding in findings}) > 1:
                return True
    return False


def _turns(findings: Iterable[Finding], *, reading: str | None = None, fact: str | None = None) -> bool:
    """Whether two findings that are alike in all but one reading, or one fact, end differently."""
    ends: dict[Hashable, set[bytes]] = {}
    for finding in findings:
        ends.setdefault(_but(finding, reading, fact), set()).add(encode(list(finding.ends)))
    return any(len(found) > 1 for found in ends.values())


def _but(finding: Finding, reading: str | None, fact: str | None) -> Hashable:
    """The choices of a finding without those of one reading or one fact."""
    return (
        tuple((one.label, one.choice) for one in finding.readings if one.label != reading),
        tuple((one.fact, json.dumps(one.value)) for one in finding.accounts if one.fact != fact),
    )


def _source(source: str | None, record: Record) -> str | None:
    return None if source is None else record.sources.get(source, source)
