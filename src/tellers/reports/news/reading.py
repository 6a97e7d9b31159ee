"""Reads a report sentence by sentence: each number becomes a claim of the record, or is left alone with a reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tellers.reports.news.anchors import anchored
from tellers.reports.news.classes import WHOLES, Question, question_of
from tellers.reports.news.clause import CORRECTED, Place
from tellers.reports.news.contests import OF_NOW, of_contest, of_year, read_duration, read_year, trivial
from tellers.reports.news.counts import claims, counted
from tellers.reports.news.departures import is_departure, read_departure
from tellers.reports.news.draft import Draft, mark_of, not_checkable
from tellers.reports.news.elsewhere import OWN, elsewhere
from tellers.reports.news.lexicon import HEDGES, VOTE
from tellers.reports.news.lines import is_line, read_line
from tellers.reports.news.needs import is_needed, read_need
from tellers.reports.news.numerals import Kind, Numeral, numerals
from tellers.reports.news.pairs import LINK, apposed, coordinated, outvoted, ranged, score
from tellers.reports.news.parts import partial
from tellers.reports.news.scenes import Scene, Settled, scenes
from tellers.reports.news.sentences import plain
from tellers.reports.news.statements import statements
from tellers.reports.news.topics import Topic
from tellers.reports.news.votes import read_score
from tellers.reports.told import Told

SIGNED = re.compile(r"\b(?:sign(?:ed|atures?|atories|ers)|petition)\b", re.IGNORECASE)
OF_BODY = re.compile(r"\s*(?:of (?:his|her|their|the) )?(?:[\w-]+ )?mps\b", re.IGNORECASE)
"""Right behind a number: those who vote on a motion, not in a contest of the members."""
RESULT = re.compile(r"\bresult\b|\bthe two sides\b|\boutnumber\w*\b", re.IGNORECASE)
PART = 50
"""Of so many a number that is less than a fifth may count a part."""
ALL = re.compile(r"\b(?:only|just|a mere|all|total(?: of)?)\s+$", re.IGNORECASE)

AGAIN = re.compile(
    r"\b(?:that|it|this|which)(?: (?:is|was|means|makes|equals|represents|comes to|works out (?:at|as))|'s)"
    rf"(?: still| even)? {HEDGES}$",
    re.IGNORECASE,
)
"""Words that say a number again in another form."""

MANY = 40
"""The most numbers of a sentence; more are a table, which no grammar of sentences reads."""


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
        question = question_of(f"{self.main.question} {self.main.title}", self.main.holder)
        return replace(question, signed=self.main.signed)


@dataclass(frozen=True)
class Reader:
    """One report, being read against its records; `anchored` is whether it speaks of this vote at all."""

    records: Records
    question: Question
    anchored: bool

    def drafts(self, scene: Scene, settled: Settled) -> Iterator[Draft]:
        """What is understood of one sentence; `settled` is filled by it."""
        found = numerals(scene.sentence.plain)
        if self.anchored:
            yield from statements(scene.sentence, self.records.main, self.question)
        if len(found) > MANY:
            yield from (
                not_checkable(mark_of(scene.sentence, one), "It is one of a list of numbers.") for one in found
            )
            return
        taken_back = scene.denied or CORRECTED.search(scene.sentence.plain) is not None
        for at, numeral in enumerate(found):
            following = found[at + 1] if at + 1 < len(found) else None
            for draft in self._one(scene, numeral, following, settled):
                yield _doubted(draft) if taken_back else draft

    def _one(self, scene: Scene, numeral: Numeral, following: Numeral | None, settled: Settled) -> Iterator[Draft]:
        sentence, main, contest = scene.sentence, self.records.main, scene.contest
        place = Place(sentence.plain, numeral)
        if numeral.kind is Kind.YEAR:
            yield read_year(sentence, numeral, contest)
        elif numeral.kind is Kind.DURATION:
            yield read_duration(sentence, numeral, contest, main.on)
        elif numeral.kind is Kind.OTHER:
            return
        elif self.anchored and is_line(place, main):
            against = self.question.sides is not None and self.question.sides[0] == "against"
            yield replace(read_line(sentence, place, main, against=against), sure=scene.firm)
        elif self.anchored and is_departure(place):
            yield read_departure(sentence, place, main, firm=scene.firm)
        elif self.anchored and is_needed(place, main):
            yield replace(read_need(sentence, numeral, main), sure=scene.firm)
        elif main.candidates or (
            contest is not None and not OWN.search(place.clause) and not OF_BODY.match(place.after)
        ):
            yield from self._of_contest(scene, numeral, following, settled)
        else:
            classes = self._classes(place, following, settled)
            if classes or not trivial(place):
                yield self._of_main(place, scene, classes, settled)

    def _of_contest(
        self, scene: Scene, numeral: Numeral, following: Numeral | None, settled: Settled
    ) -> Iterator[Draft]:
        """A number of a contest, which the report is about or which it only mentions."""
        place = Place(scene.sentence.plain, numeral)
        spoken = scene.contest or self.records.main
        contest = of_year(place, spoken, self.records.main, self.records.contests)
        if following is not None and score(numeral, following, scene.sentence.plain):
            settled.classes[following.start] = ()
            settled.pair(numeral, following)
            settled.partners |= {numeral.start: following, following.start: numeral}
        if contest is None:
            yield not_checkable(mark_of(scene.sentence, numeral), "It is of another year.")
            return
        own = contest == self.records.main
        partner = settled.partners.get(numeral.start)
        if partner is not None:
            found: Iterator[Draft] = iter((read_score(scene.sentence, numeral, partner, contest),))
        else:
            found = of_contest(scene.sentence, numeral, contest, scene.earlier)
        mixed = not own and partner is not None and OF_NOW.search(scene.sentence.plain) is not None
        firm = (scene.firm if own else scene.said) and not mixed
        firm = firm and (self.anchored or scene.topic is Topic.THIS)
        for draft in found:
            yield replace(draft, sure=draft.sure and firm)

    def _classes(self, place: Place, following: Numeral | None, settled: Settled) -> tuple[str, ...]:
        found = self._read_classes(place, following, settled)
        if not found and settled.last is not None and coordinated(settled.last[0], place):
            found = settled.last[1]
        if not found and place.numeral.shared and AGAIN.search(place.before):
            said = settled.before if settled.last is None else settled.last[1]
            settled.doubtful |= {place.numeral.start} if said else set()
            return said
        if found and not set(found) <= WHOLES:
            settled.last = (place.numeral, found)
        return found

    def _read_classes(self, place: Place, following: Numeral | None, settled: Settled) -> tuple[str, ...]:
        numeral, text = place.numeral, place.sentence
        if numeral.start in settled.classes:
            return settled.classes[numeral.start]
        if following is not None and (score(numeral, following, text) or self._known_score(numeral, following, text)):
            first, second = self._sides(numeral, following)
            settled.classes[following.start] = (second,)
            settled.pair(numeral, following)
            return (first,)
        if numeral.ratio:
            return (self._more,) if outvoted(place) else ()
        if following is not None and apposed(numeral, following, text):
            found = counted(Place(text, following), self.question)
            if found is not None:
                settled.classes[following.start] = found.classes
                settled.pair(numeral, following)
                return found.classes
        if ranged(place, following):
            return ()
        found = counted(place, self.question)
        return () if found is None else found.classes

    def _known_score(self, one: Numeral, other: Numeral, sentence: str) -> bool:
        """Whether two numbers stand like a score, and the greater, which comes first, is the record's greater side."""
        known = self.records.main.size(self._more)
        linked = one.kind is other.kind is Kind.COUNT and LINK.match(sentence[one.end : other.start]) is not None
        return linked and known == one.value and other.value < one.value

    @property
    def _more(self) -> str:
        """The side that has more in the record."""
        for_, against = self.records.main.find("for"), self.records.main.find("against")
        return "for" if for_ is None or against is None or for_.value >= against.value else "against"

    def _sides(self, one: Numeral, other: Numeral) -> tuple[str, str]:
        """Which side of a score is which: the greater number is of the side that has more in the record."""
        more = self._more
        less = "against" if more == "for" else "for"
        return (more, less) if one.value >= other.value else (less, more)

    def _of_main(self, place: Place, scene: Scene, classes: tuple[str, ...], settled: Settled) -> Draft:
        """A number of a motion, unless its words say that it is of something else."""
        mark, main = mark_of(scene.sentence, place.numeral), self.records.main
        if place.numeral.ratio and scene.topic not in {Topic.THIS, Topic.MIXED}:
            return not_checkable(mark, "The words do not say whose two sides are compared.")
        about = claims(place.numeral, classes, place.after, main.sizes)
        part = partial(place, main.vocabulary, main.sizes) or self._few(place, classes)
        reason = self._reason(place, classes, readable=bool(about), part=part)
        if reason is not None:
            return not_checkable(mark, reason)
        if place.numeral.start in settled.doubtful:
            return Draft(mark, main, about, sure=False)
        text = scene.sentence.plain
        firm = scene.firm_at(place) and bool(
            VOTE.search(text) or RESULT.search(text) or (main.signed and SIGNED.search(text))
        )
        beside = None if part else settled.beside.get(place.numeral.start)
        among = not part and scene.topic is Topic.UNSAID
        return Draft(mark, main, about, sure=firm and not part, beside=beside, among=among)

    def _few(self, place: Place, classes: tuple[str, ...]) -> bool:
        """Whether a number is so much less than the record's that it may count a part: nobody says that it is all."""
        sizes = [self.records.main.size(one) or 0 for one in classes]
        if place.numeral.value == 1 and place.numeral.text.isalpha() and not ALL.search(place.before):
            return True  # "one of them spoiled it by writing a name on it" tells of one, and counts nobody
        few = not place.numeral.shared and bool(sizes) and min(sizes) >= PART and place.numeral.value * 5 < min(sizes)
        return few and not ALL.search(place.before)

    def _reason(self, place: Place, classes: tuple[str, ...], *, readable: bool, part: bool) -> str | None:
        """Why a number of a motion cannot be held against the record; None where it can."""
        reason = elsewhere(place, self.records.main, classes)
        if reason is not None:
            return reason
        if not self.anchored:
            return "The report does not say that it is about this vote."
        if not classes:
            return "The words do not say which figure of the vote it is."
        if part and place.numeral.relation in {"at least", "more than"}:
            return "It may count only some of those who voted."
        return None if readable else "The record has no such share."


def read_report(text: str, records: Records) -> tuple[Draft, ...]:
    """Everything that a report says and that could be a figure of a vote, in order."""
    reader = Reader(records, records.question, anchored=anchored(plain(text), records.main))
    drafts: list[Draft] = []
    before: tuple[str, ...] = ()
    for scene in scenes(text, records.main, records.contests):
        settled = Settled(before=before)
        drafts.extend(reader.drafts(scene, settled))
        if settled.last is not None or numerals(scene.sentence.plain):
            before = () if settled.last is None else settled.last[1]
    return tuple(drafts)


def _doubted(draft: Draft) -> Draft:
    """What the report may say only to take it back, so that no number beside it makes it wrong."""
    return replace(draft, sure=False, beside=None, among=False)
