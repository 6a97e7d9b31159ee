"""A party whose registrar makes reserve credentials, and some of whose members vote on paper."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.interop.occasions import Holder, Occasion
from tests.interop.occasions import _keys as made_keys
from tests.interop.people import Person
from tests.journeys.commands import tellers
from tests.journeys.leadership import RULES, Party

ONE_NAME = RULES.read_text("utf-8").replace('method      = "av"', 'method      = "plurality"')
"""The rules, but that a vote is for one name and is never opened by itself."""

BOTH_FORMS = ONE_NAME.replace('forms       = ["sealed"]', 'forms       = ["sealed", "paper"]')
ADA, BO, CY, BLANK = "[0,1,0,0]", "[0,0,1,0]", "[0,0,0,1]", "[1,0,0,0]"
"""Votes for one name; the blank one comes first."""


@dataclass(frozen=True)
class Late(Party):
    """The party; `reserves` credentials are made that stand for nobody."""

    reserves: int = 3

    def set_up(self, keys: tuple[tuple[int, int], ...] = ((1, 1), (1, 1)), voters: int | None = None) -> list[Holder]:
        keeper, registrar = self.people.person("keeper"), self.registrar
        uuid = keeper.step("generate-token").decode().strip()
        names = tellers("case", "contest", "voters", self.case).splitlines()
        registrar.write("voters.txt", "\n".join(names[:voters]) + "\n")
        made = ("--file", "voters.txt", "--reserves", str(self.reserves))
        registrar.step("generate-credentials", "--uuid", uuid, "--group", self.group, *made)
        keeper.write("public_creds.json", registrar.only("*.pubcreds").read_bytes())
        holders = list(made_keys(self.people, keeper, Occasion("leader", self.group, [], [], [], keys=keys)))
        keeper.write("template.json", tellers("case", "contest", "template", self.case))
        keeper.step("make-election", "--uuid", uuid, "--group", self.group, "--template", "template.json")
        return holders

    def opening(self, camps: Sequence[str] = ("Ada's", "Bo's"), registrar: str = "Rea") -> tuple[str | Path, ...]:
        words = super().opening(camps, registrar)
        return (*words, "--reserves", self.registrar.only("*.reserves")) if self.reserves else words

    def open(self, at: str = "03-06T10:00", camps: Sequence[str] = ("Ada's", "Bo's"), *more: str) -> dict[str, Any]:
        return super().open(at, camps, *more)

    @property
    def registrar(self) -> Person:
        return self.people.person("registrar")

    @property
    def secrets(self) -> dict[str, str]:
        """The registrar's secret file."""
        found: dict[str, str] = json.loads(self.registrar.only("*.privcreds").read_bytes())
        return found

    def pseudonym(self, number: str) -> str:
        """Whom the private key of the roll has under a member's number."""
        key = json.loads((self.case / "register" / "roll-election-1.ballot.json").read_bytes())
        return next(str(one["pseudonym"]) for one in key["pairs"] if one["member"] == number)

    def reserve(self, voter: str, *more: str) -> dict[str, str]:
        """The registrar gives a reserve to a voter; its public key, and that of the lost credential."""
        files = ("--privcreds", self.registrar.only("*.privcreds").name)
        said = self.registrar.step("activate-reserve", *files, "--voter", voter, *more, str(self.archive), "--json")
        found: dict[str, str] = json.loads(said)
        return found

    def sent(self, voter: str) -> str:
        """The credential that the registrar sends a voter now."""
        files = ("--privcreds", self.registrar.only("*.privcreds").name)
        step = self.registrar.step("reissue-credential", *files, "--voter", voter, str(self.archive))
        return step.decode().strip()

    def made(self, secret: str, vote: str) -> bytes:
        """A ballot that a voter makes."""
        folder = self.world / self.at
        (folder / "credential").write_text(secret)
        (folder / "choice").write_text(f"[{vote}]")
        files = ("--privcred", folder / "credential", "--choice", folder / "choice")
        where = ("--dir", self.archive.parent, "--uuid", self.archive.stem)
        made: str = json.loads(tellers("election", "generate-ballot", *files, *where, "--json"))["ballot"]
        return made.encode()

    def cast(self, secret: str, vote: str) -> None:
        """A voter makes a ballot, and it is added."""
        self.add("Ballot", self.made(secret, vote))

    def smuggle(self, secret: str, vote: str) -> None:
        """Whoever keeps the archive adds a ballot with another program, which asks no minutes."""
        beside = self.world / "beside" / "archive"
        beside.mkdir(parents=True)
        copy = beside / self.archive.name
        copy.write_bytes(self.archive.read_bytes())
        tellers("election", "add-event", "--type", "Ballot", "--dir", beside, stdin=self.made(secret, vote))
        self.archive.write_bytes(copy.read_bytes())
        copy.unlink()

    def counted(self, holders: list[Holder], at: str = "03-06T20:00") -> dict[str, Any]:
        """Voting is closed and everybody decrypts; the facts of the tally."""
        closed = self.act("contest close", at)
        self.decrypt(*holders, tally=closed["tally"])
        return closed

    def teller(self, name: str, at: str, figures: dict[str, Any], *spoiled: str) -> dict[str, Any]:
        """A teller enters a count of papers."""
        return self.act("contest paper", at, *self.counting(name, figures, *spoiled))

    def counting(self, name: str, figures: dict[str, Any], *spoiled: str) -> tuple[str | Path, ...]:
        """What `contest paper` is given."""
        path = self.world / f"{name}.json"
        path.write_text(json.dumps(figures))
        return ("--teller", name, "--figures", path, *(word for one in spoiled for word in ("--spoiled", one)))

    def register(self, columns: str, row: Callable[[int, str], str], members: int = 40) -> None:
        """The register of the case, as the secretary has it from now on."""
        rows = [row(at, name) for at, name in enumerate(self.names(members), 1)]
        (self.case / "register" / "members.csv").write_text("\n".join([columns, *rows, ""]))

    def on_paper(self, number: int, members: int = 40, rules: str = BOTH_FORMS) -> None:
        """The case begins with so many members on paper, the last of the register."""
        self.begin(members, rules)
        first = members - number
        self.register(
            "number,name,paid,paper",
            lambda at, name: f"M{at},{name},yes,{'yes' if at > first else 'no'}",
            members,
        )
