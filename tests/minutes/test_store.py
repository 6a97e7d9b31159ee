"""Truth: what a disk may hold after a crash. In the last test a process is killed while it writes."""

import fcntl
import os
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.minutes.samples import KEY, LEFT, book_of, changed, encoded, moment

from tellers.errors import RecordBroken, Refused, Unreadable
from tellers.minutes import store
from tellers.minutes.minute import Minute

BOOK = book_of(3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / "minutes.jsonl"
    written.write_bytes(encoded(BOOK))
    return written


def next_minute(number: int = 3) -> Minute:
    return book_of(number + 1).minutes[number]


def test_a_book_is_stored_a_minute_a_line(tmp_path: Path) -> None:
    path = tmp_path / "minutes.jsonl"
    for minute in BOOK.minutes:
        store.append_minute(path, minute)
    assert path.read_bytes() == encoded(BOOK)
    assert store.read_book(path) == store.StoredBook(BOOK, b"")


def test_an_append_returns_the_book_as_it_stands(path: Path) -> None:
    assert store.append_minute(path, next_minute()) == store.StoredBook(book_of(4), b"")


def test_a_crash_at_any_byte_of_an_append_leaves_the_book_up_to_the_last_whole_minute(path: Path) -> None:
    whole, line = encoded(BOOK), next_minute().encode()
    for length in range(len(line) + 1):  # the last is the whole minute without its newline
        path.write_bytes(whole + line[:length])
        assert store.read_book(path) == store.StoredBook(BOOK, line[:length])
        assert store.append_minute(path, next_minute()) == store.StoredBook(book_of(4), line[:length])
        assert path.read_bytes() == encoded(book_of(4))


def test_an_unfinished_minute_longer_than_the_next_leaves_nothing_behind(path: Path) -> None:
    unfinished = changed(next_minute(), facts={"text": "x" * 1000}).encode()
    path.write_bytes(encoded(BOOK) + unfinished)
    store.append_minute(path, next_minute())
    assert path.read_bytes() == encoded(book_of(4))


def test_a_crash_in_the_first_minute_leaves_an_empty_book(tmp_path: Path) -> None:
    path = tmp_path / "minutes.jsonl"
    path.write_bytes(b'{"act"')
    assert store.read_book(path) == store.StoredBook(book_of(0), b'{"act"')


def test_blocks_that_never_reached_the_disk_are_dropped(path: Path) -> None:
    path.write_bytes(encoded(BOOK) + bytes(512))
    assert store.read_book(path) == store.StoredBook(BOOK, bytes(512))


@pytest.mark.parametrize("tail", [b"\n", b"{}\n", b"\0\n", next_minute().encode()[:-1] + b"\n", b'{"act":\n'])
def test_a_bad_line_that_ends_is_no_crash_and_is_refused(path: Path, tail: bytes) -> None:
    path.write_bytes(encoded(BOOK) + tail)
    with pytest.raises(Unreadable, match=r"minutes\.jsonl, line 4: "):
        store.read_book(path)
    with pytest.raises(Unreadable):
        store.append_minute(path, next_minute())
    assert path.read_bytes() == encoded(BOOK) + tail


def test_any_bit_changed_before_the_last_line_is_found(path: Path) -> None:
    """All but the last line, which nothing follows: a change there is for a checkpoint to find."""
    raw = encoded(BOOK)
    last = raw.rindex(b"\n", 0, len(raw) - 1)
    for place in range(last + 1):
        path.write_bytes(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
        with pytest.raises((Unreadable, RecordBroken)):
            store.read_book(path)


def test_a_minute_that_does_not_follow_is_not_written(path: Path) -> None:
    for stranger in (BOOK.minutes[2], book_of(5, "other").minutes[3], changed(next_minute(), at=moment(0))):
        with pytest.raises(RecordBroken):
            store.append_minute(path, stranger)
    assert path.read_bytes() == encoded(BOOK)


def test_of_two_that_append_to_the_same_book_one_is_refused(path: Path) -> None:
    rivals = [changed(next_minute(), by=f"secretary {number}") for number in range(8)]

    def attempt(minute: Minute) -> bool:
        try:
            store.append_minute(path, minute)
        except RecordBroken:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, rivals)) == 1
    assert store.read_book(path).book.size == 4


def test_an_append_waits_for_those_who_read(path: Path) -> None:
    with path.open("rb") as reader, ThreadPoolExecutor(1) as pool:
        fcntl.flock(reader, fcntl.LOCK_SH)
        appended = pool.submit(store.append_minute, path, next_minute())
        with pytest.raises(TimeoutError):
            appended.result(0.2)
        assert path.read_bytes() == encoded(BOOK)
        fcntl.flock(reader, fcntl.LOCK_UN)
        assert appended.result(30).book == book_of(4)


def test_a_book_is_read_where_the_file_system_has_no_locks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(_file: object, _operation: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", flock)
    assert store.read_book(path).book == BOOK


def test_what_is_written_is_on_the_disk_before_it_counts(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[tuple[int, int]] = []

    def fsync(descriptor: int) -> None:
        state = os.fstat(descriptor)
        synced.append((state.st_ino, state.st_size))

    monkeypatch.setattr(os, "fsync", fsync)
    store.append_minute(path, next_minute())
    store.write_note(path.with_name("note"), b"note")
    store.write_key(path.with_name("key"), KEY)
    folder = path.parent.stat().st_ino
    written = [
        (each.stat().st_ino, each.stat().st_size) for each in (path, path.with_name("note"), path.with_name("key"))
    ]
    assert synced[::2] == written
    assert [inode for inode, _ in synced[1::2]] == [folder] * 3


def test_a_full_disk_leaves_no_half_minute_in_the_book(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write

    def full(descriptor: int, content: bytes) -> int:
        if len(content) < 50:
            raise OSError(28, "No space left on device")
        return write(descriptor, content[: len(content) // 2])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space"):
        store.append_minute(path, next_minute())
    monkeypatch.undo()
    stored = store.read_book(path)
    assert stored.book == BOOK
    assert next_minute().encode().startswith(stored.dropped)


def test_a_note_is_replaced_whole_and_a_draft_left_by_a_crash_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "minutes.checkpoint"
    (tmp_path / ".minutes.checkpoint.new").write_bytes(b"half")
    store.write_note(path, b"first")
    store.write_note(path, b"second")
    assert store.read_note(path) == b"second"
    assert [each.name for each in tmp_path.iterdir()] == ["minutes.checkpoint"]


def test_a_private_key_is_for_its_owner_alone_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "agent.key"
    store.write_key(path, LEFT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert store.read_key(path) == LEFT
    with pytest.raises(Refused, match="never overwritten"):
        store.write_key(path, KEY)
    assert store.read_key(path) == LEFT


@pytest.mark.parametrize("raw", [b"", b"\xff\n", b"PRIVATE+KEY+a+00000000+AAAA\n", str(KEY.verifier).encode()])
def test_a_file_that_is_no_private_key_names_the_file(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "agent.key"
    path.write_bytes(raw)
    with pytest.raises(Unreadable, match=r"agent\.key"):
        store.read_key(path)


ENTER = """
import sys
from pathlib import Path
from tellers.minutes import store
with store.lock(Path(sys.argv[1])):
    print("in", flush=True)
"""


def test_a_lock_keeps_another_process_out_until_it_is_released(tmp_path: Path) -> None:
    with store.lock(tmp_path):
        other = subprocess.Popen([sys.executable, "-c", ENTER, str(tmp_path)], stdout=subprocess.PIPE)
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(1)
    assert other.communicate(timeout=30)[0] == b"in\n"


APPEND_FOR_EVER = """
import sys
from pathlib import Path
from tellers.minutes import store
from tests.minutes.samples import moment
path, book = Path(sys.argv[1]), store.decode_book(b"", "").book
while True:
    book = book.append(moment(0), "secretary", "note", {"text": "x" * 20_000})
    store.append_minute(path, book.minutes[-1])
    print(book.size, flush=True)
"""


def test_a_process_killed_while_it_appends_loses_nothing_it_had_acknowledged(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[2])
    for run in range(3):
        path = tmp_path / f"{run}.jsonl"
        with subprocess.Popen(
            [sys.executable, "-c", APPEND_FOR_EVER, str(path)], stdout=subprocess.PIPE, env={"PYTHONPATH": root}
        ) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(0.02 * run)
            process.send_signal(signal.SIGKILL)
            acknowledged = 1 + len(process.stdout.read().split())
        assert store.read_book(path).book.size >= acknowledged
