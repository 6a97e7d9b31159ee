"""Forged answers to questions of lists, and to those whose ballots are opened one by one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce
from itertools import chain
from operator import mul

import pytest
from tests.ballots.forgeries.common import Forgery, Off, nothing, skip_claims
from tests.ballots.ranked import Ranked, ranked
from tests.ballots.samples import drawn, signed_again
from tests.ballots.world import hidden

from tellers.ballots import answer_embedded, answer_lists, booth
from tellers.ballots.answer_embedded import EmbeddedAnswer
from tellers.ballots.answer_lists import ListsAnswer, NonZeroProof, prove_nonzero
from tellers.ballots.ballot import Ballot
from tellers.ballots.booth import Booth
from tellers.ballots.ciphertext import Encryption
from tellers.ballots.evidence import Evidence
from tellers.ballots.proofs import Proof, Witness, prove_one_of

Choices = Sequence[Sequence[int]]


def with_ballot(change: Callable[[Ranked], bytes]) -> Callable[[], bytes]:
    """The election in which the third voter's ballot is another one, and all that follows from it."""

    def make() -> bytes:
        at = ranked()
        forged = Ballot.decode(change(at), at.election, "forged")
        return replace(at, ballots=(*at.ballots[:2], forged)).archive()

    return make


def copied(at: Ranked) -> bytes:
    """The third voter hands in the first one's ranking as their own."""
    return signed_again(at.ballots[2], at.voters[2], at.ballots[0].answers[0], at.ballots[2].answers[1]).raw


def guessed(at: Ranked) -> bytes:
    """A ranking with a proof of nothing."""
    ranking = at.ballots[2].answers[0]
    assert isinstance(ranking, EmbeddedAnswer)
    return signed_again(at.ballots[2], at.voters[2], replace(ranking, proof=Proof(1, 2)), at.ballots[2].answers[1]).raw


def holding(choices: Choices) -> Callable[[Ranked], bytes]:
    """Lists that hold any numbers at all, proved wherever that can be."""

    def change(at: Ranked) -> bytes:
        around = Booth(at.election.public_key, f"{at.election.fingerprint}|{at.voters[2].public.text}")
        parts = [
            [hidden(number, around.key, drawn(f"part {row} {place}")) for place, number in enumerate(numbers)]
            for row, numbers in enumerate(choices)
        ]
        return signed_again(at.ballots[2], at.voters[2], at.ballots[2].answers[0], _lists(parts, around)).raw

    return change


def _lists(rows: Sequence[Sequence[Encryption]], at: Booth) -> ListsAnswer:
    made = tuple(tuple(part.ciphertext for part in row) for row in rows)
    around = at.around(chain.from_iterable(made))
    chosen = reduce(mul, [row[0] for row in rows])
    candidates = reduce(mul, chain.from_iterable(row[1:] for row in rows))
    individual = tuple(tuple(_zero_or_one(part, at) for part in row) for row in rows)
    return ListsAnswer(
        made,
        individual,
        prove_one_of(
            answer_lists._overall_context(around, chosen.ciphertext),
            [chosen.ciphertext.encrypts(1, at.key)],
            Witness(0, chosen.randomness),
            drawn("overall"),
        )[0],
        tuple(answer_lists._prove_list(row, at, around, drawn(f"list {n}")) for n, row in enumerate(rows)),
        _nonzero(candidates, at, around),
    )


def _nonzero(candidates: Encryption, at: Booth, around: str) -> NonZeroProof:
    """The proof where there is one; of 0 it would be the neutral element, which is refused as it is read."""
    if candidates.message:
        return prove_nonzero(candidates, at.key, around, drawn("nonzero"))
    return NonZeroProof(at.key, 1, (2, 3))


def _zero_or_one(part: Encryption, at: Booth) -> tuple[Proof, ...]:
    statements = booth.zero_or_one(part.ciphertext, at)
    witness = Witness(min(part.message, 1), part.randomness)
    return prove_one_of(booth.individual_context(part.ciphertext, at), statements, witness, drawn("individual"))


def lists_off(check: str) -> Off:
    return lambda patch: skip_claims(patch, answer_lists, "one_of", check)


def possession_off(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(answer_embedded, "knowledge", lambda *_: ())


ANSWERS = {
    name: Forgery("ballots", "ballot 3", says, with_ballot(change), off)
    for name, says, change, off in [
        ("a ranking copied", "proof of knowledge", copied, possession_off),
        ("a ranking whose voter does not know it", "proof of knowledge", guessed, possession_off),
        ("two lists", "overall proof", holding(((1, 1, 0), (1, 1))), lists_off("overall proof")),
        ("candidates of another list", "list proof", holding(((1, 1, 0), (0, 1))), lists_off("list proof")),
        (
            "a list without candidates",
            "nonzero proof",
            holding(((1, 0, 0), (0, 0))),
            nothing((answer_lists, "nonzero")),
        ),
        (
            "two votes for a candidate of a list",
            "individual proof",
            holding(((1, 2, 0), (0, 0))),
            nothing((answer_lists, "each_zero_or_one")),
        ),
    ]
}


def opened_unshuffled() -> bytes:
    """The trustees decrypt the ballots as they were cast, so that each is opened beside its voter."""
    return replace(ranked(), decrypts_unshuffled=True).archive()


def to_the_first_tally(patch: pytest.MonkeyPatch) -> None:
    """The decryptions are held against the tally before the shuffles."""
    patch.setattr(Evidence, "to_decrypt", property(lambda at: at.tally.value.sums))


UNSHUFFLED = {
    "ballots opened beside their voters": Forgery(
        "partial decryptions", "trustee 1", "partial decryption", opened_unshuffled, to_the_first_tally
    )
}
