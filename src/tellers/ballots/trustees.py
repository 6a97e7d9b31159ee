"""The trustees of one election: single ones who must all act, and groups of whom a threshold must.

A trustee's number counts from 1 over all of them in order, each member of a group for itself.

Source: Belenios specification, "Trustees".
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Self, TypeAlias

from tellers.ballots.codec import Node, check_canonical, encode, read
from tellers.ballots.election import Election
from tellers.ballots.group import Element, Group
from tellers.ballots.keys import PublicKey, check_possession
from tellers.ballots.pedersen import Pedersen, check_pedersen
from tellers.canonical import Json
from tellers.errors import NotProven, Unreadable


@dataclass(frozen=True, slots=True)
class Single:
    """A trustee without whom nothing is decrypted."""

    public: PublicKey
    size: int = 1

    @property
    def key(self) -> Element:
        """The part of the election's key that this trustee holds."""
        return self.public.key

    @property
    def verification_keys(self) -> tuple[PublicKey, ...]:
        """The one key that its decryptions are checked against."""
        return (self.public,)

    def to_json(self) -> Json:
        """The entry as Belenios JSON."""
        return self.public.to_json()


Entry: TypeAlias = Single | Pedersen


@dataclass(frozen=True, slots=True)
class Trustees:
    """All trustees, in published order."""

    entries: tuple[Entry, ...]

    @classmethod
    def of_singles(cls, keys: Iterable[PublicKey]) -> Self:
        """Trustees who must all decrypt."""
        return cls(tuple(Single(key) for key in keys))

    @classmethod
    def decode(cls, raw: bytes, group: Group, source: str) -> Self:
        """Read trustees.json; raise Unreadable where there is none."""
        entries = tuple(_read_entry(node, group) for node in read(raw, source).items())
        if not entries:
            raise Unreadable("there are no trustees; expected at least one", source=source)
        trustees = cls(entries)
        check_canonical(trustees.encode(), raw, source)
        return trustees

    def encode(self) -> bytes:
        """The bytes of trustees.json."""
        return encode([[type(entry).__name__, entry.to_json()] for entry in self.entries])

    @property
    def election_key(self) -> Element:
        """The key under which the ballots of these trustees' election are encrypted."""
        keys = [entry.key for entry in self.entries]
        return keys[0].group.product(keys)

    @property
    def verification_keys(self) -> tuple[Element, ...]:
        """The key of each trustee, by number less one."""
        return tuple(public.key for entry in self.entries for public in entry.verification_keys)

    def verification_key(self, owner: int) -> Element:
        """The key of the trustee with this number; raise NotProven where there is no such trustee."""
        keys = self.verification_keys
        if not 1 <= owner <= len(keys):
            detail = f"there is no such trustee; expected 1 to {len(keys)}"
            raise NotProven("partial decryption", culprit=f"trustee {owner}", detail=detail)
        return keys[owner - 1]


@dataclass(frozen=True, slots=True)
class Presence:
    """One key: its trustees by number, how many of them it needs, and who of them is there."""

    trustees: tuple[int, ...]
    needed: int
    present: tuple[int, ...]

    @property
    def enough(self) -> bool:
        """Whether those who are there can decrypt."""
        return len(self.present) >= self.needed

    @property
    def absent(self) -> tuple[int, ...]:
        """Who is not there."""
        return tuple(number for number in self.trustees if number not in self.present)


def presences(trustees: Trustees, there: Collection[int]) -> tuple[Presence, ...]:
    """For each key in order, who of its trustees is there."""
    found: list[Presence] = []
    first = 1
    for entry in trustees.entries:
        numbers = tuple(range(first, first + entry.size))
        needed = entry.threshold if isinstance(entry, Pedersen) else 1
        found.append(Presence(numbers, needed, tuple(number for number in numbers if number in there)))
        first += entry.size
    return tuple(found)


def _read_entry(node: Node, group: Group) -> Entry:
    kind, value = node.items(exactly=2)
    if kind.text() == "Single":
        return Single(PublicKey.read(value, group))
    if kind.text() == "Pedersen":
        return Pedersen.read(value, group)
    raise Unreadable(f"found {kind.text()[:40]!r}; expected 'Single' or 'Pedersen'", source=kind.where)


def check_trustees(trustees: Trustees) -> None:
    """Refuse trustees of whom any has not proved what the protocol asks; the first such one is named."""
    number = 1
    for entry in trustees.entries:
        if isinstance(entry, Pedersen):
            check_pedersen(entry, number)
        else:
            check_single(entry, f"trustee {number}")
        number += entry.size
    check_distinct(trustees)


def check_distinct(trustees: Trustees) -> None:
    """Refuse one key in two places: whoever copies what another trustee publishes seems to be a trustee too.

    The shares of a threshold of one are all equal, so within a group the certificates are compared.
    """
    holders: dict[Element, int] = {}
    number = 1
    for entry in trustees.entries:
        found: dict[Element, int] = {}
        for place, public in enumerate(entry.verification_keys):
            _check_holder(public.key, number + place, holders)
            found.setdefault(public.key, number + place)
        if isinstance(entry, Pedersen):
            for place, certificate in enumerate(entry.certificates):
                _check_holder(certificate.verification, number + place, holders | found)
                found[certificate.verification] = number + place
        holders |= found
        number += entry.size


def _check_holder(key: Element, number: int, holders: Mapping[Element, int]) -> None:
    if key in holders:
        detail = f"it is the key of trustee {holders[key]} too; whoever holds one place holds both"
        raise NotProven("trustee's own key", culprit=f"trustee {number}", detail=detail)


def check_single(single: Single, culprit: str) -> None:
    """Refuse a single trustee without proof of possession, or with a signature that nothing could check."""
    if single.public.signature is not None:
        detail = "a single trustee has no certificate to sign its key with"
        raise NotProven("verification key signature", culprit=culprit, detail=detail)
    check_possession(single.public, culprit)


def check_election_key(election: Election, trustees: Trustees) -> None:
    """Refuse an election whose key is not the product of its trustees' keys."""
    if trustees.election_key != election.public_key:
        detail = "the product of the trustees' keys is another one"
        raise NotProven("election key", culprit=f"election {election.uuid}", detail=detail)
