"""The people of an election, each by our command or by the reference tool, in a folder of their own."""

import io
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tellers.cli.main import run

REFERENCE = Path(__file__).parents[2] / ".reference"
TOOLS = {"3.0": REFERENCE / "belenios-tool-trixie", "3.3.0": REFERENCE / "belenios-tool-sid"}
TEMPLATE = (
    '{"description":"Résolution","name":"Motion 12","questions":[{"answers":["For","Against"],"blank":true,'
    '"min":1,"max":1,"question":"Confidence?"}]}'
)


def tool(version: str) -> Path:
    """The reference tool of a version; skips where it is not installed."""
    if version == "2.0":
        found = shutil.which("belenios-tool")
        if found is None:
            pytest.skip("belenios-tool 2.0 is not here: `apt-get install belenios-tool` on Debian bookworm gets it")
        return Path(found)
    if not TOOLS[version].exists():
        pytest.skip(f"belenios-tool {version} is not here: `make reference-tool` gets it (on Debian)")
    return TOOLS[version]


class Failed(Exception):  # noqa: N818 — what happened
    """A command that did not exit with 0, with what it said and what it printed."""

    def __init__(self, said: str, printed: str = "") -> None:
        super().__init__(said)
        self.printed = printed


@dataclass(frozen=True)
class Person:
    """Someone who takes steps of an election in a folder; without a tool, by our command."""

    folder: Path
    tool: Path | None
    despite: tuple[str, ...] = ()
    """The dangers that our command is told to go against: the elections of tests have three voters."""

    def step(self, name: str, *options: str, stdin: bytes = b"") -> bytes:
        """Take a step, and return what it printed; raises Failed where it was refused."""
        return self._ours(name, options, stdin) if self.tool is None else self._theirs(name, options, stdin)

    def _theirs(self, name: str, options: tuple[str, ...], stdin: bytes) -> bytes:
        group = {"init": "archive", "add-event": "archive"}.get(name, "election")
        if name.startswith("make-") or name in {"generate-token", "generate-credentials"} or "trustee-key" in name:
            group = "setup"
        command = [str(self.tool), group, name, *options]
        done = subprocess.run(command, input=stdin, capture_output=True, cwd=self.folder, check=False)
        if done.returncode:
            raise Failed(done.stderr.decode())
        return done.stdout

    def _ours(self, name: str, options: tuple[str, ...], stdin: bytes) -> bytes:
        if name == "init" and self.despite:
            options = (*options, *(word for danger in self.despite for word in ("--despite", danger)))
        with pytest.MonkeyPatch.context() as patch:
            out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
            err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.chdir(self.folder)
            code = run(["election", name, *options])
            out.flush()
            err.flush()
            printed, said = (stream.buffer.getvalue() for stream in (out, err))
        if code:
            raise Failed(said.decode(), printed.decode())
        return bytes(printed)

    def write(self, name: str, content: bytes | str) -> str:
        """A file in the person's folder."""
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    def only(self, pattern: str) -> Path:
        """The one file of this name."""
        (found,) = self.folder.glob(pattern)
        return found


@dataclass(frozen=True)
class Cast:
    """Who plays whom: by role, the reference tool or none for ours."""

    root: Path
    registrar: Path | None = None
    trustee: Path | None = None
    voter: Path | None = None
    keeper: Path | None = None

    def person(self, role: str, name: str = "") -> Person:
        """A person of this role, in a folder of their own."""
        folder = self.root / f"{role}{name}"
        folder.mkdir(exist_ok=True)
        return Person(folder, getattr(self, role))


def hold_election(people: Cast, group: str = "Ed25519") -> Person:
    """A whole election of three votes, two voters and two trustees, each on their own machine; return its keeper."""
    keeper = set_up(people, group)
    credentials = private_credentials(people)
    for number, (voter, choice) in enumerate([(0, [0, 1, 0]), (1, [0, 0, 1]), (0, [1, 0, 0])]):
        ballot = make_ballot(people, keeper, f"{number}", credentials[voter], choice)
        keeper.step("add-event", "--type=Ballot", stdin=ballot)
    keeper.step("add-event", "--type=EndBallots")
    keeper.step("add-event", "--type=EncryptedTally", stdin=keeper.step("compute-encrypted-tally"))
    for number in (1, 2):
        trustee = people.person("trustee", str(number))
        carry_archive(keeper, trustee)
        key = trustee.only("*.privkey").name
        part = trustee.step("decrypt", "--privkey", key, "--trustee-id", str(number))
        keeper.step("add-event", "--type=PartialDecryption", stdin=part)
    keeper.step("add-event", "--type=Result", stdin=keeper.step("compute-result"))
    keeper.step("verify")
    return keeper


def set_up(people: Cast, group: str) -> Person:
    """Everything up to the archive with its Setup event."""
    keeper, registrar = people.person("keeper"), people.person("registrar")
    uuid = keeper.step("generate-token").decode().strip()
    registrar.step("generate-credentials", "--uuid", uuid, "--group", group, "--count", "3")
    keeper.write("public_creds.json", registrar.only("*.pubcreds").read_bytes())
    lines = b""
    for number in (1, 2):
        trustee = people.person("trustee", str(number))
        trustee.step("generate-trustee-key", "--group", group)
        lines += trustee.only("*.pubkey").read_bytes()
    keeper.write("public_keys.jsons", lines)
    keeper.step("make-trustees")
    keeper.write("template.json", TEMPLATE)
    keeper.step("make-election", "--uuid", uuid, "--group", group, "--template", "template.json")
    keeper.step("init")
    return keeper


def private_credentials(people: Cast) -> list[str]:
    """The voters' credentials, as the registrar sends them."""
    raw = people.person("registrar").only("*.privcreds").read_bytes()
    return list(json.loads(raw).values())


def make_ballot(people: Cast, keeper: Person, name: str, credential: str, choice: list[int]) -> bytes:
    """A voter's ballot, made on the voter's machine from a copy of the archive."""
    voter = people.person("voter", name)
    carry_archive(keeper, voter)
    voter.write("credential", credential)
    voter.write("choice", json.dumps([choice]))
    option = "--ballot" if voter.tool and voter.tool.name == "belenios-tool" else "--choice"
    return voter.step("generate-ballot", "--privcred", "credential", option, "choice")


def carry_archive(sender: Person, receiver: Person) -> None:
    """Send a copy of the archive."""
    archive = sender.only("*.bel")
    receiver.write(archive.name, archive.read_bytes())
