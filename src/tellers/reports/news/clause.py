"""The words about a number, and what they say of whether it is of this vote and is stated as a fact."""

import re
from dataclasses import dataclass

from tellers.reports.news.numerals import Numeral

BOUNDARY = re.compile(
    r",(?!\d)|[;:()\"]|\s-\s|\b(?:but|while|whereas|although|though|and|after|before|because|since|which|who|with)\b",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"\s*\([^()]*\)|(?<=\w), \d[\d.,]*(?:%| ?per ?cent),|(?<=\w), (?:or|some|about|nearly|almost|that is,?) "
    r"(?:[a-z]+ ){0,2}(?:\d[\d.,]*(?:%| ?per ?cent)?|[a-z]+[ -](?:quarters?|thirds?|fifths?|half)|"
    r"[a-z]+ (?:out of|in) [a-z]+)"
    r"(?: of [\w' -]{1,40})?,"
)
"""What stands in brackets, or says a number once more in another form."""

WINDOW = 240
"""How far on either side of a number the words about it are looked for."""

SUPPOSED = re.compile(
    r"\b(?:[Ii]f|Had|would|could|might|may|should|[Uu]nless|[Ss]uppos\w+|expect\w*|predict\w*|"
    r"forecast\w*|likely|hop(?:ed|ing|es)|talk(?:ed|ing|s)? (?:of|about)|spoke of|dream\w*|boast\w*|brief(?:ed|ing)|"
    r"promis\w+|"
    r"reckon\w*|guess\w*|fear\w*|threat\w*|plan(?:s|ned|ning)?|"
    r"whether|speculat\w+|rumou?r\w*|target\w*|"
    r"will(?! (?:know|remember|recall|recognise|have (?:seen|heard|read|noticed))\b))\b"
)
"""Words of what is not said to have happened; `May` is a name and a month."""

FOREIGN = re.compile(
    r"\b(?:referendum|brexit|remain(?:ers?)?|leave(?:rs)?|general election|local elections?|"
    r"by-elections?|council(?:s|lors?)?|petition\w*|"
    r"rall(?:y|ies)|demonstrat\w+|crowd|(?-i:march)(?:ed|ers)?|attended|book(?:ies|makers?)|betting|"
    r"surveys?|opinion polls?|(?:a|snap|latest|new|my|our) polls?(?! (?:closed|opened))|polled(?! (?:[a-z]+ ){0,2}\d)|"
    r"polling|pollsters?|"
    r"yougov|comres|ipsos|mori|"
    r"brit(?:s|ons)|voters in|tearoom|hashtag|emailed|"
    r"polls? (?:found|finds|suggest\w*|show\w*|gave|conducted|commissioned)|"
    r"readers|viewers|deal|treaty|legislation|agreement|unions?|nec|committee(?! rooms?\b)|executive|"
    r"conference|lords|peers|senat\w+|congress|"
    r"bundestag|msps|holyrood|stormont|first minister\w*|shareholders?|licensing|governors|trustees|parish|"
    r"second reading|"
    r"third reading|amendments?|bill|budget|"
    r"economy|earthquake|killed|injured|degrees|shares|goals|festival|concert)\b",
    re.IGNORECASE,
)
"""Words of other votes and other matters."""

LEAVING = re.compile(
    r"\b(?:resign\w*|quit\w*|walk(?:ed|ing)? out|walkouts?|walk-outs?|step(?:ped)? down|"
    r"sack\w*|vacanc(?:y|ies)|front ?bench\w*|shadow (?:cabinet|minister\w*|team)|"
    r"junior (?:ministers?|positions?|posts?)|posts|roles)\b",
    re.IGNORECASE,
)
UNITS = re.compile(
    r"\b(?:supporters?|activists?|donors?|unions?|branches|countries|nations|seats|(?<!prime )ministers?|"
    r"constituenc\w+|local parties|local groups|letters|"
    r"signatures|nominations|names|others|councillors|delegates|bishops|judges|men|women|children|jobs|points)\b",
    re.IGNORECASE,
)
"""Those and what is counted where it is not the papers of this vote; a body may have such a name all the same."""

ELSEWHEN = re.compile(
    r"\b(?:last (?:year|month|week|time|night's poll|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)|"
    r"previous(?:ly)?|earlier (?:vote|ballot|motion)|(?:weeks?|months?|years?|decades?) (?:ago|earlier|before)|"
    r"(?:1[89]|20)\d\d)\b",
    re.IGNORECASE,
)


OTHER_MOTION = re.compile(
    r"\b(?:motions?|resolutions?|proposals?|bills?) (?:on|about|over) (?:the |his |her |their )?(?P<subject>[\w-]+)"
)
"""A motion with a subject of its own."""

OWN_SUBJECTS = re.compile(
    r"leader\w*|confidence|him|her|them|future|monday|tuesday|wednesday|thursday|friday|\d+", re.IGNORECASE
)


@dataclass(frozen=True)
class Place:
    """A number in its sentence: the words in front of it and behind it, without what stands in brackets behind."""

    sentence: str
    numeral: Numeral

    @property
    def before(self) -> str:
        """What stands in front of the number, as far as it can speak of it."""
        return self.sentence[max(0, self.numeral.start - WINDOW) : self.numeral.start]

    @property
    def after(self) -> str:
        """What stands behind it, as far as it can; what is in brackets there is left out."""
        return ASIDE.sub("", self.sentence[self.numeral.end : self.numeral.end + WINDOW])

    @property
    def clause(self) -> str:
        """From the last boundary in front of the number to the next one behind it."""
        starts = [match.end() for match in BOUNDARY.finditer(self.before)]
        end = BOUNDARY.search(self.sentence, self.numeral.end)
        return self.sentence[(starts or [0])[-1] : end.start() if end else len(self.sentence)]


THAN = re.compile(
    r"\b(?:than|as) (?:[\w']+ ){0,5}?(?:expected|predicted|forecast|feared|hoped|thought|guessed|imagined)\b|"
    r"\b(?:could not|couldn't) (?:even )?(?:be )?bother(?:ed)?\b|\bcan't be bothered\b"
)
"""Expectations that a fact is compared with, and sayings: the fact is said to have happened."""


def supposed(text: str) -> bool:
    """Whether words speak of what is not said to have happened."""
    return SUPPOSED.search(THAN.sub("", text)) is not None


HEARSAY = re.compile(
    r"\bwhips?'? (?:list|count|tally|estimate|sheet|reckon\w*)|\bstraw poll|\bunofficial\w*|\bsweepstake|\b[Ii] "
    r"make it\b|"
    r"\bby (?:his|her|my|our|one) (?:own )?(?:count|reckoning)\b",
    re.IGNORECASE,
)
"""Words of numbers that somebody made up beforehand or beside the count."""

CORRECTED = re.compile(
    r"\b(?:earlier|previous|first|original|another) version of th(?:is|e)\b|"
    r"\b(?:wrongly|incorrectly|mistakenly|erroneously|falsely|in error|by mistake)\b|"
    r"\b(?:said|reported|stated|told you) (?:earlier|previously|originally)\b|\b(?:he|she|they|it|that) (?:was|is) "
    r"wrong\b|"
    r"\b(?:we|i) (?:had |have )?(?:said|reported|stated|wrote|gave|printed|published|misstated|misreported)\b|"
    r"\b(?:was|were) (?:given|printed|reported|stated|shown|quoted|put|misstated) as\b|"
    r"\b(?:claim(?:s|ed|ing)?|alleg(?:es?|ed|ing|ations?)) (?!(?:his|her|its|their|victory|a)\b)[a-z]|"
    r"\b(?:true or false|fact or fiction|right or wrong)\b|"
    r"^\W*(?:claim|myth|fiction|rumour|allegation|assertion)(?: (?:\d+|[a-z]+))?\s*:|"
    r"\b(?:corrections?|clarifications?)\b[^.;]{0,80}\b(?:wrote|said|stated|reported|gave|put|had it)\b",
    re.IGNORECASE,
)
"""Words of what was said wrongly, and is said again only to be corrected."""

DENIAL = re.compile(
    r"\W*(?:verdict:?|answer:?|in fact,?|actually,?|but|no,|well,)?\W*"
    r"(?:(?:this|that|it|which) (?:is|was|isn't|wasn't) )?"
    r"(?:wrong|false|untrue|not (?:true|so|quite|right|correct|exactly)|incorrect|misleading|inaccurate|nonsense|"
    r"there(?: is|'s| was) (?:no|not a|little) (?:\w+ of )?(?:evidence|truth|basis|proof)|"
    r"rubbish|mistaken|half[- ]true|mostly (?:false|wrong)|needs context|no[,.!]? (?:it|they|he|she|there|not)\b)|"
    r"\W*(?:(?:the|that) (?:(?:true|correct|right|actual|real) )?"
    r"(?:figure|number|total|count|margin|majority|share)s? "
    r"(?:was|is|were|are|should)|it should (?:have|be|say|read)|we (?:apologise|regret)|sorry\b|apologies\b)",
    re.IGNORECASE,
)
"""How a sentence begins that takes back the one before it."""


OPENING_YEAR = re.compile(r"^[\"']?(?:Back in|In|During|Since|By) (?:\w+ )?(?P<year>(?:1[89]|20)\d\d)\b")


def opens_elsewhen(sentence: str, year: int) -> bool:
    """Whether a sentence begins with another year than that of a vote."""
    match = OPENING_YEAR.match(sentence)
    return match is not None and int(match["year"]) != year


def other_year(text: str, year: int) -> bool:
    """Whether words name another time than the year of a vote."""
    return any(match.group() != str(year) for match in ELSEWHEN.finditer(text))


def other_motion(text: str, vocabulary: str) -> bool:
    """Whether words name a motion on another subject than that of a vote, whose own words are `vocabulary`."""
    return any(
        not OWN_SUBJECTS.fullmatch(match["subject"]) and match["subject"].lower() not in vocabulary
        for match in OTHER_MOTION.finditer(text)
    )
