"""What becomes of posts when one falls vacant or is taken: ex officio, by acting, and by whatever fills it."""

from collections.abc import Iterator

from tellers.decisions.tree import Kind, Node
from tellers.rulebook.appointments import Appointment
from tellers.rulebook.book import Edition
from tellers.rulebook.contests import Contest
from tellers.rulebook.effects import Does
from tellers.rulebook.motions import Motion
from tellers.rulebook.nominations import Nomination, When
from tellers.rulebook.offices import Office
from tellers.rulebook.procedures import Procedure


def vacated(office: Office, edition: Edition) -> Iterator[Node]:
    """What falls with an office, and who acts in it; a hole where the book names nobody."""
    falling = held_with(office, edition)
    for other in falling:
        yield Node(Kind.CASCADE, "ex officio", f"{other.title} falls vacant with it.", other.id, grounds=other.grounds)
    acting = edition.offices.get(office.acting or "")
    if acting is None:
        yield hole(f"The rule book names nobody who acts while the office of {office.title} is vacant.")
    elif acting in (office, *falling):
        yield hole(f"{acting.title} would act as {office.title}, and falls vacant with it: nobody is left to act.")
    else:
        text = f"{acting.title} acts as {office.title} until it is filled."
        yield Node(Kind.CASCADE, "acting", text, acting.id, grounds=office.grounds)


def comes_with(office: Office, edition: Edition) -> Node | None:
    """Where an office comes by right of another: that it cannot be filled by itself."""
    above = next((one for one in edition.offices.values() if office in held_with(one, edition)), None)
    if above is None:
        return None
    text = f"It comes with the office of {above.title}: whoever holds that holds it."
    return Node(Kind.CASCADE, "ex officio", text, above.id, grounds=office.grounds)


def taken(office: Office, edition: Edition) -> Iterator[Node]:
    """What comes with an office for whoever takes it, and what must be given up for it."""
    for other in held_with(office, edition):
        text = f"Whoever takes it is {other.title} too."
        yield Node(Kind.CASCADE, "ex officio", text, other.id, grounds=other.grounds)
    for id_ in office.incompatible:
        text = f"Whoever takes it cannot be {edition.offices[id_].title} as well."
        yield Node(Kind.CASCADE, "incompatible", text, id_, grounds=office.grounds)


def held_with(office: Office, edition: Edition) -> tuple[Office, ...]:
    """The offices that come and go with one, directly or by another; each once, though the book go round."""
    found: dict[str, Office] = {}
    ahead = list(office.ex_officio)
    while ahead:
        id_ = ahead.pop(0)
        if id_ not in found and id_ != office.id:
            found[id_] = edition.offices[id_]
            ahead.extend(edition.offices[id_].ex_officio)
    return tuple(found.values())


def filling(office: str, edition: Edition) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The procedures that can fill a vacant office, and apart from them those that nominations first lead to."""
    found = [
        id_ for id_, variants in edition.procedures.items() if any(_fills(one.procedure, office) for one in variants)
    ]
    led_to = {other for id_ in found for other in _leads_to(id_, edition)}
    return tuple(id_ for id_ in found if id_ not in led_to), tuple(id_ for id_ in found if id_ in led_to)


def hole(text: str) -> Node:
    """A place where the book says nothing."""
    return Node(Kind.HOLE, "hole", text)


def _fills(procedure: Procedure, office: str) -> bool:
    match procedure:
        case Contest() if procedure.office == office:
            return True
        case Nomination() if procedure.office == office:
            return procedure.when is not When.CHALLENGE
        case Appointment() if office in procedure.posts:
            return True
        case Motion() if procedure.successor.value and procedure.office == office:
            return True
    taking = {Does.ELECTS, Does.APPOINTS}
    effects = (effect for branch in procedure.branches for effect in branch.effects)
    return any(effect.does in taking and effect.office == office for effect in effects)


def _leads_to(id_: str, edition: Edition) -> set[str]:
    """The procedures that a nomination opens, and the contests that name it as their gate."""
    own = (variant.procedure for variant in edition.procedures[id_])
    opened = {other for procedure in own if isinstance(procedure, Nomination) for other in opened_by(procedure)}
    gated = {
        other
        for other, variants in edition.procedures.items()
        for variant in variants
        if isinstance(variant.procedure, Contest) and id_ in variant.procedure.nominations
    }
    return opened | gated


def opened_by(procedure: Procedure) -> set[str]:
    """The procedures that one opens, by its own word or by an effect."""
    effects = (effect for branch in procedure.branches for effect in branch.effects)
    return {*procedure.opens, *(one.procedure for one in effects if one.does is Does.OPENS and one.procedure)}
