"""Reads numbers of people who left their posts, and of posts that stand vacant."""

import re
from fractions import Fraction

from tellers.reports import wording
from tellers.reports.judging import Judgement, Word
from tellers.reports.news.clause import Place, supposed
from tellers.reports.news.draft import Draft, mark_of, not_checkable
from tellers.reports.news.sentences import Sentence
from tellers.reports.relations import count_holds
from tellers.reports.told import Departures, Told

WENT = re.compile(
    r"\b(?:resign(?:ed|ations?|ing|s)|quit(?:s|ting)?|walk(?:ed|ing)? out|walk-?outs?|stepped down|stood down|"
    r"stepping down|standing down|left (?:the|their|his|her)|gone|departures?|departed|lost|abandoned)\b",
    re.IGNORECASE,
)
DISMISSED = re.compile(r"\b(?:sack(?:ed|ings?)|dismiss(?:ed|als?)|fired)\b", re.IGNORECASE)
VACANT = re.compile(r"\b(?:vacan(?:t|cy|cies)|unfilled|empty|to fill|not been filled)\b", re.IGNORECASE)
POSTS = re.compile(
    r"^[^,.;:]{0,60}?\b(?:shadow (?:cabinet|ministers?|team)|front ?bench\w*|frontbenchers?|(?<!prime )ministers?|"
    r"junior (?:ministers?|positions?|posts?|jobs?)|resignations?|departures?|vacanc(?:y|ies)|posts?|positions?|"
    r"officers?|aides?|spokes\w+|cabinet|team|people|have (?:resigned|quit|gone|left)|resigned|quit)\b",
    re.IGNORECASE,
)
"""Posts, or people who left them, right behind a number."""

TOLD_TO = re.compile(
    r"^[^,.;:]{0,40}?\b(?:order\w*|tell\w*|told|urg\w*|call\w*|demand\w*|want\w*|ask\w*)\b[^,.;:]{1,40} to "
    r"(?:go|quit|resign|leave|stand down|step down)\b",
    re.IGNORECASE,
)
"""Those who tell somebody to leave a post, who do not leave one."""

TIMED = re.compile(
    r"\b(?:in|over|during|within|for) the (?:past|last|space)\b|\bsince\b|\b(?:on|by|before|after) "
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btoday\b|\byesterday\b|\btonight\b|\bthis (?:morning|evening)\b|"
    r"\b(?:hours?|days?|weeks?)\b|\bso far\b",
    re.IGNORECASE,
)


def is_departure(place: Place) -> bool:
    """Whether a number counts who left a post, or posts that nobody holds."""
    if place.numeral.shared:
        return False
    near = place.before[-40:] + " # " + place.after[:90]
    gone = WENT.search(near) or DISMISSED.search(near) or VACANT.search(near)
    return bool(gone) and TOLD_TO.match(place.after) is None and POSTS.search(place.after) is not None


def read_departure(sentence: Sentence, place: Place, told: Told, *, firm: bool) -> Draft:
    """A number of departures, held against the list of posts where the record has one."""
    mark = mark_of(sentence, place.numeral)
    if supposed(place.clause) or sentence.plain.rstrip("\"') ").endswith("?"):
        return not_checkable(mark, "It is not said as a fact: it is supposed, asked or expected.", told)
    found = told.departures
    if found is None:
        why = "The record has no list of posts: who held which, and who left it when (tellers case appointment)."
        return Draft(
            mark, told, judgement=Judgement(Word.NOT_SETTLED, wording.NONE, None, "no entry of this record", why)
        )
    return Draft(mark, told, judgement=_judged(place, found), sure=firm)


def _counted(place: Place, found: Departures) -> tuple[int, str]:
    """How many the record has of what is counted, and what that is."""
    near = place.before[-40:] + " # " + place.after[:90]
    if VACANT.search(near):
        return len(found.vacant), "vacant: " + (", ".join(found.vacant) or "none")
    resigned = [one for one in found.listed if one.how != "dismissed"]
    if DISMISSED.search(near) and not WENT.search(near):
        sacked = [one for one in found.listed if one.how == "dismissed"]
        return len(sacked), "dismissed: " + (", ".join(one.who for one in sacked) or "nobody")
    return len(resigned), "left by themselves: " + (", ".join(one.who for one in resigned) or "nobody")


def _judged(place: Place, found: Departures) -> Judgement:
    """Right where the record has as many; wrong only against a whole list, where no time and no part is named."""
    value, what = _counted(place, found)
    holds = count_holds(place.numeral.relation, Fraction(value), place.numeral.value)
    last = max((one.on for one in found.listed), default=None)
    until = "" if last is None else f" up to {wording.day(last)}"
    why = f"{found.title}: {value}{until} ({what})."
    if not found.whole and VACANT.search(place.before[-40:] + " # " + place.after[:90]):
        why = f"{found.title}: it does not say which posts stand vacant."
    known = Judgement(Word.RIGHT, str(value), None, found.source, why)
    part = TIMED.search(place.sentence) is not None or not _of_list(place, found)
    if not part and holds and (found.whole or place.numeral.relation in {"at least", "more than"}):
        return known
    if found.whole and not part and place.numeral.relation == "equal to":
        return Judgement(Word.WRONG, str(value), None, found.source, why)
    missing = "when each of those counted left, and from which post"
    if not found.whole:
        missing = "a whole list of the posts: the record names only some who left"
    return Judgement(Word.NOT_SETTLED, str(value), None, found.source, f"{why} Missing: {missing}.")


def _of_list(place: Place, found: Departures) -> bool:
    """Whether the posts are those of the list: by a word of its title, or of a post of it."""
    words = set(re.findall(r"[a-z]{4,}", " ".join((found.title, *found.posts)).lower()))
    said = set(re.findall(r"[a-z]{4,}", place.after[:60].lower()))
    return bool(words & said)
