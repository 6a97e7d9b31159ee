"""A second motion: whether the same can be put again, and after which endings it cannot."""

from collections.abc import Iterator

from tellers.decisions.endings import named
from tellers.decisions.posts import hole, opened_by
from tellers.decisions.tree import Kind, Node
from tellers.rulebook.book import Edition
from tellers.rulebook.effects import Does, Effect
from tellers.rulebook.motions import Motion
from tellers.rulebook.petitions import Petition
from tellers.rulebook.procedures import Procedure

FORBIDS = frozenset({Does.IMMUNITY, Does.BARS})
"""What keeps a procedure from being brought again."""


def second(procedure: Motion | Petition, edition: Edition) -> Node:
    """What a book says of a procedure that is started a second time, or of whatever starts it."""
    found = tuple(_forbidden(procedure, edition))
    if found:
        rest = Node(Kind.NOTE, "note", "After any other end nothing in the rule book forbids it.")
        below = (*found, rest)
    else:
        below = (hole("The rule book does not say when the same may be put again: it may be at once."),)
    return Node(Kind.ENDING, "put again", "if the same is started a second time", "second", below=below)


def lasting(effect: Effect) -> str | None:
    """How long an effect lasts, in words."""
    return None if effect.lasts is None else f"for {effect.lasts} from {named(effect.start)}"


def _forbidden(procedure: Motion | Petition, edition: Edition) -> Iterator[Node]:
    """Each end of any procedure after which this one, or one that opens it, is refused for a time."""
    every = [variant.procedure for variants in edition.procedures.values() for variant in variants]
    meant = {procedure.id, *(one.id for one in every if procedure.id in opened_by(one))}
    yield from dict.fromkeys(
        _refused(one, branch.on.value, effect)
        for one in every
        for branch in one.branches
        for effect in branch.effects
        if effect.does in FORBIDS and effect.procedure in meant
    )


def _refused(after: Procedure, ending: str, effect: Effect) -> Node:
    return Node(
        Kind.EFFECT,
        "refused",
        f"After {after.title} ends as {ending}: {effect.text}",
        None if effect.does is None else effect.does.value,
        effect.binding,
        until=lasting(effect),
        grounds=effect.grounds,
    )
