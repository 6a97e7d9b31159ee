"""Papers on the move: from the box, from a surplus, from the excluded; and the votes that go with them.

The engine says which; how they are valued is the rule set's answer. Votes are whole numbers of the last decimal kept.
"""

from fractions import Fraction

import numpy as np

from tellers.counting.contest import END, OVERVOTE, SKIPPED
from tellers.counting.piles import Cells, Piles, Rows, Value
from tellers.counting.rule_sets.questions import Marks, SurplusPapers, SurplusValue
from tellers.counting.tally import Standing, Tally


class Transfers:
    """The papers of one count, and the votes they give."""

    def __init__(self, tally: Tally, piles: Piles) -> None:
        self._tally = tally
        self._piles = piles

    def first(self) -> None:
        """Every paper to its first candidate."""
        rows = self._piles.everyone
        self._move(rows, self._find(rows))

    def parts(self, out: list[int], *, by_value: bool) -> list[tuple[Value | None, Rows]]:
        """The papers of the excluded in the order in which they move."""
        rows = self._held(out)
        if not by_value or not rows.size:
            return [(None, rows)]
        return [(value, self._piles.worth_at(rows, value)) for value in self._piles.values_of(rows)]

    def release(self, out: list[int], rows: Rows) -> None:
        """Papers of the excluded go on at the value they have, and take their votes along.

        Together they are worth no less than the votes, which rounding cut at every receipt; so none are left at last.
        """
        votes = self._tally.votes
        for candidate in out:
            votes[candidate] = max(0, votes[candidate] - self._worth(self._piles.of(rows, candidate)))
        self._move(rows, self._find(rows))

    def surplus(self, candidate: int) -> None:
        """The surplus goes on to whom the papers name next; the candidate keeps the quota."""
        tally, rules = self._tally, self._tally.rules
        last = rules.surplus_papers.says is SurplusPapers.LAST_BATCH
        rows = self._piles.last_batch(candidate) if last else self._piles.held(candidate)
        surplus, total = tally.surplus(candidate), tally.votes[candidate]
        to = self._find(rows)
        if rules.surplus_value.says is SurplusValue.EACH_TRANSFERABLE:
            rows, to = rows[to >= 0], to[to >= 0]
            self._cap(rows, surplus)
        else:
            self._piles.revalue(rows, lambda value: self._new_value(value, rows, surplus, total))
        tally.votes[candidate] -= surplus
        self._move(rows, to)

    def _cap(self, rows: Rows, surplus: int) -> None:
        """Transferable papers of one value share the surplus, none above its present value; the rest is idle."""
        present = self._worth(rows)
        if present > surplus:
            share = surplus // self._piles.papers(rows)
            self._piles.revalue(rows, lambda _: share)
        else:
            self._tally.idle += surplus - present

    def _new_value(self, value: Value, rows: Rows, surplus: int, total: int) -> Value:
        scale = self._tally.scale
        match self._tally.rules.surplus_value.says:
            case SurplusValue.WEIGHTED:
                return surplus * value // total
            case SurplusValue.WEIGHTED_CUT_TWICE:
                return (surplus * value // scale) * scale // total
            case SurplusValue.FRACTION_FIRST:
                return (surplus * scale // total) * value // scale
            case _:
                return Fraction(surplus, self._piles.papers(rows))

    def _held(self, out: list[int]) -> Rows:
        return np.concatenate([self._piles.held(candidate) for candidate in out])

    def _worth(self, rows: Rows) -> int:
        """What papers are worth together, value by value, a fraction of the last decimal kept being cut."""
        return sum(int(self._piles.values[place] * papers) for place, papers in self._piles.count(rows).items())

    def _find(self, rows: Rows) -> Cells:
        return self._piles.find(rows, self._goes())

    def _move(self, rows: Rows, to: Cells) -> None:
        tally = self._tally
        for whom, papers in self._piles.tally(rows, to).items():
            votes = sum(int(self._piles.values[place] * many) for place, many in papers.items())
            if whom >= 0:
                tally.votes[whom] += votes
            else:
                tally.idle += votes
                tally.overvoted += votes if whom == OVERVOTE else 0
        self._piles.put(rows, to)

    def _goes(self) -> Cells:
        """For every code where a paper goes: a candidate, on (SKIPPED), OVERVOTE or END."""
        tally = self._tally
        equal = tally.contest.papers.equal
        goes = [c if standing is Standing.CONTINUING else SKIPPED for c, standing in enumerate(tally.standing)]
        several = [self._several(marked) for marked in reversed(equal)]
        unknown = SKIPPED if tally.rules.overvote.says is Marks.PASS else OVERVOTE
        return np.array([*goes, *several, unknown, SKIPPED, END], dtype=np.int16)

    def _several(self, marked: frozenset[int]) -> int:
        """Where a paper goes from a rank with several candidates."""
        left = [c for c in marked if self._tally.standing[c] is Standing.CONTINUING]
        match self._tally.rules.overvote.says:
            case Marks.STOP:
                return OVERVOTE
            case Marks.PASS:
                return SKIPPED
            case Marks.STOP_IF_ANY_CONTINUES:
                return OVERVOTE if left else SKIPPED
            case Marks.STOP_IF_SEVERAL_CONTINUE:
                return OVERVOTE if len(left) > 1 else next(iter(left), SKIPPED)
