"""Reads petitions and nominations: support that is counted by person."""

from tellers.rulebook.nominations import Incumbent, Nomination, When
from tellers.rulebook.outcomes import Ending, Outcome
from tellers.rulebook.parsing_basis import Entry, named, read_basis
from tellers.rulebook.parsing_conditions import NOMINATED, SIGNED, Context
from tellers.rulebook.parsing_rules import Silence
from tellers.rulebook.petitions import Petition
from tellers.rulebook.tables import Table

BROKEN_OFF = (Ending.WITHDRAWN, Ending.TARGET_RESIGNS)
TRIGGERING = (Outcome.TRIGGERED, Outcome.NOT_TRIGGERED, *BROKEN_OFF)
ADMITTING = (Outcome.ADMITTED, Outcome.REFUSED, *BROKEN_OFF)

NOT_PUBLIC = Silence(value=False, says="it is not stated that names are public; they are not given out")
CAN_BE_WITHDRAWN = Silence(
    value=True, says="it is not stated whether a signature can be withdrawn; until the petition is handed in it can"
)
SAME = Silence(Incumbent.SAME, "no exception is stated for the incumbent, who needs the same as every candidate")
NO_CONSENT = Silence(value=False, says="it is not stated that a candidate must consent")
NO_LIMIT: Silence[int | None] = Silence(
    None, "it is not stated how many candidates one member may nominate; any number will do"
)


def read_petition(entry: Entry) -> Petition:
    """A petition."""
    table, rules, body = entry.table, entry.rules, entry.body()
    context = Context(entry.around, body, SIGNED, about=("signatures", "weight"))
    return Petition(
        **vars(read_basis(entry, TRIGGERING)),
        body=body,
        threshold=rules.value("threshold", context.condition),
        public=rules.value("public", Table.flag, NOT_PUBLIC),
        withdrawable=rules.value("withdrawable", Table.flag, CAN_BE_WITHDRAWN),
        to=office_or_body(entry, "to") if table.has("to") else None,
    )


def read_nomination(entry: Entry) -> Nomination:
    """Nominations of candidates."""
    table, rules, body = entry.table, entry.rules, entry.body()
    context = Context(entry.around, body, NOMINATED, about=("nominations", "signatures", "weight"), each=True)
    when = table.choice("when", When) if table.has("when") else When.EITHER
    incumbent = rules.value("incumbent", lambda own, key: own.choice(key, Incumbent), SAME)
    if when is When.VACANCY and incumbent.value is Incumbent.EXEMPT:
        table.refuse('a vacant office has no incumbent to exempt; write when = "challenge" or "either"', "incumbent")
    return Nomination(
        **vars(read_basis(entry, TRIGGERING if when is When.CHALLENGE else ADMITTING)),
        body=body,
        when=when,
        threshold=rules.value("threshold", context.condition),
        incumbent=incumbent,
        consent=rules.value("consent", Table.flag, NO_CONSENT),
        each=rules.value("each", lambda own, key: own.number(key, least=1), NO_LIMIT),
        public=rules.value("public", Table.flag, NOT_PUBLIC),
    )


def office_or_body(entry: Entry, key: str) -> str:
    """The id of an office or of a body."""
    return named(entry.table, key, [*entry.around.offices, *entry.around.bodies], "office or body")
