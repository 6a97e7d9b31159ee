"""A generator of altered archives, each hashed and chained anew, so that only its sense can betray it.

An alteration has a name that says what and where, the object that it touches, and the events it leaves. Alterations of
a value go through every place of every object; those of one sort of place (`choices.*.alpha`) are all tried where it
first stands, and one of them, drawn by a seed, at each further place.
"""

import base64
import gzip
import io
import json
import random
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.ballots.forge import Events, wrapped

from tellers.ballots.codec import encode
from tellers.ballots.events import EventType as T
from tellers.ballots.group import BELENIOS_2048, ED25519, RFC_3526_2048, Group
from tellers.ballots.records import BLOCK, Record, RecordKind, encode_member, encode_record
from tellers.canonical import Json
from tellers.errors import NotProven

Path = tuple[str | int, ...]

INNER = "(inside)"
"""A step of a path into the JSON that stands inside a text."""

NAMES: dict[T, tuple[str, ...]] = {
    T.SETUP: ("election", "trustees", "credentials", "setup"),
    T.BALLOT: ("ballot",),
    T.ENCRYPTED_TALLY: ("tally", "sized tally"),
    T.SHUFFLE: ("shuffle", "shuffle owner"),
    T.PARTIAL_DECRYPTION: ("decryption", "decryption owner"),
    T.RESULT: ("result",),
}
"""The objects of an event, in the order of its records."""


@dataclass(frozen=True)
class Alteration:
    """What was altered: the object (or "events"), the place inside it, what was done; and the events then."""

    object: str
    place: str
    what: str
    events: Events

    @property
    def name(self) -> str:
        return f"{self.object}: {self.place}: {self.what}"


# Values.


def strange_elements(text: str, group: Group) -> dict[str, Json]:
    """What can stand in the place of an element, valid or not."""
    element = group.element_or_identity(text, "here")
    valid: dict[str, Json] = {
        "another element": (element * group.generator).text,
        "its inverse": (group.identity / element).text,
        "the identity": group.identity.text,
        "the generator": group.generator.text,
    }
    return valid | (_no_points(text) if group == ED25519 else _no_residues(text, group))


def _no_points(text: str) -> dict[str, Json]:
    p = 2**255 - 19
    number = int(text, 16)
    sign, y = number >> 255, number & (2**255 - 1)
    torsion = ((1 - sign) << 255) | (p - y)  # (x, y) + (0, -1) = (-x, -y): the same point and one of order 2
    return {
        "the other sign": f"{number ^ (1 << 255):064x}",
        "plus a point of order 2": f"{torsion:064x}",
        "order 1, over the prime": f"{p + 1:064x}",
        "order 2": f"{p - 1:064x}",
        "order 4": "0" * 64,
        "order 8": "7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd83d3d706a17c7",
        "y over the prime": f"{p + 3:064x}",
        "upper case": text.upper() if text != text.upper() else "F" * 64,
        "a digit less": text[:-1],
        "a digit more": "0" + text,
        "as bytes of RFC 8032": bytes.fromhex(text)[::-1].hex(),
        "a line feed after": text + "\n",
        "a NUL after": text + "\0",
        "with 0x": f"0x{text[2:]}",
        "other digits": "\uff10" + text[1:],
        "a number": 5,
    }


def _no_residues(text: str, group: Group) -> dict[str, Json]:
    p = {BELENIOS_2048.name: BELENIOS_2048, RFC_3526_2048.name: RFC_3526_2048}[group.name].prime  # type: ignore[attr-defined]
    return {
        "negative": f"-{text}",
        "minus itself": str(p - int(text)),
        "over the prime": str(p + int(text)),
        "zero": "0",
        "the prime": str(p),
        "order 2": str(p - 1),
        "leading zero": f"0{text}",
        "a line feed after": text + "\n",
        "an underscore": f"{text[:3]}_{text[3:]}",
        "a number": 4,
        "a million digits": "9" * 1_000_000,
    }


def strange_scalars(text: str, group: Group) -> dict[str, Json]:
    """What can stand in the place of an exponent."""
    value = int(text)
    return {
        "one more": str((value + 1) % group.order),
        "minus itself": str(-value % group.order) if value else "1",
        "zero": "0" if value else "1",
        "the order more": str(value + group.order),
        "the order": str(group.order),
        "negative": f"-{text}",
        "minus the rest": str(value - group.order),
        "leading zero": f"0{text}",
        "leading plus": f"+{text}",
        "space": f" {text}",
        "other digits": "\u0663",
        "other digits first": chr(0x660 + int(text[0])) + text[1:],
        "a line feed after": text + "\n",
        "a NUL after": text + "\0",
        "an underscore": f"{text[:1]}_{text[1:]}",
        "an exponent": f"{text}e0",
        "in hexadecimal": hex(value),
        "empty": "",
        "a million digits": "9" * 1_000_000,
        "a number": 7,
    }


def _strange_numbers(value: int) -> dict[str, Json]:
    return {
        "one more": value + 1,
        "one less": value - 1,
        "zero": 0 if value else 2,
        "negative": -value - 1,
        "huge": 2**53 - 1,
        "over 2^53": 2**53,
        "as text": str(value),
        "true": True,
    }


def _strange_texts(text: str) -> dict[str, Json]:
    return {
        "longer": text + "x",
        "empty": "" if text else "x",
        "other case": text.swapcase() if text.swapcase() != text else "X",
        "decomposed": text + "\u0301",
        "NUL": text + "\0",
        "a number": 1,
        "a list": [text],
    }


def strange(value: Json, group: Group) -> dict[str, Json]:
    """Every other value for a leaf, by what it is."""
    if value is None or isinstance(value, bool):
        return {"flipped": not value, "null": None if value is not None else 1, "one": 1, "text": "true"}
    if isinstance(value, int):
        return _strange_numbers(value) | {"null": None}
    assert isinstance(value, str)
    return {"null": None} | _strange_text(value, group)


def _strange_text(value: str, group: Group) -> dict[str, Json]:
    head, comma, weight = value.partition(",")
    if comma and weight.isdigit():
        found: dict[str, Json] = {"name": f"{value},Ann"}
        for name, text in strange_elements(head, group).items():
            found[f"key: {name}"] = f"{text}{comma}{weight}"
        for name, other in {
            "one more": str(int(weight) + 1),
            "zero": "0",
            "huge": "1" + 12 * "0",
            "zeros": f"0{weight}",
        }.items():
            found[f"weight: {name}"] = f"{head},{other}"
        return found
    if _is_element(value, group):
        return strange_elements(value, group)
    if value.isdigit() and len(value) > 20:
        return strange_scalars(value, group)
    return _strange_texts(value)


def _is_element(text: str, group: Group) -> bool:
    if group != ED25519 and len(text) <= len(str(group.order)):
        return False  # a scalar
    try:
        group.element_or_identity(text, "here")
    except NotProven:
        return False
    return True


def strange_lists(items: list[Json]) -> dict[str, Json]:
    """Every other list: shorter, longer, in another order, nested otherwise."""
    lists: dict[str, Json] = {
        "empty": [],
        "longer by itself": [*items, *items[-1:]] if items else [[]],
        "nested": [items],
        "an object": {},
    }
    if items:
        lists |= {"without the last": items[:-1], "without the first": items[1:], "null at the end": [*items, None]}
    turned = items[::-1]
    return lists | ({"turned round": turned} if turned != items else {})


def strange_objects(fields: dict[str, Json]) -> dict[str, Json]:
    """Every other object: without a field, with one more, its fields in another order."""
    found: dict[str, Json] = {"an array": list(fields), "an unknown field": fields | {"more": 1}}
    for name in fields:
        found[f"without {name}"] = {field: value for field, value in fields.items() if field != name}
    for name in ("name", "signature", "extra", "algorithm", "context"):
        found[f"with {name}"] = fields | {name: "x"}
    if len(fields) > 1:
        found["the fields turned round"] = {name: fields[name] for name in reversed(fields)}
    return found


# Places.


def places(value: Json, *path: str | int) -> Iterator[tuple[Path, Json]]:
    """Every value inside a document with its path, itself first, and what stands inside texts."""
    yield path, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from places(inner, *path, name)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, *path, index)
    elif isinstance(value, str) and path and path[-1] == "message":
        yield from places(json.loads(value), *path, INNER)


def put(value: Json, path: Sequence[str | int], to: Json) -> Json:
    """A copy of a document in which one place says something else."""
    if not path:
        return to
    step, *rest = path
    if step == INNER:
        assert isinstance(value, str)
        return encode(put(json.loads(value), rest, to)).decode()
    if isinstance(value, dict):
        return {name: put(inner, rest, to) if name == step else inner for name, inner in value.items()}
    assert isinstance(value, list)
    return [put(inner, rest, to) if index == step else inner for index, inner in enumerate(value)]


def others(value: Json, group: Group) -> dict[str, Json]:
    """What can stand in place of a value of any sort."""
    if isinstance(value, dict):
        return strange_objects(value)
    if isinstance(value, list):
        return strange_lists(value)
    return strange(value, group)


def sort_of(path: Path) -> str:
    """The path without its indices: places of one sort have the same."""
    return ".".join("*" if isinstance(step, int) else step for step in path)


# Alterations.


def of_values(events: Events, group: Group, draw: random.Random, *, whole: bool = True) -> Iterator[Alteration]:
    """Every object of every event, altered in every place; where not `whole`, in one way each."""
    tried: set[tuple[str, str]] = set()
    for at, (kind, data) in enumerate(events):
        for place, (name, body) in enumerate(zip(NAMES.get(kind, ()), data, strict=True)):
            document: Json = json.loads(body)
            for path, value in places(document):
                choices = list(others(value, group).items())
                sort = (name, f"{sort_of(path)} {type(value).__name__}")
                if sort in tried or not whole:
                    choices = [draw.choice(choices)]
                tried.add(sort)
                for what, to in choices:
                    raw = encode(put(document, path, to))
                    label = ".".join(map(str, path)) or "(whole)"
                    yield Alteration(name, f"event {at}, {label}", what, with_record(events, at, place, raw))


def of_bytes(events: Events) -> Iterator[Alteration]:
    """Every object written in other bytes that say the same, or in bytes that say nothing."""
    for at, (kind, data) in enumerate(events):
        for place, (name, body) in enumerate(zip(NAMES.get(kind, ()), data, strict=True)):
            for what, raw in _other_bytes(body).items():
                yield Alteration(name, f"event {at}, bytes", what, with_record(events, at, place, raw))


def _other_bytes(body: bytes) -> dict[str, bytes]:
    value = json.loads(body)
    twice = body[:1] + body[1:].replace(b",", b',"uuid":"x",', 1) if body[:1] == b"{" else body + b"[]"
    return {
        "spaced": json.dumps(value, ensure_ascii=False).encode(),
        "a line feed after": body + b"\n",
        "a space before": b" " + body,
        "escaped": body.replace(b'"', b'"\\u0020', 1),
        "a byte order mark": b"\xef\xbb\xbf" + body,
        "a field twice, or more after it": twice,
        "cut short": body[:-1],
        "not UTF-8": body[:-2] + b"\xff" + body[-2:],
        "half a surrogate": body[:-1] + b',"\\ud800"' + body[-1:],
        "empty": b"",
        "deep": b"[" * 20_000 + b"]" * 20_000,
        "a fraction": b"1.5",
        "not a number": b"NaN",
    }


def with_record(events: Events, at: int, place: int, raw: bytes) -> Events:
    """The events in which one record has other bytes; the hashes of it in the payload are made anew."""
    kind, data = events[at]
    replaced = [raw if number == place else body for number, body in enumerate(data)]
    if place != len(data) - 1:
        replaced = wrapped(kind, replaced)
    return [*events[:at], (kind, replaced), *events[at + 1 :]]


def of_order(events: Events) -> Iterator[Alteration]:
    """Every event dropped, repeated, moved to every other place, and every event inserted of no sense."""
    for at, (kind, data) in enumerate(events):
        label = f"event {at} ({kind.value})"
        yield Alteration("events", label, "dropped", [*events[:at], *events[at + 1 :]])
        yield Alteration("events", label, "and all after it dropped", events[:at])
        yield Alteration("events", label, "repeated at once", [*events[: at + 1], *events[at:]])
        yield Alteration("events", label, "repeated at the end", [*events, events[at]])
        rest = [*events[:at], *events[at + 1 :]]
        for to in range(len(events)):
            if to != at:
                yield Alteration("events", label, f"moved to {to}", [*rest[:to], (kind, data), *rest[to:]])
        for other in T:
            inserted = (other, [] if not other.has_payload else [b"{}"])
            yield Alteration("events", label, f"after an empty {other.value}", [*events[:at], inserted, *events[at:]])
            renamed = (other, data)
            if other is not kind:
                yield Alteration("events", label, f"called {other.value}", [*rest[:at], renamed, *rest[at:]])
        for place in range(len(data)):
            fewer = [body for number, body in enumerate(data) if number != place]
            yield Alteration("events", label, f"without record {place}", [*rest[:at], (kind, fewer), *rest[at:]])
            more = [*data[:place], b'{"more":1}', *data[place:]]
            yield Alteration("events", label, f"a record before {place}", [*rest[:at], (kind, more), *rest[at:]])
            again = [*data[: place + 1], *data[place:]]
            yield Alteration("events", label, f"record {place} twice", [*rest[:at], (kind, again), *rest[at:]])


def of_another(events: Events, others_: Events, whose: str) -> Iterator[Alteration]:
    """Every record, and every event, exchanged for one of another election at a place of the same type."""
    for at, (kind, data) in enumerate(events):
        for event, (theirs, their_data) in enumerate(others_):
            if theirs is not kind or not data:
                continue
            whole = [*events[:at], (kind, their_data), *events[at + 1 :]]
            yield Alteration("events", f"event {at} ({kind.value})", f"event {event} of {whose}", whole)
            for place, name in enumerate(NAMES[kind]):
                raw = their_data[place]
                if raw != data[place]:
                    yield Alteration(name, f"event {at}", f"that of {whose}", with_record(events, at, place, raw))


# The file.


@dataclass(frozen=True)
class AlteredFile:
    """An archive's file, altered where no hash reaches, or written by another program."""

    name: str
    raw: bytes


def of_file(raw: bytes, draw: random.Random) -> Iterator[AlteredFile]:
    """Every byte of the first headers changed, and some of all others; cut, extended, and written in other forms."""
    yield from _other_bytes_of_file(raw, draw)
    yield from _cut(raw, draw)
    yield from _extended(raw)
    yield from _written_otherwise(raw)


def _other_bytes_of_file(raw: bytes, draw: random.Random) -> Iterator[AlteredFile]:
    first = [*range(3 * BLOCK)]
    for at in [*first, *(draw.randrange(len(raw)) for _ in range(200))]:
        changed = bytearray(raw)
        changed[at] ^= 1 << draw.randrange(8)
        yield AlteredFile(f"another byte at {at}", bytes(changed))
        header = at // BLOCK * BLOCK
        if at < 3 * BLOCK and at not in range(header + 148, header + 156) and header != BLOCK:
            summed = bytearray(changed)
            summed[header + 148 : header + 156] = b" " * 8
            summed[header + 148 : header + 156] = b"%06o\0 " % sum(summed[header : header + BLOCK])
            yield AlteredFile(f"another byte at {at}, summed", bytes(summed))


def _cut(raw: bytes, draw: random.Random) -> Iterator[AlteredFile]:
    for end in (0, 1, 8, 9, 100, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, len(raw) - BLOCK, len(raw) - 1):
        yield AlteredFile(f"cut at {end}", raw[:end])
    for _ in range(30):
        end = draw.randrange(len(raw))
        if end % BLOCK:
            yield AlteredFile(f"cut at {end}", raw[:end])
    yield AlteredFile("without its first member", raw[2 * BLOCK :])
    yield AlteredFile("without its first block", raw[BLOCK:])


def _extended(raw: bytes) -> Iterator[AlteredFile]:
    for what, tail in {
        "a zero": b"\0",
        "a block of zeros": bytes(BLOCK),
        "the two closing blocks of a tar": bytes(2 * BLOCK),
        "padding to ten kilobytes": bytes(-len(raw) % 10_240 or 10_240),
        "a byte": b"x",
        "a line feed": b"\n",
        "itself": raw,
        "its events again": raw[2 * BLOCK :],
        "its header again": raw[: 2 * BLOCK],
        "a member of another name": encode_member("README", b"hello", 0),
        "a data record that nobody asked for": encode_record(Record(RecordKind.DATA, b"{}"), 0),
    }.items():
        yield AlteredFile(f"with {what} at the end", raw + tail)
        yield AlteredFile(f"with {what} at the beginning", tail + raw)
        yield AlteredFile(f"with {what} after the header", raw[: 2 * BLOCK] + tail + raw[2 * BLOCK :])


def _written_otherwise(raw: bytes) -> Iterator[AlteredFile]:
    for name, form in {"ustar": tarfile.USTAR_FORMAT, "GNU": tarfile.GNU_FORMAT, "pax": tarfile.PAX_FORMAT}.items():
        yield AlteredFile(f"tarred anew in the form {name}", _tarred(raw, form))
    yield AlteredFile(
        "tarred anew in the form ustar, sorted by name", _tarred(raw, tarfile.USTAR_FORMAT, in_order=True)
    )
    yield AlteredFile("compressed", gzip.compress(raw, mtime=0))
    yield AlteredFile("in base64", base64.b64encode(raw))


def _tarred(raw: bytes, form: int, *, in_order: bool = False) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(raw), ignore_zeros=True) as read:
        members = [(member, read.extractfile(member)) for member in read.getmembers()]
        bodies = [(member, file.read()) for member, file in members if file is not None]
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=form) as written:
        for member, body in sorted(bodies, key=lambda one: one[0].name) if in_order else bodies:
            written.addfile(member, io.BytesIO(body))
    return made.getvalue()
