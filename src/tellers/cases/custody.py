"""Who of the trustees of a contest's ballot decrypted, by its archive, and whose keys they are."""

from dataclasses import dataclass

from tellers.ballots.chain import Archive
from tellers.ballots.election import Election
from tellers.ballots.events import EventType
from tellers.ballots.ownership import Owned
from tellers.ballots.trustees import Presence, Trustees, presences
from tellers.cases.sitting import Sitting, archive_at
from tellers.errors import Refused
from tellers.proceedings import facts_contest as facts
from tellers.proceedings.contest import Contest
from tellers.proceedings.facts import TookPart
from tellers.proceedings.facts_custody import Trustee, WalkedOut
from tellers.proceedings.guards import refusal
from tellers.proceedings.guards_custody import absent_of, camps_of, is_of
from tellers.rulebook.custody import Custody


@dataclass(frozen=True)
class Decrypted:
    """An archive as far as an event, and which of its trustees have decrypted by then."""

    archive: Archive
    head: str

    @property
    def there(self) -> frozenset[int]:
        """The numbers of the trustees who have."""
        heads = [entry.hash for entry in self.archive.entries]
        until = heads.index(self.head) + 1 if self.head in heads else 0
        known = set(heads[:until])
        parts = self.archive.of_type(EventType.PARTIAL_DECRYPTION)
        return frozenset(
            Owned.decode(part.payload, "a partial decryption").owner for part in parts if part.hash in known
        )

    @property
    def keys(self) -> tuple[Presence, ...]:
        """Each key, with who of its trustees has decrypted."""
        election = Election.decode(self.archive.setup.data[0], "the election")
        return presences(Trustees.decode(self.archive.setup.data[1], election.group, "the trustees"), self.there)


def took_part(archive: Archive, opened: facts.Opened) -> tuple[TookPart, ...]:
    """Every trustee in the order of the keys, and whether they have decrypted."""
    there = Decrypted(archive, archive.head).there
    return tuple(TookPart(one.name, one.camp, number in there) for number, one in enumerate(opened.trustees, 1))


def walk_out(archive: Archive, head: str, opened: facts.Opened) -> tuple[tuple[Trustee, ...], bool]:
    """Who has not decrypted by an event of the archive, and whether those who have would do for the key."""
    found = Decrypted(archive, head)
    there = found.there
    took = [TookPart(one.name, one.camp, number in there) for number, one in enumerate(opened.trustees, 1)]
    return absent_of(opened, took), all(key.enough for key in found.keys)


def walked_out(sitting: Sitting, contest: Contest, custody: Custody) -> WalkedOut:
    """Who has not decrypted, for the minute that annuls the ballot; raises Refused where none waits for anybody."""
    ballot = next(iter(contest.sealed[-1:]), None)
    if ballot is None:
        raise Refused("no sealed ballot waits for its trustees (--walked-out)")
    archive, rule = archive_at(sitting.folder, sitting.folder.archive(ballot.opened.uuid)), custody.walked_out
    absent, enough = walk_out(archive, archive.head, ballot.opened)
    return WalkedOut(archive.head, absent, enough, rule.value.value, rule.grounds.clause, rule.grounds.assumed)


def check_needed(trustees: Trustees, opened: facts.Opened, custody: Custody) -> None:
    """Refuse keys that take more or fewer of a camp than the rules say."""
    if custody.needed.grounds.left_out:
        return
    for camp in camps_of(opened.trustees):
        own = {number for number, one in enumerate(opened.trustees, 1) if is_of(one, camp)}
        keys = presences(trustees, own)
        least = sum(max(0, key.needed - len(key.absent)) for key in keys)
        if least != custody.needed.value:
            raise refusal(
                f"the keys take {least} of the trustees of '{camp}' to decrypt; expected {custody.needed.value} "
                "(tellers election make-trustees)",
                custody.needed.grounds,
            )


def check_took_part(archive: Archive, opened: facts.Opened, proved: facts.Proved) -> None:
    """Refuse a minute of the count that does not say of each trustee what the archive has."""
    found = took_part(archive, opened)
    other = [one for one in found if one not in proved.trustees]
    if other:
        has = "decrypted" if other[0].decrypted else "did not decrypt"
        raise Refused(f"{other[0].name} {has} by the archive; the minute says otherwise")
    if found != proved.trustees:
        raise Refused("it does not name every trustee, in the order of the keys")
