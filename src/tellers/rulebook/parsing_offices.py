"""Reads offices, and holds what each names against the others in force."""

from collections.abc import Mapping

from tellers.rulebook.dates import Dated
from tellers.rulebook.offices import Office
from tellers.rulebook.parsing_rules import Clauses, need_grounds
from tellers.rulebook.tables import Table, did_you_mean

DEEPEST = 20
"""The most offices that come one with another in a row."""


def read_offices(dated: Mapping[str, Dated], clauses: Clauses) -> dict[str, Office]:
    """Every office by id. Raises RuleBookError for another that is not there, and for offices that go in a circle."""
    offices = {id_: _office(one, dated, clauses) for id_, one in dated.items()}
    _check_circles(offices, dated)
    return offices


def _office(dated: Dated, known: Mapping[str, Dated], clauses: Clauses) -> Office:
    table = dated.table
    office = Office(
        id=dated.id,
        title=table.text("title"),
        filled_by=table.text("filled_by"),
        ex_officio=_others(table, "ex_officio", dated.id, known),
        seats=table.number("seats", least=1, most=10_000) if table.has("seats") else 1,
        term_months=table.number("term_months", least=1, most=1200) if table.has("term_months") else None,
        acting=_other(table, "acting", dated.id, known),
        appointed_by=_other(table, "appointed_by", dated.id, known),
        dismissed_by=_other(table, "dismissed_by", dated.id, known),
        incompatible=_others(table, "incompatible", dated.id, known),
        grounds=need_grounds(table, clauses),
        line=table.line,
    )
    both = sorted(set(office.ex_officio) & set(office.incompatible))
    if both:
        table.refuse(
            f"`{both[0]}` comes with this office and cannot be held beside it; write one of the two", "incompatible"
        )
    table.finish()
    return office


def _other(table: Table, key: str, own: str, known: Mapping[str, Dated]) -> str | None:
    return _checked(table, key, table.text(key), own, known) if table.has(key) else None


def _others(table: Table, key: str, own: str, known: Mapping[str, Dated]) -> tuple[str, ...]:
    if not table.has(key):
        return ()
    return tuple(_checked(table, key, word, own, known) for word in table.texts(key))


def _checked(table: Table, key: str, word: str, own: str, known: Mapping[str, Dated]) -> str:
    others = [id_ for id_ in known if id_ != own]
    if word not in others:
        table.refuse(f"there is no other office `{word}`; {did_you_mean(word, others)}", key)
    return word


def _check_circles(offices: Mapping[str, Office], dated: Mapping[str, Dated]) -> None:
    """Refuse offices that come with themselves, and those that come with too many others in a row."""
    left = {id_: set(office.ex_officio) for id_, office in offices.items()}
    for _ in range(DEEPEST):
        for id_ in [id_ for id_, others in left.items() if not others & left.keys()]:
            del left[id_]
    for id_ in left:
        message = f"the office `{id_}` comes with itself, or with over {DEEPEST} others one after another"
        dated[id_].table.refuse(f"{message}; each falls with the one before", "ex_officio")
