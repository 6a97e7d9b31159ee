"""What a group is to everything above it: elements, their law, and the gate through which they come in.

A group has prime order q; its law is written `a * b`, `a / b`, `a ** n`. The power `a ** n` is for public
exponents and may take variable time; `a.secret_power(n)` is for secret ones and does not branch on them. The same
holds of many at once: `public_products` and `secret_products`. What is written here of many is what is true of
them one by one; a back end may do it in another way, with the same outcome.

Source: Belenios specification, "Groups".
"""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, reduce
from operator import mul
from typing import TypeAlias

from tellers.errors import NotProven
from tellers.randomness import Randomness


class Element(ABC):
    """An immutable member of a prime-order group; only a group makes one."""

    __slots__ = ()

    @property
    @abstractmethod
    def group(self) -> "Group":
        """The group it belongs to."""

    @property
    @abstractmethod
    def text(self) -> str:
        """Its one canonical text, as it stands in JSON and in every hash."""

    @property
    @abstractmethod
    def number(self) -> int:
        """The number that its canonical text writes."""

    @property
    def is_identity(self) -> bool:
        """True of the neutral element."""
        return self == self.group.identity

    @abstractmethod
    def __mul__(self, other: "Element") -> "Element": ...

    @abstractmethod
    def __truediv__(self, other: "Element") -> "Element": ...

    @abstractmethod
    def __pow__(self, exponent: int) -> "Element": ...

    @abstractmethod
    def secret_power(self, exponent: int) -> "Element":
        """The same as `**`, without branching on the exponent."""


Base: TypeAlias = Element | tuple[Element, ...]
"""An element, or several that stand for their product."""

Powers: TypeAlias = Sequence[tuple[Base, int]]
"""Bases and their exponents; they stand for the product of the powers."""


class Group(ABC):
    """A group of prime order with its generator, and the gate through which elements and scalars come in."""

    name: str
    order: int
    padding: int
    """The low bits of an element's number that are free, where numbers are embedded in elements."""
    room: int
    """The bits of an element's number that are left to embed in; 0 where nothing can be."""

    @property
    @abstractmethod
    def generator(self) -> Element:
        """The element g of which every other is a power."""

    @property
    @abstractmethod
    def identity(self) -> Element:
        """The neutral element."""

    @property
    def cores(self) -> int:
        """How many calls can compute at the same time."""
        return 1

    @abstractmethod
    def element_or_identity(self, text: str, where: str) -> Element:
        """Read an element that may be the neutral one; raise NotProven("group element") for anything else."""

    @abstractmethod
    def member(self, number: int) -> Element | None:
        """The element whose canonical text writes this number, or None where there is none."""

    @abstractmethod
    def independent_generator(self, index: int) -> Element:
        """A generator of which nobody knows the logarithm to another one; the index is -1 or more."""

    @abstractmethod
    def sort_key(self, element: Element) -> bytes:
        """Bytes whose order is the order of elements in published lists; as many for each element."""

    @abstractmethod
    def sorted_from(self, keys: Sequence[bytes]) -> Sequence[Element]:
        """The elements whose sort keys stand in these bytes, one after another."""

    def element(self, text: str, where: str) -> Element:
        """Read an element that must not be the neutral one: a public key, a credential."""
        element = self.element_or_identity(text, where)
        if element.is_identity:
            raise NotProven("group element", culprit=where, detail="the neutral element cannot be a key")
        return element

    def scalar(self, text: str, where: str) -> int:
        """Read an exponent: decimal, canonical, 0 <= v < q; raise NotProven("scalar") for anything else."""
        value = self.scalar_value(text)
        if value is None:
            # What was found may be a secret: it is never repeated.
            expected = f"expected a canonical decimal number below the order of {self.name}"
            raise NotProven("scalar", culprit=where, detail=expected)
        return value

    def scalar_value(self, text: str) -> int | None:
        """The exponent that a text writes canonically, or None."""
        value = decimal(text, largest_length=self._most_digits)
        return None if value is None or value >= self.order else value

    @cached_property
    def _most_digits(self) -> int:
        return len(str(self.order))

    def random_scalar(self, randomness: Randomness) -> int:
        """A secret exponent, 1 <= v < q, at most 2^-128 away from uniform."""
        length = (self.order.bit_length() + 7) // 8 + 16
        return 1 + int.from_bytes(randomness(length), "big") % (self.order - 1)

    def recognised(self, texts: Iterable[str], randomness: Randomness | None) -> Mapping[str, Element]:
        """Those of many texts that are elements; a back end that has no quicker way than one by one finds none.

        With randomness a back end may test them together; a text that is no element is wrongly taken for one with a
        chance of 2^-128 at most. Without, each is tested by itself.
        """
        del texts, randomness
        return {}

    def admit(self, recognised: Mapping[str, Element]) -> None:
        """Let these, and no others from before, be read without another look: they were recognised."""
        del recognised

    def admitted(self, text: str) -> Element | None:
        """The element of a text that was recognised and admitted, or None."""
        del text
        return None

    def product(self, elements: Iterable[Element]) -> Element:
        """The product of any number of elements; of none, the neutral element."""
        return reduce(mul, elements, self.identity)

    def sums(self, rows: Sequence[Sequence[Element]]) -> list[Element]:
        """The product of each row."""
        return [self.product(row) for row in rows]

    def quotients(self, elements: Sequence[Element], others: Sequence[Element]) -> list[Element]:
        """Each element divided by the one at the same place."""
        return [one / other for one, other in zip(elements, others, strict=True)]

    def public_texts(self, products: Sequence[Powers]) -> list[str]:
        """The texts of many products of powers with public exponents."""
        return [self.product(self._joined(base) ** exponent for base, exponent in powers).text for powers in products]

    def secret_products(self, products: Sequence[Powers]) -> list[Element]:
        """Many products of powers, without branching on the exponents."""
        return [
            self.product(self._joined(base).secret_power(exponent) for base, exponent in powers) for powers in products
        ]

    def multi_product(self, elements: Sequence[Element], exponents: Iterable[int]) -> Element:
        """One product of any number of powers with public exponents."""
        return self.product(one**exponent for one, exponent in zip(elements, exponents, strict=True))

    def independent_generators(self, size: int) -> Sequence[Element]:
        """The independent generators from index 0 on."""
        return self.column([self.independent_generator(index) for index in range(size)])

    def column(self, elements: Iterable[Element]) -> Sequence[Element]:
        """The same elements, held in as little memory as the group can."""
        return tuple(elements)

    def read_column(self, texts: Sequence[bytes], randomness: Randomness | None) -> Sequence[Element] | None:
        """The elements of many texts, or None where one is none, or where there is no quicker way than one by one.

        With randomness they may be tested together, as by `recognised`.
        """
        del texts, randomness
        return None

    def joined_texts(self, elements: Iterable[Element]) -> str:
        """The texts of elements, a comma after each."""
        return "".join(f"{element.text}," for element in elements)

    def _joined(self, base: Base) -> Element:
        return self.product(base) if isinstance(base, tuple) else base

    def _no_element(self, text: str, where: str, expected: str) -> NotProven:
        return NotProven("group element", culprit=where, detail=f"found {text[:40]!r}; expected {expected}")


def decimal(text: str, largest_length: int) -> int | None:
    """The natural number written canonically in ASCII digits, or None."""
    if not (0 < len(text) <= largest_length and text.isascii() and text.isdigit()):
        return None
    if text[0] == "0" and text != "0":
        return None
    return int(text)


def hashed_index(index: int) -> int:
    """The number from which the search for an independent generator begins.

    Source: Belenios specification, "Shuffle", GetGenerator.
    """
    return int.from_bytes(hashlib.sha256(f"ggen|{index}".encode("ascii")).digest(), "big")


def usable_generator(element: Element, index: int) -> Element:
    """The element, unless it is one that the specification rules out."""
    if element.is_identity or element == element.group.generator:
        raise no_generator(index)
    return element


def no_generator(index: int) -> NotProven:
    """The refusal of an index whose hash gives no generator."""
    return NotProven("independent generator", culprit=f"index {index}", detail="its hash gives none")
