"""Partial decryptions: each trustee's factor for every ciphertext of the tally, proved, and their combination.

Source: Belenios specification, "Partial decryptions"; Chaum and Pedersen; Shamir's secret sharing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Self, TypeAlias

from tellers.ballots.chunks import in_chunks
from tellers.ballots.ciphertext import Ciphertext
from tellers.ballots.codec import Node, encode, read_long
from tellers.ballots.election import Election
from tellers.ballots.flat import pairs_json, texts_json
from tellers.ballots.group import Element, Group
from tellers.ballots.pedersen import Pedersen
from tellers.ballots.proofs import Claim, EqualLogs, Offer, Proof, Proofs, one_of, prove_each, settle
from tellers.ballots.questions import NonHomomorphic, Question
from tellers.ballots.tally import EncryptedTally
from tellers.ballots.trustees import Entry, Trustees
from tellers.canonical import Json
from tellers.errors import NotProven
from tellers.randomness import Randomness

Factors: TypeAlias = tuple[Sequence[Element], ...]
"""An element per ciphertext of an encrypted tally, nested as it is."""

AT_ONCE = 1024
"""So many ciphertexts are decrypted, or their decryptions checked, together."""


@dataclass(frozen=True, slots=True)
class PartialDecryption:
    """A trustee's factors and the proof of each, a row for each question asked, as in the tally."""

    asked: tuple[Question, ...]
    factors: Factors
    proofs: tuple[Sequence[Proof], ...]

    def encode(self) -> bytes:
        """The partial decryption as Belenios JSON."""
        factors: list[Json] = [_factors_json(*one) for one in zip(self.asked, self.factors, strict=True)]
        proofs: list[Json] = [_proofs_json(*one) for one in zip(self.asked, self.proofs, strict=True)]
        return encode({"decryption_factors": factors, "decryption_proofs": proofs})

    @classmethod
    def decode(cls, raw: bytes, election: Election, source: str, randomness: Randomness | None = None) -> Self:
        """Read a partial decryption of the shape of the election's questions.

        With randomness, elements are tested together.
        """
        return read_long(raw, source, lambda root: cls._read(root, election, randomness))

    @classmethod
    def _read(cls, root: Node, election: Election, randomness: Randomness | None) -> Self:
        asked, group = election.questions, election.group
        fields = root.record("decryption_factors", "decryption_proofs")
        factors = zip(asked, fields["decryption_factors"].items(exactly=len(asked)), strict=True)
        proofs = zip(asked, fields["decryption_proofs"].items(exactly=len(asked)), strict=True)
        return cls(
            asked,
            tuple(_read_factors(question, node, group, randomness) for question, node in factors),
            tuple(_read_proofs(question, node, group) for question, node in proofs),
        )


def _factors_json(question: Question, row: Sequence[Element]) -> Json:
    if isinstance(question, NonHomomorphic):
        return texts_json(row[0].group.joined_texts(row) if row else "")
    return question.nested([factor.text for factor in row])


def _proofs_json(question: Question, row: Sequence[Proof]) -> Json:
    if isinstance(question, NonHomomorphic):
        return pairs_json("challenge", "response", "".join(f"{one.challenge},{one.response}," for one in row))
    return question.nested([proof.to_json() for proof in row])


def _read_factors(question: Question, node: Node, group: Group, randomness: Randomness | None) -> Sequence[Element]:
    if isinstance(question, NonHomomorphic):
        return node.elements(group, randomness)
    return tuple(item.element_or_identity(group) for item in question.flat(node))


def _read_proofs(question: Question, node: Node, group: Group) -> Sequence[Proof]:
    if isinstance(question, NonHomomorphic):
        return Proofs.read(node, group)
    return tuple(Proof.read(item, group) for item in question.flat(node))


def decrypt(election: Election, tally: EncryptedTally, secret: int, randomness: Randomness) -> PartialDecryption:
    """The partial decryption of a tally by the holder of a secret key or share."""
    group = election.group
    key = group.generator.secret_power(secret)
    context = _context(election, key)
    rows = [_decrypted_row([one.alpha for one in row], key, context, secret, randomness) for row in tally.rows]
    factors = tuple(group.column(factor for factor, _ in row) for row in rows)
    return PartialDecryption(
        election.questions, factors, tuple(Proofs.of((proof for _, proof in row), group) for row in rows)
    )


def _decrypted_row(
    alphas: Sequence[Element], key: Element, context: str, secret: int, randomness: Randomness
) -> list[tuple[Element, Proof]]:
    """The factor of each, proved to have the logarithm that the key has; many are computed together."""
    made: list[tuple[Element, Proof]] = []
    for start in range(0, len(alphas), AT_ONCE):
        part = alphas[start : start + AT_ONCE]
        factors = key.group.secret_products([((alpha, secret),) for alpha in part])
        statements = [_statement(alpha, key, factor) for alpha, factor in zip(part, factors, strict=True)]
        made += zip(factors, prove_each(context, statements, secret, randomness), strict=True)
    return made


def check_partial_decryption(
    election: Election,
    tally: EncryptedTally,
    decryption: PartialDecryption,
    key: Element,
    culprit: str,
) -> None:
    """Refuse a partial decryption that its proofs do not support under the trustee's verification key."""
    claim = Claim("partial decryption", culprit)
    for ciphertexts, factors, proofs in zip(tally.rows, decryption.factors, decryption.proofs, strict=True):
        if not len(ciphertexts) == len(factors) == len(proofs):
            raise claim.refusal(f"found {len(factors)} factors and {len(proofs)} proofs of {len(ciphertexts)}")

        check = partial(_check_part, election, key, (factors, proofs), claim)
        for _ in in_chunks(check, ciphertexts, election.group.cores, AT_ONCE):
            pass  # each raises for what it finds


def _check_part(  # noqa: PLR0913, PLR0917 — what is the same for all parts, then the part
    election: Election,
    key: Element,
    offered: tuple[Sequence[Element], Sequence[Proof]],
    claim: Claim,
    first: int,
    ciphertexts: Sequence[Ciphertext],
) -> None:
    """Refuse factors that their proofs do not support, of these ciphertexts; the first has this number, from 1."""
    context, places = _context(election, key), slice(first - 1, first - 1 + len(ciphertexts))
    offers: list[Offer] = []
    for ciphertext, factor, proof in zip(ciphertexts, *(row[places] for row in offered), strict=True):
        offers.extend(one_of(context, [_statement(ciphertext.alpha, key, factor)], [proof], claim))
    settle(offers)


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
        _combined([part[place] for part in parts], list(exponents.values()), group) for place in range(len(tally.rows))
    )


def _combined(columns: Sequence[Sequence[Element]], exponents: Sequence[int], group: Group) -> Sequence[Element]:
    """The product of each ciphertext's factors, each to its trustee's exponent."""
    made: list[Element] = []
    for start in range(0, len(columns[0]), AT_ONCE):
        rows = list(zip(*(column[start : start + AT_ONCE] for column in columns), strict=True))
        if all(exponent == 1 for exponent in exponents):
            made += group.sums(rows)
        else:
            made += group.secret_products([list(zip(row, exponents, strict=True)) for row in rows])
    return group.column(made)


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
