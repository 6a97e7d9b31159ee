"""Signed notes: a text, and under it the signatures of keys that are named in full elsewhere.

Source: C2SP signed-note v1.0.0 (notes, verifier keys, key ids); private keys are written as by
golang.org/x/mod/sumdb/note. Ed25519 (RFC 8032) is libsodium's, which refuses keys of small order.
"""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from tellers.errors import Unreadable

DASH = "\N{EM DASH} "
"""What begins a signature line."""

KEY_ID_SIZE = 4
KEY_SIZE = 32
MOST_SIGNATURES = 100
"""The lines of signatures that are read; the specification asks for at least 16."""

_PRIVATE = "PRIVATE+KEY+"


class Algorithm(Enum):
    """What a key signs; its byte is part of the key's id, so that no signature passes for the other kind."""

    CHECKPOINT = 0x01
    COSIGNATURE = 0x04


@dataclass(frozen=True)
class Verifier:
    """A public key with the name and the kind it signs under; `str` of it is its C2SP vkey."""

    name: str
    public_key: bytes
    algorithm: Algorithm = Algorithm.CHECKPOINT

    def __post_init__(self) -> None:
        _check_name(self.name)
        _check_size(self.public_key, KEY_SIZE, f"the key of {self.name}")

    @classmethod
    def parse(cls, text: str) -> "Verifier":
        """Read a vkey, NAME+ID+KEY; Unreadable for a wrong id or a kind of key that is not ours."""
        name, key_id, algorithm, key = _parse_key(text, "public key")
        verifier = cls(name, key, algorithm)
        if verifier.key_id.hex() != key_id:
            raise Unreadable(f"its id is {key_id}, its name and key give {verifier.key_id.hex()}", source=text)
        return verifier

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{_key_text(self.algorithm, self.public_key)}"

    @property
    def key_id(self) -> bytes:
        """Four bytes that find the key's lines in a note; they prove nothing."""
        kind = bytes([self.algorithm.value])
        return sha256(self.name.encode() + b"\n" + kind + self.public_key).digest()[:KEY_ID_SIZE]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the vkey, in hexadecimal: what a notice prints so that the key can be checked."""
        return sha256(str(self).encode()).hexdigest()

    def holds(self, message: bytes, signature: bytes) -> bool:
        """Say whether an Ed25519 signature holds; what is signed in a note is its reader's to say."""
        try:
            VerifyKey(self.public_key).verify(message, signature)
        except (BadSignatureError, ValueError):
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A private key, whose seed is never shown."""

    name: str
    seed: bytes = field(repr=False)
    algorithm: Algorithm = Algorithm.CHECKPOINT

    def __post_init__(self) -> None:
        _check_name(self.name)
        _check_size(self.seed, KEY_SIZE, f"the private key of {self.name}")

    @classmethod
    def parse(cls, text: str) -> "Signer":
        """Read a private key, PRIVATE+KEY+NAME+ID+SEED; no message repeats it."""
        if not text.startswith(_PRIVATE):
            raise Unreadable(f"expected one line {_PRIVATE}NAME+ID+SEED", source="private key")
        name, key_id, algorithm, seed = _parse_key(text.removeprefix(_PRIVATE), "private key")
        signer = cls(name, seed, algorithm)
        if signer.verifier.key_id.hex() != key_id:
            raise Unreadable("its id is not that of its name and key", source="private key")
        return signer

    def private_text(self) -> str:
        """Return the private key as one line, for a file that only its holder reads."""
        return f"{_PRIVATE}{self.name}+{self.verifier.key_id.hex()}+{_key_text(self.algorithm, self.seed)}"

    @property
    def verifier(self) -> Verifier:
        """The public key."""
        return Verifier(self.name, bytes(SigningKey(self.seed).verify_key), self.algorithm)

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the Ed25519 signature, the same each time."""
        return bytes(SigningKey(self.seed).sign(message).signature)


@dataclass(frozen=True)
class Signature:
    """One signature line: whose it says it is, and the bytes after the key id."""

    name: str
    key_id: bytes
    raw: bytes

    def is_by(self, verifier: Verifier) -> bool:
        """Say whether the line claims to be this key's."""
        return (self.name, self.key_id) == (verifier.name, verifier.key_id)

    def line(self) -> str:
        """Return the line, with its newline."""
        return f"{DASH}{self.name} {to_base64(self.key_id + self.raw)}\n"


@dataclass(frozen=True)
class Note:
    """A text that ends in a newline, and its signatures, of which nothing is checked yet."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def decode(cls, raw: bytes, source: str) -> "Note":
        """Read a note; Unreadable for anything the specification does not allow."""
        try:
            whole = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise Unreadable("not UTF-8; expected a signed note", source=source) from None
        if any(character < " " and character != "\n" for character in whole):
            raise Unreadable("holds a control character; expected a signed note", source=source)
        text, gap, lines = whole.rpartition("\n\n")
        if not gap or not text or not lines.endswith("\n"):
            raise Unreadable("not a signed note; expected a text, an empty line, signatures", source=source)
        first_line = text.count("\n") + 3
        signatures = _signatures(lines.removesuffix("\n").split("\n"), source, first_line)
        return cls(text + "\n", tuple(signatures))

    def encode(self) -> bytes:
        """Return the bytes of the note."""
        return (self.text + "\n" + "".join(signature.line() for signature in self.signatures)).encode()

    def by(self, verifier: Verifier) -> tuple[Signature, ...]:
        """Return the lines that claim to be a key's."""
        return tuple(signature for signature in self.signatures if signature.is_by(verifier))


def _signatures(lines: list[str], source: str, first_line: int) -> Iterable[Signature]:
    if len(lines) > MOST_SIGNATURES:
        raise Unreadable(f"{len(lines)} signatures; {MOST_SIGNATURES} are read", source=source)
    for number, line in enumerate(lines, start=first_line):
        name, space, encoded = line.removeprefix(DASH).partition(" ")
        raw = from_base64(encoded)
        if not (line.startswith(DASH) and space and _is_name(name) and raw and len(raw) > KEY_ID_SIZE):
            raise Unreadable("not a signature line; expected: — NAME BASE64", source=source, line=number)
        yield Signature(name, raw[:KEY_ID_SIZE], raw[KEY_ID_SIZE:])


def _parse_key(text: str, what: str) -> tuple[str, str, Algorithm, bytes]:
    """Return name, id as written, kind and key; the text itself is not repeated, since it may be private."""
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    raw = from_base64(encoded)
    if not raw or len(raw) != 1 + KEY_SIZE:
        raise Unreadable(
            "expected the line that `tellers minutes keygen` printed, NAME+ID+KEY with 33 bytes of key in base64",
            source=what,
        )
    if raw[0] not in {kind.value for kind in Algorithm}:
        raise Unreadable(f"a key of kind 0x{raw[0]:02x}; expected 0x01 (checkpoints) or 0x04 (witness)", source=what)
    return name, key_id, Algorithm(raw[0]), raw[1:]


def _key_text(algorithm: Algorithm, key: bytes) -> str:
    return to_base64(bytes([algorithm.value]) + key)


def _is_name(name: str) -> bool:
    """Say whether a note can hold the name; halves of surrogate pairs come from arguments that are not UTF-8."""
    return bool(name) and not any(
        character.isspace() or character < " " or character == "+" or "\ud800" <= character <= "\udfff"
        for character in name
    )


def _check_name(name: str) -> None:
    if not _is_name(name):
        raise Unreadable("not a key's name; expected no spaces and no plus, as example.org/minutes", source=repr(name))


def _check_size(raw: bytes, size: int, what: str) -> None:
    if len(raw) != size:
        raise Unreadable(f"{len(raw)} bytes; expected {size}", source=what)


def to_base64(raw: bytes) -> str:
    """Return the standard encoding, padded (RFC 4648, section 4)."""
    return base64.b64encode(raw).decode("ascii")


def from_base64(text: str) -> bytes | None:
    """Return the bytes whose standard encoding this is, None for any other text."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if to_base64(raw) == text else None
