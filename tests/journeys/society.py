"""The Harbour Reading Society moves no confidence in its chair, by the commands: five sealed voters, two on paper.

Each step is one command, with its input where it has any. `{world}` stands for the folder in which all of it lies.
"""

import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.commands import tellers

from tellers.minutes.store import read_key

RULEBOOK = Path(__file__).parents[2] / "rulebooks" / "example-society"
MEMBERS = ("Ann", "Ben", "Cy", "Dee", "Eve", "Flo", "Gus", "Hal")
MOTION = "That the society has no confidence in its chair."


@dataclass(frozen=True)
class Step:
    """One command, and which file is its standard input; the words hold `{world}`."""

    name: str
    words: tuple[str, ...]
    stdin: str | None = None

    def run(self, world: Path) -> str:
        """Run the command in a world."""
        given = b"" if self.stdin is None else (world / self.stdin).read_bytes()
        return tellers(*(word.replace("{world}", str(world)) for word in self.words), stdin=given)


def case_step(act: str, at: str, *words: str) -> Step:
    return Step(act, ("case", act, "{world}/case", "--at", at, *words))


def step(name: str, *words: str, stdin: str | None = None) -> Step:
    return Step(name, words, stdin)


def prepared(world: Path) -> None:
    """The register, and the agent's key, before the case is begun."""
    rows = "".join(f"{at},{name},paid,{'yes' if at > 5 else 'no'}\n" for at, name in enumerate(MEMBERS[:7], 1))
    (world / "members.csv").write_text("number,name,subscription,paper\n" + rows + "8,Hal,none,no\n")
    tellers("minutes", "keygen", "agent-ada", "--witness", "--out", world / "ada.key")
    (world / "statement.txt").write_text("I ask you to vote against.\n")


def renewed(world: Path) -> None:
    """The register, after the treasurer has found a payment."""
    rows = (world / "members.csv").read_text().replace("8,Hal,none,no", "8,Hal,paid,no")
    (world / "renewed.csv").write_text(rows)
    said = tellers("case", "register", world / "case", "--register", world / "renewed.csv")
    assert "0 members joined, 0 left, 1 edited" in said


def key_of(world: Path) -> str:
    """The agent's verifier key."""
    return str(read_key(world / "ada.key").verifier)


def elected(world: Path) -> None:
    """Registrar and two trustees set up the election; three of five voters make their ballots' choices."""
    folder = world / "election"
    folder.mkdir()
    uuid = tellers("election", "generate-token").strip()
    (folder / "voters.txt").write_text(tellers("case", "voters", world / "case"))
    group = ("--group", "Ed25519", "--dir", folder)
    tellers("election", "generate-credentials", "--uuid", uuid, "--file", folder / "voters.txt", *group)
    (folder / "public_creds.json").write_bytes(_only(folder, "*.pubcreds").read_bytes())
    for _ in range(2):
        tellers("election", "generate-trustee-key", *group)
    keys = sorted(folder.glob("*.pubkey"))
    (folder / "public_keys.jsons").write_bytes(b"".join(key.read_bytes() for key in keys))
    tellers("election", "make-trustees", "--dir", folder)
    (folder / "template.json").write_text(tellers("case", "template", world / "case"))
    tellers("election", "make-election", "--uuid", uuid, "--template", folder / "template.json", *group)


def balloted(world: Path) -> None:
    """Four of five voters make ballots, three for and one against."""
    folder = world / "election"
    credentials = list(json.loads(_only(folder, "*.privcreds").read_bytes()).values())
    for number, choice in enumerate(("[[0,1,0]]", "[[0,1,0]]", "[[0,1,0]]", "[[0,0,1]]")):
        (folder / "credential").write_text(credentials[number])
        (folder / "choice").write_text(choice)
        files = ("--privcred", folder / "credential", "--choice", folder / "choice")
        made = tellers("election", "generate-ballot", *files, "--dir", world / "case" / "archive", "--json")
        (world / f"ballot{number}").write_text(json.loads(made)["ballot"])


def decrypted(world: Path) -> None:
    """Both trustees make their part."""
    folder = world / "election"
    for number, key in enumerate(sorted(folder.glob("*.privkey")), 1):
        words = ("--privkey", key, "--trustee-id", str(number), "--dir", world / "case" / "archive")
        (world / f"part{number}").write_text(tellers("election", "decrypt", *words))


def _only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


ARCHIVE = ("--dir", "{world}/case/archive")
PEOPLE = ("--registrar", "Rea", "--trustee", "Tea", "--trustee", "Tom")
PAPER = ("--for", "1", "--against", "0", "--spoiled", "no mark=1")


def steps(world: Path) -> list[Step | Callable[[Path], None]]:
    """The whole life; what is no command of the case is done by a function, by people elsewhere."""
    new = ("--rulebook", str(RULEBOOK), "--procedure", "confidence", "--register", "{world}/members.csv")
    movers = tuple(word for name in MEMBERS[:5] for word in ("--mover", name))
    agent = f"Ada,for,{key_of(world)}"
    times = ("--opens", "2021-03-29T10:00", "--closes", "2021-03-29T18:00")
    return [
        case_step("new", "2021-03-20T09:00", *new, "--secretary", "Secretary"),
        case_step("propose", "2021-03-20T10:00", "--text", MOTION, *movers, "--holder", "Gus"),
        case_step("notice", "2021-03-21T10:00", *times, "--agent", agent, "--agent", "Abe,against"),
        case_step("statement", "2021-03-22T10:00", "--text", "{world}/statement.txt"),
        case_step("freeze", "2021-03-28T12:00"),
        renewed,
        case_step("amend", "2021-03-28T13:00", "--add", "8", "--reason", "the subscription was paid on 27 March"),
        case_step("amend", "2021-03-28T14:00", "--remove", "8", "--reason", "the cheque came back"),
        elected,
        case_step("open", "2021-03-29T10:00", "--election", "{world}/election", *PEOPLE),
        balloted,
        *(
            step("ballot", "election", "add-event", "--type", "Ballot", *ARCHIVE, stdin=f"ballot{number}")
            for number in range(4)
        ),
        case_step("checkpoint", "2021-03-29T12:00"),
        case_step("close", "2021-03-29T18:00"),
        case_step("paper", "2021-03-29T18:05", "--teller", "Tess", *PAPER),
        case_step("paper", "2021-03-29T18:10", "--teller", "Tim", *PAPER),
        case_step("agent", "2021-03-29T18:15", "--agent", "Ada", "--signs"),
        case_step("agent", "2021-03-29T18:15", "--agent", "Abe", "--dissents", "I was not let in."),
        decrypted,
        *(
            step("part", "election", "add-event", "--type", "PartialDecryption", *ARCHIVE, stdin=f"part{number}")
            for number in (1, 2)
        ),
        case_step("tally", "2021-03-29T19:00"),
        case_step("declare", "2021-03-29T19:30"),
        cosigned,
    ]


def signer_of(world: Path) -> str:
    """The secretary's key, as case.toml has it."""
    key: str = tomllib.loads((world / "case" / "case.toml").read_text())["key"]
    return key


def cosigned(world: Path) -> None:
    """The agent's device co-signs."""
    book = ("--book", world / "case" / "minutes.jsonl", "--signer", signer_of(world))
    tellers("minutes", "cosign", world / "case" / "minutes.checkpoint", "--key", world / "ada.key", *book)
