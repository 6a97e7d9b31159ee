"""The facts of acts on the credentials of a sealed ballot that is open: a late addition, a lost one, a removal.

Members stand in them by their pseudonyms of the roll. The form of each is in docs/formats/proceedings.md.
"""

from typing import Annotated, Any

from msgspec import Meta, Struct

from tellers.proceedings.facts import Count, Hash, SpoiledPapers, Uuid
from tellers.proceedings.hanging import Done, Id

PublicKey = Annotated[str, Meta(pattern=r"\A[0-9a-f]+\Z", max_length=1000)]
"""The public key of a credential, as the list of credentials has it."""

Pseudonym = Annotated[str, Meta(pattern=r"\A[a-z2-7]{4}(-[a-z2-7]{4}){3}\Z")]
"""A voter, as the roll has them."""


class OnBallot(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An act on a sealed ballot that is open: of which stage, and which election."""

    stage: Id
    uuid: Uuid


class RollChanged(OnBallot, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The roll of the stage has one entry more or less; `roll` and `entitled` are those after the change.

    `archive` is the head of the archive at that moment.
    """

    entry: dict[str, Any]
    reason: str
    archive: Hash
    roll: Hash
    entitled: Count


class Activated(RollChanged, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A member who is found to be entitled comes on the roll, and a reserve credential stands for them from now on."""

    reserve: PublicKey


class Removed(RollChanged, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A member is struck off the roll; no ballot can be taken out, so voting begins anew in another election."""


class Reissued(OnBallot, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A credential that was lost is sent again: the same one, or a reserve in its place.

    With a reserve, `lost` is the public key that stands for nobody from now on; both are None, or neither is.
    """

    pseudonym: Pseudonym
    reason: str
    archive: Hash
    lost: PublicKey | None
    reserve: PublicKey | None


class AgreedPapers(Struct, frozen=True, forbid_unknown_fields=True):
    """Both tellers' counts of the papers beside a sealed ballot are the same.

    `unspoiled` papers are the valid and the blank ones. Where they are fewer than the minimum cell `ballot` is None:
    then they are published only within the totals.
    """

    returned: Count
    unspoiled: Count
    spoiled: tuple[SpoiledPapers, ...]
    ballot: dict[str, Any] | None


class PaperEntered(OnBallot, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One teller has counted the papers; with the second, `agreed` is the count, None where the two differ.

    The figures are sealed under a commitment until both have counted; a pair that differs is void.
    """

    teller: str
    commitment: Hash
    agreed: AgreedPapers | None
