"""Whose a record of an archive is: a trustee's shuffle, or a trustee's partial decryption.

Source: docs/formats/archive.md.
"""

from dataclasses import dataclass
from typing import Self

from tellers.ballots.codec import encode, read


@dataclass(frozen=True, slots=True)
class Owned:
    """Which trustee a record is by, and the SHA-256 of its bytes."""

    owner: int
    payload: str

    def encode(self) -> bytes:
        """The record as Belenios JSON."""
        return encode({"owner": self.owner, "payload": self.payload})

    @classmethod
    def decode(cls, raw: bytes, source: str) -> Self:
        """Read the record."""
        fields = read(raw, source).record("owner", "payload")
        return cls(fields["owner"].integer(), fields["payload"].text())
