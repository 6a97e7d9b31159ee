"""Counts of figures that were published without the papers."""

from collections.abc import Collection, Mapping

from tellers.counting import condorcet, debian, exhaustive, marks, section_papers, sections
from tellers.counting.contest import Contest
from tellers.counting.debian import DEBIAN, Terms
from tellers.counting.formats.published import Published
from tellers.counting.marks import MARKS
from tellers.counting.methods import decided
from tellers.counting.rule_sets.condorcet import CONDORCET
from tellers.counting.rule_sets.exhaustive import EXHAUSTIVE
from tellers.counting.rule_sets.sections import SECTIONS
from tellers.counting.sections import College
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Transcript
from tellers.errors import Refused


def count_published(figures: Published, method: str, ties: TieBreaker, terms: Terms | None = None) -> Transcript:
    """What the figures come to; Refused when the method counts other figures."""
    return decided(lambda breaker: _count(figures, method, breaker, terms), ties)


def _count(figures: Published, method: str, ties: TieBreaker, terms: Terms | None) -> Transcript:
    if figures.ballots is not None:
        return exhaustive.count_ballots(figures.series(), EXHAUSTIVE[_among(method, EXHAUSTIVE)], ties)
    if figures.rounds is not None:
        return sections.count_rounds(_college(figures, method), figures.by_section(), ties)
    if figures.votes is not None:
        return marks.elect(figures.totals(), MARKS[_among(method, MARKS)], ties)
    compared = figures.compared()
    if method in DEBIAN:
        return debian.decide(compared, DEBIAN[method], terms or Terms(debian.default_option(compared.names)), ties)
    return condorcet.rank(compared, CONDORCET[_among(method, [*CONDORCET, *DEBIAN])], ties)


def count_sections(figures: Published, papers: Mapping[str, Contest], method: str, ties: TieBreaker) -> Transcript:
    """What the ballot files of the sections come to."""
    electing = _college(figures, method)
    return decided(lambda breaker: section_papers.count_papers(electing, papers, breaker), ties)


def _college(figures: Published, method: str) -> College:
    return sections.college(figures.shares(), SECTIONS[_among(method, SECTIONS)])


def _among(method: str, methods: Collection[str]) -> str:
    if method not in methods:
        raise Refused(f"{method} does not count these figures; expected one of {', '.join(sorted(methods))}")
    return method
