"""A witness's device: what it co-signed last stands beside its key, and is remembered before the next is signed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tellers.errors import Unreadable
from tellers.minutes import store
from tellers.minutes.book import MinuteBook
from tellers.minutes.checkpoint import check_newer, cosign, open_note
from tellers.minutes.note import Algorithm, Note, Signer, Verifier


@dataclass(frozen=True)
class Cosigned:
    """A note with the witness's co-signature, how many minutes it covers, and how many the one before did."""

    note: bytes
    witness: Signer
    minutes: int
    since: int | None


@dataclass(frozen=True)
class Device:
    """A witness's private key on disk, and the note that was co-signed with it last."""

    key: Path
    last: Path

    @classmethod
    def of(cls, key: Path, last: Path | None = None) -> "Device":
        """The device of a key; the note is beside it unless said."""
        return cls(key, last or key.parent / f"{key.name}.last")

    def check(self) -> None:
        """Refuse, before anything is to be co-signed, a key that cannot be read or is none of a witness."""
        witness = store.read_key(self.key)
        if witness.algorithm is not Algorithm.COSIGNATURE:
            raise Unreadable("a key that signs checkpoints; expected a witness's", source=str(self.key))

    @property
    def book(self) -> str | None:
        """The name of the book that the device vouches for; None before it has signed anything."""
        if not self.last.exists():
            return None
        return Note.decode(store.read_note(self.last), str(self.last)).text.partition("\n")[0]

    @contextmanager
    def cosigning(
        self, raw: bytes, signer: Verifier, book: MinuteBook, moment: int, source: str
    ) -> Iterator[Cosigned]:
        """Co-sign a checkpoint that the book bears out and that extends the last one, holding the device meanwhile.

        The note is remembered first and then signed, so that no crash lets the device vouch for two histories.
        """
        witness = store.read_key(self.key)
        with store.lock(self.key):
            new = open_note(raw, signer, source=source).checkpoint
            before = None
            if self.last.exists():
                before = open_note(store.read_note(self.last), signer, source=str(self.last)).checkpoint
            check_newer(new, before, book)
            signed = cosign(raw, witness, moment, source)
            store.write_note(self.last, raw)
            yield Cosigned(signed, witness, new.size, before.size if before else None)
