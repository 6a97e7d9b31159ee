"""Counts that need more than papers and a method: Debian's terms, published figures, papers by section.

Only these import what they need, so that other counts start sooner.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

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


def read_figures(
    raw: bytes, reading: Reading, ties: TieBreaker, options: TermOptions
) -> tuple[Contest, Callable[[str], Transcript]]:
    """Published figures as a contest without papers, and their count by a method's id."""
    figures = parse_published(raw, reading)
    if reading.seats is not None:
        figures.seats = reading.seats
    sections = None if figures.files is None else _sections(figures.files, reading)

    def by(method: str) -> Transcript:
        terms = options.terms(figures.candidates or (), method) if options.given else None
        if sections is not None:
            return count_sections(figures, sections, method, ties)
        return count_published(figures, method, ties, terms)

    names = figures.names if sections is None else next(iter(sections.values())).candidates
    if not names:
        raise reading.unreadable("nobody stands; expected one candidate or more")
    return Contest(figures.title or reading.title, names, figures.seats, papers_of([])), by


def _sections(files: Mapping[str, str], reading: Reading) -> dict[str, Contest]:
    """The papers of each section; its file stands beside the one that names it, or where its path leads from there."""
    folder = Path(reading.source).parent
    found = {}
    for section, name in files.items():
        path = folder / name
        found[section] = read_ballots(read_bytes(path), replace(reading, source=str(path)), None)
    return found
