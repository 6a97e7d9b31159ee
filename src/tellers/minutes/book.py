"""The minute book: minutes of which each follows from the one before; corrected by addition, never by change."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from tellers.canonical import Json
from tellers.errors import RecordBroken
from tellers.minutes.merkle import tree_root
from tellers.minutes.minute import Minute


@dataclass(frozen=True)
class MinuteBook:
    """The minutes from number 0; making one raises RecordBroken for the first minute that does not follow."""

    minutes: tuple[Minute, ...] = ()

    def __post_init__(self) -> None:
        if self.minutes:
            check_first(self.minutes[0])
        for older, minute in pairwise(self.minutes):
            check_follows(minute, older)

    @property
    def size(self) -> int:
        """How many minutes there are."""
        return len(self.minutes)

    @property
    def leaves(self) -> tuple[bytes, ...]:
        """The leaf hashes, in order."""
        return tuple(minute.leaf for minute in self.minutes)

    @property
    def head(self) -> str:
        """The root of the tree over all minutes, in hexadecimal."""
        return self.root_at(self.size).hex()

    def root_at(self, size: int) -> bytes:
        """Return the root when the book had `size` minutes; IndexError for more than it has."""
        if not 0 <= size <= self.size:
            raise IndexError(size)
        return tree_root(self.leaves[:size])

    def append(self, at: str, by: str, act: str, facts: Mapping[str, Json]) -> "MinuteBook":
        """Return the book with one more minute; RecordBroken if its time is before the last one's."""
        parent = self.minutes[-1].hash if self.minutes else None
        return MinuteBook((*self.minutes, Minute(self.size, parent, at, by, act, facts)))

    def check_extends(self, older: "MinuteBook") -> None:
        """Refuse a book that is not the older one with minutes added at its end; names the first that differs."""
        for minute, then in zip(self.minutes, older.minutes, strict=False):
            if minute != then:
                raise RecordBroken(
                    f"is not as it was in the earlier book: its hash is {minute.hash}, it was {then.hash}",
                    entry=f"minute {then.number}",
                )
        if self.size < older.size:
            raise RecordBroken(
                f"is missing; the earlier book has {older.size} minutes, this one {self.size}",
                entry=f"minute {self.size}",
            )


def check_first(minute: Minute) -> None:
    """Refuse a minute that cannot begin a book."""
    entry = f"minute {minute.number}"
    if minute.number != 0:
        raise RecordBroken("begins the book; expected minute 0", entry=entry)
    if minute.parent is not None:
        raise RecordBroken(f"names the parent {minute.parent}; minute 0 has none", entry=entry)


def check_follows(minute: Minute, older: Minute) -> None:
    """Refuse a minute that does not follow `older` in number, in hash or in time."""
    entry = f"minute {minute.number}"
    if minute.number != older.number + 1:
        raise RecordBroken(f"comes after minute {older.number}; expected minute {older.number + 1}", entry=entry)
    if minute.parent != older.hash:
        raise RecordBroken(
            f"names the parent {minute.parent}, but minute {older.number} has the hash {older.hash}; "
            f"one of the two was changed, or a minute between them removed",
            entry=entry,
        )
    if minute.moment < older.moment:
        raise RecordBroken(f"is of {minute.at}, before minute {older.number} of {older.at}", entry=entry)
