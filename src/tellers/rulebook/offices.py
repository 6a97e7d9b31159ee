"""Offices: posts that people hold, and the posts that fall to them with it."""

from dataclasses import dataclass

from tellers.rulebook.clauses import Grounds


@dataclass(frozen=True)
class Office:
    """A post; `ex_officio` are the offices that its holder holds by right of it."""

    id: str
    title: str
    filled_by: str
    ex_officio: tuple[str, ...]
    grounds: Grounds
    line: int
