"""Holds one claim against a declaration: what the record has, on which base, from where, and why.

Nothing here knows a figure: every verdict is computed from the declaration, and changes with it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from tellers.decisions.follow import NextStep
from tellers.figures import Figure, percent
from tellers.proceedings.declaration import Declaration
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


class Word(Enum):
    """What a claim turns out to be."""

    RIGHT = "right"
    WRONG = "wrong"
    RIGHT_ON_BASE = "right-on-base"
    INCONSISTENT = "inconsistent"
    NOT_SETTLED = "not-settled"


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


def sourced(figure: Figure) -> str:
    """Where a figure is from, and how it is known."""
    return f"{figure.source}, {figure.known.value}"


def step_of(declaration: Declaration, procedure: str) -> NextStep | None:
    """The next step of a procedure, None where the declaration names none."""
    return next((step for step in declaration.could_follow if step.procedure.id == procedure), None)


def no_number(procedure: str, step: NextStep | None) -> Judgement:
    """What can be said of a step that the record does not have, or has without the size of its body."""
    why = f"This declaration names no next step `{procedure}`."
    if step is not None:
        why = f"For the next step `{procedure}`, no number is settled: {wording.step_number(step) or 'it needs none'}."
    return Judgement(Word.NOT_SETTLED, wording.NONE, None, "could_follow", why)


def judge_count(claim: CountClaim, declaration: Declaration) -> Judgement:
    """A number of papers of one class; a number that another class has is named."""
    figure = declaration.figure(claim.counts)
    name = wording.CLASSES[claim.counts].lower()
    why = f"The record has {figure.value} {name}."
    if figure.value != claim.number:
        same = [
            wording.CLASSES[id_].lower()
            for id_ in wording.CLASSES
            if claim.number and declaration.figure(id_).value == claim.number
        ]
        why += f" {claim.number} is what it has as {' and as '.join(same)}." if same else ""
    return Judgement(word_of(figure.value == claim.number), str(figure.value), None, sourced(figure), why)


RELATIONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "more than": lambda share, line: share > line,
    "at least": lambda share, line: share >= line,
    "at most": lambda share, line: share <= line,
    "fewer than": lambda share, line: share < line,
}
"""Relations of exact shares; `equal to` is read as rounding."""


def judge_share(claim: ShareClaim, declaration: Declaration) -> Judgement:
    """A share on the base that is named, or else on every base that fits the class."""
    figures = [one for one in wording.shares(declaration, claim.counts) if one.fraction is not None]
    held = [one for one in figures if _holds(claim, one)]
    asked = [one for one in figures if claim.base is None or _base(one) == claim.base]
    if not asked:
        why = "The record has no such share: the class is no part of that base, or the base is empty."
        return Judgement(Word.NOT_SETTLED, wording.NONE, claim.base, "figures", why)
    right = [one for one in asked if one in held]
    word = Word.RIGHT_ON_BASE if right and len(right) < len(asked) else word_of(right)
    record = ", ".join(f"{wording.share_words(one)} ({wording.exact_share(one)})" for one in asked)
    bases = claim.base or " ".join(_base(one) for one in right) or None
    return Judgement(word, record, bases, sourced(asked[0]), _share_reason(claim, asked, right, held))


def _holds(claim: ShareClaim, figure: Figure) -> bool:
    share = figure.fraction or Fraction(0)
    if claim.relation == "equal to":
        places = len(claim.share.rstrip("%").partition(".")[2])
        return percent(share, places) == percent(claim.line, places)
    return RELATIONS[claim.relation](share, claim.line)


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


def judge_everyone(claim: EveryoneClaim, declaration: Declaration) -> Judgement:
    """Whether all who were entitled returned a paper."""
    del claim
    returned, entitled = declaration.figure("returned"), declaration.figure("entitled")
    left = declaration.figure("not-returned").value
    record = f"{returned.value} of {entitled.value}"
    why = f"{record} entitled returned a paper; {left} did not."
    return Judgement(word_of(left == 0), record, "entitled", sourced(declaration.figure("not-returned")), why)


def judge_support(claim: SupportClaim, declaration: Declaration) -> Judgement:
    """Secret votes are not nominations, so they settle neither that there are enough nor that there are not."""
    step = step_of(declaration, claim.procedure)
    if step is None or step.needed is None:
        return no_number(claim.procedure, step)
    votes = declaration.figure(claim.counts)
    compared = "as many as or more than" if votes.value >= step.needed else "fewer than"
    others = max(0, (step.base_size or 0) - votes.value)
    why = (
        f"{votes.value} secret votes {claim.counts} are {compared} the {step.needed} needed, but a vote is no "
        f"nomination: those who cast them need not sign, and the other {others} who may nominate can."
    )
    return Judgement(Word.NOT_SETTLED, str(votes.value), wording.step_bodies(step), sourced(votes), why)


def judge_binding(claim: BindingClaim, declaration: Declaration) -> Judgement:
    """Whether any effect of the outcome binds."""
    effects = declaration.finding.effects
    binds = any(consequence.effect.binding for consequence in effects)
    stated = [f"{wording.effect_word(one)}: {one.effect.text}" for one in effects]
    grounds = dict.fromkeys(str(one.effect.grounds) for one in effects)
    why = (
        " ".join(stated) or f"The rule book states no effect of a motion that is {declaration.finding.outcome.value}."
    )
    record = "binding" if binds else "not binding"
    return Judgement(word_of(binds == claim.binding), record, None, "; ".join(grounds) or "rule book", why)


def judge_disputed(claim: DisputedClaim, declaration: Declaration) -> Judgement:
    """Whether more than one reading of a step's rule is live on the day of the declaration."""
    step = step_of(declaration, claim.procedure)
    if step is None:
        return no_number(claim.procedure, step)
    open_ = [reading for reading in step.readings if not reading.settled]
    state = "live" if open_ else "settled or none"
    why = f"As known on {wording.day(declaration.known_on)}: " + (
        " ".join(step.lines) or "the rule book names no dispute."
    )
    return Judgement(word_of(open_), f"readings: {state}", None, step.grounds, why)


def judge_other_vote(claim: OtherVoteClaim, declaration: Declaration) -> Judgement:
    """A figure of another vote is not in this record, whatever it is."""
    why = f"This record is of another vote ({declaration.subject.title}); it holds nothing of: {claim.vote}."
    return Judgement(Word.NOT_SETTLED, wording.NONE, None, "no entry of this record", why)
