"""Reads numbers that the vote itself needed: the line for a majority, a quorum, the signatures of a petition."""

import re
from fractions import Fraction

from tellers.reports import wording
from tellers.reports.judging import Judgement, Word
from tellers.reports.news.clause import Place
from tellers.reports.news.draft import Draft, mark_of, not_checkable
from tellers.reports.news.sentences import Sentence
from tellers.reports.relations import count_holds
from tellers.reports.told import Told, ToldNeed

NEEDED = re.compile(
    r"\b(?:need(?:s|ed|ing)?|requir(?:es?|ed|ing)|threshold|winning line|necessary|enough|minimum|at least)\b",
    re.IGNORECASE,
)
HOLDER = re.compile(
    r"\bto (?:survive|stay|remain|hang on|hold on|cling on|keep (?:his|her|the)|save (?:him|her)|be safe|see off)\b",
    re.IGNORECASE,
)
MOTION = re.compile(
    r"\bto (?:oust|remove|topple|unseat|bring down|pass|carry|be (?:carried|passed)|force (?:him|her) out)\b"
    r"|\bfor (?:the|a|any) (?:motion|vote|strike|petition|ballot|action|result)\b[^,.;]{0,20}\bto\b",
    re.IGNORECASE,
)
EITHER = re.compile(
    r"\bto (?:win|succeed|prevail|count|be (?:valid|lawful))\b|\bfor (?:a )?(?:simple |bare )?majority\b|"
    r"\b(?:majority|winning) (?:line|threshold)\b",
    re.IGNORECASE,
)
SIGNED = re.compile(
    r"\b(?:signatures?|signed|signatories|petition)\b",
    re.IGNORECASE,
)
VOTES = re.compile(r"^\s*(?:[\w'-]+ ){0,2}?(?:votes?|papers|ballots)\b", re.IGNORECASE)
COUNTED = re.compile(
    r"^\s*(?:[\w'-]+ ){0,2}?(?:votes?|mps|members|signatures?|names|papers|ballots|lawmakers|colleagues|in favour|"
    r"of)\b"
    r"|^\s*(?:[.,;)]|$|to |for |if |in |"
    r"(?:was|were|is|are|would (?:be|have been)) (?:enough|needed|required|necessary))",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(?:letters?|nominat\w+|challenge[rs]?|challengers?|contest|leadership "
    r"election)\b",
    re.IGNORECASE,
)
"""What is needed for a next step, not in the vote."""


def is_line(place: Place, told: Told) -> bool:
    """Whether a number is said to be what the vote needed."""
    text, clause = place.sentence, place.clause
    if place.numeral.shared or not told.needs or not NEEDED.search(clause) or OTHERS.search(text):
        return False
    if told.signed:
        purpose = SIGNED.search(text) is not None and not VOTES.match(place.after)
    else:
        purpose = any(one.search(text) for one in (HOLDER, MOTION, EITHER))
    return purpose and COUNTED.match(place.after) is not None


def read_line(sentence: Sentence, place: Place, told: Told, *, against: bool) -> Draft:
    """A number that the vote needed; `against` is whether the holder's side votes against the motion."""
    mark, numeral = mark_of(sentence, place.numeral), place.numeral
    if numeral.value > 10**9:
        return not_checkable(mark, "It is far more than all who could vote.", told)
    lines = _lines(place.sentence, told, against=against)
    if not lines:
        return not_checkable(mark, "The record does not say how many were needed.", told)
    right = [need for need, number in lines if count_holds(numeral.relation, Fraction(number), numeral.value)]
    if right:
        return Draft(mark, told, judgement=_judged(Word.RIGHT, lines, right[0], ""))
    other = _other_line(int(numeral.value), told)
    if other or numeral.relation != "equal to":
        return Draft(mark, told, judgement=_judged(Word.NOT_SETTLED, lines, lines[0][0], other))
    return Draft(mark, told, judgement=_judged(Word.WRONG, lines, lines[0][0], ""))


def _lines(text: str, told: Told, *, against: bool) -> list[tuple[ToldNeed, int]]:
    """Each need with its number, as one side needs it: to defeat a motion takes what leaves it short of its line."""
    found: list[tuple[ToldNeed, int]] = []
    for need in told.needs:
        if need.needed is None:
            continue
        defeat = need.rule == "threshold" and need.count == "for" and against and need.base_size is not None
        if not (defeat and HOLDER.search(text)):
            found.append((need, need.needed))
        if defeat and not MOTION.search(text) and need.base_size is not None:
            found.append((need, need.base_size - need.needed + 1))
    return found


def _other_line(number: int, told: Told) -> str:
    """What would make another number the line: the other side's, or the same share of another base."""
    for need in told.needs:
        if need.needed is None or need.share is None or need.base_size is None:
            continue
        if number in {need.needed, need.base_size - need.needed + 1}:
            return f"{number} is the line of the other side."
        for size, base in told.sizes.items():
            if number == int(need.share * size) + 1:
                return f"{number} is more than {need.share} of the {size} {wording.BASES[base]}."
    return ""


def _judged(word: Word, lines: list[tuple[ToldNeed, int]], need: ToldNeed, other: str) -> Judgement:
    said = "; ".join(f"{number} ({one.text}{_of(one)}; {one.grounds})" for one, number in lines)
    numbers = " or ".join(dict.fromkeys(str(number) for _, number in lines))
    why = f"Needed: {said}." + (f" {other}" if other else "")
    return Judgement(word, numbers, need.base, need.grounds, why)


def _of(need: ToldNeed) -> str:
    return "" if need.base_size is None else f", of {need.base_size}"
