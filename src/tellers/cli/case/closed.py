"""What a closed ballot of a contest waits for before it is tallied, in the order in which it is done."""

from collections.abc import Iterator

from tellers.ballots.chain import Archive
from tellers.ballots.events import EventType
from tellers.cases.contest_setup import camps, opened_one_by_one, unshuffled
from tellers.cases.sitting import Sitting, archive_at
from tellers.cases.trustees import decrypted
from tellers.proceedings.contest import Contest, SealedBallot
from tellers.proceedings.facts_contest import Opened
from tellers.words import amount


def awaited(sitting: Sitting, contest: Contest) -> str:
    """What trustees and tellers have still to do for the ballot that closed last, then the tally."""
    ballot = contest.sealed[-1]
    archive = archive_at(sitting.folder, sitting.folder.archive(ballot.opened.uuid))
    waiting = [*_of_trustees(archive, ballot.opened), *_of_tellers(ballot)]
    return "; ".join((*waiting, "then: tellers case contest tally" if waiting else "tellers case contest tally"))


def _of_trustees(archive: Archive, opened: Opened) -> Iterator[str]:
    """Shuffles come before decryptions; neither is waited for once the archive holds its result."""
    if archive.of_type(EventType.RESULT):
        return
    if opened_one_by_one(archive) and not archive.of_type(EventType.END_SHUFFLES):
        yield from _shuffles(archive, opened)
    left = sum(key.needed - len(key.present) for key in decrypted(archive) if not key.enough)
    if left > 0:
        yield f"{amount(left, 'trustee')} still to decrypt: tellers election decrypt, or decrypt-threshold"


def _shuffles(archive: Archive, opened: Opened) -> Iterator[str]:
    missing = unshuffled(archive, opened)
    if missing:
        who = " and of ".join(repr(camp) for camp in missing)
        yield f"a trustee of {who} still to shuffle: tellers election shuffle"
    elif not camps(opened) and not archive.of_type(EventType.SHUFFLE):
        yield "the trustees still to shuffle: tellers election shuffle"
    yield "end the shuffles: tellers election add-event --type EndShuffles"


def _of_tellers(ballot: SealedBallot) -> Iterator[str]:
    """The counts of the papers, where any were issued."""
    if ballot.opened.papers and ballot.agreed is None:
        first = ballot.waiting
        who = "two tellers count" if first is None else f"a second teller besides {first.teller} counts"
        yield f"{who} the papers, each alone: tellers case contest paper"
