"""A motion is proposed, notice is given, the holder answers, the movers withdraw, a minute is corrected."""

from dataclasses import dataclass
from datetime import datetime

from msgspec import structs

from tellers.cases.membership import found_member, told_apart
from tellers.cases.proceedings import sizes_of
from tellers.cases.sitting import Sitting, local
from tellers.errors import Refused
from tellers.proceedings import facts, guards
from tellers.proceedings.allowed import WHOLE_CASE
from tellers.proceedings.motion import Act
from tellers.proceedings.texts import check_texts
from tellers.register.csv import read_register


@dataclass(frozen=True)
class NoticeGiven:
    """What a notice needs besides the motion; a naive moment is read in the case's time zone."""

    opens: datetime
    closes: datetime
    agents: tuple[facts.Agent, ...] = ()
    scrutineer: str | None = None
    statement: str | None = None


def propose(sitting: Sitting, text: str, movers: tuple[str, ...], holder: str) -> facts.Proposal:
    """Enter a motion, by the members who move it; raises Refused where the rules ask for more or for others."""
    sitting.check(Act.PROPOSE)
    given = facts.Proposal(text.strip(), movers, holder.strip())
    check_texts(given)
    rule = sitting.procedure.propose.value
    of = None if rule.share is None else sizes_of(sitting, sitting.rulebook, (rule.body,), sitting.today)[rule.body]
    proposal = structs.replace(given, movers=_names(sitting, movers), of=of)
    sitting.enter(Act.PROPOSE, proposal)
    return proposal


def _names(sitting: Sitting, movers: tuple[str, ...]) -> tuple[str, ...]:
    """The movers as the register has them; raises Refused for one who is not of the body, or who stands twice."""
    body = sitting.rulebook.body(sitting.procedure.propose.value.body, on=sitting.today)
    members = read_register(sitting.folder.register).matching(body.predicates, sitting.today)
    found = {mover: found_member(mover, members) for mover in movers}
    guards.check_movers(
        sitting.procedure,
        [mover if (member := found[mover]) is None else f"{member.name} (#{member.id})" for mover in movers],
        [mover for mover, member in found.items() if member is None],
        sitting.today,
    )
    return told_apart([member for member in found.values() if member is not None])


def give_notice(sitting: Sitting, given: NoticeGiven) -> facts.Notice:
    """Enter the notice to the holder and the body; raises Refused where it is too short or incomplete."""
    sitting.check(Act.NOTIFY)
    notice = facts.Notice(
        to=sitting.motion.the(facts.Proposal).holder,
        opens=local(given.opens, sitting.zone).isoformat(timespec="seconds"),
        closes=local(given.closes, sitting.zone).isoformat(timespec="seconds"),
        key=sitting.founding.key,
        agents=given.agents,
        scrutineer=given.scrutineer,
        statement=given.statement,
    )
    sitting.enter(Act.NOTIFY, notice)
    return notice


def attach_statement(sitting: Sitting, text: str) -> None:
    """Enter what the holder asks to be sent to the body."""
    sitting.enter(Act.STATE, facts.Statement(text.strip()))


def withdraw(sitting: Sitting, reason: str) -> None:
    """Take the motion back before voting opens."""
    sitting.enter(Act.WITHDRAW, facts.Withdrawal(reason.strip()))


def correct(sitting: Sitting, minute: int, text: str) -> None:
    """Say what is right where an earlier minute is wrong; the earlier minute stays."""
    sitting.enter(Act.CORRECT, facts.Correction(minute, text.strip()))


def enter_objection(sitting: Sitting, objection: facts.Objection) -> None:
    """Enter an objection or a breach, by whoever makes it."""
    sitting.enter(Act.OBJECT, objection)


def subject(sitting: Sitting, named: str | None) -> str | None:
    """What an objection is about: what is named, or the only thing there is; None for the whole case."""
    subjects = sitting.record.subjects
    if named is None and len(subjects) > 1:
        raise Refused(f"say what it is about (--about): {', '.join((*subjects, WHOLE_CASE))}")
    if named is None:
        return subjects[0] if subjects else None
    return None if named == WHOLE_CASE else named


def enter_answer(sitting: Sitting, answer: facts.Answer) -> None:
    """Enter what was done about an objection or a breach."""
    sitting.enter(Act.ANSWER, answer)
