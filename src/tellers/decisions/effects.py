"""What an outcome does: each effect with its last day and its end, and what it draws after it.

An office that falls vacant takes with it those held by right of it, and whoever the book names acts in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from tellers.canonical import Json
from tellers.decisions.clocks import day_of, moment_of
from tellers.decisions.facts import Facts
from tellers.rulebook.book import RuleBook
from tellers.rulebook.clocks import Span
from tellers.rulebook.effects import Does, Effect
from tellers.rulebook.offices import Office

EMPTIES = (Does.VACATES, Does.DISSOLVES)
FILLS = (Does.ELECTS, Does.APPOINTS)


@dataclass(frozen=True)
class Consequence:
    """An effect that has come about, with the last day for it and the first day without it, where the book has one."""

    effect: Effect
    due: date | None
    until: date | None = None
    cascade: tuple["Consequence", ...] = ()

    def to_json(self) -> dict[str, Json]:
        """The effect as a decision and a declaration state it: `clause` or `assumed` is null."""
        effect = self.effect
        return {
            "text": effect.text,
            "binding": effect.binding,
            "office": effect.office,
            "body": effect.body,
            "does": None if effect.does is None else effect.does.value,
            "procedure": effect.procedure,
            "reading": effect.reading,
            "due": None if self.due is None else self.due.isoformat(),
            "until": None if self.until is None else self.until.isoformat(),
            "cascade": [one.to_json() for one in self.cascade],
            **effect.grounds.to_json(),
        }


@dataclass(frozen=True)
class Scene:
    """Where effects fall: the book and the facts on a day, and who has won."""

    book: RuleBook
    facts: Facts
    on: date
    winners: tuple[str, ...] = ()


def consequences(effects: tuple[Effect, ...], scene: Scene) -> tuple[Consequence, ...]:
    """Each effect with its days and what it draws after it."""
    return tuple(_consequence(effect, scene) for effect in effects)


def vacated(after: tuple[Consequence, ...], on: date) -> frozenset[str]:
    """The offices that binding effects of an outcome have left vacant by a day, with what they draw after them."""
    return frozenset(office for one in after for office in _vacated(one, on))


def _vacated(one: Consequence, on: date) -> Iterator[str]:
    effect = one.effect
    if not effect.binding or effect.does not in EMPTIES or (one.due is not None and one.due > on):
        return
    if effect.office is not None:
        yield effect.office
    for drawn in one.cascade:
        yield from _vacated(drawn, on)


def undated(effects: tuple[Effect, ...], scene: Scene) -> tuple[str, ...]:
    """The moments that effects count from and that the facts do not date."""
    waits = [effect.start for effect in effects if effect.due is not None or effect.lasts is not None]
    return tuple(f"dates.{start}" for start in waits if moment_of(start, scene.facts, scene.on) is None)


def _consequence(effect: Effect, scene: Scene) -> Consequence:
    due, until = (_after(span, effect.start, scene) for span in (effect.due, effect.lasts))
    return Consequence(effect, due, until, tuple(_cascade(effect, scene)))


def _after(span: Span | None, start: str, scene: Scene) -> date | None:
    moment = moment_of(start, scene.facts, scene.on)
    if span is None or moment is None:
        return None
    try:
        return day_of(span.after(moment), ZoneInfo(scene.book.time_zone))
    except ValueError:  # hours after a day without a time
        return None


def _cascade(effect: Effect, scene: Scene) -> Iterator[Consequence]:
    if effect.office is None or effect.does not in {*EMPTIES, *FILLS}:
        return
    office = scene.book.office(effect.office, on=scene.on)
    for id_ in office.ex_officio:
        yield from _with_it(effect, office, scene.book.office(id_, on=scene.on), scene)
    if effect.does in EMPTIES:
        yield from _acting(effect, office, scene)
    else:
        yield from _incompatible(effect, office, scene)


def _with_it(effect: Effect, office: Office, other: Office, scene: Scene) -> Iterator[Consequence]:
    """What happens to an office that is held by right of the first, with its own ex-officio offices in turn."""
    fate = "falls vacant with it" if effect.does in EMPTIES else "goes with it"
    text = f"The office of {other.title} {fate}: it is held by right of that of {office.title}."
    moved = replace(_told(effect, office, text), does=effect.does, office=other.id)
    yield _consequence(moved, scene)


def _acting(effect: Effect, office: Office, scene: Scene) -> Iterator[Consequence]:
    if office.acting is None:
        return
    deputy = scene.book.office(office.acting, on=scene.on)
    holders = scene.facts.holders.get(deputy.id, ())
    who = f"{' and '.join(holders)}, the {deputy.title}," if holders else f"The {deputy.title}"
    text = f"{who} acts as {office.title} while the office is vacant."
    yield Consequence(_told(effect, office, text), None)


def _incompatible(effect: Effect, office: Office, scene: Scene) -> Iterator[Consequence]:
    for id_ in office.incompatible:
        other = scene.book.office(id_, on=scene.on)
        both = [name for name in scene.winners if name in scene.facts.holders.get(id_, ())]
        for name in both:
            text = f"{name} gives up the office of {other.title}, which nobody holds together with this one."
            yield Consequence(_told(effect, office, text), None)


def _told(effect: Effect, office: Office, text: str) -> Effect:
    return Effect(
        text=text,
        binding=effect.binding,
        does=None,
        office=office.id,
        body=None,
        procedure=None,
        reading=None,
        due=None,
        lasts=None,
        start=effect.start,
        grounds=office.grounds,
        line=office.line,
    )
