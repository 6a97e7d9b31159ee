"""A leadership contest by the commands of the command line: a party of forty, three candidates, two camps with keys.

Whoever is not the secretary has a machine of their own; `tool` puts the reference tool on some of them.
"""

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from tests.interop.occasions import Holder, Occasion, People
from tests.interop.occasions import _keys as made_keys
from tests.interop.people import Person
from tests.journeys.commands import Exited, tellers

RULES = Path(__file__).with_name("leadership.toml")
CANDIDATES = ("Ada", "Bo", "Cy")
CAMPS = ("Ada's", "Ada's", "Bo's", "Bo's")
VOTES = ("[1,2,3]",) * 13 + ("[0,1,2]",) * 12 + ("[3,2,1]",) * 6 + ("[2,3,1]",) * 2 + ("[0,0,0]",)
"""Ada has 13 first places, Bo 12, Cy 8; of Cy's, 6 rank Bo next and 2 Ada: Bo is elected by 18 to 15."""

MARKED = ("[1,3,0]", "[1,1,2]", "[7,200,9]")
"""Votes that the protocol lets through and that are no ranking."""


@dataclass(frozen=True)
class Party:
    """One case of the party, and everybody's machines beside it."""

    world: Path
    tools: dict[str, Path] = field(default_factory=dict)
    group: str = "Ed25519"
    at: str = "people"
    """The folder of the machines, beside the case."""

    def copied(self, to: Path) -> "Party":
        """The same party in another world."""
        shutil.copytree(self.world, to, dirs_exist_ok=True)
        return replace(self, world=to)

    @property
    def case(self) -> Path:
        return self.world / "case"

    @property
    def archive(self) -> Path:
        """The archive of the ballot that was opened last."""
        uuid = [minute["facts"]["uuid"] for minute in self.minutes if minute["act"] == "contest.open"][-1]
        return self.case / "archive" / f"{uuid}.bel"

    @property
    def minutes(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.case / "minutes.jsonl").read_text().splitlines()]

    def begin(self, members: int = 40, rules: str | None = None) -> None:
        """The case is opened for nominations."""
        book, register = self.world / "book.toml", self.world / "members.csv"
        book.write_text(RULES.read_text("utf-8") if rules is None else rules)
        rows = [f"M{at},{name},yes" for at, name in enumerate(self.names(members), 1)]
        register.write_text("\n".join(["number,name,paid", *rows, ""]))
        words = ("--rulebook", book, "--procedure", "nominations", "--register", register)
        tellers("case", "new", self.case, *words, "--secretary", "Sec", "--at", "2024-03-01T09:00")

    def names(self, members: int) -> list[str]:
        return [*CANDIDATES, *(f"Member {at}" for at in range(4, members + 1))]

    def act(self, words: str, at: str, *more: str | Path) -> dict[str, Any]:
        """One act, at a time such as 03-01T10:00; its facts."""
        done = tellers("case", *words.split(), self.case, "--at", f"2024-{at}", "--json", *more)
        facts: dict[str, Any] = json.loads(done)["facts"]
        return facts

    def refused(self, words: str, at: str, *more: str | Path) -> str:
        """What an act is refused with; nothing is minuted."""
        before = self.minutes
        moment = () if words == "contest template" else ("--at", f"2024-{at}")  # that is printed, and is no act
        with pytest.raises(Exited) as exited:
            tellers("case", *words.split(), self.case, *moment, *more)
        assert self.minutes == before
        assert exited.value.code == 1, exited.value.said
        return next(line for line in exited.value.said.splitlines() if "tellers: " in line).split("tellers: ")[1]

    def nominate(self, candidates: Sequence[str] = CANDIDATES) -> None:
        """Each candidate is nominated by two, and consents."""
        self.act("nomination open", "03-01T10:00", "--procedure", "nominations")
        for place, name in enumerate(candidates):
            for member in (10 + place, 20 + place):
                self.act("nomination nominate", "03-01T11:00", "--candidate", name, "--member", f"Member {member}")
            self.act("nomination consent", "03-01T11:00", "--candidate", name)
        self.act("nomination close", "03-02T10:00")

    def announce(self, day: int = 6, *more: str) -> None:
        """The contest is announced, and its roll frozen."""
        times = ("--opens", f"2024-03-{day:02}T10:00", "--closes", f"2024-03-{day:02}T20:00")
        self.act("contest announce", f"03-{day - 4:02}T12:00", "--procedure", "election", *times, *more)
        self.act("contest freeze", f"03-{day - 1:02}T10:00")

    @property
    def people(self) -> People:
        (self.world / self.at).mkdir(exist_ok=True)
        return People(self.world / self.at, self.tools)

    def set_up(self, keys: tuple[tuple[int, int], ...] = ((2, 1), (2, 1)), voters: int | None = None) -> list[Holder]:
        """Registrar, trustees and secretary put the election together in the folder of the keeper."""
        keeper, registrar = self.people.person("keeper"), self.people.person("registrar")
        uuid = keeper.step("generate-token").decode().strip()
        names = tellers("case", "contest", "voters", self.case).splitlines()
        registrar.write("voters.txt", "\n".join(names[:voters]) + "\n")
        registrar.step("generate-credentials", "--uuid", uuid, "--group", self.group, "--file", "voters.txt")
        keeper.write("public_creds.json", registrar.only("*.pubcreds").read_bytes())
        holders = list(made_keys(self.people, keeper, Occasion("leader", self.group, [], [], [], keys=keys)))
        keeper.write("template.json", tellers("case", "contest", "template", self.case))
        keeper.step("make-election", "--uuid", uuid, "--group", self.group, "--template", "template.json")
        return holders

    def open(self, at: str = "03-06T10:00", camps: Sequence[str] = CAMPS, *more: str) -> dict[str, Any]:
        """Voting opens."""
        return self.act("contest open", at, *self.opening(camps), *more)

    def opening(self, camps: Sequence[str] = CAMPS, registrar: str = "Rea") -> tuple[str | Path, ...]:
        """What `contest open` is given."""
        who = [word for at, camp in enumerate(camps, 1) for word in ("--trustee", f"Trustee {at},{camp}".rstrip(","))]
        return ("--election", self.world / self.at / "keeper", "--registrar", registrar, *who)

    def vote(self, votes: Sequence[str]) -> None:
        """Each voter makes a ballot, and it is added."""
        folder = self.world / self.at
        secrets = list(json.loads(self.people.person("registrar").only("*.privcreds").read_bytes()).values())
        for credential, vote in zip(secrets, votes, strict=False):
            (folder / "credential").write_text(credential)
            (folder / "choice").write_text(f"[{vote}]")
            files = ("--privcred", folder / "credential", "--choice", folder / "choice")
            where = ("--dir", self.archive.parent, "--uuid", self.archive.stem)
            made = json.loads(tellers("election", "generate-ballot", *files, *where, "--json"))["ballot"]
            self.add("Ballot", made.encode())

    def add(self, kind: str, stdin: bytes = b"") -> None:
        """An event is added to the archive."""
        where = ("--dir", self.archive.parent, "--uuid", self.archive.stem)
        tellers("election", "add-event", "--type", kind, *where, stdin=stdin)

    def carried(self, person: Person) -> Person:
        """A person gets a copy of the archive."""
        for old in person.folder.glob("*.bel"):
            old.unlink()
        shutil.copy(self.archive, person.folder)
        return person

    def shuffle(self, *trustees: int, end: bool = True) -> None:
        """These trustees shuffle, one after another."""
        for number in trustees:
            person = self.carried(self.people.person("shuffler", str(number)))
            self.add("Shuffle", person.step("shuffle", "--trustee-id", str(number)))
        if end:
            self.add("EndShuffles")

    def decrypt(self, *holders: Holder, tally: str | None = None) -> None:
        """These trustees decrypt the tally of the minutes, each with the copy of their key in this world."""
        for holder in holders:
            person = self.carried(replace(holder.person, folder=self.people.root / holder.person.folder.name))
            hash_ = () if tally is None or person.tool is not None else ("--tally", tally)
            part = person.step(holder.command, *holder.options, "--trustee-id", str(holder.number), *hash_)
            self.add("PartialDecryption", part)


def papers_of(ballot: dict[str, Any]) -> Counter[tuple[str, ...]]:
    """The rankings of a minute, by how many papers have each."""
    return Counter({tuple(one["ranks"]): one["papers"] for one in ballot["rankings"]})
