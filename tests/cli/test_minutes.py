"""Truth: docs/formats/minutes.md, which says what each command prints, writes and exits with."""

import json
import os
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.minutes.samples import KEY, LEFT, NOON, RIGHT, book_of, changed, encoded, note_of, rechained

from tellers.cli.main import run
from tellers.minutes.book import MinuteBook
from tellers.minutes.checkpoint import LATEST_TIME, cosign, open_note
from tellers.minutes.note import Verifier
from tellers.minutes.store import read_key

VKEY = str(KEY.verifier)


class Desk:
    """A folder with a book of six minutes and its checkpoint, and a way to run the command in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.write("minutes.jsonl", encoded(book_of(6)))
        self.write("minutes.checkpoint", note_of(book_of(6), "ab" * 32))

    def write(self, name: str, content: bytes) -> None:
        (self.folder / name).write_bytes(content)

    def read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """The exit code, and what stood on the two outputs."""
        code = run(["minutes", *arguments])
        out, err = self._capsys.readouterr()
        return code, out, err

    def json(self, *arguments: str) -> Any:  # noqa: ANN401 — whatever the command prints
        code, out, err = self.run(*arguments, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys)


def test_a_good_book_verifies(desk: Desk) -> None:
    code, out, err = desk.run("verify", "minutes.jsonl")
    assert (code, out, err) == (0, f"minutes.jsonl: 6 minutes, each follows. Head {book_of(6).head}\n", "")
    head = {"ok": True, "minutes": 6, "head": book_of(6).head, "dropped": 0, "checkpoint": None}
    assert desk.json("verify", "minutes.jsonl") == head


def test_the_first_minute_that_does_not_follow_is_named(desk: Desk) -> None:
    minutes = list(book_of(6).minutes)
    minutes[2] = changed(minutes[2], by="forger")
    desk.write("minutes.jsonl", b"".join(minute.encode() + b"\n" for minute in minutes))
    code, out, err = desk.run("verify", "minutes.jsonl")
    assert (code, out) == (1, "")
    assert err.startswith("tellers: minute 3: names the parent ")
    code, out, _ = desk.run("verify", "minutes.jsonl", "--json")
    assert code == 1
    assert json.loads(out)["error"]["kind"] == "RecordBroken"


def test_a_file_that_is_no_minute_book_names_its_line(desk: Desk) -> None:
    desk.write("minutes.jsonl", encoded(book_of(2)) + b"not a minute\n")
    code, _, err = desk.run("verify", "minutes.jsonl")
    assert code == 2
    assert err.startswith("tellers: minutes.jsonl, line 3: not JSON")


def test_a_file_that_is_not_there_is_named_with_where_it_was_looked_for(desk: Desk) -> None:
    code, out, err = desk.run("verify", "nowhere.jsonl")
    assert (code, out) == (2, "")
    assert err.startswith(f"tellers: nowhere.jsonl: No such file or directory; names are looked for from {Path.cwd()}")


@pytest.mark.parametrize("raw", [b"", b"{}", b"\0" * 100, b'{"act":"cl'])
def test_a_file_without_a_whole_minute_is_no_minute_book(desk: Desk, raw: bytes) -> None:
    desk.write("minutes.jsonl", raw)
    code, out, err = desk.run("verify", "minutes.jsonl")
    assert (code, out) == (2, "")
    assert "it holds no whole minute" in err


@pytest.mark.parametrize("size", [1, 6])
def test_what_a_crash_left_unfinished_is_reported(desk: Desk, size: int) -> None:
    desk.write("minutes.jsonl", encoded(book_of(size)) + b'{"act":"cl')
    code, out, _ = desk.run("verify", "minutes.jsonl")
    assert code == 0
    assert f"Dropped: 10 bytes after minute {size - 1}, an append that was cut short" in out
    assert desk.json("verify", "minutes.jsonl")["dropped"] == 10


def test_a_checkpoint_is_held_against_the_book_and_its_witnesses_are_named(desk: Desk) -> None:
    desk.write("minutes.checkpoint", cosign(cosign(desk.read("minutes.checkpoint"), LEFT, NOON), RIGHT, NOON))
    trust = ("--checkpoint", "minutes.checkpoint", "--key", VKEY, "--witness", str(LEFT.verifier))
    code, out, _ = desk.run("verify", "minutes.jsonl", *trust)
    assert code == 0
    assert out.splitlines()[1:] == [
        "Checkpoint of 6 minutes, signed by example.org/minutes",
        f"  key fingerprint {' '.join(KEY.verifier.fingerprint[place : place + 4] for place in range(0, 64, 4))}",
        "  witnessed by agent-of-the-left at 2016-06-28T12:00:00+00:00",
        "  signatures of keys not named here, and not looked at: 1",
    ]
    assert desk.json("verify", "minutes.jsonl", *trust)["checkpoint"] == {
        "origin": "example.org/minutes",
        "minutes": 6,
        "archive": "ab" * 32,
        "fingerprint": KEY.verifier.fingerprint,
        "witnessed_by": [{"name": "agent-of-the-left", "time": NOON}],
        "unknown_signatures": 1,
    }


def test_a_checkpoint_with_no_other_signatures_speaks_of_none(desk: Desk) -> None:
    _, out, _ = desk.run("verify", "minutes.jsonl", "--checkpoint", "minutes.checkpoint", "--key", VKEY)
    assert len(out.splitlines()) == 3


def test_a_time_without_a_date_is_printed_as_it_is(desk: Desk) -> None:
    desk.write("minutes.checkpoint", cosign(desk.read("minutes.checkpoint"), LEFT, LATEST_TIME))
    trust = ("--checkpoint", "minutes.checkpoint", "--key", VKEY, "--witness", str(LEFT.verifier))
    assert f"at second {LATEST_TIME}" in desk.run("verify", "minutes.jsonl", *trust)[1]


def test_a_book_written_anew_is_found_by_an_old_checkpoint_and_by_an_old_copy(desk: Desk) -> None:
    desk.write("old.jsonl", encoded(book_of(4)))
    desk.write("old.checkpoint", note_of(book_of(4)))
    minutes = list(book_of(6).minutes)
    minutes[1] = changed(minutes[1], facts={"count": 170})
    desk.write("minutes.jsonl", encoded(MinuteBook(tuple(rechained(minutes)))))
    assert desk.run("verify", "minutes.jsonl")[0] == 0
    code, _, err = desk.run("verify", "minutes.jsonl", "--checkpoint", "old.checkpoint", "--key", VKEY)
    assert (code, "the first 4 minutes: do not have the root" in err) == (1, True)
    code, _, err = desk.run("verify", "minutes.jsonl", "--earlier", "old.jsonl")
    assert (code, "minute 1: is not as it was in the earlier book" in err) == (1, True)


def test_a_book_that_grew_agrees_with_an_old_checkpoint_and_an_old_copy(desk: Desk) -> None:
    desk.write("old.jsonl", encoded(book_of(4)))
    desk.write("old.checkpoint", note_of(book_of(4)))
    old = ("--checkpoint", "old.checkpoint", "--key", VKEY, "--earlier", "old.jsonl")
    assert desk.json("verify", "minutes.jsonl", *old)["checkpoint"]["minutes"] == 4


def test_a_checkpoint_without_a_key_proves_nothing_and_is_refused(desk: Desk) -> None:
    code, _, err = desk.run("verify", "minutes.jsonl", "--checkpoint", "minutes.checkpoint")
    assert code == 2
    assert "--checkpoint needs --key" in err


def test_a_checkpoint_by_another_key_names_it(desk: Desk) -> None:
    stranger = str(Verifier(KEY.name, RIGHT.verifier.public_key))
    code, _, err = desk.run("verify", "minutes.jsonl", "--checkpoint", "minutes.checkpoint", "--key", stranger)
    assert (code, "checkpoint: example.org/minutes: this key" in err) == (1, True)


def test_a_key_that_is_not_one_is_refused_by_name(desk: Desk) -> None:
    code, _, err = desk.run("verify", "minutes.jsonl", "--checkpoint", "minutes.checkpoint", "--key", "secret")
    expected = "expected the line that `tellers minutes keygen` printed, NAME+ID+KEY with 33 bytes of key in base64"
    assert (code, err) == (2, f"tellers: public key: {expected}\n")


def test_a_book_is_shown_with_every_hash(desk: Desk) -> None:
    code, out, _ = desk.run("show", "minutes.jsonl")
    assert code == 0
    assert out.splitlines()[:4] == [
        "0  2016-06-28T12:00:00+01:00  secretary: note",
        "      count: 0",
        '      text: "noted “0”"',
        f"      hash {book_of(6).minutes[0].hash}",
    ]
    shown = desk.json("show", "minutes.jsonl")
    assert [entry["hash"] for entry in shown["entries"]] == [minute.hash for minute in book_of(6).minutes]
    assert shown["entries"][1]["parent"] == shown["entries"][0]["hash"]


def test_nothing_in_a_book_moves_the_cursor_or_turns_the_text_round(desk: Desk) -> None:
    book = MinuteBook().append("2016-06-28T12:00:00Z", "secretary", "note", {"text": "a\x1b[2Jb\x9bc\u202ed"})
    desk.write("minutes.jsonl", encoded(book))
    _, out, _ = desk.run("show", "minutes.jsonl")
    assert r"a\u001b[2Jb[U+009B]c[U+202E]d" in out
    assert all(line.isprintable() for line in out.splitlines())


def test_a_minute_is_proved_to_one_who_has_only_a_checkpoint(desk: Desk) -> None:
    desk.write("old.checkpoint", note_of(book_of(5)))
    assert desk.run("prove", "minutes.jsonl", "3", "--size", "5", "--out", "proof.json")[0] == 0
    trust = ("--checkpoint", "old.checkpoint", "--key", VKEY)
    answer = desk.json("check-proof", "proof.json", *trust)
    assert answer == {
        "ok": True,
        "statement": "minute 3 is in the book of 5 minutes",
        "heads": [{"minutes": 5, "head": book_of(5).head, "signed": True}],
    }
    code, _, err = desk.run("check-proof", "proof.json", "--checkpoint", "minutes.checkpoint", "--key", VKEY)
    assert (code, "the proof is about another head" in err) == (1, True)


def test_growth_is_proved_to_one_who_has_two_checkpoints(desk: Desk) -> None:
    desk.write("old.checkpoint", note_of(book_of(4)))
    proof = desk.json("consistency", "minutes.jsonl", "4", "--out", "proof.json")
    assert json.loads(desk.read("proof.json")) == proof
    both = ("--checkpoint", "old.checkpoint", "--checkpoint", "minutes.checkpoint", "--key", VKEY)
    assert [head["signed"] for head in desk.json("check-proof", "proof.json", *both)["heads"]] == [True, True]


def test_a_proof_without_a_checkpoint_says_that_its_head_is_only_claimed(desk: Desk) -> None:
    desk.run("prove", "minutes.jsonl", "0", "--out", "proof.json")
    code, out, _ = desk.run("check-proof", "proof.json")
    assert code == 0
    assert out.splitlines() == [
        "Proved: minute 0 is in the book of 6 minutes.",
        f"  head at 6 minutes: {book_of(6).head} (not held against a checkpoint)",
    ]


def test_a_forged_proof_is_refused(desk: Desk) -> None:
    desk.run("prove", "minutes.jsonl", "3", "--out", "proof.json")
    desk.write("proof.json", desk.read("proof.json").replace(b"noted", b"voted"))
    code, _, err = desk.run("check-proof", "proof.json")
    assert (code, err.startswith("tellers: inclusion in the minute book: minute 3")) == (1, True)


@pytest.mark.parametrize("arguments", [("prove", "minutes.jsonl", "6"), ("consistency", "minutes.jsonl", "7")])
def test_what_the_book_does_not_have_is_not_proved(desk: Desk, arguments: tuple[str, ...]) -> None:
    assert desk.run(*arguments, "--out", "proof.json")[0] == 1
    assert not (desk.folder / "proof.json").exists()


def test_a_key_is_made_for_its_owner_and_only_its_public_part_is_printed(desk: Desk) -> None:
    made = desk.json("keygen", "agent", "--witness", "--out", "agent.key")
    signer = read_key(desk.folder / "agent.key")
    assert made == {"vkey": str(signer.verifier), "fingerprint": signer.verifier.fingerprint}
    assert stat.S_IMODE((desk.folder / "agent.key").stat().st_mode) == 0o600
    code, out, err = desk.run("keygen", "agent", "--out", "agent.key")
    assert (code, out) == (1, "")
    assert "never overwritten" in err
    code, out, _ = desk.run("keygen", "agent", "--witness", "--out", "third.key")
    assert (code, "Next: send the public key to the secretary" in out) == (0, True)
    code, out, _ = desk.run("keygen", "agent", "--out", "other.key")
    assert (code, "Next:" in out) == (0, False)
    assert signer.private_text() not in out
    assert "PRIVATE" not in out


def test_a_key_name_with_a_space_is_refused_and_no_file_is_left(desk: Desk) -> None:
    code, _, err = desk.run("keygen", "left agent", "--out", "agent.key")
    assert (code, "no spaces and no plus" in err) == (2, True)
    assert not (desk.folder / "agent.key").exists()


COSIGN = ("cosign", "minutes.checkpoint", "--key", "agent.key", "--signer", VKEY, "--book", "minutes.jsonl")


@pytest.fixture
def agent(desk: Desk) -> Desk:
    """The desk of an agent with a key who has co-signed at four minutes."""
    desk.run("keygen", "agent", "--witness", "--out", "agent.key")
    now = desk.read("minutes.checkpoint")
    desk.write("minutes.checkpoint", note_of(book_of(4)))
    assert desk.json(*COSIGN) == {"ok": True, "witness": "agent", "minutes": 4, "since": None}
    desk.write("minutes.checkpoint", now)
    return desk


def test_an_agent_cosigns_what_extends_what_the_agent_cosigned_before(agent: Desk) -> None:
    code, out, _ = agent.run(*COSIGN)
    assert (code, "6 minutes, extends the 4 co-signed before" in out) == (0, True)
    assert "Next: give that file back to the secretary" in out
    witness = read_key(agent.folder / "agent.key").verifier
    assert [
        each.name for each in open_note(agent.read("minutes.checkpoint"), KEY.verifier, [witness]).witnessed_by
    ] == ["agent"]
    assert agent.json(*COSIGN)["since"] == 6


def test_an_agent_is_not_brought_to_cosign_a_second_history(agent: Desk) -> None:
    other = book_of(6, "other")
    agent.write("minutes.jsonl", encoded(other))
    agent.write("minutes.checkpoint", note_of(other))
    before = agent.read("agent.key.last")
    code, _, err = agent.run(*COSIGN)
    assert (code, "the first 4 minutes: do not have the root" in err) == (1, True)
    assert agent.read("minutes.checkpoint") == note_of(other)
    assert agent.read("agent.key.last") == before


def test_an_agent_is_not_brought_to_cosign_a_shorter_book(agent: Desk) -> None:
    agent.write("minutes.checkpoint", note_of(book_of(3)))
    code, _, err = agent.run(*COSIGN)
    assert (code, "3 minutes; 4 were witnessed" in err) == (1, True)


def test_an_agent_does_not_cosign_what_the_books_key_has_not_signed(agent: Desk) -> None:
    agent.write("minutes.checkpoint", agent.read("minutes.checkpoint").replace(b"\n6\n", b"\n5\n"))
    code, _, err = agent.run(*COSIGN)
    assert (code, "the signature does not hold" in err) == (1, True)


def test_a_key_for_checkpoints_does_not_witness_and_leaves_no_trace(desk: Desk) -> None:
    desk.run("keygen", "agent", "--out", "agent.key")
    code, _, err = desk.run(*COSIGN)
    assert (code, "not for witnesses; make one with `tellers minutes keygen NAME --witness`" in err) == (1, True)
    assert not (desk.folder / "agent.key.last").exists()


@pytest.mark.parametrize("place", ["pipe", "/dev/zero", "."])
@pytest.mark.parametrize(
    "arguments",
    [
        ("verify", "{}"),
        ("verify", "minutes.jsonl", "--earlier", "{}"),
        ("verify", "minutes.jsonl", "--checkpoint", "{}", "--key", VKEY),
        ("show", "{}"),
        ("prove", "{}", "0", "--out", "proof.json"),
        ("check-proof", "{}"),
        ("cosign", "{}", "--key", "agent.key", "--signer", VKEY, "--book", "minutes.jsonl"),
        ("cosign", "minutes.checkpoint", "--key", "{}", "--signer", VKEY, "--book", "minutes.jsonl"),
    ],
    ids=lambda arguments: " ".join(arguments[:4]),
)
def test_a_pipe_a_device_and_a_folder_are_named_and_never_waited_for(
    desk: Desk, arguments: tuple[str, ...], place: str
) -> None:
    os.mkfifo(desk.folder / "pipe")
    code, _, err = desk.run(*(argument.format(place) for argument in arguments))
    assert (code, "expected a file; this is a folder, a pipe or a device" in err) == (2, True)


def test_a_folder_is_no_place_for_a_proof(desk: Desk) -> None:
    code, _, err = desk.run("prove", "minutes.jsonl", "0", "--out", ".")
    assert (code, "Is a directory" in err or "busy" in err) == (2, True)


@pytest.mark.parametrize("name", ["", "verify", "show", "prove", "check-proof", "consistency", "keygen", "cosign"])
def test_every_command_has_help_with_an_example(desk: Desk, name: str) -> None:
    code, out, _ = desk.run(*([name] if name else []), "--help")
    assert code == 0
    assert not name or f"Example: tellers minutes {name} " in " ".join(out.split())


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is missing; it comes with GNU coreutils")
def test_the_hashes_can_be_checked_by_hand_as_the_format_page_says(desk: Desk) -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats" / "minutes.md").read_text("utf-8")
    by_hand = page.split("```bash\n")[1].split("```")[0]
    desk.write("minutes.jsonl", encoded(book_of(3)))
    done = subprocess.run(["/bin/bash", "-euc", by_hand], check=True, capture_output=True, text=True)
    minutes = book_of(3).minutes
    assert done.stdout.split() == [*(minute.hash for minute in minutes), book_of(3).head]
