"""Proofs that need no trust: knowledge of a secret, and equality of logarithms in one of several statements.

Every proof is a challenge and a response; its commitments are recomputed as `base^response * image^challenge`
and must hash back to the challenge, together with the whole context. Response = w - secret * challenge.

Source: Belenios specification, "Proofs"; Schnorr; Chaum and Pedersen; Cramer, Damgard and Schoenmakers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tellers.ballots.codec import Node
from tellers.ballots.group import Element, Group
from tellers.ballots.hashing import hashed_scalar
from tellers.canonical import Json
from tellers.errors import NotProven
from tellers.randomness import Randomness


@dataclass(frozen=True, slots=True)
class Proof:
    """A challenge and the response to it."""

    challenge: int
    response: int

    def to_json(self) -> Json:
        """The proof as Belenios JSON."""
        return {"challenge": str(self.challenge), "response": str(self.response)}

    @classmethod
    def read(cls, node: Node, group: Group) -> "Proof":
        """Read a proof; raise NotProven for a scalar that is not below the order."""
        fields = node.record("challenge", "response")
        return cls(fields["challenge"].scalar(group), fields["response"].scalar(group))


def read_proofs(node: Node, count: int, group: Group) -> tuple[Proof, ...]:
    """Read so many proofs that stand in one array."""
    return tuple(Proof.read(item, group) for item in node.items(exactly=count))


@dataclass(frozen=True, slots=True)
class Claim:
    """What a proof is offered for, and who is to blame if it fails."""

    check: str
    culprit: str

    def refusal(self, detail: str = "the proof does not hold") -> NotProven:
        """The error to raise when the proof fails."""
        return NotProven(self.check, culprit=self.culprit, detail=detail)


@dataclass(frozen=True, slots=True)
class EqualLogs:
    """The statement that one secret is the logarithm of both images, each to its own base."""

    bases: tuple[Element, Element]
    images: tuple[Element, Element]

    def commitments(self, proof: Proof) -> str:
        """The two commitments that a proof implies, joined by a comma."""
        c, r = proof.challenge, proof.response
        (g, h), (a, b) = self.bases, self.images
        return f"{(g**r * a**c).text},{(h**r * b**c).text}"


def prove_knowledge(group: Group, context: str, secret: int, randomness: Randomness) -> Proof:
    """A proof of knowing the logarithm of g^secret, bound to its context."""
    w = group.random_scalar(randomness)
    challenge = hashed_scalar(group, context + group.generator.secret_power(w).text)
    return Proof(challenge, (w - secret * challenge) % group.order)


def check_knowledge(context: str, image: Element, proof: Proof, claim: Claim) -> None:
    """Refuse a proof that does not show knowledge of the logarithm of the image in this context."""
    group = image.group
    commitment = group.generator**proof.response * image**proof.challenge
    if hashed_scalar(group, context + commitment.text) != proof.challenge:
        raise claim.refusal()


@dataclass(frozen=True, slots=True)
class Witness:
    """Which of several statements is true, and the secret that makes it so."""

    index: int = field(repr=False)
    secret: int = field(repr=False)


def prove_one_of(
    context: str, statements: Sequence[EqualLogs], witness: Witness, randomness: Randomness
) -> tuple[Proof, ...]:
    """A proof that one of the statements is true, which does not say which one.

    Every statement is simulated in the same way, the true one too: for any challenge, its response can be
    shifted by the secret to any other. So neither the order nor the time of the work shows which one is true.
    """
    group = statements[0].bases[0].group
    proofs = [Proof(group.random_scalar(randomness), group.random_scalar(randomness)) for _ in statements]
    commitments = [_secret_commitments(s, p) for s, p in zip(statements, proofs, strict=True)]
    total = hashed_scalar(group, context + ",".join(commitments))
    drawn = proofs[witness.index]
    challenge = (total - sum(proof.challenge for proof in proofs) + drawn.challenge) % group.order
    response = (drawn.response + witness.secret * (drawn.challenge - challenge)) % group.order
    proofs[witness.index] = Proof(challenge, response)
    return tuple(proofs)


def _secret_commitments(statement: EqualLogs, proof: Proof) -> str:
    """The commitments of a proof whose numbers are still secret."""
    c, r = proof.challenge, proof.response
    (g, h), (a, b) = statement.bases, statement.images
    first = g.secret_power(r) * a.secret_power(c)
    second = h.secret_power(r) * b.secret_power(c)
    return f"{first.text},{second.text}"


def check_one_of(context: str, statements: Sequence[EqualLogs], proofs: Sequence[Proof], claim: Claim) -> None:
    """Refuse proofs that do not show, in this context, that one of the statements is true."""
    if len(proofs) != len(statements):
        raise claim.refusal(f"found {len(proofs)} proofs; expected {len(statements)}")
    group = statements[0].bases[0].group
    commitments = ",".join(s.commitments(p) for s, p in zip(statements, proofs, strict=True))
    total = sum(proof.challenge for proof in proofs) % group.order
    if hashed_scalar(group, context + commitments) != total:
        raise claim.refusal()
