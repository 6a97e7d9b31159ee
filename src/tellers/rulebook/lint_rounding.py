"""Shares that are rounded by different rules, so that no one rule gives all the numbers that a book asks for."""

from collections.abc import Iterator

from tellers.rulebook.book import Edition
from tellers.rulebook.conditions import thresholds_of
from tellers.rulebook.holes import Found, Severity
from tellers.rulebook.lint_numbers import conditions_of
from tellers.rulebook.procedures import Procedure
from tellers.rulebook.thresholds import Line, Rounded, Rounding, Share


def rounding_holes(edition: Edition) -> Iterator[Found]:
    """Procedures about one office that count the same support and round their shares differently.

    A procedure whose rounding is itself in dispute is left to its readings.
    """
    first: dict[tuple[str, str | None], tuple[str, str]] = {}
    for id_, variants in edition.procedures.items():
        roundings = {_roundings(variant.procedure, edition) for variant in variants}
        procedure = variants[0].procedure
        for word, how in sorted(next(iter(roundings))) if len(roundings) == 1 else ():
            other, other_how = first.setdefault((word, procedure.office), (id_, how))
            if how != other_how:
                what = (
                    f"{id_} rounds its share of {word} {how}, and {other} {other_how}: no one rule gives both numbers"
                )
                yield Severity.NOTICE, procedure.line, what, "one rounding for both, if the clauses do not differ"


def _roundings(procedure: Procedure, edition: Edition) -> frozenset[tuple[str, str]]:
    """What is counted, and how the share of it is rounded; one that is not rounded is reached by rounding up."""
    thresholds = (one for sited in conditions_of(procedure, edition) for one in thresholds_of(sited.rule.value))
    return frozenset((one.quantity.word, how.value) for one in thresholds if (how := _how(one.line)) is not None)


def _how(line: Line) -> Rounding | None:
    match line:
        case Rounded(how=how):
            return how
        case Share(fraction=fraction) if fraction != 1:
            return Rounding.UP
    return None
