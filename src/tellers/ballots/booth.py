"""What every answer of a ballot shares: what its proofs are bound to, and the proof that a ciphertext holds 0 or 1.

Source: Belenios specification, "Ballots", individual proofs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tellers.ballots.ciphertext import Ciphertext, Encryption
from tellers.ballots.group import Element
from tellers.ballots.proofs import Claim, EqualLogs, Offer, Proof, Witness, one_of, prove_one_of
from tellers.randomness import Randomness


@dataclass(frozen=True, slots=True)
class Booth:
    """What every proof of one ballot is bound to: the election's key, its fingerprint and the credential."""

    key: Element
    context: str

    def around(self, choices: Iterable[Ciphertext]) -> str:
        """The context of the proofs about an answer as a whole."""
        return f"{self.context}|{','.join(choice.text for choice in choices)}|"


def prove_zero_or_one(part: Encryption, booth: Booth, randomness: Randomness) -> tuple[Proof, ...]:
    """The proof that a ciphertext holds 0 or 1."""
    context, statements = individual_context(part.ciphertext, booth), zero_or_one(part.ciphertext, booth)
    return prove_one_of(context, statements, Witness(part.message, part.randomness), randomness)


def each_zero_or_one(
    choices: Sequence[Ciphertext], proofs: Sequence[Sequence[Proof]], booth: Booth, culprit: str
) -> Iterator[Offer]:
    """What shows of each ciphertext that it holds 0 or 1."""
    for index, (choice, proof) in enumerate(zip(choices, proofs, strict=True)):
        claim = Claim("individual proof", f"{culprit}.choices[{index}]")
        yield from one_of(individual_context(choice, booth), zero_or_one(choice, booth), proof, claim)


def individual_context(choice: Ciphertext, booth: Booth) -> str:
    """The context of the proof about one ciphertext."""
    return f"prove|{booth.context}|{choice.text}|"


def zero_or_one(choice: Ciphertext, booth: Booth) -> list[EqualLogs]:
    """The two statements of which one is proved."""
    return [choice.encrypts(0, booth.key), choice.encrypts(1, booth.key)]
