"""Trustees on the command line: NAME,CAMP,reserve; and the sentences on a camp or a trustee who did not come."""

from collections.abc import Iterator
from typing import Protocol

from tellers.errors import Unreadable
from tellers.proceedings.facts_contest import Opened, Proved
from tellers.proceedings.facts_custody import Trustee
from tellers.proceedings.guards_custody import absent_of, told

RESERVE = "reserve"


class Grounded(Protocol):
    """What stands in a minute with what it rests on."""

    @property
    def clause(self) -> str | None:
        """The clause by its number, None where it is assumed."""

    @property
    def assumed(self) -> str | None:
        """Why it is taken to be so, None where a clause says it."""


def trustee(text: str) -> Trustee:
    """A trustee from NAME, NAME,CAMP or NAME,CAMP,reserve."""
    name, *rest = (part.strip() for part in text.split(","))
    camp, *more = rest or [""]
    if not name or (rest and not camp) or more not in ([], [RESERVE]):
        raise Unreadable(
            f"{text!r} is no trustee; expected NAME, NAME,CAMP or NAME,CAMP,{RESERVE}", source="--trustee"
        )
    return Trustee(name, camp or None, bool(more))


def grounds_of(one: Grounded) -> str:
    """The clause of a default, or that it is assumed and why."""
    return f"clause {one.clause}" if one.clause is not None else f"assumed: {one.assumed}"


def unappointed_lines(opened: Opened) -> Iterator[str]:
    """What is said of each camp that appointed no trustees."""
    for one in opened.unappointed:
        by = f" by '{one.by}'" if one.by is not None else ""
        yield f"{one.camp} has appointed no trustees: {one.then}{by} ({grounds_of(one)})."


def absent_lines(opened: Opened, proved: Proved) -> Iterator[str]:
    """What is said of those who did not decrypt."""
    if proved.walked_out is not None:
        who = told(absent_of(opened, proved.trustees))
        yield f"{who} not decrypted: {proved.walked_out.then} ({grounds_of(proved.walked_out)})."
