"""What trustees send one another at a ceremony: its messages, each with its form as Belenios JSON.

Source: Belenios specification, "Trustees", threshold.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from tellers.ballots.codec import encode, read
from tellers.ballots.group import Group
from tellers.ballots.keys import PublicKey
from tellers.ballots.pedersen import Certificate, Coefficients
from tellers.ballots.proofs import Proof


@dataclass(frozen=True)
class Polynomial:
    """What step 3 makes of one trustee: the polynomial under the trustee's own key, and a share for each."""

    polynomial: str
    secrets: tuple[str, ...]
    coefficients: Coefficients
    signature: Proof

    def encode(self) -> bytes:
        """The message as Belenios JSON."""
        return encode(
            {
                "polynomial": self.polynomial,
                "secrets": list(self.secrets),
                "coefexps": self.coefficients.signed.to_json(),
                "signature": self.signature.to_json(),
            }
        )

    @classmethod
    def decode(cls, raw: bytes, certificates: Sequence[Certificate], source: str) -> Self:
        """Read the message of one trustee."""
        group = certificates[0].verification.group
        fields = read(raw, source).record("polynomial", "secrets", "coefexps", "signature")
        secrets = fields["secrets"].items(exactly=len(certificates))
        return cls(
            fields["polynomial"].text(),
            tuple(secret.text() for secret in secrets),
            Coefficients.read(fields["coefexps"], group, threshold_of(certificates)),
            Proof.read(fields["signature"], group),
        )


@dataclass(frozen=True)
class Inbox:
    """What step 4 gives one trustee: the own polynomial, a share from each, and everybody's commitments."""

    polynomial: str
    secrets: tuple[str, ...]
    coefficients: tuple[Coefficients, ...]
    signatures: tuple[Proof, ...]

    def encode(self) -> bytes:
        """The contents of a .vinput file."""
        return encode(
            {
                "polynomial": self.polynomial,
                "secrets": list(self.secrets),
                "coefexps": [one.signed.to_json() for one in self.coefficients],
                "signatures": [one.to_json() for one in self.signatures],
            }
        )

    @classmethod
    def decode(cls, raw: bytes, certificates: Sequence[Certificate], source: str) -> Self:
        """Read a .vinput file."""
        group, size = certificates[0].verification.group, len(certificates)
        fields = read(raw, source).record("polynomial", "secrets", "coefexps", "signatures")
        threshold = threshold_of(certificates)
        return cls(
            fields["polynomial"].text(),
            tuple(secret.text() for secret in fields["secrets"].items(exactly=size)),
            tuple(Coefficients.read(one, group, threshold) for one in fields["coefexps"].items(exactly=size)),
            tuple(Proof.read(one, group) for one in fields["signatures"].items(exactly=size)),
        )


@dataclass(frozen=True)
class Share:
    """What step 5 makes: the trustee's decryption key under their own key, and its public side."""

    private_key: str
    public_key: PublicKey

    def encode(self) -> bytes:
        """The contents of a .voutput file."""
        return encode({"private_key": self.private_key, "public_key": self.public_key.to_json()})

    @classmethod
    def decode(cls, raw: bytes, group: Group, source: str) -> Self:
        """Read a .voutput file."""
        fields = read(raw, source).record("private_key", "public_key")
        return cls(fields["private_key"].text(), PublicKey.read(fields["public_key"], group))


def threshold_of(certificates: Sequence[Certificate]) -> int:
    """The threshold that all certificates name."""
    context = certificates[0].context
    if context is None:
        raise TypeError("`read_certificates` lets no certificate without a context pass")
    return context.threshold
