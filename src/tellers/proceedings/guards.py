"""What the clauses of a motion's procedure refuse, act by act; each refusal names its clause or its assumption."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tellers.errors import Refused
from tellers.figures import Known
from tellers.proceedings import facts
from tellers.proceedings.facts import moment
from tellers.proceedings.motion import Motion
from tellers.rulebook.clauses import Grounds
from tellers.rulebook.procedures import Form
from tellers.rulebook.procedures import Motion as Procedure


def refusal(message: str, grounds: Grounds) -> Refused:
    """A refusal that rests on what a rule rests on."""
    if grounds.clause is None:
        return Refused(f"{message} ({Known.ASSUMED.value}: {grounds.assumed})")
    return Refused(message, clause=grounds.clause)


def check_movers(procedure: Procedure, movers: Sequence[str], strangers: Sequence[str]) -> None:
    """Refuse a motion moved by too few, or by somebody who is not of the body that may move it."""
    rule = procedure.propose
    if len(set(movers)) != len(movers):
        raise Refused("a mover is named twice; each mover counts once")
    if strangers:
        raise refusal(f"{', '.join(strangers)}: not a member of '{rule.value.body}' on that day", rule.grounds)
    if len(movers) < rule.value.number:
        raise refusal(
            f"{len(movers)} moved the motion; expected {rule.value.number} or more members of '{rule.value.body}'",
            rule.grounds,
        )


def check_notice(procedure: Procedure, notice: facts.Notice, given_on: date) -> None:
    """Refuse a notice that is too short, ends before it begins, or lacks a scrutineer where one is due."""
    opens, closes = moment(notice.opens), moment(notice.closes)
    if closes <= opens:
        raise Refused(f"voting would close at {notice.closes}, which is not after it opens at {notice.opens}")
    clear = clear_days(given_on, opens.date())
    if clear < procedure.notice_days.value:
        earliest = given_on + timedelta(days=procedure.notice_days.value + 1)
        raise refusal(
            f"notice given on {given_on} leaves {max(clear, 0)} clear days before {opens.date()}; expected "
            f"{procedure.notice_days.value}, so voting may open on {earliest} at the earliest",
            procedure.notice_days.grounds,
        )
    if procedure.statutory.value and notice.scrutineer is None:
        raise refusal(
            "no independent scrutineer is named; name the one appointed (--scrutineer)",
            procedure.statutory.grounds,
        )


def check_statement(procedure: Procedure) -> None:
    """Refuse a statement where the rules give the holder no room for one."""
    if not procedure.holder.value.statement:
        raise refusal("the holder has no right to attach a statement", procedure.holder.grounds)


def check_agents(agents: Sequence[facts.Agent]) -> None:
    """Refuse two agents of one name or one key."""
    names = [agent.name for agent in agents]
    keys = [agent.key for agent in agents if agent.key is not None]
    if len(set(names)) != len(names) or len(set(keys)) != len(keys):
        raise Refused(
            "two agents have the same name or the same key; each agent is one person with a key of their own"
        )


def check_forms(procedure: Procedure, sealed: int, papers: int) -> None:
    """Refuse a form of ballot that the rules do not allow, and a sealed ballot among too few to hide in."""
    for form, voters in ((Form.SEALED, sealed), (Form.PAPER, papers)):
        if voters and form not in procedure.forms.value:
            raise refusal(f"{voters} of the roll vote {_how(form)}, which is not allowed", procedure.forms.grounds)
    if 0 < sealed < procedure.minimum_cell.value:
        raise refusal(
            f"{sealed} would vote by sealed ballot, and their archive publishes its tally; no votes of fewer than "
            f"{procedure.minimum_cell.value} are published, so let them vote on paper",
            procedure.minimum_cell.grounds,
        )


def check_opening_time(notice: facts.Notice, at: datetime) -> None:
    """Refuse to open before the notice says, or when voting should be over."""
    if at < moment(notice.opens):
        raise Refused(f"voting opens at {notice.opens}, as the notice says; it is {at.isoformat()}")
    if at >= moment(notice.closes):
        raise Refused(f"voting was to close at {notice.closes}; give a new notice (withdraw this motion first)")


def check_close(notice: facts.Notice, at: datetime) -> None:
    """Refuse to close before the notice says."""
    if at < moment(notice.closes):
        raise Refused(f"voting closes at {notice.closes}, as the notice says; it is {at.isoformat()}")


def check_ready_to_count(motion: Motion) -> None:
    """Refuse a tally while papers are out that two tellers have not counted alike."""
    issued = motion.the(facts.Opening).papers_issued
    if issued and motion.last(facts.PaperCount) is None:
        waiting = motion.unpaired_entry
        who = (
            "two tellers enter their counts" if waiting is None else f"a second teller besides {waiting.teller} enters"
        )
        raise Refused(f"{issued} papers were issued and are not counted yet; {who} with `tellers case paper`")


def clear_days(first: date, last: date) -> int:
    """The whole days between two days, neither of them counted."""
    return (last - first).days - 1


def _how(form: Form) -> str:
    return "by sealed ballot" if form is Form.SEALED else "on paper"
