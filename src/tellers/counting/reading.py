"""How a rule set reads papers: which are refused, and where each one ends.

The rest is found while papers move: a rank whose candidates have all gone is passed over then.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tellers.counting.contest import END, OVERVOTE, SKIPPED, Contest, Papers
from tellers.counting.rule_sets.meek import MeekRules
from tellers.counting.rule_sets.questions import NoFirst, RuleSet

Cells = npt.NDArray[np.signedinteger]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Read:
    """Papers in the count, each row ending with END, and how many were left out as blank or refused."""

    cells: Cells
    weights: npt.NDArray[np.int64]
    blank: int
    spoiled: int


def read_papers(contest: Contest, rules: RuleSet | MeekRules) -> Read:
    """The papers as the rule set reads them; a withdrawn candidate's rank is closed up first."""
    papers = contest.papers
    cells = _with_end(papers.ranks)
    if contest.withdrawn:
        cells = _closed_up(cells, _recoded(papers, contest.withdrawn, len(contest.candidates)))
    blank = _says_nothing(cells)
    cells = _cut(cells, rules)
    refused = ~blank & _without_first(cells, rules)
    out = blank | refused
    kept = slice(None) if not out.any() else ~out
    return Read(
        cells[kept],
        papers.weights[kept],
        papers.blank + int(papers.weights[blank].sum()),
        papers.spoiled + int(papers.weights[refused].sum()),
    )


def once_each(cells: Cells) -> Cells:
    """The rows with a candidate who is named again passed over there."""
    again = _repeats(cells)
    return np.where(again, np.array(SKIPPED, dtype=cells.dtype), cells) if again.any() else cells


def _with_end(ranks: Cells) -> Cells:
    cells = np.full((ranks.shape[0], ranks.shape[1] + 1), END, dtype=ranks.dtype)
    cells[:, :-1] = ranks
    return cells


def _recoded(papers: Papers, withdrawn: frozenset[int], candidates: int) -> Cells:
    """What every code is without the withdrawn, END where nothing is left; negative codes count from the end."""
    table = np.arange(candidates - OVERVOTE + len(papers.equal), dtype=np.int16)
    table[candidates:] -= table.size
    table[sorted(withdrawn)] = END
    for place, marked in enumerate(papers.equal, start=1):
        left = marked - withdrawn
        if len(left) <= 1:
            table[OVERVOTE - place] = min(left, default=END)
    return table


def _closed_up(cells: Cells, table: Cells) -> Cells:
    recoded = table.take(cells).astype(cells.dtype)
    order = np.argsort(recoded == END, axis=1, kind="stable")
    return np.take_along_axis(recoded, order, axis=1)


def _says_nothing(cells: Cells) -> Flags:
    """Rows in which no rank has a mark; most papers are seen to have one at the first rank."""
    quiet: Flags = (cells[:, 0] == END) | (cells[:, 0] == SKIPPED)
    if quiet.any():
        quiet[quiet] = ~((cells[quiet] != END) & (cells[quiet] != SKIPPED)).any(axis=1)
    return quiet


def _cut(cells: Cells, rules: RuleSet | MeekRules) -> Cells:
    """The rows up to where the rules stop reading: a run of gaps, a candidate named again."""
    stops = np.zeros(cells.shape, dtype=bool)
    run = rules.skipped_ranks_stop.says
    if run:
        stops |= _gaps(cells, run)
    if rules.repeat_stops.says:
        stops |= _repeats(cells)
    if not stops.any():
        return cells
    return np.where(np.logical_or.accumulate(stops, axis=1), np.array(END, dtype=cells.dtype), cells)


def _gaps(cells: Cells, run: int) -> Flags:
    """Where a run of so many skipped ranks starts."""
    starts: Flags = cells == SKIPPED
    skipped = starts.copy()
    for ahead in range(1, run):
        starts[:, :-ahead] &= skipped[:, ahead:]
        starts[:, -ahead:] = False
    return starts


def _repeats(cells: Cells) -> Flags:
    """Where a candidate stands who stands earlier in the row."""
    again = np.zeros(cells.shape, dtype=bool)
    for rank in range(1, cells.shape[1]):
        again[:, rank] = ((cells[:, :rank] == cells[:, rank : rank + 1]).any(axis=1)) & (cells[:, rank] >= 0)
    return again


def _without_first(cells: Cells, rules: RuleSet | MeekRules) -> Flags:
    if rules.no_first.says is NoFirst.COUNTED:
        return np.zeros(cells.shape[0], dtype=bool)
    return np.asarray(cells[:, 0] < 0)
