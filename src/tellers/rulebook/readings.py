"""Readings: a clause that can be read in more than one way, and who has ruled which way, from which day.

A ruling made after the day asked about does not exist yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tellers.canonical import Json


@dataclass(frozen=True)
class Choice:
    """One way to read a clause, and what it means in words."""

    id: str
    text: str


@dataclass(frozen=True)
class Reading:
    """A question that a clause leaves open; `clause` is the key of the clause."""

    id: str
    clause: str
    question: str
    choices: tuple[Choice, ...]
    since: date
    until: date | None
    line: int

    def holds(self, on: date) -> bool:
        """Whether the question is there on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Ruling:
    """A decision on a reading, dated.

    With `overturns`, every earlier ruling on it falls; `choice` may then be None: the question is open again.
    """

    reading: str
    choice: str | None
    authority: str
    on: date
    source: str
    overturns: bool
    line: int

    def to_json(self) -> dict[str, Json]:
        """The ruling as it is reported."""
        return {
            "choice": self.choice,
            "authority": self.authority,
            "on": self.on.isoformat(),
            "source": self.source,
            "overturns": self.overturns,
        }


@dataclass(frozen=True)
class LiveReading:
    """A reading as it stands on a day: the choices still live, and the rulings made so far, oldest first.

    `clause` is the number of the clause on that day.
    """

    reading: Reading
    clause: str
    choices: tuple[Choice, ...]
    rulings: tuple[Ruling, ...]

    @property
    def settled(self) -> bool:
        """Whether one choice alone is left."""
        return len(self.choices) == 1

    def authorities(self, choice: Choice) -> tuple[Ruling, ...]:
        """The standing rulings for a choice, oldest first."""
        return tuple(ruling for ruling in standing(self.rulings) if ruling.choice == choice.id)


def standing(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """Those of one reading's rulings, oldest first, that no later one has overturned."""
    left: tuple[Ruling, ...] = ()
    for ruling in rulings:
        left = (ruling,) if ruling.overturns else (*left, ruling)
    return left


def live(reading: Reading, clause: str, rulings: Iterable[Ruling], on: date) -> LiveReading:
    """The reading on a day: every choice until a ruling stands; then those that standing rulings have chosen.

    Two standing rulings that disagree leave both their choices live.
    """
    made = sorted((one for one in rulings if one.reading == reading.id and one.on <= on), key=lambda one: one.on)
    chosen = {ruling.choice for ruling in standing(made)} - {None}
    left = tuple(choice for choice in reading.choices if not chosen or choice.id in chosen)
    return LiveReading(reading, clause, left, tuple(made))
