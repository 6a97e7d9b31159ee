"""Exhaustive ballots: one choice a paper, a fresh ballot each time, and the last is out.

Each ballot is known by its totals. Voters choose afresh, so nothing is transferred from one ballot to the next, and
no such figure can be drawn. The names on each ballot are held against those the rule leaves in; while nobody is out
for being last, anybody may stand afresh.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tellers.counting.line import Line
from tellers.counting.placing import Ask
from tellers.counting.reballoting import between_the_tied, last_of
from tellers.counting.rule_sets.exhaustive import ExhaustiveRules, TieForLast
from tellers.counting.ties import BALLOTED_AGAIN, TieBreaker
from tellers.counting.transcript import Act, Stage, TieRecord, Transcript
from tellers.errors import RecordBroken


@dataclass(frozen=True)
class Gate:
    """The votes a candidate needs in one ballot to stay in: fixed for that ballot, such as at least 17."""

    line: Line
    votes: Fraction
    source: str

    def met(self, votes: int) -> bool:
        """Whether that many votes keep a candidate in."""
        return self.line.met(votes, self.votes)


@dataclass(frozen=True)
class Ballot:
    """The totals of one ballot; `withdrawn` are those who withdrew after it.

    Where a rule book has conditions of its own for a ballot, `reached` are those whom they elect (None: the rule
    set's own majority), and `under` are those whom they put out.
    """

    label: str
    votes: Mapping[str, int]
    blank: int = 0
    spoiled: int = 0
    gate: Gate | None = None
    withdrawn: frozenset[str] = frozenset()
    reached: frozenset[str] | None = None
    under: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if min(self.votes.values(), default=0) < 0:
            raise RecordBroken("fewer than no votes", entry=self.label)

    @property
    def valid(self) -> int:
        """Votes cast for somebody."""
        return sum(self.votes.values())


def count_ballots(ballots: Sequence[Ballot], rules: ExhaustiveRules, ties: TieBreaker) -> Transcript:
    """The whole series; RecordBroken where a ballot does not follow from the one before it."""
    if not ballots:
        raise RecordBroken("no ballot was held", entry="exhaustive ballot")
    names = tuple(dict.fromkeys(name for ballot in ballots for name in ballot.votes))
    series = _Series(names, rules, Ask(names, ties), frozenset(ballots[0].votes))
    for ballot in ballots:
        series.hold(ballot)
    last = max(set(range(len(ballots))) - reballots([one.votes for one in ballots], rules))
    return Transcript(
        method=rules.id,
        rule_set=rules.title,
        candidates=names,
        seats=rules.places.says,
        scale=1,
        quota=None,
        stages=tuple(series.stages),
        elected=series.elected,
        ties=tuple(series.ask.records),
        valid=ballots[last].valid,
        blank=ballots[last].blank,
        spoiled=ballots[last].spoiled,
        proved=rules.proved,
        notes=series.notes(),
    )


def reballots(ballots: Sequence[Mapping[str, int | Fraction]], rules: ExhaustiveRules) -> frozenset[int]:
    """Which ballots, by place from 0, are between those alone who tied for last in the one before."""
    if rules.tie_for_last.says is not TieForLast.AGAIN:
        return frozenset()
    return between_the_tied((frozenset(votes), last_of(votes)) for votes in ballots)


@dataclass
class _Series:
    """The ballots as they follow; `between` are those tied for last whom the next one is between."""

    names: tuple[str, ...]
    rules: ExhaustiveRules
    ask: Ask
    left: frozenset[str]
    elected: tuple[int, ...] = ()
    tied_before: bool = False
    between: frozenset[str] = frozenset()
    put_out: frozenset[str] = frozenset()
    held: int = 0
    stages: list[Stage] = field(default_factory=list)

    def hold(self, ballot: Ballot) -> None:
        """Take the next ballot: who is elected, who is out, who has withdrawn."""
        self._check(ballot)
        if self.between:
            self._hold_again(ballot)
            return
        self.held += 1
        self.left = frozenset(ballot.votes)
        winner = self._winner(ballot)
        out, note = (frozenset[str](), "") if winner else self._out(ballot)
        self._leave(ballot, out)
        if winner:
            self.elected = (self.names.index(winner),)
        self._record(ballot, out, note)

    def _hold_again(self, ballot: Ballot) -> None:
        """A ballot between those tied for last: its own last is out, and no line of the others holds in it."""
        among = self.between
        last = last_of(ballot.votes)
        self.between = frozenset()
        out, note = self._tie(frozenset(), last) if len(last) > 1 else (last, "")
        self._leave(ballot, out)
        said = f"between those tied for last: {', '.join(sorted(among))}"
        self._record(ballot, out, f"{said}; {note}" if note else said)

    def _leave(self, ballot: Ballot, out: frozenset[str]) -> None:
        """Whoever is out or withdraws; with no more left than places, these are filled."""
        self.put_out |= out
        self.left -= out | ballot.withdrawn
        self.between -= ballot.withdrawn
        if len(self.between) == 1:
            self.between = frozenset()
        if 0 < len(self.left) <= self.rules.places.says and not self._free(self.held):
            self.elected = self._numbers(self.left)

    def _free(self, number: int) -> bool:
        """Whether nobody is out for being last in that ballot."""
        first = self.rules.out_from.says
        return first is None or number < first

    def notes(self) -> tuple[str, ...]:
        """Who is on the next ballot, if there is to be one."""
        if self.elected:
            return ()
        if not self.left:
            return ("nobody is left in",)
        if self._free(self.held):
            return ("not decided: another ballot is held",)
        return (f"not decided: the next ballot is between {', '.join(sorted(self.between or self.left))}",)

    def _check(self, ballot: Ballot) -> None:
        if not ballot.votes:
            raise RecordBroken("nobody stood in this ballot", entry=ballot.label)
        if self.elected:
            raise RecordBroken("another ballot was held after the one that decided", entry=ballot.label)
        if not self._may_follow(frozenset(ballot.votes)):
            between = ", ".join(sorted(ballot.votes))
            raise RecordBroken(f"the ballot was between {between}; {self._ruled(ballot)}", entry=ballot.label)
        if strangers := ballot.withdrawn - self.left - ballot.votes.keys():
            raise RecordBroken(f"{', '.join(sorted(strangers))} withdrew and did not stand", entry=ballot.label)

    def _ruled(self, ballot: Ballot) -> str:
        """Between whom the rule has the ballot; and where some of them are not on it, what may explain it."""
        if self._free(self.held + 1) and not self.between:
            return f"{', '.join(sorted(self.put_out))} may not stand"
        left = self.between or self.left
        rule, away = f"the rule leaves in {', '.join(sorted(left))}", ", ".join(sorted(left - ballot.votes.keys()))
        if not away or ballot.votes.keys() - left:
            return rule
        return f"{rule}; if {away} withdrew, it is to be said of the ballot before"

    def _may_follow(self, names: frozenset[str]) -> bool:
        """Whether the next ballot may be between these; after one in which nobody was out, some may stand no more."""
        if self.between:
            return names == self.between
        if self._free(self.held + 1):
            return not names & self.put_out
        return names <= self.left if self.held and self._free(self.held) else names == self.left

    def _winner(self, ballot: Ballot) -> str | None:
        """Whoever has more than half of the votes, where that decides; or the highest of those a book elects."""
        if ballot.reached is not None:
            return self._highest(ballot, ballot.reached)
        if not self.rules.majority.says:
            return None
        return next((name for name, votes in ballot.votes.items() if 2 * votes > ballot.valid), None)

    def _highest(self, ballot: Ballot, reached: frozenset[str]) -> str | None:
        most = max((ballot.votes[name] for name in reached), default=0)
        level = self._numbers(frozenset(name for name in reached if ballot.votes[name] == most))
        if len(level) > 1:
            return self.names[self.ask.one_of(level, "who is elected", len(self.stages) + 1)]
        return self.names[level[0]] if level else None

    def _out(self, ballot: Ballot) -> tuple[frozenset[str], str]:
        """Who is out, and why if it is not only for being last."""
        below = frozenset(name for name in ballot.votes if not self._stays(ballot, name))
        last = last_of(ballot.votes)
        if below == self.left and ballot.gate is not None:
            raise RecordBroken("the gate leaves nobody in", entry=ballot.label)
        if len(self.left) <= self.rules.places.says or self._free(self.held):
            return below, ""
        tied = not last <= below and len(last) > 1
        if not tied:
            self.tied_before = False
            return below | last, ""
        return self._tie(below, last)

    def _stays(self, ballot: Ballot, name: str) -> bool:
        share, votes = self.rules.share.says, ballot.votes[name]
        enough = share is None or votes >= share * ballot.valid
        return enough and name not in ballot.under and (ballot.gate is None or ballot.gate.met(votes))

    def _tie(self, below: frozenset[str], last: frozenset[str]) -> tuple[frozenset[str], str]:
        rule = self.rules.tie_for_last.says
        who = ", ".join(sorted(last))
        out_at_once = rule is TieForLast.ALL or (self.tied_before and rule is TieForLast.AGAIN_THEN_ALL)
        if rule is TieForLast.DECISION or (out_at_once and below | last == self.left):
            chosen = self.ask.one_of(self._numbers(last), "who is out", len(self.stages) + 1)
            return below | {self.names[chosen]}, f"tie for last: {who}"
        if out_at_once:
            again, self.tied_before = " again" if self.tied_before else "", False
            return below | last, f"tied for last{again}, and all out: {who}"
        self.tied_before = True
        if rule is TieForLast.AGAIN and last < self.left - below:
            self.between = last
        tied = TieRecord(len(self.stages) + 1, "who is out", self._numbers(last), (), BALLOTED_AGAIN)
        self.ask.records.append(tied)
        return below if self.between else frozenset(), f"tie for last, balloted again: {who}"

    def _record(self, ballot: Ballot, out: frozenset[str], note: str) -> None:
        gate = ballot.gate
        words = (
            ballot.label,
            f"gate {gate.line.value} {gate.votes}: {gate.source}" if gate else "",
            note,
            f"withdrew: {', '.join(sorted(ballot.withdrawn))}" if ballot.withdrawn else "",
        )
        tally = {self.names.index(name): votes for name, votes in ballot.votes.items()}
        number = len(self.stages) + 1
        said = "; ".join(word for word in words if word)
        self.stages.append(Stage(number, Act.BALLOT, (), tally, 0, self.elected, self._numbers(out), note=said))

    def _numbers(self, names: frozenset[str]) -> tuple[int, ...]:
        return tuple(self.names.index(name) for name in sorted(names))
