"""Voting credentials: secrets that sign ballots, and the public list of their keys.

A credential is a short secret that the registrar gives to a voter; its exponent signs, its public key is listed.

Source: Belenios specification, "Credentials"; RFC 8018, section 5.2 for the derivation of version 2.0.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from tellers.ballots.codec import Node, check_canonical, encode, natural, read
from tellers.ballots.group import Element, Group
from tellers.canonical import Json
from tellers.errors import NotProven, Unreadable
from tellers.randomness import Randomness

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

_PARTS = (5, 6, 5, 6)  # from 2.4 on
_OLD_PARTS = (3, 3, 3, 3, 3)  # up to 2.2
_OLD_ROUNDS = 1000
_OLD_CHECK = 53


def random_token(length: int, randomness: Randomness) -> str:
    """So many Base58 characters, each drawn uniformly."""
    characters = ""
    while len(characters) < length:
        byte = randomness(1)[0]
        if byte < 4 * len(BASE58):  # the rest would make some characters likelier
            characters += BASE58[byte % len(BASE58)]
    return characters


def make_credential(randomness: Randomness) -> str:
    """A new credential, in the form of versions 2.4 to 3.3."""
    return "-".join(random_token(length, randomness) for length in _PARTS)


@dataclass(frozen=True, slots=True)
class CredentialKey:
    """The key pair of one credential in one election."""

    exponent: int = field(repr=False)
    public: Element


def derive(credential: str, uuid: str, group: Group, source: str = "credential") -> CredentialKey:
    """The key pair of a credential of either form; raise Unreadable for text that is neither.

    The message never repeats the credential.
    """
    parts = tuple(len(part) for part in credential.split("-"))
    if parts not in (_PARTS, _OLD_PARTS) or not set(credential) <= {*BASE58, "-"}:
        expected = "four groups of 5, 6, 5 and 6 Base58 characters, or five of 3, joined by dashes"
        raise Unreadable(f"this is not a credential; expected {expected}", source=source)
    exponent = (_exponent if parts == _PARTS else _old_exponent)(credential, uuid, source) % group.order
    return CredentialKey(exponent, group.generator.secret_power(exponent))


def _exponent(credential: str, uuid: str, _source: str) -> int:
    halves = (f"derive_credential|{uuid}|{half}|{credential}" for half in (0, 1))
    return int("".join(hashlib.sha256(half.encode("utf-8")).hexdigest() for half in halves), 16)


def _old_exponent(credential: str, uuid: str, source: str) -> int:
    number = 0
    for character in credential.replace("-", ""):
        number = number * len(BASE58) + BASE58.index(character)
    body, check = divmod(number, len(BASE58))
    if check != _OLD_CHECK - body % _OLD_CHECK:
        raise Unreadable("the last character does not fit the others; type the credential again", source=source)
    derived = hashlib.pbkdf2_hmac("sha256", credential.encode("ascii"), uuid.encode("utf-8"), _OLD_ROUNDS, 32)
    return int.from_bytes(derived, "big")


@dataclass(frozen=True, slots=True)
class PublicCredential:
    """A listed key with its weight; without weights in the election, the weight is None and counts 1.

    The name stands only in the registrar's own file, never in an archive.
    """

    key: Element
    weight: int | None = None
    name: str | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """The entry as it is published: the key, and the weight where there is one."""
        return self.key.text if self.weight is None else f"{self.key.text},{self.weight}"

    @property
    def private_text(self) -> str:
        """The entry as it stands in the registrar's file: key, weight, name."""
        return f"{self.key.text},{'' if self.weight is None else self.weight},{self.name or ''}"


@dataclass(frozen=True)
class CredentialList:
    """The public keys of those who may vote, in published order, each at most once."""

    entries: tuple[PublicCredential, ...]

    @classmethod
    def sorted(cls, entries: Iterable[PublicCredential]) -> Self:
        """The list in its published order, which says nothing about the voters."""
        return cls(tuple(sorted(entries, key=lambda entry: entry.key.group.sort_key(entry.key))))

    @classmethod
    def decode(cls, raw: bytes, group: Group, source: str) -> Self:
        """Read the list of an archive or of the registrar; raise NotProven where a key stands twice."""
        entries = tuple(_read_entry(node, group) for node in read(raw, source).items())
        seen: set[Element] = set()
        for index, entry in enumerate(entries):
            if entry.key in seen:
                raise NotProven("credential list", culprit=f"{source}, [{index}]", detail="the key stands twice")
            seen.add(entry.key)
        return cls(entries)

    @classmethod
    def decode_published(cls, raw: bytes, group: Group, source: str) -> Self:
        """Read the list of an archive, which has no names; raise NotProven where its bytes are not canonical."""
        published = cls.decode(raw, group, source)
        check_canonical(published.encode(), raw, source)
        return published

    def encode(self) -> bytes:
        """The list as an archive holds it: keys, and weights where there are any."""
        return encode([entry.text for entry in self.entries])

    def encode_private(self) -> bytes:
        """The list as the registrar's tool writes it: key, weight and name."""
        return encode([entry.private_text for entry in self.entries])

    def weight_of(self, key: Element) -> int | None:
        """The weight of a listed key, or None for a key that is not on the list."""
        return self._weights.get(key)

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def total_weight(self) -> int:
        """The sum of all weights."""
        return sum(self._weights.values())

    @cached_property
    def _weights(self) -> dict[Element, int]:
        return {entry.key: 1 if entry.weight is None else entry.weight for entry in self.entries}


def _read_entry(node: Node, group: Group) -> PublicCredential:
    key, _, rest = node.text().partition(",")
    weight, _, name = rest.partition(",")
    read_weight = natural(weight, node.where) if weight else None
    return PublicCredential(group.element(key, node.where), read_weight, name or None)


def encode_private_credentials(credentials: Mapping[str, str]) -> bytes:
    """The registrar's secret file: voter's identifier to credential."""
    value: dict[str, Json] = dict(credentials)
    return encode(value)


def decode_private_credentials(raw: bytes, source: str) -> tuple[tuple[str, str], ...]:
    """Read identifiers and credentials: a JSON object, or the lines `id credential` of version 2.0."""
    if raw.lstrip().startswith(b"{"):
        root = read(raw, source)
        names = tuple(root.value) if isinstance(root.value, dict) else ()
        return tuple((name, node.text()) for name, node in root.record(*names).items())
    return tuple(_private_line(line, source, number) for number, line in enumerate(raw.split(b"\n"), 1) if line)


def _private_line(line: bytes, source: str, number: int) -> tuple[str, str]:
    identifier, _, credential = line.rstrip(b"\r").decode("utf-8", "replace").partition(" ")
    if not identifier or not credential:
        raise Unreadable("expected an identifier, a space and a credential", source=source, line=number)
    return identifier, credential
