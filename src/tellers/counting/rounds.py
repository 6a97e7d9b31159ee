"""Published rounds of one ranked ballot, held against a rule set: who is elected, who is out, what each round becomes.

The papers are not known, so where each vote went is not checked; that the rule leads from each round to the next is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import lcm

from tellers.counting import exclusions
from tellers.counting.contest import Contest, papers_of, undeclared_among
from tellers.counting.elections import elect_rest, settle
from tellers.counting.rule_sets.questions import Parcels, RuleSet
from tellers.counting.tally import Standing, Tally
from tellers.counting.ties import Choice, TieBreaker
from tellers.counting.transcript import Act, Transcript
from tellers.errors import RecordBroken, Refused


@dataclass(frozen=True)
class PublishedRound:
    """Votes after one act of a count; `exhausted` votes have no candidate left, None where nothing says how many."""

    label: str
    votes: Mapping[str, Fraction]
    exhausted: Fraction | None = None

    @property
    def total(self) -> Fraction:
        """Every vote the round accounts for."""
        return sum(self.votes.values(), Fraction(0)) + (self.exhausted or 0)


def count_rounds(rounds: Sequence[PublishedRound], seats: int, rules: RuleSet, ties: TieBreaker) -> Transcript:
    """The count as its rounds show it; RecordBroken where a round does not follow from the one before it."""
    if not rounds:
        raise RecordBroken("no round was published", entry="rounds")
    if rules.one_place.says and seats != 1:
        raise Refused(f"{seats} places to fill; {rules.id} fills one", clause=rules.one_place.cites)
    if rules.one_place.says:
        return _in_units(rounds, rules, ties)
    if rules.parcels.says is not Parcels.TOGETHER:
        raise Refused(
            f"rounds do not tell what {rules.id} does: {rules.parcels.says.value}; the papers are needed, "
            "as rankings or as a file"
        )
    return _Replay(rounds, seats, rules, ties).run()


def _in_units(rounds: Sequence[PublishedRound], rules: RuleSet, ties: TieBreaker) -> Transcript:
    """The count of one place, whose votes may be parts of votes (points of branches, say): in units that are whole."""
    units = lcm(
        *(one.denominator for round_ in rounds for one in (*round_.votes.values(), round_.exhausted or Fraction()))
    )
    scaled = [
        PublishedRound(
            one.label,
            {name: votes * units for name, votes in one.votes.items()},
            None if one.exhausted is None else one.exhausted * units,
        )
        for one in rounds
    ]
    result = _Replay(scaled, 1, rules, ties, units).run()
    return replace(result, scale=result.scale * units, valid=result.valid // units)


def faults(rounds: Sequence[PublishedRound], quota: Fraction | None = None) -> tuple[str, ...]:
    """Figures of the rounds that contradict one another; with a quota, whoever is above it may fall to it."""
    valid = rounds[0].total if rounds else Fraction(0)
    found = [_sum(one, rounds[0], valid) for one in rounds[1:] if one.total > valid or _short(one, valid)]
    for before, after in pairwise(rounds):
        found += [
            f"{name} has {had} votes in {before.label} and {after.votes[name]} in {after.label}; "
            "papers of one who stays do not move"
            for name, had in before.votes.items()
            if 0 < after.votes.get(name, had) < had and not (quota is not None and after.votes[name] >= quota)
        ]
        spent, later = before.exhausted, after.exhausted
        if spent is not None and later is not None and later < spent:
            found.append(f"{spent} votes are exhausted in {before.label} and {later} in {after.label}")
    return tuple(found)


def _short(one: PublishedRound, valid: Fraction) -> bool:
    return one.exhausted is not None and one.total != valid


def _sum(one: PublishedRound, first: PublishedRound, valid: Fraction) -> str:
    parts = " + ".join(str(votes) for votes in one.votes.values())
    spent = f" and {one.exhausted} exhausted" if one.exhausted is not None else ""
    return f"{one.label}: {parts}{spent} make {one.total}; {first.label} has {valid}"


class _Replay:
    """One count as its rounds lead through it; `run` is called once."""

    def __init__(
        self, rounds: Sequence[PublishedRound], seats: int, rules: RuleSet, ties: TieBreaker, units: int = 1
    ) -> None:
        self._units = units
        names = tuple(rounds[0].votes)
        if rounds[0].total.denominator != 1:
            raise RecordBroken(f"the votes add up to {rounds[0].total}; expected whole papers", entry=rounds[0].label)
        self._rounds, self._rules, self._names = rounds, rules, names
        self._breaker = _AsPublished(ties)
        contest = Contest("", names, seats, papers_of(()), undeclared=undeclared_among(names))
        self._tally = Tally(contest, rules, int(rounds[0].total), self._breaker)
        self._at = 0

    def run(self) -> Transcript:
        """From the first round to the last, or to where every place is filled."""
        self._enter(self._rounds[0])
        settle(self._tally)
        self._tally.record(Act.FIRST, (), elected=0)
        while self._tally.vacancies and self._tally.continuing and self._step():
            pass
        if not self._tally.vacancies and self._at + 1 < len(self._rounds):
            self._tally.notes.append(f"every place is filled before {self._rounds[self._at + 1].label}")
        return self._tally.transcript

    def _step(self) -> bool:
        """The next act, as the rule set has it and the next round shows it; False where there is no such round."""
        gone = self._look_ahead()
        out = exclusions.due(self._tally)
        if not out:
            return self._surplus(gone)
        if gone is None:
            return self._last_exclusion(out)
        together = self._held(out, gone)
        elected = len(self._tally.elected)
        self._tally.exclude(together)
        if self._rules.fills_before_transfer and len(self._tally.continuing) <= self._tally.vacancies:
            self._fill(together, elected)
            return False
        self._advance(Act.EXCLUSION, together, elected)
        return True

    def _look_ahead(self) -> list[int] | None:
        """Who continues and is gone in the next round; None where there is none."""
        if self._at + 1 == len(self._rounds):
            self._breaker.shows = {}
            return None
        after, tally = self._rounds[self._at + 1], self._tally
        self._check_names(after)
        gone = [c for c in tally.continuing if self._is_gone(c, after)]
        fallen = [
            c for c in tally.waiting if after.votes.get(self._names[c], Fraction(0)) * tally.scale < tally.votes[c]
        ]
        self._breaker.shows = {"exclusion": self._called(gone), "which surplus goes first": self._called(fallen)}
        return gone

    def _is_gone(self, candidate: int, after: PublishedRound) -> bool:
        votes = after.votes.get(self._names[candidate])
        return votes is None or (votes == 0 and self._tally.votes[candidate] > 0)

    def _check_names(self, after: PublishedRound) -> None:
        for name, votes in after.votes.items():
            if name not in self._names:
                raise RecordBroken(f"{name} has votes and did not stand in {self._rounds[0].label}", entry=after.label)
            if votes and self._tally.standing[self._names.index(name)] is Standing.EXCLUDED:
                raise RecordBroken(f"{name} has {votes / self._units} votes and was out before", entry=after.label)

    def _held(self, out: list[int], gone: list[int]) -> list[int]:
        """Who is out, where rule and round agree, or where several who left at once end as one by one."""
        tally, after = self._tally, self._rounds[self._at + 1]
        shown = set(gone) | {c for c in out if not after.votes.get(self._names[c])}
        if shown == set(out):
            return out
        staying = [tally.votes[c] for c in tally.continuing if c not in shown]
        together = sum(tally.votes[c] for c in shown)
        if set(out) < shown and len(staying) >= tally.vacancies and together < min(staying, default=0):
            tally.notes.append(f"{after.label}: {self._who(shown)} left together; one by one ends the same")
            return sorted(shown)
        raise RecordBroken(
            f"{self._who(shown) or 'nobody'} is gone; the rule puts out {self._who(out)} of {self._standing()}",
            entry=after.label,
        )

    def _last_exclusion(self, out: list[int]) -> bool:
        """No more rounds: the last places are filled if those left are no more, and else it is not decided."""
        tally, elected = self._tally, len(self._tally.elected)
        left = set(tally.continuing) - set(out)
        if len(left) > tally.vacancies:
            tally.notes.append(f"not decided: the next round is between {self._who(left)}")
            return False
        tally.exclude(out)
        self._fill(out, elected)
        return False

    def _fill(self, out: list[int], elected: int) -> None:
        elect_rest(self._tally)
        of = self._tally.by_name(out)
        self._tally.record(Act.EXCLUSION, of, elected=elected, note="the papers need not move")

    def _surplus(self, gone: list[int] | None) -> bool:
        tally = self._tally
        candidate = exclusions.surplus_due(tally)
        if gone is None:
            tally.notes.append(f"not decided: the next round passes on the surplus of {self._names[candidate]}")
            return False
        if gone:
            raise RecordBroken(
                f"{self._who(gone)} is gone; the rule passes on the surplus of {self._names[candidate]} first",
                entry=self._rounds[self._at + 1].label,
            )
        self._advance(Act.SURPLUS, [candidate], len(tally.elected))
        return True

    def _advance(self, act: Act, of: list[int], elected: int) -> None:
        self._at += 1
        self._enter(self._rounds[self._at])
        settle(self._tally)
        self._tally.record(act, self._tally.by_name(of), elected=elected, note=self._rounds[self._at].label)

    def _enter(self, one: PublishedRound) -> None:
        """The votes stand as published; an elected candidate whom the round leaves out keeps what he had."""
        tally = self._tally
        for candidate, name in enumerate(self._names):
            kept = tally.votes[candidate] if tally.standing[candidate] is Standing.ELECTED else 0
            votes = one.votes.get(name, Fraction(kept, tally.scale)) * tally.scale
            if votes.denominator != 1:
                raise RecordBroken(f"{one.votes[name]} for {name} has more decimals than are kept", entry=one.label)
            tally.votes[candidate] = int(votes)
        tally.idle = tally.valid * tally.scale - sum(tally.votes)

    def _called(self, candidates: Sequence[int]) -> tuple[str, ...]:
        return tuple(self._names[c] for c in candidates)

    def _who(self, candidates: Sequence[int] | set[int]) -> str:
        return ", ".join(sorted(f"{self._names[c]} ({self._votes(c)})" for c in candidates))

    def _standing(self) -> str:
        return self._who(self._tally.continuing)

    def _votes(self, candidate: int) -> Fraction:
        return Fraction(self._tally.votes[candidate], self._tally.scale * self._units)


class _AsPublished:
    """Ties fall as the next round shows, and else on whom the breaker says."""

    def __init__(self, breaker: TieBreaker) -> None:
        self.breaker = breaker
        self.shows: Mapping[str, tuple[str, ...]] = {}

    def choose(self, tied: tuple[str, ...], over: str, number: int) -> Choice:
        """The first by name of the tied who left, or whose surplus went; all who left are out with him."""
        seen = sorted(set(tied) & set(self.shows.get(over, ())))
        return Choice(seen[0], "as the next round shows") if seen else self.breaker.choose(tied, over, number)
