"""Names the holes of a rule book before they hurt: where it is silent, contradicts itself, assumes, or is disputed."""

from collections.abc import Iterator

from tellers.rulebook.book import Edition, RuleBook
from tellers.rulebook.holes import Found, Hole
from tellers.rulebook.lint_contests import contest_holes
from tellers.rulebook.lint_custody import custody_holes
from tellers.rulebook.lint_doubles import double_holes
from tellers.rulebook.lint_effects import effect_holes
from tellers.rulebook.lint_numbers import number_holes, numbers_in
from tellers.rulebook.lint_offices import office_holes
from tellers.rulebook.lint_readings import reading_holes
from tellers.rulebook.lint_rounding import rounding_holes
from tellers.rulebook.lint_silence import own_silence, silence_holes
from tellers.rulebook.lint_times import gap_holes, time_holes
from tellers.rulebook.procedures import Procedure


def check(book: RuleBook) -> tuple[Hole, ...]:
    """Every hole of every edition, in the order of the lines; none is named twice."""
    found = dict.fromkeys(_found(book))
    ordered = sorted(found, key=lambda hole: (hole[1], hole[2]))
    return tuple(Hole(severity, book.source, line, what, write) for severity, line, what, write in ordered)


def _found(book: RuleBook) -> Iterator[Found]:
    for edition in book.editions:
        yield from own_silence(edition)
        yield from office_holes(edition)
        yield from double_holes(edition)
        yield from rounding_holes(edition)
        yield from _procedures(edition)
    yield from gap_holes(book)
    yield from reading_holes(book)


def _procedures(edition: Edition) -> Iterator[Found]:
    """The holes of every procedure, under every choice of the readings that it turns on."""
    for variants in edition.procedures.values():
        numbers: dict[object, Procedure] = {}
        for variant in variants:
            procedure = variant.procedure
            numbers.setdefault(numbers_in(procedure, edition), procedure)
            yield from silence_holes(procedure, edition)
            yield from effect_holes(procedure, edition)
            yield from contest_holes(procedure, edition)
            yield from custody_holes(procedure)
            yield from time_holes(procedure)
        for procedure in numbers.values():
            yield from number_holes(procedure, edition)
