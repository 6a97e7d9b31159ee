"""Proofs made by the book but for one thing: a field is left out of what the challenge hashes.

A prover who hashes all the verifier hashes cannot choose what is proved; one whose challenge leaves a field out can
choose that field afterwards. So a verifier that took such a proof would be open to a forger. Each proof here is
honest, and its challenge was hashed without one of its fields.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

import pytest
from tests.ballots.kinds import ONE_OF_LISTS, RANKING, SOME
from tests.ballots.samples import MOTION, drawn, made

from tellers.ballots import answer_lists, hashing, private_messages, proofs, shuffle
from tellers.ballots import ballot as ballots
from tellers.ballots.answers import Choices, answer_offers, make_answer
from tellers.ballots.booth import Booth
from tellers.ballots.ciphertext import Ciphertext
from tellers.ballots.decryption import check_partial_decryption, decrypt
from tellers.ballots.group import ED25519, Group
from tellers.ballots.keys import check_possession, make_trustee_key
from tellers.ballots.private_messages import Seed, check_signature, signature_of
from tellers.ballots.proofs import Claim, settle
from tellers.ballots.questions import Question
from tellers.ballots.shuffle import Mix, check_shuffle
from tellers.ballots.tally import compute_tally

HASHERS = (proofs, answer_lists, shuffle, private_messages)
"""The modules that hash a challenge."""

KEY = ED25519.generator**4711
BOOTH = Booth(KEY, "A" * 43 + "|" + (ED25519.generator**5).text)
CLAIM = Claim("proof", "whoever")


@dataclass(frozen=True)
class Sort:
    """A sort of proof: the tag that begins what its challenge hashes, and how one is made and then checked."""

    tag: str
    make: Callable[[], Callable[[], None]]
    """Makes a proof, and returns its check, which raises."""


def _answer(question: Question, choices: Choices) -> Callable[[], Callable[[], None]]:
    def make() -> Callable[[], None]:
        answer = make_answer(question, choices, BOOTH, drawn("weak"))
        return lambda: settle(answer_offers(question, answer, BOOTH, "ballot 1"))

    return make


def _key() -> Callable[[], None]:
    key = make_trustee_key(ED25519, drawn("weak"))
    return lambda: check_possession(key.public, "trustee 1")


def _message() -> Callable[[], None]:
    seed = Seed(ED25519, "1" * 22)
    signature = signature_of(seed, "words", drawn("weak"))
    return lambda: check_signature(seed.verification_key, "words", signature, CLAIM)


def _ballot() -> Callable[[], None]:
    ballot = made(MOTION).ballot(0, [0, 1, 0])
    return lambda: settle(ballots.signature_offers(ballot, "ballot 1"))


def _decryption() -> Callable[[], None]:
    at = made(MOTION)
    tally, _ = compute_tally(at.election, [at.ballot(0, [0, 1, 0])], at.credentials)
    key = at.trustee_keys[0]
    part = decrypt(at.election, tally, key.secret, drawn("weak"))
    return lambda: check_partial_decryption(at.election, tally, part, key.public.key, "trustee 1")


def _shuffle() -> Callable[[], None]:
    g = ED25519.generator
    before = tuple(Ciphertext(g**m, KEY**m * g) for m in (7, 8))
    after, proof = shuffle.shuffle("A" * 43, KEY, before, drawn("weak"))
    return lambda: check_shuffle(Mix("A" * 43, KEY, before, after), proof, CLAIM)


SORTS = {
    "possession of a key": Sort("pok|", _key),
    "a message between trustees": Sort("sigmsg|", _message),
    "a ballot's signature": Sort("sig|", _ballot),
    "zero or one, and how many": Sort("prove|", _answer(SOME, [1, 0])),
    "blank or a vote": Sort("bproof0|", _answer(MOTION, [0, 1, 0])),
    "blank or within bounds": Sort("bproof1|", _answer(MOTION, [0, 1, 0])),
    "a list or none of its candidates": Sort("lproof|", _answer(ONE_OF_LISTS, [[1, 1], [0, 0]])),
    "some candidate": Sort("nonzero|", _answer(ONE_OF_LISTS, [[1, 1], [0, 0]])),
    "knowledge of a ranking": Sort("raweg|", _answer(RANKING, [1, 2])),
    "a partial decryption": Sort("decrypt|", _decryption),
    "a shuffle": Sort("shuffle-challenge|", _shuffle),
    "the order of a shuffle": Sort("shuffle-challenges|", _shuffle),
}


def hashed_fields(sort: Sort, patch: pytest.MonkeyPatch) -> int:
    """How many fields the longest challenge of a sort of proof hashes."""
    longest = 0

    def note(text: str) -> str:
        nonlocal longest
        if text.startswith(sort.tag):
            longest = max(longest, len(_fields(text)))
        return text

    with patch.context() as inner:
        _hashing(inner, note)
        sort.make()
    return longest


def without_field(sort: Sort, place: int, patch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The check of a proof whose challenges were hashed without the field at a place."""

    def leave_out(text: str) -> str:
        fields = _fields(text)
        if not text.startswith(sort.tag) or place >= len(fields):
            return text
        return "".join([*fields[:place], *fields[place + 1 :]])

    with patch.context() as inner:
        _hashing(inner, leave_out)
        return sort.make()


def _fields(text: str) -> list[str]:
    """What is hashed, cut after each bar and comma."""
    return [field for field in re.split(r"(?<=[|,])", text) if field]


def _hashing(patch: pytest.MonkeyPatch, change: Callable[[str], str]) -> None:
    """Change every text before it is hashed to a challenge."""

    def hashed(group: Group, text: str) -> int:
        return hashing.hashed_scalar(group, change(text))

    for module in HASHERS:
        patch.setattr(module, "hashed_scalar", hashed)
    patch.setattr(shuffle, "sha256", lambda raw: sha256(change(raw.decode()).encode()))


def each_field(patch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """Every sort of proof by its name with every field of its challenge."""
    for name, sort in SORTS.items():
        for place in range(hashed_fields(sort, patch)):
            yield name, place
