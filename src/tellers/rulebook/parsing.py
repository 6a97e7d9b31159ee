"""Reads a rule book from its text: TOML, with every mistake named by file and line.

The language is taught in docs/formats/rulebook.md.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tellers.canonical import sha256_hex
from tellers.errors import RuleBookError
from tellers.rulebook.book import Edition, RuleBook
from tellers.rulebook.dates import Dated, cuts, read_editions, read_span
from tellers.rulebook.document import read_document
from tellers.rulebook.parsing_basis import Surroundings
from tellers.rulebook.parsing_bodies import read_bodies
from tellers.rulebook.parsing_counts import read_count
from tellers.rulebook.parsing_motions import read_minimum_cell
from tellers.rulebook.parsing_offices import read_offices
from tellers.rulebook.parsing_procedures import kind_in, read_variants, ways_of
from tellers.rulebook.parsing_readings import date_readings, read_readings, read_rulings
from tellers.rulebook.parsing_rules import Rules, Silence, read_clause
from tellers.rulebook.readings import Reading
from tellers.rulebook.tables import Table
from tellers.rulebook.turning import weight

FORMAT = 1
MOST_CHANGES = 200
"""The most days on which something in a book may change; each makes an edition of the whole book."""

MOST_WORK = 500_000
"""The most values that are read, each as often as it is in an edition and under a combination of choices."""

KINDS = ("clause", "body", "office", "count", "procedure")
SMALLEST_GROUP = Silence(10, "no minimum cell is stated; groups under 10 votes are not published")

Everything = Mapping[str, Mapping[str, tuple[Dated, ...]]]
"""Every edition of every id, by kind."""

InForce = Mapping[str, Mapping[str, Dated]]
"""The one edition of every id that holds on a day, by kind."""

Stretch = tuple[date, date | None]
"""From which day to which."""


def decode(raw: bytes, source: str) -> RuleBook:
    """Read a rule book from the bytes of its file, which are UTF-8."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RuleBookError("this is not UTF-8; save the rule book as UTF-8", source=source, line=line) from None
    return parse(text, source)


def parse(text: str, source: str) -> RuleBook:
    """Read a rule book from its text; `source` is what messages call it.

    Raises RuleBookError with the line for every mistake, for what is not known, and for what is not supported.
    """
    top = read_document(text, source)
    if top.number("format") != FORMAT:
        top.refuse(f"this book is of format {top.values['format']}; expected format = {FORMAT}", "format")
    since, until = read_span(top)
    everything = {
        kind: {id_: read_editions(id_, tables, since, until) for id_, tables in top.named(kind).items()}
        for kind in KINDS
    }
    dated = date_readings(top, since, until)
    readings = read_readings(dated, everything["clause"])
    stretches = cuts([*_all(everything), *dated], since, until)
    book = RuleBook(
        source=source,
        fingerprint=sha256_hex(text.encode()),
        organisation=top.text("organisation"),
        title=top.text("title"),
        time_zone=_time_zone(top),
        editions=_editions(top, everything, readings, stretches),
        all_readings=readings,
        rulings=read_rulings(top, readings),
        lines=_lines(everything),
    )
    top.finish()
    return book


def _time_zone(top: Table) -> str:
    name = top.text("time_zone")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        top.refuse(f'`{name}` is not a time zone; expected a name such as "Europe/London"', "time_zone")
    return name


def _editions(
    top: Table, everything: Everything, readings: tuple[Reading, ...], stretches: tuple[Stretch, ...]
) -> tuple[Edition, ...]:
    if len(stretches) > MOST_CHANGES:
        top.refuse(f"this book changes on {len(stretches)} days; expected at most {MOST_CHANGES}")
    _check_work(top, everything, readings, stretches)
    return tuple(
        _edition(top, {kind: _in_force(everything[kind], stretch[0]) for kind in KINDS}, readings, stretch)
        for stretch in stretches
    )


def _all(everything: Everything) -> Iterator[Dated]:
    return (dated for kind in everything.values() for editions in kind.values() for dated in editions)


def _check_work(
    top: Table, everything: Everything, readings: tuple[Reading, ...], stretches: tuple[Stretch, ...]
) -> None:
    """Refuse a book that would be read over and over, for its editions and its readings, without end."""
    by_id = {reading.id: reading for reading in readings}
    work = 0
    for kind, by_kind in everything.items():
        for dated in (one for editions in by_kind.values() for one in editions):
            ways = ways_of(dated, by_id) if kind == "procedure" else 1
            work += ways * weight(dated.table.values) * sum(dated.holds(since) for since, _ in stretches)
            if work > MOST_WORK:
                top.refuse("there is too much of this book, over too many changes and readings, to be read")


def _edition(top: Table, in_force: InForce, readings: tuple[Reading, ...], stretch: Stretch) -> Edition:
    clauses = {id_: read_clause(dated, top.optional_text("source")) for id_, dated in in_force["clause"].items()}
    minimum_cell = Rules(top, clauses, None).value("minimum_cell", read_minimum_cell, SMALLEST_GROUP)
    around = Surroundings(
        clauses=clauses,
        bodies=read_bodies(in_force["body"], clauses),
        offices=read_offices(in_force["office"], clauses),
        counts={id_: read_count(dated, clauses) for id_, dated in in_force["count"].items()},
        readings={
            reading.id: reading for reading in readings if reading.clause in clauses and reading.holds(stretch[0])
        },
        procedures={id_: kind_in(dated.table) for id_, dated in in_force["procedure"].items()},
        minimum_cell=minimum_cell,
    )
    procedures = {id_: read_variants(dated, around) for id_, dated in in_force["procedure"].items()}
    return Edition(*stretch, clauses, around.bodies, around.offices, around.counts, procedures, minimum_cell)


def _in_force(editions: Mapping[str, tuple[Dated, ...]], on: date) -> dict[str, Dated]:
    return {id_: dated for id_, all_dated in editions.items() for dated in all_dated if dated.holds(on)}


def _lines(everything: Everything) -> dict[tuple[str, str], int]:
    return {
        (kind, id_): editions[-1].table.line
        for kind, by_id in everything.items()
        for id_, editions in by_id.items()
        if editions
    }
