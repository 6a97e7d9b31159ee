"""Reads a report sentence by sentence: each number becomes a claim of the record, or is left alone with a reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tellers.reports.news.classes import Question, question_of, surnames
from tellers.reports.news.clause import Place
from tellers.reports.news.contests import (
    contest_again,
    contest_of,
    of_contest,
    others_named,
    read_duration,
    read_year,
    trivial,
)
from tellers.reports.news.counts import apposed, claims, coordinated, counted, outvoted, score
from tellers.reports.news.draft import Draft, mark_of, not_checkable
from tellers.reports.news.elsewhere import OWN, elsewhere
from tellers.reports.news.lexicon import VOTE
from tellers.reports.news.needs import is_needed, read_need
from tellers.reports.news.numerals import Kind, Numeral, numerals
from tellers.reports.news.parts import partial
from tellers.reports.news.sentences import Sentence, plain, sentences
from tellers.reports.news.statements import statements
from tellers.reports.news.topics import Topic, Topics
from tellers.reports.told import Told

RESULT = re.compile(r"\bresult\b", re.IGNORECASE)
REMEMBERED = 2
"""How many sentences after one on a contest a name or a great number still is of it."""

MANY = 40
"""The most numbers of a sentence; more are a table, which no grammar of sentences reads."""

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
class Scene:
    """A sentence where it stands: the two before it, what it is about, and what those before it were about.

    `contest` is the contest that it may speak of, and `said` whether it says so itself.
    """

    sentence: Sentence
    earlier: str
    topic: Topic
    carried: Topic
    contest: Told | None
    said: bool

    @property
    def firm(self) -> bool:
        """Whether it is about this vote and no other, so that a figure in it can be called wrong."""
        return self.topic is Topic.THIS or (self.topic is Topic.UNSAID and self.carried is Topic.THIS)


@dataclass
class Settled:
    """What earlier numbers of a sentence settle: classes by where a number stands, its partner, the last classes."""

    classes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    beside: dict[int, int] = field(default_factory=dict)
    last: tuple[Numeral, tuple[str, ...]] | None = None

    def pair(self, one: Numeral, other: Numeral) -> None:
        """Two numbers that are one statement."""
        self.beside[one.start], self.beside[other.start] = other.start, one.start


@dataclass(frozen=True)
class Reader:
    """One report, being read against its records; `anchored` is whether it speaks of this vote at all."""

    records: Records
    question: Question
    anchored: bool

    def drafts(self, scene: Scene) -> Iterator[Draft]:
        """What is understood of one sentence."""
        found = numerals(scene.sentence.plain)
        if self.anchored:
            yield from statements(scene.sentence, self.records.main, self.question)
        if len(found) > MANY:
            yield from (
                not_checkable(mark_of(scene.sentence, one), "It is one of a list of numbers.") for one in found
            )
            return
        settled = Settled()
        for at, numeral in enumerate(found):
            following = found[at + 1] if at + 1 < len(found) else None
            yield from self._one(scene, numeral, following, settled)

    def _one(self, scene: Scene, numeral: Numeral, following: Numeral | None, settled: Settled) -> Iterator[Draft]:
        sentence, main, contest = scene.sentence, self.records.main, scene.contest
        place = Place(sentence.plain, numeral)
        if numeral.kind is Kind.YEAR:
            yield read_year(sentence, numeral, contest)
        elif numeral.kind is Kind.DURATION:
            yield read_duration(sentence, numeral, contest, main.on)
        elif numeral.kind is Kind.OTHER:
            return
        elif is_needed(place, main) and self.anchored:
            yield replace(read_need(sentence, numeral, main), sure=scene.firm)
        elif main.candidates or (contest is not None and not OWN.search(place.clause)):
            for draft in of_contest(scene.sentence, numeral, contest or main, scene.earlier):
                yield replace(draft, sure=draft.sure and (scene.said or contest is None))
        else:
            classes = self._classes(place, following, settled)
            if classes or not trivial(numeral):
                yield self._of_main(place, scene, classes, settled)

    def _classes(self, place: Place, following: Numeral | None, settled: Settled) -> tuple[str, ...]:
        found = self._read_classes(place, following, settled)
        if not found and settled.last is not None and coordinated(settled.last[0], place):
            found = settled.last[1]
        if found:
            settled.last = (place.numeral, found)
        return found

    def _read_classes(self, place: Place, following: Numeral | None, settled: Settled) -> tuple[str, ...]:
        numeral, text = place.numeral, place.sentence
        if numeral.start in settled.classes:
            return settled.classes[numeral.start]
        if following is not None and score(numeral, following, text):
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
        found = counted(place, self.question)
        return () if found is None else found.classes

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
        reason = elsewhere(place, main, classes)
        if reason is not None:
            return not_checkable(mark, reason)
        if not self.anchored:
            return not_checkable(mark, "The report does not say that it is about this vote.")
        if not classes:
            return not_checkable(mark, "The words do not say which figure of the vote it is.")
        about = claims(place.numeral, classes, place.after, main.sizes)
        if not about:
            return not_checkable(mark, "The record has no such share.")
        part = partial(place, main.vocabulary, main.sizes)
        if part and place.numeral.relation in {"at least", "more than"}:
            return not_checkable(mark, "It may count only some of those who voted.")
        text = scene.sentence.plain
        firm = scene.firm and bool(VOTE.search(text) or RESULT.search(text))
        beside = None if part else settled.beside.get(place.numeral.start)
        among = not part and scene.topic is Topic.UNSAID
        return Draft(mark, main, about, sure=firm and not part, beside=beside, among=among)


def read_report(text: str, records: Records) -> tuple[Draft, ...]:
    """Everything that a report says and that could be a figure of a vote, in order."""
    reader = Reader(records, records.question, anchored=_anchored(plain(text), records))
    return tuple(draft for scene in _scenes(sentences(text), records) for draft in reader.drafts(scene))


def _scenes(found: tuple[Sentence, ...], records: Records) -> Iterator[Scene]:
    """Each sentence with what came before it; a report begins with its own vote."""
    topics, carried = Topics.of(records.main), Topic.THIS
    last, age = None, 0
    for number, sentence in enumerate(found):
        earlier = " ".join(one.plain for one in found[max(0, number - 2) : number])
        topic = topics.topic(sentence.plain)
        said = contest_of(sentence.plain, records.contests, records.main)
        again = None if last is None or age > REMEMBERED else contest_again(sentence.plain, last, records.main)
        last, age = (said or again, 0) if said or again else (last, age + 1)
        yield Scene(
            sentence,
            earlier,
            topic,
            carried,
            said or again,
            said is not None or others_named(sentence.plain, again, records.main),
        )
        carried = carried if topic is Topic.UNSAID else topic


def _anchored(text: str, records: Records) -> bool:
    """Whether a report names whom the vote is about, a candidate, or the words of its organisation or its question."""
    main = records.main
    people = [name for one in (main.holder, *main.candidates) for name in surnames(one)]
    if any(re.search(rf"\b{re.escape(name)}\b", text) for name in people):
        return True
    words = set(re.findall(r"[a-z]{4,}", f"{main.organisation} {main.title} {main.question}".lower()))
    said = set(re.findall(r"[a-z]{4,}", text.lower()))
    return bool(VOTE.search(text)) and len((words - STOP) & said) >= 1
