"""Signs that a number counts a part of those who voted, so that it is not wrong for being smaller than the whole."""

import re
from collections.abc import Mapping

from tellers.reports.news.clause import Place
from tellers.reports.news.numerals import MONTHS

GROUP = re.compile(r"\s*((?:[\w'-]+ ){0,4}?)(?:mps|members|colleagues|people|voters|workers)\b", re.IGNORECASE)
ANYBODY = frozenset(
    {"of", "the", "his", "her", "their", "its", "own", "all", "serving", "sitting", "fellow", "parliamentary"}
    | {"rebel", "party", "more", "other", "such"}
)
"""Words between a number and those it counts that leave nobody out."""

ONE_OF = re.compile(
    r"\b(?:first|other|another|additional|remaining|extra|last|next|these|those|including|"
    r"among them|of them)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
SOME_WHO = re.compile(
    r"^\s*(?:(?:[\w'-]+ ){0,3}who\b|of (?:those|them|these|whom|the (?:rebels|loyalists))\b)", re.IGNORECASE
)
WHOLE_WHO = re.compile(r"\b(?:the|all|were|was|are|just|only)\s+$", re.IGNORECASE)
TOLD = re.compile(
    r"\b(?:told|said(?! (?:yes|no)\b)|say|says|admitted|confirmed|claimed|tweeted|revealed|announced|publicly|openly|"
    r"(?:known|thought|believed|said) to have)\b"
)
FROM = re.compile(r"\b(?:from|in|representing|elected in|across) (?:the )?(?P<name>[A-Z][a-z]+)")
PLACE = re.compile(r"(?:^|[.;:] |[\"'])(?:In|Across|Among) (?:the )?(?P<name>[A-Z][a-z]+)")
HERE = frozenset(["parliament", "westminster", "all", "total", "mr", "mrs", "ms", "sir", "dame", "lord"])
"""What can be named as the place of a whole vote."""

SO_FAR = re.compile(
    r"\b[Bb]y (?:about )?(?:\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m|o'clock)|\d{1,2}[:.]\d\d\b|noon|midnight|lunchtime|"
    r"then|mid-?\w+)"
    r"|\bhave (?:now )?voted\b(?= *[.,;]| *$)|\bso far\b|\balready\b|\bat that point\b"
)
"""Words of a moment at which not all have voted."""
OF_THEM = re.compile(r"\s*of (?:them|these|whom)\b")

BASE = re.compile(r"^\s*(?:\)\s*)?of ((?:[\w'-]+ ?){1,7})")
VOTERS = re.compile(
    r"\b(?:mps|members|colleagues|votes?|ballots?|papers|those|party|voters?|electorate|electors|them|workers|poll)\b",
    re.IGNORECASE,
)
OUT_OF = re.compile(r"^\s*(?:out )?of (?:the |its |his |her |all )?(?:[\w]+'s )?(?P<number>\d[\d,]*)")
OUT = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty)) (?:out )?of (?:the |its |his |her |all )?(?:[\w]+'s )?$"
)


OF_THESE = re.compile(r"\b(?P<number>\d[\d,]*)\b[^\d]{1,80}\bof (?:these|those)\s+$")
"""What goes back to a number right before it."""

WITHIN = re.compile(
    r"\b(?:[Oo]f|[Aa]mong|[Oo]ut of) (?:[\w'-]+ ){0,3}?(?P<number>\d[\d,]*)(?= [a-z])(?! "
    r"(?:votes?|to)\b)"
)
"""A group that is named by its size."""


POSSESSED = re.compile(
    r"\b(?:[Oo]f|[Aa]mong|[Ff]rom|[Oo]ut of) (?:the |its |all )?(?P<who>(?:[\w-]+ "
    r"){0,3}?[\w-]+)'s (?:own )?$"
)
OWNERS = frozenset({"party", "parliamentary", "leader", "the", "opposition", "union", "club", "prime", "minister"})


def _of_another(place: Place, vocabulary: str) -> bool:
    """Whether those counted are somebody's who is not the body: "of the region's 26 MPs"."""
    found = POSSESSED.search(place.before[-80:])
    words = [] if found is None else found["who"].lower().split()
    return any(word not in OWNERS and word not in vocabulary for word in words)


def _of_another_size(place: Place, sizes: Mapping[int, str]) -> bool:
    """Whether a number is said of so many who are none of the bases: "of 160 backbenchers, two thirds"."""
    found = WITHIN.search(place.before[-120:])
    return found is not None and int(found["number"].replace(",", "")) not in sizes


def partial(place: Place, vocabulary: str, sizes: Mapping[int, str]) -> bool:
    """Whether a number may count only some: those of one place, those who said so, those in a smaller group."""
    entitled = next((size for size, base in sizes.items() if base == "entitled"), None)
    near = re.split(r"[,;:.]", place.after[:70], maxsplit=1)[0]
    group = GROUP.match(place.after)
    odd = group is not None and any(
        one not in ANYBODY and one not in vocabulary and not one.replace(",", "").isdecimal()
        for one in (word.lower().removesuffix("'s") for word in group.group(1).split())
    )
    some_who = not place.numeral.shared and SOME_WHO.match(place.after) and not WHOLE_WHO.search(place.before)
    hints = (
        ONE_OF.search(place.before) and not _of_whole(place, sizes),
        some_who,
        SO_FAR.search(place.sentence),
        OF_THEM.match(place.after),
        TOLD.search(near),
        _named(FROM, near, vocabulary),
        _named(PLACE, place.sentence, vocabulary),
    )
    return (
        odd
        or any(hints)
        or _of_another_size(place, sizes)
        or _of_another(place, vocabulary)
        or _of_others(place)
        or _of_few(place, entitled)
    )


def _of_whole(place: Place, sizes: Mapping[int, str]) -> bool:
    """Whether "of these" goes back to the size of a base, so that nobody is left out."""
    found = OF_THESE.search(place.before)
    return found is not None and int(found["number"].replace(",", "")) in sizes


def _named(pattern: re.Pattern[str], text: str, vocabulary: str) -> bool:
    """Whether a place is named that the words of the vote do not name; a month is no place."""
    names = [match["name"] for match in pattern.finditer(text)]
    return any(one.lower() not in vocabulary and one.lower() not in HERE and one not in MONTHS for one in names)


def _of_others(place: Place) -> bool:
    """Whether a share is of people who are not known to be those who vote: "half of backbenchers"."""
    base = BASE.match(place.after) if place.numeral.shared else None
    return base is not None and VOTERS.search(base.group(1)) is None


def _of_few(place: Place, entitled: int | None) -> bool:
    """Whether it is said of a group that is less than half of those entitled: "12 of 25 Welsh members"."""
    if entitled is None:
        return False
    base = OUT_OF.match(place.after)
    if base is not None and int(base["number"].replace(",", "")) * 2 < entitled:
        return True
    return OUT.search(place.before) is not None and place.numeral.value * 2 < entitled
