"""`tellers verify ARCHIVE`: audits one archive, and says which check does not hold and who is to blame."""

from pathlib import Path

import click

from tellers.ballots.archive import open_window
from tellers.ballots.report import Report
from tellers.ballots.verifier import verify_archive
from tellers.cli.checklist import check_line
from tellers.cli.progress import show_progress, working
from tellers.cli.terminal import print_json, randomness


def audit(archive: Path, earlier: Path | None, *, as_json: bool) -> int:
    """Verify one archive, print the report and return the exit code."""
    older = open_window(earlier) if earlier else None
    with working("verifying"):
        report = verify_archive(
            open_window(archive), str(archive), earlier=older, randomness=randomness, progress=show_progress
        )
    if as_json:
        print_json(report.to_json())
    else:
        click.echo("\n".join([*map(check_line, report.checks), *closing_lines(report)]))
    return 0 if report.ok else 1


def closing_lines(report: Report) -> list[str]:
    """What the checks come to, for people."""
    if not report.ok:
        culprit = report.failed.culprit if report.failed else None
        return [f"The archive does not verify; the first to blame is {culprit}."]
    known = [
        f"Election {report.fingerprint} ({report.group}), head {report.head}",
        f"Written as by {report.generation}",
    ]
    counts = f"{report.ballots} ballots, of which {report.counted} count"
    if not report.complete:
        return [*known, f"All holds so far; the election is running: {counts}."]
    result = report.result.to_json() if report.result else None
    return [*known, f"All checks passed: {counts}. Result {result}."]
