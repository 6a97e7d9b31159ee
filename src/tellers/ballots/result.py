"""The result: how often each choice was made, found in the decrypted tally by a bounded search.

Source: Belenios specification, "Election result"; Shanks's baby-step giant-step.
"""

from dataclasses import dataclass
from functools import cached_property
from math import isqrt
from typing import Self

from tellers.ballots.codec import encode, encode_weight, read
from tellers.ballots.decryption import Factors
from tellers.ballots.election import Election
from tellers.ballots.group import Element, Group
from tellers.ballots.tally import EncryptedTally
from tellers.canonical import Json
from tellers.errors import NotProven


@dataclass(frozen=True, slots=True)
class Result:
    """The counts of each question, blank first where blank is allowed."""

    counts: tuple[tuple[int, ...], ...]

    def to_json(self) -> Json:
        """The array of the result, without the object around it."""
        return [[encode_weight(count) for count in row] for row in self.counts]

    def encode(self) -> bytes:
        """The result as Belenios JSON."""
        return encode({"result": self.to_json()})

    @classmethod
    def decode(cls, raw: bytes, election: Election, source: str) -> Self:
        """Read a result of the shape of the election's questions."""
        rows = read(raw, source).record("result")["result"].items(exactly=len(election.questions))
        return cls(
            tuple(
                tuple(count.weight() for count in row.items(exactly=question.choices))
                for row, question in zip(rows, election.questions, strict=True)
            )
        )


@dataclass(frozen=True)
class _Logarithms:
    """The logarithms to the generator from 0 to a bound, each in about the bound's square root of steps."""

    group: Group
    bound: int

    def of(self, element: Element) -> int | None:
        """The logarithm of an element, or None where it is over the bound."""
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


def compute_result(election: Election, tally: EncryptedTally, factors: Factors, total_weight: int) -> Result:
    """The result that the combined factors open; raise NotProven where a count would exceed the total weight."""
    logarithms = _Logarithms(election.group, total_weight)
    counts = []
    for number, (ciphertexts, row) in enumerate(zip(tally.questions, factors, strict=True)):
        found = [logarithms.of(c.beta / factor) for c, factor in zip(ciphertexts, row, strict=True)]
        counts.append(tuple(_bounded(count, f"question {number + 1}", total_weight) for count in found))
    return Result(tuple(counts))


def _bounded(count: int | None, culprit: str, bound: int) -> int:
    if count is None:
        raise NotProven("result", culprit=culprit, detail=f"the decryptions give no number from 0 to {bound}")
    return count


def check_result(computed: Result, published: Result, source: str) -> None:
    """Refuse a published result that is not the one the decryptions give."""
    if computed != published:
        detail = f"found {published.to_json()}; the decryptions give {computed.to_json()}"
        raise NotProven("result", culprit=source, detail=detail)
