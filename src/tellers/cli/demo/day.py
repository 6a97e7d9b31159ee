"""27 and 28 June 2016, act by act. The day and the figures are of record; the hours are invented."""

import json
import random
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tellers.cli.demo import people
from tellers.cli.demo.people import Votes
from tellers.cli.demo.stage import Stage

RULEBOOK = Path(__file__).parent / "labour"
SECRETARY = "Secretary of the PLP"
REGISTRAR = "Registrar"
TRUSTEES = ("Trustee for the movers", "Trustee for the holder", "Trustee for the scrutineers")
AGENTS = {"Agent for the movers": "for", "Agent for the holder": "against"}
TELLERS = ("First teller", "Second teller")
ANSWERS = {"for": "[[0,1,0]]", "against": "[[0,0,1]]"}
"""A choice as the command takes it: blank, For, Against."""


@dataclass(frozen=True)
class Folders:
    """Whose machine is which: in the demonstration all of them are folders under `secrets`."""

    case: Path

    @property
    def incoming(self) -> Path:
        """What the secretary needs before the case exists."""
        return self.case.with_name(f".{self.case.name}.incoming")

    @property
    def election(self) -> Path:
        """Where registrar and trustees put what they publish."""
        return self.case / "secrets" / "election"

    @property
    def archive(self) -> Path:
        """The folder of the archive."""
        return self.case / "archive"

    def of(self, person: str) -> Path:
        """One person's own folder."""
        return self.case / "secrets" / person.lower().replace(" ", "-")


def play(stage: Stage, votes: Votes) -> None:
    """Run the whole vote: rule book, motion, notice, roll, ballots, papers, tally, declaration, witnesses."""
    folders = Folders(stage.case)
    _found(stage, folders, votes)
    _give_notice(stage, folders)
    _freeze(stage)
    if votes.all_on_paper:
        stage.scene("Voting, wholly on paper")
        stage.run("case", "open", str(stage.case), "--at", "2016-06-28T11:00")
        _witness(stage, folders)
    else:
        _set_up(stage, folders)
        _witness(stage, folders)
        _vote(stage, folders, votes)
    stage.scene("The close")
    stage.run("case", "close", str(stage.case), "--at", "2016-06-28T16:00")
    _witness(stage, folders)
    if votes.on_paper:
        _count_papers(stage, votes)
    _attend(stage)
    if not votes.all_on_paper:
        _decrypt(stage, folders)
    _declare(stage, folders)


def _found(stage: Stage, folders: Folders, votes: Votes) -> None:
    stage.scene("Monday 27 June: the motion")
    shutil.rmtree(folders.incoming, ignore_errors=True)
    folders.incoming.mkdir()
    register = folders.incoming / "members.csv"
    register.write_bytes(people.register(votes))
    words = ("--procedure", "no-confidence", "--register", str(register), "--secretary", SECRETARY)
    case = str(stage.case)
    stage.run("case", "new", case, "--rulebook", str(RULEBOOK), *words, "--at", "2016-06-27T17:00")
    shutil.rmtree(folders.incoming)
    who = ("--mover", people.MOVER, "--holder", people.HOLDER)
    stage.run("case", "propose", case, "--text", people.MOTION, *who, "--at", "2016-06-27T18:00")


def _give_notice(stage: Stage, folders: Folders) -> None:
    stage.scene("Notice to the holder and the body; each camp names an agent, whose key will co-sign the minute book")
    agents: list[str] = []
    for name, camp in AGENTS.items():
        folders.of(name).mkdir()
        out = ("--witness", "--out", str(_witness_key(folders, name)), "--json")
        key = json.loads(stage.run("minutes", "keygen", folders.of(name).name, *out))["vkey"]
        agents += ["--agent", f"{name},{camp},{key}"]
    statement = folders.of(SECRETARY)
    statement.mkdir()
    (statement / "statement.txt").write_text(people.STATEMENT + "\n", "utf-8")
    times = ("--opens", "2016-06-28T11:00", "--closes", "2016-06-28T16:00")
    words = ("--statement", str(statement / "statement.txt"), "--at", "2016-06-27T19:00")
    stage.run("case", "notice", str(stage.case), *times, *agents, *words)


def _freeze(stage: Stage) -> None:
    stage.scene("Tuesday 28 June: the roll")
    stage.run("case", "freeze", str(stage.case), "--on", "2016-06-28", "--at", "2016-06-28T09:00")


def _set_up(stage: Stage, folders: Folders) -> None:
    stage.scene("The registrar makes credentials, each of three trustees a key of their own")
    shared, registrar = folders.election, folders.of(REGISTRAR)
    shared.mkdir()
    registrar.mkdir()
    group = ("--group", "Ed25519")
    uuid = stage.run("election", "generate-token").strip()
    (registrar / "voters.txt").write_text(stage.run_unseen("case", "voters", str(stage.case)), "utf-8")
    voters = ("--file", str(registrar / "voters.txt"), "--dir", str(registrar))
    stage.run("election", "generate-credentials", "--uuid", uuid, *group, *voters)
    shutil.copy(_only(registrar, "*.pubcreds"), shared / "public_creds.json")
    keys = b""
    for name in TRUSTEES:
        folders.of(name).mkdir()
        stage.run("election", "generate-trustee-key", *group, "--dir", str(folders.of(name)))
        keys += _only(folders.of(name), "*.pubkey").read_bytes()
    (shared / "public_keys.jsons").write_bytes(keys)
    stage.run("election", "make-trustees", "--dir", str(shared))
    (shared / "template.json").write_text(stage.run_unseen("case", "template", str(stage.case)), "utf-8")
    template = ("--template", str(shared / "template.json"))
    stage.run("election", "make-election", "--uuid", uuid, *group, *template, "--dir", str(shared))
    people_ = [word for name in TRUSTEES for word in ("--trustee", name)]
    words = ("--election", str(shared), "--registrar", REGISTRAR, *people_, "--at", "2016-06-28T11:00")
    stage.run("case", "open", str(stage.case), *words)


def _vote(stage: Stage, folders: Folders, votes: Votes) -> None:
    stage.scene(f"{votes.in_favour + votes.against} members vote, each with a credential, in an order drawn at random")
    credentials = json.loads(_only(folders.of(REGISTRAR), "*.privcreds").read_bytes())
    draw = random.SystemRandom()
    voters = draw.sample(sorted(credentials), votes.in_favour + votes.against)
    choices = ["for"] * votes.in_favour + ["against"] * votes.against
    draw.shuffle(choices)
    device = folders.of("a voter's device")
    device.mkdir()
    cast = list(zip(voters, choices, strict=True))
    with stage.progress(cast, "ballots cast") as ballots:
        for voter, choice in ballots:
            _cast(stage, folders, device, (credentials[voter], choice))
    shutil.rmtree(device)


def _cast(stage: Stage, folders: Folders, device: Path, vote: tuple[str, str]) -> None:
    """One member's vote: the ballot is made on the member's device, and put into the archive."""
    credential, choice = vote
    (device / "credential").write_text(credential, "utf-8")
    (device / "choice").write_text(ANSWERS[choice], "utf-8")
    files = ("--privcred", str(device / "credential"), "--choice", str(device / "choice"))
    where = ("--dir", str(folders.archive))
    made = json.loads(stage.run_unseen("election", "generate-ballot", *files, *where, "--json"))
    stage.run_unseen("election", "add-event", "--type", "Ballot", *where, stdin=made["ballot"].encode())


def _count_papers(stage: Stage, votes: Votes) -> None:
    stage.scene("The papers: two tellers count, each alone")
    valid = votes.in_favour, votes.against
    in_favour, against = valid if votes.all_on_paper else (0, 0)
    spoiled = ("--spoiled", f"no clear choice={votes.spoiled}") if votes.spoiled else ()
    for minute, teller in zip(("05", "10"), TELLERS, strict=True):
        count = ("--for", str(in_favour), "--against", str(against), *spoiled)
        stage.run("case", "paper", str(stage.case), "--teller", teller, *count, "--at", f"2016-06-28T16:{minute}")


def _attend(stage: Stage) -> None:
    for name in AGENTS:
        stage.run("case", "agent", str(stage.case), "--agent", name, "--signs", "--at", "2016-06-28T16:12")


def _decrypt(stage: Stage, folders: Folders) -> None:
    stage.scene("Each trustee verifies the archive and decrypts a share of the minuted tally; nobody decrypts alone")
    (closing,) = (minute for minute in _minutes(stage) if minute["act"] == "close")
    tally = closing["facts"]["sealed"]["tally"]
    where = ("--dir", str(folders.archive))
    for number, name in enumerate(TRUSTEES, 1):
        key = ("--privkey", str(_only(folders.of(name), "*.privkey")), "--trustee-id", str(number))
        part = stage.run("election", "decrypt", *key, "--tally", tally, *where)
        stage.run("election", "add-event", "--type", "PartialDecryption", *where, stdin=part.encode())


def _declare(stage: Stage, folders: Folders) -> None:
    stage.scene("The tally and the declaration")
    case = str(stage.case)
    stage.run("case", "tally", case, "--at", "2016-06-28T16:20")
    stage.run("case", "declare", case, "--at", "2016-06-28T16:30")
    _witness(stage, folders)


def _witness(stage: Stage, folders: Folders) -> None:
    """Each agent co-signs the minute book as it stands, on a device that remembers what it co-signed last."""
    signer = tomllib.loads((stage.case / "case.toml").read_text("utf-8"))["key"]
    for name in AGENTS:
        key = ("--key", str(_witness_key(folders, name)), "--signer", signer)
        book = ("--book", str(stage.case / "minutes.jsonl"))
        stage.run("minutes", "cosign", str(stage.case / "minutes.checkpoint"), *key, *book)


def _minutes(stage: Stage) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (stage.case / "minutes.jsonl").read_bytes().splitlines()]


def _witness_key(folders: Folders, agent: str) -> Path:
    return folders.of(agent) / "witness.key"


def _only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found
