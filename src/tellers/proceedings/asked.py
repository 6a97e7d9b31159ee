"""An act that is asked for: what the case was before it, what it would leave, and the rules that govern it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from tellers.errors import Refused
from tellers.proceedings.governing import (
    Choosing,
    as_ruled,
    governed_by,
    live_choices,
    reading_as,
    readings_named,
    stated,
)
from tellers.proceedings.hanging import Begun, Done, HangsOn
from tellers.proceedings.proceeding import Proceeding
from tellers.proceedings.record import Record
from tellers.proceedings.ruling import Ruling
from tellers.rulebook.basis import Basis
from tellers.rulebook.book import RuleBook
from tellers.rulebook.procedures import kind_of
from tellers.words import a

P = TypeVar("P", bound=Proceeding[Any])
R = TypeVar("R", bound=Basis)
D = TypeVar("D", bound=Done)


@dataclass(frozen=True)
class Asked(Generic[P, D]):
    """An act of a proceeding, before it is done; `life` is the proceeding until then."""

    record: Record
    life: P
    done: D
    at: datetime
    book: RuleBook  # of the case, as it stands in its folder

    @property
    def today(self) -> date:
        """The day of the act where the organisation is."""
        return self.at.date()

    @property
    def procedure_id(self) -> str:
        """The procedure of the rule book that governs the proceeding."""
        begun = self.done if isinstance(self.done, Begun) else self.life.beginning
        return str(begun.procedure)

    @property
    def ruled(self) -> RuleBook:
        """The rule book in the edition of the day on which the proceeding began, with the rulings made until now."""
        began = self.life.began.date() if self.life.begun else self.today
        return governed_by(as_ruled(self.book, self.record), began)

    @property
    def rulebook(self) -> RuleBook:
        """The rule book as this act reads it: each reading of the procedure has the choice that the act names."""
        return reading_as(self.ruled, self.done.hangs_on.readings, self.today)

    def procedure(self, kind: type[R]) -> R:
        """The procedure, of the kind that it must be; raises Refused for another kind."""
        found = self.rulebook.procedure(self.procedure_id, on=self.today)
        if not isinstance(found, kind):
            raise Refused(
                f"the procedure '{self.procedure_id}' is {a(kind_of(found))}; expected {a(self.life.KIND.word)} "
                "(--procedure)"
            )
        return found

    def procedure_kind(self) -> None:
        """Refuse to begin a proceeding by a procedure of another kind."""
        word = kind_of(stated(self.ruled, self.procedure_id, self.today))
        if word != self.life.KIND.word:
            kind = a(self.life.KIND.word)
            raise Refused(f"the procedure '{self.procedure_id}' is {a(word)}; expected {kind} (--procedure)")

    def with_done(self, done: D) -> "Asked[P, D]":
        """The same act with other facts."""
        return replace(self, done=done)

    def grounded(self, more: Iterable[int] = (), readings: dict[str, str] | None = None) -> HangsOn:
        """What the act hangs on: the minutes it follows from, `more` of them, and the choice of each reading."""
        given = {**self._chosen_before, **(readings or {})}
        choices = self._choosing.choices(given)
        return HangsOn(tuple(sorted({*self.follows(choices), *more})), choices)

    def follows(self, choices: dict[str, str]) -> set[int]:
        """The minutes that an act with these choices follows from."""
        first = (self.life.first.number,) if self.life.begun else ()
        adopted = (
            ruling.adopting.number
            for ruling in self.record.of(Ruling)
            if ruling.adopting is not None
            and ruling.adopted is not None
            and choices.get(ruling.adopted.reading) == ruling.adopted.choice
        )
        return {*first, *adopted, *self.life.rests_on(self.done, self.record.proceedings)}

    def check_hangs_on(self) -> None:
        """Refuse an act that does not hang on what it must, or that hangs on what is not there."""
        on = self.done.hangs_on
        if set(on.readings) != set(self._choosing.named):
            named = ", ".join(self._choosing.named) or "none"
            raise Refused(f"it names the readings {', '.join(on.readings) or 'none'}; the procedure turns on {named}")
        self._choosing.choices(on.readings)
        missing = self.follows(on.readings) - set(on.minutes)
        if missing:
            raise Refused(f"it does not say that it hangs on minute {min(missing)}")
        size = len(self.record.entries)
        later = next((one for one in on.minutes if one >= size), None)
        if later is not None:
            raise Refused(f"there is no minute {later} to hang on; the book has minutes 0 to {size - 1}")
        if list(on.minutes) != sorted(set(on.minutes)):
            raise Refused("the minutes that it hangs on are not named each once and in order")

    @property
    def _choosing(self) -> Choosing:
        ruled = self.ruled
        return Choosing(readings_named(ruled, self.procedure_id, self.today), live_choices(ruled, self.today))

    @property
    def _chosen_before(self) -> dict[str, str]:
        """What the proceeding began with, where it is still live: it is not said again with every act."""
        if not self.life.begun:
            return {}
        live = self._choosing.live
        began = self.life.beginning.hangs_on.readings
        return {name: choice for name, choice in began.items() if choice in live.get(name, ())}
