"""Whether facts fit the book: every body, office, section, stage and count that they name is one the book has."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from tellers.decisions.facts import BALLOT, Facts
from tellers.decisions.facts_text import Path
from tellers.decisions.record import Record
from tellers.decisions.ways import Way
from tellers.rulebook.book import RuleBook
from tellers.rulebook.contests import Contest
from tellers.rulebook.moments import MOMENTS, meant
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
    moments = {*MOMENTS, *moments_of(book)}
    _check_moments(record, moments)
    _check_withdrawals(record, {*known["stage"]}, moments)
    for kind, id_, path in _named(record.facts):
        if id_ not in known[kind]:
            if kind == "stage" and id_ == BALLOT and len(stages) > 1:
                ids = ", ".join(f'"{one}": …' for one in sorted(stages))
                record.place.refuse(
                    f'the contest has several stages: write `"ballots": {{{ids}}}` in place of `ballot`', (BALLOT,)
                )
            record.place.refuse(f"the book has no {kind} `{id_}`; {did_you_mean(id_, known[kind])}", path)


def _check_moments(record: Record, known: set[str]) -> None:
    """Refuse a moment that is spelt almost as one the book has; the facts may date any other."""
    facts = record.facts
    told: list[tuple[str, Path]] = [(name, ("dates", name)) for name in facts.dates]
    told += [(name, ("undisputed", number)) for number, name in enumerate(facts.undisputed)]
    for name, path in told:
        if name not in known and (near := meant(name, known - {*facts.dates})):
            record.place.refuse(f"the book has no moment `{name}`; did you mean `{near}`?", path)


def _check_withdrawals(record: Record, stages: set[str], moments: set[str]) -> None:
    """Refuse a withdrawal at what is neither a stage of the book, nor a moment, nor a day: a slip is no withdrawal."""
    for one in record.facts.candidates:
        when = one.withdrew
        if when is not None and when not in stages | moments | {*record.facts.dates} and not _is_day(when):
            message = f"`{when}` is no stage of the book, no moment and no day; {did_you_mean(when, stages)}"
            record.place.refuse(message, ("candidates", one.name, "withdrew"))


def _is_day(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def moments_of(book: RuleBook) -> Iterator[str]:
    """The moments that any rule of the book names."""
    for edition in book.editions:
        for variants in edition.procedures.values():
            for procedure in (variant.procedure for variant in variants):
                yield from (name for clock in procedure.clocks for name in (clock.start, clock.end))
                yield from (effect.start for branch in procedure.branches for effect in branch.effects)
                if procedure.measured.value is not None:
                    yield procedure.measured.value


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
