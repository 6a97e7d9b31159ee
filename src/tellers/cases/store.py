"""The files of one case, and nothing about what they mean. The contract is docs/formats/case.md.

Every file is written whole or not at all; what is private is private from its first byte.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tellers.errors import Refused, Unreadable
from tellers.minutes.store import PRIVATE, PUBLIC, lock, replace_file

PRIVATE_MODE = 0o700
PRIVATE_FOLDERS = ("register", "secrets")
"""What no verifier opens, and what is never handed on."""


@dataclass(frozen=True)
class CaseFolder:
    """Where each file of a case stands."""

    root: Path

    @property
    def settings(self) -> Path:
        """The case in a few words, for people: case.toml."""
        return self.root / "case.toml"

    @property
    def rulebook(self) -> Path:
        """The rule book as it was when the case was opened."""
        return self.root / "rulebook" / "book.toml"

    @property
    def minutes(self) -> Path:
        """The minute book."""
        return self.root / "minutes.jsonl"

    @property
    def checkpoint(self) -> Path:
        """The signed head of the minute book."""
        return self.root / "minutes.checkpoint"

    @property
    def roll(self) -> Path:
        """The roll, public: pseudonyms only."""
        return self.root / "roll.json"

    @property
    def archives(self) -> Path:
        """The folder of the sealed ballots' archive."""
        return self.root / "archive"

    @property
    def sheets(self) -> Path:
        """The tellers' sheets, once they may be shown."""
        return self.root / "paper"

    @property
    def claims(self) -> Path:
        """Figures that news reports state of the vote, held against the declaration; no part of the record."""
        return self.root / "claims.toml"

    @property
    def register(self) -> Path:
        """The register of members, private."""
        return self.root / "register" / "members.csv"

    @property
    def roll_key(self) -> Path:
        """Which member each pseudonym is, private."""
        return self.root / "register" / "key.json"

    @property
    def secrets(self) -> Path:
        """What only its owner may read; no other command looks inside."""
        return self.root / "secrets"

    @property
    def secretary_key(self) -> Path:
        """The key that signs checkpoints."""
        return self.secrets / "secretary.key"

    @property
    def is_case(self) -> bool:
        """Whether the folder says that it is a case, or has the minute book of one."""
        return self.settings.is_file() or self.minutes.is_file()

    @property
    def public_files(self) -> frozenset[Path]:
        """Every file in the folder, and every link, but for those in the private folders."""
        found = (path for path in self.root.rglob("*") if path.is_symlink() or not path.is_dir())
        return frozenset(path for path in found if path.relative_to(self.root).parts[0] not in PRIVATE_FOLDERS)

    @property
    def hidden_sheets(self) -> Path:
        """The tellers' sheets until both have counted, or for good where the bundle is small."""
        return self.secrets / "paper"

    def declaration(self, form: str) -> Path:
        """The declaration as json, txt or html."""
        return self.root / f"declaration.{form}"

    def archive(self, uuid: str) -> Path:
        """The archive of one election."""
        return self.archives / f"{uuid}.bel"

    def sheet(self, commitment: str, *, hidden: bool) -> Path:
        """One teller's sheet; its name is its commitment, so that no name of ours meets a name of theirs."""
        return (self.hidden_sheets if hidden else self.sheets) / f"{commitment}.json"

    def relative(self, path: Path) -> str:
        """The name of a file as a message says it."""
        return path.relative_to(self.root).as_posix()


def read(path: Path) -> bytes:
    """The bytes of a file of the case; raises Unreadable where it is missing or is no file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable("the file is missing from the case", source=str(path)) from None
    except OSError as error:
        raise Unreadable(f"the file cannot be read: {error.strerror}", source=str(path)) from None


def is_there(path: Path) -> bool:
    """Whether there is a file of this name."""
    return path.is_file()


def make_folder(path: Path) -> None:
    """Make a public folder of the case, where there is none."""
    path.mkdir(exist_ok=True)


def write(path: Path, content: bytes) -> None:
    """Write a public file whole, making its folder."""
    make_folder(path.parent)
    replace_file(path, content, PUBLIC)


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, making its folder."""
    path.parent.mkdir(mode=PRIVATE_MODE, exist_ok=True)
    replace_file(path, content, PRIVATE)


def begin(root: Path, files: Mapping[Path, bytes], private: Mapping[Path, bytes]) -> None:
    """Make the folder of a new case with its first files, all at once or not at all.

    Raises Refused where the folder exists and is not empty.
    """
    whole = root.resolve()
    if whole.exists() and (not whole.is_dir() or any(whole.iterdir())):
        raise Refused(f"{root} exists and is not an empty folder; give the case a folder of its own")
    draft = whole.with_name(f".{whole.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for path, content in files.items():
        write(draft / path.relative_to(root), content)
    for path, content in private.items():
        write_private(draft / path.relative_to(root), content)
    _sync(draft)
    draft.replace(whole)
    _sync(whole.parent)


@contextmanager
def held(folder: CaseFolder) -> Iterator[None]:
    """Hold the case against every other act on it; raises Unreadable for a folder that is no case."""
    if not folder.minutes.is_file():
        raise Unreadable(
            "not a case; expected a folder with a minute book (begin one with `tellers case new`)",
            source=str(folder.root),
        )
    with lock(folder.root):
        yield


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
