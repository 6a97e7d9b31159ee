"""A nomination's life: one table of moves, and who is nominated by how many, folded from the minutes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import ClassVar, Self

from msgspec import Struct

from tellers.proceedings import facts_nomination as facts
from tellers.proceedings.life import Entry, Kind, Word
from tellers.proceedings.proceeding import Proceeding
from tellers.words import alike


class State(Enum):
    """Where nominations stand."""

    BLANK = "not yet opened"
    OPEN = "open for nominations"
    CLOSED = "closed"
    ENDED = "ended without a finding"


class Act(Word):
    """What can be done; the value is the word that stands in the minute."""

    OPEN = "nomination.open"
    NOMINATE = "nomination.nominate"
    UNNOMINATE = "nomination.unnominate"
    CONSENT = "nomination.consent"
    SUPPORT = "nomination.support"
    CLOSE = "nomination.close"
    END = "nomination.end"


MOVES: dict[tuple[State, Act], State] = {
    (State.BLANK, Act.OPEN): State.OPEN,
    (State.OPEN, Act.NOMINATE): State.OPEN,
    (State.OPEN, Act.UNNOMINATE): State.OPEN,
    (State.OPEN, Act.CONSENT): State.OPEN,
    (State.OPEN, Act.SUPPORT): State.OPEN,
    (State.OPEN, Act.CLOSE): State.CLOSED,
    (State.OPEN, Act.END): State.ENDED,
}
"""What is not in this table is refused."""

FACTS: dict[Act, type[Struct]] = {
    Act.OPEN: facts.Opening,
    Act.NOMINATE: facts.Nominated,
    Act.UNNOMINATE: facts.Unnominated,
    Act.CONSENT: facts.Consented,
    Act.SUPPORT: facts.Support,
    Act.CLOSE: facts.Closing,
    Act.END: facts.Ended,
}

KIND = Kind("nomination", Act, MOVES, FACTS)


@dataclass(frozen=True)
class Nomination(Proceeding[State]):
    """Nominations as the minutes leave them."""

    KIND = KIND
    ENDED: ClassVar[frozenset[Enum]] = frozenset({State.CLOSED, State.ENDED})

    state: State = State.BLANK

    made: Mapping[tuple[str, str], facts.Nominated] = field(default_factory=dict)
    """The nominations that stand, by candidate and signer in the form in which names are compared."""

    def with_entry(self, state: State, entry: Entry) -> Self:
        """The nominations after one more entry."""
        after = super().with_entry(state, entry)
        match entry.facts:
            case facts.Nominated(candidate=candidate, signer=signer) as one:
                return replace(after, made={**self.made, (alike(candidate), alike(signer)): one})
            case facts.Unnominated(candidate=candidate, signer=signer):
                gone = (alike(candidate), alike(signer))
                return replace(after, made={key: one for key, one in self.made.items() if key != gone})
        return after

    @property
    def standing(self) -> tuple[facts.Nominated, ...]:
        """The nominations that are given and not taken back, in the order of the minutes."""
        return tuple(self.made.values())

    @property
    def candidates(self) -> tuple[str, ...]:
        """Everybody who was ever nominated, or who said whether they consent, as first named."""
        named = [one.candidate for one in self.every(facts.Nominated)]
        named += [one.candidate for one in self.every(facts.Consented)]
        return tuple({alike(name): name for name in reversed(named)}.values())[::-1]

    def of(self, candidate: str) -> tuple[facts.Nominated, ...]:
        """The nominations that stand for a candidate."""
        return tuple(one for (name, _), one in self.made.items() if name == alike(candidate))

    def by(self, signer: str) -> tuple[facts.Nominated, ...]:
        """The nominations that stand by one member."""
        return tuple(one for (_, name), one in self.made.items() if name == alike(signer))

    def consent(self, candidate: str) -> bool | None:
        """The candidate's last word; None where there is none."""
        said = [one.consents for one in self.every(facts.Consented) if alike(one.candidate) == alike(candidate)]
        return said[-1] if said else None

    def given(self, candidate: str) -> dict[str, int]:
        """The counts that are given for a candidate, by id; the last counts."""
        return {one.count: one.value for one in self.every(facts.Support) if alike(one.candidate) == alike(candidate)}

    @property
    def holder(self) -> str | None:
        """Who held the office when nominations were opened; None where nobody did."""
        return self.the(facts.Opening).holder

    @property
    def admitted(self) -> tuple[str, ...]:
        """Who may stand, by the finding; nobody while there is none."""
        closing = self.last(facts.Closing)
        return () if closing is None else closing.found.winners
