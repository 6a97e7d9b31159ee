"""Which paper lies with whom, and at what value; papers that say the same move together.

Papers are counted in whole numbers, by candidate and value; a vote is that number times the value, worked out in
exact arithmetic by the rules. Nothing here knows a rule.
"""

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from tellers.counting.contest import END, OVERVOTE, SKIPPED

Rows = npt.NDArray[np.int64]
Cells = npt.NDArray[np.signedinteger]
Value = int | Fraction


class Piles:
    """Groups of papers in the hands of candidates; END holds exhausted ones, OVERVOTE those stopped by overvotes."""

    def __init__(self, cells: Cells, weights: npt.NDArray[np.int64], candidates: int, whole: Value) -> None:
        groups, width = cells.shape
        self._cells = np.ascontiguousarray(cells).reshape(-1)
        self._next = np.arange(groups, dtype=np.int64) * width
        self._weights = weights
        self._holder = np.full(groups, END, dtype=np.int16)
        self._worth = np.zeros(groups, dtype=np.int32)
        self._batch = np.zeros(groups, dtype=np.int32)
        self._candidates = candidates
        self.values: list[Value] = [whole]
        self._batches = 0

    @property
    def everyone(self) -> Rows:
        """All groups."""
        return np.arange(self._weights.size, dtype=np.int64)

    def held(self, candidate: int) -> Rows:
        """The groups that a candidate holds."""
        return np.flatnonzero(self._holder == candidate)

    def last_batch(self, candidate: int) -> Rows:
        """The groups that a candidate received last; the candidate holds some."""
        rows = self.held(candidate)
        batches = self._batch[rows]
        last: Rows = rows[batches == batches.max()]
        return last

    def worth_at(self, rows: Rows, value: Value) -> Rows:
        """Those groups whose papers have the value."""
        same: Rows = rows[self._worth[rows] == self.values.index(value)]
        return same

    def values_of(self, rows: Rows) -> list[Value]:
        """The values that papers of these groups have, highest first."""
        return sorted((self.values[place] for place in np.unique(self._worth[rows])), reverse=True)

    def papers(self, rows: Rows) -> int:
        """How many papers the groups are."""
        return int(self._weights[rows].sum())

    def find(self, rows: Rows, goes: Cells) -> Cells:
        """Whom each group comes to next; `goes` says for every code: a candidate, END, OVERVOTE or on (SKIPPED)."""
        place = self._next[rows]
        to: Cells = goes.take(self._cells.take(place))
        on = np.flatnonzero(to == SKIPPED)
        while on.size:
            place[on] += 1
            found = goes.take(self._cells.take(place[on]))
            to[on] = found
            on = on[found == SKIPPED]
        self._next[rows] = place
        return to

    def tally(self, rows: Rows, to: Cells) -> dict[int, dict[int, int]]:
        """How many papers come to whom, by the place of their value in `values`."""
        width = len(self.values)
        table = np.zeros((self._candidates - OVERVOTE) * width, dtype=np.int64)
        np.add.at(table, to.astype(np.int64) * width + self._worth[rows], self._weights[rows])
        found: dict[int, dict[int, int]] = {}
        for key in np.flatnonzero(table).tolist():
            whom, place = divmod(key, width)
            whom = whom if whom < self._candidates else whom - self._candidates + OVERVOTE
            found.setdefault(whom, {})[place] = int(table[key])
        return found

    def put(self, rows: Rows, to: Cells) -> None:
        """The groups lie with those they came to, as the batch last received."""
        self._batches += 1
        self._holder[rows] = to
        self._batch[rows] = self._batches

    def of(self, rows: Rows, candidate: int) -> Rows:
        """Those of the groups that a candidate holds."""
        own: Rows = rows[self._holder[rows] == candidate]
        return own

    def count(self, rows: Rows) -> dict[int, int]:
        """How many papers the groups are, by the place of their value in `values`."""
        table = np.zeros(len(self.values), dtype=np.int64)
        np.add.at(table, self._worth[rows], self._weights[rows])
        return {place: int(table[place]) for place in np.flatnonzero(table).tolist()}

    def revalue(self, rows: Rows, new: Callable[[Value], Value]) -> None:
        """Papers of the groups change from the value they have to a new one."""
        table = np.arange(len(self.values), dtype=np.int32)
        for place in np.unique(self._worth[rows]).tolist():
            value = new(self.values[place])
            if value not in self.values:
                self.values.append(value)
            table[place] = self.values.index(value)
        self._worth[rows] = table[self._worth[rows]]
