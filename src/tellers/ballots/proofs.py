"""Proofs that need no trust: knowledge of a secret, and equality of logarithms in one of several statements.

Every proof is a challenge and a response; its commitments are recomputed as `base^response * image^challenge`
and must hash back to the challenge, together with the whole context. Response = w - secret * challenge.

What a proof offers is written down first, and settled with many others at once: the group is asked for all their
commitments in one call. `check_knowledge` and `check_one_of` settle one proof by itself.

Source: Belenios specification, "Proofs"; Schnorr; Chaum and Pedersen; Cramer, Damgard and Schoenmakers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias, overload

from tellers.ballots.codec import Node, canonical_scalars
from tellers.ballots.columns import Scalars
from tellers.ballots.flat import pairs_json
from tellers.ballots.group import Base, Element, Group, Powers
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
        challenge, response = node.scalars(group, "challenge", "response")
        return cls(challenge, response)


@dataclass(frozen=True, slots=True, eq=False)
class Proofs(Sequence[Proof]):
    """Proofs one after another, as the numbers of which they are made."""

    numbers: Sequence[int]

    @classmethod
    def of(cls, proofs: Iterable[Proof], group: Group) -> "Proofs":
        """The same proofs, held in little memory."""
        if isinstance(proofs, cls):
            return proofs
        return cls(Scalars.of((number for one in proofs for number in (one.challenge, one.response)), group.order))

    @classmethod
    def read(cls, node: Node, group: Group) -> "Proofs":
        """Read an array of proofs; raise NotProven for a scalar that is not below the order."""
        numbers = canonical_scalars(node.texts("challenge", "response"), group)
        if numbers is not None:
            return cls(Scalars.of(numbers, group.order))
        return cls.of([Proof.read(item, group) for item in node.items()], group)

    def to_json(self) -> Json:
        """The proofs as Belenios JSON."""
        return pairs_json("challenge", "response", "".join(f"{number}," for number in self.numbers))

    def __len__(self) -> int:
        return len(self.numbers) // 2

    @overload
    def __getitem__(self, place: int) -> Proof: ...

    @overload
    def __getitem__(self, place: slice) -> "Sequence[Proof]": ...

    def __getitem__(self, place: "int | slice") -> "Proof | Sequence[Proof]":
        if isinstance(place, slice):
            return tuple(self[at] for at in range(len(self))[place])
        at = 2 * range(len(self))[place]
        return Proof(self.numbers[at], self.numbers[at + 1])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


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
    images: tuple[Base, Base]
    shift: int = 0
    """The second image is to be divided by the generator to this power."""

    def commitments(self, proof: Proof) -> tuple[Powers, Powers]:
        """The two commitments that a proof implies."""
        c, r = proof.challenge, proof.response
        (g, h), (a, b) = self.bases, self.images
        second: Powers = ((h, r), (b, c))
        if self.shift:
            second = (*second, (self.group.generator, -self.shift * c))
        return ((g, r), (a, c)), second

    @property
    def group(self) -> Group:
        """The group that it speaks of."""
        return self.bases[0].group


@dataclass(frozen=True, slots=True)
class Stated:
    """A proof as it stands to be settled: products whose texts, hashed after the context, give the challenge."""

    group: Group
    context: str
    products: tuple[Powers, ...]
    challenge: int
    claim: Claim


Offer: TypeAlias = Stated | NotProven
"""A proof to be settled, or a refusal that needs no arithmetic."""


def faults(offered: Sequence[Sequence[Offer]]) -> list[NotProven | None]:
    """The first refusal of each row of offers, or None where all of them hold; of all rows at once."""
    stated = [offer for row in offered for offer in row if isinstance(offer, Stated)]
    if not stated:
        return [_first_refusal(row, iter(())) for row in offered]
    texts = iter(stated[0].group.public_texts([powers for one in stated for powers in one.products]))
    return [_first_refusal(row, texts) for row in offered]


def settle(offers: Iterable[Offer]) -> None:
    """Raise the first refusal among offers."""
    for fault in faults([tuple(offers)]):
        if fault is not None:
            raise fault


def _first_refusal(offers: Sequence[Offer], texts: Iterator[str]) -> NotProven | None:
    found: NotProven | None = None
    for offer in offers:
        refusal = offer if isinstance(offer, NotProven) else _refusal(offer, texts)
        found = found or refusal
    return found


def _refusal(stated: Stated, texts: Iterator[str]) -> NotProven | None:
    """The refusal of one proof, or None; its commitments are the next texts."""
    commitments = ",".join(islice(texts, len(stated.products)))
    if hashed_scalar(stated.group, stated.context + commitments) == stated.challenge:
        return None
    return stated.claim.refusal()


def prove_knowledge(group: Group, context: str, secret: int, randomness: Randomness) -> Proof:
    """A proof of knowing the logarithm of g^secret, bound to its context."""
    w = group.random_scalar(randomness)
    challenge = hashed_scalar(group, context + group.generator.secret_power(w).text)
    return Proof(challenge, (w - secret * challenge) % group.order)


def knowledge(context: str, image: Element, proof: Proof, claim: Claim) -> tuple[Offer, ...]:
    """What shows knowledge of the logarithm of the image in this context."""
    group = image.group
    commitment = ((group.generator, proof.response), (image, proof.challenge))
    return (Stated(group, context, (commitment,), proof.challenge, claim),)


def check_knowledge(context: str, image: Element, proof: Proof, claim: Claim) -> None:
    """Refuse a proof that does not show knowledge of the logarithm of the image in this context."""
    settle(knowledge(context, image, proof, claim))


def prove_each(context: str, statements: Sequence[EqualLogs], secret: int, randomness: Randomness) -> Sequence[Proof]:
    """A proof for each statement, all of them of one secret."""
    group = statements[0].group
    drawn = [group.random_scalar(randomness) for _ in statements]
    commitments = group.secret_products(
        [((base, w),) for statement, w in zip(statements, drawn, strict=True) for base in statement.bases]
    )
    proofs = []
    for w, first, second in zip(drawn, commitments[::2], commitments[1::2], strict=True):
        challenge = hashed_scalar(group, f"{context}{first.text},{second.text}")
        proofs.append(Proof(challenge, (w - secret * challenge) % group.order))
    return proofs


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
    group = statements[0].group
    proofs = [Proof(group.random_scalar(randomness), group.random_scalar(randomness)) for _ in statements]
    products = [powers for s, p in zip(statements, proofs, strict=True) for powers in s.commitments(p)]
    total = hashed_scalar(group, context + ",".join(made.text for made in group.secret_products(products)))
    drawn = proofs[witness.index]
    challenge = (total - sum(proof.challenge for proof in proofs) + drawn.challenge) % group.order
    response = (drawn.response + witness.secret * (drawn.challenge - challenge)) % group.order
    proofs[witness.index] = Proof(challenge, response)
    return tuple(proofs)


def one_of(context: str, statements: Sequence[EqualLogs], proofs: Sequence[Proof], claim: Claim) -> tuple[Offer, ...]:
    """What shows, in this context, that one of the statements is true."""
    if len(proofs) != len(statements):
        return (claim.refusal(f"found {len(proofs)} proofs; expected {len(statements)}"),)
    group = statements[0].group
    products = tuple(powers for s, p in zip(statements, proofs, strict=True) for powers in s.commitments(p))
    total = sum(proof.challenge for proof in proofs) % group.order
    return (Stated(group, context, products, total, claim),)


def check_one_of(context: str, statements: Sequence[EqualLogs], proofs: Sequence[Proof], claim: Claim) -> None:
    """Refuse proofs that do not show, in this context, that one of the statements is true."""
    settle(one_of(context, statements, proofs, claim))
