"""What each person does to the archive of an election: begin, cast, close, tally, decrypt, publish.

Whatever is about to be added is checked as the verifier checks it, before a byte is written.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from tellers.ballots import checks
from tellers.ballots.archive import Appended, ArchiveFile, create_archive, open_archive
from tellers.ballots.ballot import Ballot, check_ballot
from tellers.ballots.chain import Archive, Entry, next_entry
from tellers.ballots.codec import encode, read
from tellers.ballots.credentials import CredentialList
from tellers.ballots.decryption import combine, decrypt
from tellers.ballots.election import Election
from tellers.ballots.events import EventType, check_next
from tellers.ballots.evidence import Evidence, read_evidence
from tellers.ballots.hashing import fingerprint
from tellers.ballots.ownership import Owned
from tellers.ballots.progress import Progress, no_progress
from tellers.ballots.records import Raw
from tellers.ballots.result import compute_result
from tellers.ballots.shuffling import check_owner, make_shuffle
from tellers.ballots.trustees import Trustees, check_election_key, check_trustees
from tellers.ballots.verifier import audit_archive
from tellers.canonical import sha256_hex
from tellers.errors import NotProven, Refused
from tellers.randomness import Randomness


@dataclass(frozen=True)
class Setup:
    """The three files of which an archive begins; the credentials may carry names, which are left out."""

    election: bytes
    trustees: bytes
    credentials: bytes

    def records(self) -> tuple[bytes, ...]:
        """The data of the Setup event, checked: keys proved, and the election's key the product of them."""
        election = Election.decode(self.election.rstrip(b"\n"), "the election")
        trustees = Trustees.decode(self.trustees.rstrip(b"\n"), election.group, "the trustees")
        credentials = CredentialList.decode(self.credentials, election.group, "the public credentials")
        check_trustees(trustees)
        check_election_key(election, trustees)
        parts = (election.raw, self.trustees.rstrip(b"\n"), credentials.encode())
        names = ("election", "trustees", "credentials")
        return (*parts, encode({name: sha256_hex(part) for name, part in zip(names, parts, strict=True)}))


def begin_election(path: Path, setup: Setup, timestamp: int) -> Archive:
    """Begin an archive (Unix time), checked whole; raises Refused where the file exists."""
    return create_archive(path, setup.records(), timestamp)


class BallotBox:
    """The box of an archive that is held open: one ballot after another, each checked before it is written."""

    def __init__(self, file: ArchiveFile) -> None:
        self._file = file
        archive = file.read_whole_events()
        self.election = Election.decode(archive.setup.data[0], "the election")
        self.credentials = CredentialList.decode(archive.setup.data[2], self.election.group, "the credentials")
        self._last = archive.entries[-1].event
        self._cast = {entry.event.payload for entry in archive.of_type(EventType.BALLOT)}

    def check(self, raw: bytes) -> Ballot:
        """Read a ballot and refuse it unless it may be cast: in time, valid, by a listed credential, and new."""
        check_next(self._last.type, EventType.BALLOT, self._last.height + 1)
        ballot = Ballot.decode(raw, self.election, "the ballot")
        check_ballot(ballot, self.election, self.credentials, "the ballot")
        if sha256_hex(raw) in self._cast:
            raise NotProven("duplicate ballot", culprit="the ballot", detail="the same bytes are in the archive")
        return ballot

    def cast(self, raw: bytes) -> Appended:
        """Check a ballot and add it; it is on the disk when this returns."""
        self.check(raw)
        appended = self._file.append(EventType.BALLOT, [raw])
        self._cast.add(sha256_hex(raw))
        self._last = appended.entry.event
        return appended


@contextmanager
def open_box(path: Path) -> Iterator[BallotBox]:
    """Hold the box of an archive open for as many ballots as there are; others wait."""
    with open_archive(path) as file:
        yield BallotBox(file)


def add_event(path: Path, kind: EventType, data: Sequence[bytes], randomness: Randomness | None = None) -> Appended:
    """Add any event but the first, after checking what it adds as the verifier does."""
    if kind is EventType.BALLOT:
        with open_box(path) as box:
            (raw,) = _single(data)
            return box.cast(raw)
    with open_archive(path) as file:
        archive = file.read_whole_events()
        last = archive.entries[-1].event
        check_next(last.type, kind, last.height + 1)
        _check_addition(replace(archive, entries=(*archive.entries, next_entry(last, kind, data))), randomness)
        return file.append(kind, data)


def _single(data: Sequence[bytes]) -> Sequence[bytes]:
    if len(data) != 1:
        raise Refused(f"found {len(data)} records; a ballot is one line")
    return data


def _check_addition(extended: Archive, randomness: Randomness | None) -> None:
    check = _ADDITIONS.get(extended.entries[-1].event.type)
    if check is not None:
        evidence = read_evidence(extended, randomness=randomness)
        checks.check_elements(evidence)
        check(evidence, randomness)


def _check_last_decryption(evidence: Evidence, _randomness: Randomness | None) -> None:
    checks.sound_decryptions(evidence)
    checks.check_decryption(evidence, evidence.decryptions[-1].value)


_ADDITIONS: dict[EventType, Callable[[Evidence, Randomness | None], object]] = {
    EventType.ENCRYPTED_TALLY: lambda evidence, _: checks.check_sums(evidence),
    EventType.SHUFFLE: checks.check_shuffles,
    EventType.END_SHUFFLES: checks.check_shuffles,
    EventType.PARTIAL_DECRYPTION: _check_last_decryption,
    EventType.RESULT: lambda evidence, _: checks.check_outcome(evidence),
}
"""What the verifier checks of each type of event; closing the ballots adds nothing to check."""


def close_ballots(path: Path) -> Appended:
    """Close the ballots."""
    return add_event(path, EventType.END_BALLOTS, ())


def tally_records(archive: Archive, progress: Progress = no_progress) -> tuple[bytes, bytes]:
    """The encrypted tally and its size, from ballots that are all proved."""
    checks.check_order(archive)
    evidence = read_evidence(archive, progress)
    evidence.box.look(prove=True)
    _check_setup(evidence)
    checks.check_ballots(evidence)
    sums, sized = evidence.box.tally()
    return sums.encode(), sized.encode()


@dataclass(frozen=True)
class Decrypter:
    """A trustee about to decrypt: their number, their secret, and the hash of the one tally they agree to open.

    Without the hash whatever tally the archive holds is opened, and it may be of a copy cut short after one ballot.
    """

    owner: int
    secret: int = field(repr=False)
    tally: str | None = None
    agree: Callable[[str, str], None] | None = None
    """Asked, with the election's fingerprint and its tally, before anything is decrypted; raises Refused."""
    look: Callable[[Evidence], None] | None = None
    """Shown what was verified, before anything is decrypted."""


def decryption_records(
    raw: Raw, source: str, trustee: Decrypter, randomness: Randomness, progress: Progress = no_progress
) -> tuple[bytes, bytes]:
    """One trustee's partial decryption of an archive that verifies.

    Raises NotProven for an archive that does not verify, Refused for another tally than the trustee agreed to open and
    for a key that is not that trustee's.
    """
    evidence = read_verified(raw, source, randomness, progress)
    if evidence.tally is None:
        raise Refused("there is no encrypted tally to decrypt; close the ballots and add one first")
    found, owner = evidence.tally.value.sized.encrypted_tally, trustee.owner
    if trustee.tally not in (None, found):
        raise Refused(
            f"the archive holds the tally {found}, and you were to open {trustee.tally}; nothing is decrypted: ask "
            "secretary and agents which tally the minute of the close has"
        )
    if evidence.to_decrypt.to_shuffle and not _shuffled(evidence):
        raise Refused(
            "the ballots that are opened one by one are not shuffled to the end, and opened now they would be their "
            "voters'; nothing is decrypted: first the shuffles, then `add-event --type EndShuffles`"
        )
    key = evidence.election.group.generator.secret_power(trustee.secret)
    keys = evidence.trustees.value.verification_keys
    if key != evidence.trustees.value.verification_key(owner):
        whose = (
            f"it is that of trustee {keys.index(key) + 1}" if key in keys else "it is no trustee's of this election"
        )
        raise Refused(f"this private key is not that of trustee {owner}: {whose}; nothing is decrypted")
    if trustee.agree is not None:
        trustee.agree(evidence.election.fingerprint, found)
    if trustee.look is not None:
        trustee.look(evidence)
    part = decrypt(evidence.election, evidence.to_decrypt, trustee.secret, randomness).encode()
    return part, Owned(owner, sha256_hex(part)).encode()


def _shuffled(evidence: Evidence) -> bool:
    return any(entry.event.type is EventType.END_SHUFFLES for entry in evidence.archive.entries)


def shuffle_records(
    raw: Raw, source: str, owner: int, randomness: Randomness, progress: Progress = no_progress
) -> tuple[bytes, bytes]:
    """One trustee's shuffle of an archive that verifies.

    Raises Refused where nothing is to be shuffled, or not by this trustee.
    """
    evidence = read_verified(raw, source, randomness, progress)
    if evidence.tally is None:
        raise Refused("there is no encrypted tally to shuffle; close the ballots and add one first")
    rows = evidence.to_decrypt.to_shuffle
    if not rows:
        raise Refused("no question of this election is shuffled: its ballots are added up unopened")
    owners = [record.value.owner.owner for record in evidence.shuffles]
    try:
        check_owner(owner, owners, len(evidence.trustees.value.verification_keys), "the shuffle")
    except NotProven as error:
        raise Refused(error.detail) from None
    step = make_shuffle(evidence.election, rows, randomness).encode()
    return step, Owned(owner, sha256_hex(step)).encode()


def result_records(archive: Archive, progress: Progress = no_progress) -> tuple[bytes]:
    """The result that the proved partial decryptions give; raises NotProven where they do not suffice."""
    evidence = _proved_setup(archive, progress)
    if evidence.tally is None:
        raise Refused("there is no encrypted tally yet; close the ballots and add one first")
    checks.check_decryptions(evidence)
    sound, _ = checks.sound_decryptions(evidence)
    tally = evidence.to_decrypt
    factors = combine(tally, evidence.trustees.value, sound)
    weight = evidence.tally.value.sized.total_weight
    return (compute_result(evidence.election, tally, factors, weight).encode(),)


def _proved_setup(archive: Archive, progress: Progress) -> Evidence:
    checks.check_order(archive)
    evidence = read_evidence(archive, progress)
    _check_setup(evidence)
    return evidence


def _check_setup(evidence: Evidence) -> None:
    checks.check_elements(evidence)
    checks.check_keys(evidence)


def read_verified(raw: Raw, source: str, randomness: Randomness, progress: Progress = no_progress) -> Evidence:
    """What an archive holds, if it verifies; raises NotProven naming the first check that does not hold."""
    audited = audit_archive(raw, source, randomness=randomness, progress=progress)
    failed = audited.report.failed
    if failed is not None or audited.evidence is None:
        check, culprit, detail = (failed.name, failed.culprit, failed.detail) if failed else ("archive", None, "")
        raise NotProven(check, culprit=culprit or source, detail=detail)
    return audited.evidence


class Standing(Enum):
    """Where a ballot stands in an archive."""

    IN = "in"
    COUNTED = "counted"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Found:
    """A ballot that was found: its event's height, how it stands, and the height of what replaced it."""

    standing: Standing
    height: int
    replaced_at: int | None


def find_ballot(archive: Archive, tracker: str) -> Found | None:
    """Where the ballot with this tracker stands, or None where it is not in the archive."""
    entries = archive.of_type(EventType.BALLOT)
    mine = next((entry for entry in entries if fingerprint(entry.payload) == tracker), None)
    if mine is None:
        return None
    credential, height = ballot_credential(mine), mine.event.height
    same = [entry.event.height for entry in entries if ballot_credential(entry) == credential]
    if same[-1] != height:
        return Found(Standing.SUPERSEDED, height, same[same.index(height) + 1])
    tallied = bool(archive.of_type(EventType.ENCRYPTED_TALLY))
    return Found(Standing.COUNTED if tallied else Standing.IN, height, None)


def ballot_credential(entry: Entry) -> str:
    """The public credential, as text, with which a ballot's event says that it was cast."""
    return credential_in(entry.payload, checks.event_label(entry))


def credential_in(raw: bytes, where: str) -> str:
    """The public credential, as text, with which a ballot says that it was cast."""
    fields = ("election_uuid", "election_hash", "credential", "answers", "signature")
    return read(raw, where).record(*fields)["credential"].text()
