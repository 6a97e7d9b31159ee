"""ElGamal ciphertexts in the exponent: they multiply as the numbers inside them add.

Source: Belenios specification, "Ballots"; Cramer, Gennaro and Schoenmakers.
"""

from dataclasses import dataclass, field
from typing import Self

from tellers.ballots.codec import Node
from tellers.ballots.group import Element, Group
from tellers.ballots.proofs import EqualLogs
from tellers.canonical import Json
from tellers.randomness import Randomness


@dataclass(frozen=True, slots=True)
class Ciphertext:
    """The pair g^r, y^r g^m."""

    alpha: Element
    beta: Element

    def __mul__(self, other: "Ciphertext") -> "Ciphertext":
        return Ciphertext(self.alpha * other.alpha, self.beta * other.beta)

    def __truediv__(self, other: "Ciphertext") -> "Ciphertext":
        return Ciphertext(self.alpha / other.alpha, self.beta / other.beta)

    def __pow__(self, weight: int) -> "Ciphertext":
        if weight == 1:
            return self
        return Ciphertext(self.alpha**weight, self.beta**weight)

    @property
    def text(self) -> str:
        """Both elements as they stand in hashes."""
        return f"{self.alpha.text},{self.beta.text}"

    def encrypts(self, message: int, key: Element) -> EqualLogs:
        """The statement that this is an encryption of the number under the key."""
        generator = self.alpha.group.generator
        hidden = self.beta if message == 0 else self.beta / generator**message
        return EqualLogs((generator, key), (self.alpha, hidden))

    def to_json(self) -> Json:
        """The ciphertext as Belenios JSON."""
        return {"alpha": self.alpha.text, "beta": self.beta.text}

    @classmethod
    def read(cls, node: Node, group: Group) -> Self:
        """Read a ciphertext; each element passes the gate of its group."""
        fields = node.record("alpha", "beta")
        return cls(fields["alpha"].element_or_identity(group), fields["beta"].element_or_identity(group))


@dataclass(frozen=True, slots=True)
class Encryption:
    """A ciphertext with the secrets of its making."""

    ciphertext: Ciphertext
    message: int = field(repr=False)
    randomness: int = field(repr=False)

    def __mul__(self, other: "Encryption") -> "Encryption":
        return Encryption(
            self.ciphertext * other.ciphertext,
            self.message + other.message,
            (self.randomness + other.randomness) % self.ciphertext.alpha.group.order,
        )


def encrypt(bit: int, key: Element, randomness: Randomness) -> Encryption:
    """An encryption of 0 or 1 under a key; both take the same steps."""
    group = key.group
    r = group.random_scalar(randomness)
    encoded = (group.identity, group.generator)[bit]
    return Encryption(Ciphertext(group.generator.secret_power(r), key.secret_power(r) * encoded), bit, r)
