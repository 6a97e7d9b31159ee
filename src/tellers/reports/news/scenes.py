"""The sentences of a report in order, each with what it is about and what those before it leave to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tellers.reports.news.clause import DENIAL, Place
from tellers.reports.news.contests import contest_again, contest_of, on_another_day, others_named
from tellers.reports.news.lexicon import VOTE
from tellers.reports.news.numerals import Numeral
from tellers.reports.news.plainwords import ASIDE_BODY
from tellers.reports.news.sentences import Sentence, sentences
from tellers.reports.news.topics import Topic, Topics
from tellers.reports.news.understood import odd_names
from tellers.reports.told import Told

CLAUSE_END = re.compile(r",(?!\d)|[;:.()]|\b(?:but|while|whereas)\b")
MAJORITY = re.compile(r"[\"']?(?:The|His|Her) majority(?:,| of| was)")
"""How a report goes back to its own vote, whatever it spoke of between."""
ENDED = re.compile(
    rf"{VOTE.pattern}|\b(?:won|lost|beat\w*|defeat\w*|carried|went down|fell|survived|seats?)\b", re.IGNORECASE
)
FORGOTTEN = 2
"""How many paragraphs after another vote was spoken of "the motion" is this one again."""

SPOKEN = 4
"""In how many sentences before one whom "she" is is looked for."""

REMEMBERED = 2
"""How many sentences after one on a contest a name or a great number still is of it."""


@dataclass(frozen=True)
class Scene:
    """A sentence where it stands: those before it, what it is about, and what those before it were about.

    `contest` is the contest that it may speak of, and `said` whether it says so itself.
    `denied` is whether the next sentence takes back what it says.
    """

    sentence: Sentence
    earlier: str
    topic: Topic
    carried: Topic
    contest: Told | None
    said: bool
    denied: bool = False
    topics: Topics | None = None
    before: str = ""

    @property
    def firm(self) -> bool:
        """Whether it is about this vote and no other, so that a figure in it can be called wrong."""
        return self._of_this(self.topic)

    def firm_at(self, place: Place) -> bool:
        """Whether a number is of this vote by the words up to its own: what comes behind its clause is not asked."""
        end = CLAUSE_END.search(place.sentence, place.numeral.end)
        until = place.sentence[: end.start() if end else len(place.sentence)]
        if self.topics is not None and MAJORITY.match(place.sentence) and not self._after_another(self.topics):
            return True
        if self.firm or self.topics is None or end is None or next(odd_names(until, self.topics.main), None):
            return self.firm
        return self._of_this(self.topics.topic(until, free=self.carried is Topic.THIS))

    def _after_another(self, topics: Topics) -> bool:
        """Whether the sentence before is of how another vote went, whose majority might be meant."""
        left = _left(topics, topics.topic(self.before, free=False), self.before)
        own = left is Topic.THIS and ASIDE_BODY.search(self.before) is None
        return ENDED.search(self.before) is not None and not own

    def _of_this(self, topic: Topic) -> bool:
        return topic is Topic.THIS or (topic is Topic.UNSAID and self.carried is Topic.THIS)


@dataclass
class Settled:
    """What earlier numbers of a sentence settle: classes by where a number stands, its partner, the last classes.

    `partners` are the other numbers of a contest's scores by where one stands; `before` are the
    last classes of the sentence before, which "that is 80%" goes back to; what goes back so is `doubtful`, and never
    wrong.
    """

    classes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    beside: dict[int, int] = field(default_factory=dict)
    last: tuple[Numeral, tuple[str, ...]] | None = None
    before: tuple[str, ...] = ()
    doubtful: set[int] = field(default_factory=set)
    partners: dict[int, Numeral] = field(default_factory=dict)

    def pair(self, one: Numeral, other: Numeral) -> None:
        """Two numbers that are one statement."""
        self.beside[one.start], self.beside[other.start] = other.start, one.start


def _left(topics: Topics, topic: Topic, words: str) -> Topic:
    """What a sentence leaves to the next: of this vote and another the one that its first clause is about."""
    end = CLAUSE_END.search(words)
    opens = end is not None and topics.topic(words[: end.start()], free=False) is Topic.THIS
    return Topic.THIS if topic is Topic.MIXED and opens else topic


def scenes(text: str, main: Told, contests: tuple[Told, ...]) -> Iterator[Scene]:
    """Each sentence with what came before it; a report begins with its own vote."""
    topics, carried = Topics.of(main), Topic.THIS
    last, age = None, 0
    paragraph = end = 0
    foreign = -FORGOTTEN
    found = sentences(text)
    for number, sentence in enumerate(found):
        words = sentence.plain
        paragraph, end = paragraph + ("\n" in text[end : sentence.start]), sentence.start + len(sentence.text)
        topic = topics.topic(words, free=carried is Topic.THIS or paragraph - foreign >= FORGOTTEN)
        said = contest_of(words, contests, main)
        again = None if last is None or age > REMEMBERED else contest_again(words, last, main)
        last, age = (said or again, 0) if said or again else (last, age + 1)
        explicit = (said is not None or others_named(words, again, main)) and not on_another_day(words, said or again)
        earlier = " ".join(one.plain for one in found[max(0, number - SPOKEN) : number])
        following = found[number + 1].plain if number + 1 < len(found) else ""
        denied = DENIAL.match(following) is not None
        yield Scene(
            sentence,
            earlier,
            topic,
            carried,
            said or again,
            explicit,
            denied,
            topics,
            found[number - 1].plain if number else "",
        )
        carried = carried if topic is Topic.UNSAID else _left(topics, topic, words)
        foreign = paragraph if topic in {Topic.OTHER, Topic.MIXED} else foreign
