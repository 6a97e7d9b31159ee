"""`tellers election`: the key in people's hands. Steps after a crash, loading back, the board, the rehearsal."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from tests.interop.people import Failed, Person

GROUP = ("--group", "Ed25519")
NONCE = ("--nonce", "Nonce1234")


def refused(person: Person, name: str, *options: str, stdin: bytes = b"") -> str:
    with pytest.raises(Failed) as caught:
        person.step(name, *options, stdin=stdin)
    return str(caught.value)


def take(person: Person, number: int, *options: str, stdin: bytes = b"") -> bytes:
    return person.step("generate-trustee-key-threshold", *GROUP, "--step", str(number), *options, stdin=stdin)


@dataclass(frozen=True)
class Table:
    """A ceremony at one table: all files in one folder, which is nobody's way to do it but a test's."""

    person: Person
    size: int
    threshold: int
    names: tuple[str, ...]

    def each(self, suffix: str) -> bytes:
        return b"".join((self.person.folder / f"{name}{suffix}").read_bytes() for name in self.names)

    def polynomials(self) -> None:
        lines = [take(self.person, 3, "--certs", "certs.jsons", "--key", f"{name}.key") for name in self.names]
        self.person.write("polynomials.jsons", b"".join(lines))

    def dealt(self, *options: str) -> None:
        take(self.person, 4, "--certs", "certs.jsons", "--polynomials", "polynomials.jsons", *options)

    def shares(self) -> None:
        for name in self.names:
            inbox = (self.person.folder / f"{name}.vinput").read_bytes()
            line = take(self.person, 5, "--certs", "certs.jsons", "--key", f"{name}.key", stdin=inbox)
            self.person.write(f"{name}.voutput", line)

    def made(self) -> bytes:
        files = ("--certs", "certs.jsons", "--polynomials", "polynomials.jsons")
        return take(self.person, 6, *files, stdin=self.each(".voutput"))

    def receipts(self, *, whole: bool, left_out: Sequence[str] = ()) -> bytes:
        lines = b""
        for name in self.names:
            if name not in left_out:
                files = ["--key", f"{name}.key", "--certs", "certs.jsons"]
                files += ["--decryption-key", f"{name}.dkey"] if whole else []
                lines += self.person.step("load-back", *GROUP, *NONCE, *files)
        return lines


def begun(folder: Path, size: int = 3, threshold: int = 2) -> Table:
    folder.mkdir(exist_ok=True)
    person = Person(folder, None)
    names = tuple(
        take(person, 1, "--threshold-context", f"{place}/{threshold}/{size}").decode().strip()
        for place in range(1, size + 1)
    )
    table = Table(person, size, threshold, names)
    person.write("certs.jsons", table.each(".cert"))
    return table


def completed(folder: Path, size: int = 3, threshold: int = 2) -> Table:
    table = begun(folder, size, threshold)
    table.polynomials()
    table.dealt()
    table.shares()
    table.person.write("threshold.json", table.made())
    return table


def test_the_first_step_is_not_taken_twice_for_one_place_and_says_what_comes_next(tmp_path: Path) -> None:
    table = begun(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    said = refused(
        table.person, "generate-trustee-key-threshold", *GROUP, "--step", "1", "--threshold-context", "2/2/3"
    )
    assert "trustee 2 of 3 has begun here" in said
    assert "Step 2 comes next" in said
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_crash_between_key_and_certificate_is_made_up_with_the_same_key(tmp_path: Path) -> None:
    table = begun(tmp_path)
    name = table.names[1]
    secret = (tmp_path / f"{name}.key").read_bytes()
    (tmp_path / f"{name}.cert").unlink()
    assert take(table.person, 1, "--threshold-context", "2/2/3").decode().strip() == name
    assert (tmp_path / f"{name}.key").read_bytes() == secret
    table.person.write("certs.jsons", table.each(".cert"))
    take(table.person, 2, "--certs", "certs.jsons", "--key", f"{name}.key")


def test_every_later_step_can_be_taken_again_after_a_crash(tmp_path: Path) -> None:
    table = begun(tmp_path)
    table.polynomials()
    table.dealt()
    (tmp_path / f"{table.names[2]}.vinput").unlink()
    before = (tmp_path / f"{table.names[0]}.vinput").read_bytes()
    table.dealt()
    assert (tmp_path / f"{table.names[0]}.vinput").read_bytes() == before
    table.shares()
    made = table.made()
    (tmp_path / f"{table.names[1]}.dkey").unlink()
    assert table.made() == made
    assert (tmp_path / f"{table.names[1]}.dkey").exists()


def test_a_step_with_other_messages_than_before_overwrites_nothing(tmp_path: Path) -> None:
    table = begun(tmp_path)
    table.polynomials()
    table.dealt()
    before = table.each(".vinput")
    table.polynomials()
    files = ("--certs", "certs.jsons", "--polynomials", "polynomials.jsons")
    said = refused(table.person, "generate-trustee-key-threshold", *GROUP, "--step", "4", *files)
    assert "is there and says something else" in said
    assert (
        "I: step 4 takes --certs: the .cert of every trustee of this one ceremony, a line each, in the order" in said
    )
    assert table.each(".vinput") == before


def test_the_status_says_what_each_has_still_to_do(tmp_path: Path) -> None:
    def following(person: Person) -> object:
        return json.loads(person.step("ceremony-status", *GROUP, "--json"))["next"]

    table = begun(tmp_path)
    assert "step 3, each trustee" in table.person.step("ceremony-status", *GROUP).decode()
    table.polynomials()
    assert "Next: step 4, the organiser" in table.person.step("ceremony-status", *GROUP).decode()
    table.dealt()
    table.shares()
    (tmp_path / f"{table.names[1]}.voutput").unlink()
    assert "Next: step 5, trustee 2" in table.person.step("ceremony-status", *GROUP).decode()
    table.shares()
    table.person.write("threshold.json", table.made())
    assert following(table.person) is None
    (tmp_path / "empty").mkdir()
    first = following(Person(tmp_path / "empty", None))
    assert isinstance(first, dict)
    assert first["step"] == 1


def test_step_4_waits_until_every_trustee_has_loaded_the_key_back(tmp_path: Path) -> None:
    table = begun(tmp_path)
    table.polynomials()
    table.person.write("receipts", table.receipts(whole=False, left_out=table.names[1:2]))
    files = ("--certs", "certs.jsons", "--polynomials", "polynomials.jsons", "--loaded-back", "receipts", *NONCE)
    said = refused(table.person, "generate-trustee-key-threshold", *GROUP, "--step", "4", *files)
    assert "loading the key back: trustee 2" in said
    assert not list(tmp_path.glob("*.vinput"))
    table.person.write("receipts", table.receipts(whole=False))
    table.dealt("--loaded-back", "receipts", *NONCE)
    assert len(list(tmp_path.glob("*.vinput"))) == 3


def test_a_file_that_was_damaged_where_it_is_kept_is_found_by_loading_it_back(tmp_path: Path) -> None:
    table = begun(tmp_path)
    stick = tmp_path / "stick.key"
    shutil.copy(tmp_path / f"{table.names[0]}.key", stick)
    stick.write_bytes(stick.read_bytes()[:-3])
    files = ("--key", "stick.key", "--certs", "certs.jsons")
    assert "this is no trustee's .key file" in refused(table.person, "load-back", *GROUP, *NONCE, *files)
    stick.write_bytes(b"1" * 22)
    assert "no certificate is of this key" in refused(table.person, "load-back", *GROUP, *NONCE, *files)


def test_make_trustees_joins_a_key_for_each_camp_and_asks_for_every_receipt(tmp_path: Path) -> None:
    ours, theirs = completed(tmp_path / "for", 3, 2), completed(tmp_path / "against", 2, 1)
    desk = Person(tmp_path, None)
    scrutineer = Person(tmp_path / "scrutineer", None)
    scrutineer.folder.mkdir()
    scrutineer.step("generate-trustee-key", *GROUP)
    desk.write("public_keys.jsons", scrutineer.only("*.pubkey").read_bytes())
    own = scrutineer.step("load-back", *GROUP, *NONCE, "--privkey", scrutineer.only("*.privkey").name)
    files = ("--threshold", "for/threshold.json", "--threshold", "against/threshold.json")
    desk.write("receipts", own + ours.receipts(whole=True) + theirs.receipts(whole=True, left_out=theirs.names[:1]))
    asked = (*files, "--loaded-back", "receipts", *NONCE)
    assert "loading the key back: trustee 5" in refused(desk, "make-trustees", *asked)
    assert not (tmp_path / "trustees.json").exists()
    desk.write("receipts", own + ours.receipts(whole=True) + theirs.receipts(whole=True))
    desk.step("make-trustees", *asked)
    assert [kind for kind, _ in json.loads((tmp_path / "trustees.json").read_bytes())] == [
        "Single",
        "Pedersen",
        "Pedersen",
    ]


def test_a_message_or_a_key_that_is_not_what_was_committed_to_is_refused(tmp_path: Path) -> None:
    table = begun(tmp_path)
    table.polynomials()
    lines = (tmp_path / "polynomials.jsons").read_bytes().splitlines(keepends=True)
    table.person.write("hashes", "".join(f"{sha256(line).hexdigest()}  -\n" for line in lines))
    table.polynomials()
    files = ("--certs", "certs.jsons", "--polynomials", "polynomials.jsons", "--committed", "hashes")
    said = refused(table.person, "generate-trustee-key-threshold", *GROUP, "--step", "4", *files)
    assert "commitment: trustee 1" in said
    table.person.write("polynomials.jsons", b"".join(lines))
    table.dealt("--committed", "hashes")
    table.person.step("generate-trustee-key", *GROUP)
    table.person.write("public_keys.jsons", table.person.only("*.pubkey").read_bytes())
    assert "commitment" in refused(table.person, "make-trustees", "--committed", "hashes")
    table.person.write("hashes", sha256(table.person.only("*.pubkey").read_bytes()).hexdigest())
    table.person.step("make-trustees", "--committed", "hashes")


def test_receipts_and_their_nonce_are_given_together(tmp_path: Path) -> None:
    me = Person(tmp_path, None)
    me.step("generate-trustee-key", *GROUP)
    me.write("public_keys.jsons", me.only("*.pubkey").read_bytes())
    me.write("receipts", b"")
    assert "--nonce" in refused(me, "make-trustees", "--loaded-back", "receipts")
    assert "--loaded-back" in refused(me, "make-trustees", *NONCE)
    assert "give --privkey" in refused(me, "load-back", *GROUP, *NONCE)


def test_a_trustee_confirms_the_own_key_on_the_board(tmp_path: Path) -> None:
    table = completed(tmp_path)
    me, name = table.person, table.names[1]
    for board in ("threshold.json", "trustees.json"):
        if board == "trustees.json":
            me.step("make-trustees")
        for files in (("--key", f"{name}.key"), ("--key", f"{name}.key", "--decryption-key", f"{name}.dkey")):
            assert "you are trustee 2" in me.step("confirm-key", *GROUP, *files, board).decode()
    me.step("generate-trustee-key", *GROUP)
    with pytest.raises(Failed) as caught:
        me.step("confirm-key", *GROUP, "--privkey", me.only("*.privkey").name, "trustees.json")
    assert "does not have the key of this file" in caught.value.printed


def test_the_key_is_rehearsed_by_command_and_the_transcript_names_who_took_part(tmp_path: Path) -> None:
    table = completed(tmp_path)
    me = table.person
    me.step("make-trustees")
    lines = [
        me.step("rehearse", "answer", *GROUP, *NONCE, "--key", f"{name}.key", "--decryption-key", f"{name}.dkey",
                "trustees.json")
        for name in table.names[:2]
    ]  # fmt: skip
    people = ("--trustee", "Ann", "--trustee", "Bob", "--trustee", "Cy")
    me.write("answers", lines[0])
    with pytest.raises(Failed) as caught:
        me.step("rehearse", "check", *GROUP, *NONCE, "--answers", "answers", *people, "trustees.json")
    assert "1 of the 2 that this key needs: Ann; without Bob, Cy" in caught.value.printed
    me.write("answers", b"".join(lines))
    out = ("--out", "transcript.json")
    said = me.step("rehearse", "check", *GROUP, *NONCE, "--answers", "answers", *people, *out, "trustees.json")
    assert "2 of the 2 that this key needs: Ann, Bob; without Cy" in said.decode()
    told = json.loads((tmp_path / "transcript.json").read_bytes())
    assert told["opened"]
    assert [person["name"] for person in told["keys"][0]["took_part"]] == ["Ann", "Bob"]
    seed_only = ("--key", f"{table.names[0]}.key", "trustees.json")
    assert ".dkey" in refused(me, "rehearse", "answer", *GROUP, *NONCE, *seed_only)
