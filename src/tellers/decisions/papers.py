"""Papers by class as amounts: what the facts say, what follows from it by adding up, and what stays open.

What is valid, returned or not returned is worked out where the other figures leave one answer only; two answers
leave the figure open between them, since nobody has said which is right.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tellers.decisions.facts import Papers
from tellers.decisions.known import Amount, exactly, given, total, unknown
from tellers.decisions.verdict import Contradiction

CLASSES = ("for", "against", "blank", "spoiled")
VALID = ("for", "against")


@dataclass(frozen=True)
class PaperAmounts:
    """The papers of one ballot or section; `fact` is where the facts have them ("papers"), `entitled` the roll."""

    papers: Papers
    fact: str
    entitled: Amount

    def of(self, word: str) -> Amount | None:
        """A word of the language that papers answer; None for any other."""
        if word in CLASSES:
            return self._class(word)
        if word == "valid":
            return self._valid()
        return self._returned() if word == "papers" else None

    def contradictions(self) -> Iterator[Contradiction]:
        """Figures of these papers that cannot all be true."""
        told, papers = self._told(), self.papers
        valid = sum(told[word] for word in VALID) if all(word in told for word in VALID) else None
        if papers.valid is not None and valid is not None and papers.valid != valid:
            yield self._clash("valid", f"{papers.valid} valid, but for and against make {valid}", papers.valid, valid)
        totals = self._totals()
        if len(totals) > 1:
            said = " but ".join(f"{value} {how}" for how, value in totals.items())
            text = f"the papers do not add up: {said}"
            yield Contradiction(f"{self.fact}.returned", text, tuple((str(n), how) for how, n in totals.items()))
        counted = sum(told.values())
        if papers.returned is not None and counted > papers.returned and len(told) < len(CLASSES):
            text = f"{counted} papers of the classes that are told, of {papers.returned} returned"
            yield Contradiction(f"{self.fact}.returned", text)
        if papers.returned is not None and papers.valid is not None and papers.valid > papers.returned:
            yield self._clash("valid", f"{papers.valid} valid papers of {papers.returned} returned")
        most = self.entitled.high
        if most is not None and self._returned().low > most:
            text = f"{self._returned().low} papers, from {most} entitled to one"
            yield Contradiction(f"{self.fact}.returned", text)

    def _clash(self, word: str, text: str, *values: int) -> Contradiction:
        return Contradiction(f"{self.fact}.{word}", text, tuple((str(value), None) for value in values))

    def _told(self) -> dict[str, int]:
        papers = self.papers
        values = dict(zip(CLASSES, (papers.for_, papers.against, papers.blank, papers.spoiled), strict=True))
        return {word: value for word, value in values.items() if value is not None}

    def _totals(self) -> dict[str, int]:
        """The different numbers of papers that the facts make, by how each is arrived at."""
        told, papers, entitled = self._told(), self.papers, self.entitled.value
        valid = papers.valid if papers.valid is not None and not any(word in told for word in VALID) else None
        rest = [told.get(word) for word in ("blank", "spoiled")]
        found: dict[str, int] = {}
        if papers.returned is not None:
            found["returned"] = papers.returned
        if len(told) == len(CLASSES):
            found["by adding up the classes"] = sum(told.values())
        elif valid is not None and None not in rest:
            found["by adding up the classes"] = valid + sum(filter(None, rest))
        if papers.not_returned is not None and entitled is not None:
            found["from those entitled and not returned"] = int(entitled) - papers.not_returned
        return found if len(set(found.values())) > 1 else dict(list(found.items())[:1])

    def _returned(self) -> Amount:
        totals = self._totals()
        if totals:
            low, high = min(totals.values()), max(totals.values())
            return unknown(f"{self.fact}.returned", low=low, high=high)
        told, valid = self._told(), self._valid()
        rest = total(given(told.get(word), f"{self.fact}.{word}") for word in ("blank", "spoiled"))
        known, most = valid + rest, self.entitled.high
        ends = [end for end in (known.high, most) if end is not None]
        return unknown(*known.missing, low=known.low, high=min(ends, default=None))

    def _valid(self) -> Amount:
        if self.papers.valid is not None:
            return self._valid_told(self.papers.valid)
        added = self._class("for") + self._class("against")
        ends = [end for end in (added.high, self._left(0)) if end is not None]
        return unknown(*added.missing, low=added.low, high=min(ends, default=None))

    def _valid_told(self, valid: int) -> Amount:
        told = self._told()
        added = sum(told[word] for word in VALID) if all(word in told for word in VALID) else valid
        return unknown(f"{self.fact}.valid", low=min(valid, added), high=max(valid, added))

    def _class(self, word: str) -> Amount:
        told = self._told()
        if word in told:
            return exactly(told[word])
        fact = f"{self.fact}.{word}"
        others = [told.get(other) for other in CLASSES if other != word]
        if word in VALID and self.papers.valid is not None:
            other = told.get("against" if word == "for" else "for")
            low = 0 if other is None else max(0, self.papers.valid - other)
            return unknown(fact, low=low, high=max(0, self.papers.valid - (other or 0)))
        left = self._left(sum(filter(None, others)))
        known = None not in others and len(self._totals()) == 1
        return unknown(fact, low=left if known and left is not None else 0, high=left)

    def _left(self, counted: int) -> int | None:
        """The most papers that can be left for a class that is not told."""
        totals = self._totals()
        if totals:
            return max(0, max(totals.values()) - counted)
        most = self.entitled.high
        return None if most is None else max(0, int(most) - counted)


def added(sections: Iterable[PaperAmounts], word: str) -> Amount | None:
    """A word over all sections; None for a word that papers do not answer."""
    amounts = [section.of(word) for section in sections]
    found = [amount for amount in amounts if amount is not None]
    return total(found) if found else None
