"""Where each fuzzer begins: whole objects of small elections of every kind, and of the ceremony of a key."""

from collections.abc import Iterator

from tests.ballots.ceremony import ceremony
from tests.ballots.forge import Events, Plan
from tests.ballots.ranked import ranked
from tests.ballots.samples import drawn
from tests.ballots.world import world

from fuzz import targets
from tellers.ballots.ceremony import inboxes, make_polynomial, make_share
from tellers.ballots.ceremony_messages import Polynomial
from tellers.ballots.codec import encode
from tellers.ballots.events import EventType as T
from tellers.ballots.group import ED25519
from tellers.minutes.book import MinuteBook
from tellers.minutes.checkpoint import Checkpoint, cosign, sign


def seeds(target: str) -> Iterator[bytes]:
    """Inputs of a target that are as they should be, and `null`."""
    yield b"null"
    yield from _SEEDS[target]()


def _elections() -> tuple[Events, ...]:
    """One whose votes are added up, by single trustees and a threshold; one of rankings and of lists."""
    return Plan.of(world()).events(), ranked().events()


def _archives() -> Iterator[bytes]:
    yield Plan.of(world()).archive()
    yield ranked().archive()


def _events() -> Iterator[bytes]:
    yield from map(targets.written, _elections())


def _records(kind: T, *places: int) -> Iterator[bytes]:
    for found in _elections():
        for one, data in found:
            if one is kind:
                yield from (data[place] for place in places)


def _trustees() -> Iterator[bytes]:
    yield from _records(T.SETUP, 1)
    for generation in ("2.0", "2.5.1", "3.0"):
        yield encode([["Pedersen", ceremony(ED25519, 2, 2, generation=generation).published]])


def _listed() -> Iterator[bytes]:
    yield from _records(T.SETUP, 2)
    yield world().credentials.encode_private()
    yield b'{"1":"SaaoY-Qw4mgr-2SMvR-SkMYpo","2":"SaaoY-Qw4mgr-2SMvR-SkMYpo"}'
    yield b"1 xxx-xxx-xxx-xxx-xxx\n2 yyy-yyy-yyy-yyy-yyy\n"
    yield b"SaaoY-Qw4mgr-2SMvR-SkMYpo"


def _checkpoints() -> Iterator[bytes]:
    signer, witness = targets.signer(), targets.witness()
    book = MinuteBook(()).append("2016-06-28T10:00:00+01:00", "Secretary", "note", {"text": "é"})
    for head in (None, "0" * 64):
        note = sign(Checkpoint.of(signer.name, book, head), signer)
        yield note
        yield cosign(note, witness, 1_467_115_200)
    yield Checkpoint.of(signer.name, book).text.encode()
    yield str(signer.verifier).encode()


def _messages() -> Iterator[bytes]:
    certificates, keys = targets.certificates(), targets.seeds()
    lines = [encode(one.signed.to_json()) for one in certificates]
    yield lines[0]
    yield b"\n".join(lines)
    polynomials: list[Polynomial] = [make_polynomial(key, certificates, drawn("polynomial")) for key in keys]
    yield polynomials[0].encode()
    inbox = inboxes(polynomials)[0]
    yield inbox.encode()
    share = make_share(keys[0], certificates, inbox, drawn("share"))
    yield share.encode()
    yield share.private_key.encode()
    yield keys[0].text.encode()


_SEEDS = {
    "archive": _archives,
    "events": _events,
    "ballot": lambda: _records(T.BALLOT, 0),
    "election": lambda: _records(T.SETUP, 0),
    "trustees": _trustees,
    "listed": _listed,
    "tally": lambda: _records(T.ENCRYPTED_TALLY, 0, 1),
    "shuffle": lambda: _records(T.SHUFFLE, 0, 1),
    "decryption": lambda: _records(T.PARTIAL_DECRYPTION, 0, 1),
    "result": lambda: _records(T.RESULT, 0),
    "checkpoint": _checkpoints,
    "messages": _messages,
}
