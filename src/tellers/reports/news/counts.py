"""Reads a number as a class of papers of the vote, or as a share of one."""

import re
from collections.abc import Mapping

from tellers.reports.claim import AnyClaim, Base, Class, CountClaim, ShareClaim
from tellers.reports.news.bases import NO_SIZES, bases
from tellers.reports.news.classes import Counted, Question, class_after, class_before, votes_taken
from tellers.reports.news.clause import Place
from tellers.reports.news.numerals import Kind, Numeral
from tellers.reports.relations import Relation

WHOSE = r"(?:the |its |all |his |her |their )?(?:[\w-]+ ){0,3}?(?:[\w-]+'s )?(?:own )?"
OUT_OF = re.compile(rf"(?<!total )(?<!number )\bof {WHOSE}$", re.IGNORECASE)
NUMBER_OF = re.compile(
    r"(?:\d|%|\b(?:one|two|three|four|five|six|seven|eight|nine)|ty|teen|hundred|per ?cent|half|thirds?|quarters?|"
    rf"fifths?|sixths?|tenths?) (?:out )?of {WHOSE}$|\b(?:votes|papers|signatures|members|mps) out of {WHOSE}$",
    re.IGNORECASE,
)
OPENS_WITH = re.compile(rf"(?:^|[.;:,(\"] ?)[\"']?(?:Out of|Of|of|From|Among) {WHOSE}$")
OPENED = re.compile(r"^\s*[\w'-]+(?:\s+[\w'-]+){0,4}?(?:,|\s+who\b)")
LABEL = re.compile(r"^\W*(?P<label>[A-Za-z']+(?: [A-Za-z']+){0,5}?)(?: [-;])?\s*$")
ROW_END = re.compile(r"^\s*(?:\([^()]*\))?\s*$")
"""A row of a table: a label, a number, and nothing else."""
NOUN = re.compile(r"^\s+[A-Za-z]")
WHO = re.compile(r"^[^,.;]{0,40}\bwho\b(?! (?:are|were|could|can|may)\b)")
BASE = re.compile(
    r"^\s*(?:of\s+)?(?:(?!and\b|but\b|while\b)[^\s,.;]+\s+){0,6}?(?:who (?:voted|took part)(?! (?:for|against|to|"
    r"in|no|yes))|"
    r"votes? cast|cast|voting|valid votes?|"
    r"(?:entitled|eligible) to vote(?: in (?:the|this) (?:[\w-]+ ){1,3}(?:ballot|vote))?|"
    r"(?:papers|ballots)(?: returned| cast)?)\b",
    re.IGNORECASE,
)
"""The base of a share, which says nothing of the class that is shared."""
MEMBERS = re.compile(
    r"^\s*(?:(?!valid|papers|ballots|votes)[\w'-]+\s+){0,3}?(?:mps|members|lawmakers|legislators|colleagues|"
    r"deputies|parliamentarians|entitled|"
    r"eligible|workers|voters|electors|sent)\b",
    re.IGNORECASE,
)
VOTED = re.compile(
    r"^\s*(?:[\w'-]+\s+){0,3}?(?:who (?:voted|took part)(?! (?:for|against|to|in|no|yes))|"
    r"voting|papers|ballots|votes (?:were )?cast)\b",
    re.IGNORECASE,
)
ALL_BUT = re.compile(r"\ball but (?:about |some |just )?$", re.IGNORECASE)
TOOK_PART = re.compile(
    r"^\s*(?:of [^,.;]{1,30} )?(?:[\w'-]+ ){0,2}?(?:took part|turned (?:out|up)|participated|cast (?:a|their)|"
    r"returned (?:a|their)|voted(?= *(?:[.,;)\"]|$)))",
    re.IGNORECASE,
)
"""All but so many did: those who did not are counted."""
DID = re.compile(
    r"^\s*of [^.;]{0,60}?\b(?:entitled|eligible)(?: to vote)? (?:did(?! not|n't)\b|voted\b|took part|"
    r"bothered|sent (?:back|in)|returned|cast|filled in)(?! (?:for|against))",
    re.IGNORECASE,
)
"""So many of those who could vote did."""
POSSIBLE = re.compile(
    r"\bout of (?:an? )(?:possible|potential|record|maximum(?: of)?|total (?:electorate )?of) $", re.IGNORECASE
)
ELECTORATE = re.compile(r"\bturn-?out (?:among|of|by|from) (?:the |its |all |his |her )?$", re.IGNORECASE)
SENT = re.compile(
    r"^\s*(?:[\w'-]+ )?(?:ballots?|papers?|forms?) (?:were |had been |that were )?(?:sent|issued|distributed|"
    r"posted)\b",
    re.IGNORECASE,
)
LINK = re.compile(
    r"^\s*(?:votes?|mps|members|lawmakers|ballots?|colleagues)?\s*(?:-|to|v\.?|vs\.?|versus|votes to|against)\s*"
    r"(?:just |only |a mere )?$",
    re.IGNORECASE,
)
APPOSED = re.compile(
    r"^\s*(?:[\w'-]+\s+){0,3}?(?:,? or|,? representing|,? amounting to|,? equating to|,? that is,?|,? i\.e\.,?|-|"
    r",? equal to|,? equivalent to|"
    r"\(|, some)\s*(?:about |around |some )?$",
    re.IGNORECASE,
)
OF_ENTITLED = ("returned", "not-returned", "signatures")
"""Classes that are a share of those entitled, however it is put: "43% of members took part"."""
SHARES = ("for", "against", "blank", "spoiled", "returned", "not-returned", "signatures")


def counted(place: Place, question: Question) -> Counted | None:
    """The classes that a number may count: by the words right beside it, then those in front of it, then behind."""
    if ALL_BUT.search(place.before):
        return _left_out(place)
    taken = votes_taken(place.before, place.after, question)
    return taken or (None if place.numeral.shared else _whole(place)) or _by_words(place, question)


def _left_out(place: Place) -> Counted | None:
    """Those who did not, where all but so many did; of anything but taking part the record has no such figure."""
    took_part = not place.numeral.shared and TOOK_PART.search(place.after)
    return Counted(("not-returned",), adjacent=True) if took_part else None


def _whole(place: Place) -> Counted | None:
    """A number that names a whole: "Of the 229 members, ...", "out of a possible 229"."""
    if OPENS_WITH.search(place.before) and MEMBERS.match(place.after) and OPENED.match(place.after):
        return Counted(("returned", "valid") if VOTED.match(place.after) else ("entitled",))
    return Counted(("entitled",), adjacent=True) if _sent(place) else None


def _by_words(place: Place, question: Question) -> Counted | None:
    shared = place.numeral.shared
    if shared and DID.match(place.after):
        return Counted(("returned",), adjacent=True)
    before = class_before(place.before, question)
    if before is None and ROW_END.match(place.after) and (label := LABEL.match(place.before)):
        before = class_before(f"{label['label']}: ", question)
    behind = BASE.sub("", place.after) if shared else place.after
    after = class_after(behind, question, shared=shared)
    if before is not None and (before.adjacent or after is None or not after.adjacent):
        return before
    if OUT_OF.search(place.before) and VOTED.match(place.after):
        return Counted(("returned", "valid"))
    if NUMBER_OF.search(place.before) and not WHO.match(place.after) and NOUN.match(place.after):
        return Counted(("entitled",)) if MEMBERS.match(place.after) else None
    return after


def _sent(place: Place) -> bool:
    """Whether a number is of those who could vote: "out of a possible 229", "of 171 papers sent"."""
    electorate = ELECTORATE.search(place.before) and MEMBERS.match(place.after)
    return bool(
        electorate or POSSIBLE.search(place.before) or (OUT_OF.search(place.before) and SENT.match(place.after))
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


def claims(
    numeral: Numeral, classes: tuple[str, ...], after: str, sizes: Mapping[int, str] = NO_SIZES
) -> tuple[AnyClaim, ...]:
    """A number as claims of its classes, one for each way to take the words; `sizes` as for `bases`."""
    if numeral.shared:
        named = ("valid",) if numeral.ratio else bases(after, sizes)
        return tuple(
            _share(numeral, one, base)
            for one in classes
            if one in SHARES
            for base in (("entitled",) if one in OF_ENTITLED else named)
        )
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
