"""The facts of acts on the credentials of a sealed ballot that is open: a late addition, a lost one, a removal.

Members stand in them by their pseudonyms of the roll. The form of each is in docs/formats/proceedings.md.
"""

from typing import Any

from msgspec import Struct

from tellers.proceedings.credentials import Given
from tellers.proceedings.facts import Count, Hash, Pseudonym, PublicKey, SpoiledPapers, Uuid
from tellers.proceedings.hanging import Done, Id


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

    @property
    def given(self) -> Given:
        """What it says of credentials."""
        return Given(str(self.entry.get("pseudonym")), self.archive, self.reserve)


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

    @property
    def given(self) -> Given:
        """What it says of credentials."""
        return Given(self.pseudonym, self.archive, self.reserve, self.lost)


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
