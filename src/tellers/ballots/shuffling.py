"""The shuffles of an election as its archive holds them: whose they are, of which questions, one after another.

Source: Belenios specification, "Shuffle"; docs/formats/archive.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from tellers.ballots.ciphertext import Ciphertexts, row_json
from tellers.ballots.codec import Node, encode, read_long
from tellers.ballots.election import Election
from tellers.ballots.proofs import Claim
from tellers.ballots.questions import NonHomomorphic
from tellers.ballots.shuffle import Mix, ShuffleProof, check_shuffle, shuffle
from tellers.ballots.tally import EncryptedTally, Row
from tellers.errors import NotProven
from tellers.randomness import Randomness


@dataclass(frozen=True, slots=True)
class Shuffle:
    """The ciphertexts of each question that is shuffled, in their new order, and a proof for each."""

    rows: tuple[Row, ...]
    proofs: tuple[ShuffleProof, ...]

    def encode(self) -> bytes:
        """The shuffle as Belenios JSON."""
        return encode(
            {
                "ciphertexts": [row_json(row) for row in self.rows],
                "proofs": [proof.to_json() for proof in self.proofs],
            }
        )

    @classmethod
    def decode(cls, raw: bytes, election: Election, source: str, randomness: Randomness | None = None) -> Self:
        """Read a shuffle of an election; each proof has as many parts as its row has ciphertexts.

        With randomness, elements are tested together.
        """
        return read_long(raw, source, lambda root: cls._read(root, election, randomness))

    @classmethod
    def _read(cls, root: Node, election: Election, randomness: Randomness | None) -> Self:
        asked = sum(isinstance(question, NonHomomorphic) for question in election.questions)
        fields, group = root.record("ciphertexts", "proofs"), election.group
        rows = [Ciphertexts.read(row, group, randomness) for row in fields["ciphertexts"].items(exactly=asked)]
        proofs = zip(fields["proofs"].items(exactly=asked), rows, strict=True)
        return cls(tuple(rows), tuple(ShuffleProof.read(one, len(row), group, randomness) for one, row in proofs))


def make_shuffle(election: Election, rows: Sequence[Row], randomness: Randomness) -> Shuffle:
    """One person's shuffle of the rows as they stand."""
    made = [shuffle(election.fingerprint, election.public_key, row, randomness) for row in rows]
    return Shuffle(tuple(row for row, _ in made), tuple(proof for _, proof in made))


def check_step(
    election: Election, before: EncryptedTally, step: Shuffle, culprit: str, randomness: Randomness | None = None
) -> EncryptedTally:
    """The tally after a shuffle of it; raise NotProven where a proof does not hold."""
    claim = Claim("shuffle", culprit)
    for row, shuffled, proof in zip(before.to_shuffle, step.rows, step.proofs, strict=True):
        check_shuffle(Mix(election.fingerprint, election.public_key, row, shuffled), proof, claim, randomness)
    return before.shuffled(step.rows)


def check_owner(owner: int, earlier: Sequence[int], trustees: int, culprit: str) -> None:
    """Refuse a shuffle by somebody who is no trustee, or who has shuffled before."""
    if not 1 <= owner <= trustees:
        raise NotProven("shuffle", culprit=culprit, detail=f"there is no trustee {owner}; expected 1 to {trustees}")
    if owner in earlier:
        raise NotProven("shuffle", culprit=culprit, detail=f"trustee {owner} has shuffled before")
