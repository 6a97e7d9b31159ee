"""Signers: by name where the rules make support public, and else by a random pseudonym whose key stays private."""

from tellers.cases import store
from tellers.cases.sitting import Sitting
from tellers.errors import Refused
from tellers.register.freezing import pseudonym_drawn
from tellers.register.key import Key
from tellers.register.members import Member


def pseudonym(sitting: Sitting, proceeding: str, member: Member) -> str:
    """The member's pseudonym in a proceeding, drawn when it is first asked for; the key comes before the minute."""
    key = _key(sitting, proceeding)
    known = key.pseudonyms(member.id)
    if known:
        return known[0]
    drawn = pseudonym_drawn(sitting.clerk.randomness)
    path = sitting.folder.signers_key(proceeding)
    store.write_private(path, key.with_pair(drawn, member.id).encode())
    return drawn


def known_pseudonym(sitting: Sitting, proceeding: str, member: Member) -> str:
    """The pseudonym of somebody who has signed; raises Refused for one who has not."""
    known = _key(sitting, proceeding).pseudonyms(member.id)
    if not known:
        raise Refused(f"the member with the number {member.id!r} has not signed")
    return known[0]


def _key(sitting: Sitting, proceeding: str) -> Key:
    path = sitting.folder.signers_key(proceeding)
    return Key.decode(sitting.folder.read(path), str(path)) if store.is_there(path) else Key(())
