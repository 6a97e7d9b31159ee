"""The archive on disk: read whole, begun once, appended to one event at a time.

An append writes its data records and its event in one go, under a lock, and returns when they are on the
disk. A write that was cut short leaves a tail that no event closes: reading names it, the next append or
`repair_archive` cuts it off and says so. Nothing here computes with group elements, so an append costs the
same in a long archive as in a short one.
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tellers.ballots.chain import (
    Archive,
    Entry,
    begin_archive,
    check_begins,
    check_timestamp,
    decode_archive,
    decode_header,
    next_entry,
)
from tellers.ballots.events import Event, EventType, check_next, decode_event
from tellers.ballots.progress import Progress, no_progress
from tellers.ballots.records import BLOCK, CutShort, Member, RecordKind, read_members, record_of
from tellers.errors import NotProven, Refused
from tellers.minutes.store import open_file

_LAST_EVENT = 2 * BLOCK
"""An event's body fits one block, so an archive that ends well ends in a member of two."""


@dataclass(frozen=True)
class Tail:
    """Where an archive ends: its last event, the moment its members carry, and what was cut short after it."""

    end: int
    event: Event
    timestamp: int
    cut_short: int


@dataclass(frozen=True)
class Appended:
    """What an append did: the new entry, and the bytes of an interrupted write it cut off first."""

    entry: Entry
    dropped: int


class Window:
    """The bytes of an archive as far as they stood when it was opened, read from the file a slice at a time."""

    def __init__(self, descriptor: int, size: int) -> None:
        self._descriptor = os.dup(descriptor)
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice, /) -> bytes:
        start, stop, _ = part.indices(self._size)
        read = b""
        while len(read) < stop - start:
            more = os.pread(self._descriptor, stop - start - len(read), start + len(read))
            if not more:
                detail = "it became shorter while it was being read"
                raise NotProven("archive", culprit="the file", detail=detail)
            read += more
        return read

    def __del__(self) -> None:
        os.close(self._descriptor)


class ArchiveFile:
    """An archive held under its lock; what is checked in `read` is still so when `append` writes."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self._file = file

    def read(self) -> Archive:
        """The whole archive; raises as `decode_archive` does."""
        return self._read(self._file.seek(0, os.SEEK_END))

    def read_whole_events(self) -> Archive:
        """The archive without what an interrupted write left after its last event."""
        return self._read(self.tail().end)

    def _read(self, end: int) -> Archive:
        return decode_archive(Window(self._file.fileno(), end), str(self.path))

    def tail(self) -> Tail:
        """The end of the archive; raises NotProven where more is wrong than a write cut short."""
        size = self._file.seek(0, os.SEEK_END)
        self._file.seek(max(0, size - _LAST_EVENT))
        found = _whole_event(self._file.read(), size)
        return found or self._search_tail(size)

    def append(self, kind: EventType, data: Sequence[bytes]) -> Appended:
        """Add one event with the data it introduces (the last is its payload), and see it on the disk.

        Raises Refused for an event that does not come next.
        """
        tail = self.tail()
        check_next(tail.event.type, kind, tail.event.height + 1)
        entry = next_entry(tail.event, kind, data)
        self._cut(tail.end)
        try:
            self._write(entry.encode(tail.timestamp))
        except BaseException:  # also where somebody presses Ctrl-C
            with suppress(OSError):
                self._cut(tail.end)
            raise
        return Appended(entry, tail.cut_short)

    def repair(self) -> int:
        """Cut off what an interrupted write left; return the number of bytes dropped."""
        tail = self.tail()
        self._cut(tail.end)
        return tail.cut_short

    def _write(self, raw: bytes) -> None:
        rest = memoryview(raw)
        while rest:
            rest = rest[self._file.write(rest) :]
        os.fsync(self._file.fileno())

    def _cut(self, end: int) -> None:
        if self._file.seek(0, os.SEEK_END) != end:
            self._file.truncate(end)
            os.fsync(self._file.fileno())
        self._file.seek(end)

    def _search_tail(self, size: int) -> Tail:
        raw = Window(self._file.fileno(), size)
        check_begins(raw, str(self.path))
        members = read_members(raw)
        _, timestamp = decode_header(members, str(self.path))
        last: Member | None = None
        try:
            for member in members:
                if record_of(member).kind is RecordKind.EVENT:
                    last = member
        except CutShort:
            pass
        if last is None:
            raise NotProven("archive", culprit="the first event", detail="the archive holds no whole Setup event")
        return Tail(last.end, decode_event(last.body, last.label), timestamp, size - last.end)


@contextmanager
def open_archive(path: Path) -> Iterator[ArchiveFile]:
    """Hold an archive for appending; another holder waits."""
    with path.open("r+b", buffering=0) as raw, _locked(raw, fcntl.LOCK_EX):
        yield ArchiveFile(path, raw)


def open_window(path: Path) -> Window:
    """The bytes of an archive as they stand now, never in the middle of an append; what is added later is not seen.

    Raises Unreadable for a pipe or a device, and waits for neither.
    """
    with open_file(path) as file, _locked(file, fcntl.LOCK_SH):
        return Window(file, os.fstat(file).st_size)


def read_archive(path: Path, progress: Progress = no_progress) -> Archive:
    """Read an archive strictly; raises as `decode_archive` does. Its ballots stay in the file."""
    return decode_archive(open_window(path), str(path), progress)


def create_archive(path: Path, setup: Sequence[bytes], timestamp: int) -> Archive:
    """Begin an archive with its Setup event: election, trustees, credentials, setup data.

    The file appears whole or not at all, and never over another; raises Refused where one stands.
    """
    check_timestamp(timestamp)
    archive = begin_archive(setup, timestamp)
    with _folder(path.parent) as folder:
        if path.exists():
            raise Refused(f"{path} exists; an archive is begun once and then only appended to")
        whole = path.with_name(f".{path.name}.new")
        with whole.open("wb") as file:
            file.write(archive.encode())
            file.flush()
            os.fsync(file.fileno())
        whole.rename(path)
        os.fsync(folder)
    return archive


def append_event(path: Path, kind: EventType, data: Sequence[bytes]) -> Appended:
    """Add one event to an archive; see `ArchiveFile.append`."""
    with open_archive(path) as file:
        return file.append(kind, data)


def repair_archive(path: Path) -> int:
    """Cut off what an interrupted write left at the end; return the number of bytes dropped."""
    with open_archive(path) as file:
        return file.repair()


def _whole_event(end: bytes, size: int) -> Tail | None:
    """The tail of an archive whose last two blocks are a whole event; None where they are not."""
    try:
        (member,) = read_members(end)
        if record_of(member).kind is RecordKind.EVENT:
            return Tail(size, decode_event(member.body, "the last event"), member.modified, 0)
    except (NotProven, ValueError):
        return None
    return None


@contextmanager
def _locked(file: BinaryIO | int, how: int) -> Iterator[None]:
    fcntl.flock(file, how)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


@contextmanager
def _folder(path: Path) -> Iterator[int]:
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield folder
    finally:
        os.close(folder)
