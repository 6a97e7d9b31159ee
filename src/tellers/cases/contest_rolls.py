"""The roll of a stage of a contest as it stands, as it stood before, and its private key.

It is frozen, and changes while a sealed ballot is open: each change is a minute that holds the whole entry. The minute
comes first and the file after it, so a file may lack the last change, which is then made up (`settle_rolls`).
"""

from tellers.cases import store
from tellers.cases.sitting import Sitting
from tellers.cases.store import CaseFolder
from tellers.errors import RecordBroken, Refused
from tellers.proceedings.contest import Contest
from tellers.proceedings.facts_credentials import Removed, RollChanged
from tellers.register.freezing import check_key, removed
from tellers.register.key import Key
from tellers.register.roll import Roll, read_entry


def standing_roll(folder: CaseFolder, contest: Contest, stage: str) -> Roll:
    """The roll of a stage as the minutes have it, from its file and, where a crash kept it, the last change."""
    if stage not in contest.rolls:
        raise Refused("the rolls are not frozen yet (tellers case contest freeze)")
    path, minuted = folder.stage_roll(contest.id, stage), contest.rolls[stage]
    roll = Roll.decode(folder.read(path), folder.relative(path))
    changes = changes_of(contest, stage)
    if roll.fingerprint != minuted.roll and changes:
        roll = after(roll, changes[-1][1])
    if roll.fingerprint != minuted.roll:
        raise RecordBroken(
            f"it has the fingerprint {roll.fingerprint}; the minutes hold {minuted.roll}", entry=folder.relative(path)
        )
    return roll


def roll_then(folder: CaseFolder, contest: Contest, stage: str, number: int) -> Roll:
    """The roll of a stage as it stood at a minute."""
    roll = standing_roll(folder, contest, stage)
    for at, change in reversed(changes_of(contest, stage)):
        if at > number:
            roll = before(roll, change)
    return roll


def roll_key(sitting: Sitting, contest: Contest, stage: str) -> Key:
    """Which member each pseudonym is; raises RecordBroken for a key that is not that of the roll."""
    path = sitting.folder.stage_key(contest.id, stage)
    key = Key.decode(sitting.folder.read(path), str(path))
    check_key(standing_roll(sitting.folder, contest, stage), key)
    return key


def settle_rolls(sitting: Sitting) -> None:
    """Write each roll that a crash kept from its file after the minute of its last change."""
    for contest in sitting.record.of(Contest):
        for stage in dict.fromkeys(change.stage for change in contest.every(RollChanged)):
            path = sitting.folder.stage_roll(contest.id, stage)
            raw = standing_roll(sitting.folder, contest, stage).encode()
            if raw != sitting.folder.read(path):
                store.write(path, raw)


def changes_of(contest: Contest, stage: str) -> tuple[tuple[int, RollChanged], ...]:
    """The changes of the roll of a stage, each with the number of its minute."""
    found = ((entry.number, entry.facts) for entry in contest.entries if isinstance(entry.facts, RollChanged))
    return tuple((number, change) for number, change in found if change.stage == stage)


def after(roll: Roll, change: RollChanged) -> Roll:
    """The roll after a change, as its minute has it."""
    return _moved(roll, change, adds=not isinstance(change, Removed))


def before(roll: Roll, change: RollChanged) -> Roll:
    """The roll as it was before a change."""
    return _moved(roll, change, adds=isinstance(change, Removed))


def _moved(roll: Roll, change: RollChanged, *, adds: bool) -> Roll:
    entry = read_entry(change.entry, "the entry of a change of the roll", "minutes.jsonl")
    if not adds:
        return removed(roll, entry.pseudonym)
    entries = sorted((*roll.entries, entry), key=lambda one: one.pseudonym)
    return Roll(roll.body, roll.frozen_on, tuple(entries))
