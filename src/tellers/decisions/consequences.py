"""The tree of consequences: for each way a procedure can end, what follows, for whom, by when, by which clause.

It is read from the rule book alone, as on a day. Where live readings differ, so does the tree; where the book says
nothing, the tree says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from tellers.decisions.custody import custody
from tellers.decisions.endings import Way, named, ways_to_end
from tellers.decisions.posts import comes_with, filling, hole, taken, vacated
from tellers.decisions.second import Account, lasting, second
from tellers.decisions.silence import silence
from tellers.decisions.tree import Kind, Node, Tree
from tellers.decisions.under_readings import Told, held, merged
from tellers.rulebook.book import Edition, RuleBook
from tellers.rulebook.effects import Does, Effect, effects_of
from tellers.rulebook.motions import Motion
from tellers.rulebook.nominations import Nomination, When
from tellers.rulebook.outcomes import Ending, Outcome
from tellers.rulebook.petitions import Petition
from tellers.rulebook.procedures import Procedure
from tellers.rulebook.readings import Choice
from tellers.rulebook.rulings import Ruling

DEPTH = 4
"""How many procedures stand one inside the other before the tree stops, the first among them."""

MOST = 200
"""How many procedures are told in full before the tree stops; a circle of many would never end."""

SUCCESS = frozenset({Outcome.CARRIED, Outcome.TRIGGERED, Outcome.ADMITTED, Outcome.ELECTED})
"""The outcomes on which the procedures begin that a procedure `opens`."""

LABELS: dict[Outcome | Ending, str] = {Ending.TARGET_RESIGNS: "holder resigns"}
"""Endings that people call by other words than a book's."""

EMPTYING = frozenset({Does.VACATES, Does.REMOVES, Does.DISSOLVES})
FILLING = frozenset({Does.ELECTS, Does.APPOINTS})

CONDITIONS = {
    When.CHALLENGE: ", only while the office is held",
    When.VACANCY: ", only while the office is vacant",
    When.EITHER: "",
}
"""When nominations of each kind can be made."""

DECIDED = frozenset({
    Outcome.CARRIED,
    Outcome.LOST,
    Outcome.TIED,
    Outcome.INQUORATE,
    Outcome.ELECTED,
    Outcome.UNFILLED,
    Outcome.TRIGGERED,
    Outcome.NOT_TRIGGERED,
    Outcome.ADMITTED,
})  # fmt: skip
"""The outcomes that are shown of a procedure inside the tree, even where the book says nothing of them."""


def consequences(book: RuleBook, procedure: str, on: date, depth: int = DEPTH) -> Tree:
    """Everything that a procedure can lead to, by the rules as on a day."""
    walk = _Walk(book, book.on(on), on, depth)
    book.variants(procedure, on=on)  # refuses by name what is not there
    return Tree(book.organisation, book.title, book.fingerprint, on, _once(walk.procedure(procedure, "procedure"), {}))


@dataclass(frozen=True)
class _Walk:
    """A place in the tree: the procedures above it, outermost first, and how many more are opened.

    `told` is shared by all places: what stands below a procedure at a place is worked out once.
    """

    book: RuleBook
    edition: Edition
    on: date
    depth: int
    path: tuple[str, ...] = ()
    told: dict[tuple[str, ...], tuple[Node, ...]] = field(default_factory=dict, compare=False)

    def procedure(self, id_: str, label: str) -> Node:
        """A procedure with its endings, or why it is not told here."""
        if id_ not in self.edition.procedures:
            return hole(f"The procedure `{id_}` that should begin here is not in force on {self.on}.")
        accounts = self._accounts(id_)
        first = accounts[0][1]
        node = Node(Kind.PROCEDURE, label, first.title, id_, whom=self._office(first.office), grounds=first.grounds)
        if id_ in self.path:
            return replace(node, kind=Kind.CIRCLE, text=f"{first.title} again: from here the rule book goes round.")
        place = (*self.path, id_)
        if not self.depth or (place not in self.told and len(self.told) >= MOST):
            return replace(node, kind=Kind.ELSEWHERE, text=f"{first.title}: its own tree tells what follows from it.")
        if place not in self.told:
            self.told[place] = ()
            self.told[place] = tuple(replace(self, depth=self.depth - 1, path=place).inside(accounts))
        return replace(node, below=self.told[place])

    def inside(self, accounts: tuple[Account, ...]) -> Iterator[Node]:
        """What is disputed, the endings under each live reading, and what could follow whatever the end."""
        if not self.path[1:]:
            yield from self._disputes(accounts)
        for id_ in dict.fromkeys(id_ for _, one in accounts if isinstance(one, Ruling) for id_ in one.readings):
            yield from self._questions(id_)
        if not self.path[1:]:
            yield from merged([Told(readings, tuple(custody(one))) for readings, one in accounts])
        yield from merged([Told(readings, tuple(self.endings(one))) for readings, one in accounts])
        for id_ in dict.fromkeys(id_ for _, one in accounts for id_ in one.follows):
            yield self.procedure(id_, f"could follow{self._condition(id_)}")
        for id_ in dict.fromkeys(id_ for _, one in accounts if isinstance(one, Ruling) for id_ in one.appeal_to):
            yield self.procedure(id_, "an appeal lies to")

    def endings(self, procedure: Procedure) -> Iterator[Node]:
        """Each way to end with what follows; inside the tree only what is decided, or what the book speaks of."""
        outermost = not self.path[1:]
        for way in ways_to_end(procedure, self.edition):
            effects = effects_of(procedure.branches, way.on)
            if outermost or effects or way.on in DECIDED:
                text, label = way.when, LABELS.get(way.on, way.on.value.replace("-", " "))
                below = tuple(self._after(procedure, way, effects))
                yield Node(Kind.ENDING, label, text, way.on.value, grounds=way.grounds, below=below)
        if outermost and isinstance(procedure, Motion | Petition):
            yield second(procedure, [self._accounts(id_) for id_ in self.edition.procedures])

    def _after(self, procedure: Procedure, way: Way, effects: tuple[Effect, ...]) -> Iterator[Node]:
        opened = {effect.procedure for effect in effects if effect.does is Does.OPENS}
        begun = [id_ for id_ in procedure.opens if way.on in SUCCESS and id_ not in opened]
        for text, grounds in way.adds:
            yield Node(Kind.NOTE, "rule", text, grounds=grounds)
        for effect in effects:
            yield self._effect(effect, effects, procedure.office)
        for id_ in begun:
            yield self.procedure(id_, "opens")
        if not effects and not begun:
            yield from silence(procedure, way)
        office = procedure.office
        emptied = any(effect.does in EMPTYING and on_office(effect, office) == office for effect in effects)
        if way.on is Ending.TARGET_RESIGNS and office is not None and not emptied:
            yield from self._vacancy(office, effects, office)

    def _effect(self, effect: Effect, beside: tuple[Effect, ...], own: str | None) -> Node:
        return Node(
            Kind.EFFECT,
            "binding" if effect.binding else "advisory",
            effect.text,
            None if effect.does is None else effect.does.value,
            effect.binding,
            self._falls_on(effect, own),
            None if effect.due is None else f"within {effect.due} of {named(effect.start)}",
            lasting(effect),
            effect.grounds,
            below=tuple(self._cascade(effect, beside, own)),
        )

    def _cascade(self, effect: Effect, beside: tuple[Effect, ...], own: str | None) -> Iterator[Node]:
        office = on_office(effect, own)
        if effect.does in EMPTYING and office is not None:
            yield from self._vacancy(office, beside, own)
        elif effect.does is Does.DISSOLVES:
            yield hole("The rule book does not say who does the work of the body until it is filled again.")
        elif effect.does in FILLING and office is not None:
            yield from taken(self.edition.offices[office], self.edition)
        elif effect.does is Does.OPENS and effect.binding:
            yield self.procedure(effect.procedure or "", "opens")

    def _vacancy(self, id_: str, beside: tuple[Effect, ...], own: str | None) -> Iterator[Node]:
        """An office that falls vacant: what falls with it, who acts, and how it can be filled."""
        office = self.edition.offices[id_]
        ways, by_them = filling(id_, self.edition)
        opened = {effect.procedure for effect in beside if effect.does is Does.OPENS}
        if any(effect.does in FILLING and on_office(effect, own) == id_ for effect in beside):
            return
        if by_right := comes_with(office, self.edition):
            yield by_right
            return
        yield from vacated(office, self.edition)
        if not ways:
            yield hole(f"No procedure of the rule book fills it. It says in words: {office.filled_by}.")
        if not opened & {*ways, *by_them}:
            for way in ways:
                yield self.procedure(way, f"could follow{self._condition(way)}")

    def _accounts(self, id_: str) -> tuple[Account, ...]:
        """A procedure under every combination of live choices."""
        live = {one.reading.id: one for one in self.book.readings(on=self.on)}
        return tuple((held(one, live), one.procedure) for one in self.book.variants(id_, on=self.on))

    def _disputes(self, accounts: tuple[Account, ...]) -> Iterator[Node]:
        """The readings on which a procedure turns and that are not settled, with what each choice means."""
        named_here = {one.reading for readings, _ in accounts for one in readings}
        for live in self.book.readings(on=self.on):
            if live.reading.id in named_here and not live.settled:
                text = f"{live.reading.question} What follows is told under each."
                label = f"clause {live.clause} can be read in {len(live.choices)} ways"
                yield Node(Kind.NOTE, label, text, live.reading.id, below=_choices(live.choices))

    def _questions(self, id_: str) -> Iterator[Node]:
        """The reading that a procedure of ruling may settle, with every choice that it has."""
        for live in self.book.readings(on=self.on):
            if live.reading.id == id_:
                label = f"may rule on clause {live.clause}"
                yield Node(Kind.NOTE, label, live.reading.question, id_, below=_choices(live.reading.choices))

    def _condition(self, id_: str) -> str:
        """When a procedure that nobody has started can be started."""
        for variant in self.edition.procedures.get(id_, ()):
            if isinstance(variant.procedure, Nomination):
                return CONDITIONS[variant.procedure.when]
        return ""

    def _falls_on(self, effect: Effect, own: str | None) -> str | None:
        if effect.body is not None:
            return self.edition.bodies[effect.body].name
        return self._office(on_office(effect, own))

    def _office(self, id_: str | None) -> str | None:
        return None if id_ is None else self.edition.offices[id_].title


def on_office(effect: Effect, own: str | None) -> str | None:
    """The office that an effect falls on: the one it names, or its procedure's where it speaks of an office."""
    speaks = effect.does in FILLING | EMPTYING and effect.body is None
    return effect.office or (own if speaks else None)


def _choices(choices: tuple[Choice, ...]) -> tuple[Node, ...]:
    return tuple(Node(Kind.NOTE, f"choice {one.id}", one.text, one.id) for one in choices)


def _once(node: Node, told: dict[str, None]) -> Node:
    """The tree with each procedure told in full where it first stands, and named wherever it comes again."""
    if node.kind is Kind.PROCEDURE and node.id is not None:
        if node.id in told:
            return replace(node, kind=Kind.ELSEWHERE, text=f"{node.text}: told above.", below=())
        told[node.id] = None
    return replace(node, below=tuple(_once(child, told) for child in node.below))
