"""Where the parts of a count go: to the terminal, or to the files asked for."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import click

from tellers.canonical import Json
from tellers.cli.terminal import TERMINAL, now, print_json, write_file
from tellers.counting.contest import Contest
from tellers.counting.formats.reading import LISTED
from tellers.counting.transcript import Transcript
from tellers.reports.count_text import count_text


@dataclass(frozen=True)
class Outputs:
    """What to print and what to write; `ballots` is the file read, which is never written over."""

    as_json: bool
    as_csv: bool
    as_nist: bool
    blt_out: Path | None
    chart: Path | None
    ballots: Path

    def __post_init__(self) -> None:
        if sum((self.as_json, self.as_csv, self.as_nist, self.blt_out == TERMINAL)) > 1:
            raise click.UsageError("--json, --csv, --nist and --blt-out - exclude each other: one is printed")
        for path in (self.blt_out, self.chart):
            if path is not None and path != TERMINAL and path.absolute() == self.ballots.absolute():
                raise click.UsageError(f"{path} holds the ballots; write to another file")


def write_outputs(contest: Contest, transcript: Transcript, outputs: Outputs) -> None:
    """Write what was asked for; without a form of its own the count is printed as text.

    Papers refused while the file was read are named on standard error, whatever is printed.
    """
    for line in refused(contest):
        click.echo(line, err=True)
    if outputs.chart:
        from tellers.reports.stages import stages_svg  # noqa: PLC0415 — read only when asked for

        write_file(outputs.chart, stages_svg(transcript, contest.title).encode())
    if outputs.blt_out:
        from tellers.counting.formats.blt_out import encode_blt  # noqa: PLC0415 — the same

        write_file(outputs.blt_out, encode_blt(contest))
    if outputs.blt_out != TERMINAL:
        _print(contest, transcript, outputs)


def refused(contest: Contest) -> Iterator[str]:
    """Each line of papers refused before the count, with the reason; the first of many, and how many more."""
    rejected = contest.papers.rejected
    for one in rejected[:LISTED]:
        place = "an unknown place" if one.line is None else f"line or record {one.line}"
        papers = "1 paper" if one.papers == 1 else f"{one.papers} papers"
        yield f"refused: {papers} at {place}: {one.reason}"
    if len(rejected) > LISTED:
        yield f"refused: {len(rejected) - LISTED} more places"


def _print(contest: Contest, transcript: Transcript, outputs: Outputs) -> None:
    if outputs.as_json:
        print_json(cast("Json", transcript.to_json()))
    elif outputs.as_csv:
        from tellers.reports.count_csv import count_csv  # noqa: PLC0415 — the same

        click.echo(count_csv(transcript), nl=False)
    elif outputs.as_nist:
        from tellers.reports.count_nist import nist_results  # noqa: PLC0415 — the same

        click.echo(json.dumps(nist_results(transcript, contest.title, now()), ensure_ascii=False))
    else:
        click.echo(count_text(transcript, contest.title))
