"""`tellers watch`: boards in folders and behind servers, honest and not. Lesson 8: two views must leave evidence.

Truth: the events of the true archive, the roots of the true book; that evidence is evidence is said by `verify`.
"""

import contextlib
import http.server
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.ballots.forge import chained, events_of
from tests.ballots.world import UUID
from tests.cli.boards import (
    BOOK,
    FORGED,
    TRUE,
    Ranges,
    Shown,
    Watch,
    Whole,
    files_of,
    head,
    prefix,
    serving,
    with_ballots,
)
from tests.minutes.samples import KEY, LEFT, note_of

from tellers.ballots.chain import decode_archive
from tellers.cli.main import run
from tellers.minutes import store
from tellers.minutes.checkpoint import Checkpoint, open_note, sign
from tellers.minutes.note import Signer


@pytest.fixture
def watch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Watch:
    return Watch(tmp_path, capsys)


@pytest.fixture
def board(tmp_path: Path) -> Shown:
    return Shown(tmp_path / "board")


# A board that does nothing wrong.


def test_a_growing_board_is_followed_and_only_what_is_new_is_verified(watch: Watch, board: Shown) -> None:
    total = len(decode_archive(TRUE, "x").entries)
    seen = 0
    for events in (1, 3, 3, 5, 6, 7, 9, total):
        (said,) = watch.good(board.show(prefix(TRUE, events)))
        assert (said["events"], said["new"], said["head"]) == (events, events - seen, head(events))
        assert said["state"] == ("complete" if events == total else "running")
        seen = events
    assert (watch.state / "archives" / f"{UUID}.bel").read_bytes() == TRUE
    assert not list((watch.state).glob("**/.*.new"))
    assert not (watch.state / "evidence").exists()


def test_a_write_that_is_under_way_is_left_for_the_next_time(watch: Watch, board: Shown) -> None:
    for size in (0, 5, 300, 512, 2000):
        code, (said,) = watch.look(board.show(prefix(TRUE, 2)[:size]))
        assert (code, said["events"], said["unfinished"], said["state"]) == (2, 0, size, "not begun")
    (said,) = watch.good(board.show(prefix(TRUE, 3) + prefix(TRUE, 4)[len(prefix(TRUE, 3)) :][:700]))
    assert said["events"] == 3
    (said,) = watch.good(board.show(prefix(TRUE, 4)))
    assert (said["events"], said["new"]) == (4, 1)


@pytest.mark.parametrize("handler", [Ranges, Whole])
def test_a_board_behind_a_server_is_followed_with_its_checkpoint(
    watch: Watch, board: Shown, handler: type[http.server.SimpleHTTPRequestHandler]
) -> None:
    Ranges.asked.clear()
    with serving(board.show(prefix(TRUE, 3), 4, archive=head(2)).root, handler) as address:
        note, archive = sorted(watch.good(address), key=lambda one: one["name"], reverse=True)
        assert (note["minutes"], note["step"], note["archive"]) == (4, "first", head(2))
        assert archive["events"] == 3
        board.show(TRUE, 6, archive=head(5))
        note, archive = sorted(watch.good(address), key=lambda one: one["name"], reverse=True)
        assert (note["step"], archive["state"]) == ("newer", "complete")
    if handler is Ranges:
        assert Ranges.asked == [None, f"bytes={len(prefix(TRUE, 3)) - 1024}-"]


def test_an_address_of_one_file_needs_no_listing(watch: Watch, board: Shown) -> None:
    with serving(board.show(TRUE).root, Whole) as address:
        (said,) = watch.good(f"{address}archive/{UUID}.bel")
    assert said["state"] == "complete"


def test_a_board_out_of_reach_is_said_and_exits_2_and_is_no_finding(watch: Watch, tmp_path: Path) -> None:
    with serving(tmp_path, Whole) as address:
        gone = address
    code, said = watch.look(gone)
    assert (code, said[0]["event"]) == (2, "out of reach")
    code, said = watch.look(tmp_path / "nowhere")
    assert (code, said[0]["event"]) == (2, "out of reach")


class Breaking(Whole):
    """A server whose connection breaks in the middle of every archive."""

    def do_GET(self) -> None:  # noqa: N802 — the library's
        if not self.path.endswith((".bel", ".checkpoint")):
            super().do_GET()
            return
        raw = Path(self.translate_path(self.path)).read_bytes()
        self.send_response(200)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw[: len(raw) // 2])


def test_a_connection_that_breaks_is_no_archive_taken_back(watch: Watch, board: Shown) -> None:
    with serving(board.show(prefix(TRUE, 5), 4).root, Whole) as address:
        watch.good(address)
        state = watch.state / "state.json"
        state.write_bytes(state.read_bytes().replace(address.encode(), b"http://127.0.0.1:1/"))
    with serving(board.root, Breaking) as address:
        state.write_bytes(state.read_bytes().replace(b"http://127.0.0.1:1/", address.encode()))
        code, said = watch.look(address)
    assert (code, said[-1]["event"]) == (2, "out of reach")
    assert "ended after" in said[-1]["message"]


def test_a_board_of_too_many_names_is_out_of_reach(watch: Watch, board: Shown) -> None:
    board.show(TRUE)
    for at in range(1001):
        (board.root / f"{at}.checkpoint").touch()
    code, said = watch.look(board)
    assert (code, said[-1]["event"]) == (2, "out of reach")


# Co-signing.


def test_checkpoints_that_extend_are_co_signed_and_the_device_remembers(watch: Watch, board: Shown) -> None:
    device = watch.root / "agent.key"
    store.write_key(device, LEFT)
    for minutes in (3, 3, 5):
        said = watch.good(board.show(prefix(TRUE, 4), minutes, archive=head(3)), options=("--key", str(device)))
        note = Path(next(one["cosigned"] for one in said if "cosigned" in one)).read_bytes()
        opened = open_note(note, KEY.verifier, [LEFT.verifier])
        assert opened.checkpoint.size == minutes
        assert [witness.name for witness in opened.witnessed_by] == [LEFT.name]
    assert (watch.root / "agent.key.last").read_bytes() == (board.root / "minutes.checkpoint").read_bytes()


def test_what_was_co_signed_by_hand_binds_the_watcher_too(watch: Watch, board: Shown) -> None:
    device = watch.root / "agent.key"
    store.write_key(device, LEFT)
    (watch.root / "agent.key.last").write_bytes(note_of(FORGED))
    code, said = watch.look(board.show(TRUE, 9), options=("--key", str(device)))
    assert (code, said[-1]["event"]) == (1, "finding")
    assert not (watch.state / "cosigned").exists()
    files = files_of(Path(said[-1]["evidence"]))
    assert files["kept.checkpoint"] == note_of(FORGED)
    assert files["shown.checkpoint"] == (board.root / "minutes.checkpoint").read_bytes()
    assert (watch.root / "agent.key.last").read_bytes() == note_of(FORGED)


def test_a_device_vouches_for_one_book_and_another_is_watched_without_it(
    watch: Watch, board: Shown, tmp_path: Path
) -> None:
    device = watch.root / "agent.key"
    store.write_key(device, LEFT)
    second = Signer("example.net/other", bytes([7]) * 32)
    other = Shown(tmp_path / "other").show(TRUE, 3)
    begun = type(BOOK)(BOOK.minutes[:3])
    (other.root / "minutes.checkpoint").write_bytes(sign(Checkpoint.of(second.name, begun), second))
    options = ("--signer", str(second.verifier), "--key", str(device))
    for _ in range(2):
        said = watch.good(board.show(TRUE, 5), other, options=options)
        notes = [one["cosigned"] for one in said if one["name"] == "minutes.checkpoint"]
        assert notes[0] is not None
        assert notes[1] is None
    assert run(["watch", str(other), "--state", str(watch.state), *options, "--once"]) == 0
    assert "not co-signed: the key given vouches for example.org/minutes" in watch.capsys.readouterr().out


@pytest.mark.parametrize("missing", ["minutes.jsonl", f"archive/{UUID}.bel"])
def test_a_checkpoint_whose_book_or_archive_is_not_shown_is_not_co_signed(
    watch: Watch, board: Shown, missing: str
) -> None:
    device = watch.root / "agent.key"
    store.write_key(device, LEFT)
    board.show(TRUE, 5, archive=head(3))
    (board.root / missing).unlink()
    said = watch.good(board, options=("--key", str(device)))
    assert [one["cosigned"] for one in said if one["name"] == "minutes.checkpoint"] == [None]


# Two histories.


@pytest.mark.parametrize("handler", [Ranges, Whole])
def test_lesson_8_two_views_of_a_board_leave_evidence_of_both_with_both_signed_heads(
    watch: Watch, board: Shown, tmp_path: Path, handler: type[http.server.SimpleHTTPRequestHandler]
) -> None:
    left_out = with_ballots(1, 3, 4)
    other = Shown(tmp_path / "other").show(left_out, 9, FORGED, decode_archive(left_out, "x").head)
    board.show(prefix(TRUE, 5), 9, archive=head(5))
    with serving(board.root, handler) as mine, serving(other.root, handler) as theirs:
        message, evidence = watch.finding(mine, theirs)
    assert "two histories" in message or "one history" in message
    files = files_of(evidence)
    kept, shown = (open_note(files[f"{view}.checkpoint"], KEY.verifier).checkpoint for view in ("kept", "shown"))
    assert kept.size == shown.size == 9
    assert kept.root == BOOK.root_at(9)
    assert shown.root == FORGED.root_at(9)
    assert theirs in files["README.txt"].decode()


CHANGES = {
    "a ballot left out": (1, 3, 4),
    "two ballots in another order": (1, 3, 2, 4),
    "a ballot replaced by another": (1, 4, 2, 3),
}


@pytest.mark.parametrize("handler", [None, Ranges, Whole])
@pytest.mark.parametrize("name", CHANGES)
def test_an_archive_written_anew_leaves_both_as_evidence_that_verify_bears_out(
    watch: Watch, board: Shown, name: str, handler: type[http.server.SimpleHTTPRequestHandler] | None
) -> None:
    with serving(board.root, handler) if handler else contextlib.nullcontext(str(board)) as place:
        board.show(prefix(TRUE, 5), 5, archive=head(5))
        watch.good(place)
        board.show(with_ballots(*CHANGES[name]))
        message, evidence = watch.finding(place)
    assert re.search(r"one history: event \d \(Ballot\)", message)
    files = files_of(evidence)
    assert files["kept.bel"] == prefix(TRUE, 5)
    assert files["shown.bel"] == with_ballots(*CHANGES[name])
    assert run(["verify", str(evidence / "kept.bel")]) == 0
    assert run(["verify", str(evidence / "shown.bel"), "--earlier", str(evidence / "kept.bel")]) == 1
    assert files["kept-minutes.checkpoint"] == (board.root / "minutes.checkpoint").read_bytes()


@pytest.mark.parametrize("handler", [None, Ranges, Whole])
def test_an_archive_cut_off_leaves_evidence_and_one_that_lags_on_another_board_does_not(
    watch: Watch, board: Shown, tmp_path: Path, handler: type[http.server.SimpleHTTPRequestHandler] | None
) -> None:
    lagging = Shown(tmp_path / "lagging").show(prefix(TRUE, 3))
    with serving(board.root, handler) if handler else contextlib.nullcontext(str(board)) as place:
        watch.good(board.show(prefix(TRUE, 5)) and place, lagging)
        watch.good(place, lagging)
        board.show(prefix(TRUE, 4))
        message, evidence = watch.finding(place)
    assert "taken back" in message
    assert files_of(evidence)["kept.bel"] == prefix(TRUE, 5)


def test_a_board_that_shows_less_than_another_is_told_with_what_it_shows(
    watch: Watch, board: Shown, tmp_path: Path
) -> None:
    lagging = Shown(tmp_path / "lagging").show(prefix(TRUE, 4)[: len(prefix(TRUE, 3)) + 700])
    ahead, behind = watch.good(board.show(prefix(TRUE, 5)), lagging)
    assert (ahead["events"], ahead["behind"]) == (5, 0)
    assert (behind["events"], behind["ballots"], behind["behind"], behind["head"]) == (3, 2, 2, head(3))
    arguments = ["watch", str(lagging), "--state", str(watch.state), "--once"]
    for raw, events, fewer in ((prefix(TRUE, 3), 3, 2), (prefix(TRUE, 4), 4, 1)):
        lagging.show(raw)
        assert run(arguments) == 0
        said = watch.capsys.readouterr().out
        assert f": {events} events, {events - 1} ballots: {fewer} event" in said
        assert "fewer than were seen on another board, which has 5 and 4 ballots" in said


def test_a_board_is_the_same_board_however_it_is_named(
    watch: Watch, board: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch.good(board.show(prefix(TRUE, 5)))
    board.show(prefix(TRUE, 4))
    monkeypatch.chdir(board.root.parent)
    for place in (f"{board}/", "board", "./board", "board/../board"):
        message, _ = watch.finding(place)
        assert "taken back" in message


def test_an_address_is_the_same_board_with_its_last_stroke_and_without(watch: Watch, board: Shown) -> None:
    with serving(board.show(prefix(TRUE, 5)).root, Ranges) as address:
        watch.good(address)
        board.show(prefix(TRUE, 4))
        message, _ = watch.finding(address.rstrip("/"))
    assert "taken back" in message


def test_the_same_finding_twice_is_one_folder_and_is_still_a_finding(watch: Watch, board: Shown) -> None:
    watch.good(board.show(prefix(TRUE, 5)))
    first = watch.finding(board.show(with_ballots(1, 3, 4)))
    assert watch.finding(board) == first
    assert len(list((watch.state / "evidence").iterdir())) == 1
    watch.good(board.show(prefix(TRUE, 6)))  # what was kept stays what is followed


def test_two_signed_heads_of_one_size_are_evidence_by_themselves(watch: Watch, board: Shown) -> None:
    watch.good(board.show(TRUE, 6))
    message, evidence = watch.finding(board.show(TRUE, 6, FORGED))
    assert BOOK.root_at(6).hex() in message
    files = files_of(evidence)
    roots = {open_note(files[f"{view}.checkpoint"], KEY.verifier).checkpoint.root for view in ("kept", "shown")}
    assert roots == {BOOK.root_at(6), FORGED.root_at(6)}
    assert files["kept.jsonl"] != files["shown.jsonl"]


@pytest.mark.parametrize("minutes", [4, 8])
def test_a_signed_head_of_another_size_that_does_not_extend_is_found(watch: Watch, board: Shown, minutes: int) -> None:
    watch.good(board.show(TRUE, 6))
    message, _ = watch.finding(board.show(TRUE, minutes, FORGED))
    assert "one history" in message


def test_a_checkpoint_taken_back_is_found(watch: Watch, board: Shown) -> None:
    watch.good(board.show(TRUE, 6))
    message, _ = watch.finding(board.show(TRUE, 4))
    assert "taken back" in message


def test_a_signed_head_that_is_in_no_archive_shown_is_found(watch: Watch, board: Shown) -> None:
    message, evidence = watch.finding(board.show(prefix(TRUE, 5), 4, archive="ab" * 32))
    assert "committed head" in message
    assert files_of(evidence)[f"{UUID}.bel"] == prefix(TRUE, 5)


def test_what_was_shown_and_is_gone_is_found(watch: Watch, board: Shown) -> None:
    watch.good(board.show(TRUE, 6))
    (board.root / "archive" / f"{UUID}.bel").unlink()
    message, _ = watch.finding(board)
    assert "is gone" in message


def test_a_checkpoint_signed_by_another_key_in_its_place_is_found(watch: Watch, board: Shown) -> None:
    watch.good(board.show(TRUE, 6))
    raw = (board.root / "minutes.checkpoint").read_bytes()
    (board.root / "minutes.checkpoint").write_bytes(raw.replace(b"example.org", b"example.net"))
    message, _ = watch.finding(board)
    assert "origin" in message


def test_a_ballot_that_is_not_proved_is_found_and_those_before_it_are_kept(watch: Watch, board: Shown) -> None:
    events = events_of(TRUE)
    ballot = events[3][1][0].replace(b'"response":"', b'"response":"1', 1)
    forged = chained([*events[:3], (events[3][0], [ballot]), *events[4:5]])
    message, evidence = watch.finding(board.show(forged))
    assert "ballot 3" in message
    assert files_of(evidence)["shown.bel"] == forged
    assert (watch.state / "archives" / f"{UUID}.bel").read_bytes() == prefix(TRUE, 3)


def test_an_archive_under_the_name_of_another_election_is_found(watch: Watch, board: Shown) -> None:
    board.show(TRUE)
    (board.root / "archive" / f"{UUID}.bel").rename(board.root / "archive" / "AnotherUnion12.bel")
    message, _ = watch.finding(board)
    assert "name of the archive" in message


# The watcher's own memory.


def test_a_memory_that_was_tampered_with_is_named_and_never_believed(watch: Watch, board: Shown) -> None:
    watch.good(board.show(prefix(TRUE, 5)))
    copy, state = watch.state / "archives" / f"{UUID}.bel", watch.state / "state.json"
    good_copy, good_state = copy.read_bytes(), state.read_bytes()
    for raw in (b"", good_copy[:-512], prefix(TRUE, 4), with_ballots(1, 3, 4), b"x" + good_copy[1:]):
        copy.write_bytes(raw)
        code, said = watch.look(board)
        assert code == 1
        assert said[-1]["error"]["kind"] == "RecordBroken"
    copy.write_bytes(good_copy)
    for raw in (
        b"{}",
        b"",
        good_state.replace(b'"format":1', b'"format":2'),
        good_state.replace(b'"size"', b'"sise"'),
    ):
        state.write_bytes(raw)
        assert watch.look(board)[0] == 2
    state.write_bytes(good_state)
    watch.good(board)


def test_what_a_crash_left_after_the_copy_is_cut_off(watch: Watch, board: Shown) -> None:
    watch.good(board.show(prefix(TRUE, 5)))
    copy = watch.state / "archives" / f"{UUID}.bel"
    copy.write_bytes(copy.read_bytes() + b"half a member")
    (said,) = watch.good(board.show(prefix(TRUE, 6)))
    assert said["new"] == 1
    assert copy.read_bytes() == prefix(TRUE, 6)


def test_a_pause_ends_with_ctrl_c_and_whole_files(watch: Watch, board: Shown) -> None:
    board.show(prefix(TRUE, 5))
    command = [sys.executable, "-m", "tellers", "watch", str(board), "--state", str(watch.state), "--every", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "5 events" in process.stdout.readline()
        board.show(prefix(TRUE, 6))
        while "6 events" not in process.stdout.readline():
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped" in said
    assert "Traceback" not in said
    assert not list(watch.state.glob("**/.*"))
    (seen,) = watch.good(board)
    assert seen["new"] == 0


def test_people_are_told_in_sentences(watch: Watch, board: Shown) -> None:
    board.show(TRUE, 6)
    arguments = ["watch", str(board), "--state", str(watch.state), "--signer", str(KEY.verifier), "--once"]
    assert run(arguments) == 0
    said = watch.capsys.readouterr().out
    assert "6 minutes, first" in said
    assert "complete" in said
    board.show(with_ballots(1, 3, 4))
    assert run(arguments) == 1
    assert "The evidence is in" in watch.capsys.readouterr().err
