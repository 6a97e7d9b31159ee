"""The rule sets of exhaustive ballots: when they end, who is out, and what a tie for last does."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from tellers.counting.rule_sets.questions import Answer

ASSUMED = "assumed: no text was read"
SPEAKER = "Commons Standing Order 1B, as the Procedure Committee reports it (HC 341 of 2009-10, paragraph 8)"
CONSERVATIVE = "Conservative leadership elections 2001 to 2024, published ballots"


class TieForLast(Enum):
    """What happens when several have the fewest votes."""

    AGAIN_THEN_ALL = "all candidates are balloted again; if tied again, those who tie are out"
    AGAIN_ALL = "all candidates are balloted again"
    AGAIN = "those who tie are balloted again, and the last of them is out"
    ALL = "all of them are out"
    DECISION = "one is out, by a decision or by lot"


@dataclass(frozen=True)
class ExhaustiveRules:
    """The answers of one exhaustive ballot; a gate is set for each ballot and given with it.

    `places`: the ballots end when so many candidates are left. `majority`: more than half of the votes ends them too.
    `share`: whoever has less than this share of the votes is out. `out_from`: the first ballot whose last is out, None
    where nobody ever is for being last; before it anybody may stand afresh.
    """

    id: str
    title: str
    places: Answer[int]
    majority: Answer[bool]
    share: Answer[Fraction | None]
    tie_for_last: Answer[TieForLast]
    out_from: Answer[int | None]
    proved: bool


_RULES = (
    ExhaustiveRules(
        "exhaustive",
        "the last is out, until one has more than half",
        Answer(1, ASSUMED),
        Answer(says=True, cites=ASSUMED),
        Answer(None, ASSUMED),
        Answer(TieForLast.AGAIN_ALL, ASSUMED),
        Answer(1, ASSUMED),
        proved=False,
    ),
    ExhaustiveRules(
        "exhaustive-two-left",
        "the last is out, until two are left; these go on to the members' ballot",
        Answer(2, f"{CONSERVATIVE}: the last two go to the members"),
        Answer(says=False, cites=f"{CONSERVATIVE}: 165 of 329 in 2016 and 157 of 311 in 2019 did not end them"),
        Answer(None, f"{CONSERVATIVE}: no share is known; the gates were set ballot by ballot"),
        Answer(TieForLast.AGAIN_THEN_ALL, "chairman of the 1922 Committee, July 2001; the rules were silent"),
        Answer(1, f"{CONSERVATIVE}: the last was out of every ballot"),
        proved=True,
    ),
    ExhaustiveRules(
        "exhaustive-speaker",
        "the last, and all below 5% of the votes, are out, until one has more than half",
        Answer(1, SPEAKER),
        Answer(
            says=True,
            cites=f"{SPEAKER}: more than half the votes cast; in 2019 the chair said ballots, spoiled ones too",
        ),
        Answer(Fraction(1, 20), f"{SPEAKER}: fewer than 5% of the votes cast in the previous ballot"),
        Answer(TieForLast.AGAIN_ALL, "assumed: the report is silent"),
        Answer(1, f"{SPEAKER}: the last is out of every ballot"),
        proved=True,
    ),
)
EXHAUSTIVE: dict[str, ExhaustiveRules] = {rules.id: rules for rules in _RULES}
"""Method id → rule set."""
