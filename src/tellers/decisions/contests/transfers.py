"""Rounds of the alternative vote or of transferable votes as published, held against the rule set."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from tellers.counting.rounds import PublishedRound, count_rounds, faults
from tellers.counting.rule_sets.registry import rule_set
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Transcript
from tellers.decisions.contests.counted import Counted, votes_of
from tellers.decisions.contests.following import follow
from tellers.decisions.contests.poll import Poll
from tellers.decisions.facts import Round, Votes
from tellers.decisions.known import exactly
from tellers.decisions.verdict import Contradiction


def count_transfers(poll: Poll) -> Counted:
    """What the rounds come to; first preferences alone, or votes by section to be added up, are one round."""
    rounds, rules = _rounds(poll), rule_set(poll.method)
    published = [
        PublishedRound(one.label or f"round {n}", one.votes, one.exhausted) for n, one in enumerate(rounds, 1)
    ]

    def count(some: Sequence[PublishedRound], ties: TieBreaker) -> Transcript:
        return count_rounds(some, poll.places, rules, ties)

    fact = f"{poll.fact}.rounds"
    followed = follow(published, count, poll.breaker, fact)
    transcript = followed.transcript
    quota = None if transcript.quota is None else Fraction(transcript.quota, transcript.scale)
    told = [Contradiction(fact, text) for text in faults(published, quota)]
    waits = any(note.startswith("not decided") for note in transcript.notes)
    return Counted(
        transcript,
        poll.ballot.papers,
        exactly(published[0].total),
        votes_of(transcript),
        by_round=tuple(one.sections for one in rounds if one.sections),
        broken=followed.broken,
        missing=(f"{fact}[{min(len(rounds), len(transcript.stages))}]",) if waits and not transcript.possible else (),
        contradictions=(*followed.later, *told, *_withdrawn(rounds, fact)),
    )


def summed(sections: Sequence[Votes]) -> dict[str, Fraction]:
    """Votes of several sections added up."""
    names = dict.fromkeys(name for votes in sections for name in votes)
    return {name: added(votes[name] for votes in sections if name in votes) for name in names}


def added(numbers: Iterable[Fraction]) -> Fraction:
    """The sum; that of whole numbers without the cost of fractions, since there may be hundreds of sections."""
    given = list(numbers)
    if all(one.denominator == 1 for one in given):
        return Fraction(sum(one.numerator for one in given))
    return sum(given, Fraction(0))


def _rounds(poll: Poll) -> tuple[Round, ...]:
    ballot = poll.ballot
    if ballot.rounds:
        return tuple(
            one
            if one.votes
            else Round(one.label, summed(list(one.sections.values())), one.exhausted, sections=one.sections)
            for one in ballot.rounds
        )
    if ballot.sections:
        return (Round(None, summed(list(ballot.sections.values())), sections=ballot.sections),)
    return (Round(None, ballot.votes),)


def _withdrawn(rounds: Sequence[Round], fact: str) -> tuple[Contradiction, ...]:
    return tuple(
        Contradiction(
            f"{fact}[{number}].withdrew",
            f"{', '.join(one.withdrew)} withdrew between rounds of one ballot; nobody leaves it but by the rule",
        )
        for number, one in enumerate(rounds)
        if one.withdrew
    )
