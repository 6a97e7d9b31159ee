"""Private messages between the trustees of a threshold key: signed by the sender, readable by the recipient alone.

Source: Belenios specification, "Trustees", public-key infrastructure; written as 3.3.0 writes them, and read as 3.0
wrote them too.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESCCM, AESGCM

from tellers.ballots.codec import Node, encode, read
from tellers.ballots.credentials import BASE58, random_token
from tellers.ballots.group import Element, Group
from tellers.ballots.hashing import hashed_scalar
from tellers.ballots.proofs import Claim, Proof, check_knowledge, prove_knowledge
from tellers.canonical import Json
from tellers.errors import NotProven, TellersError, Unreadable
from tellers.randomness import Randomness

SEED_LENGTH = 22
GCM = "AES-GCM"
CCM_NONCE, CCM_TAG = 13, 8


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """A text and its signature."""

    message: str
    signature: Proof

    def to_json(self) -> Json:
        """The signed text as Belenios JSON."""
        return {"message": self.message, "signature": self.signature.to_json()}

    @classmethod
    def read(cls, node: Node, group: Group) -> tuple[Self, Node]:
        """Read a signed text, and open the JSON that is its text."""
        fields = node.record("message", "signature")
        return cls(fields["message"].text(), Proof.read(fields["signature"], group)), fields["message"].inner()


@dataclass(frozen=True, slots=True)
class Seed:
    """A trustee's secret of the ceremony, from which both of the trustee's keys are derived."""

    group: Group
    text: str = field(repr=False)

    @property
    def signing(self) -> int:
        """The secret that signs."""
        return hashed_scalar(self.group, f"sk|{self.text}")

    @property
    def decryption(self) -> int:
        """The secret that opens messages."""
        return hashed_scalar(self.group, f"dk|{self.text}")

    @property
    def verification_key(self) -> Element:
        """The key against which signatures are checked."""
        return self.group.generator.secret_power(self.signing)

    @property
    def encryption_key(self) -> Element:
        """The key to which messages are encrypted."""
        return self.group.generator.secret_power(self.decryption)


def make_seed(group: Group, randomness: Randomness) -> Seed:
    """A new seed."""
    return Seed(group, random_token(SEED_LENGTH, randomness))


def decode_seed(raw: bytes, group: Group, source: str) -> Seed:
    """Read a .key file of the ceremony; the message of a failure repeats nothing of what was found."""
    text = raw.strip().decode("ascii", "replace")
    if len(text) != SEED_LENGTH or not set(text) <= set(BASE58):
        raise Unreadable(f"this is no trustee's .key file; expected {SEED_LENGTH} Base58 characters", source=source)
    return Seed(group, text)


def signature_of(seed: Seed, message: str, randomness: Randomness) -> Proof:
    """A signature of a text."""
    return prove_knowledge(seed.group, f"sigmsg|{message}|", seed.signing, randomness)


def sign(seed: Seed, value: Json, randomness: Randomness) -> SignedMessage:
    """The text of a value, signed."""
    message = encode(value).decode("utf-8")
    return SignedMessage(message, signature_of(seed, message, randomness))


def check_signature(key: Element, message: str, signature: Proof, claim: Claim) -> None:
    """Refuse a text that the holder of the key has not signed."""
    check_knowledge(f"sigmsg|{message}|", key, signature, claim)


def send(sender: Seed, recipient: Element, value: Json, randomness: Randomness) -> str:
    """A message that only the recipient reads, signed by the sender, as a text."""
    message: Json = {"recipient": recipient.text, "message": encode(value).decode("utf-8")}
    return _encrypt(recipient, encode(sign(sender, message, randomness).to_json()), randomness)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it came: who is to have sent it, and what a failure is laid to."""

    text: str = field(repr=False)
    sender: Element
    claim: Claim


def receive(recipient: Seed, letter: Letter) -> Node:
    """The value of a message to oneself; raise NotProven unless the sender signed it for this recipient."""
    claim = letter.claim
    try:
        opened = _decrypt(recipient, read(letter.text.encode("utf-8"), claim.culprit), claim)
        signed, inner = SignedMessage.read(read(opened, claim.culprit), recipient.group)
        check_signature(letter.sender, signed.message, signed.signature, claim)
        fields = inner.record("recipient", "message")
        addressed, value = fields["recipient"].text(), fields["message"].inner()
    except NotProven:
        raise
    except TellersError:  # what was found may be a secret: it is never repeated
        raise claim.refusal("the message does not have the form of one between trustees") from None
    if addressed != recipient.encryption_key.text:
        raise claim.refusal("the message was written to somebody else")
    return value


def _encrypt(recipient: Element, message: bytes, randomness: Randomness) -> str:
    group = recipient.group
    r, k = group.random_scalar(randomness), group.random_scalar(randomness)
    shared = group.generator.secret_power(k)
    alpha, beta = group.generator.secret_power(r), recipient.secret_power(r) * shared
    data = AESGCM(_key(shared)).encrypt(_nonce(alpha), message, None)
    sealed: Json = {"algorithm": GCM, "alpha": alpha.text, "beta": beta.text, "data": data.hex()}
    return encode(sealed).decode("utf-8")


def _decrypt(recipient: Seed, node: Node, claim: Claim) -> bytes:
    fields = node.record("alpha", "beta", "data", optional=("algorithm",))
    alpha, beta = fields["alpha"].element(recipient.group), fields["beta"].element_or_identity(recipient.group)
    shared = beta / alpha.secret_power(recipient.decryption)
    key, nonce, data = _key(shared), _nonce(alpha), _hexadecimal(fields["data"])
    try:
        if "algorithm" not in fields:
            return AESCCM(key, tag_length=CCM_TAG).decrypt(nonce[:CCM_NONCE], data, None)
        if fields["algorithm"].text() != GCM:
            raise claim.refusal(f"it is not encrypted by {GCM}")
        return AESGCM(key).decrypt(nonce, data, None)
    except (InvalidTag, ValueError):
        raise claim.refusal("the message cannot be opened with this key") from None


def _key(shared: Element) -> bytes:
    return hashlib.sha256(f"key|{shared.text}".encode("ascii")).digest()


def _nonce(alpha: Element) -> bytes:
    return hashlib.sha256(f"iv|{alpha.text}".encode("ascii")).digest()


def _hexadecimal(node: Node) -> bytes:
    text = node.text()
    if len(text) % 2 or not set(text) <= set("0123456789abcdef"):
        raise Unreadable("expected lower-case hexadecimal digits", source=node.where)
    return bytes.fromhex(text)
