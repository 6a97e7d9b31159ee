"""A case held for one act: read whole and checked, then changed by one minute and one signed checkpoint.

The minute is the act: it is written after every file it speaks of, and before the checkpoint. After a crash
an act is either done or can be done again; `recovery` makes up what a crash kept from the files.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct, structs

from tellers.ballots.archive import read_archive, repair_archive
from tellers.ballots.chain import Archive
from tellers.cases import store
from tellers.cases.store import CaseFolder
from tellers.errors import RecordBroken, Refused, Unreadable
from tellers.minutes.checkpoint import Checkpoint, open_note, sign
from tellers.minutes.note import Signer, Verifier
from tellers.minutes.store import append_minute, read_book, read_key, write_note
from tellers.proceedings import facts
from tellers.proceedings.allowed import check_allowed, check_of_motion
from tellers.proceedings.declaration import governing_procedure
from tellers.proceedings.governing import as_ruled_for_motion
from tellers.proceedings.hanging import Begun, Done
from tellers.proceedings.life import Word
from tellers.proceedings.motion import Act, Motion, next_state
from tellers.proceedings.proceeding import Proceeding
from tellers.proceedings.record import Record, fold
from tellers.proceedings.texts import Words, check_words
from tellers.randomness import Randomness
from tellers.rulebook import motions
from tellers.rulebook.book import RuleBook
from tellers.rulebook.parsing import decode

TOLERANCE = timedelta(minutes=1)
"""How far one machine's clock may be ahead of another's."""


@dataclass(frozen=True)
class Clerk:
    """Who enters an act in the minutes, when, and with what randomness.

    `by` None stands for the secretary; `at` without an offset is a time of the case's zone. `clock` is the
    present moment by the clock of the front door, None where none is asked: no act is of a time to come.
    """

    at: datetime
    randomness: Randomness
    by: str | None = None
    clock: datetime | None = None

    def moment(self, zone: ZoneInfo) -> datetime:
        """When the act was done, to the second, as a clock of that zone shows it; raises Refused for no such time."""
        at = local(self.at, zone).replace(microsecond=0)
        if self.clock is not None and at > self.clock + TOLERANCE:
            raise Refused(
                f"the act is of {at.isoformat()}, which has not come: it is {self.clock.astimezone(zone).isoformat()} "
                "by the clock of this machine (--at)"
            )
        return at


def local(at: datetime, zone: ZoneInfo) -> datetime:
    """A moment as the clock of a zone shows it; without an offset it is a time of that clock.

    Raises Refused for a time without an offset that the clock shows twice or not at all.
    """
    if at.tzinfo is not None:
        return at.astimezone(zone)
    first, second = (at.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    how = "goes forward over" if first > second.astimezone(UTC) else "shows twice"
    offsets = " or ".join(one.isoformat(timespec="minutes") for one in (first, second))
    raise Refused(f"{at.isoformat(timespec='minutes')} is a time that the clock of {zone.key} {how}; say {offsets}")


class Sitting:
    """One case, its rule book and its record, while nobody else can change them."""

    def __init__(self, folder: CaseFolder, clerk: Clerk) -> None:
        folder.check_file(folder.minutes)
        stored = read_book(folder.minutes)
        self.folder = folder
        self.clerk = clerk
        self.dropped = stored.dropped
        self.book = stored.book
        self.record: Record = fold(stored.book)
        self.rulebook = rulebook_of(folder, self.founding)

    @property
    def motion(self) -> Motion:
        """The motion of the case; in a case of another kind, nothing but its founding."""
        return self.record.motion

    @property
    def founding(self) -> facts.Founding:
        """The facts the case was opened with."""
        founding = self.motion.last(facts.Founding)
        if founding is None:
            raise RecordBroken("the book is empty; minute 0 opens the case", entry=str(self.folder.minutes))
        return founding

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the rule book's days are days."""
        return ZoneInfo(self.founding.time_zone)

    @property
    def now(self) -> datetime:
        """The moment of the act where the organisation is."""
        return self.clerk.moment(self.zone)

    @property
    def today(self) -> date:
        """The day of the act where the organisation is."""
        return self.now.date()

    @property
    def ruled(self) -> RuleBook:
        """The rule book with the rulings of the case that hold for its motion."""
        return as_ruled_for_motion(self.rulebook, self.record)

    @property
    def procedure(self) -> motions.Motion:
        """The procedure by the edition that governs this motion."""
        return governing_procedure(self.ruled, self.motion, default=self.today)

    @property
    def archive_path(self) -> Path | None:
        """Where the archive of the sealed ballots stands, None until they open."""
        opening = self.motion.last(facts.Opening)
        return None if opening is None or opening.sealed is None else self.folder.archive(opening.sealed.uuid)

    @property
    def archive(self) -> Archive | None:
        """The archive of the sealed ballots, None until they open."""
        return None if self.archive_path is None else archive_at(self.folder, self.archive_path)

    def repair_archive(self) -> int:
        """Cut off what a write that was interrupted left at the end of the archive; the number of bytes cut off."""
        contests = [self.folder.archive(ballot.opened.uuid) for ballot in self.record.sealed_ballots]
        paths = [path for path in (self.archive_path, *contests) if path is not None]
        for path in paths:
            self.folder.check_file(path)
        return sum(repair_archive(path) for path in paths)

    @property
    def contest_heads(self) -> dict[str, str]:
        """The head of the archive of each sealed ballot of a contest, by its uuid."""
        uuids = [ballot.opened.uuid for ballot in self.record.sealed_ballots]
        return {uuid: archive_at(self.folder, self.folder.archive(uuid)).head for uuid in uuids}

    @property
    def unsigned(self) -> int:
        """How many minutes the checkpoint does not cover yet; raises where it covers another book."""
        source = self.folder.relative(self.folder.checkpoint)
        note = self.folder.read(self.folder.checkpoint)
        checkpoint = open_note(note, Verifier.parse(self.founding.key), source=source).checkpoint
        checkpoint.check_covered_by(self.book)
        return self.book.size - checkpoint.size

    def check(self, act: Act) -> None:
        """Refuse an act of the motion that cannot come now: by its life, by the clock, or without the secretary's key.

        Raises RecordBroken where the minutes are not those that the secretary has signed.
        """
        check_of_motion(self.record, act, self.rulebook)
        next_state(self.motion.state, act)
        self._check_desk()

    def check_of(self, life: Proceeding[Any], act: Word) -> None:
        """Refuse an act of another proceeding that cannot come now; raises as `check` does."""
        life.KIND.next_state(life.state, act, life.named)
        self._check_desk()

    def _check_desk(self) -> None:
        if self.clerk.by is not None:
            check_words(Words(self.clerk.by, "who enters the act", "--by"))
        at, last = self.now.isoformat(), self.book.minutes[-1]
        if self.now < last.moment:
            raise Refused(f"the act is of {at}, before the last minute, which is of {last.at}; minutes go forward")
        self._check_signed()
        self._signer()

    def enter(self, act: Word, recorded: Struct) -> None:
        """Do the act: one minute that the rules allow, then a checkpoint that covers it."""
        if isinstance(act, Act):
            self.check(act)
        elif isinstance(recorded, Done):
            self.check_of(self.record.proceeding(act, recorded.proceeding), act)
        last = self.record.entries[-1]
        if last.act is act and _again(last.facts, recorded):
            raise Refused(f"minute {last.number} says exactly this already; it is done")
        check_allowed(self.record, recorded, self.now, self.rulebook)
        by = self.founding.secretary if self.clerk.by is None else self.clerk.by
        book = self.book.append(self.now.isoformat(), by, act.value, facts.to_json(recorded))
        record = self.record.followed(book.minutes[-1])
        append_minute(self.folder.minutes, book.minutes[-1])
        self.book, self.record = book, record
        self.sign()

    def sign(self) -> None:
        """Sign the head of the minute book and of the archive as they stand."""
        self._check_signed()
        archive = self.archive
        head = None if archive is None else archive.head
        checkpoint = Checkpoint.of(self.founding.case, self.book, head, self.contest_heads)
        write_note(self.folder.checkpoint, sign(checkpoint, self._signer()))

    def _check_signed(self) -> None:
        """An act leaves one minute unsigned when a crash cuts it short; more than one is somebody else's work."""
        if self.unsigned > 1:
            first = self.book.size - self.unsigned
            raise RecordBroken(
                f"is the first of {self.unsigned} that no checkpoint covers; a crash leaves one at most, so find out "
                "who wrote them",
                entry=f"minute {first}",
            )

    def _signer(self) -> Signer:
        if not store.is_there(self.folder.secretary_key):
            raise Unreadable(
                "the secretary's key is not here; acts are entered where it is", source=str(self.folder.secretary_key)
            )
        signer = read_key(self.folder.secretary_key)
        if str(signer.verifier) != self.founding.key:
            raise Refused(f"{self.folder.secretary_key} is not the key that the notice names; acts need that key")
        return signer


def archive_at(folder: CaseFolder, path: Path) -> Archive:
    """The archive of a case, read from a file of the case itself."""
    folder.check_file(path)
    return read_archive(path)


@contextmanager
def sitting(folder: CaseFolder, clerk: Clerk) -> Iterator[Sitting]:
    """Hold a case for one act."""
    with store.held(folder):
        yield Sitting(folder, clerk)


def rulebook_of(folder: CaseFolder, founding: facts.Founding) -> RuleBook:
    """The case's rule book; raises RecordBroken where it is not the one the case was opened with."""
    book = decode(folder.read(folder.rulebook), str(folder.rulebook))
    if book.fingerprint != founding.rulebook:
        raise RecordBroken(
            f"the rule book has the fingerprint {book.fingerprint}; the case was opened with {founding.rulebook}",
            entry=folder.relative(folder.rulebook),
        )
    return book


def _again(said: Struct, recorded: Struct) -> bool:
    """Whether an act leaves what the last one left; one that begins a proceeding has another number in its id."""
    if isinstance(said, Begun) and isinstance(recorded, Begun):
        numbered = recorded.proceeding.rpartition("-")
        if numbered[0] == recorded.procedure and numbered[2].isdecimal():
            recorded = structs.replace(recorded, proceeding=said.proceeding)
    return said == recorded
