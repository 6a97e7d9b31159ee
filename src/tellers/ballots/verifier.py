"""The audit of an archive: the named checks in order, gathered into one report.

An audit is the one place that gathers failures instead of stopping at the first. A check whose ground has
given way is reported as not reached, never as passed.

Source: docs/formats/archive.md.
"""

from dataclasses import dataclass

from tellers.ballots import checks
from tellers.ballots.chain import Archive, decode_archive
from tellers.ballots.evidence import Evidence, read_evidence
from tellers.ballots.progress import Progress, no_progress
from tellers.ballots.records import Raw
from tellers.ballots.report import Audit, Report, make_report
from tellers.errors import NotProven
from tellers.randomness import Randomness

ARCHIVE, ORDER, ELEMENTS = "archive", "order of events", "elements and scalars"
TRUSTEES, BALLOTS, TALLY, SHUFFLES = "trustees", "ballots", "encrypted tally", "shuffles"
DECRYPTIONS, RESULT, EARLIER = "partial decryptions", "result", "earlier copy"


def verify_archive(
    raw: Raw,
    source: str,
    *,
    earlier: Raw | None = None,
    randomness: Randomness | None = None,
    progress: Progress = no_progress,
) -> Report:
    """Check an archive, and that it extends an older copy where one is given.

    With randomness of the verifier's own, elements and the equations of shuffles are tested many at a time, which
    lets a false one through with a chance of 2^-128 at most; without, one at a time.

    Raises Unreadable for a file that is no archive, or one of an election that this version cannot read.
    """
    return audit_archive(raw, source, earlier=earlier, randomness=randomness, progress=progress).report


@dataclass(frozen=True)
class Audited:
    """The report on an archive, and what the archive holds, as far as it could be read."""

    report: Report
    evidence: Evidence | None


def audit_archive(
    raw: Raw,
    source: str,
    *,
    earlier: Raw | None = None,
    randomness: Randomness | None = None,
    progress: Progress = no_progress,
) -> Audited:
    """Check an archive as `verify_archive` does, and hand over what was read of it."""
    audit = Audit(NotProven)
    archive = audit.attempt(ARCHIVE, raw, lambda raw: decode_archive(raw, source, progress))
    audit.attempt(ORDER, archive, checks.check_order)
    evidence = audit.attempt(ELEMENTS, archive, lambda archive: _read(archive, progress, randomness), ORDER)
    audit.attempt(TRUSTEES, evidence, checks.check_keys)
    audit.attempt(BALLOTS, evidence, checks.check_ballots)
    audit.attempt(TALLY, evidence, checks.check_sums, BALLOTS)
    audit.attempt(SHUFFLES, evidence, lambda evidence: checks.check_shuffles(evidence, randomness), TRUSTEES, TALLY)
    audit.attempt(DECRYPTIONS, evidence, checks.check_decryptions, TRUSTEES, TALLY, SHUFFLES)
    audit.attempt(RESULT, evidence, checks.check_outcome, DECRYPTIONS)
    if earlier is not None:
        audit.attempt(EARLIER, archive, lambda archive: _check_extends(archive, earlier))
    return Audited(make_report(archive, evidence, tuple(audit.results)), evidence)


def _read(archive: Archive, progress: Progress, randomness: Randomness | None) -> Evidence:
    """What an archive holds, every element and scalar let in by its gate."""
    evidence = read_evidence(archive, progress, randomness)
    evidence.box.look(prove=True)  # in the same pass; what is not proved is said by the check of the ballots
    checks.check_elements(evidence)
    return evidence


def _check_extends(archive: Archive, earlier: Raw) -> str:
    try:
        return checks.check_extends(archive, decode_archive(earlier, "the earlier copy"))
    except NotProven as error:
        if error.check == EARLIER:
            raise
        raise NotProven(EARLIER, culprit=f"the earlier copy, {error.culprit}", detail=error.detail) from None
