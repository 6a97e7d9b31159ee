"""What a ruling comes to: a choice adopted or not, or an earlier ruling upheld or overturned."""

from collections.abc import Iterator
from dataclasses import replace

from tellers.decisions.situation import Situation
from tellers.decisions.verdict import Verdict
from tellers.decisions.voting import decide_vote
from tellers.errors import Unreadable
from tellers.rulebook import readings
from tellers.rulebook.outcomes import Outcome
from tellers.rulebook.readings import Reading
from tellers.rulebook.rulings import Ruling
from tellers.rulebook.tables import did_you_mean

FACT = "ruling"


def decide_ruling(ruling: Ruling, case: Situation) -> Verdict:
    """What the body's vote, or the authority's word, does to the reading that the facts name."""
    made = case.facts.ruling
    verdict = Verdict(possible=(Outcome.CARRIED,)) if ruling.body is None else decide_vote(ruling, case)
    if made is None:
        missing = (*verdict.missing, FACT) if ruling.body is None else verdict.missing
        possible = (Outcome.UPHELD, Outcome.OVERTURNED, Outcome.CARRIED) if ruling.body is None else verdict.possible
        return replace(verdict, possible=possible, missing=missing)
    reading = _reading(ruling, made.reading, made.choice, case)
    standing = _standing(reading, case)
    possible = tuple(_against(one, standing, made.choice) for one in verdict.possible)
    notes = (*verdict.notes, *_notes(ruling, reading, standing, case))
    return replace(verdict, possible=tuple(dict.fromkeys(possible)), notes=notes)


def _reading(ruling: Ruling, id_: str, choice: str, case: Situation) -> Reading:
    """The reading that is ruled on. Raises Unreadable where the procedure may not, or there is no such choice."""
    known = {reading.id: reading for reading in case.book.all_readings}
    if id_ not in ruling.readings or id_ not in known:
        message = (
            f"`ruling.reading`: `{id_}` is not one on which {ruling.id} rules; {did_you_mean(id_, ruling.readings)}"
        )
        raise Unreadable(message, source="the facts")
    choices = [one.id for one in known[id_].choices]
    if choice not in choices:
        message = f"`ruling.choice`: `{choice}` is not a choice of {id_}; {did_you_mean(choice, choices)}"
        raise Unreadable(message, source="the facts")
    return known[id_]


def _standing(reading: Reading, case: Situation) -> tuple[tuple[str, str], ...]:
    """The rulings that stand when this one is made, each as its choice and in words, oldest first."""
    day = case.facts.on or case.on
    before = [one for one in case.book.rulings if one.reading == reading.id and one.on < day]
    stand = readings.standing(sorted(before, key=lambda one: one.on))
    found = [(one.choice, f"{one.authority}, {one.on}") for one in stand if one.choice is not None]
    earlier = [
        (one.choice, f"{one.procedure}, {one.on}")
        for one in case.facts.earlier
        if one.reading == reading.id and one.choice is not None
    ]
    return tuple(dict.fromkeys((*found, *earlier)))


def _against(outcome: Outcome, standing: tuple[tuple[str, str], ...], choice: str) -> Outcome:
    """A choice that is carried upholds the last ruling for it, or overturns it; one that is lost leaves it alone."""
    if outcome is not Outcome.CARRIED or not standing:
        return outcome
    return Outcome.UPHELD if standing[-1][0] == choice else Outcome.OVERTURNED


def _notes(ruling: Ruling, reading: Reading, standing: tuple[tuple[str, str], ...], case: Situation) -> Iterator[str]:
    texts = {choice.id: choice.text for choice in reading.choices}
    if case.facts.ruling is not None:
        yield f"the question: {reading.question} Put: {texts[case.facts.ruling.choice]}"
    for choice, who in standing:
        yield f"ruled before: {texts.get(choice, choice)} ({who})"
    for id_ in ruling.appeal_to:
        yield f"an appeal lies to {case.book.variants(id_, on=case.on)[0].procedure.title}"
    if ruling.stays.value:
        yield f"while it is open no count is opened and nothing is declared ({ruling.stays.grounds})"
