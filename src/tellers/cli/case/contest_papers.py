"""`tellers case contest paper`: two tellers count the papers beside a sealed ballot, each alone."""

import json
from pathlib import Path
from typing import Any

import click

from tellers.canonical import Json
from tellers.cases import contest_papers
from tellers.cli.case.beside import id_option
from tellers.cli.case.common import Act, act_options
from tellers.cli.case.vote import spoiled_papers
from tellers.cli.terminal import randomness
from tellers.errors import Unreadable
from tellers.proceedings.contest_papers import PaperSheet, read_sheet
from tellers.proceedings.facts import to_json

SALT = 32


@click.command()
@act_options
@id_option
@click.option("--teller", required=True, metavar="NAME", help="Who counted; not the other teller.")
@click.option(
    "--figures",
    "path",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help='This teller\'s count: {"votes": {"Ann": 5}, "valid": 5, "blank": 1}, or "rankings" as in facts.md.',
)
@click.option("--spoiled", multiple=True, metavar="REASON=N", help="Papers spoiled for one reason; repeat it.")
def paper(call: Act, id_: str | None, teller: str, path: Path, spoiled: tuple[str, ...]) -> None:
    """Enter one teller's count of the papers beside the sealed ballot, after its close.

    The figures stay hidden until a second teller has counted. If both counts are the same they stand; if they differ,
    both are void. Fewer unspoiled papers than the minimum cell are published within the totals only.

    Example: tellers case contest paper CASE --teller "Tess" --figures tess.json --spoiled "no mark=2"
    """
    given = _figures(path)
    sheet = _sheet(teller.strip(), given, [to_json(spoiled_papers(one)) for one in spoiled], str(path))
    with call.sitting() as sitting:
        done = contest_papers.enter_papers(sitting, id_, sheet)
        agreed = done.agreed
        call.report(
            sitting,
            f"the count of {done.teller} is entered; a second teller counts."
            if agreed is None
            else f"both tellers count alike: {agreed.returned} papers, of them {agreed.unspoiled} unspoiled.",
        )


def _sheet(teller: str, given: dict[str, Any], spoiled: list[dict[str, Json]], source: str) -> PaperSheet:
    unknown = sorted(set(given) - {"votes", "rankings", "valid", "blank"})
    if unknown:
        raise Unreadable(
            f"it has {', '.join(unknown)}; expected votes or rankings, valid, blank, and no others", source=source
        )
    forms = {"votes": given.get("votes"), "rankings": given.get("rankings")}
    counts = {"valid": given.get("valid"), "blank": given.get("blank")}
    return read_sheet(
        {"teller": teller, **forms, **counts, "spoiled": [*spoiled], "salt": randomness(SALT).hex()}, source
    )


def _figures(path: Path) -> dict[str, Any]:
    try:
        given = json.loads(path.read_bytes())
    except ValueError as error:
        raise Unreadable(f"not JSON: {error}", source=str(path)) from None
    if not isinstance(given, dict):
        raise Unreadable('expected an object, such as {"votes": {"Ann": 5}, "valid": 5, "blank": 1}', source=str(path))
    return given


COMMANDS = (paper,)
