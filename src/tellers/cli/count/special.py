"""Counts that need more than papers and a method: Debian's terms, and figures published without the papers.

Only these import what they need, so that other counts start sooner.
"""

import click

from tellers.cli.count.outputs import Outputs, write_outputs
from tellers.cli.count.terms import TermOptions
from tellers.counting import debian
from tellers.counting.contest import Contest, papers_of
from tellers.counting.formats.published import parse_published
from tellers.counting.formats.reading import Reading
from tellers.counting.methods import decided
from tellers.counting.published import count_published
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
    transcript = count_published(figures, method, ties, terms)
    title = figures.title or reading.title
    write_outputs(Contest(title, transcript.candidates, 1, papers_of([])), transcript, outputs)
    return 1 if transcript.possible else 0
