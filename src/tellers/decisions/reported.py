"""Printed figures held against ours: a share, a majority, a turnout that somebody published.

A figure decides nothing. One that is ours on some base says nothing more; one that is ours on none is a contradiction
that shows what would have been right. One that the facts are too few to work out is told to be unchecked.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from tellers.decisions.facts import Reported
from tellers.decisions.figures import OWN_BASES, Share
from tellers.decisions.finding import Finding
from tellers.decisions.verdict import Contradiction
from tellers.figures import percent

NUMBER = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.([0-9]{1,9}))?\s*(?:%|per cent|percent)?", re.ASCII)

SHARES = ("share", "percent", "percentage")
COUNTS = ("votes", "count", "number", "nominations", "signatures", "papers")
TURNOUT, MAJORITY, NEEDED = "turnout", "majority", "needed"

KINDS = frozenset({*SHARES, *COUNTS, TURNOUT, MAJORITY, NEEDED, *OWN_BASES})
"""The kinds of figure that can be held against a record."""

SUPPORT = frozenset({"signatures", "nominations"})


@dataclass(frozen=True)
class Own:
    """A figure of ours: what it is, and its value; a share is in per cent."""

    name: str
    value: Fraction
    is_share: bool = False

    def __str__(self) -> str:
        written = percent(self.value / 100, 3) if self.is_share else str(self.value)
        return f"{written} ({self.name})"


def held_against(
    printed: Iterable[Reported], accounts: tuple[tuple[Share, ...], ...], findings: tuple[Finding, ...]
) -> Iterator[Contradiction]:
    """A contradiction for each printed figure that is not ours on any base that it can mean, by any account."""
    for one in printed:
        number = NUMBER.fullmatch(one.value.strip())
        if number is None:
            yield _clash(one, "it is not a number that can be held against the record")
            continue
        ours = _of_all(one, accounts, findings)
        places = len(number[2] or "")
        value = Fraction(f"{number[1].replace(',', '')}.{number[2] or '0'}")
        if not ours and not _could_be(one, accounts, findings):
            yield _clash(one, "the facts give no figure of this kind")
        elif ours and not any(_same(value, places, own.value) for own in ours):
            yield _clash(one, f"the record has {', '.join(dict.fromkeys(map(str, ours)))}")


def unchecked(
    printed: Iterable[Reported], accounts: tuple[tuple[Share, ...], ...], findings: tuple[Finding, ...]
) -> Iterator[str]:
    """A sentence for each printed figure that would be ours or not, were more known."""
    for one in printed:
        if not _of_all(one, accounts, findings) and _could_be(one, accounts, findings):
            yield f"printed {_about(one)} {one.value} is not checked: the facts do not give what it is worked out from"


def _of_all(one: Reported, accounts: tuple[tuple[Share, ...], ...], findings: tuple[Finding, ...]) -> tuple[Own, ...]:
    """Every figure of ours that a printed one can mean, by any account."""
    return tuple(own for figures in accounts for own in _ours(one, figures, findings))


def _could_be(one: Reported, accounts: tuple[tuple[Share, ...], ...], findings: tuple[Finding, ...]) -> bool:
    """Whether a printed figure is of a kind, and of somebody or something, that is known here."""
    figures = [figure for account in accounts for figure in account]
    candidates = [name for finding in findings for step in finding.verdict.stages for name in step.tally]
    words = {*OWN_BASES, *SUPPORT, *candidates, *(figure.counts for figure in figures)}
    return one.figure in KINDS and (one.of is None or one.of in words)


def _ours(one: Reported, figures: tuple[Share, ...], findings: tuple[Finding, ...]) -> Iterator[Own]:
    if one.figure == NEEDED:
        for met in (met for finding in findings for met in finding.thresholds):
            if met.needed is not None:
                yield Own(met.threshold.text, Fraction(met.needed))
    elif one.figure == MAJORITY:
        yield from _majorities(figures)
    else:
        for figure in _meant(one, figures):
            share = figure.share
            if share is None or not _as_share(one):
                yield Own(figure.id, figure.value)
            else:
                yield Own(f"of {figure.base} {figure.base_size}", share * 100, is_share=True)


def _meant(one: Reported, figures: tuple[Share, ...]) -> Iterator[Share]:
    """The figures of ours that a printed one can be: a count without a base, a share with one."""
    counts = {TURNOUT: "papers"}.get(one.figure, one.of)
    if one.figure not in {*SHARES, *COUNTS, TURNOUT}:
        counts = one.figure
    for figure in figures:
        fits = counts in {None, figure.counts, figure.of}
        if _in_weighted(one, figure):
            # What a weighted section counts has no figure of its own: it is the upper part of its share.
            if fits and one.base in {None, "valid"}:
                yield figure
            continue
        here = one.section is None or one.section in {*(figure.of or "").split("."), figure.of}
        if fits and here and one.base in {None, figure.base} and (figure.base is not None) is _as_share(one):
            yield figure


def _as_share(one: Reported) -> bool:
    return one.figure in {*SHARES, TURNOUT}


def _in_weighted(one: Reported, figure: Share) -> bool:
    """Whether a figure is of the valid votes of the section that is asked about."""
    return one.section is not None and figure.base == f"valid in {one.section}"


def _majorities(figures: tuple[Share, ...]) -> Iterator[Own]:
    """For less against; and in each stage the first less the second."""
    plain = [figure for figure in figures if figure.base is None]
    stages: dict[str | None, list[Fraction]] = {}
    for figure in plain:
        if figure.counts in {"for", "against"} or (figure.of or "").count(".") == 1:
            stages.setdefault(figure.of, []).append(figure.value)
    for of, votes in stages.items():
        first, *others = sorted(votes, reverse=True)
        if others:
            place = "" if of is None else f", {of}"
            yield Own(f"{first} less {others[0]}{place}", first - others[0])


def _same(value: Fraction, places: int, own: Fraction) -> bool:
    """Whether a printed number is ours, rounded half up to as many places as were printed."""
    scale = 10**places
    return Fraction((own * scale * 2 + 1) // 2, scale) == value


def _about(one: Reported) -> str:
    words = (one.figure, one.of and f"of {one.of}", one.base and f"on {one.base}", one.section and f"in {one.section}")
    return " ".join(word for word in words if word)


def _clash(one: Reported, why: str) -> Contradiction:
    text = f"printed {_about(one)} {one.value}: {why}"
    return Contradiction(f"reported.{one.figure}", text, ((one.value, one.source),))
