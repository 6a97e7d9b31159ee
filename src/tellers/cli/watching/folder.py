"""A board that is a folder, a case, or one file in a folder."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice
from pathlib import Path

from tellers.ballots.archive import Window
from tellers.ballots.records import Raw
from tellers.cli.watching.boards import (
    ARCHIVES,
    EXPECTED,
    LARGEST_BOOK,
    LARGEST_NOTE,
    NO_ROOM,
    Board,
    Names,
    OutOfReach,
)
from tellers.errors import Unreadable
from tellers.minutes import store

MOST_FILES = 100_000
"""More names than these in one folder are no board."""

LINK = "it is a link, and none is followed on a board; name the file that it leads to as a board of its own"

_TRIES = 20
_PAUSE = 0.1


class FolderBoard(Board):
    """A folder of archives and checkpoints, or a case."""

    def __init__(self, place: str) -> None:
        path = Path(place)
        super().__init__(place, str(path.absolute()) if path.is_symlink() else str(path.resolve()))
        self._only = Names.of_file(path.name, place) if path.is_file() else None
        self._root = path.parent if self._only else path
        if path.exists() and not (self._only or path.is_dir()):
            raise Unreadable(f"{EXPECTED}; this is neither", source=place)

    def names(self) -> Names:
        """What stands in the folder, and in its folder `archive`."""
        if self._only:
            return self._only
        if not self._root.is_dir():
            raise OutOfReach("there is no such folder", source=self.place)
        found = self._listed(self._root)
        if (self._root / ARCHIVES).is_symlink():
            raise OutOfReach(LINK, source=str(self._root / ARCHIVES))
        if (self._root / ARCHIVES).is_dir():
            found += [ARCHIVES + name for name in self._listed(self._root / ARCHIVES) if name.endswith(".bel")]
        return Names.among(found)

    def note(self, name: str) -> bytes:
        """The bytes of a checkpoint."""
        return self._read(self._root / name, LARGEST_NOTE)

    def book(self, name: str) -> bytes | None:
        """The bytes of a minute book."""
        path = (self._root / name).with_suffix(".jsonl")
        return self._read(path, LARGEST_BOOK) if os.path.lexists(path) else None

    @contextmanager
    def archive(self, name: str, kept: Window | None, room: int) -> Iterator[Raw]:
        """The archive's own file, where an append does not hold it for long."""
        del kept
        with self._opened(self._root / name) as file:
            window = _between_appends(file)
        if len(window) > room:
            raise OutOfReach(f"it has {len(window)} bytes; {NO_ROOM}", source=str(self._root / name))
        yield window

    def _listed(self, folder: Path) -> list[str]:
        try:
            names = [path.name for path in islice(folder.iterdir(), MOST_FILES + 1)]
        except OSError as error:
            raise OutOfReach(str(error.strerror), source=str(folder)) from None
        if len(names) > MOST_FILES:
            raise OutOfReach(f"it has over {MOST_FILES} files; watch its folders", source=str(folder))
        return names

    def _read(self, path: Path, largest: int) -> bytes:
        with self._opened(path) as file, os.fdopen(os.dup(file), "rb") as stream:
            raw = stream.read(largest + 1)
        if len(raw) > largest:
            raise Unreadable(f"it has more than {largest} bytes", source=str(path))
        return raw

    @contextmanager
    def _opened(self, path: Path) -> Iterator[int]:
        """A file opened to be read; a pipe, a device or a folder of its name is never waited for.

        A link is followed where it was named itself: on a board of others it could lead to a file of the watcher's.
        """
        named = self._only is not None and path == Path(self.place)
        with ExitStack() as held:
            try:
                file = held.enter_context(store.open_file(path, through_links=named))
            except OSError as error:
                gone = "it is gone" if isinstance(error, FileNotFoundError) else str(error.strerror)
                what = LINK if path.is_symlink() and not named else gone
                raise OutOfReach(what, source=str(path)) from None
            yield file


def _between_appends(file: int) -> Window:
    """The archive while no append holds it; one that takes long is read in its midst, and its rest is for later."""
    for _ in range(_TRIES):
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE)
        except OSError:  # a file system without locks
            break
        else:
            break
    window = Window(file, os.fstat(file).st_size)
    with suppress(OSError):
        fcntl.flock(file, fcntl.LOCK_UN)
    return window
