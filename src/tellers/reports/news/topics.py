"""What a sentence is about: this vote, another one, or nothing that it says itself.

A number is called wrong only in a sentence about this vote: one with words of its own and none of another vote or
time, or one that has neither and follows such a one.
"""

import re
from dataclasses import dataclass
from enum import Enum

from tellers.reports.news import people
from tellers.reports.news.classes import surnames
from tellers.reports.news.clause import ELSEWHEN, FOREIGN
from tellers.reports.news.lexicon import VOTE
from tellers.reports.news.numerals import MONTHS
from tellers.reports.told import Told


class Topic(Enum):
    """Which vote a sentence is about, as far as it says."""

    THIS = "this"
    MIXED = "mixed"
    OTHER = "other"
    UNSAID = "unsaid"


CAME = re.compile(
    r"\bwho (?:won|became|was elected|took over|succeeded)\b[^,.;\d]*(?:\blast (?:year|month|autumn|september)|"
    r"\bin (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""How somebody came to an office, which says of no vote that it was then."""
MONTH = re.compile(
    rf"\b(?:[Ii]n|[Ll]ast|[Ss]ince|[Uu]ntil|[Bb]y|[Oo]n \d{{1,2}}|[Ee]arly|[Ll]ate) (?P<month>{MONTHS})\b"
)
STAGE = re.compile(
    r"\b(?:first|second|third|fourth|fifth|final)[- ](?:ballot|round|count|stage|preferences?)\b", re.IGNORECASE
)
OURS = re.compile(
    r"\b(?:my|our) (?:own )?(?:[\w-]+ )?(?:branch|ward|poll|group|region|section|street|town|clp|"
    r"area)\b|\bclps?\b",
    re.IGNORECASE,
)
OBJECT = re.compile(
    r"\b(?:vot(?:ed|es?|ing)|motion|ballot|resolution) (?:for|against|on|over) "
    r"(?P<object>(?:[a-z][\w'-]*|[A-Z][\w'.-]*)(?: [\w'-]+){0,3})"
)
"""What is voted on, where the words say it."""

WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
VOTED_ON = re.compile(
    rf"\b(?P<first>{WEEKDAY}),? (?:[\w']+ ){{0,3}}(?:voted|passed|carried|approved|rejected)\b|"
    rf"\b(?:voted|passed|carried|approved|rejected)\b[^.;]{{0,40}}? on (?P<last>{WEEKDAY})\b"
)
CONFIDENCE_IN = re.compile(r"\bconfidence (?:vote |motion )?in (?P<who>(?:[\w'-]+\.? ?){1,4})", re.IGNORECASE)
SPOKEN_TO = re.compile(r"(?:you|me|us|one)\b", re.IGNORECASE)
ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")
TODAYS = re.compile(
    r"\b(?:today|yesterday|tonight|last night|(?:mon|tues|wednes|thurs|fri|satur|sun)day)'s (?:[\w-]+ )?"
    r"(?:vote|ballot|motion)\b",
    re.IGNORECASE,
)
THE_MOTION = re.compile(r"\bthe (?:no[- ]confidence |confidence )?motion\b", re.IGNORECASE)
THE_PETITION = re.compile(r"\bth(?:e|is) petition\b", re.IGNORECASE)
THE_CONTEST = re.compile(r"\bth(?:e|is) (?:leadership )?(?:election|contest|count)\b", re.IGNORECASE)
THE_LEADER = re.compile(
    r"\bthe (?:[\w-]+ )?(?:leader|prime minister|captain|chair)\b|\b(?:his|her) (?:own )?(?:mps|colleagues|"
    r"party)\b",
    re.IGNORECASE,
)
"""The vote and the person as a report names them that speaks of no other."""

OWN_OBJECT = re.compile(
    r"\b(?:him|her|them|it|motion|resolution|proposal|leader\w*|chair\w*|minister|premier\w*|president|"
    r"no[- ]confidence|"
    r"confidence|party|future|removal|departure|both|either|whether|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tonight|record|paper|all|that)\b",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"(?P<name>[A-Z][a-z'-]+(?: [A-Z][a-z'-]+)*)(?:, [^,]{1,60},)? (?:\w+ ){0,2}?(?:lost|won|beat|defeated|"
    r"survived|fell|"
    r"took \d|saw off|pipped|(?:was|were) (?:ousted|defeated|beaten|elected|re-elected|toppled|forced out))\b"
)
"""Somebody who wins, loses or is elected."""

ASSEMBLY = re.compile(r"\b(?P<name>[A-Z][a-z'-]+(?: [A-Z][a-z'-]+)+) (?:has |have |had )?(?:voted|votes|balloted)\b")
"""A body of two words or more that votes."""

NOBODY = frozenset(
    re.findall(
        r"\w+",
        "The A An Mr Mrs Ms Dame Sir Lord But And So When After Before As In On MP MPs Labour Tory Tories "
        "Conservative "
        "Leader Prime Minister PM He She They It We I You Who What That This There Here Even Then Now Still Yet "
        "Not No Today Yesterday Monday Tuesday Wednesday Thursday Friday Saturday Sunday Embattled Defiant",
    )
)
"""Words that begin with a capital and name nobody."""


@dataclass(frozen=True)
class Topics:
    """How sentences tell of one vote: the names of whom it is about, and the words of its title and its question."""

    main: Told
    names: tuple[str, ...]
    words: str

    @property
    def capitals(self) -> str:
        """The words of the vote as they are written, for its acronyms."""
        return f"{self.main.title} {self.main.question} {self.main.organisation}"

    @classmethod
    def of(cls, main: Told) -> "Topics":
        """The names and the words by which a record is known."""
        names = tuple(name for one in (main.holder, *main.candidates) for name in surnames(one))
        return cls(main, names, f"{main.title} {main.question} {main.organisation} {' '.join(names)}".lower())

    def topic(self, text: str, *, free: bool) -> Topic:
        """What one sentence is about by its words; `free` is whether no other vote was spoken of just before."""
        other = self.other(text)
        own = self._own(text) or (free and self._weakly_own(text))
        if own and other is not None:
            return Topic.MIXED
        return Topic.THIS if own else Topic.OTHER if other is not None else Topic.UNSAID

    def _own(self, text: str) -> bool:
        """Whether a sentence has words of this vote alone."""
        named = any(re.search(rf"\b{re.escape(one)}\b", text) for one in self.names)
        asked = re.search(r"\bno[- ]confidence\b", text, re.IGNORECASE) and "confidence" in self.words
        known = named or any(re.search(rf"\b{one}\b", text) for one in ACRONYM.findall(self.capitals))
        rivals = len(people.named(text, self.main)) > 1
        return bool(
            (known and VOTE.search(text)) or rivals or asked or TODAYS.search(text) or self._vote_of_organisation(text)
        )

    def _weakly_own(self, text: str) -> bool:
        """Whether a sentence has words that are of this vote where it was the last one that was spoken of."""
        if self.main.signed and THE_PETITION.search(text):
            return True
        if self.main.candidates and THE_CONTEST.search(text):
            return True
        return bool(THE_MOTION.search(text) or (THE_LEADER.search(text) and VOTE.search(text)))

    def _vote_of_organisation(self, text: str) -> bool:
        """Whether a sentence names the organisation, or a long word of the question, beside a word of a vote."""
        given = {word.lower() for name in self.names for word in name.split()}
        known = {word for word in re.findall(r"[a-z]{5,}", self.words) if word not in COMMON | given}
        said = set(re.findall(r"[a-z]{5,}", text.lower()))
        return bool(VOTE.search(text)) and bool(known & said)

    def other(self, text: str) -> str | None:
        """The words of another vote or another time; None where there are none."""
        text = CAME.sub("", text)
        for pattern in (ELSEWHEN, FOREIGN, OURS, *(() if self.main.candidates else (STAGE,))):
            for match in pattern.finditer(text):
                if match.group().lower() not in self.words and match.group() != str(self.main.on.year):
                    return str(match.group())
        return (
            self._other_day(text)
            or self._other_confidence(text)
            or self._other_month(text)
            or self._other_object(text)
            or self._other_person(text)
        )

    def _other_day(self, text: str) -> str | None:
        """A day of the week on which something else was voted on."""
        days = [
            match for match in VOTED_ON.finditer(text) if (match["first"] or match["last"]) != f"{self.main.on:%A}"
        ]
        return days[0].group() if days else None

    def _other_confidence(self, text: str) -> str | None:
        """Somebody else in whom there is confidence or none."""
        for match in CONFIDENCE_IN.finditer(text):
            who = match["who"]
            known = any(word in self.words for word in re.findall(r"[a-z]{4,}", who.lower()))
            if not known and not OWN_OBJECT.search(who) and not SPOKEN_TO.match(who):
                return match.group()
        return None

    def _other_month(self, text: str) -> str | None:
        own = f"{self.main.on:%B}".lower()
        months = (str(match["month"]) for match in MONTH.finditer(text))
        return next((one for one in months if not own.startswith(one.lower()[:3])), None)

    def _other_object(self, text: str) -> str | None:
        for match in OBJECT.finditer(text):
            said = match["object"]
            words = set(re.findall(r"[a-z]{4,}", said.lower()))
            if not OWN_OBJECT.search(said) and not any(word in self.words for word in words) and words:
                return match.group()
        return None

    def _other_person(self, text: str) -> str | None:
        for match in (*SUBJECT.finditer(text), *ASSEMBLY.finditer(text)):
            parts = [part for part in match["name"].removesuffix("'s").split() if part not in NOBODY]
            if parts and parts[-1].lower() not in set(re.findall(r"[\w-]+", self.words)):
                return match["name"]
        return None


COMMON = frozenset(
    re.findall(
        r"\w+",
        "party kingdom united election leader confidence motion captain members vote ballot petition parliamentary "
        "britain national union unions general trade",
    )
)
"""Words of titles that do not tell one vote from another."""
