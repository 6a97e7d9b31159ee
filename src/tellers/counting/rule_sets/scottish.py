"""Local government elections in Scotland: the Scottish Local Government Elections Rules.

Rules 45 to 52 of Schedule 1 to SSI 2007/42; in force since 2012 as rules 46 to 53 of Schedule 1 to SSI 2011/399.
The numbers cited are those of 2007.
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

SCOTTISH = RuleSet(
    id="stv-scottish",
    title="Scottish local government elections",
    law="SSI 2007/42, Schedule 1, rules 45-52; SSI 2011/399, Schedule 1",
    proved=True,
    doubts="",
    one_place=Answer(says=False, cites="rule 46(1): the number of councillors to be elected"),
    overvote=Answer(Marks.STOP, "article 2, next available preference: in consecutive order for a candidate"),
    skipped_ranks_stop=Answer(1, "article 2, next available preference: in consecutive order"),
    repeat_stops=Answer(
        says=False, cites="a candidate named again has no next preference to give; never counted twice"
    ),
    no_first=Answer(NoFirst.REJECTED, "rule 43, rejected ballot papers: no first preference, or more than one"),
    undeclared_first_out=Answer(says=False, cites="there are no write-ins"),
    decimals=Answer(5, "rule 48(3): to five decimal places, any remainder being ignored"),
    quota=Answer(Quota.DROOP, "rule 46"),
    recount=Answer(Recount.NEVER, "rule 46: one quota"),
    elected_by_active_vote=Answer(says=False, cites="rule 47(1): the quota alone elects"),
    surplus_papers=Answer(SurplusPapers.ALL, "rule 48(1): the ballot papers received by that candidate"),
    surplus_value=Answer(SurplusValue.WEIGHTED, "rule 48(3) and (4): A divided by B"),
    surplus_order=Answer(SurplusOrder.LARGEST, "rule 49(1)"),
    surplus_may_wait=Answer(says=False, cites="rule 50(1)(a): exclusion once all surpluses are transferred"),
    batch=Answer(Batch.NEVER, "rule 50(1): the candidate with the then lowest number of votes"),
    batch_before_surplus=Answer(says=False, cites="rule 50(1)(a)"),
    parcels=Answer(Parcels.TOGETHER, "rule 50(3) and (4): each paper at the value it had"),
    fill=Answer(Fill.AFTER_TRANSFER, "rule 52; official totals show the last exclusion transferred"),
    last_two=Answer(says=False, cites="rule 52: as many candidates as vacancies, not two"),
    ending=Answer(Ending.WHEN_FILLED, "rule 48(1): while one or more vacancies remain"),
    look=Answer(Look.BACK, "rules 49(2) and 51(2): the most recent preceding stage with unequal votes, then lot"),
)
