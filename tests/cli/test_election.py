"""`tellers election`: what each step prints, leaves and refuses. Its forms are held to the tool in tests/interop."""

import io
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.ballots.samples import vectors
from tests.interop.people import (
    TEMPLATE,
    Cast,
    Failed,
    Person,
    hold_election,
    make_ballot,
    private_credentials,
    set_up,
)

from tellers.ballots.archive import read_archive
from tellers.ballots.group import ED25519
from tellers.ballots.hashing import fingerprint
from tellers.cli.election import setup as setup_commands
from tellers.cli.election.folder import write_new
from tellers.cli.main import run
from tellers.errors import Refused, Unreadable

UUID = "ForgerForger12"


@pytest.fixture
def me(tmp_path: Path) -> Person:
    return Person(tmp_path, None)


@pytest.fixture
def people(tmp_path: Path) -> Cast:
    return Cast(tmp_path)


@pytest.fixture
def keeper(people: Cast) -> Person:
    """The keeper of an archive that is open for ballots."""
    return set_up(people, "Ed25519")


def refused(person: Person, name: str, *options: str, stdin: bytes = b"") -> str:
    """What is said when a step is refused."""
    with pytest.raises(Failed) as caught:
        person.step(name, *options, stdin=stdin)
    return str(caught.value)


def as_json(person: Person, name: str, *options: str, stdin: bytes = b"") -> Any:  # noqa: ANN401 — JSON
    return json.loads(person.step(name, *options, "--json", stdin=stdin))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_whole_election_by_command(people: Cast) -> None:
    keeper = hold_election(people)
    report = as_json(keeper, "verify")
    assert report["ok"]
    assert (report["state"], report["result"], report["superseded"]) == ("complete", [[1, 0, 1]], 1)


# Before.


def test_a_token_is_one_line_and_new_each_time(me: Person) -> None:
    first, second = me.step("generate-token"), me.step("generate-token")
    assert first != second
    assert len(first) == 15
    assert len(as_json(me, "generate-token", "--length", "20")["uuid"]) == 20
    assert "--length" in refused(me, "generate-token", "--length", "13")


def test_credentials_leave_a_secret_file_and_a_public_one(me: Person) -> None:
    said = me.step("generate-credentials", "--uuid", UUID, "--group", "Ed25519", "--count", "3").decode().splitlines()
    secret, public = me.only("*.privcreds"), me.only("*.pubcreds")
    assert secret.stem == public.stem
    assert (mode(secret), mode(public)) == (0o600, 0o644)
    assert list(json.loads(secret.read_bytes())) == ["1", "2", "3"]
    entries = [entry.split(",") for entry in json.loads(public.read_bytes())]
    assert sorted(name for _, _, name in entries) == ["1", "2", "3"]
    listed = json.dumps([key for key, _, _ in entries], separators=(",", ":")).encode()
    assert said[2] == f"The fingerprint of public credentials is {fingerprint(listed)}"
    assert said[0].startswith("3 private credentials with ids saved to")


def test_secrets_are_never_overwritten(me: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup_commands, "now", lambda: datetime(2016, 6, 28, tzinfo=UTC))
    options = ("--uuid", UUID, "--group", "Ed25519", "--count", "1")
    me.step("generate-credentials", *options)
    before = {path.name: path.read_bytes() for path in me.folder.iterdir()}
    assert "exists and is not overwritten" in refused(me, "generate-credentials", *options)
    assert {path.name: path.read_bytes() for path in me.folder.iterdir()} == before


def test_a_lost_public_key_is_made_again_from_the_private_one_with_a_new_proof(me: Person) -> None:
    me.step("generate-trustee-key", "--group", "Ed25519")
    private, public = me.only("*.privkey"), me.only("*.pubkey")
    before, secret = json.loads(public.read_bytes()), private.read_bytes()
    options = ("--group", "Ed25519", "--privkey", private.name)
    assert "exists and is not overwritten" in refused(me, "generate-trustee-key", *options)
    assert json.loads(public.read_bytes()) == before
    public.unlink()
    said = as_json(me, "generate-trustee-key", *options)
    assert said == {"id": private.stem, "private": private.name, "public": f"{private.stem}.pubkey"}
    made = json.loads(public.read_bytes())
    assert made["public_key"] == before["public_key"]
    assert made["pok"] != before["pok"]
    assert {path.name for path in me.folder.iterdir()} == {private.name, public.name}
    assert private.read_bytes() == secret
    assert secret.decode().strip().strip('"') not in public.read_text()
    me.write("public_keys.jsons", public.read_bytes())
    me.step("make-trustees")  # which checks the proof


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("00000000.privkey", None, "its name says 00000000"),
        ("a.privkey", b"no key", "this is not a private key"),
        ("a.privkey", b'"0"', "this is not a private key"),
        ("a.privkey", f'"{2**255}"'.encode(), "this is not a private key"),
        ("a.privkey", b"", "this is not a private key"),
        ("nowhere.privkey", b"-", "there is no such file"),
    ],
)
def test_what_is_no_private_key_gives_no_public_one(me: Person, name: str, content: bytes | None, why: str) -> None:
    me.step("generate-trustee-key", "--group", "Ed25519")
    secret = me.only("*.privkey").read_bytes()
    me.only("*.pubkey").unlink()
    if not name.startswith("nowhere"):
        me.write(name, content if content is not None else secret)
    said = refused(me, "generate-trustee-key", "--group", "Ed25519", "--privkey", name)
    assert why in said
    assert secret.decode().strip().strip('"') not in said
    assert not list(me.folder.glob("*.pubkey"))


def test_a_private_key_of_another_group_gives_no_public_one(me: Person) -> None:
    me.step("generate-trustee-key", "--group", "Ed25519")
    private = me.only("*.privkey")
    me.only("*.pubkey").unlink()
    said = refused(me, "generate-trustee-key", "--group", "RFC-3526-2048", "--privkey", private.name)
    assert f"its name says {private.stem}; is the group the one that it was made for?" in said
    assert not list(me.folder.glob("*.pubkey"))


def test_voters_from_a_file_have_names_and_weights(me: Person) -> None:
    me.write("voters.txt", "a@x.org,loga,2\nb@x.org\nc@x.org,,3\n")
    me.step("generate-credentials", "--uuid", UUID, "--group", "Ed25519", "--file", "voters.txt")
    # As belenios-tool 3.3.0 writes the same file: the login, else the address; the weight, else 1.
    entries = [entry.split(",")[1:] for entry in json.loads(me.only("*.pubcreds").read_bytes())]
    assert sorted(entries) == [["1", "b@x.org"], ["2", "loga"], ["3", "c@x.org"]]
    assert set(json.loads(me.only("*.privcreds").read_bytes())) == {"loga", "b@x.org", "c@x.org"}


@pytest.mark.parametrize(
    ("voters", "says"),
    [
        ("a@x.org\na@x.org\n", "line 2: the voter 'a@x.org' stands twice"),
        ("a,b,c,d\n", "line 1"),
        (",login\n", "line 1"),
        ("a,b,many\n", "expected a number"),
        ("", "there is no voter"),
        ("\n\n", "there is no voter"),
    ],
)
def test_a_bad_list_of_voters_is_named_with_its_line(me: Person, voters: str, says: str) -> None:
    me.write("voters.txt", voters)
    options = ("--uuid", UUID, "--group", "Ed25519", "--file", "voters.txt")
    assert says in refused(me, "generate-credentials", *options)
    assert not list(me.folder.glob("*creds"))


def test_the_public_key_of_a_credential_is_the_reference_tools(me: Person) -> None:
    known = vectors(ED25519)["credential_2.4+"]
    options = ("--uuid", known["uuid"], "--group", "Ed25519", "--derive", known["credential"])
    assert me.step("generate-credentials", *options).decode().strip() == known["public"]


def test_one_of_count_file_and_derive_is_asked_for(me: Person) -> None:
    assert "give one of" in refused(me, "generate-credentials", "--uuid", UUID, "--group", "Ed25519")
    both = ("--count", "1", "--derive", "x")
    assert "give one of" in refused(me, "generate-credentials", "--uuid", UUID, "--group", "Ed25519", *both)


def test_an_unknown_group_is_named_with_those_there_are(me: Person) -> None:
    assert "BELENIOS-2048" in refused(me, "generate-trustee-key", "--group", "Ed448")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("generate-trustee-key",), "I: next: send the public key to the organiser"),
        (("generate-credentials", "--uuid", UUID, "--count", "3"), "I: next: the public file to the organiser"),
    ],
)
def test_who_makes_a_key_or_credentials_is_told_what_comes_next(
    words: tuple[str, ...], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["election", *words, "--group", "Ed25519", "--dir", str(tmp_path)]) == 0
    assert told in capsys.readouterr().err


def test_a_trustees_key_is_for_its_owner_alone(me: Person) -> None:
    said = me.step("generate-trustee-key", "--group", "Ed25519").decode()
    secret, public = me.only("*.privkey"), me.only("*.pubkey")
    assert said == f"I: keypair {secret.stem} has been generated\n"
    assert secret.stem == public.stem
    assert (mode(secret), mode(public)) == (0o600, 0o644)
    assert secret.read_bytes().strip() not in public.read_bytes()


def test_trustees_need_keys_with_proofs_of_one_group(me: Person) -> None:
    assert "public_keys.jsons" in refused(me, "make-trustees")
    me.step("generate-trustee-key", "--group", "Ed25519")
    line = me.only("*.pubkey").read_bytes()
    me.write("public_keys.jsons", line.replace(b'"response":"', b'"response":"1', 1))
    assert "proof of possession" in refused(me, "make-trustees") or "scalar" in refused(me, "make-trustees")
    me.step("generate-trustee-key", "--group", "RFC-3526-2048")
    both = b"".join(path.read_bytes() for path in me.folder.glob("*.pubkey"))
    me.write("public_keys.jsons", both)
    assert "group element" in refused(me, "make-trustees")
    me.write("public_keys.jsons", line)
    assert as_json(me, "make-trustees")["trustees"] == 1
    assert "exists" in refused(me, "make-trustees")


def test_an_election_needs_its_trustees_and_a_template_that_can_be_read(me: Person) -> None:
    options = ("--uuid", UUID, "--group", "Ed25519", "--template", "template.json")
    assert "trustees.json: there is no such file" in refused(me, "make-election", *options)
    me.step("generate-trustee-key", "--group", "Ed25519")
    me.write("public_keys.jsons", me.only("*.pubkey").read_bytes())
    me.step("make-trustees")
    me.write("template.json", TEMPLATE.replace('"name":"Motion 12",', ""))
    assert "'name' is missing" in refused(me, "make-election", *options)
    me.write("template.json", TEMPLATE)
    assert "Base58" in refused(me, "make-election", "--uuid", "short", *options[2:])
    made = as_json(me, "make-election", *options)
    assert made["fingerprint"] == fingerprint((me.folder / "election.json").read_bytes().rstrip())


def test_a_list_of_nobody_begins_no_archive(keeper: Person) -> None:
    keeper.only("*.bel").unlink()
    keeper.write("public_creds.json", b"[]")
    assert "public_creds.json: there is no credential, and nobody could vote" in refused(keeper, "init")
    assert not list(keeper.folder.glob("*.bel"))


def test_answers_that_read_the_same_are_told_while_they_can_be_changed(
    me: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    me.step("generate-trustee-key", "--group", "Ed25519")
    me.write("public_keys.jsons", me.only("*.pubkey").read_bytes())
    me.step("make-trustees")
    for answers, said in (
        ('["For","for "]', "W: in question 1 answers read the same: for\n"),
        ('["For","Against"]', ""),
    ):
        (me.folder / "election.json").unlink(missing_ok=True)
        template = me.folder / me.write("template.json", TEMPLATE.replace('["For","Against"]', answers))
        options = ("--uuid", UUID, "--group", "Ed25519", "--template", str(template), "--dir", str(me.folder))
        assert run(["election", "make-election", *options]) == 0
        warned = [line for line in capsys.readouterr().err.splitlines(keepends=True) if line.startswith("W:")]
        assert "".join(warned) == said


def test_no_public_list_stands_without_the_credentials_of_its_voters(
    me: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote: list[Path] = []

    def dies_after_one(path: Path, raw: bytes, mode: int = 0o644) -> Path:
        if wrote:
            raise KeyboardInterrupt
        wrote.append(path)
        return write_new(path, raw, mode)

    monkeypatch.setattr(setup_commands, "write_new", dies_after_one)
    refused(me, "generate-credentials", "--uuid", UUID, "--group", "Ed25519", "--count", "2", "--reserves", "1")
    assert [path.suffix for path in me.folder.iterdir()] == [".privcreds"]


def test_an_archive_is_begun_once(keeper: Person) -> None:
    assert "begun once" in refused(keeper, "init")
    (keeper.folder / "public_creds.json").unlink()
    assert "public_creds.json: there is no such file" in refused(keeper, "init")


# Voting.


def test_a_ballot_is_one_line_and_its_tracker_finds_it(people: Cast, keeper: Person) -> None:
    credential = private_credentials(people)[0]
    raw = make_ballot(people, keeper, "1", credential, [0, 1, 0])
    assert raw.count(b"\n") == 1
    keeper.write("ballot", raw)
    tracker = as_json(keeper, "verify-ballot", "--ballot", "ballot")["tracker"]
    archive = keeper.only("*.bel").name
    assert "No ballot" in keeper_finds(keeper, tracker, archive)
    assert as_json(keeper, "add-event", "--type", "Ballot", stdin=raw)["height"] == 1
    assert keeper_finds(keeper, tracker, archive).startswith("in: the ballot is event 1")
    keeper.step("add-event", "--type", "Ballot", stdin=make_ballot(people, keeper, "2", credential, [1, 0, 0]))
    assert keeper_finds(keeper, tracker, archive).startswith("superseded by event 2: the ballot is event 1")
    assert as_json(keeper, "find", tracker, archive)["standing"] == "superseded"
    assert "duplicate ballot" in refused(keeper, "verify-ballot", "--ballot", "ballot")


@pytest.mark.parametrize(
    "tracker", ["fFaf7jFYnim6uFDdgyXm", "", "x" * 44, "fFaf7jFYnim6uFDdgyXmd0GY9zEAZtlBBr9MPosG-/c"]
)
def test_half_a_tracker_is_told_from_one_that_is_not_in(keeper: Person, tracker: str) -> None:
    said = refused(keeper, "find", tracker, keeper.only("*.bel").name)
    assert f"a tracker has 43 letters, digits, + and /; here are {len(tracker)} characters: give it whole" in said


def test_a_tally_of_open_ballots_is_told_from_one_that_can_be_added(
    keeper: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["election", "compute-encrypted-tally", "--dir", str(keeper.folder)]
    assert run(words) == 0
    assert "W: voting is not closed" in capsys.readouterr().err
    keeper.step("add-event", "--type=EndBallots")
    assert run(words) == 0
    assert "not closed" not in capsys.readouterr().err


def test_who_is_not_in_is_told_whether_it_is_too_late(keeper: Person) -> None:
    archive = keeper.only("*.bel").name
    assert "Ask why before the ballots close" in keeper_finds(keeper, "A" * 43, archive)
    keeper.step("add-event", "--type=EndBallots")
    assert "The ballots are closed: object before the declaration" in keeper_finds(keeper, "A" * 43, archive)


def test_what_was_added_is_said_with_the_new_head_and_the_next_step(
    people: Cast, keeper: Person, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = keeper.only("*.bel")

    def added(kind: str, raw: bytes = b"") -> str:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
        assert run(["election", "add-event", "--type", kind, "--dir", str(keeper.folder)]) == 0
        said = capsys.readouterr()
        archive = read_archive(path)
        assert said.out == ""
        assert f"I: event {archive.entries[-1].event.height} ({kind}) is in {path}" in said.err
        assert f"I: its head is now {archive.head}\n" in said.err
        return said.err

    raw = make_ballot(people, keeper, "1", private_credentials(people)[0], [0, 1, 0])
    said = added("Ballot", raw)
    assert f"; its tracker is {fingerprint(raw.rstrip())}\n" in said
    assert "I: next: the other ballots; when voting ends, add-event --type EndBallots" in said
    assert "I: next: compute-encrypted-tally" in added("EndBallots")
    records = keeper.step("compute-encrypted-tally")
    said = added("EncryptedTally", records)
    tally = json.loads(records.splitlines()[1])["encrypted_tally"]
    assert f"; 1 ballots count, and trustees open the tally {tally}\n" in said
    assert "each trustee, decrypt or decrypt-threshold" in said


def keeper_finds(keeper: Person, tracker: str, archive: str) -> str:
    """What `find` prints, whatever its exit code."""
    try:
        return keeper.step("find", tracker, archive).decode()
    except Failed as failed:
        return failed.printed


def test_a_credential_that_is_not_listed_makes_no_ballot(people: Cast, keeper: Person) -> None:
    with pytest.raises(Failed, match="not on the list of this election"):
        make_ballot(people, keeper, "1", "11111-111111-11111-111111", [0, 1, 0])


@pytest.mark.parametrize(
    ("choice", "says"),
    [([0, 1, 1], "allowed are 1 to 1"), ([1, 1, 0], "blank"), ([0, 2, 0], "each 0 or 1"), ([0, 1], "3 numbers")],
)
def test_a_choice_that_the_question_does_not_allow_is_refused(
    people: Cast, keeper: Person, choice: list[int], says: str
) -> None:
    with pytest.raises(Failed, match=says):
        make_ballot(people, keeper, "1", private_credentials(people)[0], choice)


def test_a_choice_in_words_is_refused_with_how_it_is_written(people: Cast, keeper: Person) -> None:
    keeper.write("choice", "For")
    keeper.write("credential", private_credentials(people)[0])
    said = refused(keeper, "generate-ballot", "--privcred", "credential", "--choice", "choice")
    assert "choice, line 1: these are not the choices of a ballot; expected one array of numbers a question" in said


def test_what_is_no_credential_is_not_repeated(people: Cast, keeper: Person) -> None:
    with pytest.raises(Failed, match="not a credential") as caught:
        make_ballot(people, keeper, "1", "hunter2", [0, 1, 0])
    assert "hunter2" not in str(caught.value)


def test_a_ballot_may_come_from_a_file_without_a_final_newline(people: Cast, keeper: Person) -> None:
    raw = make_ballot(people, keeper, "1", private_credentials(people)[0], [0, 1, 0])
    keeper.step("add-event", "--type", "Ballot", stdin=raw.rstrip(b"\n"))
    assert len(read_archive(keeper.only("*.bel")).entries) == 2


def test_an_event_without_its_payload_is_refused(keeper: Person) -> None:
    before = keeper.only("*.bel").read_bytes()
    said = refused(keeper, "add-event", "--type", "Ballot")
    assert "standard input is empty" in said
    for raw in (b"hello", b"{", b"[]\n[]\n"):
        said = refused(keeper, "add-event", "--type", "Ballot", stdin=raw)
        assert (
            f"I: nothing was added to {keeper.only('*.bel').name}; Ballot takes on standard input: the one line"
            in said
        )
    assert keeper.only("*.bel").read_bytes() == before
    assert "Setup" not in refused(keeper, "add-event", "--type", "Nonsense").split("must be one of")[-1]


# After.


def test_a_key_in_the_wrong_hands_decrypts_nothing_and_is_not_repeated(people: Cast, keeper: Person) -> None:
    keeper.step("add-event", "--type=EndBallots")
    keeper.step("add-event", "--type=EncryptedTally", stdin=keeper.step("compute-encrypted-tally"))
    mine = people.person("trustee", "1").only("*.privkey").read_bytes()
    keeper.write("key", mine)
    said = refused(keeper, "decrypt", "--privkey", "key", "--trustee-id", "2")
    assert "not that of trustee 2: it is that of trustee 1; nothing is decrypted" in said
    keeper.write("key", f'"{int(mine.decode().strip(chr(34) + chr(10))) - 1}"')
    said = refused(keeper, "decrypt", "--privkey", "key", "--trustee-id", "2")
    assert "not that of trustee 2: it is no trustee's of this election" in said
    keeper.write("key", mine.replace(b'"', b""))
    said = refused(keeper, "decrypt", "--privkey", "key", "--trustee-id", "1")
    assert "not a private key" in said
    assert mine.strip(b'"\n').decode()[:20] not in said


def test_a_key_opens_one_tally_of_an_election_whatever_copy_of_the_archive_it_is_shown(
    people: Cast, keeper: Person
) -> None:
    path, mine = keeper.only("*.bel"), people.person("trustee", "1").only("*.privkey")
    keeper.write("key", mine.read_bytes())
    begun = path.read_bytes()

    def tallied(*voters: int) -> None:
        path.write_bytes(begun)
        for voter in voters:
            raw = make_ballot(people, keeper, str(voter), private_credentials(people)[voter - 1], [0, 1, 0])
            keeper.step("add-event", "--type=Ballot", stdin=raw)
        keeper.step("add-event", "--type=EndBallots")
        keeper.step("add-event", "--type=EncryptedTally", stdin=keeper.step("compute-encrypted-tally"))

    options = ("--privkey", "key", "--trustee-id", "1")
    tallied(1, 2)
    keeper.step("decrypt", *options)
    remembered = (keeper.folder / "key.opened").read_bytes()
    assert (keeper.folder / "key.opened").stat().st_mode & 0o077 == 0
    keeper.step("decrypt", *options)
    tallied(1)
    assert "this key has opened the tally" in refused(keeper, "decrypt", *options)
    assert (keeper.folder / "key.opened").read_bytes() == remembered
    keeper.write("key.opened", b"nonsense\n")
    assert "expected an election and its tally" in refused(keeper, "decrypt", *options)


def test_a_key_that_is_no_file_opens_only_the_tally_that_is_named(people: Cast, keeper: Person) -> None:
    key = people.person("trustee", "1").only("*.privkey").read_bytes()
    keeper.step("add-event", "--type=EndBallots")
    records = keeper.step("compute-encrypted-tally")
    keeper.step("add-event", "--type=EncryptedTally", stdin=records)
    tally = json.loads(records.splitlines()[1])["encrypted_tally"]
    with _piped(key) as pipe:
        assert "name the tally" in refused(keeper, "decrypt", "--privkey", pipe, "--trustee-id", "1")
    with _piped(key) as pipe:
        part = keeper.step("decrypt", "--privkey", pipe, "--trustee-id", "1", "--tally", tally)
    assert part.startswith(b'{"decryption_factors"')


@contextmanager
def _piped(content: bytes) -> Iterator[str]:
    """A pipe with something in it, as `<(…)` of a shell gives it."""
    end, start = os.pipe()
    os.write(start, content)
    os.close(start)
    yield f"/dev/fd/{end}"
    os.close(end)


# Archives and folders.


def test_an_interrupted_write_is_reported_by_the_next_append(people: Cast, keeper: Person) -> None:
    path = keeper.only("*.bel")
    raw = make_ballot(people, keeper, "1", private_credentials(people)[0], [0, 1, 0])
    keeper.step("add-event", "--type=Ballot", stdin=raw)
    whole = path.read_bytes()
    path.write_bytes(whole[:-600])
    assert "archive" in refused(keeper, "compute-encrypted-tally")
    assert as_json(keeper, "add-event", "--type=Ballot", stdin=raw)["dropped"] > 0
    assert path.read_bytes() == whole


def test_an_archive_cut_short_is_told_with_what_to_do(keeper: Person) -> None:
    path = keeper.only("*.bel")
    path.write_bytes(path.read_bytes() + b"x" * 100)
    assert "I: the copy of the archive is not whole: fetch it again" in refused(keeper, "find", "A" * 43, path.name)


class Killed(BaseException):
    """The end of a process, at any place."""


@pytest.mark.parametrize("dies_at", ["fsync", "replace"])
def test_a_file_of_a_step_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies_at: str) -> None:
    def dies(*_: object) -> None:
        assert not (tmp_path / "ID.privkey").exists()
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(os, dies_at, dies)
        with pytest.raises(Killed):
            write_new(tmp_path / "ID.privkey", b"secret", 0o600)
    assert not list(tmp_path.iterdir())
    (tmp_path / ".ID.privkey.new").write_bytes(b"what a power cut left")
    write_new(tmp_path / "ID.privkey", b"secret", 0o600)
    written = [(path.name, path.read_bytes(), mode(path)) for path in tmp_path.iterdir()]
    assert written == [("ID.privkey", b"secret", 0o600)]


def test_neither_a_file_nor_a_link_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"first")
    (tmp_path / "b").symlink_to("nowhere")
    for name in ("a", "b"):
        with pytest.raises(Refused, match="exists and is not overwritten"):
            write_new(tmp_path / name, b"second")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]
    assert (tmp_path / "a").read_bytes() == b"first"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"there is no folder .*nowhere to write it into"):
        write_new(tmp_path / "nowhere" / "a", b"")


def test_an_interrupted_write_is_cut_off_by_name(keeper: Person) -> None:
    path = keeper.only("*.bel")
    before = path.read_bytes()
    path.write_bytes(before + b"x" * 100)
    assert as_json(keeper, "repair", path.name) == {"dropped": 100}
    assert path.read_bytes() == before


def test_a_folder_without_an_archive_or_with_two_says_what_to_do(keeper: Person, tmp_path: Path) -> None:
    empty = Person(tmp_path / "empty", None)
    empty.folder.mkdir()
    assert "tellers election init" in refused(empty, "verify")
    uuid = keeper.only("*.bel").stem
    keeper.write("AnotherAnother.bel", b"")
    assert "choose one with --uuid" in refused(keeper, "verify")
    assert as_json(keeper, "verify", "--uuid", uuid)["ok"]
