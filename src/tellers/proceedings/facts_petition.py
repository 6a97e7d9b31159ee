"""The facts that each act of a petition leaves in its minute; the form of each is in docs/formats/acts.md.

A signer stands here by name where the rules make signatures public, and else by a random pseudonym.
"""

from tellers.proceedings.facts import Count
from tellers.proceedings.facts_support import EndedEarly, Supporting
from tellers.proceedings.finding import Found
from tellers.proceedings.hanging import Begun, Done
from tellers.proceedings.measuring import Measured
from tellers.proceedings.times import When


class Opening(Begun, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A petition is opened for signatures; `until` is the last moment for them by its clock, None where none runs."""

    text: str
    target: str | None
    until: When | None


class Signature(Supporting, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One member signs."""


class Unsigned(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One signer takes the signature back."""

    signer: str


class Closing(Measured, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The petition is closed: how many signatures stand, and what follows from them."""

    signatures: Count
    withdrawn: Count
    found: Found


class Ended(EndedEarly, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The petition is taken back, or falls because whom it is about has resigned."""
