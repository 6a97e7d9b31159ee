"""The hashes of the protocol: fingerprints of bytes, and challenges as exponents.

Source: Belenios specification, "Conventions".
"""

import base64
import hashlib

from tellers.ballots.group import Group


def fingerprint(raw: bytes) -> str:
    """SHA-256 in Base64 without the final `=`: the name of an election, the tracker of a ballot."""
    return base64.b64encode(hashlib.sha256(raw).digest()).decode("ascii").rstrip("=")


def hashed_scalar(group: Group, text: str) -> int:
    """SHA-256 of the text, read as a big-endian number and reduced modulo the order of the group."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest(), "big") % group.order
