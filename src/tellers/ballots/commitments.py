"""Commit first, then show: what each trustee is to publish is held against a hash of it that all collected before.

Whoever shows a key last could try many, and choose by what comes of it together with the others'. With every hash on
the table before the first key is shown, nobody has anything left to choose. Version 1 of the protocol has no place
for it, so it is done in the ceremony.

Source: Gennaro, Jarecki, Krawczyk and Rabin, "Secure distributed key generation for discrete-log based
cryptosystems" (1999).
"""

from collections.abc import Sequence

from tellers.canonical import sha256_hex
from tellers.errors import NotProven, Unreadable

CHECK = "commitment"
DIGITS = 64


def commitment(line: bytes) -> str:
    """The SHA-256 of a line and its line end: what `sha256sum` says of the file with that one line."""
    return sha256_hex(line.rstrip(b"\r\n") + b"\n")


def read_commitments(lines: Sequence[bytes], source: str) -> tuple[str, ...]:
    """The hashes of a file, one a line in the trustees' order, with or without the names that `sha256sum` adds."""
    return tuple(_digits(line, source, number) for number, line in enumerate(lines, 1))


def _digits(line: bytes, source: str, number: int) -> str:
    text = (line.decode("ascii", "replace").split() or [""])[0]
    if len(text) != DIGITS or not set(text) <= set("0123456789abcdef"):
        raise Unreadable("expected a SHA-256 in hexadecimal, as sha256sum prints it", source=source, line=number)
    return text


def check_committed(lines: Sequence[bytes], commitments: Sequence[str]) -> None:
    """Refuse what is not what its trustee committed to; the first such trustee is named."""
    if len(lines) != len(commitments):
        detail = f"found {len(commitments)} commitments of {len(lines)} trustees"
        raise NotProven(CHECK, culprit="the commitments", detail=detail)
    for number, (line, committed) in enumerate(zip(lines, commitments, strict=True), 1):
        if commitment(line) != committed:
            detail = "what is shown is not what was committed to before the others showed theirs"
            raise NotProven(CHECK, culprit=f"trustee {number}", detail=detail)
