"""Whether enough have moved a motion or called a meeting: a number, or a share of a body as large as it was then."""

from fractions import Fraction

from tellers.errors import Refused
from tellers.proceedings.guards import refusal
from tellers.rulebook.basis import Proposers
from tellers.rulebook.clauses import Rule


def check_enough(rule: Rule[Proposers], named: int, of: int | None, did: str) -> None:
    """Refuse fewer than the rules ask for; `of` is the size of the body, where a share of it is asked for."""
    asked = rule.value
    if (of is None) != (asked.share is None):
        raise Refused(f"the rules ask for {asked}, and the minute has {of} as the size of '{asked.body}'")
    if of is not None and of < named:
        raise Refused(f"{named} members of '{asked.body}' are named, and the minute says that it has {of}")
    if named < needed(asked, of):
        share = "" if of is None else f" ({asked.share} of {of})"
        raise refusal(
            f"{named} {did}; expected {needed(asked, of)} or more members of '{asked.body}'{share}", rule.grounds
        )


def needed(asked: Proposers, of: int | None) -> int:
    """How many the rules ask for; `of` is the size of the body, None where they ask for no share of it."""
    return asked.number if of is None else asked.needed(Fraction(of))


def counted(asked: Proposers, named: int, of: int | None) -> str:
    """How many there are and how many are needed, in brackets; empty where no share of a body is asked for."""
    return "" if of is None else f" ({named} of {of}; {needed(asked, of)} needed)"
