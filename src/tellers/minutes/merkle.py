"""The Merkle tree over minutes: one root commits to every minute and to their order.

Source: RFC 6962, section 2.1 (hashes and proofs); RFC 9162, sections 2.1.3.2 and 2.1.4.2 (checking proofs).
A leaf here is always the 32-byte hash of a minute, never the minute itself.
"""

from collections.abc import Sequence
from hashlib import sha256

from tellers.errors import NotProven

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves."""

HASH_SIZE = 32
"""The bytes in a hash."""


def leaf_hash(entry: bytes) -> bytes:
    """Return SHA-256 of a zero byte and the entry."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return SHA-256 of a one byte and the two children, so that no node passes for a leaf."""
    return sha256(b"\x01" + left + right).digest()


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """Return MTH of RFC 6962 over leaf hashes in their order."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    k = _split(len(leaves))
    return node_hash(tree_root(leaves[:k]), tree_root(leaves[k:]))


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return PATH(index, leaves): the siblings from the leaf up; IndexError for a leaf that is not there."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return ()
    k = _split(len(leaves))
    if index < k:
        return (*inclusion_proof(leaves[:k], index), tree_root(leaves[k:]))
    return (*inclusion_proof(leaves[k:], index - k), tree_root(leaves[:k]))


def consistency_proof(leaves: Sequence[bytes], older_size: int) -> tuple[bytes, ...]:
    """Return PROOF(older_size, leaves); it is empty from no leaves and to the same leaves."""
    if not 0 <= older_size <= len(leaves):
        raise IndexError(older_size)
    return _subproof(leaves, older_size, whole=True) if older_size else ()


def check_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Refuse a proof that `leaf` is number `index` (from 0) of the `size` leaves under `root`.

    Source: RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        raise _not_included(index, f"a tree of {size} has no such leaf")
    _check_hashes(proof, _not_included(index, "a hash of the proof is not 32 bytes"))
    # The specification's names, from here on.
    fn, sn, r = index, size - 1, leaf
    for p in proof:
        if sn == 0:
            raise _not_included(index, "the proof is too long")
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    if sn != 0:
        raise _not_included(index, "the proof is too short")
    if r != root:
        raise _not_included(index, "the proof leads to another root")


def check_consistency(older_size: int, older_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> None:
    """Refuse a proof that the tree under `root` is the tree under `older_root` with leaves added at its end.

    Source: RFC 9162, section 2.1.4.2; from no leaves and to the same size the proof is empty.
    """
    if not 0 <= older_size <= size:
        raise _not_consistent(size, f"it is smaller than the older tree of {older_size}")
    if older_size in {0, size}:
        if proof:
            raise _not_consistent(size, "there is nothing to prove, and yet a proof")
        if older_root != (root if older_size else EMPTY_ROOT):
            raise _not_consistent(size, f"two roots for one tree of {older_size}")
        return
    _check_hashes(proof, _not_consistent(size, "a hash of the proof is not 32 bytes"))
    first, second = _roots_of_consistency(older_size, older_root, size, proof)
    if first != older_root:
        raise _not_consistent(size, "the proof leads to another older root")
    if second != root:
        raise _not_consistent(size, "the proof leads to another root")


def _roots_of_consistency(
    older_size: int, older_root: bytes, size: int, proof: Sequence[bytes]
) -> tuple[bytes, bytes]:
    """Return the two roots that a proof leads to, for 0 < older_size < size."""
    path = [older_root, *proof] if older_size & (older_size - 1) == 0 else list(proof)
    if not path:
        raise _not_consistent(size, "the proof is too short")
    # The specification's names, from here on.
    fn, sn = older_size - 1, size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            raise _not_consistent(size, "the proof is too long")
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    if sn != 0:
        raise _not_consistent(size, "the proof is too short")
    return fr, sr


def _subproof(leaves: Sequence[bytes], m: int, *, whole: bool) -> tuple[bytes, ...]:
    """SUBPROOF(m, leaves, whole) of RFC 6962, section 2.1.2, in its names."""
    n = len(leaves)
    if m == n:
        return () if whole else (tree_root(leaves),)
    k = _split(n)
    if m <= k:
        return (*_subproof(leaves[:k], m, whole=whole), tree_root(leaves[k:]))
    return (*_subproof(leaves[k:], m - k, whole=False), tree_root(leaves[:k]))


def _split(size: int) -> int:
    """Return the largest power of two smaller than `size`, which is at least 2."""
    return 1 << (size - 1).bit_length() - 1


def _check_hashes(proof: Sequence[bytes], error: NotProven) -> None:
    if any(len(part) != HASH_SIZE for part in proof):
        raise error


def _not_included(index: int, detail: str) -> NotProven:
    return NotProven("inclusion in the minute book", culprit=f"minute {index}", detail=detail)


def _not_consistent(size: int, detail: str) -> NotProven:
    return NotProven("consistency with an older head", culprit=f"the book of {size} minutes", detail=detail)
