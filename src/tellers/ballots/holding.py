"""What one trustee holds, loaded from the files where it is kept; and where public data has the key of it.

A trustee reads the own key on the board: a key that somebody exchanged on the way is found by its owner alone.

Source: Belenios specification, "Trustees".
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from tellers.ballots.group import Element, Group
from tellers.ballots.pedersen import Certificate, Pedersen
from tellers.ballots.private_messages import Seed
from tellers.ballots.trustees import Entry, Trustees


@dataclass(frozen=True, slots=True)
class Secret:
    """The secret of a verification key: a .privkey file, or what .key and .dkey open to together."""

    group: Group
    exponent: int = field(repr=False)
    seed: Seed | None = None
    """With a key of a ceremony the seed, which tells whose share it is: where one trustee suffices, all are equal."""

    @property
    def key(self) -> Element:
        """The key against which its decryptions are checked."""
        return self.group.generator.secret_power(self.exponent)


Holding: TypeAlias = Secret | Seed
"""A secret that decrypts, or the seed of a ceremony, which does not by itself."""


def places_of(trustees: Trustees, holding: Holding) -> tuple[int, ...]:
    """The numbers of the trustees whose key is that of the holding: none, or one unless somebody stands twice."""
    found: list[int] = []
    first = 1
    for entry in trustees.entries:
        found += [first + place for place in range(entry.size) if _is_held(entry, place, holding)]
        first += entry.size
    return tuple(found)


def _is_held(entry: Entry, place: int, holding: Holding) -> bool:
    seed = holding.seed if isinstance(holding, Secret) else holding
    if isinstance(holding, Secret) and entry.verification_keys[place].key != holding.key:
        return False
    return seed is None or (isinstance(entry, Pedersen) and is_certificate_of(entry.certificates[place], seed))


def is_certificate_of(certificate: Certificate, seed: Seed) -> bool:
    """Whether both keys of a certificate are those of the seed."""
    return certificate.verification == seed.verification_key and certificate.encryption == seed.encryption_key


def certificate_of(trustees: Trustees, number: int) -> Certificate | None:
    """The certificate of the trustee with this number; a single trustee has none."""
    first = 1
    for entry in trustees.entries:
        if isinstance(entry, Pedersen) and first <= number < first + entry.size:
            return entry.certificates[number - first]
        first += entry.size
    return None
