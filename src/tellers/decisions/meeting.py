"""Whether a meeting may do business: called by enough, with due notice, and a quorum of those who are present."""

from tellers.decisions.conditions import judge_condition
from tellers.decisions.situation import Situation
from tellers.decisions.verdict import Contradiction, Verdict
from tellers.rulebook.meetings import Meeting
from tellers.rulebook.outcomes import Outcome

OF_VERDICT = {
    True: (Outcome.ADMITTED,),
    False: (Outcome.INQUORATE,),
    None: (Outcome.ADMITTED, Outcome.INQUORATE),
}


def decide_meeting(meeting: Meeting, case: Situation) -> Verdict:
    """Whether enough members are there; who is in the chair is told beside it."""
    quorum = meeting.quorum.value
    if quorum is None:
        return Verdict(possible=(Outcome.ADMITTED,), notes=_notes(meeting, case))
    judged = judge_condition(quorum, "quorum", meeting.quorum.grounds, case.amounts(lambda _: None))
    return Verdict(
        possible=OF_VERDICT[judged.verdict],
        thresholds=judged.mets,
        notes=_notes(meeting, case),
        missing=judged.missing,
        contradictions=_contradictions(case),
    )


def _notes(meeting: Meeting, case: Situation) -> tuple[str, ...]:
    if meeting.chair is None:
        return ()
    office = case.book.office(meeting.chair, on=case.on)
    holders = case.facts.holders.get(office.id, ())
    if holders:
        return (f"{' and '.join(holders)}, the {office.title}, is in the chair",)
    if office.id in case.facts.holders and office.acting is not None:
        deputy = case.book.office(office.acting, on=case.on)
        acting = case.facts.holders.get(deputy.id, ())
        return (f"{' and '.join(acting) or 'the holder'}, the {deputy.title}, is in the chair for the {office.title}",)
    return (f"the {office.title} is in the chair",)


def _contradictions(case: Situation) -> tuple[Contradiction, ...]:
    present, most = case.facts.present, case.entitled.high
    if present is None or most is None or present <= most:
        return ()
    return (Contradiction("present", f"{present} present, from {most} entitled to be"),)
