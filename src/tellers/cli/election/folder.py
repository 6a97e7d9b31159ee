"""The working folder of one person: the files that a step reads and leaves, named as the reference tool names them."""

import os
from pathlib import Path

import click

from tellers.ballots.group import Group, group_named
from tellers.errors import Refused, Unreadable
from tellers.minutes.store import lock, sync_folder

SECRET, PUBLIC = 0o600, 0o644
"""The modes of files for their owner alone, and of files for all."""

FILE = click.Path(path_type=Path, dir_okay=False)


def _read_group(name: str) -> Group:
    return group_named(name, "--group")


group_option = click.option(
    "--group", type=_read_group, required=True, metavar="GROUP", help="Ed25519, RFC-3526-2048 or BELENIOS-2048."
)

dir_option = click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    metavar="DIR",
    help="Use directory DIR for reading and writing election files (default: this one).",
)


uuid_option = click.option("--uuid", metavar="UUID", help="UUID of the election, where the folder holds several.")
new_uuid_option = click.option("--uuid", required=True, metavar="UUID", help="UUID of the election.")


def read_file(path: Path) -> bytes:
    """The bytes of a file; raises Unreadable naming it where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable("there is no such file", source=str(path)) from None


def find_archive(folder: Path, uuid: str | None = None) -> Path:
    """The archive in a folder; raises Unreadable where there is none, or several and no UUID chooses."""
    found = sorted(folder.glob("*.bel"))
    if uuid is not None:
        path = folder / f"{uuid}.bel"
        if not path.exists():
            here = ", ".join(one.stem for one in found) or "none"
            raise Unreadable(
                f"there is no {path.name} here (--uuid); archives are here of: {here}", source=str(folder)
            )
        return path
    if len(found) == 1:
        return found[0]
    if not found:
        begin = "name its folder (--dir, of a case CASE/archive), or begin one with `tellers election init`"
        raise Unreadable(f"no archive (UUID.bel) is here; {begin}", source=str(folder))
    names = ", ".join(path.name for path in found)
    raise Unreadable(f"several archives are here ({names}); choose one with --uuid", source=str(folder))


def write_new(path: Path, raw: bytes, mode: int = PUBLIC) -> Path:
    """Write a file that must not exist yet, whole or not at all, with its mode from the start, and on the disk.

    Raises Refused where it exists: a secret that is overwritten is lost.
    """
    if not path.parent.is_dir():
        raise Unreadable(f"there is no folder {path.parent} to write it into; make it first", source=str(path))
    draft = path.with_name(f".{path.name}.new")
    with lock(path.parent):
        if os.path.lexists(path):
            raise Refused(f"{path} exists and is not overwritten; move it away first")
        draft.unlink(missing_ok=True)
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:  # also where somebody presses Ctrl-C
            draft.unlink(missing_ok=True)
        sync_folder(path.parent)
    return path


def write_same(path: Path, raw: bytes, mode: int = PUBLIC) -> bool:
    """Write a file, or find it there with the same bytes, as after a crash; return whether it is new.

    Raises Refused where it is there and says something else.
    """
    if path.exists():
        if read_file(path) == raw:
            return False
        raise Refused(
            f"{path} is there and says something else: it was changed, or made from other messages; nothing is "
            "overwritten. Use for all what was sent first; or move it away, if nobody has used it"
        )
    write_new(path, raw, mode)
    return True


def lines_of(raw: bytes) -> list[bytes]:
    """The lines of a file that are not empty."""
    return [line for line in raw.split(b"\n") if line.strip()]


def append_line(path: Path, line: bytes, mode: int = SECRET) -> None:
    """Add a line to a file, made with its mode where it is not there, and see it on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(line + b"\n")
        file.flush()
        os.fsync(file.fileno())
