"""Forged shuffles."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from tests.ballots.forge import chained, owned
from tests.ballots.forgeries.common import Forgery, nothing, plan
from tests.ballots.ranked import Ranked, Step, exchanging, honest, ranked, with_shuffles
from tests.ballots.samples import drawn

from tellers.ballots import checks
from tellers.ballots.ciphertext import Ciphertext
from tellers.ballots.events import EventType
from tellers.ballots.group import ED25519
from tellers.ballots.shuffle import Mix, ShuffleProof, shuffle
from tellers.ballots.shuffling import Shuffle

T = EventType
g = ED25519.generator


def in_a_sum() -> bytes:
    events = plan().events()
    events[7:7] = [(T.SHUFFLE, owned(1, b'{"ciphertexts":[],"proofs":[]}')), (T.END_SHUFFLES, [])]
    return chained(events)


def shuffled_by(*shuffles: tuple[int, Step]) -> Callable[[], bytes]:
    return lambda: with_shuffles(*shuffles).archive()


def exchanged(_at: Ranked, mix: Mix, proof: ShuffleProof) -> tuple[Sequence[Ciphertext], ShuffleProof]:
    """The first ballot is put in the place of the second, re-encrypted."""
    first, _, *rest = mix.after
    again = Ciphertext(first.alpha * g**5, first.beta * mix.key**5)
    return (first, again, *rest), proof


def of_another_election(at: Ranked, row: Sequence[Ciphertext]) -> Shuffle:
    after, proof = shuffle("A" * 43, at.election.public_key, row, drawn("other"))
    return Shuffle((after,), (proof,))


def of_the_first_list(at: Ranked, _row: Sequence[Ciphertext]) -> Shuffle:
    """The second shuffles what the first was given."""
    (first,) = at.sums.to_shuffle
    return honest("skips the first")(at, first)


def unshuffled() -> bytes:
    return replace(ranked(), shuffles=()).archive()


def opened_unshuffled() -> bytes:
    """The trustees decrypt the ballots as they were cast, so that each is opened beside its voter."""
    return replace(ranked(), decrypts_unshuffled=True).archive()


def equations_off(patch: pytest.MonkeyPatch) -> None:
    nothing((checks, "check_step"))(patch)
    patch.setattr(checks, "check_step", lambda _election, before, step, *_: before.shuffled(step.rows))


SHUFFLES = {
    name: Forgery("shuffles", culprit, says, make, off)
    for name, culprit, says, make, off in [
        (
            "a shuffle where none belongs",
            "event 7 (Shuffle)",
            "no question of this election is shuffled",
            in_a_sum,
            nothing((checks, "_check_no_shuffles")),
        ),
        (
            "a ballot exchanged in a shuffle",
            "shuffle 2, by trustee 2",
            "does not hold",
            shuffled_by((1, honest("a")), (2, exchanging(exchanged))),
            equations_off,
        ),
        (
            "a shuffle of another election",
            "shuffle 1, by trustee 1",
            "does not hold",
            shuffled_by((1, of_another_election), (2, honest("b"))),
            equations_off,
        ),
        (
            "a shuffle that passes over the one before",
            "shuffle 2, by trustee 2",
            "does not hold",
            shuffled_by((1, honest("c")), (2, of_the_first_list)),
            equations_off,
        ),
        (
            "two shuffles by one trustee",
            "shuffle 2",
            "trustee 1 has shuffled before",
            shuffled_by((1, honest("d")), (1, honest("e"))),
            nothing((checks, "check_owner")),
        ),
        (
            "a shuffle by nobody",
            "shuffle 1",
            "there is no trustee 3",
            shuffled_by((3, honest("f")), (2, honest("g"))),
            nothing((checks, "check_owner")),
        ),
        (
            "no shuffle at all",
            "the archive",
            "there is no shuffle",
            unshuffled,
            nothing((checks, "_check_some_shuffle")),
        ),
    ]
}
