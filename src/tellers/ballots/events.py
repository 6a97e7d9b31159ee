"""The events of an archive: what each type introduces, and the one order in which they come.

Source: docs/formats/archive.md (events, and the order of the checks).
"""

import re
from dataclasses import dataclass
from enum import Enum

from tellers.ballots.codec import encode
from tellers.canonical import Json, decode
from tellers.errors import NotProven, Refused, Unreadable


class EventType(Enum):
    """What an event records; the value is its name in the archive."""

    SETUP = "Setup"
    BALLOT = "Ballot"
    END_BALLOTS = "EndBallots"
    ENCRYPTED_TALLY = "EncryptedTally"
    SHUFFLE = "Shuffle"
    END_SHUFFLES = "EndShuffles"
    PARTIAL_DECRYPTION = "PartialDecryption"
    RESULT = "Result"

    @property
    def has_payload(self) -> bool:
        """Whether an event of this type names a payload."""
        return self not in (EventType.END_BALLOTS, EventType.END_SHUFFLES)


FOLLOWS: dict[EventType | None, tuple[EventType, ...]] = {
    None: (EventType.SETUP,),
    EventType.SETUP: (EventType.BALLOT, EventType.END_BALLOTS),
    EventType.BALLOT: (EventType.BALLOT, EventType.END_BALLOTS),
    EventType.END_BALLOTS: (EventType.ENCRYPTED_TALLY,),
    EventType.ENCRYPTED_TALLY: (EventType.SHUFFLE, EventType.PARTIAL_DECRYPTION, EventType.RESULT),
    EventType.SHUFFLE: (EventType.SHUFFLE, EventType.END_SHUFFLES),
    EventType.END_SHUFFLES: (EventType.PARTIAL_DECRYPTION, EventType.RESULT),
    EventType.PARTIAL_DECRYPTION: (EventType.PARTIAL_DECRYPTION, EventType.RESULT),
    EventType.RESULT: (),
}
"""Which types may come after which; what is not in this table is refused."""

AFTER_THE_BALLOTS = frozenset(FOLLOWS) - {None, EventType.SETUP, EventType.BALLOT}
"""The types of the events after which no ballot can come, since voting is closed."""


@dataclass(frozen=True)
class Wrapper:
    """The fields of a payload that names other records by their hashes, and its other fields."""

    names: tuple[str, ...]
    may_name: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


WRAPPERS = {
    EventType.SETUP: Wrapper(("election", "trustees", "credentials"), ("credentials_certificate",)),
    EventType.ENCRYPTED_TALLY: Wrapper(("encrypted_tally",), says=("num_tallied", "total_weight")),
    EventType.SHUFFLE: Wrapper(("payload",), says=("owner",)),
    EventType.PARTIAL_DECRYPTION: Wrapper(("payload",), says=("owner",)),
}
"""The payloads that name other records; those of the other types are the records themselves."""

LARGEST_EVENT = 512
"""More bytes than any event has."""

_HASH = re.compile(r"[0-9a-f]{64}")

_TYPES = tuple(kind.value for kind in EventType)


@dataclass(frozen=True, slots=True)
class Event:
    """One link of the chain; parent is None only for the first, payload for the two closings."""

    type: EventType
    height: int
    parent: str | None
    payload: str | None

    def encode(self) -> bytes:
        """The bytes of the event, as they are hashed."""
        fields: dict[str, str | int | None] = {"parent": self.parent, "height": self.height}
        fields |= {"type": self.type.value, "payload": self.payload}
        present: dict[str, Json] = {name: value for name, value in fields.items() if value is not None}
        return encode(present)


def decode_event(raw: bytes, where: str) -> Event:
    """Read one event; it must be byte for byte as `Event.encode` writes it."""
    if len(raw) > LARGEST_EVENT:
        raise NotProven("archive", culprit=where, detail=f"an event has at most {LARGEST_EVENT} bytes")
    fields = _object(raw, where)
    height, kind = fields.get("height"), fields.get("type")
    if kind not in _TYPES:
        raise NotProven("archive", culprit=where, detail=f"{kind!r} is not a type of event")
    if type(height) is not int or height < 0:
        raise NotProven("archive", culprit=where, detail=f"expected a height, found {height!r}")
    event = Event(EventType(kind), height, _hash(fields, "parent", where), _hash(fields, "payload", where))
    if event.encode() != raw:
        raise NotProven("archive", culprit=where, detail="the event is not written as the format writes it")
    return event


def check_next(previous: EventType | None, kind: EventType, height: int) -> None:
    """Refuse an event that does not come next in the one legal order."""
    if kind in FOLLOWS[previous]:
        return
    expected = " or ".join(follower.value for follower in FOLLOWS[previous]) or "nothing"
    after = "the header" if previous is None else previous.value
    late = "voting is closed: " if kind is EventType.BALLOT and previous in AFTER_THE_BALLOTS else ""
    raise Refused(f"{late}event {height} ({kind.value}) cannot follow {after}; expected {expected}")


def wrapped_hashes(kind: EventType, payload: bytes, where: str) -> tuple[str, ...]:
    """The hashes of the records that a payload names, in the order in which they precede it."""
    wrapper = WRAPPERS.get(kind)
    if wrapper is None:
        return ()
    fields = _object(payload, where)
    unknown = sorted(fields.keys() - {*wrapper.names, *wrapper.may_name, *wrapper.says})
    if unknown:
        raise NotProven("archive", culprit=where, detail=f"the field {unknown[0][:40]!r} is unknown")
    named = [*wrapper.names, *(name for name in wrapper.may_name if name in fields)]
    hashes = tuple(_needed_hash(fields, name, where) for name in named)
    ordered = {name: fields[name] for name in (*wrapper.says, *named) if name in fields}
    if encode(ordered) != payload:
        raise NotProven("archive", culprit=where, detail="the payload is not written as the format writes it")
    return hashes


def _object(raw: bytes, where: str) -> dict[str, Json]:
    try:
        value = decode(raw, where)
    except Unreadable as error:
        raise NotProven("archive", culprit=where, detail=str(error)) from None
    if not isinstance(value, dict):
        raise NotProven("archive", culprit=where, detail="expected a JSON object")
    return value


def _hash(fields: dict[str, Json], name: str, where: str) -> str | None:
    found = fields.get(name)
    if found is None:
        return None
    if not isinstance(found, str) or not _HASH.fullmatch(found):
        raise NotProven("archive", culprit=where, detail=f"{name} is not a hash of 64 hexadecimal digits")
    return found


def _needed_hash(fields: dict[str, Json], name: str, where: str) -> str:
    found = _hash(fields, name, where)
    if found is None:
        raise NotProven("archive", culprit=where, detail=f"the field {name!r} is missing")
    return found
