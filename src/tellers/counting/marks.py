"""Plurality, block and approval: every mark is one vote, and the most votes win.

They differ in how many marks a paper may have. On ranked papers plurality counts the first preference, and the other
two count every candidate ranked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from tellers.counting.contest import OVERVOTE, Contest, Papers
from tellers.counting.named import Named
from tellers.counting.pairwise import positions
from tellers.counting.placing import Ask, fill, highest_first
from tellers.counting.rule_sets.questions import Answer
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Act, Stage, Transcript
from tellers.errors import Refused


class MostMarks(Enum):
    """How many candidates a paper may vote for; one that votes for more is invalid."""

    ONE = "one"
    SEATS = "as many as there are places"
    ANY = "any number"


@dataclass(frozen=True)
class MarksRules:
    """The answers of one method that adds up marks."""

    id: str
    title: str
    most: Answer[MostMarks]
    proved: bool


_RULES = (
    MarksRules(
        "plurality",
        "one vote a paper, most votes win",
        Answer(MostMarks.ONE, "assumed: no text was read"),
        proved=False,
    ),
    MarksRules(
        "block",
        "as many votes a paper as places, most votes win",
        Answer(
            MostMarks.SEATS,
            "Python PEP 8100 (2019): zero to five names, for five places; "
            "GNOME board election 2003: two papers invalid, too many candidates marked",
        ),
        proved=True,
    ),
    MarksRules(
        "approval",
        "any number of votes a paper, most votes win",
        Answer(MostMarks.ANY, "Python PEP 13, Electing the council (2019 to 2024): zero or more of the candidates"),
        proved=True,
    ),
)
MARKS: dict[str, MarksRules] = {rules.id: rules for rules in _RULES}
"""Method id → rule set."""


@dataclass(frozen=True)
class Totals:
    """Votes for each candidate who stands, counted or published; `nobody` are valid papers for none of them."""

    names: tuple[str, ...]
    votes: Mapping[int, int]
    seats: int
    valid: int
    nobody: int = 0
    blank: int = 0
    spoiled: int = 0
    notes: tuple[str, ...] = ()

    def transcript(self, rules: Named, stages: Sequence[Stage], elected: tuple[int, ...], ask: Ask) -> Transcript:
        """What a method made of these totals."""
        return Transcript(
            method=rules.id,
            rule_set=rules.title,
            candidates=self.names,
            seats=self.seats,
            scale=1,
            quota=None,
            stages=tuple(stages),
            elected=elected,
            ties=tuple(ask.records),
            valid=self.valid,
            blank=self.blank,
            spoiled=self.spoiled,
            proved=rules.proved,
            notes=self.notes,
        )


def count(contest: Contest, method: str, ties: TieBreaker) -> Transcript:
    """The count of papers by a method that adds up marks."""
    rules = MARKS[method]
    papers = contest.papers
    marked = _votes(contest, rules)
    invalid = int(papers.weights[~marked.valid].sum())
    votes = papers.weights[marked.valid] @ marked.votes[marked.valid]
    nobody = int(papers.weights[marked.valid & ~marked.votes.any(axis=1)].sum())
    note = f"papers that vote for more candidates than {rules.most.says.value}, and are invalid: {invalid}"
    totals = Totals(
        contest.candidates,
        {c: int(votes[c]) for c in contest.standing},
        contest.seats,
        papers.total - invalid,
        nobody,
        papers.blank,
        papers.spoiled + invalid,
        (note,) if invalid else (),
    )
    return elect(totals, rules, ties)


def elect(totals: Totals, rules: MarksRules, ties: TieBreaker) -> Transcript:
    """Those with the most votes, from totals counted here or published without the papers."""
    ask = Ask(totals.names, ties)
    elected = fill(highest_first(totals.votes.items()), totals.seats, ask, 1)
    one = rules.most.says is MostMarks.ONE
    counts = "votes" if one else "papers that vote for the candidate"
    stage = Stage(1, Act.VOTES, (), totals.votes, totals.nobody, elected, counts=counts)
    return totals.transcript(rules, [stage], elected, ask)


@dataclass(frozen=True, eq=False)
class _Marked:
    """For each group of papers, whom it votes for and whether it is valid."""

    votes: npt.NDArray[np.bool_]
    valid: npt.NDArray[np.bool_]


def _votes(contest: Contest, rules: MarksRules) -> _Marked:
    papers = contest.papers
    places = positions(papers, len(contest.candidates))
    named = places < papers.ranks.shape[1]
    stands = np.isin(np.arange(len(contest.candidates)), contest.standing)
    if rules.most.says is MostMarks.ONE:
        return _first_preferences(papers, np.where(stands, places, papers.ranks.shape[1]))
    if (papers.ranks == OVERVOTE).any():
        raise Refused("some papers mark several candidates at once, and the file does not say which")
    most = contest.seats if rules.most.says is MostMarks.SEATS else len(contest.candidates)
    return _Marked(named & stands, named.sum(axis=1) <= most)


def _first_preferences(papers: Papers, places: npt.NDArray[np.unsignedinteger]) -> _Marked:
    """The candidate a paper ranks first of those who stand; several at once make it invalid."""
    width = papers.ranks.shape[1]
    first = places.min(axis=1, initial=width, keepdims=True)
    votes = (places == first) & (first < width)
    unknown = np.where(papers.ranks == OVERVOTE, np.arange(width), width).min(axis=1, initial=width)
    return _Marked(votes, (votes.sum(axis=1) <= 1) & (unknown >= first[:, 0]))
