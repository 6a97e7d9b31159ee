"""`tellers report`: a case in any of its forms, all from one declaration, with whatever stands open in the record."""

import sys
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import click

from tellers.cases.contest_files import declared_contests, last_declaration
from tellers.cases.evidence import CaseEvidence, Settings
from tellers.cases.sitting import Clerk, sitting
from tellers.cases.store import CaseFolder
from tellers.cases.verification import CaseReport, verify_case
from tellers.cli.case.moments import Known
from tellers.cli.case.outcome import standing_declaration
from tellers.cli.case.rendering import rendered
from tellers.cli.progress import show_progress, working
from tellers.cli.terminal import TERMINAL, now, randomness, write_file
from tellers.errors import RecordBroken
from tellers.proceedings import facts
from tellers.proceedings.contest import Contest
from tellers.proceedings.declaration import Declaration
from tellers.proceedings.motion import SUBJECT
from tellers.reports.doubts import Doubt, doubts_of, doubts_of_contest, gravest_first, owed
from tellers.reports.forms import BINARY, FORMS, Material, rendered_form
from tellers.reports.reported import Reported, ReportedContest


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--form", "form", required=True, type=click.Choice(list(FORMS)), help="Which form.")
@click.option("--out", type=click.Path(path_type=Path), default=TERMINAL, metavar="FILE", help="Else it is printed.")
@click.option("--contest", metavar="ID", help="Which declared contest; the only one where no motion is counted.")
@click.option("--on", type=Known(), help="Of a board of posts: as of that day or moment; else after everything.")
def report(*, case: Path, form: str, out: Path, contest: str | None, on: date | None) -> None:
    """Write a case in one form: for people, programs, meetings, courts.

    The declaration of a motion or a contest: text, json, html, embed (for an iframe), svg (the majority on each base,
    or the stage that decided), pdf. Reports: tellers (the tellers' report), announcement (to read aloud), scrutineer
    (s.52 TULRCA; refused while a breach, an objection or a dissent stands open), scrutineer-not-satisfied, nist (SP
    1500-100 results). Charts: stages (of the count of a contest), timeline, bench, turnout, and charts (a page of all,
    each with its table).

    Whatever stands open in the record is printed in every form. The public files of the case are verified first.

    Example: tellers report motion --form pdf --out declaration.pdf

    Example: tellers report leadership --contest election-1 --form stages --out stages.svg
    """
    if form in BINARY and out == TERMINAL and sys.stdout.isatty():
        raise click.UsageError(f"--form {form} is no text; write it to a file (--out declaration.{form})")
    raw = rendered_form(form, replace(material_of(case, on), chosen=contest))
    if out == TERMINAL and form not in BINARY:
        click.echo(raw.decode(), nl=False)
    else:
        write_file(out, raw)


def material_of(case: Path, on: date | None = None) -> Material:
    """What the forms of a case are rendered from; raises where the minutes or the rule book cannot be read."""
    return material_from(verified(case), result_of(case), on)


def verified(case: Path) -> CaseReport:
    """The audit of a case, whose rule book and minutes could be read."""
    with working("verifying"):
        report = verify_case(CaseFolder(case), Settings(rendered, progress=show_progress))
    evidence_in(report)
    return report


def evidence_in(report: CaseReport) -> CaseEvidence:
    """What a case put before its verifier; raises RecordBroken where it could not be read."""
    if report.case is None:
        check = report.failed[0]
        raise RecordBroken(f"nothing can be reported of it: {check.name}: {check.detail}", entry=str(check.culprit))
    return report.case


def result_of(case: Path) -> Declaration | None:
    """The declaration of a case's motion, None while it is not counted."""
    with sitting(CaseFolder(case), Clerk(now(), randomness)) as held:
        return None if held.motion.last(facts.Tally) is None else standing_declaration(held, None)


def material_from(report: CaseReport, declaration: Declaration | None, on: date | None = None) -> Material:
    """What the forms of a verified case are rendered from."""
    doubts, case = doubts_of(report), evidence_in(report)
    reported = None if declaration is None else Reported(declaration, owed(doubts, SUBJECT))
    contests = {one.id: partial(_reported, case, one, doubts) for one in declared_contests(case)}
    return Material(case, reported, doubts, on, contests)


def _reported(case: CaseEvidence, contest: Contest, doubts: tuple[Doubt, ...]) -> ReportedContest:
    """A declared contest, with what stands open in the case and in the contest."""
    open_ = gravest_first((*owed(doubts, contest.id), *doubts_of_contest(contest)))
    return ReportedContest(last_declaration(case, contest), open_)
