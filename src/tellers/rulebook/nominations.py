"""Nominations: the gate that each candidate must pass, against a holder or for a vacancy."""

from dataclasses import dataclass
from enum import Enum

from tellers.rulebook.basis import Basis
from tellers.rulebook.clauses import Rule
from tellers.rulebook.conditions import Condition


class When(Enum):
    """When nominations can be made: against a holder, for a vacant office, or in both cases."""

    CHALLENGE = "challenge"
    VACANCY = "vacancy"
    EITHER = "either"


class Incumbent(Enum):
    """Whether the holder of the office needs nominations: is exempt, or needs the same as everyone."""

    EXEMPT = "exempt"
    SAME = "same"


@dataclass(frozen=True, kw_only=True)
class Nomination(Basis):
    """Nominations of candidates by members of a body; `each` is how many candidates one member may nominate."""

    body: str
    when: When
    threshold: Rule[Condition]
    incumbent: Rule[Incumbent]
    consent: Rule[bool]
    each: Rule[int | None]
    public: Rule[bool]
