"""A rule book: its editions, each the book as it stands between two changes, and its readings."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from tellers.errors import RuleBookError
from tellers.rulebook.appointments import Appointment
from tellers.rulebook.bodies import Body
from tellers.rulebook.clauses import Clause, Rule
from tellers.rulebook.contests import Contest
from tellers.rulebook.counts import BookCount
from tellers.rulebook.meetings import Meeting
from tellers.rulebook.motions import Motion
from tellers.rulebook.nominations import Nomination
from tellers.rulebook.offices import Office
from tellers.rulebook.petitions import Petition
from tellers.rulebook.procedures import KINDS, Procedure, kind_of
from tellers.rulebook.readings import LiveReading, Reading, Ruling, live
from tellers.rulebook.rulings import Ruling as RulingProcedure
from tellers.rulebook.tables import did_you_mean
from tellers.rulebook.variants import Variant

E = TypeVar("E", Clause, Body, Office, BookCount, tuple[Variant, ...])
P = TypeVar("P", Motion, Petition, Nomination, Contest, Appointment, Meeting, RulingProcedure)


@dataclass(frozen=True)
class Edition:
    """Everything that holds from one day to another, by kind and id; `until` is the last day, or None."""

    since: date
    until: date | None
    clauses: Mapping[str, Clause]
    bodies: Mapping[str, Body]
    offices: Mapping[str, Office]
    counts: Mapping[str, BookCount]
    procedures: Mapping[str, tuple[Variant, ...]]
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
            "count": self.counts,
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

    def count(self, id_: str, *, on: date) -> BookCount:
        """The count of an id, as on a day."""
        return self._entry("count", id_, self.on(on).counts, on)

    def variants(self, id_: str, *, on: date) -> tuple[Variant, ...]:
        """The procedure of an id under every combination of choices that are live on a day; at least one."""
        every = self._entry("procedure", id_, self.on(on).procedures, on)
        live_choices = {
            (reading.reading.id, choice.id) for reading in self.readings(on=on) for choice in reading.choices
        }
        return tuple(variant for variant in every if live_choices.issuperset(variant.readings))

    def procedure(self, id_: str, *, on: date) -> Procedure:
        """The procedure of an id, as on a day on which every reading that it turns on is settled.

        Raises RuleBookError, naming the readings, where they are open and say different things.
        """
        first, *others = self.variants(id_, on=on)
        if all(other.procedure == first.procedure for other in others):
            return first.procedure
        open_ = [
            id_
            for index, (id_, _) in enumerate(first.readings)
            if any(o.readings[index] != first.readings[index] for o in others)
        ]
        message = (
            f"the procedure `{id_}` turns on {', '.join(f'`{name}`' for name in open_)}, which no ruling has settled "
            f"by {on}; write the [[ruling]] once one is made, or ask under every reading (`tellers decide`)"
        )
        raise RuleBookError(message, source=self.source, line=first.procedure.line)

    def motion(self, id_: str, *, on: date) -> Motion:
        """The procedure of an id where it is a motion."""
        return self._of_kind(Motion, id_, on)

    def petition(self, id_: str, *, on: date) -> Petition:
        """The procedure of an id where it is a petition."""
        return self._of_kind(Petition, id_, on)

    def nomination(self, id_: str, *, on: date) -> Nomination:
        """The procedure of an id where it is one of nominations."""
        return self._of_kind(Nomination, id_, on)

    def contest(self, id_: str, *, on: date) -> Contest:
        """The procedure of an id where it is a contest."""
        return self._of_kind(Contest, id_, on)

    def appointment(self, id_: str, *, on: date) -> Appointment:
        """The procedure of an id where it is an appointment."""
        return self._of_kind(Appointment, id_, on)

    def meeting(self, id_: str, *, on: date) -> Meeting:
        """The procedure of an id where it is a meeting."""
        return self._of_kind(Meeting, id_, on)

    def ruling(self, id_: str, *, on: date) -> RulingProcedure:
        """The procedure of an id where it is one of ruling."""
        return self._of_kind(RulingProcedure, id_, on)

    def readings(self, *, on: date) -> tuple[LiveReading, ...]:
        """Every reading of a clause in force on a day, as it stood on that day."""
        clauses = self.on(on).clauses
        return tuple(
            live(reading, clauses[reading.clause].number, self.rulings, on)
            for reading in self.all_readings
            if reading.clause in clauses and reading.holds(on)
        )

    def _of_kind(self, kind: type[P], id_: str, on: date) -> P:
        procedure = self.procedure(id_, on=on)
        if isinstance(procedure, kind):
            return procedure
        expected = next(word for word, one in KINDS.items() if one is kind)
        message = f"the procedure `{id_}` is of kind {kind_of(procedure)}; expected one of kind {expected}"
        raise RuleBookError(message, source=self.source, line=procedure.line)

    def _entry(self, kind: str, id_: str, entries: Mapping[str, E], on: date) -> E:
        if id_ in entries:
            return entries[id_]
        if (kind, id_) in self.lines:
            message = f"no edition of the {kind} `{id_}` is in force on {on}; ask of another day, or add the edition"
            raise RuleBookError(message, source=self.source, line=self.lines[kind, id_])
        raise RuleBookError(f"there is no {kind} `{id_}`; {did_you_mean(id_, entries)}", source=self.source)
