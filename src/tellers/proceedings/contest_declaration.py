"""The declaration of a contest: what its minutes and the rule book give, and nothing that they do not.

Every figure says how it is known: those of a sealed ballot are proved by its archive, those of two tellers certified.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tellers import canonical
from tellers.canonical import Json
from tellers.figures import Base, Figure, Known
from tellers.minutes.book import MinuteBook
from tellers.proceedings import facts_contest as facts
from tellers.proceedings.contest import Contest, SealedBallot
from tellers.proceedings.contest_told import AskedContest, told
from tellers.proceedings.deciding import decided
from tellers.proceedings.facts import Founding, to_json
from tellers.proceedings.finding import Found
from tellers.rulebook.contests import Contest as Procedure

FORMAT = 1

STEP = ("stage", "number", "event", "tally", "exhausted", "elected", "going_on", "excluded")
"""What is told of each stage of the count."""


@dataclass(frozen=True)
class ContestDeclaration:
    """The result of a contest; `count` are the stages of the count as `tellers decide` states them."""

    founding: Founding
    contest: Contest
    title: str
    on: date
    found: Found
    figures: tuple[Figure, ...]
    count: tuple[dict[str, Json], ...]
    minutes: MinuteBook  # those before the declaration

    @property
    def elections(self) -> tuple[SealedBallot, ...]:
        """The sealed ballots that were counted."""
        return tuple(ballot for ballot in self.contest.sealed if ballot.proved is not None)

    @property
    def spoiled(self) -> tuple[tuple[str, str, int], ...]:
        """Votes that are no ranking: the stage, the reason, how many."""
        return tuple(
            (ballot.proved.stage, one.reason, one.papers)
            for ballot in self.elections
            if ballot.proved is not None
            for one in ballot.proved.spoiled
        )

    def to_json(self) -> dict[str, Json]:
        """The form of docs/formats/proceedings.md."""
        found = to_json(self.found)
        announced = self.contest.announced
        return {
            "format": FORMAT,
            "case": self.founding.case,
            "organisation": self.founding.organisation,
            "title": self.title,
            "contest": self.contest.id,
            "procedure": announced.procedure,
            "rerun_of": announced.rerun_of,
            "on": self.on.isoformat(),
            "candidates": [one.name for one in announced.candidates],
            "found": found,
            "figures": [figure.to_json() for figure in self.figures],
            "count": [*self.count],
            "spoiled": [{"stage": stage, "reason": why, "papers": papers} for stage, why, papers in self.spoiled],
            "elections": [_election(ballot) for ballot in self.elections],
            "fingerprints": self._fingerprints(),
        }

    def encode(self) -> bytes:
        """The canonical bytes of the file."""
        return canonical.encode(self.to_json())

    def _fingerprints(self) -> dict[str, Json]:
        frozen = self.contest.last(facts.Frozen)
        rolls: dict[str, Json] = {} if frozen is None else {roll.stage: roll.roll for roll in frozen.rolls}
        return {
            "rulebook": self.founding.rulebook,
            "rolls": rolls,
            "minutes": self.minutes.head,
            "minutes_size": self.minutes.size,
            "key": self.founding.key,
        }


def declaration_of(asked: AskedContest, found: Found, before: MinuteBook) -> ContestDeclaration:
    """The declaration of a contest by the minutes before it."""
    procedure = asked.procedure(Procedure)
    steps: list[dict[str, Any]] = decided(asked, told(asked, procedure))["findings"][0]["stages"]
    return ContestDeclaration(
        asked.record.founding,
        asked.life,
        procedure.title,
        asked.today,
        found,
        tuple(figures(asked.life, steps)),
        tuple({key: step[key] for key in STEP} for step in steps),
        before,
    )


def figures(contest: Contest, steps: list[dict[str, Any]]) -> Iterator[Figure]:
    """Every figure: of each stage its roll and papers, then the votes of each stage of the count and their shares."""
    for stage, tally in contest.tallies.items():
        counted = _Counted(contest, stage, tally)
        yield Figure(f"{stage}.entitled", "entitled", contest.entitled[stage], Known.CERTIFIED, "the frozen roll")
        yield from counted.papers()
        for step in steps:
            if step["stage"] == stage:
                yield from counted.votes(step)


@dataclass(frozen=True)
class _Counted:
    """A stage with the figures that stand, and how they are known."""

    contest: Contest
    stage: str
    tally: facts.Tallied

    def papers(self) -> Iterator[Figure]:
        """The papers by class, of each ballot of a series by itself."""
        ballot = self.tally.ballot
        rounds = ballot.get("rounds")
        if not isinstance(rounds, list):
            yield from self._classes(ballot.get("papers", {}), f"{self.stage}.", 1)
            return
        for number, one in enumerate(rounds, 1):
            yield from self._classes(one, f"{self.stage}.{number}.", number)

    def _classes(self, papers: dict[str, Any], prefix: str, number: int) -> Iterator[Figure]:
        for word in ("returned", "blank", "spoiled"):
            if isinstance(papers.get(word), int):
                yield Figure(f"{prefix}{word}", word, papers[word], self._known, self._source(number))

    def votes(self, step: dict[str, Any]) -> Iterator[Figure]:
        """The votes of one stage of the count, as counted and as shares; parts of votes stand in `count` alone."""
        votes = {name: int(text) for name, text in step["tally"].items() if text.isdecimal()}
        if len(votes) < len(step["tally"]):
            return
        number = step["number"]
        base = Base("valid" if number == 1 or "rounds" in self.tally.ballot else "continuing", sum(votes.values()))
        for name, value in votes.items():
            id_ = f"{self.stage}.{number}.votes.{name}"
            figure = Figure(id_, f"votes for {name}", value, self._known, self._source(number))
            yield figure
            yield figure.share_of(base)
            yield figure.share_of(Base("entitled", self.contest.entitled[self.stage]))

    @property
    def _known(self) -> Known:
        return Known.PROVED if isinstance(self.tally, facts.Proved) else Known.CERTIFIED

    def _source(self, number: int) -> str:
        own = [ballot.opened for ballot in self.contest.sealed if ballot.opened.stage == self.stage]
        if isinstance(self.tally, facts.Proved) and own:
            at = next((one for one in own if one.series and one.number == number), own[0])
            return f"archive {at.uuid}"
        return f"two tellers: {' and '.join(self.tally.tellers)}"


def _election(ballot: SealedBallot) -> dict[str, Json]:
    opened, proved = ballot.opened, ballot.proved
    return {
        "stage": opened.stage,
        "number": opened.number,
        "uuid": opened.uuid,
        "election": opened.election,
        "archive": None if proved is None else proved.archive,
        "registrar": opened.registrar,
        "trustees": [to_json(one) for one in opened.trustees],
    }
