"""The ways in which a procedure can end, by its kind and its rules, each with how it comes about."""

from collections.abc import Iterator
from dataclasses import dataclass

from tellers.rulebook.appointments import Appointment
from tellers.rulebook.basis import Proposers
from tellers.rulebook.book import Edition
from tellers.rulebook.clauses import Grounds
from tellers.rulebook.conditions import Condition
from tellers.rulebook.contests import Contest, ContestTie, Sole
from tellers.rulebook.effects import Does
from tellers.rulebook.meetings import Meeting
from tellers.rulebook.motions import Motion, TieRule
from tellers.rulebook.nominations import Incumbent, Nomination, When
from tellers.rulebook.outcomes import Ending, Outcome
from tellers.rulebook.petitions import Petition
from tellers.rulebook.procedures import Procedure
from tellers.rulebook.rulings import Ruling
from tellers.rulebook.scenes import can_tie

Said = tuple[str, Grounds]
"""What a rule adds in words, and what it rests on."""


@dataclass(frozen=True)
class Way:
    """One way to end: how it comes about, the rule that says so, and what further rules add to it."""

    on: Outcome | Ending
    when: str
    grounds: Grounds | None = None
    adds: tuple[Said, ...] = ()


def ways_to_end(procedure: Procedure, edition: Edition) -> tuple[Way, ...]:
    """Every way in which a procedure can end, decided outcomes first."""
    match procedure:
        case Motion():
            ways = (*_vote(procedure, edition), *_refused(procedure, edition))
        case Ruling():
            ways = (*_ruling(procedure, edition), *_refused(procedure, edition))
        case Petition():
            ways = tuple(_petition(procedure))
        case Nomination():
            ways = tuple(_nomination(procedure))
        case Contest():
            ways = (*_contest(procedure), *_refused(procedure, edition), Way(Ending.ANNULLED, "if it is annulled"))
        case Appointment():
            ways = tuple(_appointment(procedure))
        case Meeting():
            ways = tuple(_meeting(procedure, edition))
    return (*ways, *_cut_short(procedure))


def _vote(procedure: Motion | Ruling, edition: Edition) -> Iterator[Way]:
    majority = procedure.threshold
    yield Way(Outcome.CARRIED, f"if {majority.value}", majority.grounds)
    yield Way(Outcome.LOST, "otherwise", majority.grounds)
    if can_tie(procedure, edition):
        says = (_tie_rule(procedure, edition), procedure.tie.grounds)
        yield Way(Outcome.TIED, "if as many are for as against", procedure.tie.grounds, (says,))
    if procedure.quorum.value is not None:
        yield _inquorate(procedure.quorum.value, procedure.quorum.grounds)


def _tie_rule(procedure: Motion | Ruling, edition: Edition) -> str:
    casting = edition.offices.get(procedure.casting or "")
    holder = "a casting vote" if casting is None else f"the casting vote of the {casting.title}"
    return {
        TieRule.LOST: "Equal votes: the same follows as if it were lost.",
        TieRule.CARRIED: "Equal votes: the same follows as if it were carried.",
        TieRule.CASTING_VOTE: f"Equal votes: {holder} decides whether it is carried or lost.",
        TieRule.AGAIN: "Equal votes: the vote is held again.",
        TieRule.LOT: "Equal votes: a lot decides whether it is carried or lost.",
    }[procedure.tie.value]


def _inquorate(quorum: Condition, grounds: Grounds) -> Way:
    return Way(Outcome.INQUORATE, f"unless {quorum}", grounds)


def _refused(procedure: Motion | Ruling | Contest, edition: Edition) -> Iterator[Way]:
    if reasons := list(_reasons(procedure, edition)):
        yield Way(Outcome.REFUSED, f"if {'; or '.join(reasons)}")


def _reasons(procedure: Motion | Ruling | Contest, edition: Edition) -> Iterator[str]:
    if isinstance(procedure, Motion):
        yield f"{_too_few(procedure.propose.value, edition)} propose it"
        if procedure.second is not None:
            yield f"{_too_few(procedure.second.value, edition)} second it"
        if _can_be_immune(procedure, edition):
            yield "the holder is immune"
    if isinstance(procedure, Motion | Contest) and procedure.notice_days.value:
        yield f"notice is shorter than {procedure.notice_days.value} clear days"
    if isinstance(procedure, Contest) and procedure.nominations:
        yield "somebody stands who was not admitted"
    yield from _clocks(procedure)
    if procedure.meeting is not None:
        yield f"the meeting ({procedure.meeting}) is not in order"


def _too_few(asked: Proposers, edition: Edition) -> str:
    name = edition.bodies[asked.body].name
    if asked.share is not None:
        return f"fewer than {asked.share} of {name}" + (f", or than {asked.number}," if asked.number > 1 else "")
    return f"none of {name}" if asked.number == 1 else f"fewer than {asked.number} of {name}"


def _can_be_immune(motion: Motion, edition: Edition) -> bool:
    effects = (
        effect
        for variants in edition.procedures.values()
        for variant in variants
        for branch in variant.procedure.branches
        for effect in branch.effects
    )
    return any(effect.does is Does.IMMUNITY and effect.procedure == motion.id for effect in effects)


def _clocks(procedure: Procedure) -> Iterator[str]:
    for clock in procedure.clocks:
        span = f"less than {clock.at_least} lie" if clock.at_least else f"more than {clock.within} pass"
        yield f"{span} between {named(clock.start)} and {named(clock.end)}"


def named(moment: str) -> str:
    """A moment in words: `first-signature` is "the first signature"."""
    return f"the {moment.replace('-', ' ').replace('_', ' ')}"


def _petition(petition: Petition) -> Iterator[Way]:
    enough = petition.threshold
    yield Way(Outcome.TRIGGERED, f"if {enough.value}", enough.grounds)
    yield Way(Outcome.NOT_TRIGGERED, _otherwise(petition), enough.grounds)


def _nomination(nomination: Nomination) -> Iterator[Way]:
    gate = nomination.threshold
    challenge = nomination.when is When.CHALLENGE
    of_whom = "a challenger has" if challenge else "a candidate has"
    exempt = nomination.incumbent.value is Incumbent.EXEMPT
    says = "The holder stands without nominations." if exempt else "The holder needs nominations like anyone."
    adds = () if nomination.when is When.VACANCY else ((says, nomination.incumbent.grounds),)
    yes = Outcome.TRIGGERED if challenge else Outcome.ADMITTED
    no = Outcome.NOT_TRIGGERED if challenge else Outcome.REFUSED
    yield Way(yes, f"if {of_whom} {gate.value}", gate.grounds, adds)
    yield Way(no, _otherwise(nomination), gate.grounds)


def _otherwise(procedure: Petition | Nomination) -> str:
    return "; or if ".join(["otherwise", *_clocks(procedure)])


def _contest(contest: Contest) -> Iterator[Way]:
    last = contest.stages[-1]
    sole = contest.sole
    if sole.value is Sole.ELECTED:
        alone: Said = ("If no more stand than there are seats they are elected without a ballot.", sole.grounds)
    else:
        alone = ("A ballot is held even if no more stand than there are seats.", sole.grounds)
    early = tuple(
        (f"{stage.title}: whoever has {stage.threshold.value} is elected there and then.", stage.threshold.grounds)
        for stage in contest.stages[:-1]
        if stage.threshold.value is not None
    )
    condition = "" if last.threshold.value is None else f" with {last.threshold.value}"
    grounds = last.method.grounds if last.threshold.value is None else last.threshold.grounds
    places = "the seat" if contest.seats.value == 1 else "every seat"
    yield Way(Outcome.ELECTED, f"if {last.method.value} fills {places}{condition}", grounds, (alone, *early))
    yield Way(Outcome.UNFILLED, "otherwise", grounds)
    ties = tuple((f"{stage.title}: {CONTEST_TIES[stage.tie.value]}", stage.tie.grounds) for stage in contest.stages)
    yield Way(Outcome.TIED, "if a tie is not broken", None, ties)
    quorums = tuple(stage for stage in contest.stages if stage.quorum.value is not None)
    if quorums:
        asked = "; or ".join(f"unless {stage.quorum.value} ({stage.title})" for stage in quorums)
        yield Way(Outcome.INQUORATE, asked, quorums[0].quorum.grounds)


CONTEST_TIES = {
    ContestTie.LOT: "a lot is drawn.",
    ContestTie.CASTING_VOTE: "a casting vote decides.",
    ContestTie.AGAIN: "those who are tied are balloted again by themselves.",
    ContestTie.AGAIN_ALL: "nobody is out, and all candidates are balloted again.",
    ContestTie.AGAIN_THEN_ALL: "all candidates are balloted again, and if some tie for last once more they are out.",
    ContestTie.ALL_OUT: "all who are tied for last are out.",
    ContestTie.UNFILLED: "the seat stays unfilled.",
    ContestTie.COUNT: "who has most of the count that the book names has the place.",
    ContestTie.METHOD: "the method's own rule decides, and a lot where it has none.",
}
"""What each tie rule of a contest says."""


def _appointment(appointment: Appointment) -> Iterator[Way]:
    yield Way(Outcome.ELECTED, "while every post is filled", appointment.grounds)
    says = "A holder may be dismissed." if appointment.dismiss.value else "Nobody may be dismissed."
    adds = ((says, appointment.dismiss.grounds),)
    yield Way(Outcome.UNFILLED, "while a post is vacant, or held by somebody acting", appointment.grounds, adds)


def _meeting(meeting: Meeting, edition: Edition) -> Iterator[Way]:
    quorum, notice, called = meeting.quorum, meeting.notice_days, meeting.called_by
    yield Way(Outcome.ADMITTED, "if it is in order" if quorum.value is None else f"if {quorum.value}", quorum.grounds)
    if quorum.value is not None:
        yield _inquorate(quorum.value, quorum.grounds)
    reasons = [f"notice is shorter than {notice.value} clear days"] if notice.value else []
    reasons += [] if called is None else [f"{_too_few(called.value, edition)} call it"]
    reasons += _clocks(meeting)
    if reasons:
        yield Way(Outcome.REFUSED, f"if {'; or '.join(reasons)}", notice.grounds if called is None else called.grounds)


def _ruling(ruling: Ruling, edition: Edition) -> Iterator[Way]:
    if ruling.body is not None:
        yield from _vote(ruling, edition)
    yield Way(Outcome.UPHELD, "if a ruling that stands is confirmed", ruling.grounds)
    yield Way(Outcome.OVERTURNED, "if a ruling that stands is set aside", ruling.grounds)


def _cut_short(procedure: Procedure) -> Iterator[Way]:
    """The endings that no count decides, where there is somebody to withdraw or to resign."""
    if isinstance(procedure, Motion | Petition):
        yield Way(Ending.WITHDRAWN, "if it is withdrawn before it is decided")
    about = isinstance(procedure, Motion | Petition) or (
        isinstance(procedure, Nomination) and procedure.when is When.CHALLENGE
    )
    if about and procedure.office is not None:
        yield Way(Ending.TARGET_RESIGNS, "if the holder resigns before it is decided")
