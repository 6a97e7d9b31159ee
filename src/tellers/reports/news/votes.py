"""Reads a number of a contest as the votes of a candidate: of whom, in which section and at which stage."""

import re
from dataclasses import dataclass, replace

from tellers.reports.claim import CandidateClaim
from tellers.reports.news.bases import bases
from tellers.reports.news.clause import Place
from tellers.reports.news.counts import meant, percentage
from tellers.reports.news.draft import Draft, mark_of, not_checkable
from tellers.reports.news.lexicon import HEDGES
from tellers.reports.news.numerals import Kind, Numeral
from tellers.reports.news.people import BEATS, last_named, named, outcome_of, strangers, unasided
from tellers.reports.news.sentences import Sentence
from tellers.reports.news.stages import at_stage, section_of, votes_by_stage
from tellers.reports.told import Told

WON = re.compile(
    r"\b(?:(?:re-)?elected|won|victory|mandate|winner|landslide|secured|succeeded|took over|became)\b", re.IGNORECASE
)
NOMINATED = re.compile(r"\bnominat\w+\b", re.IGNORECASE)
VOTES = re.compile(r"\s*(?:first[- ]preference )?votes\b", re.IGNORECASE)
COUNTED = re.compile(
    r"\s*(?:first[- ]preference )?(?:votes|of the votes|of them)\b|\s*$|\s*[.,;)]|\s*(?:-|to|against|for|"
    r"of(?= (?:the )?\d)) |"
    r"\s*(?:[\w-]+ )?MPs\b(?! who)",
    re.IGNORECASE,
)
GOT = re.compile(
    r"\b(?:had|has|got|polled|took|won|scooped|bagged|received|secured|attracted|managed|on|with|reached|hit|(?:surged|rose|"
    r"climbed|fell|slipped|dropped|slid|sank|crept|moved|went|backed by|supported by)(?: up| down| back)?(?: to)?)\s+"
    r"(?:just |only |a mere )?$",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"\s+(?:and|while|but|with|behind|ahead|in (?:the|that|this|round)|at the|apiece|each)\b", re.IGNORECASE
)
STAGED = re.compile(r"\s*(?:in|on|at) (?:the |round )(?:first|second|third|fourth|fifth|last|final|one|two|three)\b")
OWNED = re.compile(r"[a-z]'s (?:just |only )?$")
"""What stands around a number of votes that is not called votes."""

OF_SOME = re.compile(r"\b(?:of|among) (?:(?:the|an?|its|his|her|all|some|about|around) ){0,2}$", re.IGNORECASE)
ADDED = re.compile(
    r"\b(?:gain(?:ed|ing)|add(?:ed|ing)|pick(?:ed|ing) up|up|another|put on|lost|shed|dropped) (?:just |only )?$",
    re.IGNORECASE,
)
"""What is counted is how many more or fewer somebody has."""
TOTAL = re.compile(r"\b(?:total|tally|haul|share|count|score|number|the votes?) (?:of|was|is) $", re.IGNORECASE)
OBJECT = re.compile(rf"(?:{BEATS.pattern}|\b(?:behind|over|against|than|to)\s)\s*(?:[\w.'-]+ ){{0,3}}$", re.IGNORECASE)
DIRECT = re.compile(r"(?:'s|,? on|,? at|,? who (?:had|got|won|took|polled)|,? \(|,)?\s*" + HEDGES)
OTHERS = re.compile(r"\b(?:to|against) (?:his|her|their) (?:own )?$")
"""Behind somebody's number that of the other: "84 votes to her 199"."""
BY = re.compile(r"\bby (?:a (?:margin|majority) of )?$")
PERSON = re.compile(r"\b(?:she|he|they|his|her|him)\b", re.IGNORECASE)
MANY = 50
"""Of so many a number that is less than a fifth may count a part, and is no mistake."""

LARGE = 100
"""The least number of votes that is hardly right by chance, whoever has them."""


@dataclass(frozen=True)
class Whose:
    """Whose a number may be; `sure` where the words name one."""

    names: tuple[str, ...]
    sure: bool = True


def read_score(sentence: Sentence, numeral: Numeral, partner: Numeral, told: Told) -> Draft:
    """One of the two numbers of a contest's score: the greater is of who beats, the other of who is beaten.

    Where nobody is named it is right only if both are of one stage.
    """
    mark, place = mark_of(sentence, numeral), Place(sentence.plain, numeral)
    winner, loser = outcome_of(sentence.plain, told)
    known = named(sentence.plain, told)
    greater = numeral.value >= partner.value
    sought, other = (winner, loser) if greater else (loser, winner)
    names = (sought,) if sought is not None else known if len(known) > 1 and other is None else told.candidates
    names = tuple(name for name in names if name != other) or names
    if (
        not known
        and len(told.candidates) == len(("winner", "other"))
        and len(told.winners) == 1
        and WON.search(place.sentence)
    ):
        names = told.winners if greater else tuple(name for name in told.candidates if name not in told.winners)
        known = () if strangers(place.sentence, told) else names
    narrowed = at_stage(place, told)
    if not known and not _paired(numeral, partner, told) and numeral.value < LARGE:
        return not_checkable(mark, f"It is not said whose figure of {told.title} it is.", told)
    claims = tuple(_claim(place, name, section_of(place, told)) for name in names)
    sure = bool(known) and not strangers(place.before, told)
    drawn = Draft(mark, narrowed or told, claims if numeral.value < 10**9 else (), sure=sure)
    return replace(drawn, wider=None if narrowed is None else told)


def _paired(one: Numeral, other: Numeral, told: Told) -> bool:
    """Whether two numbers are the votes of two candidates at one stage."""
    return any({int(one.value), int(other.value)} <= set(votes.values()) for votes in votes_by_stage(told))


def _claim(place: Place, name: str, base: str | None) -> CandidateClaim:
    numeral = place.numeral
    relation = meant(numeral)
    if relation == "more than" and numeral.kind is Kind.PERCENT and numeral.value * 100 % 5:
        relation = "just over"  # nobody says "over 12%" of 17%
    return CandidateClaim(
        report="-",
        words=numeral.text,
        candidate=name,
        relation=relation,
        votes=None if numeral.shared else min(int(numeral.value), 10**9),
        share=percentage(numeral) if numeral.shared else None,
        base=base,
    )


def read_votes(sentence: Sentence, numeral: Numeral, told: Told, earlier: str) -> Draft:
    """A number as votes of one candidate; `earlier` are the sentences before, for "she"."""
    mark, place = mark_of(sentence, numeral), Place(sentence.plain, numeral)
    found = whose(place, told, earlier)
    anybody = not found.names and not named(sentence.plain, told) and not strangers(sentence.plain, told)
    if anybody and not numeral.shared and numeral.value >= LARGE and VOTES.match(place.after):
        found = Whose(told.candidates, sure=False)
    if not found.names:
        return not_checkable(mark, f"It is not said whose figure of {told.title} it is.", told)
    if not numeral.shared and NOMINATED.search(sentence.plain) and not VOTES.match(place.after):
        return not_checkable(mark, "It may count nominations, not votes.", told)
    if not numeral.shared and not _of_votes(place, told):
        return not_checkable(mark, "It is not said to count votes.", told)
    section = section_of(place, told)
    named_base = bases(place.after, told.sizes)[0] if numeral.shared else None
    base = section if section is not None and named_base != "entitled" else named_base
    narrowed = at_stage(place, told)
    judged = narrowed or told
    least = min((one.value for name in found.names for one in judged.figures if one.counts == name), default=0)
    part = not numeral.shared and ((least >= MANY and numeral.value * 5 < least) or ADDED.search(place.before))
    sure = found.sure and numeral.value < 10**9 and not part
    about = tuple(_claim(place, name, base) for name in found.names)
    return Draft(mark, judged, about, sure=sure, wider=None if narrowed is None else told)


def _of_votes(place: Place, told: Told) -> bool:
    """Whether a number stands as votes do: they are named, or somebody had, took or was on so many."""
    if OF_SOME.search(place.before) and not TOTAL.search(place.before):
        return False
    found = last_named(place.before, told)
    direct = found is not None and not place.before[found[2] :].strip()
    got = (direct or GOT.search(place.before)) and GOES_ON.match(place.after) is not None
    got = got or STAGED.match(place.after) is not None
    return bool(got) or COUNTED.match(place.after) is not None or OWNED.search(place.before) is not None


def whose(place: Place, told: Told, earlier: str) -> Whose:
    """The candidate whom a number is "for", or who is named last in front of it, or is spoken of, or the winner."""
    behind = re.match(
        r"\s*\)?\s*(?:of the votes?|of votes|votes)?\s*(?:for|went to)\s+([^,;.]{0,25})", place.after
    ) or re.match(r"[^,.;]{0,60}\b(?:voted for|backed|chose|supported|elected|picked)\s+([^,;.]{0,25})", place.after)
    if behind and (found := last_named(behind.group(1), told)) is not None:
        return Whose((found[0],))
    before = unasided(place.before)
    found = last_named(before, told)
    if found is not None:
        return _before(before, found, told, earlier)
    if strangers(before, told):
        return Whose(())
    if PERSON.search(before):
        return _spoken_of(earlier, told)
    if len(told.winners) == 1 and WON.search(place.sentence):
        return Whose(told.winners)
    return Whose(())


def _before(before: str, found: tuple[str, int, int], told: Told, earlier: str) -> Whose:
    """Whose a number is behind a name: not of one who is beaten, unless it stands right behind that name."""
    name, start, end = found
    between = before[end:]
    if strangers(between, told) or any(re.search(rf"\b{one.partition(' ')[0]}\b", between) for one in told.candidates):
        return Whose(())
    if OTHERS.search(between):
        return Whose(tuple(one for one in told.candidates if one != name), sure=False)
    if OBJECT.search(before[:start]) is None or DIRECT.fullmatch(between):
        return Whose((name,), sure=BY.search(before) is None)
    subject = last_named(before[:start], told)
    if subject is not None:
        return Whose((subject[0], name), sure=BY.search(before) is None)
    others = tuple(one for one in told.candidates if one != name)
    spoken = _spoken_of(earlier, told) if PERSON.search(before[:start]) else Whose(told.winners)
    return Whose((*(one for one in spoken.names if one != name), name), sure=False) if others else Whose((name,))


def _spoken_of(earlier: str, told: Told) -> Whose:
    """Who "she" is: the one candidate whom the sentences before name; of several each may be meant, and the winner."""
    spoken = named(earlier, told)
    if len(spoken) == 1 and spoken[0] in told.winners:
        return Whose(spoken, sure=not strangers(earlier, told))
    return Whose(tuple(dict.fromkeys((*spoken, *told.winners))), sure=False)
