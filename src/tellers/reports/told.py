"""One vote as a record tells it: its figures, what they do and what could follow, whatever they were read from.

Claims are held against this, so a case, a declaration.json and a file of facts are judged by the same code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tellers.decisions.conditions import Met
from tellers.decisions.next_steps import NextStep, Way
from tellers.figures import Figure, weakest
from tellers.proceedings.declaration import Declaration
from tellers.reports import wording
from tellers.rulebook.thresholds import Op


@dataclass(frozen=True)
class ToldWay:
    """What a next step needs under one reading of it; None is what the record does not tell."""

    choices: tuple[str, ...]
    body: str | None
    body_name: str | None
    more_than: bool
    share: Fraction | None
    base_size: int | None
    needed: int | None

    @property
    def compares(self) -> bool:
        """Whether the number is a share of a body whose size is known."""
        return self.share is not None and self.base_size is not None


@dataclass(frozen=True)
class ToldStep:
    """A procedure that could follow; `number` is what it needs in words, `applies` whether it can begin, in words."""

    procedure: str
    title: str
    number: str
    grounds: str
    applies: str
    ways: tuple[ToldWay, ...]
    disputed: bool
    lines: tuple[str, ...]

    @property
    def head(self) -> str:
        """The step with what it needs: "Challenge to the leader: 50 of 249 nominations"."""
        return f"{self.title}: {self.number}" if self.number else self.title

    @property
    def bodies(self) -> str:
        """The body on which it is measured; several where that turns on a reading."""
        return ", or ".join(dict.fromkeys(way.body_name for way in self.ways if way.body_name is not None))

    @property
    def needed(self) -> int | None:
        """The number, None where it is not known or turns on a reading."""
        return self.ways[0].needed if len({way.needed for way in self.ways}) == 1 else None

    @property
    def base_size(self) -> int | None:
        """The size of the body, None where it is not known or turns on a reading."""
        return self.ways[0].base_size if len({way.base_size for way in self.ways}) == 1 else None


@dataclass(frozen=True)
class ToldNeed:
    """What the vote itself needed: its majority, or its quorum; None is what the record does not tell."""

    rule: str
    text: str
    count: str
    base: str | None
    base_size: int | None
    needed: int | None
    share: Fraction | None
    grounds: str
    assumed: bool


@dataclass(frozen=True)
class Departure:
    """Somebody who left a post: how is `resigned`, `dismissed`, `left` or `died`."""

    post: str
    who: str
    on: date
    how: str


@dataclass(frozen=True)
class Departures:
    """Who left which post, as far as the record tells; `whole` where it is a case's own list of posts.

    `posts` are the titles of those posts, `vacant` those that nobody held after all of it.
    """

    title: str
    listed: tuple[Departure, ...]
    posts: tuple[str, ...]
    vacant: tuple[str, ...]
    whole: bool
    source: str


@dataclass(frozen=True)
class ToldEffect:
    """What the outcome does; `grounds` is the clause, or what is assumed."""

    text: str
    binding: bool
    grounds: str


@dataclass(frozen=True)
class Told:
    """A vote as the record tells it.

    `winners` and `candidates` are of a contest. `origin` is what the figures were read from where that is no
    declaration; a declaration's figures say themselves how they are known. `needs` is what the vote itself needed, and
    `departures` who left a post meanwhile, where the record has a list of posts.
    """

    title: str
    organisation: str
    question: str
    on: date
    known_on: date
    figures: tuple[Figure, ...]
    outcome: str | None
    effects: tuple[ToldEffect, ...] = ()
    steps: tuple[ToldStep, ...] = ()
    holder: str | None = None
    office: str | None = None
    candidates: tuple[str, ...] = ()
    winners: tuple[str, ...] = ()
    origin: str | None = None
    needs: tuple[ToldNeed, ...] = ()
    departures: Departures | None = None

    def find(self, id_: str) -> Figure | None:
        """The figure of an id, as `for` or `for-of-valid`; None where the record has none."""
        return next((figure for figure in self.figures if figure.id == id_), None)

    def size(self, id_: str) -> int | None:
        """The value of a figure; None where the record has none."""
        figure = self.find(id_)
        return None if figure is None else figure.value

    @property
    def sizes(self) -> Mapping[int, str]:
        """The bases of a motion by their sizes; of two of one size the one that holds the other."""
        known = {"valid": self.size("valid"), "papers": self.size("returned"), "entitled": self.size("entitled")}
        return {size: base for base, size in known.items() if size is not None}

    @property
    def signed(self) -> bool:
        """Whether it is a petition, in which signatures are counted."""
        return self.find("signatures") is not None

    @property
    def vocabulary(self) -> str:
        """The words by which the vote is known, in small letters."""
        return f"{self.title} {self.question} {self.organisation}".lower()

    @property
    def names(self) -> tuple[str, ...]:
        """Whoever it is about: the holder, and every candidate."""
        return tuple(name for name in (self.holder, *self.candidates) if name is not None)

    def shares(self, counts: str) -> tuple[Figure, ...]:
        """Every share of one class or one candidate that is a share of something, in the order of the record."""
        found = (one for one in self.figures if one.fraction is not None)
        return tuple(one for one in found if one.id.startswith(f"{counts}-of-") or one.counts == counts)

    def step(self, procedure: str) -> ToldStep | None:
        """The next step of a procedure, None where the record names none."""
        return next((step for step in self.steps if step.procedure == procedure), None)

    def sourced(self, figure: Figure) -> str:
        """Where a figure is from, and how it is known."""
        return f"{figure.source}, {figure.known.value}" if self.origin is None else figure.source


def told_of(declaration: Declaration) -> Told:
    """A declaration as a record that claims are held against."""
    subject, finding = declaration.subject, declaration.finding
    return Told(
        title=subject.title,
        organisation=subject.organisation,
        question=subject.question,
        on=declaration.on,
        known_on=declaration.known_on,
        figures=with_majority(declaration.figures),
        outcome=finding.outcome.value,
        effects=tuple(
            ToldEffect(one.effect.text, one.effect.binding, str(one.effect.grounds)) for one in finding.effects
        ),
        steps=tuple(step_of(step) for step in declaration.could_follow),
        holder=subject.holder,
        office=subject.office,
        needs=needs_of(finding.thresholds),
    )


def needs_of(thresholds: Iterable[Met]) -> tuple[ToldNeed, ...]:
    """The thresholds of a finding, as claims are held against them."""
    return tuple(
        ToldNeed(
            rule=one.rule,
            text=one.threshold.text,
            count=str(one.threshold.count),
            base=one.threshold.base,
            base_size=None if one.base_size is None else int(one.base_size),
            needed=one.needed,
            share=None if one.threshold.fraction is None else Fraction(one.threshold.fraction),
            grounds=str(one.grounds),
            assumed=one.grounds.clause is None,
        )
        for one in thresholds
    )


def with_majority(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures of a motion, and the distance between for and against, which is known as they are."""
    by_id = {figure.id: figure for figure in figures}
    if "for" not in by_id or "against" not in by_id:
        return figures
    for_, against = by_id["for"], by_id["against"]
    distance = abs(for_.value - against.value)
    known = weakest(for_.known, against.known)
    return (*figures, Figure("majority", "majority", distance, known, for_.source))


def step_of(step: NextStep) -> ToldStep:
    """A next step as a claim is held against it."""
    return ToldStep(
        procedure=step.procedure.id,
        title=step.procedure.title,
        number=wording.step_number(step),
        grounds=step.grounds,
        applies=wording.step_applies(step),
        ways=tuple(_way(way) for way in step.ways),
        disputed=any(not reading.settled for reading in step.readings),
        lines=step.lines,
    )


def _way(way: Way) -> ToldWay:
    return ToldWay(
        choices=tuple(choice for _, choice in way.choices),
        body=None if way.body is None else way.body.id,
        body_name=None if way.body is None else way.body.name,
        more_than=way.threshold is not None and way.threshold.op is Op.MORE_THAN,
        share=way.share,
        base_size=way.base_size,
        needed=way.needed,
    )
