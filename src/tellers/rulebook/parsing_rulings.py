"""Reads procedures of ruling."""

from tellers.rulebook.outcomes import Outcome
from tellers.rulebook.parsing_basis import Entry, check_known, read_basis
from tellers.rulebook.parsing_conditions import QUORATE, VOTE, Context
from tellers.rulebook.parsing_motions import NO_MAJORITY, NO_QUORUM, read_casting, read_tie
from tellers.rulebook.parsing_rules import Silence
from tellers.rulebook.rulings import Ruling
from tellers.rulebook.tables import Table

OUTCOMES = (
    Outcome.CARRIED,
    Outcome.LOST,
    Outcome.TIED,
    Outcome.INQUORATE,
    Outcome.UPHELD,
    Outcome.OVERTURNED,
)
OF_A_VOTE = ("threshold", "quorum", "tie", "casting")

NO_AUTHORITY: Silence[str | None] = Silence(None, "no other authority is named; the body itself rules")
STAYS = Silence(value=True, says="it is not stated what may go on; nothing is declared while the question is open")


def read_ruling(entry: Entry) -> Ruling:
    """A procedure of ruling: by a body that votes, or by an authority that decides alone."""
    table, rules = entry.table, entry.rules
    body = entry.body() if table.has("body") else None
    if body is None:
        _check_authority(table)
    for reading in table.texts("readings"):
        check_known(table, "readings", reading, entry.around.readings, "reading")
    context = Context(entry.around, body, VOTE, about=("for", "against"))
    quorate = Context(entry.around, body, ("for", "against", *QUORATE))
    threshold = rules.value("threshold", context.condition, NO_MAJORITY)
    return Ruling(
        **vars(read_basis(entry, OUTCOMES)),
        body=body,
        authority=rules.value("authority", Table.text, NO_AUTHORITY),
        readings=table.texts("readings"),
        threshold=threshold,
        quorum=rules.value("quorum", quorate.optional, NO_QUORUM),
        tie=read_tie(entry, threshold.value),
        casting=read_casting(entry),
        appeal_to=entry.procedures("appeal_to", "ruling"),
        stays=rules.value("stays", Table.flag, STAYS),
    )


def _check_authority(table: Table) -> None:
    if not table.has("authority"):
        table.refuse('nobody rules; write body = "ID" for a body that votes, or authority = "High Court"')
    for key in OF_A_VOTE:
        if table.has(key):
            table.refuse(
                f"`{key}` is of a vote, and an authority without a body takes none; write body = "
                '"ID", or leave it out',
                key,
            )
