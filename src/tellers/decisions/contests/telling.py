"""What a decision tells of a contest: the lines of each stage, the papers, and each candidate with what was held."""

from collections.abc import Iterator
from dataclasses import dataclass

from tellers.counting.rule_sets.exhaustive import EXHAUSTIVE
from tellers.decisions.conditions import Judged, Met
from tellers.decisions.contests.figures import speaks_of_one
from tellers.decisions.contests.stage import Held
from tellers.decisions.verdict import CandidateFinding, StagePapers
from tellers.rulebook.outcomes import Outcome
from tellers.rulebook.thresholds import Quantity

PAPERS = ("valid", "blank", "spoiled", "papers", "entitled", "present")
"""The words for the papers of a stage."""


@dataclass(frozen=True)
class Told:
    """The stages that were held, whom the gate admitted, how it ended where that is decided, and who has a seat."""

    held: tuple[Held, ...]
    admitted: tuple[CandidateFinding, ...]
    outcome: Outcome | None
    elected: tuple[str, ...]

    def papers(self, *, alone: bool) -> Iterator[StagePapers]:
        """The papers of each stage of one ballot; a series of ballots has none of its own."""
        for held in self.held:
            if len(held.poll.ballot.rounds) <= 1 or held.poll.method not in EXHAUSTIVE:
                known = held.figures.amounts(held.poll.stage.line)
                amounts = {word: known(Quantity(word)) for word in PAPERS}
                yield StagePapers(None if alone else held.poll.stage.id, amounts)

    def thresholds(self) -> Iterator[Met]:
        """Quorum and threshold of each stage: of those who are placed, or else of the one who leads."""
        for held in self.held:
            if held.quorum is not None:
                yield from held.quorum.mets
            shown = [held.line[name] for name in held.placed if name in held.line] or _leading(held)
            yield from dict.fromkeys(met for judged in shown for met in judged.mets)

    def candidates(self, names: tuple[str, ...]) -> Iterator[CandidateFinding]:
        """Each of those who stood, with every gate and threshold that was held against them."""
        gate = {one.name: one.thresholds for one in self.admitted}
        for name in names:
            yield CandidateFinding(name, self._end(name), (*gate.get(name, ()), *self._own(name)))

    def _end(self, name: str) -> Outcome | None:
        if self.outcome is not None and name in self.elected:
            return Outcome.ELECTED
        return Outcome.LOST if self.outcome in {Outcome.ELECTED, Outcome.UNFILLED} else None

    def _own(self, name: str) -> Iterator[Met]:
        for held in self.held:
            yield from (met for whose, met in held.gates if whose == name)
            condition = held.poll.stage.threshold.value
            if name in held.line and condition is not None and speaks_of_one(condition):
                yield from held.line[name].mets


def _leading(held: Held) -> list[Judged]:
    """The threshold of the candidate with the most votes, where nobody is placed."""
    most = max((held.counted.votes.get(name, -1) for name in held.line), default=-1)
    return [judged for name, judged in held.line.items() if held.counted.votes.get(name, -1) == most]
