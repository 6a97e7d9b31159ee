"""An encrypted answer whose ballots are shuffled and opened one by one, with the proof that its voter knows it.

Source: Belenios specification, "Ballots", non-homomorphic answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from tellers.ballots.booth import Booth
from tellers.ballots.ciphertext import Ciphertext
from tellers.ballots.codec import Node
from tellers.ballots.embedding import LARGEST, embed
from tellers.ballots.group import Group
from tellers.ballots.proofs import Claim, Offer, Proof, knowledge, prove_knowledge
from tellers.ballots.questions import NonHomomorphic
from tellers.canonical import Json
from tellers.errors import Refused
from tellers.randomness import Randomness


@dataclass(frozen=True, slots=True)
class EmbeddedAnswer:
    """One ciphertext that holds a number for each answer, and the proof of knowing its randomness."""

    ciphertext: Ciphertext
    proof: Proof

    def to_json(self) -> Json:
        """The answer as Belenios JSON."""
        return {"choices": self.ciphertext.to_json(), "proof": self.proof.to_json()}

    @classmethod
    def read(cls, node: Node, group: Group) -> Self:
        """Read an answer."""
        fields = node.record("choices", "proof")
        return cls(Ciphertext.read(fields["choices"], group), Proof.read(fields["proof"], group))


def make_embedded(
    question: NonHomomorphic, numbers: Sequence[int], booth: Booth, randomness: Randomness
) -> EmbeddedAnswer:
    """The encrypted answer of a voter; raise Refused unless it is a number from 0 to 255 for each answer."""
    if len(numbers) != len(question.answers) or not all(0 <= number <= LARGEST for number in numbers):
        expected = f"{len(question.answers)} numbers, each from 0 to {LARGEST}"
        raise Refused(f"the answer to {question.question!r} must be {expected}")
    group = booth.key.group
    r = group.random_scalar(randomness)
    hidden = booth.key.secret_power(r) * embed(numbers, group)
    ciphertext = Ciphertext(group.generator.secret_power(r), hidden)
    return EmbeddedAnswer(ciphertext, prove_knowledge(group, _context(ciphertext, booth), r, randomness))


def embedded_offers(answer: EmbeddedAnswer, booth: Booth, culprit: str) -> tuple[Offer, ...]:
    """What shows that an answer is known to whoever made it, in this booth."""
    context = _context(answer.ciphertext, booth)
    return knowledge(context, answer.ciphertext.alpha, answer.proof, Claim("proof of knowledge", culprit))


def _context(ciphertext: Ciphertext, booth: Booth) -> str:
    return f"raweg|{booth.context}|{booth.key.text},{ciphertext.text}|"
