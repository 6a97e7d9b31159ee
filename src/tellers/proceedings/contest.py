"""A contest's life: announced, rolls frozen, counted stage by stage, declared, recounted, annulled."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, ClassVar, TypeVar

from msgspec import Struct

from tellers.proceedings import facts_contest as facts
from tellers.proceedings import facts_credentials, facts_nomination
from tellers.proceedings.credentials import Credentials
from tellers.proceedings.facts import SpoiledPapers
from tellers.proceedings.facts_credentials import Activated, PaperEntered, Reissued, Removed, RollChanged
from tellers.proceedings.life import Kind, Word
from tellers.proceedings.proceeding import Proceeding
from tellers.words import alike

B = TypeVar("B", bound=facts_credentials.OnBallot)


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
    ACTIVATE = "contest.activate"
    REISSUE = "contest.reissue"
    REMOVE = "contest.remove"
    CLOSE = "contest.close"
    PAPER = "contest.paper"
    TALLY = "contest.tally"
    ENTER = "contest.enter"
    NO_OBJECTION = "contest.no-objection"
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
    (State.VOTING, Act.ACTIVATE): State.VOTING,
    (State.VOTING, Act.REISSUE): State.VOTING,
    (State.VOTING, Act.REMOVE): State.FROZEN,
    (State.VOTING, Act.CLOSE): State.CLOSED,
    (State.CLOSED, Act.PAPER): State.CLOSED,
    (State.CLOSED, Act.TALLY): State.COUNTING,
    (State.COUNTING, Act.STAND_DOWN): State.COUNTING,
    (State.COUNTING, Act.OPEN): State.VOTING,
    (State.COUNTING, Act.ENTER): State.COUNTING,
    (State.COUNTING, Act.NO_OBJECTION): State.COUNTING,
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
    Act.ACTIVATE: Activated,
    Act.REISSUE: Reissued,
    Act.REMOVE: Removed,
    Act.CLOSE: facts.Closed,
    Act.PAPER: PaperEntered,
    Act.TALLY: facts.Proved,
    Act.ENTER: facts.Entered,
    Act.NO_OBJECTION: facts.NoObjection,
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
        """Every sealed ballot that was opened, with what was done to it and its figures as far as they are there."""
        found: list[SealedBallot] = []
        for entry in self.entries:
            match entry.facts:
                case facts.Opened() as opened:
                    found.append(SealedBallot(self, entry.number, opened))
                case facts_credentials.OnBallot() as done:
                    found[-1] = replace(found[-1], acts=(*found[-1].acts, done))
                case facts.Closed() as closed:
                    found[-1] = replace(found[-1], closed=closed)
                case facts.Proved() as proved:
                    found[-1] = replace(found[-1], proved=proved)
        return tuple(found)

    @property
    def rolls(self) -> dict[str, facts.FrozenRoll]:
        """By stage its roll as it stands: as it was frozen, or as the last change during voting left it."""
        frozen = self.last(facts.Frozen)
        changes = self.every(RollChanged)
        stand = {} if frozen is None else {roll.stage: roll for roll in frozen.rolls}
        return stand | {one.stage: facts.FrozenRoll(one.stage, one.roll, one.entitled) for one in changes}

    @property
    def stood_down(self) -> dict[str, str]:
        """Who has withdrawn, in the form in which names are compared, and before which stage."""
        return {alike(one.candidate): one.before for one in self.every(facts.StoodDown)}

    @property
    def entitled(self) -> dict[str, int]:
        """By stage, how many are on its roll."""
        return {stage: roll.entitled for stage, roll in self.rolls.items()}

    def rests_on(self, done: Struct, others: Mapping[str, Proceeding[Any]]) -> Iterable[int]:
        """The close of the nominations that gave the candidates; the annulment; what is declared, or asked for."""
        yield from self._rests_on_others(done, others)
        match done:
            case facts.Declared():
                yield from self._numbers(facts.Frozen, facts.StoodDown, facts.Tallied)
            case facts.Opened():
                yield from self._numbers(facts.Frozen, facts.StoodDown, facts.Tallied)
            case facts.Closed() | RollChanged() | Reissued():
                yield from self._numbers(facts.Opened)[-1:]
            case facts.Proved() | PaperEntered():
                yield from self._numbers(facts.Closed)[-1:]
            case facts.NoObjection():
                yield from self._numbers(facts.Tallied)[-1:]
            case facts.RecountAsked() | facts.Annulled():
                yield from self._numbers(facts.Declared)[-1:]
            case facts.Recounted() | facts.RecountRefused():
                yield from self._numbers(facts.RecountAsked)[-1:]
        if isinstance(done, facts.Annulled) and done.ground is not None:
            yield done.ground
        if isinstance(done, facts.Proved) and done.walked_out is not None and done.walked_out.ruling is not None:
            yield done.walked_out.ruling

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
    """One sealed ballot of a contest: how it opened, in which minute, how it closed, and what its archive proves.

    `acts` are those on its credentials and papers, in their order.
    """

    contest: Contest
    minute: int
    opened: facts.Opened
    acts: tuple[facts_credentials.OnBallot, ...] = ()
    closed: facts.Closed | None = None
    proved: facts.Proved | None = None

    def every(self, kind: type[B]) -> tuple[B, ...]:
        """The acts on this ballot with facts of a kind, in the order of the minutes."""
        return tuple(act for act in self.acts if isinstance(act, kind))

    @property
    def abandoned(self) -> bool:
        """Whether a voter was removed, so that voting began anew in another election."""
        return bool(self.every(Removed))

    @property
    def credentials(self) -> Credentials:
        """Whom its credentials stand for."""
        acts = tuple(act.given for act in self.acts if isinstance(act, Activated | Reissued))
        return Credentials(self.opened.credentials, self.opened.reserves, acts)

    @property
    def voters(self) -> int:
        """How many credentials stand for somebody: one a sealed voter, and one a late addition."""
        return self.credentials.voters

    @property
    def spoiled(self) -> tuple[SpoiledPapers, ...]:
        """Sealed votes that are no ranking, and papers that cannot be counted, by reason."""
        pair = self.agreed
        papers = () if pair is None or pair[1].agreed is None else pair[1].agreed.spoiled
        return (*(() if self.proved is None else self.proved.spoiled), *papers)

    @property
    def agreed(self) -> tuple[PaperEntered, PaperEntered] | None:
        """The two counts of the papers that are the same; None where there are none yet."""
        entries = self.every(PaperEntered)
        pairs = zip(entries[::2], entries[1::2], strict=False)
        return next((pair for pair in pairs if pair[1].agreed is not None), None)

    @property
    def waiting(self) -> PaperEntered | None:
        """The count of a first teller that waits for a second's; a pair that differed is void."""
        entries = self.every(PaperEntered)
        return entries[-1] if len(entries) % 2 else None
