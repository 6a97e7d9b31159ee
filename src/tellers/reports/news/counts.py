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
OF_ALL = re.compile(
    r"^\s*(?:out )?of (?:the |its |all |those )?(?:[\w']+ ){0,2}?(?:\d[\d,]* )?(?:[\w']+ ){0,2}?(?:members|electors|"
    r"supporters|mps|deputies|entitled(?: to vote)?|eligible(?: to vote)?) "
    r"(?:(?P<not>did not vote|didn't vote|never voted|abstained from voting)|"
    r"voted(?= *[.,;)]| *$)|took part|sent (?:back|in)|returned|cast (?:a|their)|turned out)",
    re.IGNORECASE,
)
"""So many of all did, or did not."""
POSSIBLE = re.compile(
    r"\bout of (?:an? )(?:possible|potential|record|maximum(?: of)?|total (?:electorate )?of) $", re.IGNORECASE
)
ELECTORATE = re.compile(r"\bturn-?out (?:among|of|by|from) (?:the |its |all |his |her )?$", re.IGNORECASE)
SENT = re.compile(
    r"^\s*(?:[\w'-]+ )?(?:ballots?|papers?|forms?) (?:were |had been |that were )?(?:sent|issued|distributed|"
    r"posted)\b",
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
    if not shared and (did := OF_ALL.match(place.after)):
        return Counted(("not-returned" if did["not"] else "returned",), adjacent=True)
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
