"""Cases of an invented club whose rules (club.toml) have a procedure of every kind; acts are the commands."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.commands import Exited, tellers

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
        assert exited.value.code in (1, 2)
        return exited.value.said

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
        """Verify the case; what the check of the rules says."""
        return tellers("verify", self.root)
