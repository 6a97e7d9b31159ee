"""The facts that each act of a meeting leaves in its minute; the form of each is in docs/formats/acts.md."""

from tellers.proceedings.facts import Count
from tellers.proceedings.finding import Found
from tellers.proceedings.hanging import Begun, Done
from tellers.proceedings.times import Moment


class Called(Begun, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A meeting is called: this minute is its notice.

    `of` is the size of the body of which a share calls it, None where none is asked for.
    """

    called_by: tuple[str, ...]
    starts: Moment
    place: str
    business: tuple[str, ...]
    of: Count | None = None


class Opened(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The meeting opens, or goes on after an adjournment, with a quorum."""

    present: Count
    entitled: Count
    chair: str
    found: Found


class Inquorate(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Too few are present to do business, at the opening or later on."""

    present: Count
    entitled: Count
    chair: str
    found: Found


class Adjourned(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The meeting is broken off, to go on at another time."""

    until: Moment
    reason: str


class Closed(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The meeting is over."""

    business: tuple[str, ...]


class Cancelled(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The meeting that was called is not held."""

    reason: str
