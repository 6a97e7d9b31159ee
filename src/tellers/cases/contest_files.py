"""The files of the declaration of a contest: what the minute says of them, and that they are what follows."""

from dataclasses import replace
from typing import Any

from tellers.canonical import sha256_hex
from tellers.cases.evidence import CaseEvidence, Rendered
from tellers.errors import NotProven
from tellers.proceedings import facts_contest as facts
from tellers.proceedings.asked import Asked
from tellers.proceedings.contest import Contest
from tellers.proceedings.contest_declaration import ContestDeclaration, declaration_of
from tellers.proceedings.facts import moment
from tellers.proceedings.life import Entry
from tellers.proceedings.record import fold

NO_FILES: dict[str, Any] = {"declaration": "0" * 64, "text": "0" * 64, "version": "0.0"}
"""What stands in an act until its files are made."""

NO_DECLARATION = "no contest is declared"


def files_of(declaration: ContestDeclaration, rendered: Rendered) -> dict[str, Any]:
    """What the minute of a declaration says of its files."""
    return {
        "declaration": sha256_hex(declaration.encode()),
        "text": sha256_hex(rendered.text),
        "version": rendered.version,
    }


def check_declarations(case: CaseEvidence) -> str:
    """Refuse a declaration that is not, byte for byte, what the minutes and the rule book give.

    The text is rendered anew only by the version that rendered it; else its hash holds it.
    """
    return "; ".join(_checked(case, contest) for contest in declared_contests(case)) or NO_DECLARATION


def declared_contests(case: CaseEvidence) -> tuple[Contest, ...]:
    """The contests that were declared, whatever has become of them since."""
    return tuple(one for one in case.record.of(Contest) if one.last(facts.Declared) is not None)


def last_declaration(case: CaseEvidence, contest: Contest) -> ContestDeclaration:
    """What was declared last of a contest, by the minutes before it."""
    made, entry = _made(contest)
    return declared_then(case, contest, entry, made)


def _made(contest: Contest) -> tuple[facts.Declared, Entry]:
    made = contest.the(facts.Declared)
    return made, next(entry for entry in reversed(contest.entries) if entry.facts == made)


def _checked(case: CaseEvidence, contest: Contest) -> str:
    made, entry = _made(contest)
    folder, declaration = case.folder, declared_then(case, contest, entry, made)
    figures, text = (folder.read(folder.contest_declaration(contest.id, form)) for form in ("json", "txt"))
    name = f"declarations/{contest.id}"
    if figures != declaration.encode():
        raise _other(f"{name}.json", "it is not what the minutes and the rule book give")
    if sha256_hex(text) != made.text:
        raise _other(f"{name}.txt", f"minute {entry.number} has another hash of it")
    if files_of(declaration, Rendered(text, b"", made.version)) != {key: getattr(made, key) for key in NO_FILES}:
        raise _other(f"minute {entry.number}", "it is not of this declaration")
    people = case.settings.render(declaration)
    if people.version == made.version and people.text != text:
        raise _other(f"{name}.txt", "it is not what the minutes and the rule book give")
    return f"{contest.id}: {made.found.outcome}"


def declared_then(case: CaseEvidence, contest: Contest, entry: Entry, made: facts.Declared) -> ContestDeclaration:
    """The declaration by the minutes before it."""
    before = replace(case.book, minutes=case.book.minutes[: entry.number])
    record = fold(before)
    asked = Asked(record, record.one(Contest, contest.id), made, moment(entry.at), case.rulebook)
    return declaration_of(asked, made.found, before)


def _other(culprit: str, detail: str) -> NotProven:
    return NotProven("contest declarations", culprit=culprit, detail=detail)
