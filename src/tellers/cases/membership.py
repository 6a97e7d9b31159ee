"""The register of a case: checked against the rule book when it comes in, and renewed until voting opens.

It is private: no minute speaks of it. What it says counts at the freeze of the roll, and for whoever is added later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tellers.cases import store
from tellers.cases.sitting import Sitting
from tellers.errors import Refused
from tellers.proceedings.deciding import bodies_of_supporters, whole_bodies
from tellers.proceedings.governing import stated
from tellers.proceedings.motion import State
from tellers.proceedings.rules import bodies_to_measure
from tellers.register.csv import parse_register, read_register
from tellers.register.members import Member, Register
from tellers.rulebook.book import RuleBook
from tellers.rulebook.contests import Contest
from tellers.rulebook.motions import Motion
from tellers.rulebook.nominations import Nomination
from tellers.rulebook.petitions import Petition
from tellers.rulebook.procedures import Procedure
from tellers.words import alike

RENEWED_IN = (State.FOUNDED, State.PROPOSED, State.NOTIFIED, State.FROZEN)
"""Until voting opens; once the roll is frozen, a member comes on it or off it by an amendment alone."""


@dataclass(frozen=True)
class Renewal:
    """How many members a new register has that the old one had not, lacks, or tells otherwise."""

    joined: int
    left: int
    edited: int


def checked_register(raw: bytes, source: str, rulebook: RuleBook, procedure: Procedure, on: date) -> Register:
    """A register that has what the rule book asks for: every column of its bodies, and in a motion one vote each."""
    register = parse_register(raw, source)
    for body in bodies_asked_for(procedure, rulebook, on):
        register.matching(rulebook.body(body, on=on).predicates, on)
    if isinstance(procedure, Motion):
        check_weights(register.members)
    return register


def bodies_asked_for(procedure: Procedure, rulebook: RuleBook, on: date) -> frozenset[str]:
    """The bodies whose members a case of this procedure looks for in the register."""
    match procedure:
        case Motion():
            return frozenset({procedure.propose.value.body, *bodies_to_measure(procedure, rulebook, on)})
        case Petition() | Nomination():
            condition = procedure.threshold.value
            return frozenset({*whole_bodies(procedure.body, condition), *bodies_of_supporters(condition)})
        case Contest():
            return frozenset({procedure.body, *(stage.body for stage in procedure.stages)})
    return frozenset() if procedure.body is None else frozenset({procedure.body})


def renew(sitting: Sitting, raw: bytes, source: str) -> Renewal:
    """Put another register in the place of the case's own; raises Refused once voting is open."""
    state = sitting.motion.state
    if state not in RENEWED_IN:
        raise Refused(f"the motion is {state.value}; the register is renewed before voting opens")
    procedure = stated(sitting.rulebook, sitting.founding.procedure, sitting.today)
    new = checked_register(raw, source, sitting.rulebook, procedure, sitting.today)
    old = {member.id: member for member in read_register(sitting.folder.register).members}
    store.write_private(sitting.folder.register, raw)
    now = {member.id: member for member in new.members}
    both = now.keys() & old.keys()
    edited = sum(now[number] != old[number] for number in both)
    return Renewal(joined=len(now) - len(both), left=len(old) - len(both), edited=edited)


def check_weights(members: Sequence[Member]) -> None:
    """Refuse weights: a motion gives each member of the body one vote, and no clause says otherwise."""
    weight = sum(member.weight for member in members)
    if weight != len(members):
        raise Refused(
            f"the register gives {len(members)} members a weight of {weight} together; in a motion each member "
            "has one vote, so each weight is 1 (or leave the column out)"
        )


def found_member(named: str, members: Sequence[Member], option: str = "--mover") -> Member | None:
    """The one of these members whom a name means, or a number after #; None where there is none.

    Raises Refused where several have the name.
    """
    if named.startswith("#"):
        return next((member for member in members if member.id == named[1:].strip()), None)
    found = [member for member in members if alike(member.name) == alike(named)]
    if len(found) > 1:
        numbers = " or ".join(f'{option} "#{member.id}"' for member in found)
        raise Refused(f"{len(found)} members are called {found[0].name}; give the number of the one meant: {numbers}")
    return found[0] if found else None


def told_apart(members: Sequence[Member]) -> tuple[str, ...]:
    """The names of members as minutes have them; two of one name stand with their numbers."""
    names = [alike(member.name) for member in members]
    return tuple(
        member.name if names.count(alike(member.name)) == 1 else f"{member.name} (#{member.id})" for member in members
    )
