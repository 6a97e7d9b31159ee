"""The records of an archive, byte for byte: an old-style tar without its closing blocks.

Source: docs/formats/archive.md: a header of 512 bytes, the body, zeros up to the next 512.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Protocol

from tellers.errors import NotProven

BLOCK = 512
"""The unit of a tar, in bytes."""

HEADER_NAME = "BELENIOS"
"""The name of the first member."""

LARGEST_NUMBER = 8**11 - 1
"""The largest size and time that eleven octal digits hold."""

CHECK = "archive"
"""The name under which every fault of the file itself is reported."""


_ZEROS_AT_ONCE = 2**20


class Raw(Protocol):
    """The bytes of an archive, in memory or in a file: as many as `len` says, read a slice at a time."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> bytes: ...


class RecordKind(Enum):
    """What a record is; the value is the end of its name."""

    DATA = ".data.json"
    EVENT = ".event.json"


@dataclass(frozen=True)
class Record:
    """One member of the archive; its name is the hash of its body."""

    kind: RecordKind
    body: bytes

    @property
    def hash(self) -> str:
        """SHA-256 of the body, in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def name(self) -> str:
        """The name in the archive."""
        return self.hash + self.kind.value


@dataclass(frozen=True)
class Member:
    """One member as it stands in a file: where it begins, and what its header says."""

    number: int
    offset: int
    name: str
    modified: int
    body: bytes

    @property
    def end(self) -> int:
        """The offset of the first byte after the member."""
        return self.offset + BLOCK + padded(len(self.body))

    @property
    def label(self) -> str:
        """How a message names this member."""
        return f"member {self.number} ({self.name})"


class CutShort(NotProven):
    """The file ends inside a member, or in zeros: what a write leaves that was interrupted."""


def padded(size: int) -> int:
    """A size rounded up to whole blocks."""
    return -(-size // BLOCK) * BLOCK


def encode_member(name: str, body: bytes, modified: int) -> bytes:
    """The bytes of one member: header, body, zeros."""
    return _header(name, len(body), modified) + body + bytes(padded(len(body)) - len(body))


def encode_record(record: Record, modified: int) -> bytes:
    """The bytes of one data or event record."""
    return encode_member(record.name, record.body, modified)


def read_members(raw: Raw, start: int = 0, number: int = 0) -> Iterator[Member]:
    """The members of an archive from an offset on, each byte for byte as `encode_member` writes it.

    Raises NotProven for the first that is not, and CutShort where the file ends inside one.
    """
    while start < len(raw):
        member = _read_member(raw, start, number)
        yield member
        start, number = member.end, number + 1


def record_of(member: Member) -> Record:
    """The record that a member is; its name must be the hash of its body."""
    for kind in RecordKind:
        if member.name.endswith(kind.value):
            record = Record(kind, member.body)
            if record.name != member.name:
                raise NotProven(CHECK, culprit=member.label, detail=f"its body hashes to {record.hash}")
            return record
    raise NotProven(CHECK, culprit=member.label, detail="expected HASH.data.json or HASH.event.json")


def _read_member(raw: Raw, offset: int, number: int) -> Member:
    where = f"member {number} (at byte {offset})"
    header = raw[offset : offset + BLOCK]
    if not any(header) and _only_zeros(raw, offset):
        raise CutShort(CHECK, culprit=where, detail="nothing but zeros from here to the end of the file")
    if len(header) < BLOCK:
        raise CutShort(CHECK, culprit=where, detail=f"the file ends after {len(header)} of its first 512 bytes")
    name = header[:100].rstrip(b"\0").decode("ascii", "replace")
    size, modified = _octal(header, 124, where), _octal(header, 136, where)
    if header != _header(name, size, modified):
        raise NotProven(CHECK, culprit=where, detail="its header is not written as the format writes it")
    if len(raw) < offset + BLOCK + padded(size):
        raise CutShort(CHECK, culprit=f"member {number} ({name})", detail=f"the file ends before its {size} bytes do")
    whole = raw[offset + BLOCK : offset + BLOCK + padded(size)]
    if any(whole[size:]):
        raise NotProven(CHECK, culprit=f"member {number} ({name})", detail="bytes other than zero after its body")
    return Member(number, offset, name, modified, whole[:size])


def _only_zeros(raw: Raw, offset: int) -> bool:
    """Whether nothing but zeros stands from an offset on."""
    return not any(any(raw[at : at + _ZEROS_AT_ONCE]) for at in range(offset, len(raw), _ZEROS_AT_ONCE))


def _octal(header: bytes, at: int, where: str) -> int:
    digits = header[at : at + 11]
    if not digits.isdigit() or b"8" in digits or b"9" in digits:
        raise NotProven(CHECK, culprit=where, detail=f"expected eleven octal digits at {at}, found {digits!r}")
    return int(digits, 8)


def _header(name: str, size: int, modified: int) -> bytes:
    named, (unnamed, total) = name.encode("utf-8")[:100], _unnamed_header(size, modified)
    return b"%b%b%06o\0 %b" % (named, unnamed[len(named) : 148], total + sum(named), unnamed[156:])


@lru_cache(maxsize=1024)
def _unnamed_header(size: int, modified: int) -> tuple[bytes, int]:
    """A header without its name, and the sum of its bytes; most members of an archive are of a few sizes."""
    header = bytearray(BLOCK)
    fields = {100: b"0000644", 108: b"0000000", 116: b"0000000"}
    fields |= {124: b"%011o" % size, 136: b"%011o" % modified, 148: b" " * 8, 156: b"0"}
    for at, field in fields.items():
        header[at : at + len(field)] = field
    return bytes(header), sum(header)
