"""The facts that each act of an appointment leaves in its minute; the form of each is in docs/formats/acts.md.

`at` is when it happened, to the day or to the minute, as far as the source says; the minute has its own time.
"""

from typing import Literal

from msgspec import Struct

from tellers.proceedings.finding import Found
from tellers.proceedings.hanging import Begun, Done, Id
from tellers.proceedings.times import When


class Held(Struct, frozen=True, forbid_unknown_fields=True):
    """Who holds a post when the list begins."""

    post: Id
    who: str


class Opening(Begun, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A list of posts begins: who holds which at the time."""

    at: When
    holders: tuple[Held, ...]
    source: str | None


class Happened(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that happens to a post: to which, to whom, when, and who says so."""

    post: Id
    who: str
    at: When
    source: str | None


class Appointed(Happened, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Somebody is appointed; `consents` is None where nobody asked."""

    by: str
    consents: bool | None


class Acting(Happened, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Somebody acts in a post that is vacant."""


class Resigned(Happened, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The holder resigns."""


class Dismissed(Happened, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The holder is dismissed."""

    by: str


class Vacated(Happened, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The holder is gone for another reason."""

    how: Literal["left", "died"]


class Told(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a source says of the posts as a whole; several may contradict each other, and all stand."""

    what: str
    says: str
    at: When
    source: str


class Closing(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The list is closed: whether every post is filled."""

    at: When
    found: Found
