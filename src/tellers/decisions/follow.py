"""What could follow a decided motion, as known on a day: which procedures, at which number, and how read."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations

from tellers.decisions.next_steps import ENTITLED, NextStep, Way
from tellers.rulebook.bodies import Body
from tellers.rulebook.book import RuleBook
from tellers.rulebook.motions import Motion
from tellers.rulebook.nominations import Nomination, When
from tellers.rulebook.petitions import Petition
from tellers.rulebook.procedures import Procedure
from tellers.rulebook.thresholds import Quantity, Threshold, quantities_in
from tellers.rulebook.variants import Variant


def could_follow(  # noqa: PLR0913 — what is known of bodies and offices
    book: RuleBook,
    motion: Motion,
    on: date,
    body_sizes: Mapping[str, int],
    office_holder: str | None,
    *,
    emptied: frozenset[str] = frozenset(),
) -> tuple[NextStep, ...]:
    """The steps that the book lets follow a motion, as known on a day; rulings made later do not exist.

    `body_sizes` are the sizes of bodies by id; a union whose parts exclude one another is added up where its own
    size is not given. `office_holder` is None while the office is vacant; `emptied` are the offices that the outcome
    has left vacant by that day (`effects.vacated`).
    """
    return tuple(
        _step(book, variants, on, body_sizes, None if variants[0].procedure.office in emptied else office_holder)
        for variants in (book.variants(id_, on=on) for id_ in motion.follows)
    )


def _step(
    book: RuleBook, variants: tuple[Variant, ...], on: date, sizes: Mapping[str, int], holder: str | None
) -> NextStep:
    procedure = variants[0].procedure
    applies, condition = _applies(book, procedure, on, held=holder is not None)
    ways = _distinct([(variant, _way(book, variant.procedure, on, sizes)) for variant in variants])
    keys = {procedure.grounds.key, *(way.rule.grounds.key for way in ways if way.rule is not None)}
    named = {id_ for id_, _ in variants[0].readings}
    readings = tuple(
        reading for reading in book.readings(on=on) if reading.reading.clause in keys or reading.reading.id in named
    )
    return NextStep(procedure, applies, condition, ways, readings)


def _applies(book: RuleBook, procedure: Procedure, on: date, *, held: bool) -> tuple[bool, str]:
    when = procedure.when if isinstance(procedure, Nomination) else When.EITHER
    if procedure.office is None or when is When.EITHER:
        return True, "whether or not the office is held"
    on_vacancy = when is When.VACANCY
    title = book.office(procedure.office, on=on).title
    return held is not on_vacancy, f"only while the office of {title} is {'vacant' if on_vacancy else 'held'}"


def _way(book: RuleBook, procedure: Procedure, on: date, sizes: Mapping[str, int]) -> Way:
    body = None if procedure.body is None else book.body(procedure.body, on=on)
    rule = procedure.threshold if isinstance(procedure, Nomination | Petition) else None
    if rule is None or body is None or not isinstance(rule.value, Threshold):
        return Way((), body, rule, {}, ())
    found, missing = {}, []
    for quantity in quantities_in(rule.value.line):
        size, fact = _measure(book, quantity, body, on, sizes)
        if size is None:
            missing.append(fact)
        else:
            found[str(quantity)] = size
    return Way((), body, rule, found, tuple(missing))


def _measure(
    book: RuleBook, quantity: Quantity, body: Body, on: date, sizes: Mapping[str, int]
) -> tuple[int | None, str]:
    """The size that a quantity of a line is, and what to call it where it is not known."""
    if quantity.word == "seats":
        return body.seats, f"the seats of the body `{body.id}`"
    if quantity.word == ENTITLED:
        return _size(book, body, on, sizes), f"the size of the body `{body.id}`"
    if quantity.word == "size" and quantity.body is not None:
        return _size(book, book.body(quantity.body, on=on), on, sizes), f"the size of the body `{quantity.body}`"
    return None, f"`{quantity}`"


def _distinct(read: list[tuple[Variant, Way]]) -> tuple[Way, ...]:
    """Each way once, with the choices that all its variants share and that other ways do not have."""
    groups: dict[tuple[object, ...], list[tuple[Variant, Way]]] = {}
    for variant, way in read:
        text = None if way.rule is None else str(way.rule.value)
        groups.setdefault((None if way.body is None else way.body.id, text), []).append((variant, way))
    if len(groups) == 1:
        return (read[0][1],)
    everywhere = _shared(variant for variant, _ in read)
    ways = []
    for group in groups.values():
        way = group[0][1]
        choices = tuple(one for one in _shared(variant for variant, _ in group) if one not in everywhere)
        ways.append(Way(choices, way.body, way.rule, way.sizes, way.missing))
    return tuple(ways)


def _shared(variants: Iterator[Variant]) -> tuple[tuple[str, str], ...]:
    first, *others = (variant.readings for variant in variants)
    return tuple(choice for choice in first if all(choice in other for other in others))


def _size(book: RuleBook, body: Body, on: date, sizes: Mapping[str, int]) -> int | None:
    if body.id in sizes:
        return sizes[body.id]
    if body.excluded:
        return None
    parts = [book.body(part, on=on) for part in body.parts]
    known = [_size(book, part, on, sizes) for part in parts]
    apart = all(_exclude(one, other) for one, other in combinations(parts, 2))
    return sum(filter(None, known)) if parts and apart and None not in known else None


def _exclude(one: Body, other: Body) -> bool:
    return all(mine.excludes(theirs) for mine in one.predicates for theirs in other.predicates)
