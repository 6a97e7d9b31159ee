"""The prime-order subgroup of edwards25519: its elements in the 32 bytes of RFC 8032, and its gate.

One element at a time is computed by libsodium, in constant time. Many at once are computed by whichever engine is in
use: libsodium again (`sodium.py`), or Rust (`native.py`).

Source: RFC 8032, section 5.1; Belenios specification, "Groups".
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol, Self, overload

from nacl.bindings import (
    crypto_core_ed25519_add,
    crypto_core_ed25519_is_valid_point,
    crypto_core_ed25519_sub,
    crypto_scalarmult_ed25519_base_noclamp,
    crypto_scalarmult_ed25519_noclamp,
)

from tellers.ballots import parameters
from tellers.ballots.arithmetic.abstract import (
    Element,
    Group,
    Powers,
    hashed_index,
    no_generator,
    usable_generator,
)
from tellers.randomness import Randomness

ORDER = parameters.ED25519_ORDER
SIZE = 32
"""The bytes of a point, and of a scalar."""

NEUTRAL_POINT = (1).to_bytes(SIZE, "little")
BASE_POINT = crypto_scalarmult_ed25519_base_noclamp(NEUTRAL_POINT)  # the scalar 1 has these bytes too

_OF_ORDER_TWO = (2**255 - 20).to_bytes(SIZE, "little")
_LOOKS_AT_ORDER_TWO = not crypto_core_ed25519_is_valid_point(crypto_core_ed25519_add(BASE_POINT, _OF_ORDER_TWO))
"""Whether libsodium itself refuses a member with the point of order 2 beside; until December 2025 it did not.

Source: CVE-2025-69277; PyNaCl has it right from 1.6.2 on, and may be built on any libsodium.
"""


@dataclass(frozen=True, slots=True)
class Point(Element):
    """A point of the prime-order subgroup of edwards25519, in the 32 bytes of RFC 8032."""

    raw: bytes
    handle: object = field(default=None, compare=False, repr=False)
    """The same point as the engine that made it holds it, or None."""

    @property
    def group(self) -> Group:
        return ED25519

    @property
    def text(self) -> str:
        return self.raw[::-1].hex()

    @property
    def number(self) -> int:
        return int.from_bytes(self.raw, "little")

    @property
    def is_identity(self) -> bool:
        return self.raw == NEUTRAL_POINT

    def __mul__(self, other: Element) -> Element:
        if not isinstance(other, Point):
            return NotImplemented
        return Point(crypto_core_ed25519_add(self.raw, other.raw))

    def __truediv__(self, other: Element) -> Element:
        if not isinstance(other, Point):
            return NotImplemented
        return Point(crypto_core_ed25519_sub(self.raw, other.raw))

    def __pow__(self, exponent: int) -> Element:
        return self.secret_power(exponent)

    def secret_power(self, exponent: int) -> Element:
        scalar = exponent % ORDER
        # libsodium reports the neutral element as an error, as a base and as a result.
        if self.raw == NEUTRAL_POINT:
            return Point(NEUTRAL_POINT)
        # A vote may be the exponent 0, so it takes as long as any other.
        scalar_bytes = (scalar or 1).to_bytes(SIZE, "little")
        if self.raw == BASE_POINT:
            raw = crypto_scalarmult_ed25519_base_noclamp(scalar_bytes)
        else:
            raw = crypto_scalarmult_ed25519_noclamp(scalar_bytes, self.raw)
        return Point(raw if scalar else NEUTRAL_POINT)


@dataclass(frozen=True, slots=True, eq=False)
class Points(Sequence[Element]):
    """Points one after another, as small as they can be: 32 bytes each, in the order of their texts."""

    raw: bytes
    handle: object = field(default=None, repr=False)
    """The same points as the engine that read them holds them, or None."""

    @classmethod
    def of(cls, points: Iterable[Element]) -> Self:
        """The same points as they stand."""
        return cls(b"".join([point_of(element).raw[::-1] for element in points]))

    def __len__(self) -> int:
        return len(self.raw) // SIZE

    @overload
    def __getitem__(self, place: int) -> Element: ...

    @overload
    def __getitem__(self, place: slice) -> "Points": ...

    def __getitem__(self, place: int | slice) -> "Element | Points":
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            if step == 1:
                return Points(self.raw[start * SIZE : stop * SIZE])
            return Points(b"".join([self.raw[at * SIZE : (at + 1) * SIZE] for at in range(start, stop, step)]))
        at = range(len(self))[place] * SIZE
        return Point(self.raw[at : at + SIZE][::-1])

    def __iter__(self) -> Iterator[Element]:
        turned = self.raw[::-1]
        return (Point(turned[end - SIZE : end]) for end in range(len(turned), 0, -SIZE))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Points):
            return self.raw == other.raw
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def point_of(element: Element) -> Point:
    """The element, which is a point; anything else is a mistake of ours."""
    if not isinstance(element, Point):
        raise TypeError("an element of another group")
    return element


class Engine(Protocol):
    """What computes many at once; every result is that of one at a time."""

    @property
    def name(self) -> str:
        """What it is, for people."""

    @property
    def why(self) -> str:
        """Why it computes and not Rust, for people; nothing where it is Rust."""

    @property
    def cores(self) -> int:
        """How many calls can compute at the same time."""

    def members(self, texts: Sequence[str], randomness: Randomness | None) -> Iterable[Point | None]:
        """The element that each text of 64 hexadecimal digits writes, or None; or nothing at all, for one by one."""

    def sums(self, rows: Sequence[Sequence[Element]]) -> list[Element] | None:
        """The product of each row; None for one by one."""

    def quotients(self, elements: Sequence[Element], others: Sequence[Element]) -> list[Element] | None:
        """Each element divided by the one at the same place; None for one by one."""

    def public_texts(self, products: Sequence[Powers]) -> list[str] | None:
        """The texts of products of powers with public exponents; None for one by one."""

    def secret_products(self, products: Sequence[Powers]) -> list[Element] | None:
        """Products of powers, in constant time; None for one by one."""

    def admitted(self, points: Points, randomness: Randomness | None) -> Points | None:
        """The points, where all of these bytes write members canonically; else None."""

    def multi_product(self, points: Points, exponents: Iterable[int]) -> Element | None:
        """A product of powers with public exponents; None for one by one."""

    def generators(self, starts: Sequence[int]) -> Points | None:
        """Eight times the first point at or after each number; None for one by one."""


class OneByOne:
    """The engine that has no other way than one by one."""

    cores = 1

    def __init__(self, why: str = "") -> None:
        self.why = why
        self.name = f"libsodium, by PyNaCl; {why}" if why else "libsodium, by PyNaCl"

    def members(self, texts: Sequence[str], randomness: Randomness | None) -> Iterable[Point | None]:
        """None at all: each is tested when it is read."""
        del texts, randomness
        return ()

    def sums(self, rows: Sequence[Sequence[Element]]) -> None:
        """One by one."""

    def quotients(self, elements: Sequence[Element], others: Sequence[Element]) -> None:
        """One by one."""

    def public_texts(self, products: Sequence[Powers]) -> None:
        """One by one."""

    def secret_products(self, products: Sequence[Powers]) -> None:
        """One by one."""

    def admitted(self, points: Points, randomness: Randomness | None) -> Points | None:
        """Each by itself."""
        del randomness
        return points if all(ED25519.member(point.number) is not None for point in points) else None

    def multi_product(self, points: Points, exponents: Iterable[int]) -> None:
        """One by one."""

    def generators(self, starts: Sequence[int]) -> None:
        """One by one."""


class Ed25519(Group):
    """The prime-order subgroup of edwards25519."""

    name = "Ed25519"
    order = ORDER
    padding = 14
    room = 255 - 14

    def __init__(self) -> None:
        self.find: Callable[[], Engine] = OneByOne
        self._admitted: Mapping[str, Element] = {}

    @cached_property
    def engine(self) -> Engine:
        """What computes many at once; it is found when it is first asked for."""
        return self.find()

    @cached_property
    def generator(self) -> Element:
        return Point(BASE_POINT)

    @cached_property
    def identity(self) -> Element:
        return Point(NEUTRAL_POINT)

    @property
    def cores(self) -> int:
        return self.engine.cores

    def element_or_identity(self, text: str, where: str) -> Element:
        admitted = self._admitted.get(text)
        if admitted is not None:
            return admitted
        if not _is_hexadecimal(text):
            raise self._no_element(text, where, "64 lower-case hexadecimal digits")
        element = self.member(int(text, 16))
        if element is None:
            raise self._no_element(text, where, "a canonical point of the prime-order subgroup of Ed25519")
        return element

    def member(self, number: int) -> Element | None:
        raw = number.to_bytes(SIZE, "little")
        return Point(raw) if raw == NEUTRAL_POINT or _is_member(raw) else None

    def recognised(self, texts: Iterable[str], randomness: Randomness | None) -> Mapping[str, Element]:
        asked = [text for text in dict.fromkeys(texts) if _is_hexadecimal(text)]
        found = dict(zip(asked, self.engine.members(asked, randomness), strict=False))
        return {text: point for text, point in found.items() if point is not None}

    def admit(self, recognised: Mapping[str, Element]) -> None:
        self._admitted = recognised

    def admitted(self, text: str) -> Element | None:
        return self._admitted.get(text)

    def product(self, elements: Iterable[Element]) -> Element:
        row = list(elements)
        return self.sums([row])[0] if len(row) > 1 else super().product(row)

    def sums(self, rows: Sequence[Sequence[Element]]) -> list[Element]:
        made = self.engine.sums(rows)
        return [super(Ed25519, self).product(row) for row in rows] if made is None else made

    def quotients(self, elements: Sequence[Element], others: Sequence[Element]) -> list[Element]:
        made = self.engine.quotients(elements, others)
        return super().quotients(elements, others) if made is None else made

    def public_texts(self, products: Sequence[Powers]) -> list[str]:
        made = self.engine.public_texts(products)
        return super().public_texts(products) if made is None else made

    def secret_products(self, products: Sequence[Powers]) -> list[Element]:
        made = self.engine.secret_products(products)
        return super().secret_products(products) if made is None else made

    def multi_product(self, elements: Sequence[Element], exponents: Iterable[int]) -> Element:
        points = elements if isinstance(elements, Points) else Points.of(elements)
        made = self.engine.multi_product(points, exponents)
        return super().multi_product(elements, exponents) if made is None else made

    def independent_generators(self, size: int) -> Sequence[Element]:
        made = self.engine.generators([_start(index) for index in range(size)])
        if made is None:
            return super().independent_generators(size)
        for index, element in enumerate(made):
            usable_generator(element, index)
        return made

    def column(self, elements: Iterable[Element]) -> Sequence[Element]:
        return elements if isinstance(elements, Points) else Points.of(elements)

    def read_column(self, texts: Sequence[bytes], randomness: Randomness | None) -> Sequence[Element] | None:
        joined = b"".join(texts).decode("latin-1")
        if not set(map(len, texts)) <= {2 * SIZE}:
            return None
        try:
            column = Points(bytes.fromhex(joined))
        except ValueError:
            return None
        return self.engine.admitted(column, randomness) if column.raw.hex() == joined else None

    def joined_texts(self, elements: Iterable[Element]) -> str:
        if not isinstance(elements, Points):
            return super().joined_texts(elements)
        return elements.raw.hex(",", SIZE) + "," if elements else ""

    def independent_generator(self, index: int) -> Element:
        start = _start(index)
        for candidate in range(start, start + 2**16):
            raw = candidate.to_bytes(SIZE, "little")
            try:
                for _ in range(3):  # three doublings clear the cofactor 8
                    raw = crypto_core_ed25519_add(raw, raw)
            except RuntimeError:  # libsodium's word for what is no point of the curve
                continue
            return usable_generator(Point(raw), index)
        raise no_generator(index)

    def sort_key(self, element: Element) -> bytes:
        return point_of(element).raw

    def sorted_from(self, keys: Sequence[bytes]) -> Sequence[Element]:
        raw = b"".join(keys)
        return Points(b"".join([raw[at : at + SIZE][::-1] for at in range(0, len(raw), SIZE)]))


def _is_member(raw: bytes) -> bool:
    """True of the canonical bytes of a member other than the neutral one."""
    if not crypto_core_ed25519_is_valid_point(raw):
        return False
    return _LOOKS_AT_ORDER_TWO or _is_of_the_order(raw)


def _is_of_the_order(raw: bytes) -> bool:
    """True where q - 1 times a point is its negative."""
    try:
        multiple: bytes = crypto_scalarmult_ed25519_noclamp((ORDER - 1).to_bytes(SIZE, "little"), raw)
    except RuntimeError:
        return False
    return multiple == raw[:-1] + bytes([raw[-1] ^ 0x80])


def _is_hexadecimal(text: str) -> bool:
    return len(text) == 2 * SIZE and set(text) <= _DIGITS


def _start(index: int) -> int:
    return hashed_index(index) >> 2


_DIGITS = frozenset("0123456789abcdef")

ED25519 = Ed25519()
