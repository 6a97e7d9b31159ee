"""Days and moments: gaps between editions, clocks that cannot run, moments that are slips of the pen."""

from collections.abc import Iterator

from tellers.rulebook.book import RuleBook
from tellers.rulebook.holes import Found, Severity
from tellers.rulebook.moments import MOMENTS, ORDER, meant
from tellers.rulebook.petitions import Petition
from tellers.rulebook.procedures import Procedure


def gap_holes(book: RuleBook) -> Iterator[Found]:
    """Stretches in which something that held before and holds again is not in force."""
    for (kind, id_), line in book.lines.items():
        held = [id_ in edition.of_kind(kind) for edition in book.editions]
        if True not in held:
            continue
        first, last = held.index(True), len(held) - held[::-1].index(True)
        for edition, holds in zip(book.editions[first:last], held[first:last], strict=True):
            if not holds:
                what = f"the {kind} {id_} has no edition from {edition.since} to {edition.until}"
                yield Severity.MISSING, line, what, f"[[{kind}.{id_}]] with since = {edition.since}"


def time_holes(procedure: Procedure) -> Iterator[Found]:
    """The clocks and moments of a procedure that nobody can keep or know."""
    for clock in procedure.clocks:
        name = f"the clock of {procedure.id} from {clock.start} to {clock.end}"
        if clock.start == "declaration":
            what = f"{name} begins when everything is over: nobody knows its moment in time"
            yield Severity.CONTRADICTION, clock.line, what, "within_days on an effect, for what is done after it"
        elif {clock.start, clock.end} <= {*ORDER} and ORDER.index(clock.start) > ORDER.index(clock.end):
            what = f"{name} runs backwards: {clock.end} comes before {clock.start}"
            yield Severity.CONTRADICTION, clock.line, what, "from and to the other way round"
    for moment, line in _moments(procedure):
        if near := meant(moment, MOMENTS):
            what = f"{procedure.id} names the moment {moment}, which the facts would have to give"
            yield Severity.NOTICE, line, what, f"{near}, if that moment is meant"
    if isinstance(procedure, Petition) and not procedure.clocks:
        what = f"{procedure.id} has no deadline: signatures count however old they are"
        write = f'[[procedure.{procedure.id}.clock]] with from = "first-signature", to = "last-signature" and within'
        yield Severity.NOTICE, procedure.line, what, write


def _moments(procedure: Procedure) -> Iterator[tuple[str, int]]:
    for clock in procedure.clocks:
        yield clock.start, clock.line
        yield clock.end, clock.line
    if procedure.measured.value is not None:
        yield procedure.measured.value, procedure.measured.line
    for branch in procedure.branches:
        for effect in branch.effects:
            yield effect.start, effect.line
