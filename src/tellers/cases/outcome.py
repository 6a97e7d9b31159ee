"""The tally and the declaration: the sealed result and the papers are added up, and what follows is declared."""

from tellers.ballots import steps
from tellers.ballots.archive import read_archive
from tellers.ballots.election import Election
from tellers.ballots.events import EventType
from tellers.ballots.result import Result
from tellers.canonical import sha256_hex
from tellers.cases import store
from tellers.cases.count_checks import check_counts
from tellers.cases.evidence import Rendered, Settings, evidence_of
from tellers.cases.papers import counted_papers
from tellers.cases.sitting import Sitting
from tellers.cases.trustees import check_enough_decrypted, took_part
from tellers.counting.for_against import ForAgainstCount
from tellers.errors import RecordBroken
from tellers.proceedings import facts
from tellers.proceedings.allowed import check_allowed
from tellers.proceedings.declaration import Days, Declaration, declaration_of
from tellers.proceedings.motion import Act


def tally(sitting: Sitting) -> facts.Tally:
    """Add up sealed ballots and papers, and enter the sums; raises Refused while either is not complete."""
    sitting.check(Act.TALLY)
    sums = totals(sitting)
    sitting.enter(Act.TALLY, sums)
    return sums


def totals(sitting: Sitting) -> facts.Tally:
    """Sealed ballots and papers added up; the archive takes the result once enough of each key have decrypted."""
    papers = counted_papers(sitting)
    opening = sitting.motion.the(facts.Opening)
    sealed = None if opening.sealed is None else _sealed_tally(sitting, opening.sealed)
    count = ForAgainstCount(0, 0)
    if sealed is not None:
        count += ForAgainstCount(sealed.for_, sealed.against, sealed.blank)
    if papers is not None:
        count += papers.count
    return facts.Tally(sealed=sealed, for_=count.for_, against=count.against, blank=count.blank, spoiled=count.spoiled)


def proposed_declaration(sitting: Sitting) -> Declaration:
    """The declaration as it would be made now."""
    sitting.check(Act.DECLARE)
    return declaration_of(sitting.book, sitting.motion, sitting.ruled, Days(sitting.today, sitting.today))


def declare(sitting: Sitting, declaration: Declaration, rendered: Rendered) -> None:
    """Publish the declaration and enter it; the files come first, so that the minute never speaks of nothing.

    Raises NotProven where archive, papers and totals no longer bear out what is declared.
    """
    sitting.check(Act.DECLARE)
    made = made_of(declaration, rendered)
    check_allowed(sitting.record, made, sitting.now, sitting.rulebook)
    check_counts(evidence_of(sitting, Settings(lambda _: rendered)))
    store.write(sitting.folder.declaration("json"), declaration.encode())
    store.write(sitting.folder.declaration("txt"), rendered.text)
    store.write(sitting.folder.declaration("html"), rendered.page)
    sitting.enter(Act.DECLARE, made)


def made_of(declaration: Declaration, rendered: Rendered) -> facts.DeclarationMade:
    """The facts of a declaration and of the forms in which it was rendered."""
    return facts.DeclarationMade(
        declaration=sha256_hex(declaration.encode()),
        text=sha256_hex(rendered.text),
        page=sha256_hex(rendered.page),
        version=rendered.version,
        outcome=declaration.finding.outcome.value,
    )


def _sealed_tally(sitting: Sitting, sealed: facts.SealedOpening) -> facts.SealedTally:
    path = sitting.folder.archive(sealed.uuid)
    archive = read_archive(path)
    minuted = sitting.motion.the(facts.Closing).sealed
    sums = [sha256_hex(entry.data[0]) for entry in archive.of_type(EventType.ENCRYPTED_TALLY)]
    if minuted is None or sums != [minuted.tally]:
        raise RecordBroken("it holds another encrypted tally than the minutes", entry=sitting.folder.relative(path))
    if not archive.of_type(EventType.RESULT):
        check_enough_decrypted(archive, sealed.trustees)
        steps.add_event(path, EventType.RESULT, steps.result_records(archive))
        archive = read_archive(path)
    election = Election.decode(archive.setup.data[0], "the election")
    (entry,) = archive.of_type(EventType.RESULT)
    blank, in_favour, against = Result.decode(entry.payload, election, "the result").counts(0)
    took = took_part(archive, sealed)
    return facts.SealedTally(archive=archive.head, for_=in_favour, against=against, blank=blank, trustees=took)
