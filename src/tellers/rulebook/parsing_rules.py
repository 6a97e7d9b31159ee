"""Reads what every part of a book shares: grounds, single rules, and clauses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from tellers.rulebook.clauses import Clause, Grounds, Rule
from tellers.rulebook.dates import Dated
from tellers.rulebook.tables import Table

T = TypeVar("T")

Clauses = Mapping[str, Clause]


@dataclass(frozen=True)
class Silence(Generic[T]):
    """What is taken where a book says nothing, and the sentence that says so."""

    value: T
    says: str


def read_grounds(table: Table, clauses: Clauses) -> Grounds | None:
    """The `clause` or the `assumed` of a table; None where it has neither."""
    if table.has("clause") and table.has("assumed"):
        table.refuse("a rule has a `clause` or is `assumed`, not both", "assumed")
    if table.has("assumed"):
        return Grounds(assumed=table.text("assumed"))
    if not table.has("clause"):
        return turned_grounds(table, clauses)
    key = table.text("clause")
    if key not in clauses:
        table.not_in_force("clause", key, clauses, "clause")
    return Grounds(clause=clauses[key].number, source=clauses[key].source, key=key)


def turned_grounds(table: Table, clauses: Clauses, key: str | None = None) -> Grounds | None:
    """The clause of the reading by which a value, or the whole table, is as it is; None where no reading decides."""
    found = table.turns_on(key)
    return None if found is None else Grounds(clause=clauses[found].number, source=clauses[found].source, key=found)


def need_grounds(table: Table, clauses: Clauses) -> Grounds:
    """The grounds of a table that must have its own."""
    grounds = read_grounds(table, clauses)
    if grounds is None:
        table.refuse(
            f'{table.name} rests on nothing; write clause = "KEY" of a [[clause.KEY]], '
            'or assumed = "why it is taken to be so"'
        )
    return grounds


@dataclass(frozen=True)
class Rules:
    """The rules of one table: a bare value rests on the table's own grounds, a value with grounds on those."""

    table: Table
    clauses: Clauses
    own: Grounds | None

    def value(self, key: str, read: Callable[[Table, str], T], silence: Silence[T] | None = None) -> Rule[T]:
        """A rule that is one value: `key = 7`, or `key = { rule = 7, clause = "notice" }`."""
        if not isinstance(self.table.values.get(key), dict):
            return self._bare(key, read, silence)
        inner = self.table.table(key)
        value = read(inner, "rule")
        return Rule(value, self._grounds(inner), self.table.line_of(key))

    def record(self, key: str, read: Callable[[Table], T], silence: Silence[T]) -> Rule[T]:
        """A rule of several values: `key = { body = "members", number = 5, clause = "motions" }`."""
        return self.optional_record(key, read) or self._silent(key, silence)

    def optional_record(self, key: str, read: Callable[[Table], T]) -> Rule[T] | None:
        """A rule of several values, None where the book leaves it out and silence says nothing."""
        if not self.table.has(key):
            return None
        inner = self.table.table(key)
        value = read(inner)
        return Rule(value, self._grounds(inner), self.table.line_of(key))

    def _bare(self, key: str, read: Callable[[Table, str], T], silence: Silence[T] | None) -> Rule[T]:
        if silence is not None and not self.table.has(key):
            return self._silent(key, silence)
        value = read(self.table, key)
        grounds = turned_grounds(self.table, self.clauses, key) or self.own
        if grounds is None:
            self.table.refuse(
                f'`{key}` rests on nothing; write {key} = {{ rule = …, clause = "KEY" }}, '
                f'or {key} = {{ rule = …, assumed = "why it is taken to be so" }}',
                key,
            )
        return Rule(value, grounds, self.table.line_of(key))

    def _silent(self, key: str, silence: Silence[T]) -> Rule[T]:
        self.table.seen.add(key)
        return Rule(silence.value, Grounds(assumed=silence.says, left_out=True), self.table.line)

    def _grounds(self, inner: Table) -> Grounds:
        grounds = read_grounds(inner, self.clauses) or self.own or need_grounds(inner, self.clauses)
        inner.finish()
        return grounds


def read_clause(dated: Dated, book_source: str | None) -> Clause:
    """A clause: its number, its source (the book's own where it names none), and its text if given."""
    table = dated.table
    number = table.text("number")
    text = table.optional_text("text")
    source = table.text("source") if table.has("source") or book_source is None else book_source
    table.finish()
    return Clause(dated.id, number, dated.since, dated.until, source, text, table.line)
