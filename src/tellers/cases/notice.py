"""A motion is proposed, notice is given, the holder answers, the movers withdraw, a minute is corrected."""

from dataclasses import dataclass
from datetime import datetime

from tellers.cases.sitting import Sitting
from tellers.proceedings import facts, guards
from tellers.proceedings.motion import Act
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
    guards.check_words(text, "the motion")
    guards.check_words(holder, "the holder")
    body = sitting.rulebook.body(sitting.procedure.propose.value.body, on=sitting.today)
    register = read_register(sitting.folder.register)
    members = {member.name for member in register.matching(body.predicates, sitting.today)}
    guards.check_movers(sitting.procedure, movers, [mover for mover in movers if mover not in members])
    proposal = facts.Proposal(text.strip(), movers, holder.strip())
    sitting.enter(Act.PROPOSE, proposal)
    return proposal


def give_notice(sitting: Sitting, given: NoticeGiven) -> facts.Notice:
    """Enter the notice to the holder and the body; raises Refused where it is too short or incomplete."""
    sitting.check(Act.NOTIFY)
    notice = facts.Notice(
        to=sitting.motion.the(facts.Proposal).holder,
        opens=_local(sitting, given.opens),
        closes=_local(sitting, given.closes),
        key=sitting.founding.key,
        agents=given.agents,
        scrutineer=given.scrutineer,
        statement=given.statement,
    )
    sitting.enter(Act.NOTIFY, notice)
    return notice


def attach_statement(sitting: Sitting, text: str) -> None:
    """Enter what the holder asks to be sent to the body."""
    guards.check_words(text, "the statement")
    sitting.enter(Act.STATE, facts.Statement(text.strip()))


def withdraw(sitting: Sitting, reason: str) -> None:
    """Take the motion back before voting opens."""
    guards.check_words(reason, "the reason")
    sitting.enter(Act.WITHDRAW, facts.Withdrawal(reason.strip()))


def correct(sitting: Sitting, minute: int, text: str) -> None:
    """Say what is right where an earlier minute is wrong; the earlier minute stays."""
    guards.check_words(text, "the correction")
    sitting.enter(Act.CORRECT, facts.Correction(minute, text.strip()))


def _local(sitting: Sitting, at: datetime) -> str:
    moment = at.replace(tzinfo=sitting.zone) if at.tzinfo is None else at.astimezone(sitting.zone)
    return moment.isoformat(timespec="seconds")
