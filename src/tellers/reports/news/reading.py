"""Reads a report sentence by sentence: each number becomes a claim of the record, or is left alone with a reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tellers.reports.news.classes import NOBODY, Question, question_of, surnames
from tellers.reports.news.clause import (
    FOREIGN,
    LEAVING,
    UNITS,
    Place,
    opens_elsewhen,
    other_motion,
    other_year,
    supposed,
)
from tellers.reports.news.contests import contest_of, read_duration, read_votes, read_year
from tellers.reports.news.counts import apposed, claims, counted, score
from tellers.reports.news.draft import Draft, mark_of, not_checkable
from tellers.reports.news.hedges import NEGATED
from tellers.reports.news.lexicon import VOTE
from tellers.reports.news.needs import is_needed, read_need
from tellers.reports.news.numerals import Kind, Numeral, numerals
from tellers.reports.news.parts import partial
from tellers.reports.news.sentences import Sentence, plain, sentences
from tellers.reports.news.statements import statements
from tellers.reports.told import Told

RESULT = re.compile(r"\bresult\b", re.IGNORECASE)
OWN = re.compile(r"\b(?:no[- ]confidence|confidence|motion|ballot)\b", re.IGNORECASE)
MANY = 40
"""The most numbers of a sentence; more are a table, which no grammar of sentences reads."""

TRIVIAL = 2
"""The greatest number that stands in any sentence without being a figure."""

THIS = re.compile(
    r"\b(?:no[- ]confidence|confidence|motion|ballots?|leader|prime minister|the vote|"
    r"today's vote|result|turnout|papers|mps|members|"
    r"him|her|did not vote|majority)\b",
    re.IGNORECASE,
)
"""Words that tie a sentence to the vote of which its report speaks."""

STOP = frozenset({"party", "vote", "motion", "election", "leader", "confidence", "that", "this", "have", "with"})
"""Words of a title or a question that do not tell one vote from another."""


@dataclass(frozen=True)
class Records:
    """The vote that a report is held against, and whatever else the record tells."""

    main: Told
    others: tuple[Told, ...] = ()

    @property
    def contests(self) -> tuple[Told, ...]:
        """Every contest of which there are candidates."""
        return tuple(one for one in (self.main, *self.others) if one.candidates)

    @property
    def question(self) -> Question:
        """How the question of the vote is read."""
        return question_of(f"{self.main.question} {self.main.title}", self.main.holder)


@dataclass(frozen=True)
class Reader:
    """One report, being read against its records; `anchored` is whether it speaks of this vote at all."""

    records: Records
    question: Question
    anchored: bool

    def drafts(self, sentence: Sentence, earlier: str) -> Iterator[Draft]:
        """What is understood of one sentence; `earlier` are the two before it."""
        found = numerals(sentence.plain)
        if self.anchored:
            yield from statements(sentence, self.records.main, self.question)
        if len(found) > MANY:
            yield from (not_checkable(mark_of(sentence, one), "It is one of a list of numbers.") for one in found)
            return
        done: dict[int, tuple[str, ...]] = {}
        for at, numeral in enumerate(found):
            following = found[at + 1] if at + 1 < len(found) else None
            yield from self._one(sentence, numeral, following, done, earlier)

    def _one(
        self,
        sentence: Sentence,
        numeral: Numeral,
        following: Numeral | None,
        done: dict[int, tuple[str, ...]],
        earlier: str,
    ) -> Iterator[Draft]:
        """One number; `done` holds the classes that an earlier number settled for this one, by where it stands."""
        place, main = Place(sentence.plain, numeral), self.records.main
        contest = contest_of(sentence.plain, self.records.contests, main.on)
        if numeral.kind is Kind.YEAR:
            yield read_year(sentence, numeral, contest)
        elif numeral.kind is Kind.DURATION:
            yield read_duration(sentence, numeral, contest, main.on)
        elif numeral.kind is Kind.OTHER:
            return
        elif is_needed(place) and self.anchored:
            yield read_need(sentence, numeral, main)
        elif main.candidates or (contest is not None and not OWN.search(place.clause)):
            yield from self._of_contest(sentence, numeral, contest or main, earlier)
        else:
            classes = self._classes(place, following, done)
            if classes or not _trivial(numeral):
                yield self._of_main(place, sentence, classes)

    def _classes(self, place: Place, following: Numeral | None, done: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
        numeral, text = place.numeral, place.sentence
        if numeral.start in done:
            return done[numeral.start]
        if following is not None and score(numeral, following, text):
            first, second = self._sides(numeral, following)
            done[following.start] = (second,)
            return (first,)
        if following is not None and apposed(numeral, following, text):
            found = counted(Place(text, following), self.question)
            if found is not None:
                done[following.start] = found.classes
                return found.classes
        found = counted(place, self.question)
        return () if found is None else found.classes

    def _sides(self, one: Numeral, other: Numeral) -> tuple[str, str]:
        """Which side of a score is which: the greater number is of the side that has more in the record."""
        for_, against = self.records.main.find("for"), self.records.main.find("against")
        more = "for" if for_ is None or against is None or for_.value >= against.value else "against"
        less = "against" if more == "for" else "for"
        return (more, less) if one.value >= other.value else (less, more)

    def _of_main(self, place: Place, sentence: Sentence, classes: tuple[str, ...]) -> Draft:
        """A number of a motion, unless its words say that it is of something else."""
        mark, main = mark_of(sentence, place.numeral), self.records.main
        reason = _elsewhere(place, main, classes)
        if reason is not None:
            return not_checkable(mark, reason)
        if not self.anchored:
            return not_checkable(mark, "The report does not say that it is about this vote.")
        if not classes:
            return not_checkable(mark, "The words do not say which figure of the vote it is.")
        about = claims(place.numeral, classes, place.after)
        if not about:
            return not_checkable(mark, "The record has no such share.")
        voted = VOTE.search(sentence.plain) or RESULT.search(sentence.plain)
        entitled = main.find("entitled")
        words = f"{main.title} {main.question} {main.organisation}".lower()
        part = partial(place, words, None if entitled is None else entitled.value)
        return Draft(mark, main, about, sure=bool(voted) and not part and self._own(sentence.plain))

    def _own(self, text: str) -> bool:
        """Whether a sentence speaks of the vote in words that are its own, not only of some vote."""
        names = surnames(self.records.main.holder)
        return (
            bool(THIS.search(text))
            or not names
            or any(re.search(rf"\b{re.escape(one)}\b(?!'s)", text) for one in names)
        )

    def _of_contest(self, sentence: Sentence, numeral: Numeral, contest: Told, earlier: str) -> Iterator[Draft]:
        place = Place(sentence.plain, numeral)
        found = counted(place, Question(NOBODY, None))
        of_papers = {"returned", "spoiled", "blank", "valid", "entitled", "not-returned"}
        if supposed(place.clause) or FOREIGN.search(place.clause):
            yield not_checkable(
                mark_of(sentence, numeral), "It is not said to have happened in this contest.", contest
            )
        elif found is not None and set(found.classes) <= of_papers:
            sure = bool(VOTE.search(sentence.plain))
            yield Draft(mark_of(sentence, numeral), contest, claims(numeral, found.classes, place.after), sure=sure)
        elif numeral.shared or not _trivial(numeral):
            yield read_votes(sentence, numeral, contest, earlier)


def _trivial(numeral: Numeral) -> bool:
    """Whether a number is one of those that stand in any sentence: one or two, in words."""
    return not numeral.shared and numeral.value <= TRIVIAL and numeral.text.isalpha()


def _elsewhere(place: Place, main: Told, classes: tuple[str, ...]) -> str | None:
    """Why a number is not of this vote, or not said to be a fact; None where nothing says so."""
    clause, sentence = place.clause, place.sentence
    vocabulary = f"{main.title} {main.question} {main.organisation}".lower()
    own = OWN.search(clause) or any(name in clause for name in surnames(main.holder))
    for pattern, reason in (
        (LEAVING, "It is of resignations or of posts; the record holds no full list of them."),
        (FOREIGN, "It is of another vote, or of something that is no vote."),
        (UNITS, "It counts others than the papers of this vote."),
    ):
        found = pattern.search(_near(place, pattern) if classes else clause if own else sentence)
        if found and found.group().lower() not in vocabulary:
            return reason
    if NEGATED.search(place.before):
        return "It is named in order to be denied."
    if supposed(clause) or sentence.rstrip("\"') ").endswith("?"):
        return "It is not said as a fact: it is supposed, asked or expected."
    if other_motion(sentence, vocabulary + " " + " ".join(surnames(main.holder)).lower()):
        return "It is of a motion on something else."
    if other_year(clause, main.on.year) or opens_elsewhen(sentence, main.on.year):
        return "It is of another time."
    return None


def _near(place: Place, pattern: re.Pattern[str]) -> str:
    """Where a number that counts a class could still be of something else: who left is never in a predicate."""
    if pattern is LEAVING:
        return ""
    return place.clause if pattern is FOREIGN else re.split(r"[,;:.]", place.after[:60], maxsplit=1)[0]


def read_report(text: str, records: Records) -> tuple[Draft, ...]:
    """Everything that a report says and that could be a figure of a vote, in order."""
    found = sentences(text)
    reader = Reader(records, records.question, anchored=_anchored(plain(text), records))
    drafts: list[Draft] = []
    for number, sentence in enumerate(found):
        earlier = " ".join(one.plain for one in found[max(0, number - 2) : number])
        drafts.extend(reader.drafts(sentence, earlier))
    return tuple(drafts)


def _anchored(text: str, records: Records) -> bool:
    """Whether a report names whom the vote is about, a candidate, or the words of its organisation or its question."""
    main = records.main
    people = [name for one in (main.holder, *main.candidates) for name in surnames(one)]
    if any(re.search(rf"\b{re.escape(name)}\b", text) for name in people):
        return True
    words = set(re.findall(r"[a-z]{4,}", f"{main.organisation} {main.title} {main.question}".lower()))
    said = set(re.findall(r"[a-z]{4,}", text.lower()))
    return bool(VOTE.search(text)) and len((words - STOP) & said) >= 1
