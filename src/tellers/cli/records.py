"""The record as an argument: a case, a declaration.json, or facts with their rule book; and what else it tells."""

import json
from dataclasses import replace
from pathlib import Path

from tellers.canonical import sha256_hex
from tellers.cases.sitting import Clerk, sitting
from tellers.cases.store import CaseFolder
from tellers.cli.books import read_book
from tellers.cli.case.outcome import standing_declaration
from tellers.cli.decide import read_facts
from tellers.cli.terminal import now, randomness
from tellers.decisions.record import Record
from tellers.errors import Refused, TellersError, Unreadable
from tellers.proceedings import facts
from tellers.reports.news.reading import Records
from tellers.reports.told import Departures, Told, told_of
from tellers.reports.told_case import departures_of, told_beside
from tellers.reports.told_facts import departures_by_facts, told_by_facts
from tellers.reports.told_json import fingerprint_of_book, read_told
from tellers.rulebook.book import RuleBook

SHIPPED = Path(__file__).parent / "demo" / "labour"
"""The rule book of the demonstration; the facts beside it tell of other votes of the same party."""

BOOK, FACTS = "book.toml", "facts"


def read_records(target: Path, others: tuple[Path, ...], rulebook: Path | None) -> Records:
    """The vote that TARGET tells of, with the other votes of its organisation up to its day.

    Raises Refused for a case in which nothing is counted yet, and Unreadable for what is no record.
    """
    (main, *own), folder = _main(target, rulebook)
    told = [_of_facts(path, rulebook or _book_beside(path) or folder) for path in others]
    beside = () if folder is None else _beside(folder, target, main)
    if main.departures is None and folder is not None:
        main = replace(main, departures=_departures(folder, main))
    return Records(main, (*own, *told, *beside))


def _main(target: Path, rulebook: Path | None) -> tuple[tuple[Told, ...], Path | None]:
    """The vote itself with others of its case, and the folder of a rule book whose facts tell of other votes."""
    if target.is_dir():
        return _of_case(target), rulebook or SHIPPED
    raw = target.read_bytes()
    if _is_declaration(raw, str(target)):
        return (read_told(raw, str(target), _book_of(target, raw)),), rulebook or SHIPPED
    book = rulebook or _book_beside(target)
    return (_of_facts(target, book),), book


def _of_case(folder: Path) -> tuple[Told, ...]:
    """The motion of a case and what else it decided; without a counted motion its last contest or petition."""
    with sitting(CaseFolder(folder), Clerk(now(), randomness)) as held:
        beside = told_beside(held.book, held.rulebook)
        gone = departures_of(held.record, held.rulebook)
        if held.motion.last(facts.Tally) is not None:
            return replace(told_of(standing_declaration(held, None)), departures=gone), *beside
        if not beside:
            message = (
                "a report can be held against it after `case tally`, `case contest declare` or `case petition close`"
            )
            raise Refused(f"nothing is counted in {folder} yet; {message}")
        return replace(beside[0], departures=gone), *beside[1:]


def _departures(folder: Path, main: Told) -> Departures | None:
    """Who left a post, by facts beside a rule book that tell of the day of the vote or the days before it."""
    place = folder if folder.is_dir() else folder.parent
    book = read_book(folder)
    if book.organisation != main.organisation:
        return None
    for path in sorted((place / FACTS).glob("*.json")):
        record = _readable(path)
        if record is not None and record.facts.events and record.facts.on == main.on:
            return departures_by_facts(book, record, f"{path.name}, facts")
    return None


def _readable(path: Path) -> Record | None:
    try:
        return read_facts(path)
    except TellersError:
        return None


def _is_declaration(raw: bytes, source: str) -> bool:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        message = "not JSON; expected a case's folder, a declaration.json, or facts (docs/formats/report-check.md)"
        raise Unreadable(message, source=source) from None
    return isinstance(value, dict) and "fingerprints" in value


def _book_of(declaration: Path, raw: bytes) -> RuleBook | None:
    """The rule book that a declaration was made by, where it lies beside it as in a case, or is the one shipped."""
    for folder in (declaration.parent / "rulebook", SHIPPED):
        file = folder / BOOK
        if file.is_file() and sha256_hex(file.read_bytes()) == fingerprint_of_book(raw):
            return read_book(file)
    return None


def _book_beside(path: Path) -> Path | None:
    """The rule book of facts that lie in its folder `facts`."""
    folder = path.resolve().parent.parent
    return folder if (folder / BOOK).is_file() else None


def _of_facts(path: Path, book: Path | None) -> Told:
    if book is None:
        raise Unreadable("these are facts, and no rule book lies beside them; name it (--rulebook)", source=str(path))
    return _decided(read_book(book), read_facts(path), path)


def _decided(book: RuleBook, record: Record, path: Path) -> Told:
    if record.facts.procedure is None:
        raise Unreadable('the facts name no procedure; write "procedure"', source=str(path))
    return told_by_facts(book, record, record.facts.procedure, f"{path.name}, facts")


def _beside(folder: Path, target: Path, main: Told) -> tuple[Told, ...]:
    """The contests of the same organisation, held by that day, of which facts lie beside a rule book."""
    place = folder if folder.is_dir() else folder.parent
    book = read_book(folder)
    if book.organisation != main.organisation:
        return ()
    files = sorted(path for path in (place / FACTS).glob("*.json") if path.resolve() != target.resolve())
    return tuple(told for path in files if (told := _contest(book, path, main)) is not None)


def _contest(book: RuleBook, path: Path, main: Told) -> Told | None:
    """Facts of an earlier contest; whatever else lies in the folder is not of this record."""
    try:
        record = read_facts(path)
        told = record.facts
        if not told.candidates or not told.ballots or told.on is None or told.on > main.on:
            return None
        return _decided(book, record, path)
    except TellersError:
        return None
