"""The result: how often each choice was made, found in the tally by a bounded search; or the votes themselves.

Source: Belenios specification, "Election result"; Shanks's baby-step giant-step.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from math import isqrt
from typing import Self, TypeAlias

from tellers.ballots.codec import Node, check_canonical, encode, encode_weight, read
from tellers.ballots.decryption import AT_ONCE, Factors
from tellers.ballots.election import Election
from tellers.ballots.embedding import LARGEST, extract, holds_vote, is_embedded
from tellers.ballots.group import Element, Group
from tellers.ballots.questions import NonHomomorphic, Question
from tellers.ballots.tally import EncryptedTally, Row
from tellers.canonical import Json
from tellers.errors import NotProven, Unreadable

Counts: TypeAlias = tuple[int, ...]
"""How often each choice was made, one count per ciphertext of the tally."""

Votes: TypeAlias = tuple[tuple[int, ...], ...]
"""The answers of a question whose ballots were opened one by one, in the order of the last shuffle."""


@dataclass(frozen=True, slots=True)
class Result:
    """For each question asked the counts, blank first where blank is allowed, or the votes one by one."""

    asked: tuple[Question, ...]
    rows: tuple[Counts | Votes, ...]
    no_votes: tuple[frozenset[int], ...] = field(default=(), compare=False)
    """Of a result that was computed: for each question the places, from 0, of opened elements that hold no vote."""

    def no_votes_in(self, place: int) -> frozenset[int]:
        """The places, from 0, of the votes of a question that were opened from an element that holds none."""
        return self.no_votes[place] if self.no_votes else frozenset()

    def counts(self, place: int) -> Counts:
        """The counts of the question at a place, from 0; a mistake of ours where its votes were opened one by one."""
        return tuple(item for item in self.rows[place] if isinstance(item, int))

    def to_json(self) -> list[Json]:
        """The array of the result, without the object around it."""
        return [_row_json(question, row) for question, row in zip(self.asked, self.rows, strict=True)]

    def encode(self) -> bytes:
        """The result as Belenios JSON."""
        return encode({"result": self.to_json()})

    @classmethod
    def decode(cls, raw: bytes, election: Election, source: str) -> Self:
        """Read a result of the shape of the election's questions."""
        nodes = read(raw, source).record("result")["result"].items(exactly=len(election.questions))
        pairs = zip(nodes, election.questions, strict=True)
        result = cls(election.questions, tuple(_read_row(node, question) for node, question in pairs))
        check_canonical(result.encode(), raw, source)
        return result


def _row_json(question: Question, row: Counts | Votes) -> Json:
    return question.nested([[*item] if isinstance(item, tuple) else encode_weight(item) for item in row])


def _read_row(node: Node, question: Question) -> Counts | Votes:
    if not isinstance(question, NonHomomorphic):
        return tuple(count.weight() for count in question.flat(node))
    size = len(question.answers)
    return tuple(tuple(_small(number) for number in vote.items(exactly=size)) for vote in question.flat(node))


def _small(node: Node) -> int:
    number = node.integer()
    if number > LARGEST:
        raise Unreadable(f"found {number}; expected a number from 0 to {LARGEST}", source=node.where)
    return number


@dataclass(frozen=True)
class _Logarithms:
    """The logarithms to the generator from 0 to a bound, each in about the bound's square root of steps."""

    group: Group
    bound: int

    def of(self, element: Element, claimed: int | None = None) -> int | None:
        """The logarithm of an element, or None where it is over the bound; one that is claimed is tried first."""
        if claimed is not None and claimed <= self.bound and self.group.generator**claimed == element:
            return claimed
        for giant in range(self.bound // self._stride + 1):
            if element in self._baby_steps:
                logarithm = giant * self._stride + self._baby_steps[element]
                return logarithm if logarithm <= self.bound else None
            element = element / self._giant_step
        return None

    @cached_property
    def _stride(self) -> int:
        return isqrt(self.bound) + 1

    @cached_property
    def _giant_step(self) -> Element:
        return self.group.generator**self._stride

    @cached_property
    def _baby_steps(self) -> dict[Element, int]:
        steps, element = {}, self.group.identity
        for exponent in range(self._stride):
            steps[element] = exponent
            element = element * self.group.generator
        return steps


def compute_result(  # noqa: PLR0913 — what is opened, then how
    election: Election,
    tally: EncryptedTally,
    factors: Factors,
    total_weight: int,
    claimed: Result | None = None,
    *,
    to_count: bool = False,
) -> Result:
    """The result that the combined factors open; raise NotProven where a count would exceed the total weight.

    The counts of a claimed result are tried before they are searched for: a true one is proved at once, of any weight.
    To count, an element that holds a vote and a mark beside it is among those that hold none.
    """
    holds = is_embedded if to_count else holds_vote
    logarithms = _Logarithms(election.group, total_weight)
    rows: list[Counts | Votes] = []
    no_votes: list[frozenset[int]] = []
    for number, (question, ciphertexts, row) in enumerate(zip(tally.asked, tally.rows, factors, strict=True), 1):
        culprit = f"question {number}"
        if isinstance(question, NonHomomorphic):
            opened, size = [*chain.from_iterable(_opened(ciphertexts, row, election.group))], len(question.answers)
            rows.append(tuple(extract(element, size) for element in opened))
            no_votes.append(frozenset(at for at, element in enumerate(opened) if not holds(element, size)))
        else:
            sums = election.group.quotients([one.beta for one in ciphertexts], row)
            guesses = claimed.counts(number - 1) if claimed else (None,) * len(sums)
            found = (logarithms.of(one, guess) for one, guess in zip(sums, guesses, strict=True))
            rows.append(tuple(_bounded(count, culprit, total_weight) for count in found))
            no_votes.append(frozenset())
    return Result(election.questions, tuple(rows), tuple(no_votes))


def _opened(ciphertexts: Row, factors: Sequence[Element], group: Group) -> Iterator[list[Element]]:
    """What each ciphertext holds, some at a time."""
    for start in range(0, len(ciphertexts), AT_ONCE):
        places = slice(start, start + AT_ONCE)
        yield group.quotients([one.beta for one in ciphertexts[places]], factors[places])


def _bounded(count: int | None, culprit: str, bound: int) -> int:
    if count is None:
        raise NotProven("result", culprit=culprit, detail=f"the decryptions give no number from 0 to {bound}")
    return count


def check_result(computed: Result, published: Result, source: str) -> None:
    """Refuse a published result that is not the one the decryptions give."""
    if computed != published:
        detail = f"found {published.to_json()}; the decryptions give {computed.to_json()}"
        raise NotProven("result", culprit=source, detail=detail)
