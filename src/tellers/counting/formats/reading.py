"""What every format shares: the text of a file, what is known beforehand, and its bad lines told all at once.

The formats are described in docs/formats/ballot-files.md.
"""

import codecs
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tellers.counting.contest import Contest, Mark, Papers, Rejected, papers_of, undeclared_among
from tellers.errors import Unreadable

LISTED = 20
"""How many bad lines a message spells out; the rest are counted."""

LARGEST_NUMBER = 10**12
"""Nothing in a ballot file, nor all papers together, is larger; so no sum of votes leaves 64 bits."""

MOST_CANDIDATES = 32_000
"""As many candidates as the papers have codes for."""


@dataclass(frozen=True)
class Reading:
    """What a file is read as; `seats`, `names` and `contest` are for what the file itself may leave open.

    Where cells are scores and not ranks, `top` is the highest.

    With `set_aside` a bad line is no reason to stop where it is known how many papers it stands for: they are
    refused, with the line and the reason.
    """

    source: str
    seats: int | None = None
    names: tuple[str, ...] = ()
    contest: str | None = None
    set_aside: bool = False
    top: int | None = None

    @property
    def title(self) -> str:
        """What a contest is called whose file does not say: the file's own name."""
        name = self.source.replace("\\", "/").rsplit("/", 1)[-1]
        return name.split(".", 1)[0] or name

    def unreadable(self, message: str, line: int | None = None) -> Unreadable:
        """The error for one place of this file."""
        return Unreadable(message, source=self.source, line=line)


class BadLines(Unreadable):
    """Every bad line of a file, or record where it has no lines, with its reason; nothing is counted."""

    def __init__(self, source: str, bad: Sequence[Rejected], unit: str = "line") -> None:
        lines = f"1 bad {unit}" if len(bad) == 1 else f"{len(bad)} bad {unit}s"
        told = [f"  {unit} {one.line}: {one.reason}" for one in bad[:LISTED]]
        more = [f"  and {len(bad) - LISTED} more"] if len(bad) > LISTED else []
        super().__init__("\n".join([f"{lines}; nothing was counted", *told, *more]), source=source)
        self.bad = tuple(bad)


@dataclass
class Bad:
    """The bad lines found so far, while one file is read."""

    reading: Reading
    unit: str = "line"
    found: list[Rejected] = field(default_factory=list)
    spoiled: list[Rejected] = field(default_factory=list)
    stopping: bool = False

    def line(self, number: int, reason: str, papers: int | None = None) -> None:
        """Note a bad line; one that stands for an unknown number of papers cannot be set aside."""
        self.found.append(Rejected(number, reason, papers or 0))
        self.stopping = self.stopping or papers is None

    def paper(self, number: int, reason: str, papers: int) -> None:
        """Note papers that the file itself says are spoiled: no mistake of the file."""
        self.spoiled.append(Rejected(number, reason, papers))

    def settle(self) -> tuple[Rejected, ...]:
        """The papers refused; raises BadLines unless all bad lines can be, and are to be, set aside."""
        found = sorted(self.found, key=lambda one: one.line or 0)
        if found and (self.stopping or not self.reading.set_aside):
            raise BadLines(self.reading.source, found, self.unit)
        return tuple(sorted([*found, *self.spoiled], key=lambda one: one.line or 0))


def text_of(raw: bytes, reading: Reading) -> str:
    """The text of a file, its line ends made one kind; raises Unreadable for what is not text in UTF-8."""
    if not raw.strip():
        raise reading.unreadable("the file is empty; expected ballots")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise reading.unreadable("the text is in UTF-16; expected UTF-8: save it again as UTF-8")
    if raw.startswith(b"version https://git-lfs"):
        raise reading.unreadable("a Git LFS pointer and not the ballots; fetch the file itself", 1)
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise reading.unreadable(f"byte {error.start} is not UTF-8; save the file as UTF-8", line) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise reading.unreadable("a NUL character; expected text", line)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def whole_number(text: str) -> int | None:
    """A number in plain digits, none where there is none; `12.0` is one too, as some programs write weights."""
    whole, point, part = text.partition(".")
    if not (whole.isascii() and whole.isdigit()) or len(whole) > len(str(LARGEST_NUMBER)):
        return None
    if point and part.strip("0"):
        return None
    number = int(whole)
    return number if number <= LARGEST_NUMBER else None


def weight_of(text: str, number: int, bad: Bad) -> int | None:
    """How many papers a line stands for, one or more; a bad line where it does not say."""
    weight = whole_number(text)
    if weight is None:
        bad.line(number, f"{shown(text)} is not a whole number of papers")
    elif weight == 0:
        bad.line(number, "it stands for 0 papers; expected 1 or more", 0)
        weight = None
    return weight


def shown(text: str) -> str:
    """A piece of the file in a message, cut to a length that can be read."""
    return repr(text if len(text) <= 40 else f"{text[:37]}...")  # noqa: PLR2004 — half a line of a terminal


def trimmed(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Marks without the ranks after the last that says something."""
    last = max((place for place, mark in enumerate(marks) if mark != ()), default=-1)
    return tuple(marks[: last + 1])


@dataclass(frozen=True)
class Told:
    """What a file says of its contest beside candidates and papers; the title is empty where it has none."""

    title: str = ""
    seats: int | None = None
    withdrawn: tuple[int, ...] = ()


def contest_of(
    reading: Reading,
    candidates: Iterable[str],
    papers: Papers | Iterable[tuple[int, Sequence[Mark]]],
    bad: Bad,
    told: Told | None = None,
) -> Contest:
    """The contest that a file holds; raises Unreadable for bad lines and for candidates that cannot be told apart."""
    said = told or Told()
    rejected = bad.settle()
    names = tuple(candidates)
    check_names(names, reading)
    if not isinstance(papers, Papers):
        papers = papers_of(((weight, trimmed(marks)) for weight, marks in papers), rejected=rejected)
    if papers.total + papers.blank + papers.spoiled > LARGEST_NUMBER:
        raise reading.unreadable(f"more than {LARGEST_NUMBER} papers")
    seats = reading.seats or said.seats or 1
    title, withdrawn = said.title or reading.title, frozenset(said.withdrawn)
    return Contest(title, names, seats, papers, withdrawn, undeclared_among(names))


def check_names(names: Sequence[str], reading: Reading) -> None:
    """Raise Unreadable unless there are candidates, each with a name of its own."""
    if not names:
        raise reading.unreadable("no candidates; expected one or more")
    if len(names) > MOST_CANDIDATES:
        raise reading.unreadable(f"{len(names)} candidates; expected at most {MOST_CANDIDATES}")
    seen: set[str] = set()
    for place, name in enumerate(names, start=1):
        if not name.strip():
            raise reading.unreadable(f"candidate {place} has no name")
        if name in seen:
            raise reading.unreadable(f"two candidates are named {shown(name)}; names must differ")
        seen.add(name)
