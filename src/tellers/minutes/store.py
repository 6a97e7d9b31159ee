"""The files of a minute book; every write is whole or absent, and on the disk before it is acknowledged.

A minute is acknowledged when its newline is on the disk. Bytes after the last newline are an append that a crash
cut short: they are dropped and reported. A bad line that ends in a newline was never written here and is refused.
"""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tellers.errors import Refused, Unreadable
from tellers.minutes.book import MinuteBook
from tellers.minutes.minute import Minute
from tellers.minutes.note import Signer

PUBLIC = 0o644
PRIVATE = 0o600


@dataclass(frozen=True)
class StoredBook:
    """The book as far as its last whole minute, and the bytes of an unfinished one after it."""

    book: MinuteBook
    dropped: bytes


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold a file or a folder against every other process that locks it; waits for the one that holds it now."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def open_file(path: Path, *, through_links: bool = True) -> Iterator[int]:
    """A file opened to be read; raises Unreadable for a folder, a pipe or a device, and waits for none of them.

    In a folder that somebody else wrote a link may lead to any file of ours; OSError (ELOOP) where none is followed.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | (0 if through_links else os.O_NOFOLLOW))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Unreadable("expected a file; this is a folder, a pipe or a device", source=str(path))
        yield descriptor
    finally:
        os.close(descriptor)


def read_file(path: Path) -> bytes:
    """The bytes of a file; raises as `open_file` does."""
    with open_file(path) as descriptor, open(descriptor, "rb", closefd=False) as file:
        return file.read()


def read_book(path: Path) -> StoredBook:
    """Read a minute book; Unreadable names the line and RecordBroken the minute that does not follow."""
    with open_file(path) as descriptor, open(descriptor, "rb", closefd=False) as file:
        with suppress(OSError):  # a file system without locks has no append of ours to wait for
            fcntl.flock(file, fcntl.LOCK_SH)
        return decode_book(file.read(), str(path))


def decode_book(raw: bytes, source: str) -> StoredBook:
    """Read the bytes of a minute book: a minute a line, each line ended."""
    *lines, dropped = raw.split(b"\n")
    minutes = (Minute.decode(line, source, number) for number, line in enumerate(lines, start=1))
    return StoredBook(MinuteBook(tuple(minutes)), dropped)


def append_minute(path: Path, minute: Minute) -> StoredBook:
    """Write one more minute, on the disk when this returns; the file is made if there is none.

    Returns the book with the minute, and what a crash had left unfinished and this removed. RecordBroken if the
    minute does not follow the last one in the file, which another process may have written meanwhile.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PUBLIC)
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        raw = file.read()
        stored = decode_book(raw, str(path))
        book = MinuteBook((*stored.book.minutes, minute))
        whole = len(raw) - len(stored.dropped)
        file.truncate(whole)
        file.seek(whole)
        _write_all(descriptor, minute.encode() + b"\n")
        os.fsync(descriptor)
    sync_folder(path.parent)
    return StoredBook(book, stored.dropped)


def read_note(path: Path) -> bytes:
    """Return the bytes of a signed note."""
    return read_file(path)


def write_note(path: Path, note: bytes) -> None:
    """Replace a signed note."""
    replace_file(path, note)


def read_key(path: Path) -> Signer:
    """Read a private key; Unreadable names the file and repeats nothing of what it holds."""
    raw = read_file(path)
    try:
        return Signer.parse(raw.decode("utf-8").removesuffix("\n"))
    except Unreadable as error:
        raise Unreadable(str(error), source=str(path)) from None
    except UnicodeDecodeError:
        raise Unreadable("not UTF-8; expected a private key", source=str(path)) from None


def write_key(path: Path, signer: Signer) -> None:
    """Write a private key for its owner's eyes alone; Refused rather than overwrite one."""
    try:
        _create(path, signer.private_text().encode() + b"\n", PRIVATE)
    except FileExistsError:
        raise Refused(f"{path} is there already, and a private key is never overwritten; name another file") from None
    sync_folder(path.parent)


def replace_file(path: Path, content: bytes, mode: int = PUBLIC) -> None:
    """Write a file whole, by way of `.NAME.new` beside it, so that a crash leaves the old one or the new."""
    draft = path.parent / f".{path.name}.new"
    draft.unlink(missing_ok=True)
    try:
        _create(draft, content, mode)
        draft.replace(path)
    finally:  # where somebody presses Ctrl-C nothing half-written stays
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def _create(path: Path, content: bytes, mode: int) -> None:
    """Write a file that is not there yet, with its mode from the start; on the disk when this returns."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        _write_all(descriptor, content)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Put a name on the disk as well as what it names."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, content: bytes) -> None:
    """Write everything; one call is the rule, more are for a system that takes less at once."""
    while content:
        content = content[os.write(descriptor, content) :]
