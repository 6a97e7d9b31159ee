"""Proofs as files: that a minute is in the book, or that a book only grew, for one who does not hold the book.

Source: RFC 6962, section 2.1. A proof holds for the heads it names; a checkpoint says that a head is the book's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tellers import canonical
from tellers.canonical import Json
from tellers.errors import NotProven, Unreadable
from tellers.minutes import merkle
from tellers.minutes.book import MinuteBook
from tellers.minutes.checkpoint import Checkpoint
from tellers.minutes.minute import Minute

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Head:
    """The root of a book when it had `size` minutes."""

    size: int
    root: bytes

    @classmethod
    def of(cls, book: MinuteBook, size: int) -> "Head":
        """Return the head that a book had at a size."""
        if not 0 <= size <= book.size:
            raise NotProven("head", culprit=f"{size} minutes", detail=f"the book has {book.size}")
        return cls(size, book.root_at(size))


@dataclass(frozen=True)
class InclusionProof:
    """That a minute is in the book with a head."""

    minute: Minute
    head: Head
    path: tuple[bytes, ...]

    @classmethod
    def of(cls, book: MinuteBook, number: int, size: int) -> "InclusionProof":
        """Prove minute `number` under the head at `size`; NotProven for a minute that is not there."""
        head = Head.of(book, size)
        if not 0 <= number < size:
            raise NotProven("inclusion", culprit=f"minute {number}", detail=f"the book of {size} ends before it")
        return cls(book.minutes[number], head, merkle.inclusion_proof(book.leaves[:size], number))

    @property
    def heads(self) -> tuple[Head, ...]:
        """The head the proof is about."""
        return (self.head,)

    @property
    def statement(self) -> str:
        """What holds when the proof does."""
        return f"minute {self.minute.number} is in the book of {self.head.size} minutes"

    def check(self) -> None:
        """Refuse the proof if it does not lead from the minute to the head."""
        merkle.check_inclusion(self.minute.leaf, self.minute.number, self.head.size, self.path, self.head.root)

    def to_json(self) -> dict[str, Json]:
        """The form of docs/formats/minutes.md."""
        return {
            "proof": "inclusion",
            "minute": self.minute.encode().decode(),
            "size": self.head.size,
            "root": self.head.root.hex(),
            "path": [part.hex() for part in self.path],
        }


@dataclass(frozen=True)
class ConsistencyProof:
    """That the book with one head is the book with an older head and minutes added at its end."""

    older: Head
    head: Head
    path: tuple[bytes, ...]

    @classmethod
    def of(cls, book: MinuteBook, older_size: int, size: int) -> "ConsistencyProof":
        """Prove that a book only grew between two sizes; NotProven for sizes it did not have in that order."""
        older, head = Head.of(book, older_size), Head.of(book, size)
        if older_size > size:
            raise NotProven("consistency", culprit=f"{older_size} minutes", detail=f"not older than {size}")
        return cls(older, head, merkle.consistency_proof(book.leaves[:size], older_size))

    @property
    def heads(self) -> tuple[Head, ...]:
        """The two heads the proof is about."""
        return (self.older, self.head)

    @property
    def statement(self) -> str:
        """What holds when the proof does."""
        return f"the book of {self.head.size} minutes begins with the {self.older.size} minutes of the older one"

    def check(self) -> None:
        """Refuse the proof if it does not lead to both heads."""
        older, head = self.older, self.head
        merkle.check_consistency(older.size, older.root, head.size, head.root, self.path)

    def to_json(self) -> dict[str, Json]:
        """The form of docs/formats/minutes.md."""
        return {
            "proof": "consistency",
            "older_size": self.older.size,
            "older_root": self.older.root.hex(),
            "size": self.head.size,
            "root": self.head.root.hex(),
            "path": [part.hex() for part in self.path],
        }


Proof: TypeAlias = InclusionProof | ConsistencyProof


def decode_proof(raw: bytes, source: str) -> Proof:
    """Read a proof of either kind; Unreadable says what is missing, and nothing is checked yet."""
    fields = _Fields(canonical.decode(raw, source), source)
    path = fields.hashes("path")
    head = Head(fields.size("size"), fields.hash("root"))
    match fields.text("proof"):
        case "inclusion":
            return InclusionProof(Minute.decode(fields.text("minute").encode(), source), head, path)
        case "consistency":
            return ConsistencyProof(Head(fields.size("older_size"), fields.hash("older_root")), head, path)
        case other:
            raise Unreadable(f"a proof of {other!r}; expected inclusion or consistency", source=source)


def check_heads(proof: Proof, checkpoints: Sequence[Checkpoint]) -> None:
    """Refuse a proof that is not about the heads of these checkpoints."""
    for checkpoint in checkpoints:
        if Head(checkpoint.size, checkpoint.root) not in proof.heads:
            raise NotProven(
                "head",
                culprit=f"the checkpoint of {checkpoint.size} minutes",
                detail="the proof is about another head",
            )


class _Fields:
    """The fields of a JSON object, each read as the type it must have."""

    def __init__(self, value: Json, source: str) -> None:
        if not isinstance(value, dict):
            raise Unreadable("not a proof; expected a JSON object", source=source)
        self._fields = value
        self._source = source

    def text(self, name: str) -> str:
        value = self._fields.get(name)
        if not isinstance(value, str):
            raise Unreadable(f"{name!r} is {value!r}; expected text", source=self._source)
        return value

    def size(self, name: str) -> int:
        value = self._fields.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise Unreadable(f"{name!r} is {value!r}; expected a number of minutes", source=self._source)
        return value

    def hash(self, name: str) -> bytes:
        return self._one_hash(name, self._fields.get(name))

    def hashes(self, name: str) -> tuple[bytes, ...]:
        values = self._fields.get(name)
        if not isinstance(values, list):
            raise Unreadable(f"{name!r} is {values!r}; expected a list", source=self._source)
        return tuple(self._one_hash(name, value) for value in values)

    def _one_hash(self, name: str, value: Json) -> bytes:
        if not isinstance(value, str) or not _HASH.fullmatch(value):
            raise Unreadable(f"{name!r} has {value!r}; expected 64 hexadecimal digits", source=self._source)
        return bytes.fromhex(value)
