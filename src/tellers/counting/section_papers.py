"""The ranked papers of weighted sections, counted into rounds: each paper counts in full in its own section."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from tellers.counting.contest import Contest, Papers
from tellers.counting.pairwise import positions
from tellers.counting.placing import Ask
from tellers.counting.sections import College, Counting, Round, transcript_of
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Transcript
from tellers.errors import RecordBroken


def count_papers(electing: College, contests: Mapping[str, Contest], ties: TieBreaker) -> Transcript:
    """The count of each section's ranked papers; every paper counts in full in its own section, in every round.

    All sections must have the same candidates; one who has withdrawn in any is in none.
    """
    names = _candidates(electing, contests)
    gone = {contest.candidates[c] for contest in contests.values() for c in contest.withdrawn}
    counting = Counting(names, electing, Ask(names, ties), frozenset(names) - gone)
    places = {section: _places(contest, names) for section, contest in contests.items()}
    while not counting.elected and counting.left:
        left = [names.index(name) for name in sorted(counting.left)]
        held = {section: _held(contests[section].papers, places[section], left) for section in contests}
        votes = {section: {names[c]: number for c, number in found.items()} for section, found in held.items()}
        exhausted = {section: contests[section].papers.total - sum(found.values()) for section, found in held.items()}
        counting.decide(Round(votes, exhausted))
    papers = [contest.papers for contest in contests.values()]
    blank, spoiled = sum(one.blank for one in papers), sum(one.spoiled for one in papers)
    return replace(transcript_of(counting), blank=blank, spoiled=spoiled)


def _candidates(electing: College, contests: Mapping[str, Contest]) -> tuple[str, ...]:
    """The candidates of every section, in the order of the first."""
    sections = {section.name for section in electing.sections}
    if sections != set(contests):
        raise RecordBroken(
            f"papers of {', '.join(sorted(contests))}; shares of {', '.join(sorted(sections))}", entry="sections"
        )
    first = next(iter(contests.values())).candidates
    for section, contest in contests.items():
        if odd := set(contest.candidates) ^ set(first):
            raise RecordBroken(
                f"{', '.join(sorted(odd))} does not stand in every section", entry=f"candidates of section {section}"
            )
    return first


def _places(contest: Contest, names: Sequence[str]) -> npt.NDArray[np.unsignedinteger]:
    """Where each group of a section's papers ranks each candidate, in the common order."""
    places = positions(contest.papers, len(contest.candidates))
    return places[:, [contest.candidates.index(name) for name in names]]


def _held(papers: Papers, places: npt.NDArray[np.unsignedinteger], left: Sequence[int]) -> dict[int, int]:
    """Votes of those left: each paper's first choice among them; one with two first choices is exhausted."""
    width = papers.ranks.shape[1]
    among = places[:, left]
    first = among.min(axis=1, initial=width, keepdims=True)
    choice = (among == first) & (first < width)
    votes = papers.weights @ (choice & (choice.sum(axis=1, keepdims=True) == 1))
    return {c: int(number) for c, number in zip(left, votes, strict=True)}
