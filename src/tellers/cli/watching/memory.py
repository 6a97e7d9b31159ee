"""What a watcher remembers between its visits, in a folder of its own: copies, signed heads, what each board showed.

Every file is written whole, but for the copies of archives, which only grow; what a crash left over is cut off.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from tellers import canonical
from tellers.ballots.archive import Window
from tellers.ballots.codec import Node, read
from tellers.ballots.following import Follower
from tellers.ballots.progress import Progress
from tellers.ballots.records import Raw
from tellers.canonical import Json
from tellers.errors import NotProven, RecordBroken, Unreadable
from tellers.minutes import store
from tellers.minutes.checkpoint import open_note
from tellers.minutes.following import SignedHead
from tellers.minutes.note import Verifier

FORMAT = 1
ROOM = 2**31
"""The bytes that the copies of all archives take together, unless more is given."""

_AT_ONCE = 2**20
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Kept:
    """How far the copy of an archive is verified."""

    size: int
    head: str


@dataclass(frozen=True)
class Shown:
    """The most that a board has shown: bytes of each archive, minutes of each checkpoint."""

    archives: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)

    def with_archive(self, name: str, size: int) -> "Shown":
        """With an archive of this size."""
        return replace(self, archives={**self.archives, name: size})

    def with_note(self, name: str, size: int) -> "Shown":
        """With a checkpoint of so many minutes."""
        return replace(self, notes={**self.notes, name: size})


class Memory:
    """The folder of one watcher; raises RecordBroken where it does not bear itself out."""

    def __init__(self, root: Path, room: int = ROOM) -> None:
        self.root = root
        self._room = room
        self._archives: dict[str, Kept] = {}
        self._boards: dict[str, Shown] = {}
        if self._state.exists():
            self._load(read(store.read_file(self._state), str(self._state)))

    @property
    def _state(self) -> Path:
        return self.root / "state.json"

    def copy(self, uuid: str) -> Path:
        """Where the copy of an archive stands."""
        return self.root / "archives" / f"{uuid}.bel"

    def shown(self, place: str) -> Shown:
        """What a board has shown so far."""
        return self._boards.get(place, Shown())

    def remember(self, place: str, shown: Shown) -> None:
        """Remember what a board has shown."""
        if self._boards.get(place) != shown:
            self._boards[place] = shown
            self._save()

    # Archives.

    def room(self, uuid: str) -> int:
        """How many bytes of an archive there is room for: all the room, less the copies of the others."""
        return self._room - sum(kept.size for other, kept in self._archives.items() if other != uuid)

    def window(self, uuid: str) -> Window | None:
        """The copy of an archive as far as it is verified; None where there is none."""
        kept = self._archives.get(uuid)
        if kept is None:
            return None
        with store.open_file(self.copy(uuid)) as file:
            return Window(file, min(kept.size, os.fstat(file).st_size))

    def take_up(self, uuid: str, progress: Progress) -> Follower:
        """An archive as it was left: its copy, whose hashes must lead to the head that is remembered."""
        follower, window = Follower(progress), self.window(uuid)
        if window is None:
            return follower
        try:
            follower.trust(window)
        except (NotProven, Unreadable) as error:
            raise RecordBroken(f"this watcher's own copy is damaged: {error}", entry=str(self.copy(uuid))) from None
        standing, kept = follower.standing, self._archives[uuid]
        if (standing.size, standing.head) != (kept.size, kept.head):
            found = f"its head is {standing.head} at byte {standing.size}"
            what = f"this watcher's own copy is damaged: {found}; remembered is {kept.head} at {kept.size}"
            raise RecordBroken(what, entry=str(self.copy(uuid)))
        return follower

    def grow(self, uuid: str, shown: Raw, follower: Follower) -> None:
        """Add what was verified to the copy, and remember it once it is on the disk."""
        standing, before = follower.standing, self._archives.get(uuid, Kept(0, ""))
        if standing.head is None or standing.size == before.size:
            return
        path = self.copy(uuid)
        path.parent.mkdir(exist_ok=True)
        with path.open("r+b" if path.exists() else "w+b") as file:
            file.truncate(before.size)
            file.seek(before.size)
            for part in parts_of(shown, before.size, standing.size):
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        self._archives[uuid] = Kept(standing.size, standing.head)
        self._save()
        window = self.window(uuid)
        if window is not None:
            follower.rest_on(window)

    # Checkpoints.

    def _note(self, signer: Verifier) -> Path:
        return self.root / "checkpoints" / f"{signer.fingerprint[:16]}.checkpoint"

    def head(self, signer: Verifier) -> tuple[bytes, bytes | None, SignedHead] | None:
        """The longest checkpoint of a key that was seen, as bytes with its book's, and as what they say."""
        path = self._note(signer)
        if not path.exists():
            return None
        note, beside = store.read_note(path), path.with_suffix(".jsonl")
        book = store.read_file(beside) if beside.exists() else None
        return note, book, read_head(note, book, signer, str(path))

    def keep_head(self, signer: Verifier, note: bytes, book: bytes | None) -> None:
        """Keep a checkpoint and its book; the book first, so that it always covers the checkpoint."""
        path = self._note(signer)
        path.parent.mkdir(exist_ok=True)
        if book is not None:
            store.replace_file(path.with_suffix(".jsonl"), book)
        store.write_note(path, note)

    # The state file.

    def _save(self) -> None:
        archives: dict[str, Json] = {
            uuid: {"size": kept.size, "head": kept.head} for uuid, kept in self._archives.items()
        }
        boards: dict[str, Json] = {
            place: {"archives": dict(shown.archives), "notes": dict(shown.notes)}
            for place, shown in self._boards.items()
        }
        value: Json = {"format": FORMAT, "archives": archives, "boards": boards}
        store.replace_file(self._state, canonical.encode(value) + b"\n")

    def _load(self, root: Node) -> None:
        fields = root.record("format", "archives", "boards")
        if fields["format"].integer() != FORMAT:
            raise Unreadable(f"its format is not {FORMAT}; another version of Tellers wrote it", source=root.where)
        for uuid, node in _members(fields["archives"]):
            kept = node.record("size", "head")
            if not _HASH.fullmatch(kept["head"].text()):
                raise Unreadable("expected the head: 64 hexadecimal digits", source=node.where)
            self._archives[uuid] = Kept(kept["size"].integer(), kept["head"].text())
        for place, node in _members(fields["boards"]):
            shown = node.record("archives", "notes")
            sizes = ({name: size.integer() for name, size in _members(shown[what])} for what in ("archives", "notes"))
            self._boards[place] = Shown(*sizes)


def read_head(note: bytes, book: bytes | None, signer: Verifier, source: str) -> SignedHead:
    """A checkpoint whose signature holds, and the book beside it."""
    checkpoint = open_note(note, signer, source=source).checkpoint
    return SignedHead(checkpoint, None if book is None else store.decode_book(book, f"the book of {source}").book)


def parts_of(raw: Raw, start: int, end: int) -> Iterator[bytes]:
    """The bytes from one offset to another, a part at a time."""
    for at in range(start, end, _AT_ONCE):
        yield raw[at : min(at + _AT_ONCE, end)]


def _members(node: Node) -> Iterator[tuple[str, Node]]:
    names = tuple(node.value) if isinstance(node.value, dict) else ()
    yield from node.record(*names).items()


@contextmanager
def opened(root: Path, room: int = ROOM) -> Iterator[Memory]:
    """The memory in a folder, held against another watcher; the folder is made where there is none."""
    root.mkdir(parents=True, exist_ok=True)
    with store.lock(root):
        yield Memory(root, room)
