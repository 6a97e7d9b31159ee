"""What refuses an act on the credentials or the papers of a sealed ballot that is open, by the minutes alone.

The list of credentials is fixed before the first ballot, so nothing is added to it or taken out: reserves come to
stand for somebody, lost credentials stop to, and where somebody is removed voting begins anew (docs/trustees.md).
"""

from tellers.errors import Refused
from tellers.proceedings import facts_credentials as facts
from tellers.proceedings.contest import SealedBallot
from tellers.proceedings.contest_told import AskedContest
from tellers.proceedings.facts import moment
from tellers.proceedings.guards import refusal
from tellers.proceedings.people import named_twice, stands_among
from tellers.rulebook.contests import Contest as Procedure


def check(asked: AskedContest, procedure: Procedure) -> None:
    """Refuse an act on an open ballot that its minutes do not allow."""
    ballot = asked.life.sealed[-1]
    done: facts.OnBallot = asked.done
    if (done.stage, done.uuid) != (ballot.opened.stage, ballot.opened.uuid):
        raise Refused(f"the ballot of '{ballot.opened.stage}' in the election {ballot.opened.uuid} is the one meant")
    match done:
        case facts.PaperEntered():
            check_paper(asked, procedure, ballot, done)
            return
    check_in_time(asked, ballot)
    match done:
        case facts.Activated():
            check_entry(done.entry)
            ballot.credentials.check_reserve(done.reserve)
            check_size(asked, done, 1)
        case facts.Removed():
            check_size(asked, done, -1)
        case facts.Reissued():
            ballot.credentials.check_reissued(done.given)


def check_in_time(asked: AskedContest, ballot: SealedBallot) -> None:
    """Refuse to change who may vote once voting is over: from then on it is a ruling."""
    closes = ballot.opened.closes
    if asked.at >= moment(closes):
        raise Refused(
            f"voting closed at {closes}; who should or should not have voted is a matter for a ruling from then on "
            "(tellers case ruling), and what follows from it may be an annulment (tellers case contest annul)"
        )


def check_entry(entry: dict[str, object]) -> None:
    """Refuse a late addition who does not vote by sealed ballot, with one vote."""
    if (entry.get("channel"), entry.get("weight")) != ("sealed", 1):
        raise Refused("a reserve credential is of weight 1, for somebody who votes by sealed ballot")


def check_size(asked: AskedContest, changed: facts.RollChanged, step: int) -> None:
    """Refuse a number of entitled that one more or one less does not give."""
    before = asked.life.entitled[changed.stage]
    if changed.entitled != before + step:
        raise Refused(f"{changed.entitled} would be entitled; there were {before}, and one is {_word(step)}")


def _word(step: int) -> str:
    return "added" if step > 0 else "removed"


def check_paper(asked: AskedContest, procedure: Procedure, ballot: SealedBallot, entered: facts.PaperEntered) -> None:
    """Refuse a count of papers where none were issued, by who may not count, or that is shown or hidden wrongly."""
    issued = ballot.opened.papers
    if not issued:
        raise Refused("no papers were issued beside this ballot, so there are none to count")
    if ballot.agreed is not None:
        raise Refused("two tellers have counted the papers alike; the count stands")
    check_teller(asked, ballot, entered.teller)
    if entered.agreed is None:
        return
    if ballot.waiting is None:
        raise Refused(f"{entered.teller} is the first of two tellers; figures are shown once both have counted")
    check_agreed(entered.agreed, issued)
    cell, count = procedure.minimum_cell, entered.agreed
    if (0 < count.unspoiled < cell.value) != (count.ballot is None):
        raise refusal(
            f"{count.unspoiled} unspoiled papers beside sealed ballots: fewer than {cell.value} are published within "
            "the totals only, and no others are withheld",
            cell.grounds,
        )


def check_agreed(agreed: facts.AgreedPapers, issued: int) -> None:
    """Refuse a count that does not add up, or is of more papers than were handed out."""
    spoiled = sum(one.papers for one in agreed.spoiled)
    if agreed.returned != agreed.unspoiled + spoiled or agreed.returned > issued:
        raise Refused(f"the count of {agreed.returned} papers does not add up, with {issued} issued")


def check_teller(asked: AskedContest, ballot: SealedBallot, teller: str) -> None:
    """Refuse a teller who keeps the record, issues credentials, decrypts or stands, or who has counted this time."""
    opened = ballot.opened
    others = {
        "the secretary": [asked.record.founding.secretary],
        "the registrar": [opened.registrar],
        "a trustee": [one.name for one in opened.trustees],
        "a candidate": [one.name for one in asked.life.announced.candidates],
    }
    for what, people in others.items():
        if stands_among(teller, people):
            raise Refused(f"{teller} is {what}; the tellers are two other people (--teller)")
    waiting = ballot.waiting
    if waiting is not None and named_twice([waiting.teller, teller]) is not None:
        raise Refused(f"{teller} has counted; the second count is by another teller (--teller)")
