"""What stands before a vote is looked at: clocks, movers and seconders, immunity, and the meeting it is held in.

A barrier that stands refuses the procedure, whatever the votes; one of which nobody knows leaves that open.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tellers.decisions.clocks import Kept, broken
from tellers.decisions.earlier import immunity
from tellers.decisions.known import Amount, exactly, together
from tellers.decisions.meeting import decide_meeting
from tellers.decisions.situation import Situation
from tellers.decisions.verdict import Verdict
from tellers.rulebook.basis import Proposers
from tellers.rulebook.clauses import Rule
from tellers.rulebook.meetings import Meeting
from tellers.rulebook.motions import Motion
from tellers.rulebook.nominations import Nomination, When
from tellers.rulebook.outcomes import Outcome
from tellers.rulebook.petitions import Petition
from tellers.rulebook.procedures import Procedure


@dataclass(frozen=True)
class Barrier:
    """Something that must be in order: whether it is, what to say where it is not, and how the procedure then ends."""

    holds: bool | None
    text: str
    ends: Outcome
    missing: tuple[str, ...] = ()


def refusal(procedure: Procedure) -> Outcome:
    """How a procedure ends that may not begin: what asks for something is not triggered, all else is refused."""
    asks = isinstance(procedure, Petition) or (isinstance(procedure, Nomination) and procedure.when is When.CHALLENGE)
    return Outcome.NOT_TRIGGERED if asks else Outcome.REFUSED


def behind(verdict: Verdict, case: Situation, clocks: tuple[Kept, ...]) -> Verdict:
    """The verdict of the votes as it stands behind every barrier."""
    meeting = _meeting(case)
    barriers = (*_barriers(case, clocks), *(() if meeting is None else _of_meeting(case, meeting)))
    standing = [one for one in barriers if one.holds is False]
    open_ = [one for one in barriers if one.holds is None]
    possible = (standing[0].ends,) if standing else (*(one.ends for one in open_), *verdict.possible)
    told = verdict.missing if not standing else ()
    return replace(
        verdict,
        possible=tuple(dict.fromkeys(possible)),
        winners=() if standing else verdict.winners,
        thresholds=(*(() if meeting is None else meeting.thresholds), *verdict.thresholds),
        notes=tuple(dict.fromkeys((*(one.text for one in standing), *_remarks(case, clocks), *verdict.notes))),
        barred_by=tuple(one.text for one in standing),
        missing=told if standing else together(*(one.missing for one in open_), told),
        contradictions=(*verdict.contradictions, *(() if meeting is None else meeting.contradictions)),
    )


def _barriers(case: Situation, clocks: tuple[Kept, ...]) -> Iterator[Barrier]:
    ends = refusal(case.procedure)
    procedure, day = case.procedure, case.facts.on or case.on
    for hindrance, same in immunity(case.book, case.facts, procedure.id, day, procedure.office):
        holds = False if same else None
        yield Barrier(holds, hindrance.text, ends, () if same else ("target",))
    for clock in clocks:
        if clock.kept is not True:
            yield Barrier(clock.kept, broken(clock), ends, clock.missing)
    yield from _supporters(case)


def _supporters(case: Situation) -> Iterator[Barrier]:
    """Those who move, second or call it, where the facts say how many they are."""
    procedure, facts = case.procedure, case.facts
    if isinstance(procedure, Motion):
        yield from _enough(case, "moved", procedure.propose, facts.movers)
        yield from _enough(case, "seconded", procedure.second, facts.seconders)
    if isinstance(procedure, Meeting):
        yield from _enough(case, "called", procedure.called_by, facts.movers)


def _enough(case: Situation, how: str, rule: Rule[Proposers] | None, number: int | None) -> Iterator[Barrier]:
    if rule is None or number is None:
        return
    size = _size(case, rule.value)
    low = rule.value.needed(size.low)
    if number < low:
        text = f"{how} by {number}; {low} of {rule.value.body} are needed ({rule.grounds})"
        yield Barrier(holds=False, text=text, ends=Outcome.REFUSED)
    elif size.high is None or number < rule.value.needed(size.high):
        text = f"{how} by {number}; {rule.value} are needed ({rule.grounds})"
        yield Barrier(holds=None, text=text, ends=Outcome.REFUSED, missing=size.missing)


def _size(case: Situation, proposers: Proposers) -> Amount:
    """The size of the body of which a share is asked; of no other is it looked at."""
    if proposers.share is None:
        return exactly(0)
    return case.entitled if proposers.body == case.procedure.body else case.size(proposers.body)


def _remarks(case: Situation, clocks: tuple[Kept, ...]) -> Iterator[str]:
    for clock in clocks:
        if clock.undisputed:
            yield f"{clock.text.rstrip('.')}: not dated, and not disputed ({clock.clock.grounds})"
    procedure, facts = case.procedure, case.facts
    if isinstance(procedure, Motion) and procedure.second is not None and facts.seconders is None:
        yield f"the facts do not say how many seconded it; {procedure.second.value} are needed"
    if isinstance(procedure, Motion) and facts.movers is None and not _one_moves(procedure.propose.value):
        yield f"the facts do not say how many moved it; {procedure.propose.value} are needed"


def _one_moves(proposers: Proposers) -> bool:
    return proposers.number == 1 and proposers.share is None


def _meeting(case: Situation) -> Verdict | None:
    """The meeting in which this is decided, by its quorum."""
    meeting = case.related.get(case.procedure.meeting or "")
    if not isinstance(meeting, Meeting):
        return None
    return decide_meeting(meeting, replace(case, procedure=meeting))


def _of_meeting(case: Situation, meeting: Verdict) -> Iterator[Barrier]:
    """No quorum of the meeting is no quorum of the vote; where a procedure cannot be inquorate it is refused."""
    if meeting.possible == (Outcome.ADMITTED,):
        return
    holds = False if meeting.possible == (Outcome.INQUORATE,) else None
    refused = refusal(case.procedure)
    ends = Outcome.INQUORATE if refused is Outcome.REFUSED else refused
    yield Barrier(holds, "the meeting has no quorum", ends, meeting.missing)
