"""The audit of a case: every check in order, gathered into one report. Nothing private is opened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tellers.ballots.report import CheckResult, Report
from tellers.canonical import Json
from tellers.cases import count_checks, record_checks
from tellers.cases.evidence import CaseEvidence, Settings
from tellers.cases.store import CaseFolder
from tellers.errors import NotProven, RecordBroken, TellersError, Unreadable

G = TypeVar("G")
T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class CaseReport:
    """The findings of one audit of a case."""

    checks: tuple[CheckResult, ...]
    case: CaseEvidence | None
    archive: Report | None

    @property
    def ok(self) -> bool:
        """Whether every check holds."""
        return all(check.ok for check in self.checks)

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
            "checks": [check.to_json() for check in self.checks],
        }


class Audit:
    """The results so far; a check whose ground is missing is reported as not reached."""

    def __init__(self) -> None:
        self.results: list[CheckResult] = []

    def attempt(self, name: str, ground: G | None, check: Callable[[G], T]) -> T | None:
        """Run one check on its ground and note how it came out; return what it found, or None."""
        if ground is None:
            failed = next(result.name for result in self.results if not result.ok)
            self.results.append(CheckResult(name, ok=False, detail=f"not reached: {failed} does not hold"))
            return None
        try:
            found = check(ground)
        except TellersError as error:
            self.results.append(
                CheckResult(name, ok=False, culprit=_culprit(error) or name, detail=_detail(error, name))
            )
            return None
        self.results.append(CheckResult(name, ok=True, detail=found if isinstance(found, str) else ""))
        return found


def verify_case(folder: CaseFolder, told: Settings) -> CaseReport:
    """Hold minute book, rule book, roll, archive, papers and declaration against one another.

    Raises Unreadable for a folder that is no case.
    """
    if not folder.is_case:
        raise Unreadable("not a case; expected a folder with case.toml and minutes.jsonl", source=str(folder.root))
    audit = Audit()
    minutes = audit.attempt("minute book", folder, record_checks.read_minutes)
    case = audit.attempt("rule book", minutes, lambda minutes: record_checks.read_case(folder, told, minutes))
    audit.attempt("case.toml", case, record_checks.check_settings)
    audit.attempt("key", case, record_checks.check_key)
    checkpoint = audit.attempt("checkpoint", case, record_checks.check_checkpoint)
    audit.attempt("witnesses", _both(case, checkpoint), record_checks.check_witnesses)
    audit.attempt("rules", case, record_checks.check_rules)
    audit.attempt("roll", case, record_checks.check_roll)
    archive = audit.attempt("archive", case, count_checks.check_archive)
    election = audit.attempt("election", _both(case, archive), count_checks.check_election)
    audit.attempt("sealed count", _all(case, archive, election), count_checks.check_sealed_count)
    audit.attempt("committed head", _all(case, checkpoint, archive), count_checks.check_committed_head)
    audit.attempt("papers", case, count_checks.check_papers)
    audit.attempt("totals", case, count_checks.check_totals)
    audit.attempt("declaration", case, record_checks.check_declaration)
    audit.attempt("files", case, record_checks.check_files)
    if told.earlier is not None:
        audit.attempt("earlier copy", case, record_checks.check_earlier)
    return CaseReport(tuple(audit.results), case, None if archive is None else archive.report)


def _both(one: G | None, other: T | None) -> tuple[G, T] | None:
    return None if one is None or other is None else (one, other)


def _all(one: G | None, other: T | None, third: U | None) -> tuple[G, T, U] | None:
    return None if one is None or other is None or third is None else (one, other, third)


def _culprit(error: TellersError) -> str | None:
    match error:
        case NotProven(culprit=str(culprit)):
            return culprit
        case RecordBroken(entry=str(entry)):
            return entry
        case Unreadable(source=str(source), line=line):
            return source if line is None else f"{source}, line {line}"
    return None


def _detail(error: TellersError, name: str) -> str:
    if isinstance(error, NotProven):
        return error.detail if error.check == name else f"{error.check}: {error.detail}"
    return str(error)
