"""What an archive holds, read record by record: each a value, or what was wrong with it.

Reading passes every group element and every scalar through the gate of its group. Ballots stay in their box, which
reads them when it is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tellers.ballots.admission import admit
from tellers.ballots.box import Box
from tellers.ballots.chain import Archive, Entry
from tellers.ballots.credentials import CredentialList
from tellers.ballots.decryption import PartialDecryption
from tellers.ballots.election import Election
from tellers.ballots.events import EventType
from tellers.ballots.ownership import Owned
from tellers.ballots.progress import Progress, no_progress
from tellers.ballots.reading import Read, reading
from tellers.ballots.result import Result
from tellers.ballots.shuffling import Shuffle
from tellers.ballots.tally import EncryptedTally, SizedTally
from tellers.ballots.trustees import Trustees
from tellers.errors import NotProven, TellersError
from tellers.randomness import Randomness

_WITH_CERTIFICATE = 5


@dataclass(frozen=True)
class Decryption:
    """One trustee's part of the decryption, as an archive holds it."""

    owner: Owned
    part: PartialDecryption


@dataclass(frozen=True)
class Mixing:
    """One trustee's shuffle, as an archive holds it."""

    owner: Owned
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
    box: Box
    tally: Read[Tally] | None
    shuffles: tuple[Read[Mixing], ...]
    decryptions: tuple[Read[Decryption], ...]
    result: Read[Result] | None
    decryption_faults: dict[int, NotProven | None] = field(default_factory=dict, repr=False, compare=False)
    """What is wrong with the partial decryption at each place, or None; of those that were looked at."""

    @property
    def errors(self) -> Iterator[TellersError]:
        """What was wrong with the records that could not be read, in order; of the ballots the first bad gate."""
        yield from _errors(self.trustees, self.credentials)
        bad_gate = self.box.look().bad_gate
        if bad_gate is not None:
            yield bad_gate
        yield from _errors(self.tally, *self.shuffles, *self.decryptions, self.result)

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


def _errors(*records: Read[Any] | None) -> Iterator[TellersError]:
    for record in records:
        if record is not None and isinstance(record.found, TellersError):
            yield record.found


def read_evidence(
    archive: Archive, progress: Progress = no_progress, randomness: Randomness | None = None
) -> Evidence:
    """Read every record of an archive whose events are in order, but for the ballots, which its box reads.

    With randomness, elements may be tested many at a time; without, each by itself.

    Raises Unreadable for an election that this version cannot read, NotProven for one with a bad key.
    """
    election_raw, trustees_raw, credentials_raw = archive.setup.data[:3]
    election = Election.decode(election_raw, "the election")
    group = election.group
    admit(credentials_raw, group, randomness)
    credentials = reading("the credentials", partial(CredentialList.decode_published, credentials_raw, group))
    read = Evidence(
        archive,
        election,
        reading("the trustees", partial(Trustees.decode, trustees_raw, group)),
        credentials,
        Box(archive.of_type(EventType.BALLOT), election, credentials, progress, randomness),
        _read_tally(archive, election, randomness),
        tuple(_read_shuffles(archive, election, randomness)),
        tuple(_read_decryptions(archive, election, randomness)),
        _read_result(archive, election),
    )
    group.admit({})
    return read


def _read_tally(archive: Archive, election: Election, randomness: Randomness | None) -> Read[Tally] | None:
    def read(entry: Entry, where: str) -> Tally:
        sums = EncryptedTally.decode(entry.data[0], election, where, randomness)
        return Tally(sums, SizedTally.decode(entry.payload, where))

    for entry in archive.of_type(EventType.ENCRYPTED_TALLY):
        return reading("the encrypted tally", partial(read, entry))
    return None


def _read_shuffles(archive: Archive, election: Election, randomness: Randomness | None) -> Iterator[Read[Mixing]]:
    def read(entry: Entry, where: str) -> Mixing:
        owner = Owned.decode(entry.payload, where)
        return Mixing(owner, Shuffle.decode(entry.data[0], election, where, randomness))

    for number, entry in enumerate(archive.of_type(EventType.SHUFFLE), 1):
        yield reading(f"shuffle {number}", partial(read, entry))


def _read_decryptions(
    archive: Archive, election: Election, randomness: Randomness | None
) -> Iterator[Read[Decryption]]:
    def read(entry: Entry, where: str) -> Decryption:
        owner = Owned.decode(entry.payload, where)
        return Decryption(owner, PartialDecryption.decode(entry.data[0], election, where, randomness))

    for number, entry in enumerate(archive.of_type(EventType.PARTIAL_DECRYPTION), 1):
        yield reading(f"partial decryption {number}", partial(read, entry))


def _read_result(archive: Archive, election: Election) -> Read[Result] | None:
    def read(entry: Entry, where: str) -> Result:
        return Result.decode(entry.payload, election, where)

    for entry in archive.of_type(EventType.RESULT):
        return reading("the result", partial(read, entry))
    return None
