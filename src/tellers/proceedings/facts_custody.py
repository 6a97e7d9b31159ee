"""The facts on trustees in the minutes of a sealed ballot: whose key it is, who did not come, and by which rule."""

from msgspec import Struct

from tellers.proceedings.facts import Count, Hash
from tellers.proceedings.hanging import Id


class Trustee(Struct, frozen=True, forbid_unknown_fields=True):
    """Who holds a key, and for which camp; None for one who is of neither.

    `reserve` marks the one who decrypts only in the place of another of the camp.
    """

    name: str
    camp: str | None
    reserve: bool = False


class Unappointed(Struct, frozen=True, forbid_unknown_fields=True):
    """A camp that appointed no trustees, and what the rules have in its place; `by` is who appoints for it."""

    camp: str
    then: Id
    by: Id | None
    clause: str | None
    assumed: str | None


class Spared(Struct, frozen=True, forbid_unknown_fields=True):
    """By which rule figures stand that not every trustee decrypted; `ruling` is the minute that let them stand."""

    then: Id
    clause: str | None
    assumed: str | None
    ruling: Count | None


class WalkedOut(Struct, frozen=True, forbid_unknown_fields=True):
    """Who has not decrypted where a ballot is annulled for it, by the archive with this head.

    `enough` says whether those who have decrypted would do for the key; `then` is what the rules have.
    """

    archive: Hash
    absent: tuple[Trustee, ...]
    enough: bool
    then: Id
    clause: str | None
    assumed: str | None
