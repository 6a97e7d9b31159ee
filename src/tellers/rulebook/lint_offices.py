"""Offices and bodies: circles, holders who cannot act, posts that nobody can fill or empty, bodies of nobody."""

from collections.abc import Iterator

from tellers.rulebook.appointments import Appointment
from tellers.rulebook.bodies import Body
from tellers.rulebook.book import Edition
from tellers.rulebook.contests import Contest
from tellers.rulebook.effects import Does, Effect
from tellers.rulebook.holes import Found, Severity
from tellers.rulebook.lint_effects import office_of
from tellers.rulebook.motions import Motion
from tellers.rulebook.nominations import Nomination
from tellers.rulebook.offices import Office
from tellers.rulebook.procedures import Procedure
from tellers.rulebook.rulings import Ruling

FILLS = frozenset({Does.ELECTS, Does.APPOINTS})
EMPTIES = frozenset({Does.VACATES, Does.REMOVES, Does.DISSOLVES})


def office_holes(edition: Edition) -> Iterator[Found]:
    """The holes of every office and body, and of those who hold a casting vote."""
    procedures = [variant.procedure for variants in edition.procedures.values() for variant in variants]
    for office in edition.offices.values():
        yield from _links(office, edition)
        yield from _life(office, procedures, edition)
    for body in edition.bodies.values():
        yield from _nobody(body)
    for procedure in procedures:
        if isinstance(procedure, Motion | Ruling) and procedure.casting in _about(procedure, edition):
            what = f"the casting vote of {procedure.id} is that of {procedure.casting}, whom it is about"
            yield Severity.NOTICE, procedure.line, what, 'casting = "OFFICE" of somebody else, if the clause allows'


def comes_with(office: Office, edition: Edition) -> tuple[str, ...]:
    """The offices held by right of one, directly or by way of another."""
    others = (comes_with(edition.offices[id_], edition) for id_ in office.ex_officio)
    return tuple(dict.fromkeys([*office.ex_officio, *(id_ for more in others for id_ in more)]))


def _about(procedure: Motion | Ruling, edition: Edition) -> tuple[str, ...]:
    """The offices whose holder a procedure is about."""
    if procedure.office is None:
        return ()
    office = edition.offices[procedure.office]
    above = (one.id for one in edition.offices.values() if procedure.office in comes_with(one, edition))
    return (office.id, *comes_with(office, edition), *above)


def _links(office: Office, edition: Edition) -> Iterator[Found]:
    """An acting holder who is not there when needed; circles of offices are refused when a book is read."""
    if office.acting in comes_with(office, edition):
        what = f"{office.acting} acts while {office.id} is vacant, and falls vacant with it"
        yield Severity.CONTRADICTION, office.line, what, 'acting = "OFFICE" of somebody who stays'


def _life(office: Office, procedures: list[Procedure], edition: Edition) -> Iterator[Found]:
    """An office that no procedure fills, and one that nothing empties."""
    by_right = any(office.id in one.ex_officio for one in edition.offices.values())
    if by_right or not procedures:
        return
    done = {effect.does for one in procedures for effect in _effects_on(office.id, one)}
    filled = office.appointed_by is not None or any(_fills(one, office.id) for one in procedures)
    if not filled and not done & FILLS:
        what = f"no procedure fills the office {office.id}; the book says in words only: {office.filled_by}"
        write = f'[[procedure.ID]] with kind = "contest" or "appointment" and office = "{office.id}"'
        yield Severity.NOTICE, office.line, what, write
    emptied = office.dismissed_by is not None or office.term_months is not None
    if not emptied and not done & EMPTIES and not any(_ends(one, office.id) for one in procedures):
        what = f"nothing ends the office {office.id}: no term, no dismissal, no effect that vacates it"
        write = 'term_months, or an effect with does = "vacates"'
        yield Severity.NOTICE, office.line, what, write


def _effects_on(office: str, procedure: Procedure) -> Iterator[Effect]:
    for branch in procedure.branches:
        yield from (effect for effect in branch.effects if office_of(effect, procedure) == office)


def _fills(procedure: Procedure, office: str) -> bool:
    if isinstance(procedure, Appointment):
        return office in procedure.posts
    elects = isinstance(procedure, Contest | Nomination) or (
        isinstance(procedure, Motion) and procedure.successor.value
    )
    return elects and procedure.office == office


def _ends(procedure: Procedure, office: str) -> bool:
    """Whether a procedure dismisses who holds an office, or puts a successor in their place."""
    if isinstance(procedure, Motion):
        return procedure.successor.value and procedure.office == office
    return isinstance(procedure, Appointment) and procedure.dismiss.value and office in procedure.posts


def _nobody(body: Body) -> Iterator[Found]:
    """A body whose members are all left out again."""
    if body.predicates and all(
        any(not left.but and set(left.conditions) <= set(one.conditions) for left in one.but)
        for one in body.predicates
    ):
        what = f"nobody can be in the body {body.id}: all of its members are left out by `except`"
        yield Severity.CONTRADICTION, body.line, what, "except with bodies that are a part of it only"
