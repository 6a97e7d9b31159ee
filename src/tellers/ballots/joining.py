"""The keys of an election's trustees put together: single ones first, then each threshold key, in one group.

Neither a .pubkey file nor threshold.json of old names its group, and a number may be an element of two. So the group
is the one in which the proofs hold.
"""

from collections.abc import Sequence

from tellers.ballots.codec import read
from tellers.ballots.group import BELENIOS_2048, ED25519, RFC_3526_2048, Group
from tellers.ballots.keys import PublicKey
from tellers.ballots.pedersen import Pedersen
from tellers.ballots.trustees import Entry, Single, Trustees, check_trustees
from tellers.errors import NotProven, TellersError, Unreadable

GROUPS = (ED25519, RFC_3526_2048, BELENIOS_2048)

Named = tuple[str, bytes]
"""What a message calls some bytes, and the bytes."""


def join_keys(singles: Sequence[Named], shared: Sequence[Named]) -> Trustees:
    """The trustees of these keys, every proof in them checked; raises for what is no key, and for one not proved."""
    if not singles and not shared:
        raise Unreadable("there is no key; expected at least one", source="the trustees' keys")
    found: list[Trustees] = []
    failure: TellersError | None = None
    for group in GROUPS:
        try:
            found.append(_read(singles, shared, group))
        except NotProven as error:
            failure = failure or error
    if not found:
        raise failure or Unreadable("these are no keys", source="the trustees' keys")
    likeliest = max(found, key=_proved)
    check_trustees(likeliest)
    return likeliest


def _read(singles: Sequence[Named], shared: Sequence[Named], group: Group) -> Trustees:
    keys = [Single(PublicKey.decode(raw, group, name)) for name, raw in singles]
    return Trustees((*keys, *(Pedersen.read(read(raw, name), group) for name, raw in shared)))


def _proved(trustees: Trustees) -> int:
    return sum(_holds(entry) for entry in trustees.entries)


def _holds(entry: Entry) -> bool:
    try:
        check_trustees(Trustees((entry,)))
    except NotProven:
        return False
    return True
