"""Reads who holds the key of a sealed ballot, and the time for objections after its count."""

from tellers.rulebook.basis import Form
from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.clocks import Span, Unit
from tellers.rulebook.custody import Camps, Custody, NotAppointed, RuledOn, WalkedOut
from tellers.rulebook.objections import Objections
from tellers.rulebook.parsing_basis import Entry, named
from tellers.rulebook.parsing_petitions import office_or_body
from tellers.rulebook.parsing_rules import Silence
from tellers.rulebook.tables import Table

NO_CUSTODY = (
    "who holds the key of a sealed ballot is not stated; each camp that names trustees has a part of it, nobody waits "
    "for one that names none, and where a trustee does not decrypt the others of the camp do"
)
"""What is taken where a book has no trustees at all."""

ANY_CAMPS = Silence(
    Camps.NAMED, "whose trustees hold the key is not stated; each camp that names some has a part of it"
)
ANY_NUMBER: Silence[int | None] = Silence(None, "how many trustees are appointed is not stated; any number will do")
ONE = Silence(1, "how many of a camp decrypt is not stated; one of them is needed")
UNTIL_OPENING: Silence[int | None] = Silence(
    None, "by when trustees are appointed is not stated; until the ballot opens they can be"
)
WITHOUT_THEM = Silence(
    NotAppointed.WITHOUT,
    "what happens where a camp appoints no trustees is not stated; the ballot is held, and the others have the key",
)
THE_OTHERS = Silence(
    WalkedOut.REMAINING, "what happens where a trustee does not decrypt is not stated; the others of the camp do"
)


def read_custody(entry: Entry, forms: tuple[Form, ...]) -> Custody | None:
    """The `trustees` of a procedure; None where no ballot of it is sealed."""
    if not entry.table.has("trustees"):
        return _silent(entry.table) if Form.SEALED in forms else None
    table = entry.table.table("trustees")
    if Form.SEALED not in forms:
        entry.table.refuse(
            '`trustees` hold the key of sealed ballots, and the forms have none; write forms = ["sealed"], or leave '
            "`trustees` out",
            "trustees",
        )
    rules = entry.rules_in(table)
    custody = Custody(
        camps=rules.value("camps", lambda own, key: own.choice(key, Camps), ANY_CAMPS),
        each=rules.value("each", _people, ANY_NUMBER),
        needed=rules.value("needed", _people, ONE),
        scrutineer=rules.value("scrutineer", _neutral, ANY_NUMBER),
        within_days=rules.value("within_days", _days, UNTIL_OPENING),
        not_appointed=rules.value("not_appointed", lambda own, key: own.choice(key, NotAppointed), WITHOUT_THEM),
        walked_out=rules.value("walked_out", lambda own, key: own.choice(key, WalkedOut), THE_OTHERS),
        appoints=_appoints(entry, table),
        ruled_by=_ruled_by(entry, table),
        ruled_on=_ruled_on(entry, table),
        line=table.line,
    )
    _check_named(table, custody)
    table.finish()
    return custody


def read_objections(entry: Entry) -> Rule[Objections] | None:
    """The time for objections, `{ within_days = 3, holds = true }`; None where the book has none."""
    return entry.rules.optional_record("objections", _objections)


def _objections(table: Table) -> Objections:
    if table.has("within_days") == table.has("within_hours"):
        table.refuse("objections are made within_days = 3 or within_hours = 48; write one of the two")
    if table.has("within_days"):
        span = Span(table.number("within_days", least=1, most=366), Unit.DAYS)
    else:
        span = Span(table.number("within_hours", least=1, most=8784), Unit.HOURS)
    return Objections(span, table.flag("holds") if table.has("holds") else False)


def _silent(table: Table) -> Custody:
    """What holds where the book says nothing of trustees."""
    grounds = Grounds(assumed=NO_CUSTODY, left_out=True)
    return Custody(
        camps=Rule(ANY_CAMPS.value, grounds, table.line),
        each=Rule(None, grounds, table.line),
        needed=Rule(ONE.value, grounds, table.line),
        scrutineer=Rule(None, grounds, table.line),
        within_days=Rule(None, grounds, table.line),
        not_appointed=Rule(WITHOUT_THEM.value, grounds, table.line),
        walked_out=Rule(THE_OTHERS.value, grounds, table.line),
        appoints=None,
        ruled_by=None,
        ruled_on=None,
        line=table.line,
    )


def _people(table: Table, key: str) -> int:
    return table.number(key, least=1, most=100)


def _neutral(table: Table, key: str) -> int:
    return table.number(key, most=100)


def _days(table: Table, key: str) -> int:
    return table.number(key, least=1, most=3660)


def _appoints(entry: Entry, table: Table) -> str | None:
    if not table.has("appoints"):
        return None
    return office_or_body(Entry(entry.id, table, entry.around, entry.grounds), "appoints")


def _ruled_by(entry: Entry, table: Table) -> str | None:
    if not table.has("ruled_by"):
        return None
    known = [id_ for id_, kind in entry.around.procedures.items() if kind == "ruling"]
    return named(table, "ruled_by", known, "procedure of kind ruling")


def _ruled_on(entry: Entry, table: Table) -> RuledOn | None:
    """The question, `{ reading = "walk-out", counted = "spared" }`; None where it is left out."""
    if not table.has("ruled_on"):
        return None
    own = table.table("ruled_on")
    readings = entry.around.readings
    reading = named(own, "reading", readings, "reading")
    counted = named(
        own, "counted", [one.id for one in readings[reading].choices], f"choice of the reading '{reading}'"
    )
    own.finish()
    return RuledOn(reading, counted)


def _check_named(table: Table, custody: Custody) -> None:
    """Refuse a default that needs somebody who is not named, and somebody named whom no default needs."""
    asked = {
        "appoints": custody.not_appointed.value is NotAppointed.APPOINTED,
        "ruled_by": custody.walked_out.value is WalkedOut.RULING,
        "ruled_on": custody.walked_out.value is WalkedOut.RULING,
    }
    words = {
        "appoints": ('not_appointed = "appointed"', 'appoints = "BODY"'),
        "ruled_by": ('walked_out = "ruling"', 'ruled_by = "PROCEDURE"'),
        "ruled_on": ('walked_out = "ruling"', 'ruled_on = { reading = "READING", counted = "CHOICE" }'),
    }
    for key, needed in asked.items():
        rule, write = words[key]
        if needed and not table.has(key):
            table.refuse(f"`{rule}` needs `{key}`; write {write}")
        if not needed and table.has(key) and table.turns_on(rule.split()[0]) is None:
            table.refuse(f"`{key}` goes with {rule}; write that, or leave `{key}` out", key)
