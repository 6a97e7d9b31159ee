"""The texts of a bundle that are written for it: index, notices, roll, chronology, rulings, incidents.

Each says what the minutes say, with the number of the minute, and what they do not say.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from tellers.proceedings import facts, facts_ruling
from tellers.proceedings.facts import moment
from tellers.proceedings.ruling import Ruling
from tellers.reports.chronology import chronology
from tellers.reports.edition import edition_lines
from tellers.reports.forms import Material
from tellers.reports.layout import paragraph

PRIVATE = {
    "register/": "private: the members' names and numbers, and which member each pseudonym is; never opened",
    "secrets/": "private: keys, and tellers' sheets that are not published; never opened",
}
"""What is never in a bundle, and why."""


@dataclass(frozen=True)
class Listing:
    """The documents of a bundle as the index has them, and what is left out."""

    documents: Iterable[tuple[str, str, str, str]]
    left_out: list[tuple[str, str]]


def index_lines(material: Material, listing: Listing, at: datetime) -> Iterator[str]:
    """The index: what is inside, at which pages, with its hash; what is not; how to check it."""
    founding = material.case.founding
    yield f"BUNDLE: {founding.title}"
    yield f"{founding.organisation}. Case {founding.case}. Made {at.isoformat()}."
    yield f"{material.case.book.size} minutes, head {material.case.book.head}"
    yield ""
    yield from paragraph("WHAT STANDS OPEN IN THE RECORD", indent=0)
    yield from (line for doubt in material.doubts for line in paragraph(doubt.sentence, hang=4))
    if not material.doubts:
        yield "  Nothing."
    yield ""
    yield "DOCUMENTS: number, pages (60 lines of text are a page; another file is one), path, SHA-256"
    for number, pages, path, digest in listing.documents:
        yield from paragraph(f"{number}. pages {pages}. {path}", hang=4)
        yield f"      {digest}"
    yield ""
    yield "LEFT OUT"
    for name, why in listing.left_out:
        yield from paragraph(f"{name}: {why}", hang=4)
    yield ""
    yield "TO CHECK"
    yield "  sha256sum --check SHA256SUMS    every file but SHA256SUMS itself and bundle.pdf, to which it is attached"
    yield "  tellers verify 5-record         the whole record, by its own evidence"


def withheld(material: Material) -> Iterator[tuple[str, str]]:
    """Figures that the record itself holds back."""
    count = material.case.motion.last(facts.PaperCount)
    if count is not None and count.for_ is None:
        why = (
            f"{count.valid_and_blank} unspoiled papers are fewer than the minimum cell, so how they divide is within "
            "the totals only, and the tellers' sheets are not published"
        )
        yield "paper/", why


def edition(material: Material) -> Iterator[str]:
    """The rule book on the day whose rules govern the case."""
    proposed = material.case.motion.entry(facts.Proposal)
    at = material.case.book.minutes[0].at if proposed is None else proposed.at
    yield from edition_lines(material.case.rulebook, moment(at).date())


def notices(material: Material) -> Iterator[str]:
    """Every notice and statement in the minutes, and that they hold no proof of service."""
    yield "NOTICES"
    for entry in material.case.motion.entries:
        match entry.facts:
            case facts.Notice() as notice:
                yield f"Minute {entry.number}, {entry.at}, entered by {entry.by}"
                yield f"  To {notice.to}. Voting opens {notice.opens} and closes {notice.closes}."
                yield f"  Key of the minute book: {notice.key}"
                yield from (f"  Agent: {one.name} ({one.camp}), key {one.key or 'none'}" for one in notice.agents)
                yield f"  Independent scrutineer: {notice.scrutineer or 'none named'}"
                yield from paragraph(f"Statement with the notice: {notice.statement or 'none'}")
            case facts.Statement() as statement:
                yield f"Minute {entry.number}, {entry.at}: statement of the holder"
                yield from paragraph(statement.text)
    yield ""
    yield from paragraph(
        "Proof of service: the minutes say that notice was entered, when and by whom. They hold no receipt and no "
        "proof of delivery; whoever relies on service proves it otherwise.",
        indent=0,
    )


def rolls(material: Material) -> Iterator[str]:
    """The fingerprints of the rolls, and each change with its reason; pseudonyms only."""
    yield "THE ROLL"
    for entry in material.case.motion.entries:
        match entry.facts:
            case facts.Freeze() as freeze:
                yield f"Minute {entry.number}, {entry.at}: frozen on {freeze.on}, {freeze.entitled} entitled"
                yield f"  {freeze.sealed} sealed, {freeze.paper} on paper. SHA-256 of roll.json: {freeze.roll}"
            case facts.Amendment() as change:
                yield f"Minute {entry.number}, {entry.at}: {change.move} {change.entry['pseudonym']}"
                yield from paragraph(f"Reason: {change.reason}")
                yield f"  {change.entitled} entitled. SHA-256 of roll.json: {change.roll}"
    for frozen, roll in material.case.record.stage_rolls:
        yield f"{frozen.proceeding}, {roll.stage}: frozen on {frozen.on}, {roll.entitled} entitled"
        yield f"  SHA-256: {roll.roll}"


def chronology_lines(material: Material) -> Iterator[str]:
    """Everything that happened, in the order in which it did."""
    yield "CHRONOLOGY"
    for event in chronology(material.case):
        source = f", {event.source}" if event.source else ""
        yield from paragraph(f"{event.at}  {event.text} (minute {event.minute}{source})", hang=4)


def rulings(material: Material) -> Iterator[str]:
    """The rulings of the rule book and those of the case, in their order; a later one does not exist yet."""
    last = moment(material.case.record.entries[-1].at).date()
    yield f"RULINGS OF THE RULE BOOK, AS KNOWN ON {last}"
    for one in material.case.rulebook.rulings:
        if one.on <= last:
            choice = one.choice or "open again"
            yield from paragraph(f"{one.on}  {one.reading}: {choice}, by {one.authority} ({one.source})", hang=4)
    yield ""
    yield "RULINGS OF THE CASE"
    for ruling in material.case.record.of(Ruling):
        yield from paragraph(f"{ruling.named}: {ruling.question.question} State: {ruling.state.value}.")
        for entry in ruling.entries:
            reasons = getattr(entry.facts, "reasons", "")
            decided = isinstance(entry.facts, facts_ruling.Decided | facts_ruling.Overturned)
            choice = f" {entry.facts.choice}." if decided and entry.facts.choice else ""  # type: ignore[attr-defined]
            yield from paragraph(f"minute {entry.number}, {entry.at}, {entry.act.value}.{choice} {reasons}", indent=4)


def incidents(material: Material) -> Iterator[str]:
    """Everything that was objected to, broken, dissented from, corrected, or stands open otherwise."""
    yield "INCIDENTS"
    for doubt in material.doubts:
        yield from paragraph(doubt.sentence, hang=4)
    if not material.doubts:
        yield "  The minutes hold none."
