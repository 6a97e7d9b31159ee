"""A contest's life: announced, rolls frozen, counted stage by stage, declared, recounted, annulled."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, ClassVar

from msgspec import Struct

from tellers.proceedings import facts_contest as facts
from tellers.proceedings import facts_nomination
from tellers.proceedings.life import Kind, Word
from tellers.proceedings.proceeding import Proceeding
from tellers.words import alike


class State(Enum):
    """Where a contest stands."""

    BLANK = "not yet announced"
    ANNOUNCED = "announced"
    FROZEN = "announced, roll frozen"
    VOTING = "open for voting"
    CLOSED = "closed, not yet counted"
    COUNTING = "being counted"
    COUNT_ASKED = "being counted, a recount asked for"
    DECLARED = "declared"
    ASKED = "declared, a recount asked for"
    ANNULLED = "annulled"


class Act(Word):
    """What can be done; the value is the word that stands in the minute."""

    ANNOUNCE = "contest.announce"
    STAND_DOWN = "contest.stand-down"
    FREEZE = "contest.freeze"
    OPEN = "contest.open"
    CLOSE = "contest.close"
    TALLY = "contest.tally"
    ENTER = "contest.enter"
    DECLARE = "contest.declare"
    ASK = "contest.ask-recount"
    RECOUNT = "contest.recount"
    REFUSE = "contest.refuse-recount"
    ANNUL = "contest.annul"


MOVES: dict[tuple[State, Act], State] = {
    (State.BLANK, Act.ANNOUNCE): State.ANNOUNCED,
    (State.ANNOUNCED, Act.STAND_DOWN): State.ANNOUNCED,
    (State.ANNOUNCED, Act.FREEZE): State.FROZEN,
    (State.ANNOUNCED, Act.DECLARE): State.DECLARED,
    (State.FROZEN, Act.STAND_DOWN): State.FROZEN,
    (State.FROZEN, Act.OPEN): State.VOTING,
    (State.FROZEN, Act.ENTER): State.COUNTING,
    (State.FROZEN, Act.DECLARE): State.DECLARED,
    (State.VOTING, Act.CLOSE): State.CLOSED,
    (State.CLOSED, Act.TALLY): State.COUNTING,
    (State.COUNTING, Act.STAND_DOWN): State.COUNTING,
    (State.COUNTING, Act.OPEN): State.VOTING,
    (State.COUNTING, Act.ENTER): State.COUNTING,
    (State.COUNTING, Act.ASK): State.COUNT_ASKED,
    (State.COUNTING, Act.DECLARE): State.DECLARED,
    (State.COUNT_ASKED, Act.RECOUNT): State.COUNTING,
    (State.COUNT_ASKED, Act.REFUSE): State.COUNTING,
    (State.DECLARED, Act.ASK): State.ASKED,
    (State.ASKED, Act.RECOUNT): State.COUNTING,
    (State.ASKED, Act.REFUSE): State.DECLARED,
} | {(state, Act.ANNUL): State.ANNULLED for state in State if state not in (State.BLANK, State.ANNULLED)}
"""What is not in this table is refused."""

FACTS: dict[Act, type[Struct]] = {
    Act.ANNOUNCE: facts.Announced,
    Act.STAND_DOWN: facts.StoodDown,
    Act.FREEZE: facts.Frozen,
    Act.OPEN: facts.Opened,
    Act.CLOSE: facts.Closed,
    Act.TALLY: facts.Proved,
    Act.ENTER: facts.Entered,
    Act.DECLARE: facts.Declared,
    Act.ASK: facts.RecountAsked,
    Act.RECOUNT: facts.Recounted,
    Act.REFUSE: facts.RecountRefused,
    Act.ANNUL: facts.Annulled,
}

KIND = Kind("contest", Act, MOVES, FACTS)


@dataclass(frozen=True)
class Contest(Proceeding[State]):
    """A contest as the minutes leave it."""

    KIND = KIND
    ENDED: ClassVar[frozenset[Enum]] = frozenset({State.DECLARED, State.ANNULLED})

    state: State = State.BLANK

    @property
    def announced(self) -> facts.Announced:
        """The contest as it was announced."""
        return self.the(facts.Announced)

    @property
    def outcome(self) -> str | None:
        """What was declared; nothing, once it is annulled."""
        declared = self.last(facts.Declared)
        return None if declared is None or self.state is State.ANNULLED else declared.found.outcome

    @property
    def tallies(self) -> dict[str, facts.Tallied]:
        """By stage the figures that stand: those of the last recount, or else of the count."""
        return {tally.stage: tally for tally in self.every(facts.Tallied)}

    @property
    def sealed(self) -> tuple["SealedBallot", ...]:
        """Every sealed ballot that was opened, with its close and its figures as far as they are there."""
        found: list[SealedBallot] = []
        for entry in self.entries:
            match entry.facts:
                case facts.Opened() as opened:
                    found.append(SealedBallot(self, entry.number, opened))
                case facts.Closed() as closed:
                    found[-1] = replace(found[-1], closed=closed)
                case facts.Proved() as proved:
                    found[-1] = replace(found[-1], proved=proved)
        return tuple(found)

    @property
    def stood_down(self) -> dict[str, str]:
        """Who has withdrawn, in the form in which names are compared, and before which stage."""
        return {alike(one.candidate): one.before for one in self.every(facts.StoodDown)}

    @property
    def entitled(self) -> dict[str, int]:
        """By stage, how many are on its roll."""
        frozen = self.last(facts.Frozen)
        return {} if frozen is None else {roll.stage: roll.entitled for roll in frozen.rolls}

    def rests_on(self, done: Struct, others: Mapping[str, Proceeding[Any]]) -> Iterable[int]:
        """The close of the nominations that gave the candidates; the annulment; what is declared, or asked for."""
        yield from self._rests_on_others(done, others)
        match done:
            case facts.Declared():
                yield from self._numbers(facts.Frozen, facts.StoodDown, facts.Tallied)
            case facts.Opened():
                yield from self._numbers(facts.Frozen, facts.StoodDown, facts.Tallied)
            case facts.Closed():
                yield from self._numbers(facts.Opened)[-1:]
            case facts.Proved():
                yield from self._numbers(facts.Closed)[-1:]
            case facts.RecountAsked() | facts.Annulled():
                yield from self._numbers(facts.Declared)[-1:]
            case facts.Recounted() | facts.RecountRefused():
                yield from self._numbers(facts.RecountAsked)[-1:]
        if isinstance(done, facts.Annulled) and done.ground is not None:
            yield done.ground

    def _rests_on_others(self, done: Struct, others: Mapping[str, Proceeding[Any]]) -> Iterator[int]:
        if not isinstance(done, facts.Announced):
            return
        for id_, kind in ((done.nomination, facts_nomination.Closing), (done.rerun_of, facts.Annulled)):
            entry = None if id_ is None or id_ not in others else others[id_].entry(kind)
            if entry is not None:
                yield entry.number

    def _numbers(self, *kinds: type[Struct]) -> list[int]:
        return [entry.number for entry in self.entries if isinstance(entry.facts, kinds)]


@dataclass(frozen=True)
class SealedBallot:
    """One sealed ballot of a contest: how it opened, in which minute, how it closed, and what its archive proves."""

    contest: Contest
    minute: int
    opened: facts.Opened
    closed: facts.Closed | None = None
    proved: facts.Proved | None = None
