"""The checks of a case's count, one a function: archive, papers and totals, each against the minutes.

Each returns what it found in words, or refuses and names the culprit.
"""

from pathlib import Path

from tellers.ballots.archive import open_window
from tellers.ballots.chain import Archive, decode_archive
from tellers.ballots.events import EventType
from tellers.ballots.evidence import read_evidence
from tellers.ballots.records import CutShort, Raw
from tellers.ballots.tally import SizedTally
from tellers.ballots.verifier import verify_archive
from tellers.cases.credential_checks import check_credentials
from tellers.cases.evidence import NOT_YET, ArchiveEvidence, CaseEvidence, CheckpointEvidence
from tellers.cases.trustees import absent_of, took_part
from tellers.cases.voting import check_people, check_question, check_voters
from tellers.errors import NotProven, Refused, TellersError, Unreadable
from tellers.proceedings import facts
from tellers.proceedings.motion import State
from tellers.proceedings.paper import Sheet, agreed, check_commitment, check_sheet
from tellers.register.roll import Roll

CUT_SHORT = "; a crash cut a write short, and the next act, or `tellers election repair`, removes what it left"

NO_SEALED_BALLOT = "no sealed ballot"


def check_archive(case: CaseEvidence) -> ArchiveEvidence:
    """Refuse an archive that does not verify by itself."""
    if case.sealed is None:
        return ArchiveEvidence()
    path = case.folder.archive(case.sealed.uuid)
    raw, name = _opened(case, path), case.folder.relative(path)
    report = verify_archive(raw, name, progress=case.settings.progress, randomness=case.settings.randomness)
    if report.failed is not None:
        failed = report.failed
        detail = failed.detail + (CUT_SHORT if _is_cut_short(raw, name) else "")
        raise NotProven(f"archive, {failed.name}", culprit=_named(name, failed.culprit), detail=detail)
    return ArchiveEvidence(decode_archive(raw, name), report)


def _opened(case: CaseEvidence, path: Path) -> Raw:
    """The archive, whose ballots are left in the file; raises Unreadable as reading another file of the case does."""
    case.folder.check_file(path)
    try:
        return open_window(path)
    except OSError as error:
        raise Unreadable(f"the file cannot be read: {error.strerror}", source=str(path)) from None


def _is_cut_short(raw: Raw, name: str) -> bool:
    """Whether the archive ends in the middle of a write, and is whole up to there as far as its form goes."""
    try:
        decode_archive(raw, name)
    except CutShort:
        return True
    except TellersError:
        return False
    return False


def _without_archive(case: CaseEvidence) -> str:
    return NOT_YET if case.motion.last(facts.Opening) is None else NO_SEALED_BALLOT


def _named(archive: str, culprit: str | None) -> str:
    return archive if culprit is None else f"{archive}, {culprit}"


def check_election(grounds: tuple[CaseEvidence, ArchiveEvidence]) -> str:
    """Refuse an archive of another vote: other motion, other voters, other trustees than the minutes have."""
    case, found = grounds
    if found.archive is None or case.sealed is None:
        return _without_archive(case)
    evidence, sealed = read_evidence(found.archive), case.sealed
    expected = (sealed.uuid, sealed.election, sealed.archive)
    if (evidence.election.uuid, evidence.election.fingerprint, found.archive.setup.hash) != expected:
        raise NotProven("election", culprit=f"{sealed.uuid}.bel", detail="it is not the election that was opened")
    try:
        check_question(evidence.election, case.motion)
        check_people(sealed.trustees, evidence.trustees.value)
        check_voters(evidence.credentials.value, sealed.credentials, sealed.reserves)
    except Refused as refused:
        raise NotProven("election", culprit=f"{sealed.uuid}.bel", detail=str(refused)) from None
    return f"{sealed.credentials} credentials, issued by {sealed.registrar}; trustees {', '.join(sealed.trustees)}"


def check_standing(grounds: tuple[CaseEvidence, ArchiveEvidence]) -> str:
    """Refuse a ballot by a credential that stands for nobody by the minutes, and pseudonyms that were on no roll."""
    case, found = grounds
    standing = case.motion.credentials
    if found.archive is None or case.sealed is None or standing is None:
        return _without_archive(case)
    if case.motion.every(facts.Reissue):
        roll = Roll.decode(case.folder.read(case.folder.roll), "roll.json")
        strangers = {one.pseudonym for one in case.motion.every(facts.Reissue)}
        strangers -= {entry.pseudonym for entry in roll.entries}
        if strangers:
            detail = "a credential was sent again to a pseudonym that is on no roll"
            raise NotProven("credentials", culprit=min(strangers), detail=detail)
    return check_credentials(found.archive, standing, "credentials", f"{case.sealed.uuid}.bel")


def check_running(grounds: tuple[CaseEvidence, ArchiveEvidence]) -> str:
    """Refuse an archive in which voting has ended while the minutes say that it is open."""
    case, found = grounds
    if found.archive is None or case.sealed is None:
        return _without_archive(case)
    ended = found.archive.of_type(EventType.END_BALLOTS)
    if case.motion.state is State.OPEN and ended:
        raise NotProven(
            "running archive",
            culprit=f"{case.sealed.uuid}.bel, event {ended[0].event.height}",
            detail="voting has ended here and is open by the minutes; somebody ended it early, unless a crash cut "
            "`tellers case close` short, which is then done again",
        )
    return f"{len(found.archive.of_type(EventType.BALLOT))} ballots so far" if not ended else "closed by the minutes"


def check_sealed_count(grounds: tuple[CaseEvidence, ArchiveEvidence, str]) -> str:
    """Refuse minutes of the close and the tally that do not say what the archive of this election proves."""
    case, found, _ = grounds
    if found.archive is None:
        return _without_archive(case)
    closing, tally = case.motion.last(facts.Closing), case.motion.last(facts.Tally)
    if closing is None or closing.sealed is None:
        return NOT_YET
    _check_sealed_close(found.archive, closing.sealed)
    if tally is None:
        return f"{closing.sealed.counted} ballots counted"
    return _check_sealed_tally(case, found, tally.sealed)


def _check_sealed_close(archive: Archive, sealed: facts.SealedClosing) -> None:
    entries = archive.of_type(EventType.ENCRYPTED_TALLY)
    sizes = [SizedTally.decode(entry.payload, "the encrypted tally") for entry in entries]
    proved = [
        facts.SealedClosing(entry.hash, len(archive.of_type(EventType.BALLOT)), size.num_tallied, size.encrypted_tally)
        for entry, size in zip(entries, sizes, strict=True)
    ]
    if proved != [sealed]:
        raise NotProven("sealed count", culprit="minute of the close", detail="it does not say what the archive has")


def _check_sealed_tally(case: CaseEvidence, found: ArchiveEvidence, minuted: facts.SealedTally | None) -> str:
    if found.archive is None or found.report is None or found.report.result is None or minuted is None:
        raise NotProven("sealed count", culprit="minute of the tally", detail="the archive proves no result for it")
    archive, (blank, in_favour, against) = found.archive, found.report.result.counts(0)
    took = () if case.sealed is None else took_part(archive, case.sealed)
    if minuted.trustees != took:
        detail = "it does not say of every trustee what the archive has: who decrypted, and who did not"
        raise NotProven("sealed count", culprit="minute of the tally", detail=detail)
    if minuted != facts.SealedTally(archive.head, in_favour, against, blank, took):
        raise NotProven("sealed count", culprit="minute of the tally", detail="the archive proves another result")
    absent = absent_of(archive, case.sealed.trustees) if case.sealed else ()
    return f"{in_favour} for, {against} against, {blank} blank" + (f"; without {', '.join(absent)}" if absent else "")


def check_committed_head(grounds: tuple[CaseEvidence, CheckpointEvidence, ArchiveEvidence]) -> str:
    """Refuse an archive that is not the one whose head the checkpoint commits to."""
    case, checkpoint, found = grounds
    head = checkpoint.checkpoint.archive_head
    committed = [] if head is None else [head]
    if found.archive is None:
        if committed:
            raise NotProven("committed head", culprit="minutes.checkpoint", detail="there is no archive as it names")
        return _without_archive(case)
    heads = [entry.hash for entry in found.archive.entries]
    held = heads[-1:] if case.motion.last(facts.Tally) is not None else heads
    if len(committed) != 1 or committed[0] not in held:
        raise NotProven("committed head", culprit="the archive", detail=_head_detail(committed, found.archive))
    at = heads.index(committed[0])
    since = len(heads) - 1 - at
    return f"event {at}" + (f", and {since} came since" if since else ", the last")


def _head_detail(committed: list[str], archive: Archive) -> str:
    named = committed[0] if committed else "no archive"
    return f"the checkpoint commits to {named}; the archive's head is {archive.head}"


def check_counts(case: CaseEvidence) -> None:
    """Refuse a case whose archive, papers and totals do not bear out its minutes, at the first check that fails."""
    found = check_archive(case)
    election = check_election((case, found))
    check_standing((case, found))
    check_sealed_count((case, found, election))
    check_papers(case)
    check_totals(case)


def check_papers(case: CaseEvidence) -> str:
    """Refuse a paper count that the tellers' published sheets do not give."""
    count, opening = case.motion.last(facts.PaperCount), case.motion.last(facts.Opening)
    if count is None or opening is None:
        return NOT_YET if opening is None or opening.papers_issued else "no papers were issued"
    if count.for_ is None:
        return f"{count.returned} returned, too few to be published by themselves"
    issued = opening.papers_issued
    sheets = [_published_sheet(case, entry, issued) for entry in case.motion.last_pair or ()]
    cell = case.procedure.minimum_cell.value
    if agreed(sheets[0], sheets[1], cell, beside_sealed=case.sealed is not None) != count:
        raise NotProven("papers", culprit="the paper count", detail="the tellers' sheets give another")
    return f"{count.returned} returned of {issued} issued, counted alike by {' and '.join(count.tellers)}"


def _published_sheet(case: CaseEvidence, entry: facts.PaperEntry, issued: int) -> Sheet:
    path = case.folder.sheet(entry.commitment, hidden=False)
    sheet = Sheet.decode(case.folder.read(path), case.folder.relative(path))
    check_commitment(sheet, entry.commitment)
    check_sheet(sheet, issued)
    return sheet


def check_totals(case: CaseEvidence) -> str:
    """Refuse totals that are not the sealed result and the papers added up."""
    tally = case.motion.last(facts.Tally)
    if tally is None:
        return NOT_YET
    count, sealed = case.motion.last(facts.PaperCount), tally.sealed
    spoiled = sum(one.papers for one in count.spoiled) if count else 0
    totals = (tally.for_, tally.against, tally.blank)
    proved = (sealed.for_, sealed.against, sealed.blank) if sealed else (0, 0, 0)
    papers = tuple(total - part for total, part in zip(totals, proved, strict=True))
    published = (count.for_, count.against, count.blank) if count else (0, 0, 0)
    withheld = count is not None and count.for_ is None
    fits = sum(papers) == count.valid_and_blank if withheld and count else papers == published
    if min(papers) < 0 or not fits or tally.spoiled != spoiled:
        raise NotProven("totals", culprit="minute of the tally", detail="they are not sealed ballots and papers added")
    return f"{tally.for_} for, {tally.against} against, {tally.blank} blank, {tally.spoiled} spoiled"
