"""Where a count stands: votes of each candidate, who continues, and the stages so far.

Votes are whole numbers of the last decimal that the rules keep. The engine changes this; nothing else does.
"""

from collections.abc import Callable, Iterable
from enum import Enum

from tellers.counting.contest import Contest
from tellers.counting.rule_sets.questions import Look, RuleSet
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Act, Stage, TieRecord, Transcript


class Standing(Enum):
    """What a candidate is at one moment."""

    CONTINUING = "continuing"
    ELECTED = "elected"
    EXCLUDED = "excluded"
    WITHDRAWN = "withdrawn"


class Tally:
    """The state of one count."""

    def __init__(self, contest: Contest, rules: RuleSet, valid: int, ties: TieBreaker) -> None:
        self.contest = contest
        self.rules = rules
        self.scale: int = 10**rules.decimals.says
        self.valid = valid
        self.votes = [0] * len(contest.candidates)
        self.standing = [Standing.CONTINUING] * len(contest.candidates)
        for candidate in contest.withdrawn:
            self.standing[candidate] = Standing.WITHDRAWN
        self.elected: list[int] = []
        self.waiting: list[int] = []
        self.idle = self.overvoted = 0
        self.quota: int | None = None
        self.history: list[tuple[int, tuple[int, ...]]] = []
        self.stages: list[Stage] = []
        self.ties: list[TieRecord] = []
        self.notes: list[str] = []
        self._breaker = ties
        self._asked = 0

    @property
    def continuing(self) -> list[int]:
        """Candidates neither elected nor excluded nor withdrawn."""
        return [c for c, standing in enumerate(self.standing) if standing is Standing.CONTINUING]

    @property
    def vacancies(self) -> int:
        """Places not yet filled."""
        return self.contest.seats - len(self.elected)

    @property
    def number(self) -> int:
        """The stage that the count is at, from 1."""
        return len(self.stages) + 1

    @property
    def transcript(self) -> Transcript:
        """The count so far, as its rule set names it; a rule set that is not proved says why in a note."""
        rules = self.rules
        doubts = () if rules.proved else (f"unproved: {rules.doubts}",)
        return Transcript(
            method=rules.id,
            rule_set=f"{rules.title} ({rules.law})",
            candidates=self.contest.candidates,
            seats=self.contest.seats,
            scale=self.scale,
            quota=self.quota if rules.quota_stands else None,
            stages=tuple(self.stages),
            elected=tuple(self.elected),
            ties=tuple(self.ties),
            valid=self.valid,
            proved=rules.proved,
            notes=(*self.notes, *doubts),
        )

    def level(self, best: Callable[[Iterable[int]], int], candidates: list[int]) -> list[int]:
        """Those of the candidates whose votes are the most, or the fewest."""
        votes = best(self.votes[c] for c in candidates)
        return [c for c in candidates if self.votes[c] == votes]

    def by_name(self, candidates: list[int]) -> tuple[int, ...]:
        """Candidates in an order that does not depend on the paper."""
        return tuple(sorted(candidates, key=self.contest.candidates.__getitem__))

    def surplus(self, candidate: int) -> int:
        """Votes above the quota."""
        return max(0, self.votes[candidate] - (self.quota or 0))

    def elect(self, candidate: int, *, with_surplus: bool) -> None:
        """The candidate has a place, and perhaps a surplus that waits."""
        self.standing[candidate] = Standing.ELECTED
        self.elected.append(candidate)
        if with_surplus and self.surplus(candidate):
            self.waiting.append(candidate)

    def exclude(self, candidates: list[int]) -> None:
        """The candidates are out."""
        for candidate in candidates:
            self.standing[candidate] = Standing.EXCLUDED

    def remember(self) -> None:
        """The votes at this point may break a later tie."""
        self.history.append((self.number, tuple(self.votes)))

    def lowest(self, tied: list[int], over: str) -> int:
        """The one of candidates with equal votes who stands lowest, or on whom the lot falls."""
        return self._broken(tied, over, sign=1)

    def highest(self, tied: list[int], over: str) -> int:
        """The one of candidates with equal votes who stands highest, or on whom the lot falls."""
        return self._broken(tied, over, sign=-1)

    def differed(self, tied: list[int]) -> bool:
        """Whether the rule set's own look says who of candidates with equal votes stands highest."""
        return len(self._narrowed(tied, -1)[0]) == 1

    def _broken(self, tied: list[int], over: str, *, sign: int) -> int:
        if len(tied) == 1:
            return tied[0]
        left, how = self._narrowed(tied, sign)
        if len(left) > 1:
            by_name = {self.contest.candidates[c]: c for c in left}
            self._asked += 1
            choice = self._breaker.choose(tuple(sorted(by_name)), over, self._asked)
            left, how = [by_name[choice.name]], f"{choice.how}, after {how}" if how else choice.how
        self.ties.append(TieRecord(self.number, over, self.by_name(tied), (left[0],), how))
        return left[0]

    def _narrowed(self, tied: list[int], sign: int) -> tuple[list[int], str]:
        """Those left after the rule set's own look at other stages, and what the look found."""
        look = self.rules.look.says
        past = {Look.BACK: self.history[::-1], Look.FORWARD: self.history, Look.NOTHING: []}[look]
        how = ""
        for stage, votes in past:
            best = min(sign * votes[c] for c in tied)
            left = [c for c in tied if sign * votes[c] == best]
            if len(left) < len(tied):
                tied, how = left, f"{look.value}: stage {stage}"
            if len(left) == 1:
                break
        return tied, how

    def record(self, act: Act, of: tuple[int, ...], *, elected: int, note: str = "") -> None:
        """A stage is done; `elected` is how many had been elected before it."""
        shown = self._shown()
        before = {c for stage in self.stages for c in stage.excluded}
        excluded = tuple(c for c in of if c not in before) if act is Act.EXCLUSION else ()
        self.stages.append(
            Stage(
                number=self.number,
                act=act,
                of=of,
                tally=shown,
                exhausted=self.valid * self.scale - sum(shown.values()),
                elected=tuple(self.elected[elected:]),
                excluded=excluded,
                overvoted=self.overvoted,
                lost=self.valid * self.scale - sum(self.votes) - self.idle,
                quota=self.quota,
                note=note,
            )
        )

    def _shown(self) -> dict[int, int]:
        """Votes by candidate: with one place the excluded are gone from the table, with more they stand at nothing."""
        gone = {Standing.WITHDRAWN, Standing.EXCLUDED} if self.rules.one_place.says else {Standing.WITHDRAWN}
        return {c: self.votes[c] for c, standing in enumerate(self.standing) if standing not in gone}
