"""A series of ballots in one stage: fresh votes each time, gates and what elects as the book has them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tellers.counting.exhaustive import Ballot, count_ballots, reballots
from tellers.counting.placing import Ask, fill, highest_first
from tellers.counting.rule_sets.exhaustive import EXHAUSTIVE, ExhaustiveRules, TieForLast
from tellers.counting.rule_sets.questions import Answer
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Transcript
from tellers.decisions.conditions import Met
from tellers.decisions.contests.counted import Counted, tally_of
from tellers.decisions.contests.figures import figures_of_round
from tellers.decisions.contests.following import follow, whole
from tellers.decisions.contests.poll import Poll
from tellers.decisions.contests.transfers import summed
from tellers.decisions.facts import Papers, Round
from tellers.decisions.known import exactly, together
from tellers.decisions.verdict import Contradiction
from tellers.errors import RecordBroken
from tellers.rulebook.clauses import Rule
from tellers.rulebook.conditions import Condition
from tellers.rulebook.contests import ContestTie

LAST_OUT = {
    ContestTie.LOT: TieForLast.DECISION,
    ContestTie.CASTING_VOTE: TieForLast.DECISION,
    ContestTie.UNFILLED: TieForLast.DECISION,
    ContestTie.COUNT: TieForLast.DECISION,
    ContestTie.AGAIN: TieForLast.AGAIN,
    ContestTie.AGAIN_ALL: TieForLast.AGAIN_ALL,
    ContestTie.AGAIN_THEN_ALL: TieForLast.AGAIN_THEN_ALL,
    ContestTie.ALL_OUT: TieForLast.ALL,
}
"""What a tie rule of the book does with several last; a book that leaves it to the method is not in it."""


@dataclass(frozen=True)
class Series:
    """The ballots of a stage as they were counted, with each gate held against each candidate."""

    counted: Counted
    gates: tuple[tuple[str, Met], ...]


def count_series(poll: Poll) -> Series:
    """What the ballots come to; figures that do not follow from the rule are told, and end the count there."""
    given = poll.ballot.rounds or (Round(None, poll.ballot.votes, sections=poll.ballot.sections),)
    rounds = tuple(replace(one, votes=one.votes or summed(list(one.sections.values()))) for one in given)
    rules = rules_for(poll)
    again = reballots([one.votes for one in rounds], rules)
    numbers = [number + 1 - sum(1 for one in again if one <= number) for number in range(len(rounds))]
    judged = [
        _ballot(poll, place, rounds, None if place in again else numbers[place], again) for place in range(len(rounds))
    ]

    def count(ballots: Sequence[Ballot], ties: TieBreaker) -> Transcript:
        held = len(ballots) - sum(1 for place in again if place < len(ballots))
        return _ended(poll, count_ballots(ballots, rules, ties), ballots, held, ties)

    followed = follow([one.ballot for one in judged], count, poll.breaker, f"{poll.fact}.rounds")
    transcript = followed.transcript
    main = max(set(range(len(transcript.stages))) - again)
    last = _papers(poll, rounds, main)
    missing = together(*(one.missing for one in judged))
    counted = Counted(
        transcript,
        last,
        exactly(transcript.valid),
        tally_of(transcript, transcript.stages[main]),
        by_round=tuple(one.sections for one in rounds),
        decides=main,
        broken=followed.broken,
        missing=missing or _awaited(poll, transcript),
        contradictions=(*followed.later, *(one for n in range(len(rounds)) for one in _clashes(poll, rounds, n))),
    )
    return Series(counted, tuple(met for one in judged for met in one.gates))


def rules_for(poll: Poll) -> ExhaustiveRules:
    """The rule set of the method, as the book's own places, majority and tie rule change it."""
    rules, cites = EXHAUSTIVE[poll.method], str(poll.stage.seats.grounds)
    places = 1 if poll.stage.ballots.value is not None else poll.places
    if rules.places.says == 1 and places > 1:
        rules = replace(rules, places=Answer(places, cites), majority=Answer(says=False, cites=cites))
    elif rules.places.says != places and (poll.final or not poll.stage.seats.grounds.left_out):
        raise poll.mistaken(
            f"`{poll.method}` leaves {rules.places.says} in, and {places} are to be left; write `exhaustive`"
        )
    tie = poll.stage.tie
    if not poll.stage.out_from.grounds.left_out:
        rules = replace(rules, out_from=Answer(poll.stage.out_from.value, str(poll.stage.out_from.grounds)))
    if tie.value in LAST_OUT:
        rules = replace(rules, tie_for_last=Answer(LAST_OUT[tie.value], str(tie.grounds)))
    return rules


def _ended(poll: Poll, transcript: Transcript, ballots: Sequence[Ballot], held: int, ties: TieBreaker) -> Transcript:
    """A series that has had as many ballots as its stage has, and elected nobody: the best of the last one go on.

    Raises RecordBroken for a ballot beyond them.
    """
    most = poll.stage.ballots.value
    waits = any(tie.stage == len(ballots) and not tie.chosen for tie in transcript.ties)
    if most is None or transcript.elected or waits or held < most:
        return transcript
    if held > most:
        raise RecordBroken(f"the stage has {most} ballots", entry=ballots[-1].label)
    last, ask = transcript.stages[-1], Ask(transcript.candidates, ties)
    gone = {*last.excluded, *map(transcript.candidates.index, ballots[-1].withdrawn)}
    left = [(one, votes) for one, votes in last.tally.items() if one not in gone]
    going = fill(highest_first(left), min(poll.places, len(left)), ask, len(ballots)) if left else ()
    return replace(transcript, elected=going, ties=(*transcript.ties, *ask.records), notes=())


@dataclass(frozen=True)
class _Judged:
    """A ballot as it is counted, what its gate made of each candidate, and which facts a gate misses."""

    ballot: Ballot
    gates: tuple[tuple[str, Met], ...]
    missing: tuple[str, ...]


def _ballot(poll: Poll, number: int, rounds: Sequence[Round], counts_as: int | None, again: frozenset[int]) -> _Judged:
    """One ballot; `counts_as` is its number among those of the book, None between those alone who tied for last."""
    one, papers = rounds[number], _papers(poll, rounds, number)
    figures = figures_of_round(poll, one, papers, f"{poll.fact}.rounds[{number}]")
    gated = [
        (name, figures.judge(gate.threshold, "gate", name))
        for gate in poll.stage.gates
        if gate.ballot == counts_as
        for name in one.votes
    ]
    line = None if counts_as is None else line_of(poll)
    lined = [] if line is None else [(name, figures.judge(line, "threshold", name)) for name in one.votes]
    ballot = Ballot(
        one.label or f"ballot {number + 1}",
        {name: whole(votes, f"{poll.fact}.rounds[{number}].votes.{name}") for name, votes in one.votes.items()},
        one.blank or 0,
        one.spoiled or 0,
        withdrawn=_withdrawn(poll, number, rounds, again),
        reached=None if line is None else frozenset(name for name, judged in lined if judged.verdict),
        under=frozenset(name for name, judged in gated if judged.verdict is False),
    )
    gates = tuple((name, met) for name, judged in gated for met in judged.mets)
    return _Judged(ballot, gates, together(*(judged.missing for _, judged in (*gated, *lined))))


def line_of(poll: Poll) -> Rule[Condition] | None:
    """The condition that elects in a ballot, where the book has one."""
    rule = poll.stage.threshold
    return None if rule.value is None else Rule(rule.value, rule.grounds, rule.line)


def _withdrawn(poll: Poll, number: int, rounds: Sequence[Round], again: frozenset[int]) -> frozenset[str]:
    """Who withdrew after a ballot: as it says, and whoever withdrew and is not on the next.

    A ballot between those alone who tied says nothing of the others.
    """
    told = frozenset(rounds[number].withdrew)
    if number + 1 == len(rounds) or number + 1 in again:
        return told
    return told | ((poll.gone & rounds[number].votes.keys()) - rounds[number + 1].votes.keys())


def _papers(poll: Poll, rounds: Sequence[Round], number: int) -> Papers:
    """The papers of one of the ballots; those of the stage belong to it where it is the only one."""
    one = rounds[number]
    if len(rounds) == 1:
        told = poll.ballot.papers
        blank, spoiled = told.blank if one.blank is None else one.blank, told.spoiled
        told = replace(told, blank=blank, spoiled=spoiled if one.spoiled is None else one.spoiled)
        return replace(told, valid=int(sum(one.votes.values())), entitled=one.entitled or told.entitled)
    return Papers(blank=one.blank, spoiled=one.spoiled, valid=int(sum(one.votes.values())), entitled=one.entitled)


def _clashes(poll: Poll, rounds: Sequence[Round], number: int) -> tuple[Contradiction, ...]:
    papers, fact = _papers(poll, rounds, number), f"{poll.fact}.rounds[{number}]"
    return tuple(figures_of_round(poll, rounds[number], papers, fact).papers.contradictions())


def _awaited(poll: Poll, transcript: Transcript) -> tuple[str, ...]:
    """The next ballot after those that were counted, where none decided and no tie stands in the way of one."""
    undecided = not transcript.elected and not transcript.possible and transcript.notes
    if not undecided or any(tie.stage == len(transcript.stages) and not tie.chosen for tie in transcript.ties):
        return ()
    return () if transcript.notes == ("nobody is left in",) else (f"{poll.fact}.rounds[{len(transcript.stages)}]",)
