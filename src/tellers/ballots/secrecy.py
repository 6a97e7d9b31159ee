"""What is refused because its result would tell how single voters voted, before a ballot is cast.

Three dangers, each with a rule that is exact and stands in docs/secrecy.md: too few voters; rankings that are more
than the roll can hide, each like a signature; weights that take the result apart again.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import partial

from tellers.ballots.credentials import CredentialList
from tellers.ballots.election import Election
from tellers.ballots.questions import Homomorphic, NonHomomorphic, Question
from tellers.ballots.ranking import patterns
from tellers.errors import Refused

USUAL_CELL = 10
"""The smallest group of votes that is published by itself, where no rule book says another."""

LARGEST_SUM = 100_000
MOST_WEIGHTS = 100
"""Sums and different weights up to here are looked at one by one; beyond, the simple rule holds."""


class Danger(Enum):
    """What a result could tell, by the name under which it may be gone against."""

    FEW = "few-voters"
    PATTERNS = "ranked-patterns"
    WEIGHTS = "weights"


def check_secrecy(election: Election, credentials: CredentialList, cell: int) -> None:
    """Refuse an election whose result would tell too much, for the first danger."""
    for _, refused in dangers(election, credentials, cell):
        raise refused


def dangers(election: Election, credentials: CredentialList, cell: int) -> Iterator[tuple[Danger, Refused]]:
    """What an election's result would tell that it must not."""
    weights = [1 if entry.weight is None else entry.weight for entry in credentials.entries]
    voters = sum(weight > 0 for weight in weights)
    checks: dict[Danger, Callable[[], None]] = {
        Danger.FEW: partial(check_voters, voters, cell),
        Danger.PATTERNS: partial(check_patterns, election.questions, voters, cell),
        Danger.WEIGHTS: partial(check_weights, weights, election.questions, cell),
    }
    for danger, check in checks.items():
        try:
            check()
        except Refused as refused:
            yield danger, refused


def check_voters(voters: int, cell: int) -> None:
    """Refuse an archive for fewer voters than the smallest group whose votes are published."""
    if voters < cell:
        raise Refused(
            f"{voters} could vote, and the archive publishes their result; no votes of fewer than {cell} are "
            "published by themselves: let them vote on paper, or together with a larger section"
        )


def voters_needed(question: NonHomomorphic, cell: int) -> int:
    """How many voters a question opened vote by vote must have: the smallest group, for each vote that can count."""
    return patterns(question) * cell


def check_patterns(questions: Sequence[Question], voters: int, cell: int) -> None:
    """Refuse a question whose opened votes are more different ones than its roll can hide."""
    for number, question in enumerate(questions, 1):
        if isinstance(question, NonHomomorphic) and voters < voters_needed(question, cell):
            raise Refused(
                f"question {number} has {patterns(question):,} different votes for {voters:,} voters, and each vote "
                "is opened as it was cast, so a voter who was told how to fill in the lower ranks is found by it; "
                f"expected {voters_needed(question, cell):,} voters or more, {cell} for each. Hold exhaustive rounds "
                "instead: one choice a round, added up unopened, and the last candidate leaves"
            )


def check_weights(weights: Sequence[int], questions: Sequence[Question], cell: int) -> None:
    """Refuse weights from which the votes of a small group could be computed out of a result, everybody voting.

    Where every ballot is for one of two, exact: of every sum that a side can have, unless that side is smaller than
    the smallest group anyway, it is asked whether the voters of some rare weight must have been on it, or not. Else,
    and for large sums, the simple rule, which refuses more: each weight is that of as many voters as the smallest
    group, or of none.
    """
    borne = Counter(weight for weight in weights if weight)
    rare = sorted(weight for weight, voters in borne.items() if voters < cell)
    if len(borne) == 1 or not rare:
        return
    small = sum(weights) <= LARGEST_SUM and len(borne) <= MOST_WEIGHTS
    if _two_ways(questions) and small:
        solved = next((weight for weight in rare if _is_told(weight, borne, cell)), None)
        if solved is None:
            return
        reason = "a result can tell how they voted"
    else:
        solved, reason = rare[0], "sums of several choices can tell how they voted"
    raise Refused(
        f"{borne[solved]} of the voters have the weight {solved}, fewer than {cell}, and {reason}; let voters of rare "
        "weights vote in rounds of their own or on paper, or give each of them several ballots of a common weight"
    )


def _two_ways(questions: Sequence[Question]) -> bool:
    """Whether every ballot is for one of two, so that the one sum follows from the other."""
    return all(
        isinstance(question, Homomorphic) and question.choices == 2 and question.minimum == question.maximum == 1  # noqa: PLR2004 — one of two
        for question in questions
    )


def _is_told(weight: int, borne: Counter[int], cell: int) -> bool:
    """Whether some sum can come about with one number only of voters of this weight.

    Sums are bits: bit t of a number stands for the sum t. A side of fewer voters than the smallest group is told
    whatever the weights are, so the sums below that of the lightest such group, on either side, are left out.
    """
    others = 1
    for other, voters in borne.items():
        if other != weight:
            others = _with(others, other, voters)
    once = several = 0
    for voters in range(borne[weight] + 1):
        sums = others << (weight * voters)
        several |= once & sums
        once |= sums
    total = sum(one * voters for one, voters in borne.items())
    lightest = sum(sorted(borne.elements())[:cell])
    kept = range(lightest, total - lightest + 1)
    mask = ((1 << len(kept)) - 1) << kept.start if kept else 0
    return bool(once & ~several & mask)


def _with(sums: int, weight: int, voters: int) -> int:
    """The sums that come about with up to so many more voters of a weight, added in powers of two."""
    step = 1
    while voters:
        taken = min(step, voters)
        sums |= sums << (weight * taken)
        voters -= taken
        step *= 2
    return sums
