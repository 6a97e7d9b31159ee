"""Weighted sections: each section has a share of the whole, divided by the votes cast in it, in exact fractions.

A section in which nobody votes in a round divides its share among nobody; the share stays in the whole, so a majority
is always more than half of everything. The candidate with the lowest share overall is out, in all sections at once.
Rounds are given as totals by section; `section_papers` counts them from papers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import lcm

from tellers.counting.placing import Ask
from tellers.counting.reballoting import between_the_tied, last_of
from tellers.counting.rule_sets.sections import SECTIONS, SectionRules, ShareBase
from tellers.counting.ties import BALLOTED_AGAIN, TieBreaker
from tellers.counting.transcript import Act, Stage, Table, TieRecord, Transcript
from tellers.errors import RecordBroken

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Section:
    """A section and its share of the whole, an exact fraction."""

    name: str
    weight: Fraction


@dataclass(frozen=True)
class College:
    """The sections that elect together, and by which rules."""

    sections: tuple[Section, ...]
    rules: SectionRules = SECTIONS["weighted-sections"]


def college(weights: Mapping[str, Fraction], rules: SectionRules = SECTIONS["weighted-sections"]) -> College:
    """Sections whose shares add up to the whole, such as thirds, 1/2 and 1/2, or 2/5, 2/5 and 1/5."""
    if sum(weights.values()) != 1 or min(weights.values()) < 0:
        shares = " + ".join(str(weight) for weight in weights.values())
        raise RecordBroken(f"the shares {shares} of the sections are not parts of one whole", entry="sections")
    return College(tuple(Section(name, weight) for name, weight in weights.items()), rules)


@dataclass(frozen=True)
class Round:
    """Votes in one round: section → candidate → votes; `exhausted` papers of a section name nobody left.

    `reached` are those whom a rule book's own line elects; None: the rule set's own majority.
    """

    votes: Mapping[str, Mapping[str, int]]
    exhausted: Mapping[str, int] = field(default_factory=dict)
    reached: frozenset[str] | None = None

    def __post_init__(self) -> None:
        for section, votes in self.votes.items():
            if min(votes.values(), default=0) < 0:
                raise RecordBroken("fewer than no votes", entry=f"section {section}")

    @property
    def names(self) -> frozenset[str]:
        """Everybody who stood."""
        return frozenset(name for votes in self.votes.values() for name in votes)

    def cast(self, section: Section) -> int:
        """Votes for somebody in a section."""
        return sum(self.votes.get(section.name, {}).values())

    def shares(self, sections: Sequence[Section], base: "Round") -> dict[str, Fraction]:
        """The share of the whole of each candidate: in each section of the votes cast there in the base round."""
        voted = [(section, cast) for section in sections if (cast := base.cast(section))]
        whole = lcm(*(section.weight.denominator * cast for section, cast in voted))
        parts = dict.fromkeys(self.names, 0)
        for section, cast in voted:
            unit = section.weight.numerator * (whole // (section.weight.denominator * cast))
            for name, votes in self.votes.get(section.name, {}).items():
                parts[name] += unit * votes
        return {name: Fraction(part, whole) for name, part in parts.items()}


@dataclass(frozen=True)
class Decided:
    """A round with what followed from it; `note` says what is not seen in its votes."""

    round: Round
    shares: Mapping[str, Fraction]
    elected: tuple[str, ...]
    out: tuple[str, ...]
    note: str = ""


@dataclass
class Counting:
    """The rounds as they follow; `again` is whether those tied for last are balloted again, and `between` are they."""

    names: tuple[str, ...]
    college: College
    ask: Ask
    left: frozenset[str]
    again: bool = False
    between: frozenset[str] = frozenset()
    rounds: list[Decided] = field(default_factory=list)

    def decide(self, round_: Round) -> None:
        """Whoever has more than half is elected; else the lowest is out."""
        if self.between:
            self._decide_tie(round_)
            return
        first = self.college.rules.base.says is ShareBase.FIRST_ROUND and self.rounds
        shares = round_.shares(self.college.sections, self.rounds[0].round if first else round_)
        winner = self._winner(round_, shares)
        out = () if winner else self._out(shares)
        self._record(Decided(round_, shares, winner, out))

    def _decide_tie(self, round_: Round) -> None:
        """A round between those tied for last: its own last is out."""
        among, self.between = self.between, frozenset()
        shares = round_.shares(self.college.sections, round_)
        note = f"between those tied for last: {', '.join(sorted(among))}"
        self._record(Decided(round_, shares, (), self._out(shares), note))

    def _record(self, decided: Decided) -> None:
        self.left -= set(decided.out)
        only = tuple(self.left) if len(self.left) == 1 and not decided.elected else decided.elected
        self.rounds.append(replace(decided, elected=only))

    def _out(self, shares: Mapping[str, Fraction]) -> tuple[str, ...]:
        """The lowest; of several level, nobody where they are balloted again."""
        level = last_of(shares)
        if len(level) == 1 or not self.again:
            return (self._last(shares),)
        self.between = level if level < self.left else frozenset()
        tied = tuple(self.names.index(name) for name in sorted(level))
        self.ask.records.append(TieRecord(len(self.rounds) + 1, "who is out", tied, (), BALLOTED_AGAIN))
        return ()

    def _winner(self, round_: Round, shares: Mapping[str, Fraction]) -> tuple[str, ...]:
        """Whoever is above the line, and of several the highest."""
        met = self.college.rules.majority.says.met
        above = {
            n: shares[n] for n in shares if (met(shares[n], HALF) if round_.reached is None else n in round_.reached)
        }
        best = [self.names.index(name) for name in above if above[name] == max(above.values())]
        if len(best) > 1:
            best = [self.ask.one_of(best, "who is elected", len(self.rounds) + 1)]
        return tuple(self.names[c] for c in best)

    def _last(self, shares: Mapping[str, Fraction]) -> str:
        last = [self.names.index(name) for name in last_of(shares)]
        return self.names[last[0] if len(last) == 1 else self.ask.one_of(last, "who is out", len(self.rounds) + 1)]

    @property
    def elected(self) -> tuple[str, ...]:
        """Who has won; nobody before that."""
        return self.rounds[-1].elected if self.rounds else ()


def reballots(electing: College, rounds: Sequence[Round]) -> frozenset[int]:
    """Which rounds, by place from 0, are between those alone who tied for last in the one before."""
    return between_the_tied((one.names, last_of(one.shares(electing.sections, one))) for one in rounds)


def count_rounds(electing: College, rounds: Sequence[Round], ties: TieBreaker, *, again: bool = False) -> Transcript:
    """The count of totals by section; RecordBroken where a round does not follow from the one before it.

    With `again` those who tie for last are balloted again, by themselves.
    """
    if not rounds:
        raise RecordBroken("no round was held", entry="weighted sections")
    names = tuple(dict.fromkeys(name for votes in rounds[0].votes.values() for name in votes))
    counting = Counting(names, electing, Ask(names, ties), frozenset(names), again=again)
    for number, round_ in enumerate(rounds, 1):
        _check(counting, round_, number)
        counting.decide(round_)
    return transcript_of(counting)


def _check(counting: Counting, round_: Round, number: int) -> None:
    entry = f"round {number}"
    if counting.elected:
        raise RecordBroken("another round was held after the one that decided", entry=entry)
    if unknown := set(round_.votes) - {section.name for section in counting.college.sections}:
        raise RecordBroken(f"no share is given for the section {', '.join(sorted(unknown))}", entry=entry)
    expected = counting.between or counting.left
    if round_.names != expected:
        stood, left = ", ".join(sorted(round_.names)), ", ".join(sorted(expected))
        raise RecordBroken(f"the votes are for {stood}; the rule leaves in {left}", entry=entry)


def transcript_of(counting: Counting) -> Transcript:
    """The rounds as stages, in shares of the whole; a table of each has the votes by section."""
    index = counting.names.index
    scale = lcm(*(share.denominator for decided in counting.rounds for share in decided.shares.values()))
    stages = []
    for number, decided in enumerate(counting.rounds, 1):
        tally = {index(name): int(share * scale) for name, share in sorted(decided.shares.items())}
        elected, out = tuple(map(index, decided.elected)), tuple(map(index, decided.out))
        nobody = scale - sum(tally.values())
        stages.append(
            Stage(number, Act.ROUND, (), tally, nobody, elected, out, counts="share of the whole", note=decided.note)
        )
    first = counting.rounds[0].round
    rules, sections = counting.college.rules, counting.college.sections
    valid = sum(map(first.cast, sections)) + sum(first.exhausted.values())
    return Transcript(
        method=rules.id,
        rule_set=f"{rules.title}: {', '.join(f'{s.name} {s.weight}' for s in sections)}",
        candidates=counting.names,
        seats=1,
        scale=scale,
        quota=None,
        stages=tuple(stages),
        elected=tuple(map(index, counting.elected)),
        ties=tuple(counting.ask.records),
        valid=valid,
        proved=rules.proved,
        tables=tuple(_table(counting, number, decided) for number, decided in enumerate(counting.rounds, 1)),
    )


def _table(counting: Counting, number: int, decided: Decided) -> Table:
    """Votes in each section, and the exact share overall."""
    sections = counting.college.sections
    columns = (*(section.name for section in sections), "share", "per cent, rounded")
    rows = []
    for name in sorted(decided.shares):
        votes = [str(decided.round.votes.get(s.name, {}).get(name, 0)) for s in sections]
        rows.append((name, (*votes, str(decided.shares[name]), _percent(decided.shares[name]))))
    spent = [str(decided.round.exhausted.get(s.name, 0)) for s in sections]
    rows.append(("exhausted", (*spent, "", "")))
    return Table(f"votes by section, round {number}", columns, tuple(rows))


def _percent(share: Fraction) -> str:
    """A share in per cent, to two places, a half up; for reading, and never counted with."""
    hundredths = (2 * 10_000 * share.numerator + share.denominator) // (2 * share.denominator)
    return f"{hundredths // 100}.{hundredths % 100:02d}"
