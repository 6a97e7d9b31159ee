"""Who is elected at a moment of a count: the quota, the places, the last ones left."""

from tellers.counting.rule_sets.questions import Ending, Quota, Recount, SurplusOrder, SurplusPapers
from tellers.counting.tally import Standing, Tally

TWO = 2


def set_quota(tally: Tally) -> None:
    """The votes that elect, from the valid papers or from the votes in play."""
    seats, valid = tally.contest.seats, tally.valid * tally.scale
    in_play = sum(tally.votes[c] for c in tally.continuing)
    match tally.rules.quota.says:
        case Quota.DROOP:
            tally.quota = (tally.valid // (seats + 1) + 1) * tally.scale
        case Quota.DROOP_PLUS_LAST_DECIMAL:
            tally.quota = valid // (seats + 1) + 1
        case Quota.DROOP_EXACT_OR_UP:
            tally.quota = -(-(valid - tally.idle) // (seats + 1))
        case Quota.MORE_THAN_HALF:
            tally.quota = in_play // 2 + 1
        case Quota.HALF:
            tally.quota = -(-in_play // 2)
        case Quota.NONE:
            tally.quota = None


def settle(tally: Tally, *, more_to_move: bool = False) -> None:
    """Papers have moved: the votes are remembered, the quota is set again where the rules say, places are filled."""
    tally.remember()
    recount = tally.rules.recount.says
    first = len(tally.history) == 1
    if first or recount is Recount.EVERY_STAGE or (recount is Recount.WHILE_NOBODY_IS_ELECTED and not tally.elected):
        set_quota(tally)
    _elect(tally)
    _fill(tally, more_to_move=more_to_move)


def elect_rest(tally: Tally) -> None:
    """All who continue have the places left, in the order of their votes."""
    for candidate in sorted(tally.continuing, key=lambda c: (-tally.votes[c], tally.contest.candidates[c])):
        tally.elect(candidate, with_surplus=False)


def _elect(tally: Tally) -> None:
    """All who have reached what elects, most votes first, up to the places left."""
    surplus = tally.rules.surplus_papers.says is not SurplusPapers.NONE
    while tally.vacancies and (reached := _reached(tally)):
        chosen = _chosen(tally, tally.level(max, reached))
        for candidate in chosen:
            tally.elect(candidate, with_surplus=surplus)
        if not chosen:
            return


def _chosen(tally: Tally, level: list[int]) -> list[int]:
    """Of those elected with equal votes, who comes next; nobody where the rule set says to wait."""
    if len(level) > tally.vacancies:
        if tally.rules.elected_by_active_vote.says and not tally.differed(level):
            return []
        return [tally.highest(level, "election")]
    if tally.rules.surplus_order.says is SurplusOrder.AS_ELECTED:
        return [tally.highest(level, "order of election")]
    return list(tally.by_name(level))


def _reached(tally: Tally) -> list[int]:
    """Candidates with the votes that elect now."""
    rules, continuing = tally.rules, tally.continuing
    if rules.two_remain and len(continuing) <= TWO:
        return continuing
    if rules.ending.says is Ending.DOWN_TO_TWO or (rules.two_remain and tally.stages):
        return []
    if rules.ending.says is Ending.DOWN_TO_PLACES or tally.quota is None:
        return []
    needed = min(tally.quota, _by_active_vote(tally)) if rules.elected_by_active_vote.says else tally.quota
    return [c for c in continuing if tally.votes[c] >= needed]


def _by_active_vote(tally: Tally) -> int:
    """What elects by the votes still active, over the places left and one more; never nothing."""
    live = (Standing.CONTINUING, Standing.EXCLUDED)
    active = sum(votes for votes, standing in zip(tally.votes, tally.standing, strict=True) if standing in live)
    active += sum(map(tally.surplus, tally.waiting))
    return max(1, -(-active // (tally.vacancies + 1)))


def _fill(tally: Tally, *, more_to_move: bool) -> None:
    """Places filled because no more candidates are left than places, or two for the last."""
    rules, left = tally.rules, len(tally.continuing)
    if not tally.vacancies or (rules.fills_after_surpluses and tally.waiting):
        return
    if left <= tally.vacancies:
        elect_rest(tally)
    elif rules.last_two.says and tally.vacancies == 1 and left == TWO and not more_to_move:
        tally.elect(tally.highest(tally.level(max, tally.continuing), "election"), with_surplus=False)
