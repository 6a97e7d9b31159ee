"""An archive as a value: its header and its events, each with the data it introduces, chained by hash.

Source: docs/formats/archive.md. What is read here is byte for byte what would be written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import overload

from tellers.ballots.events import Event, EventType, decode_event, wrapped_hashes
from tellers.ballots.progress import Progress, no_progress
from tellers.ballots.records import (
    BLOCK,
    CHECK,
    HEADER_NAME,
    LARGEST_NUMBER,
    CutShort,
    Member,
    Raw,
    Record,
    RecordKind,
    encode_member,
    encode_record,
    read_members,
    record_of,
)
from tellers.canonical import sha256_hex
from tellers.errors import NotProven, Unreadable


@dataclass(frozen=True, slots=True)
class Filed(Sequence[bytes]):
    """The one record of an event, left in the archive's file and read there each time it is asked for."""

    raw: Raw
    offset: int
    size: int
    hash: str

    def __len__(self) -> int:
        return 1

    @overload
    def __getitem__(self, index: int) -> bytes: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[bytes, ...]: ...

    def __getitem__(self, index: int | slice) -> bytes | tuple[bytes, ...]:
        return (self.body,)[index]

    @property
    def body(self) -> bytes:
        """The bytes; raises NotProven where they are no longer those that were checked."""
        body = self.raw[self.offset : self.offset + self.size]
        if sha256_hex(body) != self.hash:
            where = f"the record at byte {self.offset}"
            raise NotProven(CHECK, culprit=where, detail="the file was changed while it was being read")
        return body


@dataclass(frozen=True, slots=True)
class FiledRecords(Sequence[bytes]):
    """The records of another event, left in the archive's file in the same way."""

    records: tuple[Filed, ...]

    def __len__(self) -> int:
        return len(self.records)

    @overload
    def __getitem__(self, index: int) -> bytes: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[bytes, ...]: ...

    def __getitem__(self, index: int | slice) -> bytes | tuple[bytes, ...]:
        if isinstance(index, slice):
            return tuple(record.body for record in self.records[index])
        return self.records[index].body


@dataclass(frozen=True, slots=True)
class Entry:
    """One event with the data records it introduces; the last of them is its payload."""

    event: Event
    data: Sequence[bytes]

    def read_in(self, file: Raw) -> "Entry":
        """The same entry, whose records are read from now on in a copy of its file."""
        match self.data:
            case Filed():
                return replace(self, data=replace(self.data, raw=file))
            case FiledRecords():
                return replace(self, data=FiledRecords(tuple(replace(one, raw=file) for one in self.data.records)))
        return self

    @property
    def payload(self) -> bytes:
        """The body the event names; empty for the two closings."""
        return self.data[-1] if self.data else b""

    @property
    def hash(self) -> str:
        """SHA-256 of the event: what the next one calls its parent."""
        return Record(RecordKind.EVENT, self.event.encode()).hash

    @property
    def records(self) -> tuple[Record, ...]:
        """The records in the order in which they are written: data, then the event."""
        data = tuple(Record(RecordKind.DATA, body) for body in self.data)
        return (*data, Record(RecordKind.EVENT, self.event.encode()))

    def encode(self, timestamp: int) -> bytes:
        """The bytes that this entry adds to the archive."""
        return b"".join(encode_record(record, timestamp) for record in self.records)


@dataclass(frozen=True)
class Archive:
    """A whole archive: the moment it was begun (Unix time) and its entries in order."""

    header: bytes
    timestamp: int
    entries: tuple[Entry, ...]

    @property
    def head(self) -> str:
        """The hash of the last event, which commits to everything before it."""
        return self.entries[-1].hash

    @property
    def setup(self) -> Entry:
        """The first event: election, trustees and credentials."""
        return self.entries[0]

    def of_type(self, kind: EventType) -> tuple[Entry, ...]:
        """The entries of one type, in order."""
        return tuple(entry for entry in self.entries if entry.event.type is kind)

    def encode(self) -> bytes:
        """The bytes of the whole archive."""
        header = encode_member(HEADER_NAME, self.header, self.timestamp)
        return header + b"".join(entry.encode(self.timestamp) for entry in self.entries)


def begin_archive(setup: Sequence[bytes], timestamp: int) -> Archive:
    """An archive that holds its Setup event and nothing else."""
    header = b'{"version":1,"timestamp":"%d"}' % timestamp
    return Archive(header, timestamp, (next_entry(None, EventType.SETUP, setup),))


def next_entry(last: Event | None, kind: EventType, data: Sequence[bytes]) -> Entry:
    """The entry that adds an event of this type, with these data, after the last one."""
    payload = Record(RecordKind.DATA, data[-1]).hash if data else None
    parent = None if last is None else Record(RecordKind.EVENT, last.encode()).hash
    entry = Entry(Event(kind, 0 if last is None else last.height + 1, parent, payload), tuple(data))
    check_introduced(entry, f"event {entry.event.height} ({kind.value})")
    return entry


def decode_archive(raw: Raw, source: str, progress: Progress = no_progress) -> Archive:
    """Read an archive whole; raises NotProven naming the first member that does not stand as it must.

    Of a file (anything but bytes) all records after the set-up are left where they are, so that the archive takes
    little memory.
    Raises Unreadable for a file that is no archive at all, or one of another version.
    """
    members = read_members(raw)
    check_begins(raw, source)
    header, timestamp = decode_header(members, source)
    watched = _watched(members, len(raw), progress)
    entries = tuple(read_entries(watched, timestamp, None if isinstance(raw, bytes) else raw))
    check_links(entries)
    return Archive(header, timestamp, entries)


def read_setup(raw: Raw, source: str) -> Entry:
    """The first event of an archive, with nothing read of what comes after; raises as `decode_archive` does."""
    members = read_members(raw)
    check_begins(raw, source)
    _, timestamp = decode_header(members, source)
    for entry in read_entries(members, timestamp):
        check_links((entry,))
        return entry
    raise NotProven(CHECK, culprit="the first event", detail="the archive holds no event; expected Setup")


def _watched(members: Iterator[Member], size: int, progress: Progress) -> Iterator[Member]:
    for member in members:
        yield member
        progress("bytes read", member.end, size)


def check_begins(raw: Raw, source: str) -> None:
    """Refuse, as unreadable, a file that does not even begin like an archive."""
    beginning = HEADER_NAME.encode("ascii") + b"\0"
    if raw[: len(beginning)] != beginning:
        raise Unreadable("expected an election archive (UUID.bel), whose first member is BELENIOS", source=source)


def decode_header(members: Iterator[Member], source: str) -> tuple[bytes, int]:
    """Read the first member: its body, and the moment that every member carries."""
    first = next(members)
    if first.name != HEADER_NAME:
        raise NotProven(CHECK, culprit=first.label, detail=f"expected the name {HEADER_NAME} and nothing after it")
    for version in (b'{"version":1,"timestamp":"%d"}', b'{"version":1,"timestamp":%d}'):
        if first.body == version % first.modified:
            return first.body, first.modified
    if b'"version":' in first.body and b'"version":1,' not in first.body:
        raise Unreadable(f"{first.body[:80].decode(errors='replace')}: Tellers reads version 1", source=source)
    raise NotProven(CHECK, culprit=first.label, detail=f"expected version 1 and the timestamp {first.modified}")


def read_entries(members: Iterator[Member], timestamp: int, file: Raw | None = None) -> Iterator[Entry]:
    """Group the members after the header into entries; data that no event introduces is refused.

    Where a file is given the members are of it, and all records after the set-up are left there.
    """
    data: list[Member] = []
    for member in members:
        record = record_of(member)
        if member.modified != timestamp:
            detail = f"its time is {member.modified}; every member carries {timestamp}"
            raise NotProven(CHECK, culprit=member.label, detail=detail)
        if record.kind is RecordKind.DATA:
            data.append(member)
            continue
        entry = Entry(decode_event(record.body, member.label), tuple(found.body for found in data))
        check_introduced(entry, member.label)
        yield entry if file is None else _filed(entry, data, file)
        data = []
    if data:
        raise CutShort(CHECK, culprit=data[0].label, detail="no event follows it: the last write was cut short")


def _filed(entry: Entry, data: Sequence[Member], file: Raw) -> Entry:
    """The entry as it is kept: the places of its records; but the first event's, which are read more than once."""
    if entry.event.type is EventType.SETUP or not data:
        return entry
    records = [Filed(file, member.offset + BLOCK, len(member.body), sha256_hex(member.body)) for member in data[:-1]]
    records.append(Filed(file, data[-1].offset + BLOCK, len(data[-1].body), entry.event.payload or ""))
    return Entry(entry.event, records[0] if len(records) == 1 else FiledRecords(tuple(records)))


def check_introduced(entry: Entry, where: str) -> None:
    """Refuse an event unless the records before it are exactly those it introduces, in their order."""
    found = [Record(RecordKind.DATA, body).hash for body in entry.data]
    expected = _introduced(entry, where)
    if found != expected:
        detail = f"it introduces {_names(expected)}; the records before it are {_names(found)}"
        raise NotProven(CHECK, culprit=where, detail=detail)
    if entry.event.payload != (found[-1] if found else None):
        raise NotProven(CHECK, culprit=where, detail="the record before it is not the payload it names")


def check_links(entries: Sequence[Entry]) -> None:
    """Refuse a chain whose heights do not count from 0 or whose parents are not the events before."""
    if not entries:
        raise NotProven(CHECK, culprit="the first event", detail="the archive holds no event; expected Setup")
    first = entries[0].event
    if first.parent is not None or first.height != 0:
        raise NotProven(
            CHECK, culprit=f"event {first.height} ({first.type.value})", detail="the first event has a parent"
        )
    for before, entry in pairwise(entries):
        check_link(before, entry)


def check_link(before: Entry, entry: Entry) -> None:
    """Refuse an event whose height or parent does not follow from the one before."""
    where = f"event {entry.event.height} ({entry.event.type.value})"
    if entry.event.height != before.event.height + 1:
        raise NotProven(CHECK, culprit=where, detail=f"expected height {before.event.height + 1}")
    if entry.event.parent != before.hash:
        raise NotProven(CHECK, culprit=where, detail=f"its parent is not the event before it, {before.hash}")


def check_timestamp(timestamp: int) -> None:
    """Refuse a moment that the format cannot hold."""
    if not 0 <= timestamp <= LARGEST_NUMBER:
        raise Unreadable(f"{timestamp} is not a Unix time that an archive can hold", source="timestamp")


def _introduced(entry: Entry, where: str) -> list[str]:
    kind = entry.event.type
    if not kind.has_payload:
        return []
    if not entry.data:
        raise NotProven(CHECK, culprit=where, detail=f"no data record comes before it; {kind.value} introduces one")
    return [*wrapped_hashes(kind, entry.payload, where), Record(RecordKind.DATA, entry.payload).hash]


def _names(hashes: Sequence[str]) -> str:
    return ", ".join(found[:12] for found in hashes) or "nothing"
