"""A board that is a web address."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin

from tellers.ballots.archive import Window
from tellers.ballots.progress import Progress
from tellers.ballots.records import BLOCK, Raw
from tellers.cli.watching.boards import ARCHIVES, LARGEST_BOOK, LARGEST_NOTE, NO_ROOM, Board, Names, OutOfReach
from tellers.cli.watching.fetching import Fetcher, Missing, TooLarge

_LINK = re.compile(r"""href\s*=\s*["']?(?:\./)?([^"'>\s]+)""", re.IGNORECASE)
_LAST_EVENT = 2 * BLOCK
_NOT_THERE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


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

    def __init__(self, place: str, spool: Path, progress: Progress) -> None:
        super().__init__(place, place.rstrip("/"))
        base, _, last = place.rpartition("/")
        self._only = Names.of_file(last, place) if last.endswith((".bel", ".checkpoint")) else None
        self._base = f"{base}/" if self._only or not last else f"{place}/"
        self._spool = spool
        self._fetcher = Fetcher(progress)

    def names(self) -> Names:
        """What the server lists."""
        self._fetcher.patience.begin()
        if self._only:
            return self._only
        found = self._listed("")
        if ARCHIVES in found:
            found += [ARCHIVES + name for name in self._listed(ARCHIVES)]
        return Names.among(found)

    def note(self, name: str) -> bytes:
        """The bytes of a checkpoint."""
        return self._fetch(name, LARGEST_NOTE)

    def book(self, name: str) -> bytes | None:
        """The bytes of a minute book."""
        try:
            return self._fetch(name.removesuffix(".checkpoint") + ".jsonl", LARGEST_BOOK)
        except Missing as error:
            if error.status in _NOT_THERE:
                return None
            raise

    @contextmanager
    def archive(self, name: str, kept: Window | None, room: int) -> Iterator[Raw]:
        """The archive in a file without a name: what follows the last event kept, or where that is not there, all."""
        with tempfile.TemporaryFile(dir=self._spool) as file:
            start = max(0, len(kept) - _LAST_EVENT) if kept else 0
            start = self._download(name, file, start, room)
            self._check_room(name, start + file.tell(), room)
            rest = Window(file.fileno(), file.tell())
            if kept is not None and start and rest[: len(kept) - start] == kept[start : len(kept)]:
                yield Joined(kept, start, rest)
                return
            if start:
                file.seek(0)
                file.truncate()
                self._download(name, file, 0, room)
            yield Window(file.fileno(), file.tell())

    def _check_room(self, name: str, size: int, room: int) -> None:
        if size > room:
            raise OutOfReach(f"it has {size} bytes; {NO_ROOM}", source=urljoin(self._base, name))

    def _listed(self, folder: str) -> list[str]:
        return _LINK.findall(self._fetch(folder, LARGEST_NOTE).decode("utf-8", "replace"))

    def _fetch(self, name: str, largest: int) -> bytes:
        return self._fetcher.small(urljoin(self._base, name), largest)

    def _download(self, name: str, file: BinaryIO, start: int, room: int) -> int:
        """Fetch a file from an offset on, or the whole where the server does not serve parts; return which."""
        try:
            status = self._fetcher.into(file, urljoin(self._base, name), max(room, 0), start)
        except TooLarge as error:
            raise OutOfReach(f"it has more than {room} bytes; {NO_ROOM}", source=error.source) from None
        except Missing as error:
            if start and error.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                return self._download(name, file, 0, room)
            raise
        return start if status == HTTPStatus.PARTIAL_CONTENT else 0
