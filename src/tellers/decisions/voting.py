"""A vote for and against: quorum, threshold and tie, for a motion and for a ruling that a body votes on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from tellers.decisions.conditions import Judged, judge, judge_condition
from tellers.decisions.known import Amount, exactly, together
from tellers.decisions.situation import Own, Situation
from tellers.decisions.verdict import Contradiction, Verdict
from tellers.rulebook.conditions import thresholds_of
from tellers.rulebook.motions import Motion, TieRule
from tellers.rulebook.outcomes import Outcome
from tellers.rulebook.rulings import Ruling
from tellers.rulebook.thresholds import Quantity

Question: TypeAlias = Motion | Ruling

FOR, AGAINST, VALID, PAPERS = Quantity("for"), Quantity("against"), Quantity("valid"), Quantity("papers")

EQUAL_OR_NOT = "whether the votes were equal is not told; equal votes are lost as well"

NO_QUORUM = Judged(verdict=True, mets=(), missing=())


@dataclass(frozen=True)
class Votes:
    """A question as it was voted on: its quorum and its threshold judged, and the votes for and against.

    `needs_for` is whether the threshold counts votes for; a veto counts those against, and needs no vote for.
    """

    quorum: Judged
    majority: Judged
    for_: Amount
    against: Amount
    needs_for: bool

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes that the facts leave open, before a tie is broken."""
        open_: list[Outcome] = []
        if self.quorum.verdict is not True:
            open_.append(Outcome.INQUORATE)
        if self.quorum.verdict is not False:
            open_.extend(self._of_votes())
        return tuple(dict.fromkeys(open_))

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts without which it is not decided."""
        judged = together(self.quorum.missing, self.majority.missing)
        return together(judged, self.for_.missing, self.against.missing) if len(self.outcomes) > 1 else ()

    def _of_votes(self) -> Iterator[Outcome]:
        if self.needs_for and self.for_.low == 0:
            yield Outcome.LOST
        if self.needs_for and self.for_.high == 0:
            return
        if self.majority.verdict is not False:
            yield Outcome.CARRIED
        if self.majority.verdict is not True:
            yield from _not_carried(self.for_, self.against)


def decide_motion(motion: Motion, case: Situation) -> Verdict:
    """How a motion ends by its votes; one that is constructive, when carried, elects whom it names."""
    verdict = decide_vote(motion, case)
    if not motion.successor.value or Outcome.CARRIED not in verdict.possible:
        return verdict
    successor = case.facts.successor
    if successor is None:
        return replace(verdict, missing=together(verdict.missing, ("successor",)))
    note = f"the motion names {successor}, and carried elects them in the same act ({motion.successor.grounds})"
    winners = (successor,) if verdict.outcome is Outcome.CARRIED else ()
    return replace(verdict, winners=winners, notes=(*verdict.notes, note))


def decide_vote(question: Question, case: Situation) -> Verdict:
    """How a vote ends, whether notice was due or not; a tie is broken by whom the book says."""
    votes = _votes(question, case, _no_words)
    possible, missing = _break_tie(question, case, votes.outcomes)
    alike = possible == (Outcome.TIED, Outcome.LOST) and falls_when_tied(question)
    if alike:
        possible = (Outcome.LOST,)
    return Verdict(
        possible=possible,
        thresholds=(*votes.quorum.mets, *votes.majority.mets),
        notes=(*_notes(question, case, votes, possible), *((EQUAL_OR_NOT,) if alike else ())),
        missing=() if alike else together(votes.missing, missing),
        contradictions=contradictions(case),
    )


def falls_when_tied(question: Question) -> bool:
    """Whether equal votes end as a loss does, with no effect of their own."""
    of_its_own = any(branch.on is Outcome.TIED for branch in question.branches)
    return question.tie.value is TieRule.LOST and not of_its_own


def contradictions(case: Situation) -> tuple[Contradiction, ...]:
    """Papers of the vote and of its sections that cannot all be true."""
    sections = [case.papers_in(section) for section in case.facts.sections]
    found = (clash for papers in (case.papers, *sections) for clash in papers.contradictions())
    return (*found, *_absent(case))


def _absent(case: Situation) -> Iterator[Contradiction]:
    """More papers than members who were there to return one."""
    present, returned = case.facts.present, case.papers.of("papers")
    if present is not None and returned is not None and returned.low > present:
        yield Contradiction("present", f"{returned.low} papers, from {present} members present")


def _votes(question: Question, case: Situation, own: Own) -> Votes:
    amounts = case.amounts(own)
    quorum = question.quorum.value
    judged = NO_QUORUM if quorum is None else judge_condition(quorum, "quorum", question.quorum.grounds, amounts)
    majority = judge(question.threshold, "threshold", amounts)
    return Votes(judged, majority, amounts(FOR), amounts(AGAINST), _counts_for(question, case))


def _counts_for(question: Question, case: Situation) -> bool:
    """Whether a threshold counts votes for, by themselves or in a sum of the book."""
    words = {threshold.quantity.word for threshold in thresholds_of(question.threshold.value)}
    sums = (count.sum for id_, count in case.counts.items() if id_ in words)
    return any(FOR.word in one for one in (words, *sums))


def _no_words(quantity: Quantity) -> None:
    del quantity


def _not_carried(for_: Amount, against: Amount) -> Iterator[Outcome]:
    """Tied where the votes are equal, lost where they are not; both where it is not known."""
    known = for_.value is not None and against.value is not None
    apart = _below(for_, against) or _below(against, for_)
    if not apart and not (known and for_.value != against.value):
        yield Outcome.TIED
    if not (known and for_.value == against.value):
        yield Outcome.LOST


def _below(one: Amount, other: Amount) -> bool:
    return one.high is not None and one.high < other.low


def _break_tie(
    question: Question, case: Situation, outcomes: tuple[Outcome, ...]
) -> tuple[tuple[Outcome, ...], tuple[str, ...]]:
    """The outcomes with the tie broken by a casting vote or a lot, and the fact that is missing for it."""
    rule = question.tie.value
    if Outcome.TIED not in outcomes or rule not in {TieRule.CASTING_VOTE, TieRule.LOT}:
        return outcomes, ()
    fact = "casting" if rule is TieRule.CASTING_VOTE else "lots"
    said = case.facts.casting if rule is TieRule.CASTING_VOTE else next(iter(case.facts.lots), None)
    if said not in {"for", "against"}:
        return outcomes, (fact,) if outcomes == (Outcome.TIED,) else ()
    carried = said == "for" and (rule is TieRule.LOT or _carried_by_one_more(question, case))
    broken = Outcome.CARRIED if carried else Outcome.LOST
    return tuple(dict.fromkeys(broken if one is Outcome.TIED else one for one in outcomes)), ()


def _carried_by_one_more(question: Question, case: Situation) -> bool:
    """Whether the casting vote, one more for, makes the majority; it would not make two thirds."""
    one_more = {"for", "valid", "papers"}
    plain = case.amounts(_no_words)

    def own(quantity: Quantity) -> Amount | None:
        return plain(quantity) + exactly(1) if quantity.word in one_more and quantity.section is None else None

    return judge(question.threshold, "threshold", case.amounts(own)).verdict is True


def _notes(question: Question, case: Situation, votes: Votes, possible: tuple[Outcome, ...]) -> Iterator[str]:
    tie = question.tie
    if case.amounts(_no_words)(VALID).high == 0:
        yield "no valid paper was returned, so there is nothing to take a share of"
    if votes.needs_for and possible == (Outcome.LOST,) and votes.for_.high == 0 and votes.majority.verdict:
        yield "0 reaches the threshold by arithmetic alone; no motion is carried without a vote for it"
    if votes.outcomes == (Outcome.TIED,):
        yield f"the votes are equal; the tie rule is `{tie.value.value}` ({tie.grounds})"
        if possible != votes.outcomes:
            how = "the casting vote" if tie.value is TieRule.CASTING_VOTE else "the lot"
            said = case.facts.casting if tie.value is TieRule.CASTING_VOTE else case.facts.lots[0]
            yield f"{how} fell {said} the motion"
    elif case.facts.casting is not None:
        yield "a casting vote is told, but the votes are not equal, so it is not counted"
