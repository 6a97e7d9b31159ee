"""What could follow a decided motion, as known on a day: which procedures, at which number, and how read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from tellers.canonical import Json
from tellers.rulebook.bodies import Body
from tellers.rulebook.book import RuleBook
from tellers.rulebook.old_procedures import Motion, Opening, Vacancy
from tellers.rulebook.readings import Choice, LiveReading, Ruling


@dataclass(frozen=True)
class NextStep:
    """A procedure that a decided motion leaves open.

    `applies` is whether it can begin as things stand, `condition` when it can. `base_size` and `needed` are None
    where the size of the body is not known; `missing` then names it.
    """

    opening: Opening
    body: Body
    applies: bool
    condition: str
    base_size: int | None
    readings: tuple[LiveReading, ...]

    @property
    def needed(self) -> int | None:
        """The smallest number of nominations that opens it."""
        threshold = self.opening.threshold.value
        if threshold.base is None:
            return threshold.needed(0)
        return None if self.base_size is None else threshold.needed(self.base_size)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that are needed and were not given."""
        return () if self.needed is not None else (f"the size of the body `{self.body.id}`",)

    @property
    def text(self) -> str:
        """The step in one line: "Challenge to the leader: 50 of 249 nominations needed (clause …)"."""
        rule = self.opening.threshold
        base = f" of {self.base_size}" if self.base_size is not None else ""
        number = rule.value.text if self.needed is None else f"{self.needed}{base} {rule.value.count} needed"
        return f"{self.opening.title}: {number} ({rule.grounds})"

    @property
    def lines(self) -> tuple[str, ...]:
        """One line for each choice that is live, with whoever has ruled for it."""
        return tuple(_line(reading, choice) for reading in self.readings for choice in reading.choices)

    def to_json(self) -> dict[str, Json]:
        """One entry of `could_follow` in a declaration."""
        rule = self.opening.threshold
        return {
            "procedure": self.opening.id,
            "text": self.text,
            "applies": self.applies,
            "condition": self.condition,
            "threshold": {
                "text": rule.value.text,
                "count": rule.value.count,
                "op": rule.value.op.value,
                "fraction": rule.value.share,
                "base": rule.value.base,
                "base_size": self.base_size,
                "needed": self.needed,
                **rule.grounds.to_json(),
            },
            "readings": [_reading_json(reading) for reading in self.readings],
            "missing": list(self.missing),
        }


def could_follow(
    book: RuleBook, motion: Motion, on: date, body_sizes: Mapping[str, int], office_holder: str | None
) -> tuple[NextStep, ...]:
    """The steps that the book lets follow a motion, as known on a day; rulings made later do not exist.

    `body_sizes` are the sizes of bodies by id; a union whose parts exclude one another is added up where its own
    size is not given. `office_holder` is None while the office is vacant.
    """
    return tuple(_step(book, book.opening(id_, on=on), on, body_sizes, office_holder) for id_ in motion.follows)


def _step(book: RuleBook, opening: Opening, on: date, body_sizes: Mapping[str, int], holder: str | None) -> NextStep:
    body = book.body(opening.body, on=on)
    title = book.office(opening.office, on=on).title
    held = holder is not None
    on_vacancy = opening.when is Vacancy.VACANCY
    condition = f"only while the office of {title} is {'vacant' if on_vacancy else 'held'}"
    keys = {opening.grounds.key, opening.threshold.grounds.key}
    readings = tuple(reading for reading in book.readings(on=on) if reading.reading.clause in keys)
    return NextStep(opening, body, held is not on_vacancy, condition, _size(book, body, on, body_sizes), readings)


def _size(book: RuleBook, body: Body, on: date, sizes: Mapping[str, int]) -> int | None:
    if body.id in sizes:
        return sizes[body.id]
    parts = [book.body(part, on=on) for part in body.parts]
    known = [_size(book, part, on, sizes) for part in parts]
    apart = all(_exclude(one, other) for one, other in combinations(parts, 2))
    return sum(filter(None, known)) if parts and apart and None not in known else None


def _exclude(one: Body, other: Body) -> bool:
    return all(mine.excludes(theirs) for mine in one.predicates for theirs in other.predicates)


def _line(reading: LiveReading, choice: Choice) -> str:
    rulings = reading.authorities(choice)
    if not rulings:
        return f"{choice.text} (open; clause {reading.clause})"
    return f"{choice.text} ({', upheld by '.join(map(_authority, rulings))}; clause {reading.clause})"


def _authority(ruling: Ruling) -> str:
    return f"{ruling.authority}, {ruling.on.day} {ruling.on:%B %Y}"


def _reading_json(reading: LiveReading) -> dict[str, Json]:
    return {
        "reading": reading.reading.id,
        "question": reading.reading.question,
        "clause": reading.clause,
        "live": [{"choice": choice.id, "text": choice.text} for choice in reading.choices],
        "rulings": [ruling.to_json() for ruling in reading.rulings],
    }
