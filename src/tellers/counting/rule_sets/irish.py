"""Elections to the Dáil: the quota and what can be worked out before whole papers are drawn.

Part XIX of the Electoral Act 1992. A surplus moves whole papers of the parcel last received; which ones depends on
the order in which papers lie, so ballots alone do not say the rest.
"""

from tellers.counting.rule_sets.questions import (
    Answer,
    Batch,
    Ending,
    Fill,
    Look,
    Marks,
    NoFirst,
    Parcels,
    Quota,
    Recount,
    RuleSet,
    SurplusOrder,
    SurplusPapers,
    SurplusValue,
)

ACT = "Electoral Act 1992"

IRISH = RuleSet(
    id="stv-irish",
    title="Dáil elections, to the first surplus",
    law=f"{ACT}, Part XIX",
    proved=False,
    doubts="only section 118 was read; the count stops where papers would be drawn",
    one_place=Answer(says=False, cites="the members for a constituency"),
    overvote=Answer(Marks.STOP, f"{ACT}, section 118: two or more next in order make it non-transferable"),
    skipped_ranks_stop=Answer(1, f"{ACT}, section 118: a mark that does not follow consecutively"),
    repeat_stops=Answer(says=False, cites="a candidate named again has no next preference to give"),
    no_first=Answer(NoFirst.REJECTED, "a paper without a clear first preference is invalid"),
    undeclared_first_out=Answer(says=False, cites="there are no write-ins"),
    decimals=Answer(0, "papers move whole"),
    quota=Answer(Quota.DROOP, "valid papers over one more than the members, the fraction dropped, plus one"),
    recount=Answer(Recount.NEVER, "one quota"),
    elected_by_active_vote=Answer(says=False, cites="the quota elects"),
    surplus_papers=Answer(SurplusPapers.DRAWN, "whole papers from the parcel last received"),
    surplus_value=Answer(SurplusValue.NONE, "papers move whole"),
    surplus_order=Answer(SurplusOrder.LARGEST, "the largest surplus first"),
    surplus_may_wait=Answer(says=False, cites="not read: the count stops before it matters"),
    batch=Answer(Batch.NEVER, "not read: exclusions of several together are not made here"),
    batch_before_surplus=Answer(says=False, cites="not read"),
    parcels=Answer(Parcels.TOGETHER, "papers move whole"),
    fill=Answer(Fill.AFTER_TRANSFER, "as many candidates left as places"),
    last_two=Answer(says=False, cites="not read"),
    ending=Answer(Ending.WHEN_FILLED, "every place filled"),
    look=Answer(Look.FORWARD, "not read"),
)
