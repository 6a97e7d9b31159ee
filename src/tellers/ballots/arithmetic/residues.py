"""The groups of a finite field: the subgroup of prime order q of the integers modulo a prime p.

GMP does the arithmetic. Where q = (p - 1) / 2 the subgroup is that of the squares, and membership is a Jacobi symbol.

Source: Belenios specification, "Groups"; RFC 3526, section 3.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

import gmpy2  # type: ignore[import-untyped]  # it ships no types; every result is made an int or a bool

from tellers.ballots.arithmetic.abstract import (
    Base,
    Element,
    Group,
    Powers,
    decimal,
    hashed_index,
    usable_generator,
)
from tellers.ballots.arithmetic.powers import Table, long_product
from tellers.ballots.arithmetic.powers import powers as each_power

if sys.platform == "linux":
    from os import sched_getaffinity

    def usable_cores() -> int:
        """The cores that this process may use: taskset and containers leave it fewer than the machine has."""
        return len(sched_getaffinity(0))
else:
    from multiprocessing import cpu_count as usable_cores

WORTH_A_TABLE = 100
"""A base that stands in so many products of one call gets a table, which costs as much as 20 powers."""

MOST_TABLES = 4
"""So many tables are kept, of about 6 MiB each: those of g and y, and of another election's y."""

WORTH_BUCKETS = 16
"""A product of so many powers is quicker in buckets."""


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
        # GMP's constant-time power wants a positive exponent: add a multiple of q, which changes nothing.
        raised = exponent % self.within.order + self.within.lift
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
    def lift(self) -> int:
        """The multiple of q with which every exponent has as many words: their number is what GMP's time shows."""
        multiples = (times * self.order for times in count(1))
        return next(one for one in multiples if _words(one) == _words(one + self.order - 1))

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

    @property
    def cores(self) -> int:
        return usable_cores()

    def public_texts(self, products: Sequence[Powers]) -> list[str]:
        asked: dict[int, list[int]] = {}
        rows = [[(self._value(base), exponent % self.order) for base, exponent in powers] for powers in products]
        for row in rows:
            for base, exponent in row:
                asked.setdefault(base, []).append(exponent)
        made = {base: iter(self._powers(base, exponents)) for base, exponents in asked.items()}
        return [str(self._multiplied(next(made[base]) for base, _ in row)) for row in rows]

    def multi_product(self, elements: Sequence[Element], exponents: Iterable[int]) -> Element:
        if len(elements) < WORTH_BUCKETS:
            return super().multi_product(elements, exponents)
        bases = [self._value(element) for element in elements]
        return Residue(long_product(bases, [exponent % self.order for exponent in exponents], self.prime), self)

    def _value(self, base: Base) -> int:
        element = self._joined(base)
        if not isinstance(element, Residue) or element.within != self:
            raise TypeError("an element of another group")
        return element.value

    def _powers(self, base: int, exponents: Sequence[int]) -> list[int]:
        """One base to each exponent; one that comes often gets a table, and keeps it."""
        table = self._tables.get(base)
        if table is None and len(exponents) >= WORTH_A_TABLE:
            if len(self._tables) >= MOST_TABLES:
                self._tables.clear()
            table = self._tables[base] = Table.of(base, self.prime, self.order.bit_length())
        if table is not None:
            return [table.power(exponent) for exponent in exponents]
        return each_power(base, exponents, self.prime, self.order)

    def _multiplied(self, values: Iterable[int]) -> int:
        product = 1
        for value in values:
            product = product * value % self.prime
        return product

    @cached_property
    def _tables(self) -> dict[int, Table]:
        return {}

    def independent_generator(self, index: int) -> Element:
        cofactor = (self.prime - 1) // self.order
        value = int(gmpy2.powmod(hashed_index(index), cofactor, self.prime))
        return usable_generator(Residue(value, self), index)

    def _is_member(self, value: int) -> bool:
        if self.prime == 2 * self.order + 1:  # then the subgroup is that of the squares
            return bool(gmpy2.jacobi(value, self.prime) == 1)
        return bool(gmpy2.powmod(value, self.order, self.prime) == 1)

    def sort_key(self, element: Element) -> bytes:
        return int(element.text).to_bytes(self._size, "big")

    def sorted_from(self, keys: Sequence[bytes]) -> Sequence[Element]:
        raw, size = b"".join(keys), self._size
        return tuple(Residue(int.from_bytes(raw[at : at + size], "big"), self) for at in range(0, len(raw), size))

    @property
    def _size(self) -> int:
        """The bytes of a sort key."""
        return (self.prime.bit_length() + 7) // 8


def _words(number: int) -> int:
    """How many words of 32 bits a number takes; in words of 64, numbers of as many of these take as many too."""
    return -(-number.bit_length() // 32)
