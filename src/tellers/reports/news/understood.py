"""Whether a claim was understood whole, so that it may be called wrong: each word around it, whose it is, its unit.

What is right is not asked this: a number that fits is found by its number. One that does not fit may be of anything.
"""

import re
from collections.abc import Iterator

from tellers.reports.claim import CandidateClaim, CountClaim
from tellers.reports.news.clause import ASIDE, Place, other_year
from tellers.reports.news.draft import Draft
from tellers.reports.news.numerals import MONTHS
from tellers.reports.news.people import last_named, named, unasided
from tellers.reports.news.plainwords import ASIDE_BODY, SAMPLED, STRANGE, WORD, is_plain
from tellers.reports.news.stages import STAGE
from tellers.reports.told import Told

WON = re.compile(r"\b(?:re-)?elected\b|\bwon\b", re.IGNORECASE)
PART = re.compile(r"[;:()]")
"""What parts a sentence into statements, each of which stands by itself."""
BEHIND = re.compile(r"[,;:.()\"?!]|\b(?:and|but|while|whereas|after|before|as|who|which)\b")
VERB = re.compile(
    r"\b(?:won|wins|winning|took|takes|taking|got|gets|had|has|polled|received|secured|managed|scooped|bagged|"
    r"attracted|came|finished|ended|reached|rose|climbed|surged|slipped|slid|fell|trailed|landed|garnered|amassed|"
    r"mustered|collected|picked|was|were|gave|beat|beaten|defeated|thrashed|saw off|seeing off|romped|"
    r"swept|elected|chosen|backed|supported)\b"
)
"""What says itself what somebody has: without it a number goes on with a verb that stands further in front."""
UNIT = re.compile(r"\s*(?:[\w-]+ ){0,2}?(?:votes?|of the (?:[\w-]+ ){0,2}votes?|ballots)\b", re.IGNORECASE)
INSERTED = re.compile(r"(?<=[A-Za-z]), (?!and\b|but\b|while\b|with\b)[^,;:.()\d]{1,60},\s*$")
AGED = re.compile(r"\b\d+-year-old\b|,? \d\d,|\b[A-Z][A-Za-z' -]{2,30} MP\b")
"""What is said of somebody in passing."""
HEAD = re.compile(
    r"\W*(?:Of|Among|Amongst|In|By|With|From|For|At|Across|Under|Over|Since|Until|Within|After|Before|On)\b"
    r"(?:(?!, | [A-Z]|\b(?:had|won|took|got|voted)\b).)*,?"
)
"""A phrase at the beginning of a statement, which says of whom or of which time all of it is."""
OF_WHOM = re.compile(r"\b(?:of|to|for|from|by|with|about|against|than|behind|over)\s+(?:Mr|Mrs|Ms|Sir|Dame|Dr)?\s*$")
COPULA = re.compile(r"\b(?:is|are)\b")
NUMBER = re.compile(r"\b\d[\d,]*\d\b|\b\d\b")
SOURCE = re.compile(r",? according to .*")
OWN_MAJORITY = re.compile(r"\b(?:his|her|their) (?:own )?majority\b(?! over)", re.IGNORECASE)
"""What a member may have in a seat as well as in a contest."""
FOR = re.compile(r"\s*for (?:Mr |Mrs |Ms |Sir )?[A-Z]")
OF_VOTES = re.compile(
    r"\b(?:votes?|voted|polled|ballots?|rounds?|preferences?|turnout|electorate|papers|elected|beat\w*|"
    r"defeat\w*)\b",
    re.IGNORECASE,
)
PLUPERFECT = re.compile(r"\bhad (?:\w+ly )?(?:won|beaten|taken|survived|lost|polled|got|secured|been)\b")
MONTH = re.compile(rf"\b(?:{MONTHS})\b")


def doubt(draft: Draft, paragraph: str) -> str | None:
    """Why a claim may not be called wrong; None where it was understood whole.

    `paragraph` is what its paragraph has in front of its sentence.
    """
    if draft.mark.numeral is None or draft.told is None:
        return None
    place = Place(draft.mark.sentence.plain, draft.mark.numeral)
    if _quoted(place):
        return "It stands in somebody's own words."
    return (
        _of_contest(draft, place, draft.told, paragraph)
        if draft.told.candidates
        else _of_motion(draft, place, draft.told, paragraph)
    )


def _quoted(place: Place) -> bool:
    """Whether a number stands between quotation marks, with more than a few words."""
    before, behind = place.sentence[: place.numeral.start], place.sentence[place.numeral.end :]
    return before.count('"') % 2 == 1 and len(before.rpartition('"')[2] + behind.partition('"')[0]) > SHORT


SHORT = 12
"""The most signs around a number that marks hold for emphasis, not for speech."""


def _of_motion(draft: Draft, place: Place, told: Told, paragraph: str) -> str | None:
    if any(isinstance(claim, CountClaim) and claim.counts == "majority" for claim in draft.claims):
        return "It may be another body's." if ASIDE_BODY.search(paragraph) else None
    part = _part(place)
    body = ASIDE_BODY.search(SOURCE.sub("", part))
    if body is not None and body.group().lower() not in told.vocabulary:
        return f'It may be of what "{body.group()}" speaks of.'
    behind = BEHIND.search(place.after)
    odd = next(odd_names(place.after[: behind.start() if behind else len(place.after)], told), None)
    return None if odd is None else f"The record does not say what {odd} is in this vote."


def _of_contest(draft: Draft, place: Place, told: Told, paragraph: str) -> str | None:
    part, span = AGED.sub(" ", unasided(_part(place))), _span(place, told)
    return (
        _of_something_else(part, place, told, paragraph)
        or _of_some(part, place, told)
        or _worded(span, place, told)
        or _whose(draft, place, told, paragraph)
        or _unit(draft, place, paragraph)
    )


def _of_something_else(part: str, place: Place, told: Told, paragraph: str) -> str | None:
    """What says that a number may be of another thing, another contest or another time."""
    strange = (
        OWN_MAJORITY.search(part)
        or STRANGE.search(part)
        or (not UNIT.match(place.after) and STRANGE.search(paragraph))
    )
    strange = strange or SAMPLED.search(paragraph)
    if strange:
        return f'It may be of what "{strange.group()}" speaks of.'
    odd = next(odd_names(part.replace(place.numeral.text, "#"), told), None)
    if odd is not None:
        return f"The record of this contest does not say what {odd} is in it."
    before = PLUPERFECT.search(part) and not STAGE.search(part)
    elsewhen = before or other_year(part, told.on.year) or _other_month(part, told)
    return "It may be of another time." if elsewhen else None


def _of_some(part: str, place: Place, told: Told) -> str | None:
    """What says at the beginning of a statement that it is of some who voted, or of a time when not all had."""
    head = HEAD.match(part)
    known = {*told.sizes, told.on.year}
    numbers = [] if head is None else [int(one.replace(",", "")) for one in NUMBER.findall(head.group())]
    inside = head is not None and place.numeral.shared and place.numeral.text in head.group()
    some = inside or any(one not in known for one in numbers)
    return "It is of some who voted, or of a time when not all had." if some else None


def _worded(span: str, place: Place, told: Told) -> str | None:
    """The word about a number that is not understood."""
    if not UNIT.match(place.after) and COPULA.search(span):
        return "It is not said to count votes."
    words = (word for word in WORD.findall(span) if word[0].islower())
    unknown = next((word for word in words if not is_plain(word) and word not in told.vocabulary), None)
    return None if unknown is None else f'What "{unknown}" says of it is not understood.'


def _other_month(text: str, told: Told) -> bool:
    months = [match.group() for match in MONTH.finditer(text) if match.group() not in told.names]
    return any(not f"{told.on:%B}".startswith(one[:3]) for one in months)


def _part(place: Place) -> str:
    """The statement of a sentence in which a number stands."""
    starts = [match.end() for match in PART.finditer(place.before)]
    end = PART.search(place.sentence, place.numeral.end)
    begin = len(place.sentence[: place.numeral.start]) - len(place.before) + (starts or [0])[-1]
    return place.sentence[begin : end.start() if end else len(place.sentence)]


def _span(place: Place, told: Told) -> str:
    """The words that say what a number is, to the end of its clause.

    They begin with a name that has a verb behind it, else with the statement: there a number goes on with what
    stands further in front.
    """
    starts = [match.end() for match in PART.finditer(place.before)]
    before = unasided(INSERTED.sub(" ", place.before[(starts or [0])[-1] :]))
    found, head = last_named(before, told), HEAD.match(before)
    if found is not None and VERB.search(before[found[2] :]) and not OF_WHOM.search(before[: found[1]]):
        before = f"{head.group() if head and head.end() <= found[1] + 1 else ''} {before[found[2] :]}"
    behind = BEHIND.search(place.after)
    return f"{ASIDE.sub(' ', AGED.sub(' ', before))} {place.after[: behind.start() if behind else len(place.after)]}"


def odd_names(text: str, told: Told) -> Iterator[str]:
    """The words with a capital that neither the record nor the plain words have."""
    known = {part.lower() for name in told.names for part in re.split(r"[\s-]", name)}
    for at, match in enumerate(WORD.finditer(text)):
        word = match.group().removesuffix("'s")
        lower = word.lower()
        if not word[0].isupper() or lower in told.vocabulary or is_plain(lower) or MONTH.fullmatch(word):
            continue
        opening = at == 0 and not re.match(r"(?:'s)? [A-Z]|'s", text[match.start() + len(word) :])
        if not opening and not all(part in known or is_plain(part) for part in re.split("[-']", lower)):
            yield word


def _whose(draft: Draft, place: Place, told: Told, paragraph: str) -> str | None:
    """Why it is not settled whose it is."""
    names = {claim.candidate for claim in draft.claims if isinstance(claim, CandidateClaim)}
    said = set(named(place.sentence, told))
    if not names or (names <= said and len(names) < MOST):
        return None
    spoken = set(named(paragraph, told))
    alone = len(names) == 1 and not said - names and spoken == names
    alone = alone or (
        len(told.candidates) < MOST and WON.search(place.sentence) is not None and names <= said | spoken
    )
    return None if alone else "It is not settled whose it is."


MOST = 3
"""So many candidates leave it open whose a number is."""


def _unit(draft: Draft, place: Place, paragraph: str) -> str | None:
    """Why it is not settled that votes are counted; the figure of a section, and a majority, are of nothing else."""
    sections = any(isinstance(claim, CandidateClaim) and "valid in" in (claim.base or "") for claim in draft.claims)
    if sections or draft.judgement is not None or FOR.match(place.after) or UNIT.match(place.after):
        return None
    said = OF_VOTES.search(place.sentence) or OF_VOTES.search(paragraph)
    return None if said else "It is not said to count votes."
