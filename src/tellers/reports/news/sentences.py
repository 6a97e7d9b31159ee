"""Cuts a report into sentences, each with its place in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SHORT = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "no",
        "vs",
        "prof",
        "sir",
        "rev",
        "hon",
        "gen",
        "col",
        "sgt",
        "cllr",
        "e.g",
        "i.e",
        "u.k",
        "u.s",
        "p.m",
        "a.m",
        "etc",
        "approx",
        "ca",
    ]
)
"""Words that end in a stop without ending a sentence."""

PARAGRAPH = re.compile(r"\r?\n[ \t]*\r?\n\s*|(?<=[.!?:\"''])[ \t]*\r?\n\s*")
"""An empty line, or a new line after what can end a sentence; any other new line is a space."""

ROW = re.compile(
    r"^[ \t]*[^\n:;.!?]{1,50}[:=][ \t]*[0-9][0-9,.]*[ ]?(?:%|per cent|votes)?"
    r"(?:[ ]\([^()\n]{1,30}\))?(?:[ ][A-Za-z]+){0,3}"
    r"[ \t]*\r?$",
    re.MULTILINE,
)
LABELLED = re.compile(
    r"^[ \t]*[A-Z][A-Za-z' -]{1,40}[ ](?:[-;=][ ])?[0-9][0-9,.]*[ ]?(?:%|per cent)?"
    r"(?:[ ]\([^()\n]{1,30}\))?[ \t]*\r?$",
    re.MULTILINE,
)
ITEM = re.compile(r"^[ \t]*(?:[0-9]{1,2}[.)]|[-*\N{BULLET}])[ \t]+(?=[A-Z\"'])", re.MULTILINE)
MOMENT = re.compile(r"^[ \t]*[0-9]{1,2}[:.][0-9]{2} ?(?:[ap]m)?\b", re.MULTILINE)
"""A row of a table, with a colon or without, the mark of an item in a list, and the time before an entry: each
begins something new."""

OPENING = re.compile(r"[ \t]*[\"'(]?[A-Z]")
LISTED = 3
"""So many lines that all begin with a capital are a list; wrapped lines of prose do not."""

BETWEEN = re.compile("(?<=[0-9])\N{EM DASH}(?=[0-9])")
SIGNS = {
    ord("\N{LEFT SINGLE QUOTATION MARK}"): "'",
    ord("\N{RIGHT SINGLE QUOTATION MARK}"): "'",
    ord("\N{LEFT DOUBLE QUOTATION MARK}"): '"',
    ord("\N{RIGHT DOUBLE QUOTATION MARK}"): '"',
    ord("\N{EN DASH}"): "-",
    ord("\N{NON-BREAKING HYPHEN}"): "-",
    ord("\N{MINUS SIGN}"): "-",
    ord("\N{EM DASH}"): ";",
    ord("\N{NO-BREAK SPACE}"): " ",
    ord("\N{NARROW NO-BREAK SPACE}"): " ",
    ord("\N{THIN SPACE}"): " ",
}
"""A dash between words parts clauses as a semicolon does; all else is the same sign in another dress."""

LONGEST = 1500
"""The most signs of one sentence; nobody writes a longer one to be read."""

SHORTEST = 20
"""How far back from a stop the word before it is looked for."""

END = re.compile(r"(?<![.!?])[.!?]++[\"'')\]]*+(?:\[\w{1,3}\])*+(?=\s+[\"'(\[]*[A-Z0-9£])")


@dataclass(frozen=True)
class Sentence:
    """A sentence as it stands, where it begins in the text, and the number of its paragraph."""

    text: str
    start: int

    @property
    def plain(self) -> str:
        """The sentence with one kind of quotation mark, dash and space, sign for sign."""
        return plain(self.text)


def plain(text: str) -> str:
    """A text as patterns read it: as long as it was, each typographic sign as the one a typewriter has."""
    return BETWEEN.sub("-", text).translate(SIGNS)


def sentences(text: str) -> tuple[Sentence, ...]:
    """Every sentence of a text in order; nothing but space is left out."""
    found: list[Sentence] = []
    for start, part in _paragraphs(plain(text)):
        for offset, piece in _cut(part):
            begin = start + offset + len(piece) - len(piece.lstrip())
            if piece.strip():
                found.append(Sentence(text[begin : begin + len(piece.strip())], begin))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    gaps = [match.span() for pattern in (PARAGRAPH, ITEM) for match in pattern.finditer(text)]
    gaps += [
        (place, place) for pattern in (ROW, LABELLED) for match in pattern.finditer(text) for place in match.span()
    ]
    gaps += [(match.start(), match.start()) for match in MOMENT.finditer(text)]
    gaps += _lines(text)
    begin = 0
    for start, end in sorted(gaps):
        if start >= begin:
            yield begin, text[begin:start]
        begin = max(begin, end)
    yield begin, text[begin:]


def _lines(text: str) -> list[tuple[int, int]]:
    """The ends of lines in a block in which each line begins a sentence, as in a summary: there no line goes on."""
    found: list[tuple[int, int]] = []
    ends: list[int] = []
    listed, begin = True, 0
    for line in [*text.splitlines(keepends=True), ""]:
        if line.strip():
            ends.append(begin + len(line))
            listed = listed and OPENING.match(line) is not None
        else:
            found += [(end, end) for end in ends[:-1] if listed and len(ends) >= LISTED]
            ends, listed = [], True
        begin += len(line)
    return found


def _cut(part: str) -> Iterator[tuple[int, str]]:
    begin = 0
    for match in END.finditer(part):
        if not _short(part[max(begin, match.start() - SHORTEST) : match.start()], match.group()):
            yield from _bounded(part, begin, match.end())
            begin = match.end()
    yield from _bounded(part, begin, len(part))


def _bounded(part: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    """What stands between two stops, cut at spaces into pieces that no pattern takes long to read."""
    while end - begin > LONGEST:
        cut = part.rfind(" ", begin + LONGEST // 2, begin + LONGEST)
        cut = begin + LONGEST if cut < 0 else cut
        yield begin, part[begin:cut]
        begin = cut
    yield begin, part[begin:end]


def _short(before: str, stop: str) -> bool:
    """Whether the stop belongs to a short form or to an initial."""
    words = before.split()
    last = words[-1].strip("(\"'").lower() if words else ""
    initial = len(last) == 1 and last.isalpha() and words[-1].strip("(\"'").isupper()
    return stop == "." and (last in SHORT or initial)
