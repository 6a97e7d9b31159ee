"""Whose the ballots of a contest's archive are by the minutes: at the door, at the count, and when it is verified.

The protocol counts every ballot of a listed credential. So what stands for nobody is kept out at the door
(`check_door`), and a ballot that came in all the same stops the count and is named by whoever verifies.
"""

from pathlib import Path

from tellers.ballots.chain import Archive, Entry
from tellers.ballots.credentials import CredentialList
from tellers.ballots.election import Election
from tellers.ballots.events import EventType
from tellers.ballots.steps import ballot_credential, credential_in
from tellers.cases import store
from tellers.errors import NotProven, Refused
from tellers.minutes.store import read_book
from tellers.proceedings.credentials import Credentials, shortened
from tellers.proceedings.record import fold


def check_credentials(archive: Archive, standing: Credentials, check: str, name: str) -> str:
    """Refuse an archive with a ballot by a credential that stands for nobody by the minutes, or did not then.

    `check` is what the check is called, `name` the file of the archive; what was found is told in words.
    """
    if not standing.acts and not standing.reserves:
        return "one credential a voter"
    places = {entry.hash: place for place, entry in enumerate(archive.entries)}
    if any(act.archive not in places for act in standing.acts):
        detail = "a minute on its credentials has another head than the archive ever had"
        raise NotProven(check, culprit=name, detail=detail)
    since = {act.reserve: places[act.archive] for act in standing.acts if act.reserve is not None}
    for place, entry in enumerate(archive.entries):
        fault = _fault(standing, entry, place, since) if entry.event.type is EventType.BALLOT else None
        if fault is not None:
            raise NotProven(check, culprit=f"{name}, event {entry.event.height}", detail=fault)
    lost = len(standing.revoked)
    return f"{standing.voters} stand for voters, {len(standing.unused)} reserves for nobody, {lost} were lost"


def _fault(standing: Credentials, entry: Entry, place: int, since: dict[str, int]) -> str | None:
    """Why a ballot stands for nobody, or stood for nobody when it was cast; None where it counts."""
    key = ballot_credential(entry)
    if key in standing.idle:
        what = "was lost and replaced" if key in standing.revoked else "is a reserve that no minute gives to anybody"
        return f"the ballot is by a credential that {what}, and counted it would be a vote of nobody entitled"
    if place <= since.get(key, -1):
        return "the ballot is by a reserve, and older than the minute that gives it to somebody"
    return None


def check_reserves_listed(listed: CredentialList, reserves: tuple[str, ...]) -> None:
    """Refuse reserves that are not on the list of credentials."""
    keys = {entry.key.text for entry in listed.entries}
    if not set(reserves) <= keys:
        raise Refused("a reserve is not on the list of credentials; give the T.reserves of this election (--reserves)")


def unnamed_reserves(more: int) -> str:
    """What to say of credentials that are too many, where no reserves are named."""
    return f"; if {more} of them are reserves, name their list (--reserves T.reserves)" if more > 0 else ""


TOO_EARLY = "a reserve stands for nobody until a minute says so"


def check_replaceable(archive: Archive, lost: str | None, reserve: str | None) -> None:
    """Refuse to replace a credential that is not on the list, or one with which a ballot was cast."""
    if lost is None or reserve is None:
        return
    election = Election.decode(archive.setup.data[0], "the election")
    listed = CredentialList.decode(archive.setup.data[2], election.group, "the credentials")
    if lost not in {entry.key.text for entry in listed.entries}:
        expected = "expected a public key, whole, as `tellers election activate-reserve --instead` prints it (--lost)"
        raise Refused(f"{shortened(lost)} is not on the list of credentials of this election; {expected}")
    check_not_cast(
        archive,
        lost,
        "no ballot can be taken out: send the same credential again (leave --lost and --key out), and the last ballot "
        "counts; where somebody else cast it, the vote is held again",
    )
    check_not_cast(archive, reserve, TOO_EARLY)


def check_not_cast(archive: Archive, key: str, why: str) -> None:
    """Refuse an act on a credential with which a ballot was cast."""
    for entry in archive.of_type(EventType.BALLOT):
        if ballot_credential(entry) == key:
            raise Refused(f"a ballot was cast with {shortened(key)} (event {entry.event.height}); {why}")


def check_door(archive: Path, raw: bytes) -> None:
    """Refuse a ballot whose credential stands for nobody by the minutes, for an archive of a case (its whole path)."""
    folder = store.case_of(archive)
    if folder is None:
        return
    record = fold(read_book(folder.minutes).book)
    ballot = next((one for one in record.sealed_ballots if one.opened.uuid == archive.stem), None)
    if ballot is not None and ballot.abandoned:
        raise Refused("voting began anew in another election, since a voter was removed; this one takes no ballots")
    standing = record.motion.credentials if ballot is None else ballot.credentials
    if standing is None or not standing.idle:
        return
    key = credential_in(raw, "the ballot")
    if key in standing.idle:
        what = "was lost, and another stands in its place" if key in standing.revoked else "is an unused reserve"
        raise Refused(f"the credential {what}; by the minutes of the case it stands for nobody")
