"""Which figures of a record a number could be: every count and every share that gives it, nearest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from tellers.canonical import Json
from tellers.errors import Unreadable
from tellers.figures import Figure, percent
from tellers.reports import wording
from tellers.reports.layout import Column, paragraph, table
from tellers.reports.news.numerals import Kind, Numeral, numerals
from tellers.reports.news.reading import Records
from tellers.reports.news.sentences import plain
from tellers.reports.told import Told, ToldStep

PLACES = 2
"""The places of a percentage that are shown beside the exact fraction."""

COLUMNS = (Column(14), Column(64))


@dataclass(frozen=True)
class Match:
    """One figure that gives the number: `exact` or only as rounded, and how far it is from it."""

    vote: str
    counts: str
    value: Fraction
    shown: str
    base: str | None
    source: str
    exact: bool
    distance: Fraction

    def to_json(self) -> dict[str, Json]:
        """One entry of `matches`, as docs/formats/report-check.md has it."""
        return {
            "vote": self.vote,
            "counts": self.counts,
            "value": self.shown,
            "base": self.base,
            "exact": self.exact,
            "source": self.source,
        }


def read_figure(text: str) -> Numeral:
    """A number as a report writes it: "80%", "13", "four fifths"; raises Unreadable for what is none."""
    found = numerals(plain(text.strip()))
    if len(found) != 1 or found[0].kind is Kind.OTHER:
        message = f"`{text}` is not one figure; expected a number such as 13, 80%, 59.5%, two thirds or thirteen"
        raise Unreadable(message, source="the figure")
    return found[0]


def explain(figure: Numeral, records: Records) -> tuple[Match, ...]:
    """Every figure of the record that gives the number, exact ones first, then by how near they are."""
    found = [match for told in (records.main, *records.others) for match in _of_vote(figure, told)]
    order = {told.title: number for number, told in enumerate((records.main, *records.others))}
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda one: (not one.exact, one.distance, order[one.vote], one.counts)))


def _of_vote(figure: Numeral, told: Told) -> Iterator[Match]:
    for one in told.figures:
        exact = one.fraction if figure.shared else Fraction(one.value)
        if (one.base is not None) == figure.shared and exact is not None and _gives(figure, exact):
            yield _match(one, exact, figure, told)
    for step in told.steps:
        yield from _needed(figure, step, told)


def _gives(figure: Numeral, exact: Fraction) -> bool:
    """Whether a figure is the number, exactly or rounded half up to the places that are written."""
    if figure.kind is Kind.PERCENT:
        return percent(exact, figure.places) == percent(figure.value, figure.places)
    if figure.kind is Kind.FRACTION:
        return percent(exact, 0) == percent(figure.value, 0)
    return exact == figure.value


def _match(one: Figure, exact: Fraction, figure: Numeral, told: Told) -> Match:
    counts = wording.CLASSES.get(one.counts, one.counts)
    distance = abs(exact - figure.value)
    if one.base is None:
        return Match(told.title, counts, exact, str(one.value), None, told.sourced(one), distance == 0, distance)
    name, _, section = one.base.name.partition(" in ")
    base = f"{one.base.size} {wording.BASES.get(name, name)}" + (f" in {section}" if section else "")
    shown = f"{percent(exact, PLACES)} ({one.value}/{one.base.size})"
    return Match(told.title, counts, exact, shown, base, told.sourced(one), distance == 0, distance)


def _needed(figure: Numeral, step: ToldStep, told: Told) -> Iterator[Match]:
    """The number or the share that a next step needs."""
    for way in step.ways:
        value = way.share if figure.shared else None if way.needed is None else Fraction(way.needed)
        if value is not None and value == figure.value:
            shown = str(value) if figure.shared else step.number
            counts = f"needed for: {step.title.lower()}"
            base = None if way.base_size is None else f"{way.base_size} {way.body_name or 'entitled'}"
            yield Match(told.title, counts, value, shown, base, step.grounds, exact=True, distance=Fraction(0))


def explain_json(text: str, found: Iterable[Match]) -> dict[str, Json]:
    """The matches for programs."""
    return {"figure": text, "matches": [one.to_json() for one in found]}


def explain_text(text: str, found: tuple[Match, ...]) -> str:
    """The matches in 80 columns."""
    if not found:
        return "\n".join(paragraph(f"Nothing in the record gives {text}.", indent=0)) + "\n"
    lines: list[str] = list(paragraph(f"What gives {text} in the record, nearest first:", indent=0))
    for one in found:
        of = f" of {one.base}" if one.base is not None else ""
        lines += [
            "",
            *table([("EXACT" if one.exact else "ROUNDED", f"{one.counts}: {one.shown}{of}")], COLUMNS, indent=0),
        ]
        lines += table([("", f"{one.vote} [{one.source}]")], COLUMNS, indent=0)
    return "\n".join(lines) + "\n"
