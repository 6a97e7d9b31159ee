"""A forger's workshop: an archive rebuilt around any change.

Whatever is changed, every hash and every link of the chain is made anew, so that only the cryptography, or the rule
that the change breaks, can find it.
"""

import copy
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tests.ballots.samples import drawn
from tests.ballots.world import World

from tellers.ballots.ballot import Ballot, counted_ballots
from tellers.ballots.chain import Archive, Entry
from tellers.ballots.codec import encode
from tellers.ballots.decryption import decrypt
from tellers.ballots.events import Event, EventType
from tellers.ballots.tally import EncryptedTally, compute_tally
from tellers.canonical import Json, sha256_hex

T = EventType
MOMENT = 1467115200

Events = list[tuple[EventType, list[bytes]]]


# The chain, made without asking whether it makes sense.


def chained(events: Events, changes: Callable[[int, dict[str, object]], None] | None = None) -> bytes:
    """The archive of these events, hashed and linked; `changes` may alter the fields of an event before it is."""
    entries: list[Entry] = []
    for height, (kind, data) in enumerate(events):
        fields: dict[str, object] = {
            "type": kind,
            "height": height,
            "parent": entries[-1].hash if entries else None,
            "payload": sha256_hex(data[-1]) if data else None,
        }
        if changes is not None:
            changes(height, fields)
        entries.append(Entry(Event(**fields), tuple(data)))  # type: ignore[arg-type]
    header = b'{"version":1,"timestamp":"%d"}' % MOMENT
    return Archive(header, MOMENT, tuple(entries)).encode()


def events_of(raw: bytes) -> Events:
    """The events of an archive with their data, read loosely."""
    events: Events = []
    data: list[bytes] = []
    place = 0
    while place < len(raw):
        name = raw[place : place + 100].rstrip(b"\0").decode()
        size = int(raw[place + 124 : place + 135], 8)
        body = raw[place + 512 : place + 512 + size]
        place += 512 + -(-size // 512) * 512
        if name.endswith(".data.json"):
            data.append(body)
        elif name.endswith(".event.json"):
            events.append((T(json.loads(body)["type"]), data))
            data = []
    return events


def wrapped(kind: EventType, data: Sequence[bytes]) -> list[bytes]:
    """The data of an event with the hashes inside its payload made anew."""
    *inner, payload = data
    fields = json.loads(payload)
    names = {
        T.SETUP: ("election", "trustees", "credentials"),
        T.ENCRYPTED_TALLY: ("encrypted_tally",),
        T.SHUFFLE: ("payload",),
        T.PARTIAL_DECRYPTION: ("payload",),
    }.get(kind, ())
    fields |= {name: sha256_hex(body) for name, body in zip(names, inner, strict=True)}
    return [*inner, encode(fields)]


def owned(owner: int, body: bytes) -> list[bytes]:
    return [body, encode({"owner": owner, "payload": sha256_hex(body)})]


# What an archive says, to be changed part by part.


@dataclass
class Plan:
    """The parts of an archive; `None` means: as they follow from the parts before."""

    world: World
    election: bytes = b""
    trustees: bytes = b""
    credentials: bytes = b""
    ballots: list[bytes] = field(default_factory=list)
    counted: list[bytes] | None = None
    tally: bytes | None = None
    sized: dict[str, Json] = field(default_factory=dict)
    owners: list[int] = field(default_factory=lambda: [1, 2, 4])
    decryptions: dict[int, bytes] = field(default_factory=dict)
    shift: tuple[int, ...] = ()
    """What is added to the counts of the result, and taken out of the first decryption."""
    result: bytes | None = None

    @classmethod
    def of(cls, at: World) -> "Plan":
        return cls(at, at.election.raw, encode(at.trustees), at.credentials.encode(), list(at.ballots))

    def events(self) -> Events:
        """The events of the archive in order."""
        tally, sized = self._tally()
        setup = wrapped(T.SETUP, [self.election, self.trustees, self.credentials, b"{}"])
        sums = EncryptedTally.decode(tally, self.world.election, "tally")
        parts = [(owner, self._decryption(owner, sums)) for owner in self.owners]
        events: Events = [(T.SETUP, setup), *((T.BALLOT, [ballot]) for ballot in self.ballots), (T.END_BALLOTS, [])]
        events.append((T.ENCRYPTED_TALLY, [tally, sized]))
        events += [(T.PARTIAL_DECRYPTION, owned(owner, part)) for owner, part in parts]
        return [*events, (T.RESULT, [self._result()])]

    def archive(self) -> bytes:
        """The archive, hashed and chained."""
        return chained(self.events())

    def read_ballots(self, raws: Sequence[bytes]) -> tuple[Ballot, ...]:
        return tuple(Ballot.decode(raw, self.world.election, "ballot") for raw in raws)

    def _counted(self) -> tuple[Ballot, ...]:
        if self.counted is not None:
            return self.read_ballots(self.counted)
        return counted_ballots(self.read_ballots(self.ballots))

    def _tally(self) -> tuple[bytes, bytes]:
        sums, sized = compute_tally(self.world.election, self._counted(), self.world.credentials)
        tally = sums.encode() if self.tally is None else self.tally
        return tally, encode({**json.loads(sized.encode()), "encrypted_tally": sha256_hex(tally), **self.sized})

    def _decryption(self, owner: int, sums: EncryptedTally) -> bytes:
        if owner in self.decryptions:
            return self.decryptions[owner]
        secret = self.world.secrets[owner - 1]
        part = decrypt(self.world.election, sums, secret, drawn(f"decryption {owner}"))
        if owner == 1 and self.shift:
            (row,) = part.factors
            g = self.world.group.generator
            part = replace(part, factors=(tuple(f * g ** (-by) for f, by in zip(row, self.shift, strict=True)),))
        return part.encode()

    def _result(self) -> bytes:
        return open_result(self) if self.result is None else self.result


def open_result(plan: Plan) -> bytes:
    """The result that the secrets give, with the shift."""
    at = plan.world
    tally = EncryptedTally.decode(plan._tally()[0], at.election, "tally")
    counts: list[Json] = []
    shifts = plan.shift or (0,) * len(tally.rows[0])
    for ciphertext, shift in zip(tally.rows[0], shifts, strict=True):
        opened = ciphertext.beta / ciphertext.alpha ** joint_secret(at)
        found = next(n for n in range(100) if at.group.generator**n == opened)
        counts.append(found + shift)
    return encode({"result": [counts]})


def joint_secret(at: World) -> int:
    """The logarithm of the election's key: the single secret, and the threshold's by its first two shares."""
    single, first, second, _ = at.secrets
    return (single + 2 * first - second) % at.group.order


def leaves(value: Json, *path: str | int) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    """Every value inside a JSON document that is no object and no array, with its path."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, *path, name)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, *path, index)
    else:
        yield path, value


def changed(value: Json, path: Sequence[str | int], to: Json) -> Json:
    """A copy of a JSON document in which one place says something else."""
    copied = copy.deepcopy(value)
    place = copied
    for step in path[:-1]:
        place = place[step]  # type: ignore[index]
    place[path[-1]] = to  # type: ignore[index]
    return copied
