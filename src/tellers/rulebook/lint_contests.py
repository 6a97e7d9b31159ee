"""Contests: who may stand, how many go on, and filters that need an order which the method does not give."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from tellers.rulebook.book import Edition
from tellers.rulebook.conditions import Any, Condition, Every
from tellers.rulebook.contests import Contest, ContestTie, FilterKind, Stage
from tellers.rulebook.effects import Does, effects_of
from tellers.rulebook.holes import Found, Severity
from tellers.rulebook.methods import EXHAUSTIVE, MARKED
from tellers.rulebook.motions import Motion
from tellers.rulebook.outcomes import Outcome
from tellers.rulebook.procedures import Procedure
from tellers.rulebook.thresholds import Op, Share, Threshold

NO_ORDER = ("for-against", "exhaustive", "av", "stv", "weighted")
"""Methods, and beginnings of their ids, that have no order beyond the places they fill."""

ONE_SEAT = ("av", "star", "for-against", *EXHAUSTIVE)
"""Methods, and beginnings of their ids, that elect one alone; `exhaustive-two-left` leaves two."""

TWO_LEFT = "exhaustive-two-left"


SETTLING = frozenset({ContestTie.LOT, ContestTie.CASTING_VOTE, ContestTie.COUNT})
"""Tie rules that choose one of those who are level."""

HOLDING = frozenset({"valid", "papers", "present", "entitled", "continuing"})
"""Bases that hold the votes of both who are level, where each paper has one name."""


def contest_holes(procedure: Procedure, edition: Edition) -> Iterator[Found]:
    """The holes that only contests have, and motions that name who follows."""
    if isinstance(procedure, Motion) and procedure.successor.value:
        yield from _successor(procedure)
    if isinstance(procedure, Contest):
        yield from _standing(procedure)
        yield from _places(procedure, edition)
        yield from _filters(procedure)
        for stage in procedure.stages:
            yield from _stage(procedure, stage)


def _successor(motion: Motion) -> Iterator[Found]:
    if not any(effect.does is Does.ELECTS for effect in effects_of(motion.branches, Outcome.CARRIED)):
        what = f"{motion.id} names a successor, and nothing elects them when it is carried"
        write = f'[[procedure.{motion.id}.effect.carried]] with does = "elects"'
        yield Severity.MISSING, motion.line, what, write


def _standing(contest: Contest) -> Iterator[Found]:
    if not contest.nominations:
        what = f"{contest.id} names no nomination: it does not say who may stand"
        yield Severity.NOTICE, contest.line, what, 'nomination = "PROCEDURE" of kind nomination'


def _places(contest: Contest, edition: Edition) -> Iterator[Found]:
    office = edition.offices.get(contest.office or "")
    seats = contest.seats.value
    if office is not None and seats is not None and seats > office.seats:
        what = f"{contest.id} elects {seats}, and {office.id} is held by {office.seats}"
        yield Severity.CONTRADICTION, contest.seats.line, what, "seats in the office, or in the contest"
    for stage, following in pairwise(contest.stages):
        sent, taken = stage.seats.value, following.seats.value
        if sent is None or taken is None:
            continue
        if sent < taken:
            what = f"the stage {stage.id} of {contest.id} sends {sent} on, and {following.id} is to fill {taken}"
            yield Severity.CONTRADICTION, stage.line, what, "seats of the stage: how many go on"
        elif sent == taken and following.threshold.value is None:
            what = f"the stage {following.id} of {contest.id} decides nothing: {stage.id} sends on as many as it takes"
            yield Severity.NOTICE, following.line, what, f"a larger number of seats in {stage.id}"


def _stage(contest: Contest, stage: Stage) -> Iterator[Found]:
    name = contest.id if len(contest.stages) == 1 else f"the stage {stage.id} of {contest.id}"
    method, seats = stage.method.value, stage.seats.value
    single = method != TWO_LEFT and method.startswith(ONE_SEAT) and stage.ballots.value is None
    if single and seats is not None and seats > 1:
        what = f"{name} fills {seats} places, and {method} elects one"
        yield Severity.CONTRADICTION, stage.method.line, what, "a method for several seats, such as stv-scottish"
    if stage.marks.value is not None and method not in MARKED:
        what = f"{name} says how many names a paper may bear, and {method} takes no such papers"
        yield Severity.CONTRADICTION, stage.marks.line, what, f"marks with {', '.join(MARKED)} only"
    if stage.tie.value in SETTLING and stage is contest.stages[-1] and _never_level(stage):
        what = (
            f"the tie rule of {name} settles nothing: two who are level for one place have half each at most, so "
            f"neither reaches `{stage.threshold.value}`, and the seat stays empty"
        )
        yield (
            Severity.NOTICE,
            stage.tie.line,
            what,
            'tie = "again-all" or "unfilled", or a threshold that a tie can meet',
        )
    if stage.tie.value is ContestTie.METHOD and not stage.tie.grounds.left_out and method in MARKED:
        what = f"the tie rule of {name} is that of {method}, which has none: a lot is drawn"
        yield Severity.NOTICE, stage.tie.line, what, 'tie = "lot", or what the clause says'


def _never_level(stage: Stage) -> bool:
    """Whether two who are level for the one place can never both have what the threshold asks of each."""
    if stage.method.value != "plurality" or stage.seats.value != 1 or stage.threshold.value is None:
        return False
    return _over_half(stage.threshold.value)


def _over_half(condition: Condition) -> bool:
    match condition:
        case Every():
            return any(map(_over_half, condition.parts))
        case Any():
            return all(map(_over_half, condition.parts))
        case Threshold(quantity=counted, op=op, line=Share(fraction=share, of=base)):
            half = share > Fraction(1, 2) or (share == Fraction(1, 2) and op is Op.MORE_THAN)
            level = counted.word in {"votes", "winner"} and counted.section is None and base.section is None
            return half and level and op in {Op.MORE_THAN, Op.AT_LEAST} and base.word in HOLDING
    return False


def _filters(contest: Contest) -> Iterator[Found]:
    method = contest.stages[-1].method.value
    for one in contest.filters:
        if method.startswith(NO_ORDER) and (one.kind in {FilterKind.CAP, FilterKind.RESERVE} or one.next):
            what = (
                f"{contest.id} gives the place of whoever falls out to the next in line, and {method} has no order of "
                "finish: nobody is the next, and `tellers decide` refuses the count where somebody falls out"
            )
            yield Severity.CONTRADICTION, one.line, what, "a method that orders all candidates, such as schulze"
