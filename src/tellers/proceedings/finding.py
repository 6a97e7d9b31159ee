"""What follows from a proceeding, as its minute holds it: the outcome, the numbers, the base and the clause of each.

It is computed by `decisions` alone, from the minutes and the rule book, so whoever holds both can compute it again.
"""

from typing import Any

import msgspec
from msgspec import Struct

from tellers.canonical import Json

Number = int | str | None
"""A whole number, an exact fraction in words, or nothing where there is none."""


class FoundThreshold(Struct, frozen=True, forbid_unknown_fields=True):
    """One threshold held against its numbers; `rule` is what it is in the book: threshold, quorum, gate."""

    rule: str
    text: str
    count: str
    count_size: Number
    op: str
    fraction: str | None
    base: str | None
    base_size: Number
    needed: Number
    met: bool | None
    clause: str | None
    assumed: str | None


class FoundCandidate(Struct, frozen=True, forbid_unknown_fields=True):
    """How one candidate fares."""

    name: str
    outcome: str | None
    thresholds: tuple[FoundThreshold, ...]


class FoundEffect(Struct, frozen=True, forbid_unknown_fields=True):
    """One consequence: what it is, on which office, which procedure it opens, and by when."""

    text: str
    binding: bool
    office: str | None
    procedure: str | None
    due: str | None
    clause: str | None
    assumed: str | None


class Found(Struct, frozen=True, forbid_unknown_fields=True):
    """An outcome, what it stands on, and what it does."""

    outcome: str
    winners: tuple[str, ...]
    thresholds: tuple[FoundThreshold, ...]
    candidates: tuple[FoundCandidate, ...]
    effects: tuple[FoundEffect, ...]

    @property
    def ended(self) -> str:
        """The outcome with whose it is: `elected: Ann Reeve`; an empty place is nobody's, whoever has the others."""
        if not self.winners:
            return self.outcome
        word = self.outcome if self.outcome not in EMPTY else f"{self.outcome}; in the other places"
        return f"{word}: {', '.join(self.winners)}"


EMPTY = frozenset({"unfilled", "tied"})
"""Outcomes that leave a place without somebody in it."""

NOT_FOUND = Found("", (), (), (), ())
"""What stands in an act until its finding is made."""


def found_of(finding: dict[str, Json]) -> Found:
    """The part of a finding that a minute holds; the rest is words, which a later version may better."""
    plain: dict[str, Any] = {
        "outcome": finding["outcome"],
        "winners": finding["winners"],
        "thresholds": _thresholds(finding["thresholds"]),
        "candidates": [_candidate(one) for one in _list(finding.get("candidates"))],
        "effects": _named(finding.get("effects"), FoundEffect),
    }
    return msgspec.convert(plain, Found)


def _candidate(plain: Any) -> dict[str, Any]:  # noqa: ANN401 — JSON, whose form `decisions` gives
    return {
        "name": plain["name"],
        "outcome": plain["outcome"],
        "thresholds": _thresholds(plain["thresholds"]),
    }


def _thresholds(plain: Any) -> list[dict[str, Any]]:  # noqa: ANN401 — as above
    return _named(plain, FoundThreshold)


def _named(plain: Any, kind: type[Struct]) -> list[dict[str, Any]]:  # noqa: ANN401 — as above
    return [{name: one.get(name) for name in kind.__struct_fields__} for one in _list(plain)]


def _list(plain: Any) -> list[Any]:  # noqa: ANN401 — as above
    return list(plain or ())
