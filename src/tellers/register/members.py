"""Members, their standing, and who of them makes up a body on a day.

Standing is what rule books define bodies over: the section, and every column of the register to which the format
gives no meaning of its own (docs/formats/register.md). Number, name and address are never standing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tellers.errors import Unreadable
from tellers.rulebook.bodies import Predicate, plain

SECTION = "section"
"""The one column with a meaning of its own that a body may also be defined over."""

IDENTITY = ("id", "name", "email")
"""What says who a member is, and never where they stand."""


@dataclass(frozen=True, slots=True)
class Member:
    """One row of the register; `since` and `until` are the first and the last day of membership."""

    id: str = field(repr=False)
    name: str = field(repr=False)
    section: str | None = None
    weight: int = 1
    since: date | None = None
    until: date | None = None
    standing: tuple[tuple[str, str], ...] = ()
    email: str | None = field(default=None, repr=False)
    paper: bool = False

    def belongs_on(self, day: date) -> bool:
        """Whether the day lies in the membership, its first and last day included."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def standing_by_column(self) -> Mapping[str, str]:
        """The member's standing as predicates read it."""
        return {**dict(self.standing), SECTION: self.section or ""}


@dataclass(frozen=True)
class Electorate:
    """The members of one body on one day: those entitled, before pseudonyms stand for them."""

    body: str
    on: date
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Register:
    """All members, by unique numbers, with the columns that bodies may be defined over, in small letters."""

    members: tuple[Member, ...] = field(repr=False)
    columns: tuple[str, ...]
    source: str

    def on(self, day: date) -> tuple[Member, ...]:
        """Those who are members on the day."""
        return tuple(member for member in self.members if member.belongs_on(day))

    def member(self, number: str) -> Member:
        """The member with this number; raises Unreadable when there is none."""
        for member in self.members:
            if member.id == number:
                return member
        raise Unreadable(f"no member has the number {number!r}; numbers are as in the register", source=self.source)

    def matching(self, predicates: Sequence[Predicate], day: date) -> tuple[Member, ...]:
        """The members on the day for whom at least one predicate holds, each once.

        Raises Unreadable for a column that the register does not have: it would agree with nobody, unseen.
        """
        for predicate in predicates:
            for column in predicate.columns:
                self._check_column(column)
        return tuple(
            member
            for member in self.on(day)
            if any(predicate.holds(member.standing_by_column()) for predicate in predicates)
        )

    def electorate(self, body: str, predicates: Sequence[Predicate], day: date) -> Electorate:
        """The members on the day of the body with this identifier and these predicates."""
        return Electorate(body, day, self.matching(predicates, day))

    def _check_column(self, column: str) -> None:
        if plain(column) in self.columns:
            return
        if plain(column) in IDENTITY:
            raise Unreadable(
                f"the rule book defines a body by {column!r}, which says who a member is, not where they stand",
                source=self.source,
            )
        has = ", ".join(self.columns) or "none"
        raise Unreadable(
            f"the rule book asks for the column {column!r}, which the register does not have (it has: {has}); "
            "add the column to the register, or name one of these in the rule book",
            source=self.source,
            line=1,
        )
