"""An encrypted answer to a homomorphic question, with the proofs that it holds a vote the question allows.

Source: Belenios specification, "Ballots", homomorphic answers, proofs of interval membership and of blank votes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import mul
from typing import Self

from tellers.ballots.booth import Booth, each_zero_or_one, prove_zero_or_one
from tellers.ballots.ciphertext import Ciphertext, Encryption, encrypt, product_of, sum_encrypts
from tellers.ballots.codec import Node
from tellers.ballots.group import Group
from tellers.ballots.proofs import Claim, EqualLogs, Offer, Proof, Witness, one_of, prove_one_of, read_proofs
from tellers.ballots.questions import Homomorphic
from tellers.canonical import Json
from tellers.errors import Refused
from tellers.randomness import Randomness


@dataclass(frozen=True, slots=True)
class HomomorphicAnswer:
    """A ciphertext per choice, a proof that each is 0 or 1, and the proofs about their sum.

    Where blank is allowed the first choice is the blank one, and `blank_proof` stands.
    """

    choices: tuple[Ciphertext, ...]
    individual_proofs: tuple[tuple[Proof, ...], ...]
    overall_proof: tuple[Proof, ...]
    blank_proof: tuple[Proof, ...] | None

    def to_json(self) -> Json:
        """The answer as Belenios JSON."""
        blank: dict[str, Json] = {}
        if self.blank_proof is not None:
            blank = {"blank_proof": [proof.to_json() for proof in self.blank_proof]}
        return {
            "choices": [choice.to_json() for choice in self.choices],
            "individual_proofs": [[proof.to_json() for proof in proofs] for proofs in self.individual_proofs],
            "overall_proof": [proof.to_json() for proof in self.overall_proof],
            **blank,
        }

    @classmethod
    def read(cls, node: Node, question: Homomorphic, group: Group) -> Self:
        """Read an answer; raise Unreadable where it has not the shape that the question asks for."""
        size = question.choices
        names = ("choices", "individual_proofs", "overall_proof", *(("blank_proof",) if question.blank else ()))
        fields = node.record(*names)
        overall = question.maximum - question.minimum + 1 + question.blank
        return cls(
            tuple(Ciphertext.read(item, group) for item in fields["choices"].items(exactly=size)),
            tuple(read_proofs(item, 2, group) for item in fields["individual_proofs"].items(exactly=size)),
            read_proofs(fields["overall_proof"], overall, group),
            read_proofs(fields["blank_proof"], 2, group) if question.blank else None,
        )


def make_homomorphic(
    question: Homomorphic, choices: Sequence[int], booth: Booth, randomness: Randomness
) -> HomomorphicAnswer:
    """The encrypted answer of a voter; raise Refused for choices that the question does not allow."""
    refuse_choices(question, choices)
    parts = [encrypt(bit, booth.key, randomness) for bit in choices]
    ciphertexts = tuple(part.ciphertext for part in parts)
    individual = tuple(prove_zero_or_one(part, booth, randomness) for part in parts)
    sums = Sums.of(question, ciphertexts, booth)
    overall = prove_one_of(sums.overall_context, sums.overall, _overall_witness(question, parts), randomness)
    blank = None
    if question.blank:
        blank = prove_one_of(sums.blank_context, sums.blank, _blank_witness(parts), randomness)
    return HomomorphicAnswer(ciphertexts, individual, overall, blank)


def homomorphic_offers(
    question: Homomorphic, answer: HomomorphicAnswer, booth: Booth, culprit: str
) -> Iterator[Offer]:
    """What shows that an answer holds a vote that the question allows."""
    yield from each_zero_or_one(answer.choices, answer.individual_proofs, booth, culprit)
    sums = Sums.of(question, answer.choices, booth)
    yield from one_of(sums.overall_context, sums.overall, answer.overall_proof, Claim("overall proof", culprit))
    if answer.blank_proof is not None:
        yield from one_of(sums.blank_context, sums.blank, answer.blank_proof, Claim("blank proof", culprit))


def refuse_choices(question: Homomorphic, choices: Sequence[int]) -> None:
    """Refuse choices that the question does not allow, before anything is encrypted."""
    if len(choices) != question.choices or not set(choices) <= {0, 1}:
        raise Refused(f"the answer to {question.question!r} must be {question.choices} numbers, each 0 or 1")
    blank, chosen = (choices[0], sum(choices[1:])) if question.blank else (0, sum(choices))
    if blank and chosen:
        raise Refused(f"a blank answer to {question.question!r} cannot choose {chosen} answers as well")
    if not blank and not question.minimum <= chosen <= question.maximum:
        allowed = f"{question.minimum} to {question.maximum}"
        raise Refused(f"found {chosen} answers chosen to {question.question!r}; allowed are {allowed}")


@dataclass(frozen=True, slots=True)
class Sums:
    """The statements about an answer as a whole, and the contexts of their proofs."""

    overall: list[EqualLogs]
    overall_context: str
    blank: list[EqualLogs]
    blank_context: str

    @classmethod
    def of(cls, question: Homomorphic, choices: Sequence[Ciphertext], booth: Booth) -> Self:
        """What is proved of these ciphertexts."""
        context = booth.around(choices)
        added = choices[question.blank :]
        allowed = range(question.minimum, question.maximum + 1)
        if not question.blank:
            total = product_of(added, booth.key.group)
            in_bounds = [total.encrypts(message, booth.key) for message in allowed]
            return cls(in_bounds, f"prove|{context}{total.text}|", [], "")
        in_bounds = [sum_encrypts(added, message, booth.key) for message in allowed]
        blank = choices[0]
        either_empty = [blank.encrypts(0, booth.key), sum_encrypts(added, 0, booth.key)]
        blank_or_bounds = [blank.encrypts(1, booth.key), *in_bounds]
        return cls(blank_or_bounds, f"bproof1|{context}", either_empty, f"bproof0|{context}")


def _overall_witness(question: Homomorphic, parts: Sequence[Encryption]) -> Witness:
    total = reduce(mul, parts[question.blank :])
    if not question.blank:
        return Witness(total.message - question.minimum, total.randomness)
    if parts[0].message:
        return Witness(0, parts[0].randomness)
    return Witness(1 + total.message - question.minimum, total.randomness)


def _blank_witness(parts: Sequence[Encryption]) -> Witness:
    blank = parts[0]
    if not blank.message:
        return Witness(0, blank.randomness)
    return Witness(1, reduce(mul, parts[1:]).randomness)
