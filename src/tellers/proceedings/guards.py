"""What the clauses of a motion's procedure and its own minutes refuse, one guard a function.

A refusal names the clause or the assumption that it rests on; one that rests on the minutes says what they have.
`rules` says which guard stands before which act.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tellers.errors import Refused, Unreadable
from tellers.figures import Known
from tellers.minutes.note import Algorithm, Verifier
from tellers.proceedings import facts
from tellers.proceedings.facts import moment
from tellers.proceedings.motion import Motion
from tellers.proceedings.people import check_teller, named_twice
from tellers.rulebook.basis import Form
from tellers.rulebook.clauses import Grounds
from tellers.rulebook.motions import Motion as Procedure

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""No act is of another year, nor does it speak of one."""

FARTHEST = timedelta(days=3653)
"""Ten years: a notice that looks further ahead has a wrong year in it."""

BY = 'a member is named as the register has it, or by number, as "#M0042"'
"""How a member is named, for whoever named nobody."""


def refusal(message: str, grounds: Grounds) -> Refused:
    """A refusal that rests on what a rule rests on."""
    if grounds.clause is None:
        return Refused(f"{message} ({Known.ASSUMED.value}: {grounds.assumed})")
    return Refused(message, clause=grounds.clause)


def check_year(at: date, what: str) -> None:
    """Refuse a year of which no vote is."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise Refused(f"{what} is in the year {at.year}; expected {FIRST_YEAR} to {LAST_YEAR}")


def check_movers(procedure: Procedure, movers: Sequence[str], strangers: Sequence[str], on: date) -> None:
    """Refuse a motion moved twice by one, or by somebody who is not of the body that may move it."""
    rule = procedure.propose
    twice = named_twice(movers)
    if twice is not None:
        raise Refused(f"{twice} is named twice as a mover; each mover counts once (--mover)")
    if strangers:
        raise refusal(
            f"{', '.join(strangers)}: not a member of '{rule.value.body}' on {on}; {BY} (--mover)", rule.grounds
        )


def check_notice(procedure: Procedure, notice: facts.Notice, given: datetime) -> None:
    """Refuse a notice that is too short, ends before it begins, or lacks a scrutineer where one is due.

    `given` is when it was given, with the offset of the organisation's time zone: days are days there.
    """
    opens, closes = moment(notice.opens), moment(notice.closes)
    for at, what in ((opens, "when voting opens"), (closes, "when voting closes")):
        check_year(at, what)
        if at - given > FARTHEST:
            raise Refused(f"{what}, {at}, is more than ten years ahead; is it the right year?")
    if closes <= opens:
        raise Refused(f"voting would close at {notice.closes}, which is not after it opens at {notice.opens}")
    if opens <= given:
        raise Refused(f"voting would open at {notice.opens}; notice is given before that, and it is {given}")
    clear, days = clear_days(given.date(), opens.date()), procedure.notice_days
    if days.value and clear < days.value:
        earliest = given.date() + timedelta(days=days.value + 1)
        raise refusal(
            f"notice given on {given.date()} leaves {max(clear, 0)} clear days before {opens.date()}; expected "
            f"{days.value}, so voting may open on {earliest} at the earliest",
            days.grounds,
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


def check_addressed(proposal: facts.Proposal, founding: facts.Founding, notice: facts.Notice) -> None:
    """Refuse a notice to somebody else than the holder, or one that names another key than minute 0."""
    if notice.to != proposal.holder:
        raise Refused(f"the notice is to {notice.to}; the motion names {proposal.holder}")
    if notice.key != founding.key:
        raise Refused("the notice names another key than minute 0, and members read the key there")


def check_agents(agents: Sequence[facts.Agent], secretary: str) -> None:
    """Refuse an agent without a witness's key, and two agents of one name or one key.

    `secretary` is the verifier key that signs the minute book: an agent who holds that one watches nothing.
    """
    keys = [_witness_key(agent) for agent in agents if agent.key is not None]
    held = [key.public_key for key in (*keys, Verifier.parse(secretary))]
    if named_twice([agent.name for agent in agents]) is not None or len(set(held)) != len(held):
        raise Refused(
            "two agents have the same name or the same key, or an agent has the secretary's; "
            "each agent is one person with a key of their own"
        )


def _witness_key(agent: facts.Agent) -> Verifier:
    try:
        key = Verifier.parse(agent.key or "")
    except Unreadable as error:
        raise Unreadable(f"no witness's key: {error}", source=f"the key of the agent {agent.name} (--agent)") from None
    if key.algorithm is not Algorithm.COSIGNATURE:
        raise Refused(
            f"the key of {agent.name} is not a witness's; make one with `tellers minutes keygen NAME --witness`"
        )
    return key


def check_freeze_time(notice: facts.Notice, at: datetime) -> None:
    """Refuse to freeze the roll once voting should be open."""
    if at >= moment(notice.opens):
        raise Refused(
            f"voting was to open at {notice.opens}, as the notice says, and the roll is frozen before; it is "
            f"{at.isoformat()}; withdraw this motion (tellers case withdraw) and begin anew"
        )


def check_forms(procedure: Procedure, sealed: int, papers: int, *, frozen: bool) -> None:
    """Refuse a form of ballot that the rules do not allow, and a sealed ballot among too few to hide in.

    `frozen` tells whether the roll is; before that, what stands in the register can be changed.
    """
    remedy = "withdraw this motion and begin anew" if frozen else "change it with `tellers case register`"
    if papers and Form.PAPER not in procedure.forms.value:
        raise refusal(
            f"{papers} of the roll vote on paper, which is not allowed; let the column `paper` of the register say "
            f"no: {remedy}",
            procedure.forms.grounds,
        )
    if sealed and Form.SEALED not in procedure.forms.value:
        raise refusal(f"{sealed} of the roll vote by sealed ballot, which is not allowed", procedure.forms.grounds)
    if 0 < sealed < procedure.minimum_cell.value:
        raise refusal(
            f"{sealed} would vote by sealed ballot, and their archive publishes its tally; no votes of fewer than "
            f"{procedure.minimum_cell.value} are published, so let them vote on paper, with yes in the column "
            f"`paper` of the register: {remedy}",
            procedure.minimum_cell.grounds,
        )


def check_amended_sizes(before: facts.Freeze | facts.Amendment, after: facts.Amendment, body: str) -> None:
    """Refuse sizes of bodies that one member more or less does not give; `body` is the one that votes."""
    step = 1 if after.move == "added" else -1
    grown = {name: size - before.bodies.get(name, size) for name, size in after.bodies.items()}
    if set(after.bodies) != set(before.bodies) or any(growth not in (0, step) for growth in grown.values()):
        raise Refused(f"the sizes of bodies are not those before with one member {after.move}")
    if after.bodies.get(body) != after.entitled:
        raise Refused(f"'{body}' has {after.bodies.get(body)} members; {after.entitled} are entitled")


def check_opening(roll: facts.Freeze | facts.Amendment, opening: facts.Opening) -> None:
    """Refuse to open a form that nobody on the roll uses, or not to open one that somebody does."""
    check_election_needed(roll.sealed, given=opening.sealed is not None)
    if opening.papers_issued != roll.paper:
        raise Refused(f"{opening.papers_issued} papers are issued; {roll.paper} of the roll vote on paper")


def check_election_needed(sealed: int, *, given: bool) -> None:
    """Refuse sealed voters without an election, and an election without sealed voters."""
    if given != (sealed > 0):
        raise Refused(
            f"{sealed} of the roll vote by sealed ballot; "
            + ("no election is needed" if given else "give the election they vote in (--election)")
        )


def check_camps(sealed: facts.SealedOpening) -> None:
    """Refuse camps that are not one a trustee, where any are told."""
    if sealed.camps and len(sealed.camps) != len(sealed.trustees):
        raise Refused(f"{len(sealed.camps)} camps are told of {len(sealed.trustees)} trustees (--trustee NAME,CAMP)")


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


def check_counts_what_was_opened(opening: facts.Opening, act: facts.Closing | facts.Tally) -> None:
    """Refuse a close or a tally that leaves the sealed ballots out, or has some where none were opened."""
    if (act.sealed is None) != (opening.sealed is None):
        raise Refused("sealed ballots were " + ("opened and are left out" if opening.sealed else "never opened"))


def check_ready_to_count(motion: Motion) -> None:
    """Refuse a tally while papers are out that two tellers have not counted alike."""
    issued = motion.the(facts.Opening).papers_issued
    if issued and motion.last(facts.PaperCount) is None:
        waiting = motion.unpaired_entry
        who = (
            "two tellers enter their counts" if waiting is None else f"a second teller besides {waiting.teller} enters"
        )
        raise Refused(f"{issued} papers were issued and are not counted yet; {who} with `tellers case paper`")


def check_paper_entry(before: Motion, entry: facts.PaperEntry) -> None:
    """Refuse a count where papers are counted already, or by a teller who has counted this time."""
    if before.the(facts.Opening).papers_issued == 0:
        raise Refused("no papers were issued, so there are none to count")
    if before.last(facts.PaperCount) is not None:
        raise Refused("two tellers have counted the papers alike; the count stands")
    check_teller(before, entry.teller)


def check_paper_count(before: Motion, count: facts.PaperCount) -> None:
    """Refuse a count that is not by the two tellers who counted last, or that does not add up."""
    pair, issued = before.last_pair, before.the(facts.Opening).papers_issued
    waiting = before.unpaired_entry is not None or before.last(facts.PaperCount) is not None
    if pair is None or waiting or tuple(entry.teller for entry in pair) != count.tellers:
        raise Refused(f"{' and '.join(count.tellers)} are not the two tellers whose counts came last")
    spoiled = sum(group.papers for group in count.spoiled)
    split = (count.for_, count.against, count.blank)
    shown = [papers for papers in split if papers is not None]
    if count.returned != count.valid_and_blank + spoiled or count.returned > issued:
        raise Refused(f"the count of {count.returned} papers does not add up, with {issued} issued")
    if shown and (len(shown) < len(split) or sum(shown) != count.valid_and_blank):
        raise Refused(f"for, against and blank do not add up to {count.valid_and_blank} papers")


def check_withheld(count: facts.PaperCount, procedure: Procedure, *, beside_sealed: bool) -> None:
    """Refuse to publish the figures of a small bundle beside sealed ballots, or to hold back those of any other."""
    cell = procedure.minimum_cell
    small = beside_sealed and 0 < count.valid_and_blank < cell.value
    if small != (count.for_ is None):
        papers = f"{count.valid_and_blank} unspoiled papers"
        raise refusal(
            f"the figures of {papers} beside sealed ballots are published within the totals only"
            if small
            else f"the figures of {papers} are published; only fewer than {cell.value} beside sealed ballots are not",
            cell.grounds,
        )


def check_attendance(notice: facts.Notice, attendance: facts.Attendance) -> None:
    """Refuse the word of somebody who is no agent, and a dissent without a reason."""
    named = {one.name for one in notice.agents}
    if attendance.agent not in named:
        raise Refused(
            f"{attendance.agent} is no agent of this vote; the notice names {', '.join(sorted(named)) or 'none'}"
        )
    if attendance.signs != (attendance.reason is None) or not (attendance.signs or str(attendance.reason).strip()):
        raise Refused("a dissent has a reason, and a signature has none")


def check_counted(before: Motion, agent: str) -> None:
    """Refuse an agent's word on a count of papers that is not made yet."""
    opening = before.last(facts.Opening)
    if opening is not None and opening.papers_issued and before.last(facts.PaperCount) is None:
        raise Refused(
            f"{opening.papers_issued} papers are not counted yet; {agent} signs or dissents once two tellers have "
            "counted them alike"
        )


def check_correction(correction: facts.Correction, size: int) -> None:
    """Refuse to correct a minute that is not there."""
    if correction.minute >= size:
        raise Refused(f"there is no minute {correction.minute}; the book has minutes 0 to {size - 1}")


def check_answer(before: Motion, answer: facts.Answer) -> None:
    """Refuse to answer a minute that is no objection and no breach, and one that is answered."""
    open_ = [one.minute for one in before.objections if one.answer is None]
    if answer.minute not in open_:
        known = ", ".join(f"minute {number}" for number in open_) or "none"
        raise Refused(f"minute {answer.minute} is no objection that stands open; these are open: {known} (--minute)")


def clear_days(first: date, last: date) -> int:
    """The whole days between two days, neither of them counted."""
    return (last - first).days - 1
