"""Tally sheets of the Debian project's votes, as its program devotee publishes them.

Each ballot is `V: 2-1` and a digest or a name: the rank of each option in its order, `-` for none. Options without a
rank are equal, below all with one. Source: the tally sheets at vote.debian.org.
"""

import re
from collections.abc import Iterator, Sequence

from tellers.counting.contest import Contest, Mark
from tellers.counting.formats.reading import Bad, Reading, contest_of, shown, text_of

OPTION = re.compile(r"Option\s+(\d{1,4})\s*-*>\s*:\s*(.*?)\s*$")
VOTE = re.compile(r"^V:\s*(\S+)")
UNRANKED = "-"
RANKS = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def parse_debian(raw: bytes, reading: Reading) -> Contest:
    """The contest of a tally sheet; raises Unreadable with every bad line."""
    lines = text_of(raw, reading).split("\n")
    names = _options(lines, reading)
    bad = Bad(reading)
    papers = list(_papers(lines, len(names), bad))
    if not papers and not bad.found:
        raise reading.unreadable("no votes; expected lines such as V: 2-1")
    return contest_of(reading, names, papers, bad)


def _options(lines: Sequence[str], reading: Reading) -> tuple[str, ...]:
    names: list[str] = []
    for number, line in enumerate(lines, start=1):
        found = OPTION.search(line)
        if found is None:
            continue
        if int(found[1]) != len(names) + 1:
            raise reading.unreadable(f"option {found[1]} where option {len(names) + 1} was expected", number)
        names.append(found[2])
    return tuple(names)


def _papers(lines: Sequence[str], options: int, bad: Bad) -> Iterator[tuple[int, tuple[Mark, ...]]]:
    for number, line in enumerate(lines, start=1):
        if not line.startswith("V:"):
            continue
        found = VOTE.match(line)
        vote = found[1] if found else ""
        if len(vote) != options:
            bad.line(number, f"{shown(vote)} has {len(vote)} ranks for {options} options", 1)
        elif strange := [rank for rank in vote if rank != UNRANKED and rank not in RANKS]:
            bad.line(number, f"{shown(strange[0])} is not a rank; expected 1 to 9, A to Z or -", 1)
        else:
            yield 1, _marks(vote)


def _marks(vote: str) -> tuple[Mark, ...]:
    """The options by rank; a rank that no option has does not count."""
    ranked: dict[str, list[int]] = {}
    for option, rank in enumerate(vote):
        if rank != UNRANKED:
            ranked.setdefault(rank, []).append(option)
    places = (ranked[rank] for rank in sorted(ranked, key=RANKS.index))
    return tuple(place[0] if len(place) == 1 else tuple(place) for place in places)
