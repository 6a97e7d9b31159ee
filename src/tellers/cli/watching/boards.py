"""A board: the place where archives and checkpoints are shown, a folder or a web address. Nothing on it is trusted."""

import re
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from ssl import SSLError
from typing import BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from tellers.ballots.archive import Window, open_window
from tellers.ballots.records import BLOCK, Raw
from tellers.errors import Unreadable

ARCHIVES = "archive/"
"""Where a case keeps its archive."""

LARGEST_NOTE = 2**20
LARGEST_BOOK = 2**30
LARGEST_ARCHIVE = 2**34
"""More is not fetched, in bytes."""

MOST_NAMES = 1000
"""More archives and checkpoints than these are no board."""

TIMEOUT = 30
"""Seconds of silence after which a board counts as out of reach."""

_ARCHIVE = re.compile(r"(?:archive/)?[A-Za-z0-9]{14,100}\.bel")
_NOTE = re.compile(r"[A-Za-z0-9._-]{1,100}\.checkpoint")
_LINK = re.compile(r"""href\s*=\s*["']?([^"'>\s]+)""", re.IGNORECASE)
_LAST_EVENT = 2 * BLOCK
_AT_ONCE = 2**20


class OutOfReach(Unreadable):
    """A board, or a file on it, that cannot be had now. It may be tomorrow."""


@dataclass(frozen=True)
class Names:
    """What is on a board, by the names under which it is fetched."""

    archives: tuple[str, ...]
    notes: tuple[str, ...]

    @classmethod
    def among(cls, found: Iterator[str]) -> "Names":
        """Those of the names that are ours to look at."""
        names = sorted(set(found))
        archives = tuple(name for name in names if _ARCHIVE.fullmatch(name))
        notes = tuple(name for name in names if _NOTE.fullmatch(name) and not name.startswith("."))
        if len(archives) + len(notes) > MOST_NAMES:
            raise OutOfReach(f"it has over {MOST_NAMES} archives and checkpoints; watch its folders", source="board")
        return cls(archives, notes)


class Board(ABC):
    """One place that is watched."""

    def __init__(self, place: str) -> None:
        self.place = place

    @abstractmethod
    def names(self) -> Names:
        """What it shows now; raises OutOfReach."""

    @abstractmethod
    def note(self, name: str) -> bytes:
        """A signed checkpoint; raises OutOfReach."""

    @abstractmethod
    def book(self, name: str) -> bytes | None:
        """The minute book beside a checkpoint: NAME.jsonl beside NAME.checkpoint; None where there is none."""

    @abstractmethod
    def archive(self, name: str, kept: Window | None) -> AbstractContextManager[Raw]:
        """An archive as it is shown now; of what is kept already, only the end need be fetched."""


def open_board(place: str, spool: Path) -> Board:
    """The board at a place: an address of http or https, a folder, or one file."""
    if re.match(r"https?://", place):
        return WebBoard(place, spool)
    return FolderBoard(place)


class FolderBoard(Board):
    """A folder of archives and checkpoints, or a case."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        path = Path(place)
        self._only = path.name if path.is_file() else None
        self._root = path.parent if self._only else path

    def names(self) -> Names:
        """What stands in the folder, and in its folder `archive`."""
        if self._only:
            return Names.among(iter([self._only]))
        if not self._root.is_dir():
            raise OutOfReach("there is no such folder", source=self.place)
        found = (path for pattern in ("*", f"{ARCHIVES}*.bel") for path in self._root.glob(pattern))
        return Names.among(path.relative_to(self._root).as_posix() for path in found if path.is_file())

    def note(self, name: str) -> bytes:
        """The bytes of a checkpoint."""
        return self._read(self._root / name)

    def book(self, name: str) -> bytes | None:
        """The bytes of a minute book."""
        path = (self._root / name).with_suffix(".jsonl")
        return self._read(path) if path.is_file() else None

    @contextmanager
    def archive(self, name: str, kept: Window | None) -> Iterator[Raw]:
        """The archive's own file."""
        del kept
        try:
            yield open_window(self._root / name)
        except FileNotFoundError:
            raise OutOfReach("it is gone", source=f"{self.place}/{name}") from None

    def _read(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise OutOfReach(str(error.strerror), source=str(path)) from None


@dataclass(frozen=True)
class Joined:
    """An archive of which the first part is kept and the rest was fetched."""

    kept: Raw
    start: int
    rest: Raw

    def __len__(self) -> int:
        return self.start + len(self.rest)

    def __getitem__(self, part: slice, /) -> bytes:
        first, end, _ = part.indices(len(self))
        before = self.kept[first : min(end, self.start)] if first < self.start else b""
        return before + self.rest[max(first - self.start, 0) : max(end - self.start, 0)]


class WebBoard(Board):
    """A web address: of a folder that the server lists, or of one file."""

    def __init__(self, place: str, spool: Path) -> None:
        super().__init__(place)
        base, _, last = place.rpartition("/")
        self._only = last if last.endswith((".bel", ".checkpoint")) else None
        self._base = f"{base}/" if self._only or not last else f"{place}/"
        self._spool = spool

    def names(self) -> Names:
        """What the server lists."""
        if self._only:
            return Names.among(iter([self._only]))
        found = self._listed("")
        if ARCHIVES in found:
            found += [ARCHIVES + name for name in self._listed(ARCHIVES)]
        return Names.among(iter(found))

    def note(self, name: str) -> bytes:
        """The bytes of a checkpoint."""
        return self._fetch(name, LARGEST_NOTE)

    def book(self, name: str) -> bytes | None:
        """The bytes of a minute book."""
        try:
            return self._fetch(name.removesuffix(".checkpoint") + ".jsonl", LARGEST_BOOK)
        except Missing:
            return None

    @contextmanager
    def archive(self, name: str, kept: Window | None) -> Iterator[Raw]:
        """The archive in a file without a name: what follows the last event kept, or where that is not there, all."""
        with tempfile.TemporaryFile(dir=self._spool) as file:
            start = max(0, len(kept) - _LAST_EVENT) if kept else 0
            start = self._download(name, file, start)
            rest = Window(file.fileno(), file.tell())
            if kept is not None and start and rest[: len(kept) - start] == kept[start : len(kept)]:
                yield Joined(kept, start, rest)
                return
            if start:
                file.seek(0)
                file.truncate()
                self._download(name, file, 0)
            yield Window(file.fileno(), file.tell())

    def _listed(self, folder: str) -> list[str]:
        page = self._fetch(folder, LARGEST_NOTE).decode("utf-8", "replace")
        return _LINK.findall(page)

    def _fetch(self, name: str, largest: int) -> bytes:
        with self._open(name, 0) as answer:
            raw: bytes = answer.read(largest + 1)
            if len(raw) > largest:
                raise OutOfReach(f"it has more than {largest} bytes", source=self._base + name)
            _check_whole(answer, len(raw), self._base + name)
        return raw

    def _download(self, name: str, file: BinaryIO, start: int) -> int:
        """Fetch a file from an offset on, or the whole where the server does not serve parts; return which."""
        try:
            with self._open(name, start) as answer:
                whole = answer.status != HTTPStatus.PARTIAL_CONTENT
                while part := answer.read(_AT_ONCE):
                    file.write(part)
                    if file.tell() > LARGEST_ARCHIVE:
                        raise OutOfReach(f"it has more than {LARGEST_ARCHIVE} bytes", source=self._base + name)
                file.flush()
                _check_whole(answer, file.tell(), self._base + name)
        except Missing as error:
            if start and error.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                return self._download(name, file, 0)
            raise
        return 0 if whole else start

    @contextmanager
    def _open(self, name: str, start: int) -> Iterator[HTTPResponse]:
        address = urljoin(self._base, name)
        headers = {"User-Agent": "tellers-watch", "Cache-Control": "no-cache"}
        request = Request(address, headers=headers | ({"Range": f"bytes={start}-"} if start else {}))  # noqa: S310 — http and https only: open_board
        try:
            with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 — the same
                yield answer
        except HTTPError as error:
            with error:
                raise Missing(address, error.code) from None
        except (URLError, HTTPException, TimeoutError, ConnectionError, SSLError) as error:
            raise OutOfReach(str(getattr(error, "reason", error)), source=address) from None


def _check_whole(answer: HTTPResponse, size: int, address: str) -> None:
    """Refuse an answer that ended before it was whole: what is missing was not taken back by anybody."""
    announced = answer.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced) != size:
        raise OutOfReach(f"it ended after {size} of {announced} bytes", source=address)


class Missing(OutOfReach):
    """The server answers, and not with the file."""

    def __init__(self, address: str, status: int) -> None:
        super().__init__(f"the server answers {status}", source=address)
        self.status = status
