"""Which figures of a record a number could be: every count and every share that gives it, nearest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from tellers.canonical import Json
from tellers.figures import Figure, percent
from tellers.reports import wording
from tellers.reports.asked_figure import Asked
from tellers.reports.layout import Column, paragraph, table
from tellers.reports.news.numerals import Kind, Numeral
from tellers.reports.news.reading import Records
from tellers.reports.news.stages import IN_SECTION, votes_by_stage
from tellers.reports.relations import count_holds, share_holds
from tellers.reports.told import Departures, Told, ToldStep

PLACES = 2
"""The places of a percentage that are shown beside the exact fraction."""

COLUMNS = (Column(14), Column(64))

NAMED = {"entitled": "entitled"}
"""What a base is called behind its size, where that is not what it is called after "of"."""

POINTS = Fraction(5, 100)
"""How far a share may be from one that is asked about and be named as near."""

FEW = 3
"""The most figures that are named as near."""


@dataclass(frozen=True)
class Match:
    """One figure that gives the number: `exact` or only as rounded, and how far it is from it."""

    vote: str
    counts: str
    exactly: Fraction
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


def explain(asked: Asked, records: Records) -> tuple[Match, ...]:
    """Every figure of the record that gives the number, exact ones first, then by how near they are."""
    found = list(_all(asked.numeral, records, asked.base))
    if asked.either:
        share = replace(asked.numeral, kind=Kind.PERCENT, value=asked.numeral.value / 100)
        found += _all(share, records, None)
    return _sorted(found, records)


def nearest(asked: Asked, records: Records) -> tuple[Match, ...]:
    """The figures of the record that come nearest to a number that none gives."""
    own = replace(asked.numeral, relation="equal to")
    every = [
        match
        for told in (records.main, *records.others)
        for one in _figures(told)
        if (match := _compared(own, one, told)) is not None and _comparable(own, one)
    ]
    ordered = sorted(dict.fromkeys(every), key=lambda one: one.distance)
    return tuple(ordered[:FEW])


def _comparable(numeral: Numeral, figure: Figure) -> bool:
    """Whether a figure may be what is meant: a share within five points, a count within a tenth."""
    exact = figure.fraction if numeral.shared else Fraction(figure.value)
    if exact is None:
        return False
    return abs(exact - numeral.value) <= (POINTS if numeral.shared else max(Fraction(1), numeral.value / 10))


def _sorted(found: Iterable[Match], records: Records) -> tuple[Match, ...]:
    order = {told.title: number for number, told in enumerate((records.main, *records.others))}
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda one: (not one.exact, one.distance, order[one.vote], one.counts)))


def _all(numeral: Numeral, records: Records, base: int | None) -> Iterator[Match]:
    for told in (records.main, *records.others):
        for one in _figures(told):
            match = _compared(numeral, one, told)
            size = None if one.base is None else one.base.size
            if match is not None and base in {None, size} and _gives(numeral, match.exactly, one):
                yield match
        for step in told.steps:
            yield from _needed(numeral, step, told)
        yield from _lines(numeral, told)
        if told.departures is not None:
            yield from _gone(numeral, told.departures, told)


def _figures(told: Told) -> Iterator[Figure]:
    """The figures of a vote; of a contest also the votes in each section and the distance between the first two."""
    yield from told.figures
    for one in told.figures:
        if one.base is not None and one.base.name.startswith(IN_SECTION):
            yield replace(one, counts=f"{one.counts} in {one.base.name.removeprefix(IN_SECTION)}", base=None)
    for votes in votes_by_stage(told):
        (first, most), (second, next_), *_ = (*sorted(votes.items(), key=lambda one: -one[1]), ("", 0), ("", 0))
        if second:
            known = next(one for one in told.figures if one.counts == first)
            yield replace(known, counts=f"Distance between {first} and {second}", value=most - next_, base=None)


def _compared(numeral: Numeral, figure: Figure, told: Told) -> Match | None:
    """A figure beside the number: a share beside a share, two sides beside a share of valid votes."""
    exact = figure.fraction if numeral.shared else Fraction(figure.value)
    if exact is None or (figure.base is not None) != numeral.shared:
        return None
    if numeral.ratio and (figure.base is None or figure.base.name != "valid" or 2 * exact < 1):
        return None
    return _match(figure, exact, numeral, told)


def _gives(numeral: Numeral, exact: Fraction, figure: Figure) -> bool:
    """Whether a figure is the number: exactly, rounded half up to its places, or as "more than" and its like allow."""
    if numeral.relation != "equal to":
        line, near = numeral.value, POINTS if numeral.shared else max(Fraction(1), numeral.value / 20)
        held = share_holds if numeral.shared else None
        holds = (
            held(numeral.relation, exact, line, numeral.places) if held else count_holds(numeral.relation, exact, line)
        )
        return holds and abs(exact - line) <= near
    if numeral.kind is Kind.PERCENT:
        return percent(exact, numeral.places) == percent(numeral.value, numeral.places)
    if numeral.ratio:
        return abs(exact / (1 - exact) - numeral.value / (1 - numeral.value)) < Fraction(1, 2) if exact < 1 else False
    if numeral.kind is Kind.FRACTION:
        terms = numeral.text.replace(" ", "").replace("/", "").isdecimal()
        return exact == numeral.value if terms else share_holds("about", exact, numeral.value, 0)
    return exact == figure.value == numeral.value


def _match(one: Figure, exact: Fraction, numeral: Numeral, told: Told) -> Match:
    counts = wording.CLASSES.get(one.counts, one.counts)
    distance = abs(exact - numeral.value)
    same = distance == 0
    if one.base is None:
        return Match(told.title, counts, exact, str(one.value), None, told.sourced(one), same, distance)
    name, _, section = one.base.name.partition(" in ")
    base = f"{one.base.size} {NAMED.get(name) or wording.BASES.get(name, name)}" + (
        f" in {section}" if section else ""
    )
    shown = f"{percent(exact, PLACES)} ({one.value}/{one.base.size})"
    if numeral.ratio:
        shown += f", {_ratio(exact)} to 1"
    return Match(told.title, counts, exact, shown, base, told.sourced(one), same, distance)


def _ratio(share: Fraction) -> str:
    if share == 1:
        return "all"
    tenths = int(share / (1 - share) * 10)
    return f"{tenths // 10}.{tenths % 10}"


def _needed(numeral: Numeral, step: ToldStep, told: Told) -> Iterator[Match]:
    """The number or the share that a next step needs."""
    for way in step.ways:
        value = way.share if numeral.shared else None if way.needed is None else Fraction(way.needed)
        if value is not None and value == numeral.value:
            counts = f"needed for: {step.title.lower()}"
            base = None if way.base_size is None else f"{way.base_size} {way.body_name or 'entitled'}"
            yield Match(told.title, counts, value, str(value), base, step.grounds, exact=True, distance=Fraction(0))


def _lines(numeral: Numeral, told: Told) -> Iterator[Match]:
    """What the vote itself needed, and what was needed to defeat it."""
    for need in told.needs:
        base = None if need.base_size is None or need.base is None else f"{need.base_size} {_base(need.base)}"
        values = [(f"needed: {need.text}", need.needed)]
        if (
            need.needed is not None
            and need.base_size is not None
            and need.rule == "threshold"
            and need.base == "valid"
        ):
            values.append((f"needed to defeat: {need.text}", need.base_size - need.needed + 1))
        for counts, number in values:
            if not numeral.shared and number is not None and number == numeral.value:
                yield Match(
                    told.title,
                    counts,
                    Fraction(number),
                    str(number),
                    base,
                    need.grounds,
                    exact=True,
                    distance=Fraction(0),
                )


def _gone(numeral: Numeral, found: Departures, told: Told) -> Iterator[Match]:
    """Who left a post, as far as the record has it."""
    size = Fraction(len(found.listed))
    if not numeral.shared and numeral.value == size and size:
        counts = "left their posts" if found.whole else "left their posts, as far as the record names them"
        yield Match(told.title, counts, size, str(size), None, found.source, exact=True, distance=Fraction(0))


def _base(name: str) -> str:
    return NAMED.get(name) or wording.BASES.get(name, name)


def explain_json(text: str, found: Iterable[Match], near: Iterable[Match] = ()) -> dict[str, Json]:
    """The matches for programs; `nearest` where nothing gives the number."""
    return {
        "figure": text,
        "matches": [one.to_json() for one in found],
        "nearest": [one.to_json() for one in near],
    }


def explain_text(text: str, found: tuple[Match, ...], near: tuple[Match, ...] = ()) -> str:
    """The matches in 80 columns; where nothing gives the number, what comes nearest."""
    if found:
        head = f"What gives {text} in the record, nearest first:"
        listed = [("EXACT" if one.exact else "ROUNDED", one) for one in found]
    else:
        after = " What comes nearest:" if near else ""
        head = f"Nothing in the record gives {text}.{after}"
        listed = [("NEAR", one) for one in near]
    lines = list(paragraph(head, indent=0))
    for word, one in listed:
        of = f" of {one.base}" if one.base is not None else ""
        lines += ["", *table([(word, f"{one.counts}: {one.shown}{of}")], COLUMNS, indent=0)]
        lines += table([("", f"{one.vote} [{one.source}]")], COLUMNS, indent=0)
    return "\n".join(lines) + "\n"
