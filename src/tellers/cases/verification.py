"""The audit of a case: every check in order, gathered into one report. Nothing private is opened."""

from dataclasses import dataclass
from typing import TypeVar

from tellers.ballots.report import Audit, CheckResult, Report
from tellers.canonical import Json
from tellers.cases import contest_checks, contest_files, count_checks, file_checks, record_checks, signature_checks
from tellers.cases.evidence import CaseEvidence, Settings
from tellers.cases.signature_checks import Unwitnessed, unwitnessed
from tellers.cases.store import CaseFolder
from tellers.errors import TellersError, Unreadable

G = TypeVar("G")
T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class CaseReport:
    """The findings of one audit of a case."""

    checks: tuple[CheckResult, ...]
    case: CaseEvidence | None
    archive: Report | None
    unwitnessed: tuple[Unwitnessed, ...] | None  # None where minutes or checkpoint cannot be read

    @property
    def ok(self) -> bool:
        """Whether every check holds."""
        return all(check.ok for check in self.checks)

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """The checks that do not hold, without those that were not reached."""
        return tuple(check for check in self.checks if not check.ok and check.culprit is not None)

    def to_json(self) -> dict[str, Json]:
        """The report as docs/formats/case.md describes it."""
        case = self.case
        return {
            "ok": self.ok,
            "state": None if case is None else "complete" if case.complete else "running",
            "case": None if case is None else case.founding.case,
            "motion": None if case is None else case.motion.state.name.lower(),
            "head": None if case is None else case.book.head,
            "minutes": None if case is None else case.book.size,
            "archive": None if self.archive is None else self.archive.to_json(),
            "unwitnessed": None if self.unwitnessed is None else [one.name for one in self.unwitnessed],
            "checks": [check.to_json() for check in self.checks],
        }


def verify_case(folder: CaseFolder, told: Settings) -> CaseReport:
    """Hold minute book, rule book, roll, archive, papers and declaration against one another.

    Raises Unreadable for a folder that is no case, and for an earlier copy that is none.
    """
    if not folder.is_case:
        raise Unreadable("not a case; expected a folder with case.toml and minutes.jsonl", source=str(folder.root))
    if told.earlier is not None:
        told.earlier.check_file(told.earlier.minutes)
    audit = Audit(TellersError)
    minutes = audit.attempt("minute book", folder, record_checks.read_minutes)
    case = audit.attempt("rule book", minutes, lambda minutes: record_checks.read_case(folder, told, minutes))
    audit.attempt("case.toml", case, record_checks.check_settings)
    audit.attempt("key", case, signature_checks.check_key)
    checkpoint = audit.attempt("checkpoint", case, signature_checks.check_checkpoint)
    audit.attempt("witnesses", _both(case, checkpoint), signature_checks.check_witnesses)
    audit.attempt("rules", case, record_checks.check_rules)
    audit.attempt("roll", case, record_checks.check_roll)
    archive = audit.attempt("archive", case, count_checks.check_archive)
    election = audit.attempt("election", _both(case, archive), count_checks.check_election)
    audit.attempt("credentials", _both(case, archive), count_checks.check_standing)
    audit.attempt("running archive", _both(case, archive), count_checks.check_running)
    audit.attempt("sealed count", _all(case, archive, election), count_checks.check_sealed_count)
    audit.attempt("committed head", _all(case, checkpoint, archive), count_checks.check_committed_head)
    contests = audit.attempt("contest archives", case, contest_checks.check_archives)
    audit.attempt("contest elections", _both(case, contests), contest_checks.check_elections)
    audit.attempt("contest credentials", _both(case, contests), contest_checks.check_standing)
    audit.attempt("contest counts", _both(case, contests), contest_checks.check_sealed_counts)
    audit.attempt("contest papers", _both(case, contests), contest_checks.check_papers)
    audit.attempt("contest heads", _all(case, checkpoint, contests), contest_checks.check_heads)
    audit.attempt("contest declarations", case, contest_files.check_declarations)
    audit.attempt("papers", case, count_checks.check_papers)
    audit.attempt("totals", case, count_checks.check_totals)
    audit.attempt("declaration", case, record_checks.check_declaration)
    audit.attempt("files", case, file_checks.check_files)
    if told.earlier is not None:
        audit.attempt("earlier copy", case, file_checks.check_earlier)
    missing = None if case is None or checkpoint is None else unwitnessed(case, checkpoint)
    return CaseReport(tuple(audit.results), case, None if archive is None else archive.report, missing)


def _both(one: G | None, other: T | None) -> tuple[G, T] | None:
    return None if one is None or other is None else (one, other)


def _all(one: G | None, other: T | None, third: U | None) -> tuple[G, T, U] | None:
    return None if one is None or other is None or third is None else (one, other, third)
