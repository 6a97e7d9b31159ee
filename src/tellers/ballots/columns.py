"""Long rows of scalars, held in as little memory as they need."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self, overload


@dataclass(frozen=True, slots=True, eq=False)
class Scalars(Sequence[int]):
    """Numbers that are not negative, one after another, each in as many bytes."""

    raw: bytes
    size: int

    @classmethod
    def of(cls, numbers: Iterable[int], order: int) -> Self:
        """The same numbers, all of them below the order."""
        size = (order.bit_length() + 7) // 8
        return cls(b"".join([number.to_bytes(size, "big") for number in numbers]), size)

    def __len__(self) -> int:
        return len(self.raw) // self.size

    @overload
    def __getitem__(self, place: int) -> int: ...

    @overload
    def __getitem__(self, place: slice) -> "Scalars": ...

    def __getitem__(self, place: "int | slice") -> "int | Scalars":
        if isinstance(place, slice):
            return Scalars(b"".join([self._at(at) for at in range(len(self))[place]]), self.size)
        return int.from_bytes(self._at(range(len(self))[place]), "big")

    def __iter__(self) -> Iterator[int]:
        return (int.from_bytes(self._at(place), "big") for place in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _at(self, place: int) -> bytes:
        return self.raw[place * self.size : (place + 1) * self.size]
