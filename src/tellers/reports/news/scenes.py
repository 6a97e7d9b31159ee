"""The sentences of a report in order, each with what it is about and what those before it leave to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tellers.reports.news.clause import DENIAL
from tellers.reports.news.contests import contest_again, contest_of, on_another_day, others_named
from tellers.reports.news.numerals import Numeral
from tellers.reports.news.sentences import Sentence, sentences
from tellers.reports.news.topics import Topic, Topics
from tellers.reports.told import Told

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

    @property
    def firm(self) -> bool:
        """Whether it is about this vote and no other, so that a figure in it can be called wrong."""
        return self.topic is Topic.THIS or (self.topic is Topic.UNSAID and self.carried is Topic.THIS)


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
        yield Scene(sentence, earlier, topic, carried, said or again, explicit, denied)
        carried = carried if topic is Topic.UNSAID else topic
        foreign = paragraph if topic in {Topic.OTHER, Topic.MIXED} else foreign
