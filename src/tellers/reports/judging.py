"""Holds one claim against a record: what the record has, on which base, from where, and why.

Nothing here knows a figure: every verdict is computed from the record, and changes with it.
"""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from tellers.figures import Figure
from tellers.reports import wording
from tellers.reports.claim import (
    BindingClaim,
    CountClaim,
    DisputedClaim,
    EveryoneClaim,
    OtherVoteClaim,
    ShareClaim,
    SupportClaim,
)
from tellers.reports.relations import count_holds, count_vague, share_holds, share_vague
from tellers.reports.told import Told, ToldStep


class Word(Enum):
    """What a claim turns out to be."""

    RIGHT = "right"
    WRONG = "wrong"
    RIGHT_ON_BASE = "right-on-base"
    OTHER_FIGURE = "other-figure"
    INCONSISTENT = "inconsistent"
    NOT_SETTLED = "not-settled"
    NOT_CHECKABLE = "not-checkable"


@dataclass(frozen=True)
class Judgement:
    """A verdict's word with what the record has, the base it is held on, the source and the reason."""

    word: Word
    record: str
    base: str | None
    source: str
    why: str


def word_of(holds: object) -> Word:
    """Right where it holds, wrong where it does not."""
    return Word.RIGHT if holds else Word.WRONG


def no_number(procedure: str, step: ToldStep | None) -> Judgement:
    """What can be said of a step that the record does not have, or has without the size of its body."""
    why = f"This declaration names no next step `{procedure}`."
    if step is not None:
        why = f"For the next step `{procedure}`, no number is settled: {step.number or 'it needs none'}."
    return Judgement(Word.NOT_SETTLED, wording.NONE, None, "could_follow", why)


NAMES = {**wording.CLASSES, "majority": "Majority", "signatures": "Signatures", "withdrawn": "Withdrawn"}
"""Each class that a claim can count, as a report names it."""


def unknown(counts: str) -> Judgement:
    """What can be said of a figure that the record does not have."""
    why = f"The record does not say how many are {NAMES[counts].lower()}."
    return Judgement(Word.NOT_CHECKABLE, wording.NONE, None, "no entry of this record", why)


def judge_count(claim: CountClaim, told: Told) -> Judgement:
    """A number of papers of one class; a number that another class has is named."""
    figure = told.find(claim.counts)
    if figure is None:
        return unknown(claim.counts)
    name = NAMES[claim.counts].lower()
    exact, line = Fraction(figure.value), Fraction(claim.number)
    holds = count_holds(claim.relation, exact, line)
    why = f"The record has {figure.value} {name}."
    if not holds and claim.relation == "equal to":
        same = [NAMES[one].lower() for one in NAMES if claim.number and _value(told, one) == claim.number]
        why += f" {claim.number} is what it has as {' and as '.join(same)}." if same else ""
    word = Word.NOT_SETTLED if not holds and count_vague(claim.relation, exact, line) else word_of(holds)
    return Judgement(word, str(figure.value), None, told.sourced(figure), why)


def _value(told: Told, counts: str) -> int | None:
    figure = told.find(counts)
    return None if figure is None else figure.value


def judge_share(claim: ShareClaim, told: Told) -> Judgement:
    """A share on the base that is named, or else on every base that fits the class."""
    figures = list(told.shares(claim.counts))
    held = [one for one in figures if _holds(claim, one)]
    asked = [one for one in figures if claim.base is None or _base(one) == claim.base]
    if not asked:
        why = "The record has no such share: the class is no part of that base, or the base is empty."
        return Judgement(Word.NOT_SETTLED, wording.NONE, claim.base, "figures", why)
    right = [one for one in asked if one in held]
    near = not right and any(share_vague(claim.relation, one.fraction or Fraction(0), claim.line) for one in asked)
    word = Word.RIGHT_ON_BASE if right and len(right) < len(asked) else word_of(right)
    record = ", ".join(f"{wording.share_words(one)} ({wording.exact_share(one)})" for one in asked)
    bases = claim.base or " ".join(_base(one) for one in right) or None
    why = _share_reason(claim, asked, right, held)
    return Judgement(Word.NOT_SETTLED if near else word, record, bases, told.sourced(asked[0]), why)


def _holds(claim: ShareClaim, figure: Figure) -> bool:
    return share_holds(claim.relation, figure.fraction or Fraction(0), claim.line, claim.places)


def _share_reason(claim: ShareClaim, asked: list[Figure], right: list[Figure], held: list[Figure]) -> str:
    """Right on which bases and not on which; for a named base that fails, also where it would have held."""
    wrong = [one for one in asked if one not in right]
    elsewhere = [one for one in held if one not in asked]
    parts = [f"Right: {_listed(right)}." if right else "", f"Not: {_listed(wrong)}." if wrong else ""]
    if wrong and elsewhere:
        parts.append(f"It would be right of another base: {_listed(elsewhere)}.")
    if claim.relation == "equal to" and (right or elsewhere):
        parts.append("Compared as rounded to the places of the claim.")
    return " ".join(part for part in parts if part)


def _listed(figures: list[Figure]) -> str:
    return ", ".join(f"{wording.share_words(one)} ({wording.exact_share(one)})" for one in figures)


def _base(figure: Figure) -> str:
    return "" if figure.base is None else figure.base.name


def judge_everyone(claim: EveryoneClaim, told: Told) -> Judgement:
    """Whether all who were entitled returned a paper."""
    del claim
    returned, entitled, absent = told.find("returned"), told.find("entitled"), told.find("not-returned")
    if returned is None or entitled is None or absent is None:
        return unknown("not-returned")
    left = absent.value
    record = f"{returned.value} of {entitled.value}"
    why = f"{record} entitled returned a paper; {left} did not."
    return Judgement(word_of(left == 0), record, "entitled", told.sourced(absent), why)


def judge_support(claim: SupportClaim, told: Told) -> Judgement:
    """Secret votes are not nominations, so they settle neither that there are enough nor that there are not."""
    step = told.step(claim.procedure)
    if step is None or step.needed is None:
        return no_number(claim.procedure, step)
    votes = told.find(claim.counts)
    if votes is None:
        return unknown(claim.counts)
    compared = "as many as or more than" if votes.value >= step.needed else "fewer than"
    others = max(0, (step.base_size or 0) - votes.value)
    why = (
        f"{votes.value} secret votes {claim.counts} are {compared} the {step.needed} needed, but a vote is no "
        f"nomination: those who cast them need not sign, and the other {others} who may nominate can."
    )
    return Judgement(Word.NOT_SETTLED, str(votes.value), step.bodies, told.sourced(votes), why)


def judge_binding(claim: BindingClaim, told: Told) -> Judgement:
    """Whether any effect of the outcome binds."""
    if told.outcome is None:
        return Judgement(Word.NOT_CHECKABLE, wording.NONE, None, "no entry of this record", "No outcome is told.")
    binds = any(effect.binding for effect in told.effects)
    stated = [f"{'Binding' if effect.binding else 'Advisory'}: {effect.text}" for effect in told.effects]
    grounds = dict.fromkeys(effect.grounds for effect in told.effects)
    why = " ".join(stated) or f"The rule book states no effect of a motion that is {told.outcome}."
    record = "binding" if binds else "not binding"
    return Judgement(word_of(binds == claim.binding), record, None, "; ".join(grounds) or "rule book", why)


def judge_disputed(claim: DisputedClaim, told: Told) -> Judgement:
    """Whether more than one reading of a step's rule is live on the day of the record."""
    step = told.step(claim.procedure)
    if step is None:
        return no_number(claim.procedure, step)
    state = "live" if step.disputed else "settled or none"
    why = f"As known on {wording.day(told.known_on)}: " + (" ".join(step.lines) or "the rule book names no dispute.")
    return Judgement(word_of(step.disputed), f"readings: {state}", None, step.grounds, why)


def judge_other_vote(claim: OtherVoteClaim, told: Told) -> Judgement:
    """A figure of another vote is not in this record, whatever it is."""
    why = f"This record is of another vote ({told.title}); it holds nothing of: {claim.vote}."
    return Judgement(Word.NOT_SETTLED, wording.NONE, None, "no entry of this record", why)
