"""The words that name a class of papers in front of a number: "a majority of 132", "supported by 40"."""

import re

from tellers.reports.news.lexicon import HEDGES, Direction, Pattern


def _before(counts: str, words: str) -> Pattern:
    return Pattern(
        re.compile(
            rf"(?:{words})\s*(?:the )?(?:number(?:ed|ing)|total(?:led|ling)|count(?:ed)?|was|were|of|:|"
            r"=|,|by|from|is|stood at|at|reached|hit)?\s*"
            rf"{HEDGES}$",
            re.IGNORECASE,
        ),
        counts,
    )


SUPPORT = re.compile(
    r"(?:(?P<lost>los[et]|loses|losing|lacks?|without|forfeited) )?(?:the |his |her )?(?:[\w-]+ )?"
    rf"(?P<word>support|backing|loyalty|trust|confidence|opposition) (?:of|from) {HEDGES}$|"
    rf"(?P<passive>supported|backed|endorsed|approved|opposed|rejected|deserted|abandoned) by {HEDGES}$",
    re.IGNORECASE,
)
"""What somebody or something has of so many: "the support of 40", "opposed by 172"."""

TAKES = re.compile(
    rf"\b(?:won|wins|winning|secur(?:ed|es)|took|taking|receiv(?:ed|es)|got|polled) {HEDGES}$", re.IGNORECASE
)
"""Somebody who gets so many votes."""

APART = "(?<!including )(?<!excluding )(?<!counting )(?<!ignoring )(?<!without )(?<!with )(?<!from )"
"""What sets papers aside, and does not count them."""

BEFORE = (
    _before(
        "majority",
        r"(?:majority|margin|gap between (?:the )?(?:two sides|sides|two|them))"
        r"(?: (?:for|against) the (?:motion|leader)| in the end| at the end| of victory| overall|"
        r" over [\w. ]{1,25}?)?",
    ),
    _before("returned", r"turn-?out(?: (?!and\b|but\b)(?:\d[\d,]*\d|[\w'-]+)){0,8}?"),
    _before(
        "for",
        r"votes? (?:in favou?r|for)|\b(?:in favou?r|for|ayes|yes)\s*[:=]|\bayes(?: to the right)?|\bvoting yes|"
        r"yes vote|yes votes|votes in favou?r",
    ),
    _before("for", r"\b(?:for|in favou?r of) (?:the |this )?(?:motion|resolution|proposal)[^:=.;]{0,25}[:=]"),
    _before("against", r"\bagainst (?:the |this )?(?:motion|resolution|proposal)[^:=.;]{0,25}[:=]"),
    _before(Direction.UNWITH, r"^\W*no[- ]confidence\s*[:=]"),
    _before(Direction.WITH, r"^\W*confidence\s*[:=]"),
    _before(
        "against",
        r"(?:votes against(?: (?:the|this) motion)?|\bagainst\s*[:=]|\bnoes(?: to the left)?|\bvoting no|no votes)",
    ),
    _before("majority", r"\bout(?:number|vot)(?:s|ed?)?\b[^.;,]{0,40}\bby"),
    _before(
        Direction.BY,
        r"(?:(?:carried|passed|defeated|approved|rejected)|"
        r"(?:won|lost) [^.;,]{0,30}\b(?:vote|motion|ballot)\b[^.;,]{0,20}) by",
    ),
    _before(Direction.ABSTAINED, r"(?:abstentions|abstaining)"),
    _before("blank", rf"{APART}blank(?: papers| votes)?"),
    _before("spoiled", rf"{APART}(?:spoil(?:ed|t)(?: papers| ballots| votes)?|invalid(?: papers| ballots| votes)?)"),
    _before(
        "not-returned", r"(?:did not vote|absent(?:ees)?|not voting|non-voters|not returned)\s*(?::|=|were|numbered)"
    ),
    _before("entitled", r"(?:electorate|entitled(?: to vote)?|eligible(?: to vote)?|electors|\broll)"),
    _before("valid", r"valid (?:votes|papers|ballots)"),
    _before("entitled", r"\b(?:papers|ballots|forms) (?:sent|issued|distributed)(?: out)?"),
    _before("entitled", r"\b(?:caucus|party room|plp|parliamentary (?:labour )?party)"),
    _before(Direction.CAST, r"votes (?:cast|counted)"),
    _before("returned", r"(?:(?:papers|ballots) (?:returned|cast)|total (?:papers|ballots)|^returned\s*[:=])"),
)
"""What can stand before a number: "a majority of 132", "abstentions: 4"."""
