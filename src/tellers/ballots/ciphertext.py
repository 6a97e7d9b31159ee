"""ElGamal ciphertexts in the exponent: they multiply as the numbers inside them add.

Source: Belenios specification, "Ballots"; Cramer, Gennaro and Schoenmakers.
"""

from collections.abc import Sequence
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
        return EqualLogs((key.group.generator, key), (self.alpha, self.beta), message)

    def to_json(self) -> Json:
        """The ciphertext as Belenios JSON."""
        return {"alpha": self.alpha.text, "beta": self.beta.text}

    @classmethod
    def read(cls, node: Node, group: Group) -> Self:
        """Read a ciphertext; each element passes the gate of its group."""
        fields = node.record("alpha", "beta")
        return cls(fields["alpha"].element_or_identity(group), fields["beta"].element_or_identity(group))


def sum_encrypts(parts: Sequence[Ciphertext], message: int, key: Element) -> EqualLogs:
    """The statement that the product of these encrypts the number under the key."""
    images = (tuple(part.alpha for part in parts), tuple(part.beta for part in parts))
    return EqualLogs((key.group.generator, key), images, message)


def product_of(parts: Sequence[Ciphertext], group: Group) -> Ciphertext:
    """The product of ciphertexts; of none, neutral elements."""
    return Ciphertext(*group.sums([[part.alpha for part in parts], [part.beta for part in parts]]))


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
    g = group.generator
    alpha, beta = group.secret_products([((g, r), (g, 0)), ((key, r), (g, bit))])
    return Encryption(Ciphertext(alpha, beta), bit, r)
