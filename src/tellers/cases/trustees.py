"""Who of the trustees has decrypted, by name: enough of each key open the sealed ballots, and the rest are told.

So a trustee who walks out of a threshold key stops nothing, and the record shows who did not come.
"""

from tellers.ballots.archive import read_archive
from tellers.ballots.chain import Archive
from tellers.ballots.election import Election
from tellers.ballots.events import EventType
from tellers.ballots.ownership import Owned
from tellers.ballots.trustees import Presence, Trustees, presences
from tellers.cases.sitting import Sitting
from tellers.errors import Refused
from tellers.proceedings import facts


def absent_trustees(sitting: Sitting) -> tuple[str, ...]:
    """The trustees by name of whom the case's archive has no partial decryption."""
    sealed = sitting.motion.the(facts.Opening).sealed
    return () if sealed is None else absent_of(read_archive(sitting.folder.archive(sealed.uuid)), sealed.trustees)


def absent_of(archive: Archive, names: tuple[str, ...]) -> tuple[str, ...]:
    """The trustees by name of whom an archive has no partial decryption."""
    return tuple(names[number - 1] for key in decrypted(archive) for number in key.absent)


def decrypted(archive: Archive) -> tuple[Presence, ...]:
    """For each key of an archive in order, who has decrypted."""
    parts = archive.of_type(EventType.PARTIAL_DECRYPTION)
    done = {Owned.decode(part.payload, "a partial decryption").owner for part in parts}
    group = Election.decode(archive.setup.data[0], "the election").group
    return presences(Trustees.decode(archive.setup.data[1], group, "the trustees"), done)


def took_part(archive: Archive, opened: facts.SealedOpening) -> tuple[facts.TookPart, ...]:
    """Every trustee of a motion's ballot in the order of the keys, and whether they have decrypted."""
    there = {number for key in decrypted(archive) for number in key.present}
    camps = opened.camps or (None,) * len(opened.trustees)
    named = enumerate(zip(opened.trustees, camps, strict=True), 1)
    return tuple(facts.TookPart(name, camp, number in there) for number, (name, camp) in named)


def check_enough_decrypted(archive: Archive, names: tuple[str, ...]) -> None:
    """Refuse while a key has fewer decryptions than it needs, naming who could give one."""
    keys = decrypted(archive)
    missing = [names[number - 1] for key in keys if not key.enough for number in key.absent]
    if missing:
        have = sum(min(len(key.present), key.needed) for key in keys)
        raise Refused(
            f"{', '.join(missing)} {'has' if len(missing) == 1 else 'have'} not decrypted ({have} of the "
            f"{sum(key.needed for key in keys)} that are needed have); each runs `tellers election decrypt` "
            "(decrypt-threshold with a key of a ceremony), and `tellers election add-event --type=PartialDecryption` "
            "adds it"
        )
