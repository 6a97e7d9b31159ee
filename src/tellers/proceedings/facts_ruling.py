"""The facts that each act of a ruling leaves in its minute; the form of each is in docs/formats/acts.md."""

from msgspec import Struct

from tellers.proceedings.facts import Count
from tellers.proceedings.finding import Found
from tellers.proceedings.hanging import Begun, Done, Id


class Gain(Struct, frozen=True, forbid_unknown_fields=True):
    """Who gains where a choice is adopted."""

    choice: Id
    who: str


class Put(Begun, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question of how a clause is read is put to whoever rules on it."""

    reading: Id
    question: str
    choices: tuple[Id, ...]
    asked_by: str
    gains: tuple[Gain, ...]


class Vote(Struct, frozen=True, forbid_unknown_fields=True):
    """How the ruling body voted on the choice put to it."""

    entitled: Count
    in_favour: Count
    against: Count
    blank: Count
    spoiled: Count


class Decided(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The question is decided; `choice` is None where a vote adopted none, `vote` where none was held.

    `overturns` says that earlier rulings on the same reading fall.
    """

    choice: Id | None
    authority: str
    reasons: str
    overturns: bool
    vote: Vote | None
    put: Id | None  # the choice that was voted on
    found: Found | None


class Appealed(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Somebody appeals; `to` is a procedure of ruling of the rule book."""

    to: Id
    by: str
    reasons: str


class Upheld(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """On appeal the ruling stands, or its overturning does."""

    authority: str
    reasons: str


class Overturned(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The ruling falls; with `choice` another takes its place, else the question is open again."""

    authority: str
    reasons: str
    choice: Id | None


class Restored(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The ruling that was overturned holds again."""

    authority: str
    reasons: str


class Dropped(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The question is taken back before it is decided."""

    reason: str
