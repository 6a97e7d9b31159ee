"""The encrypted tally: the product of the ballots that count, each to the power of its weight.

Source: Belenios specification, "Tally".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from tellers.ballots.ballot import Ballot
from tellers.ballots.ciphertext import Ciphertext
from tellers.ballots.codec import encode, encode_weight, read
from tellers.ballots.credentials import CredentialList
from tellers.ballots.election import Election
from tellers.canonical import sha256_hex
from tellers.errors import NotProven


@dataclass(frozen=True, slots=True)
class EncryptedTally:
    """A ciphertext per choice of each question: the encrypted sum of all votes."""

    questions: tuple[tuple[Ciphertext, ...], ...]

    def encode(self) -> bytes:
        """The tally as Belenios JSON."""
        return encode([[ciphertext.to_json() for ciphertext in question] for question in self.questions])

    @classmethod
    def decode(cls, raw: bytes, election: Election, source: str) -> Self:
        """Read a tally of the shape of the election's questions."""
        nodes = read(raw, source).items(exactly=len(election.questions))
        return cls(
            tuple(
                tuple(Ciphertext.read(item, election.group) for item in node.items(exactly=question.choices))
                for node, question in zip(nodes, election.questions, strict=True)
            )
        )


@dataclass(frozen=True, slots=True)
class SizedTally:
    """How many ballots an encrypted tally holds, of what weight, and the SHA-256 of its bytes."""

    num_tallied: int
    total_weight: int
    encrypted_tally: str

    def encode(self) -> bytes:
        """The sized tally as Belenios JSON."""
        weight = encode_weight(self.total_weight)
        return encode(
            {"num_tallied": self.num_tallied, "total_weight": weight, "encrypted_tally": self.encrypted_tally}
        )

    @classmethod
    def decode(cls, raw: bytes, source: str) -> Self:
        """Read a sized tally."""
        fields = read(raw, source).record("num_tallied", "total_weight", "encrypted_tally")
        return cls(fields["num_tallied"].integer(), fields["total_weight"].weight(), fields["encrypted_tally"].text())


def compute_tally(
    election: Election, counted: Sequence[Ballot], credentials: CredentialList
) -> tuple[EncryptedTally, SizedTally]:
    """The encrypted tally of the ballots that count, and its size; of none, neutral elements and 0."""
    weights = [_weight(ballot, credentials) for ballot in counted]
    identity = election.group.identity
    sums = [[Ciphertext(identity, identity)] * question.choices for question in election.questions]
    for ballot, weight in zip(counted, weights, strict=True):
        for row, answer in zip(sums, ballot.answers, strict=True):
            row[:] = [total * choice**weight for total, choice in zip(row, answer.choices, strict=True)]
    tally = EncryptedTally(tuple(tuple(row) for row in sums))
    return tally, SizedTally(len(counted), sum(weights), sha256_hex(tally.encode()))


def _weight(ballot: Ballot, credentials: CredentialList) -> int:
    weight = credentials.weight_of(ballot.credential)
    if weight is None:
        raise NotProven("credential on the list", culprit=f"ballot {ballot.tracker}", detail="it has no weight")
    return weight


def check_tally(
    computed: tuple[EncryptedTally, SizedTally], tally: EncryptedTally, sized: SizedTally, source: str
) -> None:
    """Refuse a published tally that is not the one computed from the ballots."""
    expected_tally, expected = computed
    if tally != expected_tally:
        raise NotProven("encrypted tally", culprit=source, detail="it is not the product of the ballots that count")
    _check_size("number of ballots", sized.num_tallied, expected.num_tallied, source)
    _check_size("total weight", sized.total_weight, expected.total_weight, source)


def _check_size(check: str, found: int, expected: int, source: str) -> None:
    if found != expected:
        raise NotProven(check, culprit=source, detail=f"found {found}; expected {expected}")
