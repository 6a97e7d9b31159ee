"""What is fuzzed: each target takes any bytes at all, and may refuse them by an error of the tree and in no other way.

Atheris runs them (`python -m fuzz TARGET`), and the tests replay the corpus that it left (tests/fuzz).
"""

from collections.abc import Callable
from contextlib import suppress
from functools import cache

from tests.ballots.forge import Events, chained, wrapped
from tests.ballots.ranked import ranked
from tests.ballots.samples import drawn
from tests.ballots.world import world

from tellers.ballots import ceremony, credentials, keys, private_messages
from tellers.ballots.ballot import Ballot, check_ballot
from tellers.ballots.ceremony_messages import Inbox, Polynomial, Share
from tellers.ballots.codec import read
from tellers.ballots.decryption import PartialDecryption
from tellers.ballots.election import Election, Template
from tellers.ballots.events import WRAPPERS, EventType
from tellers.ballots.group import ED25519
from tellers.ballots.ownership import Owned
from tellers.ballots.pedersen import Certificate, Context
from tellers.ballots.result import Result
from tellers.ballots.shuffling import Shuffle
from tellers.ballots.tally import EncryptedTally, SizedTally
from tellers.ballots.trustees import Trustees, check_trustees
from tellers.ballots.verifier import verify_archive
from tellers.errors import TellersError
from tellers.minutes.checkpoint import Checkpoint, open_note
from tellers.minutes.note import Algorithm, Note, Signer, Verifier

Target = Callable[[bytes], None]


def _tried(*readers: Callable[[], object]) -> None:
    """Run each reader, whatever the ones before it refused."""
    for reader in readers:
        with suppress(TellersError):
            reader()


def archive(raw: bytes) -> None:
    """A file, read as an archive."""
    _tried(lambda: verify_archive(raw, "fuzz"))


def events(raw: bytes) -> None:
    """Records in lines, hashed and chained anew, so that what they say is reached; `#` begins an event of a type."""
    found = _events(raw)
    if found is not None:
        _tried(lambda: verify_archive(chained(found), "fuzz"))


def _events(raw: bytes) -> Events | None:
    found: Events = []
    names = {kind.value.encode(): kind for kind in EventType}
    for line in raw.split(b"\n"):
        if line.startswith(b"#"):
            kind = names.get(line[1:])
            if kind is None:
                return None
            found.append((kind, []))
        elif found and line:
            found[-1][1].append(line)
    return [(kind, _rehashed(kind, data)) for kind, data in found] or None


def _rehashed(kind: EventType, data: list[bytes]) -> list[bytes]:
    """The records with the hashes in their payload made anew, where it has the form of one."""
    if kind not in WRAPPERS or len(data) != len(WRAPPERS[kind].names) + 1:
        return data
    with suppress(ValueError, TypeError):
        return wrapped(kind, data)
    return data


def written(found: Events) -> bytes:
    """Events as the target `events` reads them."""
    lines: list[bytes] = []
    for kind, data in found:
        lines += [b"#" + kind.value.encode(), *data]
    return b"\n".join(lines)


def ballot(raw: bytes) -> None:
    """A ballot of one election or of the other."""
    for election, listed in _elections():
        _tried(lambda e=election, c=listed: check_ballot(Ballot.decode(raw, e, "fuzz"), e, c, "fuzz"))  # type: ignore[misc]


@cache
def _elections() -> tuple[tuple[Election, credentials.CredentialList], ...]:
    """One whose votes are added up, with blank and weights; one of rankings and of lists."""
    return (world().election, world().credentials), (ranked().election, ranked().credentials)


def election(raw: bytes) -> None:
    """An election, or a template of one."""
    _tried(lambda: Election.decode(raw, "fuzz"), lambda: Template.decode(raw, "fuzz"))


def trustees(raw: bytes) -> None:
    """The trustees of an election, in Ed25519."""
    _tried(
        lambda: check_trustees(Trustees.decode(raw, ED25519, "fuzz")),
        lambda: keys.PublicKey.decode(raw, ED25519, "fuzz"),
        lambda: keys.decode_private_key(raw, ED25519, "fuzz"),
    )


def listed(raw: bytes) -> None:
    """A list of public credentials, a registrar's file of private ones, or one of them."""
    _tried(
        lambda: credentials.CredentialList.decode(raw, ED25519, "fuzz").encode(),
        lambda: credentials.decode_private_credentials(raw, "fuzz"),
        lambda: credentials.derive(raw.decode("utf-8", "replace"), "A" * 14, ED25519),
    )


def tally(raw: bytes) -> None:
    """An encrypted tally, or its size."""
    for one, _ in _elections():
        _tried(lambda e=one: EncryptedTally.decode(raw, e, "fuzz"))  # type: ignore[misc]
    _tried(lambda: SizedTally.decode(raw, "fuzz"))


def shuffle(raw: bytes) -> None:
    """A shuffle, or whose it is."""
    _tried(lambda: Shuffle.decode(raw, ranked().election, "fuzz"), lambda: Owned.decode(raw, "fuzz"))


def decryption(raw: bytes) -> None:
    """A partial decryption, or whose it is."""
    for one, _ in _elections():
        _tried(lambda e=one: PartialDecryption.decode(raw, e, "fuzz"))  # type: ignore[misc]
    _tried(lambda: Owned.decode(raw, "fuzz"))


def result(raw: bytes) -> None:
    """A result."""
    for one, _ in _elections():
        _tried(lambda e=one: Result.decode(raw, e, "fuzz"))  # type: ignore[misc]


def checkpoint(raw: bytes) -> None:
    """A signed note, the checkpoint in it, or the public key of a signer."""
    text = raw.decode("utf-8", "replace")
    _tried(
        lambda: Note.decode(raw, "fuzz"),
        lambda: Checkpoint.parse(text, "fuzz"),
        lambda: open_note(raw, signer().verifier, (witness().verifier,), "fuzz"),
        lambda: Verifier.parse(text),
    )


@cache
def signer() -> Signer:
    """Whoever signs the checkpoints of the corpus."""
    return Signer("club.example/minutes", drawn("signer")(32), Algorithm.CHECKPOINT)


@cache
def witness() -> Signer:
    """Whoever co-signs them."""
    return Signer("witness.example", drawn("witness")(32), Algorithm.COSIGNATURE)


def messages(raw: bytes) -> None:
    """A message of the ceremony of a threshold key: each of its files, and a letter between two trustees."""
    held = certificates()
    _tried(
        lambda: ceremony.read_certificates(raw.split(b"\n"), ED25519, "fuzz"),
        lambda: Polynomial.decode(raw, held, "fuzz"),
        lambda: Inbox.decode(raw, held, "fuzz"),
        lambda: ceremony.make_share(seeds()[0], held, Inbox.decode(raw, held, "fuzz"), drawn("share")),
        lambda: Share.decode(raw, ED25519, "fuzz"),
        lambda: Certificate.read(read(raw, "fuzz"), ED25519),
        lambda: private_messages.decode_seed(raw, ED25519, "fuzz"),
        lambda: ceremony.open_share(seeds()[0], raw.decode("utf-8", "replace"), "fuzz"),
    )


@cache
def _enrolled() -> tuple[ceremony.Enrolment, ...]:
    contexts = (Context(ED25519.name, 2, 2, place) for place in (1, 2))
    return tuple(ceremony.enrol(one, ED25519, drawn(f"enrolled {one.index}")) for one in contexts)


def certificates() -> tuple[Certificate, ...]:
    """The certificates of the two trustees whose ceremony is fuzzed."""
    return tuple(one.certificate for one in _enrolled())


def seeds() -> tuple[private_messages.Seed, ...]:
    """Their seeds."""
    return tuple(one.seed for one in _enrolled())


TARGETS: dict[str, Target] = {
    target.__name__: target
    for target in (
        archive,
        events,
        ballot,
        election,
        trustees,
        listed,
        tally,
        shuffle,
        decryption,
        result,
        checkpoint,
        messages,
    )
}
"""Every target by its name."""
