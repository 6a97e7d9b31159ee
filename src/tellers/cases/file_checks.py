"""The checks of a case's files as a whole, one a function: which there are, and that they extend an older copy.

Each returns what it found in words, or refuses and names the culprit.
"""

from collections.abc import Iterator
from pathlib import Path

from tellers.ballots.checks import check_extends
from tellers.cases.contest_papers import published_sheets
from tellers.cases.evidence import CaseEvidence
from tellers.cases.sitting import archive_at
from tellers.cases.store import Found, found_at
from tellers.errors import NotProven
from tellers.minutes.store import read_book
from tellers.proceedings import facts
from tellers.proceedings.contest import Contest
from tellers.proceedings.facts_contest import Declared
from tellers.proceedings.record import fold


def check_files(case: CaseEvidence) -> str:
    """Refuse a public file that nothing in the minutes speaks of, a missing one, and what is no file."""
    expected, there = set(expected_files(case)), case.folder.public_files
    found = there - {case.folder.claims}
    for word, paths in (
        ("no file of the case itself; a link, a pipe or a device is not followed", {*filter(_is_no_file, there)}),
        ("nothing in the minutes speaks of it", found - expected),
        ("it is missing", expected - found),
    ):
        if paths:
            names = ", ".join(sorted(case.folder.relative(path) for path in paths))
            raise NotProven("files", culprit=names, detail=word)
    claims = "; claims.toml is not part of the record" if case.folder.claims in there else ""
    return f"{len(found)} public files{claims}"


def _is_no_file(path: Path) -> bool:
    return found_at(path) is not Found.FILE


def expected_files(case: CaseEvidence) -> Iterator[Path]:
    """The public files of which the minutes speak, and no others."""
    folder, motion = case.folder, case.motion
    yield from (folder.settings, folder.rulebook, folder.minutes, folder.checkpoint)
    if motion.last(facts.Freeze):
        yield folder.roll
    yield from (folder.stage_roll(one.proceeding, roll.stage) for one, roll in case.record.stage_rolls)
    if case.sealed:
        yield folder.archive(case.sealed.uuid)
    yield from (folder.archive(ballot.opened.uuid) for ballot in case.record.sealed_ballots)
    yield from (path for ballot in case.record.sealed_ballots for path in published_sheets(folder, ballot))
    count = motion.last(facts.PaperCount)
    if count is not None and count.for_ is not None:
        yield from (folder.sheet(one.commitment, hidden=False) for one in motion.every(facts.PaperEntry)[-2:])
    declared = (one.id for one in case.record.of(Contest) if one.last(Declared) is not None)
    yield from (folder.contest_declaration(id_, form) for id_ in declared for form in ("json", "txt"))
    if motion.last(facts.DeclarationMade):
        yield from (folder.declaration(form) for form in ("json", "txt", "html"))


def check_earlier(case: CaseEvidence) -> str:
    """Refuse a case that does not extend an older copy of itself, in its minutes and in its archive."""
    older = case.settings.earlier
    if older is None:
        return ""
    older.check_file(older.minutes)
    then = read_book(older.minutes).book
    case.book.check_extends(then)
    before = fold(then)
    for ballot in before.sealed_ballots:
        uuid = ballot.opened.uuid
        check_extends(archive_at(case.folder, case.folder.archive(uuid)), archive_at(older, older.archive(uuid)))
    opening = before.motion.last(facts.Opening)
    if opening is not None and opening.sealed is not None and case.sealed is not None:
        now = archive_at(case.folder, case.folder.archive(case.sealed.uuid))
        check_extends(now, archive_at(older, older.archive(opening.sealed.uuid)))
    return f"extends {then.size} minutes by {case.book.size - then.size}"
