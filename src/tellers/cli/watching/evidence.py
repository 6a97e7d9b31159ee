"""What is kept when something does not hold: both views, byte for byte, in a folder of their own, with a sentence."""

import hashlib
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tellers.ballots.records import Raw
from tellers.cli.watching.memory import parts_of
from tellers.errors import TellersError

README = "README.txt"

REPEAT = """
The files are as they were fetched; nothing in them was made by this program. kept.* is what was shown before, shown.*
what is shown now. Anyone can repeat the comparison:

  cmp kept.bel shown.bel
  tellers verify shown.bel --earlier kept.bel
  diff kept.jsonl shown.jsonl

Each .checkpoint is signed by the keeper of the record: whoever holds both can show that one key signed both. An
archive by itself is signed by nobody; the line `archive` of a signed checkpoint names its head. Before you accuse
anybody, fetch the board once more from another place: a server that lags behind, or a copy put back after a crash,
can look the same.
"""


class Finding(TellersError):  # noqa: N818 — it is no mistake of the program's
    """Something on a board that does not hold, and the folder in which its evidence stands."""

    def __init__(self, place: str, fault: TellersError, folder: Path) -> None:
        super().__init__(f"{place}: {fault}. The evidence is in {folder}")
        self.place = place
        self.fault = fault
        self.folder = folder


@dataclass(frozen=True)
class Scene:
    """Where evidence is kept, and when it was found."""

    root: Path
    moment: datetime

    def record(self, place: str, subject: str, fault: TellersError, files: Mapping[str, Raw]) -> Finding:
        """Write the evidence into a folder that appears whole; the same evidence twice is one folder."""
        digest = hashlib.sha256()
        for name, raw in sorted(files.items()):
            digest.update(name.encode())
            for part in parts_of(raw, 0, len(raw)):
                digest.update(part)
        folder = self.root / "evidence" / f"{subject}-{digest.hexdigest()[:16]}"
        if not folder.exists():
            self._write(folder, place, subject, fault, files)
        return Finding(place, fault, folder)

    def _write(self, folder: Path, place: str, subject: str, fault: TellersError, files: Mapping[str, Raw]) -> None:
        draft = folder.with_name(f".{folder.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        try:
            for name, raw in files.items():
                with (draft / name).open("wb") as file:
                    for part in parts_of(raw, 0, len(raw)):
                        file.write(part)
            sentence = (
                f"{self.moment.isoformat()}: {place} was looked at, and of {subject} this does not hold: {fault}."
            )
            (draft / README).write_text(f"{sentence}\n{REPEAT}", "utf-8")
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def file_name(name: str) -> str:
    """A name on a board, without its folder and ending, as the name of a file of evidence."""
    return re.sub(r"[^A-Za-z0-9._-]", "-", name.rpartition("/")[2].rpartition(".")[0] or name)
