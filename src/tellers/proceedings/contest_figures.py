"""The figures of a sealed ballot of a contest, as its archive proves them, in the form of a ballot of facts.

Opened votes become papers grouped by ranking, in an order that says nothing; those that are no ranking are spoiled,
and stand as a number for each reason. Sums stand as they are.
"""

from collections import Counter
from dataclasses import dataclass

from tellers.ballots.questions import NonHomomorphic
from tellers.ballots.ranking import read_rankings
from tellers.ballots.result import Result
from tellers.canonical import Json
from tellers.proceedings.facts import SpoiledPapers


@dataclass(frozen=True)
class Figures:
    """A ballot of facts, and the spoiled votes in it by reason."""

    ballot: dict[str, Json]
    spoiled: tuple[SpoiledPapers, ...] = ()


def figures_of(result: Result, counted: int, before: dict[str, Json] | None) -> Figures:
    """What the result of an election of one question gives; `counted` are the voters whose ballot counts.

    `before` is the ballot of the stage so far where it is held in rounds (with none yet, an empty one), else None.
    """
    (question,) = result.asked
    if isinstance(question, NonHomomorphic):
        return _ranked(result, question.answers)
    blank, *votes = result.counts(0)
    named: dict[str, Json] = dict(zip(question_names(result), votes, strict=True))
    if before is None:
        return Figures({"votes": named, "papers": {"returned": counted, "blank": blank, "spoiled": 0}})
    rounds = before.get("rounds", [])
    earlier = rounds if isinstance(rounds, list) else []
    return Figures({"rounds": [*earlier, {"votes": named, "blank": blank, "spoiled": 0}]})


def question_names(result: Result) -> tuple[str, ...]:
    """The options of the question, as its answers name them."""
    return tuple(name for name in result.asked[0].answers if isinstance(name, str))


def _ranked(result: Result, names: tuple[str, ...]) -> Figures:
    votes = [row for row in result.rows[0] if isinstance(row, tuple)]
    read = read_rankings(votes, result.no_votes_in(0))
    papers = Counter(read.rankings)
    rankings: list[Json] = [
        {"papers": number, "ranks": [names[place] for place in ranking]} for ranking, number in sorted(papers.items())
    ]
    told: dict[str, Json] = {"returned": len(votes), "blank": read.blank, "spoiled": read.spoiled_votes}
    spoiled = tuple(SpoiledPapers(fault.value, number) for fault, number in read.spoiled)
    return Figures({"rankings": rankings, "papers": told}, spoiled)
