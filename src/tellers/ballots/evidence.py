"""What an archive holds, read record by record: each a value, or what was wrong with it.

Reading passes every group element and every scalar through the gate of its group; nothing is proved here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Generic, TypeVar

from tellers.ballots.ballot import Ballot
from tellers.ballots.chain import Archive, Entry
from tellers.ballots.chunks import in_chunks
from tellers.ballots.credentials import CredentialList
from tellers.ballots.decryption import OwnedDecryption, PartialDecryption
from tellers.ballots.election import Election
from tellers.ballots.events import EventType
from tellers.ballots.group import Element, Group
from tellers.ballots.result import Result
from tellers.ballots.shuffling import OwnedShuffle, Shuffle
from tellers.ballots.tally import EncryptedTally, SizedTally
from tellers.ballots.trustees import Trustees
from tellers.errors import NotProven, TellersError, Unreadable
from tellers.randomness import Randomness

T = TypeVar("T")

_WITH_CERTIFICATE = 5

READ_AT_ONCE = 2048
"""The elements of so many ballots are tested together."""

_TEXTS = re.compile(r'"([0-9a-f]{64})[",]')

Progress = Callable[[str, int, int], None]
"""Called on long work with what is done, how many are done, and of how many."""


def no_progress(_what: str, _done: int, _total: int) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class Read(Generic[T]):
    """A record of an archive that was read, or the reason why it could not be."""

    where: str
    found: T | TellersError

    @property
    def value(self) -> T:
        """The value; raises the reason as NotProven where there is none."""
        if isinstance(self.found, Unreadable):
            raise NotProven("record", culprit=self.where, detail=str(self.found))
        if isinstance(self.found, TellersError):
            raise self.found
        return self.found


def reading(where: str, read: Callable[[str], T]) -> Read[T]:
    """Read one record now, and keep what was wrong with it for the check that asks."""
    try:
        return Read(where, read(where))
    except TellersError as error:
        return Read(where, error)


@dataclass(frozen=True)
class Decryption:
    """One trustee's part of the decryption, as an archive holds it."""

    owner: OwnedDecryption
    part: PartialDecryption


@dataclass(frozen=True)
class Mixing:
    """One trustee's shuffle, as an archive holds it."""

    owner: OwnedShuffle
    step: Shuffle


@dataclass(frozen=True)
class Tally:
    """The encrypted tally with the sizes it claims."""

    sums: EncryptedTally
    sized: SizedTally


@dataclass(frozen=True)
class Evidence:
    """An archive and everything in it that is not an event."""

    archive: Archive
    election: Election
    trustees: Read[Trustees]
    credentials: Read[CredentialList]
    ballots: tuple[Read[Ballot], ...]
    tally: Read[Tally] | None
    shuffles: tuple[Read[Mixing], ...]
    decryptions: tuple[Read[Decryption], ...]
    result: Read[Result] | None
    decryption_faults: dict[int, NotProven | None] = field(default_factory=dict, repr=False, compare=False)
    """What is wrong with the partial decryption at each place, or None; of those that were looked at."""

    @property
    def errors(self) -> Iterator[TellersError]:
        """What was wrong with the records that could not be read, in the order of the archive."""
        after = (self.tally, *self.shuffles, *self.decryptions, self.result)
        for record in (self.trustees, self.credentials, *self.ballots, *after):
            if record is not None and isinstance(record.found, TellersError):
                yield record.found

    @property
    def complete(self) -> bool:
        """Whether the archive runs to a result."""
        return self.result is not None

    @property
    def has_certificate(self) -> bool:
        """Whether the set-up holds a credentials_certificate (3.2 on), of which nothing is read."""
        return len(self.archive.setup.data) == _WITH_CERTIFICATE

    @property
    def to_decrypt(self) -> EncryptedTally:
        """The tally as the last shuffle left it; raises where there is none yet, or a part could not be read."""
        if self.tally is None:
            raise NotProven("encrypted tally", culprit="the archive", detail="there is none yet")
        sums = self.tally.value.sums
        return sums.shuffled(self.shuffles[-1].value.step.rows) if self.shuffles else sums

    @cached_property
    def cast(self) -> tuple[Ballot, ...]:
        """All ballots in order; raises where one could not be read."""
        return tuple(ballot.value for ballot in self.ballots)


def ballot_label(number: int) -> str:
    """How a message names a ballot: by its place among the ballots, from 1."""
    return f"ballot {number}"


def read_evidence(
    archive: Archive, progress: Progress = no_progress, randomness: Randomness | None = None
) -> Evidence:
    """Read every record of an archive whose events are in order.

    With randomness, elements may be tested many at a time; without, each by itself.

    Raises Unreadable for an election that this version cannot read, NotProven for one with a bad key.
    """
    election_raw, trustees_raw, credentials_raw = archive.setup.data[:3]
    election = Election.decode(election_raw, "the election")
    group = election.group
    return Evidence(
        archive,
        election,
        reading("the trustees", partial(Trustees.decode, trustees_raw, group)),
        _read_credentials(credentials_raw, group, randomness),
        tuple(_read_ballots(archive, election, randomness, progress)),
        _read_tally(archive, election, randomness),
        tuple(_read_shuffles(archive, election, randomness)),
        tuple(_read_decryptions(archive, election, randomness)),
        _read_result(archive, election),
    )


def _read_credentials(raw: bytes, group: Group, randomness: Randomness | None) -> Read[CredentialList]:
    _admit(raw, group, randomness)
    return reading("the credentials", partial(CredentialList.decode, raw, group))


def _admit(raw: bytes, group: Group, randomness: Randomness | None) -> None:
    """Have the elements of a record tested together, before it is read."""
    group.admit(group.recognised(texts_in([raw]), randomness))


def _read_ballots(
    archive: Archive, election: Election, randomness: Randomness | None, progress: Progress
) -> Iterator[Read[Ballot]]:
    entries, group = archive.of_type(EventType.BALLOT), election.group

    def recognised(_first: int, chunk: Sequence[Entry]) -> tuple[Sequence[Entry], Mapping[str, Element]]:
        return chunk, group.recognised(texts_in(entry.payload for entry in chunk), randomness)

    number = 0
    for found in in_chunks(recognised, entries, group.cores, READ_AT_ONCE):
        chunk, elements = found.outcome
        group.admit(elements)
        for entry in chunk:
            number += 1
            yield reading(ballot_label(number), partial(Ballot.decode, entry.payload, election))
        progress("ballots read", number, len(entries))
    group.admit({})


def texts_in(payloads: Iterable[bytes]) -> Iterator[str]:
    """Every string in JSON that may be the text of an Ed25519 element."""
    for payload in payloads:
        yield from _TEXTS.findall(payload.decode("latin-1"))


def _read_tally(archive: Archive, election: Election, randomness: Randomness | None) -> Read[Tally] | None:
    def read(sums: bytes, sized: bytes, where: str) -> Tally:
        return Tally(EncryptedTally.decode(sums, election, where), SizedTally.decode(sized, where))

    for entry in archive.of_type(EventType.ENCRYPTED_TALLY):
        _admit(entry.data[0], election.group, randomness)
        return reading("the encrypted tally", partial(read, entry.data[0], entry.payload))
    return None


def _read_shuffles(archive: Archive, election: Election, randomness: Randomness | None) -> Iterator[Read[Mixing]]:
    def read(step: bytes, owner: bytes, where: str) -> Mixing:
        return Mixing(OwnedShuffle.decode(owner, where), Shuffle.decode(step, election, where))

    for number, entry in enumerate(archive.of_type(EventType.SHUFFLE), 1):
        _admit(entry.data[0], election.group, randomness)
        yield reading(f"shuffle {number}", partial(read, entry.data[0], entry.payload))


def _read_decryptions(
    archive: Archive, election: Election, randomness: Randomness | None
) -> Iterator[Read[Decryption]]:
    def read(part: bytes, owner: bytes, where: str) -> Decryption:
        return Decryption(OwnedDecryption.decode(owner, where), PartialDecryption.decode(part, election, where))

    for number, entry in enumerate(archive.of_type(EventType.PARTIAL_DECRYPTION), 1):
        _admit(entry.data[0], election.group, randomness)
        yield reading(f"partial decryption {number}", partial(read, entry.data[0], entry.payload))


def _read_result(archive: Archive, election: Election) -> Read[Result] | None:
    for entry in archive.of_type(EventType.RESULT):
        return reading("the result", partial(Result.decode, entry.payload, election))
    return None
