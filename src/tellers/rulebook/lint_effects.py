"""Branches: outcomes that say nothing, effects that cannot both hold, and effects that never come about."""

from collections.abc import Iterator
from itertools import combinations

from tellers.rulebook.appointments import Appointment
from tellers.rulebook.book import Edition
from tellers.rulebook.contests import Contest
from tellers.rulebook.effects import Branch, Does, Effect, effects_of
from tellers.rulebook.holes import Found, Severity
from tellers.rulebook.meetings import Meeting
from tellers.rulebook.motions import Motion
from tellers.rulebook.nominations import Nomination, When
from tellers.rulebook.outcomes import Ending, Outcome
from tellers.rulebook.petitions import Petition
from tellers.rulebook.procedures import Procedure
from tellers.rulebook.rulings import Ruling
from tellers.rulebook.scenes import can_tie

SUCCESS = frozenset({Outcome.CARRIED, Outcome.TRIGGERED, Outcome.ADMITTED, Outcome.ELECTED})
"""The outcomes of which `opens` speaks."""

TAKES = frozenset({Does.ELECTS, Does.APPOINTS})
"""Effects by which somebody takes an office."""

UNCOUNTED = {Ending.WITHDRAWN: "it is withdrawn", Ending.TARGET_RESIGNS: "the holder resigns"}
"""Endings that no count decides, in words."""

ON_AN_OFFICE = frozenset({Does.VACATES, Does.REMOVES, Does.ELECTS, Does.DISSOLVES, Does.APPOINTS})
"""What falls on the procedure's office where an effect names no other."""


def effect_holes(procedure: Procedure, edition: Edition) -> Iterator[Found]:
    """What the branches of a procedure leave out or say twice."""
    for on in (*asked_outcomes(procedure), *_on_appeal(procedure, edition)):
        if not effects_of(procedure.branches, on) and not (procedure.opens and on in SUCCESS):
            what = f"{procedure.id} states no effect for the outcome {on.value}"
            yield Severity.MISSING, procedure.line, what, _table(procedure, on)
    yield from _unspoken(procedure)
    yield from _idle(procedure, edition)
    yield from _words_only(procedure)
    yield from _same(procedure)
    for branch in procedure.branches:
        for one, other in combinations(branch.effects, 2):
            if clash := _immune(one, other, branch, procedure, edition) or _clash(one, other, procedure, edition):
                what = f"when {procedure.id} is {branch.on.value}, two effects cannot both hold: {clash}"
                yield Severity.CONTRADICTION, other.line, what, "one of the two, or each in the outcome it belongs to"
        yield from _no_deadline(procedure, branch.effects)


def asked_outcomes(procedure: Procedure) -> tuple[Outcome, ...]:
    """The outcomes that can come about and of which a book must say what follows."""
    asked: dict[Outcome, bool] = {}
    match procedure:
        case Motion() | Ruling() if procedure.body is not None:
            quorum = procedure.quorum.value is not None
            asked = {Outcome.CARRIED: True, Outcome.LOST: True, Outcome.INQUORATE: quorum}
        case Petition():
            asked = {Outcome.TRIGGERED: True, Outcome.NOT_TRIGGERED: True}
        case Nomination():
            challenge = procedure.when is When.CHALLENGE
            asked = {Outcome.TRIGGERED: challenge, Outcome.NOT_TRIGGERED: challenge}
            asked |= {Outcome.ADMITTED: not challenge, Outcome.REFUSED: not challenge}
        case Contest():
            quorum = any(stage.quorum.value is not None for stage in procedure.stages)
            asked = {Outcome.ELECTED: True, Outcome.UNFILLED: True, Outcome.INQUORATE: quorum}
        case Meeting():
            notice = bool(procedure.notice_days.value or procedure.called_by)
            quorum = procedure.quorum.value is not None
            asked = {Outcome.ADMITTED: True, Outcome.INQUORATE: quorum, Outcome.REFUSED: notice}
        case Appointment():
            asked = {Outcome.UNFILLED: True}
    return tuple(outcome for outcome, can_be in asked.items() if can_be)


def _on_appeal(procedure: Procedure, edition: Edition) -> tuple[Outcome, ...]:
    """How a ruling ends to which an appeal lies from another: the earlier one stands or falls."""
    procedures = (variant.procedure for variants in edition.procedures.values() for variant in variants)
    below = (one for one in procedures if isinstance(one, Ruling) and procedure.id in one.appeal_to)
    return (Outcome.UPHELD, Outcome.OVERTURNED) if any(below) else ()


def office_of(effect: Effect, procedure: Procedure) -> str | None:
    """The office that an effect falls on: its own, or the procedure's."""
    return effect.office or (procedure.office if effect.does in ON_AN_OFFICE and effect.body is None else None)


def _table(procedure: Procedure, on: Outcome | Ending) -> str:
    return f"[[procedure.{procedure.id}.effect.{on.value}]] with text, binding and clause or assumed"


def _unspoken(procedure: Procedure) -> Iterator[Found]:
    """Endings without a count, of which a book about somebody's office is well advised to speak."""
    if isinstance(procedure, Motion | Petition) and procedure.office is not None:
        silent = [on for on in UNCOUNTED if not effects_of(procedure.branches, on)]
        if silent:
            what = f"{procedure.id} does not say what follows when {' or '.join(UNCOUNTED[on] for on in silent)}"
            yield Severity.NOTICE, procedure.line, what, _table(procedure, silent[0])


def _meets_quorate(procedure: Procedure, edition: Edition) -> bool:
    """Whether it is held in a meeting that has a quorum."""
    variants = edition.procedures.get(procedure.meeting or "", ())
    meetings = (one.procedure for one in variants if isinstance(one.procedure, Meeting))
    return any(meeting.quorum.value is not None for meeting in meetings)


def _idle(procedure: Procedure, edition: Edition) -> Iterator[Found]:
    """Effects of outcomes that cannot come about."""
    inquorate = effects_of(procedure.branches, Outcome.INQUORATE)
    if inquorate and Outcome.INQUORATE not in asked_outcomes(procedure) and not _meets_quorate(procedure, edition):
        what = f"{procedure.id} has effects for inquorate and no quorum, so they never come about"
        write = 'quorum = { rule = "papers >= 1/4 of entitled", clause = "KEY" }, or rule = "none" with assumed'
        yield Severity.MISSING, procedure.line, what, write
    if not isinstance(procedure, Motion | Ruling) or procedure.body is None:
        return
    if effects_of(procedure.branches, Outcome.TIED) and not can_tie(procedure, edition):
        what = f"{procedure.id} has effects for tied, and equal votes always decide it, so they never come about"
        yield Severity.NOTICE, procedure.line, what, "no effect for tied, or the threshold that the clause means"


def _words_only(procedure: Procedure) -> Iterator[Found]:
    """A petition that succeeds and starts nothing that a program could follow."""
    if isinstance(procedure, Petition) and not procedure.opens:
        effects = effects_of(procedure.branches, Outcome.TRIGGERED)
        if effects and all(effect.does is None for effect in effects):
            what = f"{procedure.id} opens nothing when it is triggered: its effects are words alone"
            write = 'opens = ["PROCEDURE"], or an effect with does = "opens" and procedure = "PROCEDURE"'
            yield Severity.NOTICE, procedure.line, what, write


def _same(procedure: Procedure) -> Iterator[Found]:
    """A vote that does the same whether it is carried or lost."""
    if isinstance(procedure, Motion):
        done = [
            {_object(effect, procedure) for effect in effects_of(procedure.branches, on) if effect.binding}
            for on in (Outcome.CARRIED, Outcome.LOST)
        ]
        if done[0] == done[1] and done[0] and all(does not in {None, Does.NOTHING} for does, *_ in done[0]):
            what = f"{procedure.id} does the same when it is carried and when it is lost"
            yield Severity.NOTICE, procedure.line, what, "each effect in the outcome it belongs to"


def _object(
    effect: Effect, procedure: Procedure
) -> tuple[Does | None, str | None, str | None, str | None, str | None]:
    return effect.does, office_of(effect, procedure), effect.body, effect.procedure, effect.reading


def _immune(one: Effect, other: Effect, branch: Branch, procedure: Procedure, edition: Edition) -> str | None:
    """A holder who leaves office and is immune in it; nobody else who takes it then is meant."""
    pair = {one.does: one, other.does: other}
    if not {Does.VACATES, Does.IMMUNITY} <= pair.keys():
        return None
    office = office_of(pair[Does.VACATES], procedure)
    immune = pair[Does.IMMUNITY]
    against = edition.procedures[immune.procedure][0].procedure.office if immune.procedure else procedure.office
    taken = any(effect.does in TAKES and office_of(effect, procedure) == office for effect in branch.effects)
    if taken or office != (immune.office or against):
        return None
    return f"the holder of {office} leaves office, and is immune in it"


def _clash(one: Effect, other: Effect, procedure: Procedure, edition: Edition) -> str | None:
    """Why two effects of one branch cannot both hold."""
    pair = {one.does: one, other.does: other}
    offices = {office_of(one, procedure), office_of(other, procedure)}
    both_bind = one.binding and other.binding
    if Does.NOTHING in pair and both_bind and ON_AN_OFFICE & pair.keys() and _shared(offices):
        return f"nothing follows for {_shared(offices)}, and something does"
    if Does.OPENS in pair and {Does.IMMUNITY, Does.BARS} & pair.keys() and one.procedure == other.procedure:
        barred = Does.IMMUNITY in pair or not _stands_for_office(one.procedure, edition)
        if barred:
            return f"{one.procedure} is opened, and cannot be brought"
    if one.does not in {None, Does.NOTHING} and _object(one, procedure) == _object(other, procedure):
        terms = [(effect.due, effect.lasts, effect.start, effect.binding) for effect in (one, other)]
        if terms[0] != terms[1]:
            return f"it {one.does.value if one.does else ''} the same twice, on different terms"
    return None


def _shared(offices: set[str | None]) -> str | None:
    return next(iter(offices)) if len(offices) == 1 else None


def _stands_for_office(id_: str | None, edition: Edition) -> bool:
    """Whether somebody barred from a procedure is barred from standing in it, and it goes on without them."""
    variants = edition.procedures.get(id_ or "", ())
    return any(isinstance(variant.procedure, Contest | Nomination) for variant in variants)


def _no_deadline(procedure: Procedure, effects: tuple[Effect, ...]) -> Iterator[Found]:
    """A post that falls vacant and a procedure that is to fill it some day."""
    vacant = any(effect.does is Does.VACATES and effect.binding for effect in effects)
    for effect in effects:
        if vacant and effect.does is Does.OPENS and effect.binding and effect.due is None:
            what = f"{procedure.id} leaves an office vacant and does not say by when {effect.procedure} begins"
            yield Severity.NOTICE, effect.line, what, "within_days = 28, or within_months"
