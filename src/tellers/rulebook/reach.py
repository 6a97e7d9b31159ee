"""What can come about: whether conditions can be met or missed, each alone or together, by any numbers at all.

Of each amount is known what every count obeys: for and against are the valid votes, papers are never more than the
entitled, nobody sits on a seat that is not there. A "no" is certain. Numbers are not held to be whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from math import prod
from typing import TypeAlias

from tellers.rulebook.bodies import Body
from tellers.rulebook.conditions import Any, Condition, Every, quantities_of
from tellers.rulebook.counts import BookCount
from tellers.rulebook.inequalities import Inequality, Linear, above, at_least, equal, known, satisfiable, unknown
from tellers.rulebook.thresholds import (
    Largest,
    Line,
    Number,
    Op,
    Quantity,
    Root,
    Rounded,
    Rounding,
    Share,
    Smallest,
    Sum,
    Threshold,
    rounded,
)
from tellers.rulebook.vocabulary import CONTAINS, SCORED

Ways: TypeAlias = tuple[tuple[Inequality, ...], ...]
"""Several ways in which something can be so; each is a list of inequalities that hold together."""


@dataclass(frozen=True)
class Scene:
    """Where a condition stands: whose roll it is, how many places `seats` means, and what the book defines.

    In a vote the valid papers are those for and against. With `scored` papers a candidate can have more votes than
    there are papers. With `more_against` further members vote against; everything else stays as it is without them.
    Of a vote by `sections` every paper is in one of them.
    """

    body: str | None
    places: int | None
    bodies: Mapping[str, Body]
    counts: Mapping[str, BookCount]
    vote: bool = True
    scored: bool = False
    more_against: bool = False
    sections: tuple[str, ...] = ()

    def with_more_against(self) -> "Scene":
        """The same, with further votes against."""
        return replace(self, more_against=True)


@dataclass(frozen=True)
class Claim:
    """That a condition is met, or that it is not."""

    condition: Condition
    scene: Scene = field(repr=False)
    met: bool = True


CLASSES = frozenset({"for", "against", "blank", "spoiled"})
"""Papers of a motion that are the sum of those of its sections."""

MOST_SECTIONS = 12
"""With more sections than this the whole is not worked out from them."""

MOST_WAYS = 64
"""With more ways than this in which claims can be true, nothing is worked out: they may be."""


def possible(*claims: Claim, besides: Iterable[Inequality] = ()) -> bool:
    """Whether some amounts make every claim true, and whatever else is asked; True also where that is too long."""
    always = (*besides, *(rule for claim in claims for rule in _always(claim)))
    if prod(_ways(claim.condition, met=claim.met) for claim in claims) > MOST_WAYS:
        return True
    ways = product(*(_met(claim.condition, claim.scene, met=claim.met) for claim in claims))
    return any(satisfiable((*always, *(one for part in way for one in part))) for way in ways)


def _ways(condition: Condition, *, met: bool) -> int:
    """In how many ways a condition can be met, or missed, at most."""
    if isinstance(condition, Threshold):
        return _values(condition.line)
    parts = [_ways(part, met=met) for part in condition.parts]
    return prod(parts) if isinstance(condition, Every if met else Any) else sum(parts)


def _values(line: Line) -> int:
    """In how many ways a line can have its value."""
    match line:
        case Largest() | Smallest():
            return len(line.lines) * prod(map(_values, line.lines))
        case Rounded():
            return _values(line.line)
        case Sum():
            return prod(_values(part) for _, part in line.parts)
    return 1


def equal_votes(scene: Scene, least: int = 1) -> tuple[Inequality, ...]:
    """As many for as against, and of each at least so many."""
    for_, against = amount(Quantity("for"), scene), amount(Quantity("against"), scene)
    return (*equal(for_, against), at_least(for_, known(least)))


def amount(quantity: Quantity, scene: Scene) -> Linear:
    """What is known of a quantity: a number, a sum, or nothing but its name."""
    if parts := _parts(quantity, scene):
        return _added(parts, scene)
    match quantity.word:
        case "against" if scene.more_against:
            return unknown(str(quantity)) + unknown(f"more {quantity}")
        case "seats" if quantity.whole:
            own = scene.bodies.get(quantity.body or "")
            return unknown(str(quantity)) if own is None or own.seats is None else known(own.seats)
        case "seats" if scene.places is not None:
            return known(scene.places)
        case "size" if (seats := _fixed(quantity.body, scene)) is not None:
            return known(seats)
    return unknown(str(quantity))


def _parts(quantity: Quantity, scene: Scene) -> tuple[Quantity, ...]:
    """What a quantity adds up: words of the language, or the same in every section; none if it stands by itself."""
    word = quantity.word
    if word in CLASSES and quantity.section is None and len(scene.sections) <= MOST_SECTIONS:
        return tuple(replace(quantity, section=section) for section in scene.sections)
    words = {"valid": ("for", "against") if scene.vote else (), "papers": ("valid", "blank", "spoiled")}.get(word, ())
    added = scene.counts[word].sum if word in scene.counts else words
    return tuple(replace(quantity, word=one) for one in added)


def _added(parts: tuple[Quantity, ...], scene: Scene) -> Linear:
    total = known(0)
    for part in parts:
        total += amount(part, scene)
    return total


def _fixed(body: str | None, scene: Scene) -> int | None:
    """The size of a body that is nothing but its seats."""
    found = scene.bodies.get(body or "")
    return found.seats if found and not found.predicates else None


def _always(claim: Claim) -> Iterator[Inequality]:
    """What is so whatever happens, of every quantity that a claim speaks of."""
    scene = claim.scene
    named = [*quantities_of(claim.condition), Quantity("papers"), Quantity("entitled")]
    words = {(one.word, one.section) for one in named}
    for base, inside in CONTAINS.items():
        for word, section in words:
            if word in inside and not (scene.scored and word in SCORED and base != "continuing"):
                whole, part = Quantity(base, section=section), Quantity(word, section=section)
                yield at_least(amount(whole, scene), amount(part, scene))
    for base in ("papers", "entitled"):
        for section in {section for _, section in words} - {None}:
            yield at_least(amount(Quantity(base), scene), amount(Quantity(base, section=section), scene))
    for quantity in named:
        yield from _bounds(quantity, scene)


def _bounds(quantity: Quantity, scene: Scene) -> Iterator[Inequality]:
    body = scene.bodies.get(quantity.body or "")
    if quantity.word == "share":
        yield at_least(known(1), amount(quantity, scene))
    own = scene.bodies.get(scene.body or "")
    if quantity.word == "entitled" and own is not None and own.seats is not None:
        yield at_least(known(own.seats), amount(quantity, scene))
    if body is not None and not quantity.whole:
        measure = Quantity("weight" if quantity.word == "weight" else "size", body=body.id, whole=True)
        yield at_least(amount(measure, scene), amount(quantity, scene))
    if body is not None and body.seats is not None and quantity.word != "weight":
        yield at_least(known(body.seats), amount(quantity, scene))


def _met(condition: Condition, scene: Scene, *, met: bool) -> Ways:
    if isinstance(condition, Threshold):
        return tuple(_compared(condition, scene, met=met))
    parts = [_met(part, scene, met=met) for part in condition.parts]
    if isinstance(condition, Every if met else Any):
        return tuple(tuple(one for part in way for one in part) for way in product(*parts))
    return tuple(way for part in parts for way in part)


def _compared(threshold: Threshold, scene: Scene, *, met: bool) -> Iterator[tuple[Inequality, ...]]:
    count = amount(threshold.quantity, scene)
    more = threshold.op in {Op.MORE_THAN, Op.AT_LEAST}
    strict = (threshold.op in {Op.MORE_THAN, Op.LESS_THAN}) is met
    for line, besides in _line(threshold.line, scene):
        difference = count - line if more is met else line - count
        yield (Inequality(difference, strict=strict), *besides)


def _line(line: Line, scene: Scene) -> Iterator[tuple[Linear, tuple[Inequality, ...]]]:
    """The ways in which a line can have a value, each with what must then be so.

    A root is not linear: it is an amount of its own, of which nothing is known.
    """
    match line:
        case Number():
            yield known(line.value), ()
        case Share():
            yield amount(line.of, scene).times(line.fraction), ()
        case Root():
            yield unknown(str(line)), ()
        case Largest() | Smallest():
            yield from _ends(line, scene)
        case Rounded():
            for value, besides in _line(line.line, scene):
                if value.factors:
                    yield unknown(str(line)), (*besides, *_near(line.how, unknown(str(line)), value))
                else:
                    yield known(rounded(line.how, value.constant)), besides
        case Sum():
            yield from _sums(line, scene)


def _near(how: Rounding, rounded: Linear, value: Linear) -> tuple[Inequality, ...]:
    half, one = known(Fraction(1, 2)), known(1)
    match how:
        case Rounding.UP:
            return at_least(rounded, value), above(value + one, rounded)
        case Rounding.DOWN:
            return at_least(value, rounded), above(rounded + one, value)
        case Rounding.NEAREST:
            return at_least(rounded + half, value), at_least(value + half, rounded)


def _ends(line: Largest | Smallest, scene: Scene) -> Iterator[tuple[Linear, tuple[Inequality, ...]]]:
    """Each of the lines can be the largest, or the smallest, if no other is beyond it."""
    for parts in product(*(tuple(_line(one, scene)) for one in line.lines)):
        besides = tuple(one for _, part in parts for one in part)
        for value, _ in parts:
            beyond = (
                at_least(value, other) if isinstance(line, Largest) else at_least(other, value) for other, _ in parts
            )
            yield value, (*besides, *beyond)


def _sums(line: Sum, scene: Scene) -> Iterator[tuple[Linear, tuple[Inequality, ...]]]:
    for parts in product(*(tuple(_line(one, scene)) for _, one in line.parts)):
        total = known(0)
        for (sign, _), (value, _) in zip(line.parts, parts, strict=True):
            total += value.times(Fraction(sign))
        yield total, tuple(one for _, part in parts for one in part)
