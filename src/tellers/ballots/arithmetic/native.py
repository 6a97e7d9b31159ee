"""The engine in Rust: what goes over to the distribution tellers-native is bytes, and points that it holds itself."""

import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from tellers.ballots.arithmetic.abstract import Element, Powers
from tellers.ballots.arithmetic.edwards import ED25519, ORDER, SIZE, Point, Points, point_of
from tellers.randomness import Randomness

RANDOM_BYTES = 16
"""The random bytes for each point that is tested with others."""

AT_ONCE = 2**17
"""So many points of a long column go over at a time; none longer is kept as Rust holds it, in five times the room."""


class Native:
    """Rust, through PyO3; it lets go of the interpreter's lock and uses every core."""

    why = ""

    def __init__(self, extension: Any) -> None:  # noqa: ANN401 — a module that may be absent has no type
        self._extension = extension
        vectors, self.cores = extension.back_end()
        self.name = f"curve25519-dalek, by tellers-native {extension.__version__} ({vectors}, {self.cores} threads)"

    def members(self, texts: Sequence[str], randomness: Randomness | None) -> Iterable[Point | None]:
        """The element that each text of 64 hexadecimal digits writes, or None."""
        # Bytes are the text's in reverse: reversed whole, the points come in reverse order too.
        raw = bytes.fromhex("".join(texts))[::-1]
        if randomness is None:
            handles = self._extension.decode(raw)
        else:
            handles = self._extension.decode_at_once(raw, randomness(RANDOM_BYTES * len(texts)))
        handles.reverse()
        ends = range(len(raw), 0, -SIZE)
        return [
            None if handle is None else Point(raw[end - SIZE : end], handle)
            for end, handle in zip(ends, handles, strict=True)
        ]

    def sums(self, rows: Sequence[Sequence[Element]]) -> list[Element]:
        """The product of each row."""
        points = self._handles([element for row in rows for element in row])
        return _points(self._extension.sums(points, _numbers([len(row) for row in rows])))

    def quotients(self, elements: Sequence[Element], others: Sequence[Element]) -> list[Element]:
        """Each element divided by the one at the same place."""
        return _points(self._extension.differences(self._handles(elements), self._handles(others)))

    def public_texts(self, products: Sequence[Powers]) -> list[str]:
        """The texts of products of powers with public exponents."""
        texts = self._extension.public_products(*self._terms(products))[::-1].hex()
        return [texts[end - 2 * SIZE : end] for end in range(len(texts), 0, -2 * SIZE)]

    def secret_products(self, products: Sequence[Powers]) -> list[Element]:
        """Products of powers, in constant time."""
        return _points(self._extension.secret_products(*self._terms(products)))

    def admitted(self, points: Points, randomness: Randomness | None) -> Points | None:
        """The points, where all of these bytes write members canonically; else None."""
        handle = None
        for part in _parts_of(points):
            random = None if randomness is None else randomness(RANDOM_BYTES * len(part))
            handle = self._extension.column(part.raw[::-1], random)
            if handle is None:
                return None
        return _kept(points.raw, handle)

    def multi_product(self, points: Points, exponents: Iterable[int]) -> Element:
        """A product of powers with public exponents."""
        # Points and exponents go over turned round as a whole: each then stands as Rust reads it.
        each, product = iter(exponents), ED25519.identity
        for part in _parts_of(points):
            handle = points.handle or self._extension.known_column(part.raw[::-1])
            scalars = b"".join([(one % ORDER).to_bytes(SIZE, "big") for one in islice(each, len(part))])
            product = product * Point(self._extension.multi_product(handle, scalars[::-1]))
        if next(each, None) is not None:
            raise ValueError("more exponents than elements")
        return product

    def generators(self, starts: Sequence[int]) -> Points:
        """Eight times the first point at or after each number."""
        turned = b"".join([start.to_bytes(SIZE, "big") for start in starts])[::-1]
        handle, found = self._extension.first_generators(turned)
        return _kept(found[::-1], handle)

    def _terms(self, products: Sequence[Powers]) -> tuple[list[object], bytes, bytes, bytes, bytes]:
        """Distinct bases, those that are products of others, and for each product its terms."""
        flat = [term for powers in products for term in powers]
        bases = [base for base, _ in flat]
        marks = [id(base) for base in bases]
        distinct = dict(zip(marks, bases, strict=True))
        elements = {mark: base for mark, base in distinct.items() if not isinstance(base, tuple)}
        joined = {mark: base for mark, base in distinct.items() if isinstance(base, tuple)}
        parts = {id(element): element for base in joined.values() for element in base}
        alone = elements | parts
        places = {mark: place for place, mark in enumerate((*alone, *joined))}
        return (
            self._handles(list(alone.values())),
            _numbers([number for base in joined.values() for number in (len(base), *(places[id(e)] for e in base))]),
            _numbers([len(powers) for powers in products]),
            _numbers([places[mark] for mark in marks]),
            b"".join([(exponent % ORDER).to_bytes(SIZE, "little") for _, exponent in flat]),
        )

    def _handles(self, elements: Sequence[Element]) -> list[object]:
        """The points as Rust holds them; those that it has not made are members already, and are only read."""
        points = [point_of(element) for element in elements]
        handles = [point.handle for point in points]
        missing = [place for place, handle in enumerate(handles) if handle is None]
        if missing:
            raw = b"".join(points[place].raw for place in missing)
            for place, handle in zip(missing, self._extension.known_members(raw), strict=True):
                handles[place] = handle
        return handles


def _points(made: tuple[list[object], bytes]) -> list[Element]:
    handles, raw = made
    return [Point(raw[SIZE * place : SIZE * (place + 1)], handle) for place, handle in enumerate(handles)]


def _kept(raw: bytes, handle: object) -> Points:
    """Points with what Rust holds of them, if they went over as a whole."""
    return Points(raw, handle if len(raw) <= SIZE * AT_ONCE else None)


def _parts_of(points: Points) -> Iterator[Points]:
    """The points, so many at a time that what Rust makes of them takes little memory."""
    return (points[start : start + AT_ONCE] for start in range(0, len(points), AT_ONCE))


def _numbers(numbers: Sequence[int]) -> bytes:
    """Four bytes for each number, little-endian."""
    return struct.pack(f"<{len(numbers)}I", *numbers)
