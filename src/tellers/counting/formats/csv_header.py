"""The first row of a ballot file in CSV: which columns hold ranks, candidates, weights, or nothing that is counted.

Two layouts: a column for each rank, whose cells name candidates; or a column for each candidate, whose cells are
ranks. Either may have a column that says how many papers a row stands for.
"""

import csv
import re
from dataclasses import dataclass

from tellers.counting.formats.reading import Reading, shown

DELIMITERS = ",;\t|"
WEIGHTS = frozenset({"count", "weight", "papers", "ballots", "votes", "number", "n", "multiplicity", "frequency"})
PASSED_OVER = frozenset(
    {
        "id", "ballot", "ballot id", "ballotid", "paper", "line", "row", "index", "voter", "voter id", "voterid",
        "cast vote record", "cvr", "cvr number", "precinct", "ballot style", "batch", "tabulator", "timestamp", "time",
    }
)  # fmt: skip
"""Columns that say where a paper is from. They are not counted."""

RANK = re.compile(
    r"^(?:rank|choice|preference|pref|place|position|ranking)[\s_\-#.]*(\d{1,4})$"
    r"|^(\d{1,4})(?:st|nd|rd|th)?(?:[\s_\-]*(?:rank|choice|preference|pref|place))?$"
)
IN_A_NAME = re.compile(
    r"\b(?:rank|choice|preference)[\s_\-#.]*(\d{1,4})(?:\s+of\s+\d+)?\b"
    r"|\b(\d{1,4})(?:st|nd|rd|th)[\s_\-]+(?:rank|choice|preference)\b"
)
"""A rank within the name of a contest, as in `Mayor Choice 1 of 3` and `MAYOR 1ST CHOICE`."""
WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
IN_WORDS = re.compile(rf"^({'|'.join(WORDS)})[\s_\-]+(?:rank|choice|preference|pref|place)$")


@dataclass(frozen=True)
class Columns:
    """Where in a row things stand; exactly one of `ranks` and `candidates` has columns.

    `ranks` are in the order of the ranks. `names` are those of the columns of candidates.
    """

    delimiter: str
    width: int
    weight: int | None
    ranks: tuple[int, ...]
    candidates: tuple[int, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether a row is nothing but ranks in their order, with commas between them."""
        return self.delimiter == "," and self.ranks == tuple(range(self.width))


def columns_of(header: str, reading: Reading) -> Columns:
    """The columns that a header names; raises Unreadable for one that cannot be understood."""
    delimiter = max(DELIMITERS, key=header.count)
    cells = [cell.strip() for cell in next(csv.reader([header], delimiter=delimiter))]
    words = [" ".join(re.sub(r"[_\-]+", " ", cell).lower().split()) for cell in cells]
    weights = [place for place, word in enumerate(words) if word in WEIGHTS]
    if len(weights) > 1:
        raise reading.unreadable(f"{shown(cells[weights[0]])} and {shown(cells[weights[1]])} both say how many", 1)
    ranks = {place: rank for place, cell in enumerate(cells) if (rank := _rank(cell)) is not None}
    others = [
        place for place, word in enumerate(words) if place not in ranks and word not in WEIGHTS | PASSED_OVER and word
    ]
    weight = weights[0] if weights else None
    if not ranks and others:
        return Columns(delimiter, len(cells), weight, (), tuple(others), tuple(cells[place] for place in others))
    _check_ranks(ranks, cells, others, reading)
    return Columns(delimiter, len(cells), weight, tuple(sorted(ranks, key=lambda place: ranks[place])))


def _rank(cell: str) -> int | None:
    word = cell.strip().lower()
    if found := IN_WORDS.match(word):
        return WORDS.index(found[1]) + 1
    found = RANK.match(word) or IN_A_NAME.search(word)
    return int(found[1] or found[2]) if found else None


def _check_ranks(ranks: dict[int, int], cells: list[str], others: list[int], reading: Reading) -> None:
    if not ranks:
        message = "no column for a rank or a candidate; expected a header such as rank1,rank2,rank3"
        raise reading.unreadable(message, 1)
    if sorted(ranks.values()) != list(range(1, len(ranks) + 1)):
        found = ", ".join(map(str, ranks.values()))
        message = f"the header has ranks {found}; expected 1 to {len(ranks)}, each once (is line 1 a header?)"
        raise reading.unreadable(message, 1)
    if others:
        message = f"column {shown(cells[others[0]])} is neither a rank, nor a number of papers, nor known otherwise"
        raise reading.unreadable(message, 1)
