"""BLT, the format of New Zealand's and OpenSTV's counts, with what programs and councils have made of it.

Candidates and seats, then withdrawn candidates as negative numbers, papers as `weight candidate ... 0`, a 0 alone,
names, title. Described with every variation in docs/formats/ballot-files.md.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tellers.counting.contest import Contest, Mark
from tellers.counting.formats.blt_names import names_and_title
from tellers.counting.formats.grouped import papers_of_lines
from tellers.counting.formats.reading import Bad, Reading, Told, contest_of, shown, text_of, weight_of, whole_number

SEPARATORS = str.maketrans(",;\t", "   ")
"""What stands between numbers where a spreadsheet has saved the file."""

BALLOT_ID = re.compile(r"^\(([^()]*)\)\s*")
OPTION = re.compile(r"^\[\s*([a-z]+)\b([^\]]*)\]$", re.IGNORECASE)
PLAIN_END = "\n0\n"
PLAIN_HEAD = re.compile(r"^\d+[ \t]+\d+$|^-\d+(?:[ \t]+-\d+)*$")
LONGEST_HEAD = 100
"""The lines before the papers in a plain file."""
SKIP = "-"


@dataclass(frozen=True)
class Head:
    """What stands before the papers; `after` is the number of lines it takes."""

    candidates: int
    seats: int
    withdrawn: tuple[int, ...]
    nicknames: dict[str, int]
    after: int


@dataclass(frozen=True)
class Line:
    """One line with its number, without comment and outer space."""

    number: int
    text: str


def parse_blt(raw: bytes, reading: Reading) -> Contest:
    """The contest of a BLT file; raises Unreadable with every bad line."""
    text = text_of(raw, reading)
    return _plain(text, reading) or _any(text, reading)


def _plain(text: str, reading: Reading) -> Contest | None:
    """The contest where papers are numbers only, up to the 0 alone; None where they are not.

    Lines of papers are not taken apart; those before and after are numbered as they stand in the file.
    """
    end = text.find(PLAIN_END)
    start = _first_paper(text, end)
    if start is None:
        return None
    lines = text[:start].split("\n")
    head = _head(lines, reading)
    if head.after < len(lines):
        return None
    papers = papers_of_lines(text[start : end + 1].encode(), head.candidates)
    if papers is None:
        return None
    before = text.count("\n", 0, end + len(PLAIN_END))
    after = text[end + len(PLAIN_END) :].split("\n")
    names, title = names_and_title(after, before, head.candidates, reading)
    return contest_of(reading, names, papers, Bad(reading), Told(title, head.seats, head.withdrawn))


def _first_paper(text: str, end: int) -> int | None:
    """Where the second line of plain numbers begins: the first has the numbers of candidates and places."""
    start = 0
    for _ in range(LONGEST_HEAD):
        line_end = text.find("\n", start, end)
        if line_end < 0:
            return None
        line = text[start:line_end].strip()
        start = line_end + 1
        if PLAIN_HEAD.match(line):
            following = text[start : text.find("\n", start)].strip()
            if following[:1].isdigit():
                return start
        elif line and not line.startswith(("#", "-")):
            return None
    return None


def _any(text: str, reading: Reading) -> Contest:
    """The contest read line by line."""
    lines = text.split("\n")
    head = _head(lines, reading)
    bad = Bad(reading)
    papers, at = _papers(lines, head, bad)
    names, title = names_and_title(lines[at:], at, head.candidates, reading)
    return contest_of(reading, names, papers, bad, Told(title, head.seats, head.withdrawn))


def _head(lines: list[str], reading: Reading) -> Head:
    at, (candidates, seats) = _sizes(lines, reading)
    withdrawn: set[int] = set()
    nicknames: dict[str, int] = {}
    bad = Bad(reading)
    while at < len(lines):
        line = Line(at + 1, numbers_text(lines[at]))
        if option := OPTION.match(line.text):
            _option(option, line, candidates, withdrawn, nicknames, bad)
        elif line.text.startswith("-"):
            _withdrawn(line, candidates, withdrawn, bad)
        elif line.text:
            break
        at += 1
    if bad.found:
        bad.settle()
    return Head(candidates, seats, tuple(sorted(withdrawn)), nicknames, at)


def _sizes(lines: list[str], reading: Reading) -> tuple[int, tuple[int, int]]:
    for at, line in enumerate(lines):
        found = numbers_text(line).split()
        if not found:
            continue
        sizes = [whole_number(word) for word in found]
        match sizes:
            case [int(candidates), int(seats)] if candidates and seats:
                return at + 1, (candidates, seats)
            case _:
                message = f"{shown(line)}; expected two numbers, candidates and places, such as 6 3"
                raise reading.unreadable(message, at + 1)
    raise reading.unreadable("no line with the numbers of candidates and places, such as 6 3")


def numbers_text(line: str) -> str:
    """A line of numbers without its comment, its separators made spaces."""
    return line.split("#", 1)[0].translate(SEPARATORS).strip()


def _option(  # noqa: PLR0913, PLR0917 — what one line of options may change
    option: re.Match[str], line: Line, candidates: int, withdrawn: set[int], nicknames: dict[str, int], bad: Bad
) -> None:
    """`[nick a b c]` names candidates for the papers, `[withdrawn b]` withdraws; a tie order is never used."""
    words = option[2].split()
    match option[1].lower():
        case "nick":
            nicknames.update({word: place for place, word in enumerate(words)})
            if len(words) != candidates or len(nicknames) != candidates:
                bad.line(line.number, f"{len(nicknames)} different nicknames for {candidates} candidates")
        case "withdrawn":
            for word in words:
                candidate = _candidate(word, candidates, nicknames)
                if candidate is None:
                    bad.line(line.number, f"{shown(word)} is not one of {candidates} candidates")
                else:
                    withdrawn.add(candidate)
        case "tie":
            pass  # An order to break ties by; here ties are broken by rule, decision or lot only.
        case other:
            bad.line(line.number, f"[{other}] is not known; expected [nick], [withdrawn] or [tie]")


def _withdrawn(line: Line, candidates: int, withdrawn: set[int], bad: Bad) -> None:
    for word in line.text.split():
        number = whole_number(word.removeprefix("-"))
        if not word.startswith("-") or number is None or not 1 <= number <= candidates:
            bad.line(line.number, f"{shown(word)} withdraws none of {candidates} candidates; expected such as -3")
        else:
            withdrawn.add(number - 1)


def _papers(lines: list[str], head: Head, bad: Bad) -> tuple[list[tuple[int, tuple[Mark, ...]]], int]:
    """Papers read line by line, and the number of lines before the names."""
    found, at = [], head.after
    for at in range(head.after, len(lines)):
        text = numbers_text(lines[at])
        if text == "0" or (text and not text[0].isdigit() and not text.startswith(("(", "-"))):
            break
        if lines[at].lstrip().startswith("#") and "ALTERNATIVE NAME" in lines[at]:
            break
        if text:
            found.append(Line(at + 1, text))
    else:
        at = len(lines)
    ended = at < len(lines) and numbers_text(lines[at]) == "0"
    return list(_read(found, head, bad)), at + 1 if ended else at


def _read(found: list[Line], head: Head, bad: Bad) -> Iterator[tuple[int, tuple[Mark, ...]]]:
    zeros = any(line.text.split()[-1] == "0" for line in found)
    ids: dict[str, int] = {}
    for line in found:
        paper = _paper(line, head, bad, ids=ids, zeros=zeros)
        if paper is not None:
            yield paper


def _paper(
    line: Line, head: Head, bad: Bad, *, ids: dict[str, int], zeros: bool
) -> tuple[int, tuple[Mark, ...]] | None:
    """One paper; where no line of a file ends in 0 (`zeros` is false), none is missed."""
    text, weight = line.text, 1
    if named := BALLOT_ID.match(text):
        if ids.setdefault(named[1], line.number) != line.number:
            bad.line(line.number, f"paper ({named[1]}) is already on line {ids[named[1]]}")
            return None
        words = text[named.end() :].split()
    else:
        first, *words = text.split()
        read = weight_of(first, line.number, bad)
        if read is None:
            return None
        weight = read
    if zeros and (not words or words.pop() != "0"):
        bad.line(line.number, "it does not end in 0; a part of it may be missing", weight)
        return None
    marks = [_mark(word, head) for word in words]
    for word, mark in zip(words, marks, strict=True):
        if mark is None:
            bad.line(line.number, f"{shown(word)} is not one of {head.candidates} candidates", weight)
            return None
    return weight, tuple(mark for mark in marks if mark is not None)


def _mark(word: str, head: Head) -> Mark | None:
    if word == SKIP:
        return ()
    parts = [_candidate(part, head.candidates, head.nicknames) for part in word.split("=")]
    known = [part for part in parts if part is not None]
    if len(known) != len(parts) or len(set(known)) != len(known):
        return None
    return known[0] if len(known) == 1 else tuple(known)


def _candidate(word: str, candidates: int, nicknames: dict[str, int]) -> int | None:
    if word in nicknames:
        return nicknames[word]
    number = whole_number(word) if word.isdigit() else None
    return number - 1 if number is not None and 1 <= number <= candidates else None
