"""Beside the reference tool: its verdict on our archives, our verdict on its, and each role played by either.

Truth: belenios-tool 2.0, 3.0 and 3.3.0, as Debian ships them.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ballots.forge import Plan, chained
from tests.ballots.forgeries.ballots import BALLOTS
from tests.ballots.forgeries.catalogue import FORGERIES
from tests.ballots.forgeries.chain import ARCHIVE
from tests.ballots.forgeries.tally import TALLY
from tests.ballots.world import UUID, world
from tests.interop.people import (
    TEMPLATE,
    Cast,
    Failed,
    Person,
    carry_archive,
    hold_election,
    make_ballot,
    private_credentials,
    tool,
)

from tellers.ballots.archive import read_archive
from tellers.ballots.chain import Archive
from tellers.ballots.codec import encode
from tellers.ballots.events import EventType
from tellers.ballots.steps import Setup, add_event, begin_election
from tellers.ballots.verifier import verify_archive
from tellers.canonical import sha256_hex

T = EventType
ROLES = ["registrar", "trustee", "voter", "keeper"]
EXPECTED = [[1, 0, 1]]


def ours(keeper: Person) -> Archive:
    """Our reading of the keeper's archive, which must verify with its result."""
    path = keeper.only("*.bel")
    report = verify_archive(path.read_bytes(), path.name)
    assert report.ok, report.failed
    assert report.result is not None
    assert report.result.to_json() == EXPECTED
    return read_archive(path)


def judged(folder: Path, version: str, raw: bytes, uuid: str = UUID) -> None:
    """Raise Failed unless the reference tool verifies the archive."""
    judge = Person(folder / f"judge {version}", tool(version))
    judge.folder.mkdir(exist_ok=True)
    judge.write(f"{uuid}.bel", raw)
    judge.step("verify")


def judge_ballots(folder: Path, version: str, archive: Archive) -> int:
    """Let the reference tool verify each ballot on its own, before any is cast; return how many there were."""
    judge = Person(folder / f"judge of ballots {version}", tool(version))
    judge.folder.mkdir(exist_ok=True)
    judge.write(
        f"{json.loads(archive.setup.data[0])['uuid']}.bel", replace(archive, entries=archive.entries[:1]).encode()
    )
    ballots = archive.of_type(T.BALLOT)
    for entry in ballots:
        judge.write("ballot", entry.payload + b"\n")
        judge.step("verify-ballot", "--ballot", "ballot")
    return len(ballots)


@pytest.mark.parametrize("version", ["3.0", "3.3.0"])
def test_an_election_that_is_all_ours_passes_the_reference_tool_ballot_by_ballot(version: str, tmp_path: Path) -> None:
    tool(version)
    keeper = hold_election(Cast(tmp_path))
    path = keeper.only("*.bel")
    judged(tmp_path, version, path.read_bytes(), path.stem)
    assert judge_ballots(tmp_path, version, ours(keeper)) == 3


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("version", ["3.0", "3.3.0"])
def test_any_one_role_can_be_played_by_the_reference_tool(version: str, role: str, tmp_path: Path) -> None:
    keeper = hold_election(Cast(tmp_path, **{role: tool(version)}))
    ours(keeper)
    judged(tmp_path, version, keeper.only("*.bel").read_bytes(), keeper.only("*.bel").stem)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("version", ["3.0", "3.3.0"])
def test_any_one_role_can_be_played_by_us(version: str, role: str, tmp_path: Path) -> None:
    others = {name: tool(version) for name in ROLES if name != role}
    ours(hold_election(Cast(tmp_path, **others)))


def test_an_election_that_is_all_theirs_verifies_with_us(tmp_path: Path) -> None:
    ours(hold_election(Cast(tmp_path, **dict.fromkeys(ROLES, tool("3.3.0")))))


def test_in_a_finite_field_even_version_2_0_agrees(tmp_path: Path) -> None:
    for version in ("2.0", "3.3.0"):
        tool(version)
    keeper = hold_election(Cast(tmp_path), "RFC-3526-2048")
    path = keeper.only("*.bel")
    judged(tmp_path, "2.0", path.read_bytes(), path.stem)
    assert judge_ballots(tmp_path, "3.3.0", ours(keeper)) == 3


@pytest.mark.parametrize("group", ["Ed25519", "RFC-3526-2048"])
def test_a_public_key_that_the_reference_tool_made_is_made_again_by_us_and_passes_it(
    group: str, tmp_path: Path
) -> None:
    trustee = Person(tmp_path, tool("3.3.0"))
    trustee.step("generate-trustee-key", "--group", group)
    public = trustee.only("*.pubkey")
    key = json.loads(public.read_bytes())["public_key"]
    public.unlink()
    Person(tmp_path, None).step("generate-trustee-key", "--group", group, "--privkey", trustee.only("*.privkey").name)
    assert json.loads(trustee.only("*.pubkey").read_bytes())["public_key"] == key
    assert trustee.only("*.pubkey").name == public.name
    uuid = trustee.step("generate-token").decode().strip()
    trustee.write("public_keys.jsons", public.read_bytes())
    trustee.write("template.json", TEMPLATE)
    trustee.step("make-trustees")
    trustee.step("make-election", "--uuid", uuid, "--group", group, "--template", "template.json")


@pytest.mark.parametrize("certificate", [b"{}", b'{"anything":"at all"}', b"no JSON"])
def test_a_certificate_of_the_credentials_is_read_by_the_reference_tool_no_more_than_by_us(
    certificate: bytes, tmp_path: Path
) -> None:
    """The grounds for passing over it: what the tool would refuse in one, we would have to."""
    (kind, (*parts, named)), *others = Plan.of(world()).events()
    fields = json.loads(named) | {"credentials_certificate": sha256_hex(certificate)}
    raw = chained([(kind, [*parts, certificate, encode(fields)]), *others])
    judged(tmp_path, "3.3.0", raw)
    report = verify_archive(raw, "x")
    assert report.ok
    assert "credentials_certificate is there and was not checked" in json.dumps(report.to_json())


@pytest.mark.parametrize("version", ["3.0", "3.3.0"])
def test_the_same_payloads_give_the_same_bytes(version: str, tmp_path: Path) -> None:
    people = Cast(tmp_path, keeper=tool(version))
    keeper = hold_election(people)
    theirs = read_archive(keeper.only("*.bel"))
    setup = Setup(
        *((keeper.folder / f"{name}.json").read_bytes() for name in ("election", "trustees", "public_creds"))
    )
    path = tmp_path / "ours.bel"
    begin_election(path, setup, theirs.timestamp)
    for entry in theirs.entries[1:]:
        add_event(path, entry.event.type, entry.data)
    assert path.read_bytes() == keeper.only("*.bel").read_bytes()


@pytest.mark.parametrize("version", ["3.0", "3.3.0"])
def test_trustees_with_a_threshold_can_be_the_reference_tool(version: str, tmp_path: Path) -> None:
    trustee = Person(tmp_path / "trustees", tool(version))
    trustee.folder.mkdir()
    seeds = threshold_ceremony(trustee)
    people = Cast(tmp_path)
    keeper, registrar = people.person("keeper"), people.person("registrar")
    uuid = keeper.step("generate-token").decode().strip()
    registrar.step("generate-credentials", "--uuid", uuid, "--group", "Ed25519", "--count", "3")
    keeper.write("public_creds.json", registrar.only("*.pubcreds").read_bytes())
    keeper.write("threshold.json", (trustee.folder / "threshold.json").read_bytes())
    keeper.step("make-trustees")
    keeper.write("template.json", TEMPLATE)
    keeper.step("make-election", "--uuid", uuid, "--group", "Ed25519", "--template", "template.json")
    keeper.step("init")
    for voter, choice in [(0, [0, 0, 1]), (1, [1, 0, 0])]:
        ballot = make_ballot(people, keeper, str(voter), private_credentials(people)[voter], choice)
        keeper.step("add-event", "--type=Ballot", stdin=ballot)
    keeper.step("add-event", "--type=EndBallots")
    keeper.step("add-event", "--type=EncryptedTally", stdin=keeper.step("compute-encrypted-tally"))
    carry_archive(keeper, trustee)
    for number in (3, 1):
        seed = seeds[number - 1]
        files = ("--key", f"{seed}.key", "--decryption-key", f"{seed}.dkey")
        part = trustee.step("decrypt-threshold", *files, "--trustee-id", str(number))
        keeper.step("add-event", "--type=PartialDecryption", stdin=part)
    keeper.step("add-event", "--type=Result", stdin=keeper.step("compute-result"))
    ours(keeper)
    judged(tmp_path, version, keeper.only("*.bel").read_bytes(), uuid)


def threshold_ceremony(trustee: Person) -> list[str]:
    """A key of which two of three trustees are needed, made by the reference tool; return the trustees' names."""

    def take(number: str, *options: str, stdin: bytes = b"") -> bytes:
        given = ("--group", "Ed25519", "--step", number, *options)
        return trustee.step("generate-trustee-key-threshold", *given, stdin=stdin)

    contexts = [f"{index}/2/3" for index in (1, 2, 3)]
    names = [take("1", "--threshold-context", context).decode().strip() for context in contexts]
    trustee.write("certs.jsons", b"".join((trustee.folder / f"{name}.cert").read_bytes() for name in names))
    certs = ("--certs", "certs.jsons")
    polynomials = [
        take("3", "--threshold-context", context, *certs, "--key", f"{name}.key")
        for context, name in zip(contexts, names, strict=True)
    ]
    trustee.write("polynomials.jsons", b"".join(polynomials))
    shared = (*certs, "--polynomials", "polynomials.jsons")
    take("4", *shared)
    outputs = [
        take("5", *certs, "--key", f"{name}.key", stdin=(trustee.folder / f"{name}.vinput").read_bytes())
        for name in names
    ]
    trustee.write("threshold.json", take("6", *shared, stdin=b"".join(outputs)))
    return names


# The judge of good and bad.


@pytest.mark.parametrize("version", ["3.0", "3.3.0"])
def test_the_archive_that_the_forgeries_start_from_passes_the_reference_tool(version: str, tmp_path: Path) -> None:
    judged(tmp_path, version, Plan.of(world()).archive())


BAD_BALLOTS = [
    "for another election",
    "by a credential that is not listed",
    "not signed by its credential",
    "signed as another ballot",
    "two votes for, one against oneself",
    "another voter's answers",
    "a vote for both",
    "neither a vote nor blank",
    "blank and a vote",
]


@pytest.mark.parametrize("name", BAD_BALLOTS)
@pytest.mark.parametrize("version", ["3.0", "3.3.0"])
def test_the_reference_tool_refuses_the_same_bad_ballots(version: str, name: str, tmp_path: Path) -> None:
    forged = tmp_path / "forged.bel"
    forged.write_bytes(BALLOTS[name].make())
    last = read_archive(forged).of_type(T.BALLOT)[-1]
    judge = Person(tmp_path, tool(version))
    forged.unlink()
    judge.write(f"{UUID}.bel", chained(Plan.of(world()).events()[:1]))
    judge.write("ballot", last.payload + b"\n")
    with pytest.raises(Failed):
        judge.step("verify-ballot", "--ballot", "ballot")


# The tool does not compare the number and the weight of a tally with its ballots; we do.
# Nor does it ask for the one form of every record; we do.
BAD_ARCHIVES = [
    *(name for name in ARCHIVE if name != "a payload with a space in it"),
    *(name for name in TALLY if not name.startswith("another")),
    "a vote moved",
    "another result",
]


@pytest.mark.parametrize("name", BAD_ARCHIVES)
def test_the_reference_tool_refuses_the_same_bad_archives(name: str, tmp_path: Path) -> None:
    with pytest.raises(Failed):
        judged(tmp_path, "3.3.0", FORGERIES[name].make())
