"""What refuses a sealed ballot of a contest: the rules, its own minutes, and what its result would tell of voters."""

from tellers.ballots.questions import Homomorphic, NonHomomorphic
from tellers.ballots.ranking import patterns
from tellers.ballots.secrecy import check_patterns, check_voters, voters_needed
from tellers.errors import Refused
from tellers.proceedings import facts_contest as facts
from tellers.proceedings.contest import SealedBallot
from tellers.proceedings.contest_ballots import Coming, coming, question_of
from tellers.proceedings.contest_papers import added, is_with_few
from tellers.proceedings.contest_told import AskedContest
from tellers.proceedings.credentials import check_distinct
from tellers.proceedings.facts import moment
from tellers.proceedings.guards import FARTHEST, refusal
from tellers.proceedings.guards_custody import check_appointed, check_decrypted_by
from tellers.proceedings.people import named_twice, stands_among
from tellers.rulebook.basis import Form
from tellers.rulebook.contests import Contest as Procedure


def check_opened(asked: AskedContest, procedure: Procedure, opened: facts.Opened) -> None:
    """Refuse a sealed ballot of another stage than comes next, at another time, or among too few to hide in."""
    ballot = coming(asked, procedure)
    if (opened.stage, opened.number, opened.series) != (ballot.stage.id, ballot.number, ballot.in_rounds):
        raise Refused(f"ballot {ballot.number} of the stage '{ballot.stage.id}' comes next, and no other")
    check_secret(procedure, ballot, opened.credentials)
    check_beside(procedure, ballot, opened.papers)
    check_distinct(opened.reserves)
    check_open_time(asked, opened)
    check_people(asked, opened)
    check_appointed(asked, procedure, opened, [one for one in ballot.options if one != procedure.default.value])
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


def check_beside(procedure: Procedure, ballot: Coming, papers: int) -> None:
    """Refuse papers that the rules do not have, and so few ranked ones that totals less archive tell each.

    The archive opens every sealed ranking, and the totals are public: what is left are the rankings of the papers.
    """
    if not papers:
        return
    if Form.PAPER not in procedure.forms.value:
        raise refusal(
            f"{papers} of the roll would vote on paper, which is not allowed; let the column `paper` of the register "
            "say no for all",
            procedure.forms.grounds,
        )
    question, cell = question_of(ballot, procedure.title), procedure.minimum_cell
    if isinstance(question, NonHomomorphic) and papers < voters_needed(question, cell.value):
        needed = voters_needed(question, cell.value)
        raise refusal(
            f"{papers} would rank on paper beside a sealed ballot, and the totals less its archive are their "
            f"rankings, one of {patterns(question):,} each; expected {needed:,} papers or none: let all vote "
            "sealed, or let two tellers count papers of all (tellers case contest enter), or hold rounds of one "
            "choice",
            cell.grounds,
        )


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
    ballot: SealedBallot = asked.life.sealed[-1]
    opened = ballot.opened
    if asked.at < moment(opened.closes):
        raise Refused(f"voting closes at {opened.closes}; it is {asked.at.isoformat()}")
    if not closed.counted <= min(closed.ballots, ballot.voters):
        raise Refused(f"{closed.counted} counted of {closed.ballots} ballots, by {ballot.voters} voters")


def check_proved(asked: AskedContest, procedure: Procedure, proved: facts.Proved) -> None:
    """Refuse figures of another stage than was opened, that forget a ballot before, or that are not the archive's."""
    ballot: SealedBallot = asked.life.sealed[-1]
    if proved.stage != ballot.opened.stage or proved.archive is None:
        raise Refused(f"the figures are those of the sealed ballot of '{ballot.opened.stage}', from its archive")
    earlier = asked.life.tallies.get(proved.stage)
    before = [] if earlier is None else earlier.ballot.get("rounds", [])
    rounds = proved.ballot.get("rounds")
    if rounds is not None and rounds[:-1] != before:
        raise Refused("the figures of the ballots before are not those that were minuted")
    check_sums(asked, ballot, proved)
    check_decrypted_by(asked, procedure, proved)


def check_papers_counted(ballot: SealedBallot) -> None:
    """Refuse figures while papers are out that two tellers have not counted alike."""
    if ballot.opened.papers and ballot.agreed is None:
        who = "two tellers enter their counts" if ballot.waiting is None else "a second teller enters a count"
        raise Refused(
            f"{ballot.opened.papers} papers were issued and are not counted yet; {who} (tellers case contest paper)"
        )


def check_sums(asked: AskedContest, ballot: SealedBallot, proved: facts.Proved) -> None:
    """Refuse figures without papers that two tellers have counted, and sums that are not sealed votes and papers."""
    check_papers_counted(ballot)
    pair = ballot.agreed
    if proved.tellers != (() if pair is None else (pair[0].teller, pair[1].teller)):
        raise Refused("the tellers are those who counted the papers beside the sealed ballot, and nobody else")
    if pair is None or pair[1].agreed is None:
        if proved.sealed is not None:
            raise Refused("no papers were issued, so the figures are those of the archive alone")
        return
    if proved.sealed is None:
        raise Refused("the figures of the archive by itself do not stand beside the sums")
    papers = pair[1].agreed
    if papers.ballot is not None and added(proved.sealed, papers.ballot) != proved.ballot:
        raise Refused("the figures are not the sealed votes and the papers added up")
    if papers.ballot is None and not is_with_few(proved.sealed, proved.ballot, papers, most_names(asked)):
        raise Refused("the figures less those of the archive are not so many papers as two tellers counted")


def most_names(asked: AskedContest) -> int:
    """How many names a paper of the ballot that is counted may bear; 1 where it ranks them."""
    procedure = asked.procedure(Procedure)
    question = question_of(coming(asked, procedure), procedure.title)
    return question.maximum if isinstance(question, Homomorphic) else 1
