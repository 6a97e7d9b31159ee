"""What the acts of proceedings beside the motion share: which one is meant, what it hangs on, who its members are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from msgspec import structs

from tellers.cases.membership import found_member
from tellers.cases.sitting import Sitting
from tellers.errors import Refused
from tellers.proceedings.asked import Asked
from tellers.proceedings.guards import BY, refusal
from tellers.proceedings.hanging import NOTHING, Begun, Done
from tellers.proceedings.life import Word
from tellers.proceedings.proceeding import Proceeding
from tellers.proceedings.texts import Words, check_words
from tellers.register.csv import read_register
from tellers.register.members import Member, Register
from tellers.rulebook.bodies import Body
from tellers.rulebook.book import RuleBook
from tellers.rulebook.clauses import Grounds
from tellers.words import alike

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
"""An id, as the facts of an act hold it."""

D = TypeVar("D", bound=Done)
P = TypeVar("P", bound=Proceeding[Any])


@dataclass(frozen=True)
class Rests:
    """What somebody says an act hangs on, besides what it follows from by itself."""

    minutes: tuple[int, ...] = ()
    readings: Mapping[str, str] = field(default_factory=dict)


RESTS = Rests()


def fresh_id(sitting: Sitting, procedure: str, given: str | None) -> str:
    """The id of a new proceeding: the one given, or the procedure's with the next number."""
    known = sitting.record.proceedings
    if given is not None:
        if not ID.fullmatch(given):
            raise Refused(f"{given!r} is no id; expected small letters, digits and hyphens, as challenge-1 (--id)")
        if given in known:
            raise Refused(f"'{given}' is {known[given].named} of this case already; give another id (--id)")
        return given
    number = 1 + sum(one.beginning.procedure == procedure for one in known.values())
    while f"{procedure}-{number}" in known:
        number += 1
    return f"{procedure}-{number}"


def meant(sitting: Sitting, kind: type[P], id_: str | None, *, ended: bool = False) -> P:
    """The proceeding that is meant: the one named, or the only one of its kind that goes on (or, `ended`, at all)."""
    every = sitting.record.of(kind)
    word, ids = kind.KIND.word, ", ".join(one.id for one in every) or "none"
    if not every:
        raise Refused(f"the case has no {word} yet; begin one: tellers case {kind.KIND.first.command}")
    if id_ is not None:
        found = next((one for one in every if one.id == id_), None)
        if found is None:
            raise Refused(f"the case has no {word} '{id_}'; it has: {ids} (--id)")
        return found
    running = [one for one in every if ended or not one.ended] or list(every)
    if len(running) != 1:
        raise Refused(f"say which {word} is meant (--id); the case has: {ids}")
    return running[0]


def ready(sitting: Sitting, act: Word, done: D, rests: Rests = RESTS) -> Asked[Any, D]:
    """An act that can come now, with what it hangs on filled in; the rest of its facts may still be."""
    life = sitting.record.proceeding(act, done.proceeding)
    sitting.check_of(life, act)
    asked = Asked(sitting.record, life, done, sitting.now, sitting.rulebook)
    if isinstance(done, Begun):
        asked.procedure_kind()
    return asked.with_done(structs.replace(done, hangs_on=asked.grounded(rests.minutes, dict(rests.readings))))


def do(sitting: Sitting, act: Word, done: D, rests: Rests = RESTS) -> D:
    """Enter an act whose facts are whole but for what it hangs on."""
    entered = ready(sitting, act, done, rests).done
    sitting.enter(act, entered)
    return entered


def register_of(sitting: Sitting) -> Register:
    """The case's register."""
    return read_register(sitting.folder.register)


def members_of(register: Register, body: Body, on: date) -> tuple[Member, ...]:
    """The members of a body on a day."""
    found = register.matching(body.predicates, on)
    return tuple(member for member in found if body.includes(member.standing_by_column()))


def member_of(sitting: Sitting, rules: tuple[RuleBook, str, Grounds], named: str, option: str) -> tuple[Member, str]:
    """The member of a body whom a name or #NUMBER means, and the name as minutes have it; refused for others.

    `rules` are the rule book, the body, and what the rule rests on. Two of one name stand with their numbers.
    """
    book, body, grounds = rules
    check_words(Words(named, "the name of a member", option))
    members = members_of(register_of(sitting), book.body(body, on=sitting.today), sitting.today)
    member = found_member(named, members, option)
    if member is None:
        raise refusal(f"{named}: not a member of '{body}' on {sitting.today}; {BY} ({option})", grounds)
    same = [one for one in members if alike(one.name) == alike(member.name)]
    return member, member.name if len(same) == 1 else f"{member.name} (#{member.id})"


def bodies_among(sitting: Sitting, book: RuleBook, member: Member, bodies: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some bodies to which a member belongs, in order."""
    standing = member.standing_by_column()
    return tuple(sorted(body for body in bodies if book.body(body, on=sitting.today).includes(standing)))


def sizes_of(sitting: Sitting, book: RuleBook, bodies: tuple[str, ...], on: date) -> dict[str, int]:
    """How many members each body has on a day; a body of seats alone has as many as it has seats."""
    register = register_of(sitting)
    return {name: _size(register, book.body(name, on=on), on) for name in bodies}


def weights_of(sitting: Sitting, book: RuleBook, bodies: tuple[str, ...], on: date) -> dict[str, int]:
    """The weight of all members of each body on a day."""
    register = register_of(sitting)
    return {name: sum(one.weight for one in members_of(register, book.body(name, on=on), on)) for name in bodies}


def _size(register: Register, body: Body, on: date) -> int:
    return body.seats or 0 if not body.predicates else len(members_of(register, body, on))


def unsaid(procedure: str, id_: str) -> dict[str, Any]:
    """What begins the facts of a first act, before it is known what the act hangs on."""
    return {"proceeding": id_, "hangs_on": NOTHING, "procedure": procedure}
