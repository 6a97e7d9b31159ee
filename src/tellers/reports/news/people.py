"""Which candidates of a contest a text names, who beats whom in it, and who else is named."""

import re
from functools import lru_cache

from tellers.reports.news.classes import surnames
from tellers.reports.news.numerals import MONTHS
from tellers.reports.told import Told

BEATS = re.compile(
    r"\b(?:beat(?:s|ing|en)?|defeat(?:s|ed|ing)|thrash(?:ed|ing)|trounc(?:ed|ing)|pip(?:ped|ping)|"
    r"saw off|seeing off|h(?:eld|olding) off|crush(?:ed|es|ing)|edg(?:ed|ing)(?: out)?|"
    r"toppl(?:ed|ing)|oust(?:ed|ing)|overc(?:ame|oming)|outpoll(?:ed|ing)|(?:won|victory|triumph\w*) (?:over|"
    r"against)|"
    r"ahead of)\s",
    re.IGNORECASE,
)
LOSES = re.compile(r"\b(?:lost (?:out )?to|losing to|was beaten by|was defeated by)\s", re.IGNORECASE)
NEXT = 60
"""How far behind the verb whom it is about is named."""

TITLES = frozenset(
    re.findall(
        r"\w+",
        "The A An Mr Mrs Ms Miss Dame Sir Lord Lady But And So When After Before As In On Of At By For From With MP "
        "MPs Labour Labor Tory "
        "Tories Conservative Conservatives Liberal Democrats Democrat Lib Dem Dems National Green Leader Prime "
        "Minister PM First He She They It Secretary Treasurer Foreign Home Chancellor Shadow Party Commons House "
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Former Ex Deputy UK Britain British",
    )
)
"""Words that begin with a capital and name nobody."""

GETS = (
    r"(?:won|wins|took|takes|received|got|gets|had|has|secured|polled|gained|managed|scooped|bagged|attracted|was|"
    r"came|"
    r"finished|on|with|beat|defeated|thrashed|trounced|pipped|edged|saw|reached|hit|slid|sank|rose|climbed|surged|slipped|fell|dropped|landed|polled|trailed)"
)
ORDINARY = frozenset(
    ["Mark", "Will", "Rose", "Grant", "Hope", "Penny", "Grace", "Bill", "Art", "Pat", "May", "April", "June"]
)
"""First names that are words."""
STRANGER = re.compile(rf"\b[A-Z][a-z'-]+(?: [A-Z][a-z'-]+)++(?! MPs?\b)|\b[A-Z][a-z'-]+(?= (?:[a-z]+ly )?{GETS}\b)")
ASIDE = re.compile(rf"(?<=[A-Za-z]), (?!and\b|but\b|while\b|with\b)[^,;:.()]{{1,90}}, (?={GETS}\b)")


@lru_cache(maxsize=256)
def _calls(name: str, everybody: tuple[str, ...]) -> tuple[str, ...]:
    """How a report calls a candidate, as patterns: by the whole name, the last, and the first if it is his alone."""
    first = name.partition(" ")[0]
    given = [] if name == first or any(one.partition(" ")[0] == first for one in everybody if one != name) else [first]
    last = [rf"\b(?:{re.escape(one)}|{re.escape(one.upper())})\b" for one in _last_names(name, everybody)]
    return (*last, *(rf"\b{re.escape(one)}\b(?! [A-Z])" for one in given if one not in ORDINARY))


def _last_names(name: str, everybody: tuple[str, ...]) -> tuple[str, ...]:
    """The whole name and the last; that alone names nobody where two candidates share it."""
    shared = any(one.rpartition(" ")[2] == name.rpartition(" ")[2] for one in everybody if one != name)
    return surnames(name)[:1] if shared else surnames(name)


def named(text: str, told: Told) -> tuple[str, ...]:
    """The candidates of a contest whom a text names, in the order of the record."""
    return tuple(
        name for name in told.candidates if any(re.search(one, text) for one in _calls(name, told.candidates))
    )


def last_named(text: str, told: Told) -> tuple[str, int, int] | None:
    """The candidate who is named last in a text, and where the name begins and ends."""
    found = [
        (match.end(), -match.start(), name)
        for name in told.candidates
        for one in _calls(name, told.candidates)
        for match in re.finditer(one, text)
    ]
    if not found:
        return None
    end, start, name = max(found)
    return name, -start, end


def unasided(text: str) -> str:
    """A text without what stands between a name and its verb: "Kendall, the choice of many, got"."""
    return ASIDE.sub(" ", text)


def outcome_of(text: str, told: Told) -> tuple[str | None, str | None]:
    """Who beats whom in a sentence, as far as both or one of them is named right beside the verb."""
    for pattern, turned in ((BEATS, False), (LOSES, True)):
        match = pattern.search(text)
        if match is None:
            continue
        subject = last_named(unasided(text[: match.start()]), told)
        behind = re.split(r"[\d,;:(]", text[match.end() : match.end() + NEXT], maxsplit=1)[0]
        found = sorted(
            (seen.start(), name)
            for name in told.candidates
            for one in _calls(name, told.candidates)
            if (seen := re.search(one, behind))
        )
        one, other = None if subject is None else subject[0], found[0][1] if found else None
        return (other, one) if turned else (one, other)
    return None, None


def initials(organisation: str) -> str | None:
    """The initials by which a body of three words or more is called: SNP."""
    found = "".join(word[0] for word in organisation.partition("(")[0].split() if word[0].isupper())
    return found if len(found) > 2 else None  # noqa: PLR2004 — two letters are no name


def strangers(text: str, told: Told) -> bool:
    """Whether somebody is named who is no candidate."""
    known = {word for name in told.candidates for word in name.split()} | TITLES | set(MONTHS.split("|"))
    vocabulary = set(re.findall(r"\w+", told.vocabulary))
    for match in STRANGER.finditer(text):
        words = [word.removesuffix("'s") for word in match.group().split()]
        odd = [word for word in words if word not in known and word.lower() not in vocabulary]
        if odd and words[-1] in odd:
            return True
    return False
