"""Truth: the reference vectors of RFC 6962 (vectors/minutes); pymerkle is a second implementation."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree
from tests.minutes.samples import VECTORS

from tellers.errors import NotProven
from tellers.minutes import merkle

REFERENCE: dict[str, Any] = json.loads((VECTORS / "rfc6962.json").read_bytes())
LEAVES = [merkle.leaf_hash(bytes.fromhex(data)) for data in REFERENCE["leaves"]]
ROOTS = [bytes.fromhex(root) for root in (REFERENCE["empty_root"], *REFERENCE["roots"])]

sizes = st.integers(min_value=1, max_value=70)


def leaves_of(size: int) -> list[bytes]:
    return [merkle.leaf_hash(str(number).encode()) for number in range(size)]


def hashes(digits: list[str]) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(each) for each in digits)


@pytest.mark.parametrize("size", range(9))
def test_the_root_is_that_of_the_reference_tree(size: int) -> None:
    assert merkle.tree_root(LEAVES[:size]) == ROOTS[size]


@pytest.mark.parametrize("case", REFERENCE["inclusion"])
def test_an_inclusion_proof_is_that_of_the_reference_tree(case: dict[str, Any]) -> None:
    index, size, path = case["index"], case["size"], hashes(case["path"])
    assert merkle.inclusion_proof(LEAVES[:size], index) == path
    merkle.check_inclusion(LEAVES[index], index, size, path, ROOTS[size])


@pytest.mark.parametrize("case", REFERENCE["consistency"])
def test_a_consistency_proof_is_that_of_the_reference_tree(case: dict[str, Any]) -> None:
    older, size, path = case["older"], case["size"], hashes(case["path"])
    assert merkle.consistency_proof(LEAVES[:size], older) == path
    merkle.check_consistency(older, ROOTS[older], size, ROOTS[size], path)


@given(sizes, st.data())
def test_pymerkle_gives_the_same_roots_and_inclusion_proofs(size: int, data: st.DataObject) -> None:
    tree = InmemoryTree(algorithm="sha256")
    for number in range(size):
        tree.append_entry(str(number).encode())
    leaves, index, older = leaves_of(size), data.draw(indices(size)), data.draw(indices(size)) + 1
    assert merkle.tree_root(leaves) == tree.get_root()
    assert merkle.inclusion_proof(leaves, index) == tuple(tree.prove_inclusion(index + 1).path[1:])
    theirs = tree.prove_consistency(older, size)  # by another way than the RFC's, to the same roots
    theirs.verify(merkle.tree_root(leaves[:older]), merkle.tree_root(leaves), older, size)


def indices(size: int) -> st.SearchStrategy[int]:
    return st.integers(min_value=0, max_value=size - 1)


@given(sizes, st.data())
def test_every_inclusion_proof_holds_for_its_leaf_and_place_only(size: int, data: st.DataObject) -> None:
    leaves, index, other = leaves_of(size), data.draw(indices(size)), data.draw(indices(size))
    root, proof = merkle.tree_root(leaves), merkle.inclusion_proof(leaves, index)
    merkle.check_inclusion(leaves[index], index, size, proof, root)
    if other != index:
        with pytest.raises(NotProven, match=f"minute {other}"):
            merkle.check_inclusion(leaves[index], other, size, proof, root)
        with pytest.raises(NotProven, match="another root"):
            merkle.check_inclusion(leaves[other], index, size, proof, root)


@given(sizes, st.data())
def test_every_consistency_proof_holds_for_its_two_roots_only(size: int, data: st.DataObject) -> None:
    leaves, older = leaves_of(size), data.draw(indices(size)) + 1
    root, older_root = merkle.tree_root(leaves), merkle.tree_root(leaves[:older])
    proof = merkle.consistency_proof(leaves, older)
    merkle.check_consistency(older, older_root, size, root, proof)
    stranger = merkle.leaf_hash(b"stranger")
    with pytest.raises(NotProven):
        merkle.check_consistency(older, stranger, size, root, proof)
    with pytest.raises(NotProven):
        merkle.check_consistency(older, older_root, size, stranger, proof)


@given(st.integers(min_value=2, max_value=70), st.data())
def test_a_proof_with_one_hash_changed_dropped_or_added_is_refused(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    root, index, older = merkle.tree_root(leaves), data.draw(indices(size)), data.draw(indices(size - 1)) + 1
    inclusion, consistency = merkle.inclusion_proof(leaves, index), merkle.consistency_proof(leaves, older)
    for forged in forgeries(inclusion, data):
        with pytest.raises(NotProven):
            merkle.check_inclusion(leaves[index], index, size, forged, root)
    for forged in forgeries(consistency, data):
        with pytest.raises(NotProven):
            merkle.check_consistency(older, merkle.tree_root(leaves[:older]), size, root, forged)


def forgeries(proof: tuple[bytes, ...], data: st.DataObject) -> list[tuple[bytes, ...]]:
    place = data.draw(indices(len(proof)))
    wrong = bytes([proof[place][0] ^ 1]) + proof[place][1:]
    return [
        (*proof[:place], wrong, *proof[place + 1 :]),
        (*proof[:place], *proof[place + 1 :]),
        (*proof, merkle.EMPTY_ROOT),
        (*proof[:place], proof[place][:31], *proof[place + 1 :]),
        (*proof[:place], b"", *proof[place:]),
        tuple(reversed(proof)) if len(set(proof)) > 1 else (),
    ]


@pytest.mark.parametrize(
    ("extra", "why"), [(b"", "not 32 bytes"), (bytes(33), "not 32 bytes"), (bytes(32), "too long")]
)
def test_a_hash_too_many_or_of_another_size_is_refused_with_its_reason(extra: bytes, why: str) -> None:
    for older, path in [(3, merkle.consistency_proof(LEAVES, 3)), (4, merkle.consistency_proof(LEAVES, 4))]:
        with pytest.raises(NotProven, match=why):
            merkle.check_consistency(older, ROOTS[older], 8, ROOTS[8], (*path, extra))
    with pytest.raises(NotProven, match=why):
        merkle.check_inclusion(LEAVES[5], 5, 8, (*merkle.inclusion_proof(LEAVES, 5), extra), ROOTS[8])


def test_a_node_does_not_pass_for_a_leaf() -> None:
    """RFC 6962, section 2.1: the prefixes are there against second preimages."""
    left, right = merkle.leaf_hash(b"a"), merkle.leaf_hash(b"b")
    assert merkle.leaf_hash(left + right) != merkle.tree_root([left, right])


def test_a_leaf_beyond_the_tree_is_refused() -> None:
    with pytest.raises(NotProven, match="minute 8: a tree of 8 has no such leaf"):
        merkle.check_inclusion(LEAVES[7], 8, 8, (), ROOTS[8])
    with pytest.raises(NotProven, match="no such leaf"):
        merkle.check_inclusion(LEAVES[0], -1, 8, (), ROOTS[8])
    for index in (-1, 8):
        with pytest.raises(IndexError):
            merkle.inclusion_proof(LEAVES, index)


@pytest.mark.parametrize(
    ("older", "older_root", "proof", "why"),
    [
        (9, ROOTS[8], (), "smaller than the older"),
        (-1, ROOTS[8], (), "smaller than the older"),
        (8, ROOTS[7], (), "two roots for one tree of 8"),
        (0, ROOTS[8], (), "two roots for one tree of 0"),
        (8, ROOTS[8], (ROOTS[1],), "nothing to prove"),
        (0, ROOTS[0], (ROOTS[1],), "nothing to prove"),
        (7, ROOTS[7], (), "too short"),
        (4, ROOTS[4], (), "too short"),
    ],
)
def test_the_edges_of_consistency_are_refused_with_their_reason(
    older: int, older_root: bytes, proof: tuple[bytes, ...], why: str
) -> None:
    with pytest.raises(NotProven, match=why):
        merkle.check_consistency(older, older_root, 8, ROOTS[8], proof)


def test_every_tree_is_consistent_with_itself_and_with_the_empty_tree() -> None:
    for size, root in enumerate(ROOTS):
        merkle.check_consistency(size, root, size, root, merkle.consistency_proof(LEAVES[:size], size))
        merkle.check_consistency(0, ROOTS[0], size, root, merkle.consistency_proof(LEAVES[:size], 0))
    for size in (-1, 9):
        with pytest.raises(IndexError):
            merkle.consistency_proof(LEAVES, size)
