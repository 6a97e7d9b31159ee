"""Which numbers of a sentence belong together: the sides of a score, one number in two forms, the ends of a range."""

import re

from tellers.reports.news.clause import Place
from tellers.reports.news.numerals import Kind, Numeral

LINK = re.compile(
    r"^\s*(?:votes?|mps|members|lawmakers|ballots?|colleagues)?\s*"
    r"(?:, against|-|to|v\.?|vs\.?|versus|votes to|against)\s*"
    r"(?:just |only |a mere )?$",
    re.IGNORECASE,
)
APPOSED = re.compile(
    r"^\s*(?:[\w'-]+\s+){0,3}?(?:,? or|,? representing|,? amounting to|,? equating to|,? that is,?|,? i\.e\.,?|-|"
    r",? equal to|,? equivalent to|"
    r"\(|, some)\s*(?:about |around |some )?$",
    re.IGNORECASE,
)


def score(one: Numeral, other: Numeral, sentence: str) -> bool:
    """Whether two numbers are the two sides of one result: "172-40", "by 170 votes to 40"."""
    between = sentence[one.end : other.start]
    if one.kind is not other.kind or one.kind not in {Kind.COUNT, Kind.PERCENT} or not LINK.match(between):
        return False
    before, after = sentence[max(0, one.start - 45) : one.start], sentence[other.end : other.end + 30]
    if re.search(r"\b(?:from|between|aged?|of)\s+$", before) and one.value < other.value:
        return False
    if one.shared and one.value > other.value and THAT_IS.search(before):
        return True
    told = (
        r"\b(?:by|vot\w+|result\w*|won|lost|los(?:es|ing)|carried|defeat\w*|passed|rejected|"
        r"beat\w*|was|survived|score|tally|confidence|motion|division|it's|it is|broke|split|divided|landslide)\b"
    )
    return bool(
        re.search(told, before, re.IGNORECASE)
        or re.match(
            r"[\"']?\s*(?:(?!and|or|in|on|at|of|with)[a-z-]+ )?(?:votes?|result|margin|defeat|victory|win|loss|"
            r"majority|"
            r"in favour|drubbing|thrashing|hammering|mauling|rout|rebuke|trouncing|humiliation|verdict|ballot|"
            r"tally)\b",
            after,
        )
    )


THAT_IS = re.compile(r"\bthat(?:'s| is| was) $", re.IGNORECASE)


def apposed(one: Numeral, other: Numeral, sentence: str) -> bool:
    """Whether the second number says the first in another form: "more than 80%, or 172 MPs"."""
    return one.shared != other.shared and bool(APPOSED.match(sentence[one.end : other.start]))


COORDINATED = re.compile(r"(?:[^.;\n]{0,90}?(?:,|\band|\bor)|[^.;\n\d]{0,90}?\()\s*(?:about |just |only )?")
BARE = re.compile(
    r"\s*(?:\)|$|[.;]|of (?:the |all )?(?:(?:valid|all|\d+|labour|party's|parliamentary|those|its|papers|ballots|"
    r"votes|mps|"
    r"members|who|voted|took|part|cast|entitled|eligible|plp|party|total|membership|whole|electorate|to|vote)\b "
    r"?)*(?:[.,;)]|$))",
    re.IGNORECASE,
)
SPAN = re.compile(r"\s*(?:-|\bto\b|\bor\b)\s*(?:even |perhaps )?")
FROM = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
RANGE = re.compile(
    r"\b(?:between|from)\s+(?:[\w%-]+\s+){1,3}?(?:and|to)\s+(?:about )?$|"
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|teen|ty)\s+or\s+(?:even |perhaps )?$|"
    r"\d-$",
    re.IGNORECASE,
)
"""A range: both its ends may be named, and neither is the figure."""
OUTVOTED = re.compile(
    r"\b(?:by|outvoted|outnumbered|margin of|majority of)\s+(?:a (?:margin|majority) of )?", re.IGNORECASE
)


def coordinated(last: Numeral, place: Place) -> bool:
    """Whether a share says again, of another base, what the number before it counts."""
    between = place.sentence[last.end : place.numeral.start]
    return place.numeral.shared and bool(COORDINATED.fullmatch(between) and BARE.match(place.after))


def ranged(place: Place, following: Numeral | None) -> bool:
    """Whether a number is an end of a range: "between 10 and 15", "12 or 13"."""
    if following is not None and following.kind is place.numeral.kind and following.value > place.numeral.value:
        between = place.sentence[place.numeral.end : following.start]
        if SPAN.fullmatch(between) or (FROM.search(place.before) and re.fullmatch(r"\s+(?:and|to)\s+", between)):
            return True
    return RANGE.search(place.before) is not None


def outvoted(place: Place) -> bool:
    """Whether a proportion ("by four to one") is said of two sides."""
    return OUTVOTED.search(place.before[-45:]) is not None
