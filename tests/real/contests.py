"""Real contests with their expected results: those of this repository, and more by path.

The rest, whose data have no licence to be copied, are read from the folder `ballots` of TELLERS_SHARED, or of the
folder `shared` beside the project.
"""

import csv
import gzip
import json
import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tellers.counting.contest import OVERVOTE, SKIPPED, Contest, Mark, papers_of

OURS = Path(__file__).parent / "ballots"
SHARED = Path(os.environ.get("TELLERS_SHARED") or Path(__file__).parents[3] / "shared") / "ballots"
UNDECLARED = "Undeclared Write-ins"

Expected = dict[str, Any]


def expectations(family: str, *, all_here: bool = False) -> list[Any]:
    """A parameter a contest of the family; and a skipped one where more should be elsewhere and are not."""
    found = {
        path.name: path for folder in (SHARED, OURS) for path in sorted((folder / family).glob("*.expected.json"))
    }
    given: list[Any] = [pytest.param(path, id=path.name.split(".")[0]) for path in found.values()]
    if not all_here and not (SHARED / family).is_dir():
        why = f"no {family} ballots at {SHARED}: tests/real/README.md says where they come from; set TELLERS_SHARED"
        given.append(pytest.param(None, id=f"more-{family}", marks=pytest.mark.skip(reason=why)))
    return given


@cache
def expected_of(path: Path) -> Expected:
    """What the contest should come to."""
    told: Expected = json.loads(path.read_bytes())
    return told


@cache
def contest_of(path: Path, seats: int = 0) -> Contest:
    """The contest whose expected result stands at the path."""
    expected = expected_of(path)
    raw = (path.parent / expected["ballot_file"]).read_bytes()
    text = (gzip.decompress(raw) if expected["ballot_file"].endswith(".gz") else raw).decode()
    places = seats or expected["seats"]
    if ".blt" in expected["ballot_file"]:
        return _blt(text.splitlines(), places)
    if ".csv" in expected["ballot_file"]:
        return _csv(text.splitlines(), expected, places)
    return _preflib(text.splitlines(), places)


def _blt(lines: list[str], seats: int) -> Contest:
    end = lines.index("0")
    papers = [[int(word) for word in line.split()] for line in lines[1:end]]
    names = tuple(line.strip().strip('"') for line in lines[end + 1 : end + 1 + int(lines[0].split()[0])])
    ranked = [(numbers[0], [number - 1 for number in numbers[1:-1]]) for numbers in papers]
    return Contest("", names, seats, papers_of(ranked))


def _preflib(lines: list[str], seats: int) -> Contest:
    names = [line.split(": ", 1)[1] for line in lines if line.startswith("# ALTERNATIVE NAME")]
    papers = []
    for line in lines:
        if line and not line.startswith("#"):
            weight, ranks = line.split(":", 1)
            papers.append((int(weight), [_mark(rank) for rank in re.findall(r"\{[^}]*\}|\d+", ranks)]))
    return Contest("", tuple(names), seats, papers_of(papers))


def _mark(rank: str) -> Mark:
    candidates = frozenset(int(number) - 1 for number in re.findall(r"\d+", rank))
    return candidates if len(candidates) > 1 else min(candidates)


def _csv(lines: Iterable[str], expected: Expected, seats: int) -> Contest:
    names = list(expected["candidates"])
    undeclared = UNDECLARED in expected["rounds"][0]["tally"]
    codes = {"undervote": SKIPPED, "": SKIPPED, "overvote": OVERVOTE, "UWI": len(names)}
    codes.update({name: place for place, name in enumerate(names)})
    names += [UNDECLARED] if undeclared else []
    rows = list(csv.reader(lines))[1:]
    papers = papers_of((int(row[0]), [codes[cell] for cell in row[1:]]) for row in rows)
    return Contest("", tuple(names), seats, papers, undeclared=frozenset({len(names) - 1} if undeclared else ()))
