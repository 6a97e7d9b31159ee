"""The tree of consequences as a value: a procedure, the ways it can end, and what follows from each.

It says what a rule book says, and where the book says nothing it says that. docs/formats/consequences.md has its JSON.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from tellers.canonical import Json
from tellers.rulebook.clauses import Grounds


class Kind(Enum):
    """What a node of the tree is.

    A circle is a procedure that stands above already: from here the book goes round. One `elsewhere` is told in full
    at another place of the same tree, or lies deeper than was asked for.
    """

    PROCEDURE = "procedure"
    ENDING = "ending"
    EFFECT = "effect"
    CASCADE = "cascade"
    NOTE = "note"
    HOLE = "hole"
    CIRCLE = "circle"
    ELSEWHERE = "elsewhere"


ABOUT = frozenset({Kind.PROCEDURE, Kind.CIRCLE, Kind.ELSEWHERE})
"""The nodes that are procedures; they are about an office, where an effect falls on one."""


@dataclass(frozen=True)
class Held:
    """A reading under which a part of the tree holds: the clause that can be read in several ways, and the choice."""

    clause: str
    reading: str
    choice: str

    def __str__(self) -> str:
        return f"if clause {self.clause} is read as {self.choice}"


@dataclass(frozen=True)
class Node:
    """One thing that can be, and what comes of it.

    `label` is the word it stands under ("carried", "binding", "opens"); `id` is the procedure, the outcome, or what
    an effect does. `whom` is the office or body it falls on, `by` and `until` are times in words. Without readings it
    holds however the clauses are read.
    """

    kind: Kind
    label: str
    text: str
    id: str | None = None
    binding: bool | None = None
    whom: str | None = None
    by: str | None = None
    until: str | None = None
    grounds: Grounds | None = None
    readings: tuple[Held, ...] = ()
    below: tuple["Node", ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """For whom, by when, until when and by which clause, as far as the book says."""
        parts = (
            self.whom and f"{'about' if self.kind in ABOUT else 'for'} {self.whom}",
            self.by,
            self.until,
            None if self.grounds is None else str(self.grounds),
            *map(str, self.readings),
        )
        return tuple(part for part in parts if part)

    def to_json(self) -> dict[str, Json]:
        """The node as `tellers rulebook consequences --json` prints it."""
        grounds: dict[str, Json] = {"clause": None, "assumed": None}
        return {
            "kind": self.kind.value,
            "label": self.label,
            "text": self.text,
            "id": self.id,
            "binding": self.binding,
            "for": self.whom,
            "by": self.by,
            "until": self.until,
            **(grounds if self.grounds is None else self.grounds.to_json()),
            "readings": [
                {"clause": held.clause, "reading": held.reading, "choice": held.choice} for held in self.readings
            ],
            "below": [node.to_json() for node in self.below],
        }


@dataclass(frozen=True)
class Tree:
    """Everything that a procedure can lead to, by the rule book as on a day; `root` is the procedure itself."""

    organisation: str
    title: str
    fingerprint: str
    on: date
    root: Node

    def to_json(self) -> dict[str, Json]:
        """The whole tree, with the book it is read from."""
        return {
            "organisation": self.organisation,
            "title": self.title,
            "fingerprint": self.fingerprint,
            "procedure": self.root.id,
            "on": self.on.isoformat(),
            "tree": self.root.to_json(),
        }
