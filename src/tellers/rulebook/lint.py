"""Names the holes of a rule book before they hurt: where it is silent, where it assumes, what is in dispute."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from tellers.canonical import Json
from tellers.rulebook.book import Edition, RuleBook
from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.old_procedures import Motion, Opening, Outcome, effects_of, rules_of
from tellers.rulebook.readings import live

WRITE = {
    "propose": 'propose = { body = "BODY", number = 1, clause = "KEY" }',
    "notice_days": 'notice_days = { rule = 7, clause = "KEY" }, or rule = 0 with assumed = "why none"',
    "holder": 'holder = { notice = true, statement = true, clause = "KEY" }',
    "secret": 'secret = { rule = true, clause = "KEY" }',
    "forms": 'forms = { rule = ["sealed", "paper"], clause = "KEY" }',
    "quorum": 'quorum = { rule = "papers >= 1/4 of entitled", clause = "KEY" }, or rule = "none" with assumed',
    "threshold": 'threshold = { rule = "for > 1/2 of valid", clause = "KEY" }',
    "tie": 'tie = { rule = "lost", clause = "KEY" }',
    "minimum_cell": '[minimum_cell] with rule = 10 and clause = "KEY" or assumed = "why"',
}
"""What an author writes for a rule that is left out; `statutory` is not here, since no law is no hole."""

NAMES = {
    "propose": "right to propose",
    "notice_days": "notice period",
    "holder": "duty to the holder",
    "secret": "secrecy",
    "forms": "form of ballot",
    "quorum": "quorum",
    "threshold": "majority",
    "tie": "tie rule",
    "minimum_cell": "minimum cell",
    "statutory": "scrutineer by law",
}


class Severity(Enum):
    """How bad a hole is: the book says nothing; it says what is assumed; or it can be read in several ways."""

    MISSING = "missing"
    ASSUMED = "assumed"
    OPEN = "open"


@dataclass(frozen=True)
class Hole:
    """A place where the book does not settle what it will be asked; `write` is what closes it."""

    severity: Severity
    source: str
    line: int
    what: str
    write: str

    def to_json(self) -> dict[str, Json]:
        """The hole as `tellers rulebook check --json` prints it."""
        return {
            "severity": self.severity.value,
            "file": self.source,
            "line": self.line,
            "what": self.what,
            "write": self.write,
        }


Found = tuple[Severity, int, str, str]


def check(book: RuleBook) -> tuple[Hole, ...]:
    """Every hole of every edition, in the order of the lines; none is named twice."""
    found = {hole for edition in book.editions for hole in _edition(edition)}
    found.update(_gaps(book))
    found.update(_open(book))
    ordered = sorted(found, key=lambda hole: (hole[1], hole[2]))
    return tuple(Hole(severity, book.source, line, what, write) for severity, line, what, write in ordered)


def _edition(edition: Edition) -> Iterator[Found]:
    yield from _rule("the book", "minimum_cell", edition.minimum_cell)
    for procedure in edition.procedures.values():
        if isinstance(procedure, Motion):
            yield from _motion(procedure, edition.minimum_cell)
        else:
            yield from _rule(procedure.id, "threshold", procedure.threshold)
        yield from _branches(procedure)


def _motion(motion: Motion, of_the_book: Rule[int]) -> Iterator[Found]:
    for key, rule in rules_of(motion).items():
        if rule is not of_the_book:
            yield from _rule(motion.id, key, rule)
    quorum = motion.quorum.value
    if quorum is None and effects_of(motion.branches, Outcome.INQUORATE):
        what = f"{motion.id} has effects for inquorate and no quorum, so they never come about"
        yield Severity.MISSING, motion.line, what, WRITE["quorum"]


def _rule(id_: str, key: str, rule: Rule[object]) -> Iterator[Found]:
    grounds = rule.grounds
    if grounds.left_out and key in WRITE:
        yield Severity.MISSING, rule.line, f"{id_} states no {NAMES[key]}: {grounds.assumed}", WRITE[key]
    elif not grounds.left_out:
        yield from _assumed(f"the {NAMES[key]} of {id_}", grounds, rule.line)


def _assumed(what: str, grounds: Grounds, line: int) -> Iterator[Found]:
    if grounds.assumed is not None:
        write = 'clause = "KEY" in place of assumed, once a clause says so'
        yield Severity.ASSUMED, line, f"{what} is assumed: {grounds.assumed}", write


def _branches(procedure: Motion | Opening) -> Iterator[Found]:
    yield from _assumed(f"the procedure {procedure.id}", procedure.grounds, procedure.line)
    for branch in procedure.branches:
        for effect in branch.effects:
            yield from _assumed(f"what {procedure.id} does when {branch.outcome.value}", effect.grounds, effect.line)
    for outcome in _outcomes(procedure):
        if not procedure.effects(outcome):
            write = f"[[procedure.{procedure.id}.effect.{outcome.value}]] with text, binding and clause or assumed"
            what = f"{procedure.id} states no effect for the outcome {outcome.value}"
            yield Severity.MISSING, procedure.line, what, write


def _outcomes(procedure: Motion | Opening) -> tuple[Outcome, ...]:
    if isinstance(procedure, Opening):
        return Outcome.TRIGGERED, Outcome.NOT_TRIGGERED
    inquorate = () if procedure.quorum.value is None else (Outcome.INQUORATE,)
    return Outcome.CARRIED, Outcome.LOST, *inquorate


def _gaps(book: RuleBook) -> Iterator[Found]:
    """Stretches in which something that held before and holds again is not in force."""
    for (kind, id_), line in book.lines.items():
        held = [id_ in edition.of_kind(kind) for edition in book.editions]
        first, last = held.index(True), len(held) - held[::-1].index(True)
        for edition, holds in zip(book.editions[first:last], held[first:last], strict=True):
            if not holds:
                what = f"the {kind} {id_} has no edition from {edition.since} to {edition.until}"
                yield Severity.MISSING, line, what, f"[[{kind}.{id_}]] with since = {edition.since}"


def _open(book: RuleBook) -> Iterator[Found]:
    for reading in book.all_readings:
        now = live(reading, reading.clause, book.rulings, date.max)
        if not now.settled:
            what = f"the reading {reading.id} is open: {reading.question} Results are computed under each choice"
            write = f'[[ruling]] with reading = "{reading.id}", choice, authority, on and source, once one is made'
            yield Severity.OPEN, reading.line, what, write
