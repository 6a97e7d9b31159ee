"""Partial decryptions: each trustee's factor for every ciphertext of the tally, proved, and their combination.

Source: Belenios specification, "Partial decryptions"; Chaum and Pedersen; Shamir's secret sharing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeAlias

from tellers.ballots.codec import Node, check_canonical, encode, read
from tellers.ballots.election import Election
from tellers.ballots.group import Element, Group
from tellers.ballots.pedersen import Pedersen
from tellers.ballots.proofs import Claim, EqualLogs, Offer, Proof, Witness, one_of, prove_one_of, settle
from tellers.ballots.questions import Question
from tellers.ballots.tally import EncryptedTally
from tellers.ballots.trustees import Entry, Trustees
from tellers.canonical import Json
from tellers.errors import NotProven
from tellers.randomness import Randomness

Factors: TypeAlias = tuple[tuple[Element, ...], ...]
"""An element per ciphertext of an encrypted tally, nested as it is."""


@dataclass(frozen=True, slots=True)
class PartialDecryption:
    """A trustee's factors and the proof of each, a row for each question asked, as in the tally."""

    asked: tuple[Question, ...]
    factors: Factors
    proofs: tuple[tuple[Proof, ...], ...]

    def encode(self) -> bytes:
        """The partial decryption as Belenios JSON."""
        factors = [[factor.text for factor in row] for row in self.factors]
        proofs = [[proof.to_json() for proof in row] for row in self.proofs]
        return encode({"decryption_factors": self._nested(factors), "decryption_proofs": self._nested(proofs)})

    def _nested(self, rows: Sequence[Sequence[Json]]) -> Json:
        return [question.nested(row) for question, row in zip(self.asked, rows, strict=True)]

    @classmethod
    def decode(cls, raw: bytes, election: Election, source: str) -> Self:
        """Read a partial decryption of the shape of the election's questions."""
        fields = read(raw, source).record("decryption_factors", "decryption_proofs")
        group = election.group
        factors = _rows(fields["decryption_factors"], election)
        proofs = _rows(fields["decryption_proofs"], election)
        decryption = cls(
            election.questions,
            tuple(tuple(item.element_or_identity(group) for item in row) for row in factors),
            tuple(tuple(Proof.read(item, group) for item in row) for row in proofs),
        )
        check_canonical(decryption.encode(), raw, source)
        return decryption


def _rows(node: Node, election: Election) -> list[list[Node]]:
    rows = node.items(exactly=len(election.questions))
    return [question.flat(row) for row, question in zip(rows, election.questions, strict=True)]


def decrypt(election: Election, tally: EncryptedTally, secret: int, randomness: Randomness) -> PartialDecryption:
    """The partial decryption of a tally by the holder of a secret key or share."""
    key = election.group.generator.secret_power(secret)
    context = _context(election, key)
    factors = tuple(tuple(c.alpha.secret_power(secret) for c in row) for row in tally.rows)
    proofs = tuple(
        tuple(
            prove_one_of(context, [_statement(c.alpha, key, factor)], Witness(0, secret), randomness)[0]
            for c, factor in zip(row, factor_row, strict=True)
        )
        for row, factor_row in zip(tally.rows, factors, strict=True)
    )
    return PartialDecryption(election.questions, factors, proofs)


def check_partial_decryption(
    election: Election,
    tally: EncryptedTally,
    decryption: PartialDecryption,
    key: Element,
    culprit: str,
) -> None:
    """Refuse a partial decryption that its proofs do not support under the trustee's verification key."""
    settle(_offers(_context(election, key), tally, decryption, key, Claim("partial decryption", culprit)))


def _offers(
    context: str, tally: EncryptedTally, decryption: PartialDecryption, key: Element, claim: Claim
) -> Iterator[Offer]:
    for ciphertexts, factors, proofs in zip(tally.rows, decryption.factors, decryption.proofs, strict=True):
        if not len(ciphertexts) == len(factors) == len(proofs):
            yield claim.refusal(f"found {len(factors)} factors and {len(proofs)} proofs of {len(ciphertexts)}")
            return
        for ciphertext, factor, proof in zip(ciphertexts, factors, proofs, strict=True):
            yield from one_of(context, [_statement(ciphertext.alpha, key, factor)], [proof], claim)


def _context(election: Election, key: Element) -> str:
    return f"decrypt|{election.fingerprint}|{key.text}|"


def _statement(alpha: Element, key: Element, factor: Element) -> EqualLogs:
    return EqualLogs((key.group.generator, alpha), (key, factor))


def combine(tally: EncryptedTally, trustees: Trustees, decryptions: Mapping[int, PartialDecryption]) -> Factors:
    """The factors of all trustees together, from checked decryptions by trustee's number.

    Every single trustee must be there, and of a group as many as its threshold; raise NotProven where too few are.
    """
    group = trustees.election_key.group
    exponents: dict[int, int] = {}
    first = 1
    for entry in trustees.entries:
        exponents |= _exponents(entry, first, decryptions, group.order)
        first += entry.size
    parts = [decryptions[owner].factors for owner in exponents]
    return tuple(
        tuple(_combined([part[place] for part in parts], list(exponents.values()), group))
        for place in range(len(tally.rows))
    )


def _combined(columns: Sequence[Sequence[Element]], exponents: Sequence[int], group: Group) -> list[Element]:
    """The product of each ciphertext's factors, each to its trustee's exponent."""
    rows = list(zip(*columns, strict=True))
    if all(exponent == 1 for exponent in exponents):
        return group.sums(rows)
    return group.secret_products([list(zip(row, exponents, strict=True)) for row in rows])


def _exponents(entry: Entry, first: int, decryptions: Mapping[int, PartialDecryption], order: int) -> dict[int, int]:
    """The exponent of each trustee of an entry who takes part, by number."""
    present = [owner for owner in range(first, first + entry.size) if owner in decryptions]
    needed = entry.threshold if isinstance(entry, Pedersen) else 1
    if len(present) < needed:
        missing = [str(owner) for owner in range(first, first + entry.size) if owner not in decryptions]
        culprit = f"trustee {missing[0]}" if entry.size == 1 else f"trustees {', '.join(missing)}"
        detail = f"found {len(present)} of the {needed} decryptions that this key needs"
        raise NotProven("enough partial decryptions", culprit=culprit, detail=detail)
    if not isinstance(entry, Pedersen):
        return {first: 1}
    indices = [owner - first + 1 for owner in present[:needed]]
    return {first + index - 1: lagrange(index, indices, order) for index in indices}


def lagrange(index: int, indices: list[int], order: int) -> int:
    """The coefficient of one share when these shares give the polynomial's value at 0."""
    numerator, denominator = 1, 1
    for other in indices:
        if other != index:
            numerator = numerator * other % order
            denominator = denominator * (other - index) % order
    return numerator * pow(denominator, -1, order) % order
