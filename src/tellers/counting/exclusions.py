"""Who goes out next: the lowest, several together, or the undeclared; and whose surplus goes before that."""

from tellers.counting.elections import TWO
from tellers.counting.rule_sets.questions import Batch, SurplusOrder
from tellers.counting.tally import Tally


def due(tally: Tally) -> list[int]:
    """Who goes out now; nobody where a surplus goes first."""
    rules, together = tally.rules, batch(tally)
    if first_out := undeclared(tally):
        return first_out
    if together and (rules.batch_before_surplus.says or (tally.waiting and rules.surplus_may_wait.says)):
        return together
    return [] if tally.waiting else together or [lowest(tally)]


def surplus_due(tally: Tally) -> int:
    """Whose surplus goes first, of those that wait; it waits no longer."""
    candidate = tally.waiting[0]
    if tally.rules.surplus_order.says is SurplusOrder.LARGEST:
        candidate = tally.highest(tally.level(max, tally.waiting), "which surplus goes first")
    tally.waiting.remove(candidate)
    return candidate


def lowest(tally: Tally) -> int:
    """The candidate with the fewest votes, by the rules for ties if several have them."""
    return tally.lowest(tally.level(min, tally.continuing), "exclusion")


def undeclared(tally: Tally) -> list[int]:
    """Write-ins who did not declare, where the rules put them out first."""
    if not tally.rules.undeclared_first_out.says:
        return []
    return [c for c in tally.continuing if c in tally.contest.undeclared]


def batch(tally: Tally) -> list[int]:
    """The most candidates that may go together; it parts no equals, and leaves enough."""
    rule = tally.rules.batch.says
    if rule is Batch.NEVER:
        return []
    order = sorted(tally.continuing, key=tally.votes.__getitem__)
    leave = max(tally.vacancies, TWO if tally.rules.two_remain else 1)
    together = sum(map(tally.surplus, tally.waiting))
    found: list[int] = []
    for size, candidate in enumerate(order[: len(order) - leave], start=1):
        together += tally.votes[candidate]
        above = tally.votes[order[size]]
        fits = together < above if rule is Batch.BELOW_NEXT else together <= above
        if fits and tally.votes[candidate] < above:
            found = order[:size]
    return found
