"""Who is admitted to a contest by several nominations, of which one is for a challenge and another for a vacancy."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tellers.decisions.known import together
from tellers.decisions.nomination import candidates, incumbents
from tellers.decisions.situation import Situation
from tellers.decisions.verdict import CandidateFinding
from tellers.rulebook.nominations import Nomination, When
from tellers.rulebook.outcomes import Outcome

Found = tuple[CandidateFinding, ...]


def admitted_by(nominations: Sequence[Nomination], case: Situation) -> Found:
    """What the nominations of a contest find of each candidate: those for the state that the office is in.

    Where nobody says whether it is held, a candidate is admitted or refused whom every state admits or refuses.
    """
    if len(nominations) == 1:
        return candidates(nominations[0], replace(case, procedure=nominations[0]))
    told = tuple(_in_state(nominations, case, held=held) for held in _states(case))
    states = tuple(found for found in told if found)
    return states[0] if len(states) == 1 else tuple(_in_any_state(states, case))


def _states(case: Situation) -> tuple[bool, ...]:
    """Whether the office is held, as far as the facts say; both where they do not."""
    holders = case.facts.holders.get(case.procedure.office or "")
    if holders is None:
        return (True,) if incumbents(case) else (True, False)
    return (bool(holders),)


def _in_state(nominations: Sequence[Nomination], case: Situation, *, held: bool) -> Found:
    """The findings of those nominations that are for an office so held; the one that admits, of several."""
    when = When.CHALLENGE if held else When.VACANCY
    fitting = [one for one in nominations if one.when in {when, When.EITHER}]
    each = [{found.name: found for found in candidates(one, replace(case, procedure=one))} for one in fitting]
    names = dict.fromkeys(name for found in each for name in found)
    return tuple(_best([found[name] for found in each if name in found]) for name in names)


def _best(findings: Sequence[CandidateFinding]) -> CandidateFinding:
    """The finding that admits; else one that is not known; else the first."""
    for outcome in (Outcome.ADMITTED, None):
        for one in findings:
            if one.outcome is outcome:
                return one
    return findings[0]


def _in_any_state(states: Sequence[Found], case: Situation) -> Iterator[CandidateFinding]:
    each = [{found.name: found for found in one} for one in states]
    for name in dict.fromkeys(name for found in each for name in found):
        findings = [found[name] for found in each if name in found]
        if len(findings) == len(each) and len({one.outcome for one in findings}) == 1:
            yield findings[0]
        else:
            holders = f"holders.{case.procedure.office}"
            yield CandidateFinding(name, None, missing=together((holders,), *(one.missing for one in findings)))
