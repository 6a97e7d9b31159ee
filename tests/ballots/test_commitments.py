"""Commit first, then show. Truth: SHA-256 of a file's bytes, as `sha256sum` has it (hashlib)."""

import hashlib

import pytest
from tests.ballots.samples import drawn

from tellers.ballots.commitments import check_committed, commitment, read_commitments
from tellers.ballots.group import ED25519
from tellers.ballots.keys import make_trustee_key
from tellers.errors import NotProven, Unreadable


def shown(*names: str) -> list[bytes]:
    return [make_trustee_key(ED25519, drawn(name)).public.encode() for name in names]


def test_a_commitment_is_what_sha256sum_says_of_the_file() -> None:
    (line,) = shown("one")
    assert commitment(line) == commitment(line + b"\n") == hashlib.sha256(line + b"\n").hexdigest()
    printed = f"{commitment(line)}  56513B33.pubkey".encode()
    assert read_commitments([printed, commitment(line).encode()], "hashes") == (commitment(line),) * 2


def test_lesson_4_a_rushing_trustee_who_committed_first_has_nothing_left_to_choose() -> None:
    honest = shown("one", "two")
    commitments = [commitment(line) for line in (*honest, *shown("three"))]
    check_committed([*honest, *shown("three")], commitments)
    for attempt in range(3):
        with pytest.raises(NotProven, match="commitment: trustee 3"):
            check_committed([*honest, *shown(f"attempt {attempt}")], commitments)


def test_commitments_in_another_order_or_number_are_refused() -> None:
    lines = shown("one", "two")
    commitments = [commitment(line) for line in lines]
    with pytest.raises(NotProven, match="trustee 1"):
        check_committed(lines, commitments[::-1])
    with pytest.raises(NotProven, match="1 commitments of 2 trustees"):
        check_committed(lines, commitments[:1])


@pytest.mark.parametrize("line", [b"abc", b"A" * 64, b"g" * 64, "é".encode() * 64])
def test_what_is_no_hash_is_named_with_its_line(line: bytes) -> None:
    with pytest.raises(Unreadable, match="hashes, line 2"):
        read_commitments([b"0" * 64, line], "hashes")
