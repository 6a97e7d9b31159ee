"""Bodies as they were measured: the day of a roll, sizes and weights on a day, and the counts that a book asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tellers.canonical import Json
from tellers.errors import Refused
from tellers.proceedings.facts import Count
from tellers.proceedings.guards import refusal
from tellers.proceedings.hanging import Done, Id
from tellers.proceedings.times import Day
from tellers.rulebook.clauses import Rule

NOTICE = "notice"

AT_THE_VOTE = (None, "opening", "ballot", "close", "declaration", "meeting")
"""The moments of measurement that come with the vote; a book that is silent means the day of the vote."""


class Measured(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Sizes and weights of bodies as the register has them on a day, and counts of the rule book that are given."""

    on: Day
    sizes: dict[Id, Count]
    weights: dict[Id, Count]
    counts: dict[Id, Count]


def measures(measured: Measured) -> dict[str, Json]:
    """What was measured, as facts tell it."""
    told: dict[str, Json] = {"sizes": _on(measured.on, measured.sizes)}
    if measured.weights:
        told["weights"] = _on(measured.on, measured.weights)
    if measured.counts:
        told["counts"] = dict(measured.counts)
    return told


def check_measured(measured: Measured, bodies: tuple[str, ...], *, on: str) -> None:
    """Refuse sizes of other bodies than the rules look at, or of another day."""
    if measured.on != on:
        raise Refused(f"bodies are measured on {measured.on}; by the rules it is {on}")
    for sizes in (measured.sizes, *((measured.weights,) if measured.weights else ())):
        if tuple(sorted(sizes)) != bodies:
            raise Refused(f"{', '.join(sizes) or 'no body'} is measured; expected {', '.join(bodies)}")


@dataclass(frozen=True)
class RollDay:
    """The days as at which the rules let a roll be taken: `notice` is that of the notice, `today` that of the act."""

    measured: Rule[str | None]
    notice: date
    today: date

    def chosen(self, given: date | None) -> date:
        """The day as at which the roll is taken: as given, or else the one that the rules name, or today.

        Raises Refused where the rules name a moment of their own, of whose day no minute speaks.
        """
        moment = self.measured.value
        if given is not None:
            return given
        if moment == NOTICE:
            return self.notice
        if moment not in AT_THE_VOTE:
            raise refusal(
                f"the rules measure the body at the moment '{moment}', and no minute says on which day that was; say "
                "as at which day the roll is taken (--on)",
                self.measured.grounds,
            )
        return self.today

    def check(self, on: date) -> None:
        """Refuse a day that has not come, and one before the notice that the rules do not name."""
        moment = self.measured.value
        if on > self.today:
            raise Refused(f"the roll cannot be frozen as at {on}, which has not come; it is {self.today}")
        if moment == NOTICE and on != self.notice:
            raise refusal(
                f"the roll would be taken as at {on}; the rules measure the body at the notice, which was given on "
                f"{self.notice} (--on)",
                self.measured.grounds,
            )
        if moment in AT_THE_VOTE and on < self.notice:
            named = "on the day of the vote" if moment is None else f"at the moment '{moment}'"
            raise refusal(
                f"the roll would be taken as at {on}, before the notice of {self.notice}; the rules measure the body "
                f"{named}, so take it as at {self.notice} or later (--on)",
                self.measured.grounds,
            )


def _on(day: str, sizes: Mapping[str, int]) -> dict[str, Json]:
    return {body: [{"on": day, "value": size}] for body, size in sizes.items()}
