"""Which votes a case can run: those that are secret, and whose rules need only what the case records.

`tellers decide` takes the others: it is told what a case would have to see.
"""

from collections.abc import Iterator

from tellers.errors import Refused
from tellers.rulebook.basis import Proposers
from tellers.rulebook.bodies import Body
from tellers.rulebook.book import Edition
from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.conditions import Condition, quantities_of
from tellers.rulebook.contests import Contest
from tellers.rulebook.counts import BookCount
from tellers.rulebook.meetings import Meeting
from tellers.rulebook.motions import Motion
from tellers.rulebook.procedures import Procedure
from tellers.rulebook.thresholds import Quantity

DECIDE = "`tellers decide` says what follows from such a vote, once it is held"


def check_can_run(procedure: Procedure, edition: Edition) -> None:
    """Refuse a vote that a case cannot run, by the rule that asks for it; raises Refused with its clause."""
    if isinstance(procedure, Motion | Contest) and not procedure.secret.value:
        raise _beyond_a_case(
            f"`{procedure.id}` is an open vote (secret = false), and a case runs secret votes only",
            procedure.secret.grounds,
        )
    if isinstance(procedure, Motion):
        _check_body(edition.bodies[procedure.body])
        _check_motion(procedure, edition)
    if isinstance(procedure, Meeting):
        check_callers_can_be_counted(procedure, edition)


def check_callers_can_be_counted(meeting: Meeting, edition: Edition) -> None:
    """Refuse a meeting that a share of the weight of a body calls; raises Refused with its clause."""
    if meeting.called_by is not None:
        _check_heads(meeting.id, "called (called_by)", meeting.called_by, edition)


def _check_heads(id_: str, done: str, rule: Rule[Proposers], edition: Edition) -> None:
    if rule.value.share is not None and edition.bodies[rule.value.body].weighted:
        raise _beyond_a_case(
            f"`{id_}` is {done} by {rule.value}, whose members have weights, and a case counts heads", rule.grounds
        )


def _beyond_a_case(why: str, grounds: Grounds) -> Refused:
    return Refused(f"{why}; {DECIDE}", clause=grounds.clause)


def _check_body(body: Body) -> None:
    if not body.predicates:
        raise _beyond_a_case(
            f"the body `{body.id}` has no members on a register, so there is nobody to put on the roll", body.grounds
        )
    if body.weighted:
        raise _beyond_a_case(
            f"the members of `{body.id}` vote by weight, and in a case each has one vote", body.grounds
        )


def _check_motion(motion: Motion, edition: Edition) -> None:
    _check_heads(motion.id, "moved (propose)", motion.propose, edition)
    if motion.second is not None:
        raise _beyond_a_case(
            f"`{motion.id}` must be seconded (second), and a case records no seconders", motion.second.grounds
        )
    if motion.successor.value:
        raise _beyond_a_case(
            f"`{motion.id}` names who is to follow (successor), and a case records no such name",
            motion.successor.grounds,
        )
    for name, rule in (("threshold", motion.threshold), ("quorum", motion.quorum)):
        for needs in _not_recorded(rule, edition):
            raise _beyond_a_case(
                f"the {name} of `{motion.id}`, `{rule.value}`, needs {needs}, which a case does not record",
                rule.grounds,
            )


def _not_recorded(rule: Rule[Condition] | Rule[Condition | None], edition: Edition) -> Iterator[str]:
    """What a condition looks at that no case records, in words."""
    quantities = () if rule.value is None else quantities_of(rule.value)
    for quantity in quantities:
        count = edition.counts.get(quantity.word)
        if (told := _needs(quantity, count)) is not None:
            yield told


def _needs(quantity: Quantity, count: BookCount | None) -> str | None:
    if quantity.section is not None:
        return f"the votes of the section `{quantity.section}`"
    if quantity.word == "present":
        return "the number of members present"
    if quantity.word == "weight":
        return f"`{quantity}`"
    if count is not None and count.given is not None:
        return f"the count `{count.id}` ({count.name})"
    return None
