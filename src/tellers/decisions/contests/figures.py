"""The words of a contest as amounts: what conditions, quorums, gates and filters of a stage look at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tellers.decisions.conditions import Amounts, Judged, judge
from tellers.decisions.contests.counted import VOTES, Counted, tally_of
from tellers.decisions.contests.poll import Poll
from tellers.decisions.facts import Papers, Round, Votes
from tellers.decisions.known import Amount, exactly, given
from tellers.decisions.papers import PaperAmounts
from tellers.errors import RuleBookError
from tellers.rulebook.clauses import Rule
from tellers.rulebook.conditions import Condition, quantities_of
from tellers.rulebook.counts import Given
from tellers.rulebook.thresholds import Quantity

OF_ONE = frozenset({"votes", "default", "share"})
"""Words that speak of one candidate."""

OF_BALLOT = OF_ONE | {"winner", "runner-up", "continuing"}
"""Words that a count must answer: where it does not, the book asks for what the method does not have."""


@dataclass(frozen=True)
class Figures:
    """What is known of one ballot, or of one round of it.

    `known` are the words alike for all, and `of_one` those of each candidate by name.
    """

    poll: Poll
    papers: PaperAmounts
    known: Mapping[Quantity, Amount]
    of_one: Mapping[str, Mapping[Quantity, Amount]] = field(default_factory=dict)

    def judge(self, rule: Rule[Condition], name: str, candidate: str | None = None) -> Judged:
        """Hold a condition against these figures, for one candidate where it speaks of one."""
        judged = judge(rule, name, self.amounts(rule.line, candidate))
        if len(self.poll.contest.stages) == 1:
            return judged
        return replace(judged, mets=tuple(replace(met, stage=self.poll.stage.id) for met in judged.mets))

    def having(self, condition: Condition) -> tuple[str, ...]:
        """The candidates of whom there is every figure that a condition names: those who were still in.

        All of them, where there is none of any: what the method does not have is then refused by name.
        """
        asked = [quantity for quantity in quantities_of(condition) if quantity.word in OF_ONE]
        names = [name for name in self.of_one if name != self.poll.default]
        return tuple(name for name in names if all(one in self.of_one[name] for one in asked)) or tuple(names)

    def amounts(self, line: int, candidate: str | None = None, extra: Mapping[str, Amount] | None = None) -> Amounts:
        """What every quantity of a condition is; `line` is where the book has it."""
        own = {**self.known, **self.of_one.get(candidate or "", {})}
        own |= {Quantity(word): amount for word, amount in (extra or {}).items()}

        def answer(quantity: Quantity) -> Amount | None:
            if quantity in own:
                return own[quantity]
            if quantity.word in self._given:
                return given(
                    self._given[quantity.word].get(candidate or ""), f"candidates.{candidate}.counts.{quantity.word}"
                )
            if quantity.word in OF_BALLOT and not quantity.whole:
                raise self._not_had(quantity, line)
            return None if quantity.section is not None else self.papers.of(quantity.word)

        return self.poll.case.amounts(answer)

    @property
    def _given(self) -> dict[str, dict[str, Fraction]]:
        """What the facts count for each candidate, by the ids of the book's counts."""
        counts = [one.id for one in self.poll.case.counts.values() if one.given is Given.CANDIDATE]
        told = self.poll.case.facts.candidates
        return {id_: {one.name: one.counts[id_] for one in told if id_ in one.counts} for id_ in counts}

    def _not_had(self, quantity: Quantity, line: int) -> RuleBookError:
        method = self.poll.method
        return RuleBookError(
            f"`{quantity}` is no figure of {method} here; its figures are {', '.join(sorted(self._words()))}",
            source=self.poll.case.book.source,
            line=line,
        )

    def _words(self) -> set[str]:
        return {str(quantity) for figures in (self.known, *self.of_one.values()) for quantity in figures}


def speaks_of_one(condition: Condition) -> bool:
    """Whether a condition is about one candidate, rather than about the ballot."""
    return any(quantity.word in OF_ONE for quantity in quantities_of(condition))


def entitled_in(poll: Poll) -> Amount:
    """How many may vote in a stage: as its ballot says, or the size of its body."""
    told = poll.ballot.papers.entitled
    if told is not None:
        return exactly(told)
    return poll.case.entitled if poll.stage.body == poll.contest.body else poll.case.size(poll.stage.body)


def figures_of(poll: Poll, counted: Counted) -> Figures:
    """The figures of a count, for what is held against its result."""
    known = _of_all(poll, counted.votes)
    known |= _of_last_round(poll, counted)
    if counted.valid.value is None or counted.valid.value.denominator != 1:
        known[Quantity("papers")] = given(counted.papers.returned, f"{poll.fact}.papers.returned")
    of_one = {name: _of_name(poll, counted, name) for name in poll.options}
    return Figures(poll, _papers(poll, counted.papers, counted.valid), known, of_one)


def figures_of_round(poll: Poll, one: Round, papers: Papers, fact: str) -> Figures:
    """The figures of one of a series of ballots, by itself."""
    votes, sections = one.votes, _asked(poll, one.sections)
    known = _of_all(poll, votes) | {Quantity("continuing"): exactly(sum(votes.values(), Fraction(0)))}
    known |= _foremost(votes.values()) | _of_sections(sections)
    of_one = {name: {Quantity("votes"): exactly(number)} | _in_each(sections, name) for name, number in votes.items()}
    roll = entitled_in(poll) if papers.entitled is None else exactly(papers.entitled)
    return Figures(poll, PaperAmounts(papers, fact, roll), known | {Quantity("entitled"): roll}, of_one)


def _of_all(poll: Poll, votes: Mapping[str, Fraction]) -> dict[Quantity, Amount]:
    """Words that do not turn on the method."""
    stands = [name for name in votes if name != poll.default] or poll.standing
    present = poll.ballot.present if poll.ballot.present is not None else poll.case.facts.present
    return {
        Quantity("entitled"): entitled_in(poll),
        Quantity("present"): given(present, f"{poll.fact}.present"),
        Quantity("seats"): exactly(poll.seats),
        Quantity("candidates"): exactly(len(stands)),
    }


def _of_last_round(poll: Poll, counted: Counted) -> dict[Quantity, Amount]:
    """The votes of the leading candidate, and of all who are still in, in the round that decided."""
    stages = counted.transcript.stages[: None if counted.decides is None else counted.decides + 1]
    rounds = [stage for stage in stages if stage.counts in VOTES]
    if not rounds:
        return {Quantity("valid"): counted.valid}
    tally = tally_of(counted.transcript, rounds[-1])
    found = {
        Quantity("valid"): counted.valid,
        **_foremost(votes for name, votes in tally.items() if name != poll.default),
        Quantity("continuing"): exactly(sum(tally.values(), Fraction(0))),
    }
    return found | _of_sections(_asked(poll, counted.sections))


def _of_sections(sections: Iterable[tuple[str, Votes]]) -> dict[Quantity, Amount]:
    found: dict[Quantity, Amount] = {}
    for section, votes in sections:
        cast = exactly(sum(votes.values(), Fraction(0)))
        found |= {Quantity(word, section=section): cast for word in ("valid", "continuing")}
        found |= _foremost(votes.values(), section)
    return found


def _in_each(sections: Iterable[tuple[str, Votes]], name: str) -> dict[Quantity, Amount]:
    """The votes of a candidate in each section."""
    return {Quantity("votes", section=section): exactly(votes.get(name, Fraction(0))) for section, votes in sections}


def _foremost(votes: Iterable[Fraction], section: str | None = None) -> dict[Quantity, Amount]:
    """The votes of the leading candidate and of the next; none where nobody else stands."""
    first, second = [*sorted(votes, reverse=True), Fraction(0), Fraction(0)][:2]
    return {
        Quantity("winner", section=section): exactly(first),
        Quantity("runner-up", section=section): exactly(second),
    }


def _asked(poll: Poll, sections: Mapping[str, Votes]) -> list[tuple[str, Votes]]:
    """The votes of those sections that a condition of the book names; there may be hundreds that none does."""
    stage = poll.stage
    rules = (stage.threshold, stage.quorum, *(one.threshold for one in poll.contest.filters))
    conditions = [rule.value for rule in rules if rule is not None and rule.value is not None]
    named = {quantity.section for condition in conditions for quantity in quantities_of(condition)}
    return [(section, votes) for section, votes in sections.items() if section in named]


def _of_name(poll: Poll, counted: Counted, name: str) -> dict[Quantity, Amount]:
    found: dict[Quantity, Amount] = {}
    if name in counted.votes:
        found[Quantity("votes")] = exactly(counted.votes[name])
    if name in counted.preferred and name != poll.default:
        over, under = counted.preferred[name]
        found |= {Quantity("votes"): exactly(over), Quantity("default"): exactly(under)}
    if name in counted.shares:
        found[Quantity("share")] = exactly(counted.shares[name])
    return found | _in_each(_asked(poll, counted.sections), name)


def _papers(poll: Poll, papers: Papers, valid: Amount) -> PaperAmounts:
    known = int(valid.value) if valid.value is not None and valid.value.denominator == 1 else None
    return PaperAmounts(replace(papers, valid=known), f"{poll.fact}.papers", entitled_in(poll))
