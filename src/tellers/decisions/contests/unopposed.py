"""Those elected without a ballot, held against the caps of the book: no count says who of too many gives way."""

from collections.abc import Iterator

from tellers.decisions.conditions import judge
from tellers.decisions.known import exactly
from tellers.decisions.situation import Situation
from tellers.rulebook.contests import Contest, Filter, FilterKind
from tellers.rulebook.thresholds import Quantity


def over_caps(contest: Contest, case: Situation, names: tuple[str, ...], seats: int) -> Iterator[tuple[Filter, str]]:
    """Each cap that the elected are over, with the group of which there are too many."""
    columns = {one.name: one.columns for one in case.facts.candidates}
    for rule in contest.filters:
        if rule.kind is not FilterKind.CAP or rule.threshold is None or rule.column is None:
            continue
        sitting = [one.columns.get(rule.column) for one in case.facts.sitting if rule.sitting]
        held = [columns.get(name, {}).get(rule.column) for name in names]
        for group in sorted({one for one in held if one}):
            known = {
                Quantity("group"): exactly([*held, *sitting].count(group)),
                Quantity("seats"): exactly(seats),
            }
            if judge(rule.threshold, rule.kind.value, case.amounts(known.get)).verdict is False:
                yield rule, group
