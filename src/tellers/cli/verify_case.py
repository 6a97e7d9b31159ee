"""`tellers verify CASE`: audits a whole case, and says which file, minute or person is to blame."""

from collections.abc import Sequence
from pathlib import Path

import click

from tellers.ballots.report import CheckResult
from tellers.cases.evidence import NOT_YET, Settings
from tellers.cases.store import CaseFolder
from tellers.cases.verification import CaseReport, verify_case
from tellers.cli.case.rendering import rendered
from tellers.cli.checklist import check_line
from tellers.cli.progress import show_progress, working
from tellers.cli.terminal import print_json, randomness
from tellers.minutes.note import Verifier
from tellers.proceedings.allowed import opened_for
from tellers.proceedings.motion import KIND
from tellers.proceedings.record import Record
from tellers.rulebook.book import RuleBook
from tellers.words import visible


def audit_case(case: Path, earlier: Path | None, key: str | None, *, as_json: bool) -> int:
    """Verify one case, print the report and return the exit code."""
    older = None if earlier is None else CaseFolder(earlier)
    with working("verifying"):
        report = verify_case(CaseFolder(case), Settings(rendered, older, key, show_progress, randomness))
    if as_json:
        print_json(report.to_json())
    else:
        click.echo("\n".join(report_lines(report, key)))
    return 0 if report.ok else 1


def report_lines(report: CaseReport, key: str | None) -> list[str]:
    """Every check, and what they come to."""
    of_motion = report.case is None or _has_motion(report.case.record, report.case.rulebook)
    return [*_check_lines(report.checks, of_motion=of_motion), *map(visible, closing_lines(report, key))]


def _check_lines(checks: Sequence[CheckResult], *, of_motion: bool) -> list[str]:
    """The checks, one a line; where there is no motion, those of one are told in a single last line."""
    idle = [] if of_motion else [check.name for check in checks if check.ok and check.detail == NOT_YET]
    lines = [check_line(check, NOT_YET) for check in checks if check.name not in idle]
    return [*lines, f"-----  {', '.join(idle)}: no motion in this case"] if idle else lines


def closing_lines(report: CaseReport, key: str | None) -> list[str]:
    """What the checks come to, for people."""
    if not report.ok or report.case is None:
        return [_verdict(report)]
    case = report.case
    fingerprint = Verifier.parse(case.founding.key).fingerprint
    lines = [f"Case {case.founding.case}: {case.book.size} minutes, head {case.book.head}."]
    if key is None:
        lines.append(f"Compare the key with the one in your notice of the vote: {grouped(fingerprint)}")
    state = _state(case.record, case.rulebook)
    if not case.complete:
        return [*lines, f"All holds so far: {state}."]
    silent = ", ".join(map(str, report.unwitnessed or ()))
    verdict = f"Everything holds: {state}."
    return [*lines, f"{verdict} But this history is NOT CO-SIGNED by {silent}" if silent else verdict]


def _state(record: Record, rulebook: RuleBook) -> str:
    """Where the motion stands, and each other proceeding."""
    beside = [f"{one.named} is {one.state.value}" for one in record.proceedings.values()]
    motion = [f"the motion is {record.motion.state.value}"] if _has_motion(record, rulebook) else []
    return "; ".join((*motion, *beside)) or "nothing is begun"


def _has_motion(record: Record, rulebook: RuleBook) -> bool:
    """Whether the case was opened for a motion."""
    return opened_for(record, rulebook) == KIND.word


def _verdict(report: CaseReport) -> str:
    """How many checks fail, and which is the first."""
    failed = report.failed
    first = f"{failed[0].name}: {failed[0].culprit}"
    count = "1 check fails" if len(failed) == 1 else f"{len(failed)} checks fail, first"
    return f"The case does not hold together: {count}: {first}."


def grouped(fingerprint: str) -> str:
    """A fingerprint in fours, to be read aloud."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))
