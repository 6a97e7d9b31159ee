"""Offices: posts that people hold, and the posts that fall to them with it."""

from dataclasses import dataclass

from tellers.rulebook.clauses import Grounds


@dataclass(frozen=True)
class Office:
    """A post; `ex_officio` are the offices that its holder holds by right of it.

    `seats` is how many hold it together. `acting` is the office whose holder acts while it is vacant; `appointed_by`
    and `dismissed_by` are the offices whose holder fills and empties it; `incompatible` those that nobody holds beside
    it.
    """

    id: str
    title: str
    filled_by: str
    ex_officio: tuple[str, ...]
    seats: int
    term_months: int | None
    acting: str | None
    appointed_by: str | None
    dismissed_by: str | None
    incompatible: tuple[str, ...]
    grounds: Grounds
    line: int
