"""Reads procedures of every kind, each once for every combination of choices of the readings it turns on."""

from collections.abc import Callable, Mapping

from tellers.rulebook.dates import Dated
from tellers.rulebook.nominations import When
from tellers.rulebook.parsing_basis import Entry, Surroundings
from tellers.rulebook.parsing_contests import read_contest
from tellers.rulebook.parsing_meetings import read_appointment, read_meeting
from tellers.rulebook.parsing_motions import read_motion
from tellers.rulebook.parsing_petitions import read_nomination, read_petition
from tellers.rulebook.parsing_rules import need_grounds
from tellers.rulebook.parsing_rulings import read_ruling
from tellers.rulebook.procedures import Procedure
from tellers.rulebook.readings import Reading
from tellers.rulebook.tables import Table, did_you_mean
from tellers.rulebook.turning import combinations, turned
from tellers.rulebook.unsupported import unsupported
from tellers.rulebook.variants import Variant

READERS: dict[str, Callable[[Entry], Procedure]] = {
    "motion": read_motion,
    "petition": read_petition,
    "nomination": read_nomination,
    "contest": read_contest,
    "appointment": read_appointment,
    "meeting": read_meeting,
    "ruling": read_ruling,
}

MEANT = {
    "contest": ("election", "ballot", "leadership-election", "by-election"),
    "motion": ("vote", "resolution", "referendum", "confidence", "no-confidence", "amendment"),
    "petition": ("requisition", "letters", "signatures"),
    "appointment": ("post", "front-bench"),
}
"""Words that people use for a kind."""


def kind_in(table: Table) -> str:
    """The kind of a procedure, one that the language has."""
    kind = table.text("kind")
    if kind in {When.CHALLENGE.value, When.VACANCY.value}:
        table.refuse(f'`{kind}` is not a kind; write kind = "nomination" and when = "{kind}"', "kind")
    if kind not in READERS:
        says = unsupported(kind) or _meant(kind)
        table.refuse(says or f"a procedure of kind `{kind}` is not supported; {did_you_mean(kind, READERS)}", "kind")
    return kind


def _meant(kind: str) -> str | None:
    """The sentence for a word that people use for one of the kinds; None for another word."""
    meant = next((word for word, others in MEANT.items() if kind in others), None)
    return None if meant is None else f'`{kind}` is not a kind; write kind = "{meant}"'


def read_variants(dated: Dated, around: Surroundings) -> tuple[Variant, ...]:
    """A procedure under every combination of choices; one variant where it turns on no reading."""
    table = dated.table
    read, choices = READERS[kind_in(table)], combinations(table, around.readings)
    if choices == ((),):
        return (Variant((), _procedure(read, dated.id, table, around)),)
    return tuple(
        Variant(one, _procedure(read, dated.id, turned(table, one, around.readings), around)) for one in choices
    )


def ways_of(dated: Dated, readings: Mapping[str, Reading]) -> int:
    """Under how many combinations of choices a procedure is read; 1 where it turns on no reading."""
    return len(combinations(dated.table, readings))


def _procedure(read: Callable[[Entry], Procedure], id_: str, table: Table, around: Surroundings) -> Procedure:
    procedure = read(Entry(id_, table, around, need_grounds(table, around.clauses)))
    table.finish()
    return procedure
