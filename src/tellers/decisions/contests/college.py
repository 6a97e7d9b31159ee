"""Weighted sections: votes of each section, round by round, under the shares that the book gives the sections."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from tellers.counting.rule_sets.sections import SECTIONS, ShareBase
from tellers.counting.sections import College, Round, college, count_rounds, reballots
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Transcript
from tellers.decisions.conditions import Amounts, judge
from tellers.decisions.contests.counted import Counted, tally_of
from tellers.decisions.contests.following import follow
from tellers.decisions.contests.forms import FACTS
from tellers.decisions.contests.poll import Poll
from tellers.decisions.contests.series import line_of
from tellers.decisions.contests.transfers import summed
from tellers.decisions.facts import Votes
from tellers.decisions.known import exactly
from tellers.errors import Unreadable
from tellers.rulebook.contests import ContestTie


def count_college(poll: Poll) -> Counted:
    """What the rounds of the sections come to; a line of the book on shares elects in place of a majority."""
    electing, given = _college(poll), _rounds(poll)
    whole = _in_units(given)
    rounds = [_round(poll, electing, whole, number) for number in range(len(given))]
    again = poll.stage.tie.value is ContestTie.AGAIN
    apart = reballots(electing, rounds) if again and len(rounds) > 1 else frozenset[int]()

    def count(some: Sequence[Round], ties: TieBreaker) -> Transcript:
        return count_rounds(electing, some, ties, again=again)

    fact = f"{poll.fact}.rounds" if poll.ballot.rounds else f"{poll.fact}.sections"
    followed = follow(rounds, count, poll.breaker, fact)
    transcript = followed.transcript
    last = max(set(range(len(transcript.stages))) - apart)
    votes = summed(list(given[last].values()))
    undecided = not transcript.elected and not transcript.possible
    tied = any(tie.stage == len(transcript.stages) and not tie.chosen for tie in transcript.ties)
    return Counted(
        transcript,
        poll.ballot.papers,
        exactly(sum(votes.values(), Fraction(0))),
        votes,
        shares=tally_of(transcript, transcript.stages[last]),
        by_round=tuple(given),
        decides=last,
        broken=followed.broken,
        contradictions=followed.later,
        missing=(f"{poll.fact}.rounds[{len(transcript.stages)}]",) if undecided and not tied else (),
    )


def _college(poll: Poll) -> College:
    sections = poll.stage.sections
    if not sections or any(section.weight is None for section in sections):
        raise poll.mistaken(f"`{poll.method}` needs `sections`, each with a `weight`")
    return college({section.id: section.weight or Fraction(0) for section in sections}, SECTIONS[poll.method])


def _rounds(poll: Poll) -> tuple[dict[str, Votes], ...]:
    ballot = poll.ballot
    given = [one.sections for one in ballot.rounds] if ballot.rounds else [ballot.sections]
    known = {section.id for section in poll.stage.sections}
    for one in given:
        if not one:
            raise Unreadable(f"`{poll.fact}`: a round without `sections`, which {poll.method} counts", source=FACTS)
        if strange := sorted(one.keys() - known):
            raise Unreadable(
                f"`{poll.fact}`: the book has no section {', '.join(strange)}; its sections are "
                f"{', '.join(sorted(known))}",
                source=FACTS,
            )
    return tuple(dict(one) for one in given)


def _in_units(given: Sequence[dict[str, Votes]]) -> list[dict[str, dict[str, int]]]:
    """The votes in units that are whole, the same for all, where some are parts of votes: shares stay as they are."""
    units = lcm(*{count.denominator for one in given for votes in one.values() for count in votes.values()})
    return [
        {
            section: {name: count.numerator * (units // count.denominator) for name, count in votes.items()}
            for section, votes in one.items()
        }
        for one in given
    ]


def _round(poll: Poll, electing: College, given: Sequence[dict[str, dict[str, int]]], number: int) -> Round:
    line, one = line_of(poll), Round(given[number])
    if line is None:
        return one
    shares = _shares(electing, [*map(Round, given[:number]), one], number)
    reached = frozenset(name for name in one.names if judge(line, "threshold", _share_of(poll, shares[name])).verdict)
    return Round(one.votes, reached=reached)


def _share_of(poll: Poll, share: Fraction) -> Amounts:
    """What the line of the book looks at for one candidate."""
    return poll.case.amounts(lambda quantity: exactly(share) if quantity.word == "share" else None)


def _shares(electing: College, rounds: Sequence[Round], number: int) -> dict[str, Fraction]:
    first = electing.rules.base.says is ShareBase.FIRST_ROUND
    return rounds[number].shares(electing.sections, rounds[0] if first else rounds[number])
