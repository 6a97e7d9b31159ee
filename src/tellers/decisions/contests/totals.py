"""Totals of votes or scores, as published: the most votes win; of STAR, the two highest go to a runoff."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from tellers.counting import marks, runoffs
from tellers.counting.marks import MARKS, Totals
from tellers.counting.methods import decided
from tellers.counting.placing import Ask, fill, highest_first
from tellers.counting.scores import SCORE
from tellers.counting.star import STAR
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Act, Stage, Transcript
from tellers.decisions.contests.counted import Counted, votes_of
from tellers.decisions.contests.following import whole
from tellers.decisions.contests.poll import Poll
from tellers.decisions.contests.transfers import summed
from tellers.decisions.facts import Votes
from tellers.decisions.known import Amount, exactly, unknown
from tellers.decisions.verdict import Contradiction
from tellers.rulebook.contests import ContestTie

ONE_CHOICE = "plurality"
SEVERAL = "bloc-star"
"""STAR for several places, which puts candidates in an order; of one place it says who wins, and no more."""


def count_marks(poll: Poll) -> Counted:
    """One choice or several a paper; ballots held again among those who were tied follow one another."""
    ballots = _ballots(poll)
    valid = _valid(poll, ballots[0])

    def elect(votes: Votes, seats: int, ties: TieBreaker) -> Transcript:
        return marks.elect(_totals(poll, votes, seats, _valid(poll, votes)), MARKS[poll.method], ties)

    counted = _counted(poll, ballots[0], valid, elect)
    again = _Again(poll, elect)
    return again.held(counted, ballots) if len(ballots) > 1 else counted


def count_scores(poll: Poll) -> Counted:
    """The highest totals."""
    valid = _valid(poll, poll.ballot.votes)

    def elect(votes: Votes, seats: int, ties: TieBreaker) -> Transcript:
        totals = _totals(poll, votes, seats, valid)
        ask = Ask(totals.names, ties)
        elected = fill(highest_first(totals.votes.items()), seats, ask, 1)
        stage = Stage(1, Act.SCORES, (), totals.votes, 0, elected, counts="points")
        return totals.transcript(SCORE[poll.method], [stage], elected, ask)

    counted = _counted(poll, poll.ballot.votes, valid, elect)
    return replace(counted, contradictions=(*counted.contradictions, *_too_high(poll, valid)))


def count_star(poll: Poll) -> Counted:
    """Totals, and the runoffs that were published with them; one that decides and was not is missing."""
    held = [runoffs.Runoff(one.finalists, one.prefer, one.equal) for one in poll.ballot.runoffs]
    valid = _valid(poll, poll.ballot.votes)
    papers = next((one.papers for one in held if one.papers is not None), None)
    known = valid if valid.value is not None or papers is None else exactly(papers)

    def elect(votes: Votes, seats: int, ties: TieBreaker) -> Transcript:
        return runoffs.count_runoffs(_totals(poll, votes, seats, known), held, STAR[poll.method], ties)

    try:
        counted = _counted(poll, poll.ballot.votes, known, elect)
    except runoffs.Unpublished as error:
        first, second = error.names_compared
        return _without_runoffs(poll, known, f"{poll.fact}.runoffs: {first} and {second}")
    size = None if known.value is None else int(known.value)
    told = [Contradiction(f"{poll.fact}.runoffs", text) for text in runoffs.faults(counted.transcript, held, size)]
    return replace(
        counted,
        reseated=counted.reseated if poll.method == SEVERAL else None,
        contradictions=(*counted.contradictions, *told, *_too_high(poll, known)),
    )


class _Again:
    """Ballots held again because of a tie: among those who were tied, or among all, as the book has it."""

    def __init__(self, poll: Poll, elect: Callable[[Votes, int, TieBreaker], Transcript]) -> None:
        self._poll, self._elect = poll, elect

    def held(self, first: Counted, ballots: Sequence[Votes]) -> Counted:
        """The count of the last ballot; broken where a ballot was held that no tie called for."""
        before, sure = first, first.elected
        for number, votes in enumerate(ballots[1:], 2):
            expected = self._balloted(set(before.tied), ballots[0])
            if (fault := self._fault(before, votes, expected)) is not None:
                text = f"ballot {number} {fault}"
                return replace(before, broken=Contradiction(f"{self._poll.fact}.rounds[{number - 1}]", text))
            if expected == set(ballots[0]):
                before = self._next(votes, self._poll.places, (), before)
                before = replace(
                    before, votes=votes_of(before.transcript), valid=_valid(self._poll, votes), decides=None
                )
            else:
                sure = before.elected
                before = self._next(votes, self._poll.places - len(sure), sure, before)
        return before

    def _fault(self, before: Counted, votes: Votes, expected: set[str] | None) -> str | None:
        """Why nobody could hold a further ballot, or not this one; None where it is the one to hold."""
        if not before.tied:
            return "was held, and the one before it decides"
        if expected is None:
            return f"was held, and equal votes are for {self._poll.stage.tie.value.value} to settle"
        if set(votes) != expected:
            between, again = ", ".join(sorted(votes)), ", ".join(sorted(expected))
            return f"is between {between}; to be balloted again: {again}"
        return None

    def _balloted(self, tied: set[str], everybody: Votes) -> set[str] | None:
        """Whom a further ballot is between: those tied for the place, or all; None where the book has none."""
        match self._poll.stage.tie.value:
            case ContestTie.AGAIN:
                return tied
            case ContestTie.AGAIN_ALL | ContestTie.AGAIN_THEN_ALL:
                return set(everybody)
        return None

    def _next(self, votes: Votes, seats: int, sure: tuple[str, ...], before: Counted) -> Counted:
        """A further ballot for the places left; what conditions look at stays as it was."""
        decides = len(before.transcript.stages) - 1 if before.decides is None else before.decides
        result = decided(lambda ties: self._elect(votes, seats, ties), self._poll.breaker)
        names = before.transcript.candidates
        stages = [
            replace(
                stage,
                number=len(before.transcript.stages) + 1,
                tally=_by_name(result, stage, names),
                note=f"balloted again: {', '.join(sorted(votes))}",
            )
            for stage in result.stages
        ]
        elected = tuple(map(names.index, (*sure, *result.names(result.elected))))
        possible = tuple(tuple(map(names.index, (*sure, *result.names(one)))) for one in result.possible)
        transcript = replace(
            before.transcript,
            stages=(*before.transcript.stages, *(replace(one, elected=elected) for one in stages)),
            elected=elected,
            possible=possible,
            valid=result.valid,
        )
        return replace(before, transcript=transcript, decides=decides, reseated=None)


def _by_name(result: Transcript, stage: Stage, names: Sequence[str]) -> dict[int, int]:
    return {names.index(result.candidates[c]): votes for c, votes in stage.tally.items()}


def _ballots(poll: Poll) -> tuple[Votes, ...]:
    ballot = poll.ballot
    if ballot.rounds:
        return tuple(one.votes or summed(list(one.sections.values())) for one in ballot.rounds)
    return (ballot.votes or summed(list(ballot.sections.values())),)


def _counted(
    poll: Poll, votes: Votes, valid: Amount, elect: Callable[[Votes, int, TieBreaker], Transcript]
) -> Counted:
    def seated(places: int) -> Transcript:
        return decided(lambda ties: elect(votes, places, ties), poll.breaker)

    transcript = seated(poll.places)
    default = poll.default
    preferred = {} if default is None or default not in votes else {n: (votes[n], votes[default]) for n in votes}
    by_round = tuple(one.sections for one in poll.ballot.rounds) or (poll.ballot.sections,)
    return Counted(
        transcript,
        poll.ballot.papers,
        valid,
        votes_of(transcript),
        preferred,
        by_round=by_round if any(by_round) else (),
        reseated=seated,
        contradictions=_clashes(poll, votes, valid),
    )


def _totals(poll: Poll, votes: Votes, seats: int, valid: Amount) -> Totals:
    papers = poll.ballot.papers
    size = 0 if valid.value is None else int(valid.value)
    numbers = {place: whole(number, f"{poll.fact}.votes.{name}") for place, (name, number) in enumerate(votes.items())}
    one = poll.method == ONE_CHOICE
    nobody = max(0, size - sum(numbers.values())) if one else 0
    return Totals(tuple(votes), numbers, seats, size, nobody, papers.blank or 0, papers.spoiled or 0)


def _valid(poll: Poll, votes: Votes) -> Amount:
    """How many valid papers there are: as many as votes where each has one, and else what the facts say."""
    papers, fact = poll.ballot.papers, f"{poll.fact}.papers"
    if poll.method == ONE_CHOICE:
        return exactly(sum(votes.values(), Fraction(0)))
    if papers.valid is not None:
        return exactly(papers.valid)
    if papers.returned is None:
        return unknown(f"{fact}.valid", low=_fewest(poll, votes))
    left = papers.returned - (papers.blank or 0) - (papers.spoiled or 0)
    told = [name for name, number in (("blank", papers.blank), ("spoiled", papers.spoiled)) if number is None]
    return (
        unknown(*(f"{fact}.{name}" for name in told), low=_fewest(poll, votes), high=left) if told else exactly(left)
    )


def _fewest(poll: Poll, votes: Votes) -> Fraction:
    most = max(votes.values(), default=Fraction(0))
    return most if poll.method in MARKS else Fraction(-(-most // poll.stage.scale.value))


def _clashes(poll: Poll, votes: Votes, valid: Amount) -> tuple[Contradiction, ...]:
    """Totals that no such papers can have."""
    fact, cast = poll.fact, sum(votes.values(), Fraction(0))
    found = []
    if poll.method in MARKS and poll.method != ONE_CHOICE and valid.high is not None:
        found += [
            Contradiction(f"{fact}.votes.{name}", f"{number} papers vote for {name}, of {valid.high} valid papers")
            for name, number in votes.items()
            if number > valid.high
        ]
        most = poll.stage.marks.value or (poll.places if poll.method == "block" else None)
        if most is not None and cast > most * valid.high:
            text = f"{cast} votes, on {valid.high} papers of at most {most} each"
            found.append(Contradiction(f"{fact}.votes", text))
    return tuple(found)


def _too_high(poll: Poll, valid: Amount) -> tuple[Contradiction, ...]:
    if valid.high is None:
        return ()
    most = valid.high * poll.stage.scale.value
    return tuple(
        Contradiction(
            f"{poll.fact}.votes.{name}", f"{name} has {points} points; {valid.high} papers give at most {most}"
        )
        for name, points in poll.ballot.votes.items()
        if points > most
    )


def _without_runoffs(poll: Poll, valid: Amount, missing: str) -> Counted:
    """Totals whose runoffs are not known: they are shown, and decide nothing."""
    totals = _totals(poll, poll.ballot.votes, poll.places, valid)
    stage = Stage(1, Act.SCORES, (), totals.votes, 0, counts="points")
    transcript = totals.transcript(STAR[poll.method], [stage], (), Ask(totals.names, poll.breaker))
    return Counted(transcript, poll.ballot.papers, valid, votes_of(transcript), missing=(missing,))
