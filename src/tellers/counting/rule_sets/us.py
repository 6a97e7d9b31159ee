"""Ranked choice voting in the United States: one place by instant runoff, several by leaving the last ones."""

from dataclasses import replace

from tellers.counting.rule_sets.av import AV
from tellers.counting.rule_sets.questions import Answer, Batch, Ending, Look, Marks, NoFirst, Quota, Recount

MAINE = "Maine Revised Statutes, title 21-A, section 723-A"
RULE_535 = "29-250 C.M.R. chapter 535, section 4"
MINNEAPOLIS = "Minneapolis Code of Ordinances, chapter 167"
COMMON = "common to the cities whose counts are in the tests; no one law"

AV_US = replace(
    AV,
    id="av-us",
    title="Ranked choice voting in the United States",
    law="what Burlington, San Francisco, Oakland and Pierce County have in common",
    one_place=Answer(says=True, cites=COMMON),
    overvote=Answer(Marks.STOP, COMMON),
    skipped_ranks_stop=Answer(0, COMMON),
    no_first=Answer(NoFirst.COUNTED, "ballots that cannot be counted are reported at every round, not refused"),
    undeclared_first_out=Answer(says=False, cites=COMMON),
    quota=Answer(Quota.MORE_THAN_HALF, COMMON),
    recount=Answer(Recount.EVERY_STAGE, "a majority of the ballots that continue"),
    batch=Answer(Batch.NEVER, "one at a time; a batch changes the numbers of the rounds, never the winner"),
    ending=Answer(Ending.WHEN_FILLED, COMMON),
    look=Answer(Look.NOTHING, "ties are drawn by lot"),
)

AV_US_TWO = replace(
    AV_US,
    id="av-us-two",
    title="Ranked choice voting until two candidates remain",
    law="as av-us, to the last two",
    ending=Answer(Ending.DOWN_TO_TWO, "what New York City and others publish"),
)

AV_US_BATCH = replace(
    AV_US,
    id="av-us-batch",
    title="Ranked choice voting with batch elimination, until two candidates remain",
    law="as av-us-two, with those who cannot win out together",
    batch=Answer(Batch.BELOW_NEXT, f"{MINNEAPOLIS}, 167.20: mathematically impossible to be elected"),
    ending=Answer(Ending.DOWN_TO_TWO, "what New York City and others publish"),
)

RCTAB = "a setting of RCTab, the program of many cities"
SETTING = "no count with this setting was held against it"

AV_US_OVERVOTE_SKIPPED = replace(
    AV_US,
    id="av-us-overvote-skipped",
    title="Ranked choice voting, overvotes passed over",
    law="as av-us, otherwise for overvotes",
    proved=False,
    doubts=SETTING,
    overvote=Answer(Marks.PASS, f"{RCTAB}: always skip to next rank"),
)

AV_US_OVERVOTE_SINGLE = replace(
    AV_US,
    id="av-us-overvote-single",
    title="Ranked choice voting, an overvote counts once a single one of its candidates continues",
    law="as av-us, otherwise for overvotes",
    proved=False,
    doubts=SETTING,
    overvote=Answer(Marks.STOP_IF_SEVERAL_CONTINUE, f"{RCTAB}: exhaust if multiple continuing"),
)

AV_US_REPEAT_STOPS = replace(
    AV_US,
    id="av-us-repeat-stops",
    title="Ranked choice voting, a candidate named again ends a ballot",
    law="as av-us, otherwise for repeated candidates",
    proved=False,
    doubts=SETTING,
    repeat_stops=Answer(says=True, cites=f"{RCTAB}: exhaust on duplicate candidate"),
)

AV_US_MAINE = replace(
    AV_US,
    id="av-us-maine",
    title="Ranked choice voting in Maine",
    law=f"{MAINE} (as amended 2023); {RULE_535}",
    proved=False,
    doubts="no official count of Maine was held against it; what decides ties was not read",
    one_place=Answer(says=True, cites=MAINE),
    overvote=Answer(Marks.STOP_IF_ANY_CONTINUES, f"{MAINE}.1.D: an overvote at the highest continuing ranking"),
    skipped_ranks_stop=Answer(2, f"{MAINE}.1.D: two or more sequential skipped rankings"),
    no_first=Answer(NoFirst.COUNTED, f"{MAINE}.1.D: an exhausted ballot"),
    quota=Answer(Quota.MORE_THAN_HALF, f"{RULE_535}.2.A: more than 50% of the first choice votes, at first"),
    batch=Answer(Batch.NEVER, f"{MAINE}.1.A, repealed by 2023, chapter 304"),
    ending=Answer(Ending.FIRST_OR_DOWN_TO_TWO, f"{RULE_535}.2.A: else when only two continuing candidates remain"),
)

AV_US_MAINE_2018 = replace(
    AV_US_MAINE,
    id="av-us-maine-2018",
    title="Ranked choice voting in Maine until 2023",
    law=f"{MAINE} (2015 to 2023); {RULE_535}",
    batch=Answer(Batch.NOT_ABOVE_NEXT, f"{MAINE}.1.G: would not be enough to surpass the next-higher total"),
)

AV_US_MINNEAPOLIS = replace(
    AV_US,
    id="av-us-minneapolis",
    title="Ranked choice voting in Minneapolis, one seat",
    law=f"{MINNEAPOLIS}, 167.20 and 167.60",
    one_place=Answer(says=True, cites="167.60"),
    skipped_ranks_stop=Answer(2, "two skipped ranks in a row: the settings of the city's count of 2013"),
    undeclared_first_out=Answer(says=True, cites="167.20: undeclared write-in candidates cannot be elected"),
    batch=Answer(Batch.BELOW_NEXT, "167.20: not enough to equal or surpass the next higher"),
    ending=Answer(Ending.WHEN_FILLED, "a majority of the ballots that continue: the city's count of 2013"),
)

AV_US_BOTTOMS_UP = replace(
    AV_US,
    id="av-us-bottoms-up",
    title="Ranked choice voting, lowest out until as many are left as places",
    law="as used in party primaries; no text was read",
    proved=False,
    doubts="no text was read, no official count was held against it",
    one_place=Answer(says=False, cites="any number of places"),
    quota=Answer(Quota.NONE, "nobody is elected before the last exclusion"),
    recount=Answer(Recount.NEVER, "there is no quota"),
    ending=Answer(Ending.DOWN_TO_PLACES, "as many candidates left as places"),
)
