"""The words that a claim about a contest may have around its number and still be understood whole.

A word that is not here may name anything: another contest, a part of those who voted, something that is no vote.
"""

import re
from functools import lru_cache

FUNCTION = frozenset(
    re.findall(
        r"\S+",
        """
    a an the and or but nor of to in on at by for from with among amongst between against over under after
    before as than that which who whom whose this these those it its he she they him her his hers their theirs
    them was were is are be been being had has have having did does do not no so then there here when while
    whereas where just only also still even all both each more less fewer most least very quite some about
    around nearly almost exactly roughly barely hardly merely up out off down back away into onto through
    within without own one two three four five six seven next again too yet now later finally
    easily well far however despite though although if-only mr mrs ms miss sir dame dr s t d ll compared
    apiece respectively per every other others himself herself
    """,
    )
)
VOTING = frozenset(
    re.findall(
        r"\S+",
        """
    vote votes voted voting ballot ballots paper papers form forms preference preferences round rounds stage
    count counted counting result results total totals share shares tally majority majorities margin win won
    wins winning winner victory victor triumph loser runner-up cast valid contest election race leadership
    leader leaders deputy percent cent percentage half third quarter thirds quarters fifths members member
    membership grassroots mps mp colleagues caucus room party parliamentary parliament turnout electorate
    elected re-elected eligible entitled returned rejected spoiled spoilt blank invalid issued sent received
    abstained abstentions abstention electors hands overall final first second fourth fifth sixth last opening
    initial candidate candidates rival rivals challenger opponent college section sections supporters
    affiliated registered affiliates full first-preference declared announced confirmed ordinary rank file
    selectorate postal secret online miles streets whisker hair nose country
    """,
    )
)
GETTING = frozenset(
    re.findall(
        r"\S+",
        """
    take takes took taking get gets got getting poll polls polled polling receive received secured securing
    managed scooped scooping bagged bagging attracted come came coming finish finished finishing end ended
    ending reached reaching rose risen climb climbed climbing surged surging jumped leapt slipped slid fell
    sank dropped trailed trailing trails lagged lagging leads leading topped topping landed landing garnered
    amassed notched mustered picked collected pulled romped romping home swept stormed cruised drew pocketed
    racked chalked clinched beat beats beaten beating defeated defeating thrashed thrashing trounced trouncing
    pipped pipping edged edging ousted ousting toppled toppling saw seen seeing seeing-off overcame outpolled
    crushed followed following chosen chose choose backed backing support supported supporting behind ahead
    clear place placed bottom top eliminated knocked went go goes crowned named held hold survived survives
    lost lose losing attract gave given giving stood standing put made make makes scraped squeaked limped cast
    whopping mere paltry measly thumping crushing narrow narrowest slim slender stunning huge massive
    comfortable humiliating disappointing respectable distant poor strong big bigger close clear-cut
    convincing decisive landslide resounding handsome emphatic meagre modest dismal solid new former foreign
    secretary chancellor prime minister outsider favourite frontrunner front-runner victorious embattled
    yesterday today tonight night morning afternoon evening week weekend saturday sunday monday tuesday
    wednesday thursday friday long-serving way race tory tories conservative labour labor liberal democrat
    democrats lib dem dems snp ukip green federal
    """,
    )
)
KNOWN = FUNCTION | VOTING | GETTING

STRANGE = re.compile(
    r"(?i:\b(?:\w*poll(?!ed\b)s?|pollsters?|survey\w*|panel|focus groups?|bookmakers?|bookies|odds|bett?ing|punters?|"
    r"forecast\w*|predict\w*|projection|estimat\w*|ratings?|approval|preferred|popularity|swing|"
    r"rais(?:ed|ing)|donat\w*|donors?|cash|fund\w*|spent|spend\w*|paid|cost\w*|worth|"
    r"nominat\w*|endors\w*|signatures?|signed|letters?|backers|declared for|publicly|pledge\w*|on the record|"
    r"branches|clps|local parties|constituenc\w*|constituents|seats?|wards?|councillors?|councils?|delegates|"
    r"activists|unions? branches|peers|lords|msps|meps|senators?|ministers(?! )|frontbench\w*|donation|"
    r"by-elections?|general election|referendum|brexit|mayor\w*|conference|"
    r"(?:postal|online) votes?|(?:daily|sunday) papers?|newspapers?|friends|allies|followers|likes|"
    r"tweet\w*|viewers|readers|listeners|crowds?|rall(?:y|ies)|hustings|"
    r"joined|recruit\w*|join|new members|applications?|membership (?:of|was|is|has|had)|"
    r"(?:second|third|fourth|later|lower|other)[- ]preferences?|"
    r"transfer\w*|shared out|redistribut\w*|switch\w*|short of|shy|needed|needs|required|threshold|quota|"
    r"wanted|expected|hoped|promised|"
    r"aged?|majority in)\b)|[£$€]"
)
"""What is counted in reports of a contest beside its votes, and who is counted; of a clause or of a paragraph."""

ASIDE_BODY = re.compile(
    r"\b(?:local|constituen\w+|seats?|chairman|conference|branch(?:es)?|women|men|peers|intake|regional|"
    r"was elected|own election|by-elections?)\b",
    re.IGNORECASE,
)
"""Another body than the one whose vote a motion is of, a part of it, or how somebody came to a seat."""

SAMPLED = re.compile(
    r"\b(?:\w*polls?\b(?! (?:closed|opened|close|open))|pollsters?|survey\w*|panel|yougov|opinium|survation|comres|"
    r"ipsos|newspoll|bookmakers?|bookies|odds|forecast\w*|predict\w*|raised|donat\w*|nominat\w*|endors\w*|"
    r"general election|by-election|referendum|constituenc\w*)\b",
    re.IGNORECASE,
)
"""What a paragraph can be about that is no vote of this contest, and goes on being about."""

WORD = re.compile(r"[A-Za-z]+(?:[-'][A-Za-z]+)*")


@lru_cache(maxsize=4096)
def is_plain(word: str) -> bool:
    """Whether a word in small letters adds nothing to what a number is of; an adverb never does."""
    bare = word.removesuffix("'s")
    return bare in KNOWN or bare.endswith("ly") or all(part in KNOWN for part in re.split("[-']", bare) if part)
