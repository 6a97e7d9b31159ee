"""The alternative vote: in the United Kingdom, by the Electoral Reform Society, in New South Wales.

The statute cited for the United Kingdom is the one that Parliament passed for it in 2011; it never came into force,
and societies and parties count the same way where their rules say no more than "alternative vote".
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

NO_SURPLUS = "one place: nobody has a surplus to pass on"
CUSTOM = "custom of counts in the United Kingdom: a mark that does not clearly say the next preference ends the paper"
ACT = "Parliamentary Voting System and Constituencies Act 2011"

AV = RuleSet(
    id="av",
    title="Alternative vote",
    law=f"{ACT}, section 9 (rule 45A) and Schedule 10 (rules 49 and 49A)",
    proved=True,
    doubts="",
    one_place=Answer(says=True, cites=f"{ACT}, rule 45A(1): which candidate is elected"),
    overvote=Answer(Marks.STOP, CUSTOM),
    skipped_ranks_stop=Answer(0, f"{ACT}, rule 45A(3): the remaining candidate that the voter ranked highest"),
    repeat_stops=Answer(says=False, cites="a candidate named again has no next preference to give"),
    no_first=Answer(NoFirst.REJECTED, "custom of counts in the United Kingdom: no clear first preference, no vote"),
    undeclared_first_out=Answer(says=False, cites="there are no write-ins"),
    decimals=Answer(0, "every vote moves whole"),
    quota=Answer(Quota.MORE_THAN_HALF, f"{ACT}, rule 45A(2): more votes than the other candidates put together"),
    recount=Answer(Recount.EVERY_STAGE, f"{ACT}, rule 45A(3): votes not reallocated play no further part"),
    elected_by_active_vote=Answer(says=False, cites="the majority alone elects"),
    surplus_papers=Answer(SurplusPapers.NONE, NO_SURPLUS),
    surplus_value=Answer(SurplusValue.NONE, NO_SURPLUS),
    surplus_order=Answer(SurplusOrder.NONE, NO_SURPLUS),
    surplus_may_wait=Answer(says=False, cites=NO_SURPLUS),
    batch=Answer(Batch.NEVER, f"{ACT}, rule 45A(3): the candidate with the fewest votes"),
    batch_before_surplus=Answer(says=False, cites=NO_SURPLUS),
    parcels=Answer(Parcels.TOGETHER, "every vote moves whole"),
    fill=Answer(Fill.AFTER_TRANSFER, "the only candidate left is elected, with whatever votes"),
    last_two=Answer(says=False, cites="a majority of the votes left decides between two"),
    ending=Answer(Ending.WHEN_FILLED, f"{ACT}, rule 45A(2): that candidate is elected"),
    look=Answer(Look.FORWARD, f"{ACT}, rules 49 and 49A: by first preferences, then the next stage, and so on"),
)

AV_BACK = replace(
    AV,
    id="av-back",
    title="Alternative vote, ties by the stage before",
    law="as av, with ties by the most recent earlier stage",
    look=Answer(Look.BACK, "the rule of Scottish elections for ties (SSI 2007/42, rule 51), taken over"),
)

AV_DOWN_TO_TWO = replace(
    AV,
    id="av-down-to-two",
    title="Alternative vote, counted down to two",
    law="as av; every stage is worked out to the last two candidates",
    ending=Answer(Ending.DOWN_TO_TWO, "a wish to see every stage; whoever has a majority before has it at the end"),
)

SOCIETY = "Electoral Reform Society, Regulations for the election of one person by the single transferable vote (2007)"

AV_ERS = replace(
    AV,
    id="av-ers",
    title="Alternative vote of the Electoral Reform Society",
    law=SOCIETY,
    proved=False,
    doubts="the regulations were read as far as paragraph 3.2.2; what they say of ties was not",
    one_place=Answer(says=True, cites=f"{SOCIETY}: one person"),
    skipped_ranks_stop=Answer(0, "paragraph 1.2: the order of preference is what counts; gaps are not named"),
    no_first=Answer(NoFirst.REJECTED, "paragraphs 1.2 and 2.1: the figure 1 must stand; invalid papers are rejected"),
    quota=Answer(Quota.HALF, "paragraph 3.2: equals or exceeds the votes of all the other candidates combined"),
    recount=Answer(Recount.EVERY_STAGE, "paragraph 3.2: the other candidates' votes of the moment"),
    batch=Answer(Batch.NOT_ABOVE_NEXT, "paragraph 3.2.1: the two or more with the least, not above the next"),
    ending=Answer(Ending.WHEN_FILLED, "paragraph 3.2: declared elected"),
    look=Answer(Look.NOTHING, "not read"),
)

AV_NSW = replace(
    AV,
    id="av-nsw",
    title="Optional preferential voting in New South Wales",
    law="Electoral Act 2017 (NSW); Local Government (General) Regulation (NSW), optional preferential system",
    proved=False,
    doubts="neither Act nor Regulation was read for this method; the winners agree with 13 official ones",
    one_place=Answer(says=True, cites="one member, or one mayor"),
    overvote=Answer(Marks.STOP, "Regulation 2005, Schedule 5, clause 2: only what precedes a repetition is counted"),
    skipped_ranks_stop=Answer(1, "Regulation 2005, Schedule 5, clause 2: only what precedes an omission is counted"),
    no_first=Answer(NoFirst.REJECTED, "a paper without one first preference is informal"),
    quota=Answer(
        Quota.MORE_THAN_HALF, "an absolute majority: more than half of the papers neither informal nor exhausted"
    ),
    recount=Answer(Recount.EVERY_STAGE, "exhausted papers leave the majority"),
    batch=Answer(Batch.NEVER, "the candidate who has the fewest votes"),
    ending=Answer(Ending.DOWN_TO_TWO, "the Commission publishes the distribution to the last two candidates"),
    look=Answer(Look.NOTHING, "a lot, in the regulations of the State that were read"),
)
