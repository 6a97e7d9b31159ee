"""Ranked votes that were opened one by one, read as rankings; what is none is spoiled, and told only as a number.

A vote has a number for each candidate: 1 for the first, 0 for not ranked. The protocol lets any numbers from 0 to 255
through, so that a vote could carry a mark that somebody looks for. A ranking has the ranks 1 to k, each once and none
left out; all else does not count. How many did not is told for each reason, never what they were.

Source: docs/secrecy.md; Di Cosmo, "On privacy and anonymity in electronic and non electronic voting: the
ballot-as-signature attack" (2007).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from math import comb, factorial

from tellers.ballots.questions import NonHomomorphic
from tellers.canonical import Json


class Fault(Enum):
    """Why a vote is no ranking."""

    TWICE = "a rank stands twice"
    LEFT_OUT = "a rank is left out"
    NO_VOTE = "what was opened is no vote, or a marked one"


Ranking = tuple[int, ...]
"""Candidates by their place in the question from 0, the first choice first."""


@dataclass(frozen=True)
class Rankings:
    """The rankings in an order that says nothing, how many votes were blank, and how many spoiled by reason."""

    rankings: tuple[Ranking, ...]
    blank: int
    spoiled: tuple[tuple[Fault, int], ...]

    @property
    def spoiled_votes(self) -> int:
        """How many votes are no ranking."""
        return sum(number for _, number in self.spoiled)

    def to_json(self) -> Json:
        """What may be shown of it: numbers."""
        spoiled: dict[str, Json] = {fault.value: number for fault, number in self.spoiled}
        return {"ranked": len(self.rankings), "blank": self.blank, "spoiled": spoiled}


def read_ranking(vote: Sequence[int]) -> Ranking | Fault:
    """The ranking that a vote's numbers make, empty for a blank vote; or why they make none."""
    ranks = sorted(number for number in vote if number)
    if len(set(ranks)) < len(ranks):
        return Fault.TWICE
    if ranks != list(range(1, len(ranks) + 1)):
        return Fault.LEFT_OUT
    return tuple(sorted((place for place, number in enumerate(vote) if number), key=vote.__getitem__))


def read_rankings(votes: Iterable[Sequence[int]], no_votes: Collection[int] = ()) -> Rankings:
    """The votes of one question, each read as a ranking, but for those at places, from 0, that hold none."""
    read = [Fault.NO_VOTE if place in no_votes else read_ranking(vote) for place, vote in enumerate(votes)]
    faults = Counter(one for one in read if isinstance(one, Fault))
    rankings = sorted(one for one in read if not isinstance(one, Fault))
    return Rankings(
        tuple(one for one in rankings if one),
        sum(not one for one in rankings),
        tuple((fault, faults[fault]) for fault in Fault if faults[fault]),
    )


def _method(question: NonHomomorphic) -> tuple[str, int]:
    """How a question says that it is to be counted, and how many grades it has."""
    if not isinstance(question.extra, dict):
        return "", 0
    grades = question.extra.get("grades")
    return str(question.extra.get("method", "")), len(grades) if isinstance(grades, list) else 0


def is_graded(question: NonHomomorphic) -> bool:
    """Whether votes give each candidate a grade, which is no rank."""
    return _method(question)[0] == "MajorityJudgment"


def no_ranking(question: object, vote: Sequence[object]) -> Fault | None:
    """Why a vote would be spoiled where ranks are counted; None where it would not, or the question asks no ranks."""
    if not isinstance(question, NonHomomorphic) or _method(question)[0] in ("MajorityJudgment", "Schulze"):
        return None
    read = read_ranking([number for number in vote if isinstance(number, int)])
    return read if isinstance(read, Fault) else None


def patterns(question: NonHomomorphic) -> int:
    """How many different votes can count, the blank one too, by what the question says of its count.

    With a method of grades that is a grade for each candidate, and never fewer than there are rankings: nothing here
    reads grades, so few grades cost no mark its vote. With Schulze's, candidates may share a rank; else each rank is
    one candidate's, and any number of candidates may be left unranked.
    """
    size = len(question.answers)
    method, grades = _method(question)
    if is_graded(question):
        return max(int(grades**size) + 1, _rankings(size))
    if method == "Schulze":
        return sum(comb(size, ranked) * _weak_orders(ranked) for ranked in range(size + 1))
    return _rankings(size)


def _rankings(size: int) -> int:
    """How many rankings of so many candidates there are, the blank one too."""
    return sum(factorial(size) // factorial(size - ranked) for ranked in range(size + 1))


def _weak_orders(size: int) -> int:
    """In how many ways so many candidates are ranked where some may share a rank."""
    numbers = [1]
    for most in range(1, size + 1):
        numbers.append(sum(comb(most, first) * numbers[most - first] for first in range(1, most + 1)))
    return numbers[size]
