"""Debian's count: options that fail the quorum or their majority against the default are dropped, then Schulze.

Source: Constitution for the Debian Project, "Vote Counting": section A.6 of versions 1.2 to 1.7, A.5 of 1.8 and 1.9.
The numbers in the docstrings are those of A.5. The elector with the casting vote chooses among several winners; who
that is, and what is chosen, is an input.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import isqrt

from tellers.counting.condorcet import Compared, Said
from tellers.counting.contest import Contest
from tellers.counting.line import Line
from tellers.counting.pairwise import Pairwise, count_pairwise
from tellers.counting.placing import Ask
from tellers.counting.rule_sets.questions import Answer
from tellers.counting.strength import Measure, strength
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Act, Stage, Table, Transcript
from tellers.errors import Refused

Defeat = tuple[int, int]
DEFAULT_NAMES = ("none of the above", "further discussion")
"""What the constitution calls the default option; "Further Discussion" was that of resolutions until 1.7."""


@dataclass(frozen=True)
class DebianRules:
    """The answers that differ between versions of the constitution."""

    id: str
    title: str
    line: Answer[Line]
    proved: bool = True


_RULES = (
    DebianRules(
        "debian",
        "Debian Constitution 1.9, A.5",
        Answer(Line.AT_LEAST, "A.5.3.2: V(A,D) is at least N * V(D,A), and strictly more than V(D,A)"),
    ),
    DebianRules(
        "debian-2003",
        "Debian Constitution 1.2 to 1.5 (2003 to 2015), A.6",
        Answer(Line.MORE_THAN, "A.6.3.2 as it was: V(A,D) is strictly more than N * V(D,A)"),
    ),
)
DEBIAN: dict[str, DebianRules] = {rules.id: rules for rules in _RULES}
"""Method id → rule set; 1.6 to 1.8 say what 1.9 says."""


@dataclass(frozen=True)
class Quorum:
    """R, the votes over the default option that each other one needs, kept as its exact square (A.5.2)."""

    squared: Fraction

    @classmethod
    def votes(cls, number: int) -> "Quorum":
        """A plain number of votes, such as the two of the Technical Committee."""
        return cls(Fraction(number) ** 2)

    @classmethod
    def developers(cls, number: int, times: int = 3) -> "Quorum":
        """3Q of section 4.2.4: Q is half the square root of the number of developers, and is not rounded (4.2.7)."""
        return cls(Fraction(times**2 * number, 4))

    def met(self, votes: int) -> bool:
        """Whether that many votes reach R, without a root being taken."""
        return votes * votes >= self.squared

    def text(self) -> str:
        """R cut to four decimals."""
        root = isqrt(self.squared.numerator * 10**8 // self.squared.denominator)
        return f"{root // 10**4}.{root % 10**4:04d}"


@dataclass(frozen=True)
class Terms:
    """What the text that calls the vote must say: the default option, the quorum, and any supermajority N:1.

    `out` are options that fail a condition which was judged elsewhere; they are dropped like the others.
    """

    default: int
    quorum: Quorum | None = None
    majorities: Mapping[int, int] = field(default_factory=dict)
    out: frozenset[int] = frozenset()

    def ratio(self, option: int) -> int:
        """N of the option's N:1; one unless said otherwise (A.5.3.3)."""
        return self.majorities.get(option, 1)


def count(contest: Contest, method: str, ties: TieBreaker, terms: Terms | None = None) -> Transcript:
    """The count of ranked papers; without terms, the default option is known by its name and there is no quorum."""
    if contest.seats != 1:
        raise Refused(f"{contest.seats} places; this method elects one", clause="Debian Constitution A.5.8")
    papers = contest.papers
    pairwise = count_pairwise(papers, len(contest.candidates))
    compared = Compared(contest.candidates, contest.standing, 1, pairwise, papers.total, papers.blank, papers.spoiled)
    return decide(compared, DEBIAN[method], terms or Terms(default_option(contest.candidates)), ties)


def default_option(names: Iterable[str]) -> int:
    """The option whose name has the constitution's name for the default in it; Refused when that is not one option."""
    words = [" ".join(name.casefold().split()) for name in names]
    found = [option for option, name in enumerate(words) if any(default in name for default in DEFAULT_NAMES)]
    if len(found) != 1:
        raise Refused(
            f"{len(found)} options are called {' or '.join(DEFAULT_NAMES)}; say which option is the default",
            clause="Debian Constitution A.5.2",
        )
    return found[0]


def decide(compared: Compared, rules: DebianRules, terms: Terms, ties: TieBreaker) -> Transcript:
    """The result of comparisons that were counted, or published without the papers."""
    _check(compared, terms)
    ask = Ask(compared.names, ties)
    dropped = tuple(a for a in compared.standing if a != terms.default and not _stays(compared, rules, terms, a))
    left = frozenset(compared.standing) - set(dropped)
    stages = [_against_default(compared, terms, dropped)]
    winners, drops = _schwartz_winners(compared.pairwise, left)
    for weakest in drops:
        note = "; ".join(sorted(_defeat(compared, a, b) for a, b in weakest))
        stages.append(Stage(len(stages) + 1, Act.DROPPED, (), {}, 0, note=f"weakest defeats: {note}"))
    winner = next(iter(winners)) if len(winners) == 1 else ask.one_of(winners, "the casting vote", len(stages))
    stages.append(Stage(len(stages) + 1, Act.RESULT, (), {}, 0, (winner,)))
    said = Said(tuple(stages), (winner,), (_default_table(compared, rules, terms),), _notes(compared, terms, winner))
    return compared.transcript(rules, said, ask)


def _check(compared: Compared, terms: Terms) -> None:
    if terms.default not in compared.standing:
        raise Refused("the default option is not on the ballot", clause="Debian Constitution A.5.2")
    if terms.ratio(terms.default) != 1:
        raise Refused("the default option has no supermajority", clause="Debian Constitution A.5")
    if any(ratio < 1 for ratio in terms.majorities.values()):
        raise Refused("a majority N:1 needs an N of one or more", clause="Debian Constitution A.5.3.3")


def _stays(compared: Compared, rules: DebianRules, terms: Terms, option: int) -> bool:
    votes = compared.pairwise.votes[option][terms.default]
    if option in terms.out:
        return False
    return (terms.quorum is None or terms.quorum.met(votes)) and _majority(compared, rules, terms, option)


def _majority(compared: Compared, rules: DebianRules, terms: Terms, option: int) -> bool:
    """Whether the option defeats the default by its ratio (A.5.3.2)."""
    votes = compared.pairwise.votes
    for_, against = votes[option][terms.default], terms.ratio(option) * votes[terms.default][option]
    return rules.line.says.met(for_, against) and compared.pairwise.defeats(option, terms.default)


def _schwartz_winners(
    pairwise: Pairwise, options: frozenset[int]
) -> tuple[frozenset[int], tuple[frozenset[Defeat], ...]]:
    """The Schwartz set in which no defeats are left, and the weakest defeats dropped on the way (A.5.4 to A.5.8)."""
    defeats = {(a, b) for a in options for b in options if pairwise.defeats(a, b)}
    dropped: list[frozenset[Defeat]] = []
    while True:
        schwartz = _schwartz_set(options, defeats)
        within = {(a, b) for a, b in defeats if a in schwartz and b in schwartz}
        if not within:
            return schwartz, tuple(dropped)
        strengths = {(a, b): strength(pairwise, a, b, Measure.WINNING_VOTES) for a, b in within}
        weakest = min(strengths.values())
        dropped.append(frozenset(defeat for defeat, weight in strengths.items() if weight == weakest))
        defeats -= dropped[-1]


def _schwartz_set(options: frozenset[int], defeats: set[Defeat]) -> frozenset[int]:
    """Options that transitively defeat each one that transitively defeats them (A.5.5 and A.5.6)."""
    reached = {a: _reached(a, defeats) for a in options}
    return frozenset(a for a in options if all(b in reached[a] for b in options if a in reached[b]))


def _reached(start: int, defeats: set[Defeat]) -> frozenset[int]:
    found: set[int] = set()
    new = [start]
    while new:
        here = new.pop()
        further = [b for a, b in defeats if a == here and b not in found]
        found.update(further)
        new.extend(further)
    return frozenset(found)


def _against_default(compared: Compared, terms: Terms, dropped: tuple[int, ...]) -> Stage:
    others = [a for a in compared.standing if a != terms.default]
    tally = {a: compared.pairwise.votes[a][terms.default] for a in others}
    counts = "papers that prefer the option to the default"
    return Stage(1, Act.PAIRWISE, (), tally, 0, excluded=dropped, counts=counts)


def _default_table(compared: Compared, rules: DebianRules, terms: Terms) -> Table:
    rows = []
    for a in compared.standing:
        if a == terms.default:
            continue
        for_, against = compared.pairwise.votes[a][terms.default], compared.pairwise.votes[terms.default][a]
        quorum = "none" if terms.quorum is None else "met" if terms.quorum.met(for_) else "not met"
        majority = "met" if _majority(compared, rules, terms, a) else "not met"
        rows.append((compared.names[a], (str(for_), str(against), quorum, f"{terms.ratio(a)}:1", majority)))
    return Table(
        f"against the default option, {compared.names[terms.default]}",
        ("for", "against", "quorum", "ratio", "majority"),
        tuple(rows),
    )


def _defeat(compared: Compared, a: int, b: int) -> str:
    votes = compared.pairwise.votes
    return f"{compared.names[a]} over {compared.names[b]} by {votes[a][b]} to {votes[b][a]}"


def _notes(compared: Compared, terms: Terms, winner: int) -> tuple[str, ...]:
    quorum = "no quorum was given" if terms.quorum is None else f"the quorum R is {terms.quorum.text()} votes"
    default = ("the default option wins",) if winner == terms.default else ()
    return (f"the default option is {compared.names[terms.default]}", quorum, *default)
