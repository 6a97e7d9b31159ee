"""ElGamal ciphertexts in the exponent: they multiply as the numbers inside them add.

Source: Belenios specification, "Ballots"; Cramer, Gennaro and Schoenmakers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self, overload

from tellers.ballots.codec import Node
from tellers.ballots.flat import pairs_json
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


@dataclass(frozen=True, slots=True, eq=False)
class Ciphertexts(Sequence[Ciphertext]):
    """Ciphertexts one after another, as the elements of which they are made."""

    elements: Sequence[Element]
    group: Group

    @classmethod
    def of(cls, ciphertexts: Iterable[Ciphertext], group: Group) -> "Ciphertexts":
        """The same ciphertexts, held in as little memory as the group can."""
        if isinstance(ciphertexts, cls):
            return ciphertexts
        return cls(group.column(element for one in ciphertexts for element in (one.alpha, one.beta)), group)

    @classmethod
    def read(cls, node: Node, group: Group, randomness: Randomness | None, exactly: int | None = None) -> Self:
        """Read an array of ciphertexts; each element passes the gate of its group."""
        texts = node.texts("alpha", "beta", exactly=exactly)
        column = None if texts is None else group.read_column(texts, randomness)
        if column is not None:
            return cls(column, group)
        one_by_one = [Ciphertext.read(item, group) for item in node.items(exactly)]
        return cls(cls.of(one_by_one, group).elements, group)

    def __len__(self) -> int:
        return len(self.elements) // 2

    @overload
    def __getitem__(self, place: int) -> Ciphertext: ...

    @overload
    def __getitem__(self, place: slice) -> "Ciphertexts": ...

    def __getitem__(self, place: "int | slice") -> "Ciphertext | Ciphertexts":
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            if step == 1:
                return Ciphertexts(self.elements[2 * start : 2 * stop], self.group)
            return Ciphertexts.of([self[at] for at in range(start, stop, step)], self.group)
        at = 2 * range(len(self))[place]
        return Ciphertext(self.elements[at], self.elements[at + 1])

    def __iter__(self) -> Iterator[Ciphertext]:
        elements = iter(self.elements)
        return map(Ciphertext, elements, elements)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Ciphertexts):
            return self.elements == other.elements
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def joined_texts(row: Sequence[Ciphertext]) -> str:
    """All elements of a row as they stand in the hashes of a shuffle, a comma after each."""
    if not row:
        return ""
    group = row[0].alpha.group
    return group.joined_texts(Ciphertexts.of(row, group).elements)


def row_json(row: Sequence[Ciphertext]) -> Json:
    """The ciphertexts of a row as Belenios JSON."""
    return pairs_json("alpha", "beta", joined_texts(row))


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
