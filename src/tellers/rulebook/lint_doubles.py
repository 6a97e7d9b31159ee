"""Two clauses that both apply: procedures that begin by the same trigger and go by different rules."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TypeAlias

from tellers.rulebook.book import Edition
from tellers.rulebook.clauses import Rule
from tellers.rulebook.clocks import Clock, Span, Unit
from tellers.rulebook.contests import Contest
from tellers.rulebook.effects import Does
from tellers.rulebook.holes import Found, Severity
from tellers.rulebook.lint_silence import NAMES
from tellers.rulebook.meetings import Meeting
from tellers.rulebook.motions import Motion
from tellers.rulebook.nominations import Nomination, When
from tellers.rulebook.petitions import Petition
from tellers.rulebook.procedures import Procedure, kind_of, rules_of

Trigger: TypeAlias = tuple[object, ...]
"""What begins a procedure: its kind, its office, who begins it, and what it is opened by."""

RULES = ("threshold", "quorum", "tie", "notice_days", "incumbent", "secret", "successor", "sole", "seats")
"""The rules that make two procedures differ in what they decide."""


def double_holes(edition: Edition) -> Iterator[Found]:
    """Pairs of procedures of one edition of which nothing says which applies."""
    opened_by = _opened_by(edition)
    firsts = [variants[0].procedure for variants in edition.procedures.values()]
    for one, other in combinations(sorted(firsts, key=lambda procedure: procedure.line), 2):
        if _both_begin(one, other, opened_by) and (differing := tuple(_differing(one, other))):
            what = (
                f"{one.id} and {other.id} both apply: the same office, the same trigger, on the same days; "
                f"they differ in {', '.join(differing)}"
            )
            write = "since and until on one of them, another body or proposers, or one procedure with a reading"
            yield Severity.CONTRADICTION, other.line, what, write
    for procedure in firsts:
        yield from _clocks(procedure)


def _both_begin(one: Procedure, other: Procedure, opened_by: Mapping[str, frozenset[str]]) -> bool:
    return (
        one.office is not None
        and _trigger(one, opened_by) == _trigger(other, opened_by)
        and (_when(one) is _when(other) or When.EITHER in {_when(one), _when(other)})
        and not ({one.id} & opened_by[other.id] or {other.id} & opened_by[one.id])
    )


def _trigger(procedure: Procedure, opened_by: Mapping[str, frozenset[str]]) -> Trigger:
    who: object = None
    match procedure:
        case Motion():
            who = (procedure.propose.value.body, procedure.successor.value)
        case Meeting() if procedure.called_by is not None:
            who = procedure.called_by.value.body
        case Petition():
            who = procedure.to
        case Contest():
            who = (procedure.nominations, tuple(stage.body for stage in procedure.stages))
        case Nomination():
            who = procedure.opens
    return kind_of(procedure), procedure.office, procedure.body, procedure.meeting, who, opened_by[procedure.id]


def _when(procedure: Procedure) -> When:
    return procedure.when if isinstance(procedure, Nomination) else When.EITHER


def _opened_by(edition: Edition) -> dict[str, frozenset[str]]:
    """For each procedure those that start it, or that it could follow."""
    opened: dict[str, set[str]] = {id_: set() for id_ in edition.procedures}
    for variants in edition.procedures.values():
        for variant in variants:
            procedure = variant.procedure
            effects = (effect for branch in procedure.branches for effect in branch.effects)
            started = (effect.procedure for effect in effects if effect.does is Does.OPENS and effect.procedure)
            for id_ in (*procedure.opens, *procedure.follows, *started):
                opened[id_].add(procedure.id)
    return {id_: frozenset(by) for id_, by in opened.items()}


def _differing(one: Procedure, other: Procedure) -> Iterator[str]:
    mine, theirs = rules_of(one), rules_of(other)
    for key in RULES:
        if key in mine and key in theirs and mine[key].value != theirs[key].value:
            yield NAMES[key]
    if isinstance(one, Contest) and isinstance(other, Contest) and _methods(one) != _methods(other):
        yield NAMES["method"]


def _methods(contest: Contest) -> tuple[str, ...]:
    return tuple(stage.method.value for stage in contest.stages)


def _clocks(procedure: Procedure) -> Iterator[Found]:
    """Clocks between the same two moments of which one asks for longer than another allows."""
    notice: Rule[int] | None = getattr(procedure, "notice_days", None)
    spans = [(clock.at_least, clock) for clock in procedure.clocks if clock.at_least is not None]
    asked = [(span, clock.start, clock.end, clock.line) for span, clock in spans]
    if notice is not None and notice.value:
        asked.append((Span(notice.value, Unit.CLEAR_DAYS), "notice", "ballot", notice.line))
    for span, start, end, line in asked:
        for clock in procedure.clocks:
            if (clock.start, clock.end) == (start, end) and _shorter(clock, span):
                between = f"between {start} and {end}"
                what = f"{procedure.id} asks for at least {span} {between}, and for no more than {clock.within}"
                yield Severity.CONTRADICTION, max(line, clock.line), what, "the span that the clause means"


HOURS = {Unit.HOURS: 1, Unit.DAYS: 24, Unit.CLEAR_DAYS: 24, Unit.MONTHS: 24 * 28, Unit.YEARS: 24 * 365}
"""How many hours a unit has at least."""
LONGEST = {**HOURS, Unit.MONTHS: 24 * 31, Unit.YEARS: 24 * 366}
"""How many it has at most."""


def _shorter(clock: Clock, than: Span) -> bool:
    """Whether the most that a clock allows is less than a span, however long the months are."""
    return clock.within is not None and (
        clock.within.amount * LONGEST[clock.within.unit] < than.amount * HOURS[than.unit]
    )
