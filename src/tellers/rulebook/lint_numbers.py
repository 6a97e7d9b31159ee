"""Conditions that nobody can meet or everybody does, that shut each other out, or that a vote against helps."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from tellers.rulebook.book import Edition
from tellers.rulebook.clauses import Rule
from tellers.rulebook.conditions import Condition, thresholds_of
from tellers.rulebook.contests import Contest
from tellers.rulebook.holes import Found, Severity
from tellers.rulebook.inequalities import Inequality
from tellers.rulebook.meetings import Meeting
from tellers.rulebook.motions import Motion, TieRule
from tellers.rulebook.nominations import Nomination
from tellers.rulebook.petitions import Petition
from tellers.rulebook.procedures import Procedure
from tellers.rulebook.reach import Claim, Scene, equal_votes, possible
from tellers.rulebook.rulings import Ruling
from tellers.rulebook.scenes import A_FEW, claims_of, minority_carries, no_helps_yes, scene_of, somebody_for

AS_MEANT = "the number that the clause means"


@dataclass(frozen=True)
class Sited:
    """A condition of a procedure, what it is called, and what is known where it stands; `besides` must hold too."""

    name: str
    rule: Rule[Condition]
    scene: Scene
    besides: tuple[Inequality, ...] = ()


def number_holes(procedure: Procedure, edition: Edition) -> Iterator[Found]:
    """The conditions of a procedure that cannot mean what they say."""
    for sited in conditions_of(procedure, edition):
        yield from _reach(sited)
    match procedure:
        case Motion():
            yield from _together(procedure, edition)
        case Ruling() if procedure.body is not None:
            yield from _together(procedure, edition)


def numbers_in(procedure: Procedure, edition: Edition) -> Hashable:
    """All that the holes of a procedure's numbers turn on, so that variants with the same are looked at once."""
    tie = procedure.tie if isinstance(procedure, Motion | Ruling) else None
    return tie, tuple((sited.name, sited.rule) for sited in conditions_of(procedure, edition))


def conditions_of(procedure: Procedure, edition: Edition) -> Iterator[Sited]:
    """Every condition of a procedure, its stages, gates and filters among them."""
    scene = scene_of(procedure, edition)
    match procedure:
        case Ruling(body=None):
            return
        case Motion() | Ruling():
            yield from _sited(f"the majority of {procedure.id}", procedure.threshold, scene, somebody_for(scene))
            yield from _sited(f"the quorum of {procedure.id}", procedure.quorum, scene)
        case Petition() | Nomination():
            yield from _sited(f"the threshold of {procedure.id}", procedure.threshold, scene)
        case Meeting():
            yield from _sited(f"the quorum of {procedure.id}", procedure.quorum, scene)
        case Contest():
            yield from _of_contest(procedure, edition)


def _of_contest(contest: Contest, edition: Edition) -> Iterator[Sited]:
    for stage in contest.stages:
        name = contest.id if len(contest.stages) == 1 else f"the stage {stage.id} of {contest.id}"
        scene = scene_of(contest, edition, stage)
        yield from _sited(f"the majority of {name}", stage.threshold, scene)
        yield from _sited(f"the quorum of {name}", stage.quorum, scene)
        for gate in stage.gates:
            yield from _sited(f"the gate of ballot {gate.ballot} of {name}", gate.threshold, scene)
    for number, one in enumerate(contest.filters, 1):
        if one.threshold is not None:
            scene = scene_of(contest, edition, contest.stages[-1])
            yield from _sited(f"filter {number} of {contest.id}", one.threshold, scene)


def _sited(
    name: str, rule: Rule[Condition] | Rule[Condition | None], scene: Scene, besides: tuple[Inequality, ...] = ()
) -> Iterator[Sited]:
    if rule.value is not None and not rule.grounds.left_out:
        yield Sited(name, Rule(rule.value, rule.grounds, rule.line), scene, besides)


def _reach(sited: Sited) -> Iterator[Found]:
    """What of a condition is never met, and what of it always."""
    condition, line = sited.rule.value, sited.rule.line
    parts = thresholds_of(condition)
    for part in parts:
        if not possible(Claim(part, sited.scene), besides=sited.besides):
            yield Severity.CONTRADICTION, line, f"nobody can meet {sited.name}: `{part}`", AS_MEANT
        elif not possible(Claim(part, sited.scene, met=False)):
            yield Severity.NOTICE, line, f"everybody meets {sited.name}: `{part}` asks for nothing", AS_MEANT
    alone = all(possible(Claim(part, sited.scene), besides=sited.besides) for part in parts)
    if alone and not possible(Claim(condition, sited.scene), besides=sited.besides):
        what = f"nobody can meet {sited.name}: the parts of `{condition}` shut each other out"
        yield Severity.CONTRADICTION, line, what, AS_MEANT


def _together(motion: Motion | Ruling, edition: Edition) -> Iterator[Found]:
    """Majority, quorum and tie rule of one vote, held against each other."""
    scene = scene_of(motion, edition)
    majority, quorum = motion.threshold, motion.quorum.value
    claims = (Claim(majority.value, scene), *claims_of(motion, scene))
    somebody = somebody_for(scene)
    alone = all(possible(claim, besides=somebody) for claim in claims)
    if quorum is not None and alone and not possible(*claims, besides=somebody):
        what = f"no vote meets both the quorum of {motion.id}, `{quorum}`, and its majority, `{majority.value}`"
        yield Severity.CONTRADICTION, motion.quorum.line, what, AS_MEANT
    if quorum is not None and no_helps_yes(quorum, majority.value, scene):
        what = (
            f"a vote against can help {motion.id}: it counts towards the quorum `{quorum}`, "
            "so those who are against may do better to stay away"
        )
        write = "nothing, if that is meant; or the quorum as a share of votes for, `for >= 1/4 of entitled`"
        yield Severity.NOTICE, motion.quorum.line, what, write
    if not majority.grounds.left_out and minority_carries(majority.value, scene):
        what = f"{motion.id} can be carried with more votes against than for, by `{majority.value}`"
        yield Severity.NOTICE, majority.line, what, "nothing, if that is meant; or `and for > against`"
    yield from _tie(motion, claims, scene)


def _tie(motion: Motion | Ruling, claims: tuple[Claim, ...], scene: Scene) -> Iterator[Found]:
    """A tie rule that the majority contradicts: equal votes meet it, and are carried."""
    tie = motion.tie
    if (
        tie.value is TieRule.CARRIED
        or tie.grounds.left_out
        or not possible(*claims, besides=equal_votes(scene, A_FEW))
    ):
        return
    majority = f"the majority of {motion.id}, `{motion.threshold.value}`"
    what = f"equal votes can meet {majority}, and its tie rule says `{tie.value.value}`"
    severity = Severity.NOTICE if tie.grounds.assumed else Severity.CONTRADICTION
    yield severity, tie.line, what, "`>` in the majority where the clause means more than; or no tie rule"
