"""Freezes the roll of the vote, and changes it before voting opens, each change with its reason."""

from datetime import date
from typing import Literal

from tellers.cases import store
from tellers.cases.sitting import Sitting
from tellers.errors import RecordBroken, Refused
from tellers.proceedings import facts, guards
from tellers.proceedings.motion import Act
from tellers.proceedings.rules import bodies_to_measure
from tellers.register.csv import read_register
from tellers.register.freezing import added, check_key, freeze, removed
from tellers.register.key import Key
from tellers.register.roll import Roll, RollEntry, read_entry

ADDED: Literal["added"] = "added"
REMOVED: Literal["removed"] = "removed"


def freeze_roll(sitting: Sitting, on: date) -> facts.Freeze:
    """Freeze the roll as at a day: who is entitled, under pseudonyms, and how each votes."""
    sitting.check(Act.FREEZE)
    guards.check_freeze_day(on, sitting.today)
    register, book, procedure = read_register(sitting.folder.register), sitting.rulebook, sitting.procedure
    predicates = book.body(procedure.body, on=on).predicates
    electorate = register.electorate(procedure.body, predicates, on)
    roll, key = freeze(electorate, procedure.minimum_cell.value, sitting.clerk.randomness)
    _check_weights(roll)
    bodies = {
        name: len(register.matching(book.body(name, on=on).predicates, on))
        for name in bodies_to_measure(procedure, book, on)
    }
    store.write_private(sitting.folder.roll_key, key.encode())
    store.write(sitting.folder.roll, roll.encode())
    frozen = facts.Freeze(roll.fingerprint, on.isoformat(), roll.entitled, roll.sealed, roll.paper, bodies)
    sitting.enter(Act.FREEZE, frozen)
    return frozen


def add_member(sitting: Sitting, number: str, reason: str) -> facts.Amendment:
    """Put a member of the register on the frozen roll."""
    sitting.check(Act.AMEND)
    guards.check_words(reason, "the reason")
    member = read_register(sitting.folder.register).member(number)
    standing = current_roll(sitting)
    roll, key = added(standing, roll_key(sitting), member, sitting.clerk.randomness)
    _check_weights(roll)
    store.write_private(sitting.folder.roll_key, key.encode())
    (entry,) = set(roll.entries) - set(standing.entries)
    return _amend(sitting, roll, ADDED, entry, reason)


def remove_member(sitting: Sitting, number: str, reason: str) -> facts.Amendment:
    """Strike a member off the frozen roll."""
    sitting.check(Act.AMEND)
    roll = current_roll(sitting)
    on_roll = {entry.pseudonym: entry for entry in roll.entries}
    entries = [on_roll[name] for name in roll_key(sitting).pseudonyms(number) if name in on_roll]
    if not entries:
        raise Refused(f"the member with the number {number!r} is not on the roll")
    return _amend(sitting, removed(roll, entries[0].pseudonym), REMOVED, entries[0], reason)


def current_roll(sitting: Sitting) -> Roll:
    """The roll as it stands, held against its minute; a change that a crash kept from the file is made up."""
    roll = standing_roll(sitting)
    if roll.encode() != sitting.folder.read(sitting.folder.roll):
        store.write(sitting.folder.roll, roll.encode())
    return roll


def standing_roll(sitting: Sitting) -> Roll:
    """The roll as the minutes have it, from its file and, where a crash kept it from the file, the last change."""
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


def _amend(
    sitting: Sitting, roll: Roll, move: Literal["added", "removed"], entry: RollEntry, reason: str
) -> facts.Amendment:
    sizes = (roll.entitled, roll.sealed, roll.paper)
    amendment = facts.Amendment(move, entry.to_json(), reason.strip(), roll.fingerprint, *sizes)
    sitting.enter(Act.AMEND, amendment)
    store.write(sitting.folder.roll, roll.encode())
    return amendment


def _check_weights(roll: Roll) -> None:
    """Refuse weights: a motion gives each member of the body one vote, and no clause says otherwise."""
    if roll.weight != roll.entitled:
        raise Refused(
            f"the register gives {roll.entitled} members a weight of {roll.weight} together; in a motion each member "
            "has one vote, so each weight is 1 (or leave the column out)"
        )
