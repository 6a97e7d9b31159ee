"""What earlier proceedings still do today: immunity of a holder, and people who are barred."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tellers.decisions.clocks import day_of
from tellers.decisions.facts import Earlier, Facts
from tellers.rulebook.book import RuleBook
from tellers.rulebook.clauses import Grounds
from tellers.rulebook.effects import Does, Effect
from tellers.rulebook.outcomes import Outcome
from tellers.words import alike


@dataclass(frozen=True)
class Hindrance:
    """An effect of an earlier proceeding that is in force on a day; `until` is the first day without it."""

    earlier: Earlier
    effect: Effect
    until: date | None

    @property
    def text(self) -> str:
        """The hindrance in one sentence."""
        end = "" if self.until is None else f" until {self.until}"
        day = self.earlier.on.date() if isinstance(self.earlier.on, datetime) else self.earlier.on
        return (
            f"{self.earlier.procedure} was {self.earlier.outcome} on {day}: {self.effect.text.rstrip('.')}. "
            f"It holds{end} ({self.effect.grounds})"
        )


def immunity(
    book: RuleBook, facts: Facts, procedure: str, on: date, office: str | None
) -> tuple[tuple[Hindrance, bool | None], ...]:
    """What keeps a procedure from being brought on a day against the holder of an office.

    Immunity is one holder's: beside each stands whether it is this one's, None where the facts do not name them.
    """
    against = facts.target or next(iter(facts.holders.get(office or "", ())), None)
    found = ((one, _same_holder(one.earlier, against)) for one in _in_force(book, facts, Does.IMMUNITY, procedure, on))
    return tuple((one, same) for one, same in found if same is not False)


def barred(book: RuleBook, facts: Facts, procedure: str, on: date) -> dict[str, Grounds]:
    """The people who may not take part in a procedure on a day."""
    found = _in_force(book, facts, Does.BARS, procedure, on)
    return {one.earlier.target: one.effect.grounds for one in found if one.earlier.target is not None}


def _same_holder(earlier: Earlier, against: str | None) -> bool | None:
    """Whether the earlier proceeding was against the same person; one that names nobody was."""
    if earlier.target is None:
        return True
    return None if against is None else alike(earlier.target) == alike(against)


def _in_force(book: RuleBook, facts: Facts, does: Does, procedure: str, on: date) -> Iterator[Hindrance]:
    zone = ZoneInfo(book.time_zone)
    for earlier in facts.earlier:
        day = day_of(earlier.on, zone)
        for effect in _effects(book, earlier, day):
            until = None if effect.lasts is None else day_of(effect.lasts.after(day), zone)
            applies = effect.does is does and effect.procedure in {procedure, None}
            if applies and day <= on and (until is None or on < until):
                yield Hindrance(earlier, effect, until)


def _effects(book: RuleBook, earlier: Earlier, day: date) -> tuple[Effect, ...]:
    """What the earlier outcome did by the rules of its day, under any reading of them."""
    variants = book.variants(earlier.procedure, on=day)
    found = (effect for one in variants for effect in one.procedure.effects(Outcome(earlier.outcome)))
    return tuple(dict.fromkeys(found))
