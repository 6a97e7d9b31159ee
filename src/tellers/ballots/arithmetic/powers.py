"""Many powers modulo a prime, in variable time: tables for bases that come often, buckets for long products.

Everything here is for public numbers alone. `powmod_exp_list` of gmpy2 lets go of the interpreter's lock, so that
threads use every core.

Source: Brickell, Gordon, McCurley and Wilson (fixed bases); Pippenger (long products).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import gmpy2  # type: ignore[import-untyped]  # it ships no types; every result is made an int

WINDOW = 6
"""The bits of an exponent that one entry of a table stands for."""

LONG = 2
"""An exponent is worth avoiding when it is so many times as long as the sum that replaces it."""


@dataclass(frozen=True)
class Table:
    """The powers of one base, by window and digit."""

    prime: int
    rows: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, base: int, prime: int, bits: int) -> "Table":
        """The table for exponents of so many bits."""
        rows, modulus = [], gmpy2.mpz(prime)
        for _ in range(-(-bits // WINDOW)):
            row = [gmpy2.mpz(1)]
            for _ in range(2**WINDOW - 1):
                row.append(row[-1] * base % modulus)
            rows.append(tuple(row))
            base = row[-1] * base % modulus
        return cls(modulus, tuple(rows))

    def power(self, exponent: int) -> int:
        """The power with an exponent that is not negative and not too long."""
        product, mask = gmpy2.mpz(1), 2**WINDOW - 1
        for row in self.rows:
            digit = exponent & mask
            if digit:
                product = product * row[digit] % self.prime
            exponent >>= WINDOW
        return int(product)


def powers(base: int, exponents: Sequence[int], prime: int, order: int) -> list[int]:
    """One base to each exponent, all of them below the order.

    The two challenges of a proof add up to a hash, which is short where the order is long: the second power is then a
    short one divided by the first.
    """
    if len(exponents) < 2 or order.bit_length() <= LONG * 256:  # noqa: PLR2004 — two to add
        return [int(power) for power in gmpy2.powmod_exp_list(base, list(exponents), prime)]
    first, second, *others = exponents
    total = (first + second) % order
    if total.bit_length() * LONG > second.bit_length():
        return [int(power) for power in gmpy2.powmod_exp_list(base, list(exponents), prime)]
    one, both, *rest = gmpy2.powmod_exp_list(base, [first, total, *others], prime)
    return [int(one), int(both * gmpy2.invert(one, prime) % prime), *map(int, rest)]


def long_product(bases: Sequence[int], exponents: Sequence[int], prime: int) -> int:
    """The product of many powers, exponents not negative: each window's digits throw bases into buckets."""
    modulus = gmpy2.mpz(prime)
    width = _width(len(bases))
    mask = 2**width - 1
    pairs = [(gmpy2.mpz(base), exponent) for base, exponent in zip(bases, exponents, strict=True)]
    windows = -(-max((exponent.bit_length() for exponent in exponents), default=0) // width)
    total = gmpy2.mpz(1)
    for window in reversed(range(windows)):
        for _ in range(width):
            total = total * total % modulus
        buckets: dict[int, int] = {}
        shift = window * width
        for base, exponent in pairs:
            digit = exponent >> shift & mask
            if digit:
                held = buckets.get(digit)
                buckets[digit] = base if held is None else held * base % modulus
        total = total * _weighed(buckets, mask, modulus) % modulus
    return int(total)


def _weighed(buckets: dict[int, int], most: int, modulus: int) -> int:
    """The product of each bucket to the power of its digit."""
    running, total = gmpy2.mpz(1), gmpy2.mpz(1)
    for digit in range(most, 0, -1):
        if digit in buckets:
            running = running * buckets[digit] % modulus
        total = total * running % modulus
    return int(total)


def _width(count: int) -> int:
    """The width of windows for so many bases: a bucket should hold a few."""
    return max(2, min(12, count.bit_length() - 3))
