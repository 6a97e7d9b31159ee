"""How far a decision was from turning, and whether what went wrong could have turned it.

The question a court asks: could the irregularities together have changed the result? "No" is said only where it is
certain, "yes" only with a way in which it happens; else it is said that the figures do not settle it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tellers.canonical import Json
from tellers.decisions.facts import Facts
from tellers.decisions.gaps import Gap, gaps
from tellers.decisions.materiality import Materiality, weighed_by_gaps, weighed_by_papers, weighed_by_signatures
from tellers.decisions.turning import Again, Change, Turn, ending, first_turn
from tellers.decisions.turning_papers import paper_changes, roll_changes
from tellers.decisions.turning_support import nomination_changes, signature_changes, size_changes
from tellers.decisions.turning_votes import vote_changes
from tellers.decisions.verdict import Verdict
from tellers.decisions.voting import falls_when_tied
from tellers.rulebook.contests import Contest
from tellers.rulebook.motions import Motion
from tellers.rulebook.nominations import Nomination
from tellers.rulebook.outcomes import Outcome
from tellers.rulebook.petitions import Petition
from tellers.rulebook.procedures import Procedure
from tellers.rulebook.rulings import Ruling


@dataclass(frozen=True)
class Margin:
    """What would have turned a decision: changes with the fewest steps of each, and the nearest comparisons."""

    turns: tuple[Turn, ...]
    rounds: tuple[Gap, ...]
    irregularities: Materiality | None

    def to_json(self) -> dict[str, Json]:
        """The margin as a decision states it."""
        return {
            "turns": [turn.to_json() for turn in self.turns],
            "rounds": [gap.to_json() for gap in self.rounds],
            "irregularities": None if self.irregularities is None else self.irregularities.to_json(),
        }


def margin_of(procedure: Procedure, facts: Facts, verdict: Verdict, again: Again) -> Margin:
    """The margin of a verdict on these facts; `again` decides the same procedure on others."""
    if verdict.outcome is Outcome.LOST and isinstance(procedure, Motion | Ruling) and falls_when_tied(procedure):
        again = _tied_is_lost(again)
    rounds = gaps(verdict, facts) if isinstance(procedure, Contest) else ()
    turns = () if verdict.outcome is None else tuple(_turns(procedure, facts, verdict, again))
    return Margin(turns, rounds, _weighed(procedure, facts, verdict, again, rounds))


def _tied_is_lost(again: Again) -> Again:
    """The same, but that equal votes, which fall as well, are no turn for what is lost."""

    def decide(facts: Facts) -> Verdict:
        verdict = again(facts)
        return replace(verdict, possible=(Outcome.LOST,)) if verdict.outcome is Outcome.TIED else verdict

    return decide


def _weighed(
    procedure: Procedure, facts: Facts, verdict: Verdict, again: Again, rounds: tuple[Gap, ...]
) -> Materiality | None:
    if not facts.irregularities:
        return None
    if isinstance(procedure, Contest):
        return weighed_by_gaps(facts, rounds)
    if isinstance(procedure, Motion | Ruling):
        return weighed_by_papers(facts, verdict, again)
    return weighed_by_signatures(facts, verdict, again)


def _turns(procedure: Procedure, facts: Facts, verdict: Verdict, again: Again) -> Iterator[Turn]:
    for about, change in _changes(procedure, facts, verdict):
        found = first_turn(change, again, verdict if change.steady else None)
        if found is not None:
            number, other = found
            yield Turn(change.text, number, _told(verdict, other, about), about)


def _changes(procedure: Procedure, facts: Facts, verdict: Verdict) -> Iterator[tuple[str | None, Change]]:
    match procedure:
        case Motion() | Ruling():
            yield from ((None, change) for change in paper_changes(facts))
            yield from ((None, change) for change in roll_changes(facts, procedure.body))
        case Petition():
            yield from ((None, change) for change in signature_changes(facts))
            yield from ((None, change) for change in size_changes(facts, procedure.body))
        case Contest():
            yield from ((None, change) for change in vote_changes(facts, verdict))
        case Nomination():
            yield from nomination_changes(facts)
            yield from ((None, change) for change in size_changes(facts, procedure.body))


def _told(before: Verdict, after: Verdict, about: str | None) -> str:
    """What a verdict turns to: of a candidate their own outcome, where that is what turned."""
    if after.outcome is None and about is None:
        return "not decided by these figures"
    if about is not None:
        outcomes = {one.name: one.outcome for one in after.candidates}
        outcome = outcomes.get(about)
        if outcome is not None:
            return outcome.value
    if before.possible == after.possible and ending(before) != ending(after):
        changed = [
            f"{one.name} {one.outcome.value}"
            for one, earlier in zip(after.candidates, before.candidates, strict=False)
            if one.outcome is not None and one.outcome is not earlier.outcome
        ]
        return ", ".join(changed) or ", ".join(after.winners)
    return " or ".join(outcome.value for outcome in after.possible)
