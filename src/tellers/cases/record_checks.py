"""The checks of a case's record, one a function: minutes, rule book, rules, roll, declaration.

Each returns what it found in words, or refuses and names the culprit.
"""

from tellers.canonical import sha256_hex
from tellers.cases import contest_rolls
from tellers.cases.evidence import NOT_YET, CaseEvidence, Rendered, Settings
from tellers.cases.founding import settings
from tellers.cases.outcome import made_of
from tellers.cases.roll import before
from tellers.cases.store import CaseFolder
from tellers.errors import NotProven, RecordBroken, Refused
from tellers.minutes.book import MinuteBook
from tellers.minutes.store import read_book
from tellers.proceedings import facts
from tellers.proceedings.allowed import check_allowed
from tellers.proceedings.contest import Contest
from tellers.proceedings.declaration import Days, declaration_of
from tellers.proceedings.facts_contest import Frozen, FrozenRoll
from tellers.proceedings.facts_credentials import RollChanged
from tellers.proceedings.governing import as_ruled_for_motion
from tellers.proceedings.record import Record, fold, records
from tellers.register.roll import Roll
from tellers.rulebook.parsing import decode

NOT_GIVEN = "it is not what the minutes and the rule book give"


def read_minutes(folder: CaseFolder) -> tuple[MinuteBook, Record]:
    """Read the minutes and what they tell; refuse a book that does not follow, or that opens no case."""
    folder.check_file(folder.minutes)
    stored = read_book(folder.minutes)
    if stored.dropped:
        raise RecordBroken(
            f"{len(stored.dropped)} bytes after minute {stored.book.size - 1} are no whole minute; a crash cut an act "
            "short, and the next act removes them",
            entry="minutes.jsonl",
        )
    record = fold(stored.book)
    if not record.entries:
        raise RecordBroken("the book is empty; minute 0 opens the case", entry="minutes.jsonl")
    return stored.book, record


def read_case(folder: CaseFolder, told: Settings, minutes: tuple[MinuteBook, Record]) -> CaseEvidence:
    """Read the rule book; refuse another than minute 0 has."""
    book, record = minutes
    founding = record.founding
    raw, name = folder.read(folder.rulebook), folder.relative(folder.rulebook)
    check_fingerprint(raw, founding.rulebook, name)
    return CaseEvidence(folder, told, book, record, decode(raw, name))


def check_fingerprint(raw: bytes, minuted: str, name: str) -> None:
    """Refuse a rule book that is not the one of minute 0."""
    if sha256_hex(raw) != minuted:
        detail = f"its fingerprint is {sha256_hex(raw)}; minute 0 holds {minuted}"
        raise NotProven("rule book", culprit=name, detail=detail)


def check_settings(case: CaseEvidence) -> str:
    """Refuse a case.toml that does not say what minute 0 says."""
    if case.folder.read(case.folder.settings) != settings(case.founding):
        raise NotProven("case.toml", culprit="case.toml", detail="it does not say what minute 0 says")
    return ""


def check_rules(case: CaseEvidence) -> str:
    """Refuse minutes of acts that the rule book, or the minutes before them, would have refused."""
    before = (Record(), *records(case.book))
    for record, entry in zip(before, case.record.entries, strict=False):
        try:
            check_allowed(record, entry.facts, facts.moment(entry.at), case.rulebook)
        except Refused as refused:
            raise NotProven("rules", culprit=f"minute {entry.number}", detail=str(refused)) from None
    return f"{case.book.size} minutes"


def check_roll(case: CaseEvidence) -> str:
    """Refuse a roll that is not the one in the minutes, or amendments that do not lead to it."""
    stages = [check_stage_roll(case, frozen, roll) for frozen, roll in case.record.stage_rolls]
    if case.motion.last(facts.Freeze) is None:
        return ", ".join(stages) or NOT_YET
    check_standing_roll(case, Roll.decode(case.folder.read(case.folder.roll), "roll.json"))
    return ", ".join((f"{case.motion.roll.entitled} entitled", *stages))


def check_stage_roll(case: CaseEvidence, frozen: Frozen, minuted: FrozenRoll) -> str:
    """Refuse a roll of a stage of a contest that the freeze and the changes of the minutes do not lead to."""
    contest = case.record.one(Contest, frozen.proceeding)
    path = case.folder.stage_roll(contest.id, minuted.stage)
    name = case.folder.relative(path)
    standing = roll = Roll.decode(case.folder.read(path), name)
    for _, change in reversed(contest_rolls.changes_of(contest, minuted.stage)):
        _check_stage(roll, change, name)
        try:
            roll = contest_rolls.before(roll, change)
        except Refused as refused:
            raise NotProven("roll", culprit=name, detail=str(refused)) from None
    _check_stage(roll, minuted, name)
    if roll.frozen_on.isoformat() != frozen.on:
        raise NotProven("roll", culprit=name, detail="it is of another day than the minutes say")
    return f"{standing.entitled} entitled in {frozen.proceeding}, {minuted.stage}"


def _check_stage(roll: Roll, minuted: FrozenRoll | RollChanged, name: str) -> None:
    if (roll.fingerprint, roll.entitled) != (minuted.roll, minuted.entitled):
        detail = f"its fingerprint is {roll.fingerprint}, the minutes have {minuted.roll}"
        raise NotProven("roll", culprit=name, detail=detail)


def check_standing_roll(case: CaseEvidence, roll: Roll) -> None:
    """Refuse a roll that the freeze and the amendments of the minutes do not lead to."""
    frozen = case.motion.the(facts.Freeze)
    if roll.body != case.procedure.body or roll.frozen_on.isoformat() != frozen.on:
        raise NotProven("roll", culprit="roll.json", detail="it is of another body or day than the minutes say")
    if roll.weight != roll.entitled:
        raise NotProven("roll", culprit="roll.json", detail="it gives somebody more than one vote")
    for amendment in reversed(case.motion.every(facts.Amendment)):
        _check_sizes(roll, amendment)
        roll = before(roll, amendment)
    _check_sizes(roll, frozen)


def _check_sizes(roll: Roll, minuted: facts.Freeze | facts.Amendment) -> None:
    if roll.fingerprint != minuted.roll:
        raise NotProven(
            "roll",
            culprit="roll.json",
            detail=f"its fingerprint is {roll.fingerprint}, the minutes have {minuted.roll}",
        )
    if (roll.entitled, roll.sealed, roll.paper) != (minuted.entitled, minuted.sealed, minuted.paper):
        raise NotProven("roll", culprit="roll.json", detail="it does not have the sizes that the minutes give")


def check_declaration(case: CaseEvidence) -> str:
    """Refuse a declaration that is not, byte for byte, what the minutes and the rule book give.

    Its text and its page are rendered anew only by the version that rendered them; else their hashes hold them.
    """
    made = case.motion.entry(facts.DeclarationMade)
    if made is None or not isinstance(made.facts, facts.DeclarationMade):
        return NOT_YET
    earlier = type(case.book)(case.book.minutes[: made.number])
    on = facts.moment(made.at).date()
    then = fold(earlier)
    declaration = declaration_of(earlier, then.motion, as_ruled_for_motion(case.rulebook, then), Days(on, on))
    version = made.facts.version
    page, text, figures = (case.folder.read(case.folder.declaration(form)) for form in ("html", "txt", "json"))
    expected = made_of(declaration, Rendered(text, page, version))
    if figures != declaration.encode():
        raise NotProven("declaration", culprit="declaration.json", detail=NOT_GIVEN)
    for form, same in (("txt", expected.text == made.facts.text), ("html", expected.page == made.facts.page)):
        if not same:
            detail = f"minute {made.number} has another hash of it"
            raise NotProven("declaration", culprit=f"declaration.{form}", detail=detail)
    if expected != made.facts:
        raise NotProven("declaration", culprit=f"minute {made.number}", detail="it is not of this declaration")
    people = case.settings.render(declaration)
    if people.version != version:
        return f"{made.facts.outcome}; text and page were rendered by tellers {version} and are held by their hashes"
    for form, same in (("txt", text == people.text), ("html", page == people.page)):
        if not same:
            raise NotProven("declaration", culprit=f"declaration.{form}", detail=NOT_GIVEN)
    return made.facts.outcome
