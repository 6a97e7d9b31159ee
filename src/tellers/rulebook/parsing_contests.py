"""Reads contests: who elects, to how many seats, and what stands between candidates and the result."""

from tellers.rulebook.basis import Basis
from tellers.rulebook.contests import Contest, ContestTie, Sole, Stage
from tellers.rulebook.counts import Given
from tellers.rulebook.outcomes import Ending, Outcome
from tellers.rulebook.parsing_basis import Entry, named, read_basis, read_days
from tellers.rulebook.parsing_custody import read_custody, read_objections
from tellers.rulebook.parsing_filters import read_filters
from tellers.rulebook.parsing_motions import NO_NOTICE, NO_SECRECY, own_minimum_cell, read_forms
from tellers.rulebook.parsing_rules import Silence
from tellers.rulebook.parsing_stages import read_seats, read_stages
from tellers.rulebook.tables import Table

OUTCOMES = (
    Outcome.ELECTED,
    Outcome.UNFILLED,
    Outcome.TIED,
    Outcome.INQUORATE,
    Outcome.REFUSED,
    Ending.ANNULLED,
    Ending.WITHDRAWN,
)

NO_DEFAULT: Silence[str | None] = Silence(None, "no option is stated that stands for nobody; the ballot has none")
A_BALLOT = Silence(Sole.BALLOT, "no exception is stated for a sole candidate; a ballot is held")


def read_contest(entry: Entry) -> Contest:
    """A contest."""
    rules = entry.rules
    body, basis = entry.body(), read_basis(entry, OUTCOMES)
    seats = rules.value("seats", read_seats, _seats_of(entry, basis))
    default = rules.value("default", Table.text, NO_DEFAULT)
    secret = rules.value("secret", Table.flag, NO_SECRECY)
    forms = read_forms(entry, secret)
    stages = read_stages(entry, body, seats, has_default=default.value is not None)
    return Contest(
        **vars(basis),
        body=body,
        seats=seats,
        nominations=_nominations(entry),
        casting=_casting(entry, stages),
        tie_count=_tie_count(entry, stages),
        default=default,
        sole=rules.value("sole", lambda own, key: own.choice(key, Sole), A_BALLOT),
        stages=stages,
        filters=read_filters(entry, body, has_default=default.value is not None),
        notice_days=rules.value("notice_days", read_days, NO_NOTICE),
        secret=secret,
        forms=forms,
        minimum_cell=own_minimum_cell(entry),
        trustees=read_custody(entry, forms.value if secret.value else ()),
        objections=read_objections(entry),
    )


def _seats_of(entry: Entry, basis: Basis) -> Silence[int | None]:
    silence: Silence[int | None] = Silence(1, "the number of seats is not stated; one is taken")
    office = None if basis.office is None else entry.around.offices[basis.office]
    if office is None or office.seats == 1:
        return silence
    return Silence(office.seats, f"the number of seats is not stated; all {office.seats} of the office are taken")


def _nominations(entry: Entry) -> tuple[str, ...]:
    """One id, or a list of several: a challenge and a vacancy, say."""
    if isinstance(entry.table.values.get("nomination"), list):
        return entry.procedures("nomination", "nomination")
    if not entry.table.has("nomination"):
        return ()
    known = [id_ for id_, kind in entry.around.procedures.items() if kind == "nomination"]
    return (named(entry.table, "nomination", known, "procedure of kind nomination"),)


def _tie_count(entry: Entry, stages: tuple[Stage, ...]) -> str | None:
    """The count that breaks ties; the tie rule of a stage and the count need each other."""
    table = entry.table
    asked = any(stage.tie.value is ContestTie.COUNT for stage in stages)
    if not table.has("tie_count"):
        if asked:
            table.refuse('a tie is settled by a count of the book; write tie_count = "COUNT" in the contest')
        return None
    if not asked and not table.turned:
        table.refuse('`tie_count` says what breaks a tie, and no tie rule is "count"; leave it out', "tie_count")
    known = [id_ for id_, count in entry.around.counts.items() if count.given is Given.CANDIDATE]
    return named(table, "tie_count", known, 'count with given = "candidate"')


def _casting(entry: Entry, stages: tuple[Stage, ...]) -> str | None:
    """The office whose holder breaks ties; the tie rule of a stage and the office need each other."""
    table = entry.table
    asked = any(stage.tie.value is ContestTie.CASTING_VOTE for stage in stages)
    if asked and not table.has("casting"):
        table.refuse('a casting vote is somebody\'s; write casting = "OFFICE" in the contest')
    if not asked and table.has("casting") and not table.turned:
        table.refuse('`casting` says who breaks a tie, and no tie rule is "casting-vote"; leave it out', "casting")
    return entry.office("casting")
