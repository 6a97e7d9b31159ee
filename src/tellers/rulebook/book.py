"""A rule book: its editions, each the book as it stands between two changes, and its readings."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from tellers.errors import RuleBookError
from tellers.rulebook.bodies import Body
from tellers.rulebook.clauses import Clause, Rule
from tellers.rulebook.offices import Office
from tellers.rulebook.old_procedures import Motion, Opening
from tellers.rulebook.readings import LiveReading, Reading, Ruling, live
from tellers.rulebook.tables import did_you_mean

E = TypeVar("E", Clause, Body, Office, Motion | Opening)


@dataclass(frozen=True)
class Edition:
    """Everything that holds from one day to another, by kind and id; `until` is the last day, or None."""

    since: date
    until: date | None
    clauses: Mapping[str, Clause]
    bodies: Mapping[str, Body]
    offices: Mapping[str, Office]
    procedures: Mapping[str, Motion | Opening]
    minimum_cell: Rule[int]

    def holds(self, on: date) -> bool:
        """Whether it is the edition of a day."""
        return self.since <= on and (self.until is None or on <= self.until)

    def of_kind(self, kind: str) -> Collection[str]:
        """The ids in force, by the word that begins their tables."""
        by_kind: dict[str, Mapping[str, object]] = {
            "clause": self.clauses,
            "body": self.bodies,
            "office": self.offices,
            "procedure": self.procedures,
        }
        return by_kind[kind].keys()


@dataclass(frozen=True)
class RuleBook:
    """An organisation's rules as data; `fingerprint` is the SHA-256 of the text they were read from.

    A look-up for a day on which nothing of that name is in force is refused with the file and the nearest line.
    """

    source: str
    fingerprint: str
    organisation: str
    title: str
    time_zone: str
    editions: tuple[Edition, ...]
    all_readings: tuple[Reading, ...]
    rulings: tuple[Ruling, ...]
    lines: Mapping[tuple[str, str], int] = field(repr=False)

    @property
    def since(self) -> date:
        """The first day of which the book speaks."""
        return self.editions[0].since

    @property
    def until(self) -> date | None:
        """The last day of which the book speaks, None while it has no end."""
        return self.editions[-1].until

    def on(self, day: date) -> Edition:
        """The edition of a day."""
        for edition in self.editions:
            if edition.holds(day):
                return edition
        span = f"from {self.since} to {self.until}" if self.until else f"from {self.since} on"
        message = f"this book speaks {span}, and says nothing of {day}; ask of a day within, or add the edition"
        raise RuleBookError(message, source=self.source, line=1)

    def clause(self, key: str, *, on: date) -> Clause:
        """The clause of a key, as on a day."""
        return self._entry("clause", key, self.on(on).clauses, on)

    def body(self, id_: str, *, on: date) -> Body:
        """The body of an id, as on a day."""
        return self._entry("body", id_, self.on(on).bodies, on)

    def office(self, id_: str, *, on: date) -> Office:
        """The office of an id, as on a day."""
        return self._entry("office", id_, self.on(on).offices, on)

    def procedure(self, id_: str, *, on: date) -> Motion | Opening:
        """The procedure of an id, as on a day."""
        return self._entry("procedure", id_, self.on(on).procedures, on)

    def motion(self, id_: str, *, on: date) -> Motion:
        """The procedure of an id where it is a motion."""
        procedure = self.procedure(id_, on=on)
        if isinstance(procedure, Motion):
            return procedure
        message = f"the procedure `{id_}` opens a contest by nominations; expected a motion"
        raise RuleBookError(message, source=self.source, line=procedure.line)

    def opening(self, id_: str, *, on: date) -> Opening:
        """The procedure of an id where it opens a contest."""
        procedure = self.procedure(id_, on=on)
        if isinstance(procedure, Opening):
            return procedure
        message = f"the procedure `{id_}` is a motion; expected one that opens a contest by nominations"
        raise RuleBookError(message, source=self.source, line=procedure.line)

    def readings(self, *, on: date) -> tuple[LiveReading, ...]:
        """Every reading of a clause in force on a day, as it stood on that day."""
        clauses = self.on(on).clauses
        return tuple(
            live(reading, clauses[reading.clause].number, self.rulings, on)
            for reading in self.all_readings
            if reading.clause in clauses
        )

    def _entry(self, kind: str, id_: str, entries: Mapping[str, E], on: date) -> E:
        if id_ in entries:
            return entries[id_]
        if (kind, id_) in self.lines:
            message = f"no edition of the {kind} `{id_}` is in force on {on}; ask of another day, or add the edition"
            raise RuleBookError(message, source=self.source, line=self.lines[kind, id_])
        raise RuleBookError(f"there is no {kind} `{id_}`; {did_you_mean(id_, entries)}", source=self.source)
