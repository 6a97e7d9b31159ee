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
from tellers.cases.contest_setup import Checked, check_setup, check_shuffled
from tellers.cases.contest_voting import closing_of, proved_figures
from tellers.cases.evidence import CaseEvidence, CheckpointEvidence
from tellers.errors import NotProven, Refused
from tellers.proceedings import facts
from tellers.proceedings.asked import Asked
from tellers.proceedings.contest import Contest, SealedBallot
from tellers.proceedings.contest_ballots import coming, template_of
from tellers.proceedings.record import Record, records
from tellers.register.roll import Roll
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
    check_sealed_counts((case, found))


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
    path = case.folder.stage_roll(found.ballot.contest.id, opened.stage)
    roll = Roll.decode(case.folder.read(path), case.folder.relative(path))
    check_setup(Checked(evidence.election, evidence.trustees.value, evidence.credentials.value), opened, roll)


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


def check_sealed_counts(grounds: tuple[CaseEvidence, Contests]) -> str:
    """Refuse minutes of a close or of figures that do not say, byte for byte, what the archive proves."""
    _, contests = grounds
    return "; ".join(_counted(found) for found in contests) or NO_SEALED_BALLOT


def _counted(found: SealedEvidence) -> str:
    ballot, archive = found.ballot, found.archive
    which = f"{ballot.contest.id}, {ballot.opened.stage}"
    ended = archive.of_type(EventType.END_BALLOTS)
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
        return f"{which}: {ballot.closed.counted} ballots counted"
    _check_figures(found, which)
    return f"{which}: {amount(ballot.closed.counted, 'ballot')}, figures made again from {found.name}"


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
    figures = proved_figures(found.archive, ballot)
    if encode(figures.ballot) != encode(proved.ballot) or figures.spoiled != proved.spoiled:
        raise _not_proved(f"the figures of {which}", "the archive proves others")


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
