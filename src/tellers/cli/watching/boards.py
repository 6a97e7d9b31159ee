"""A board: the place where archives and checkpoints are shown. Nothing on it is trusted."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tellers.ballots.archive import Window
from tellers.ballots.records import Raw
from tellers.errors import Unreadable

ARCHIVES = "archive/"
"""Where a case keeps its archives."""

LARGEST_NOTE = 2**20
LARGEST_BOOK = 2**28
"""More is not read, in bytes."""

MOST_NAMES = 1000
"""More archives and checkpoints than these are no board."""

EXPECTED = "expected UUID.bel or NAME.checkpoint, a folder or an address"

_ARCHIVE = re.compile(r"(?:archive/)?[A-Za-z0-9]{14,100}\.bel")
_NOTE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}\.checkpoint")
_OURS = (".bel", ".checkpoint")


NO_ROOM = "there is no more room for it in the state folder; give it more with --room, if you trust this board"


class OutOfReach(Unreadable):
    """A board, or a file on it, that cannot be had now. It may be tomorrow."""


@dataclass(frozen=True)
class Names:
    """What is on a board, by the names under which it is fetched; `misnamed` end as ours do and are not ours."""

    archives: tuple[str, ...]
    notes: tuple[str, ...]
    misnamed: tuple[str, ...] = ()

    @classmethod
    def among(cls, found: Iterable[str]) -> "Names":
        """Those of the names that are ours to look at, and those that could be taken for it."""
        names = sorted({name for name in found if name.endswith(_OURS)})
        archives = tuple(name for name in names if _ARCHIVE.fullmatch(name))
        notes = tuple(name for name in names if _NOTE.fullmatch(name))
        misnamed = tuple(name for name in names if name not in {*archives, *notes})
        if len(names) > MOST_NAMES:
            raise OutOfReach(f"it has over {MOST_NAMES} archives and checkpoints; watch its folders", source="board")
        return cls(archives, notes, misnamed)

    @classmethod
    def of_file(cls, name: str, place: str) -> "Names":
        """A board that is one file; raises Unreadable for one that is neither archive nor checkpoint."""
        names = cls.among([name])
        if not names.archives + names.notes:
            raise Unreadable(f"{EXPECTED}; this is a file of another name", source=place)
        return names


class Board(ABC):
    """One place that is watched: as it was named, and by the name that is the same however it was named."""

    def __init__(self, place: str, key: str) -> None:
        self.place = place
        self.key = key

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
    def archive(self, name: str, kept: Window | None, room: int) -> AbstractContextManager[Raw]:
        """An archive as it is shown now; of what is kept already, only the end need be fetched.

        Raises OutOfReach for one of more bytes than the watcher has room for.
        """
