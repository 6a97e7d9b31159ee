"""`tellers verify`: audits an archive, and says which check does not hold and who is to blame."""

from pathlib import Path

import click

from tellers.ballots.archive import read_bytes
from tellers.ballots.checks import NOT_YET
from tellers.ballots.report import CheckResult, Report
from tellers.ballots.verifier import verify_archive
from tellers.cli.progress import show_progress
from tellers.cli.terminal import json_option, print_json

FILE = click.Path(path_type=Path)


@click.command()
@click.argument("archive", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--earlier", type=FILE, metavar="OLD", help="A copy of the archive from an earlier day, to extend.")
@json_option
def verify(*, archive: Path, earlier: Path | None, as_json: bool) -> int:
    """Check everything that an archive (UUID.bel) claims, from its bytes to its result.

    A running election is reported as running, never as verified to the end. What an archive alone cannot show is
    that a ballot was left out and the rest chained anew; compare with an older copy (--earlier) or a tracker.

    Example: tellers verify Apy6n7T7tW1JGe.bel --earlier yesterday.bel
    """
    return audit(archive, earlier, as_json=as_json)


def audit(archive: Path, earlier: Path | None, *, as_json: bool) -> int:
    """Verify one archive, print the report and return the exit code."""
    older = read_bytes(earlier) if earlier else None
    report = verify_archive(read_bytes(archive), str(archive), earlier=older, progress=show_progress)
    if as_json:
        print_json(report.to_json())
    else:
        click.echo("\n".join([*map(check_line, report.checks), *closing_lines(report)]))
    return 0 if report.ok else 1


def check_line(check: CheckResult) -> str:
    """One check as a line for people."""
    mark = "FAILS" if check.culprit else "-----"
    if check.ok:
        mark = "later" if check.detail == NOT_YET else "holds"
    said = ": ".join(part for part in (check.culprit, check.detail) if part)
    return f"{mark}  {check.name}" + (f": {said}" if said else "")


def closing_lines(report: Report) -> list[str]:
    """What the checks come to, for people."""
    if not report.ok:
        culprit = report.failed.culprit if report.failed else None
        return [f"The archive does not verify; the first to blame is {culprit}."]
    known = [f"Election {report.fingerprint} ({report.group}), head {report.head}"]
    counts = f"{report.ballots} ballots, of which {report.counted} count"
    if not report.complete:
        return [*known, f"All holds so far; the election is running: {counts}."]
    result = report.result.to_json() if report.result else None
    return [*known, f"All checks passed: {counts}. Result {result}."]
