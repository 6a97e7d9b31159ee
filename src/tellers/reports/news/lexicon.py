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
    r"(?:(?:the|their|his|her|its|an?) (?:own )?(?:(?:party|embattled|labour|tory) )?(?:leader(?:ship)?|"
    r"prime minister|chair(?:man|woman)?|president|premiership))"
)
PRONOUN = r"(?:him|her|them)(?! (?:\w+ )?(?:motion|vote|leader))"
HEDGES = (
    r"(?:(?:more than|fewer than|less than|over|under|almost|nearly|about|around|at least|just|only|some|as many as|"
    r"the|exactly|a total of|not|well over|just over|just under|roughly) )*"
)
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
    CAST = "cast"
    BY = "by"


NOTHING = r"(?!)"
"""A pattern that nothing matches."""

FILL = (
    r"(?:(?:(?!(?:not|never|nor|\w+n't|and|but|while|whereas|with|to(?! have\b)|quit|resign\w*|left|walked|"
    r"attended|signed|if|"
    r"as|than|when|before|after|enough|needed|required|necessary|"
    r"\d[\d,]* who (?!voted\b(?! (?:for|against|to))|took part))\b)"
    r"[\w'.-]+)(?:,(?! \d))? ){0,7}?"
)
"""Up to seven words between a number and its predicate: none begins another clause, no comma has a number behind."""


def _after(counts: str, words: str) -> Pattern:
    return Pattern(re.compile(rf"^[ \"'-]*(?:\)\s*)?,?\s*(?P<fill>{FILL})(?:{words})", re.IGNORECASE), counts)


MAJORITY = re.compile(
    r"^[ -]*(?P<fill>)(?:(?:votes?|strong|overall|clear)[ -]){0,2}(?:majority|margin)\b", re.IGNORECASE
)
"""Right behind a number alone: "26,032, a majority of 2,142" has its majority in front of another."""


def after_patterns(holder: str, nouns: str = NOTHING) -> tuple[Pattern, ...]:
    """What can stand behind a number, most telling first.

    `holder` matches the names of whom the vote is about, `nouns` what the motion is called beside a motion.
    """
    he = rf"(?:he|she|they|{LEADER}|(?:mr\.? |mrs\.? |ms\.? )?(?:{holder}))"
    whom = (
        rf"(?:{LEADER}|{PRONOUN}|(?:mr\.?|mrs\.?|ms\.?|dame|sir|theresa|"
        rf"jeremy)?\s?(?:{holder})(?:'s (?:leadership|premiership))?)"
    )
    motion = (
        r"(?:it\b|(?:the |this |that |a |his |her |her own |"
        rf"today's )?(?:[\w-]+ )?(?:no[- ]confidence )?(?:motion|resolution|proposal|{nouns})\b|no confidence\b)"
    )
    back = r"(?:back(?:s|ed|ing)?|support(?:s|ed|ing)?|endors(?:es?|ed|ing)|approv(?:es?|ed|ing))"
    vote = (
        r"(?:vot(?:ed|ing|es?)|cast (?:their )?(?:votes?|ballots?)|ballots?|votes? (?:were )?cast|were|went|"
        r"came out|said)"
    )
    negative = r"(?:did not|didn't|failed to|declined to|chose not to|refused to|opted not to|neglected to|would not)"
    return (
        _after(
            "not-returned",
            rf"(?:{negative} (?:even )?(?:vote\b(?! (?:for|against|to|in favou?r|him|her|it))|take part|participate|"
            rf"cast|return|"
            r"turn (?:up|out)|show up|hand in)|(?:could not|couldn't|did not|didn't) (?:even )?(?:be "
            r")?bother(?:ed)? to "
            r"(?:vote|turn up|take part))\b",
        ),
        _after(
            "not-returned",
            r"(?:never (?:voted|cast|returned)|(?:were|was) (?:absent|away|missing)|stayed away|"
            r"stayed at home|not (?:voting|taking part|returned)|missed the (?:vote|ballot)|"
            r"absentees?\b|absent\b|non-voters\b|took no part|sat (?:it|the vote) out|went unreturned|"
            r"were not returned)",
        ),
        _after(
            "spoiled",
            r"(?:spoil(?:ed|t)|invalid|void(?:ed)?|informal|ruled out|(?:papers?|ballots?|forms?) (?:were |"
            r"was )?(?:rejected|disallowed))\b",
        ),
        _after(Direction.ABSTAINED, r"(?:abstain(?:ed|ing)|abstentions?|abstainers)"),
        _after("blank", r"(?:blank\b|left (?:it|their papers?|the paper) blank)"),
        _after("returned", r"came back\b"),
        _after("spoiled", r"of (?:them|these|which) (?:were|was) rejected\b"),
        _after("valid", r"valid (?:votes?|ballots?|papers?)"),
        Pattern(MAJORITY, "majority"),
        _after("entitled", r"(?:papers |ballots )?(?:were )?(?:sent|issued|distributed|posted)\b"),
        _after("entitled", r"(?<=-)strong (?:plp|(?:parliamentary )?(?:labour )?(?:party|caucus)|electorate)\b"),
        _after(
            "entitled",
            r"(?:(?:were|was|are|being) (?:eligible|entitled)|(?:eligible|entitled)(?: to vote|"
            r" members| mps| voters)?\b|with a vote\b|had (?:a|the right to) vote)",
        ),
        _after(
            Direction.UNWITH,
            rf"(?:{vote} )?(?:against|to {OUST}|for the (?:removal|ouster|"
            rf"departure) of) {whom}(?! motion)|{vote} (?:{whom} out|to {OUST}|(?:for )?{whom} to (?:go|"
            rf"quit|resign))|(?:wanted|want) {whom} (?:out|gone|to go(?! on))|(?:order(?:ed)?|tell|told|urged?|"
            rf"call(?:ed)? on|demand(?:ed)?|ask(?:ed)?) {whom} to "
            rf"(?:go(?! on)|quit|resign|leave|stand down|step down)|(?:opposed|rejected|opposing|"
            rf"rejecting|deserted|turned (?:on|against)|abandoned) {whom}|(?:had|have|has|declared|"
            r"expressed) (?:no|lost) (?:confidence|faith|trust) in|lost (?:faith|confidence|trust) in|(?:had|"
            r"voted) no confidence|voted to (?:say|declare) "
            r"(?:that )?they had (?:no|lost) (?:confidence|faith|trust)|"
            r"withdr(?:ew|awn|awing) (?:their )?(?:support|confidence|backing)|no longer "
            r"(?:had|have|has) "
            rf"(?:confidence|faith|trust) in|(?:do not|don't|did not|didn't) (?:want|back|support) {whom}|"
            rf"(?:say(?:ing)?|said|"
            r"think(?:ing)?|thought|believ(?:e|es|ed|ing)|tell(?:ing)?|told|declar(?:e|ed|ing)|demand(?:ed|ing)?|"
            r"felt|feel) "
            rf"(?:that )?(?:(?:him|her) )?{he} (?:had to|has to|have to|must|should|ought to) "
            r"(?:go|quit|resign|leave|stand down|step down)",
        ),
        _after(
            Direction.WITH,
            rf"(?:stuck|stood|sided|stayed|standing|sticking) (?:by|with|behind) (?:{whom}|their (?:man|woman|boss)|"
            rf"the (?:[\w-]+ ){{1,2}}(?:leader|boss|lefty|chief|captain|chair))|{back} {whom}|"
            rf"(?:took|taking) (?:his|her|their|the leader's) side\b|(?:wanted|want) {whom} to (?:stay|remain|"
            rf"carry on|continue|survive|keep|go on)|"
            rf"(?:{vote} )?(?:for|in favou?r of|in support of|to (?:keep|retain|back|support|"
            rf"save)) {whom}|(?:remain(?:ed)?|stayed) loyal|loyalists?\b|(?:have|had|expressed|has|"
            r"declared|retain(?:ed)?|kept|voted) (?:their )?confidence in|voted confidence\b|"
            rf"(?:believe\w*|thinks?|thought|say|said|feel|felt) (?:that )?(?:{he}|{whom}) (?:is|was|to be|should "
            rf"be|as) "
            rf"(?:still )?(?:the right|up to|fit|the best)|"
            rf"(?:gave|giv(?:e|en|ing)|pledged) {whom} their (?:support|backing|votes?)|"
            rf"(?:believe\w*|thinks?|thought|said|says?) (?:that "
            rf")?{he} should "
            rf"(?:stay|remain|continue|carry on)|(?:still )?(?:ha(?:d|ve) faith|"
            rf"believe\w*) in {whom}",
        ),
        _after(
            "against",
            rf"(?:{vote} )?against {motion}|(?:opposed|rejected|opposing|rejecting|voted down) {motion}|"
            r"voted no\b(?! confidence)|no votes|noes\b",
        ),
        _after(
            "for",
            rf"(?:{vote} )?(?:for|in favou?r of|in support of) {motion}|{back} {motion}|(?:carried|"
            rf"passed) {motion}|voted yes\b|yes votes|ayes\b|said yes\b|voted to (?:strike|take action|"
            r"walk out)",
        ),
        _after("against", r"(?:said|voted) no\b(?! confidence)|opposed\b(?= *(?:[.,;)]|$|and |with |while ))"),
        _after("for", r"in favou?r\b"),
        _after(
            Direction.EITHER,
            rf"(?:{vote} )?against\b(?= *(?:[.,;:)\"-]|$|and |in |with |while |yesterday|today|on ))",
        ),
        _after("for", rf"(?:{vote} )?for\b(?= *(?:[.,;:)\"-]|$|and |in |with |while |yesterday|today|on ))"),
        _after(
            Direction.CAST,
            r"(?:votes? (?:were |was )?(?:cast|counted)|cast (?:a|their) votes?|who voted\b(?! (?:for|against|to|"
            r"in|no|yes))|"
            r"voted(?= *(?:[.,;)\"]|$|in the|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|tonight|"
            r"last night)))",
        ),
        _after(
            "returned",
            r"(?:took part|participated|turned out|(?:handed in|submitted|filled in|returned) (?:a|their) "
            r"(?:ballot )?papers?|"
            r"(?:papers?|ballots?|votes?|forms?) (?:were |"
            r"was )?(?:cast|returned|received|counted|handed in)|(?:were|was) (?:cast|returned|"
            r"handed in)|returned (?:(?:a|their) )?(?:paper|ballot)s?|cast (?:a|their) (?:votes?|ballots?|"
            r"papers?)|turnout\b(?! (?:of|was|at|stood|is)\b)|who voted\b(?! (?:for|against|to|in|no|yes))|"
            r"voted(?= *(?:[.,;)\"]|$|in the|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|tonight|"
            r"last night)))",
        ),
    )
