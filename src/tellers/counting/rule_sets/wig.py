"""Weighted inclusive Gregory: the reference rule of the Proportional Representation Foundation, and Minneapolis."""

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

PRF = "PRF Reference Rule: WIGM"
CODE = "Minneapolis Code of Ordinances, 167"

WIG = RuleSet(
    id="stv-wig",
    title="Weighted inclusive Gregory",
    law=PRF,
    proved=True,
    doubts="",
    one_place=Answer(says=False, cites=f"{PRF}, A.1: the number of seats to be filled"),
    overvote=Answer(Marks.STOP, "not in the rule: a ballot ranks its candidates one by one"),
    skipped_ranks_stop=Answer(0, f"{PRF}, D.2: the highest-ranking hopeful candidate"),
    repeat_stops=Answer(says=False, cites=f"{PRF}, D.2"),
    no_first=Answer(NoFirst.REJECTED, f"{PRF}, A.1: valid ballots"),
    undeclared_first_out=Answer(says=False, cites="not in the rule"),
    decimals=Answer(4, f"{PRF}, D.4: truncate to four decimal places"),
    quota=Answer(Quota.DROOP_PLUS_LAST_DECIMAL, f"{PRF}, A.1: plus 0.0001"),
    recount=Answer(Recount.NEVER, f"{PRF}, A.1"),
    elected_by_active_vote=Answer(says=False, cites=f"{PRF}, B.1"),
    surplus_papers=Answer(SurplusPapers.ALL, f"{PRF}, B.3: each ballot assigned to that candidate"),
    surplus_value=Answer(SurplusValue.WEIGHTED_CUT_TWICE, f"{PRF}, B.3 and D.4: each multiplication and division"),
    surplus_order=Answer(SurplusOrder.LARGEST, f"{PRF}, B.3"),
    surplus_may_wait=Answer(says=False, cites=f"{PRF}, B.3 before B.4"),
    batch=Answer(Batch.NEVER, f"{PRF}, B.2 is optional"),
    batch_before_surplus=Answer(says=False, cites=f"{PRF}, B.2 is optional"),
    parcels=Answer(Parcels.TOGETHER, f"{PRF}, B.4 and D.2"),
    fill=Answer(Fill.BEFORE_TRANSFER, f"{PRF}, B.4: test count complete before the transfer"),
    last_two=Answer(says=False, cites=f"{PRF}, D.3"),
    ending=Answer(Ending.WHEN_FILLED, f"{PRF}, D.3"),
    look=Answer(Look.NOTHING, f"{PRF}, D.1: a predetermined random order, here a decision or a lot"),
)

WIG_BATCH = replace(
    WIG,
    id="stv-wig-batch",
    title="Weighted inclusive Gregory, sure losers together",
    batch=Answer(Batch.BELOW_NEXT, f"{PRF}, B.2"),
    batch_before_surplus=Answer(says=True, cites=f"{PRF}, B.2 before B.3"),
)

MINNEAPOLIS = RuleSet(
    id="stv-minneapolis",
    title="Minneapolis, several seats",
    law=f"{CODE}.20 and {CODE}.70",
    proved=False,
    doubts="no official count was held against it; the ordinance was read as of 2009, with 167.20 as amended later",
    one_place=Answer(says=False, cites=f"{CODE}.70: multiple-seat elections"),
    overvote=Answer(Marks.STOP, f"{CODE}.20, exhausted ballot; how overvotes are read was not seen"),
    skipped_ranks_stop=Answer(2, "two skipped ranks in a row: the settings of the city's count of 2013"),
    repeat_stops=Answer(says=False, cites=f"{CODE}.20, duplicate ranking"),
    no_first=Answer(NoFirst.COUNTED, f"{CODE}.20: an exhausted ballot"),
    undeclared_first_out=Answer(says=True, cites=f"{CODE}.20: undeclared write-ins only give votes away"),
    decimals=Answer(4, f"{CODE}.20, surplus fraction and transfer value: four decimal places"),
    quota=Answer(Quota.DROOP, f"{CODE}.20, threshold: any fractions disregarded"),
    recount=Answer(Recount.NEVER, f"{CODE}.20, threshold"),
    elected_by_active_vote=Answer(says=False, cites=f"{CODE}.70(1)(a)"),
    surplus_papers=Answer(SurplusPapers.ALL, f"{CODE}.70(1)(d): each vote cast for an elected candidate"),
    surplus_value=Answer(SurplusValue.FRACTION_FIRST, f"{CODE}.20, surplus fraction, then transfer value"),
    surplus_order=Answer(SurplusOrder.LARGEST, f"{CODE}.70(1)(d)"),
    surplus_may_wait=Answer(says=False, cites=f"{CODE}.70(1)(d)"),
    batch=Answer(Batch.BELOW_NEXT, f"{CODE}.20: not enough to equal or surpass the next higher"),
    batch_before_surplus=Answer(says=True, cites=f"{CODE}.70(1)(c): surpluses calculated but not yet transferred"),
    parcels=Answer(Parcels.TOGETHER, f"{CODE}.70(1)(e): at their transfer value"),
    fill=Answer(Fill.AFTER_TRANSFER, f"{CODE}.70(1)(f)"),
    last_two=Answer(says=False, cites=f"{CODE}.70(1)(f)"),
    ending=Answer(Ending.WHEN_FILLED, f"{CODE}.70(1)(a) and (f)"),
    look=Answer(Look.NOTHING, f"{CODE}.70(1)(d) and (e): by lot"),
)
