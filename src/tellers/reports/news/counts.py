"""Reads a number as a class of papers of the vote, or as a share of one."""

import re

from tellers.reports.claim import AnyClaim, Base, Class, CountClaim, ShareClaim
from tellers.reports.news.bases import bases
from tellers.reports.news.classes import Counted, Question, class_after, class_before
from tellers.reports.news.clause import Place
from tellers.reports.news.numerals import Kind, Numeral
from tellers.reports.relations import Relation

OUT_OF = re.compile(r"\bof (?:the |its |all )?(?:[\w]+'s )?$", re.IGNORECASE)
NUMBER_OF = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine)|ty|teen|hundred)"
    r" (?:out )?of (?:the |its |all )?(?:\w+'s )?$"
)
BASE = re.compile(
    r"^\s*of\s+[^,.;]*?\b(?:who (?:voted|took part)(?! (?:for|against|to|in|no|yes))|"
    r"votes? cast|cast|voting|valid votes?|"
    r"(?:papers|ballots)(?: returned| cast)?)\b",
    re.IGNORECASE,
)
"""The base of a share, which says nothing of the class that is shared."""
MEMBERS = re.compile(
    r"^\s*(?:(?!valid|papers|ballots|votes)[\w'-]+\s+){0,3}?(?:mps|members|colleagues|entitled|"
    r"eligible|workers|voters|electors)\b",
    re.IGNORECASE,
)
VOTED = re.compile(
    r"^\s*(?:[\w'-]+\s+){0,3}?(?:who (?:voted|took part)(?! (?:for|against|to|in|no|yes))|"
    r"voting|papers|ballots|votes (?:were )?cast)\b",
    re.IGNORECASE,
)
LINK = re.compile(
    r"^\s*(?:votes?|mps|members|ballots?|colleagues)?\s*(?:-|to|v\.?|versus|votes to|against)\s*(?:just |only )?$",
    re.IGNORECASE,
)
APPOSED = re.compile(
    r"^\s*(?:[\w'-]+\s+){0,3}?(?:,? or|,? that is,?|,? i\.e\.,?|-|,? equal to|,? equivalent to|"
    r"\(|, some)\s*(?:about |around |some )?$",
    re.IGNORECASE,
)
SHARES = ("for", "against", "blank", "spoiled", "returned", "not-returned")


def counted(place: Place, question: Question) -> Counted | None:
    """The classes that a number may count: by the words right beside it, then those in front of it, then behind."""
    shared = place.numeral.shared
    before = class_before(place.before, question)
    after = class_after(BASE.sub("", place.after) if shared else place.after, question, shared=shared)
    if before is not None and (before.adjacent or after is None or not after.adjacent):
        return before
    if OUT_OF.search(place.before) and VOTED.match(place.after):
        return Counted(("returned", "valid"))
    if NUMBER_OF.search(place.before) and MEMBERS.match(place.after):
        return Counted(("entitled",))
    return after


def score(one: Numeral, other: Numeral, sentence: str) -> bool:
    """Whether two numbers are the two sides of one result: "172-40", "by 170 votes to 40"."""
    between = sentence[one.end : other.start]
    if one.kind is not other.kind or one.kind not in {Kind.COUNT, Kind.PERCENT} or not LINK.match(between):
        return False
    before, after = sentence[max(0, one.start - 45) : one.start], sentence[other.end : other.end + 30]
    if re.search(r"\b(?:from|between|aged?|of)\s+$", before) and one.value < other.value:
        return False
    told = (
        r"\b(?:by|vot\w+|result\w*|won|lost|los(?:es|ing)|carried|defeat\w*|passed|rejected|"
        r"beat\w*|was|survived|score|confidence|motion|division)\b"
    )
    return bool(
        re.search(told, before, re.IGNORECASE)
        or re.match(r"\s*(?:vote|result|margin|defeat|victory|win|loss|majority|in favour)\b", after)
    )


def apposed(one: Numeral, other: Numeral, sentence: str) -> bool:
    """Whether the second number says the first in another form: "more than 80%, or 172 MPs"."""
    return one.shared != other.shared and bool(APPOSED.match(sentence[one.end : other.start]))


def claims(numeral: Numeral, classes: tuple[str, ...], after: str) -> tuple[AnyClaim, ...]:
    """A number as claims of its classes, one for each way to take the words."""
    if numeral.shared:
        named = bases(after)
        return tuple(_share(numeral, one, base) for one in classes if one in SHARES for base in named)
    if numeral.value > 10**9:
        return ()
    return tuple(_count(numeral, one) for one in classes)


def _count(numeral: Numeral, counts: str) -> CountClaim:
    known: Class = counts  # type: ignore[assignment]  # the lexicon's classes are those of a claim
    return CountClaim(
        report="-", words=numeral.text, counts=known, number=int(numeral.value), relation=numeral.relation
    )


def _share(numeral: Numeral, counts: str, base: str | None) -> ShareClaim:
    known: Base | None = base  # type: ignore[assignment]  # as above
    return ShareClaim(
        report="-",
        words=numeral.text,
        counts=counts,  # type: ignore[arg-type]  # as above
        relation=meant(numeral),
        share=percentage(numeral),
        base=known,
    )


def meant(numeral: Numeral) -> Relation:
    """How a share is meant; a fraction in words, such as "two thirds", is never exact."""
    rough = numeral.kind is Kind.FRACTION and numeral.relation == "equal to"
    return "about" if rough else numeral.relation


def percentage(numeral: Numeral) -> str:
    """A share as a percentage that claims can hold: a fraction in words to six places, cut off."""
    hundredths = numeral.value * 100
    whole, rest = divmod(hundredths.numerator * 10**6 // hundredths.denominator, 10**6)
    places = numeral.places if numeral.kind is Kind.PERCENT else 6
    digits = f"{rest:06d}"[:places] if numeral.kind is Kind.PERCENT else f"{rest:06d}".rstrip("0")
    return f"{min(whole, 999)}.{digits}%" if digits else f"{min(whole, 999)}%"
