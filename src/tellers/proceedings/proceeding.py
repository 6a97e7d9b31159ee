"""A proceeding beside the motion: its id within the case, the procedure that governs it, and its life.

The minutes of several stand in one book; the facts of each act name the one it is of. Source: docs/adr/0011.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, ClassVar, Generic, TypeVar

from msgspec import Struct

from tellers.proceedings.facts import moment
from tellers.proceedings.finding import Found, FoundEffect
from tellers.proceedings.hanging import Begun
from tellers.proceedings.life import Entry, Kind, Life

S = TypeVar("S", bound=Enum)


@dataclass(frozen=True)
class Proceeding(Life[S], Generic[S]):
    """A proceeding as the minutes leave it; each kind is a class of its own, with its table."""

    KIND: ClassVar[Kind[Any, Any]]
    ENDED: ClassVar[frozenset[Enum]]

    id: str = ""

    def rests_on(self, done: Struct, others: "Mapping[str, Proceeding[Any]]") -> Iterable[int]:
        """The minutes that an act of this kind follows from, besides the one that began the proceeding."""
        del done, others
        return ()

    @property
    def named(self) -> str:
        """The proceeding in words."""
        return f"the {self.KIND.word} {self.id}"

    @property
    def begun(self) -> bool:
        """Whether it has been opened."""
        return bool(self.entries)

    @property
    def ended(self) -> bool:
        """Whether it has come to its end."""
        return self.state in self.ENDED

    @property
    def outcome(self) -> str | None:
        """The outcome of the last finding that stands in its minutes; None where there is none."""
        return None if self.finding is None else self.finding.outcome

    @property
    def finding(self) -> Found | None:
        """The last finding that stands in its minutes; None where there is none."""
        found = (getattr(entry.facts, "found", None) for entry in reversed(self.entries))
        return next((one for one in found if isinstance(one, Found)), None)

    @property
    def effects(self) -> tuple[FoundEffect, ...]:
        """What its last finding does; nothing while there is none, or where it does not stand any longer."""
        return () if self.finding is None or self.outcome is None else self.finding.effects

    @property
    def first(self) -> Entry:
        """The minute that began it."""
        return self.entries[0]

    @property
    def beginning(self) -> Begun:
        """The facts that it began with."""
        return next(entry.facts for entry in self.entries if isinstance(entry.facts, Begun))

    @property
    def began(self) -> datetime:
        """When it began; the edition of the rule book in force then governs it to its end."""
        return moment(self.first.at)
