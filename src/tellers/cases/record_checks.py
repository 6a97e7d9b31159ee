"""The checks of a case's record, one a function: minutes, keys, rules, roll, declaration, files.

Each returns what it found in words, or refuses and names the culprit.
"""

from collections.abc import Iterator
from pathlib import Path

from tellers.ballots.archive import read_archive
from tellers.ballots.checks import check_extends
from tellers.canonical import sha256_hex
from tellers.cases import store
from tellers.cases.evidence import NOT_YET, CaseEvidence, CheckpointEvidence, Settings
from tellers.cases.founding import settings
from tellers.cases.roll import before
from tellers.cases.store import CaseFolder
from tellers.errors import NotProven, RecordBroken, Refused
from tellers.minutes.book import MinuteBook
from tellers.minutes.checkpoint import open_note
from tellers.minutes.note import Verifier
from tellers.minutes.store import read_book
from tellers.proceedings import facts
from tellers.proceedings.declaration import Days, declaration_of
from tellers.proceedings.motion import Motion, fold, states
from tellers.proceedings.rules import check_act
from tellers.register.roll import Roll
from tellers.rulebook.parsing import decode


def read_minutes(folder: CaseFolder) -> tuple[MinuteBook, Motion]:
    """Read the minutes and what they tell; refuse a book that does not follow, or that tells no motion."""
    if not store.is_there(folder.minutes):
        raise NotProven("minute book", culprit="minutes.jsonl", detail="the file is missing from the case")
    stored = read_book(folder.minutes)
    if stored.dropped:
        raise RecordBroken(
            f"{len(stored.dropped)} bytes after minute {stored.book.size - 1} are no whole minute; a crash cut an act "
            "short, and the next act removes them",
            entry="minutes.jsonl",
        )
    motion = fold(stored.book)
    if motion.last(facts.Founding) is None:
        raise RecordBroken("the book is empty; minute 0 opens the case", entry="minutes.jsonl")
    return stored.book, motion


def read_case(folder: CaseFolder, told: Settings, minutes: tuple[MinuteBook, Motion]) -> CaseEvidence:
    """Read the rule book; refuse another than minute 0 has."""
    book, motion = minutes
    founding = motion.the(facts.Founding)
    raw, name = store.read(folder.rulebook), folder.relative(folder.rulebook)
    check_fingerprint(raw, founding.rulebook, name)
    return CaseEvidence(folder, told, book, motion, decode(raw, name))


def check_fingerprint(raw: bytes, minuted: str, name: str) -> None:
    """Refuse a rule book that is not the one of minute 0."""
    if sha256_hex(raw) != minuted:
        detail = f"its fingerprint is {sha256_hex(raw)}; minute 0 holds {minuted}"
        raise NotProven("rule book", culprit=name, detail=detail)


def check_settings(case: CaseEvidence) -> str:
    """Refuse a case.toml that does not say what minute 0 says."""
    if store.read(case.folder.settings) != settings(case.founding):
        raise NotProven("case.toml", culprit="case.toml", detail="it does not say what minute 0 says")
    return ""


def check_key(case: CaseEvidence) -> str:
    """Refuse another key than the one that the reader expects, who has it from the notice of the vote."""
    fingerprint = Verifier.parse(case.founding.key).fingerprint
    if case.settings.key is not None and case.settings.key not in (case.founding.key, fingerprint):
        raise NotProven("key", culprit=case.founding.key, detail=f"expected {case.settings.key}")
    return f"fingerprint {fingerprint}"


def check_checkpoint(case: CaseEvidence) -> CheckpointEvidence:
    """Refuse a checkpoint that the secretary's key did not sign, or that does not cover the whole book."""
    notice = case.motion.last(facts.Notice)
    agents = () if notice is None else notice.agents
    witnesses = {agent.key: agent.name for agent in agents if agent.key is not None}
    signer, keys = Verifier.parse(case.founding.key), {Verifier.parse(key): name for key, name in witnesses.items()}
    raw = store.read(case.folder.checkpoint)
    opened = open_note(raw, signer, tuple(keys), case.folder.relative(case.folder.checkpoint))
    opened.checkpoint.check_covered_by(case.book)
    if opened.checkpoint.size < case.book.size:
        raise NotProven(
            "checkpoint",
            culprit="minutes.checkpoint",
            detail=f"it covers {opened.checkpoint.size} of {case.book.size} minutes; `tellers case checkpoint` signs",
        )
    names = tuple(name for key, name in keys.items() if open_note(raw, signer, (key,)).witnessed_by)
    return CheckpointEvidence(opened.checkpoint, names)


def check_witnesses(grounds: tuple[CaseEvidence, CheckpointEvidence]) -> str:
    """Refuse a finished case whose last checkpoint an agent neither co-signed nor dissented from."""
    case, checkpoint = grounds
    notice = case.motion.last(facts.Notice)
    expected = [agent.name for agent in notice.agents if agent.key is not None] if notice else []
    dissenting = {one.agent for one in case.motion.every(facts.Attendance) if not one.signs}
    missing = [name for name in expected if name not in checkpoint.witnessed_by and name not in dissenting]
    if missing and case.complete:
        raise NotProven(
            "witnesses",
            culprit=", ".join(missing),
            detail="named in the notice; has not co-signed the checkpoint",
        )
    signed = ", ".join(checkpoint.witnessed_by) or "nobody"
    return f"co-signed by {signed}" + (f"; not yet by {', '.join(missing)}" if missing else "")


def check_rules(case: CaseEvidence) -> str:
    """Refuse minutes of acts that the rule book, or the minutes before them, would have refused."""
    before = (Motion(), *states(case.book))
    for motion, entry in zip(before, case.motion.entries, strict=False):
        try:
            check_act(motion, entry.facts, facts.moment(entry.at), case.rulebook)
        except Refused as refused:
            raise NotProven("rules", culprit=f"minute {entry.number}", detail=str(refused)) from None
    return f"{case.book.size} minutes"


def check_roll(case: CaseEvidence) -> str:
    """Refuse a roll that is not the one in the minutes, or amendments that do not lead to it."""
    frozen = case.motion.last(facts.Freeze)
    if frozen is None:
        return NOT_YET
    roll = Roll.decode(store.read(case.folder.roll), "roll.json")
    if roll.body != case.procedure.body or roll.frozen_on.isoformat() != frozen.on:
        raise NotProven("roll", culprit="roll.json", detail="it is of another body or day than the minutes say")
    if roll.weight != roll.entitled:
        raise NotProven("roll", culprit="roll.json", detail="it gives somebody more than one vote")
    for amendment in reversed(case.motion.every(facts.Amendment)):
        _check_sizes(roll, amendment)
        roll = before(roll, amendment)
    _check_sizes(roll, frozen)
    return f"{case.motion.roll.entitled} entitled"


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
    """Refuse a declaration that is not, byte for byte, what the minutes and the rule book give."""
    made = case.motion.entry(facts.DeclarationMade)
    if made is None or not isinstance(made.facts, facts.DeclarationMade):
        return NOT_YET
    earlier = type(case.book)(case.book.minutes[: made.number])
    on = facts.moment(made.at).date()
    declaration = declaration_of(earlier, fold(earlier), case.rulebook, Days(on, on))
    people = case.settings.render(declaration)
    forms = {"json": declaration.encode(), "txt": people.text, "html": people.page}
    for form, expected in forms.items():
        path = case.folder.declaration(form)
        if store.read(path) != expected:
            raise NotProven(
                "declaration", culprit=path.name, detail="it is not what the minutes and the rule book give"
            )
    expected_facts = facts.DeclarationMade(sha256_hex(forms["json"]), declaration.finding.outcome.value)
    if made.facts != expected_facts:
        raise NotProven("declaration", culprit=f"minute {made.number}", detail="it is not of this declaration")
    return made.facts.outcome


def check_files(case: CaseEvidence) -> str:
    """Refuse a public file that nothing in the minutes speaks of, or a missing one."""
    expected = set(_expected_files(case))
    found = case.folder.public_files - {case.folder.claims}
    for word, paths in (
        ("nothing in the minutes speaks of it", found - expected),
        ("it is missing", expected - found),
    ):
        if paths:
            names = ", ".join(sorted(case.folder.relative(path) for path in paths))
            raise NotProven("files", culprit=names, detail=word)
    return f"{len(found)} public files"


def _expected_files(case: CaseEvidence) -> Iterator[Path]:
    folder, motion = case.folder, case.motion
    yield from (folder.settings, folder.rulebook, folder.minutes, folder.checkpoint)
    if motion.last(facts.Freeze):
        yield folder.roll
    if case.sealed:
        yield folder.archive(case.sealed.uuid)
    count = motion.last(facts.PaperCount)
    if count is not None and count.for_ is not None:
        yield from (folder.sheet(one.commitment, hidden=False) for one in motion.every(facts.PaperEntry)[-2:])
    if motion.last(facts.DeclarationMade):
        yield from (folder.declaration(form) for form in ("json", "txt", "html"))


def check_earlier(case: CaseEvidence) -> str:
    """Refuse a case that does not extend an older copy of itself, in its minutes and in its archive."""
    older = case.settings.earlier
    if older is None:
        return ""
    then = read_book(older.minutes).book
    case.book.check_extends(then)
    opening = fold(then).last(facts.Opening)
    if opening is not None and opening.sealed is not None and case.sealed is not None:
        check_extends(
            read_archive(case.folder.archive(case.sealed.uuid)), read_archive(older.archive(opening.sealed.uuid))
        )
    return f"extends {then.size} minutes by {case.book.size - then.size}"
