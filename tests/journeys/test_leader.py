"""A leader is chosen by ranking three, by command: a key for each camp and the scrutineer's, both camps shuffle.

Each person works in a folder of their own; one trustee of a camp walks out before the count. Truth: the votes cast
here, counted by hand, and the reference tool's verification where it is installed.
"""

import json
from pathlib import Path

import pytest
from tests.interop.people import TOOLS, Cast, Failed, Person, carry_archive
from tests.journeys.commands import tellers

GROUP = ("--group", "Ed25519")
NONCE = ("--nonce", "Journey2016")
ROLL = 160
QUESTION = {"type": "NonHomomorphic", "value": {"answers": ["Ann Ames", "Bo Burr", "Cy Cole"], "question": "Leader?"}}
VOTES = [[1, 2, 0]] * 4 + [[0, 1, 2]] * 3 + [[0, 2, 1]] * 2 + [[0, 0, 0], [1, 255, 7], [1, 1, 0]]
"""By first preferences 4, 3 and 2; Cy's two go to Bo, who wins 5 to 4. One is blank, and two carry marks."""


def ceremony(people: Cast, camp: str, size: int, threshold: int) -> list[tuple[Person, tuple[str, ...]]]:
    """The ceremony of one camp, with receipts; the keeper gets the key as CAMP.json, and the receipts."""

    def take(person: Person, number: int, *options: str, stdin: bytes = b"") -> bytes:
        return person.step("generate-trustee-key-threshold", *GROUP, "--step", str(number), *options, stdin=stdin)

    members = [people.person("trustee", f"-{camp}{place}") for place in range(1, size + 1)]
    dealer, keeper = people.person("keeper", f"-{camp}"), people.person("keeper")
    names = [
        take(member, 1, "--threshold-context", f"{place}/{threshold}/{size}").decode().strip()
        for place, member in enumerate(members, 1)
    ]
    pairs = list(zip(members, names, strict=True))
    certificates = b"".join((member.folder / f"{name}.cert").read_bytes() for member, name in pairs)
    for person in (dealer, *members):
        person.write("certs.jsons", certificates)
    certs = ("--certs", "certs.jsons")
    receipts = b"".join(
        member.step("load-back", *GROUP, *NONCE, "--key", f"{name}.key", *certs) for member, name in pairs
    )
    dealer.write("receipts", receipts)
    lines = b"".join(take(member, 3, *certs, "--key", f"{name}.key") for member, name in pairs)
    dealer.write("polynomials.jsons", lines)
    files = (*certs, "--polynomials", "polynomials.jsons")
    take(dealer, 4, *files, "--loaded-back", "receipts", *NONCE)
    shares = b""
    for member, name in pairs:
        inbox = (dealer.folder / f"{name}.vinput").read_bytes()
        shares += take(member, 5, *certs, "--key", f"{name}.key", stdin=inbox)
    keeper.write(f"{camp}.json", take(dealer, 6, *files, stdin=shares))
    held: list[tuple[Person, tuple[str, ...]]] = []
    for member, name in pairs:
        member.write(f"{name}.dkey", (dealer.folder / f"{name}.dkey").read_bytes())
        own = ("--key", f"{name}.key", "--decryption-key", f"{name}.dkey")
        line = member.step("load-back", *GROUP, *NONCE, *own, *certs)
        keeper.write("receipts", (keeper.folder / "receipts").read_bytes() + line)
        held.append((member, own))
    return held


def set_up(people: Cast) -> tuple[Person, list[tuple[Person, tuple[str, ...]]]]:
    """Everything up to the first ballot: keys, receipts, a rehearsal, the own key on the board."""
    keeper, registrar, scrutineer = (people.person(role) for role in ("keeper", "registrar", "trustee"))
    uuid = keeper.step("generate-token").decode().strip()
    registrar.step("generate-credentials", "--uuid", uuid, *GROUP, "--count", str(ROLL))
    keeper.write("public_creds.json", registrar.only("*.pubcreds").read_bytes())
    scrutineer.step("generate-trustee-key", *GROUP)
    keeper.write("public_keys.jsons", scrutineer.only("*.pubkey").read_bytes())
    own = ("--privkey", scrutineer.only("*.privkey").name)
    keeper.write("receipts", scrutineer.step("load-back", *GROUP, *NONCE, *own))
    trustees = [(scrutineer, own), *ceremony(people, "ames", 3, 2), *ceremony(people, "burr", 2, 1)]
    keys = ("--threshold", "ames.json", "--threshold", "burr.json")
    keeper.step("make-trustees", *keys, "--loaded-back", "receipts", *NONCE)
    keeper.write("template.json", json.dumps({"description": "Party", "name": "Leader", "questions": [QUESTION]}))
    keeper.step("make-election", "--uuid", uuid, *GROUP, "--template", "template.json")
    keeper.step("init")
    rehearsed(keeper, trustees)
    return keeper, trustees


def rehearsed(keeper: Person, trustees: list[tuple[Person, tuple[str, ...]]]) -> None:
    """Each trustee finds the own key on the board and answers the rehearsal."""
    answers = b""
    board = keeper.only("*.bel").name
    for number, (trustee, own) in enumerate(trustees, 1):
        carry_archive(keeper, trustee)
        assert f"you are trustee {number}" in trustee.step("confirm-key", *GROUP, *own, board).decode()
        answers += trustee.step("rehearse", "answer", *GROUP, *NONCE, *own, board)
    keeper.write("answers", answers)
    keeper.step("rehearse", "check", *GROUP, *NONCE, "--answers", "answers", board)


def add(keeper: Person, kind: str, records: bytes = b"") -> None:
    keeper.step("add-event", f"--type={kind}", stdin=records)


def test_a_leader_is_chosen_by_two_camps_and_one_trustee_walks_out(tmp_path: Path) -> None:
    people = Cast(tmp_path)
    keeper, trustees = set_up(people)
    secrets = list(json.loads(people.person("registrar").only("*.privcreds").read_bytes()).values())
    for number, vote in enumerate(VOTES):
        voter = people.person("voter", f"{number}")
        carry_archive(keeper, voter)
        voter.write("credential", secrets[number])
        voter.write("choice", json.dumps([vote]))
        add(keeper, "Ballot", voter.step("generate-ballot", "--privcred", "credential", "--choice", "choice"))
    add(keeper, "EndBallots")
    add(keeper, "EncryptedTally", keeper.step("compute-encrypted-tally"))
    for number in (2, 5):  # one of each camp
        shuffler = trustees[number - 1][0]
        carry_archive(keeper, shuffler)
        add(keeper, "Shuffle", shuffler.step("shuffle", "--trustee-id", str(number)))
    add(keeper, "EndShuffles")
    decrypt(keeper, trustees, 1, 2, 4)
    with pytest.raises(Failed, match="trustees 5, 6"):
        keeper.step("compute-result")
    decrypt(keeper, trustees, 6)
    add(keeper, "Result", keeper.step("compute-result"))
    archive = keeper.only("*.bel")
    counted(archive, tmp_path)
    judge = TOOLS["3.3.0"]
    if judge.exists():
        carry_archive(keeper, Person(tmp_path / "voter0", judge))
        Person(tmp_path / "voter0", judge).step("verify")


def decrypt(keeper: Person, trustees: list[tuple[Person, tuple[str, ...]]], *numbers: int) -> None:
    for number in numbers:
        trustee, own = trustees[number - 1]
        carry_archive(keeper, trustee)
        command = "decrypt" if own[0] == "--privkey" else "decrypt-threshold"
        add(keeper, "PartialDecryption", trustee.step(command, *own, "--trustee-id", str(number)))


def counted(archive: Path, folder: Path) -> None:
    """The opened votes are read as rankings, and counted by `tellers count`."""
    papers = folder / "leader.blt"
    told = json.loads(tellers("election", "rankings", archive, "--blt-out", papers, "--json"))
    assert told == {"ranked": 9, "blank": 1, "spoiled": {"a rank stands twice": 1, "a rank is left out": 1}}
    assert "255" not in papers.read_text()
    count = json.loads(tellers("count", papers, "--method", "av", "--json"))
    assert count["elected"] == ["Bo Burr"]
