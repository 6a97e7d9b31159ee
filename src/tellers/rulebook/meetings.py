"""Meetings: who may call one, with what notice, how many must be there, and who is in the chair."""

from dataclasses import dataclass

from tellers.rulebook.basis import Basis, Proposers
from tellers.rulebook.clauses import Rule
from tellers.rulebook.conditions import Condition


@dataclass(frozen=True, kw_only=True)
class Meeting(Basis):
    """A meeting of a body; `called_by` is None where the book does not say, `chair` is an office."""

    body: str
    called_by: Rule[Proposers] | None
    notice_days: Rule[int]
    quorum: Rule[Condition | None]
    chair: str | None
