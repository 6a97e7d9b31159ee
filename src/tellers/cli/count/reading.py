"""Reads a ballot file from disk, unpacked where gzip has packed it."""

import gzip
import zlib
from pathlib import Path

from tellers.counting.contest import Contest
from tellers.counting.formats.detect import Format, read_contest
from tellers.counting.formats.reading import Reading
from tellers.errors import Unreadable

GZIP = b"\x1f\x8b"


def read_bytes(path: Path) -> bytes:
    """What a file says, unpacked."""
    raw = path.read_bytes()
    if raw.startswith(GZIP):
        try:
            return gzip.decompress(raw)
        except (OSError, EOFError, zlib.error) as error:
            raise Unreadable(f"packed by gzip, and broken: {error}", source=str(path)) from None
    return raw


def read_ballots(raw: bytes, reading: Reading, kind: str | None) -> Contest:
    """The contest in a file, in the format named or the one that the file shows."""
    return read_contest(raw, reading, None if kind is None else Format(kind))
