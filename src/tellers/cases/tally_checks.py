"""Which tally of an archive of a case may be opened: that of the minute of the close, while no question is open.

A trustee whose machine holds the archive alone names the tally (--tally); where the minutes stand beside the archive
they are asked. Source: docs/secrecy.md, "The one tally that is opened".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tellers.ballots.archive import open_archive
from tellers.ballots.events import EventType
from tellers.canonical import sha256_hex
from tellers.cases import store
from tellers.cases.sitting import rulebook_of
from tellers.errors import Refused
from tellers.minutes.store import read_book
from tellers.proceedings import facts
from tellers.proceedings.allowed import check_not_stayed
from tellers.proceedings.facts_contest import Annulled
from tellers.proceedings.record import Record, fold


@dataclass(frozen=True)
class _Ballot:
    """One sealed ballot of a case: the hash of its tally once it is closed, and why it is `never` opened, if so."""

    uuid: str
    tally: str | None
    never: str | None = None


def tally_to_open(archive: Path) -> str | None:
    """The hash of the one tally that the minutes beside an archive let be opened; None where no minutes are of it.

    `archive` is its whole path. Raises Refused before the close, while a question is open whose rules stay the count,
    and for ballots that are never opened.
    """
    folder = store.case_of(archive)
    if folder is None:
        return None
    book = read_book(folder.minutes).book
    record = fold(book)
    found = next((one for one in _ballots(record) if one.uuid == archive.stem), None)
    if found is None:
        return None
    if found.never is not None:
        raise Refused(f"{found.never}; its ballots are never opened, and nothing is decrypted")
    if found.tally is None:
        raise Refused(
            "by the minutes voting is not closed, so they hold no tally to open, and nothing is decrypted; close it "
            "first (tellers case close, or case contest close)"
        )
    check_not_stayed(record, facts.moment(book.minutes[-1].at), rulebook_of(folder, record.founding))
    return found.tally


def check_opens(archive: Path) -> None:
    """Refuse to add a partial decryption to an archive of a case of which the minutes let no such tally be opened."""
    expected = tally_to_open(archive)
    if expected is None:
        return
    with open_archive(archive) as file:  # what an interrupted write left is cut off by the one that follows
        tallies = file.read_whole_events().of_type(EventType.ENCRYPTED_TALLY)
        held = [sha256_hex(entry.data[0]) for entry in tallies]
    if held != [expected]:
        raise Refused(
            f"the minute of the close has the tally {expected}, and the archive another or none; nothing is "
            "decrypted: ask secretary and agents which archive voting closed with"
        )


def _ballots(record: Record) -> Iterator[_Ballot]:
    """Every sealed ballot of a case, of its motion and of its contests."""
    opening, closing = record.motion.last(facts.Opening), record.motion.last(facts.Closing)
    if opening is not None and opening.sealed is not None:
        closed = None if closing is None else closing.sealed
        yield _Ballot(opening.sealed.uuid, None if closed is None else closed.tally)
    for ballot in record.sealed_ballots:
        never = None
        if ballot.abandoned:
            never = "a voter was removed, and voting began anew in another election"
        elif ballot.contest.last(Annulled) is not None:
            never = f"{ballot.contest.named} is annulled"
        yield _Ballot(ballot.opened.uuid, None if ballot.closed is None else ballot.closed.tally, never)
