"""What can come about in a procedure as its book writes it: equal votes, or a vote against that helps the motion."""

from tellers.rulebook.book import Edition
from tellers.rulebook.conditions import Condition
from tellers.rulebook.contests import Contest, Stage
from tellers.rulebook.inequalities import Inequality, at_least, known
from tellers.rulebook.methods import SCORED
from tellers.rulebook.motions import Motion
from tellers.rulebook.procedures import Procedure
from tellers.rulebook.reach import Claim, Scene, amount, equal_votes, possible
from tellers.rulebook.rulings import Ruling
from tellers.rulebook.thresholds import Quantity

A_FEW = 3
"""With fewer votes for, many a rule turns into another by smallness alone."""


def scene_of(procedure: Procedure, edition: Edition, stage: Stage | None = None) -> Scene:
    """What is known where the conditions of a procedure stand, or those of one stage of a contest."""
    body = procedure.body if stage is None else stage.body
    contest = isinstance(procedure, Contest)
    places = procedure.seats.value if isinstance(procedure, Contest) else _seats(body, edition)
    return Scene(
        body=body,
        places=places,
        bodies=edition.bodies,
        counts=edition.counts,
        vote=not contest,
        scored=stage is not None and stage.method.value in SCORED,
        sections=tuple(one.id for one in procedure.sections) if isinstance(procedure, Motion) else (),
    )


def claims_of(procedure: Motion | Ruling, scene: Scene) -> tuple[Claim, ...]:
    """That the quorum is met, as a claim; none where there is no quorum."""
    quorum = procedure.quorum.value
    return () if quorum is None else (Claim(quorum, scene),)


def can_tie(procedure: Motion | Ruling, edition: Edition) -> bool:
    """Whether equal votes can leave a motion without its majority, so that its tie rule is asked."""
    scene = scene_of(procedure, edition)
    claims = (*claims_of(procedure, scene), Claim(procedure.threshold.value, scene, met=False))
    return possible(*claims, besides=equal_votes(scene))


def no_helps_yes(quorum: Condition, threshold: Condition, scene: Scene) -> bool:
    """Whether there are votes that carry nothing until more vote against: the quorum then counts those who object."""
    more = scene.with_more_against()
    claims = (Claim(threshold, scene), Claim(quorum, scene, met=False), Claim(threshold, more), Claim(quorum, more))
    return possible(*claims)


def somebody_for(scene: Scene) -> tuple[Inequality, ...]:
    """That one vote at least is for a motion: without it nothing is carried."""
    return (at_least(amount(Quantity("for"), scene), known(1)),)


def minority_carries(threshold: Condition, scene: Scene) -> bool:
    """Whether a motion can be carried while more vote against it than for it."""
    for_, against = amount(Quantity("for"), scene), amount(Quantity("against"), scene)
    return possible(
        Claim(threshold, scene), besides=(at_least(against, for_ + known(1)), at_least(for_, known(A_FEW)))
    )


def _seats(body: str | None, edition: Edition) -> int | None:
    found = edition.bodies.get(body or "")
    return None if found is None else found.seats
