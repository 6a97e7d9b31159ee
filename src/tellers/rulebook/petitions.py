"""Petitions: signatures that, when there are enough, open something."""

from dataclasses import dataclass

from tellers.rulebook.basis import Basis
from tellers.rulebook.clauses import Rule
from tellers.rulebook.conditions import Condition


@dataclass(frozen=True, kw_only=True)
class Petition(Basis):
    """Signatures of members of a body, each once, held against a threshold; `to` is the office or body it goes to."""

    body: str
    threshold: Rule[Condition]
    public: Rule[bool]
    withdrawable: Rule[bool]
    to: str | None
