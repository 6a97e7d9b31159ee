"""`tellers bundle`: a case as one folder for a court, a certification officer or the other camp."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from tellers.canonical import Json
from tellers.cases.sitting import local
from tellers.cases.store import begin
from tellers.cases.verification import CaseReport
from tellers.cli.case.moments import Moment
from tellers.cli.report import material_from, result_of, verified
from tellers.cli.terminal import json_option, now, print_json
from tellers.cli.verify_case import report_lines
from tellers.errors import Refused
from tellers.reports.bundle import Transcript, bundled
from tellers.words import amount, visible


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="A new folder.")
@click.option("--at", type=Moment(), help="The moment that the index bears; now unless given.")
@json_option
def bundle(*, case: Path, out: Path, at: datetime | None, as_json: bool) -> int:
    """Put everything public of a case into one folder, with an index, and the SHA-256 of everything.

    The declaration in all its forms, the rule book as of the day, notices, rolls, chronology, rulings, incidents, the
    transcript of the verification, and the record itself, which can be verified again. The folders register and
    secrets are never opened, and never inside; the index lists what is left out. The same case and --at give the same
    bytes.

    Exits 1 where the record does not verify; the bundle is made all the same, and says so first.

    Example: tellers bundle motion --out bundle --at 2016-07-01T12:00
    """
    if out.resolve().is_relative_to(case.resolve()):
        raise Refused(f"{out} is inside the case; a bundle stands beside it, in a folder of its own (--out)")
    whole = case.resolve()
    report = verified(whole)
    material = material_from(report, result_of(whole))
    made = local(now() if at is None else at, ZoneInfo(material.case.founding.time_zone)).replace(microsecond=0)
    files = bundled(report, material, _transcript(report, whole), made)
    begin(out, {out / name: raw for name, raw in files.items()}, {})
    if as_json:
        print_json({"ok": report.ok, "files": list[Json](sorted(files))})
    else:
        verdict = "the record verifies" if report.ok else "the record DOES NOT verify"
        click.echo(visible(f"{out}: {amount(len(files), 'file')}; {verdict}. Begin with {out / 'index.txt'}"))
    return 0 if report.ok else 1


def _transcript(report: CaseReport, case: Path) -> Transcript:
    """What is said of the record; a command in it names files of the case from its folder, wherever that lies."""
    lines = report_lines(report, None)
    plain = json.dumps(report.to_json(), ensure_ascii=False, indent=1)
    texts = (text.replace(f"{case}/", "").replace(str(case), ".") for text in ("\n".join(lines), plain))
    return Transcript(*(f"{text}\n".encode() for text in texts))
