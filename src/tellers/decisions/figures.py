"""Every figure of a decision with its base: each count as a share of every base that fits, exact."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from tellers.canonical import Json
from tellers.decisions.conditions import Met, number
from tellers.decisions.known import Amount, given
from tellers.decisions.situation import Situation
from tellers.decisions.verdict import StageStep, Verdict
from tellers.figures import percent
from tellers.rulebook.motions import Motion
from tellers.rulebook.rulings import Ruling
from tellers.rulebook.thresholds import Quantity

PLACES = 3

WHOLE = "whole"
"""The base of weighted shares, which are fractions of one."""

BASES: dict[str, tuple[str, ...]] = {
    "for": ("valid", "papers", "entitled", "present"),
    "against": ("valid", "papers", "entitled", "present"),
    "blank": ("papers", "entitled"),
    "spoiled": ("papers", "entitled"),
    "valid": ("papers", "entitled"),
    "papers": ("entitled",),
}
"""The bases on which each class of papers is a share; a blank paper is no share of the valid ones."""


VOTES = ("for", "against")
OWN_BASES = frozenset({*BASES, "entitled", "present"})
"""The bases of the language; every other is one that the book defines."""


@dataclass(frozen=True)
class Share:
    """A count, by itself or as a share of a base.

    `counts` is what is counted: a class of papers or a name; `of` is the section or the stage it is counted in.
    `facts` are the disputed facts that it is by, where accounts give different figures.
    """

    id: str
    counts: str
    value: Fraction
    base: str | None = None
    base_size: Fraction | None = None
    of: str | None = None
    facts: tuple[tuple[str, Json], ...] = ()

    @property
    def share(self) -> Fraction | None:
        """The exact share; None for a plain count and for a share of nothing."""
        return None if not self.base_size else self.value / self.base_size

    def to_json(self) -> dict[str, Json]:
        """The figure as a decision states it; `percent` is rounded half up to three places, for reading only."""
        share = self.share
        return {
            "id": self.id,
            "counts": self.counts,
            "of": self.of,
            "value": number(self.value),
            "base": self.base,
            "base_size": number(self.base_size),
            "percent": None if share is None else percent(share, PLACES).rstrip("%"),
            "facts": dict(self.facts),
        }


def joined(by_account: Mapping[tuple[tuple[str, Json], ...], tuple[Share, ...]]) -> tuple[Share, ...]:
    """The figures of all accounts: those that all have in common once, the rest with the facts they are by."""
    everyone = [share for shares in by_account.values() for share in shares]
    times = Counter(everyone)
    common = [share for share in times if times[share] == len(by_account)]
    told = [
        replace(share, facts=facts)
        for facts, shares in by_account.items()
        for share in shares
        if times[share] < len(by_account)
    ]
    return (*common, *told)


Words = Callable[[str], Amount | None]
"""What is known of each word for papers."""


def figures_of(case: Situation, verdict: Verdict) -> tuple[Share, ...]:
    """Every figure that the facts and the count give, each once."""
    found = (*_whole(case), *_ballot(case), *_supported(case, verdict), *_of_stages(verdict), *_stages(verdict.stages))
    return tuple(dict.fromkeys(found))


def _whole(case: Situation) -> Iterator[Share]:
    for word in ("entitled", "present"):
        size = _entitled(case) if word == "entitled" else given(case.facts.present, word)
        if size.value is not None:
            yield Share(word, word, size.value)


def _entitled(case: Situation) -> Amount:
    """Those who could return a paper; of nominations and signatures, those who are measured."""
    return case.roll if isinstance(case.procedure, Motion | Ruling) else case.entitled


def _ballot(case: Situation) -> Iterator[Share]:
    if not isinstance(case.procedure, Motion | Ruling):
        return
    bases = {"present": given(case.facts.present, "present"), "entitled": case.roll, **_sums(case)}
    yield from _papers(case.papers_of_all, bases, None)
    for section in case.facts.sections:
        yield from _papers(case.papers_in(section).of, {"entitled": case.entitled_in(section)}, section)


def _of_stages(verdict: Verdict) -> Iterator[Share]:
    """The papers of each stage of a contest."""
    for one in verdict.papers:
        yield from _papers(one.amounts.get, one.amounts, one.stage)


def _sums(case: Situation) -> dict[str, Amount]:
    """The bases that the book defines as sums of papers."""
    amounts = case.amounts(lambda _: None)
    return {id_: amounts(Quantity(id_)) for id_, count in case.counts.items() if count.sum}


def _papers(words: Words, bases: Mapping[str, Amount], of: str | None) -> Iterator[Share]:
    prefix = "" if of is None else f"{of}."
    sizes = dict(bases) | {word: amount for word in BASES if (amount := words(word)) is not None}
    for counts, known in BASES.items():
        value = sizes[counts].value if counts in sizes else None
        if value is None:
            continue
        yield Share(f"{prefix}{counts}", counts, value, of=of)
        more = [base for base in sizes if base not in OWN_BASES] if counts in VOTES else []
        for base in (*known, *more):
            size = sizes[base].value if base in sizes else None
            if size is not None:
                yield Share(f"{prefix}{counts}-of-{base}", counts, value, base, size, of)


def _supported(case: Situation, verdict: Verdict) -> Iterator[Share]:
    """What else is held against a line: signatures and nominations, of everyone who could give them; given counts."""
    of_candidates = ((one.name, met) for one in verdict.candidates for met in one.thresholds)
    named = {id(met): name for name, met in of_candidates}
    voted = isinstance(case.procedure, Motion | Ruling)
    for met in verdict.thresholds:
        if not voted or met.threshold.quantity.word not in OWN_BASES:
            yield from _held(met, named.get(id(met)), None if voted else case.entitled.value)


def _held(met: Met, of: str | None, entitled: Fraction | None) -> Iterator[Share]:
    counts, value = met.threshold.count, met.count_size
    if value is None or met.rule in {"require", "cap", "reserve"}:
        return
    of = ".".join(part for part in (met.stage, of) if part is not None) or None
    prefix = counts if of is None else f"{of}.{counts}"
    yield Share(prefix, counts, value, of=of)
    bases = {met.threshold.base: met.base_size, "entitled": entitled}
    for base, size in bases.items():
        if base is not None and size is not None:
            yield Share(f"{prefix}-of-{base}", counts, value, base, size, of)


def _stages(stages: tuple[StageStep, ...]) -> Iterator[Share]:
    """The votes of each candidate at each stage, and the shares that the count states."""
    for step in stages:
        place = f"{step.stage}.{step.number}"
        for name, tally in step.tally.items():
            yield Share(f"{place}.{name}", name, Fraction(tally), of=place)
        for base, shares in step.shares.items():
            for name, share in shares.items():
                whole = base == WHOLE
                value, size = (Fraction(share), Fraction(1)) if whole else _terms(share, step.tally.get(name, ""))
                yield Share(f"{place}.{name}-of-{base}", name, value, base, size, place)


def _terms(share: str, tally: str) -> tuple[Fraction, Fraction]:
    """Votes and base of a share: as it is written, and of parts of votes, whose share is reduced, by the tally."""
    value, _, size = share.partition("/")
    if "." not in tally or Fraction(tally).denominator == 1 or not Fraction(value):
        return Fraction(value), Fraction(size or 1)
    return Fraction(tally), Fraction(tally) / Fraction(share)
