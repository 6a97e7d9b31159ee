"""Reads numbers that are said to open a next step: signatures, nominations, letters."""

import re
from fractions import Fraction

from tellers.reports.claim import NeededClaim
from tellers.reports.judging import Judgement, Word
from tellers.reports.news.clause import Place
from tellers.reports.news.draft import Draft, mark_of, not_checkable
from tellers.reports.news.numerals import Numeral
from tellers.reports.news.sentences import Sentence
from tellers.reports.told import Told, ToldStep

NEED = re.compile(
    r"\b(?:need(?:s|ed|ing)?|requir\w+|secure|gather|collect|muster|must|have to|force[ds]?|"
    r"trigger(?:s|ed)?|threshold|hurdle|minimum|enough to|gets? the (?:nominations|backing|support|signatures|names)|"
    r"to (?:launch|mount|call|start|force|trigger|get on|be on|enter|stand))\b",
    re.IGNORECASE,
)
OBJECT = re.compile(
    r"\b(?:signatures?|nominat\w+|letters?|challenge[rs]?|challengers?|candidates?|contest|"
    r"leadership election|on the ballot|(?:onto|on to) the ballot)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"^[- ]*(?:[\w'&-]+ ){0,3}?(?:signatures?|nominat\w+|letters?|names|backers|supporters|mps?|meps?|members|"
    r"lawmakers|"
    r"colleagues|of (?:the (?:total|combined|party|plp|mps)|the \w+ (?:total|party|mps)|all|its|their|those|labour|"
    r"mps|members|serving)|parliamentarians)\b|^\s*(?:[.,;)]|$|to |"
    r"if |in )",
    re.IGNORECASE,
)
"""What so many are needed of, right behind the number."""
EUROPE = re.compile(r"\b(?:meps?|european)\b", re.IGNORECASE)
MPS_ONLY = re.compile(r"\b(?:mps|members of parliament|commons members)\b", re.IGNORECASE)
LETTERS = re.compile(r"\bletters?\b", re.IGNORECASE)
VACANT = re.compile(
    r"\bvacan(?:t|cy|cies)\b|\b(?:if|were|should)\b(?:(?!refus)[^,;.]){0,40}\b(?:resign(?:s|ed)?|quits?|stands? "
    r"down|steps? down)\b",
    re.IGNORECASE,
)
AGAIN = re.compile(r", or (?:[a-z]+ ){0,2}$")
"""What says a number once more as a share: "50 members, or 20 per cent of them"."""


def is_needed(place: Place, told: Told) -> bool:
    """Whether a number is said to be needed for a next step."""
    around = place.before[-110:] + " # " + place.after[:90]
    clause = place.clause
    if place.numeral.shared and AGAIN.search(place.before):
        clause = re.split(r"[.;:]", place.before)[-1] + clause
    return bool(told.steps and NEED.search(clause) and OBJECT.search(around) and COUNTED.match(place.after))


def read_need(sentence: Sentence, numeral: Numeral, told: Told) -> Draft:
    """A number that is needed, as a claim of the step it is said to open."""
    mark, place = mark_of(sentence, numeral), Place(sentence.plain, numeral)
    step = _step(told, sentence.plain)
    if sentence.plain.rstrip("\"') ").endswith("?"):
        return not_checkable(mark, "It is asked, not said.", told)
    if step is None:
        return not_checkable(mark, "It is a number needed for a next step, and the record names none.", told)
    if LETTERS.search(place.after[:40]) and not LETTERS.search(step.head):
        return not_checkable(mark, f"The record needs no letters: {step.head}.", told)
    if numeral.shared:
        return Draft(mark, told, judgement=_share(numeral.value, step, told))
    if numeral.relation not in {"equal to", "at least"} or numeral.value > 10**9:
        return not_checkable(mark, "A number that is needed is exact, and this one is not said exactly.", told)
    body = _body(place.after, step)
    claim = NeededClaim(report="-", words=numeral.text, number=int(numeral.value), procedure=step.procedure, body=body)
    return Draft(mark, told, (claim,))


def _step(told: Told, text: str) -> ToldStep | None:
    """The step that is meant: that of a vacancy where one is spoken of, else the first that applies."""
    vacant = [step for step in told.steps if VACANT.search(step.title) or VACANT.search(step.applies)]
    if VACANT.search(text) and vacant:
        return vacant[0]
    applying = [step for step in told.steps if step.applies.startswith("Applies")]
    return next(iter(applying or told.steps), None)


def _body(after: str, step: ToldStep) -> str | None:
    """The body that is said to sign: None where it is the step's own, or where the words or the record do not say."""
    if not step.bodies:
        return None
    words = after[:60].partition(",")[0]
    alone = MPS_ONLY.search(words) and not EUROPE.search(words) and EUROPE.search(step.bodies)
    return "members of the Commons alone" if alone else None


def _share(value: Fraction, step: ToldStep, told: Told) -> Judgement:
    """A share that is needed: of this step, or of another one."""
    shares = {way.share for way in step.ways}
    others = [other for other in told.steps if any(way.share == value for way in other.ways)]
    if value in shares:
        why = f"{step.head} ({step.grounds})."
        return Judgement(Word.RIGHT, step.number, step.bodies or None, step.grounds, why)
    if others:
        why = f"It is the share of another step: {others[0].head} ({others[0].grounds}). {others[0].applies}"
        return Judgement(Word.OTHER_FIGURE, others[0].number, others[0].bodies or None, others[0].grounds, why)
    why = f"The record has {step.head} ({step.grounds}); whether this share is meant of it the words do not settle."
    return Judgement(Word.NOT_CHECKABLE, step.number, step.bodies or None, step.grounds, why)
