"""The checks of the sealed ballots of contests: each archive against the minutes, and the figures made again from it.

Each returns what it found in words, or refuses and names the culprit.
"""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from tellers.ballots.chain import Archive, decode_archive
from tellers.ballots.events import EventType
from tellers.ballots.evidence import read_evidence
from tellers.ballots.report import Report
from tellers.ballots.verifier import verify_archive
from tellers.canonical import encode
from tellers.cases.contest_papers import check_sheets
from tellers.cases.contest_rolls import roll_then
from tellers.cases.contest_setup import Checked, check_setup, check_shuffled
from tellers.cases.contest_voting import closing_of, proved_figures
from tellers.cases.credential_checks import check_credentials
from tellers.cases.custody import check_needed, check_took_part, walk_out
from tellers.cases.evidence import CaseEvidence, CheckpointEvidence
from tellers.errors import NotProven, Refused
from tellers.proceedings import facts
from tellers.proceedings.asked import Asked
from tellers.proceedings.contest import Contest, SealedBallot
from tellers.proceedings.contest_ballots import coming, template_of
from tellers.proceedings.facts_contest import Annulled
from tellers.proceedings.facts_credentials import Reissued, Removed
from tellers.proceedings.guards_custody import absent_of, custody_of
from tellers.proceedings.record import Record, records
from tellers.rulebook.contests import Contest as Procedure
from tellers.words import amount

NO_SEALED_BALLOT = "no contest has a sealed ballot"


@dataclass(frozen=True)
class SealedEvidence:
    """One sealed ballot of a contest, with its archive and the report of the archive's own verifier."""

    ballot: SealedBallot
    archive: Archive
    report: Report

    @property
    def name(self) -> str:
        """The file of the archive."""
        return f"{self.ballot.opened.uuid}.bel"


Contests = tuple[SealedEvidence, ...]


def check_contests(case: CaseEvidence) -> None:
    """Refuse a case whose archives do not bear out the minutes of its contests, at the first check that fails."""
    found = check_archives(case)
    check_elections((case, found))
    check_standing((case, found))
    check_sealed_counts((case, found))
    check_papers((case, found), keeper=True)


def check_archives(case: CaseEvidence) -> Contests:
    """Refuse an archive that does not verify by itself."""
    return tuple(_audited(case, ballot) for ballot in case.record.sealed_ballots)


def _audited(case: CaseEvidence, ballot: SealedBallot) -> SealedEvidence:
    path = case.folder.archive(ballot.opened.uuid)
    raw, name = case.folder.read(path), case.folder.relative(path)
    report = verify_archive(raw, name, progress=case.settings.progress, randomness=case.settings.randomness)
    if report.failed is not None:
        failed = report.failed
        culprit = name if failed.culprit is None else f"{name}, {failed.culprit}"
        raise NotProven(f"contest archives, {failed.name}", culprit=culprit, detail=failed.detail)
    return SealedEvidence(ballot, decode_archive(raw, name), report)


def check_elections(grounds: tuple[CaseEvidence, Contests]) -> str:
    """Refuse an archive of another ballot: other question, voters or trustees than minutes and rules have."""
    case, contests = grounds
    for found in contests:
        try:
            _check_election(case, found)
        except Refused as refused:
            raise NotProven("contest elections", culprit=found.name, detail=str(refused)) from None
    return "; ".join(_told(found.ballot) for found in contests) or NO_SEALED_BALLOT


def _check_election(case: CaseEvidence, found: SealedEvidence) -> None:
    opened, evidence = found.ballot.opened, read_evidence(found.archive)
    expected = (opened.uuid, opened.election, opened.archive)
    if (evidence.election.uuid, evidence.election.fingerprint, found.archive.setup.hash) != expected:
        raise Refused("it is not the election that was opened")
    asked = _asked_then(case, found.ballot)
    procedure = asked.procedure(Procedure)
    if evidence.election.template != template_of(asked, procedure, coming(asked, procedure)):
        raise Refused("it does not ask what this ballot asks")
    roll = roll_then(case.folder, found.ballot.contest, opened.stage, found.ballot.minute)
    check_setup(Checked(evidence.election, evidence.trustees.value, evidence.credentials.value), opened, roll)
    check_needed(evidence.trustees.value, opened, custody_of(procedure))


def _asked_then(case: CaseEvidence, ballot: SealedBallot) -> Asked[Contest, Any]:
    """The act that opened a ballot, as it was asked."""
    number = ballot.minute
    before = (Record(), *islice(records(case.book), number))[-1]
    at = facts.moment(case.book.minutes[number].at)
    return Asked(before, before.one(Contest, ballot.contest.id), ballot.opened, at, case.rulebook)


def _told(ballot: SealedBallot) -> str:
    opened = ballot.opened
    trustees = ", ".join(f"{one.name} ({one.camp})" if one.camp else one.name for one in opened.trustees)
    voters = amount(opened.credentials, "credential")
    return f"{ballot.contest.id}, {opened.stage}: {voters}, issued by {opened.registrar}; trustees {trustees}"


def check_standing(grounds: tuple[CaseEvidence, Contests]) -> str:
    """Refuse a ballot by a credential that stands for nobody by the minutes, and pseudonyms that are on no roll."""
    case, contests = grounds
    for found in contests:
        roll = roll_then(case.folder, found.ballot.contest, found.ballot.opened.stage, case.book.size)
        strangers = {one.pseudonym for one in found.ballot.every(Reissued)} - {one.pseudonym for one in roll.entries}
        removed = {str(one.entry["pseudonym"]) for one in found.ballot.contest.every(Removed)}
        if strangers - removed:
            name = min(strangers - removed)
            detail = "a credential was sent again to a pseudonym that is on no roll"
            raise NotProven("contest credentials", culprit=name, detail=detail)
    check = "contest credentials"
    said = (check_credentials(found.archive, found.ballot.credentials, check, found.name) for found in contests)
    which = (f"{found.ballot.contest.id}, {found.ballot.opened.stage}: " for found in contests)
    return "; ".join(name + told for name, told in zip(which, said, strict=True)) or NO_SEALED_BALLOT


def check_papers(grounds: tuple[CaseEvidence, Contests], *, keeper: bool = False) -> str:
    """Refuse papers beside sealed ballots that the tellers' published sheets do not give."""
    case, contests = grounds
    beside = [found for found in contests if found.ballot.opened.papers and not found.ballot.abandoned]
    said: list[str] = []
    for found in beside:
        cell = _asked_then(case, found.ballot).procedure(Procedure).minimum_cell.value
        said.append(check_sheets(case.folder, found.ballot, found.archive, cell, keeper=keeper))
    return "; ".join(said) or "no papers beside sealed ballots of contests"


def check_sealed_counts(grounds: tuple[CaseEvidence, Contests]) -> str:
    """Refuse minutes of a close or of figures that do not say, byte for byte, what the archive proves."""
    _, contests = grounds
    return "; ".join(_counted(found) for found in contests) or NO_SEALED_BALLOT


def _counted(found: SealedEvidence) -> str:
    ballot, archive = found.ballot, found.archive
    which = f"{ballot.contest.id}, {ballot.opened.stage}"
    ended = archive.of_type(EventType.END_BALLOTS)
    if ballot.abandoned and not ended:
        return f"{which}: abandoned, since a voter was removed, and voting began anew"
    if ballot.closed is None:
        if ended:
            detail = "voting has ended here and is open by the minutes; somebody ended it early"
            raise NotProven("contest counts", culprit=f"{found.name}, event {ended[0].event.height}", detail=detail)
        return f"{which}: {amount(len(archive.of_type(EventType.BALLOT)), 'ballot')} so far"
    minuted = facts.to_json(ballot.closed)
    proved = closing_of(archive) if archive.of_type(EventType.ENCRYPTED_TALLY) else {}
    if {name: minuted[name] for name in ("archive", "ballots", "counted", "tally")} != proved:
        raise _not_proved(f"the close of {which}", "it does not say what the archive has")
    if ballot.proved is None:
        _check_annulled(found, which)
        return f"{which}: {ballot.closed.counted} ballots counted"
    _check_figures(found, which)
    absent = absent_of(ballot.opened, ballot.proved.trustees)
    without = f"; without {', '.join(one.name for one in absent)}" if absent else ""
    return f"{which}: {amount(ballot.closed.counted, 'ballot')}, figures made again from {found.name}{without}"


def _check_figures(found: SealedEvidence, which: str) -> None:
    ballot, proved = found.ballot, found.ballot.proved
    if proved is None:
        return
    if found.report.result is None or proved.archive != found.archive.head:
        raise _not_proved(f"the figures of {which}", "the archive proves no result for them")
    try:
        check_shuffled(found.archive, ballot.opened)
    except Refused as refused:
        raise NotProven("contest counts", culprit=found.name, detail=str(refused)) from None
    try:
        check_took_part(found.archive, ballot.opened, proved)
    except Refused as refused:
        raise _not_proved(f"the figures of {which}", str(refused)) from None
    figures = proved_figures(found.archive, ballot)
    minuted = proved.ballot if proved.sealed is None else proved.sealed
    if encode(figures.ballot) != encode(minuted) or figures.spoiled != proved.spoiled:
        raise _not_proved(f"the figures of {which}", "the archive proves others")


def _check_annulled(found: SealedEvidence, which: str) -> None:
    """Refuse a ballot annulled for trustees who had decrypted by its archive, or had not been asked to."""
    ballot, annulled = found.ballot, found.ballot.contest.last(Annulled)
    gone = None if annulled is None else annulled.walked_out
    if gone is None:
        return
    head, heads = gone.archive, [entry.hash for entry in found.archive.entries]
    if head not in heads or (gone.absent, gone.enough) != walk_out(found.archive, head, ballot.opened):
        raise _not_proved(f"the annulment of {which}", "the archive has others who did not decrypt")


def _not_proved(culprit: str, detail: str) -> NotProven:
    return NotProven("contest counts", culprit=f"minute of {culprit}", detail=detail)


def check_heads(grounds: tuple[CaseEvidence, CheckpointEvidence, Contests]) -> str:
    """Refuse archives that are not those whose heads the checkpoint commits to."""
    _, checkpoint, contests = grounds
    committed = checkpoint.checkpoint.contest_heads
    if sorted(committed) != sorted(found.ballot.opened.uuid for found in contests):
        raise NotProven(
            "contest heads", culprit="minutes.checkpoint", detail="it does not name the archives there are"
        )
    for found in contests:
        heads = [entry.hash for entry in found.archive.entries]
        held = heads if found.ballot.proved is None else heads[-1:]
        head = committed[found.ballot.opened.uuid]
        if head not in held:
            detail = f"the checkpoint commits to {head}; the archive's head is {found.archive.head}"
            raise NotProven("contest heads", culprit=found.name, detail=detail)
    return amount(len(contests), "archive") if contests else NO_SEALED_BALLOT
