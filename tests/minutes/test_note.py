"""Truth: the reference key and note of sumdb/note (vectors/minutes) and C2SP signed-note."""

import hashlib
import json

import pytest
from tests.minutes.samples import KEY, LEFT, VECTORS

from tellers.errors import Unreadable
from tellers.minutes.note import DASH, Algorithm, Note, Signature, Signer, Verifier

REFERENCE: dict[str, str] = json.loads((VECTORS / "signed-note.json").read_bytes())
TEXT, LINE, VKEY = REFERENCE["text"], REFERENCE["signature_line"], REFERENCE["vkey"]
NOTE = (TEXT + "\n" + LINE).encode()
PETER = Signer.parse(REFERENCE["private_key"])


def test_the_reference_key_reads_and_writes_as_published() -> None:
    assert PETER.private_text() == REFERENCE["private_key"]
    assert str(PETER.verifier) == VKEY
    assert Verifier.parse(VKEY) == PETER.verifier
    assert PETER.verifier.algorithm is Algorithm.CHECKPOINT


def test_the_reference_note_is_signed_byte_for_byte() -> None:
    signature = Signature(PETER.name, PETER.verifier.key_id, PETER.sign(TEXT.encode()))
    assert Note(TEXT, (signature,)).encode() == NOTE
    assert Note.decode(NOTE, "note") == Note(TEXT, (signature,))
    assert PETER.verifier.holds(TEXT.encode(), signature.raw)


def test_a_key_id_is_of_name_and_kind_and_key() -> None:
    kinds = [Verifier("a", bytes(32), Algorithm.CHECKPOINT), Verifier("a", bytes(32), Algorithm.COSIGNATURE)]
    assert [kind.key_id for kind in kinds] == [
        hashlib.sha256(b"a\n\x01" + bytes(32)).digest()[:4],
        hashlib.sha256(b"a\n\x04" + bytes(32)).digest()[:4],
    ]


def test_a_fingerprint_is_sha256_of_the_public_key_as_written() -> None:
    assert PETER.verifier.fingerprint == hashlib.sha256(VKEY.encode()).hexdigest()


def test_both_kinds_of_key_read_back_as_they_were() -> None:
    for signer in (KEY, LEFT):
        assert Signer.parse(signer.private_text()) == signer
        assert Verifier.parse(str(signer.verifier)) == signer.verifier


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        VKEY[:-1],  # the base64 cut short
        VKEY + "=",
        VKEY.replace("c74f20a3", "c74f20a4"),  # another id
        VKEY.replace("c74f20a3", "C74F20A3"),
        VKEY.replace("PeterNeumann", "PeterNewman"),  # the id is of another name
        VKEY.replace("PeterNeumann", "Peter Neumann"),
        VKEY.replace("PeterNeumann", ""),
        VKEY.replace("PeterNeumann", "Peter\x1bNeumann"),
        VKEY.replace("+ARpc", "+Apc"),
        VKEY.replace("+ARpc", "+AhpC"),  # kind 0x02, ECDSA
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",  # sumdb/note's own bad key
        VKEY.replace("10TW", "10T\n"),
    ],
)
def test_a_public_key_that_is_not_one_is_refused(vkey: str) -> None:
    with pytest.raises(Unreadable):
        Verifier.parse(vkey)


@pytest.mark.parametrize(
    "text",
    [
        REFERENCE["private_key"].removeprefix("PRIVATE+KEY+"),
        REFERENCE["private_key"].replace("c74f20a3", "c74f20a4"),
        REFERENCE["private_key"][:-4],
        "PRIVATE+KEY+PeterNeumann+c74f20a3+ZYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
    ],
)
def test_a_private_key_that_is_not_one_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        Signer.parse(text)
    assert "YEKFALVF" not in str(caught.value)


def test_a_private_key_is_not_shown() -> None:
    assert "seed" not in repr(PETER)
    assert repr(PETER.seed) not in repr(PETER)


@pytest.mark.parametrize("name", ["", "two words", "nbsp\u00a0here", "a+b", "bell\x07", "line\n", "\udcff"])
def test_a_name_that_a_note_could_not_hold_is_refused(name: str) -> None:
    for key in (Signer, Verifier):
        with pytest.raises(Unreadable, match="not a key's name"):
            key(name, bytes(32))


@pytest.mark.parametrize("size", [31, 33])
def test_a_key_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(Unreadable, match=f"{size} bytes; expected 32"):
        Signer("a", bytes(size))
    with pytest.raises(Unreadable, match=f"{size} bytes; expected 32"):
        Verifier("a", bytes(size))


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "not a signed note"),
        (TEXT.encode(), "not a signed note"),
        (NOTE[:-1], "not a signed note"),
        (NOTE.replace(b"\n\n", b"\n"), "not a signed note"),
        (b"\n\n" + LINE.encode(), "not a signed note"),
        ((TEXT + "\n").encode(), "not a signed note"),
        (NOTE.replace(b"If", b"\xff"), "not UTF-8"),
        (NOTE.replace(b"\n", b"\r\n"), "control character"),
        (NOTE.replace(b"If", b"I\x1bf"), "control character"),
        (NOTE.replace("—".encode(), b"--"), "line 4: not a signature line"),
        (NOTE.replace("— ".encode(), "—".encode()), "line 4: not a signature line"),
        (NOTE.replace(b"PeterNeumann ", b"Peter+Neumann "), "line 4: not a signature line"),
        (NOTE.replace(b"PeterNeumann ", b"PeterNeumann  "), "line 4: not a signature line"),
        (NOTE.replace(b"PeterNeumann ", b" "), "line 4: not a signature line"),
        (NOTE.replace(b"JnAM=", b"JnAN="), "line 4: not a signature line"),  # the unused bits are not zero
        (NOTE.replace(b"JnAM=", b"JnAM"), "line 4: not a signature line"),
        (NOTE + b"more\n", "line 5: not a signature line"),
        ((TEXT + "\n" + f"{DASH}a AAAAAA==\n").encode(), "line 4: not a signature line"),  # an id and no signature
        ((TEXT + "\n" + LINE * 101).encode(), "101 signatures"),
    ],
)
def test_what_is_not_a_note_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        Note.decode(raw, "note")


def test_a_hundred_signatures_are_read() -> None:
    assert len(Note.decode((TEXT + "\n" + LINE * 100).encode(), "note").signatures) == 100


def test_a_text_may_hold_empty_lines_and_the_last_one_ends_it() -> None:
    note = Note.decode(("a\n\nb\n\n" + LINE).encode(), "note")
    assert note.text == "a\n\nb\n"


def test_a_changed_text_signature_or_key_does_not_hold() -> None:
    signature = PETER.sign(TEXT.encode())
    assert not PETER.verifier.holds(TEXT.encode() + b"x", signature)
    assert not PETER.verifier.holds(TEXT.encode(), bytes([signature[0] ^ 1]) + signature[1:])
    assert not PETER.verifier.holds(TEXT.encode(), signature[:63])
    assert not KEY.verifier.holds(TEXT.encode(), signature)


def test_a_key_of_small_order_signs_nothing() -> None:
    """The identity as a key would accept one signature for every text; libsodium refuses it."""
    identity = bytes([1]) + bytes(31)
    assert not Verifier("a", identity).holds(b"any text", identity + bytes(32))


def test_a_signature_made_malleable_does_not_hold() -> None:
    """RFC 8032, section 5.1.7: S is below the group's order, so that nobody makes a second signature from one."""
    order = 2**252 + 27742317777372353535851937790883648493
    signature = PETER.sign(TEXT.encode())
    shifted = int.from_bytes(signature[32:], "little") + order
    assert not PETER.verifier.holds(TEXT.encode(), signature[:32] + shifted.to_bytes(32, "little"))
