"""`tellers verify ARCHIVE`: audits one archive, and says which check does not hold and who is to blame."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from tellers.ballots.archive import open_window
from tellers.ballots.questions import Homomorphic, Lists, NonHomomorphic
from tellers.ballots.ranking import is_graded
from tellers.ballots.report import Report
from tellers.ballots.result import Result
from tellers.ballots.verifier import verify_archive
from tellers.cli.checklist import check_line
from tellers.cli.progress import show_progress, working
from tellers.cli.terminal import print_json, randomness
from tellers.words import amount, visible


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
        click.echo("\n".join([*map(check_line, report.checks), *closing_lines(report, archive)]))
    return 0 if report.ok else 1


def closing_lines(report: Report, archive: Path) -> list[str]:
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
    told = [] if report.result is None else [line for one in tables(report.result, archive) for line in one]
    return [*known, f"All checks passed: {counts}.", *told]


def tables(result: Result, archive: Path) -> Iterator[list[str]]:
    """For each question the answers and their votes, in its own order; of votes that were opened, how many."""
    for place, question in enumerate(result.asked):
        title = visible(f"Question {place + 1}: {question.question}")
        if isinstance(question, NonHomomorphic):
            yield [title, _opened_line(question, place + 1, len(result.rows[place]), archive)]
        else:
            yield [title, *_table(list(zip(answer_names(question), result.counts(place), strict=True)))]


def answer_names(question: Homomorphic | Lists) -> list[str]:
    """What each number of a result counts."""
    if isinstance(question, Homomorphic):
        return [*(["(blank)"] if question.blank else []), *question.answers]
    named: list[str] = []
    for name, *candidates in question.answers:
        named += [f"list {name}", *(f"  {candidate}" for candidate in candidates)]
    return named


def _table(rows: Sequence[tuple[str, int]]) -> list[str]:
    width = max(len(visible(name)) for name, _ in rows)
    digits = max(len(str(votes)) for _, votes in rows)
    return [f"  {visible(name):<{width}}  {votes:>{digits}}" for name, votes in rows]


def _opened_line(question: NonHomomorphic, number: int, votes: int, archive: Path) -> str:
    """How many votes were opened one by one, and where they are counted, and what is no ranking told by reason."""
    said = f"  {amount(votes, 'vote')}, opened one by one"
    if is_graded(question):
        return f"{said}: a grade for each answer; --json prints them"
    which = "" if number == 1 else f" --question {number}"
    rankings = f"tellers election rankings {visible(str(archive))}{which} --blt-out FILE"
    return f"{said}; to count them: {rankings}, then tellers count FILE --method METHOD"
