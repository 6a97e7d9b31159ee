"""What the clauses of a procedure of ruling and its own minutes refuse, one guard a function."""

from typing import Any

from tellers.canonical import Json
from tellers.errors import Refused
from tellers.proceedings import facts_ruling as facts
from tellers.proceedings.asked import Asked
from tellers.proceedings.deciding import check_found
from tellers.proceedings.governing import stated
from tellers.proceedings.guards import refusal
from tellers.proceedings.people import stands_among
from tellers.proceedings.ruling import Ruling, State
from tellers.rulebook.book import RuleBook
from tellers.rulebook.readings import Reading
from tellers.rulebook.rulings import Ruling as Procedure

AskedRuling = Asked[Ruling, Any]

ADOPTED = ("carried", "upheld", "overturned")
"""The outcomes by which the choice put is adopted: for the first time, as before, or in place of another."""

UNDER_APPEAL = (State.APPEALED, State.CONTESTED)
"""Where one authority hears the appeal, and no other."""


def check(asked: AskedRuling) -> None:
    """Refuse an act of a ruling that its rules or its minutes do not allow."""
    procedure = asked.procedure(Procedure)
    match asked.done:
        case facts.Put() as put:
            check_question(asked.book, procedure, put)
            check_put_once(asked, put)
        case facts.Decided() as decided:
            check_choice(asked.life, decided.choice)
            check_authority(procedure, decided)
            check_vote(asked, procedure, decided)
        case facts.Appealed(to=to):
            check_appeal(procedure, to)
        case facts.Upheld(authority=authority) | facts.Restored(authority=authority):
            check_hears(asked, procedure, authority)
        case facts.Overturned(authority=authority, choice=choice):
            check_hears(asked, procedure, authority)
            check_choice(asked.life, choice)


def check_question(book: RuleBook, procedure: Procedure, put: facts.Put) -> None:
    """Refuse a question on which this procedure does not rule, or with other choices than the reading has."""
    if put.reading not in procedure.readings:
        raise refusal(
            f"'{procedure.title}' rules on {', '.join(procedure.readings)}, not on '{put.reading}'", procedure.grounds
        )
    known = [choice.id for choice in reading_of(book, put.reading).choices]
    if len(put.choices) < 2 or len(set(put.choices)) != len(put.choices) or not set(put.choices) <= set(known):  # noqa: PLR2004 — a question has two sides
        raise Refused(f"{', '.join(put.choices)} are put; expected two or more of {', '.join(known)}, each once")
    strangers = [gain.choice for gain in put.gains if gain.choice not in put.choices]
    if strangers:
        raise Refused(f"'{strangers[0]}' is said to be of gain to somebody, and is not put (--gains)")


def check_put_once(asked: AskedRuling, put: facts.Put) -> None:
    """Refuse a question that is before the same people already."""
    for one in asked.record.of(Ruling):
        same = (one.beginning.procedure, one.question.reading) == (put.procedure, put.reading)
        if same and one.pending:
            raise Refused(f"the question '{put.reading}' is before them already: {one.named} is {one.state.value}")


def reading_of(book: RuleBook, id_: str) -> Reading:
    """The reading of an id; raises Refused where the rule book has none."""
    found = next((reading for reading in book.all_readings if reading.id == id_), None)
    if found is None:
        known = ", ".join(sorted(reading.id for reading in book.all_readings)) or "none"
        raise Refused(f"the rule book has no reading '{id_}'; it has: {known} (--on)")
    return found


def check_choice(ruling: Ruling, choice: str | None) -> None:
    """Refuse a choice that was not put."""
    put = ruling.question.choices
    if choice is not None and choice not in put:
        raise Refused(f"'{choice}' was not put; the choices are {', '.join(put)} (--choice)")


def check_authority(procedure: Procedure, decided: facts.Decided) -> None:
    """Refuse another authority than the rules name."""
    named = procedure.authority.value
    if named is not None and decided.authority != named:
        raise refusal(f"{decided.authority} decides; the rules name {named}", procedure.authority.grounds)


def check_vote(asked: AskedRuling, procedure: Procedure, decided: facts.Decided) -> None:
    """Refuse a choice that the vote on it did not adopt, a vote without its finding, and no vote where one is due."""
    if (decided.vote is None) != (decided.found is None) or (decided.vote is None) != (decided.put is None):
        raise Refused("a vote is on one of the choices, and has a finding; a decision without a vote has neither")
    if decided.vote is None or decided.found is None or decided.put is None:
        rule = procedure.threshold
        if procedure.body is not None and not rule.grounds.left_out:
            raise refusal(
                f"'{procedure.body}' rules by a vote, `{rule.value}`; say how it voted (--for, --against)",
                rule.grounds,
            )
        if decided.choice is None:
            raise Refused("a decision without a vote names the choice that it adopts (--choice)")
        return
    check_choice(asked.life, decided.put)
    check_found(asked, decided.found, told(asked.life, decided.put, decided.vote))
    adopted = decided.put if decided.found.outcome in ADOPTED else None
    if decided.choice != adopted:
        raise Refused(f"the vote adopts {adopted or 'nothing'}; the minute says {decided.choice or 'nothing'}")


def told(ruling: Ruling, choice: str, vote: facts.Vote) -> dict[str, Json]:
    """The vote as facts tell it."""
    papers: dict[str, Json] = {
        "for": vote.in_favour,
        "against": vote.against,
        "blank": vote.blank,
        "spoiled": vote.spoiled,
    }
    return {
        "entitled": vote.entitled,
        "papers": papers,
        "ruling": {"reading": ruling.question.reading, "choice": choice},
    }


def check_appeal(procedure: Procedure, to: str) -> None:
    """Refuse an appeal to whom none lies."""
    if to not in procedure.appeal_to:
        lies = f"an appeal lies to {', '.join(procedure.appeal_to)}" if procedure.appeal_to else "no appeal lies"
        raise refusal(f"'{to}' cannot be appealed to; {lies} (--to)", procedure.grounds)


def check_hears(asked: AskedRuling, procedure: Procedure, authority: str) -> None:
    """Refuse another authority than the one that hears the appeal, or to which one lies.

    Before an appeal, an authority that rules alone may take back its own ruling too. Source: docs/formats/rulebook.md,
    "A ruling".
    """
    ruling, appealed = asked.life, asked.life.last(facts.Appealed)
    heard = (appealed.to,) if ruling.state in UNDER_APPEAL and appealed is not None else procedure.appeal_to
    may = [who_rules(asked, id_) for id_ in heard]
    if ruling.state not in UNDER_APPEAL and procedure.authority.value is not None:
        may.append(procedure.authority.value)
    if stands_among(authority, may):
        return
    if may:
        raise refusal(
            f"{authority} does not hear it; by the rules it is {' or '.join(may)} (--authority)", procedure.grounds
        )
    raise refusal(
        f"no appeal lies from '{procedure.title}', so {authority} overturns nothing; whoever ruled may be asked again "
        "(tellers case ruling put), and decide --overturns",
        procedure.grounds,
    )


def who_rules(asked: AskedRuling, id_: str) -> str:
    """The name of whoever rules by another procedure of ruling: the authority, or the body that votes."""
    procedure = stated(asked.ruled, id_, asked.today)
    if not isinstance(procedure, Procedure):
        raise TypeError(f"'{id_}' rules on nothing, and a book that appeals to it is not read")
    if procedure.authority.value is not None:
        return procedure.authority.value
    return procedure.title if procedure.body is None else asked.ruled.body(procedure.body, on=asked.today).name
