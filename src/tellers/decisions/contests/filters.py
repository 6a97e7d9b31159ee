"""Filters after the count, in the order of the book: who falls out of the elected, who moves up, and by which rule."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from tellers.decisions.conditions import Judged, Met, judge
from tellers.decisions.contests.order import Order, order_of
from tellers.decisions.contests.poll import Drawn
from tellers.decisions.contests.stage import Held
from tellers.decisions.known import exactly, together
from tellers.decisions.verdict import FilterStep
from tellers.errors import RuleBookError
from tellers.rulebook.clauses import Rule
from tellers.rulebook.conditions import Condition
from tellers.rulebook.contests import Filter, FilterKind
from tellers.rulebook.thresholds import Quantity


@dataclass(frozen=True)
class Seated:
    """Who has the places, from the first to the last; who fell out for good; and what each filter did.

    `tied` are level where a filter must choose between them, and nothing decides. `missing` facts could turn it.
    """

    names: tuple[str, ...]
    out: frozenset[str] = frozenset()
    steps: tuple[FilterStep, ...] = ()
    tied: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def apply_filters(held: Held, names: tuple[str, ...]) -> Seated:
    """The elected after every filter of the contest."""
    seated = Seated(names)
    for one in held.poll.contest.filters:
        if seated.tied or seated.missing:
            return seated
        seated = _Filtering(held, one).applied(seated)
    return seated


class _Filtering:
    """One filter over one count."""

    def __init__(self, held: Held, rule: Filter) -> None:
        self._held, self._rule = held, rule

    def applied(self, seated: Seated) -> Seated:
        """The elected after this filter."""
        match self._rule.kind:
            case FilterKind.CAP:
                return self._capped(seated)
            case FilterKind.RESERVE:
                return self._reserved(seated)
            case FilterKind.REQUIRE:
                return self._required(seated)
            case FilterKind.ABOVE_DEFAULT:
                return self._above_default(seated)

    def _capped(self, seated: Seated) -> Seated:
        """From the lowest, whoever is above the cap falls out, and the next in line moves up; until nobody is."""
        steps = len(seated.steps)
        while True:
            over = [(group, judged) for group, judged in self._groups(seated.names) if judged.verdict is False]
            fallers = {name for group, _ in over for name in seated.names if self._column(name) == group}
            if not fallers:
                break
            lowest = self._one(self._last(fallers, seated.names))
            if isinstance(lowest, frozenset):
                return replace(seated, tied=tuple(sorted(lowest)))
            judged = next(judged for group, judged in over if group == self._column(lowest))
            seated = self._replaced(seated, lowest, judged.mets)
            if seated.tied or seated.missing:
                return seated
        unsure = [judged.missing for _, judged in self._groups(seated.names) if judged.verdict is None]
        missing = together(*unsure, self._untold(seated.names))
        return (
            replace(self._quiet(seated, steps), missing=missing) if not missing else replace(seated, missing=missing)
        )

    def _groups(self, names: Iterable[str]) -> Iterator[tuple[str, Judged]]:
        for group in sorted({column for column in map(self._column, names) if column}):
            yield group, self._judge_group(self._count(group, names))

    def _count(self, group: str, names: Iterable[str]) -> int:
        sitting = self._held.poll.case.facts.sitting if self._rule.sitting else ()
        elected = sum(self._column(name) == group for name in names)
        return elected + sum(one.columns.get(self._rule.column or "") == group for one in sitting)

    def _untold(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Columns that are not told of the elected, where the cap could turn on them."""
        unknown = [name for name in names if not self._is_told(name)]
        groups = {column for column in map(self._column, names) if column} | {""}
        could = any(self._judge_group(self._count(group, names) + len(unknown)).verdict is False for group in groups)
        return tuple(f"candidates.{name}.{self._rule.column}" for name in unknown) if could else ()

    def _reserved(self, seated: Seated) -> Seated:
        """The lowest elected who is not of the group gives way to the highest of it who is not elected."""
        value, steps = self._rule.value or "", len(seated.steps)
        if (judged := self._judge_group(self._count(value, seated.names))).verdict is None:
            return replace(seated, missing=judged.missing)
        unknown = [name for name in seated.names if not self._is_told(name)]
        if unknown and not self._judge_group(self._count(value, seated.names)).verdict:
            return replace(seated, missing=tuple(f"candidates.{name}.{self._rule.column}" for name in unknown))
        order = self._ordered() if self._judge_group(self._count(value, seated.names)).verdict is False else None
        while order is not None:
            judged = self._judge_group(self._count(value, seated.names))
            giving = {name for name in seated.names if self._column(name) != value}
            taken = {*seated.names, *seated.out, *(n for n in self._held.poll.options if self._column(n) != value)}
            rising = order.next(frozenset(taken))
            if judged.verdict is not False or not giving or not rising:
                note = () if judged.verdict else (f"too few of {value} stand for the places kept for them",)
                return replace(self._quiet(seated, steps), notes=(*seated.notes, *note))
            low, high = self._one(self._last(giving, seated.names)), self._one(rising)
            if isinstance(low, frozenset) or isinstance(high, frozenset):
                return replace(seated, tied=tuple(sorted(low if isinstance(low, frozenset) else high)))
            names = (*(name for name in seated.names if name != low), high)
            text = f"{low} gives way to {high}: {self._rule.threshold and self._rule.threshold.value}"
            seated = self._noted(replace(seated, names=names), text, (low,), (high,), judged.mets)
        return self._quiet(seated, steps)

    def _required(self, seated: Seated) -> Seated:
        """Each winner must meet the condition; the place of one who does not stays empty, or goes to the next."""
        steps = len(seated.steps)
        for name in seated.names:
            judged = self._held.figures.judge(self._condition, "require", name)
            if judged.verdict is None:
                return replace(seated, missing=judged.missing)
            if not judged.verdict:
                seated = self._dropped(seated, name, judged.mets, self._meets)
                if seated.tied or seated.missing:
                    return seated
        return self._quiet(seated, steps)

    def _meets(self, name: str) -> bool:
        return self._held.figures.judge(self._condition, "require", name).verdict is True

    def _above_default(self, seated: Seated) -> Seated:
        steps = len(seated.steps)
        for name in seated.names:
            if not self._is_above(name):
                seated = self._dropped(seated, name, (), self._is_above)
                if seated.tied or seated.missing:
                    return seated
        return self._quiet(seated, steps)

    def _is_above(self, name: str) -> bool:
        """Whether more papers, or votes, are for a candidate than for the default option."""
        preferred, default = self._held.counted.preferred, self._held.poll.default
        if name in preferred:
            return preferred[name][0] > preferred[name][1]
        placed = self._held.counted.elected
        return default not in placed or (name in placed and placed.index(name) < placed.index(default))

    def _dropped(self, seated: Seated, name: str, mets: tuple[Met, ...], fits: Callable[[str], bool]) -> Seated:
        """Without a winner who fails; the next in line who does not fail moves up where the book says so."""
        if not self._rule.next:
            left = tuple(other for other in seated.names if other != name)
            text = f"{name} falls out, and the place stays empty"
            return self._noted(replace(seated, names=left, out=seated.out | {name}), text, (name,), (), mets)
        poll = self._held.poll
        unfit = {other for other in poll.options if other == poll.default or not fits(other)}
        return self._replaced(replace(seated, out=seated.out | unfit), name, mets)

    def _replaced(self, seated: Seated, name: str, mets: tuple[Met, ...]) -> Seated:
        """Without one of the elected, and with the next in line."""
        order, poll = self._ordered(), self._held.poll
        out = seated.out | {name} | ({poll.default} if poll.default else set())
        rising = order.next(frozenset({*seated.names, *out}))
        if not rising and order.missing:
            return replace(seated, missing=order.missing)
        high = self._one(rising) if rising else None
        if isinstance(high, frozenset):
            return replace(seated, tied=tuple(sorted(high)))
        left = tuple(other for other in seated.names if other != name)
        names, added = (left, ()) if high is None else ((*left, high), (high,))
        text = f"{name} falls out; {f'{high} moves up' if high else 'nobody is left to move up'}"
        return self._noted(replace(seated, names=names, out=out), text, (name,), added, mets)

    def _noted(
        self, seated: Seated, text: str, removed: tuple[str, ...], added: tuple[str, ...], mets: tuple[Met, ...]
    ) -> Seated:
        step = FilterStep(self._rule.kind.value, text, removed, added, mets, self._rule.grounds)
        return replace(seated, steps=(*seated.steps, step))

    def _quiet(self, seated: Seated, before: int) -> Seated:
        """One step that says so where a filter changed nothing."""
        if len(seated.steps) > before:
            return seated
        mets = tuple(met for _, judged in self._groups(seated.names) for met in judged.mets) if self._grouped else ()
        return self._noted(seated, "everyone elected passes", (), (), mets)

    @property
    def _grouped(self) -> bool:
        return self._rule.kind in {FilterKind.CAP, FilterKind.RESERVE}

    @property
    def _condition(self) -> Rule[Condition]:
        if self._rule.threshold is None:
            raise self._refused("needs a `threshold`")
        return self._rule.threshold

    def _judge_group(self, number: int) -> Judged:
        amounts = self._held.figures.amounts(self._rule.line)
        group = exactly(number)
        kind = self._rule.kind.value
        return judge(
            self._condition, kind, lambda quantity: group if quantity == Quantity("group") else amounts(quantity)
        )

    def _column(self, name: str) -> str | None:
        return self._columns(name).get(self._rule.column or "")

    def _is_told(self, name: str) -> bool:
        return self._rule.column in self._columns(name)

    def _columns(self, name: str) -> dict[str, str | None]:
        found = (one.columns for one in self._held.poll.case.facts.candidates if one.name == name)
        return dict(next(found, {}))

    def _ordered(self) -> Order:
        order = self._order
        if order is None:
            raise self._refused(
                f"moves candidates up and down, and {self._held.poll.method} has no order beyond the places it fills"
            )
        return order

    @cached_property
    def _order(self) -> Order | None:
        return order_of(self._held)

    def _last(self, among: set[str], names: tuple[str, ...]) -> frozenset[str]:
        """The lowest of some of the elected; several where they are level."""
        order = self._ordered()
        lowest = max(order.place(name) for name in among)
        return frozenset(name for name in names if name in among and order.place(name) == lowest)

    def _one(self, level: frozenset[str]) -> str | frozenset[str]:
        """The one of several who are level on whom the lot or the casting vote falls; all where nothing decides."""
        if len(level) == 1:
            return next(iter(level))
        breaker = self._held.poll.breaker
        drawn = breaker.names if isinstance(breaker, Drawn) else ()
        return next((name for name in drawn if name in level), level)

    def _refused(self, why: str) -> RuleBookError:
        source = self._held.poll.case.book.source
        return RuleBookError(f"the filter `{self._rule.kind.value}` {why}", source=source, line=self._rule.line)
