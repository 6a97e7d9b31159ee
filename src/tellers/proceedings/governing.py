"""Which rules govern a proceeding: the edition of the day it began, read as the rulings of the day of the act have it.

Rulings of the case stand beside those of the rule book. Source: docs/adr/0006 and 0011.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from tellers.errors import Refused
from tellers.proceedings.facts import Proposal
from tellers.proceedings.record import Record, shortened
from tellers.proceedings.ruling import Ruling
from tellers.rulebook.book import RuleBook
from tellers.rulebook.procedures import Procedure
from tellers.rulebook.readings import Ruling as Adopted


def as_ruled(rulebook: RuleBook, record: Record) -> RuleBook:
    """The rule book with the rulings that stand in the case."""
    made = tuple(adopted for ruling in record.of(Ruling) if (adopted := ruling.adopted) is not None)
    return replace(rulebook, rulings=(*rulebook.rulings, *made))


def as_ruled_for_motion(rulebook: RuleBook, record: Record) -> RuleBook:
    """The rule book with the rulings of the case that stood when the motion was proposed; before that, now."""
    proposal = record.motion.entry(Proposal)
    if proposal is None:
        return as_ruled(rulebook, record)
    then = {one.id: shortened(one, proposal.number) for one in record.of(Ruling)}
    return as_ruled(rulebook, Record(record.motion, {id_: one for id_, one in then.items() if one.begun}))


def governed_by(rulebook: RuleBook, began: date) -> RuleBook:
    """The rule book as its edition of a day, for every day since."""
    return replace(rulebook, editions=(replace(rulebook.on(began), until=None),))


def live_choices(rulebook: RuleBook, on: date) -> dict[str, frozenset[str]]:
    """By each reading in force, the choices that are live on a day."""
    return {one.reading.id: frozenset(choice.id for choice in one.choices) for one in rulebook.readings(on=on)}


def stated(rulebook: RuleBook, procedure: str, on: date) -> Procedure:
    """A procedure under whichever of its live readings: for what is alike in all of them, its title and its kind."""
    return rulebook.variants(procedure, on=on)[0].procedure


def readings_named(rulebook: RuleBook, procedure: str, on: date) -> tuple[str, ...]:
    """The readings on which a procedure turns, in the order of the book."""
    variants = rulebook.variants(procedure, on=on)
    return tuple(dict.fromkeys(reading for variant in variants for reading, _ in variant.readings))


def reading_as(rulebook: RuleBook, choices: Mapping[str, str], on: date) -> RuleBook:
    """The rule book as if these choices had been adopted, and no others."""
    adopted = tuple(
        Adopted(reading, choice, "as this act takes it", on, "the minutes", overturns=True, line=0)
        for reading, choice in choices.items()
    )
    return replace(rulebook, rulings=(*rulebook.rulings, *adopted))


@dataclass(frozen=True)
class Choosing:
    """The readings of an act: those its procedure turns on, what is live of each, and what was chosen before."""

    named: tuple[str, ...]
    live: Mapping[str, frozenset[str]]

    def choices(self, given: Mapping[str, str]) -> dict[str, str]:
        """A choice for each reading: the one that is left, or the one given; raises Refused where none is told."""
        for reading, choice in given.items():
            self._check(reading, choice)
        return {reading: self._choice(reading, given.get(reading)) for reading in self.named}

    def _check(self, reading: str, choice: str) -> None:
        if reading not in self.named:
            turns = ", ".join(self.named) or "none"
            raise Refused(f"the procedure does not turn on the reading '{reading}'; it turns on: {turns} (--reading)")
        if choice not in self.live[reading]:
            raise Refused(
                f"'{choice}' is not live for the reading '{reading}'; live: {', '.join(sorted(self.live[reading]))}"
            )

    def _choice(self, reading: str, given: str | None) -> str:
        live = sorted(self.live[reading])
        if given is None and len(live) > 1:
            raise Refused(
                f"the reading '{reading}' is disputed, with {' and '.join(live)} live; say by which of them this is "
                f"done (--reading {reading}=CHOICE), or have it ruled on first (tellers case ruling put)"
            )
        return given or live[0]
