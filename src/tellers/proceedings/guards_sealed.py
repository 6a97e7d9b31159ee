"""What refuses a sealed ballot of a contest: the rules, its own minutes, and what its result would tell of voters."""

from tellers.ballots.questions import Homomorphic
from tellers.ballots.secrecy import check_patterns, check_voters
from tellers.errors import Refused
from tellers.proceedings import facts_contest as facts
from tellers.proceedings.contest import SealedBallot
from tellers.proceedings.contest_ballots import Coming, coming, question_of
from tellers.proceedings.contest_told import AskedContest
from tellers.proceedings.facts import moment
from tellers.proceedings.guards import FARTHEST, refusal
from tellers.proceedings.people import named_twice, stands_among
from tellers.rulebook.basis import Form
from tellers.rulebook.contests import Contest as Procedure


def check_opened(asked: AskedContest, procedure: Procedure, opened: facts.Opened) -> None:
    """Refuse a sealed ballot of another stage than comes next, at another time, or among too few to hide in."""
    ballot = coming(asked, procedure)
    if (opened.stage, opened.number, opened.series) != (ballot.stage.id, ballot.number, ballot.in_rounds):
        raise Refused(f"ballot {ballot.number} of the stage '{ballot.stage.id}' comes next, and no other")
    check_secret(procedure, ballot, opened.credentials)
    check_open_time(asked, opened)
    check_people(asked, opened)
    if any(other.opened.uuid == opened.uuid for other in asked.record.sealed_ballots):
        raise Refused(f"the election {opened.uuid} is that of another ballot of this case; make a new one")


def check_secret(procedure: Procedure, ballot: Coming, voters: int) -> None:
    """Refuse sealed ballots that the rules do not have, and a result that would tell how single voters voted."""
    if Form.SEALED not in procedure.forms.value:
        raise refusal("a ballot would be sealed, which is not allowed", procedure.forms.grounds)
    question, cell = question_of(ballot, procedure.title), procedure.minimum_cell
    try:
        check_voters(voters, cell.value)
        check_patterns((question,), voters, cell.value)
    except Refused as refused:
        raise refusal(str(refused), cell.grounds) from None
    if isinstance(question, Homomorphic) and len(question.answers) < 1:
        raise Refused("nobody stands in this ballot")


def check_open_time(asked: AskedContest, opened: facts.Opened) -> None:
    """Refuse to open outside the timetable; a later ballot has a close of its own, after it opens."""
    announced = asked.life.announced
    first = not asked.life.sealed
    if first and opened.closes != announced.closes:
        raise Refused(f"voting closes at {announced.closes}, as announced; the minute says {opened.closes} (--closes)")
    if asked.at < moment(announced.opens):
        raise Refused(f"voting opens at {announced.opens}, as announced; it is {asked.at.isoformat()}")
    if not asked.at < moment(opened.closes) <= asked.at + FARTHEST:
        raise Refused(f"the ballot would close at {opened.closes}; it is {asked.at.isoformat()} (--closes)")


def check_people(asked: AskedContest, opened: facts.Opened) -> None:
    """Refuse a trustee who is named twice, and a registrar who also keeps the record, decrypts or stands.

    The registrar knows every credential; who could also take ballots in could vote for those who stay away.
    """
    names = [trustee.name for trustee in opened.trustees]
    twice = named_twice(names)
    if twice is not None:
        raise Refused(f"{twice} is named twice as a trustee; each key is one person's (--trustee)")
    others = {
        "the secretary": [asked.record.founding.secretary],
        "a trustee": names,
        "a candidate": [one.name for one in asked.life.announced.candidates],
    }
    for what, people in others.items():
        if stands_among(opened.registrar, people):
            raise Refused(
                f"{opened.registrar} is {what}; the registrar knows every credential, and so is neither the "
                "secretary, nor a trustee, nor a candidate (--registrar)"
            )


def check_closed(asked: AskedContest, closed: facts.Closed) -> None:
    """Refuse to close before the time, and more ballots counted than there are voters."""
    opened = asked.life.the(facts.Opened)
    if asked.at < moment(opened.closes):
        raise Refused(f"voting closes at {opened.closes}; it is {asked.at.isoformat()}")
    if not closed.counted <= min(closed.ballots, opened.credentials):
        raise Refused(f"{closed.counted} counted of {closed.ballots} ballots, by {opened.credentials} voters")


def check_proved(asked: AskedContest, proved: facts.Proved) -> None:
    """Refuse figures of another stage than was opened, that forget a ballot before, or that are not the archive's."""
    ballot: SealedBallot = asked.life.sealed[-1]
    if proved.stage != ballot.opened.stage or proved.tellers or proved.archive is None:
        raise Refused(f"the figures are those of the sealed ballot of '{ballot.opened.stage}', from its archive")
    earlier = asked.life.tallies.get(proved.stage)
    before = [] if earlier is None else earlier.ballot.get("rounds", [])
    rounds = proved.ballot.get("rounds")
    if rounds is not None and rounds[:-1] != before:
        raise Refused("the figures of the ballots before are not those that were minuted")
