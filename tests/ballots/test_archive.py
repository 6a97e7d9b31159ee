"""The archive on disk: what it does. That its bytes are right is shown by the reference tool (tests/interop)."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tellers.ballots.archive import (
    append_event,
    create_archive,
    open_archive,
    open_window,
    read_archive,
    repair_archive,
)
from tellers.ballots.chain import Archive, Entry, decode_archive
from tellers.ballots.events import FOLLOWS, Event, EventType
from tellers.ballots.records import BLOCK, HEADER_NAME, Record, RecordKind, encode_member, encode_record
from tellers.errors import NotProven, Refused, TellersError, Unreadable

T = EventType
MOMENT = 1467115200


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def compact(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def setup() -> list[bytes]:
    parts = [b'{"uuid":"x"}', b"[]", b'["a"]']
    names = ["election", "trustees", "credentials"]
    return [*parts, compact({name: sha(part) for name, part in zip(names, parts, strict=True)})]


def owned(body: bytes, owner: int = 1) -> list[bytes]:
    return [body, compact({"owner": owner, "payload": sha(body)})]


def data_for(kind: EventType) -> list[bytes]:
    """The least data that an event of this type may introduce."""
    match kind:
        case T.SETUP:
            return setup()
        case T.BALLOT | T.RESULT:
            return [b'{"a":1}']
        case T.END_BALLOTS | T.END_SHUFFLES:
            return []
        case T.ENCRYPTED_TALLY:
            return [b"[]", compact({"num_tallied": 0, "total_weight": 0, "encrypted_tally": sha(b"[]")})]
        case T.SHUFFLE | T.PARTIAL_DECRYPTION:
            return owned(b"{}")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.bel"


@pytest.fixture
def three(path: Path) -> Path:
    """An archive of a Setup and two ballots."""
    create_archive(path, setup(), MOMENT)
    append_event(path, T.BALLOT, [b'{"ballot":1}'])
    append_event(path, T.BALLOT, [b'{"ballot":2}'])
    return path


def as_bytes(entries: Sequence[Entry]) -> bytes:
    header = b'{"version":1,"timestamp":"%d"}' % MOMENT
    return Archive(header, MOMENT, tuple(entries)).encode()


def refusal(raw: bytes) -> str:
    with pytest.raises(NotProven) as caught:
        decode_archive(raw, "x.bel")
    return str(caught.value)


def test_an_archive_is_read_as_it_was_written(three: Path) -> None:
    archive = read_archive(three)
    assert [entry.event.type for entry in archive.entries] == [T.SETUP, T.BALLOT, T.BALLOT]
    assert [entry.event.height for entry in archive.entries] == [0, 1, 2]
    assert archive.entries[2].payload == b'{"ballot":2}'
    assert archive.entries[2].event.parent == archive.entries[1].hash
    assert archive.timestamp == MOMENT
    assert archive.encode() == three.read_bytes()


def test_the_header_of_a_member_is_the_old_style_tar(three: Path) -> None:
    # docs/formats/archive.md: offsets and widths, written out by hand for the first member.
    block = three.read_bytes()[:BLOCK]
    body = b'{"version":1,"timestamp":"1467115200"}'
    expected = bytearray(BLOCK)
    expected[0:8] = b"BELENIOS"
    expected[100:107] = b"0000644"
    expected[108:115] = expected[116:123] = b"0000000"
    expected[124:135] = b"00000000046"
    expected[136:147] = b"12734463300"
    expected[156:157] = b"0"
    total = sum(expected) + 8 * 32
    expected[148:156] = f"{total:06o}".encode() + b"\0 "
    assert block == bytes(expected)
    assert three.read_bytes()[BLOCK : 2 * BLOCK] == body.ljust(BLOCK, b"\0")


def test_an_archive_is_not_begun_over_another(three: Path) -> None:
    before = three.read_bytes()
    with pytest.raises(Refused, match="exists"):
        create_archive(three, setup(), MOMENT)
    assert three.read_bytes() == before


@pytest.mark.parametrize("moment", [-1, 8**11])
def test_a_moment_the_format_cannot_hold_is_unreadable(path: Path, moment: int) -> None:
    with pytest.raises(Unreadable):
        create_archive(path, setup(), moment)
    assert not path.exists()


def path_to(kind: EventType) -> list[EventType]:
    """A legal sequence of events that ends with this type."""
    before = {T.SETUP: [], T.BALLOT: [T.SETUP], T.END_BALLOTS: [T.SETUP]}
    before |= {T.ENCRYPTED_TALLY: [T.SETUP, T.END_BALLOTS]}
    tallied = [T.SETUP, T.END_BALLOTS, T.ENCRYPTED_TALLY]
    before |= {
        T.SHUFFLE: tallied,
        T.PARTIAL_DECRYPTION: tallied,
        T.RESULT: tallied,
        T.END_SHUFFLES: [*tallied, T.SHUFFLE],
    }
    return [*before[kind], kind]


@pytest.mark.parametrize("last", list(T))
@pytest.mark.parametrize("following", list(T))
def test_only_the_events_of_the_table_are_appended(path: Path, last: EventType, following: EventType) -> None:
    kinds = path_to(last)
    create_archive(path, setup(), MOMENT)
    for kind in kinds[1:]:
        append_event(path, kind, data_for(kind))
    before = path.read_bytes()
    if following in FOLLOWS[last]:
        append_event(path, following, data_for(following))
        assert read_archive(path).entries[-1].event.type is following
    else:
        with pytest.raises(Refused, match=f"{following.value}.* cannot follow {last.value}") as refused:
            append_event(path, following, data_for(following))
        late = following is T.BALLOT and T.END_BALLOTS in kinds
        assert str(refused.value).startswith("voting is closed: ") is late
        assert path.read_bytes() == before


def test_a_ballot_after_the_close_is_refused(three: Path) -> None:
    append_event(three, T.END_BALLOTS, [])
    with pytest.raises(Refused, match=r"event 4 \(Ballot\) cannot follow EndBallots; expected EncryptedTally"):
        append_event(three, T.BALLOT, [b'{"ballot":3}'])


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (T.BALLOT, []),
        (T.BALLOT, [b"{}", b"{}"]),
        (T.END_BALLOTS, [b"{}"]),
    ],
)
def test_data_that_the_event_does_not_introduce_is_refused(three: Path, kind: EventType, data: list[bytes]) -> None:
    before = three.read_bytes()
    with pytest.raises(NotProven):
        append_event(three, kind, data)
    assert three.read_bytes() == before


def test_a_tally_whose_size_names_another_is_refused(three: Path) -> None:
    append_event(three, T.END_BALLOTS, [])
    with pytest.raises(NotProven, match="introduces"):
        append_event(three, T.ENCRYPTED_TALLY, [b"[1]", *data_for(T.ENCRYPTED_TALLY)[1:]])


def test_every_byte_at_which_an_append_may_be_cut_short_is_found_and_mended(three: Path) -> None:
    whole = three.read_bytes()
    last = len(read_archive(three).entries[-1].encode(MOMENT))
    start = len(whole) - last
    assert read_archive_of(three, whole[:start]) == 2
    for length in range(start + 1, len(whole)):
        three.write_bytes(whole[:length])
        with pytest.raises(NotProven, match="archive: member"):
            read_archive(three)
        dropped = append_event(three, T.BALLOT, [b'{"ballot":2}']).dropped
        assert dropped == length - start
        assert three.read_bytes() == whole


def read_archive_of(path: Path, raw: bytes) -> int:
    path.write_bytes(raw)
    return len(read_archive(path).entries)


def test_zeros_that_a_power_cut_leaves_are_named_and_cut_off(three: Path) -> None:
    whole = three.read_bytes()
    three.write_bytes(whole + bytes(2 * BLOCK))
    assert "nothing but zeros" in refusal(three.read_bytes())
    assert repair_archive(three) == 2 * BLOCK
    assert three.read_bytes() == whole
    assert repair_archive(three) == 0


def test_reading_never_changes_the_file(three: Path) -> None:
    torn = three.read_bytes()[:-100]
    three.write_bytes(torn)
    with pytest.raises(NotProven):
        read_archive(three)
    assert three.read_bytes() == torn


def test_damage_that_is_no_interrupted_write_is_not_cut_off(three: Path) -> None:
    raw = bytearray(three.read_bytes())
    damaged = bytes(raw[:-BLOCK]) + b"!" * BLOCK
    three.write_bytes(damaged)
    for act in (lambda: append_event(three, T.END_BALLOTS, []), lambda: repair_archive(three)):
        with pytest.raises(NotProven):
            act()
    assert three.read_bytes() == damaged


def test_a_setup_cut_short_is_no_archive_to_append_to(path: Path) -> None:
    create_archive(path, setup(), MOMENT)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(NotProven, match="no whole Setup event"):
        append_event(path, T.END_BALLOTS, [])


def test_a_full_disk_leaves_the_archive_as_it_was(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = three.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("tellers.ballots.archive.os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            append_event(three, T.END_BALLOTS, [])
    assert three.read_bytes() == before
    append_event(three, T.END_BALLOTS, [])
    assert len(read_archive(three).entries) == 4


def test_two_processes_appending_at_once_lose_nothing(three: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tellers.ballots.archive import append_event;"
        "from tellers.ballots.events import EventType as T\n"
        "for n in range(25): append_event(Path(sys.argv[1]), T.BALLOT, [b'[%s,%d]' % (sys.argv[2].encode(), n)])"
    )
    writers = [subprocess.Popen([sys.executable, "-c", script, str(three), str(n)]) for n in range(4)]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    bodies = [entry.payload for entry in read_archive(three).of_type(T.BALLOT)]
    assert len(bodies) == len(set(bodies)) == 102


def test_no_event_that_was_acknowledged_is_lost_when_the_writer_is_killed(three: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tellers.ballots.archive import append_event;"
        "from tellers.ballots.events import EventType as T\n"
        "for n in range(10**6):\n"
        "    append_event(Path(sys.argv[1]), T.BALLOT, [b'[%s,%d]' % (sys.argv[2].encode(), n)])\n"
        "    print(n, flush=True)"
    )
    acknowledged: set[bytes] = set()
    for turn in range(3):
        command = [sys.executable, "-c", script, str(three), str(turn)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            lines = [writer.stdout.readline() for _ in range(20 + turn)]
            writer.kill()
            lines += writer.stdout.readlines()
        acknowledged |= {b"[%d,%d]" % (turn, int(line)) for line in lines if line.endswith(b"\n")}
    repair_archive(three)
    assert acknowledged <= {entry.payload for entry in read_archive(three).of_type(T.BALLOT)}


def test_appending_reads_only_the_end_of_a_long_archive(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def whole(*_: object) -> None:
        raise AssertionError("the archive was read whole")

    monkeypatch.setattr("tellers.ballots.archive.decode_archive", whole)
    monkeypatch.setattr("tellers.ballots.archive.ArchiveFile._search_tail", whole)
    with open_archive(three) as file:
        assert file.append(T.BALLOT, [b"{}"]).entry.event.height == 3


# What a reader refuses, each made by hand from good parts.


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"PK\x03\x04" + bytes(600), bytes(1024), b"BELENIOS", b"BELENIOS.txt" + bytes(600)]
)
def test_what_is_no_archive_is_unreadable_and_not_a_failed_check(raw: bytes) -> None:
    with pytest.raises(Unreadable, match="expected an election archive"):
        decode_archive(raw, "x.bel")


def test_a_pipe_a_device_and_a_folder_are_no_archives_and_nothing_is_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.bel"
    os.mkfifo(pipe)
    for place in (pipe, Path(os.devnull), Path("/dev/zero"), tmp_path):
        with pytest.raises(Unreadable, match="expected a file; this is a folder, a pipe or a device"):
            open_window(place)
    with pytest.raises(FileNotFoundError):
        open_window(tmp_path / "nowhere.bel")


def test_what_an_archive_of_another_version_says_is_shown_in_part() -> None:
    body = b'{"version":' + b"2" * 10_000 + b',"timestamp":"1"}'
    with pytest.raises(Unreadable, match="Tellers reads version 1") as caught:
        decode_archive(encode_member(HEADER_NAME, body, 1), "x")
    assert len(str(caught.value)) < 200


def test_an_archive_of_version_2_is_refused_by_name() -> None:
    raw = encode_member(HEADER_NAME, b'{"version":2,"timestamp":"%d"}' % MOMENT, MOMENT)
    with pytest.raises(Unreadable, match="Tellers reads version 1"):
        decode_archive(raw, "x.bel")


def test_a_timestamp_that_is_a_number_is_read_too(three: Path) -> None:
    # docs/formats/archive.md: "timestamp as a string; older ones may be a number".
    archive = decode_archive(three.read_bytes(), "x.bel")
    older = Archive(b'{"version":1,"timestamp":%d}' % MOMENT, MOMENT, archive.entries)
    assert decode_archive(older.encode(), "x.bel") == older


@pytest.mark.parametrize(
    "other", [b'{"version":1,"timestamp":"1"}', b'{"version":1, "timestamp":"%d"}' % MOMENT, b"\xff"]
)
def test_a_header_that_says_otherwise_is_named(three: Path, other: bytes) -> None:
    rest = three.read_bytes()[2 * BLOCK :]
    with pytest.raises((NotProven, Unreadable), match=r"BELENIOS|version"):
        decode_archive(encode_member(HEADER_NAME, other, MOMENT) + rest, "x.bel")


def entry(last: Entry | None, kind: EventType, data: list[bytes], **changes: object) -> Entry:
    fields: dict[str, object] = {
        "type": kind,
        "height": 0 if last is None else last.event.height + 1,
        "parent": None if last is None else last.hash,
        "payload": sha(data[-1]) if data else None,
    }
    return Entry(Event(**(fields | changes)), tuple(data))  # type: ignore[arg-type]


FIRST = entry(None, T.SETUP, setup())
SECOND = entry(FIRST, T.BALLOT, [b'{"ballot":1}'])


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([], "holds no event"),
        ([SECOND], "first event has a parent"),
        ([FIRST, SECOND, entry(FIRST, T.BALLOT, [b'{"ballot":2}'])], "expected height 2"),
        ([FIRST, entry(FIRST, T.BALLOT, [b"{}"], height=2)], "expected height 1"),
        ([FIRST, entry(FIRST, T.BALLOT, [b"{}"], parent=sha(b""))], "its parent is not the event before"),
        ([FIRST, entry(FIRST, T.BALLOT, [b"{}"], parent=None)], "its parent is not the event before"),
        ([FIRST, entry(FIRST, T.BALLOT, [b"{}"], payload=sha(b""))], "not the payload it names"),
        ([FIRST, entry(FIRST, T.BALLOT, [b"{}"], payload=None)], "not the payload it names"),
        ([FIRST, entry(FIRST, T.BALLOT, [b"[]", b"{}"])], "it introduces 44136fa355b3; the records before it are"),
        ([FIRST, entry(FIRST, T.BALLOT, [], payload=sha(b"{}"))], "no data record comes before it"),
        ([FIRST, entry(FIRST, T.END_BALLOTS, [b"{}"])], "it introduces nothing"),
        ([FIRST, entry(FIRST, T.END_BALLOTS, [], payload=sha(b"{}"))], "not the payload it names"),
        ([entry(None, T.SETUP, setup()[1:])], "it introduces"),
        ([entry(None, T.SETUP, [*setup()[1:3], setup()[0], setup()[3]])], "it introduces"),
        ([entry(None, T.SETUP, [b"{}"])], "the field 'election' is missing"),
        ([entry(None, T.SETUP, [b"[]"])], "expected a JSON object"),
        ([entry(None, T.SETUP, [b'{"election":"x"}'])], "not a hash"),
        ([entry(None, T.SETUP, [b'{"election":1}'])], "not a hash"),
        ([entry(None, T.SETUP, [b"[" * 100_000])], "nested too deeply"),
    ],
)
def test_a_chain_that_does_not_hold_is_refused_with_its_event_named(entries: list[Entry], says: str) -> None:
    assert says in refusal(as_bytes(entries))


@pytest.mark.parametrize(
    "event",
    [
        b'{"height":0,"type":"Nonsense","payload":"%s"}' % sha(setup()[-1]).encode(),
        b'{"height": 0,"type":"Setup","payload":"%s"}' % sha(setup()[-1]).encode(),
        b'{"height":-1,"type":"Setup","payload":"%s"}' % sha(setup()[-1]).encode(),
        b'{"height":true,"type":"Setup","payload":"%s"}' % sha(setup()[-1]).encode(),
        b'{"type":"Setup","height":0,"payload":"%s"}' % sha(setup()[-1]).encode(),
        b'{"height":0,"type":"Setup","payload":"%s","more":1}' % sha(setup()[-1]).encode(),
        b'{"height":0,"type":"Setup","payload":"%s"}\n' % sha(setup()[-1]).encode(),
        b'{"height":0,"type":["Setup"],"payload":"x"}',
        b"\xff",
        b"null",
    ],
)
def test_an_event_that_is_not_in_its_one_form_is_named(event: bytes) -> None:
    raw = as_bytes([])
    raw += b"".join(encode_record(Record(RecordKind.DATA, body), MOMENT) for body in setup())
    raw += encode_record(Record(RecordKind.EVENT, event), MOMENT)
    assert f"{sha(event)}.event.json" in refusal(raw)


def member_at(raw: bytes, number: int) -> int:
    offset = 0
    for _ in range(number):
        offset += BLOCK + -(-int(raw[offset + 124 : offset + 135], 8) // BLOCK) * BLOCK
    return offset


@pytest.mark.parametrize(
    "at", [0, 63, 64, 99, 100, 107, 108, 115, 123, 124, 134, 135, 140, 147, 150, 155, 156, 257, 345, 511]
)
def test_a_byte_of_a_header_that_differs_is_found(three: Path, at: int) -> None:
    raw = bytearray(three.read_bytes())
    raw[member_at(bytes(raw), 3) + at] ^= 1
    with pytest.raises(NotProven, match=r"member 3|first of its|its time"):
        decode_archive(bytes(raw), "x.bel")


def test_every_flipped_bit_of_a_small_archive_is_found(path: Path) -> None:
    create_archive(path, setup(), MOMENT)
    raw = path.read_bytes()
    for at in range(len(raw)):
        altered = bytearray(raw)
        altered[at] ^= 1 << (at % 7)
        with pytest.raises(TellersError):
            decode_archive(bytes(altered), "x.bel")


def test_a_member_with_another_time_is_named(three: Path) -> None:
    raw = three.read_bytes()
    last = read_archive(three).entries[-1]
    raw = raw[: -len(last.encode(MOMENT))] + last.encode(MOMENT + 1)
    assert "every member carries" in refusal(raw)


def test_a_member_with_a_name_of_another_kind_is_refused(three: Path) -> None:
    raw = three.read_bytes() + encode_member("readme.txt", b"hello", MOMENT)
    assert "readme.txt" in refusal(raw)


def test_a_body_under_another_hash_is_named(three: Path) -> None:
    raw = three.read_bytes() + encode_member(sha(b"a") + ".data.json", b"b", MOMENT)
    assert f"hashes to {sha(b'b')}" in refusal(raw)


def test_data_that_no_event_names_is_refused_at_the_end_and_in_the_middle(three: Path) -> None:
    extra = encode_record(Record(RecordKind.DATA, b'{"nobody":"asked"}'), MOMENT)
    assert "no event follows it" in refusal(three.read_bytes() + extra)
    raw = three.read_bytes()
    last = len(read_archive(three).entries[-1].encode(MOMENT))
    assert "it introduces" in refusal(raw[:-last] + extra + raw[-last:])
