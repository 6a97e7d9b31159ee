"""The one engine for the alternative vote and the single transferable vote: it asks the rule set each question.

Votes are whole numbers of the last decimal kept, papers are whole numbers; fractions stand where a rule set keeps
them. Each stage adds up to the valid papers.
"""

from dataclasses import replace
from fractions import Fraction

from tellers.counting import exclusions
from tellers.counting.contest import Contest
from tellers.counting.elections import elect_rest, settle
from tellers.counting.piles import Piles, Value
from tellers.counting.reading import read_papers
from tellers.counting.rule_sets.questions import Parcels, RuleSet, SurplusPapers
from tellers.counting.rule_sets.registry import rule_set
from tellers.counting.tally import Tally
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Act, Transcript
from tellers.counting.transfers import Transfers
from tellers.errors import Refused


def count(contest: Contest, method: str, ties: TieBreaker) -> Transcript:
    """The whole count under the rule set of that id."""
    return count_by(contest, rule_set(method), ties)


def count_by(contest: Contest, rules: RuleSet, ties: TieBreaker) -> Transcript:
    """The whole count under a rule set; Refused when it fills one place and the contest has more."""
    if rules.one_place.says and contest.seats != 1:
        raise Refused(f"{contest.seats} places to fill; {rules.id} fills one", clause=rules.one_place.cites)
    return _Count(contest, rules, ties).run()


class _Count:
    """One count as it goes on; `run` is called once."""

    def __init__(self, contest: Contest, rules: RuleSet, ties: TieBreaker) -> None:
        read = read_papers(contest, rules)
        self._rules = rules
        self._blank, self._spoiled = read.blank, read.spoiled
        self._tally = Tally(contest, rules, int(read.weights.sum()), ties)
        piles = Piles(read.cells, read.weights, len(contest.candidates), self._tally.scale)
        self._transfers = Transfers(self._tally, piles)
        self._stopped = False

    def run(self) -> Transcript:
        """From the first preferences to the last place."""
        self._transfers.first()
        settle(self._tally)
        self._tally.record(Act.FIRST, (), elected=0)
        while not self._over:
            self._next()
        return self._transcript()

    @property
    def _over(self) -> bool:
        return self._stopped or not self._tally.vacancies or not self._tally.continuing

    def _next(self) -> None:
        """The next act: a surplus, or an exclusion."""
        if out := exclusions.due(self._tally):
            self._exclude(out)
        else:
            self._transfer_surplus()

    def _transfer_surplus(self) -> None:
        tally, rules, elected = self._tally, self._rules, len(self._tally.elected)
        if rules.surplus_papers.says is SurplusPapers.DRAWN:
            tally.notes.append(f"stops before the first surplus: {rules.surplus_papers.says.value}")
            self._stopped = True
            return
        candidate = exclusions.surplus_due(tally)
        self._transfers.surplus(candidate)
        settle(tally)
        tally.record(Act.SURPLUS, (candidate,), elected=elected)

    def _exclude(self, out: list[int]) -> None:
        tally, elected = self._tally, len(self._tally.elected)
        tally.exclude(out)
        if self._rules.fills_before_transfer and len(tally.continuing) <= tally.vacancies:
            elect_rest(tally)
            tally.record(Act.EXCLUSION, tally.by_name(out), elected=elected, note="the papers need not move")
            return
        self._move_excluded(out)

    def _move_excluded(self, out: list[int]) -> None:
        """The papers of the excluded move, in one stage or value by value; candidates may be elected in between."""
        tally, how, elected = self._tally, self._rules.parcels.says, len(self._tally.elected)
        parts = self._transfers.parts(out, by_value=how is not Parcels.TOGETHER)
        for value, rows in parts:
            last = rows is parts[-1][1]
            self._transfers.release(out, rows)
            settle(tally, more_to_move=not last)
            if last or self._over or how is Parcels.EACH_VALUE_A_STAGE:
                tally.record(Act.EXCLUSION, tally.by_name(out), elected=elected, note=self._part(value, len(parts)))
                elected = len(tally.elected)
            if self._over:
                return

    def _part(self, value: Value | None, parts: int) -> str:
        if value is None or parts == 1 or self._rules.parcels.says is not Parcels.EACH_VALUE_A_STAGE:
            return ""
        return f"papers of value {Fraction(value) / self._tally.scale}"

    def _transcript(self) -> Transcript:
        tally = self._tally
        if not self._stopped and tally.vacancies:
            tally.notes.append(f"places left empty because no candidates are left: {tally.vacancies}")
        return replace(tally.transcript, blank=self._blank, spoiled=self._spoiled)
