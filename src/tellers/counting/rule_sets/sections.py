"""The rule sets of weighted sections: of what a share is a share, and how much of the whole decides."""

from dataclasses import dataclass
from enum import Enum

from tellers.counting.line import Line
from tellers.counting.rule_sets.questions import Answer


class ShareBase(Enum):
    """What a candidate's votes in a section are a share of."""

    ROUND = "the votes cast in the section in the round"
    FIRST_ROUND = "the votes cast in the section in the first round"


@dataclass(frozen=True)
class SectionRules:
    """The answers of a count by weighted sections."""

    id: str
    title: str
    base: Answer[ShareBase]
    majority: Answer[Line]
    proved: bool


LABOUR = "Labour deputy leadership 1981 and leadership 2010, published figures"
_MAJORITY = Answer(Line.MORE_THAN, f"{LABOUR}: 50.426% and 50.65% of the whole decided")
_RULES = (
    SectionRules(
        "weighted-sections",
        "more than half of the whole; abstainers and exhausted papers leave the base of their section",
        Answer(
            ShareBase.ROUND, f"{LABOUR}: 137 of 208 votes in the second ballot, 140 of 262 papers in the last round"
        ),
        _MAJORITY,
        proved=True,
    ),
    SectionRules(
        "weighted-sections-first-base",
        "more than half of the whole; abstainers and exhausted papers stay in the base of their section",
        Answer(ShareBase.FIRST_ROUND, "assumed: no text was read"),
        _MAJORITY,
        proved=False,
    ),
)
SECTIONS: dict[str, SectionRules] = {rules.id: rules for rules in _RULES}
"""Method id → rule set."""
