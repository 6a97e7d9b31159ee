"""The one door of every group: no element and no scalar comes in unchecked, and all arithmetic is behind it.

A group has prime order q; its law is written `a * b`, `a / b`, `a ** n`. The power `a ** n` is for public
exponents and may take variable time; `a.secret_power(n)` is for secret ones and does not branch on them.

Source: Belenios specification, "Groups"; RFC 8032, section 5.1; RFC 3526, section 3.
"""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import mul

import gmpy2  # type: ignore[import-untyped]  # it ships no types; every result is made an int or a bool
from nacl.bindings import (
    crypto_core_ed25519_add,
    crypto_core_ed25519_is_valid_point,
    crypto_core_ed25519_sub,
    crypto_scalarmult_ed25519_base_noclamp,
    crypto_scalarmult_ed25519_noclamp,
)

from tellers.ballots import parameters
from tellers.errors import NotProven, Unreadable
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
        """Bytes whose order is the order of elements in published lists."""

    def element(self, text: str, where: str) -> Element:
        """Read an element that must not be the neutral one: a public key, a credential."""
        element = self.element_or_identity(text, where)
        if element.is_identity:
            raise NotProven("group element", culprit=where, detail="the neutral element cannot be a key")
        return element

    def scalar(self, text: str, where: str) -> int:
        """Read an exponent: decimal, canonical, 0 <= v < q; raise NotProven("scalar") for anything else."""
        value = _decimal(text, largest_length=len(str(self.order)))
        if value is None or value >= self.order:
            # What was found may be a secret: it is never repeated.
            expected = f"expected a canonical decimal number below the order of {self.name}"
            raise NotProven("scalar", culprit=where, detail=expected)
        return value

    def random_scalar(self, randomness: Randomness) -> int:
        """A secret exponent, 1 <= v < q, at most 2^-128 away from uniform."""
        length = (self.order.bit_length() + 7) // 8 + 16
        return 1 + int.from_bytes(randomness(length), "big") % (self.order - 1)

    def product(self, elements: Iterable[Element]) -> Element:
        """The product of any number of elements; of none, the neutral element."""
        return reduce(mul, elements, self.identity)

    def _no_element(self, text: str, where: str, expected: str) -> NotProven:
        return NotProven("group element", culprit=where, detail=f"found {text[:40]!r}; expected {expected}")


def _decimal(text: str, largest_length: int) -> int | None:
    """The natural number written canonically in ASCII digits, or None."""
    if not (0 < len(text) <= largest_length and text.isascii() and text.isdigit()):
        return None
    if text[0] == "0" and text != "0":
        return None
    return int(text)


def _hashed_index(index: int) -> int:
    return int.from_bytes(hashlib.sha256(f"ggen|{index}".encode("ascii")).digest(), "big")


def _usable_generator(element: Element, index: int) -> Element:
    """The element, unless it is one that the specification rules out."""
    if element.is_identity or element == element.group.generator:
        raise _no_generator(index)
    return element


def _no_generator(index: int) -> NotProven:
    return NotProven("independent generator", culprit=f"index {index}", detail="its hash gives none")


_NEUTRAL_POINT = (1).to_bytes(32, "little")
_BASE_POINT = crypto_scalarmult_ed25519_base_noclamp(_NEUTRAL_POINT)  # the scalar 1 has these bytes too


@dataclass(frozen=True, slots=True)
class _Point(Element):
    """A point of the prime-order subgroup of edwards25519, in the 32 bytes of RFC 8032."""

    raw: bytes

    @property
    def group(self) -> "Group":
        return ED25519

    @property
    def text(self) -> str:
        return self.raw[::-1].hex()

    @property
    def number(self) -> int:
        return int.from_bytes(self.raw, "little")

    def __mul__(self, other: Element) -> Element:
        if not isinstance(other, _Point):
            return NotImplemented
        return _Point(crypto_core_ed25519_add(self.raw, other.raw))

    def __truediv__(self, other: Element) -> Element:
        if not isinstance(other, _Point):
            return NotImplemented
        return _Point(crypto_core_ed25519_sub(self.raw, other.raw))

    def __pow__(self, exponent: int) -> Element:
        return self.secret_power(exponent)

    def secret_power(self, exponent: int) -> Element:
        scalar = exponent % parameters.ED25519_ORDER
        # libsodium reports both cases as an error: their result is the neutral element.
        if scalar == 0 or self.raw == _NEUTRAL_POINT:
            return _Point(_NEUTRAL_POINT)
        scalar_bytes = scalar.to_bytes(32, "little")
        if self.raw == _BASE_POINT:
            return _Point(crypto_scalarmult_ed25519_base_noclamp(scalar_bytes))
        return _Point(crypto_scalarmult_ed25519_noclamp(scalar_bytes, self.raw))


@dataclass(frozen=True)
class _Ed25519(Group):
    """The prime-order subgroup of edwards25519; libsodium does the arithmetic, in constant time."""

    name = "Ed25519"
    order = parameters.ED25519_ORDER
    padding = 14
    room = 255 - 14

    @property
    def generator(self) -> Element:
        return _Point(_BASE_POINT)

    @property
    def identity(self) -> Element:
        return _Point(_NEUTRAL_POINT)

    def element_or_identity(self, text: str, where: str) -> Element:
        if len(text) != 64 or not set(text) <= set("0123456789abcdef"):  # noqa: PLR2004 — the 64 digits of 32 bytes
            raise self._no_element(text, where, "64 lower-case hexadecimal digits")
        element = self.member(int(text, 16))
        if element is None:
            raise self._no_element(text, where, "a canonical point of the prime-order subgroup of Ed25519")
        return element

    def member(self, number: int) -> Element | None:
        raw = number.to_bytes(32, "little")
        if raw != _NEUTRAL_POINT and not crypto_core_ed25519_is_valid_point(raw):
            return None
        return _Point(raw)

    def independent_generator(self, index: int) -> Element:
        start = _hashed_index(index) >> 2
        for candidate in range(start, start + 2**16):
            raw = candidate.to_bytes(32, "little")
            try:
                for _ in range(3):  # three doublings clear the cofactor 8
                    raw = crypto_core_ed25519_add(raw, raw)
            except RuntimeError:  # libsodium's word for what is no point of the curve
                continue
            return _usable_generator(_Point(raw), index)
        raise _no_generator(index)

    def sort_key(self, element: Element) -> bytes:
        return bytes.fromhex(element.text)[::-1]


@dataclass(frozen=True, slots=True)
class _Residue(Element):
    """A member of the order-q subgroup of the integers modulo p."""

    value: int
    within: "_Modular"

    @property
    def group(self) -> "Group":
        return self.within

    @property
    def text(self) -> str:
        return str(self.value)

    @property
    def number(self) -> int:
        return self.value

    def _made(self, value: int) -> "_Residue":
        return _Residue(value % self.within.prime, self.within)

    def __mul__(self, other: Element) -> Element:
        if not isinstance(other, _Residue) or other.within != self.within:
            return NotImplemented
        return self._made(self.value * other.value)

    def __truediv__(self, other: Element) -> Element:
        if not isinstance(other, _Residue) or other.within != self.within:
            return NotImplemented
        return self._made(self.value * int(gmpy2.invert(other.value, self.within.prime)))

    def __pow__(self, exponent: int) -> Element:
        return self._made(int(gmpy2.powmod(self.value, exponent % self.within.order, self.within.prime)))

    def secret_power(self, exponent: int) -> Element:
        # GMP's constant-time power wants a positive exponent: add q, which changes nothing.
        raised = exponent % self.within.order + self.within.order
        return self._made(int(gmpy2.powmod_sec(self.value, raised, self.within.prime)))


@dataclass(frozen=True)
class _Modular(Group):
    """The subgroup of prime order q of the integers modulo the prime p; GMP does the arithmetic."""

    name: str
    prime: int
    order: int
    base: int
    padding: int = 0
    room: int = 0

    @cached_property
    def generator(self) -> Element:
        return _Residue(self.base, self)

    @cached_property
    def identity(self) -> Element:
        return _Residue(1, self)

    def element_or_identity(self, text: str, where: str) -> Element:
        value = _decimal(text, largest_length=len(str(self.prime)))
        element = None if value is None else self.member(value)
        if element is None:
            raise self._no_element(text, where, f"a canonical decimal number of the subgroup {self.name}")
        return element

    def member(self, number: int) -> Element | None:
        return _Residue(number, self) if 0 < number < self.prime and self._is_member(number) else None

    def independent_generator(self, index: int) -> Element:
        cofactor = (self.prime - 1) // self.order
        value = int(gmpy2.powmod(_hashed_index(index), cofactor, self.prime))
        return _usable_generator(_Residue(value, self), index)

    def _is_member(self, value: int) -> bool:
        if self.prime == 2 * self.order + 1:  # then the subgroup is that of the squares
            return bool(gmpy2.jacobi(value, self.prime) == 1)
        return bool(gmpy2.powmod(value, self.order, self.prime) == 1)

    def sort_key(self, element: Element) -> bytes:
        return int(element.text).to_bytes((self.prime.bit_length() + 7) // 8, "big")


ED25519: Group = _Ed25519()
RFC_3526_2048: Group = _Modular(
    "RFC-3526-2048", parameters.RFC_3526_PRIME, (parameters.RFC_3526_PRIME - 1) // 2, base=2, padding=8, room=255 * 8
)
BELENIOS_2048: Group = _Modular(
    "BELENIOS-2048", parameters.BELENIOS_PRIME, parameters.BELENIOS_ORDER, parameters.BELENIOS_GENERATOR
)

_GROUPS = {group.name: group for group in (ED25519, RFC_3526_2048, BELENIOS_2048)}


def group_named(name: str, source: str) -> Group:
    """The group of this name; raise Unreadable for one we do not have."""
    if name not in _GROUPS:
        raise Unreadable(f"the group {name[:40]!r} is unknown; expected one of {', '.join(_GROUPS)}", source=source)
    return _GROUPS[name]
