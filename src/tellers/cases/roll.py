"""Freezes the roll of the vote, and changes it before voting opens, each change with its reason.

Once voting is open, a member comes on it by a reserve credential, and nobody is struck off it.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tellers.cases import store
from tellers.cases.credential_checks import TOO_EARLY, check_not_cast, check_replaceable
from tellers.cases.membership import check_weights
from tellers.cases.sitting import Sitting
from tellers.errors import RecordBroken, Refused
from tellers.proceedings import facts, guards
from tellers.proceedings.allowed import check_allowed
from tellers.proceedings.motion import Act
from tellers.proceedings.rules import bodies_to_measure, roll_day
from tellers.proceedings.texts import Words, check_words
from tellers.register.csv import read_register
from tellers.register.freezing import added, check_key, freeze, removed
from tellers.register.key import Key
from tellers.register.members import Electorate, Member
from tellers.register.roll import Channel, Roll, RollEntry, read_entry
from tellers.rulebook.basis import Form
from tellers.rulebook.motions import Motion as Procedure

ADDED: Literal["added"] = "added"
REMOVED: Literal["removed"] = "removed"


def freeze_roll(sitting: Sitting, given: date | None) -> facts.Freeze:
    """Freeze the roll as at a day, or the one that the rules name: who is entitled, under pseudonyms, and how."""
    sitting.check(Act.FREEZE)
    day = roll_day(sitting.motion, sitting.procedure, sitting.today)
    day.check(on := day.chosen(given))
    guards.check_freeze_time(sitting.motion.the(facts.Notice), sitting.now)
    register, book, procedure = read_register(sitting.folder.register), sitting.rulebook, sitting.procedure
    predicates = book.body(procedure.body, on=on).predicates
    members = register.electorate(procedure.body, predicates, on).members
    check_weights(members)
    electorate = Electorate(procedure.body, on, tuple(_voting(member, procedure) for member in members))
    roll, key = freeze(electorate, procedure.minimum_cell.value, sitting.clerk.randomness)
    guards.check_forms(procedure, roll.sealed, roll.paper, frozen=False)
    bodies = {
        name: len(register.matching(book.body(name, on=on).predicates, on))
        for name in bodies_to_measure(procedure, book, on)
    }
    store.write_private(sitting.folder.roll_key, key.encode())
    store.write(sitting.folder.roll, roll.encode())
    frozen = facts.Freeze(roll.fingerprint, on.isoformat(), roll.entitled, roll.sealed, roll.paper, bodies)
    sitting.enter(Act.FREEZE, frozen)
    return frozen


def add_member(sitting: Sitting, number: str, reason: str, reserve: str | None = None) -> facts.Amendment:
    """Put a member of the register on the frozen roll, who belongs to the body on the day of the freeze.

    Once voting is open, by the public key of a reserve credential, which stands for the member from then on.
    """
    sitting.check(Act.AMEND)
    check_words(Words(reason, "the reason", "--reason"))
    member = read_register(sitting.folder.register).member(number)
    check_weights((member,))
    _check_belongs(sitting, member)
    standing = current_roll(sitting)
    voter = _voting(member, sitting.procedure)
    roll, key = added(standing, roll_key(sitting), voter, sitting.clerk.randomness)
    (entry,) = set(roll.entries) - set(standing.entries)
    change = _Change(ADDED, entry, reason, _bodies_of(sitting, member), reserve, _head_without(sitting, reserve))
    amendment = _amendment(sitting, roll, change)
    check_allowed(sitting.record, amendment, sitting.now, sitting.rulebook)
    store.write_private(sitting.folder.roll_key, key.encode())
    return _amend(sitting, roll, amendment)


def reissue(sitting: Sitting, number: str, reason: str, lost: str | None, reserve: str | None) -> facts.Reissue:
    """Enter that a lost credential is sent again: the same one, or a reserve in its place."""
    sitting.check(Act.REISSUE)
    on_roll = {entry.pseudonym: entry for entry in current_roll(sitting).entries}
    entries = [on_roll[name] for name in roll_key(sitting).pseudonyms(number) if name in on_roll]
    if not entries:
        raise Refused(f"the member with the number {number!r} is not on the roll (--member)")
    if entries[0].channel is Channel.PAPER:
        raise Refused("the member votes on paper, and has no credential")
    archive = sitting.archive
    if archive is None:
        raise Refused("nobody votes by sealed ballot here, so there are no credentials")
    done = facts.Reissue(entries[0].pseudonym, reason.strip(), archive.head, lost, reserve)
    check_allowed(sitting.record, done, sitting.now, sitting.rulebook)
    check_replaceable(archive, lost, reserve)
    sitting.enter(Act.REISSUE, done)
    return done


def _head_without(sitting: Sitting, reserve: str | None) -> str | None:
    """The head of the archive, where no ballot was cast with a reserve yet; None where no reserve is given."""
    archive = sitting.archive
    if reserve is None or archive is None:
        return None
    check_not_cast(archive, reserve, TOO_EARLY)
    return archive.head


def remove_member(sitting: Sitting, number: str, reason: str) -> facts.Amendment:
    """Strike a member off the frozen roll."""
    sitting.check(Act.AMEND)
    roll = current_roll(sitting)
    on_roll = {entry.pseudonym: entry for entry in roll.entries}
    entries = [on_roll[name] for name in roll_key(sitting).pseudonyms(number) if name in on_roll]
    if not entries:
        raise Refused(f"the member with the number {number!r} is not on the roll (--remove)")
    known = {member.id: member for member in read_register(sitting.folder.register).members}
    change = _Change(REMOVED, entries[0], reason, _bodies_of(sitting, known.get(number)))
    less = removed(roll, entries[0].pseudonym)
    return _amend(sitting, less, _amendment(sitting, less, change))


def current_roll(sitting: Sitting) -> Roll:
    """The roll as it stands, held against its minute; a change that a crash kept from the file is made up."""
    roll = standing_roll(sitting)
    if roll.encode() != sitting.folder.read(sitting.folder.roll):
        store.write(sitting.folder.roll, roll.encode())
    return roll


def standing_roll(sitting: Sitting) -> Roll:
    """The roll as the minutes have it, from its file and, where a crash kept it from the file, the last change."""
    if sitting.motion.last(facts.Freeze) is None:
        raise Refused("the roll is not frozen yet; freeze it first (tellers case freeze)")
    path, expected = sitting.folder.roll, sitting.motion.roll
    roll = Roll.decode(sitting.folder.read(path), str(path))
    if roll.fingerprint != expected.roll and isinstance(expected, facts.Amendment):
        roll = amended(roll, expected)
    if roll.fingerprint != expected.roll:
        raise RecordBroken(
            f"it has the fingerprint {roll.fingerprint}; the minutes hold {expected.roll}", entry="roll.json"
        )
    return roll


def roll_key(sitting: Sitting) -> Key:
    """Which member each pseudonym is: for the registrar's letters, and for nobody else."""
    path = sitting.folder.roll_key
    key = Key.decode(sitting.folder.read(path), str(path))
    check_key(standing_roll(sitting), key)
    return key


def amended(roll: Roll, amendment: facts.Amendment) -> Roll:
    """The roll after one amendment, as its minute has it."""
    return _moved(roll, amendment, adds=amendment.move == ADDED)


def before(roll: Roll, amendment: facts.Amendment) -> Roll:
    """The roll as it was before an amendment."""
    return _moved(roll, amendment, adds=amendment.move != ADDED)


def _moved(roll: Roll, amendment: facts.Amendment, *, adds: bool) -> Roll:
    entry = read_entry(amendment.entry, "the entry of an amendment", "minutes.jsonl")
    if not adds:
        return removed(roll, entry.pseudonym)
    entries = sorted((*roll.entries, entry), key=lambda one: one.pseudonym)
    return Roll(roll.body, roll.frozen_on, tuple(entries))


@dataclass(frozen=True)
class _Change:
    """One member more or less: the entry, why, and the bodies to which the member belongs.

    `reserve` is the credential that stands for a late one, and `archive` the head of the archive then.
    """

    move: Literal["added", "removed"]
    entry: RollEntry
    reason: str
    bodies: frozenset[str]
    reserve: str | None = None
    archive: str | None = None


def _amendment(sitting: Sitting, roll: Roll, change: _Change) -> facts.Amendment:
    step = 1 if change.move == ADDED else -1
    before = sitting.motion.roll.bodies
    bodies = {name: max(0, size + (step if name in change.bodies else 0)) for name, size in before.items()}
    return facts.Amendment(
        move=change.move,
        entry=change.entry.to_json(),
        reason=change.reason.strip(),
        roll=roll.fingerprint,
        entitled=roll.entitled,
        sealed=roll.sealed,
        paper=roll.paper,
        bodies=bodies,
        reserve=change.reserve,
        archive=change.archive,
    )


def _amend(sitting: Sitting, roll: Roll, amendment: facts.Amendment) -> facts.Amendment:
    sitting.enter(Act.AMEND, amendment)
    store.write(sitting.folder.roll, roll.encode())
    return amendment


def _voting(member: Member, procedure: Procedure) -> Member:
    """The member as they vote: on paper, where the rules know nothing else."""
    return member if Form.SEALED in procedure.forms.value else replace(member, paper=True)


def _check_belongs(sitting: Sitting, member: Member) -> None:
    """Refuse a member who is not of the body that votes, on the day as at which the roll is frozen."""
    on = date.fromisoformat(sitting.motion.the(facts.Freeze).on)
    body = sitting.rulebook.body(sitting.procedure.body, on=on)
    if not (member.belongs_on(on) and body.includes(member.standing_by_column())):
        raise guards.refusal(
            f"the member with the number {member.id!r} is not of '{body.id}' on {on}, as the register has it; where "
            "the register is wrong, `tellers case register` renews it",
            body.grounds,
        )


def _bodies_of(sitting: Sitting, member: Member | None) -> frozenset[str]:
    """Of the bodies measured at the freeze, those to which somebody on the roll belongs.

    Whoever is on the roll is of the body that votes, and of each that takes it in; of others as the register says.
    """
    frozen, book = sitting.motion.the(facts.Freeze), sitting.rulebook
    on = date.fromisoformat(frozen.on)
    voting = set(book.body(sitting.procedure.body, on=on).predicates)
    measured = (book.body(name, on=on) for name in frozen.bodies)
    return frozenset(
        body.id
        for body in measured
        if voting <= set(body.predicates) or (member is not None and body.includes(member.standing_by_column()))
    )
