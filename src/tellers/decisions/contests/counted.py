"""What one ballot comes to by its method alone: the count, the figures that conditions look at, and what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tellers.counting.transcript import Stage, Transcript
from tellers.decisions.facts import Papers
from tellers.decisions.known import Amount
from tellers.decisions.verdict import Contradiction

VOTES = ("votes", "papers that vote for the candidate", "points")
"""What a tally may count that are votes of a candidate; comparisons and shares of the whole are not."""


@dataclass(frozen=True)
class Counted:
    """A count with its figures.

    `votes` are those of the round that decided for each name. `preferred` has, for each candidate, how many papers
    prefer it to the default option, and the other way round. `by_round` has the votes by section of each round.
    `reseated` counts again for another number of places; None where a method has no order beyond its places.
    `decides` is the place of the stage whose votes conditions look at, None for the last: a ballot between those alone
    who tied gives them the place, and no more votes. `broken` says where the figures do not follow from the rule: what
    they come to is then not known.
    """

    transcript: Transcript
    papers: Papers
    valid: Amount
    votes: Mapping[str, Fraction]
    preferred: Mapping[str, tuple[Fraction, Fraction]] = field(default_factory=dict)
    shares: Mapping[str, Fraction] = field(default_factory=dict)
    by_round: tuple[Mapping[str, Mapping[str, Fraction]], ...] = ()
    reseated: Callable[[int], Transcript] | None = None
    decides: int | None = None
    broken: Contradiction | None = None
    missing: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def elected(self) -> tuple[str, ...]:
        """Who is placed whatever an undecided tie comes to, in the order of the count."""
        return tuple(self.transcript.names(self.transcript.elected))

    @property
    def sections(self) -> Mapping[str, Mapping[str, Fraction]]:
        """The votes by section that conditions look at; empty where there are none."""
        return self.by_round[-1 if self.decides is None else self.decides] if self.by_round else {}

    @property
    def tied(self) -> tuple[str, ...]:
        """Between whom a tie is not decided, where its result turns on it."""
        results = {frozenset(result) for result in self.transcript.possible}
        if len(results) <= 1:
            return ()
        open_ = frozenset.union(*results) - frozenset.intersection(*results)
        return tuple(sorted(self.transcript.names(tuple(open_))))


def votes_of(transcript: Transcript) -> dict[str, Fraction]:
    """The votes of each candidate in the last stage that counts any for him."""
    found: dict[str, Fraction] = {}
    for stage in transcript.stages:
        if stage.counts in VOTES:
            found |= tally_of(transcript, stage)
    return found


def tally_of(transcript: Transcript, stage: Stage) -> dict[str, Fraction]:
    """The exact figures of one stage, by name."""
    return {transcript.candidates[c]: Fraction(votes, transcript.scale) for c, votes in stage.tally.items()}
