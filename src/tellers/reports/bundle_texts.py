"""The texts of a bundle that are written for it: index, notices, roll, chronology, rulings, incidents.

Each says what the minutes say, with the number of the minute, and what they do not say.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from tellers import __version__
from tellers.proceedings import (
    facts,
    facts_contest,
    facts_credentials,
    facts_meeting,
    facts_nomination,
    facts_petition,
    facts_ruling,
)
from tellers.proceedings.contest import Contest
from tellers.proceedings.facts import moment
from tellers.proceedings.life import Entry
from tellers.proceedings.ruling import Ruling
from tellers.reports import contest_wording as words
from tellers.reports import wording
from tellers.reports.chronology import chronology
from tellers.reports.doubts import Grade
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
    yield f"Made with Tellers {__version__}."
    yield f"{material.case.book.size} minutes, head {material.case.book.head}"
    yield f"Key of the minute book: {founding.key}"
    yield ""
    yield "RESULT"
    yield from results(material)
    yield ""
    yield from paragraph("WHAT STANDS OPEN IN THE RECORD", indent=0)
    yield from (line for doubt in material.every_doubt for line in paragraph(doubt.sentence, hang=4))
    if not material.every_doubt:
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


def results(material: Material) -> Iterator[str]:
    """How the motion and each contest ended, and what every other proceeding found, in a line each."""
    if material.reported is not None:
        declaration = material.reported.declaration
        classes = ("for", "against", "blank", "spoiled", "not-returned", "entitled")
        count = ", ".join(f"{declaration.figure(id_).value} {wording.CLASSES[id_].lower()}" for id_ in classes)
        yield from paragraph(f"{declaration.subject.title}: {declaration.finding.outcome.value}. {count}.", hang=4)
    for one in material.case.record.proceedings.values():
        declared = one.last(facts_contest.Declared)
        found = one.finding if declared is None else declared.found
        said = "" if found is None else f": {found.ended}"
        void = ". The result counts for nothing" if declared is not None and one.outcome is None else ""
        yield from paragraph(f"{one.named}{said} ({one.state.value}){void}", hang=4)
        for asked in () if found is None else found.thresholds:
            told = f"{words.threshold_name(asked)}: {words.threshold_sentence(asked, None)}"
            yield from paragraph(f"{told} {words.grounds_sentence(asked)}", indent=4, hang=2)
    if material.reported is None and not material.case.record.proceedings:
        yield "  None yet."


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
    yield from _beside(material)
    yield ""
    yield from paragraph(
        "Proof of service: the minutes say that notice was entered, when and by whom. They hold no receipt and no "
        "proof of delivery; whoever relies on service proves it otherwise.",
        indent=0,
    )


def _beside(material: Material) -> Iterator[str]:
    """The minutes that are the notice of another proceeding: of a contest, of a meeting; and until when to sign."""
    for entry in material.case.record.entries:
        head = f"Minute {entry.number}, {entry.at}, entered by {entry.by}:"
        match entry.facts:
            case facts_contest.Announced() as one:
                yield f"{head} notice of the contest {one.proceeding}"
                yield f"  Voting opens {one.opens} and closes {one.closes}."
                yield from paragraph(f"Candidates: {', '.join(each.name for each in one.candidates)}")
            case facts_meeting.Called() as one:
                yield f"{head} notice of the meeting {one.proceeding}"
                yield from paragraph(f"It starts {one.starts}, {one.place}. Called by {', '.join(one.called_by)}.")
                yield from paragraph(f"Business: {'; '.join(one.business) or 'none stated'}")
            case facts_petition.Opening() | facts_nomination.Opening() as one:
                until = f"until {one.until}" if one.until is not None else "with no last day by the rules"
                yield f"{head} {one.proceeding} is open {until}"


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
            case facts.Reissue():
                yield from _during_voting(entry)
    for frozen, roll in material.case.record.stage_rolls:
        yield f"{frozen.proceeding}, {roll.stage}: frozen on {frozen.on}, {roll.entitled} entitled"
        yield f"  SHA-256: {roll.roll}"
    for contest in material.case.record.of(Contest):
        for entry in contest.entries:
            yield from _during_voting(entry)


def _during_voting(entry: Entry) -> Iterator[str]:
    """A change of the roll of a contest while its ballot was open, or a credential that was sent again."""
    match entry.facts:
        case facts_credentials.RollChanged() as change:
            move = "removed" if isinstance(change, facts_credentials.Removed) else "added"
            yield f"Minute {entry.number}, {entry.at}: {change.stage}: {move} {change.entry['pseudonym']}"
            yield from paragraph(f"Reason: {change.reason}")
            yield f"  {change.entitled} entitled. SHA-256: {change.roll}"
        case facts_credentials.Reissued() | facts.Reissue() as again:
            how = "the same one" if again.reserve is None else f"{again.reserve} in place of {again.lost}"
            yield f"Minute {entry.number}, {entry.at}: a credential again for {again.pseudonym}"
            yield from paragraph(f"{how}. Reason: {again.reason}")


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
    over = [doubt for doubt in material.every_doubt if doubt.grade is Grade.ANSWERED]
    for head, listed in (
        ("INCIDENTS THAT STAND OPEN", [doubt for doubt in material.every_doubt if doubt not in over]),
        ("INCIDENTS THAT WERE ANSWERED", over),
    ):
        yield head
        for doubt in listed:
            yield from paragraph(doubt.sentence, hang=4)
        if not listed:
            yield "  The minutes hold none."
