"""One ballot to be counted: its stage of the book, what the facts say of it, who stands, and for how many places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from tellers.counting.ties import Choice, NoRule, TieBreaker, Undecided
from tellers.decisions.facts import BALLOT, Ballot, Facts, Round, Votes
from tellers.decisions.situation import Situation
from tellers.errors import RuleBookError
from tellers.rulebook.contests import Contest, ContestTie, Stage
from tellers.words import alike


@dataclass(frozen=True)
class Poll:
    """A stage as it was voted.

    `fact` is where the facts have the ballot ("ballots.mps"). `standing` are the candidates, without the `default`
    option; `places` is how many are elected or go on, `seats` what the contest
    fills in all; `final` is the last stage. `gone` withdrew once it had begun.
    """

    contest: Contest
    stage: Stage
    case: Situation
    ballot: Ballot
    fact: str
    standing: tuple[str, ...]
    places: int
    seats: int
    final: bool
    gone: frozenset[str] = frozenset()

    @property
    def default(self) -> str | None:
        """The option that stands for nobody."""
        return self.contest.default.value

    @property
    def options(self) -> tuple[str, ...]:
        """Everybody and everything that can be voted for."""
        return self.standing if self.default is None else (*self.standing, self.default)

    @property
    def method(self) -> str:
        """The id of the method."""
        return self.stage.method.value

    def mistaken(self, message: str) -> RuleBookError:
        """The mistake that the book makes with the method, on the line that names it."""
        return RuleBookError(message, source=self.case.book.source, line=self.stage.method.line)

    @property
    def breaker(self) -> TieBreaker:
        """What breaks a tie, by the tie rule of the stage and the facts."""
        match self.stage.tie.value:
            case ContestTie.LOT | ContestTie.METHOD:
                return Drawn(self.ballot.lots or self.case.facts.lots, "lot")
            case ContestTie.CASTING_VOTE:
                casting = self.ballot.casting or self.case.facts.casting
                return Drawn(() if casting is None else (casting,), "casting vote")
            case ContestTie.COUNT:
                id_ = self.contest.tie_count or ""
                counts = {one.name: one.counts[id_] for one in self.case.facts.candidates if id_ in one.counts}
                return ByCount(counts, f"by {self.case.counts[id_].name}")
        return NoRule()


LAST = frozenset({"who is out", "exclusion"})
"""Ties that fall on the one who has the least."""


@dataclass(frozen=True)
class ByCount:
    """A number for each candidate: whoever has most of it has the place, and whoever has least is out."""

    counts: Mapping[str, Fraction]
    how: str

    def choose(self, tied: tuple[str, ...], over: str, number: int) -> Choice:  # noqa: ARG002 — the protocol's
        """The one set apart by the number; Undecided where somebody has none, or two have the same."""
        told = sorted(((self.counts[name], name) for name in tied if name in self.counts), reverse=over not in LAST)
        if len(told) < len(tied) or told[0][0] == told[1][0]:
            raise Undecided(tied, over)
        return Choice(told[0][1], self.how)


@dataclass(frozen=True)
class Drawn:
    """Names that somebody drew or chose: a tie falls on the tied name that stands first."""

    names: tuple[str, ...]
    how: str

    def choose(self, tied: tuple[str, ...], over: str, number: int) -> Choice:  # noqa: ARG002 — the protocol's
        """The first of the names that is among the tied; Undecided when none is."""
        for name in self.names:
            if name in tied:
                return Choice(name, self.how)
        raise Undecided(tied, over)


def ballot_of(facts: Facts, contest: Contest, stage: Stage) -> tuple[Ballot | None, str]:
    """The ballot of a stage, and where the facts have it, or should have it."""
    only = len(contest.stages) == 1
    ballot = facts.ballot_of(stage.id, only=only)
    fact = BALLOT if stage.id == BALLOT or (only and stage.id not in facts.ballots) else f"ballots.{stage.id}"
    return (None if ballot is None else renamed(ballot, contest.default.value)), fact


def renamed(ballot: Ballot, default: str | None) -> Ballot:
    """A ballot in which the default option has the name that the book gives it, however the facts write it."""
    written = {name for name in _names(ballot, ballot.rounds) if default is not None and alike(name) == alike(default)}
    if default is None or written <= {default}:
        return ballot

    def name(one: str) -> str:
        return default if one in written else one

    def votes(given: Votes) -> Votes:
        return {name(one): number for one, number in given.items()}

    pairwise = ballot.pairwise
    return replace(
        ballot,
        votes=votes(ballot.votes),
        rounds=tuple(replace(one, votes=votes(one.votes)) for one in ballot.rounds),
        sections={section: votes(given) for section, given in ballot.sections.items()},
        pairwise=pairwise and replace(pairwise, candidates=tuple(map(name, pairwise.candidates))),
        rankings=tuple(
            replace(one, ranks=tuple(tuple(map(name, group)) for group in one.ranks)) for one in ballot.rankings
        ),
        scores=tuple(replace(one, scores={name(k): v for k, v in one.scores.items()}) for one in ballot.scores),
    )


def names_in(ballot: Ballot, stage: Stage) -> tuple[str, ...]:
    """Every name that a ballot is about, in their order; a file is not looked into."""
    return _names(ballot, _first(ballot, stage))


def counted_in(ballot: Ballot, stage: Stage) -> tuple[str, ...]:
    """Every name that has votes, in the first round of several: such a one stood when the stage began.

    Papers and comparisons may name one who did not. Where nobody is out of the first ballots for being last, whoever
    stands in any of them stands.
    """
    return _counted(ballot, _first(ballot, stage))


def afresh(stage: Stage) -> bool:
    """Whether somebody may stand in a later ballot of a stage who did not in the first."""
    return stage.out_from.value != 1


def _first(ballot: Ballot, stage: Stage) -> tuple[Round, ...]:
    return ballot.rounds if afresh(stage) else ballot.rounds[:1]


def _names(ballot: Ballot, rounds: Iterable[Round]) -> tuple[str, ...]:
    ranked = [group for one in ballot.rankings for group in one.ranks]
    compared = ballot.pairwise.candidates if ballot.pairwise else ()
    scored = [one.scores for one in ballot.scores]
    found: list[Iterable[str]] = [_counted(ballot, rounds), compared, *ranked, *scored]
    return tuple(dict.fromkeys(name for names in found for name in names))


def _counted(ballot: Ballot, rounds: Iterable[Round]) -> tuple[str, ...]:
    found: list[Iterable[str]] = [ballot.votes]
    for one in rounds:
        found += [one.votes, *one.sections.values()]
    found += list(ballot.sections.values())
    return tuple(dict.fromkeys(name for names in found for name in names))
