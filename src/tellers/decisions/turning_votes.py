"""The changes that could turn the last ballot of a contest: votes for the elected cast for the next instead."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tellers.decisions.facts import Ballot, Facts, Votes
from tellers.decisions.turning import Change
from tellers.decisions.verdict import Verdict


def vote_changes(facts: Facts, verdict: Verdict) -> Iterator[Change]:
    """Votes of the last elected cast for the first who was not, of the whole or of each section of the last ballot."""
    pair = _at_the_line(verdict)
    last = next(reversed(verdict.stages), None)
    if pair is None or last is None:
        return
    ahead, behind = pair
    stage = last.stage if last.stage in facts.ballots else next(iter(facts.ballots), None)
    if stage is None:
        return
    ballot = facts.ballots[stage]
    for section, votes in _votes_of(ballot):
        if ahead not in votes or behind not in votes:
            continue
        where = "" if section is None else f" in {section}"
        text = f"votes for {ahead} cast for {behind} instead{where}"

        def apply(steps: int, section: str | None = section) -> Facts | None:
            moved = _moved(ballot, section, ahead, behind, steps)
            return None if moved is None else replace(facts, ballots={**facts.ballots, stage: moved})

        yield Change(text, apply, int(votes[ahead]), steady=section is not None)


def _at_the_line(verdict: Verdict) -> tuple[str, str] | None:
    """The elected with the least and the not elected with the most, in the last tally that has both."""
    filtered = {name for step in verdict.filters for name in (*step.removed, *step.added)}
    for step in reversed(verdict.stages):
        tally = {name: Fraction(text) for name, text in step.tally.items() if name not in filtered}
        inside = [name for name in tally if name in verdict.winners]
        outside = [name for name in tally if name not in verdict.winners]
        if inside and outside:
            return min(inside, key=lambda name: tally[name]), max(outside, key=lambda name: tally[name])
    return None


def _votes_of(ballot: Ballot) -> Iterator[tuple[str | None, Votes]]:
    """The votes of a ballot that is told by them, or of its sections; of several rounds, the last."""
    sections = ballot.rounds[-1].sections if ballot.rounds else ballot.sections
    if sections:
        yield from sections.items()
    elif ballot.votes:
        yield None, ballot.votes
    elif len(ballot.rounds) == 1:
        yield None, ballot.rounds[0].votes


def _moved(ballot: Ballot, section: str | None, ahead: str, behind: str, steps: int) -> Ballot | None:
    if ballot.rounds:
        last = ballot.rounds[-1]
        if section is None:
            votes = _swapped(last.votes, ahead, behind, steps)
            return None if votes is None else replace(ballot, rounds=(*ballot.rounds[:-1], replace(last, votes=votes)))
        votes = _swapped(last.sections[section], ahead, behind, steps)
        if votes is None:
            return None
        changed = replace(last, sections={**last.sections, section: votes})
        return replace(ballot, rounds=(*ballot.rounds[:-1], changed))
    if section is None:
        votes = _swapped(ballot.votes, ahead, behind, steps)
        return None if votes is None else replace(ballot, votes=votes)
    votes = _swapped(ballot.sections[section], ahead, behind, steps)
    return None if votes is None else replace(ballot, sections={**ballot.sections, section: votes})


def _swapped(votes: Votes, ahead: str, behind: str, steps: int) -> Votes | None:
    if votes[ahead] < steps:
        return None
    return {**votes, ahead: votes[ahead] - steps, behind: votes[behind] + steps}
