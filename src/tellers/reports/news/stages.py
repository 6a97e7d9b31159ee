"""Which section and which stage of a contest the words about a number name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tellers.figures import Figure
from tellers.reports.news.clause import Place
from tellers.reports.told import Told

IN_SECTION = "valid in "
"""How the base of a share of one section begins."""

SECTIONS = {
    "members": (
        r"(?:full|party|individual|ordinary|paid-up|card-carrying|"
        r"rank-and-file) (?:party )?members(?:hip)?\b(?! (?:and|or)\b)|"
        r"(?:among|by|of|from) (?:the )?(?:party )?members\b(?! (?:and|or|who)\b)|\bmembers(?:'|(?=:))|"
        r"\bthe (?:membership|grassroots|rank and file)\b"
    ),
    "registered": r"registered(?: supporters?)?|supporters who (?:had )?paid",
    "affiliated": r"affiliat\w+(?: supporters?)?|trade unionists|union (?:members|supporters|section)",
    "caucus": r"caucus|party room|(?:his|her|their|the party's|federal|labor|labour) (?:mps|parliamentarians|"
    "colleagues)",
    "mps": r"mps|parliamentary party|caucus",
    "plp": r"mps|parliamentary party|plp",
    "parliaments": r"mps(?: and meps)?|parliamentary section",
    "clps": r"constituenc(?:y|ies)(?: parties)?|clps",
}
"""How reports name a section, by the first word of its id; any other is named by its id."""

STAGE = re.compile(
    r"\b(?P<which>first|second|third|fourth|fifth|sixth|seventh|final|last|opening|initial)[- ]"
    r"(?:(?:[\w']+ )?(?:round|ballot|count|stage)|preferences?)\b",
    re.IGNORECASE,
)
COUNTED_STAGE = re.compile(
    r"\b(?:round|ballot|stage) (?P<which>one|two|three|four|five|six|seven|[1-7])\b", re.IGNORECASE
)
BARE_STAGE = re.compile(
    r"\b(?:in|on|at) the (?P<which>first|second|third|fourth|fifth|sixth|seventh|last)\b"
    r"(?=\s*(?:[.,;:)]|$|and\b|before\b|after\b|he\b|she\b))|"
    r"\bthe (?P<with>second|third|fourth|fifth|sixth|seventh|last) with(?=\s+(?:(?:just |only )?\d|$))",
    re.IGNORECASE,
)
"""The ways to say a stage: "the first round", "round one", "in the third", "the second with 50"."""
NUMBERS = {
    "opening": 1, "initial": 1, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7,
}  # fmt: skip
LAST = frozenset({"final", "last"})
OF = re.compile(r"\s*(?:of |from |among |by |votes (?:of|from|among|by) )")
OF_STAGE = re.compile(r"^(?:(?P<ballot>.+?)\.)?(?P<number>\d+)\.")


def section_of(place: Place, told: Told) -> str | None:
    """The base of the section that is named last in front of a number, else first behind it in its clause."""
    sections = _sections(told)
    if OF.match(place.after) and (near := _behind(place, sections)) is not None:
        return near
    found = [(match.start(), base) for base in sections for match in _pattern(base).finditer(place.before)]
    return max(found)[1] if found else _behind(place, sections)


def _behind(place: Place, sections: tuple[str, ...]) -> str | None:
    """The section that is named first behind a number in its clause."""
    reach = len(re.split(r"[,;:.]| (?:and|but|while|to) ", place.after, maxsplit=1)[0])
    behind = ((_pattern(base).search(place.after), base) for base in sections)
    near = [(match.start(), base) for match, base in behind if match and match.start() < reach]
    return min(near)[1] if near else None


def _sections(told: Told) -> tuple[str, ...]:
    names = (figure.base.name for figure in told.figures if figure.base is not None)
    return tuple(dict.fromkeys(name for name in names if name.startswith(IN_SECTION)))


def _pattern(base: str) -> re.Pattern[str]:
    section = base.removeprefix(IN_SECTION)
    words = SECTIONS.get(section.partition("-")[0], re.escape(section.replace("-", " ")))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def at_stage(place: Place, told: Told) -> Told | None:
    """A contest with the votes of the stage alone that the words name; None where they name none that it has."""
    stages = list(_stages(told))
    which = _which(place)
    if which is None or not stages:
        return None
    most = {ballot: max(number for one, number, _ in stages if one == ballot) for ballot, _, _ in stages}
    several = {ballot for ballot, number in most.items() if number > 1} or set(most)
    kept = {
        id(figure)
        for ballot, number, figure in stages
        if (number == most[ballot] if which in LAST else ballot in several and number == NUMBERS[which])
    }
    all_ = {id(figure) for _, _, figure in stages}
    left = tuple(figure for figure in told.figures if id(figure) in kept or id(figure) not in all_)
    return replace(told, figures=left) if kept else None


def _which(place: Place) -> str | None:
    """The stage right behind a number, else the last in front of it, else the first behind it in its clause."""
    before, behind = _said(place.before), _said(re.split(r"[,;:.]| and ", place.after, maxsplit=1)[0])
    if behind and (not before or re.match(r"\s*(?:votes )?(?:in|on|at)\b", place.after)):
        return behind[0]
    return before[-1] if before else None


def _said(text: str) -> list[str]:
    """The stages that a text names, in its order."""
    found = [match for pattern in (STAGE, COUNTED_STAGE, BARE_STAGE) for match in pattern.finditer(text)]
    return [str(one.group(one.lastgroup or 0)).lower() for one in sorted(found, key=lambda one: one.start())]


def _stages(told: Told) -> Iterator[tuple[str, int, Figure]]:
    """Each figure of a candidate at a stage, with its ballot and the number of the stage."""
    for figure in told.figures:
        match = OF_STAGE.match(figure.id) if figure.counts in told.candidates else None
        if match is not None:
            yield match["ballot"] or "", int(match["number"]), figure


def votes_by_stage(told: Told) -> tuple[dict[str, int], ...]:
    """The votes of each candidate at each stage, in the order of the record."""
    found: dict[tuple[str, int], dict[str, int]] = {}
    for ballot, number, figure in _stages(told):
        if figure.base is None:
            found.setdefault((ballot, number), {})[figure.counts] = figure.value
    return tuple(found.values())
