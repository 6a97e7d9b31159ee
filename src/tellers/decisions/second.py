"""A second motion: whether the same can be put again, and after which endings it cannot."""

from collections.abc import Iterator, Sequence

from tellers.decisions.endings import named
from tellers.decisions.posts import hole, opened_by
from tellers.decisions.tree import Held, Kind, Node
from tellers.decisions.under_readings import Told, apart
from tellers.rulebook.effects import Does, Effect
from tellers.rulebook.procedures import Procedure

FORBIDS = frozenset({Does.IMMUNITY, Does.BARS})
"""What keeps a procedure from being brought again."""

Account = tuple[tuple[Held, ...], Procedure]
"""A procedure under one choice of each reading."""


def second(procedure: Procedure, book: Sequence[Sequence[Account]]) -> Node:
    """What a book, procedure by procedure, says of one that is started a second time.

    Whoever bars what starts it, or what it starts, bars it too.
    """
    starts = (other.id for accounts in book for _, other in accounts if procedure.id in opened_by(other))
    meant = {procedure.id, *starts, *opened_by(procedure)}
    found: list[Node] = []
    for accounts in book:
        one = [(held, other) for held, other in accounts if other == procedure] or accounts
        found.extend(apart([Told(held, tuple(_forbidden(other, meant))) for held, other in one]))
    if found:
        below = (*found, Node(Kind.NOTE, "note", "After any other end nothing in the rule book forbids it."))
    else:
        below = (hole("The rule book does not say when the same may be put again: it may be at once."),)
    return Node(Kind.ENDING, "put again", "if the same is started a second time", "second", below=below)


def lasting(effect: Effect) -> str | None:
    """How long an effect lasts, in words."""
    return None if effect.lasts is None else f"for {effect.lasts} from {named(effect.start)}"


def _forbidden(after: Procedure, meant: set[str]) -> Iterator[Node]:
    """Each end of a procedure after which one of those that are meant is refused for a time."""
    for branch in after.branches:
        for effect in branch.effects:
            if effect.does in FORBIDS and effect.procedure in meant:
                text = f"After {after.title} ends as {branch.on.value}: {effect.text}"
                yield Node(
                    Kind.EFFECT,
                    "refused",
                    text,
                    None if effect.does is None else effect.does.value,
                    effect.binding,
                    until=lasting(effect),
                    grounds=effect.grounds,
                )
