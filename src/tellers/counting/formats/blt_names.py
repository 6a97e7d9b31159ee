"""The names and the title at the end of a BLT file, quoted well, badly or not at all."""

import re

from tellers.counting.formats.reading import Reading, shown

QUOTED = re.compile(r'"((?:[^"\\]|\\.|"")*)"')
ONLY_QUOTED = re.compile(r'^(?:"(?:[^"\\]|\\.|"")*"[\s,]*)+(?:#.*)?$')
REMNANT = re.compile(r"^#\s*ALTERNATIVE NAME (\d{1,6}):\s*")
NUMBERED = re.compile(r"^Candidate \d+$")
CURLY = str.maketrans("\u201c\u201d", '""')


def names_and_title(lines: list[str], before: int, candidates: int, reading: Reading) -> tuple[tuple[str, ...], str]:
    """The names of so many candidates, and the title, empty where there is none; raises Unreadable.

    `before` is the number of lines of the file before these.
    """
    found = [(number, name) for number, line in enumerate(lines, before + 1) for name in _names_in(line)]
    if not found and reading.names:
        found = [(before, name) for name in reading.names]
    if len(found) < candidates:
        last = before + len("\n".join(lines).rstrip("\n").split("\n"))
        raise reading.unreadable(f"{len(found)} names for {candidates} candidates; expected a line for each", last)
    if len(found) > candidates + 1:
        number, extra = found[candidates + 1]
        raise reading.unreadable(f"{shown(extra)} stands after {candidates} names and the title", number)
    names = [_numbered(name, place, number, reading) for place, (number, name) in enumerate(found[:candidates], 1)]
    title = found[candidates][1] if len(found) > candidates else ""
    return tuple(names), title


def _names_in(line: str) -> list[str]:
    """The names on one line: what is in quotes, or the line itself; a comment and an empty line have none."""
    text = line.strip().rstrip(",;").strip()
    if not text or (text.startswith("#") and not REMNANT.match(text)):
        return []
    if text[0] in "\u201c\u201d":
        text = text.translate(CURLY)
    if ONLY_QUOTED.match(text):
        return _without_party([_unescaped(quoted).strip() for quoted in QUOTED.findall(text)])
    if text.startswith('"'):
        text = text.strip('"')
    return [_unescaped(text).strip()]


def _without_party(strings: list[str]) -> list[str]:
    """The name alone where a line is `"Candidate 1","Ann Arkwright","Green (Gr)"`, as in Scottish data sets."""
    return strings[1:2] if len(strings) > 1 and NUMBERED.match(strings[0]) else strings


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text.replace('""', '"'))


def _numbered(name: str, place: int, line: int, reading: Reading) -> str:
    """A name without the number that PrefLib's header gives it; raises Unreadable where that number is another."""
    remnant = REMNANT.match(name)
    if remnant is None:
        return name
    if int(remnant[1]) != place:
        raise reading.unreadable(f"candidate {remnant[1]} where candidate {place} was expected", line)
    return name[remnant.end() :]
