"""Reads effects: what each outcome does, with everything that it names."""

from collections.abc import Collection
from dataclasses import dataclass

from tellers.rulebook.clocks import Span, Unit
from tellers.rulebook.effects import DECLARATION, Branch, Does, Effect
from tellers.rulebook.outcomes import Ending, Outcome
from tellers.rulebook.parsing_clocks import read_moment
from tellers.rulebook.parsing_rules import Clauses, need_grounds
from tellers.rulebook.tables import Table, did_you_mean

LONGEST = 36_600

ON_OFFICES = frozenset({Does.VACATES, Does.REMOVES, Does.ELECTS})
"""What an effect can do to an office alone."""


@dataclass(frozen=True)
class Named:
    """The ids that an effect may name."""

    clauses: Clauses
    bodies: Collection[str]
    offices: Collection[str]
    procedures: Collection[str]
    readings: Collection[str]


def read_branches(
    table: Table, procedure: str, named: Named, outcomes: tuple[Outcome | Ending, ...]
) -> tuple[Branch, ...]:
    """The effects of each outcome, in the order of the book."""
    if not table.has("effect"):
        return ()
    by_outcome = table.table("effect")
    known = {outcome.value: outcome for outcome in outcomes}
    for word in by_outcome.values:
        if word not in known:
            by_outcome.refuse(f"`{word}` is not an outcome of this procedure; {did_you_mean(word, known)}", word)
    own = table.values.get("office")
    office = own if isinstance(own, str) else None
    return tuple(
        Branch(
            known[word],
            tuple(_effect(one, procedure, named, office=office) for one in by_outcome.tables(word)),
        )
        for word in by_outcome.values
    )


def _effect(table: Table, procedure: str, named: Named, *, office: str | None) -> Effect:
    """One effect; what empties or fills an office and names none does so to that of the procedure, `office`."""
    if table.has("due_days"):
        table.refuse("`due_days` is not known; write within_days", "due_days")
    does = table.choice("does", Does) if table.has("does") else None
    effect = Effect(
        text=table.text("text"),
        binding=table.flag("binding"),
        does=does,
        office=_id(table, "office", named.offices) or (office if does in ON_OFFICES else None),
        body=_id(table, "body", named.bodies),
        procedure=_id(table, "procedure", named.procedures) or (procedure if does is Does.IMMUNITY else None),
        reading=_id(table, "reading", named.readings),
        due=_span(table, "within"),
        lasts=_span(table, "for"),
        start=read_moment(table, "from") if table.has("from") else DECLARATION,
        grounds=need_grounds(table, named.clauses),
        line=table.line,
    )
    _check(table, effect, office)
    table.finish()
    return effect


def _id(table: Table, key: str, known: Collection[str]) -> str | None:
    if not table.has(key):
        return None
    word = table.text(key)
    if word not in known:
        table.not_in_force(key, word, known, key)
    return word


def _span(table: Table, what: str) -> Span | None:
    """`within_days` or `within_months`, `for_days` or `for_months`; at most one of the two."""
    days, months = f"{what}_days", f"{what}_months"
    if table.has(days) and table.has(months):
        table.refuse(f"`{days}` and `{months}` contradict each other; write the one that the clause says", months)
    if table.has(days):
        return Span(table.number(days, most=LONGEST), Unit.DAYS)
    return Span(table.number(months, most=LONGEST // 30), Unit.MONTHS) if table.has(months) else None


def _check(table: Table, effect: Effect, office: str | None) -> None:
    """Refuse an effect that does not say on whom, on what, or how long."""
    does, on_office = effect.does, office is not None or effect.office is not None
    if does in ON_OFFICES and not on_office:
        table.refuse(f'does = "{does.value}" needs an office; write office = "ID", here or in the procedure', "does")
    if does is Does.DISSOLVES and not on_office and effect.body is None:
        table.refuse('does = "dissolves" needs what is dissolved; write body = "ID" or office = "ID"', "does")
    if does in {Does.OPENS, Does.BARS} and effect.procedure is None:
        table.refuse(f'does = "{does.value}" needs a procedure; write procedure = "ID"', "does")
    if does is Does.IMMUNITY and effect.lasts is None:
        table.refuse("an immunity needs its length; write for_months = 12, or for_days", "does")
    if table.has("from") and effect.due is None and effect.lasts is None:
        table.refuse(
            "`from` says since when, and nothing runs; write within_days, within_months, for_days or "
            "for_months beside it, or leave it out",
            "from",
        )
