"""Whether facts fit the book: every body, office, section, stage and count that they name is one the book has."""

from collections.abc import Iterable, Iterator

from tellers.decisions.facts import BALLOT, Facts
from tellers.decisions.facts_text import Path
from tellers.decisions.record import Record
from tellers.decisions.ways import Way
from tellers.rulebook.book import RuleBook
from tellers.rulebook.contests import Contest
from tellers.rulebook.motions import Motion
from tellers.rulebook.tables import did_you_mean

Named = tuple[str, str, Path]
"""What kind of thing is named, its id, and where in the facts."""


def check_fits(record: Record, book: RuleBook, ways: Iterable[Way]) -> None:
    """Refuse, with the line, an id that the book does not have; it may be of another day than the one asked about."""
    procedures = [way.procedure for way in ways]
    sections = {section.id for one in procedures if isinstance(one, Motion) for section in one.sections}
    contests = [one for one in procedures if isinstance(one, Contest)]
    stages = {stage.id for one in contests for stage in one.stages}
    known = {
        "section": sections | {section.id for one in contests for stage in one.stages for section in stage.sections},
        "stage": stages | ({BALLOT} if len(stages) == 1 else set()),
    }
    for kind in ("body", "office", "count", "procedure"):
        known[kind] = {id_ for one, id_ in book.lines if one == kind}
    known["reading"] = {reading.id for reading in book.all_readings}
    for kind, id_, path in _named(record.facts):
        if id_ not in known[kind]:
            record.place.refuse(f"the book has no {kind} `{id_}`; {did_you_mean(id_, known[kind])}", path)


def _named(facts: Facts) -> Iterator[Named]:
    yield from _keys("body", facts.sizes, "sizes")
    yield from _keys("body", facts.weights, "weights")
    yield from _keys("section", facts.sections, "sections")
    yield from _keys("stage", facts.ballots, "ballots")
    yield from _keys("office", facts.holders, "holders")
    yield from _keys("count", facts.counts, "counts")
    if facts.signatures is not None:
        yield from _keys("body", facts.signatures.from_, "signatures", "from")
        yield from _keys("body", facts.signatures.weight, "signatures", "weight")
    for one in facts.nominations or ():
        yield from _keys("body", one.from_, "nominations", one.name, "from")
        yield from _keys("body", one.weight, "nominations", one.name, "weight")
        yield from _keys("count", one.counts, "nominations", one.name, "counts")
    for number, event in enumerate(facts.events):
        yield "office", event.office, ("events", number, "office")
    for number, earlier in enumerate(facts.earlier):
        yield "procedure", earlier.procedure, ("earlier", number, "procedure")


def _keys(kind: str, ids: Iterable[str], *path: str) -> Iterator[Named]:
    return ((kind, id_, (*path, id_)) for id_ in ids)
