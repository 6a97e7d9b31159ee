"""`tellers watch` on boards that show nothing, garbage, or what was never meant to be read: said, and in bounded time.

Truth: what was put there; a server's answer is the standard library's or is written out.
"""

import contextlib
import os
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPMessage
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.request import Request

import pytest
from tests.ballots.world import UUID
from tests.cli.boards import FORGED, TRUE, Shown, Watch, Whole, head, prefix, serving
from tests.minutes.samples import KEY, LEFT, encoded, note_of

from tellers.ballots.progress import no_progress
from tellers.cli.main import run
from tellers.cli.watching import fetching
from tellers.cli.watching.boards import OutOfReach
from tellers.cli.watching.memory import Memory
from tellers.minutes import store

ARCHIVE = f"archive/{UUID}.bel"


@pytest.fixture
def watch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Watch:
    return Watch(tmp_path, capsys)


@pytest.fixture
def board(tmp_path: Path) -> Shown:
    return Shown(tmp_path / "board")


def passed(watch: Watch, place: object, options: tuple[str, ...] = ()) -> dict[str, Any]:
    """What is said where nothing could be seen: one thing, and exit code 2."""
    code, said = watch.look(place, options=options)
    assert code == 2, said
    (one,) = said
    return one


# Folders.


def test_a_board_that_shows_nothing_says_so(watch: Watch, board: Shown) -> None:
    board.root.mkdir()
    for name in ("notes.txt", "minutes.jsonl"):
        (board.root / name).write_text("{}")
        said = passed(watch, board)
        assert said["event"] == "nothing shown"
        assert "UUID.bel" in said["message"]
    assert run(["watch", str(board), "--state", str(watch.state), "--once"]) == 2
    assert "nothing shown: no archive" in watch.capsys.readouterr().err


def test_a_checkpoint_whose_key_was_not_given_is_not_looked_at_and_that_is_said(watch: Watch, board: Shown) -> None:
    board.show(TRUE, 5)
    assert run(["watch", str(board), "--state", str(watch.state), "--once"]) == 0
    said = watch.capsys.readouterr()
    assert "minutes.checkpoint: not looked at: it is of 'example.org/minutes', whose key was not given" in said.err
    assert "--signer" in said.err
    assert "complete" in said.out


def test_a_checkpoint_alone_whose_key_was_not_given_is_no_success(watch: Watch, board: Shown) -> None:
    board.show(TRUE, 5)
    path = board.root / "minutes.checkpoint"
    assert run(["watch", str(path), "--state", str(watch.state), "--once"]) == 2
    assert "--signer" in watch.capsys.readouterr().err


MISNAMED = ("x.txt", "minutes.jsonl", "short.bel", f"{UUID}.BEL", ".checkpoint", f"{UUID}.bel.gz")
"""Names that are none of ours."""


@pytest.mark.parametrize(
    ("place", "name"),
    [
        *[("{root}/{name}", name) for name in MISNAMED],
        *[("http://127.0.0.1:1/{name}", name) for name in MISNAMED if name.endswith((".bel", ".checkpoint"))],
    ],
)
def test_a_file_of_another_name_is_refused_with_the_names_there_are(
    watch: Watch, board: Shown, name: str, place: str
) -> None:
    board.root.mkdir()
    (board.root / name).write_bytes(TRUE)
    code, said = watch.look(place.format(root=board.root, name=name))
    assert code == 2
    assert "expected UUID.bel or NAME.checkpoint, a folder or an address" in said[-1]["error"]["message"]
    assert not watch.state.exists()


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"garbage\n", "begins with b'garbage"),
        (b"<!DOCTYPE html>", "begins with b'<!DOCTYPE html>'"),
        (bytes(5000), "has 5000 bytes and begins with b'\\x00"),
        (b"\x1f\x8b" * 9, "expected an election archive (UUID.bel), whose first member is BELENIOS"),
        (bytes(50_000_000), "has 50000000 bytes"),
        (b"BELENIOS\0" + bytes(50_000_000), "octal digits"),
    ],
)
def test_garbage_under_a_good_name_is_told_with_what_was_found(
    watch: Watch, board: Shown, raw: bytes, found: str
) -> None:
    board.show(TRUE, 5)
    (board.root / "archive" / "AnotherUnion12.bel").write_bytes(raw)
    code, said = watch.look(board)
    if raw.startswith(b"BELENIOS"):  # an archive that does not hold is a finding
        assert (code, said[-1]["event"]) == (1, "finding")
        assert found in said[-1]["message"]
        return
    assert code == 2
    told = {one["name"]: one for one in said}
    assert told["archive/AnotherUnion12.bel"]["event"] == "unreadable"
    assert found in told["archive/AnotherUnion12.bel"]["message"]
    assert (told[ARCHIVE]["state"], told["minutes.checkpoint"]["step"]) == ("complete", "first")


def test_an_archive_of_which_half_an_event_is_there_is_told_as_not_begun_and_as_unfinished(
    watch: Watch, board: Shown
) -> None:
    board.show(prefix(TRUE, 1)[:1400])
    arguments = ["watch", str(board), "--state", str(watch.state), "--once"]
    assert run(arguments) == 2
    assert "1400 bytes and no whole event yet: member 1" in watch.capsys.readouterr().out
    board.show(prefix(TRUE, 2)[:-600])
    assert run(arguments) == 0
    assert "1 events, 1 of them new" in (said := watch.capsys.readouterr().out)
    assert "bytes of an event that is not whole yet" in said


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"a\n\n",
        b"x" * 2_000_000,
        b"example.org/minutes\n-1\nAA==\n\n" + note_of(FORGED).rpartition(b"\n\n")[2],
    ],
)
def test_a_checkpoint_that_is_none_is_told_and_the_rest_is_looked_at(watch: Watch, board: Shown, raw: bytes) -> None:
    (board.show(TRUE).root / "minutes.checkpoint").write_bytes(raw)
    code, said = watch.look(board)
    assert code == 2
    assert {one["name"]: one["event"] for one in said} == {"minutes.checkpoint": "unreadable", ARCHIVE: "seen"}


def test_a_checkpoint_that_was_one_and_is_garbage_now_is_found(watch: Watch, board: Shown) -> None:
    watch.good(board.show(TRUE, 5))
    (board.root / "minutes.checkpoint").write_bytes(b"garbage")
    message, _ = watch.finding(board)
    assert "origin" in message


def test_a_book_that_cannot_be_read_is_told_and_found_where_it_could_be_before(watch: Watch, board: Shown) -> None:
    board.show(TRUE, 5)
    (board.root / "minutes.jsonl").write_bytes(b"{]\n")
    code, said = watch.look(board)
    assert (code, said[0]["event"]) == (2, "unreadable")
    assert "line 1" in said[0]["message"]
    watch.good(board.show(TRUE, 5))
    (board.root / "minutes.jsonl").write_bytes(b"{]\n")
    message, evidence = watch.finding(board)
    assert "line 1" in message
    assert (evidence / "shown.jsonl").read_bytes() == b"{]\n"


def _folder(path: Path) -> None:
    path.mkdir()


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


ODD: dict[str, Callable[[Path], None]] = {
    "a folder": _folder,
    "a pipe": os.mkfifo,
    "a link to itself": _loop,
    "a link that leads nowhere": _nowhere,
    "a link to a device": _device,
}


@pytest.mark.parametrize("name", ["AnotherUnion12.bel", "other.checkpoint", "minutes.jsonl"])
@pytest.mark.parametrize("what", ODD)
def test_whatever_stands_in_the_place_of_a_file_is_told_and_never_waited_for(
    watch: Watch, board: Shown, what: str, name: str
) -> None:
    board.show(TRUE, 5)
    (board.root / name).unlink(missing_ok=True)
    ODD[what](board.root / name)
    code, said = watch.look(board)
    told = {one["name"]: one["event"] for one in said}
    assert code == 2
    assert told[ARCHIVE] == "seen"
    assert told["minutes.checkpoint" if name == "minutes.jsonl" else name] in ("unreadable", "out of reach")


@pytest.mark.parametrize("name", [f"{UUID}.bel", "other.checkpoint", "minutes.jsonl"])
def test_a_link_on_a_board_of_others_is_not_followed_to_a_file_of_the_watchers(
    watch: Watch, board: Shown, tmp_path: Path, name: str
) -> None:
    board.show(TRUE, 5)
    (board.root / "archive" / f"{UUID}.bel").rename(tmp_path / "true.bel")
    (tmp_path / "mine").write_bytes(b"a secret of the watcher's")
    (board.root / name).unlink(missing_ok=True)
    (board.root / name).symlink_to(tmp_path / ("true.bel" if name.endswith(".bel") else "mine"))
    code, said = watch.look(board)
    told = {one["name"]: one for one in said}
    one = told["minutes.checkpoint" if name == "minutes.jsonl" else name]
    assert (code, one["event"]) == (2, "out of reach")
    assert "it is a link, and none is followed on a board" in one["message"]
    assert "secret" not in str(said)
    assert not list(watch.state.glob("**/*.bel"))


def test_a_folder_of_archives_that_is_a_link_is_not_followed(watch: Watch, board: Shown, tmp_path: Path) -> None:
    board.show(TRUE)
    (board.root / "archive").rename(tmp_path / "elsewhere")
    (board.root / "archive").symlink_to(tmp_path / "elsewhere")
    said = passed(watch, board)
    assert said["event"] == "out of reach"
    assert "it is a link" in said["message"]


def test_a_link_that_the_watcher_names_is_followed(watch: Watch, board: Shown, tmp_path: Path) -> None:
    board.show(TRUE)
    (tmp_path / f"{UUID}.bel").symlink_to(board.root / ARCHIVE)
    (tmp_path / "case").symlink_to(board.root)
    (file,) = watch.good(tmp_path / f"{UUID}.bel")
    (folder,) = watch.good(tmp_path / "case")
    assert file["state"] == folder["state"] == "complete"


@pytest.mark.parametrize("what", ODD)
def test_whatever_is_named_as_a_board_is_a_folder_or_is_refused(watch: Watch, tmp_path: Path, what: str) -> None:
    place = tmp_path / f"{UUID}.bel"
    ODD[what](place)
    code, said = watch.look(place)
    assert code == 2
    assert said


@pytest.mark.parametrize("what", ODD)
def test_an_archive_whose_place_is_taken_by_something_else_is_found_or_out_of_reach(
    watch: Watch, board: Shown, what: str
) -> None:
    watch.good(board.show(TRUE))
    (board.root / ARCHIVE).unlink()
    ODD[what](board.root / ARCHIVE)
    code, said = watch.look(board)
    assert (code, said[-1]["event"]) in ((1, "finding"), (2, "out of reach"))


def test_an_archive_that_somebody_holds_is_read_all_the_same(
    watch: Watch, board: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tellers.cli.watching.folder._PAUSE", 0.01)
    board.show(TRUE)
    with store.lock(board.root / ARCHIVE):
        (said,) = watch.good(board)
    assert said["state"] == "complete"


def test_names_that_are_nearly_ours_are_told(watch: Watch, board: Shown) -> None:
    board.show(TRUE)
    for name in ("a b.checkpoint", "wrong name.bel", "x.bel"):
        (board.root / name).touch()
    told = {one["name"]: one["event"] for one in watch.good(board)}
    assert told == dict.fromkeys(("a b.checkpoint", "wrong name.bel", "x.bel"), "not looked at") | {ARCHIVE: "seen"}


def test_a_key_that_is_none_of_a_witness_is_refused_before_anything_is_watched(watch: Watch, board: Shown) -> None:
    board.show(TRUE, 5)
    key = watch.root / "secretary.key"
    store.write_key(key, KEY)
    code, said = watch.look(board, options=("--key", str(key)))
    assert code == 2
    assert "expected a witness's" in said[-1]["error"]["message"]
    assert watch.look(board, options=("--key", str(watch.root / "nowhere.key")))[0] == 2
    store.write_key(watch.root / "agent.key", LEFT)
    watch.good(board, options=("--key", str(watch.root / "agent.key")))


# Servers.

LISTING = f'<a href="./{UUID}.bel">x</a> <a href="minutes.checkpoint">y</a>'.encode()


@contextlib.contextmanager
def answering(answer: Callable[[str], Iterator[bytes]]) -> Iterator[str]:
    """A server that sends whatever it likes, a piece at a time, for each path."""
    stopped = threading.Event()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            path = self.rfile.readline().split()[1].decode()
            while self.rfile.readline().strip():
                pass
            with contextlib.suppress(OSError):
                for piece in answer(path):
                    if stopped.is_set():
                        return
                    self.wfile.write(piece)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            stopped.set()
            server.shutdown()
            thread.join()


def reply(status: str, body: bytes = b"", *headers: str) -> bytes:
    lines = (f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", "")
    return "\r\n".join(lines).encode() + body


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A watcher of little patience."""
    monkeypatch.setattr(fetching, "TIMEOUT", 0.5)
    monkeypatch.setattr(fetching, "PATIENCE", 1)


def drip(pieces: Iterator[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        for at in range(len(piece)):
            time.sleep(0.05)
            yield piece[at : at + 1]


def forever(piece: bytes, first: bytes = b"") -> Iterator[bytes]:
    yield first
    while True:
        yield piece


def silence(path: str) -> Iterator[bytes]:
    del path
    yield b""
    time.sleep(5)


OUT_OF_REACH: dict[str, Callable[[str], Iterator[bytes]]] = {
    "404": lambda _: iter([reply("404 Not Found", b"<h1>no</h1>")]),
    "500": lambda _: iter([reply("500 Internal Server Error")]),
    "304": lambda _: iter([reply("304 Not Modified")]),
    "nothing": lambda _: iter([b""]),
    "no protocol": lambda _: iter([b"\x00\xff\r\n\r\n"]),
    "a status that is none": lambda _: iter([b"HTTP/1.1 99x x\r\n\r\n"]),
    "silence": silence,
    "a slow header": lambda _: drip(forever(b"X-Slow: 1\r\n", b"HTTP/1.1 200 OK\r\n")),
    "a slow body": lambda _: drip(forever(b"x", b"HTTP/1.1 200 OK\r\n\r\n")),
    "headers without end": lambda _: forever(b"X: 1\r\n" * 99, b"HTTP/1.1 200 OK\r\n"),
    "100 without end": lambda _: forever(b"HTTP/1.1 100 Continue\r\n\r\n" * 999),
    "a body without end": lambda _: forever(b"x" * 2**16, b"HTTP/1.1 200 OK\r\n\r\n"),
    "a body shorter than said": lambda _: iter([b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nxx"]),
    "a broken chunk": lambda _: iter([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"]),
    "trailers without end": lambda _: forever(
        b"X: 1\r\n" * 999, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
    ),
    "sent in a circle": lambda path: iter([reply("302 Found", b"", f"Location: {path}")]),
    "sent to a file": lambda _: iter([reply("302 Found", b"", "Location: file:///etc/passwd")]),
    "sent to ftp": lambda _: iter([reply("302 Found", b"", "Location: ftp://127.0.0.1:1/x")]),
    "sent nowhere": lambda _: iter([reply("302 Found", b"", "Location: http://[")]),
    "sent on without end": lambda _: forever(b"x" * 2**16, b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n"),
}


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("what", OUT_OF_REACH)
@pytest.mark.parametrize("name", ["", f"{UUID}.bel", "minutes.checkpoint"])
def test_whatever_a_server_answers_is_said_in_bounded_time_and_is_no_finding(
    watch: Watch, what: str, name: str
) -> None:
    started = time.monotonic()
    with answering(OUT_OF_REACH[what]) as address:
        said = passed(watch, address + name, options=("--room", "1"))
    assert said["event"] == "out of reach", said
    assert time.monotonic() - started < 30


def test_no_board_fills_the_disk_and_who_trusts_it_gives_it_more_room(watch: Watch, board: Shown) -> None:
    board.show(TRUE + bytes(2**20))
    said = passed(watch, board, options=("--room", "1"))
    assert said["event"] == "out of reach"
    assert said["message"].endswith("if you trust this board")
    with answering(lambda _: iter([reply("200 OK", TRUE + bytes(2**20))])) as address:
        assert "--room" in passed(watch, f"{address}{UUID}.bel", options=("--room", "1"))["message"]
    assert not (watch.state / "archives").exists()
    board.show(TRUE)
    watch.good(board, options=("--room", "1"))


def test_all_copies_share_the_room(tmp_path: Path) -> None:
    memory = Memory(tmp_path, room=3 * len(TRUE) // 2)
    follower = memory.take_up(UUID, no_progress)
    assert list(follower.follow(TRUE))
    memory.grow(UUID, TRUE, follower)
    assert memory.room("AnotherUnion12") == len(TRUE) // 2
    assert memory.room(UUID) == 3 * len(TRUE) // 2


@pytest.mark.parametrize("name", ["state.json", f"archives/{UUID}.bel", "checkpoints/KEY.checkpoint"])
@pytest.mark.parametrize("what", ["a pipe", "a folder", "a link to a device"])
def test_what_stands_in_the_place_of_the_watchers_own_file_is_named_and_never_waited_for(
    watch: Watch, board: Shown, what: str, name: str
) -> None:
    watch.good(board.show(TRUE, 5))
    path = watch.state / name.replace("KEY", KEY.verifier.fingerprint[:16])
    path.unlink()
    ODD[what](path)
    code, _ = watch.look(board)
    assert code == 2


def test_a_page_in_the_place_of_a_list_shows_nothing_and_in_the_place_of_an_archive_is_none(watch: Watch) -> None:
    with answering(
        lambda _: iter([reply("200 OK", b"<!DOCTYPE html><p>Welcome", "Content-Type: text/html")])
    ) as address:
        assert passed(watch, address)["event"] == "nothing shown"
        said = passed(watch, f"{address}{UUID}.bel")
        assert said["event"] == "unreadable"
        assert "begins with b'<!DOCTYPE html>" in said["message"]
        assert passed(watch, f"{address}minutes.checkpoint")["event"] == "unreadable"


def test_every_long_piece_of_a_visit_says_how_far_it_is(
    watch: Watch, board: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    monkeypatch.setattr(
        "tellers.cli.watch.show_progress", lambda what, done, total: told.setdefault(what, []).append((done, total))
    )
    with serving(board.show(prefix(TRUE, 5)).root, Whole) as address:
        watch.good(address, board)
        watch.good(address, board.show(TRUE))
    assert set(told) >= {"bytes fetched", "bytes followed", "bytes compared", "bytes read again"}
    assert told["bytes fetched"][-1] == (len(TRUE), len(TRUE))
    assert told["bytes compared"][-1] == (len(TRUE), len(TRUE))
    assert (len(prefix(TRUE, 5)), len(prefix(TRUE, 5))) in told["bytes read again"]
    assert all(done <= total for steps in told.values() for done, total in steps)


def test_an_empty_answer_is_an_archive_that_has_not_begun(watch: Watch) -> None:
    with answering(lambda _: iter([reply("204 No Content")])) as address:
        assert passed(watch, address)["event"] == "nothing shown"
        assert passed(watch, f"{address}{UUID}.bel")["state"] == "not begun"


def test_a_file_that_is_listed_and_not_served_is_told_and_the_rest_is_looked_at(watch: Watch) -> None:
    def answer(path: str) -> Iterator[bytes]:
        files = {"/": LISTING, "/minutes.checkpoint": note_of(FORGED), "/minutes.jsonl": encoded(FORGED)}
        yield reply("200 OK", files[path]) if path in files else reply("404 Not Found")

    with answering(answer) as address:
        code, said = watch.look(address)
    assert code == 2
    assert [(one["name"], one["event"]) for one in said] == [
        (f"{UUID}.bel", "out of reach"),
        ("minutes.checkpoint", "seen"),
    ]


def test_a_server_that_cannot_give_the_book_now_is_no_board_without_a_book(watch: Watch) -> None:
    def answer(path: str) -> Iterator[bytes]:
        files = {"/": LISTING, "/minutes.checkpoint": note_of(FORGED), f"/{UUID}.bel": TRUE}
        yield reply("200 OK", files[path]) if path in files else reply("503 Service Unavailable")

    with answering(answer) as address:
        code, said = watch.look(address)
    assert code == 2
    assert (said[0]["name"], said[0]["event"]) == ("minutes.checkpoint", "out of reach")


def test_a_server_that_sends_us_on_within_the_web_is_followed(watch: Watch, board: Shown) -> None:
    with serving(board.show(TRUE, 4, archive=head(3)).root, Whole) as there:

        def answer(path: str) -> Iterator[bytes]:
            yield reply("301 Moved Permanently", b"", f"Location: {there.rstrip('/')}{path}")

        with answering(answer) as address:
            assert [one["event"] for one in watch.good(address)] == ["seen", "seen"]


@pytest.mark.parametrize(
    "place",
    [
        "http://",
        "HTTP://127.0.0.1:1/",
        "http://[",
        "http://127.0.0.1:port/",
        "http://a b/",
        "http://\u2603..example/",
        "https://127.0.0.1:1/",
    ],
)
def test_an_address_that_is_none_is_out_of_reach(watch: Watch, place: str) -> None:
    assert passed(watch, place)["event"] == "out of reach"


@pytest.mark.parametrize(
    "place", ["", "ftp://example.org/", "file:///etc/passwd", "board\udcff", "board\n", "board\u202e", "https:\x1b//x"]
)
def test_a_place_that_is_none_is_refused_before_anything_is_watched(watch: Watch, place: str) -> None:
    code, said = watch.look(place)
    assert (code, said[-1]["error"]["kind"]) == (2, "Unreadable")
    assert "a folder or an address of http or https" in said[-1]["error"]["message"]
    assert not watch.state.exists()


def test_nobody_is_sent_on_from_https_to_http() -> None:
    redirects, request = fetching._Redirects(), Request("https://example.org/")
    with pytest.raises(OutOfReach, match="not https"):
        redirects.redirect_request(request, BytesIO(), 302, "Found", HTTPMessage(), "http://example.org/")
