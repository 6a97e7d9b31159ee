"""An archive written one event at a time, so that it may be larger than the memory."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tellers.ballots.chain import begin_archive, next_entry
from tellers.ballots.credentials import CredentialList
from tellers.ballots.election import Election
from tellers.ballots.events import EventType
from tellers.ballots.ownership import Owned
from tellers.ballots.steps import Setup
from tellers.ballots.trustees import Trustees
from tellers.canonical import sha256_hex

MOMENT = 1_466_000_000


class Writer:
    """The file of an archive that grows."""

    def __init__(self, path: Path, election: Election, trustees: Trustees, credentials: CredentialList) -> None:
        begun = begin_archive(Setup(election.raw, trustees.encode(), credentials.encode()).records(), MOMENT)
        self._file = path.open("wb")
        self._file.write(begun.encode())
        self._last = begun.entries[-1].event

    def add(self, kind: EventType, *data: bytes) -> None:
        """One more event."""
        entry = next_entry(self._last, kind, data)
        self._file.write(entry.encode(MOMENT))
        self._last = entry.event

    def add_owned(self, kind: EventType, owner: int, made: bytes) -> None:
        """One more event of a trustee's."""
        self.add(kind, made, Owned(owner, sha256_hex(made)).encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._file.close()


def in_parts(size: int, part: int) -> Sequence[range]:
    """The numbers below a size, in parts of so many."""
    return [range(start, min(start + part, size)) for start in range(0, size, part)]
