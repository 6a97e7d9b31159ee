"""Reads bodies, and gives each union the predicates of all its parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tellers.rulebook.bodies import Body, Predicate, plain
from tellers.rulebook.dates import Dated
from tellers.rulebook.parsing_rules import Clauses, need_grounds
from tellers.rulebook.tables import Table, did_you_mean

DEEPEST = 20
"""The most unions of unions within one another."""


def read_bodies(dated: Mapping[str, Dated], clauses: Clauses) -> dict[str, Body]:
    """Every body by id. Raises RuleBookError for a part that is not there, and for unions that go in a circle."""
    reader = _Bodies(dated, clauses)
    return {id_: reader.body(id_, ()) for id_ in dated}


@dataclass(frozen=True)
class _Bodies:
    """The bodies of one edition, each read once."""

    dated: Mapping[str, Dated]
    clauses: Clauses
    found: dict[str, Body] = field(default_factory=dict)

    def body(self, id_: str, within: tuple[str, ...]) -> Body:
        if id_ not in self.found:
            self.found[id_] = self._read(id_, self.dated[id_].table, (*within, id_))
        return self.found[id_]

    def _read(self, id_: str, table: Table, within: tuple[str, ...]) -> Body:
        name = table.text("name")
        if table.has("union") == table.has("members"):
            table.refuse('a body has either members = { column = ["value"] }, or members = "all", or union = ["body"]')
        parts = table.texts("union") if table.has("union") else ()
        predicates = self._united(table, parts, within) if parts else (_predicate(table),)
        grounds = need_grounds(table, self.clauses)
        table.finish()
        return Body(id_, name, predicates, parts, grounds, table.line)

    def _united(self, table: Table, parts: tuple[str, ...], within: tuple[str, ...]) -> tuple[Predicate, ...]:
        for part in parts:
            if part not in self.dated:
                table.refuse(f"there is no body `{part}`; {did_you_mean(part, self.dated)}", "union")
            if part in within:
                table.refuse(f"the union goes round in a circle: {' → '.join((*within, part))}", "union")
        if len(within) > DEEPEST:
            table.refuse(f"this is union within union {DEEPEST} times over; name the bodies themselves", "union")
        bodies = [self.body(part, within) for part in parts]
        return tuple(dict.fromkeys(predicate for body in bodies for predicate in body.predicates))


def _predicate(table: Table) -> Predicate:
    if isinstance(table.values["members"], str):
        if table.text("members") != "all":
            table.refuse('`members` in words can only be "all"; else members = { column = ["value"] }', "members")
        return Predicate(())
    columns = table.table("members")
    if not columns.values:
        table.refuse('`members` is empty; for everyone on the register write members = "all"', "members")
    if len({plain(column) for column in columns.values}) < len(columns.values):
        table.refuse("`members` names a column twice; write all its values in one list", "members")
    return Predicate(tuple((column, columns.texts(column)) for column in columns.values))
