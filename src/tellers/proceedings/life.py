"""What the lives of all proceedings share: a table of moves, and entries folded from minutes.

A kind of proceeding has one table; what is not in it is refused. Source: docs/adr/0006 and 0011.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Generic, Self, TypeVar

from msgspec import Struct

from tellers.errors import RecordBroken, Refused
from tellers.minutes.minute import Minute
from tellers.proceedings.facts import read


class Word(Enum):
    """An act; the value is the word that stands in the minute."""

    @property
    def command(self) -> str:
        """What the act is called on the command line."""
        return str(self.value).replace(".", " ")


S = TypeVar("S", bound=Enum)
A = TypeVar("A", bound=Word)
F = TypeVar("F", bound=Struct)


@dataclass(frozen=True)
class Kind(Generic[S, A]):
    """One kind of proceeding: its acts, the table that orders them, and the form of the facts of each."""

    word: str
    acts: type[A]
    moves: Mapping[tuple[S, A], S]
    facts: Mapping[A, type[Struct]]
    aside: frozenset[A] = frozenset()  # acts that move nothing, and are not told as what can follow

    @property
    def first(self) -> A:
        """The act that begins a life."""
        return next(iter(self.acts))

    def following(self, state: S) -> tuple[A, ...]:
        """What can be done in a state, in the order of the acts."""
        return tuple(act for act in self.acts if (state, act) in self.moves)

    def next_state(self, state: S, act: A, named: str) -> S:
        """The state after an act; raises Refused with what can be done instead. `named` says of what."""
        if (state, act) in self.moves:
            return self.moves[state, act]
        possible = sorted({one.command for one in self.following(state) if one not in self.aside})
        nothing = "only a correction, an objection or an answer can follow now" if self.aside else "nothing can follow"
        instead = f"what can follow now: {', '.join(possible)}" if possible else nothing
        raise Refused(f"'{act.command}' is not possible: {named} is {state.value}; {instead}")


@dataclass(frozen=True)
class Entry:
    """One minute, understood: the act, and its facts in their form."""

    number: int
    at: str
    by: str
    act: Word
    facts: Struct


@dataclass(frozen=True)
class Life(Generic[S]):
    """A proceeding as the minutes leave it."""

    state: S
    entries: tuple[Entry, ...] = ()

    def with_entry(self, state: S, entry: Entry) -> Self:
        """The proceeding after one more entry."""
        return replace(self, state=state, entries=(*self.entries, entry))

    def entry(self, kind: type[Struct]) -> Entry | None:
        """The latest minute with facts of this kind; None when there is none yet."""
        return next((entry for entry in reversed(self.entries) if isinstance(entry.facts, kind)), None)

    def last(self, kind: type[F]) -> F | None:
        """The latest facts of a kind; None when there are none yet."""
        return next((entry.facts for entry in reversed(self.entries) if isinstance(entry.facts, kind)), None)

    def the(self, kind: type[F]) -> F:
        """The latest facts of a kind that the proceeding's state says are there."""
        found = self.last(kind)
        if found is None:
            raise LookupError(f"a {type(self).__name__.lower()} that is {self.state.value} has no {kind.__name__}")
        return found

    def every(self, kind: type[F]) -> tuple[F, ...]:
        """All facts of a kind, in the order of the minutes."""
        return tuple(entry.facts for entry in self.entries if isinstance(entry.facts, kind))


L = TypeVar("L", bound=Life[Any])


def lived(life: L, kind: Kind[Any, Any], minute: Minute, named: str) -> L:
    """The proceeding after one more minute; raises RecordBroken naming a minute that does not follow."""
    name = f"minute {minute.number}"
    try:
        act = kind.acts(minute.act)
        state = kind.next_state(life.state, act, named)
    except ValueError:
        raise RecordBroken(f"'{minute.act}' is not an act of a {kind.word}", entry=name) from None
    except Refused as refused:
        raise RecordBroken(str(refused), entry=name) from None
    recorded = read(kind.facts[act], dict(minute.facts), entry=name)
    entry = Entry(minute.number, minute.at, minute.by, act, recorded)
    return life.with_entry(state, entry)
