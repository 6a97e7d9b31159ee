"""The register's file: CSV in, members out, or every bad row named and nothing imported.

Format: docs/formats/register.md; quoting as in RFC 4180.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tellers.errors import Unreadable
from tellers.register.members import Member, Register
from tellers.register.rows import MEANINGS, Header, RowError, meaning, read_header, read_member, shown
from tellers.words import alike

LARGEST_FILE = 256 * 2**20
"""No register is larger, in bytes: it is read whole, and a film chosen by mistake is not."""

LISTED = 20
"""How many bad rows a message lists; the error carries all of them."""

SEPARATORS = (",", ";")


@dataclass(frozen=True)
class BadRow:
    """A row that is not a member: the line on which it starts, and why."""

    line: int
    reason: str


class BadRows(Unreadable):
    """Rows of a register that are not members; nothing was imported."""

    def __init__(self, rows: Sequence[BadRow], *, source: str) -> None:
        listed = "".join(f"\n  line {row.line}: {row.reason}" for row in rows[:LISTED])
        more = f"\n  and {len(rows) - LISTED} more" if len(rows) > LISTED else ""
        count = "1 bad row" if len(rows) == 1 else f"{len(rows)} bad rows"
        super().__init__(f"{count}; nothing was imported{listed}{more}", source=source)
        self.rows = tuple(rows)


@dataclass(frozen=True)
class _Record:
    """The cells of one row and the line on which it starts."""

    line: int
    cells: tuple[str, ...]


def read_register(path: Path) -> Register:
    """Read a register from its file; raises Unreadable, as BadRows for all bad rows at once."""
    source = str(path)
    return parse_register(_bytes_of(path, source), source)


def parse_register(raw: bytes, source: str) -> Register:
    """Read a register from the bytes of its file; raises Unreadable, as BadRows for all bad rows at once."""
    text = _text_of(raw, source)
    bad: list[BadRow] = []
    records = _records(text, _separator(text), bad)
    header = _header(records, bad, source)
    members = _members(header, records, bad)
    if bad:
        raise BadRows(sorted(bad, key=lambda row: row.line), source=source)
    if not members:
        raise Unreadable("the register has no members; expected a row for each under the header", source=source)
    return Register(tuple(members), header.columns, source)


def _bytes_of(path: Path, source: str) -> bytes:
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise Unreadable("not a file; expected a register in CSV", source=source)
        if size > LARGEST_FILE:
            raise Unreadable(
                f"the file has {size} bytes; a register has {LARGEST_FILE} at most. Is it the right file?",
                source=source,
            )
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}", source=source) from None


def _text_of(raw: bytes, source: str) -> str:
    if b"\0" in raw:
        line = raw.count(b"\n", 0, raw.index(b"\0")) + 1
        raise Unreadable(
            "a NUL byte; expected text in UTF-8. A spreadsheet saves it as 'CSV UTF-8'", source=source, line=line
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"byte 0x{raw[error.start]:02x} is not UTF-8; a spreadsheet saves it as 'CSV UTF-8'",
            source=source,
            line=line,
        ) from None


def _separator(text: str) -> str:
    """The separator under which the first line has more columns that the format knows, or else more columns."""
    first = io.StringIO(text.lstrip("\r\n"), newline="").readline(csv.field_size_limit())

    def columns(separator: str) -> tuple[int, int]:
        names = next(csv.reader([first], delimiter=separator), [])
        return sum(meaning(name) in MEANINGS.values() for name in names), len(names)

    return max(SEPARATORS, key=columns)


def _records(text: str, separator: str, bad: list[BadRow]) -> Iterator[_Record]:
    """The rows with something in them; a row whose quotes are wrong goes to `bad`."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            bad.append(BadRow(line, _quoting(error, line, reader.line_num)))
            continue
        if any(cell.strip() for cell in cells):
            yield _Record(line, tuple(cells))


def _quoting(error: csv.Error, first: int, last: int) -> str:
    rows = "" if last == first else f"; the quote takes in lines {first} to {last}"
    if "unexpected end" in str(error):
        return f"a quote is opened and never closed{rows}"
    if "field limit" in str(error):
        return f"a cell of over {csv.field_size_limit()} characters; is a quote not closed?"
    return f"text stands right after a closing quote; double a quote that belongs to the text{rows}"


def _header(records: Iterator[_Record], bad: Sequence[BadRow], source: str) -> Header:
    first = next(records, None)
    if bad:
        raise BadRows(bad, source=source)
    if first is None:
        raise Unreadable("the file is empty; expected a header and a row for each member", source=source)
    try:
        return read_header(first.cells)
    except RowError as error:
        raise Unreadable(f"the header: {error}", source=source, line=first.line) from None


def _members(header: Header, records: Iterator[_Record], bad: list[BadRow]) -> list[Member]:
    members: list[Member] = []
    seen = _Seen()
    for record in records:
        try:
            member = read_member(header, record.cells)
            seen.check(member, record.line)
        except RowError as error:
            bad.append(BadRow(record.line, str(error)))
        else:
            members.append(member)
    return members


class _Seen:
    """What the rows above have said, so that a row cannot say it again or otherwise."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}
        self._sections: dict[str, tuple[str, int]] = {}

    def check(self, member: Member, line: int) -> None:
        """Refuse a number that stands above, and a section that differs from one above by its capitals alone."""
        first = self._lines.setdefault(alike(member.id), line)
        if first != line:
            raise RowError([f"id {shown(member.id)} is already on line {first}"])
        if member.section is None:
            return
        section, first = self._sections.setdefault(alike(member.section), (member.section, line))
        if section != member.section:
            raise RowError([f"section {shown(member.section)} is {shown(section)} on line {first}; write them alike"])
