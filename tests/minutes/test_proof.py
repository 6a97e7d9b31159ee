"""Truth: RFC 6962 by way of tests/minutes/test_merkle.py; here, that a file says what the proof is about."""

import json
from typing import Any

import pytest
from tests.minutes.samples import ORIGIN, book_of

from tellers.errors import NotProven, Unreadable
from tellers.minutes.checkpoint import Checkpoint
from tellers.minutes.proof import ConsistencyProof, InclusionProof, Proof, check_heads, decode_proof

BOOK = book_of(7)
INCLUSION = InclusionProof.of(BOOK, 3, 7)
CONSISTENCY = ConsistencyProof.of(BOOK, 3, 7)


def file_of(proof: Proof, fields: dict[str, Any] | None = None) -> bytes:
    return json.dumps({**proof.to_json(), **(fields or {})}).encode()


@pytest.mark.parametrize("size", range(1, 8))
def test_a_proof_reads_back_and_holds(size: int) -> None:
    for older in range(size + 1):
        proofs: list[Proof] = [ConsistencyProof.of(BOOK, older, size)]
        proofs += [InclusionProof.of(BOOK, older, size)] if older < size else []
        for proof in proofs:
            assert decode_proof(file_of(proof), "proof.json") == proof
            proof.check()


@pytest.mark.parametrize(
    ("proof", "fields"),
    [
        (INCLUSION, {"size": 3}),
        (INCLUSION, {"size": 9}),
        (INCLUSION, {"root": "00" * 32}),
        (INCLUSION, {"path": []}),
        (INCLUSION, {"minute": BOOK.minutes[4].encode().decode()}),
        (INCLUSION, {"minute": book_of(7, "other").minutes[3].encode().decode()}),
        (CONSISTENCY, {"size": 9}),
        (CONSISTENCY, {"size": 2}),
        (CONSISTENCY, {"older_size": 2}),
        (CONSISTENCY, {"root": "00" * 32}),
        (CONSISTENCY, {"older_root": "00" * 32}),
        (CONSISTENCY, {"path": []}),
    ],
)
def test_a_proof_with_a_changed_field_does_not_hold(proof: Proof, fields: dict[str, Any]) -> None:
    with pytest.raises(NotProven):
        decode_proof(file_of(proof, fields), "proof.json").check()


@pytest.mark.parametrize(
    ("proof", "fields", "why"),
    [
        (INCLUSION, {"proof": "absence"}, "a proof of 'absence'"),
        (INCLUSION, {"proof": None}, "'proof' is None"),
        (INCLUSION, {"minute": 3}, "'minute' is 3"),
        (INCLUSION, {"minute": "{}"}, "not a minute"),
        (INCLUSION, {"size": -1}, "'size' is -1"),
        (INCLUSION, {"size": True}, "'size' is True"),
        (INCLUSION, {"size": "7"}, "'size' is '7'"),
        (INCLUSION, {"root": "00"}, "'root' has '00'"),
        (INCLUSION, {"root": None}, "'root' has None"),
        (INCLUSION, {"path": "00"}, "'path' is '00'"),
        (INCLUSION, {"path": ["A" * 64]}, "expected 64 hexadecimal digits"),
        (CONSISTENCY, {"older_size": None}, "'older_size' is None"),
        (CONSISTENCY, {"older_root": 1}, "'older_root' has 1"),
    ],
)
def test_a_file_that_is_not_a_proof_is_refused_by_field(proof: Proof, fields: dict[str, Any], why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        decode_proof(file_of(proof, fields), "proof.json")


@pytest.mark.parametrize("raw", [b"", b"[]", b"\xff", b'"text"'])
def test_a_file_that_is_no_object_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        decode_proof(raw, "proof.json")


def test_a_proof_is_not_made_of_what_is_not_there() -> None:
    with pytest.raises(NotProven, match="the book of 7 ends before it"):
        InclusionProof.of(BOOK, 7, 7)
    with pytest.raises(NotProven, match="8 minutes: the book has 7"):
        InclusionProof.of(BOOK, 0, 8)
    with pytest.raises(NotProven, match="9 minutes: the book has 7"):
        ConsistencyProof.of(BOOK, 9, 7)
    with pytest.raises(NotProven, match="5 minutes: not older than 4"):
        ConsistencyProof.of(BOOK, 5, 4)


def test_a_proof_is_held_against_the_checkpoints_of_its_heads_and_no_others() -> None:
    heads = [Checkpoint.of(ORIGIN, book_of(size)) for size in (3, 7)]
    check_heads(CONSISTENCY, heads)
    check_heads(INCLUSION, heads[1:])
    for stranger in (Checkpoint.of(ORIGIN, book_of(7, "other")), Checkpoint.of(ORIGIN, book_of(6))):
        with pytest.raises(NotProven, match="the proof is about another head"):
            check_heads(CONSISTENCY, [heads[0], stranger])


def test_a_size_that_its_proof_does_not_tell_apart_is_for_the_checkpoint_to_tell() -> None:
    """The path of minute 3 has one shape in books of 5 to 8; only a signed head binds a size to a root."""
    for proof in (INCLUSION, CONSISTENCY):
        claimed = decode_proof(file_of(proof, {"size": 6}), "proof.json")
        claimed.check()
        with pytest.raises(NotProven, match="the proof is about another head"):
            check_heads(claimed, [Checkpoint.of(ORIGIN, BOOK)])
