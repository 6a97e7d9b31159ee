"""Meek's method by the reference rule of the PR Foundation: votes worked out afresh until the surplus is nothing.

Amounts are whole numbers of the ninth decimal. A candidate repeated on a paper keeps a part once.
"""

from dataclasses import replace

import numpy as np

from tellers.counting.contest import END, OVERVOTE, Contest
from tellers.counting.reading import once_each, read_papers
from tellers.counting.rule_sets.meek import MEEK, MEEK_RULES, MeekRules
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Act, Stage, TieRecord, Transcript
from tellers.errors import Refused

MOST_PAPERS = 2**62 // 10**MEEK.decimals.says
"""As many as fit 64 bits in parts of the last decimal."""


def count(contest: Contest, method: str, ties: TieBreaker) -> Transcript:
    """The whole count."""
    rules = MEEK_RULES[method]
    if contest.papers.total > MOST_PAPERS:
        raise Refused(f"{contest.papers.total} papers; {method} counts up to {MOST_PAPERS}")
    return _Count(contest, rules, ties).run()


class _Count:
    """One count as it goes on; letters are those of the rule: keep factors, votes, quota, surplus."""

    def __init__(self, contest: Contest, rules: MeekRules, ties: TieBreaker) -> None:
        read = read_papers(contest, rules)
        self._contest, self._rules, self._breaker = contest, rules, ties
        self._blank, self._spoiled = read.blank, read.spoiled
        self._one = 10**rules.decimals.says
        self._cells, self._weights = once_each(read.cells), read.weights
        self._valid = int(read.weights.sum())
        self._hopeful = list(contest.standing)
        self._elected: list[int] = []
        self._keep = dict.fromkeys(contest.standing, self._one)
        self._votes: dict[int, int] = {}
        self._quota = self._surplus = 0
        self._stages: list[Stage] = []
        self._ties: list[TieRecord] = []
        self._notes: list[str] = []

    def run(self) -> Transcript:
        """Rounds until the places are filled, or no more candidates are left than places (B.1)."""
        act = Act.FIRST
        of: tuple[int, ...] = ()
        while True:
            fresh = self._iterate()
            self._record(act, of, fresh)
            if self._complete():
                self._elect_rest()
                return self._transcript()
            act, of = (Act.SURPLUS, tuple(self._elected)) if fresh else (Act.EXCLUSION, (self._defeat(),))
            if act is Act.EXCLUSION and self._complete():
                self._record(act, of, [], note="the votes need not be worked out again")
                self._elect_rest()
                return self._transcript()

    def _complete(self) -> bool:
        seats = self._contest.seats
        return len(self._elected) >= seats or len(self._elected) + len(self._hopeful) <= seats

    def _iterate(self) -> list[int]:
        """Those newly elected; nobody when the surplus has run out or gets no smaller (B.2)."""
        before = None
        omega = 10 ** (self._rules.decimals.says - self._rules.omega_decimals.says)
        for _ in range(self._rules.most_iterations.says):
            self._distribute()
            if fresh := self._winners():
                return fresh
            if self._surplus < omega or (before is not None and self._surplus >= before):
                return []
            before = self._surplus
            self._update_keep_factors()
        most = self._rules.most_iterations.says
        self._notes.append(f"stage {len(self._stages) + 1} stopped after {most} iterations")
        return []

    def _distribute(self) -> None:
        """Each candidate on a paper keeps a part of what is left of it, rounded up; the quota follows (B.2.a, b)."""
        candidates = len(self._contest.candidates)
        kept = np.zeros(candidates - OVERVOTE, dtype=np.int64)
        keep = np.array([self._keep.get(c, 0) for c in range(candidates)] + [0] * -OVERVOTE, dtype=np.int64)
        rows = np.arange(self._weights.size)
        left = np.full(rows.size, self._one, dtype=np.int64)
        for rank in range(self._cells.shape[1]):
            on = self._cells[rows, rank]
            live = (left > 0) & (on != END) & (on > OVERVOTE)
            rows, left, on = rows[live], left[live], on[live]
            part = -(-(left * keep[on]) // self._one)
            np.add.at(kept, on, part * self._weights[rows])
            left = left - part
        self._votes = {c: int(kept[c]) for c in self._contest.standing}
        total = sum(self._votes.values())
        self._quota = total // (self._contest.seats + 1) + 1

    def _winners(self) -> list[int]:
        """Hopeful candidates with a quota are elected; the surplus is what the elected have above it (B.2.c, d)."""
        names, votes = self._contest.candidates, self._votes
        fresh = [c for c in self._hopeful if votes[c] >= self._quota]
        fresh.sort(key=lambda c: (-votes[c], names[c]))
        self._elected += fresh
        self._hopeful = [c for c in self._hopeful if c not in fresh]
        self._surplus = max(0, sum(votes[c] - self._quota for c in self._elected))
        return fresh

    def _update_keep_factors(self) -> None:
        """The elected keep less, so that they come down to the quota (B.2.f)."""
        for c in self._elected:
            product = -(-self._keep[c] * self._quota // self._one)
            self._keep[c] = -(-product * self._one // self._votes[c])

    def _defeat(self) -> int:
        """The lowest goes out; all within the surplus of the lowest are tied (B.3)."""
        lowest = min(self._votes[c] for c in self._hopeful)
        tied = [c for c in self._hopeful if self._votes[c] <= lowest + self._surplus]
        out = tied[0] if len(tied) == 1 else self._broken(tied)
        self._hopeful.remove(out)
        self._keep[out] = 0
        return out

    def _broken(self, tied: list[int]) -> int:
        places = {self._contest.candidates[c]: c for c in tied}
        names = tuple(sorted(places))
        choice = self._breaker.choose(names, "exclusion", len(self._ties) + 1)
        among = tuple(places[name] for name in names)
        self._ties.append(TieRecord(len(self._stages) + 1, "exclusion", among, (places[choice.name],), choice.how))
        return places[choice.name]

    def _record(self, act: Act, of: tuple[int, ...], elected: list[int], note: str = "") -> None:
        shown = dict(self._votes)
        self._stages.append(
            Stage(
                number=len(self._stages) + 1,
                act=act,
                of=of,
                tally=shown,
                exhausted=self._valid * self._one - sum(shown.values()),
                elected=tuple(elected),
                excluded=of if act is Act.EXCLUSION else (),
                quota=self._quota,
                note=note,
            )
        )

    def _elect_rest(self) -> None:
        """Unfilled places go to all who are still hopeful (C.1); with the last stage."""
        if len(self._elected) >= self._contest.seats:
            return
        names, votes = self._contest.candidates, self._votes
        rest = sorted(self._hopeful, key=lambda c: (-votes[c], names[c]))
        self._elected += rest
        last = self._stages[-1]
        self._stages[-1] = replace(last, elected=(*last.elected, *rest))

    def _transcript(self) -> Transcript:
        rules = self._rules
        return Transcript(
            method=rules.id,
            rule_set=f"{rules.title} ({rules.law})",
            candidates=self._contest.candidates,
            seats=self._contest.seats,
            scale=self._one,
            quota=None,
            stages=tuple(self._stages),
            elected=tuple(self._elected),
            ties=tuple(self._ties),
            valid=self._valid,
            blank=self._blank,
            spoiled=self._spoiled,
            proved=rules.proved,
            notes=tuple(self._notes),
        )
