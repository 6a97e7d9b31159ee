"""The words by which reports name the classes of papers: synonyms of the glossary's, as patterns.

HOLDER and MOTION in a pattern stand for the words that name whom the vote is about, and the motion itself.
"""

import re
from dataclasses import dataclass

VOTE = re.compile(
    r"\b(?:vot(?:e|es|ed|ers?|ing)|ballots?|motion|resolution|no[- ]confidence|confidence|"
    r"division|abstain\w*|abstentions?|"
    r"spoil(?:ed|t)|turnout|majority|backed|rejected|balloted|polled|papers)\b",
    re.IGNORECASE,
)
"""Words of a vote; a sentence without any of them holds no claim about one."""

LEADER = (
    r"(?:(?:the|their|his|her|its) (?:(?:party|embattled|labour|tory) )?(?:leader(?:ship)?|"
    r"prime minister|chair(?:man|woman)?|president|premiership))"
)
PRONOUN = r"(?:him|her|them)(?! (?:\w+ )?(?:motion|vote|leader))"
OUST = r"(?:oust|remove|sack|unseat|topple|dump|depose|eject|get rid of|bring down|force out)"


@dataclass(frozen=True)
class Pattern:
    """Words that name a class; `about` is the motion or the holder where they speak for or against one of the two."""

    words: re.Pattern[str]
    counts: str
    about: str = "motion"


class Direction:
    """Classes that are of the holder: who is with the holder votes against a motion of no confidence."""

    WITH = "with"
    UNWITH = "unwith"
    EITHER = "either"
    ABSTAINED = "abstained"


FILL = (
    r"(?:(?:(?!(?:and|but|while|whereas|with|to|quit|resign\w*|left|walked|attended|signed|if|"
    r"as|than|when|before|after)\b)"
    r"[\w'.-]+),? ){0,7}?"
)
"""Up to seven words between a number and its predicate, none of which begins another clause."""


def _after(counts: str, words: str) -> Pattern:
    return Pattern(re.compile(rf"^[ \"']*(?:\)\s*)?,?\s*(?P<fill>{FILL})(?:{words})", re.IGNORECASE), counts)


def _before(counts: str, words: str) -> Pattern:
    return Pattern(
        re.compile(
            rf"(?:{words})\s*(?:the )?(?:number(?:ed|ing)|total(?:led|ling)|count(?:ed)?|was|were|of|:|"
            r"=|,|by|from|is|stood at|at|reached|hit)?\s*"
            r"(?:(?:more than|fewer than|over|under|almost|nearly|about|around|at least|just|only|some|"
            r"the|exactly|a total of|not) )*$",
            re.IGNORECASE,
        ),
        counts,
    )


def after_patterns(holder: str) -> tuple[Pattern, ...]:
    """What can stand behind a number, most telling first; `holder` matches the names of whom the vote is about."""
    whom = (
        rf"(?:{LEADER}|{PRONOUN}|(?:mr|mrs|ms|dame|sir|theresa|"
        rf"jeremy)?\s?(?:{holder})(?:'s (?:leadership|premiership))?)"
    )
    motion = (
        r"(?:it\b|(?:the |this |that |a |his |her |her own |"
        r"today's )?(?:[\w-]+ )?(?:no[- ]confidence )?(?:motion|resolution|proposal|strike|action|"
        r"deal)|no confidence\b|striking|strike)"
    )
    back = r"(?:back(?:ed|ing)|support(?:ed|ing)|endors(?:ed|ing)|approv(?:ed|ing))"
    vote = (
        r"(?:vot(?:ed|ing|es?)|cast (?:their )?(?:votes?|ballots?)|ballots?|votes? (?:were )?cast|were|came out|said)"
    )
    negative = r"(?:did not|didn't|failed to|declined to|chose not to|refused to|opted not to|neglected to|would not)"
    return (
        _after(
            "not-returned",
            rf"{negative} (?:even )?(?:vote|take part|participate|cast|return|turn (?:up|out)|show up|hand in)\b",
        ),
        _after(
            "not-returned",
            r"(?:never (?:voted|cast|returned)|(?:were|was) (?:absent|away|missing)|stayed away|"
            r"stayed at home|not (?:voting|taking part|returned)|missed the (?:vote|ballot)|"
            r"absentees?\b|absent\b|non-voters\b|took no part|sat (?:it|the vote) out|went unreturned|"
            r"were not returned)",
        ),
        _after("spoiled", r"(?:spoil(?:ed|t)|invalid|void(?:ed)?|informal|ruled out)\b"),
        _after(Direction.ABSTAINED, r"(?:abstain(?:ed|ing)|abstentions?|abstainers)"),
        _after("blank", r"(?:blank\b|left (?:it|their papers?|the paper) blank)"),
        _after("valid", r"valid (?:votes|ballots|papers)"),
        _after("majority", r"(?:vote |strong )?(?:majority|margin)\b"),
        _after(
            "entitled",
            r"(?:(?:were|was|are|being) (?:eligible|entitled)|(?:eligible|entitled)(?: to vote|"
            r" members| mps| voters)?\b|with a vote\b|had (?:a|the right to) vote)",
        ),
        _after(
            Direction.UNWITH,
            rf"(?:{vote} )?(?:against|to {OUST}|for the (?:removal|ouster|"
            rf"departure) of) {whom}(?! motion)|{vote} (?:{whom} out|to {OUST}|(?:for )?{whom} to (?:go|"
            rf"quit|resign))|(?:wanted|want) {whom} (?:out|gone|to go)|(?:opposed|rejected|opposing|"
            rf"rejecting|deserted|turned (?:on|against)|abandoned) {whom}|(?:had|have|has|declared|"
            r"expressed) (?:no|lost) confidence in|lost (?:faith|confidence) in|(?:had|"
            r"voted) no confidence",
        ),
        _after(
            Direction.WITH,
            rf"(?:stuck|stood|sided|stayed|standing|sticking) (?:by|with|behind) {whom}|{back} {whom}|"
            rf"(?:{vote} )?(?:for|in favour of|in support of|to (?:keep|retain|back|support|"
            rf"save)) {whom}|(?:remain(?:ed)?|stayed) loyal|loyalists?\b|(?:have|had|expressed|has|"
            r"declared|retain(?:ed)?|kept|voted) (?:their )?confidence in|"
            rf"believe\w* (?:that )?{whom} (?:is|was|to be) the right|(?:still )?(?:ha(?:d|ve) faith|"
            rf"believe\w*) in {whom}",
        ),
        _after(
            "against",
            rf"(?:{vote} )?against {motion}|(?:opposed|rejected|opposing|rejecting|voted down) {motion}|"
            r"voted no\b(?! confidence)|no votes|noes\b",
        ),
        _after(
            "for",
            rf"(?:{vote} )?(?:for|in favour of|in support of) {motion}|{back} {motion}|(?:carried|"
            rf"passed) {motion}|voted yes\b|yes votes|ayes\b|said yes\b|voted to (?:strike|take action|"
            r"walk out)",
        ),
        _after("against", r"(?:said|voted) no\b(?! confidence)"),
        _after("for", r"in favour\b"),
        _after(
            Direction.EITHER,
            rf"(?:{vote} )?against\b(?= *(?:[.,;:)\"-]|$|and |in |with |while |yesterday|today|on ))",
        ),
        _after("for", rf"(?:{vote} )?for\b(?= *(?:[.,;:)\"-]|$|and |in |with |while |yesterday|today|on ))"),
        _after(
            "returned",
            r"(?:took part|participated|turned out|(?:papers?|ballots?|votes?|forms?) (?:were |"
            r"was )?(?:cast|returned|received|counted|handed in)|(?:were|was) (?:cast|returned|"
            r"handed in)|returned (?:(?:a|their) )?(?:paper|ballot)s?|cast (?:a|their) (?:votes?|ballots?|"
            r"papers?)|turnout\b|who voted\b(?! (?:for|against|to|in|no|yes))|voted(?= *(?:[.,;)\"]|$|in the)))",
        ),
    )


BEFORE = (
    _before("majority", r"(?:majority|margin)"),
    _before("returned", r"turn-?out(?: (?!and\b|but\b)[\w'-]+){0,8}?"),
    _before(
        "for",
        r"votes? (?:in favour|for)|\b(?:in favour|for|ayes|yes)\s*[:=]|yes votes|carried by|votes in favour",
    ),
    _before("against", r"(?:votes against|\bagainst\s*[:=]|\bnoes|no votes)"),
    _before(Direction.ABSTAINED, r"(?:abstentions|abstaining)"),
    _before("blank", r"blank(?: papers| votes)?"),
    _before("spoiled", r"(?:spoil(?:ed|t)(?: papers| ballots| votes)?|invalid(?: papers| ballots| votes)?)"),
    _before(
        "not-returned", r"(?:did not vote|absent(?:ees)?|not voting|non-voters|not returned)\s*(?::|=|were|numbered)"
    ),
    _before("entitled", r"(?:electorate|entitled(?: to vote)?|eligible(?: to vote)?|electors|\broll)"),
    _before("valid", r"valid (?:votes|papers|ballots)"),
    _before("returned", r"(?:papers|ballots|votes) (?:returned|cast)"),
)
"""What can stand before a number: "a majority of 132", "abstentions: 4"."""
