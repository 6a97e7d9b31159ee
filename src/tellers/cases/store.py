"""The files of one case, and nothing about what they mean. The contract is docs/formats/case.md.

Every file is written whole or not at all; what is private is private from its first byte.
"""

import errno
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from tellers.errors import Refused, Unreadable
from tellers.minutes.store import PRIVATE, PUBLIC, lock, replace_file, sync_folder

PRIVATE_MODE = 0o700
PRIVATE_FOLDERS = ("register", "secrets")
"""What no verifier opens, and what is never handed on."""


LARGEST_FILE = 2**30
"""No file of a case is larger, in bytes, but an archive: it is read whole."""

LARGEST_ARCHIVE = 2**34
"""No archive is larger, in bytes; its ballots are left in the file."""


class Found(Enum):
    """What stands under a name; a link is not followed."""

    NOTHING = "nothing"
    FILE = "a file"
    FOLDER = "a folder"
    LINK = "a link"
    OTHER = "a pipe, a socket or a device"


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

    def signers_key(self, proceeding: str) -> Path:
        """Which member each pseudonym of a proceeding's signers is, private."""
        return self.root / "register" / f"signers-{proceeding}.json"

    def stage_roll(self, proceeding: str, stage: str) -> Path:
        """The roll of one stage of a contest, public: pseudonyms only."""
        return self.root / "rolls" / f"{proceeding}.{stage}.json"

    def stage_key(self, proceeding: str, stage: str) -> Path:
        """Which member each pseudonym of a contest's roll is, private."""
        return self.root / "register" / f"roll-{proceeding}.{stage}.json"

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

    def contest_declaration(self, contest: str, form: str) -> Path:
        """The declaration of a contest as json or txt."""
        return self.root / "declarations" / f"{contest}.{form}"

    def archive(self, uuid: str) -> Path:
        """The archive of one election."""
        return self.archives / f"{uuid}.bel"

    def sheet(self, commitment: str, *, hidden: bool) -> Path:
        """One teller's sheet; its name is its commitment, so that no name of ours meets a name of theirs."""
        return (self.hidden_sheets if hidden else self.sheets) / f"{commitment}.json"

    def read(self, path: Path) -> bytes:
        """The bytes of a file of the case; raises Unreadable as `check_file` does."""
        self.check_file(path)
        try:
            return path.read_bytes()
        except OSError as error:
            raise Unreadable(f"the file cannot be read: {error.strerror}", source=str(path)) from None

    def check_file(self, path: Path) -> None:
        """Refuse, before it is opened, what is no file of the case itself: a link, a folder, a pipe, a device.

        Raises Unreadable, also for one that is missing or that no case can be as large as.
        """
        place = self.root
        for name in path.relative_to(self.root).parts:
            place /= name
            found, expected = found_at(place), Found.FILE if place == path else Found.FOLDER
            if found is Found.NOTHING:
                raise Unreadable("the file is missing from the case", source=str(path))
            if found is not expected:
                what = f"{found.value} stands there; expected {expected.value} of the case itself"
                raise Unreadable(what, source=str(place))
        size, largest = path.lstat().st_size, LARGEST_ARCHIVE if path.suffix == ".bel" else LARGEST_FILE
        if size > largest:
            raise Unreadable(f"it has {size} bytes; expected {largest} at most", source=str(path))

    def relative(self, path: Path) -> str:
        """The name of a file as a message says it."""
        return path.relative_to(self.root).as_posix()


def found_at(path: Path) -> Found:
    """What stands under a name, without opening it."""
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return Found.NOTHING
    kinds = ((stat.S_ISREG, Found.FILE), (stat.S_ISDIR, Found.FOLDER), (stat.S_ISLNK, Found.LINK))
    return next((found for is_kind, found in kinds if is_kind(mode)), Found.OTHER)


def is_there(path: Path) -> bool:
    """Whether there is a file of this name, or a link to one."""
    return path.is_file()


def case_of(archive: Path) -> CaseFolder | None:
    """The case in which an archive stands, by its whole path; None where no minutes are beside it."""
    folder = CaseFolder(archive.parent.parent)
    return folder if archive.parent == folder.archives and is_there(folder.minutes) else None


def make_folder(path: Path) -> None:
    """Make a public folder of the case, where there is none."""
    path.mkdir(parents=True, exist_ok=True)


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

    It is put together beside its place, in a folder of its own, and moved there. Raises Refused where the folder
    is not empty, or is the one that the command runs in: whoever stands in it would stand in a folder that is gone.
    """
    whole = root.resolve()
    if whole == Path.cwd():
        raise Refused(f"{root} is the folder you are in; name another, which the case is to have for itself")
    whole.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{whole.name}.", suffix=".new", dir=whole.parent))
    try:
        draft = beside / whole.name
        draft.mkdir()
        for path, content in files.items():
            write(draft / path.relative_to(root), content)
        for path, content in private.items():
            write_private(draft / path.relative_to(root), content)
        sync_folder(draft)
        _move(draft, whole, root)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    sync_folder(whole.parent)


def _move(draft: Path, whole: Path, root: Path) -> None:
    """Give a folder its name, where nothing or an empty folder has it: of two at once, one is refused."""
    try:
        draft.rename(whole)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
            raise
        raise Refused(f"{root} exists and is not an empty folder; name a folder that is not there yet") from None


@contextmanager
def held(folder: CaseFolder) -> Iterator[None]:
    """Hold the case against every other act on it; raises Unreadable for a folder that is no case."""
    if not is_there(folder.minutes):
        raise Unreadable(
            "not a case; expected a folder with a minute book (begin one with `tellers case new`)",
            source=str(folder.root),
        )
    with lock(folder.root):
        yield
