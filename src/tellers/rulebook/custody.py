"""Who holds the key of a sealed ballot: which camps appoint trustees, and what happens when somebody does not come."""

from dataclasses import dataclass
from enum import Enum

from tellers.rulebook.clauses import Rule
from tellers.words import amount


class Camps(Enum):
    """Who is a camp: each candidate on the paper, whoever the opening names, or nobody, so that one key is neutral."""

    CANDIDATES = "candidates"
    NAMED = "named"
    NONE = "none"


class NotAppointed(Enum):
    """What happens when a camp will not appoint trustees.

    SCRUTINEER: no camp has any, and those of the scrutineer alone hold the key. APPOINTED: a body or an office
    appoints for the camp. WITHOUT: the others hold the key. NOT_OPENED: no ballot opens until the camp appoints.
    """

    SCRUTINEER = "scrutineer"
    APPOINTED = "appointed"
    WITHOUT = "without"
    NOT_OPENED = "not-opened"


class WalkedOut(Enum):
    """What happens when a trustee does not decrypt.

    REMAINING: the others of the camp decrypt, as many as its key needs. RESERVE: the camp's reserve holder does in
    their place. AGAIN: the ballot is annulled and held again. RULING: nothing is counted until it is ruled on.
    """

    REMAINING = "remaining"
    RESERVE = "reserve"
    AGAIN = "again"
    RULING = "ruling"


@dataclass(frozen=True)
class RuledOn:
    """The question on a walk-out: a reading of the book, and the one of its choices by which the ballot is counted."""

    reading: str
    counted: str


@dataclass(frozen=True)
class Custody:
    """The rules on the trustees of a sealed ballot.

    `each` is how many every camp appoints and `scrutineer` how many belong to no camp, None for any number; `needed`
    is how many of each camp decrypt. `within_days` counts from the announcement, None until the ballot opens.
    `appoints` is the office or body that appoints for a camp, `ruled_by` the procedure of ruling on a walk-out and
    `ruled_on` its question.
    """

    camps: Rule[Camps]
    each: Rule[int | None]
    needed: Rule[int]
    scrutineer: Rule[int | None]
    within_days: Rule[int | None]
    not_appointed: Rule[NotAppointed]
    walked_out: Rule[WalkedOut]
    appoints: str | None
    ruled_by: str | None
    ruled_on: RuledOn | None
    line: int

    @property
    def rules(self) -> dict[str, Rule[object]]:
        """Every rule by its key in the book."""
        return {key: value for key, value in vars(self).items() if isinstance(value, Rule)}

    @property
    def stated(self) -> bool:
        """Whether the book says anything of trustees."""
        return not all(rule.grounds.left_out for rule in self.rules.values())

    @property
    def waits(self) -> bool:
        """Whether the book says who the camps are, so that one can be missed."""
        return self.camps.value is Camps.CANDIDATES

    @property
    def holding(self) -> str:
        """Who holds the key, in a sentence."""
        camp, neutral = CAMPS[self.camps.value], _people(self.scrutineer.value)
        if self.camps.value is Camps.NONE:
            return f"The scrutineer appoints {neutral}, and nobody else does."
        each, needed = _people(self.each.value), self.needed.value
        return f"{camp} appoints {each}, of whom {needed} {_decrypt(needed)}; the scrutineer appoints {neutral}."

    @property
    def without_a_camp(self) -> str:
        """What happens where a camp appoints no trustees, in a sentence."""
        days = self.within_days.value
        begins = "Where a camp has appointed no trustees " + (
            "when the ballot opens" if days is None else f"within {amount(days, 'day')} of the announcement"
        )
        return f"{begins}, {NOBODY_APPOINTED[self.not_appointed.value].format(self.appoints)}."

    @property
    def without_a_trustee(self) -> str:
        """What happens where a trustee does not decrypt, in a sentence."""
        return f"Where a trustee does not decrypt, {NOT_DECRYPTED[self.walked_out.value].format(self.ruled_by)}."


CAMPS = {Camps.CANDIDATES: "Each candidate", Camps.NAMED: "Each camp that the opening names", Camps.NONE: "Nobody"}

NOBODY_APPOINTED = {
    NotAppointed.SCRUTINEER: "no camp has any, and those of the scrutineer alone hold the key",
    NotAppointed.APPOINTED: "'{}' appoints for it",
    NotAppointed.WITHOUT: "the others hold the key without it",
    NotAppointed.NOT_OPENED: "no ballot opens",
}

NOT_DECRYPTED = {
    WalkedOut.REMAINING: "the others of the camp do",
    WalkedOut.RESERVE: "the reserve holder of the camp does in their place",
    WalkedOut.AGAIN: "the ballot is annulled and held again",
    WalkedOut.RULING: "nothing is counted until '{}' has ruled on it",
}


def _people(number: int | None) -> str:
    return "any number of trustees" if number is None else amount(number, "trustee")


def _decrypt(number: int) -> str:
    return "decrypts" if number == 1 else "decrypt"
