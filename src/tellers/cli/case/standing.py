"""Where a case stands: what is missing, and so what comes next."""

from collections.abc import Iterator
from enum import Enum
from typing import Any

from tellers.ballots.events import EventType
from tellers.cases.evidence import Settings, evidence_of
from tellers.cases.signature_checks import awaited_agents
from tellers.cases.sitting import Sitting
from tellers.cli.case.closed import awaited
from tellers.cli.case.rendering import rendered
from tellers.errors import TellersError
from tellers.proceedings import facts
from tellers.proceedings.allowed import opened_for
from tellers.proceedings.contest import Contest
from tellers.proceedings.contest import State as ContestState
from tellers.proceedings.governing import stated
from tellers.proceedings.hanging import Done
from tellers.proceedings.motion import KIND as MOTIONS
from tellers.proceedings.motion import Motion, State
from tellers.proceedings.objecting import window_of_motion
from tellers.proceedings.proceeding import Proceeding
from tellers.proceedings.record import KINDS
from tellers.rulebook.contests import Contest as ContestRule
from tellers.rulebook.procedures import kind_of
from tellers.words import amount

NEXT: dict[State, str] = {
    State.FOUNDED: "propose the motion: tellers case propose",
    State.PROPOSED: "give notice: tellers case notice",
    State.NOTIFIED: "freeze the roll: tellers case freeze (the holder's statement: tellers case statement)",
    State.COUNTED: "declare: tellers case declare",
}
"""What to do next, where the state alone says it."""


def last_state(sitting: Sitting) -> Enum:
    """The state of whatever the last act was of: the motion, or another proceeding."""
    life = last_touched(sitting)
    state: Enum = sitting.motion.state if life is None else life.state
    return state


def last_touched(sitting: Sitting) -> Proceeding[Any] | None:
    """The proceeding that the last act was of; None for the motion."""
    last = sitting.record.entries[-1].facts
    return sitting.record.proceedings[last.proceeding] if isinstance(last, Done) else None


def can_follow(sitting: Sitting, life: Proceeding[Any]) -> str:
    """Where a proceeding stands, and what can be done with it now; after a ballot, what has still to be done."""
    where = f"{life.named} is {life.state.value}"
    if isinstance(life, Contest) and life.state is ContestState.CLOSED:
        return f"{where}; {awaited(sitting, life)}"
    commands = dict.fromkeys(f"tellers case {act.command}" for act in life.KIND.following(life.state))
    acts = ", ".join(commands)
    return f"{where}; what can follow: {acts or 'nothing'}"


def next_step(sitting: Sitting) -> str:
    """What to do next, by what is missing."""
    life = last_touched(sitting)
    if life is not None and life.KIND.following(life.state):
        return can_follow(sitting, life)
    if opened_for(sitting.record, sitting.rulebook) != MOTIONS.word:
        return _beside(sitting)
    return _of_motion(sitting)


def _of_motion(sitting: Sitting) -> str:
    motion = sitting.motion
    match motion.state:
        case State.FROZEN:
            opens = f"open voting at {motion.the(facts.Notice).opens}: tellers case open"
            return f"set up the election (docs/formats/case.md) and {opens}" if motion.roll.sealed else opens
        case State.OPEN:
            return f"members vote; at {motion.the(facts.Notice).closes}: tellers case close"
        case State.CLOSED:
            return "; ".join(_missing(sitting)) or "add everything up: tellers case tally"
        case State.DECLARED | State.WITHDRAWN:
            return _ended(sitting)
    return _waiting(sitting) or NEXT[motion.state]


def _ended(sitting: Sitting) -> str:
    """Who has still to co-sign the record of a motion at its end."""
    waiting = awaited_agents(evidence_of(sitting, Settings(render=rendered)))
    if not waiting:
        return f"nothing; the motion is {sitting.motion.state.value}, and anyone can verify it: tellers verify"
    return (
        f"{' and '.join(waiting)} still to co-sign (tellers minutes cosign), then anyone: tellers verify; of an agent "
        "who does not, enter why (tellers case agent --dissents)"
    )


def _waiting(sitting: Sitting) -> str | None:
    """Until when objections to the count of the motion are made; None where none are, or it is over."""
    if sitting.motion.state is not State.COUNTED:
        return None
    found = window_of_motion(sitting.procedure.objections, sitting.motion, sitting.zone)
    if found is None or sitting.now >= found.over:
        return None
    who = f", or once there is none by {' and '.join(found.waiting)}" if found.waiting else ""
    return f"objections to the count are made until {found.ends.isoformat()}{who}; then: tellers case declare"


def _beside(sitting: Sitting) -> str:
    """What to do next in a case that was opened for something else than a motion."""
    begun = sitting.record.proceedings.values()
    if not begun:
        return f"begin it: {_beginning(sitting, sitting.founding.procedure)}"
    going = [can_follow(sitting, one) for one in begun if not one.ended] or [
        f"begin what was found to follow: {_beginning(sitting, procedure)}" for procedure in _opened(sitting)
    ]
    return "; ".join(going) or "nothing; all that was begun is at its end"


def _beginning(sitting: Sitting, procedure: str) -> str:
    """The command that begins a procedure; of a contest, that of the nominations that come before, if none were."""
    try:
        rule = stated(sitting.rulebook, procedure, sitting.today)
    except TellersError:  # an edition without it: what comes next is only a hint
        return procedure
    word, named = kind_of(rule), procedure
    if isinstance(rule, ContestRule) and rule.nominations:
        held = [one for one in sitting.record.proceedings.values() if one.beginning.procedure in rule.nominations]
        if not held:
            return " or ".join(f"tellers case nomination open --procedure {one}" for one in rule.nominations)
        named = f"{procedure} --nomination {held[-1].id}"
    if word == MOTIONS.word:
        return f"a case of its own (tellers case new --procedure {procedure})"
    return f"tellers case {word} {BEGINS[word]} --procedure {named}"


def _opened(sitting: Sitting) -> tuple[str, ...]:
    """The procedures that the outcome of a proceeding opens, and that nothing of the case has been begun by."""
    begun = sitting.record.proceedings.values()
    done = {one.beginning.procedure for one in begun}
    opened = (effect.procedure for one in begun for effect in one.effects)
    return tuple(dict.fromkeys(one for one in opened if one is not None and one not in done))


BEGINS = {word: kind.KIND.first.command.split()[-1] for word, kind in KINDS.items()}
"""The command that begins a proceeding of each kind."""


def void_counts(motion: Motion) -> str | None:
    """The last two tellers' counts where they did not give one count, None where nothing is void."""
    pair = motion.last_pair
    if pair is None or motion.last(facts.PaperCount) is not None:
        return None
    return f"The counts of {pair[0].teller} and {pair[1].teller} did not agree and are void; both tellers count again."


def _missing(sitting: Sitting) -> Iterator[str]:
    motion = sitting.motion
    opening = motion.the(facts.Opening)
    if opening.papers_issued and motion.last(facts.PaperCount) is None:
        first = motion.unpaired_entry
        who = "two tellers count" if first is None else f"a second teller besides {first.teller} counts"
        yield f"{who} the papers, each alone: tellers case paper"
    archive = sitting.archive
    if opening.sealed is not None and archive is not None:
        left = len(opening.sealed.trustees) - len(archive.of_type(EventType.PARTIAL_DECRYPTION))
        if left > 0 and not archive.of_type(EventType.RESULT):
            yield f"{amount(left, 'trustee')} still to decrypt: tellers election decrypt"
