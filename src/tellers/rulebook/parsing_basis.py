"""Reads what procedures of every kind have, and what any of them may name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tellers.rulebook.basis import Basis, Proposers, Section
from tellers.rulebook.bodies import Body
from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.counts import BookCount
from tellers.rulebook.grammar import parse_fraction
from tellers.rulebook.offices import Office
from tellers.rulebook.outcomes import Ending, Outcome
from tellers.rulebook.parsing_clocks import read_clocks, read_moment
from tellers.rulebook.parsing_effects import Named, read_branches
from tellers.rulebook.parsing_rules import Clauses, Rules, Silence, read_grounds
from tellers.rulebook.readings import Reading
from tellers.rulebook.tables import ID, Table

NOT_STATUTORY = Silence(value=False, says="no law is named that asks for an independent scrutineer")
ON_THE_DAY: Silence[str | None] = Silence(
    None, "the day on which the body is measured is not stated; the day of the vote is taken"
)


@dataclass(frozen=True)
class Surroundings:
    """What a procedure may name: everything that is in force with it; procedures by id, each with its kind."""

    clauses: Clauses
    bodies: Mapping[str, Body]
    offices: Mapping[str, Office]
    counts: Mapping[str, BookCount]
    readings: Mapping[str, Reading]
    procedures: Mapping[str, str]
    minimum_cell: Rule[int]

    @property
    def named(self) -> Named:
        """The ids that effects may name."""
        return Named(self.clauses, self.bodies, self.offices, self.procedures, self.readings)


@dataclass(frozen=True)
class Entry:
    """One procedure as it is read: its table, what it may name, and what its bare values rest on."""

    id: str
    table: Table
    around: Surroundings
    grounds: Grounds

    @property
    def rules(self) -> Rules:
        """The rules of the procedure's own table."""
        return self.rules_in(self.table)

    def rules_in(self, table: Table) -> Rules:
        """The rules of a table within: they rest on its grounds, or else on the procedure's."""
        return Rules(table, self.around.clauses, read_grounds(table, self.around.clauses) or self.grounds)

    def body(self, key: str = "body") -> str:
        """The id of a body in force."""
        return named(self.table, key, self.around.bodies, "body")

    def office(self, key: str = "office") -> str | None:
        """The id of an office in force, None where the key is left out."""
        return named(self.table, key, self.around.offices, "office") if self.table.has(key) else None

    def procedures(self, key: str, kind: str | None = None) -> tuple[str, ...]:
        """Ids of procedures in force, of one kind or of any; none where the key is left out."""
        if not self.table.has(key):
            return ()
        known = [id_ for id_, its in self.around.procedures.items() if kind in {None, its}]
        what = "procedure" if kind is None else f"procedure of kind {kind}"
        for word in self.table.texts(key):
            check_known(self.table, key, word, known, what)
        return self.table.texts(key)


def named(table: Table, key: str, known: Collection[str], what: str) -> str:
    """The id under a key, which must be in force."""
    return check_known(table, key, table.text(key), known, what)


def check_known(table: Table, key: str, word: str, known: Collection[str], what: str) -> str:
    """An id that is in force; refused with the nearest that is."""
    if word not in known:
        table.not_in_force(what, word, known, key)
    return word


def read_basis(entry: Entry, outcomes: tuple[Outcome | Ending, ...]) -> Basis:
    """The part of a procedure that is alike in every kind."""
    table = entry.table
    meeting = None
    if table.has("meeting"):
        meetings = [id_ for id_, kind in entry.around.procedures.items() if kind == "meeting"]
        meeting = named(table, "meeting", meetings, "procedure of kind meeting")
    return Basis(
        id=entry.id,
        title=table.text("title"),
        office=entry.office(),
        branches=read_branches(table, entry.id, entry.around.named, outcomes),
        clocks=read_clocks(table, entry.around.clauses, entry.grounds),
        follows=entry.procedures("follows"),
        opens=entry.procedures("opens"),
        measured=entry.rules.value("measured", read_moment, ON_THE_DAY),
        statutory=entry.rules.value("statutory", Table.flag, NOT_STATUTORY),
        meeting=meeting,
        grounds=entry.grounds,
        line=table.line,
    )


def read_proposers(entry: Entry, body: str | None, key: str) -> Rule[Proposers] | None:
    """So many members of a body, `{ body = "members", number = 5 }` or `share = "1/10"`; None if it is left out."""

    def read(table: Table) -> Proposers:
        number = table.number("number", least=1) if table.has("number") else 1
        share = _share(table) if table.has("share") else None
        if body is not None and not table.has("body"):
            return Proposers(body, number, share)
        return Proposers(named(table, "body", entry.around.bodies, "body"), number, share)

    return entry.rules.optional_record(key, read)


def _share(table: Table) -> Fraction:
    written = table.values.get("share")
    share = parse_fraction(table.text("share")) if isinstance(written, str) else None
    if not share or share > 1:
        table.refuse('`share` is no part of a body; expected one such as "1/10" or "10%"', "share")
    return share


def read_days(table: Table, key: str) -> int:
    """A number of clear days of notice."""
    return table.number(key, most=3660)


def read_sections(table: Table) -> tuple[Section, ...]:
    """The sections of a vote; weights for all of them or for none, one in all."""
    sections = tuple(_section(one) for one in table.tables("sections"))
    ids = [section.id for section in sections]
    if len(set(ids)) < len(ids):
        table.refuse("two sections have the same id", "sections")
    weights = [section.weight for section in sections if section.weight is not None]
    if weights and len(weights) < len(sections):
        table.refuse("some sections have a weight and some have none; write one for each, or for none", "sections")
    if weights and sum(weights) != 1:
        table.refuse(f"the weights of the sections add up to {sum(weights)}; expected 1", "sections")
    return sections


def _section(table: Table) -> Section:
    id_ = table.text("id")
    if not ID.fullmatch(id_):
        table.refuse(f"`{id_!r}` cannot be an id; expected small letters, digits, - and _", "id")
    weight = None
    if table.has("weight"):
        weight = parse_fraction(table.text("weight"))
        if not weight:
            table.refuse('`weight` is no fraction above nothing; expected one such as "1/3" or "40%"', "weight")
    section = Section(id_, table.text("title") if table.has("title") else id_, weight)
    table.finish()
    return section
