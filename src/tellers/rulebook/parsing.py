"""Reads a rule book from its text: TOML, with every mistake named by file and line.

The language is taught in docs/formats/rulebook.md.
"""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tellers.canonical import sha256_hex
from tellers.errors import RuleBookError
from tellers.rulebook.book import Edition, RuleBook
from tellers.rulebook.dates import Dated, cuts, read_editions, read_span
from tellers.rulebook.document import read_document
from tellers.rulebook.parsing_bodies import read_bodies
from tellers.rulebook.parsing_procedures import MOTION, Surroundings, read_minimum_cell, read_procedure
from tellers.rulebook.parsing_readings import read_readings, read_rulings
from tellers.rulebook.parsing_rules import Rules, Silence, read_clause, read_office
from tellers.rulebook.tables import Table, did_you_mean

FORMAT = 1
MOST_CHANGES = 200
"""The most days on which something in a book may change; each makes an edition of the whole book."""

KINDS = ("clause", "body", "office", "procedure")
SMALLEST_GROUP = Silence(10, "no minimum cell is stated; groups under 10 votes are not published")

Everything = Mapping[str, Mapping[str, tuple[Dated, ...]]]
"""Every edition of every id, by kind."""


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
    readings = read_readings(top, everything["clause"])
    book = RuleBook(
        source=source,
        fingerprint=sha256_hex(text.encode()),
        organisation=top.text("organisation"),
        title=top.text("title"),
        time_zone=_time_zone(top),
        editions=_editions(top, everything, since, until),
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


def _editions(top: Table, everything: Everything, since: date, until: date | None) -> tuple[Edition, ...]:
    all_dated = [dated for kind in everything.values() for editions in kind.values() for dated in editions]
    stretches = cuts(all_dated, since, until)
    if len(stretches) > MOST_CHANGES:
        top.refuse(f"this book changes on {len(stretches)} days; expected at most {MOST_CHANGES}")
    return tuple(_edition(top, everything, stretch) for stretch in stretches)


def _edition(top: Table, everything: Everything, stretch: tuple[date, date | None]) -> Edition:
    clause, body, office, procedure = (_in_force(everything[kind], stretch[0]) for kind in KINDS)
    clauses = {id_: read_clause(dated, top.optional_text("source")) for id_, dated in clause.items()}
    minimum_cell = Rules(top, clauses, None).value("minimum_cell", read_minimum_cell, SMALLEST_GROUP)
    bodies = read_bodies(body, clauses)
    offices = {id_: read_office(dated, clauses) for id_, dated in office.items()}
    for id_, dated in office.items():
        for other in offices[id_].ex_officio:
            if other not in offices or other == id_:
                dated.table.refuse(f"there is no other office `{other}`; {did_you_mean(other, offices)}", "ex_officio")
    openings = [id_ for id_, dated in procedure.items() if dated.table.values.get("kind") != MOTION]
    around = Surroundings(clauses, bodies, offices, openings, minimum_cell)
    procedures = {id_: read_procedure(dated, around) for id_, dated in procedure.items()}
    return Edition(*stretch, clauses, bodies, offices, procedures, minimum_cell)


def _in_force(editions: Mapping[str, tuple[Dated, ...]], on: date) -> dict[str, Dated]:
    return {id_: dated for id_, all_dated in editions.items() for dated in all_dated if dated.holds(on)}


def _lines(everything: Everything) -> dict[tuple[str, str], int]:
    return {
        (kind, id_): editions[-1].table.line
        for kind, by_id in everything.items()
        for id_, editions in by_id.items()
        if editions
    }
