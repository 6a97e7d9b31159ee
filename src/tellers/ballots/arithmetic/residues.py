"""The groups of a finite field: the subgroup of prime order q of the integers modulo a prime p.

GMP does the arithmetic. Where q = (p - 1) / 2 the subgroup is that of the squares, and membership is a Jacobi symbol.

Source: Belenios specification, "Groups"; RFC 3526, section 3.
"""

from dataclasses import dataclass
from functools import cached_property

import gmpy2  # type: ignore[import-untyped]  # it ships no types; every result is made an int or a bool

from tellers.ballots.arithmetic.abstract import Element, Group, decimal, hashed_index, usable_generator


@dataclass(frozen=True, slots=True)
class Residue(Element):
    """A member of the order-q subgroup of the integers modulo p."""

    value: int
    within: "Modular"

    @property
    def group(self) -> "Group":
        return self.within

    @property
    def text(self) -> str:
        return str(self.value)

    @property
    def number(self) -> int:
        return self.value

    def _made(self, value: int) -> "Residue":
        return Residue(value % self.within.prime, self.within)

    def __mul__(self, other: Element) -> Element:
        if not isinstance(other, Residue) or other.within != self.within:
            return NotImplemented
        return self._made(self.value * other.value)

    def __truediv__(self, other: Element) -> Element:
        if not isinstance(other, Residue) or other.within != self.within:
            return NotImplemented
        return self._made(self.value * int(gmpy2.invert(other.value, self.within.prime)))

    def __pow__(self, exponent: int) -> Element:
        return self._made(int(gmpy2.powmod(self.value, exponent % self.within.order, self.within.prime)))

    def secret_power(self, exponent: int) -> Element:
        # GMP's constant-time power wants a positive exponent: add q, which changes nothing.
        raised = exponent % self.within.order + self.within.order
        return self._made(int(gmpy2.powmod_sec(self.value, raised, self.within.prime)))


@dataclass(frozen=True)
class Modular(Group):
    """The subgroup of prime order q of the integers modulo the prime p; GMP does the arithmetic."""

    name: str
    prime: int
    order: int
    base: int
    padding: int = 0
    room: int = 0

    @cached_property
    def generator(self) -> Element:
        return Residue(self.base, self)

    @cached_property
    def identity(self) -> Element:
        return Residue(1, self)

    def element_or_identity(self, text: str, where: str) -> Element:
        value = decimal(text, largest_length=len(str(self.prime)))
        element = None if value is None else self.member(value)
        if element is None:
            raise self._no_element(text, where, f"a canonical decimal number of the subgroup {self.name}")
        return element

    def member(self, number: int) -> Element | None:
        return Residue(number, self) if 0 < number < self.prime and self._is_member(number) else None

    def independent_generator(self, index: int) -> Element:
        cofactor = (self.prime - 1) // self.order
        value = int(gmpy2.powmod(hashed_index(index), cofactor, self.prime))
        return usable_generator(Residue(value, self), index)

    def _is_member(self, value: int) -> bool:
        if self.prime == 2 * self.order + 1:  # then the subgroup is that of the squares
            return bool(gmpy2.jacobi(value, self.prime) == 1)
        return bool(gmpy2.powmod(value, self.order, self.prime) == 1)

    def sort_key(self, element: Element) -> bytes:
        return int(element.text).to_bytes((self.prime.bit_length() + 7) // 8, "big")
