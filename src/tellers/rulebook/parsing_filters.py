"""Reads filters: what is held against the result of a contest after the count."""

from tellers.rulebook.clauses import Rule
from tellers.rulebook.conditions import Condition
from tellers.rulebook.contests import Filter, FilterKind
from tellers.rulebook.parsing_basis import Entry
from tellers.rulebook.parsing_conditions import ELECTING, FILTERED, Context
from tellers.rulebook.parsing_rules import read_grounds
from tellers.rulebook.tables import Table
from tellers.rulebook.vocabulary import LESS, MORE


def read_filters(entry: Entry, body: str, *, has_default: bool) -> tuple[Filter, ...]:
    """The filters, in the order in which they are applied."""
    return tuple(_filter(entry, table, body, has_default=has_default) for table in entry.table.tables("filter"))


def _filter(entry: Entry, table: Table, body: str, *, has_default: bool) -> Filter:
    kind = table.choice("kind", FilterKind)
    if kind is FilterKind.ABOVE_DEFAULT and not has_default:
        table.refuse(
            '`above-default` needs the option that stands for nobody; write default = "…" in the contest', "kind"
        )
    grouped = kind in {FilterKind.CAP, FilterKind.RESERVE}
    own = Filter(
        kind=kind,
        column=table.text("column") if grouped else None,
        value=table.text("value") if kind is FilterKind.RESERVE else None,
        threshold=_threshold(entry, table, kind, body, has_default=has_default),
        sitting=grouped and table.has("sitting") and table.flag("sitting"),
        next=kind is FilterKind.REQUIRE and table.has("next") and table.flag("next"),
        grounds=read_grounds(table, entry.around.clauses) or entry.grounds,
        line=table.line,
    )
    table.finish()
    return own


def _threshold(
    entry: Entry, table: Table, kind: FilterKind, body: str, *, has_default: bool
) -> Rule[Condition] | None:
    """The condition of a filter: of a group where it caps or reserves, of each winner where it requires."""
    if kind is FilterKind.ABOVE_DEFAULT:
        return None
    grouped = kind is not FilterKind.REQUIRE
    context = Context(
        entry.around,
        body,
        FILTERED if grouped else ELECTING,
        about=("group",) if grouped else ("votes", "share", "default"),
        each=True,
        seated=True,
        default=has_default,
        ops=LESS if kind is FilterKind.CAP else MORE,
    )
    return entry.rules_in(table).value("threshold", context.condition)
