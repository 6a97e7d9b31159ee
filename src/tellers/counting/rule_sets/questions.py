"""The questions that every count by ranked papers must answer, and what may be answered.

A rule set is one answer to each, with the clause it rests on. The engine asks; it knows no rule set by name.
"""

from dataclasses import dataclass, fields
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What a rule set says to one question, and where its rules say so."""

    says: T
    cites: str


class Marks(Enum):
    """What several candidates at one rank do to a paper that comes to it."""

    STOP = "the paper stops there"
    PASS = "the rank is passed over"  # noqa: S105 — a rank, no password
    STOP_IF_ANY_CONTINUES = "the paper stops there if any of them continues; else the rank is passed over"
    STOP_IF_SEVERAL_CONTINUE = "the paper stops there if two of them continue; a single one has the vote"


class NoFirst(Enum):
    """What a paper is whose first rank names no candidate, or several."""

    REJECTED = "invalid: refused before the count"
    COUNTED = "in the count; later ranks are reached as the rules for gaps and overvotes say"


class Quota(Enum):
    """The votes that elect; V valid votes, P places, in units of the last decimal kept."""

    DROOP = "V / (P + 1), the fraction dropped, plus one vote"
    DROOP_PLUS_LAST_DECIMAL = "V / (P + 1) cut to the decimals kept, plus one of the last decimal"
    DROOP_EXACT_OR_UP = "V / (P + 1) if it comes out within the decimals kept, else the next value above"
    MORE_THAN_HALF = "more than half of the votes for continuing candidates"
    HALF = "as many votes as all other continuing candidates together, or more"
    NONE = "there is none"


class Recount(Enum):
    """When the quota is worked out again."""

    NEVER = "never"
    WHILE_NOBODY_IS_ELECTED = "when papers become non-transferable before anybody is elected"
    EVERY_STAGE = "at every stage"


class SurplusPapers(Enum):
    """Which papers of an elected candidate carry the surplus on."""

    ALL = "all that the candidate holds"
    LAST_BATCH = "the batch last received, at one value"
    DRAWN = "whole papers drawn from the parcel last received: which ones is not known from the ballots"
    NONE = "there are no surpluses"


class SurplusValue(Enum):
    """The new value of a paper in a surplus of S votes, of a candidate with T votes."""

    WEIGHTED = "S x the paper's present value / T, cut to the decimals kept"
    WEIGHTED_CUT_TWICE = "S x the paper's present value, cut to the decimals kept; then / T, cut again"
    FRACTION_FIRST = "S / T, cut to the decimals kept; then x the paper's present value, cut again"
    EACH_PAPER = "S / the number of papers, whatever their value; as a fraction, each credit cut to whole votes"
    EACH_TRANSFERABLE = "S / the number of transferable papers, cut, and no more than the present value"
    NONE = "there are no surpluses"


class SurplusOrder(Enum):
    """Which of several surpluses goes first."""

    LARGEST = "the largest"
    AS_ELECTED = "that of the candidate elected first"
    NONE = "there are no surpluses"


class Batch(Enum):
    """When several lowest candidates are excluded together."""

    NEVER = "one at a time"
    NOT_ABOVE_NEXT = "their votes and waiting surpluses together do not exceed the votes of the next above"
    BELOW_NEXT = "their votes and waiting surpluses together are fewer than the votes of the next above"


class Parcels(Enum):
    """How the papers of the excluded are moved."""

    TOGETHER = "all at once, each at the value it had"
    EACH_VALUE_A_STAGE = "value by value, highest first, each a stage with elections after it"
    EACH_VALUE_IN_A_STAGE = "value by value, highest first, with elections after each, all one stage"


class Fill(Enum):
    """When as many candidates continue as places are left, and they have them."""

    AFTER_TRANSFER = "at the end of a stage"
    BEFORE_TRANSFER = "as soon as the last exclusion is known, before its papers move"
    AFTER_SURPLUSES = "at the end of a stage, once no surplus waits"
    BEFORE_TRANSFER_AFTER_SURPLUSES = "before the papers of the last exclusion move; not while a surplus waits"


class Ending(Enum):
    """How long the count goes on."""

    WHEN_FILLED = "until every place is filled"
    DOWN_TO_TWO = "until two candidates are left; the one with more votes is elected"
    FIRST_OR_DOWN_TO_TWO = "at once by more than half of the first preferences; else until two candidates are left"
    DOWN_TO_PLACES = "until as many are left as places; they are elected"


class Look(Enum):
    """What is looked at to break a tie before anybody is asked or a lot is drawn."""

    BACK = "the most recent earlier stage at which their votes differ"
    FORWARD = "the earliest stage at which their votes differ"
    NOTHING = "nothing"


@dataclass(frozen=True)
class RuleSet:
    """One set of rules, as answers that each cite their clause.

    `proved` is False where the text was not read, or no official result was held against it; `doubts` says what is
    open. A deviation is another rule set with its own id, made by `dataclasses.replace`.
    """

    id: str
    title: str
    law: str
    proved: bool
    doubts: str
    one_place: Answer[bool]
    overvote: Answer[Marks]
    skipped_ranks_stop: Answer[int]
    repeat_stops: Answer[bool]
    no_first: Answer[NoFirst]
    undeclared_first_out: Answer[bool]
    decimals: Answer[int]
    quota: Answer[Quota]
    recount: Answer[Recount]
    elected_by_active_vote: Answer[bool]
    surplus_papers: Answer[SurplusPapers]
    surplus_value: Answer[SurplusValue]
    surplus_order: Answer[SurplusOrder]
    surplus_may_wait: Answer[bool]
    batch: Answer[Batch]
    batch_before_surplus: Answer[bool]
    parcels: Answer[Parcels]
    fill: Answer[Fill]
    last_two: Answer[bool]
    ending: Answer[Ending]
    look: Answer[Look]

    @property
    def two_remain(self) -> bool:
        """Whether the count goes on until two candidates are left."""
        return self.ending.says in {Ending.DOWN_TO_TWO, Ending.FIRST_OR_DOWN_TO_TWO}

    @property
    def fills_before_transfer(self) -> bool:
        """Whether the last places are filled before the papers of the last excluded move."""
        return self.fill.says in {Fill.BEFORE_TRANSFER, Fill.BEFORE_TRANSFER_AFTER_SURPLUSES}

    @property
    def fills_after_surpluses(self) -> bool:
        """Whether the last places are not filled while a surplus waits."""
        return self.fill.says in {Fill.AFTER_SURPLUSES, Fill.BEFORE_TRANSFER_AFTER_SURPLUSES}

    @property
    def quota_stands(self) -> bool:
        """Whether one quota holds for the whole count, rather than a new one at every stage."""
        return self.recount.says is not Recount.EVERY_STAGE

    @property
    def answers(self) -> tuple[tuple[str, str, str], ...]:
        """Every question with what is said and the clause, for a person to read beside the law."""
        return answers_in(self)


def answers_in(rules: "DataclassInstance") -> tuple[tuple[str, str, str], ...]:
    """Every answer among the fields of a rule set of any family: the question, what is said and the clause."""
    given = ((field.name, getattr(rules, field.name)) for field in fields(rules))
    return tuple((name, _words(answer.says), answer.cites) for name, answer in given if isinstance(answer, Answer))


def _words(says: object) -> str:
    if isinstance(says, Enum):
        return str(says.value)
    return {True: "yes", False: "no"}[says] if isinstance(says, bool) else str(says)
