"""The declaration of a contest: what its minutes and the rule book give, and nothing that they do not.

Every figure says how it is known: those of a sealed ballot are proved by its archive, those of two tellers certified.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from tellers import canonical
from tellers.canonical import Json
from tellers.figures import Base, Figure, Known, weakest
from tellers.minutes.book import MinuteBook
from tellers.proceedings import facts_contest as facts
from tellers.proceedings.contest import Contest, SealedBallot
from tellers.proceedings.contest_channels import by_channel
from tellers.proceedings.contest_sections import shown_sections
from tellers.proceedings.contest_told import AskedContest, told
from tellers.proceedings.deciding import decided
from tellers.proceedings.facts import Founding, to_json
from tellers.proceedings.finding import Found
from tellers.proceedings.motion import Objected
from tellers.proceedings.objecting import Window, window_of_contest
from tellers.rulebook.contests import Contest as Procedure
from tellers.rulebook.custody import Custody

FORMAT = 1

STEP = ("stage", "method", "number", "event", "counts", "tally", "exhausted", "elected", "going_on", "excluded")
"""What is told of each stage of the count; `quota` and `note` too, null where there is none, and `ties`."""

PAPERS = ("returned", "blank", "spoiled", "valid")
"""The classes of papers that figures may state; what follows by adding up is added."""

SUMS = {"valid": "valid", "returned": "papers"}
"""The papers of a ballot of a series that are the bases of its shares."""

BASES = ("valid", "papers", "entitled", "continuing")
"""The bases on which the votes of a candidate are stated, where they are known and the votes are whole."""

ROLL = "the frozen roll"
"""Where the number of those entitled is from."""


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
    custody: Custody | None = None
    window: Window | None = None
    objections: tuple[Objected, ...] = ()

    @property
    def elections(self) -> tuple[SealedBallot, ...]:
        """The sealed ballots that were counted."""
        return tuple(ballot for ballot in self.contest.sealed if ballot.proved is not None)

    @property
    def spoiled(self) -> tuple[tuple[str, str, int], ...]:
        """Votes that are no ranking, and papers that cannot be counted: the stage, the reason, how many."""
        return tuple(
            (ballot.opened.stage, one.reason, one.papers) for ballot in self.elections for one in ballot.spoiled
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
            **({"trustees": _rules(self.custody)} if self.custody is not None and self.elections else {}),
            **({"objections": [one.to_json() for one in self.objections]} if self.objections else {}),
            **({} if self.window is None else {"window": self.window.to_json()}),
            "fingerprints": self._fingerprints(),
        }

    def encode(self) -> bytes:
        """The canonical bytes of the file."""
        return canonical.encode(self.to_json())

    def _fingerprints(self) -> dict[str, Json]:
        rolls: dict[str, Json] = {stage: roll.roll for stage, roll in self.contest.rolls.items()}
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
    minimum = procedure.minimum_cell.value
    return ContestDeclaration(
        asked.record.founding,
        asked.life,
        procedure.title,
        asked.today,
        found,
        tuple(figures(asked.life, steps, minimum)),
        tuple(_step(step) for step in steps),
        before,
        procedure.trustees,
        window_of_contest(procedure.objections, asked.life, ZoneInfo(asked.book.time_zone), asked.record.motion),
        asked.record.motion.objections_to(asked.life.id),
    )


def _step(step: dict[str, Any]) -> dict[str, Json]:
    more = {"quota": step.get("quota"), "note": step.get("note"), "ties": step.get("ties", [])}
    return {**{key: step[key] for key in STEP}, **more}


def figures(contest: Contest, steps: list[dict[str, Any]], minimum: int) -> Iterator[Figure]:
    """Every figure: of each stage its roll and papers, then the votes of each stage of the count and their shares.

    Votes by section stand for groups that are not smaller than the minimum cell.
    """
    for stage, tally in contest.tallies.items():
        counted = _Counted(contest, stage, tally)
        own = [step for step in steps if step["stage"] == stage]
        yield Figure(f"{stage}.entitled", "entitled", contest.entitled[stage], Known.CERTIFIED, ROLL)
        yield from counted.papers(own)
        yield from by_channel(contest, stage)
        for step in own:
            yield from counted.votes(step)
            yield from counted.by_section(step["number"], minimum)


@dataclass(frozen=True)
class _Counted:
    """A stage with the figures that stand, and how they are known."""

    contest: Contest
    stage: str
    tally: facts.Tallied

    def papers(self, steps: list[dict[str, Any]]) -> Iterator[Figure]:
        """The papers by class, of each ballot of a series by itself."""
        ballot = self.tally.ballot
        rounds = ballot.get("rounds")
        if not isinstance(rounds, list):
            yield from self._classes(ballot.get("papers", {}), f"{self.stage}.", 1)
            return
        for number, (one, step) in enumerate(zip(rounds, steps, strict=False), 1):
            sums = {word: size for word, of in SUMS.items() if (size := _size(step, of)) is not None}
            yield from self._classes({**one, **sums}, f"{self.stage}.{number}.", number)

    def _classes(self, papers: dict[str, Any], prefix: str, number: int) -> Iterator[Figure]:
        sizes = {word: papers[word] for word in PAPERS if type(papers.get(word)) is int}
        if "valid" not in sizes and sizes.keys() >= {"returned", "blank", "spoiled"}:
            sizes["valid"] = sizes["returned"] - sizes["blank"] - sizes["spoiled"]
        for word, size in sizes.items():
            yield Figure(f"{prefix}{word}", word, size, self._known, self._source(number))
        if "returned" in sizes:
            left = self.contest.entitled[self.stage] - sizes["returned"]
            known = weakest(self._known, Known.CERTIFIED)  # the roll is the registrar's word
            source = f"{ROLL} less {self._source(number)}"
            yield Figure(f"{prefix}not-returned", "not-returned", left, known, source)

    def votes(self, step: dict[str, Any]) -> Iterator[Figure]:
        """The votes of one stage of the count, as counted and as shares; parts of votes stand in `count` alone."""
        if any("/" in text or Fraction(text).denominator != 1 for text in step["tally"].values()):
            return
        for name, text in step["tally"].items():
            id_ = f"{self.stage}.{step['number']}.votes.{name}"
            counts = f"votes for {name}" if step["counts"] == "votes" else f"{step['counts']}: {name}"
            figure = Figure(id_, counts, int(Fraction(text)), self._known, self._source(step["number"]))
            yield figure
            for word, shares in step["shares"].items():
                value, _, size = str(shares.get(name, "")).partition("/")
                if word in BASES and value == str(figure.value):
                    yield figure.share_of(Base(word, int(size)))

    def by_section(self, number: int, minimum: int) -> Iterator[Figure]:
        """The votes of a round by section, each with its share of what the section cast."""
        for section, votes in shown_sections(self._sections(number), minimum):
            base = Base(f"valid in {section}", sum(votes.values()))
            for name, value in votes.items():
                id_ = f"{self.stage}.{number}.section.{section}.votes.{name}"
                figure = Figure(id_, f"votes for {name} in {section}", value, self._known, self._source(number))
                yield figure
                yield figure.share_of(base)

    def _sections(self, number: int) -> dict[str, dict[str, Any]]:
        ballot = self.tally.ballot
        rounds = ballot.get("rounds") or [ballot]
        sections = rounds[number - 1].get("sections") if number <= len(rounds) else None
        return sections if isinstance(sections, dict) else {}

    @property
    def _known(self) -> Known:
        """As badly as the worst part: papers beside a sealed ballot are certified."""
        return Known.PROVED if isinstance(self.tally, facts.Proved) and not self.tally.tellers else Known.CERTIFIED

    def _source(self, number: int) -> str:
        own = [ballot.opened for ballot in self.contest.sealed if ballot.opened.stage == self.stage]
        counted = f"two tellers: {' and '.join(self.tally.tellers)}" if self.tally.tellers else ""
        if not isinstance(self.tally, facts.Proved) or not own:
            return counted
        at = next((one for one in reversed(own) if one.series and one.number == number), own[-1])
        return f"archive {at.uuid}" + (f" and {counted}" if counted else "")


def _size(step: dict[str, Any], base: str) -> int | None:
    """The size of a base of a stage of the count, as the shares on it state it; None where it is not known."""
    sizes = {text.partition("/")[2] for text in step["shares"].get(base, {}).values()}
    return int(sizes.pop()) if len(sizes) == 1 else None


def _election(ballot: SealedBallot) -> dict[str, Json]:
    opened, proved = ballot.opened, ballot.proved
    return {
        "stage": opened.stage,
        "number": opened.number,
        "uuid": opened.uuid,
        "election": opened.election,
        "archive": None if proved is None else proved.archive,
        "registrar": opened.registrar,
        "trustees": [
            {**to_json(one), "decrypted": took.decrypted}
            for one, took in zip(opened.trustees, () if proved is None else proved.trustees, strict=False)
        ],
        "unappointed": [to_json(one) for one in opened.unappointed],
        "walked_out": None if proved is None or proved.walked_out is None else to_json(proved.walked_out),
    }


def _rules(custody: Custody) -> dict[str, Json]:
    """The rules on trustees in sentences, each with what it rests on."""
    told = {
        "holding": (custody.holding, custody.camps),
        "not_appointed": (custody.without_a_camp, custody.not_appointed),
        "walked_out": (custody.without_a_trustee, custody.walked_out),
    }
    return {key: {"text": text, **rule.grounds.to_json()} for key, (text, rule) in told.items()}
