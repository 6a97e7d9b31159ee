"""Counts that need more than papers and a method: Debian's terms, published figures, papers by section.

Only these import what they need, so that other counts start sooner.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from tellers.cli.count.outputs import Outputs, write_outputs
from tellers.cli.count.reading import read_ballots, read_bytes
from tellers.cli.count.terms import TermOptions
from tellers.counting import debian
from tellers.counting.contest import Contest, papers_of
from tellers.counting.formats.published import parse_published
from tellers.counting.formats.reading import Reading
from tellers.counting.methods import decided
from tellers.counting.published import count_published, count_sections
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Transcript


def count_on_terms(contest: Contest, method: str, ties: TieBreaker, options: TermOptions) -> Transcript:
    """The count of ballots on the terms given."""
    terms = options.terms(contest.candidates, method)
    return decided(lambda breaker: debian.count(contest, method, breaker, terms), ties)


def count_figures(
    raw: bytes, reading: Reading, method: str, ties: TieBreaker, options: TermOptions, outputs: Outputs
) -> int:
    """Count published figures, and print and write what was asked for."""
    figures = parse_published(raw, reading)
    if outputs.blt_out:
        raise click.UsageError("there are no papers here to write as BLT; the figures were published without them")
    terms = options.terms(figures.candidates or (), method) if options.given else None
    if figures.files is None:
        transcript = count_published(figures, method, ties, terms)
    else:
        transcript = count_sections(figures, _sections(figures.files, reading), method, ties)
    title = figures.title or reading.title
    write_outputs(Contest(title, transcript.candidates, 1, papers_of([])), transcript, outputs)
    return 1 if transcript.possible else 0


def _sections(files: Mapping[str, str], reading: Reading) -> dict[str, Contest]:
    """The papers of each section; its file stands beside the one that names it, or where its path leads from there."""
    folder = Path(reading.source).parent
    found = {}
    for section, name in files.items():
        path = folder / name
        found[section] = read_ballots(read_bytes(path), replace(reading, source=str(path)), None)
    return found
