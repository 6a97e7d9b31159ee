"""Holds claims of needed numbers against a record: the rule they name, and the rule they may come from."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from tellers.reports.claim import NeededClaim, PairClaim
from tellers.reports.judging import Judgement, Word, no_number, word_of
from tellers.reports.rounding import Rounding, electorates
from tellers.reports.told import Told, ToldStep


def judge_needed(claim: NeededClaim, told: Told) -> Judgement:
    """A number that is said to open a next step, and whose support it is said to count."""
    step = told.step(claim.procedure)
    if step is None or any(way.needed is None for way in step.ways):
        return no_number(claim.procedure, step)
    right = [way for way in step.ways if claim.number == way.needed and claim.body in {None, way.body}]
    reasons = [f"{step.head} ({step.grounds})."]
    if claim.body not in {None, *(way.body for way in step.ways)}:
        bodies = " or ".join(dict.fromkeys(f"`{way.body}`" for way in step.ways))
        reasons.append(f"The base is not `{claim.body}` but {bodies}: {step.bodies}.")
    if claim.number not in {way.needed for way in step.ways}:
        reasons.extend(_where_from(claim.number, step, told))
    elif len(right) < len(step.ways):
        read = "; or ".join(", ".join(way.choices) for way in right)
        reasons.append(f"It is the number only as the clause is read so: {read}. No ruling has settled it.")
    settled = len(right) in {0, len(step.ways)}
    return Judgement(
        word_of(right) if settled else Word.NOT_SETTLED,
        step.number,
        step.bodies,
        step.grounds,
        " ".join(reasons),
    )


def _where_from(number: int, step: ToldStep, told: Told) -> Iterator[str]:
    """What would make the number right: another electorate, or the rule of another step."""
    way = step.ways[0]
    if way.share is not None:
        own = Rounding.MORE_THAN if way.more_than else Rounding.AT_LEAST
        if sizes := electorates(number, way.share, own):
            yield f"{number} would need an electorate of {_span(sizes)}."
    for other in told.steps:
        theirs = other.ways[0]
        if other is step or theirs.base_size is None or theirs.share is None:
            continue
        line = theirs.share * theirs.base_size
        made = [rounding.value for rounding in Rounding if rounding.of(line) == number]
        if made:
            yield (
                f"It is the number of another rule, {other.title.lower()}: {theirs.share} of "
                f"{theirs.base_size} is {_decimal(line.numerator, line.denominator)} ({', '.join(made)}), so "
                f"{_needed(other)} are needed there. {other.applies}"
            )


def _needed(step: ToldStep) -> str:
    return " or ".join(dict.fromkeys(str(way.needed) for way in step.ways))


def judge_pair(claim: PairClaim, told: Told) -> Judgement:
    """Whether two numbers can both be right of one electorate under one way of rounding: every size is tried."""
    one, other = (told.step(procedure) for procedure in claim.procedures)
    if one is None or one.ways[0].share is None:
        return no_number(claim.procedures[0], one)
    if other is None or other.ways[0].share is None:
        return no_number(claim.procedures[1], other)
    found = {
        (left, right): shared
        for left, right in product(Rounding, repeat=2)
        if (shared := _shared(claim, (one, other), (left, right)))
    }
    word = _pair_word(found, one)
    record = f"{_needed(one)} and {_needed(other)} of {one.ways[0].base_size}"
    source = f"{one.grounds}; {other.grounds}"
    return Judgement(word, record, one.bodies, source, _pair_reason(claim, (one, other), found))


Pairing = tuple[Rounding, Rounding]


def _shared(claim: PairClaim, steps: tuple[ToldStep, ToldStep], ways: Pairing) -> tuple[int, ...]:
    """The electorates of which both numbers are right, each rounded in its way."""
    one, other = (
        electorates(number, share, way) for number, share, way in zip(claim.numbers, _shares(steps), ways, strict=True)
    )
    return tuple(size for size in one if size in other)


def _shares(steps: tuple[ToldStep, ToldStep]) -> tuple[Fraction, ...]:
    """The share of the body that each step needs; of a step without one there is no pair to judge."""
    return tuple(share for step in steps if (share := step.ways[0].share) is not None)


def _pair_word(found: dict[Pairing, tuple[int, ...]], step: ToldStep) -> Word:
    alike = [shared for (left, right), shared in found.items() if left is right]
    if not alike:
        return Word.INCONSISTENT
    return word_of(any(way.base_size in shared for shared in alike for way in step.ways))


def _pair_reason(claim: PairClaim, steps: tuple[ToldStep, ToldStep], found: dict[Pairing, tuple[int, ...]]) -> str:
    shares = _shares(steps)
    said = " and ".join(f"{number} as {share}" for number, share in zip(claim.numbers, shares, strict=True))
    alike = [f"{left.value}: {_span(shared)}" for (left, right), shared in found.items() if left is right]
    mixed = [
        f"{claim.numbers[0]} {left.value} with {claim.numbers[1]} {right.value}: {_span(shared)}"
        for (left, right), shared in found.items()
        if left is not right
    ]
    if alike:
        return f"{said} can be of one electorate ({'; '.join(alike)}); the record has {steps[0].ways[0].base_size}."
    only = f" Only mixed ways make both: {'; '.join(mixed)}." if mixed else " Mixed ways do not make both either."
    return f"No electorate makes {said} under one way of rounding.{only}"


def _span(sizes: tuple[int, ...]) -> str:
    return str(sizes[0]) if len(sizes) == 1 else f"{sizes[0]} to {sizes[-1]}"


def _decimal(numerator: int, denominator: int) -> str:
    """An exact line for reading, cut to two places: "37.35"."""
    whole, rest = divmod(numerator * 100 // denominator, 100)
    return f"{whole}.{rest:02d}"
