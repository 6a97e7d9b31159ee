"""Cases of an invented club whose rules (club.toml) have a procedure of every kind; acts are the commands."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.commands import Exited, tellers
from tests.minutes.samples import changed, rechained

from tellers.cases.store import CaseFolder
from tellers.minutes.book import MinuteBook
from tellers.minutes.checkpoint import Checkpoint, sign
from tellers.minutes.minute import Minute
from tellers.minutes.store import read_book, read_key

RULES = Path(__file__).with_name("club.toml")

NAMES = ("Ann", "Ben", "Cy", "Dee", "Eve", "Flo", "Gus", "Hal", "Ida")
"""Nine members by the numbers M1 to M9, of whom Ida has not paid, and Ann and Ben are juniors."""


def register() -> str:
    rows = [
        f"M{number},{name},{'no' if name == 'Ida' else 'yes'},{'yes' if number < 3 else 'no'}"
        for number, name in enumerate(NAMES, 1)
    ]
    return "\n".join(("number,name,paid,junior", *rows, ""))


@dataclass(frozen=True)
class Club:
    """One case of the club; each act is given its day and time."""

    root: Path

    @classmethod
    def open(cls, world: Path, procedure: str, rules: Path = RULES) -> "Club":
        (world / "members.csv").write_text(register())
        club = cls(world / "case")
        words = ("--rulebook", rules, "--procedure", procedure, "--register", world / "members.csv")
        tellers("case", "new", club.root, *words, "--secretary", "Sec", "--at", "2024-03-01T09:00")
        return club

    def act(self, words: str, at: str, *more: str) -> dict[str, Any]:
        """Do one act, as "petition sign", at a time such as 03-01T10:00; its facts."""
        done = tellers("case", *words.split(), self.root, "--at", f"2024-{at}", "--json", *more)
        facts: dict[str, Any] = json.loads(done)["facts"]
        return facts

    def refused(self, words: str, at: str, *more: str) -> str:
        """What an act is refused with; nothing is written."""
        before = self.minutes
        with pytest.raises(Exited) as exited:
            self.act(words, at, *more)
        assert self.minutes == before
        assert exited.value.code == 1, exited.value.said
        said = exited.value.said.removeprefix(f"exit {exited.value.code}: ").splitlines()
        return next(line for line in said if line.startswith("tellers: ")).removeprefix("tellers: ")

    @property
    def minutes(self) -> list[dict[str, Any]]:
        """The minutes, as they stand."""
        lines = (self.root / "minutes.jsonl").read_text().splitlines()
        return [json.loads(line) for line in lines]

    @property
    def shown(self) -> dict[str, Any]:
        """What `tellers case show` says, for programs."""
        told: dict[str, Any] = json.loads(tellers("case", "show", self.root, "--json"))
        return told

    def holds(self) -> str:
        """Verify the case, which must hold; what is said of it."""
        return tellers("verify", self.root)

    def forge(self, number: int, /, **changes: Any) -> "Club":  # noqa: ANN401 — JSON
        """Rewrite one minute with the secretary's key: its facts, or (`act`, `at`) the minute itself."""
        minutes = list(read_book(self.folder.minutes).book.minutes)
        fields = {name: changes.pop(name) for name in ("act", "at") if name in changes}
        minutes[number] = changed(minutes[number], facts={**minutes[number].facts, **changes}, **fields)
        return self.write(minutes)

    def slip_in(self, after: int, act: str, **facts: Any) -> "Club":  # noqa: ANN401 — JSON
        """Write one minute more with the secretary's key, after another."""
        minutes = list(read_book(self.folder.minutes).book.minutes)
        minutes.insert(after + 1, changed(minutes[after], act=act, facts=facts))
        return self.write(minutes)

    def leave_out(self, number: int) -> "Club":
        """Write the minutes without one of them, with the secretary's key."""
        minutes = list(read_book(self.folder.minutes).book.minutes)
        return self.write(minutes[:number] + minutes[number + 1 :])

    def write(self, minutes: list[Minute]) -> "Club":
        """Number, chain and sign minutes as the secretary could."""
        chained = rechained(minutes)
        self.folder.minutes.write_bytes(b"".join(minute.encode() + b"\n" for minute in chained))
        signer = read_key(self.folder.secretary_key)
        book = MinuteBook(tuple(chained))
        self.folder.checkpoint.write_bytes(sign(Checkpoint.of(signer.name, book), signer))
        return self

    @property
    def folder(self) -> CaseFolder:
        """The files of the case."""
        return CaseFolder(self.root)

    @property
    def fails(self) -> str:
        """The first check that does not hold, as `tellers verify` says it."""
        with pytest.raises(Exited) as exited:
            tellers("verify", self.root)
        return next(line for line in exited.value.said.splitlines() if line.startswith("FAILS")).removeprefix(
            "FAILS  "
        )
