"""Whose the ballots of a contest's archive are by the minutes: at the door, at the count, and when it is verified.

The protocol counts every ballot of a listed credential. So what stands for nobody is kept out at the door
(`check_door`), and a ballot that came in all the same stops the count and is named by whoever verifies.
"""

from pathlib import Path

from tellers.ballots.chain import Archive
from tellers.ballots.credentials import CredentialList
from tellers.ballots.events import EventType
from tellers.ballots.steps import ballot_credential, credential_in
from tellers.cases import store
from tellers.cases.store import CaseFolder
from tellers.errors import NotProven, Refused
from tellers.minutes.store import read_book
from tellers.proceedings import facts_credentials as facts
from tellers.proceedings.contest import SealedBallot
from tellers.proceedings.record import fold


def check_credentials(archive: Archive, ballot: SealedBallot, name: str) -> str:
    """Refuse an archive with a ballot by a credential that stands for nobody by the minutes, or did not then.

    `name` is the file of the archive; what was found is told in words.
    """
    opened = ballot.opened
    if not ballot.acts and not opened.reserves:
        return "one credential a voter"
    places = {entry.hash: place for place, entry in enumerate(archive.entries)}
    for act in ballot.acts:
        head = getattr(act, "archive", None)
        if head is not None and head not in places:
            detail = "a minute on its credentials has another head than the archive ever had"
            raise NotProven("contest credentials", culprit=name, detail=detail)
    since = {
        act.reserve: places[act.archive]
        for act in ballot.acts
        if isinstance(act, facts.Activated | facts.Reissued) and act.reserve is not None
    }
    for place, entry in enumerate(archive.entries):
        if entry.event.type is EventType.BALLOT:
            _check_stands(ballot, ballot_credential(entry), place, since, f"{name}, event {entry.event.height}")
    unused = len(set(opened.reserves) - ballot.given.keys())
    return f"{ballot.voters} stand for voters, {unused} reserves for nobody, {len(ballot.revoked)} were lost"


def _check_stands(ballot: SealedBallot, key: str, place: int, since: dict[str, int], culprit: str) -> None:
    if key in ballot.idle:
        what = "was lost and replaced" if key in ballot.revoked else "is a reserve that no minute gives to anybody"
        raise NotProven(
            "contest credentials",
            culprit=culprit,
            detail=f"the ballot is by a credential that {what}, and counted it would be a vote of nobody entitled",
        )
    if place <= since.get(key, -1):
        detail = "the ballot is by a reserve, and older than the minute that gives it to somebody"
        raise NotProven("contest credentials", culprit=culprit, detail=detail)


def check_reserves_listed(listed: CredentialList, reserves: tuple[str, ...]) -> None:
    """Refuse reserves that are not on the list of credentials."""
    keys = {entry.key.text for entry in listed.entries}
    if not set(reserves) <= keys:
        raise Refused("a reserve is not on the list of credentials; give the T.reserves of this election (--reserves)")


def check_not_cast(archive: Archive, key: str, why: str) -> None:
    """Refuse an act on a credential with which a ballot was cast."""
    for entry in archive.of_type(EventType.BALLOT):
        if ballot_credential(entry) == key:
            raise Refused(f"a ballot was cast with {key[:16]}… (event {entry.event.height}); {why}")


def check_door(archive: Path, raw: bytes) -> None:
    """Refuse a ballot for the archive of a case whose credential stands for nobody by the minutes of the case."""
    folder = CaseFolder(archive.resolve().parent.parent)
    if archive.parent.resolve() != folder.archives or not store.is_there(folder.minutes):
        return
    for ballot in fold(read_book(folder.minutes).book).sealed_ballots:
        if ballot.opened.uuid != archive.stem:
            continue
        if ballot.abandoned:
            raise Refused(
                "voting began anew in another election, since a voter was removed; this one takes no ballots"
            )
        key = credential_in(raw, "the ballot")
        if key in ballot.idle:
            what = "was lost, and another stands in its place" if key in ballot.revoked else "is an unused reserve"
            raise Refused(f"the credential {what}; by the minutes of the case it stands for nobody")
