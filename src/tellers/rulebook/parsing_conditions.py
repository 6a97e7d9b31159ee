"""Reads the conditions of procedures: each kind with the words that count in it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from tellers.rulebook.basis import Section
from tellers.rulebook.conditions import Any, Condition, Every, quantities_of, thresholds_of
from tellers.rulebook.counts import Given
from tellers.rulebook.grammar import parse_condition
from tellers.rulebook.parsing_basis import Surroundings
from tellers.rulebook.tables import Table
from tellers.rulebook.thresholds import Op, Quantity, quantities_in
from tellers.rulebook.vocabulary import Vocabulary

SIZES = ("entitled", "seats", "size", "weight")
PAPERS = ("valid", "papers", "blank", "spoiled", "present")
VOTE = ("for", "against", *PAPERS, *SIZES)
SIGNED = ("signatures", *SIZES)
NOMINATED = ("nominations", "signatures", "candidates", *SIZES)
ELECTING = ("votes", "winner", "runner-up", "share", "default", "continuing", "candidates", *PAPERS, *SIZES)
QUORATE = ("valid", "papers", "blank", "spoiled", "present", "continuing", "candidates", *SIZES)
FILTERED = ("group", *ELECTING)

HELD = frozenset({"votes", "winner", "runner-up", "continuing", "default", *PAPERS})
"""Counts of votes, papers and people, which no places to be filled are a base of."""

Read = Callable[[Table, str], Condition]


@dataclass(frozen=True)
class Context:
    """Where a condition stands: what it may say, and what it must; `body` is that of its procedure or stage.

    `about` are the words of which one must be there: without it the condition is about something else. `each` is a
    condition on each candidate, `seated` one in a contest, which has seats; `scored` one on scores; `default` one
    where an option stands for nobody.
    """

    around: Surroundings
    body: str | None
    words: Collection[str]
    about: Collection[str] = ()
    sections: tuple[Section, ...] = ()
    each: bool = False
    seated: bool = False
    ops: frozenset[Op] = frozenset(Op)
    scored: bool = False
    default: bool = True

    def condition(self, table: Table, key: str) -> Condition:
        """The condition under a key."""
        condition = parse_condition(table.text(key), table.source, table.line_of(key), self._vocabulary)
        self._check(table, key, condition)
        return condition

    def optional(self, table: Table, key: str) -> Condition | None:
        """The condition under a key, None where the book says "none"."""
        return None if table.text(key) == "none" else self.condition(table, key)

    @property
    def _vocabulary(self) -> Vocabulary:
        counts = self.around.counts.values()
        sums = {one.id: one.sum for one in counts if self._counts_here(one.given, one.sum)}
        sections = [section.id for section in self.sections]
        return Vocabulary(frozenset(self.words), sums, self.around.bodies, sections, self.ops, self.scored)

    def _counts_here(self, given: Given | None, parts: tuple[str, ...]) -> bool:
        return (self.each or given is not Given.CANDIDATE) and set(parts) <= set(self.words)

    def _check(self, table: Table, key: str, condition: Condition) -> None:
        quantities = quantities_of(condition)
        self._check_seats(table, key, condition)
        words = {quantity.word for quantity in quantities if not quantity.whole}
        body = None if self.body is None else self.around.bodies[self.body]
        if "seats" in words and body is not None and body.seats is None and not self.seated:
            table.refuse(
                f"`seats` is the fixed size of a body, and `{body.id}` has none; write seats = … in "
                f"[[body.{body.id}]], or `entitled` here",
                key,
            )
        if "default" in words and not self.default:
            table.refuse(
                '`default` needs the option that stands for nobody; write default = "…" in the procedure', key
            )
        if self.about and not _about(condition, self._subjects):
            told = ", ".join(f"`{word}`" for word in self.about)
            table.refuse(f"`{condition}` can be met without a look at {told}; expected one of these in it", key)

    def _check_seats(self, table: Table, key: str, condition: Condition) -> None:
        """`seats of BODY` needs a body with seats; in a contest bare `seats` are places to fill, and hold no votes."""
        for quantity in quantities_of(condition):
            if quantity.whole and quantity.word == "seats" and self.around.bodies[quantity.body or ""].seats is None:
                table.refuse(
                    f"`{quantity}` is the fixed size of a body, and `{quantity.body}` has none; write seats = … in "
                    f"[[body.{quantity.body}]]",
                    key,
                )
        for part in thresholds_of(condition) if self.seated else ():
            if part.quantity.word in HELD and Quantity("seats") in quantities_in(part.line):
                table.refuse(
                    f"in a contest `seats` are the places to be filled, and `{part}` holds `{part.quantity}` against "
                    f"them; for the seats of a House write `seats of {self.body or 'BODY'}`, with seats = … in its "
                    "[[body.ID]]",
                    key,
                )

    @property
    def _subjects(self) -> frozenset[str]:
        """The words that the condition must be about, and the counts of the book that stand for them."""
        own = {
            one.id
            for one in self.around.counts.values()
            if one.given is not None or not set(self.about).isdisjoint(one.sum)
        }
        return frozenset({*self.about, *own})


def _about(condition: Condition, subjects: frozenset[str]) -> bool:
    """Whether no way to meet a condition leaves all of these words out."""
    match condition:
        case Every(parts=parts):
            return any(_about(part, subjects) for part in parts)
        case Any(parts=parts):
            return all(_about(part, subjects) for part in parts)
    quantities = (condition.quantity, *quantities_in(condition.line))
    return any(quantity.word in subjects for quantity in quantities)
