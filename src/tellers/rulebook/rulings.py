"""Procedures of ruling: who decides how a disputed clause is read, and who may be appealed to."""

from dataclasses import dataclass

from tellers.rulebook.basis import Basis
from tellers.rulebook.clauses import Rule
from tellers.rulebook.conditions import Condition
from tellers.rulebook.motions import TieRule


@dataclass(frozen=True, kw_only=True)
class Ruling(Basis):
    """A body that votes on a choice, or an authority that rules alone.

    `readings` are those it may rule on; `appeal_to` other procedures of ruling; `stays` keeps a declaration back
    while the question is open.
    """

    body: str | None
    authority: Rule[str | None]
    readings: tuple[str, ...]
    threshold: Rule[Condition]
    quorum: Rule[Condition | None]
    tie: Rule[TieRule]
    casting: str | None
    appeal_to: tuple[str, ...]
    stays: Rule[bool]
