"""`tellers demo`: 28 June 2016, from the rule book to a verified declaration."""

import json
import shlex
import sys
from pathlib import Path

import click

from tellers.canonical import Json
from tellers.cases.sitting import Clerk, sitting
from tellers.cases.store import CaseFolder
from tellers.cli.case.outcome import standing_declaration
from tellers.cli.demo import people
from tellers.cli.demo.day import play
from tellers.cli.demo.people import Votes, VotesType
from tellers.cli.demo.stage import Stage
from tellers.cli.terminal import json_option, now, print_json, randomness
from tellers.errors import Refused
from tellers.reports.claims import claims_table, parse_claims, verdicts

CLAIMS = Path(__file__).parent / "claims.toml"


@click.command()
@click.argument("folder", metavar="[DIR]", default="demo", type=click.Path(path_type=Path))
@click.option(
    "--votes",
    type=VotesType(),
    default=people.OF_RECORD,
    metavar="FOR,AGAINST,SPOILED,ABSENT",
    help="Other figures than 172,40,4,13.",
)
@json_option
def demo(folder: Path, votes: Votes, *, as_json: bool) -> None:
    """Run 28 June 2016 in DIR by the commands of this program, and verify it.

    229 Labour MPs vote on a motion of no confidence in their leader: 212 by sealed ballot and 4 on spoiled papers,
    while 13 return none. The voters are invented. Every file is left in DIR, a case like any other.

    Example: tellers demo /tmp/june --votes 171,41,4,13
    """
    case = folder.resolve()
    if case.exists() and (not case.is_dir() or any(case.iterdir())):
        raise Refused(
            f"{folder} exists and is not an empty folder; name another, as `tellers demo {folder}-2` "
            f"or `make demo DEMO={folder}-2`"
        )
    stage = Stage(case, quiet=as_json)
    case.parent.mkdir(parents=True, exist_ok=True)
    play(stage, votes)
    stage.scene("Verification, from the public files alone")
    report = stage.run("verify", str(case), *(["--json"] if as_json else []))
    _close(stage, json.loads(report) if as_json else None)
    if not as_json:
        if votes != people.OF_RECORD:
            stage.say(
                "  The reports speak of 28 June 2016; this run has other figures, so its verdicts are others too."
            )
        _point_onward(stage, folder)


def _close(stage: Stage, report: Json) -> None:
    """The declaration, and what the reports of the day said of it."""
    raw = CLAIMS.read_text("utf-8")
    (stage.case / "claims.toml").write_text(raw, "utf-8")
    with sitting(CaseFolder(stage.case), Clerk(now(), randomness)) as held:
        declaration = standing_declaration(held, None)
    found = verdicts(declaration, parse_claims(raw, "claims.toml"))
    if report is not None:
        claims: list[Json] = [verdict.to_json() for verdict in found]
        print_json({"ok": True, "declaration": declaration.to_json(), "verify": report, "claims": claims})
        return
    stage.say("\n" + (stage.case / "declaration.txt").read_text("utf-8"))
    stage.scene("What five news reports of the day said, held against this record")
    stage.say(claims_table(found))


def _point_onward(stage: Stage, folder: Path) -> None:
    """Three things to look at next, as they can be typed where the demonstration was started."""
    command, case = shlex.quote(sys.argv[0]), shlex.quote(str(folder))
    page = shlex.quote(str(folder / "declaration.html"))
    steps = (
        (page, "the declaration as a page, to read or to print"),
        (f"{command} verify {case}", "every public file against every other; change one first, and see it named"),
        (f"{command} case show {case} --on 2016-07-28", "what could follow, once committee and court had ruled"),
    )
    stage.scene("What to look at next")
    for step, purpose in steps:
        stage.say(f"  {step}\n      {purpose}")
