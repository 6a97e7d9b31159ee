"""Reads bodies, and gives each the predicates of all its parts, without those whom it leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tellers.rulebook.bodies import Body, Predicate, plain
from tellers.rulebook.dates import Dated
from tellers.rulebook.parsing_rules import Clauses, need_grounds
from tellers.rulebook.tables import Table, did_you_mean

DEEPEST = 20
"""The most bodies of bodies within one another."""

LARGEST = 5_000
"""The most conditions by which a body with exceptions is told."""


def read_bodies(dated: Mapping[str, Dated], clauses: Clauses) -> dict[str, Body]:
    """Every body by id. Raises RuleBookError for a part that is not there, and for bodies that go in a circle."""
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
        seats = table.number("seats", least=1) if table.has("seats") else None
        _check_membership(table, has_seats=seats is not None)
        parts = table.texts("union") if table.has("union") else ()
        excluded = table.texts("except") if table.has("except") else ()
        predicates = self._predicates(table, parts, within)
        if excluded:
            left_out = self._united(table, "except", excluded, within)
            _check_size(table, predicates, left_out)
            predicates = tuple(predicate.without(left_out) for predicate in predicates)
        weighted = table.has("weight") and table.flag("weight")
        grounds = need_grounds(table, self.clauses)
        table.finish()
        return Body(id_, name, predicates, parts, excluded, seats, weighted, grounds, table.line)

    def _predicates(self, table: Table, parts: tuple[str, ...], within: tuple[str, ...]) -> tuple[Predicate, ...]:
        if parts:
            return self._united(table, "union", parts, within)
        return (_predicate(table),) if table.has("members") else ()

    def _united(
        self, table: Table, key: str, parts: tuple[str, ...], within: tuple[str, ...]
    ) -> tuple[Predicate, ...]:
        for part in parts:
            if part not in self.dated:
                table.refuse(f"there is no body `{part}`; {did_you_mean(part, self.dated)}", key)
            if part in within:
                table.refuse(f"the {key} goes round in a circle: {' → '.join((*within, part))}", key)
        if len(within) > DEEPEST:
            table.refuse(f"this is {key} within {key} {DEEPEST} times over; name the bodies themselves", key)
        for part in parts:
            if not self.body(part, within).predicates:
                table.refuse(f"the body `{part}` has seats alone, and nobody on the register is of it", key)
        bodies = [self.body(part, within) for part in parts]
        return tuple(dict.fromkeys(predicate for body in bodies for predicate in body.predicates))


def _check_size(table: Table, predicates: tuple[Predicate, ...], left_out: tuple[Predicate, ...]) -> None:
    """Refuse a body that would be told by more conditions than anyone could look through."""
    if sum(one.size for one in predicates) + len(predicates) * sum(one.size for one in left_out) > LARGEST:
        table.refuse(f"leaving these out takes more than {LARGEST} conditions; use a column of the register", "except")


def _check_membership(table: Table, *, has_seats: bool) -> None:
    """Refuse a body that says twice, or not at all, who is of it."""
    told = table.has("union") + table.has("members")
    if told > 1 or (told == 0 and not has_seats):
        table.refuse(
            'a body has either members = { column = ["value"] }, or members = "all", or union = ["body"]; '
            "or seats = 7 alone, where nobody on the register is of it"
        )
    if told == 0 and table.has("except"):
        table.refuse(
            "`except` leaves members out, and this body has seats alone; write `members` or `union`", "except"
        )


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
