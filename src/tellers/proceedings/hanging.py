"""What an act hangs on: the minutes it follows from, and the choice of each disputed reading that it used.

It stands in the minute of the act, so that when a ruling is overturned the acts that depended on it can be listed.
"""

from typing import Annotated

from msgspec import Meta, Struct

from tellers.proceedings.facts import Count

Id = Annotated[str, Meta(pattern=r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", max_length=100)]
"""A proceeding within its case, or a procedure, a body, an office or a reading of the rule book."""


class HangsOn(Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers of earlier minutes, in order; and by the id of each reading the choice that was used."""

    minutes: tuple[Count, ...]
    readings: dict[Id, Id]


class Done(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the facts of every act of a proceeding begin with: which one it is of, and what it hangs on."""

    proceeding: Id
    hangs_on: HangsOn


class Begun(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The facts of an act that begins a proceeding: which procedure of the rule book governs it."""

    procedure: Id


NOTHING = HangsOn((), {})
