"""Whether an act may be done, of whatever proceeding: asked alike when it is entered and when the case is verified."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from tellers.canonical import Json
from tellers.errors import Refused
from tellers.proceedings import (
    facts,
    guards,
    guards_appointment,
    guards_contest,
    guards_meeting,
    guards_nomination,
    guards_petition,
    guards_ruling,
    rules,
)
from tellers.proceedings.appointment import Appointment
from tellers.proceedings.asked import Asked
from tellers.proceedings.contest import Contest
from tellers.proceedings.facts_contest import Declared, Opened, Tallied
from tellers.proceedings.governing import as_ruled_for_motion, governed_by, stated
from tellers.proceedings.guards import refusal
from tellers.proceedings.hanging import Begun, Done
from tellers.proceedings.meeting import Meeting
from tellers.proceedings.motion import ASIDE, KIND, SUBJECT, Act
from tellers.proceedings.nomination import Nomination
from tellers.proceedings.petition import Petition
from tellers.proceedings.proceeding import Proceeding
from tellers.proceedings.record import KINDS, Record
from tellers.proceedings.ruling import Ruling
from tellers.proceedings.texts import Words, check_texts, check_words
from tellers.rulebook.book import RuleBook
from tellers.rulebook.procedures import kind_of
from tellers.rulebook.rulings import Ruling as RulingProcedure
from tellers.words import a

GUARDS: dict[type[Proceeding[Any]], Callable[[Asked[Any, Any]], None]] = {
    Petition: guards_petition.check,
    Nomination: guards_nomination.check,
    Contest: guards_contest.check,
    Appointment: guards_appointment.check,
    Meeting: guards_meeting.check,
    Ruling: guards_ruling.check,
}
"""What each kind asks of its acts."""

PLAIN = {form: act for act, form in KIND.facts.items()}
"""The acts of a motion by the form of their facts."""

STAYED: tuple[type[Struct], ...] = (facts.Tally, facts.DeclarationMade, Opened, Tallied, Declared)
"""Acts that wait while a question is open whose rules stay them: each leads to figures, or hangs on them."""


def check_allowed(before: Record, done: Struct, at: datetime, rulebook: RuleBook) -> None:
    """Refuse what was done in a case as it stood before, by the rule book and by the minutes so far."""
    if isinstance(done, STAYED):
        check_not_stayed(before, at, rulebook)
    guards.check_year(at, "the act")
    if isinstance(done, facts.Correction | facts.Objection | facts.Answer):
        check_texts(done)
        check_aside(before, done)
    elif isinstance(done, Done):
        check_proceeding(before, done, at, rulebook)
    else:
        if not isinstance(done, facts.Founding):
            check_of_motion(before, PLAIN[type(done)], rulebook)
        rules.check_act(before.motion, done, at, as_ruled_for_motion(rulebook, before))


WHOLE_CASE = "case"
"""What an objection to the whole case is about, on the command line."""


def check_aside(before: Record, done: facts.Correction | facts.Objection | facts.Answer) -> None:
    """Refuse to correct a minute that is not there, to object to what is not there, and to answer no objection."""
    match done:
        case facts.Objection(about=str(about)) if about not in before.subjects:
            listed = ", ".join((*before.subjects, WHOLE_CASE))
            raise Refused(f"'{about}' is nothing of this case; an objection can be about: {listed} (--about)")
        case facts.Correction():
            guards.check_correction(done, len(before.entries))
        case facts.Answer():
            guards.check_answer(before.motion, done)


def check_of_motion(before: Record, act: Act, rulebook: RuleBook) -> None:
    """Refuse an act of a motion in a case that was opened for something else."""
    if act in (Act.FOUND, *ASIDE) or not before.entries:
        return
    word = opened_for(before, rulebook)
    if word != KIND.word:
        title = before.founding.title
        raise Refused(f"this case was opened for '{title}', {a(word)}; open a case for a motion (tellers case new)")


def opened_for(record: Record, rulebook: RuleBook) -> str:
    """The kind of procedure that a case was opened for, as a rule book writes it."""
    return kind_of(stated(rulebook, record.founding.procedure, record.opened))


def check_proceeding(before: Record, done: Done, at: datetime, rulebook: RuleBook) -> None:
    """Refuse an act of a proceeding beside the motion."""
    for words in texts(facts.to_json(done)):
        check_words(words)
    if isinstance(done, Begun) and done.proceeding in (SUBJECT, WHOLE_CASE):
        raise Refused(f"'{done.proceeding}' is no id: objections to the motion or to the whole case use it (--id)")
    life = before.one(kind_of_facts(done), done.proceeding)
    asked = Asked(before, life, done, at, rulebook)
    asked.check_hangs_on()
    GUARDS[type(life)](asked)


def kind_of_facts(done: Done) -> type[Proceeding[Any]]:
    """The kind of proceeding whose facts these are."""
    return next(kind for kind in KINDS.values() if type(done) in kind.KIND.facts.values())


def check_not_stayed(before: Record, at: datetime, rulebook: RuleBook) -> None:
    """Refuse to open or declare figures while a question is open: whoever rules must not know whom it helps."""
    for ruling in before.of(Ruling):
        if not ruling.pending:
            continue
        book, procedure = governed_by(rulebook, ruling.began.date()), ruling.beginning.procedure
        for variant in book.variants(procedure, on=at.date()):
            rule = variant.procedure
            if isinstance(rule, RulingProcedure) and rule.stays.value:
                raise refusal(
                    f"{ruling.named} on '{ruling.question.reading}' is {ruling.state.value}; nothing is counted or "
                    "declared until it is decided",
                    rule.stays.grounds,
                )


def texts(plain: Mapping[str, Json]) -> Iterator[Words]:
    """Every text of an act's facts, by the name that it stands under."""
    for name, value in plain.items():
        yield from _texts(name, value)


def _texts(name: str, value: Json) -> Iterator[Words]:
    match value:
        case str():
            yield Words(value, f"'{name}'")
        case list():
            for one in value:
                yield from _texts(name, one)
        case dict():
            yield from texts(value)
