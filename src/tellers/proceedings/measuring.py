"""Bodies as they were measured: their sizes and weights on a day, and the counts that a rule book asks facts for."""

from collections.abc import Mapping

from tellers.canonical import Json
from tellers.errors import Refused
from tellers.proceedings.facts import Count
from tellers.proceedings.hanging import Done, Id
from tellers.proceedings.times import Day


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


def _on(day: str, sizes: Mapping[str, int]) -> dict[str, Json]:
    return {body: [{"on": day, "value": size}] for body, size in sizes.items()}
