"""One procedure under one reading of the book, with one account of the facts: what can be looked up in the two."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias

from tellers.decisions.conditions import Amounts
from tellers.decisions.facts import Facts, Size
from tellers.decisions.known import Amount, exactly, given, total, unknown
from tellers.decisions.papers import PaperAmounts, added
from tellers.decisions.verdict import CandidateFinding
from tellers.rulebook.bodies import Body
from tellers.rulebook.book import RuleBook
from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.counts import BookCount
from tellers.rulebook.procedures import Procedure
from tellers.rulebook.thresholds import Quantity

Own: TypeAlias = Callable[[Quantity], Amount | None]
"""The words that one kind of procedure, or one candidate in it, answers by itself; None for every other."""

MOMENT_OF_VOTE = "ballot"


@dataclass(frozen=True)
class Situation:
    """What a decision looks at; `on` is the day as of which the rules hold.

    `admitted` are the candidates as the nomination of a contest found them, None where there is none. `barred` are
    people whom an earlier proceeding keeps out of this one, and the grounds of each. `related` are the procedures
    that this one leans on (its meeting, its nomination), by id, under the same readings.
    """

    book: RuleBook
    on: date
    facts: Facts
    procedure: Procedure
    admitted: tuple[CandidateFinding, ...] | None = None
    barred: Mapping[str, Grounds] = field(default_factory=dict)
    related: Mapping[str, Procedure] = field(default_factory=dict)

    def amounts(self, own: Own) -> Amounts:
        """What is known of any quantity, each asked once: first what the kind itself answers, then book and facts."""
        known: dict[Quantity, Amount] = {}

        def amount(quantity: Quantity) -> Amount:
            if quantity not in known:
                mine = own(quantity)
                known[quantity] = self._amount(quantity, amount) if mine is None else mine
            return known[quantity]

        return amount

    def size(self, body: str) -> Amount:
        """The size of a body on the day of measurement."""
        return self._of_body(body, self.facts.sizes, "sizes")

    def weight(self, body: str) -> Amount:
        """The weight of a body on the day of measurement."""
        return self._of_body(body, self.facts.weights, "weights")

    @property
    def entitled(self) -> Amount:
        """How many may vote: as the facts say, or else the size of the body.

        Where the book names the day on which it is measured, the size of the body on that day goes before.
        """
        body, facts = self.procedure.body, self.facts
        measured = self.procedure.measured.value is not None and body in facts.sizes
        if facts.entitled is not None and not measured:
            return exactly(facts.entitled)
        if facts.sections and all(section.entitled is not None for section in facts.sections.values()):
            return exactly(sum(section.entitled or 0 for section in facts.sections.values()))
        if body is None or (facts.sizes.keys().isdisjoint({body, *self._parts(body)})):
            return unknown("entitled", high=None if body is None else self.body(body).seats)
        return self.size(body)

    @property
    def roll(self) -> Amount:
        """How many could return a paper, whichever day the book measures its bodies on."""
        if self.facts.entitled is not None:
            return exactly(self.facts.entitled)
        if self.procedure.measured.value is None:
            return self.entitled
        day = Rule(None, self.procedure.measured.grounds, self.procedure.measured.line)
        return replace(self, procedure=replace(self.procedure, measured=day)).entitled

    def entitled_in(self, section: str) -> Amount:
        """How many may vote in a section."""
        papers = self.facts.sections.get(section)
        return given(None if papers is None else papers.entitled, f"sections.{section}.entitled")

    @property
    def papers(self) -> PaperAmounts:
        """The papers of the one ballot of this procedure."""
        return PaperAmounts(self.facts.papers, "papers", self.roll)

    def papers_in(self, section: str) -> PaperAmounts:
        """The papers of one section."""
        return PaperAmounts(self.facts.sections[section], f"sections.{section}", self.entitled_in(section))

    def united(self, body: str, parts: Mapping[str, int], fact: str) -> Amount:
        """Support from the bodies that make up a body, added where nobody is in two of them."""
        if body in parts:
            return exactly(parts[body])
        members = self.body(body).parts
        apart = all(self._apart(one, other) for one, other in combinations(members, 2))
        if members and apart and parts.keys() >= set(members):
            return exactly(sum(parts[part] for part in members))
        return unknown(fact, low=max(parts.values(), default=0))

    def body(self, id_: str) -> Body:
        """A body of the book as on the day."""
        return self.book.body(id_, on=self.on)

    @property
    def counts(self) -> Mapping[str, BookCount]:
        """The counts that the book defines, as on the day."""
        return self.book.on(self.on).counts

    def _amount(self, quantity: Quantity, again: Amounts) -> Amount:
        word, body = quantity.word, quantity.body
        if quantity.whole and body is not None:
            match word:
                case "size":
                    return self.size(body)
                case "seats":
                    return self._seats(body)
            return self.weight(body)
        if word in self.counts:
            return self._counted(self.counts[word], quantity, again)
        if quantity.section is not None:
            return self._in_section(quantity)
        return self._word(word)

    def _word(self, word: str) -> Amount:
        match word:
            case "entitled":
                return self.entitled
            case "present":
                return self._present()
            case "seats":
                return self._seats(self.procedure.body)
            case "candidates":
                number = len(self.facts.candidates) or len(self.facts.nominations or ())
                return given(number or None, "candidates")
        return self._papers(word)

    def _present(self) -> Amount:
        """How many were present: as the facts say, in all or of each section; at least those who gave in a paper."""
        told = self.facts.present
        by_section = [section.present for section in self.facts.sections.values()]
        if told is None and by_section and None not in by_section:
            told = sum(filter(None, by_section))
        return self._at_least_papers(told, "present", self.papers_of_all("papers"), self.roll.high)

    def _at_least_papers(self, told: int | None, fact: str, cast: Amount | None, roll: Fraction | None) -> Amount:
        """Those present, as told; else no fewer than gave in a paper, and no more than are on the roll."""
        return exactly(told) if told is not None else unknown(fact, low=0 if cast is None else cast.low, high=roll)

    def papers_of_all(self, word: str) -> Amount | None:
        """A class of papers, or valid, or papers: those of all sections where the facts give them by section."""
        sections = added((self.papers_in(section) for section in self.facts.sections), word)
        return self.papers.of(word) if sections is None else sections

    def _papers(self, word: str) -> Amount:
        found = self.papers_of_all(word)
        return unknown(word) if found is None else found

    def _counted(self, count: BookCount, quantity: Quantity, again: Amounts) -> Amount:
        if count.sum:
            return total(again(Quantity(word, quantity.body, quantity.section)) for word in count.sum)
        return given(self.facts.counts.get(count.id), f"counts.{count.id}")

    def _in_section(self, quantity: Quantity) -> Amount:
        section = quantity.section or ""
        if quantity.word == "entitled":
            return self.entitled_in(section)
        fact = f"sections.{section}.{quantity.word}"
        if section not in self.facts.sections:
            return unknown(fact)
        if quantity.word == "present":
            cast = self.papers_in(section).of("papers")
            told, roll = self.facts.sections[section].present, self.entitled_in(section).high
            return self._at_least_papers(told, fact, cast, roll)
        return self.papers_in(section).of(quantity.word) or unknown(fact)

    def _seats(self, body: str | None) -> Amount:
        seats = None if body is None else self.body(body).seats
        return given(seats, f"the seats of the body {body}, in the book")

    def _of_body(self, id_: str, sizes: Mapping[str, tuple[Size, ...]], fact: str) -> Amount:
        if id_ in sizes:
            return self._measured(sizes[id_], f"{fact}.{id_}")
        body = self.body(id_)
        if body.parts:
            return self._union(body, sizes, fact)
        if fact == "sizes" and body.seats is not None and not body.predicates:
            return exactly(body.seats)
        return unknown(f"{fact}.{id_}")

    def _union(self, body: Body, sizes: Mapping[str, tuple[Size, ...]], fact: str) -> Amount:
        """The size of a union: the sum of parts that nobody is in two of; else at least the largest of them."""
        parts = [self._of_body(part, sizes, fact) for part in body.parts]
        if body.excluded or not all(self._apart(one, other) for one, other in combinations(body.parts, 2)):
            low = 0 if body.excluded else max(part.low for part in parts)
            return unknown(f"{fact}.{body.id}", low=low, high=total(parts).high)
        return total(parts)

    def _apart(self, one: str, other: str) -> bool:
        mine, theirs = self.body(one).predicates, self.body(other).predicates
        return all(first.excludes(second) for first in mine for second in theirs)

    def _parts(self, id_: str) -> Iterator[str]:
        for part in self.body(id_).parts:
            yield part
            yield from self._parts(part)

    def _measured(self, sizes: tuple[Size, ...], fact: str) -> Amount:
        """The size on the day of measurement: the one of that day, else the last before it, else one without a day."""
        undated = [size.value for size in sizes if size.on is None]
        day = self._day_of_measurement()
        if day is not None:
            before = [(size.on, size.value) for size in sizes if size.on is not None and size.on <= day]
            known = [max(before)[1]] if before else undated
            return exactly(known[0]) if known else unknown(f"{fact} on {day}")
        values = [size.value for size in sizes]
        return unknown(f"dates.{self.procedure.measured.value}", low=min(values), high=max(values))

    def _day_of_measurement(self) -> date | None:
        """The day on which bodies are measured; None where the book names a moment that the facts do not date."""
        moment = self.procedure.measured.value
        dated = self.facts.dates.get(moment or MOMENT_OF_VOTE)
        if isinstance(dated, datetime):
            return dated.date()
        if dated is None and moment is not None:
            return None
        return dated or self.facts.on or self.on
