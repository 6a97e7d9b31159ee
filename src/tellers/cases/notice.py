"""A motion is proposed, notice is given, the holder answers, the movers withdraw, a minute is corrected."""

from dataclasses import dataclass
from datetime import datetime

from tellers.cases.sitting import Sitting
from tellers.errors import Refused
from tellers.minutes.note import Algorithm, Verifier
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
    body = sitting.rulebook.body(sitting.procedure.propose.value.body, on=sitting.today)
    register = read_register(sitting.folder.register)
    members = {member.name for member in register.matching(body.predicates, sitting.today)}
    guards.check_movers(sitting.procedure, movers, [mover for mover in movers if mover not in members])
    proposal = facts.Proposal(_words(text, "the motion"), movers, _words(holder, "the holder"))
    sitting.enter(Act.PROPOSE, proposal)
    return proposal


def give_notice(sitting: Sitting, given: NoticeGiven) -> facts.Notice:
    """Enter the notice to the holder and the body; raises Refused where it is too short or incomplete."""
    sitting.check(Act.NOTIFY)
    guards.check_agents(given.agents)
    for agent in given.agents:
        _check_witness_key(agent)
    if given.statement is not None:
        guards.check_statement(sitting.procedure)
    notice = facts.Notice(
        to=sitting.motion.the(facts.Proposal).holder,
        opens=_local(sitting, given.opens),
        closes=_local(sitting, given.closes),
        key=sitting.founding.key,
        agents=given.agents,
        scrutineer=given.scrutineer,
        statement=given.statement,
    )
    guards.check_notice(sitting.procedure, notice, sitting.today)
    sitting.enter(Act.NOTIFY, notice)
    return notice


def attach_statement(sitting: Sitting, text: str) -> None:
    """Enter what the holder asks to be sent to the body."""
    sitting.check(Act.STATE)
    guards.check_statement(sitting.procedure)
    sitting.enter(Act.STATE, facts.Statement(_words(text, "the statement")))


def withdraw(sitting: Sitting, reason: str) -> None:
    """Take the motion back before voting opens."""
    sitting.enter(Act.WITHDRAW, facts.Withdrawal(_words(reason, "the reason")))


def correct(sitting: Sitting, minute: int, text: str) -> None:
    """Say what is right where an earlier minute is wrong; the earlier minute stays."""
    if not 0 <= minute < sitting.book.size:
        raise Refused(f"there is no minute {minute}; the book has minutes 0 to {sitting.book.size - 1}")
    sitting.enter(Act.CORRECT, facts.Correction(minute, _words(text, "the correction")))


def _check_witness_key(agent: facts.Agent) -> None:
    if agent.key is not None and Verifier.parse(agent.key).algorithm is not Algorithm.COSIGNATURE:
        raise Refused(
            f"the key of {agent.name} is not a witness's; make one with `tellers minutes keygen NAME --witness`"
        )


def _local(sitting: Sitting, at: datetime) -> str:
    moment = at.replace(tzinfo=sitting.zone) if at.tzinfo is None else at.astimezone(sitting.zone)
    return moment.isoformat(timespec="seconds")


def _words(text: str, what: str) -> str:
    if not text.strip():
        raise Refused(f"{what} is empty; expected words")
    return text.strip()
