"""The rule sets of Condorcet methods: what each answers, and from which text.

"Debian" is the Constitution for the Debian Project, version 1.9 of 26 March 2022, section A.5. "Kubernetes 2018" is
the order published for the election of the steering committee of October 2018, to which its ballots lead only under
"not compared". What no text here says is an assumption, and the rule set is not proved.
"""

from dataclasses import dataclass
from enum import Enum

from tellers.counting.pairwise import Equal, Unranked
from tellers.counting.rule_sets.questions import Answer
from tellers.counting.strength import Measure

ASSUMED = "assumed: no text was read"
DEBIAN_RANKS = "Debian A.5.1: ranked options are preferred to unranked ones, which are equal to one another"
DEBIAN_DEFEAT = "Debian A.5.4.1: a defeat needs strictly more voters than it has against it"
DEBIAN_STRENGTH = "Debian A.5.7.1: fewer winning votes are weaker; of as many, the defeat with more against it is"
PEP_8001 = "PEP 8001, Voting mechanics"


class Ranking(Enum):
    """How the comparisons become a ranking."""

    WINNER_ONLY = "who defeats every other one, or nobody"
    SCHULZE = "strongest paths"
    RANKED_PAIRS = "defeats kept from the strongest down"
    COPELAND = "most candidates defeated"
    MINIMAX = "mildest worst defeat"


@dataclass(frozen=True)
class CondorcetRules:
    """The answers of one Condorcet method."""

    id: str
    title: str
    ranking: Answer[Ranking]
    measure: Answer[Measure]
    unranked: Answer[Unranked]
    equal: Answer[Equal]
    proved: bool = False


def _rules(id_: str, ranking: Ranking, measure: Measure, unranked: Unranked = Unranked.LAST) -> CondorcetRules:
    """A rule set of which no text was read."""
    return CondorcetRules(
        id_,
        f"{ranking.value}, {measure.value}, {unranked.value}",
        Answer(ranking, ASSUMED),
        Answer(measure, ASSUMED),
        Answer(unranked, ASSUMED),
        Answer(Equal.NONE, ASSUMED),
    )


_RULES = (
    CondorcetRules(
        "condorcet",
        "only a candidate who defeats every other one is elected",
        Answer(Ranking.WINNER_ONLY, f"{PEP_8001}: only a Condorcet winner is accepted; else there is a new election"),
        Answer(Measure.WINNING_VOTES, "strength is never asked"),
        Answer(
            Unranked.LAST, "assumed; PEP 8001 calls a paper that leaves one out invalid, which its file must then do"
        ),
        Answer(Equal.NONE, f"{PEP_8001}, settings of the poll: several choices may be ranked equal"),
        proved=True,
    ),
    CondorcetRules(
        "schulze",
        "Schulze, winning votes, unranked is last",
        Answer(Ranking.SCHULZE, "Debian A.5.5 to A.5.8, whose winners are those of the strongest paths"),
        Answer(Measure.WINNING_VOTES, DEBIAN_STRENGTH),
        Answer(Unranked.LAST, DEBIAN_RANKS),
        Answer(Equal.NONE, DEBIAN_DEFEAT),
        proved=True,
    ),
    CondorcetRules(
        "schulze-not-compared",
        "Schulze, winning votes, not compared",
        Answer(Ranking.SCHULZE, "Kubernetes 2018: the published order is that of the strongest paths"),
        Answer(Measure.WINNING_VOTES, DEBIAN_STRENGTH),
        Answer(Unranked.NOT_COMPARED, "Kubernetes 2018: 'no opinion' enters no comparison"),
        Answer(Equal.NONE, DEBIAN_DEFEAT),
        proved=True,
    ),
    _rules("schulze-margins", Ranking.SCHULZE, Measure.MARGINS),
    _rules("ranked-pairs", Ranking.RANKED_PAIRS, Measure.WINNING_VOTES),
    _rules("ranked-pairs-margins", Ranking.RANKED_PAIRS, Measure.MARGINS),
    _rules("ranked-pairs-not-compared", Ranking.RANKED_PAIRS, Measure.WINNING_VOTES, Unranked.NOT_COMPARED),
    _rules("copeland", Ranking.COPELAND, Measure.WINNING_VOTES),
    _rules("copeland-not-compared", Ranking.COPELAND, Measure.WINNING_VOTES, Unranked.NOT_COMPARED),
    _rules("minimax", Ranking.MINIMAX, Measure.WINNING_VOTES),
    _rules("minimax-margins", Ranking.MINIMAX, Measure.MARGINS),
    _rules("minimax-not-compared", Ranking.MINIMAX, Measure.WINNING_VOTES, Unranked.NOT_COMPARED),
)

CONDORCET: dict[str, CondorcetRules] = {rules.id: rules for rules in _RULES}
"""Method id → rule set."""
