"""A sealed vote in which registrar, one trustee and one voter use the reference tool, each on a machine of their own.

The secretary, the other trustees and the other voters use our command; the reference tool is the judge at the end.
"""

import json
import shutil
from pathlib import Path

import pytest
from tests.interop.people import Person, tool
from tests.interop.test_reference_tool import judged
from tests.journeys.commands import tellers

RULEBOOK = Path(__file__).parents[2] / "rulebooks" / "labour"
FOR, AGAINST, BLANK = "[[0,1,0]]", "[[0,0,1]]", "[[1,0,0]]"
VOTES = (FOR,) * 5 + (AGAINST,) * 3 + (BLANK,)
THEIRS = 4
"""Which voter and which trustee use the reference tool."""


def machine(root: Path, name: str, theirs: Path | None = None) -> Person:
    folder = root / name
    folder.mkdir()
    return Person(folder, theirs)


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


@pytest.mark.parametrize("version", ["3.0", "3.3.0"])
def test_registrar_a_trustee_and_a_voter_use_the_reference_tool(version: str, tmp_path: Path) -> None:
    theirs, case = tool(version), tmp_path / "case"
    registrar = machine(tmp_path, "registrar", theirs)
    trustees = [machine(tmp_path, f"trustee{at}", theirs if at == 0 else None) for at in range(3)]
    voters = [machine(tmp_path, f"voter{at}", theirs if at == THEIRS else None) for at in range(len(VOTES))]
    desk = machine(tmp_path, "desk")
    begin(case, desk)
    set_up(case, desk, registrar, trustees)
    vote(case, registrar, voters)
    tellers("case", "close", case, "--at", "2016-06-28T16:00")
    for number, trustee in enumerate(trustees, 1):
        decrypt(case, trustee, number)
    tally = json.loads(tellers("case", "tally", case, "--at", "2016-06-28T16:30", "--json"))["facts"]
    assert (tally["for"], tally["against"], tally["blank"]) == (5, 3, 1)
    tellers("case", "declare", case, "--at", "2016-06-28T17:00")
    report = json.loads(tellers("verify", case, "--json"))
    assert (report["ok"], report["state"], report["archive"]["ballots"]) == (True, "complete", 9)
    archive = only(case / "archive", "*.bel")
    judged(tmp_path, version, archive.read_bytes(), archive.stem)


def begin(case: Path, desk: Person) -> None:
    """The secretary opens the case, gives notice and freezes a roll of twelve."""
    rows = "".join(f"C-{at},Member {at},commons,yes\n" for at in range(12))
    desk.write("members.csv", "number,name,house,whip\n" + rows)
    words = ("--procedure", "no-confidence", "--secretary", "Secretary", "--register", desk.folder / "members.csv")
    tellers("case", "new", case, "--rulebook", RULEBOOK, *words, "--at", "2016-06-27T09:00")
    motion = ("--text", "That we have no confidence “in” <the> leader & more.", "--mover", "Member 1")
    tellers("case", "propose", case, *motion, "--holder", "Member 2", "--at", "2016-06-27T10:00")
    times = ("--opens", "2016-06-28T11:00", "--closes", "2016-06-28T16:00")
    tellers("case", "notice", case, *times, "--at", "2016-06-27T11:00")
    tellers("case", "freeze", case, "--at", "2016-06-28T09:00")


def set_up(case: Path, desk: Person, registrar: Person, trustees: list[Person]) -> None:
    """The registrar makes credentials for the pseudonyms, each trustee a key; the secretary puts them together."""
    uuid = desk.step("generate-token").decode().strip()
    registrar.write("voters.txt", tellers("case", "voters", case))
    group = ("--group", "Ed25519")
    registrar.step("generate-credentials", "--uuid", uuid, *group, "--file", "voters.txt")
    desk.write("public_creds.json", registrar.only("*.pubcreds").read_bytes())
    keys = b""
    for trustee in trustees:
        trustee.step("generate-trustee-key", *group)
        keys += trustee.only("*.pubkey").read_bytes()
    desk.write("public_keys.jsons", keys)
    desk.step("make-trustees")
    desk.write("template.json", tellers("case", "template", case))
    desk.step("make-election", "--uuid", uuid, *group, "--template", "template.json")
    names = [word for at in range(3) for word in ("--trustee", f"Trustee {at}")]
    who = ("--registrar", "Registrar", *names, "--at", "2016-06-28T11:00")
    tellers("case", "open", case, "--election", desk.folder, *who)


def vote(case: Path, registrar: Person, voters: list[Person]) -> None:
    """Each voter has a credential from the registrar and a copy of the archive, and sends a ballot."""
    credentials = list(json.loads(registrar.only("*.privcreds").read_bytes()).values())
    archive = only(case / "archive", "*.bel")
    for voter, credential, choice in zip(voters, credentials, VOTES, strict=False):
        shutil.copy(archive, voter.folder)
        voter.write("credential", credential)
        voter.write("choice", choice)
        ballot = voter.step("generate-ballot", "--privcred", "credential", "--choice", "choice")
        tellers("election", "add-event", "--type", "Ballot", "--dir", case / "archive", stdin=ballot)


def decrypt(case: Path, trustee: Person, number: int) -> None:
    """A trustee takes a copy of the closed archive, verifies it, and sends a part of the decryption."""
    shutil.copy(only(case / "archive", "*.bel"), trustee.folder)
    trustee.step("verify")
    part = trustee.step("decrypt", "--privkey", trustee.only("*.privkey").name, "--trustee-id", str(number))
    tellers("election", "add-event", "--type", "PartialDecryption", "--dir", case / "archive", stdin=part)
