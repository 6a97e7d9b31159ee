"""What is said where a book states no effect: that it says nothing, or what its other rules leave no doubt of."""

from collections.abc import Iterator

from tellers.decisions.endings import Way
from tellers.decisions.posts import hole
from tellers.decisions.tree import Kind, Node
from tellers.rulebook.outcomes import Ending, Outcome
from tellers.rulebook.procedures import Procedure

NOTES = {
    Outcome.REFUSED: "It is not put; the rule book adds nothing to that.",
    Outcome.UPHELD: "The clause is read as before; the rule book adds nothing to that.",
}
"""Outcomes whose meaning is plain without an effect."""

HOLES: dict[Outcome | Ending, str] = {
    Ending.WITHDRAWN: "The rule book does not say whether it may be withdrawn, by whom, or what follows then.",
    Ending.TARGET_RESIGNS: "The rule book does not say whether the proceeding goes on when the holder resigns.",
    Ending.ANNULLED: "The rule book does not say who may annul it, or what follows then.",
    Outcome.OVERTURNED: "The rule book does not say what becomes of acts that rested on the ruling.",
}
"""Endings of which there is more to ask than what follows."""


def silence(procedure: Procedure, way: Way) -> Iterator[Node]:
    """What stands in the place of effects for an ending that has none."""
    if way.on in NOTES:
        yield Node(Kind.NOTE, "note", NOTES[way.on])
    elif way.on in HOLES:
        yield hole(HOLES[way.on])
    elif not (way.on is Outcome.TIED and way.adds):
        yield hole(f"The rule book says nothing of what follows when {procedure.title} ends so.")
