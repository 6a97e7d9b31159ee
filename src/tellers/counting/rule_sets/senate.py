"""Elections to the Senate of Australia as the Australian Electoral Commission counted them in 2016 and 2019.

Section 273 of the Commonwealth Electoral Act 1918. Where practice differs from the words of the Act, the answer
says so: official counts decide.
"""

from dataclasses import replace

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

ACT = "Commonwealth Electoral Act 1918, section 273"

SENATE_2016 = RuleSet(
    id="stv-senate-2016",
    title="Senate of Australia, as counted in 2016",
    law=ACT,
    proved=True,
    doubts="",
    one_place=Answer(says=False, cites=f"{ACT}(8): the number of candidates required to be elected"),
    overvote=Answer(
        Marks.STOP, "sections 268A(2)(b)(i) and 269(1A)(b)(i): repeated numbers and higher ones are disregarded"
    ),
    skipped_ranks_stop=Answer(
        1, "sections 268A(2)(b)(ii) and 269(1A)(b)(ii): those above a missing number are disregarded"
    ),
    repeat_stops=Answer(says=False, cites="a candidate named again has no next preference to give"),
    no_first=Answer(NoFirst.REJECTED, "sections 268A and 269: the number 1 at least must stand"),
    undeclared_first_out=Answer(says=False, cites="there are no write-ins"),
    decimals=Answer(0, f"{ACT}(9)(b): any fraction being disregarded"),
    quota=Answer(Quota.DROOP, f"{ACT}(8): the quotient, any remainder disregarded, and one"),
    recount=Answer(Recount.NEVER, f"{ACT}(8): one quota"),
    elected_by_active_vote=Answer(says=False, cites=f"{ACT}(8): the quota elects"),
    surplus_papers=Answer(SurplusPapers.ALL, f"{ACT}(9): the ballot papers of the elected candidate"),
    surplus_value=Answer(SurplusValue.EACH_PAPER, f"{ACT}(9)(a): surplus votes divided by the number of papers"),
    surplus_order=Answer(SurplusOrder.AS_ELECTED, f"{ACT}(20) to (22): in the order of election"),
    surplus_may_wait=Answer(says=False, cites=f"{ACT}(13): exclusion after the transfer of surplus votes"),
    batch=Answer(Batch.NEVER, "the bulk exclusion of (13A) was not made in the counts of 2016 and 2019"),
    batch_before_surplus=Answer(says=False, cites=f"{ACT}(13)"),
    parcels=Answer(Parcels.EACH_VALUE_A_STAGE, f"{ACT}(13AA): by transfer value, each a count"),
    fill=Answer(Fill.AFTER_SURPLUSES, f"{ACT}(18); in the counts of 2016 not while a surplus waits"),
    last_two=Answer(says=True, cites=f"{ACT}(17): the larger number, though below the quota"),
    ending=Answer(Ending.WHEN_FILLED, f"{ACT}(9), (10), (14): unless all the vacancies have been filled"),
    look=Answer(Look.BACK, f"{ACT}(31)(b); any difference counts, as in the count of Western Australia 2016"),
)

SENATE_2019 = replace(
    SENATE_2016,
    id="stv-senate-2019",
    title="Senate of Australia, as counted in 2019",
    fill=Answer(
        Fill.BEFORE_TRANSFER_AFTER_SURPLUSES,
        f"{ACT}(18); in New South Wales 2019 the last exclusion was broken off before papers moved",
    ),
)
