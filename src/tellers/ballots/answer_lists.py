"""An encrypted answer to a question of lists, with the proofs that it chooses one list and only its candidates.

What is proved: every ciphertext holds 0 or 1; one list is chosen; a list that is not chosen has no candidates; and
some candidate is chosen. Nothing bounds how many candidates of the chosen list are.

Source: Belenios specification, "Ballots", lists.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain
from operator import mul
from typing import Self

from tellers.ballots.booth import Booth, each_zero_or_one, prove_zero_or_one
from tellers.ballots.ciphertext import Ciphertext, Encryption, encrypt, product_of
from tellers.ballots.codec import Node
from tellers.ballots.group import Element, Group
from tellers.ballots.hashing import hashed_scalar
from tellers.ballots.proofs import Claim, EqualLogs, Offer, Proof, Stated, Witness, one_of, prove_one_of, read_proofs
from tellers.ballots.questions import Lists
from tellers.canonical import Json
from tellers.errors import Refused
from tellers.randomness import Randomness

Rows = tuple[tuple[Ciphertext, ...], ...]


@dataclass(frozen=True, slots=True)
class NonZeroProof:
    """A proof that a ciphertext does not hold 0."""

    commitment: Element
    challenge: int
    response: tuple[int, int]

    def to_json(self) -> Json:
        """The proof as Belenios JSON."""
        response: list[Json] = [str(number) for number in self.response]
        return {"commitment": self.commitment.text, "challenge": str(self.challenge), "response": response}

    @classmethod
    def read(cls, node: Node, group: Group) -> Self:
        """Read a proof; its commitment may not be the neutral element."""
        fields = node.record("commitment", "challenge", "response")
        first, second = fields["response"].items(exactly=2)
        response = (first.scalar(group), second.scalar(group))
        return cls(fields["commitment"].element(group), fields["challenge"].scalar(group), response)


@dataclass(frozen=True, slots=True)
class ListsAnswer:
    """A ciphertext per list and candidate, row by row, the list's own first, and the proofs about them."""

    rows: Rows
    individual_proofs: tuple[tuple[tuple[Proof, ...], ...], ...]
    overall_proof: Proof
    list_proofs: tuple[tuple[Proof, ...], ...]
    nonzero_proof: NonZeroProof

    @property
    def choices(self) -> tuple[Ciphertext, ...]:
        """All ciphertexts, row after row."""
        return tuple(chain.from_iterable(self.rows))

    def to_json(self) -> Json:
        """The answer as Belenios JSON."""
        return {
            "choices": [[choice.to_json() for choice in row] for row in self.rows],
            "individual_proofs": [
                [[proof.to_json() for proof in proofs] for proofs in row] for row in self.individual_proofs
            ],
            "overall_proof": self.overall_proof.to_json(),
            "list_proofs": [[proof.to_json() for proof in proofs] for proofs in self.list_proofs],
            "nonzero_proof": self.nonzero_proof.to_json(),
        }

    @classmethod
    def read(cls, node: Node, question: Lists, group: Group) -> Self:
        """Read an answer; raise Unreadable where it has not the shape that the question asks for."""
        names = ("choices", "individual_proofs", "overall_proof", "list_proofs", "nonzero_proof")
        fields, sizes = node.record(*names), question.sizes
        choices = fields["choices"].items(exactly=len(sizes))
        proofs = fields["individual_proofs"].items(exactly=len(sizes))
        return cls(
            tuple(
                tuple(Ciphertext.read(item, group) for item in row.items(exactly=size))
                for row, size in zip(choices, sizes, strict=True)
            ),
            tuple(
                tuple(read_proofs(item, 2, group) for item in row.items(exactly=size))
                for row, size in zip(proofs, sizes, strict=True)
            ),
            Proof.read(fields["overall_proof"], group),
            tuple(read_proofs(item, 2, group) for item in fields["list_proofs"].items(exactly=len(sizes))),
            NonZeroProof.read(fields["nonzero_proof"], group),
        )


def make_lists(question: Lists, choices: Sequence[Sequence[int]], booth: Booth, randomness: Randomness) -> ListsAnswer:
    """The encrypted answer of a voter; raise Refused for choices that the question does not allow."""
    refuse_lists(question, choices)
    rows = [[encrypt(bit, booth.key, randomness) for bit in row] for row in choices]
    made = tuple(tuple(part.ciphertext for part in row) for row in rows)
    around = booth.around(chain.from_iterable(made))
    chosen = reduce(mul, [row[0] for row in rows])
    candidates = reduce(mul, chain.from_iterable(row[1:] for row in rows))
    return ListsAnswer(
        made,
        tuple(tuple(prove_zero_or_one(part, booth, randomness) for part in row) for row in rows),
        prove_one_of(
            _overall_context(around, chosen.ciphertext),
            [chosen.ciphertext.encrypts(1, booth.key)],
            Witness(0, chosen.randomness),
            randomness,
        )[0],
        tuple(_prove_list(row, booth, around, randomness) for row in rows),
        prove_nonzero(candidates, booth.key, around, randomness),
    )


def lists_offers(question: Lists, answer: ListsAnswer, booth: Booth, culprit: str) -> Iterator[Offer]:
    """What shows that an answer holds one list with some of its candidates."""
    proofs = tuple(chain.from_iterable(answer.individual_proofs))
    yield from each_zero_or_one(answer.choices, proofs, booth, culprit)
    around = booth.around(answer.choices)
    chosen = _sum_of([row[0] for row in answer.rows], booth)
    statements = [chosen.encrypts(1, booth.key)]
    claim = Claim("overall proof", culprit)
    yield from one_of(_overall_context(around, chosen), statements, [answer.overall_proof], claim)
    for number, (row, proof) in enumerate(zip(answer.rows, answer.list_proofs, strict=True)):
        claim = Claim("list proof", f"{culprit}, list {number + 1} of {len(question.answers)}")
        yield from one_of(f"lproof|{around}", _list_statements(row, booth), proof, claim)
    candidates = _sum_of([choice for row in answer.rows for choice in row[1:]], booth)
    yield from nonzero(candidates, answer.nonzero_proof, booth.key, around, Claim("nonzero proof", culprit))


def refuse_lists(question: Lists, choices: Sequence[Sequence[int]]) -> None:
    """Refuse choices that the question does not allow, before anything is encrypted."""
    sizes = tuple(len(row) for row in choices)
    if sizes != question.sizes or not set(chain.from_iterable(choices)) <= {0, 1}:
        expected = " and ".join(str(size) for size in question.sizes)
        raise Refused(f"the answer to {question.question!r} must be lists of {expected} numbers, each 0 or 1")
    if sum(row[0] for row in choices) != 1:
        raise Refused(f"the answer to {question.question!r} must choose one list")
    if any(not row[0] and any(row[1:]) for row in choices):
        raise Refused(f"the answer to {question.question!r} chooses candidates of a list that it does not choose")
    if not any(any(row[1:]) for row in choices):
        raise Refused(f"the answer to {question.question!r} must choose a candidate of its list")


def _overall_context(around: str, chosen: Ciphertext) -> str:
    return f"prove|{around}{chosen.text}|"


def _prove_list(row: Sequence[Encryption], booth: Booth, around: str, randomness: Randomness) -> tuple[Proof, ...]:
    statements = _list_statements([part.ciphertext for part in row], booth)
    if row[0].message:
        witness = Witness(0, row[0].randomness)
    else:
        witness = Witness(1, sum(part.randomness for part in row[1:]) % booth.key.group.order)
    return prove_one_of(f"lproof|{around}", statements, witness, randomness)


def _list_statements(row: Sequence[Ciphertext], booth: Booth) -> list[EqualLogs]:
    """The list is chosen, or none of its candidates is."""
    return [row[0].encrypts(1, booth.key), _sum_of(row[1:], booth).encrypts(0, booth.key)]


def _sum_of(choices: Sequence[Ciphertext], booth: Booth) -> Ciphertext:
    return product_of(choices, booth.key.group)


@dataclass(frozen=True, slots=True)
class _Masks:
    """The secrets of one proof that a ciphertext does not hold 0."""

    blinding: int = field(repr=False)
    first: int = field(repr=False)
    second: int = field(repr=False)


def prove_nonzero(part: Encryption, key: Element, around: str, randomness: Randomness) -> NonZeroProof:
    """The proof that a ciphertext does not hold 0: blinded, what it holds is not the neutral element.

    Source: Belenios specification, "Ballots", proof of non-zero.
    """
    group, ciphertext, r = key.group, part.ciphertext, part.randomness
    g, alpha, beta = group.generator, ciphertext.alpha, ciphertext.beta
    masks = _Masks(*(group.random_scalar(randomness) for _ in range(3)))
    s, w1, w2 = masks.blinding, masks.first, masks.second
    commitment = beta.secret_power(s) * key.secret_power(-s * r)
    first = alpha.secret_power(w1) * g.secret_power(w2)
    second = beta.secret_power(w1) * key.secret_power(w2)
    challenge = hashed_scalar(group, f"nonzero|{around}{commitment.text},{first.text},{second.text}")
    response = ((w1 - s * challenge) % group.order, (w2 + s * r * challenge) % group.order)
    return NonZeroProof(commitment, challenge, response)


def nonzero(ciphertext: Ciphertext, proof: NonZeroProof, key: Element, around: str, claim: Claim) -> tuple[Offer, ...]:
    """What shows that a ciphertext holds something else than 0."""
    group, (t1, t2) = key.group, proof.response
    if proof.commitment.is_identity:
        return (claim.refusal("its commitment is the neutral element"),)
    first = ((ciphertext.alpha, t1), (group.generator, t2))
    second = ((ciphertext.beta, t1), (key, t2), (proof.commitment, proof.challenge))
    context = f"nonzero|{around}{proof.commitment.text},"
    return (Stated(group, context, (first, second), proof.challenge, claim),)
