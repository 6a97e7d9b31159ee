"""Why a number is not of this vote, or is not said to be a fact, by the words of its clause and its sentence."""

import re

from tellers.reports.news.classes import surnames
from tellers.reports.news.clause import (
    CORRECTED,
    FOREIGN,
    HEARSAY,
    LEAVING,
    UNITS,
    Place,
    opens_elsewhen,
    other_motion,
    other_year,
    supposed,
)
from tellers.reports.news.hedges import NEGATED
from tellers.reports.told import Told

OWN = re.compile(r"\b(?:no[- ]confidence|confidence|motion|ballot)\b", re.IGNORECASE)


def elsewhere(place: Place, main: Told, classes: tuple[str, ...]) -> str | None:
    """The reason in a sentence; None where nothing says that it is of something else."""
    clause, sentence = place.clause, place.sentence
    vocabulary = main.vocabulary
    own = OWN.search(clause) or any(name in clause for name in surnames(main.holder))
    counted = set(classes) & {"signatures", "withdrawn"}
    for pattern, reason in (
        (LEAVING, "It is of resignations or of posts; the record holds no full list of them."),
        (FOREIGN, "It is of another vote, or of something that is no vote."),
        (UNITS, "It counts others than the papers of this vote."),
    ):
        found = pattern.search(_near(place, pattern) if classes else clause if own else sentence)
        if found and found.group().lower() not in vocabulary and not (counted and pattern is UNITS):
            return reason
    entitled = main.size("entitled")
    if not place.numeral.shared and entitled is not None and place.numeral.value > 2 * entitled:
        return "It is far more than all who could vote; it counts something else."
    return _unsaid(place, main)


def _unsaid(place: Place, main: Told) -> str | None:
    """Why a number is not said as a fact of this vote and its day."""
    clause, sentence = place.clause, place.sentence
    if NEGATED.search(place.before):
        return "It is named in order to be denied."
    if CORRECTED.search(sentence):
        return "The report says itself that it was said wrongly, or corrects it."
    if HEARSAY.search(sentence) or supposed(clause) or sentence.rstrip("\"') ").endswith("?"):
        return "It is not said as a fact: it is supposed, asked or expected."
    if other_motion(sentence, main.vocabulary + " " + " ".join(surnames(main.holder)).lower()):
        return "It is of a motion on something else."
    if other_year(clause, main.on.year) or opens_elsewhen(sentence, main.on.year):
        return "It is of another time."
    return None


def _near(place: Place, pattern: re.Pattern[str]) -> str:
    """Where a number that counts a class could still be of something else: who left is never in a predicate."""
    if pattern is LEAVING:
        return ""
    return place.clause if pattern is FOREIGN else re.split(r"[,;:.]", place.after[:60], maxsplit=1)[0]
