"""Forged files and forged orders of events."""

from collections.abc import Callable, Iterator

from tests.ballots.forge import MOMENT, chained
from tests.ballots.forgeries.common import Forgery, Off, nothing, plan

from tellers.ballots import chain, checks
from tellers.ballots.events import EventType
from tellers.ballots.records import BLOCK, HEADER_NAME, Member, Record, RecordKind, encode_member, padded

T = EventType


def another_parent() -> bytes:
    return chained(plan().events(), lambda height, fields: fields.update(parent="0" * 64) if height == 3 else None)


def another_height() -> bytes:
    return chained(plan().events(), lambda height, fields: fields.update(height=9) if height == 3 else None)


def unreferenced_data() -> bytes:
    events = plan().events()
    events[2] = (T.BALLOT, [b'{"nobody":"asked"}', *events[2][1]])
    return chained(events)


def another_payload() -> bytes:
    return chained(plan().events(), lambda height, fields: fields.update(payload="1" * 64) if height == 3 else None)


def another_name() -> bytes:
    raw = plan().archive()
    body = plan().ballots[1]
    name = Record(RecordKind.DATA, body).name
    return raw.replace(encode_member(name, body, MOMENT), encode_member("0" * 64 + ".data.json", body, MOMENT))


def spaced_payload() -> bytes:
    """The record of whose decryption it is, written with a space."""
    events = plan().events()
    kind, (body, owner) = events[7]
    events[7] = (kind, [body, owner.replace(b":", b": ", 1)])
    return chained(events)


def named_after() -> bytes:
    """The first member with something behind the end of its name, where no program shows it."""
    raw = plan().archive()
    return encode_member(HEADER_NAME + "\0hidden", raw[BLOCK : BLOCK + 39], MOMENT) + raw[2 * BLOCK :]


def newer_tar() -> bytes:
    """The same members in a tar of POSIX form, with its two closing blocks."""
    members = list(loose_members(plan().archive()))
    return b"".join(_ustar(encode_member(m.name, m.body, m.modified)) for m in members) + bytes(2 * BLOCK)


def _ustar(member: bytes) -> bytes:
    header = bytearray(member[:BLOCK])
    header[257:265] = b"ustar\x0000"
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + member[BLOCK:]


def loose_members(raw: bytes) -> Iterator[Member]:
    """Members as any program that reads tars would find them."""
    place = number = 0
    while place < len(raw) and raw[place]:
        name = raw[place : place + 100].rstrip(b"\0").decode()
        size, modified = (int(raw[place + at : place + at + 11], 8) for at in (124, 136))
        yield Member(number, place, name, modified, raw[place + BLOCK : place + BLOCK + size])
        place, number = place + BLOCK + padded(size), number + 1


def loose_header(members: Iterator[Member], _source: str) -> tuple[bytes, int]:
    first = next(members)
    return first.body, first.modified


def loose_record(member: Member) -> Record:
    kind = RecordKind.DATA if member.name.endswith(".data.json") else RecordKind.EVENT
    return Record(kind, member.body)


def loosely(name: str, reader: Callable[..., object]) -> Off:
    return lambda patch: patch.setattr(chain, name, reader)


ARCHIVE = {
    "a parent that is another event": Forgery(
        "archive", "event 3", "its parent is not the event before it", another_parent, nothing((chain, "check_links"))
    ),
    "a height that skips": Forgery(
        "archive", "event 9", "expected height 3", another_height, nothing((chain, "check_links"))
    ),
    "a record that no event names": Forgery(
        "archive", "event.json", "it introduces", unreferenced_data, nothing((chain, "check_introduced"))
    ),
    "a payload that is another record": Forgery(
        "archive", "event.json", "not the payload it names", another_payload, nothing((chain, "check_introduced"))
    ),
    "a record under another hash": Forgery(
        "archive", "member 8", "its body hashes to", another_name, loosely("record_of", loose_record)
    ),
    "a payload with a space in it": Forgery(
        "archive", "event.json", "not written as the format", spaced_payload, nothing((chain, "check_introduced"))
    ),
    "a name behind a name": Forgery(
        "archive", "member 0", "nothing after it", named_after, loosely("decode_header", loose_header)
    ),
    "a tar of another form": Forgery(
        "archive", "member 0", "not written as the format", newer_tar, loosely("read_members", loose_members)
    ),
}


def swapped(first: int, second: int) -> Callable[[], bytes]:
    def make() -> bytes:
        events = plan().events()
        events[first], events[second] = events[second], events[first]
        return chained(events)

    return make


def moved(at: int, to: int) -> Callable[[], bytes]:
    def make() -> bytes:
        events = plan().events()
        events.insert(to, events.pop(at))
        return chained(events)

    return make


def dropped(at: int) -> Callable[[], bytes]:
    def make() -> bytes:
        events = plan().events()
        del events[at]
        return chained(events)

    return make


def repeated(at: int) -> Callable[[], bytes]:
    def make() -> bytes:
        events = plan().events()
        events.insert(at, events[at])
        return chained(events)

    return make


def in_any_order() -> Off:
    return lambda patch: patch.setattr(checks, "check_order", lambda _: "")


ORDER = {
    name: Forgery("order of events", culprit, says, make, in_any_order())
    for name, culprit, says, make in [
        ("the ballots closed twice", "event 6 (EndBallots)", "cannot follow EndBallots", repeated(5)),
        ("a ballot after the close", "event 5 (Ballot)", "cannot follow EndBallots", swapped(4, 5)),
        ("ballots never closed", "event 5 (EncryptedTally)", "cannot follow Ballot", dropped(5)),
        ("the tally before the close", "event 5 (EncryptedTally)", "cannot follow Ballot", swapped(5, 6)),
        ("a tally published twice", "event 7 (EncryptedTally)", "cannot follow EncryptedTally", repeated(6)),
        ("a decryption before the tally", "event 6 (PartialDecryption)", "cannot follow EndBallots", swapped(6, 7)),
        ("a decryption after the result", "event 10 (PartialDecryption)", "cannot follow Result", swapped(9, 10)),
        ("the result twice", "event 11 (Result)", "cannot follow Result", repeated(10)),
        ("a ballot after the result", "event 10 (Ballot)", "cannot follow Result", moved(4, 10)),
        ("a set-up in the middle", "event 1 (Setup)", "cannot follow Setup", repeated(0)),
    ]
}
