"""The key of one trustee: made with a proof of possession, read, checked.

Source: Belenios specification, "Trustee keys".
"""

import hashlib
from dataclasses import dataclass, field
from typing import Self

from tellers.ballots.codec import Node, encode, read
from tellers.ballots.group import Element, Group
from tellers.ballots.proofs import Claim, Proof, check_knowledge, prove_knowledge
from tellers.canonical import Json
from tellers.errors import TellersError, Unreadable
from tellers.randomness import Randomness


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A trustee's public key with the proof that its holder knows the secret."""

    key: Element
    pok: Proof
    signature: Proof | None = None
    """In threshold data from 3.0 on: the trustee's signature of the key."""
    name: str | None = None

    def to_json(self) -> Json:
        """The key as Belenios JSON."""
        signature: dict[str, Json] = {} if self.signature is None else {"signature": self.signature.to_json()}
        name: dict[str, Json] = {} if self.name is None else {"name": self.name}
        return {"pok": self.pok.to_json(), "public_key": self.key.text, **signature, **name}

    def encode(self) -> bytes:
        """The bytes of a .pubkey file."""
        return encode(self.to_json())

    @classmethod
    def read(cls, node: Node, group: Group) -> Self:
        """Read a public key; the neutral element is refused."""
        fields = node.record("pok", "public_key", optional=("signature", "name"))
        signature = Proof.read(fields["signature"], group) if "signature" in fields else None
        name = fields["name"].text() if "name" in fields else None
        return cls(fields["public_key"].element(group), Proof.read(fields["pok"], group), signature, name)

    @classmethod
    def decode(cls, raw: bytes, group: Group, source: str) -> Self:
        """Read a .pubkey file."""
        return cls.read(read(raw, source), group)

    @property
    def identifier(self) -> str:
        """The first eight hexadecimal digits of the key's SHA-256, in upper case: the names of its files."""
        return hashlib.sha256(self.key.text.encode("ascii")).hexdigest()[:8].upper()


@dataclass(frozen=True, slots=True)
class TrusteeKey:
    """A trustee's key pair."""

    secret: int = field(repr=False)
    public: PublicKey

    def encode_private(self) -> bytes:
        """The bytes of a .privkey file, which never leaves the trustee."""
        return encode(str(self.secret))


def make_trustee_key(group: Group, randomness: Randomness) -> TrusteeKey:
    """A new key pair with its proof of possession."""
    return trustee_key_of(group, group.random_scalar(randomness), randomness)


def trustee_key_of(group: Group, secret: int, randomness: Randomness) -> TrusteeKey:
    """The key pair of a secret; its proof of possession is a new one each time, and the key the same."""
    key = group.generator.secret_power(secret)
    return TrusteeKey(secret, PublicKey(key, possession(key, secret, randomness)))


def possession(key: Element, secret: int, randomness: Randomness) -> Proof:
    """The proof that whoever publishes a key knows its secret."""
    return prove_knowledge(key.group, _context(key), secret, randomness)


def decode_private_key(raw: bytes, group: Group, source: str) -> int:
    """Read the secret of a .privkey file; the message of a failure repeats nothing of what was found."""
    try:
        secret = read(raw, source).scalar(group)
    except TellersError:
        secret = 0
    if secret == 0:
        expected = f"a decimal number in quotes, above 0 and below the order of {group.name}"
        raise Unreadable(f"this is not a private key; expected {expected}", source=source)
    return secret


def check_possession(public: PublicKey, culprit: str) -> None:
    """Refuse a public key whose holder has not proved to know the secret."""
    check_knowledge(_context(public.key), public.key, public.pok, Claim("proof of possession", culprit))


def _context(key: Element) -> str:
    return f"pok|{key.group.name}|{key.text}|"
